import {
  CES_1,
  CES_2,
  type Ces,
  type CesScale,
  ces,
  type EasyEnd,
  type Interval,
} from 'customer-metrics'
import type * as area from 'customer-metrics/ces'
import { describe, expectTypeOf, it } from 'vitest'

describe('ces', () => {
  it('takes answers in every form', () => {
    expectTypeOf(ces([7, 4, 1])).toEqualTypeOf<Ces>()
    ces({ 7: 30, 1: 3 }, { interval: 'jeffreys', unanswered: 'skip' })
    // @ts-expect-error a string is not an answer
    ces(['7'])
  })

  it('takes the easy end by name', () => {
    expectTypeOf<EasyEnd>().toEqualTypeOf<'high' | 'low'>()
    ces([1, 5], { easy: 'low' })
    ces([1, 5], { scale: CES_1 })
    ces([1, 7], { scale: { min: 1, max: 7 }, easy: 'low', easyFrom: 3, difficultUpTo: 5 })
    // @ts-expect-error booleans say nothing
    ces([1, 5], { easy: true })
    // @ts-expect-error there is nothing to reverse
    ces([1, 5], { reversed: true })
  })

  it('says what it used and leaves room for what one answer cannot tell', () => {
    expectTypeOf<Ces['scale']>().toEqualTypeOf<CesScale>()
    expectTypeOf<Ces['meanInterval']>().toEqualTypeOf<Interval<'t'> | null>()
    // @ts-expect-error named scales are read-only
    CES_2.easy = 'low'
  })

  it('is the same at its own subpath', () => {
    expectTypeOf<typeof area.ces>().toEqualTypeOf<typeof ces>()
  })
})
