import {
  adjustPValues,
  ces,
  cesPower,
  cesSampleSizeToCompare,
  cesTrend,
  compareCes,
  compareCesPaired,
  compareCesSegments,
  compareCsat,
  compareCsatPaired,
  compareCsatSegments,
  compareMeans,
  compareProportions,
  csat,
  csatPower,
  csatTrend,
  meanInterval,
  nps,
  proportionInterval,
  quantiles,
} from 'customer-metrics'
import { type Evaluators, ends } from './peers.js'

const ofFive = { scale: { min: 1, max: 5, satisfiedFrom: 4 } } as const

/** Answers of a period, of whom only the satisfied are counted. */
const counted = (satisfied: number, answers: number) => ({ 5: satisfied, 1: answers - satisfied })

/** Surveys and their statistics. */
export const surveys: Evaluators = {
  proportionInterval: ({ successes, trials, ...options }) =>
    ends(proportionInterval({ successes, trials }, options)),
  compareProportions: ({ a, b, test }, { what }) => {
    const interval = what.startsWith('Wald') ? 'wald' : 'newcombe'
    const compared = compareProportions({ a, b }, { ...(test && { test }), interval })
    if (!test) return ends(compared.interval)
    return test === 'z' ? [compared.z, compared.pValue] : [compared.pValue]
  },
  meanInterval: ({ values, confidence }) => ends(meanInterval(values, { confidence })),
  compareMeans: ({ a, b, ...options }) => {
    const { t, degreesOfFreedom, pValue, interval } = compareMeans({ a, b }, options)
    return [t, degreesOfFreedom, pValue, ends(interval)]
  },
  quantiles: ({ values, at, definition }) =>
    quantiles(values, { at, definition }).quantiles.map(({ value }) => value),
  adjustPValues: ({ pValues, method }) => adjustPValues(pValues, { method }),
  nps: ({ ratings, interval }) => {
    const result = nps(ratings, interval ? { interval } : {})
    if (interval) return ends(result.interval)
    const { score, standardError, promoterRate, passiveRate, detractorRate } = result
    return [score, standardError, promoterRate, passiveRate, detractorRate]
  },
  csat: ({ ratings }, { what }) => {
    const { rate, interval, mean, meanInterval, standardDeviation } = csat(ratings, ofFive)
    return what.startsWith('share')
      ? [rate, ends(interval)]
      : [mean, ends(meanInterval), standardDeviation]
  },
  compareCsat: ({ a, b }) => {
    const { z, pValue, interval } = compareCsat(
      { a, b },
      { ...ofFive, test: 'z', interval: 'newcombe' },
    )
    return [z, pValue, ends(interval)]
  },
  compareCsatSegments: ({ segments }) => {
    const { chiSquare, degreesOfFreedom, pValue } = compareCsatSegments(segments, ofFive).omnibus
    return [chiSquare, degreesOfFreedom, pValue]
  },
  csatTrend: ({ periods, satisfied, answers }) => {
    const given = periods ?? satisfied.map((some: number, at: number) => counted(some, answers[at]))
    const { z, pValue } = csatTrend(given, ofFive)
    return [(z as number) ** 2, pValue]
  },
  compareCsatPaired: ({ pairs }, { what }) => {
    const { z, pValue } = compareCsatPaired(pairs, ofFive)
    return what.startsWith('exact') ? [pValue] : [(z as number) ** 2, pValue]
  },
  csatPower: (input) => [csatPower(input).power],
  ces: ({ ratings }) => {
    const { mean, meanInterval } = ces(ratings)
    return [mean, ends(meanInterval)]
  },
  compareCes: ({ a, b }) => {
    const { t, degreesOfFreedom, pValue, interval } = compareCes({ a, b })
    return [t, degreesOfFreedom, pValue, ends(interval)]
  },
  compareCesSegments: ({ segments }) => {
    const { f, degreesOfFreedom, pValue } = compareCesSegments(segments).omnibus
    return [f, ...(degreesOfFreedom ?? []), pValue]
  },
  compareCesPaired: ({ pairs }) => {
    const { t, pValue, interval } = compareCesPaired(pairs)
    return [t, pValue, ends(interval)]
  },
  cesTrend: ({ periods }) => [cesTrend(periods).slope],
  cesPower: (input) => [cesPower(input).power],
  cesSampleSizeToCompare: (input) => [cesSampleSizeToCompare(input).responses],
}
