import { type Fields, readFields } from '../internal/guard.js'
import { type RowStream, readRows } from '../internal/rows/readRows.js'
import { checkWindow, type DateInput, dayReader } from '../internal/time/days.js'
import { inWindowOrder } from '../internal/time/windows.js'
import type { RevenueRow } from '../subscriptions.js'
import { exchangeCounter, revenueCounter } from './countRevenue.js'
import { type ExchangeRates, readExchange } from './exchange.js'
import { checkLevel, type RevenueLevel, type RevenueTally } from './revenueTally.js'

/** The window over which revenue is compared. */
export interface RevenueWindow {
  /** First day of the window. */
  readonly from: DateInput
  /** First day after the window. */
  readonly to: DateInput
  /**
   * The level at which amounts are compared. `'customer'`: a loss of one subscription and a gain of
   * another one of the same customer cancel out, and only a customer without revenue has churned.
   * `'subscription'`: each row counts by itself.
   */
  readonly level: RevenueLevel
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
export const REVENUE_WINDOW: Fields<RevenueWindow> = { from: 1, to: 1, level: 1, timeZone: 0 }

/** A window, and the rates of the currencies of its rows. */
export interface ExchangeWindow extends RevenueWindow {
  /**
   * Rates at both ends of the window, for rows of several currencies. Movements are counted by the rates
   * of the opening, and `exchange` is what the closing is worth more by its own.
   * @defaultValue all rows are of one currency
   */
  readonly rates?: ExchangeRates
}

/** The fields that are read; another one is refused. */
const EXCHANGE_WINDOW: Fields<ExchangeWindow> = { ...REVENUE_WINDOW, rates: 0 }

/**
 * Adds up the movements of recurring revenue over a window: new, expansion, contraction, churned
 * and reactivation.
 *
 * Each account is compared at both ends of the window and has at most one movement, so gross
 * retention is capped account by account. Revenue that came and went in between is not in the tally
 * of the window; it is in the tallies of its days, which `chainRevenue` adds up.
 *
 * Amounts are in one currency, or in several with their `rates` at both ends. Movements are then free of
 * the rates, and their effect is an amount of its own: opening and movements are by the rates of the
 * opening, `exchange` is what the closing is worth more by those of the closing.
 *
 * @param rows - Subscriptions with their amounts; all those of one customer must be in one call.
 * @param window - First day, first day after, the level of comparison, rates, and the time zone.
 * @returns The amounts as strings, exact to the last digit.
 * @throws {@link MetricError} `empty` without rows; `invalid` for a malformed row, date or amount;
 * `out-of-range` for an end before its start, a change outside its subscription or out of order, a
 * negative amount, or a window of no days; `mismatch` for two currencies without rates, or a subscription
 * id that two rows have at one time.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2024-06-01', amount: '50.00', changes: [{ on: '2025-01-15', amount: '60.00' }] },
 *   { customer: 'b', startedOn: '2024-06-01', endedOn: '2025-01-20', amount: '30.00' },
 *   { customer: 'c', startedOn: '2025-01-10', amount: '19.90' },
 * ]
 * tallyRevenue(rows, { from: '2025-01-01', to: '2025-02-01', level: 'customer' })
 * // => { opening: '80', new: '19.9', expansion: '10', contraction: '0', churned: '30', closing: '79.9', … }
 *
 * const abroad = [
 *   { customer: 'a', startedOn: '2024-06-01', amount: 100, currency: 'EUR' },
 *   { customer: 'b', startedOn: '2024-06-01', amount: 100, currency: 'USD' },
 * ]
 * const rates = { currency: 'EUR', opening: { USD: '0.95' }, closing: { USD: '0.91' } }
 * tallyRevenue(abroad, { from: '2025-01-01', to: '2025-02-01', level: 'customer', rates })
 * // => { currency: 'EUR', opening: '195', contraction: '0', exchange: '-4', closing: '191', … }
 * ```
 */
export function tallyRevenue(rows: Iterable<RevenueRow>, window: ExchangeWindow): RevenueTally
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function tallyRevenue(
  rows: RowStream<RevenueRow>,
  window: ExchangeWindow,
): Promise<RevenueTally>
export function tallyRevenue(
  rows: Iterable<RevenueRow> | RowStream<RevenueRow>,
  window: ExchangeWindow,
): RevenueTally | Promise<RevenueTally> {
  const metric = 'tallyRevenue'
  return readRows(metric, ['rows'], rows, () => {
    const given = readFields<ExchangeWindow>(metric, ['window'], window, EXCHANGE_WINDOW, [])
    const level = checkLevel(metric, given.level)
    const readDay = dayReader(metric, given.timeZone)
    const { from, to } = checkWindow(metric, [], given, readDay)
    if (given.rates !== undefined) {
      const exchange = readExchange(metric, given.rates)
      return exchangeCounter(metric, [from, to], level, readDay, exchange, (tally) => tally)
    }
    return revenueCounter(
      metric,
      [[from, to]],
      level,
      readDay,
      (chains) => inWindowOrder(chains, 1)[0] as RevenueTally,
    )
  })
}
