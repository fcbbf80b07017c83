import { check, checkChoice, checkSome, type Fields, readOptions } from '../../internal/guard.js'
import { sumNumber } from '../../internal/money/decimal.js'
import type { CustomerKey } from '../../internal/rows/customers.js'
import {
  amountOfPurchases,
  buyerCounter,
  checkRefunds,
  type Purchase,
  type PurchaseRows,
} from '../../internal/rows/purchases.js'
import { type RowCounter, readNow } from '../../internal/rows/readRows.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkEdge, dayReader } from '../../internal/time/days.js'
import {
  addPeriods,
  checkWeekStart,
  PERIOD_UNITS,
  type PeriodUnit,
  startOfPeriod,
  timeBetween,
  unitsBetween,
} from '../../internal/time/periods.js'

/** How transactions become histories, as given. */
interface Given {
  readonly asOf: unknown
  readonly unit: unknown
  readonly from?: unknown
  readonly refunds?: unknown
  readonly merge?: unknown
  readonly weekStartsOn?: unknown
  readonly timeZone?: unknown
}

/** The fields that are read; another one is refused. */
const GIVEN: Fields<Given> = {
  asOf: 1,
  unit: 1,
  from: 0,
  refunds: 0,
  merge: 0,
  weekStartsOn: 0,
  timeZone: 0,
}

/** The same with a holdout. */
interface GivenHoldout extends Given {
  readonly until: unknown
}

/** The fields that are read; another one is refused. */
const GIVEN_HOLDOUT: Fields<GivenHoldout> = {
  asOf: 1,
  until: 1,
  unit: 1,
  from: 0,
  refunds: 0,
  merge: 0,
  weekStartsOn: 0,
  timeZone: 0,
}

/** How transactions become histories, as read. */
export interface HistoryClock {
  readonly unit: PeriodUnit
  /** The last day of calibration. */
  readonly asOf: number
  /** The last day read. */
  readonly until: number
  /** Where a purchase is placed: on its day, or on the first one of its period. */
  readonly place: (day: number) => number
  /** Time between two places, in units. */
  readonly between: (from: number, to: number) => number
  /** The place that the age of a customer reaches to. */
  readonly end: number
}

/** A customer's purchases, by their places in order. */
export interface History {
  readonly customer: string | number
  readonly frequency: number
  readonly recency: number
  readonly age: number
  readonly monetary: number | null
  /** Where the first purchase is. */
  readonly first: number
  /** Places with a purchase after the end of calibration. */
  readonly later: readonly number[]
  /** The mean of the amounts there. */
  readonly laterMonetary: number | null
  /** All places with a purchase. */
  readonly places: readonly number[]
}

/** Visits the history of each customer who had bought by the end of calibration. */
export function eachHistory(
  metric: string,
  transactions: unknown,
  options: unknown,
  untilGiven: 'asOf' | 'until',
  visit: (history: History, clock: HistoryClock) => void,
): HistoryClock {
  const counter = historyCounter(metric, options, untilGiven, visit, (clock) => clock)
  return readNow(metric, ['rows'], transactions, counter)
}

/** A counter of transactions that visits the same histories at their end. */
export function historyCounter<Result>(
  metric: string,
  options: unknown,
  untilGiven: 'asOf' | 'until',
  visit: (history: History, clock: HistoryClock) => void,
  finish: (clock: HistoryClock) => Result,
): RowCounter<Result> {
  const fields: Fields<Given> = untilGiven === 'until' ? GIVEN_HOLDOUT : GIVEN
  const given: Given & { readonly until?: unknown } = readOptions<Given>(metric, options, fields)
  const readDay = dayReader(metric, given.timeZone)
  const clock = readClock(metric, given, untilGiven, (field) =>
    checkEdge(metric, [field], given[field], readDay),
  )
  const from =
    given.from === undefined ? -Infinity : checkEdge(metric, ['from'], given.from, readDay)
  if (given.refunds !== undefined) checkRefunds(metric, given.refunds)
  const { asOf, until, place, between, end } = clock
  let seen = 0
  const visitBuyer = (
    all: readonly Purchase[],
    customer: CustomerKey,
    { hasAmounts }: PurchaseRows,
  ): void => {
    const purchases = all.filter(({ amount }) => amount >= 0)
    if (purchases.length < all.length) checkRefunds(metric, given.refunds)
    const firstDay = purchases[0]?.day ?? Infinity
    if (firstDay < from || firstDay > asOf) return
    seen++
    const places = [...new Set(purchases.map(({ day }) => place(day)))]
    const border = place(asOf)
    const known = places.filter((at) => at <= border)
    const first = places[0] as number
    const counted = given.refunds === 'net' ? onPurchaseDays(all, purchases) : purchases
    const meanOf = (size: number, isIn: (at: number) => boolean): number | null =>
      hasAmounts && size > 0
        ? sumNumber(amountOfPurchases(counted.filter(({ day }) => isIn(place(day))))) / size
        : null
    const frequency = known.length - 1
    const later = places.slice(known.length)
    visit(
      {
        customer,
        frequency,
        recency: between(first, known.at(-1) as number),
        age: between(first, end),
        monetary: meanOf(frequency, (at) => at > first && at <= border),
        first,
        later,
        laterMonetary: meanOf(later.length, (at) => at > border),
        places,
      },
      clock,
    )
  }
  return buyerCounter(metric, readDay, until, visitBuyer, (_, transactions) => {
    checkSome(metric, ['rows'], transactions, seen, 'customer who had bought')
    return finish(clock)
  })
}

export function readClock(
  metric: string,
  given: Given,
  untilGiven: 'asOf' | 'until',
  dayOf: (field: 'asOf' | 'until') => number,
): HistoryClock {
  const unit = checkChoice(metric, ['unit'], given.unit, PERIOD_UNITS)
  const merge = checkChoice(metric, ['merge'], given.merge ?? 'day', ['day', 'period'])
  const asOf = dayOf('asOf')
  const until = dayOf(untilGiven)
  if (untilGiven === 'until')
    check(metric, ['until'], formatDay(until), until > asOf, 'a day after asOf', 'out-of-range')
  if (merge === 'day') {
    const between = (from: number, to: number): number => timeBetween(from, to, unit)
    return { unit, asOf, until, place: (day) => day, between, end: asOf }
  }
  const weekStartsOn = checkWeekStart(metric, unit, given.weekStartsOn)
  const starts = new Map<number, number>()
  const place = (day: number): number => {
    let start = starts.get(day)
    if (start === undefined) {
      start = startOfPeriod(day, unit, weekStartsOn)
      starts.set(day, start)
    }
    return start
  }
  // Only whole periods: the one in progress is not read.
  const end = place(asOf + 1)
  const between = (from: number, to: number): number => unitsBetween(from, to, unit)
  return {
    unit,
    asOf: end - 1,
    until: place(until + 1) - 1,
    place,
    between,
    end: addPeriods(end, unit, -1),
  }
}

/** Each transaction on the day of the purchase that it belongs to: for a refund, the one before. */
function onPurchaseDays(all: readonly Purchase[], purchases: readonly Purchase[]): Purchase[] {
  let at = 0
  return all.map(({ day, amount }) => {
    while ((purchases[at + 1]?.day ?? Infinity) <= day) at++
    return { amount, day: (purchases[at] as Purchase).day }
  })
}
