import { check, checkChoice, type Path, readOptions } from '../../internal/guard.js'
import { PERIOD_UNITS } from '../../internal/time/periods.js'
import { type Counted, countSummaries } from '../summaries/summaryColumns.js'
import { allSmaller, type Behaviour } from './behaviour.js'
import { appliedPenalty, type Penalty, penalize, readPenalty } from './penalty.js'
import { type Fittable, fitParameters, readParameters, searchFrom } from './search.js'
import type {
  FitStatistics,
  FittedPurchaseModel,
  ModelOptions,
  PurchaseFitOptions,
  PurchaseModel,
  PurchaseModelName,
  PurchaseParameters,
} from './types.js'
import { MODEL_OPTIONS, PURCHASE_FIT_OPTIONS } from './types.js'

/** A purchase model of given parameters. */
export function modelOf<Name extends PurchaseModelName>(
  metric: string,
  model: Name,
  behaviour: Behaviour,
  parameters: PurchaseParameters[Name],
  options: ModelOptions,
): PurchaseModel<Name> {
  const { unit } = readOptions<ModelOptions>(metric, options, MODEL_OPTIONS)
  checkChoice(metric, ['unit'], unit, PERIOD_UNITS)
  const values = readOwn(metric, ['parameters'], behaviour, parameters)
  return { model, parameters: namedParameters(behaviour.names, values), unit }
}

/** The parameters of a purchase model; those that are chances are below 1. */
export function readOwn(
  metric: string,
  path: Path,
  { names, shares = [] }: Behaviour,
  value: unknown,
): number[] {
  const values = readParameters(metric, path, names, value)
  for (const [i, name] of names.entries()) {
    const isGood = !shares.includes(name) || (values[i] as number) < 1
    check(metric, [...path, name], values[i], isGood, 'below 1', 'out-of-range')
  }
  return values
}

/** Fits a purchase model. */
export function fitModel<Name extends PurchaseModelName>(
  metric: string,
  model: Name,
  behaviour: Behaviour,
  summaries: unknown,
  options: PurchaseFitOptions<PurchaseParameters[Name]>,
): FittedPurchaseModel<Name> {
  const given = readOptions<PurchaseFitOptions<PurchaseParameters[Name]>>(
    metric,
    options,
    PURCHASE_FIT_OPTIONS,
  )
  const unit = checkChoice(metric, ['unit'], given.unit, PERIOD_UNITS)
  const data = countSummaries(metric, ['summaries'], summaries, behaviour.kind)
  let purchases = 0
  for (let row = 0; row < data.size; row++) purchases += data.frequency[row] as number
  const some = 'above 0 for at least one customer: without a repeat purchase there is no rate'
  check(metric, ['summaries', 'frequency'], purchases, purchases > 0, some, 'undefined')
  const penalty = readPenalty(metric, ['penalty'], given.penalty, behaviour)
  const likelihood = penalty ? penalize(behaviour.likelihood, penalty, data) : behaviour.likelihood
  const { parameters, ...statistics } = fitStatistics<PurchaseParameters[Name]>(
    metric,
    { ...behaviour, likelihood },
    data,
    given,
    () => wayOn(behaviour, data),
  )
  const fit = { model, parameters, unit, ...statistics }
  if (!penalty) return fit
  const values = Object.values(parameters) as number[]
  const applied = appliedPenalty(given.penalty as Penalty, penalty, data, values, fit.covariance)
  const own = fit.logLikelihood + applied.amount
  const counted = applied.effectiveParameters
  return {
    ...fit,
    logLikelihood: own,
    aic: 2 * counted - 2 * own,
    bic: counted * Math.log(data.customers) - 2 * own,
    penalty: applied,
  }
}

/** Models whose log-likelihoods are no further apart describe data alike. */
const ALIKE = 0.01

/** The smallest of the models at the edges that describes the data as well as any of them. */
function wayOn(model: Behaviour, data: Counted): string {
  const fitted = allSmaller(model).flatMap(([name, behaviour]) => {
    for (const start of behaviour.starts(data)) {
      const found = searchFrom(behaviour, data, start)
      if ('parameters' in found) return [{ name, logLikelihood: found.logLikelihood }]
    }
    return []
  })
  const best = Math.max(...fitted.map(({ logLikelihood }) => logLikelihood))
  const way = fitted.filter(({ logLikelihood }) => logLikelihood >= best - ALIKE).at(-1)
  if (!way) return '; more customers, or a penalty of kind prior, would hold it'
  return `; ${way.name} fits a model with fewer, with a log-likelihood of ${way.logLikelihood.toFixed(2)}`
}

/** The largest likelihood and what it says of the parameters. */
export function fitStatistics<Parameters>(
  metric: string,
  fittable: Fittable,
  data: Counted,
  options: { readonly start?: unknown; readonly maxIterations?: unknown },
  wayOn: () => string = () => '',
): FitStatistics<Parameters> & { readonly parameters: Parameters } {
  const { names } = fittable
  const { parameters, covariance, logLikelihood, iterations } = fitParameters(
    metric,
    fittable,
    data,
    options,
    wayOn,
  )
  const errors = covariance.map((row, i) => Math.sqrt(row[i] as number))
  return {
    parameters: namedParameters(names, parameters),
    standardErrors: namedParameters(names, errors),
    covariance,
    logLikelihood,
    aic: 2 * names.length - 2 * logLikelihood,
    bic: names.length * Math.log(data.customers) - 2 * logLikelihood,
    customers: data.customers,
    distinct: data.size,
    iterations,
  }
}

/** Numbers by their names. */
export function namedParameters<Named>(names: readonly string[], values: readonly number[]): Named {
  return Object.fromEntries(names.map((name, i) => [name, values[i]])) as Named
}
