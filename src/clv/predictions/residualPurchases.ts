import { type Fields, readOptions } from '../../internal/guard.js'
import { limitOf, readModel } from '../models/readModel.js'
import type { PurchaseModel } from '../models/types.js'
import { type DiscountRate, readDiscount, type UnitConversions } from '../summaries/durations.js'
import { openPrediction, predict } from './predict.js'
import { tabulated } from './tabulated.js'
import type { Customers, NoOther, PredictionFor, PredictionOptions } from './types.js'

export type { DiscountRate } from '../summaries/durations.js'

/** How future purchases are discounted. */
export interface ResidualPurchasesOptions extends PredictionOptions, UnitConversions {
  /** The discount rate, with its unit and how it compounds. */
  readonly discount: DiscountRate
}

/** The fields that are read; another one is refused. */
const RESIDUAL_PURCHASES_OPTIONS: Fields<ResidualPurchasesOptions> = {
  discount: 1,
  bootstrap: 0,
  interval: 0,
  confidence: 0,
  daysPerWeek: 0,
  daysPerMonth: 0,
  daysPerQuarter: 0,
  daysPerYear: 0,
  weeksPerMonth: 0,
  weeksPerQuarter: 0,
  weeksPerYear: 0,
  monthsPerQuarter: 0,
  monthsPerYear: 0,
  quartersPerYear: 0,
}

/**
 * Discounted expected residual transactions (DERT): all expected purchases of a customer after the
 * end of observation, each discounted from the moment of the purchase.
 *
 * At a rate above 0 every model has this sum. At a rate of 0 it is finite only where a (BG/NBD,
 * MBG/NBD), s (Pareto/NBD) or γ (BG/BB) is above 1; otherwise the function throws `undefined`.
 *
 * @formula ∫ e^(−δt) dE[purchases within t], t from 0 on; BG/NBD and MBG/NBD:
 * P(alive) × E[λ ÷ (λp + δ)]; Pareto/NBD: P(alive) × (r + x)(β + T) ÷ (α + T) × e^w E_s(w), w = δ(β + T);
 * BG/BB: P(alive) × (α + x) ÷ (α + β + n) × Σ E[qᵏ⁻¹] ÷ (1 + d)ᵏ, k from 1 on
 * @unit purchases, as present value
 *
 * @param model - A purchase model, fitted or with given parameters.
 * @param customer - One customer, many, columns of them, or `'new'`.
 * @param options - The discount, and whether to add an interval.
 * @returns A number, or a list for many customers; with intervals if you ask for them.
 * @throws {@link MetricError} `undefined` where the sum is infinite; `mismatch` for a rate per
 * another unit than the model's, where no conversion is named.
 * @source Fader, Hardie & Lee (2005), “RFM and CLV”, Journal of Marketing Research 42(4); Fader, Hardie
 * & Shang (2010), Marketing Science 29(6), eq. 14.
 *
 * @example
 * ```ts
 * const model = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, { unit: 'week' })
 * const discount = { rate: 0.0027, per: 'week', compounding: 'continuous' } as const
 * residualPurchases(model, { frequency: 2, recency: 30.43, age: 38.86 }, { discount }) // => 6.48377…
 * ```
 */
export function residualPurchases<
  const Who extends Customers,
  const Options extends ResidualPurchasesOptions,
>(
  model: PurchaseModel,
  customer: Who,
  options: NoOther<Options, ResidualPurchasesOptions>,
): PredictionFor<Who, Options> {
  const metric = 'residualPurchases'
  const given = readOptions<ResidualPurchasesOptions>(metric, options, RESIDUAL_PURCHASES_OPTIONS)
  const read = readModel(metric, ['model'], model)
  const { behaviour, unit } = read
  const rate = readDiscount(metric, given.discount, unit, given)
  const prediction = {
    ...openPrediction(metric, read, given.bootstrap),
    range: 'amount',
    exists: `one whose sum has a limit, which takes ${limitOf(behaviour)}`,
    predictor: (parameters: readonly number[]) => {
      const residual = tabulated(behaviour, parameters, (x, age) =>
        behaviour.residual(parameters, x, age, rate),
      )
      return (x: number, recency: number, age: number) =>
        behaviour.alive(parameters, x, recency, age) * residual(x, recency, age)
    },
  } as const
  return predict(prediction, customer, given) as PredictionFor<Who, Options>
}
