import { check, checkNumber, checkObject, checkSome, type Path } from '../internal/guard.js'
import type { BdwFit } from './fitBdw.js'
import type { SbgFit } from './fitSbg.js'
import { type Lifetimes, logSurvival, type RetentionModel, readModel } from './lifetimes.js'
import { type Outcomes, type RetentionCohort, readOutcomes } from './outcomes.js'
import type { LifeTally } from './tallyLives.js'

/** Fits to the same data, by name. */
export interface RetentionFits {
  /** A fit of this name. */
  readonly [name: string]: SbgFit | BdwFit
}

/** What models are tried on. */
export interface CompareRetentionModelsOptions {
  /**
   * Cohorts or lives that were followed for longer than those fitted, from their start: the usual test
   * is to fit a cohort's first periods and to hold the later ones out.
   * @defaultValue none
   */
  readonly holdout?: Iterable<RetentionCohort> | LifeTally
}

/** How far a projection is off in the periods after those it was fitted to. */
export interface HoldoutError {
  /** Periods that were held out. */
  readonly periods: number
  /** Mean distance of projected and observed share retained, 0 to 1. */
  readonly meanAbsoluteError: number
  /** Root of their mean squared distance, 0 to 1. */
  readonly rootMeanSquareError: number
  /** Mean distance as a share of what was observed; `null` where nobody was retained. */
  readonly meanRelativeError: number | null
}

/** A model among others. */
export interface ComparedModel {
  /** The name given to the fit. */
  readonly name: string
  /** The name of the model. */
  readonly model: RetentionModel['model']
  /** Parameters that were fitted. */
  readonly size: number
  /** Logarithm of the likelihood. */
  readonly logLikelihood: number
  /** Akaike's information criterion: less is better. */
  readonly aic: number
  /** `aic` less that of the best; below 2 there is little to choose between them. */
  readonly aicDifference: number
  /** Akaike's weight: how far the data speak for this one among those compared, 0 to 1. */
  readonly aicWeight: number
  /** Schwarz's information criterion: less is better. */
  readonly bic: number
  /** Errors in the periods held out; `null` without any. */
  readonly holdout: HoldoutError | null
}

/** Models of one set of data, the best by AIC first. */
export interface RetentionModelComparison {
  /** The models, the one of least `aic` first. */
  readonly models: readonly ComparedModel[]
  /** Customers of the data that were fitted. */
  readonly customers: number
  /** The last period of the data that were fitted. */
  readonly periods: number
}

/**
 * Which of several models describes retention best: by information criteria, and by what it projects
 * for periods held out.
 *
 * @formula aic = 2 × parameters − 2 × logLikelihood; bic = parameters × ln customers − 2 × logLikelihood;
 * aicWeight = exp(−aicDifference ÷ 2) ÷ their sum
 * @unit none
 *
 * @param fits - Fits to the same data, by name.
 * @param options - What was held out.
 * @returns The models, the best by AIC first.
 * @throws {@link MetricError} `empty` without fits; `mismatch` for fits to different data;
 * `out-of-range` for a holdout that is no longer than what was fitted; `undefined` for one in which at
 * some age nobody was followed; `invalid` for what is not a fit.
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
  const { holdout } = checkObject<CompareRetentionModelsOptions>(metric, ['options'], options)
  const entries = Object.entries(checkObject<RetentionFits>(metric, ['fits'], fits))
  checkSome(metric, ['fits'], fits, entries.length, 'fit')
  const read = entries.map(([name, fit]) => ({ name, ...readFit(metric, ['fits', name], fit) }))
  const [{ customers, lost, periods }] = read as [(typeof read)[number]]
  for (const { name, ...fit } of read)
    for (const [key, value] of Object.entries({ customers, lost, periods }) as [Same, number][]) {
      const path = ['fits', name, key]
      check(metric, path, fit[key], fit[key] === value, `${value} as in the first`, 'mismatch')
    }
  const outcomes = holdout === undefined ? null : readOutcomes(metric, ['holdout'], holdout)
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
      holdout: outcomes && holdoutError(metric, outcomes, lifetimes, periods),
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
    checkNumber(metric, [...path, key], fit[key], low, high, '')
  const logLikelihood = read('logLikelihood', -most, 0)
  return {
    lifetimes,
    logLikelihood,
    aic: 2 * lifetimes.size - 2 * logLikelihood,
    customers: read('customers', Number.MIN_VALUE, most),
    lost: read('lost', 0, most),
    periods: checkNumber(metric, [...path, 'periods'], fit.periods, 0, MOST_AGE),
  }
}

const MOST_AGE = 1_000_000

/** How far a model is from the Kaplan–Meier estimate of what was held out. */
function holdoutError(
  metric: string,
  outcomes: Outcomes,
  lifetimes: Lifetimes,
  after: number,
): HoldoutError {
  const observed = observedUntil(metric, outcomes)
  const last = observed.length - 1
  checkNumber(metric, ['holdout', 'periods'], last, after + 1)
  let [absolute, squared, relative] = [0, 0, 0]
  for (let age = after + 1; age <= last; age++) {
    const rate = observed[age] as number
    const distance = Math.abs(Math.exp(logSurvival(lifetimes, age)) - rate)
    absolute += distance
    squared += distance * distance
    relative += distance / rate
  }
  const periods = last - after
  return {
    periods,
    meanAbsoluteError: absolute / periods,
    rootMeanSquareError: Math.sqrt(squared / periods),
    meanRelativeError: Number.isFinite(relative) ? relative / periods : null,
  }
}

/**
 * The share retained at each age, as far as it is known: where nobody is left, to the end of what was
 * followed. Who was at risk is counted from the last age back, so that none is left of all who go.
 */
function observedUntil(metric: string, { ages, periods, known }: Outcomes): number[] {
  const drops = new Map<number, number>()
  let atRisk = 0
  for (const { age, lost, censored, entered } of [...ages].reverse()) {
    atRisk += lost + censored - entered
    const isFollowed = age === 0 || atRisk > 0
    check(metric, ['holdout'], ages, isFollowed, 'of somebody at every age', 'undefined')
    if (lost > 0) drops.set(age, lost / atRisk)
  }
  const observed: number[] = []
  let rate = 1
  for (let age = 0; age <= (rate > 0 ? periods : known); age++) {
    rate *= Math.max(1 - (drops.get(age) ?? 0), 0)
    observed.push(rate)
  }
  return observed
}
