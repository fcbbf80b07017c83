import { checkWhole } from '../guard.js'

/** The nine sample quantiles by their numbers in Hyndman & Fan (1996). */
export type QuantileDefinition = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9

/** A definition, which is required. */
export function checkDefinition(metric: string, value: unknown): QuantileDefinition {
  return checkWhole(metric, ['definition'], value, 1, 9) as QuantileDefinition
}

/** Products that should be whole can be rounded to a little less or more. */
const FUZZ = 4 * Number.EPSILON

/** Where each continuous definition puts the first and the last value: a and b of k = a + p(n + 1 − a − b). */
const PLOTTING: Readonly<Record<4 | 5 | 6 | 7 | 8 | 9, readonly [a: number, b: number]>> = {
  4: [0, 1],
  5: [1 / 2, 1 / 2],
  6: [0, 0],
  7: [1, 1],
  8: [1 / 3, 1 / 3],
  9: [3 / 8, 3 / 8],
}

/**
 * A quantile of a number of values, looked up by their rank from 0, ascending. The first three
 * definitions are one of the values, or the mean of two; the others lie between two values in
 * proportion.
 */
export function quantileOf(
  valueAt: (rank: number) => number,
  length: number,
  at: number,
  definition: QuantileDefinition,
): number {
  const value = (place: number): number => valueAt(Math.min(Math.max(place, 1), length) - 1)
  if (definition <= 3) {
    const place = definition === 3 ? length * at - 0.5 : length * at
    const below = Math.floor(place + FUZZ * length)
    const beyond = place > below + FUZZ * length
    if (definition === 2 && !beyond) return middle(value(below), value(below + 1))
    const up = definition === 3 ? beyond || below % 2 !== 0 : beyond
    return value(up ? below + 1 : below)
  }
  const [a, b] = PLOTTING[definition as 4]
  const place = a + at * (length + 1 - a - b)
  const below = Math.floor(place + FUZZ * length)
  const share = place - below
  if (Math.abs(share) < FUZZ * length) return value(below)
  const low = value(below)
  const high = value(below + 1)
  // A mixture never lies outside of what it is mixed from, however it is rounded.
  return Math.min(high, Math.max(low, low * (1 - share) + high * share))
}

/** Half of each, which two large values cannot overflow. */
function middle(low: number, high: number): number {
  return low === high ? low : low / 2 + high / 2
}
