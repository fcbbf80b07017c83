import type { RateOptions } from '../churn/index.js'
import {
  check,
  checkChoice,
  checkConfidence,
  checkWhole,
  eachItem,
  type Fields,
  readOptions,
} from '../internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../internal/inference/interval.js'
import { checkName } from './rfmSegments.js'
import { readWays } from './segmentMigration.js'
import type { SegmentMigrationInput, SegmentMoveTally, SegmentWays } from './segmentMoves.js'

/** The order of the matrix, and which of its rows are small. */
export interface SegmentMatrixOptions extends RateOptions {
  /**
   * The segments in the order of rows and columns, such as that of a plan's prices. One without customers
   * has a row and a column too; one that is missing is refused.
   * @defaultValue those that occur, by name
   */
  readonly segments?: Iterable<string>
  /**
   * The number of customers before below which a row is marked as small.
   * @defaultValue `1`: only a row without customers is small
   */
  readonly minimum?: number
}

/** The fields that are read; another one is refused. */
const SEGMENT_MATRIX_OPTIONS: Fields<SegmentMatrixOptions> = {
  segments: 0,
  minimum: 0,
  interval: 0,
  confidence: 0,
}

/** Where the customers of one segment went. */
export interface SegmentMatrixRow {
  /** The segment before. */
  readonly segment: string
  /** Customers of it before. */
  readonly customers: number
  /** Whether these are fewer than `minimum`. */
  readonly small: boolean
  /** Of them, those in each segment after, in the order of `segments`. */
  readonly counts: readonly number[]
  /** `counts` ÷ `customers`, 0 to 1; `null` in a row without customers. */
  readonly rates: readonly (number | null)[]
  /** Intervals of `rates`, each for itself. */
  readonly intervals: readonly (Interval<ProportionIntervalMethod> | null)[]
  /** Customers who are no longer there. */
  readonly left: number
  /** `left` ÷ `customers`, 0 to 1. With `rates` it adds up to 1. */
  readonly leftRate: number | null
  /** Interval of `leftRate`. */
  readonly leftInterval: Interval<ProportionIntervalMethod> | null
}

/** Moves between segments as a matrix: rows are before, columns after. */
export interface SegmentMatrix {
  /** The segments, in the order of rows and columns. */
  readonly segments: readonly string[]
  /** A row for each segment before. */
  readonly rows: readonly SegmentMatrixRow[]
  /** Customers who were not there before, in each segment after. */
  readonly entered: readonly number[]
  /** Customers before. */
  readonly before: number
  /** Customers after. */
  readonly after: number
}

/** More cells than anybody reads, few enough for memory. */
const MOST_SEGMENTS = 300

/**
 * Moves between segments as a matrix: of the customers of each segment, how many are in each segment now,
 * and which share.
 *
 * Rows are the segments before, columns those after. Customers who left are a column of their own, and
 * those who were not there before a row of their own, which is a share of nobody. For segments, plans,
 * tiers or any other names. `segmentMigration` has the same moves as a list, and the changes of each
 * segment.
 *
 * @formula rate = customers who went from a segment to another ÷ customers of the segment before
 * @unit share of the segment before, 0 to 1
 *
 * @param input - The customers' segments before and after, or a tally of {@link tallySegmentMoves}, which
 * is also a list of `{ from, to, customers }`.
 * @param options - The order, the size below which a row is small, and the interval.
 * @returns Counts, shares and intervals, a row for each segment before.
 * @throws {@link MetricError} `empty` without customers before; `mismatch` for a segment that `segments`
 * lacks or has twice, a customer given twice, or rows beside a tally; `invalid` for a malformed row;
 * `out-of-range` for more than 300 segments.
 * @source Anderson & Goodman (1957), “Statistical Inference about Markov Chains”, Annals of
 * Mathematical Statistics 28, for the rates; Wilson (1927), JASA 22, for the interval.
 *
 * @example
 * ```ts
 * const moves = [
 *   { from: 'free', to: 'free', customers: 80 }, { from: 'free', to: 'pro', customers: 12 },
 *   { from: 'free', to: null, customers: 8 }, { from: 'pro', to: 'pro', customers: 45 },
 *   { from: 'pro', to: 'free', customers: 5 }, { from: null, to: 'free', customers: 30 },
 * ]
 * const { rows, entered } = segmentMatrix({ moves })
 * rows.map(({ rates, leftRate }) => [...rates, leftRate]) // => [[0.8, 0.12, 0.08], [0.1, 0.9, 0]]
 * rows[0].intervals[1] // => { low: 0.0699…, high: 0.1981…, confidence: 0.95, method: 'wilson' }
 * entered // => [30, 0]
 * ```
 */
export function segmentMatrix(
  input: SegmentMigrationInput | SegmentMoveTally,
  options: SegmentMatrixOptions = {},
): SegmentMatrix {
  const metric = 'segmentMatrix'
  const given = readOptions<SegmentMatrixOptions>(metric, options, SEGMENT_MATRIX_OPTIONS)
  const method = checkChoice(metric, ['interval'], given.interval ?? 'wilson', PROPORTION_METHODS)
  const confidence = checkConfidence(metric, given.confidence)
  const minimum = checkWhole(metric, ['minimum'], given.minimum ?? 1, 0)
  const asked = given.segments === undefined ? undefined : readOrder(metric, given.segments)
  const { ways, place, received } = readWays(metric, input)
  const segments = asked ?? namesOf(ways)
  checkWhole(metric, [asked ? 'segments' : place, 'length'], segments.length, 0, MOST_SEGMENTS)
  for (const name of namesOf(ways))
    check(
      metric,
      ['segments'],
      segments,
      segments.includes(name),
      `a list with “${name}”`,
      'mismatch',
    )
  const countsOf = (from: string | null): number[] =>
    segments.map((to) => ways.get(from)?.get(to) ?? 0)
  const entered = countsOf(null)
  const rows = segments.map((segment): SegmentMatrixRow => {
    const counts = countsOf(segment)
    const left = ways.get(segment)?.get(null) ?? 0
    const customers = checkWhole(metric, [place], left + sumOf(counts))
    const rateOf = (some: number): number | null => (customers === 0 ? null : some / customers)
    const around = (some: number): Interval<ProportionIntervalMethod> | null =>
      customers === 0 ? null : proportionInterval(method, some, customers, confidence)
    return {
      segment,
      customers,
      small: customers < minimum,
      counts,
      rates: counts.map(rateOf),
      intervals: counts.map(around),
      left,
      leftRate: rateOf(left),
      leftInterval: around(left),
    }
  })
  const before = checkWhole(metric, [place], sumOf(rows.map(({ customers }) => customers)))
  check(metric, [place], received, before > 0, 'at least one customer', 'empty')
  const stayed = rows.reduce((sum, { customers, left }) => sum + customers - left, 0)
  const after = checkWhole(metric, [place], stayed + sumOf(entered))
  return { segments, rows, entered, before, after }
}

/** An order of segments, each of which is in it once. */
function readOrder(metric: string, given: unknown): string[] {
  const names = new Set<string>()
  eachItem(metric, ['segments'], given, (item, index) => {
    const path = ['segments', index]
    const name = checkName(metric, path, item)
    check(metric, path, name, !names.has(name), 'in the order once', 'mismatch')
    names.add(name)
  })
  return [...names]
}

/** The segments that occur, by name. */
function namesOf(ways: SegmentWays): string[] {
  const names = new Set([...ways].flatMap(([from, targets]) => [from, ...targets.keys()]))
  return [...names].filter((name) => name !== null).sort((a, b) => (a < b ? -1 : 1))
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
