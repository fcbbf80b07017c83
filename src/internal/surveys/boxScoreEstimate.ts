import { checkChoice, checkConfidence } from '../guard.js'
import { drawnEnds } from '../inference/fisherExact.js'
import {
  type Interval,
  interval as makeInterval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../inference/interval.js'
import {
  checkUnseeded,
  type SeededInterval,
  type SeededIntervalMethod,
  type SeededOptions,
  seededInterval,
} from '../inference/seededIntervals.js'
import { basisOf, finiteShare, readSample, type SampleOptions } from './answers.js'
import { readBase, type SaidBase, type SurveyBase } from './base.js'
import { type BoxBounds, type BoxScores, measureCounts } from './boxScores.js'

/** Options of an estimate of boxes. */
export interface BoxEstimateOptions extends SampleOptions, SeededOptions {
  readonly interval?: ProportionIntervalMethod | SeededIntervalMethod
  readonly confidence?: number
  readonly population?: number
  readonly base?: SurveyBase
  readonly skipped?: number
}

/** The interval of an estimated share. */
export type RateInterval = Interval<ProportionIntervalMethod> | SeededInterval

const BOX_SCORE_METHODS = [...PROPORTION_METHODS, 'bootstrap', 'bayesian'] as const

/** Shares, net share and mean of weighted answers, of a known population, by any method. */
export function estimateBoxScores(
  metric: string,
  answers: unknown,
  boxes: BoxBounds,
  options: BoxEstimateOptions,
): BoxScores<RateInterval> & {
  readonly basis: ReturnType<typeof basisOf>
  readonly said: SaidBase
} {
  const method = checkChoice(metric, ['interval'], options.interval ?? 'wilson', BOX_SCORE_METHODS)
  const level = checkConfidence(metric, options.confidence)
  const answered = readSample(metric, ['answers'], answers, boxes, options)
  const { silent, skipped, said } = readBase(metric, 'csat', answers, answered, options)
  const sample = { ...answered, skipped }
  const asked = sample.responses + silent
  const left = finiteShare(metric, asked, options.population)
  const basis = basisOf({ responses: asked, effective: sample.effective + silent }, options)
  const isCounted = sample.effective === sample.responses
  const isSeeded = method === 'bootstrap' || method === 'bayesian'
  if (!isSeeded) checkUnseeded(metric, method, options)
  const rateInterval = (top: number, rest: number): RateInterval => {
    if (isSeeded) {
      const groups = { values: [1, 0], counts: [top, rest] }
      return seededInterval(metric, method, groups, level, [0, 1], options)
    }
    if (method === 'clopper-pearson' && isCounted && options.population != null) {
      // Weighted answers are no whole numbers that could be drawn.
      const counts = {
        successes: Math.round(top * left),
        trials: asked,
      }
      const ends = drawnEnds(counts, options.population, level)
      return makeInterval(method, level, counts.successes / counts.trials, ends, [0, 1])
    }
    return proportionInterval(method, top, top + rest, level)
  }
  if (left > 0)
    return {
      ...measureCounts(sample, boxes, { level, left, silent, rateInterval }),
      basis,
      said,
    }
  // All of the population: nothing is left to chance, whatever the method.
  const certain = (rate: number): RateInterval =>
    isSeeded
      ? {
          ...seededInterval(
            metric,
            method,
            { values: [rate], counts: [1] },
            level,
            [0, 1],
            options,
          ),
        }
      : makeInterval(method, level, rate, [rate, rate], [0, 1])
  const measured = measureCounts(sample, boxes, { level, left, silent, rateInterval: () => null })
  return {
    ...measured,
    interval: certain(measured.rate),
    middleInterval: certain(measured.middleRate),
    bottomInterval: certain(measured.bottomRate),
    basis,
    said,
  }
}
