import {
  check,
  checkNumber,
  checkObject,
  checkSome,
  checkWhole,
  type Fields,
  type Path,
  readOptions,
} from '../../internal/guard.js'
import type { LifeTally } from '../curves/lifeTally.js'
import type { BdwFit } from './fitBdw.js'
import type { SbgFit } from './fitSbg.js'
import { type HoldoutError, holdoutError, readHeldOut } from './holdoutError.js'
import { type Lifetimes, type RetentionModel, readModel } from './lifetimes.js'
import type { RetentionCohort } from './outcomes.js'
import { MOST_AGE } from './outcomes.js'

/** Fits to the same data, by name. */
export interface RetentionFits {
  /** A fit of this name. */
  readonly [name: string]: SbgFit | BdwFit
}

/** The holdout of a comparison. */
export interface CompareRetentionModelsOptions {
  /**
   * Cohorts or lives, from their start, that were followed for longer than the fitted ones. The
   * usual test fits the first periods of a cohort and holds out the later ones.
   * @defaultValue no holdout
   */
  readonly holdout?: Iterable<RetentionCohort> | LifeTally
  /**
   * The fitted cohorts, if they were followed for different times, for example up to the same day.
   * `holdout` then has the same cohorts in the same order, followed further, and each counts in the
   * periods after its own last one.
   * @defaultValue only ages count that no fitted cohort had reached
   */
  readonly fitted?: Iterable<RetentionCohort>
}

/** The fields that are read; another one is refused. */
const COMPARE_RETENTION_MODELS_OPTIONS: Fields<CompareRetentionModelsOptions> = {
  holdout: 0,
  fitted: 0,
}

/** One model of a comparison. */
export interface ComparedModel {
  /** The name given to the fit. */
  readonly name: string
  /** The name of the model. */
  readonly model: RetentionModel['model']
  /** Parameters that were fitted. */
  readonly size: number
  /** Logarithm of the likelihood. */
  readonly logLikelihood: number
  /** Akaike's information criterion: lower is better. */
  readonly aic: number
  /** `aic` less that of the best model; below 2 the models are about equally good. */
  readonly aicDifference: number
  /** Akaike's weight: the support of the data for this model among those compared, 0 to 1. */
  readonly aicWeight: number
  /** Schwarz's information criterion: lower is better. */
  readonly bic: number
  /** Errors in the periods held out; `null` without any. */
  readonly holdout: HoldoutError | null
}

/** Models of the same data, the best by AIC first. */
export interface RetentionModelComparison {
  /** The models, the one of least `aic` first. */
  readonly models: readonly ComparedModel[]
  /** Customers of the data that were fitted. */
  readonly customers: number
  /** The last period of the data that were fitted. */
  readonly periods: number
}

/**
 * Compares models of retention by information criteria and by their errors in a holdout.
 *
 * @formula aic = 2 × parameters − 2 × logLikelihood; bic = parameters × ln customers − 2 × logLikelihood;
 * aicWeight = exp(−aicDifference ÷ 2) ÷ their sum
 * @unit none
 *
 * @param fits - Fits to the same data, by name.
 * @param options - The holdout.
 * @returns The models, the best by AIC first.
 * @throws {@link MetricError} `empty` without fits; `mismatch` for fits that differ in their number
 * of customers, of customers lost, or of periods (other differences of their data cannot be seen),
 * or where `fitted` and `holdout` are not the same cohorts; `out-of-range` for a holdout that is
 * not longer than the fitted data; `undefined` for a holdout with an age at which nobody was
 * followed; `invalid` for anything but a fit.
 * @source Akaike (1974), IEEE Transactions on Automatic Control 19; Schwarz (1978), Annals of Statistics
 * 6; Burnham & Anderson (2002), “Model Selection and Multimodel Inference”, 2nd ed., § 2.9, for the
 * weights.
 *
 * @example
 * ```ts
 * const years = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394]
 * const cohorts = [{ retained: years.slice(0, 8) }]
 * const fits = { sbg: fitSbg(cohorts), bdw: fitBdw(cohorts) }
 * const { models } = compareRetentionModels(fits, { holdout: [{ retained: years }] })
 * models.map(({ name, aic }) => [name, aic]) // => [['bdw', 3216.6284…], ['sbg', 3226.3162…]]
 * models[0].holdout?.meanAbsoluteError // => 0.0052…
 * ```
 */
export function compareRetentionModels(
  fits: RetentionFits,
  options: CompareRetentionModelsOptions = {},
): RetentionModelComparison {
  const metric = 'compareRetentionModels'
  const given = readOptions<CompareRetentionModelsOptions>(
    metric,
    options,
    COMPARE_RETENTION_MODELS_OPTIONS,
  )
  const entries = Object.entries(checkObject<RetentionFits>(metric, ['fits'], fits))
  checkSome(metric, ['fits'], fits, entries.length, 'fit')
  const read = entries.map(([name, fit]) => ({ name, ...readFit(metric, ['fits', name], fit) }))
  const [{ customers, lost, periods }] = read as [(typeof read)[number]]
  for (const { name, ...fit } of read)
    for (const [key, value] of Object.entries({ customers, lost, periods }) as [Same, number][]) {
      const path = ['fits', name, key]
      check(metric, path, fit[key], fit[key] === value, `${value} as in the first`, 'mismatch')
    }
  const heldOut = readHeldOut(metric, given, { customers, lost, periods })
  const least = Math.min(...read.map(({ aic }) => aic))
  const sum = read.reduce((total, { aic }) => total + Math.exp((least - aic) / 2), 0)
  const models = read.map(
    ({ name, lifetimes, logLikelihood, aic }): ComparedModel => ({
      name,
      model: lifetimes.size === 2 ? 'sbg' : 'bdw',
      size: lifetimes.size,
      logLikelihood,
      aic,
      aicDifference: aic - least,
      aicWeight: Math.exp((least - aic) / 2) / sum,
      bic: lifetimes.size * Math.log(customers) - 2 * logLikelihood,
      holdout: heldOut && holdoutError(heldOut, lifetimes),
    }),
  )
  return { models: models.sort((a, b) => a.aic - b.aic), customers, periods }
}

type Same = 'customers' | 'lost' | 'periods'

interface ReadFit {
  readonly lifetimes: Lifetimes
  readonly logLikelihood: number
  readonly aic: number
  readonly customers: number
  readonly lost: number
  readonly periods: number
}

function readFit(metric: string, path: Path, value: unknown): ReadFit {
  const lifetimes = readModel(metric, path, value)
  const fit = value as SbgFit
  const most = Number.MAX_SAFE_INTEGER
  const read = (key: Same | 'logLikelihood', low: number, high: number): number =>
    checkNumber(metric, [...path, key], fit[key], low, high)
  const logLikelihood = read('logLikelihood', -most, 0)
  return {
    lifetimes,
    logLikelihood,
    aic: 2 * lifetimes.size - 2 * logLikelihood,
    customers: read('customers', Number.MIN_VALUE, most),
    lost: read('lost', 0, most),
    periods: checkWhole(metric, [...path, 'periods'], fit.periods, 0, MOST_AGE),
  }
}
