import { checkSome, type Fields } from '../../internal/guard.js'
import { parseAmount, refuseAmount } from '../../internal/money/decimal.js'
import type { CustomerKey } from '../../internal/rows/customers.js'
import type {
  CalendarPeriods,
  InBoundaries,
  PeriodsSaid,
  WithPeriodFields,
} from '../../internal/time/calendars/periodChoice.js'
import { readPeriodChoice, readPeriodOptions } from '../../internal/time/calendars/readPeriods.js'
import type { DateInput } from '../../internal/time/days.js'
import { arrange, customerIndex, type LaterPolicy, readCells } from '../activity/activityGrid.js'
import type { EventRow } from '../activity/eventRow.js'
import { readPeriodFrame } from '../activity/periodFrame.js'
import type { RowsLeftOut } from './purchaseDays.js'

/** The periods that a streak is made of; each period with an event is active. */
export interface StreaksOptions extends CalendarPeriods {
  /** Last day whose events are known, itself included. */
  readonly asOf: DateInput
  /**
   * Whether events after `asOf` are left out or refused. Required where there are any.
   */
  readonly later?: LaterPolicy
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const STREAKS_OPTIONS: Fields<WithPeriodFields<StreaksOptions>> = {
  every: 0,
  calendar: 0,
  boundaries: 0,
  asOf: 1,
  later: 0,
  weekStartsOn: 0,
  timeZone: 0,
}

/** The streaks of a customer. */
export interface CustomerStreak {
  /** The customer. */
  readonly customer: CustomerKey
  /** The longest run of active periods. */
  readonly longest: number
  /**
   * The run that is not broken: it ends with the current period, or with the one before, as the current
   * one is not over. 0 where the customer has been silent for a whole period.
   */
  readonly current: number
  /** Active periods. */
  readonly active: number
}

/** How many customers have a streak of a length. */
export interface StreakCount {
  /** Periods in a row. */
  readonly length: number
  /** Customers whose longest streak has exactly this length. */
  readonly longest: number
  /** Customers whose current streak has exactly this length. */
  readonly current: number
}

/** Runs of active periods. */
export interface Streaks extends PeriodsSaid, RowsLeftOut {
  /** One for each customer, in order of appearance. */
  readonly customers: readonly CustomerStreak[]
  /** Customers by length, from 0 to the longest; 0 is no current streak. */
  readonly lengths: readonly StreakCount[]
  /** Last day whose events are known. */
  readonly asOf: string
}

/**
 * Streaks: the longest and the current run of consecutive periods in which each customer was active.
 *
 * Several events of one period count once. The current period is not over: a customer who was active in
 * the one before still has a streak, and one who was active in the current one has extended it. A
 * negative amount is a refund and no activity.
 *
 * @formula longest = the most consecutive periods with an event; current = those up to the last period
 * @unit periods
 *
 * @param events - What customers did; all rows of one customer must be in one call.
 * @param options - Unit, as-of day, and the time zone of instants.
 * @returns The streaks of each customer, and customers by length.
 * @throws {@link MetricError} `empty` where nobody was active; `invalid` for a malformed row, date or
 * amount, or where `later` or `weekStartsOn` is required and missing; `out-of-range` for a row after
 * `asOf` where those are rejected; `mismatch` where only some rows have amounts.
 * @source Mixpanel, documentation of its retention report, for streaks of consecutive active periods.
 *
 * @example
 * ```ts
 * const visits = ['2025-01-06', '2025-01-14', '2025-01-15', '2025-01-30', '2025-02-03', '2025-02-12']
 *   .map((on) => ({ customer: 'Ada', on }))
 * const { customers } = streaks(visits, { every: 'week', weekStartsOn: 'monday', asOf: '2025-02-18' })
 * customers // => [{ customer: 'Ada', longest: 3, current: 3, active: 5 }]
 * ```
 */
export function streaks(
  events: Iterable<EventRow>,
  options: StreaksOptions | InBoundaries<StreaksOptions>,
): Streaks {
  const metric = 'streaks'
  const given = readPeriodOptions<WithPeriodFields<StreaksOptions>>(
    metric,
    ['options'],
    options,
    STREAKS_OPTIONS,
  )
  const { frame, said, readDay, asOf, periodNumbers, last } = readPeriodFrame(
    metric,
    given,
    readPeriodChoice,
  )
  const index = customerIndex(metric)
  const cells = readCells(
    {
      metric,
      path: ['events'],
      readDay,
      asOf,
      later: given.later,
      slotOf: periodNumbers.indexOf,
      amounts: { parse: parseAmount, refuse: refuseAmount },
      counts: false,
    },
    events,
    index,
  )
  checkSome(metric, ['events'], events, index.numbers.ids.length, 'customer who was active')
  const { slots, starts } = arrange(cells, index.numbers.ids.length)
  const customers = index.numbers.ids.map((customer, owner): CustomerStreak => {
    const periods = slots.subarray(starts[owner], starts[owner + 1])
    let longest = 0
    let run = 0
    periods.forEach((period, at) => {
      run = at > 0 && period === (periods[at - 1] as number) + 1 ? run + 1 : 1
      longest = Math.max(longest, run)
    })
    const isOn = (periods.at(-1) as number) >= last - 1
    return { customer, longest, current: isOn ? run : 0, active: periods.length }
  })
  const most = customers.reduce((best, { longest }) => Math.max(best, longest), 0)
  const lengths = Array.from({ length: most + 1 }, (_, length) => ({
    length,
    longest: 0,
    current: 0,
  }))
  for (const { longest, current } of customers) {
    ;(lengths[longest] as { longest: number }).longest++
    ;(lengths[current] as { current: number }).current++
  }
  const { laterRows, refundRows } = cells
  return { customers, lengths, ...said, asOf: frame.asOf, laterRows, refundRows }
}
