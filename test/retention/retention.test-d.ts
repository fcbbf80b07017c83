import {
  type CurveIntervalMethod,
  type Interval,
  type LifeTally,
  type MedianLifetime,
  medianLifetime,
  mergeLives,
  type RetentionAt,
  type RetentionCurve,
  type RetentionPoint,
  retentionAt,
  retentionCurve,
  type SubscriptionRow,
  tallyLives,
} from 'customer-metrics'
import * as area from 'customer-metrics/retention'
import { describe, expectTypeOf, it } from 'vitest'

const rows: readonly SubscriptionRow[] = []
declare const lives: LifeTally
declare const curve: RetentionCurve

describe('tallyLives', () => {
  it('takes rows, an as-of day and a unit', () => {
    expectTypeOf(tallyLives(rows, { asOf: '2025-12-31', unit: 'month' })).toEqualTypeOf<LifeTally>()
    tallyLives(new Set(rows), {
      asOf: new Date(0),
      unit: 'week',
      returns: 'bridge',
      timeZone: 'UTC',
    })
    // @ts-expect-error there is no clock in this library: the last day known has to be given
    tallyLives(rows, { unit: 'month' })
    // @ts-expect-error an age is in some unit
    tallyLives(rows, { asOf: '2025-12-31' })
    // @ts-expect-error not what a return can mean
    tallyLives(rows, { asOf: '2025-12-31', unit: 'month', returns: true })
  })
})

describe('lives', () => {
  it('are written as they are counted', () => {
    expectTypeOf({ 1: { lost: 3, censored: 10 } }).toExtend<LifeTally>()
    expectTypeOf(mergeLives([lives, { 2: { lost: 1, censored: 0 } }])).toEqualTypeOf<LifeTally>()
    // @ts-expect-error who is censored has to be known, even if nobody is
    mergeLives([{ 1: { lost: 3 } }])
  })
})

describe('retentionCurve', () => {
  it('takes lives, and makes points with their intervals', () => {
    expectTypeOf(retentionCurve(lives)).toEqualTypeOf<RetentionCurve>()
    expectTypeOf(
      retentionCurve(lives, { interval: 'log', confidence: 0.9 }),
    ).toEqualTypeOf<RetentionCurve>()
    expectTypeOf<RetentionCurve['points']>().toEqualTypeOf<readonly RetentionPoint[]>()
    expectTypeOf<RetentionPoint['interval']>().toEqualTypeOf<Interval<CurveIntervalMethod> | null>()
    // @ts-expect-error not an interval of a curve
    retentionCurve(lives, { interval: 'wilson' })
    // @ts-expect-error rows have to be counted as of a day first
    retentionCurve(rows.values())
  })
})

describe('a curve', () => {
  it('is read at an age, where it may not be known', () => {
    expectTypeOf(retentionAt(curve, { age: 12 })).toEqualTypeOf<RetentionAt>()
    expectTypeOf<RetentionAt['rate']>().toEqualTypeOf<number | null>()
    // @ts-expect-error an age is not passed as a position
    retentionAt(curve, 12)
    // @ts-expect-error a tally is not a curve
    retentionAt(lives, { age: 12 })
  })

  it('has a median that may be out of sight', () => {
    expectTypeOf(medianLifetime(curve)).toEqualTypeOf<MedianLifetime>()
    expectTypeOf<MedianLifetime['median']>().toEqualTypeOf<number | null>()
    expectTypeOf<MedianLifetime['interval']['high']>().toEqualTypeOf<number | null>()
  })
})

describe('customer-metrics/retention', () => {
  it('has the same functions', () => {
    expectTypeOf(area.retentionCurve).toEqualTypeOf(retentionCurve)
    expectTypeOf(area.tallyLives).toEqualTypeOf(tallyLives)
    expectTypeOf<area.LifeTally>().toEqualTypeOf<LifeTally>()
  })
})
