import { check, checkChoice, readOptions } from '../../internal/guard.js'
import { PERIOD_UNITS } from '../../internal/time/periods.js'
import { type Counted, countSummaries } from '../summaries/summaryColumns.js'
import type { Behaviour } from './behaviour.js'
import { type Fittable, fitParameters, readParameters } from './search.js'
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
  { names }: Behaviour,
  parameters: PurchaseParameters[Name],
  options: ModelOptions,
): PurchaseModel<Name> {
  const { unit } = readOptions<ModelOptions>(metric, options, MODEL_OPTIONS)
  checkChoice(metric, ['unit'], unit, PERIOD_UNITS)
  const values = readParameters(metric, ['parameters'], names, parameters)
  return { model, parameters: namedParameters(names, values), unit }
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
  const { parameters, ...statistics } = fitStatistics<PurchaseParameters[Name]>(
    metric,
    behaviour,
    data,
    given,
  )
  return { model, parameters, unit, ...statistics }
}

/** The largest likelihood and what it says of the parameters. */
export function fitStatistics<Parameters>(
  metric: string,
  fittable: Fittable,
  data: Counted,
  options: { readonly start?: unknown; readonly maxIterations?: unknown },
): FitStatistics<Parameters> & { readonly parameters: Parameters } {
  const { names } = fittable
  const { parameters, covariance, logLikelihood, iterations } = fitParameters(
    metric,
    fittable,
    data,
    options,
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
