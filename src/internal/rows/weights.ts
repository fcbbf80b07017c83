import { checkNumber, type Path } from '../guard.js'

/** Weights are not smaller or larger than that; their squares and sums stay numbers. */
export const LEAST_WEIGHT = 1e-9
export const MOST_WEIGHT = 1e9

/** How much an answer, a customer or a part counts. */
export function checkWeight(metric: string, path: Path, value: unknown): number {
  return checkNumber(metric, path, value, LEAST_WEIGHT, MOST_WEIGHT)
}
