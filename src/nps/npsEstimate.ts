import { checkChoice, checkConfidence, type Fields, readOptions } from '../internal/guard.js'
import {
  type Interval,
  interval as makeInterval,
  type NpsIntervalMethod,
  npsInterval,
} from '../internal/inference/interval.js'
import {
  checkUnseeded,
  type SeededInterval,
  type SeededIntervalMethod,
  seededInterval,
} from '../internal/inference/seededIntervals.js'
import { basisOf, finiteShare } from '../internal/surveys/answers.js'
import { readBase, type SurveyBase } from '../internal/surveys/base.js'
import { checkScale } from '../internal/surveys/ratingCounts.js'
import type { EstimateBasis, EstimateOptions, SurveyAnswers } from '../ratings/index.js'
import type { Nps } from './nps.js'
import { NPS_0_TO_10, type NpsGroups, type NpsScale, npsScore } from './npsGroups.js'
import { countedGroups, groupAnswers, npsMoments } from './npsSample.js'

/** How an estimate is made. */
export interface NpsEstimateOptions extends EstimateOptions {
  /**
   * The scale of the question and its cut-offs.
   * @defaultValue {@link NPS_0_TO_10}
   */
  readonly scale?: NpsScale
  /**
   * The method of the interval.
   * @defaultValue `'score'`
   */
  readonly interval?: NpsIntervalMethod | SeededIntervalMethod
  /**
   * Who is in the base of the score and of the shares. Those who were asked and did not answer are in none
   * of the groups.
   * @defaultValue those who answered, and the result says nothing of it
   */
  readonly base?: SurveyBase
  /**
   * Questions without an answer that are not in the list, or where answers are counted. Only with `base`.
   * @defaultValue `0`; required for counted answers where those who were asked are the base
   */
  readonly skipped?: number
}

/** The fields that are read; another one is refused. */
const NPS_ESTIMATE_OPTIONS: Fields<NpsEstimateOptions> = {
  scale: 0,
  interval: 0,
  base: 0,
  skipped: 0,
  population: 0,
  seed: 0,
  draws: 0,
  prior: 0,
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
}

/**
 * A Net Promoter Score, with the effective number of answers. Groups are sums of weights where
 * answers are weighted.
 */
export interface NpsEstimate extends Omit<Nps, 'interval' | 'scale'>, EstimateBasis {
  /** Interval of the score, in points. */
  readonly interval: Interval<NpsIntervalMethod> | SeededInterval
  /** Interval of `promoterRate`. */
  readonly promoterInterval: Interval<'score'>
  /** Interval of `passiveRate`. */
  readonly passiveInterval: Interval<'score'>
  /** Interval of `detractorRate`. */
  readonly detractorInterval: Interval<'score'>
  /** The scale and cut-offs used. */
  readonly scale: NpsScale
  /** Who is in the base; absent where it was not chosen. */
  readonly base?: SurveyBase
  /** The size of the base: answers, and questions without one where they are in it. */
  readonly asked?: number
}

const NPS_METHODS = ['score', 'adjusted-wald', 'wald', 'bootstrap', 'bayesian'] as const

/**
 * Net Promoter Score of weighted answers, of a small population, or of few answers.
 *
 * The score is that of `nps`. Weights reduce the answers to Kish's effective number; a known
 * population increases it again. Intervals and standard error use that number. `bootstrap`
 * resamples the answers; `bayesian` draws the shares of the three groups from their Dirichlet
 * posterior.
 *
 * Some products count those who were asked and gave no answer in the base, which draws the score towards
 * 0: `base` says who is in it, also by the name of a product.
 *
 * @formula effective answers = (Σ w)² ÷ Σ w² × (N − 1) ÷ (N − n)
 * @unit points, −100 to 100
 *
 * @param answers - Answers, listed, counted or weighted.
 * @param options - Scale, interval, population, seed, and the fewest answers to accept.
 * @returns The score, its interval and groups, and the effective number of answers.
 * @throws {@link MetricError} what `nps` throws; `undefined` for fewer answers than
 * `minimumResponses`; `out-of-range` for a population smaller than the answers; `mismatch` for a seed
 * where nothing is drawn.
 * @source Kish (1965), “Survey Sampling”; Cochran (1977), “Sampling Techniques”, ch. 2, for finite
 * populations; Efron & Tibshirani (1993), “An Introduction to the Bootstrap”, ch. 13; Gelman et al.
 * (2013), “Bayesian Data Analysis”, 3rd ed., ch. 3.4, for the Dirichlet posterior.
 *
 * @example
 * ```ts
 * const answers = { 10: 22, 9: 18, 8: 15, 7: 9, 6: 8, 4: 3, 0: 5 }
 * npsEstimate(answers).interval.low // => 11.9868…
 * npsEstimate(answers, { population: 200 }).interval.low // => 16.1…
 * npsEstimate(answers, { interval: 'bootstrap', seed: 7 }).interval
 * // => { low: 12.5, high: 46.25, confidence: 0.95, method: 'bootstrap', seed: 7, draws: 10000,
 * //      prior: null }
 * npsEstimate(answers, { minimumResponses: 100 })
 * // => throws npsEstimate: answers.responses is 80, not at least 100
 * ```
 */
export function npsEstimate(answers: SurveyAnswers, options: NpsEstimateOptions = {}): NpsEstimate {
  const metric = 'npsEstimate'
  const given = readOptions<NpsEstimateOptions>(metric, options, NPS_ESTIMATE_OPTIONS)
  const scale = checkScale(metric, given.scale ?? NPS_0_TO_10, NPS_0_TO_10)
  const method = checkChoice(metric, ['interval'], given.interval ?? 'score', NPS_METHODS)
  const confidence = checkConfidence(metric, given.confidence)
  const answered = groupAnswers(metric, ['answers'], answers, scale, given)
  const { promoters, passives, detractors, responses } = answered
  const { silent, skipped, said } = readBase(metric, 'nps', answers, answered, given)
  // Customers of the base without an answer are neither promoters nor detractors.
  const sample = {
    ...answered,
    passives: passives + silent,
    responses: responses + silent,
    effective: answered.effective + silent,
  }
  const { effective } = sample
  const groups = countedGroups(sample)
  const left = finiteShare(metric, sample.responses, given.population)
  const { variance } = npsMoments(sample, 0)
  const score = npsScore(sample)
  const counts = [groups.promoters, groups.passives, groups.detractors].map((some) => some / left)
  const interval = (): Interval<NpsIntervalMethod> | SeededInterval => {
    if (method === 'bootstrap' || method === 'bayesian') {
      // When the whole population has answered, nothing is left to chance.
      const values =
        left > 0 ? { values: [100, 0, -100], counts } : { values: [score], counts: [1] }
      return seededInterval(metric, method, values, confidence, [-100, 100], given)
    }
    checkUnseeded(metric, method, given)
    if (left === 0) return { low: score, high: score, confidence, method }
    const [more, neither, less] = counts as [number, number, number]
    const { low, high } = npsInterval(method, more, more + neither + less, less, confidence)
    return makeInterval(method, confidence, score, [low, high], [-100, 100])
  }
  return {
    score,
    responses,
    skipped,
    promoters,
    passives,
    detractors,
    ...sharesOf(groups, silent, left, confidence),
    standardError: 100 * Math.sqrt(left * (variance / effective)),
    interval: interval(),
    scale,
    ...basisOf(sample, given),
    ...said,
  }
}

/** The share of each group, with its interval: of as many answers as the weights and the population leave. */
function sharesOf(
  { promoters, passives: others, detractors }: NpsGroups,
  silent: number,
  left: number,
  confidence: number,
): Pick<NpsEstimate, `${'promoter' | 'passive' | 'detractor'}${'Rate' | 'Interval'}`> {
  const passives = others - silent
  const all = promoters + others + detractors
  const around = (group: number): Interval<'score'> => {
    const share = group / all
    // The score of a group against nobody is its share: the interval is Wilson's.
    const { low, high } =
      left > 0
        ? npsInterval('score', group / left, all / left, 0, confidence)
        : { low: 100 * share, high: 100 * share }
    return makeInterval('score', confidence, share, [low / 100, high / 100], [0, 1])
  }
  return {
    promoterRate: promoters / all,
    promoterInterval: around(promoters),
    passiveRate: passives / all,
    passiveInterval: around(passives),
    detractorRate: detractors / all,
    detractorInterval: around(detractors),
  }
}
