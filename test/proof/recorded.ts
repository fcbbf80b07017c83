import { existsSync, readFileSync } from 'node:fs'

/** How many published figures a test compares, and how near they are. */
export interface Recorded {
  readonly test: string
  /** The published cases that the test names or reads. */
  readonly cases: readonly string[]
  readonly figures: number
  /** A bound of the largest relative difference, a power of ten. */
  readonly within: number
}

const stored = new URL('./published.json', import.meta.url)

/** What was written down of the tests of published values. */
export function recorded(): Recorded[] {
  return existsSync(stored) ? JSON.parse(readFileSync(stored, 'utf8')) : []
}

// What is nearer differs by the rounding of the arithmetic, and by the processor.
const ROUNDING = 1e-12

/** The power of ten that a difference does not exceed. */
export function bound(difference: number): number {
  if (difference <= ROUNDING) return ROUNDING
  return Number(`1e${Math.ceil(Math.log10(difference) - 1e-9)}`)
}
