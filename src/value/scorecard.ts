import { checkObject, type Fields, readList, readOptions } from '../internal/guard.js'
import {
  type CompositeScore,
  compose,
  PART_FIELDS,
  readLevels,
  readParts,
  readValue,
  type ScoredPart,
  type ScoreLevel,
  type ScorePart,
  scorePart,
} from './scoreParts.js'

/** A metric with its value, and how it is scored. */
export interface ScorecardPart extends ScorePart {
  /** The value; `null` where it is missing. */
  readonly value: number | null
}

/** The name of the score. */
export interface ScorecardOptions {
  /**
   * Names for scores, ascending.
   * @defaultValue no levels
   */
  readonly levels?: readonly ScoreLevel[]
}

/** The fields that are read; another one is refused. */
const SCORECARD_OPTIONS: Fields<ScorecardOptions> = { levels: 0 }

/** A composite of several metrics, and its parts. */
export interface Scorecard extends CompositeScore {
  /** The parts as scored, in their order. */
  readonly parts: readonly ScoredPart[]
}

/**
 * A composite score of several metrics: each is scored from 0 to 1 between its bounds, then
 * weighted.
 *
 * A missing value is not replaced. The score is then `null`, and `low` and `high` are its bounds,
 * from 0 to 1 for the missing part. If you drop the part and spread its weight over the others, you
 * assume that it would score like them; `presentScore` is that number.
 *
 * @formula score = Σ weight × place ÷ Σ weight; place = (value − low) ÷ (high − low) within 0 and 1, or
 * 1 less it where lower is better
 * @unit share of the best possible, 0 to 1
 *
 * @param parts - Metrics with value, weight, direction, bounds and target.
 * @param options - Levels.
 * @returns The score or its bounds, and the contribution of every part.
 * @throws {@link MetricError} `empty` without parts; `out-of-range` for a weight that is not above 0 or
 * bounds that do not ascend; `mismatch` for two parts of one name.
 * @source OECD & JRC (2008), “Handbook on Constructing Composite Indicators”; Manski (2003), “Partial
 * Identification of Probability Distributions”, ch. 1, on bounds for what is missing.
 *
 * @example
 * ```ts
 * const loyalty = { name: 'nps', value: 30, weight: 1, direction: 'higher', bounds: [-100, 100] } as const
 * const losses = { name: 'churn', value: 0.02, weight: 3, direction: 'lower', bounds: [0, 0.1] } as const
 * scorecard([loyalty, losses]).score // => 0.7625…
 * scorecard([{ ...loyalty, value: null }, losses])
 * // => { score: null, low: 0.6000…, high: 0.8500…, missing: ['nps'], … }
 * ```
 */
export function scorecard(
  parts: Iterable<ScorecardPart>,
  options: ScorecardOptions = {},
): Scorecard {
  const metric = 'scorecard'
  const { levels } = readOptions<ScorecardOptions>(metric, options, SCORECARD_OPTIONS)
  const given = readList(metric, ['parts'], parts, (part, path) =>
    checkObject<ScorecardPart>(metric, path, part),
  )
  const read = readParts(metric, given, [...PART_FIELDS, 'value'])
  const scored = read.map((part, index) =>
    scorePart(part, readValue(metric, ['parts', index, 'value'], given[index]?.value)),
  )
  return { ...compose(scored, readLevels(metric, levels)), parts: scored }
}
