import {
  type BdwFit,
  bdw,
  type ComparedModel,
  compareRetention,
  compareRetentionModels,
  type ExpectedLifetime,
  expectedLifetime,
  fitBdw,
  fitSbg,
  type HazardCurve,
  hazardCurve,
  type LifeRow,
  type LifeTally,
  type MeanLifetime,
  meanLifetime,
  projectRetention,
  type RetentionBand,
  type RetentionComparison,
  type RetentionCurve,
  type RetentionProjection,
  retentionAt,
  retentionBand,
  type SbgFit,
  type SbgModel,
  sbg,
  tallyLives,
} from 'customer-metrics'
import * as area from 'customer-metrics/retention'
import { describe, expectTypeOf, it } from 'vitest'

declare const lives: LifeTally
declare const curve: RetentionCurve

describe('survival', () => {
  it('takes rows with weights, and a day from which ends are known', () => {
    const rows: readonly LifeRow[] = [{ customer: 1, startedOn: '2025-01-01', weight: 2 }]
    tallyLives(rows, { asOf: '2025-12-31', unit: 'month', knownFrom: new Date(0) })
    // @ts-expect-error a weight is a number
    tallyLives([{ customer: 1, startedOn: '2025-01-01', weight: '2' }], {
      asOf: '2025-12-31',
      unit: 'month',
    })
  })

  it('reads a curve in more ways than one', () => {
    expectTypeOf(meanLifetime(curve, { upTo: 12 })).toEqualTypeOf<MeanLifetime>()
    expectTypeOf<MeanLifetime['mean']>().toEqualTypeOf<number | null>()
    expectTypeOf(retentionBand(curve)).toEqualTypeOf<RetentionBand>()
    expectTypeOf(hazardCurve(lives, { variance: 'binomial' })).toEqualTypeOf<HazardCurve>()
    expectTypeOf(retentionAt(curve, { age: 3, given: 1 }).given).toEqualTypeOf<number | null>()
    // @ts-expect-error how far to look has to be said
    meanLifetime(curve, {})
    // @ts-expect-error a hazard is of lives, not of a curve
    hazardCurve(curve)
  })

  it('compares groups by name, in strata or not', () => {
    expectTypeOf(compareRetention({ a: lives, b: lives })).toEqualTypeOf<RetentionComparison>()
    compareRetention([{ a: lives, b: lives }], { weights: 'gehan-breslow' })
    // @ts-expect-error groups have names
    compareRetention([lives, lives])
    // @ts-expect-error not weights of this test
    compareRetention({ a: lives, b: lives }, { weights: 'wilcoxon' })
  })
})

describe('projection', () => {
  const fit = fitSbg([{ retained: [10, 8, 7, 6] }])

  it('fits cohorts or lives', () => {
    expectTypeOf(fit).toEqualTypeOf<SbgFit>()
    expectTypeOf(fitBdw(lives)).toEqualTypeOf<BdwFit>()
    expectTypeOf(fitBdw(lives).parameters.c).toEqualTypeOf<number>()
    expectTypeOf<SbgFit>().toExtend<SbgModel>()
    // @ts-expect-error a cohort says what is in it
    fitSbg([[10, 8, 7, 6]])
  })

  it('projects fits and published models alike', () => {
    expectTypeOf(projectRetention(fit, { periods: 5 })).toEqualTypeOf<RetentionProjection>()
    expectTypeOf(
      expectedLifetime(sbg({ alpha: 1, beta: 1 }), { discount: 0 }),
    ).toEqualTypeOf<ExpectedLifetime>()
    expectTypeOf<ExpectedLifetime['lifetime']>().toEqualTypeOf<number | null>()
    // @ts-expect-error the BdW has a third parameter
    bdw({ alpha: 1, beta: 1 })
    // @ts-expect-error interest has to be given, be it none
    expectedLifetime(fit, {})
  })

  it('compares fits, not parameters', () => {
    expectTypeOf(compareRetentionModels({ a: fit }).models).toEqualTypeOf<
      readonly ComparedModel[]
    >()
    // @ts-expect-error published parameters have no likelihood
    compareRetentionModels({ a: sbg({ alpha: 1, beta: 1 }) })
  })
})

describe('customer-metrics/retention', () => {
  it('has the same functions', () => {
    expectTypeOf(area.fitSbg).toEqualTypeOf(fitSbg)
    expectTypeOf(area.compareRetention).toEqualTypeOf(compareRetention)
    expectTypeOf<area.SbgFit>().toEqualTypeOf<SbgFit>()
  })
})
