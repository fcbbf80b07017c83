import { checkDiscount } from '../clv/formulas/clv.js'
import { check, checkCount, type Fields, readFields } from '../internal/guard.js'
import type { DecimalInput } from '../internal/money/decimal.js'
import { finite, readSpend } from './customerCost.js'
import { bestPlan, bestWithin, type Market, type Plan, planAt } from './customerEquity.js'
import { type ResponseCurve, type ResponseInput, readResponse } from './responseCurve.js'

/** The margin of a customer, and how prospects and customers respond to spend. */
export interface OptimalSpendInput {
  /** Margin of one period from a customer who is there, before retention spend. */
  readonly margin: DecimalInput
  /** Discount rate per period: 0.1 for 10 %. */
  readonly discount: number
  /** How the share of prospects won responds to spend per prospect. */
  readonly acquisition: ResponseInput
  /** How the share of customers kept responds to spend per customer and period. */
  readonly retention: ResponseInput
  /**
   * Number of prospects.
   * @defaultValue `1`, so that all amounts are per prospect
   */
  readonly prospects?: number
  /**
   * Number of present customers.
   * @defaultValue `0`
   */
  readonly customers?: number
  /**
   * The budget of the first period, or `'current'` for the cost of today’s split.
   * @defaultValue no limit
   */
  readonly budget?: DecimalInput | 'current'
}

/** The fields that are read; another one is refused. */
const OPTIMAL_SPEND_INPUT: Fields<OptimalSpendInput> = {
  margin: 1,
  discount: 1,
  acquisition: 1,
  retention: 1,
  prospects: 0,
  customers: 0,
  budget: 0,
}

/** One side of a split. */
export interface SpendPoint {
  /** Spend per prospect, or per customer and period. */
  readonly spend: number
  /** Share won, or kept, at that spend. */
  readonly rate: number
  /** Spend per customer won, or kept; `null` where nobody is. */
  readonly averageCost: number | null
  /**
   * Marginal cost: the cost of one more customer won, or kept; `null` where no spend would win one.
   */
  readonly marginalCost: number | null
}

/** A split of spend, and its results. */
export interface SpendSplit {
  /** Spend per prospect, and its result. */
  readonly acquisition: SpendPoint
  /** Spend per customer and period, and its result. */
  readonly retention: SpendPoint
  /** Value of a new customer, after retention spend and before acquisition cost. */
  readonly value: number
  /** Customer equity: value of all prospects and customers, after all spend. */
  readonly equity: number
  /**
   * Cost of the first period: acquisition spend on prospects, and retention spend on customers won
   * and present.
   */
  readonly spending: number
}

/** The response curves of both sides. */
export interface ResponseCurves {
  /** The response of prospects. */
  readonly acquisition: ResponseCurve
  /** The response of customers. */
  readonly retention: ResponseCurve
}

/** The split at which customer equity is largest. */
export interface OptimalSpend extends SpendSplit {
  /** Today’s split; `null` where today’s spend is not known on both sides. */
  readonly current: SpendSplit | null
  /** Equity lost by today’s split; `null` where it is not known. */
  readonly forgone: number | null
  /** The budget of the first period; `null` without a limit. */
  readonly budget: number | null
  /** Equity gained by one more unit of budget; 0 where the budget does not limit the spend. */
  readonly marginalReturn: number
  /** The response curves. */
  readonly curves: ResponseCurves
}

/**
 * Blattberg and Deighton’s optimum: the acquisition and retention spend at which customer equity is
 * largest.
 *
 * Without a budget both marginal costs equal the value of a customer: the last unit of spend brings
 * exactly its cost. The ratio of average costs does not show this. A spend of 0 is best where the
 * first unit would already cost more than it brings.
 *
 * @formula value = margin + (margin × r − R) ÷ (1 + i − r);
 * equity = prospects × (a × value − A) + customers × (value − margin);
 * spending = prospects × A + (customers + prospects × a) × R,
 * for A and R spent per prospect and per customer, and the rates a and r that they reach
 * @unit the currency of `margin`; model estimates, not rounded to cents
 *
 * @param input - Margin, discount, both responses, and the budget.
 * @returns The best split, today’s split, and the difference.
 * @throws {@link MetricError} `out-of-range` for a rate outside 0 to 1 or a ceiling not above it;
 * `mismatch` for the current budget where today’s spend is not known; `undefined` where values are
 * infinite.
 * @source Blattberg & Deighton (1996), “Manage Marketing by the Customer Equity Test”, HBR 74(4); Pfeifer
 * (2005), “The optimal ratio of acquisition and retention costs”, Journal of Targeting, Measurement and
 * Analysis for Marketing 13(2); with a budget, Berger & Nasr-Bechwati (2001), “The allocation of
 * promotion budget to maximize customer equity”, Omega 29(1).
 *
 * @example
 * ```ts
 * const best = optimalSpend({
 *   margin: 60,
 *   discount: 0.1,
 *   acquisition: { ceiling: 0.45, spend: 6, rate: 0.25 },
 *   retention: { ceiling: 0.8, spend: 10, rate: 0.5 },
 * })
 * best.acquisition.spend // => 14.2036…
 * best.retention.spend // => 22.1695…
 * best.value // => 112.116…
 * best.forgone // => 11.516…
 * ```
 */
export function optimalSpend(input: OptimalSpendInput): OptimalSpend {
  const metric = 'optimalSpend'
  const given = readFields<OptimalSpendInput>(metric, ['input'], input, OPTIMAL_SPEND_INPUT, [])
  const curves = {
    acquisition: readResponse(metric, ['acquisition'], given.acquisition),
    retention: readResponse(metric, ['retention'], given.retention),
  }
  const market: Market = {
    ...curves,
    margin: readSpend(metric, ['margin'], given.margin).toNumber(),
    discount: checkDiscount(metric, given.discount),
    prospects: checkCount(metric, ['prospects'], given.prospects ?? 1),
    customers: checkCount(metric, ['customers'], given.customers ?? 0),
  }
  const split = (plan: Plan): SpendSplit => splitOf(metric, market, plan)
  const [A, R] = [curves.acquisition.spend, curves.retention.spend]
  const today = A === null || R === null ? null : planAt(market, A, R)
  const current = today && split(today)
  const budget = readBudget(metric, given.budget, current)
  const free = bestPlan(market)
  const isFree = budget === null || free.spending <= budget
  const plan = isFree ? free : bestWithin(market, budget, free)
  const best = split(plan)
  return {
    ...best,
    current,
    forgone: current && best.equity - current.equity + 0,
    budget,
    marginalReturn: isFree ? 0 : plan.marginalReturn,
    curves,
  }
}

function readBudget(metric: string, budget: unknown, current: SpendSplit | null): number | null {
  if (budget === undefined) return null
  if (budget !== 'current') return readSpend(metric, ['budget'], budget).toNumber()
  const expected = 'possible where today’s spend is not given on both sides'
  check(metric, ['budget'], budget, current !== null, expected, 'mismatch')
  return (current as SpendSplit).spending
}

/** A plan with the costs that it is judged by. */
function splitOf(metric: string, market: Market, plan: Plan): SpendSplit {
  const { value, equity, spending } = plan
  const isNumber = [value, equity, spending].every(Number.isFinite)
  const expected =
    'a discount at which the value of a customer is finite: above 0, or with a ceiling below 1'
  check(metric, ['discount'], market.discount, isNumber, expected, 'undefined')
  const point = ({ ceiling, k }: ResponseCurve, spend: number, rate: number): SpendPoint => ({
    spend,
    rate,
    averageCost: finite(spend / rate),
    marginalCost: finite(Math.exp(k * spend) / (ceiling * k)),
  })
  return {
    acquisition: point(market.acquisition, plan.acquisition, plan.acquisitionRate),
    retention: point(market.retention, plan.retention, plan.retentionRate),
    value,
    equity,
    spending,
  }
}
