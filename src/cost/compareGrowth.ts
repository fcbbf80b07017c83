import type { FirstMargin } from '../clv/formulas/clv.js'
import {
  check,
  checkObject,
  checkSome,
  type Fields,
  readFields,
  readOptions,
} from '../internal/guard.js'
import { amountText, type Decimal } from '../internal/money/decimal.js'
import type { ProjectCustomersInput } from './growthPlan.js'
import { PROJECT_CUSTOMERS_INPUT } from './growthPlan.js'
import { project } from './projectCustomers.js'

/** A way to grow: the customers today, those who come, those who stay, and what they bring in. */
export interface GrowthPlan extends Omit<ProjectCustomersInput, 'periods' | 'firstMargin'> {}

/** A plan may have the periods of all plans as well. */
interface AnyPlan
  extends GrowthPlan,
    Partial<Pick<ProjectCustomersInput, 'periods' | 'firstMargin'>> {}

/** The fields that are read; another one is refused. */
const ANY_PLAN: Fields<AnyPlan> = { ...PROJECT_CUSTOMERS_INPUT, periods: 0, firstMargin: 0 }

/** The periods over which plans are compared. */
export interface CompareGrowthOptions {
  /** Periods to compare over, at most 1200. */
  readonly periods: number
  /** Whether a customer first pays in the period of its acquisition, or in the next one. */
  readonly firstMargin: FirstMargin
}

/** The fields that are read; another one is refused. */
const COMPARE_GROWTH_OPTIONS: Fields<CompareGrowthOptions> = { periods: 1, firstMargin: 1 }

/** One plan, carried forward. */
export interface GrowthPath {
  /** The name of the plan. */
  readonly plan: string
  /** Expected customers at the end of each period. */
  readonly customers: readonly number[]
  /** Profit of all periods up to each, not discounted. */
  readonly cumulativeProfit: readonly string[]
}

/** The plan that is ahead at the end. */
export interface GrowthLeader {
  /** Its name; `null` where several plans are equal. */
  readonly plan: string | null
  /** The period from which on it is ahead of every other; `null` without a single leader. */
  readonly from: number | null
}

/** Plans side by side. */
export interface GrowthComparison {
  /** Each plan, in the order of keys: names that are whole numbers ascending, then the others as given. */
  readonly plans: readonly GrowthPath[]
  /** The plan with most customers. */
  readonly byCustomers: GrowthLeader
  /** The plan with most profit in all. */
  readonly byProfit: GrowthLeader
  /** Periods compared over. */
  readonly periods: number
  /** When a customer first pays. */
  readonly firstMargin: FirstMargin
}

/**
 * Compares growth plans: for example forty new customers a year who leave the next year, against
 * twenty who stay.
 *
 * The plan that wins more customers is ahead at first. Whether it ever falls behind, and when, is what
 * retention decides.
 *
 * @formula customers and profit of each plan as in `projectCustomers`, profit added up
 * @unit customers, and the currency of the amounts
 *
 * @param plans - Plans by name.
 * @param options - The number of periods, and when a customer first pays.
 * @returns The path of each plan, which plan leads at the end, and since when.
 * @throws {@link MetricError} `empty` without plans; `mismatch` for a plan with periods or a first margin
 * of its own; else as `projectCustomers`.
 * @source Reichheld (1996), “The Loyalty Effect”, ch. 2, on two firms that win alike and keep differently.
 *
 * @example
 * ```ts
 * const plan = { opening: 0, revenuePerPeriod: '100', costPerAcquired: '50' }
 * const growth = compareGrowth(
 *   {
 *     many: { ...plan, acquiredPerPeriod: 40, retention: 0 },
 *     loyal: { ...plan, acquiredPerPeriod: 20, retention: 1 },
 *   },
 *   { periods: 5, firstMargin: 'now' },
 * )
 * growth.plans[1]?.customers // => [20, 40, 60, 80, 100]
 * growth.byCustomers // => { plan: 'loyal', from: 3 }
 * growth.byProfit // => { plan: 'loyal', from: 3 }
 * ```
 */
export function compareGrowth(
  plans: Readonly<Record<string, GrowthPlan>>,
  options: CompareGrowthOptions,
): GrowthComparison {
  const metric = 'compareGrowth'
  const given = checkObject<Record<string, GrowthPlan>>(metric, ['plans'], plans)
  const { periods, firstMargin } = readOptions<CompareGrowthOptions>(
    metric,
    options,
    COMPARE_GROWTH_OPTIONS,
  )
  const paths = Object.entries(given).map(([plan, one]): Grown => {
    const path = ['plans', plan]
    const read = readFields<AnyPlan>(metric, path, one, ANY_PLAN)
    for (const [field, common] of Object.entries({ periods, firstMargin })) {
      const own = read[field as keyof AnyPlan]
      const isCommon = own === undefined || own === common
      check(metric, [...path, field], own, isCommon, 'that of all plans', 'mismatch')
    }
    const projected = project(metric, path, { ...read, periods, firstMargin }, {})
    let sum: Decimal | undefined
    return {
      plan,
      customers: projected.periods.map(({ closing }) => closing),
      cumulativeProfit: projected.periods.map(({ profit }) => {
        sum = sum ? sum.plus(profit) : profit
        return sum
      }),
    }
  })
  checkSome(metric, ['plans'], given, paths.length, 'plan')
  const byCustomers = leaderOf(
    paths,
    periods,
    ({ customers }, at) => customers[at] as number,
    (a, b) => a - b,
  )
  const byProfit = leaderOf(
    paths,
    periods,
    ({ cumulativeProfit }, at) => cumulativeProfit[at] as Decimal,
    (a, b) => a.cmp(b),
  )
  const growing = paths.map(({ cumulativeProfit, ...path }, index) => ({
    ...path,
    cumulativeProfit: cumulativeProfit.map((profit, at) =>
      amountText(metric, ['plans', index, 'cumulativeProfit', at], profit),
    ),
  }))
  return { plans: growing, byCustomers, byProfit, periods, firstMargin }
}

/** A path whose amounts are still compared. */
type Grown = Omit<GrowthPath, 'cumulativeProfit'> & {
  readonly cumulativeProfit: readonly Decimal[]
}

/** The plan that is ahead of all others at the end, and since when. */
function leaderOf<Amount>(
  paths: readonly Grown[],
  periods: number,
  amountAt: (path: Grown, at: number) => Amount,
  compare: (a: Amount, b: Amount) => number,
): GrowthLeader {
  const isAhead = (path: Grown, at: number): boolean =>
    paths.every((other) => other === path || compare(amountAt(path, at), amountAt(other, at)) > 0)
  const leader = paths.find((path) => isAhead(path, periods - 1))
  if (!leader) return { plan: null, from: null }
  let from = periods
  while (from > 1 && isAhead(leader, from - 2)) from--
  return { plan: leader.plan, from }
}
