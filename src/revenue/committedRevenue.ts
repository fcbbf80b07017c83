import { check, type Fields, readOptions, rowVisitor } from '../internal/guard.js'
import { type Decimal, sumDecimal, written } from '../internal/money/decimal.js'
import { readSum } from '../internal/money/exactSums.js'
import { readNow } from '../internal/rows/readRows.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkEdge, type DateInput, dayReader, type ReadDay } from '../internal/time/days.js'
import type { RevenueRow } from '../subscriptions.js'
import { revenueCounter } from './countRevenue.js'
import { knownRows, type RevenueFacts } from './knownRows.js'
import type { RevenueMovements } from './revenueRetention.js'
import { addedSums, checkLevel, type RevenueLevel, type RevenueTally } from './revenueTally.js'

/** The days between which commitments count. */
export interface CommittedRevenueOptions {
  /** The day of the present revenue, which is measured at its end. */
  readonly asOf: DateInput
  /** The last day of commitments; after `asOf`. */
  readonly by: DateInput
  /**
   * The level at which amounts are compared: customers with all their subscriptions, or single
   * subscriptions.
   */
  readonly level: RevenueLevel
  /**
   * Whether only what was known on `asOf` counts (`'as-known'`), or everything that the rows know today.
   * Required where a row says that something became known after `asOf`.
   */
  readonly facts?: RevenueFacts
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const COMMITTED_REVENUE_OPTIONS: Fields<CommittedRevenueOptions> = {
  asOf: 1,
  by: 1,
  level: 1,
  facts: 0,
  timeZone: 0,
}

/** Recurring revenue today, and the signed and cancelled revenue to come. */
export interface CommittedRevenue {
  /** Recurring revenue at the end of `asOf`. */
  readonly recurring: string
  /** Revenue of accounts without revenue today: new and returning ones. */
  readonly signed: string
  /** Increases of accounts with revenue today. */
  readonly expansion: string
  /** Decreases of accounts that keep some revenue. */
  readonly contraction: string
  /** Today's revenue of accounts that will have none. */
  readonly cancelled: string
  /** Recurring revenue at the end of `by`, if nothing else happens. */
  readonly committed: string
  /** The day of the present revenue, which is measured at its end. */
  readonly asOf: string
  /** The last day whose commitments count. */
  readonly by: string
  /** The level at which amounts were compared. */
  readonly level: RevenueLevel
  /** Whether what became known later counts; `null` where nothing did. */
  readonly facts: RevenueFacts | null
  /** Starts, ends and changes that are left out, because nobody knew of them on `asOf`. */
  readonly notYetKnown: number
}

/**
 * Committed recurring revenue: today's recurring revenue, plus signed and less cancelled revenue.
 *
 * Rows may have future days: a subscription signed for next month, a cancellation that takes effect
 * at the end of the term, an agreed change of price. A forecast of the past must not know what became
 * known later: with `facts: 'as-known'` a start, an end or a change counts if it was known on `asOf`.
 * `startKnownOn` and `endKnownOn` of a row, and `knownOn` of a change, say when that was.
 *
 * @formula committed = recurring + signed + expansion − contraction − cancelled
 * @unit the currency of the rows, per their period
 *
 * @param rows - Subscriptions with their amounts; all those of one customer must be in one call.
 * @param options - The as-of day, the last day of commitments, and the level of comparison.
 * @returns The amounts, exact.
 * @throws {@link MetricError} As `tallyRevenue`; `out-of-range` also where `by` is not after `asOf`;
 * `invalid` also where `facts` is required and missing, or nobody says when something became known.
 * @source Bessemer Venture Partners (2010), “The 10 Laws of Cloud Computing”, on committed monthly
 * recurring revenue (CMRR).
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2024-06-01', amount: 100 },
 *   { customer: 'b', startedOn: '2024-06-01', endedOn: '2025-02-15', amount: 40 },
 *   { customer: 'c', startedOn: '2025-03-01', amount: 25 },
 * ]
 * const spring = committedRevenue(rows, { asOf: '2025-01-31', by: '2025-03-31', level: 'customer' })
 * spring.recurring // => '140'
 * spring.signed // => '25'
 * spring.cancelled // => '40'
 * spring.committed // => '125'
 *
 * const cancelled = [
 *   { customer: 'a', startedOn: '2024-06-01', endedOn: '2025-04-01', endKnownOn: '2025-03-20', amount: 100 },
 * ]
 * const february = { asOf: '2025-02-28', by: '2025-05-31', level: 'customer' } as const
 * committedRevenue(cancelled, { ...february, facts: 'as-known' }).committed // => '100'
 * committedRevenue(cancelled, { ...february, facts: 'with-hindsight' }).committed // => '0'
 * ```
 */
export function committedRevenue(
  rows: Iterable<RevenueRow>,
  options: CommittedRevenueOptions,
): CommittedRevenue {
  const metric = 'committedRevenue'
  const given = readOptions<CommittedRevenueOptions>(metric, options, COMMITTED_REVENUE_OPTIONS)
  const level = checkLevel(metric, given.level)
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  const by = checkEdge(metric, ['by'], given.by, readDay)
  const expected = `a day after ${formatDay(asOf)}`
  check(metric, ['by'], given.by, by > asOf, expected, 'out-of-range')
  return countCommitted(metric, rows, { asOf, by, level, facts: given.facts, readDay })
}

/** How committed revenue is counted. */
interface Commitments {
  readonly asOf: number
  readonly by: number
  readonly level: RevenueLevel
  readonly facts: RevenueFacts | undefined
  readonly readDay: ReadDay
}

/** Committed revenue of rows as they were known. */
export function countCommitted(
  metric: string,
  rows: unknown,
  { asOf, by, level, facts, readDay }: Commitments,
): CommittedRevenue {
  const known = knownRows(metric, facts, asOf, readDay)
  const counter = revenueCounter(
    metric,
    [[asOf + 1, by + 1]],
    level,
    readDay,
    ([tallies]) => tallies as readonly [RevenueTally],
  )
  let knownRow: RevenueRow | undefined
  const readKnown = rowVisitor<RevenueRow>(metric, ['rows'], (row, index) => {
    knownRow = known.rowOf(row, index)
  })
  const visit = (row: unknown, index: number): void => {
    readKnown(row, index)
    counter.visit(knownRow, index)
  }
  const [tally] = readNow(metric, ['rows'], rows, { ...counter, visit })
  const read = (...keys: readonly (keyof RevenueMovements | 'closing')[]): Decimal =>
    sumDecimal(addedSums(...keys.map((key) => readSum(metric, [key], tally[key]))))
  return written(metric, {
    recurring: read('opening'),
    signed: read('new', 'reactivation'),
    expansion: read('expansion'),
    contraction: read('contraction'),
    cancelled: read('churned'),
    committed: read('closing'),
    asOf: formatDay(asOf),
    by: formatDay(by),
    level,
    facts: facts ?? null,
    notYetKnown: known.notYetKnown(),
  })
}
