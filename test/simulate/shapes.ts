/** What the simulations of surveys share: mixes of answers, sizes, and draws from a seed. */
import { type Random, randomBinomial } from '../../src/internal/math/random.js'

export type Shape = readonly [name: string, shares: readonly number[]]

export const SIZES = [5, 10, 20, 50, 100, 300, 1000]

export const NPS_SHAPES: readonly Shape[] = [
  ['50 / 30 / 20', [0.5, 0.3, 0.2]],
  ['30 / 40 / 30', [0.3, 0.4, 0.3]],
  ['45 / 10 / 45', [0.45, 0.1, 0.45]],
  ['15 / 25 / 60', [0.15, 0.25, 0.6]],
  ['75 / 20 / 5', [0.75, 0.2, 0.05]],
  ['10 / 80 / 10', [0.1, 0.8, 0.1]],
  ['90 / 8 / 2', [0.9, 0.08, 0.02]],
]

export const EFFORTS: readonly Shape[] = [
  ['even', [1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7]],
  ['most find it easy', [0.02, 0.03, 0.05, 0.1, 0.2, 0.35, 0.25]],
  ['split', [0.35, 0.1, 0.03, 0.04, 0.03, 0.1, 0.35]],
  ['nearly all 7', [0.01, 0.01, 0.02, 0.02, 0.04, 0.1, 0.8]],
]

/** So many answers at these shares. */
export function draw(random: Random, size: number, shares: readonly number[]): number[] {
  let left = size
  let rest = 1
  return shares.map((share, i) => {
    const drawn =
      i === shares.length - 1 ? left : randomBinomial(random, left, Math.min(share / rest, 1))
    left -= drawn
    rest -= share
    return drawn
  })
}

export const percent = (share: number): string => (100 * share).toFixed(1)

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
