import type { RateOptions } from '../churn/index.js'
import {
  check,
  checkChoice,
  checkConfidence,
  checkObject,
  checkSome,
  eachRow,
} from '../internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../internal/interval.js'
import { checkCustomer, isCustomer } from '../internal/stretches.js'
import type { CustomerId } from '../transactions.js'
import { checkName } from './rfmSegments.js'

/** Which segment a customer is in. */
export interface SegmentRow {
  /** Who. */
  readonly customer: CustomerId
  /** The name of the segment. */
  readonly segment: string
}

/** Segments of the customers in two periods. */
export interface SegmentMigrationInput {
  /** One row for each customer of the earlier period. */
  readonly before: Iterable<SegmentRow>
  /** One row for each customer of the later period. */
  readonly after: Iterable<SegmentRow>
}

/** Customers who went one way. */
export interface SegmentMove {
  /** The segment before; `null` for those who were not there. */
  readonly from: string | null
  /** The segment after; `null` for those who are not there. */
  readonly to: string | null
  /** How many went this way. */
  readonly customers: number
  /** Their share of the segment before, 0 to 1; `null` for those who were not there. */
  readonly rate: number | null
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod> | null
}

/** What became of one segment. */
export interface SegmentFlow {
  /** The name of the segment. */
  readonly segment: string
  /** Customers before. */
  readonly before: number
  /** Of them, those still in it. */
  readonly stayed: number
  /** Of them, those in another segment now. */
  readonly movedOut: number
  /** Of them, those who are not there any more. */
  readonly left: number
  /** Customers from another segment. */
  readonly movedIn: number
  /** Customers who were not there before. */
  readonly entered: number
  /** Customers after: stayed + movedIn + entered. */
  readonly after: number
}

/** How customers moved between segments. */
export interface SegmentMigration {
  /** Every way that somebody went, in order of appearance. */
  readonly moves: readonly SegmentMove[]
  /** What became of each segment, in order of appearance. */
  readonly segments: readonly SegmentFlow[]
  /** Customers before. */
  readonly before: number
  /** Customers after. */
  readonly after: number
}

/**
 * How customers moved between segments from one period to the next.
 *
 * Score both periods by the same thresholds: segments that are cut anew each time move by themselves.
 *
 * @formula rate = customers who went from a segment to another ÷ customers of the segment before
 * @unit share of the segment before, 0 to 1
 *
 * @param input - The customers' segments before and after, as of {@link rfm} or {@link valueTiers}.
 * @param options - The interval.
 * @returns Every move, and what became of each segment.
 * @throws {@link MetricError} `empty` without customers before; `mismatch` for a customer given twice;
 * `invalid` for a row that is none.
 * @source Anderson & Goodman (1957), “Statistical Inference about Markov Chains”, Annals of
 * Mathematical Statistics 28, for the rates; Wilson (1927), JASA 22, for the interval.
 *
 * @example
 * ```ts
 * const before = [
 *   { customer: 'a', segment: 'loyal' }, { customer: 'b', segment: 'loyal' },
 *   { customer: 'c', segment: 'new' },
 * ]
 * const after = [
 *   { customer: 'a', segment: 'loyal' }, { customer: 'c', segment: 'loyal' },
 *   { customer: 'd', segment: 'new' },
 * ]
 * const { segments, moves } = segmentMigration({ before, after })
 * moves[1] // => { from: 'loyal', to: null, customers: 1, rate: 0.5, … }
 * segments[0]
 * // => { segment: 'loyal', before: 2, stayed: 1, movedOut: 0, left: 1, movedIn: 1, entered: 0, after: 2 }
 * ```
 */
export function segmentMigration(
  input: SegmentMigrationInput,
  options: RateOptions = {},
): SegmentMigration {
  const metric = 'segmentMigration'
  const given = checkObject<SegmentMigrationInput>(metric, ['input'], input)
  const { interval = 'wilson', confidence } = checkObject<RateOptions>(metric, ['options'], options)
  const method = checkChoice(metric, ['interval'], interval, PROPORTION_METHODS)
  const level = checkConfidence(metric, confidence)
  const before = readSegments(metric, 'before', given.before)
  const after = readSegments(metric, 'after', given.after)
  checkSome(metric, ['before'], given.before, before.size, 'customer')
  const flows = new Map<string, Flow>()
  const ways = new Map<string | null, Map<string | null, number>>()
  for (const [customer, from] of before) count(flows, ways, from, after.get(customer) ?? null)
  for (const [customer, to] of after) if (!before.has(customer)) count(flows, ways, null, to)
  const rateOf = (
    from: string | null,
    customers: number,
  ): Pick<SegmentMove, 'rate' | 'interval'> => {
    const base = from === null ? 0 : (flows.get(from) as Flow).before
    if (base === 0) return { rate: null, interval: null }
    return { rate: customers / base, interval: proportionInterval(method, customers, base, level) }
  }
  return {
    moves: [...ways].flatMap(([from, targets]) =>
      [...targets].map(([to, customers]) => ({ from, to, customers, ...rateOf(from, customers) })),
    ),
    segments: [...flows].map(([segment, flow]) => ({ segment, ...flow })),
    before: before.size,
    after: after.size,
  }
}

type Flow = { -readonly [Field in Exclude<keyof SegmentFlow, 'segment'>]: number }

/** Counts one customer's way, and what it means to the segments at its ends. */
function count(
  flows: Map<string, Flow>,
  ways: Map<string | null, Map<string | null, number>>,
  from: string | null,
  to: string | null,
): void {
  const targets = ways.get(from) ?? new Map<string | null, number>()
  ways.set(from, targets.set(to, (targets.get(to) ?? 0) + 1))
  if (from !== null) {
    const flow = flowOf(flows, from)
    flow.before++
    if (to === null) flow.left++
    else if (to === from) flow.stayed++
    else flow.movedOut++
  }
  if (to !== null) {
    const flow = flowOf(flows, to)
    flow.after++
    if (from === null) flow.entered++
    else if (to !== from) flow.movedIn++
  }
}

function flowOf(flows: Map<string, Flow>, segment: string): Flow {
  const known = flows.get(segment)
  if (known) return known
  const flow = { before: 0, stayed: 0, movedOut: 0, left: 0, movedIn: 0, entered: 0, after: 0 }
  flows.set(segment, flow)
  return flow
}

function readSegments(metric: string, name: string, rows: unknown): Map<CustomerId, string> {
  const segments = new Map<CustomerId, string>()
  eachRow<SegmentRow>(metric, [name], rows, ({ customer, segment }, index) => {
    if (!isCustomer(customer)) checkCustomer(metric, [name, index, 'customer'], customer)
    if (typeof segment !== 'string' || segment === '')
      checkName(metric, [name, index, 'segment'], segment)
    if (segments.has(customer))
      check(metric, [name, index, 'customer'], customer, false, 'in one row only', 'mismatch')
    segments.set(customer, segment)
  })
  return segments
}
