import { type ResponseCurve, rateAt } from './responseCurve.js'

/** The input of a split. */
export interface Market {
  readonly acquisition: ResponseCurve
  readonly retention: ResponseCurve
  readonly margin: number
  readonly discount: number
  readonly prospects: number
  readonly customers: number
}

/** Spend per prospect and per customer, and the results. */
export interface Plan {
  readonly acquisition: number
  readonly acquisitionRate: number
  readonly retention: number
  readonly retentionRate: number
  readonly value: number
  readonly equity: number
  readonly spending: number
  /** Equity that one more unit of spending would bring, divided as here. */
  readonly marginalReturn: number
}

/** The results of a split. */
export function planAt(market: Market, acquisition: number, retention: number): Plan {
  const { margin, prospects, customers } = market
  const acquisitionRate = rateAt(market.acquisition, acquisition) + 0
  const retentionRate = rateAt(market.retention, retention) + 0
  const value = valueAt(market, retention)
  const held = customers + prospects * acquisitionRate
  const { ofAcquisition, ofRetention } = returns(market, acquisition, retention)
  return {
    acquisition,
    acquisitionRate,
    retention,
    retentionRate,
    value: value + 0,
    equity: prospects * (acquisitionRate * value - acquisition) + customers * (value - margin) + 0,
    spending: prospects * acquisition + held * retention,
    marginalReturn: Math.max(0, ofAcquisition, ofRetention),
  }
}

/** The split at which equity is largest, without a budget. */
export function bestPlan(market: Market): Plan {
  const { margin, discount } = market
  const slope = (spend: number): number => valueSlope(market, spend)
  // The value rises with spend up to one point, which lies before the margin and its interest.
  const retention = slope(0) > 0 ? crossing(slope, 0, margin * (1 + discount)) : 0
  return planAt(market, bestAcquisition(market, retention), retention)
}

/** Spends tried before the best of them is refined: equity may have more than one top. */
const TRIALS = 500

/** The best split that costs no more than a budget, which the best of all exceeds. */
export function bestWithin(market: Market, budget: number, free: Plan): Plan {
  const { customers } = market
  const most = customers > 0 ? Math.min(free.retention, budget / customers) : free.retention
  const planFor = (retention: number): Plan =>
    planAt(market, affordable(market, budget, retention), retention)
  const step = (trial: number): number => (most * trial) / TRIALS
  let best = 0
  let equity = -Infinity
  for (let trial = 0; trial <= TRIALS; trial++) {
    const plan = planFor(step(trial))
    if (plan.equity > equity) [best, equity] = [trial, plan.equity]
  }
  // Along the budget equity rises for as long as the last unit brings more as retention.
  const gain = (retention: number): number => {
    const acquisition = affordable(market, budget, retention)
    const { ofAcquisition, ofRetention } = returns(market, acquisition, retention)
    return ofRetention - Math.max(0, ofAcquisition)
  }
  const low = step(Math.max(0, best - 1))
  const high = step(Math.min(TRIALS, best + 1))
  const plan = planFor(gain(low) > 0 ? crossing(gain, low, high) : low)
  return plan.equity > equity ? plan : planFor(step(best))
}

/** What is left for acquisition, but no more than is best. */
function affordable(market: Market, budget: number, retention: number): number {
  const { prospects, customers, acquisition } = market
  const left = budget - customers * retention
  const best = bestAcquisition(market, retention)
  const unspent = (spend: number): number =>
    left - prospects * (spend + rateAt(acquisition, spend) * retention)
  return unspent(best) >= 0 ? best : left > 0 ? crossing(unspent, 0, best) : 0
}

/** The value of a customer when won: margin + (margin × r − R) ÷ (1 + i − r), on one denominator. */
function valueAt(market: Market, spend: number): number {
  return (market.margin * (1 + market.discount) - spend) / gapAt(market, spend)
}

/** 1 + i − r, added up so that it keeps its digits where r is near 1. */
function gapAt({ discount, retention: { ceiling, k } }: Market, spend: number): number {
  return discount + (1 - ceiling) + ceiling * Math.exp(-k * spend)
}

/** The slope of the value in retention spend, times the square of what it is divided by. */
function valueSlope(market: Market, spend: number): number {
  const { ceiling, k } = market.retention
  const slope = ceiling * k * Math.exp(-k * spend)
  return slope * (market.margin * (1 + market.discount) - spend) - gapAt(market, spend)
}

/** Where one more customer won costs what it is worth. */
function bestAcquisition(market: Market, retention: number): number {
  const { ceiling, k } = market.acquisition
  const won = ceiling * k * valueAt(market, retention)
  return won > 1 ? Math.log(won) / k : 0
}

/** What the last unit of spending brings on either side. */
function returns(
  market: Market,
  acquisition: number,
  retention: number,
): { readonly ofAcquisition: number; readonly ofRetention: number } {
  const { ceiling, k } = market.acquisition
  const slope = ceiling * k * Math.exp(-k * acquisition)
  return {
    // One more customer also costs retention spend.
    ofAcquisition: (slope * valueAt(market, retention) - 1) / (1 + slope * retention),
    ofRetention: valueSlope(market, retention) / gapAt(market, retention) ** 2,
  }
}

/** Where a function that falls through 0 between two ends crosses it; or the end that is nearest to that. */
function crossing(measure: (x: number) => number, from: number, to: number): number {
  let low = from
  let high = to
  for (;;) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) return middle
    if (measure(middle) > 0) low = middle
    else high = middle
  }
}
