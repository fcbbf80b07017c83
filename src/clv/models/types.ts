import type { Fields } from '../../internal/guard.js'
import type { PeriodUnit } from '../../internal/time/periods.js'
import type { AppliedPenalty, Penalty } from './penalty.js'

/** Parameters of the BG/NBD and the MBG/NBD model. */
export interface BgNbdParameters {
  /** Shape of the gamma distribution of purchase rates. */
  readonly r: number
  /** Rate of that distribution, a time in the model's unit: the mean rate is r ÷ α. */
  readonly alpha: number
  /** First shape of the beta distribution of the chance to leave: the mean is a ÷ (a + b). */
  readonly a: number
  /** Second shape of that distribution. */
  readonly b: number
}

/** Parameters of the Pareto/NBD model. */
export interface ParetoNbdParameters {
  /** Shape of the gamma distribution of purchase rates. */
  readonly r: number
  /** Rate of that distribution, a time in the model's unit: the mean rate is r ÷ α. */
  readonly alpha: number
  /** Shape of the gamma distribution of death rates. */
  readonly s: number
  /** Rate of that distribution, a time in the model's unit: the mean rate is s ÷ β. */
  readonly beta: number
}

/** Parameters of the GGompertz/NBD model. */
export interface GGompertzNbdParameters {
  /** Shape of the gamma distribution of purchase rates. */
  readonly r: number
  /** Rate of that distribution, a time in the model's unit: the mean rate is r ÷ α. */
  readonly alpha: number
  /** How fast the risk of leaving grows, per unit of time: by a factor of e^b. */
  readonly b: number
  /** Shape of the gamma distribution of levels of that risk. */
  readonly s: number
  /** Rate of that distribution, without a unit: the risk at the start is b × level, with mean b s ÷ β. */
  readonly beta: number
}

/** Parameters of the NBD model. */
export interface NbdParameters {
  /** Shape of the gamma distribution of purchase rates. */
  readonly r: number
  /** Rate of that distribution, a time in the model's unit: the mean rate is r ÷ α. */
  readonly alpha: number
}

/** The parameter of the Poisson model. */
export interface PoissonParameters {
  /** Purchases in one unit of time. */
  readonly lambda: number
}

/** Parameters of the geometric/NBD model. */
export interface GeometricNbdParameters {
  /** Shape of the gamma distribution of purchase rates. */
  readonly r: number
  /** Rate of that distribution, a time in the model's unit: the mean rate is r ÷ α. */
  readonly alpha: number
  /** The chance to leave after a repeat purchase. */
  readonly p: number
}

/** Parameters of the BG/BB model. */
export interface BgBbParameters {
  /** First shape of the beta distribution of the chance to buy: the mean is α ÷ (α + β). */
  readonly alpha: number
  /** Second shape of that distribution. */
  readonly beta: number
  /** First shape of the beta distribution of the chance to leave: the mean is γ ÷ (γ + δ). */
  readonly gamma: number
  /** Second shape of that distribution. */
  readonly delta: number
}

/** Parameters of the Gamma-Gamma model. */
export interface GammaGammaParameters {
  /** Shape of the gamma distribution of a customer's amounts. */
  readonly p: number
  /** Shape of the gamma distribution of the customers' rates. */
  readonly q: number
  /** Rate of that distribution, an amount; γ in the paper, v where programs have it. */
  readonly v: number
}

/** The parameters of each purchase model by its name. */
export interface PurchaseParameters {
  /** Leaves after a purchase, never at the first. */
  readonly 'bg-nbd': BgNbdParameters
  /** Leaves after a purchase, also at the first. */
  readonly 'mbg-nbd': BgNbdParameters
  /** Leaves at any moment. */
  readonly 'pareto-nbd': ParetoNbdParameters
  /** Buys or not in each period, and leaves between two. */
  readonly 'bg-bb': BgBbParameters
  /** Never leaves. */
  readonly nbd: NbdParameters
  /** Never leaves, and buys as often as everybody. */
  readonly poisson: PoissonParameters
  /** Leaves after a repeat purchase, with a chance that is the same for all. */
  readonly 'geometric-nbd': GeometricNbdParameters
  /** Leaves at any moment, at a risk that changes over a lifetime. */
  readonly 'ggompertz-nbd': GGompertzNbdParameters
  /** As the BG/NBD, on a rhythm: k stages make a purchase. */
  readonly 'bg-cnbd-k': BgNbdParameters
  /** As the MBG/NBD, on a rhythm: k stages make a purchase. */
  readonly 'mbg-cnbd-k': BgNbdParameters
}

/** The name of a purchase model. */
export type PurchaseModelName = keyof PurchaseParameters

/** A model of when customers buy and leave, as plain JSON. */
export interface PurchaseModel<Name extends PurchaseModelName = PurchaseModelName> {
  /** Which model. */
  readonly model: Name
  /** Its parameters, named as in the paper. */
  readonly parameters: PurchaseParameters[Name]
  /** The unit of its times. */
  readonly unit: PeriodUnit
  /**
   * Of how many stages a purchase is made, where the model has a rhythm: 1 to 12, and the higher the
   * more regular. Other models have none.
   */
  readonly k?: number
}

/** The Gamma-Gamma model of how much customers spend on a purchase, as plain JSON. */
export interface SpendModel {
  /** Which model. */
  readonly model: 'gamma-gamma'
  /** Its parameters, named as in the paper. */
  readonly parameters: GammaGammaParameters
}

/** Facts about a fit: precision of the parameters, likelihood and search. */
export interface FitStatistics<Parameters> {
  /** Standard error of each parameter, from the curvature of the likelihood. */
  readonly standardErrors: Parameters
  /** Covariance of the parameters, in the order in which `parameters` has them. */
  readonly covariance: readonly (readonly number[])[]
  /** The maximum of the log-likelihood. */
  readonly logLikelihood: number
  /** Akaike's criterion: 2k − 2 × log-likelihood, for k parameters. */
  readonly aic: number
  /** Schwarz's criterion: k × ln customers − 2 × log-likelihood. */
  readonly bic: number
  /** Customers that the model was fitted to. */
  readonly customers: number
  /** Distinct histories among them. The time of a fit grows with this number. */
  readonly distinct: number
  /** Steps of the search. */
  readonly iterations: number
}

/** A purchase model whose parameters were estimated. */
export interface FittedPurchaseModel<Name extends PurchaseModelName = PurchaseModelName>
  extends PurchaseModel<Name>,
    FitStatistics<PurchaseParameters[Name]> {
  /** The penalty, where the fit had one: standard errors, `aic` and `bic` are with it. */
  readonly penalty?: AppliedPenalty
}

/** A model of spend whose parameters were estimated. */
export interface FittedSpendModel extends SpendModel, FitStatistics<GammaGammaParameters> {
  /** Customers left out because they have no repeat purchase, or whose repeat purchases came to 0 or less. */
  readonly excluded: number
}

/** The unit of a model from published parameters. */
export interface ModelOptions {
  /** The unit of its times: of `alpha` and `beta`, and of ages and horizons. */
  readonly unit: PeriodUnit
}

/** The fields that are read; another one is refused. */
export const MODEL_OPTIONS: Fields<ModelOptions> = { unit: 1 }

/** Options of a fit. */
export interface FitOptions<Parameters> {
  /**
   * Where the search starts first. If it finds no maximum from there, it continues with the default
   * starts. The maximum does not depend on the start.
   * @defaultValue several starts, taken from the data, one after the other
   */
  readonly start?: Parameters
  /**
   * Maximum number of steps of a search from one start.
   * @defaultValue `500`
   */
  readonly maxIterations?: number
}

/** Options of the fit of a purchase model. */
export interface PurchaseFitOptions<Parameters> extends FitOptions<Parameters> {
  /** The unit of recency and age, which summaries do not contain. It is kept with the model. */
  readonly unit: PeriodUnit
  /**
   * What is taken off the log-likelihood of all customers, so that few customers, or an edge, still
   * give a fit. The result names it.
   * @defaultValue none: maximum likelihood
   */
  readonly penalty?: Penalty
}

/** The fields that are read; another one is refused. */
export const FIT_OPTIONS: Fields<FitOptions<never>> = { start: 0, maxIterations: 0 }

/** The fields that are read; another one is refused. */
export const PURCHASE_FIT_OPTIONS: Fields<PurchaseFitOptions<never>> = {
  unit: 1,
  start: 0,
  maxIterations: 0,
  penalty: 0,
}
