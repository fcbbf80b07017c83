import { checkChoice, type Fields, readFields } from '../internal/guard.js'
import { type RowStream, readRows } from '../internal/rows/readRows.js'
import { checkWindow, type DateInput, dayReader } from '../internal/time/days.js'
import { inWindowOrder } from '../internal/time/windows.js'
import type { SubscriptionRow } from '../subscriptions.js'
import type { ChurnLevel, ChurnTally } from './churnTally.js'
import { churnCounter } from './countChurn.js'

/** The window in which churn is counted. */
export interface ChurnWindow {
  /** First day of the window. */
  readonly from: DateInput
  /** First day after the window. */
  readonly to: DateInput
  /**
   * Who comes and leaves. `'customer'`: a customer with several subscriptions is lost with the last of
   * them. `'subscription'`: each subscription counts by itself; rows with one id are parts of one.
   * @defaultValue `'customer'`
   */
  readonly level?: ChurnLevel
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const CHURN_WINDOW: Fields<ChurnWindow> = { from: 1, to: 1, level: 0, timeZone: 0 }

/** Who comes and leaves: customers, unless something else is asked. */
export function readLevel(
  metric: string,
  { level = 'customer' }: Partial<ChurnWindow>,
): ChurnLevel {
  return checkChoice(metric, ['level'], level, ['customer', 'subscription'])
}

/**
 * Counts the customers who came and left within a window.
 *
 * A customer who moves from one subscription to another without a day in between has not left. A
 * customer whose only subscription starts and ends on the same day has come and has left. The tally
 * holds facts; the policy of `churn` decides how customers count who came and left, or left and
 * returned.
 *
 * @param rows - Subscriptions; all those of one customer must be in one call.
 * @param window - First day, first day after, who is counted, and the time zone of instants.
 * @returns A tally: one count for each way to come and leave.
 * @throws {@link MetricError} `empty` without rows; `invalid` for a malformed row or date;
 * `out-of-range` for an end before its start, or a window of no days; `mismatch` for a subscription
 * id that two rows have at one time.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2024-06-01' },
 *   { customer: 'b', startedOn: '2024-11-15', endedOn: '2025-01-20' },
 *   { customer: 'c', startedOn: '2025-01-10' },
 * ]
 * const january = tallyChurn(rows, { from: '2025-01-01', to: '2025-02-01' })
 * january.opening // => 2
 * january.lost // => 1
 * january.gained // => 1
 * january.closing // => 2
 * ```
 */
export function tallyChurn(rows: Iterable<SubscriptionRow>, window: ChurnWindow): ChurnTally
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function tallyChurn(
  rows: RowStream<SubscriptionRow>,
  window: ChurnWindow,
): Promise<ChurnTally>
export function tallyChurn(
  rows: Iterable<SubscriptionRow> | RowStream<SubscriptionRow>,
  window: ChurnWindow,
): ChurnTally | Promise<ChurnTally> {
  const metric = 'tallyChurn'
  return readRows(metric, ['rows'], rows, () => {
    const given = readFields<ChurnWindow>(metric, ['window'], window, CHURN_WINDOW, [])
    const level = readLevel(metric, given)
    const readDay = dayReader(metric, given.timeZone)
    const { from, to } = checkWindow(metric, [], given, readDay)
    return churnCounter(
      metric,
      [[from, to]],
      level,
      readDay,
      (chains) => inWindowOrder(chains, 1)[0] as ChurnTally,
    )
  })
}
