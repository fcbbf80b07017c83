import type { RateOptions } from '../churn/index.js'
import {
  check,
  checkChoice,
  checkConfidence,
  checkFields,
  checkObject,
  checkWhole,
  readOptions,
} from '../internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
  RATE_OPTIONS,
} from '../internal/inference/interval.js'
import {
  addMoves,
  countWays,
  type SegmentMigrationInput,
  type SegmentMoveCount,
  type SegmentMoveTally,
  type SegmentWays,
} from './segmentMoves.js'

/** A move between two segments, with its rate. */
export interface SegmentMove extends SegmentMoveCount {
  /** Their share of the segment before, 0 to 1; `null` for customers who were not there. */
  readonly rate: number | null
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod> | null
}

/** The changes of one segment. */
export interface SegmentFlow {
  /** The name of the segment. */
  readonly segment: string
  /** Customers before. */
  readonly before: number
  /** Of them, those still in it. */
  readonly stayed: number
  /** Of them, those in another segment now. */
  readonly movedOut: number
  /** Of them, those who are no longer there. */
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
  /** Every move that occurred, in order of appearance. */
  readonly moves: readonly SegmentMove[]
  /** The changes of each segment, in order of appearance. */
  readonly segments: readonly SegmentFlow[]
  /** Customers before. */
  readonly before: number
  /** Customers after. */
  readonly after: number
}

/**
 * How customers moved between segments from one period to the next.
 *
 * Score both periods by the same thresholds. With new quantiles in each period, customers change
 * segments without changing their behaviour.
 *
 * @formula rate = customers who went from a segment to another ÷ customers of the segment before
 * @unit share of the segment before, 0 to 1
 *
 * @param input - The customers' segments before and after, as of {@link rfm} or {@link valueTiers}; or a
 * tally of {@link tallySegmentMoves}.
 * @param options - The interval.
 * @returns Every move, and the changes of each segment.
 * @throws {@link MetricError} `empty` without customers before; `mismatch` for a customer given
 * twice, or rows beside a tally; `invalid` for a malformed row.
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
  input: SegmentMigrationInput | SegmentMoveTally,
  options: RateOptions = {},
): SegmentMigration {
  const metric = 'segmentMigration'
  const { interval = 'wilson', confidence } = readOptions<RateOptions>(
    metric,
    options,
    RATE_OPTIONS,
  )
  const method = checkChoice(metric, ['interval'], interval, PROPORTION_METHODS)
  const level = checkConfidence(metric, confidence)
  const { ways, place, received } = readWays(metric, input)
  const flows = flowsOf(ways)
  const before = customersAt(metric, flows, 'before')
  const after = customersAt(metric, flows, 'after')
  check(metric, [place], received, before > 0, 'at least one customer', 'empty')
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
    before,
    after,
  }
}

/** Moves of listed customers or of a tally, and where they were given. */
export function readWays(
  metric: string,
  input: unknown,
): { readonly ways: SegmentWays; readonly place: string; readonly received: unknown } {
  const given = checkObject<Partial<SegmentMigrationInput & SegmentMoveTally>>(
    metric,
    ['input'],
    input,
  )
  // A result of this function has the segments too.
  checkFields(metric, [], given, ['before', 'after', 'moves', 'segments'])
  if (given.moves === undefined) {
    const ways = countWays(metric, given as SegmentMigrationInput)
    return { ways, place: 'before', received: given.before }
  }
  for (const key of ['before', 'after'] as const) {
    // In a result of this function these fields are numbers.
    const isOne = given[key] === undefined || typeof given[key] === 'number'
    check(metric, [key], given[key], isOne, 'absent beside moves', 'mismatch')
  }
  const ways: SegmentWays = new Map()
  addMoves(metric, [], ways, given as SegmentMoveTally)
  return { ways, place: 'moves', received: given.moves }
}

type Flow = { -readonly [Field in Exclude<keyof SegmentFlow, 'segment'>]: number }

/** Adds the moves to the segments before and after. */
function flowsOf(ways: SegmentWays): ReadonlyMap<string, Flow> {
  const flows = new Map<string, Flow>()
  for (const [from, targets] of ways)
    for (const [to, customers] of targets) {
      if (from !== null) {
        const flow = flowOf(flows, from)
        flow.before += customers
        flow[to === null ? 'left' : to === from ? 'stayed' : 'movedOut'] += customers
      }
      if (to !== null) {
        const flow = flowOf(flows, to)
        flow.after += customers
        if (from !== to) flow[from === null ? 'entered' : 'movedIn'] += customers
      }
    }
  return flows
}

/** Customers of all segments. */
function customersAt(
  metric: string,
  flows: ReadonlyMap<string, Flow>,
  end: 'before' | 'after',
): number {
  let customers = 0
  for (const flow of flows.values()) customers += flow[end]
  return checkWhole(metric, ['moves'], customers)
}

function flowOf(flows: Map<string, Flow>, segment: string): Flow {
  const known = flows.get(segment)
  if (known) return known
  const flow = { before: 0, stayed: 0, movedOut: 0, left: 0, movedIn: 0, entered: 0, after: 0 }
  flows.set(segment, flow)
  return flow
}
