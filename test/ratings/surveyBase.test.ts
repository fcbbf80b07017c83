import {
  compareCsat,
  compareNps,
  csat,
  csatEstimate,
  type NpsEstimateOptions,
  nps,
  npsEstimate,
  npsFromGroups,
  type SurveyBase,
  tallyWeightedRatings,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../support/refusal.js'

const skip = { unanswered: 'skip' } as const

describe('the base of a survey score', () => {
  it('has the 33.33 that the survey summary of Formbricks tests for, and 100 for its cube', () => {
    // One 10 and two dismissed questions: the summary divides by three, the cube by one.
    const answers = [10, null, null] as const
    const score = (base: SurveyBase) => {
      const { score: points, base: said, asked } = npsEstimate(answers, { ...skip, base })
      return [Number(points.toFixed(2)), said, asked]
    }
    expect(score('formbricks-summary')).toEqual([33.33, 'formbricks-summary', 3])
    expect(score('asked')).toEqual([33.33, 'asked', 3])
    expect(score('formbricks-cube')).toEqual([100, 'formbricks-cube', 1])
    expect(score('qualtrics-discover')).toEqual([100, 'qualtrics-discover', 1])
    expect(score('answered')[0]).toBe(nps(answers, skip).score)
    expect(npsEstimate(answers, skip)).not.toHaveProperty('base')
  })

  it('leaves shares of groups that add up to less than 1, each with its interval', () => {
    const tally = { 10: 40, 8: 20, 3: 20 }
    const estimate = npsEstimate(tally, { base: 'asked', skipped: 20 })
    const { promoterRate, passiveRate, detractorRate } = estimate
    expect([promoterRate, passiveRate, detractorRate]).toEqual([0.4, 0.2, 0.2])
    expect(estimate).toMatchObject({ responses: 80, skipped: 20, asked: 100, passives: 20 })
    // Those without an answer are neither promoters nor detractors, as passives are.
    const same = npsFromGroups({ promoters: 40, passives: 40, detractors: 20 })
    expect([estimate.score, estimate.interval]).toEqual([same.score, same.interval])
    // statsmodels.stats.proportion.proportion_confint(20, 100, method='wilson').
    expect(estimate.passiveInterval.low).toBeCloseTo(0.1333669333310325, 14)
    expect(estimate.passiveInterval.high).toBeCloseTo(0.2888291655931589, 14)
  })

  it('is of satisfaction too, but for the mean and for the summary of Formbricks', () => {
    const answers = [5, 5, 4, 2, null, null, null, null]
    const asked = csatEstimate(answers, { ...skip, base: 'asked' })
    expect(asked).toMatchObject({
      rate: 3 / 8,
      dissatisfiedRate: 1 / 8,
      netRate: 2 / 8,
      mean: 4,
      asked: 8,
    })
    expect(asked.interval).toEqual(csat({ 5: 3, 1: 5 }).interval)
    expect(csatEstimate(answers, { ...skip, base: 'formbricks-summary' })).toMatchObject({
      rate: 3 / 4,
      asked: 4,
      skipped: 4,
    })
    const exact = { ...skip, base: 'asked', population: 20, interval: 'clopper-pearson' } as const
    expect(csatEstimate(answers, exact).interval).toEqual(
      csatEstimate({ 5: 3, 1: 5 }, { population: 20, interval: 'clopper-pearson' }).interval,
    )
    const all = csatEstimate(answers, { ...skip, base: 'asked', population: 8 })
    expect([all.interval.low, all.interval.high]).toEqual([3 / 8, 3 / 8])
  })

  it.each<[unknown, NpsEstimateOptions, string, string]>([
    [
      { 10: 3 },
      { base: 'asked' },
      'invalid',
      'skipped is undefined, not the number of questions without an answer, which counted answers do not say',
    ],
    [[10], { skipped: 2 }, 'mismatch', 'skipped is 2, not absent where no base is chosen'],
    [
      [10],
      { base: 'all' as never },
      'invalid',
      'base is "all", not one of answered, asked, formbricks-summary, formbricks-cube, qualtrics-discover',
    ],
    [
      tallyWeightedRatings([
        { rating: 10, weight: 2 },
        { rating: 3, weight: 1 },
      ]),
      { base: 'asked', skipped: 1 },
      'mismatch',
      'base is "asked", not one of those who answered, as weights do not say how many were asked',
    ],
  ])('refuses %j with %j', (answers, options, code, message) => {
    expect(refusalText(() => npsEstimate(answers as never, options))).toEqual([
      code,
      `npsEstimate: ${message}`,
    ])
  })

  it('does not go into comparisons of answers', () => {
    const asked = npsEstimate([10, 3, null], { ...skip, base: 'asked' })
    const answered = npsEstimate([10, 3, null], { ...skip, base: 'answered' })
    expect(refusalText(() => compareNps({ a: asked, b: answered }))).toEqual([
      'mismatch',
      'compareNps: a.asked is 3, not the number of answers: give the answers, or an estimate of those who answered',
    ])
    expect(compareNps({ a: answered, b: answered }).difference).toBe(0)
    const rate = csatEstimate([5, 1, null], { ...skip, base: 'asked' })
    expect(refusalText(() => compareCsat({ a: rate, b: rate }))[0]).toBe('mismatch')
  })

  it('draws the score towards 0, by the share of those who answered', () => {
    const answers = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(answers, fc.nat(40), (given, skipped) => {
        const { score, asked = 0, responses } = npsEstimate(given, { base: 'asked', skipped })
        expect(score * asked).toBeCloseTo(nps(given).score * responses, 8)
      }),
    )
  })
})
