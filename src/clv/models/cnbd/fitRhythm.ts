import { MetricError } from '../../../errors.js'
import { checkWhole, type Fields, readOptions } from '../../../internal/guard.js'
import { fitModel, modelOf } from '../fitModel.js'
import type {
  BgNbdParameters,
  FittedPurchaseModel,
  ModelOptions,
  PurchaseFitOptions,
  PurchaseModel,
} from '../types.js'
import { cnbdBehaviour, MOST_K } from './behaviour.js'
import { gapsIn, readRhythm } from './readRhythm.js'

/** The models of purchases on a rhythm. */
export type RhythmModelName = 'bg-cnbd-k' | 'mbg-cnbd-k'

/** The unit and the rhythm of a model from published parameters. */
export interface RhythmModelOptions extends ModelOptions {
  /** Of how many stages a purchase is made, 1 to 12. */
  readonly k: number
}

/** The fields that are read; another one is refused. */
const RHYTHM_MODEL_OPTIONS: Fields<RhythmModelOptions> = { unit: 1, k: 1 }

/** Options of the fit of a model with a rhythm. */
export interface RhythmFitOptions extends PurchaseFitOptions<BgNbdParameters> {
  /**
   * Of how many stages a purchase is made, 1 to 12.
   * @defaultValue the one of the largest likelihood
   */
  readonly k?: number
}

/** The fields that are read; another one is refused. */
const RHYTHM_FIT_OPTIONS: Fields<RhythmFitOptions> = {
  unit: 1,
  start: 0,
  maxIterations: 0,
  penalty: 0,
  k: 0,
}

/** A rhythm that was tried. */
export interface TriedRhythm {
  /** Of how many stages a purchase was made. */
  readonly k: number
  /** The maximum of the log-likelihood; `null` where the data do not determine every parameter. */
  readonly logLikelihood: number | null
}

/** A fitted model with a rhythm; `aic` and `bic` count k as one more parameter. */
export interface FittedRhythmModel<Name extends RhythmModelName = RhythmModelName>
  extends FittedPurchaseModel<Name> {
  /** Of how many stages a purchase is made. */
  readonly k: number
  /** The rhythms that were tried, in order. */
  readonly tried: readonly TriedRhythm[]
}

/** A model of given parameters. */
export function rhythmOf<Name extends RhythmModelName>(
  metric: string,
  model: Name,
  more: 0 | 1,
  parameters: BgNbdParameters,
  options: RhythmModelOptions,
): PurchaseModel<Name> & { readonly k: number } {
  const given = readOptions<RhythmModelOptions>(metric, options, RHYTHM_MODEL_OPTIONS)
  const k = checkWhole(metric, ['k'], given.k, 1, MOST_K)
  const behaviour = cnbdBehaviour(k, more)
  const own = modelOf(metric, model, behaviour, parameters as never, { unit: given.unit })
  return { ...own, k }
}

/** The search for k ends after so many that are no better. */
const MOST_FALLS = 2

/** Fits a model at the k given, or at the best one. */
export function fitRhythm<Name extends RhythmModelName>(
  metric: string,
  model: Name,
  more: 0 | 1,
  summaries: unknown,
  options: RhythmFitOptions,
): FittedRhythmModel<Name> {
  const { k: asked, ...search } = readOptions<RhythmFitOptions>(metric, options, RHYTHM_FIT_OPTIONS)
  const only = asked === undefined ? undefined : checkWhole(metric, ['k'], asked, 1, MOST_K)
  const data = readRhythm(metric, ['summaries'], summaries)
  const fitAt = (k: number): Omit<FittedRhythmModel<Name>, 'tried'> => {
    const behaviour = cnbdBehaviour(k, more)
    const fit = fitModel(metric, model, behaviour, data.summaries, search as never)
    const constant = gapsIn(data, k)
    return {
      ...fit,
      k,
      logLikelihood: fit.logLikelihood + constant,
      aic: fit.aic - 2 * constant + 2,
      bic: fit.bic - 2 * constant + Math.log(fit.customers),
    }
  }
  if (only !== undefined) {
    const fit = fitAt(only)
    return { ...fit, tried: [{ k: only, logLikelihood: fit.logLikelihood }] }
  }
  const tried: TriedRhythm[] = []
  let best: Omit<FittedRhythmModel<Name>, 'tried'> | undefined
  let refusal: unknown
  for (let k = 1, falls = 0; k <= MOST_K && falls < MOST_FALLS; k++, falls++) {
    try {
      const fit = fitAt(k)
      tried.push({ k, logLikelihood: fit.logLikelihood })
      if (best && fit.logLikelihood <= best.logLikelihood) continue
      best = fit
      falls = -1
    } catch (error) {
      if (!(error instanceof MetricError && error.code === 'not-converged')) throw error
      tried.push({ k, logLikelihood: null })
      refusal ??= error
    }
  }
  if (!best) throw refusal
  return { ...best, tried }
}
