import type { FirstMargin } from '../clv/formulas/clv.js'
import {
  checkChoice,
  checkConfidence,
  type Fields,
  readFields,
  readOptions,
} from '../internal/guard.js'
import { type Interval, interval } from '../internal/inference/interval.js'
import { normalWidth } from '../internal/math/special.js'
import { type Decimal, decimalOf, written } from '../internal/money/decimal.js'
import { type CohortSpread, carryOn, type Flow } from './cohortSpread.js'
import {
  type PlanNumbers,
  PROJECT_CUSTOMERS_INPUT,
  type ProjectCustomersInput,
  readPlan,
  readSurvival,
} from './growthPlan.js'

/**
 * How the number of customers won varies: `'poisson'`, by chance; or `'planned'`, not at all.
 */
export type AcquisitionPolicy = 'poisson' | 'planned'

/** The sources of uncertainty in the intervals of a projection. */
export interface ProjectCustomersOptions {
  /**
   * How the number of customers won varies.
   * @defaultValue `'poisson'`
   */
  readonly acquisition?: AcquisitionPolicy
  /**
   * Number of customers behind the observed `retention`: with fewer customers it is less certain. A
   * curve of `retentionCurve` has its own uncertainty.
   * @defaultValue retention is treated as known
   */
  readonly observed?: number
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const PROJECT_CUSTOMERS_OPTIONS: Fields<ProjectCustomersOptions> = {
  acquisition: 0,
  observed: 0,
  confidence: 0,
}

/** One period of a projection: expected numbers, and forecast intervals. */
export interface ProjectedPeriod {
  /** The number of the period, from 1. */
  readonly period: number
  /** Customers at the start of the period. */
  readonly opening: number
  /** Customers won. */
  readonly acquired: number
  /** Of `opening`, those who stay. */
  readonly retained: number
  /** Of `opening`, those who leave. */
  readonly lost: number
  /** Customers at the end of the period: `retained` + `acquired`. */
  readonly closing: number
  /** Forecast interval of `closing`. */
  readonly closingInterval: Interval<'normal'>
  /** Revenue of the period. */
  readonly revenue: string
  /** Forecast interval of `revenue`. */
  readonly revenueInterval: Interval<'normal'>
  /** Margin of the revenue less acquisition and retention spend. */
  readonly profit: string
  /** Forecast interval of `profit`. */
  readonly profitInterval: Interval<'normal'>
}

/** A projection of the customer base. */
export interface CustomerProjection {
  /** Each period, in order. */
  readonly periods: readonly ProjectedPeriod[]
  /** Customers at the end. */
  readonly closing: number
  /** Revenue of all periods. */
  readonly revenue: string
  /** Profit of all periods, not discounted. */
  readonly profit: string
  /** When a customer first pays. */
  readonly firstMargin: FirstMargin
  /** How the number of customers won varies. */
  readonly acquisition: AcquisitionPolicy
}

/**
 * A projection of the customer base: how many of today's customers stay, how many come, and what
 * they bring in, cohort by cohort.
 *
 * The intervals include the randomness of each customer and of acquisition, and the uncertainty of
 * the retention. They do not include a change of retention or acquisition: a projection is
 * conditional on your assumptions.
 *
 * @formula closing = Σ cohort × S(age) ÷ S(age at the start) + acquired;
 * revenue = payers × revenuePerPeriod;
 * profit = revenue × margin − acquired × costPerAcquired − opening × retentionSpend
 * @unit customers, and the currency of the amounts, per period
 *
 * @param input - The base, acquisition, retention or a curve, and amounts.
 * @param options - The sources of uncertainty, and the confidence.
 * @returns Each period with its intervals, and the sums.
 * @throws {@link MetricError} `mismatch` for both a retention and a curve or neither, for a curve that ends
 * before the projection, and for numbers that are not one for each period; `out-of-range` for a rate
 * outside 0 to 1.
 * @source Gupta, Lehmann & Stuart (2004), “Valuing Customers”, Journal of Marketing Research 41(1), on
 * cohorts won and kept; Greenwood (1926) for what is not known of a curve.
 *
 * @example
 * ```ts
 * const { periods } = projectCustomers({
 *   opening: 1000,
 *   acquiredPerPeriod: 100,
 *   retention: 0.9,
 *   periods: 2,
 *   firstMargin: 'now',
 *   revenuePerPeriod: '20',
 * })
 * periods[0]?.lost // => 100
 * periods[1]?.closing // => 1000
 * periods[1]?.closingInterval // => { low: 963.6…, high: 1036.3…, confidence: 0.95, method: 'normal' }
 * Number(periods[1]?.revenue).toFixed(2) // => '20000.00'
 * ```
 */
export function projectCustomers(
  input: ProjectCustomersInput,
  options: ProjectCustomersOptions = {},
): CustomerProjection {
  const metric = 'projectCustomers'
  const given = readFields<ProjectCustomersInput>(
    metric,
    ['input'],
    input,
    PROJECT_CUSTOMERS_INPUT,
    [],
  )
  const chosen = readOptions<ProjectCustomersOptions>(metric, options, PROJECT_CUSTOMERS_OPTIONS)
  const { periods, firstMargin, acquisition } = project(metric, [], given, chosen)
  const total = (of: 'revenue' | 'profit'): Decimal =>
    periods.reduce((sum, period) => sum.plus(period[of]), decimalOf(0))
  return written(metric, {
    periods: periods.map((period, index) => written(metric, period, ['periods', index])),
    closing: (periods.at(-1) as Projected).closing,
    revenue: total('revenue'),
    profit: total('profit'),
    firstMargin,
    acquisition,
  })
}

/** One period whose amounts are still to be added up. */
type Projected = Omit<ProjectedPeriod, 'revenue' | 'profit'> &
  Readonly<Record<'revenue' | 'profit', Decimal>>

/** Reads a plan at its place in the input, and carries it forward. */
export function project(
  metric: string,
  path: readonly string[],
  given: ProjectCustomersInput,
  chosen: ProjectCustomersOptions,
): Pick<CustomerProjection, 'firstMargin' | 'acquisition'> & {
  readonly periods: readonly Projected[]
} {
  const plan = readPlan(metric, path, given)
  const { acquisition = 'poisson' } = chosen
  checkChoice(metric, ['acquisition'], acquisition, ['poisson', 'planned'])
  const confidence = checkConfidence(metric, chosen.confidence)
  const survival = readSurvival(metric, path, given, plan, chosen.observed, confidence)
  const { firstMargin } = given
  const pays = firstMargin === 'now' ? 1 : 0
  const rate = 'rate' in survival ? decimalOf(survival.rate) : null
  const beginning = { opening: plan.opening, isRandom: acquisition === 'poisson' }
  const next = carryOn(survival, beginning, flowsOf(plan, pays))
  const periods: Projected[] = []
  let base = plan.opening.reduce((sum, customers) => sum.plus(customers), decimalOf(0))
  for (const [index, acquired] of plan.acquired.entries()) {
    const spread = next(acquired)
    // With one retention the expectation is exact; along a curve it is a sum of many shares.
    const stayed = rate ? base.times(rate) : decimalOf(spread.retained)
    const retained = stayed.gt(base) ? base : stayed
    const customers: PeriodCustomers = { opening: base, retained, acquired, pays }
    periods.push(periodOf(plan, index + 1, customers, spread, confidence))
    base = retained.plus(acquired)
  }
  return { periods, firstMargin, acquisition }
}

/** Customers of one period, and whether those won in it pay. */
interface PeriodCustomers {
  readonly opening: Decimal
  readonly retained: Decimal
  readonly acquired: number
  readonly pays: 0 | 1
}

/** One period in numbers and amounts. */
function periodOf(
  plan: PlanNumbers,
  period: number,
  { opening, retained, acquired, pays }: PeriodCustomers,
  { deviations }: CohortSpread,
  confidence: number,
): Projected {
  const closing = retained.plus(acquired)
  const revenue = plan.revenuePerPeriod.times(retained.plus(pays * acquired))
  const profit = revenue
    .times(plan.margin)
    .minus(plan.costPerAcquired.times(acquired))
    .minus(plan.retentionSpend.times(opening))
  const width = normalWidth(confidence)
  const forecast = (centre: Decimal, flow: number, least: number): Interval<'normal'> => {
    const middle = centre.toNumber()
    const half = width * (deviations[flow] as number)
    const ends = [middle - half, middle + half] as const
    return interval('normal', confidence, middle, ends, [least, Number.MAX_VALUE])
  }
  return {
    period,
    opening: opening.toNumber(),
    acquired,
    retained: retained.toNumber(),
    lost: opening.minus(retained).toNumber(),
    closing: closing.toNumber(),
    closingInterval: forecast(closing, 0, 0),
    revenue,
    revenueInterval: forecast(revenue, 1, 0),
    profit,
    profitInterval: forecast(profit, 2, -Number.MAX_VALUE),
  }
}

/** What a customer who stayed, was there or was won adds to closing, revenue and profit. */
function flowsOf(
  { revenuePerPeriod, margin, costPerAcquired, retentionSpend }: PlanNumbers,
  pays: 0 | 1,
): readonly Flow[] {
  const price = revenuePerPeriod.toNumber()
  const net = revenuePerPeriod.times(margin).toNumber()
  const spend = retentionSpend.toNumber()
  return [
    { stayed: 1, opening: 0, acquired: 1 },
    { stayed: price, opening: 0, acquired: pays * price },
    { stayed: net, opening: -spend, acquired: pays * net - costPerAcquired.toNumber() },
  ]
}
