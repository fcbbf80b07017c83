import {
  type Interval,
  NPS_0_TO_10,
  NPS_1_TO_5,
  type Nps,
  type NpsGroups,
  type NpsIntervalMethod,
  type NpsScale,
  nps,
  npsFromGroups,
} from 'customer-metrics'
import type * as area from 'customer-metrics/nps'
import { describe, expectTypeOf, it } from 'vitest'

describe('nps', () => {
  it('takes answers in every form', () => {
    expectTypeOf(nps([10, 9, 3])).toEqualTypeOf<Nps>()
    nps([10, null, undefined, 3], { unanswered: 'skip' })
    nps({ 10: 70, 8: 20, 3: 10 })
    nps(JSON.parse('{"10": 70}') as Record<string, number>)
    nps(new Int8Array([10, 3]))
    nps(new Set([10, 3]) as ReadonlySet<number>)
    nps([10, 3] as const)
    // @ts-expect-error a string is not an answer
    nps(['10'])
    // @ts-expect-error answers are not characters
    nps('10')
    // @ts-expect-error engines that count in bigint have to be converted
    nps({ 10: 70n })
    // @ts-expect-error the keys of a tally are ratings
    nps({ score: 10 })
    // @ts-expect-error nothing to compute from
    nps()
  })

  it('takes policies by name', () => {
    nps([10], { interval: 'adjusted-wald', confidence: 0.9, scale: NPS_1_TO_5 })
    // @ts-expect-error no such method
    nps([10], { interval: 'wilson' })
    // @ts-expect-error booleans say nothing
    nps([10], { unanswered: true })
    // @ts-expect-error a scale without its cut-offs makes no groups
    nps([10], { scale: { min: 1, max: 5 } })
    // @ts-expect-error no third parameter
    nps([10], {}, 0.95)
  })

  it('returns what cannot be changed', () => {
    const result = nps([10])
    // @ts-expect-error results are read-only
    result.score = 100
    // @ts-expect-error and so are the named scales
    NPS_0_TO_10.min = 1
    expectTypeOf(result.interval).toEqualTypeOf<Interval<NpsIntervalMethod>>()
    expectTypeOf(NPS_0_TO_10).toEqualTypeOf<NpsScale>()
    expectTypeOf<NpsIntervalMethod>().toEqualTypeOf<'score' | 'adjusted-wald' | 'wald'>()
  })

  it('has its groups in the result, to be measured again', () => {
    expectTypeOf<Nps>().toExtend<NpsGroups>()
    npsFromGroups(nps([10, 3]), { confidence: 0.9 })
  })

  it('is the same at its own subpath', () => {
    expectTypeOf<typeof area.nps>().toEqualTypeOf<typeof nps>()
    expectTypeOf<area.Interval<'wald'>>().toEqualTypeOf<Interval<'wald'>>()
  })
})

describe('npsFromGroups', () => {
  it('needs all three groups and no scale', () => {
    expectTypeOf(npsFromGroups({ promoters: 1, passives: 2, detractors: 3 })).toEqualTypeOf<Nps>()
    // @ts-expect-error passives count in the denominator
    npsFromGroups({ promoters: 1, detractors: 3 })
    // @ts-expect-error the groups are already made
    npsFromGroups({ promoters: 1, passives: 2, detractors: 3 }, { scale: NPS_0_TO_10 })
  })
})
