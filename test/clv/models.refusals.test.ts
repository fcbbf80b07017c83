import {
  fitBgBb,
  fitBgCnbd,
  fitBgNbd,
  fitGammaGamma,
  fitGeometricNbd,
  fitGGompertzNbd,
  fitMbgCnbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { randomFrom } from '../../src/internal/math/random.js'
import { refusalText } from '../support/refusal.js'

const week = { unit: 'week' } as const

/** Customers who all buy alike, of whom nothing says who leaves: no model with more parts has a best one. */
const alike = Array.from({ length: 60 }, (_, at) => {
  const frequency = 10 + (at % 3)
  const age = 40 + (at % 7)
  const spend = 20 + (at % 5) / 100
  return { frequency, recency: age - (at % 2) - 0.25, age, monetary: spend }
})
const ended = alike.map((row) => ({ ...row, recency: Math.floor(row.recency) }))
const gaps = alike.map((row) => ({ ...row, logGaps: 1 }))

/** The same rows in another order. */
function shuffled<Row>(rows: readonly Row[], seed: number): Row[] {
  const random = randomFrom(seed)
  const keyed = rows.map((row) => [random(), row] as const)
  return keyed.sort(([one], [other]) => one - other).map(([, row]) => row)
}

describe('the refusal of a fit', () => {
  it.each<[string, (seed: number) => unknown]>([
    ['BG/NBD', (seed) => fitBgNbd(shuffled(alike, seed), week)],
    ['MBG/NBD', (seed) => fitMbgNbd(shuffled(alike, seed), week)],
    ['Pareto/NBD', (seed) => fitParetoNbd(shuffled(alike, seed), week)],
    ['GGompertz/NBD', (seed) => fitGGompertzNbd(shuffled(alike, seed), week)],
    ['NBD', (seed) => fitNbd(shuffled(alike, seed), week)],
    ['geometric NBD', (seed) => fitGeometricNbd(shuffled(alike, seed), week)],
    ['BG/BB', (seed) => fitBgBb(shuffled(ended, seed), week)],
    ['BG/CNBD-2', (seed) => fitBgCnbd(shuffled(gaps, seed), { ...week, k: 2 })],
    ['MBG/CNBD-2', (seed) => fitMbgCnbd(shuffled(gaps, seed), { ...week, k: 2 })],
    ['gamma-gamma', (seed) => fitGammaGamma(shuffled(alike, seed))],
  ])('of %s is the same whatever the order of rows', (_, refused) => {
    const first = refusalText(() => refused(1))
    expect(first[0]).toBe('not-converged')
    for (const seed of [2, 3, 4, 5, 6]) expect(refusalText(() => refused(seed))).toEqual(first)
  })
})
