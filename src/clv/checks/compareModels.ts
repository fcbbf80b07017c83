import { check, checkNumber, checkObject, checkSome, type Path } from '../../internal/guard.js'
import { chiSquareTail } from '../../internal/math/gamma.js'
import { allSmaller } from '../models/behaviour.js'
import { type ReadModel, readModel } from '../models/readModel.js'
import type { FittedPurchaseModel, PurchaseModelName } from '../models/types.js'

/** Fits to the same customers, by name. */
export interface PurchaseFits {
  /** A fit of this name. */
  readonly [name: string]: FittedPurchaseModel
}

/** A purchase model among others. */
export interface ComparedPurchaseModel {
  /** The name given to the fit. */
  readonly name: string
  /** The name of the model. */
  readonly model: PurchaseModelName
  /** Parameters that were fitted; with a penalty, less what it decides of them. */
  readonly parameters: number
  /** Logarithm of the likelihood, without a penalty. */
  readonly logLikelihood: number
  /** Akaike's information criterion: less is better. */
  readonly aic: number
  /** `aic` less that of the best; below 2 there is little to choose between them. */
  readonly aicDifference: number
  /** Akaike's weight: how far the data speak for this one among those compared, 0 to 1. */
  readonly aicWeight: number
  /** Schwarz's information criterion: less is better. */
  readonly bic: number
}

/** The likelihood-ratio test of a model against one that it contains. */
export interface NestedModels {
  /** The name of the fit with more parameters. */
  readonly larger: string
  /** The name of the fit with fewer. */
  readonly smaller: string
  /** Twice the difference of the log-likelihoods. */
  readonly statistic: number
  /** By how many parameters they differ. */
  readonly degrees: number
  /**
   * The chance of a difference this large where the smaller model is true. The smaller model lies at the
   * edge of the larger one, so that the true chance is less: the test is conservative.
   */
  readonly pValue: number
}

/** Models of the same customers, the best by AIC first. */
export interface PurchaseModelComparison {
  /** The models, the one of least `aic` first. */
  readonly models: readonly ComparedPurchaseModel[]
  /** Tests of models that contain each other; fits with a penalty are not tested. */
  readonly nested: readonly NestedModels[]
  /** Customers fitted to. */
  readonly customers: number
}

/**
 * Which of several purchase models describes the same customers best: by information criteria, and by
 * likelihood-ratio tests where one model contains the other.
 *
 * @formula aic = 2 × parameters − 2 × logLikelihood; bic = parameters × ln customers − 2 × logLikelihood;
 * aicWeight = exp(−aicDifference ÷ 2) ÷ their sum; statistic = 2 × (logLikelihood of the larger − of the smaller)
 * @unit none
 *
 * @param fits - Fits to the same customers, by names of your own.
 * @returns The models, the best by AIC first, and tests of those that contain each other.
 * @throws {@link MetricError} `empty` without fits; `mismatch` for fits of other customers, in another
 * unit, or of whole periods beside times.
 * @source Akaike (1974), IEEE Transactions on Automatic Control 19; Schwarz (1978), Annals of Statistics 6;
 * Self & Liang (1987), Journal of the American Statistical Association 82, for tests at an edge.
 *
 * @example
 * ```ts
 * const histories = [
 *   { frequency: 0, recency: 0, age: 38, customers: 600 },
 *   { frequency: 1, recency: 8, age: 38, customers: 110 },
 *   { frequency: 1, recency: 30, age: 38, customers: 40 },
 *   { frequency: 4, recency: 12, age: 38, customers: 15 },
 *   { frequency: 4, recency: 36, age: 38, customers: 20 },
 *   { frequency: 9, recency: 25, age: 38, customers: 16 },
 * ]
 * const leaving = fitBgNbd(histories, { unit: 'week' })
 * const loyal = fitNbd(histories, { unit: 'week' })
 * const { models, nested } = compareModels({ leaving, loyal })
 * models.map(({ name }) => name) // => ['leaving', 'loyal']
 * nested[0] // => { larger: 'leaving', smaller: 'loyal', degrees: 2, … }
 * ```
 */
export function compareModels(fits: PurchaseFits): PurchaseModelComparison {
  const metric = 'compareModels'
  const entries = Object.entries(checkObject<PurchaseFits>(metric, ['fits'], fits))
  checkSome(metric, ['fits'], fits, entries.length, 'fit')
  const read = entries.map(([name, fit]) => readFit(metric, ['fits', name], name, fit))
  const [first] = read as [Read]
  const same = `${first.customers} as in the first`
  for (const { name, customers, model } of read) {
    const path = ['fits', name]
    const { kind } = first.model.behaviour
    check(
      metric,
      [...path, 'customers'],
      customers,
      customers === first.customers,
      same,
      'mismatch',
    )
    const isSame = model.behaviour.kind === kind && model.unit === first.model.unit
    const expected = `in ${first.model.unit}s, and of ${kind}, as the first`
    check(metric, [...path, 'unit'], model.unit, isSame, expected, 'mismatch')
  }
  const least = Math.min(...read.map(({ aic }) => aic))
  const sum = read.reduce((total, { aic }) => total + Math.exp((least - aic) / 2), 0)
  const models = read.map(
    ({ name, model, parameters, logLikelihood, aic, bic }): ComparedPurchaseModel => ({
      name,
      model: model.name as PurchaseModelName,
      parameters,
      logLikelihood,
      aic,
      aicDifference: aic - least,
      aicWeight: Math.exp((least - aic) / 2) / sum,
      bic,
    }),
  )
  return {
    models: models.sort((a, b) => a.aic - b.aic),
    nested: read.flatMap((larger) => read.flatMap((smaller) => testNested(larger, smaller))),
    customers: first.customers,
  }
}

interface Read {
  readonly name: string
  readonly model: ReadModel
  readonly isPenalized: boolean
  readonly parameters: number
  readonly logLikelihood: number
  readonly aic: number
  readonly bic: number
  readonly customers: number
}

function readFit(metric: string, path: Path, name: string, value: unknown): Read {
  const model = readModel(metric, path, value)
  const fit = value as FittedPurchaseModel
  const most = Number.MAX_SAFE_INTEGER
  const logLikelihood = checkNumber(
    metric,
    [...path, 'logLikelihood'],
    fit.logLikelihood,
    -most,
    most,
  )
  const customers = checkNumber(metric, [...path, 'customers'], fit.customers, 1, most)
  // The number of stages of a rhythm was chosen by the data too.
  const all = model.behaviour.names.length + (model.behaviour.stages ? 1 : 0)
  const isPenalized = fit.penalty !== undefined
  const parameters = isPenalized ? readEffective(metric, [...path, 'penalty'], fit, all) : all
  const aic = 2 * parameters - 2 * logLikelihood
  const bic = parameters * Math.log(customers) - 2 * logLikelihood
  return { name, model, isPenalized, parameters, logLikelihood, aic, bic, customers }
}

function readEffective(
  metric: string,
  path: Path,
  { penalty }: FittedPurchaseModel,
  most: number,
): number {
  const { effectiveParameters } = checkObject<{ readonly effectiveParameters: unknown }>(
    metric,
    path,
    penalty,
  )
  const at = [...path, 'effectiveParameters']
  return checkNumber(metric, at, effectiveParameters, -most, 2 * most)
}

/** The test of two models where the first contains the second. */
function testNested(larger: Read, smaller: Read): NestedModels[] {
  const contains = allSmaller(larger.model.behaviour).some(
    ([, behaviour]) => behaviour === smaller.model.behaviour,
  )
  if (!contains || larger.isPenalized || smaller.isPenalized) return []
  const statistic = Math.max(2 * (larger.logLikelihood - smaller.logLikelihood), 0)
  const degrees = larger.parameters - smaller.parameters
  const pValue = chiSquareTail(statistic, degrees)
  return [{ larger: larger.name, smaller: smaller.name, statistic, degrees, pValue }]
}
