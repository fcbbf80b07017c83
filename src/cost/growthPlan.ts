import type { FirstMargin } from '../clv/formulas/clv.js'
// A projection uses the same curves as a value.
import { readRates } from '../clv/formulas/clvFromCurve.js'
import {
  check,
  checkChoice,
  checkCount,
  checkNumber,
  checkRate,
  checkWhole,
  type Fields,
  readList,
} from '../internal/guard.js'
import { normalWidth } from '../internal/math/special.js'
import { type Decimal, type DecimalInput, decimalOf } from '../internal/money/decimal.js'
import type { RetentionCurve } from '../retention/curves/retentionCurve.js'
import type { Survival } from './cohortSpread.js'
import { readSpend } from './customerCost.js'

/** A plan, as read. */
export interface PlanNumbers {
  readonly opening: readonly number[]
  readonly acquired: readonly number[]
  readonly periods: number
  readonly revenuePerPeriod: Decimal
  readonly margin: Decimal
  readonly costPerAcquired: Decimal
  readonly retentionSpend: Decimal
}

/** Periods projected at most: a hundred years of months. */
const MOST_PROJECTED = 1200

/** Customers of one age or period at most, so that squares of them stay numbers. */
const MOST_CUSTOMERS = 1e15

/** Reads a plan at its path in the input; periods and first margin are given beside it. */
export function readPlan(
  metric: string,
  path: readonly string[],
  given: ProjectCustomersInput,
): PlanNumbers {
  const at = (field: string): readonly string[] => [...path, field]
  const periods = checkWhole(metric, ['periods'], given.periods, 1, MOST_PROJECTED)
  checkChoice(metric, ['firstMargin'], given.firstMargin, ['now', 'after-one-period'])
  const readCount = (value: unknown, where: readonly (string | number)[]): number =>
    checkNumber(metric, where, value, 0, MOST_CUSTOMERS)
  const readCounts = (field: 'opening' | 'acquiredPerPeriod'): number[] =>
    typeof given[field] === 'object'
      ? readList(metric, at(field), given[field], readCount)
      : [readCount(given[field], at(field))]
  const acquired = readCounts('acquiredPerPeriod')
  const { length } = acquired
  const isEach = length === periods || typeof given.acquiredPerPeriod === 'number'
  const expected = `${periods}, one for each period`
  check(metric, [...at('acquiredPerPeriod'), 'length'], length, isEach, expected, 'mismatch')
  const margin = checkNumber(metric, at('margin'), given.margin ?? 1, -1000, 1)
  const amount = (field: 'revenuePerPeriod' | 'costPerAcquired' | 'retentionSpend'): Decimal =>
    readSpend(metric, at(field), given[field] ?? 0)
  return {
    opening: readCounts('opening'),
    acquired: length === periods ? acquired : Array<number>(periods).fill(acquired[0] as number),
    periods,
    revenuePerPeriod: amount('revenuePerPeriod'),
    margin: decimalOf(margin),
    costPerAcquired: amount('costPerAcquired'),
    retentionSpend: amount('retentionSpend'),
  }
}

/** The share of customers who stay, by age, and its uncertainty. */
export function readSurvival(
  metric: string,
  path: readonly string[],
  given: ProjectCustomersInput,
  { opening, periods }: PlanNumbers,
  observed: unknown,
  confidence: number,
): Survival {
  const { curve, retention } = given
  const isOne = (curve === undefined) !== (retention === undefined)
  check(metric, [...path, 'curve'], curve, isOne, 'one of retention and curve', 'mismatch')
  const at = [...path, 'opening']
  const last = opening.length - 1 + periods
  if (curve === undefined) {
    check(
      metric,
      at,
      given.opening,
      last === periods,
      'one number, as all ages stay alike',
      'mismatch',
    )
    const rate = checkRate(metric, [...path, 'retention'], retention)
    const trials = observed === undefined ? null : checkCount(metric, ['observed'], observed, 1)
    return { rate, doubt: trials === null ? 0 : doubtOf(rate, trials, confidence) }
  }
  check(metric, ['observed'], observed, observed === undefined, 'given for a retention', 'mismatch')
  const isByAge = typeof given.opening === 'object' || given.opening === 0
  check(metric, at, given.opening, isByAge, 'a number for each age, as a curve needs', 'mismatch')
  const rates = readRates(metric, curve, [...path, 'curve'])
  const { length } = rates
  const expected = `at least ${last + 1}, up to the last age of the projection`
  check(metric, [...path, 'curve', 'length'], length, length > last, expected, 'mismatch')
  opening.forEach((customers, age) => {
    const isPossible = customers === 0 || (rates[age] as number) > 0
    check(metric, [...at, age], customers, isPossible, '0, where the curve has nobody', 'mismatch')
  })
  return { rates, doubts: Array.isArray(curve) ? [] : doubtsOf(curve as RetentionCurve, last) }
}

/** The variance of an observed share, as wide as Wilson’s interval of it. */
function doubtOf(rate: number, trials: number, confidence: number): number {
  const square = normalWidth(confidence) ** 2
  const spread = (rate * (1 - rate)) / trials + square / (4 * trials * trials)
  return spread / (1 + square / trials) ** 2
}

/** Greenwood’s terms by age: what each step of a curve adds to the doubt about all later ages. */
function doubtsOf({ points }: RetentionCurve, last: number): number[] {
  const doubts = Array<number>(last + 1).fill(0)
  for (const { age, ...counts } of points) {
    const [atRisk, lost] = [Number(counts.atRisk), Number(counts.lost)]
    const step = Math.ceil(age)
    if (step <= last && atRisk > lost)
      doubts[step] = (doubts[step] as number) + lost / (atRisk * (atRisk - lost))
  }
  return doubts
}

/** The customers today, those who come, and those who stay. */
export interface ProjectCustomersInput {
  /** Customers at the start; with a curve, one number for each age in periods: 0, 1, 2, …. */
  readonly opening: number | readonly number[]
  /** Customers won in each period: one number for all, or one by one. */
  readonly acquiredPerPeriod: number | readonly number[]
  /**
   * Share of customers who stay from one period to the next, the same at every age.
   * @defaultValue no retention: give a curve instead
   */
  readonly retention?: number
  /**
   * Shares still there at ages 0, 1, 2, …, the first of them 1; or a curve of `retentionCurve`, in the
   * unit of the periods.
   * @defaultValue no curve: give a retention instead
   */
  readonly curve?: readonly number[] | RetentionCurve
  /** Periods to project, at most 1200. */
  readonly periods: number
  /** Whether a customer first pays in the period of its acquisition, or in the next one. */
  readonly firstMargin: FirstMargin
  /**
   * Revenue of one period from a customer who is there.
   * @defaultValue `0`
   */
  readonly revenuePerPeriod?: DecimalInput
  /**
   * Share of revenue left after the cost to serve, at most 1.
   * @defaultValue `1`
   */
  readonly margin?: number
  /**
   * Cost of winning one customer.
   * @defaultValue `0`
   */
  readonly costPerAcquired?: DecimalInput
  /**
   * Retention spend per customer at the start of a period.
   * @defaultValue `0`
   */
  readonly retentionSpend?: DecimalInput
}

/** The fields that are read; another one is refused. */
export const PROJECT_CUSTOMERS_INPUT: Fields<ProjectCustomersInput> = {
  opening: 1,
  acquiredPerPeriod: 1,
  retention: 0,
  curve: 0,
  periods: 1,
  firstMargin: 1,
  revenuePerPeriod: 0,
  margin: 0,
  costPerAcquired: 0,
  retentionSpend: 0,
}
