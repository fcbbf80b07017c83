import { checkSome, type Fields } from '../../internal/guard.js'
import type { Interval } from '../../internal/inference/interval.js'
import type { CalendarDuration } from '../../internal/time/calendarDurations.js'
import type {
  CalendarPeriods,
  InBoundaries,
  PeriodsSaid,
  WithPeriodFields,
} from '../../internal/time/calendars/periodChoice.js'
import { readerWithin } from '../../internal/time/calendars/readers.js'
import { readPeriodChoice, readPeriodOptions } from '../../internal/time/calendars/readPeriods.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkPlaced, type PeriodName, periodBounds } from '../../internal/time/periodNumbers.js'
import type { TransactionRow } from '../../transactions.js'
import type { RealizedClvOptions } from './followBuyers.js'
import { emptyFollowed, type Followed, followBuyers, readTerms, worthOf } from './followBuyers.js'

/** How customers are put into cohorts, and how long they are followed. */
export interface RealizedClvByCohortOptions extends RealizedClvOptions, CalendarPeriods {}

/** The fields that are read; another one is refused. */
const REALIZED_CLV_BY_COHORT_OPTIONS: Fields<WithPeriodFields<RealizedClvByCohortOptions>> = {
  every: 0,
  calendar: 0,
  boundaries: 0,
  weekStartsOn: 0,
  horizon: 1,
  asOf: 1,
  margin: 0,
  timeZone: 0,
  confidence: 0,
}

/** The value of the customers of one period. */
export interface RealizedClvCohort extends PeriodName {
  /** First day of the period in which they first bought. */
  readonly from: string
  /** First day after it. */
  readonly to: string
  /**
   * Whether the numbers are final: the period is over, and so is the horizon of all its customers.
   * A period without customers is final as soon as it is over.
   */
  readonly complete: boolean
  /**
   * Mean value per customer within the horizon, times the margin; `null` while no customer's
   * horizon is over.
   */
  readonly value: string | null
  /** Value of all of them within the horizon, times the margin. */
  readonly total: string
  /** Customers whose horizon is over. */
  readonly customers: number
  /** Customers left out, because their horizon is not over by `asOf`. */
  readonly excluded: number
  /** Interval of `value`; `null` for fewer than two customers. */
  readonly interval: Interval<'t'> | null
}

/** The value of customers by the period in which they first bought. */
export interface RealizedClvByCohort extends PeriodsSaid {
  /** Consecutive cohorts, from the first one to that of the as-of day; some may be empty. */
  readonly cohorts: readonly RealizedClvCohort[]
  /** How long each customer was followed. */
  readonly horizon: CalendarDuration
  /** The margin that amounts were multiplied by. */
  readonly margin: number
}

/**
 * What customers were actually worth within a horizon after their first purchase, by the period of
 * that purchase. It shows whether this year's customers are better than last year's.
 *
 * Every customer is followed over a span of the same length, which begins on the day of the first
 * purchase. Only customers whose span is over by `asOf` count. A cohort that is not `complete`
 * shows only its first customers: its value changes as the others follow.
 *
 * @formula value = margin × Σ amounts within the horizon ÷ customers who have had it, by cohort
 * @unit the currency of the amounts
 *
 * @param transactions - Purchases with amounts; all those of one customer must be in one call.
 * @param options - Period, horizon, as-of day, margin and the time zone of instants.
 * @returns A cohort for each period, empty ones included, with mean and total value.
 * @throws {@link MetricError} `empty` where nobody had bought by `asOf`; `invalid` for a malformed
 * row, date or amount, or where `weekStartsOn` is required and missing; `mismatch` where only some
 * rows have amounts, or for a unit that the calendar does not have; `out-of-range` for more than
 * 100,000 periods, or days that the calendar or `boundaries` do not have.
 * @source Fader & Hardie (2009), “Probability Models for Customer-Base Analysis”, Journal of
 * Interactive Marketing 23(1), for cohorts followed over equal spans.
 *
 * @example
 * ```ts
 * const transactions = [
 *   { customer: 'a', on: '2024-01-10', amount: '20.00' },
 *   { customer: 'a', on: '2024-02-05', amount: '10.50' },
 *   { customer: 'b', on: '2024-02-01', amount: '9.50' },
 *   { customer: 'c', on: '2024-05-20', amount: '99.00' },
 * ]
 * const { cohorts } = realizedClvByCohort(transactions, {
 *   every: 'quarter', horizon: { months: 3 }, asOf: '2024-06-30',
 * })
 * cohorts.map(({ from, value }) => [from, value && Number(value).toFixed(2)])
 * // => [['2024-01-01', '20.00'], ['2024-04-01', null]]
 * cohorts[1] // => { customers: 0, excluded: 1, complete: false, … }
 * ```
 */
export function realizedClvByCohort(
  transactions: Iterable<TransactionRow>,
  options: RealizedClvByCohortOptions | InBoundaries<RealizedClvByCohortOptions>,
): RealizedClvByCohort {
  const metric = 'realizedClvByCohort'
  const given = readPeriodOptions<WithPeriodFields<RealizedClvByCohortOptions>>(
    metric,
    ['options'],
    options,
    REALIZED_CLV_BY_COHORT_OPTIONS,
  )
  const { said, readDay, numbersFrom } = readPeriodChoice(metric, given)
  const { asOf, ...terms } = readTerms(metric, given, readDay)
  const numbers = numbersFrom(asOf)
  checkPlaced(metric, ['asOf'], asOf, numbers)
  const { indexOf, nameOf } = numbers
  const groups = new Map<number, Followed>()
  const indexes = new Map<number, number>()
  let earliest = Infinity
  const followed = { ...terms, asOf, readDay: readerWithin(readDay, numbers) }
  followBuyers(metric, transactions, followed, (first) => {
    const index = indexes.get(first) ?? indexOf(first)
    const group = groups.get(index) ?? emptyFollowed()
    indexes.set(first, index)
    groups.set(index, group)
    earliest = Math.min(earliest, first)
    return group
  })
  checkSome(metric, ['rows'], transactions, groups.size, 'customer who had bought')
  const end = asOf + 1
  const bounds = periodBounds(metric, numbers, earliest, end, ['asOf'])
  const start = indexOf(earliest)
  const cohorts = bounds.slice(1).map((to, at) => {
    const from = bounds[at] as number
    const group = groups.get(start + at) ?? emptyFollowed()
    const worth = worthOf(metric, ['cohorts', at], group, followed)
    const complete = to <= end && worth.excluded === 0
    return {
      from: formatDay(from),
      to: formatDay(to),
      ...nameOf(start + at),
      complete,
      ...worth,
    }
  })
  return { cohorts, ...said, horizon: terms.horizon, margin: terms.margin }
}
