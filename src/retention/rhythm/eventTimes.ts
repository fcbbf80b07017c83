import type { Path } from '../../internal/guard.js'
import { check, checkWhole, readList } from '../../internal/guard.js'
import type { Interval } from '../../internal/inference/interval.js'
import type { CurveIntervalMethod } from '../../internal/inference/kaplanMeier.js'
import { lostShare, startProduct, stepProduct } from '../../internal/inference/survivalProduct.js'
import { type PeriodUnit, unitsBetween } from '../../internal/time/periods.js'
import { retentionAt } from '../curves/retentionAt.js'
import type { RetentionCurve } from '../curves/retentionCurve.js'

/** The share of customers to whom something has happened by an age. */
export interface EventShare {
  /** The age asked for, in units from the beginning. */
  readonly by: number
  /**
   * The share of all customers to whom it has happened by this age, 0 to 1; `null` where no customer
   * was followed for that long.
   */
  readonly rate: number | null
  /** Interval of `rate`; `null` where it does not exist, as before the first event. */
  readonly interval: Interval<CurveIntervalMethod> | null
  /** Customers to whom it had not happened before this age, and who were followed to it. */
  readonly atRisk: number
}

/** Times to an event by age while they are counted, like lives: an event is a loss. */
export type EventTimes = Record<number, { lost: number; censored: number }>

/**
 * Counts the time from one day to an event, or to the last day known. As a life, a time ends in the
 * unit of the day before the event, once that unit could be completed; an event on the day itself is
 * at age 0.
 */
export function countEventTime(
  times: EventTimes,
  from: number,
  event: number | undefined,
  asOf: number,
  unit: PeriodUnit,
): void {
  const possible = unitsBetween(from, asOf, unit)
  const ending = event === undefined ? Infinity : unitsBetween(from, event - 1, unit) + 1
  const age = Math.min(ending, possible)
  times[age] ??= { lost: 0, censored: 0 }
  times[age][ending <= possible ? 'lost' : 'censored']++
}

/** More ages than anybody asks for. */
const MOST_AGES = 1000

/** Ages to read shares at: whole numbers, each higher than the one before. */
export function readAges(metric: string, field: string, ages: unknown): number[] {
  let before = -1
  const read = readList(metric, [field], ages, (age, path) => {
    before = checkWhole(metric, path as Path, age, before + 1)
    return before
  })
  const some = read.length > 0 && read.length <= MOST_AGES
  check(metric, [field, 'length'], read.length, some, `from 1 to ${MOST_AGES} ages`, 'out-of-range')
  return read
}

/** The shares to whom it has happened: 1 less the curve, subtracted before it is divided. */
export function eventShares(curve: RetentionCurve, ages: readonly number[]): EventShare[] {
  const product = startProduct(curve.customers)
  const happened = curve.points.map(({ atRisk, lost, censored }) => {
    const share = lostShare(product, atRisk - lost)
    stepProduct(product, atRisk, lost, censored > 0 ? atRisk - lost - censored : undefined)
    return share
  })
  return ages.map((by): EventShare => {
    const { rate, interval, atRisk } = retentionAt(curve, { age: by })
    const reached = curve.points.filter(({ age }) => age <= by).length
    return {
      by,
      rate: rate === null ? null : (happened[reached - 1] ?? 0),
      interval: interval && { ...interval, low: 1 - interval.high, high: 1 - interval.low },
      atRisk,
    }
  })
}
