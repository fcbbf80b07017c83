import {
  CSAT_1_TO_5,
  CSAT_THUMBS,
  type Csat,
  type CsatScale,
  csat,
  type Interval,
  type ProportionIntervalMethod,
} from 'customer-metrics'
import type * as area from 'customer-metrics/csat'
import { describe, expectTypeOf, it } from 'vitest'

describe('csat', () => {
  it('takes answers in every form', () => {
    expectTypeOf(csat([5, 4, 1])).toEqualTypeOf<Csat>()
    csat({ 5: 30, 1: 3 }, { confidence: 0.9 })
    csat(new Uint8Array([1, 0]), { scale: CSAT_THUMBS })
    // @ts-expect-error a string is not an answer
    csat(['5'])
  })

  it('takes cut-offs with the scale or beside it', () => {
    csat([5], { scale: { min: 1, max: 7, satisfiedFrom: 6 } })
    csat([5], { scale: { min: 1, max: 7 }, satisfiedFrom: 6, dissatisfiedUpTo: 2 })
    // @ts-expect-error a scale has two ends
    csat([5], { scale: { min: 1, satisfiedFrom: 4 } })
    // @ts-expect-error the interval of a score of promoters is not that of a share
    csat([5], { interval: 'score' })
  })

  it('says what it used and leaves room for what one answer cannot tell', () => {
    expectTypeOf<Csat['scale']>().toEqualTypeOf<Required<CsatScale>>()
    expectTypeOf<Csat['meanInterval']>().toEqualTypeOf<Interval<'t'> | null>()
    expectTypeOf<Csat['interval']>().toEqualTypeOf<Interval<ProportionIntervalMethod>>()
    // @ts-expect-error one answer has no spread
    csat([5]).standardDeviation.toFixed(2)
    // @ts-expect-error named scales are read-only
    CSAT_1_TO_5.max = 7
  })

  it('is the same at its own subpath', () => {
    expectTypeOf<typeof area.csat>().toEqualTypeOf<typeof csat>()
  })
})
