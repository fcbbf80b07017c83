import type { Behaviour } from '../behaviour.js'
import { bgNbdBehaviour, mbgNbdBehaviour } from '../bgNbd/behaviour.js'
import { paretoBehaviour } from '../paretoNbd/behaviour.js'

/** The models that take covariates. */
export type CovariateModelName = 'bg-nbd' | 'mbg-nbd' | 'pareto-nbd'

/** A parameter that a covariate moves: it is multiplied by e^(sign × coefficient × covariate). */
interface Link {
  readonly parameter: number
  readonly sign: 1 | -1
}

/** A model, and what its covariates move: a positive coefficient means more purchases, or more leaving. */
export interface LinkedModel {
  readonly behaviour: Behaviour
  readonly purchases: readonly Link[]
  readonly leaving: readonly Link[]
}

const byPurchases: readonly Link[] = [{ parameter: 1, sign: -1 }]

/** With both shapes the mean chance to leave stays, and how far customers differ in it moves. */
const byShapes: readonly Link[] = [
  { parameter: 2, sign: 1 },
  { parameter: 3, sign: 1 },
]

/** The models by name. */
export const LINKED: Readonly<Record<CovariateModelName, LinkedModel>> = {
  'bg-nbd': { behaviour: bgNbdBehaviour, purchases: byPurchases, leaving: byShapes },
  'mbg-nbd': { behaviour: mbgNbdBehaviour, purchases: byPurchases, leaving: byShapes },
  'pareto-nbd': {
    behaviour: paretoBehaviour,
    purchases: byPurchases,
    leaving: [{ parameter: 3, sign: -1 }],
  },
}

/** Covariates of purchases, then those of leaving, each with what it moves. */
export interface Covariates {
  readonly names: readonly string[]
  readonly links: readonly (readonly Link[])[]
}

/** The covariates of a model in the order of their coefficients. */
export function covariatesOf(
  model: LinkedModel,
  purchases: readonly string[],
  leaving: readonly string[],
): Covariates {
  return {
    names: [...purchases, ...leaving],
    links: [...purchases.map(() => model.purchases), ...leaving.map(() => model.leaving)],
  }
}

/** The third parameter of the model of spend is the scale of its amounts. */
const bySpend: readonly Link[] = [{ parameter: 2, sign: 1 }]

/** The covariates of spend. */
export function spendCovariatesOf(names: readonly string[]): Covariates {
  return { names, links: names.map(() => bySpend) }
}

/** By how much each parameter grows, as a logarithm, in a unit of each coefficient. */
export function growthOf(
  { links }: Covariates,
  values: readonly number[],
  parameters: number,
): number[][] {
  return Array.from({ length: parameters }, (_, parameter) =>
    links.map((link, i) => {
      const own = link.find((each) => each.parameter === parameter)
      return own ? own.sign * (values[i] as number) : 0
    }),
  )
}

/** How far each moved parameter moves with each parameter at 0, and with each coefficient. */
export function slopesOf(
  parameters: readonly number[],
  moved: readonly number[],
  growth: readonly (readonly number[])[],
): number[][] {
  return moved.map((value, i) => [
    ...parameters.map((each, j) => (i === j ? value / each : 0)),
    ...(growth[i] as readonly number[]).map((by) => by * value),
  ])
}

/** The parameters of a customer whose covariates move those at 0 by these growths. */
export function movedBy(
  parameters: readonly number[],
  growth: readonly (readonly number[])[],
  coefficients: readonly number[],
): number[] {
  return parameters.map((each, i) => {
    const by = (growth[i] as readonly number[]).reduce(
      (sum, of, k) => sum + of * (coefficients[k] as number),
      0,
    )
    return each * Math.exp(by)
  })
}
