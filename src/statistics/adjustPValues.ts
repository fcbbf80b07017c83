import { checkChoice, checkRate, type Fields, readList, readOptions } from '../internal/guard.js'
import {
  adjust,
  CORRECTIONS,
  type PValueCorrection,
} from '../internal/inference/pValueCorrection.js'

/** How p-values are corrected. */
export interface AdjustPValuesOptions {
  /**
   * The correction. `holm` and `bonferroni` keep the probability of any false positive below the
   * level; `benjamini-hochberg` keeps the expected share of false positives among all findings
   * below it.
   * @defaultValue `'holm'`
   */
  readonly method?: PValueCorrection
}

/** The fields that are read; another one is refused. */
const ADJUST_PVALUES_OPTIONS: Fields<AdjustPValuesOptions> = { method: 0 }

/**
 * Corrects p-values for the number of tests.
 *
 * @formula holm: the k-th smallest × (tests − k + 1), never below the one before; benjamini-hochberg: the k-th smallest × tests ÷ k, never above the one after
 * @unit share, 0 to 1
 *
 * @param pValues - P-values of one family of tests.
 * @param options - The correction.
 * @returns The corrected p-values, in the order given; each is at least as large as before.
 * @throws {@link MetricError} `out-of-range` for a p-value outside 0 to 1.
 * @source Holm (1979), “A Simple Sequentially Rejective Multiple Test Procedure”, Scandinavian Journal
 * of Statistics 6; Benjamini & Hochberg (1995), “Controlling the False Discovery Rate”, JRSS B 57.
 *
 * @example
 * ```ts
 * adjustPValues([0.01, 0.04, 0.03]) // => [0.03, 0.06, 0.06]
 * adjustPValues([0.01, 0.04, 0.03], { method: 'benjamini-hochberg' }) // => [0.03, 0.04, 0.04]
 * ```
 */
export function adjustPValues(
  pValues: Iterable<number>,
  options: AdjustPValuesOptions = {},
): number[] {
  const metric = 'adjustPValues'
  const given = readOptions<AdjustPValuesOptions>(metric, options, ADJUST_PVALUES_OPTIONS)
  const method = checkChoice(metric, ['method'], given.method ?? 'holm', CORRECTIONS)
  const list = readList(metric, ['pValues'], pValues, (p, path) => checkRate(metric, path, p))
  return adjust(list, method)
}
