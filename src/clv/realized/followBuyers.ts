import {
  check,
  checkConfidence,
  checkNumber,
  type Fields,
  type Path,
} from '../../internal/guard.js'
import type { Interval } from '../../internal/inference/interval.js'
import { meanInterval } from '../../internal/inference/interval.js'
import {
  addSum,
  decimalOf,
  type ExactSum,
  emptySum,
  sumDecimal,
  sumNumber,
  written,
} from '../../internal/money/decimal.js'
import { amountOfPurchases, eachBuyer } from '../../internal/rows/purchases.js'
import type { CalendarDuration } from '../../internal/time/calendarDurations.js'
import { addDuration, checkDuration } from '../../internal/time/calendarDurations.js'
import type { DateInput } from '../../internal/time/days.js'
import { checkEdge, dayReader, type ReadDay } from '../../internal/time/days.js'

/** How long customers are followed, as read. */
export interface Terms {
  readonly horizon: CalendarDuration
  readonly asOf: number
  readonly margin: number
  readonly confidence: number
  readonly readDay: ReadDay
}

/** Customers followed together. */
export interface Followed {
  /** Amounts within the horizon, of the customers whose horizon is over. */
  readonly amounts: ExactSum
  /** The same of each of them, times the margin. */
  readonly values: number[]
  /** Those whose horizon is not over. */
  excluded: number
}

/** The value of customers followed together. */
export interface Worth {
  readonly value: string | null
  readonly total: string
  readonly customers: number
  readonly excluded: number
  readonly interval: Interval<'t'> | null
}

/** Sums over no customers. */
export function emptyFollowed(): Followed {
  return { amounts: emptySum(), values: [], excluded: 0 }
}

/** Reads what realised values have in common. */
export function readTerms(
  metric: string,
  given: RealizedClvOptions,
  readDay: ReadDay = dayReader(metric, given.timeZone),
): Terms {
  const horizon = checkDuration(metric, ['horizon'], given.horizon)
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  const { margin: share = 1 } = given
  const margin = checkNumber(metric, ['margin'], share, -1000, 1)
  const confidence = checkConfidence(metric, given.confidence)
  return { horizon, asOf, margin, confidence, readDay }
}

/**
 * Follows each customer from the day of the first purchase to the end of the horizon, in the group
 * that this day belongs to. Refunds before it belong to nothing in the data.
 */
export function followBuyers(
  metric: string,
  transactions: unknown,
  { horizon, asOf, margin, readDay }: Terms,
  groupOf: (first: number) => Followed,
): void {
  const { rows, hasAmounts } = eachBuyer(metric, transactions, readDay, asOf, (purchases) => {
    const first = purchases.find(({ amount }) => amount >= 0)?.day
    if (first === undefined) return
    const group = groupOf(first)
    const end = addDuration(first, horizon)
    if (end > asOf + 1) {
      group.excluded++
      return
    }
    const sum = amountOfPurchases(purchases.filter(({ day }) => day >= first && day < end))
    addSum(group.amounts, sum)
    group.values.push(sumNumber(sum) * margin)
  })
  check(metric, ['rows', 0, 'amount'], undefined, hasAmounts || rows === 0, 'an amount')
}

/** Their total, and their mean with its interval where there is one. */
export function worthOf(
  metric: string,
  path: Path,
  { amounts, values, excluded }: Followed,
  terms: Terms,
): Worth {
  const customers = values.length
  const total = sumDecimal(amounts).times(decimalOf(terms.margin))
  const value = customers > 0 ? total.div(customers) : null
  const interval = value && intervalOfMean(values, value.toNumber(), terms.confidence)
  return written(metric, { value, total, customers, excluded, interval }, path)
}

function intervalOfMean(
  values: readonly number[],
  mean: number,
  confidence: number,
): Interval<'t'> | null {
  const count = values.length
  if (count < 2) return null
  // In one order, so that no order of rows changes a digit.
  const ordered = [...values].sort((a, b) => a - b)
  const squares = ordered.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const deviation = Math.sqrt(squares / (count - 1))
  return meanInterval(mean, deviation, count, confidence, [-Number.MAX_VALUE, Number.MAX_VALUE])
}

/** How long customers are followed. */
export interface RealizedClvOptions {
  /** How long each customer is followed from the first purchase on: `{ months: 12 }`. */
  readonly horizon: CalendarDuration
  /** Last day whose transactions are known. What happened later is not read. */
  readonly asOf: DateInput
  /**
   * Share of an amount left after costs, at most 1.
   * @defaultValue `1`
   */
  readonly margin?: number
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
export const REALIZED_CLV_OPTIONS: Fields<RealizedClvOptions> = {
  horizon: 1,
  asOf: 1,
  margin: 0,
  timeZone: 0,
  confidence: 0,
}
