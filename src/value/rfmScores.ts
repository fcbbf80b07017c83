import {
  check,
  checkChoice,
  checkFields,
  checkNumber,
  checkObject,
  checkUnread,
  checkWhole,
  type Fields,
  type Path,
  readList,
} from '../internal/guard.js'
import type { QuantileDefinition } from '../internal/inference/quantiles.js'
import { checkDefinition, quantileOf } from '../internal/inference/quantiles.js'
import type { Bins, RfmSegment } from './rfmSegments.js'

/** How values become scores: by given thresholds, or by numbers of bins. */
export interface Scoring {
  readonly rule: ThresholdRule
  readonly definition: QuantileDefinition | null
  readonly bins: RfmBins
  readonly thresholds: RfmThresholds | null
}

/** The three values that are scored. */
type Column = keyof RfmThresholds

const COLUMNS: readonly Column[] = ['recency', 'frequency', 'monetary']

/** Scores of one digit. */
const MOST_BINS = 9

/** Either bins or thresholds. */
export function readScoring(metric: string, options: RfmOptions): Scoring {
  const { bins, thresholds } = options
  const one = (bins === undefined) !== (thresholds === undefined)
  const expected = 'given where thresholds are not, and only there'
  check(metric, ['bins'], bins, one, expected, 'mismatch')
  const side = thresholds === undefined ? 'above' : 'from'
  const rule = checkChoice(metric, ['rule'], options.rule ?? side, ['from', 'above'])
  if (thresholds !== undefined) {
    checkUnread(metric, options, ['definition'], 'thresholds are')
    const read = readThresholds(metric, thresholds)
    return {
      rule,
      definition: null,
      bins: forEach((name) => read[name].length + 1),
      thresholds: read,
    }
  }
  const definition = checkDefinition(metric, options.definition ?? 7)
  return { rule, definition, bins: readBins(metric, bins), thresholds: null }
}

function readBins(metric: string, bins: unknown): RfmBins {
  if (typeof bins === 'number')
    return forEach(() => checkWhole(metric, ['bins'], bins, 1, MOST_BINS))
  const given = checkObject<RfmBins>(metric, ['bins'], bins)
  checkFields(metric, ['bins'], given, COLUMNS)
  return forEach((name) => checkWhole(metric, ['bins', name], given[name], 1, MOST_BINS))
}

/** The numbers of scores in the order of a code. */
export function binsOf({ bins }: Scoring): Bins {
  return [bins.recency, bins.frequency, bins.monetary]
}

/** The thresholds given, or the quantiles of the columns. */
export function thresholdsOf(
  { bins, definition, thresholds }: Scoring,
  columns: Readonly<Record<Column, Float64Array>>,
): RfmThresholds {
  if (definition === null) return thresholds as RfmThresholds
  return forEach((name) => {
    const sorted = columns[name].slice().sort()
    const valueAt = (rank: number): number => sorted[rank] as number
    return Array.from({ length: bins[name] - 1 }, (_, index) =>
      quantileOf(valueAt, sorted.length, (index + 1) / bins[name], definition),
    )
  })
}

/** Each customer's scores, column by column. */
export function scoresOf(
  columns: Readonly<Record<Column, Float64Array>>,
  thresholds: RfmThresholds,
  rule: ThresholdRule,
): Readonly<Record<Column, Uint8Array>> {
  return forEach((name) => {
    const limits = thresholds[name]
    const values = columns[name]
    const scores = new Uint8Array(values.length)
    for (let at = 0; at < values.length; at++) {
      const value = values[at] as number
      let passed = 0
      while (passed < limits.length && passes(value, limits[passed] as number, rule)) passed++
      scores[at] = name === 'recency' ? limits.length + 1 - passed : 1 + passed
    }
    return scores
  })
}

function passes(value: number, threshold: number, rule: ThresholdRule): boolean {
  return rule === 'above' ? value > threshold : value >= threshold
}

function readThresholds(metric: string, thresholds: unknown): RfmThresholds {
  const given = checkObject<RfmThresholds>(metric, ['thresholds'], thresholds)
  checkFields(metric, ['thresholds'], given, COLUMNS)
  return forEach((name) => {
    const path: Path = ['thresholds', name]
    let last = -Number.MAX_VALUE
    const limits = readList(metric, path, given[name], (value, at) => {
      last = checkNumber(metric, at, value, last)
      return last
    })
    checkWhole(metric, [...path, 'length'], limits.length, 0, MOST_BINS - 1)
    return limits
  })
}

function forEach<T>(make: (name: Column) => T): Record<Column, T> {
  const [recency, frequency, monetary] = COLUMNS.map(make) as [T, T, T]
  return { recency, frequency, monetary }
}

/** Numbers of scores: 5 gives 1 to 5. */
export interface RfmBins {
  /** Scores of recency, 1 to 9. */
  readonly recency: number
  /** Scores of frequency, 1 to 9. */
  readonly frequency: number
  /** Scores of monetary value, 1 to 9. */
  readonly monetary: number
}

/** The boundaries between scores, ascending; one fewer than there are scores. */
export interface RfmThresholds {
  /** In the unit of `sinceLast`; the score falls at each threshold. */
  readonly recency: readonly number[]
  /** In purchases; the score rises at each threshold. */
  readonly frequency: readonly number[]
  /** In the currency of the amounts; the score rises at each threshold. */
  readonly monetary: readonly number[]
}

/**
 * Whether a value equal to a threshold belongs above it (`'from'`), or only larger values do
 * (`'above'`).
 */
export type ThresholdRule = 'from' | 'above'

/** How customers are scored and named: by bins or by thresholds, not both. */
export interface RfmOptions {
  /** Numbers of scores; thresholds are then the quantiles of these customers. */
  readonly bins?: number | RfmBins
  /** Thresholds of your own, or those of another period. */
  readonly thresholds?: RfmThresholds
  /**
   * Whether a value equal to a threshold belongs above it.
   * @defaultValue `'above'` with bins, `'from'` with thresholds
   */
  readonly rule?: ThresholdRule
  /**
   * The definition of the quantiles, by its number in Hyndman & Fan (1996); used with bins only.
   * @defaultValue `7`, as in most programs for RFM
   */
  readonly definition?: QuantileDefinition
  /**
   * Names for all codes.
   * @defaultValue {@link RFM_SEGMENTS}, for scores of 1 to 5
   */
  readonly segments?: readonly RfmSegment[]
}

/** The fields that are read; another one is refused. */
export const RFM_OPTIONS: Fields<RfmOptions> = {
  bins: 0,
  thresholds: 0,
  rule: 0,
  definition: 0,
  segments: 0,
}
