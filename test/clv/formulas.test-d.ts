import {
  type ClvElasticity,
  type ClvFromCurve,
  type ContinuousClv,
  type CostTiming,
  clvElasticity,
  clvFromCurve,
  continuousClv,
  type MarkovClv,
  markovClv,
  type RealizedClvByCohort,
  type RealizedClvCohort,
  realizedClvByCohort,
  type TransactionRow,
} from 'customer-metrics'
import type * as area from 'customer-metrics/clv'
import { describe, expectTypeOf, it } from 'vitest'

describe('clvFromCurve', () => {
  const input = { margins: 10, curve: [1, 0.5], discount: 0.1, firstMargin: 'now' } as const

  it('takes costs at a time that is named', () => {
    expectTypeOf<CostTiming>().toEqualTypeOf<'start' | 'middle' | 'end'>()
    clvFromCurve({ ...input, costs: ['2.50'], costsAt: 'middle', tailRetention: 0.9 })
    // @ts-expect-error a time is named
    clvFromCurve({ ...input, costs: 2.5, costsAt: 0.5 })
    expectTypeOf<ClvFromCurve['tail']>().toEqualTypeOf<string | null>()
    expectTypeOf<ClvFromCurve['costsAt']>().toEqualTypeOf<CostTiming | null>()
  })
})

describe('clvElasticity', () => {
  it('takes a customer without a margin', () => {
    const customer = { retention: 0.9, discount: 0.1, firstMargin: 'now' } as const
    expectTypeOf(clvElasticity(customer)).toEqualTypeOf<ClvElasticity>()
    // @ts-expect-error the margin does not matter
    clvElasticity({ ...customer, margin: 100 })
    // @ts-expect-error an elasticity depends on when the first margin comes
    clvElasticity({ retention: 0.9, discount: 0.1 })
  })
})

describe('continuousClv', () => {
  it('takes margins that have no first one', () => {
    const customer = { margin: '9.99', retention: 0.9, discount: 0.1 }
    expectTypeOf(continuousClv({ ...customer, periods: 2.5 })).toEqualTypeOf<ContinuousClv>()
    // @ts-expect-error margins come all the time
    continuousClv({ ...customer, firstMargin: 'now' })
  })
})

describe('markovClv', () => {
  const transitions = { here: { here: 0.8, gone: 0.2 }, gone: { gone: 1 } }
  const rest = { discount: 0.1, firstMargin: 'now' } as const

  it('knows the states by their names', () => {
    const result = markovClv({ transitions, margins: { here: '9.99' }, ...rest })
    expectTypeOf(result).toEqualTypeOf<MarkovClv<'here' | 'gone'>>()
    expectTypeOf(result.values.here).toEqualTypeOf<number>()
    // @ts-expect-error there is no such state
    result.values.away
    // @ts-expect-error no margin of a state that is not there
    markovClv({ transitions, margins: { away: 5 }, ...rest })
    // @ts-expect-error nobody moves to a state that is not there
    markovClv({ transitions: { here: { away: 1 } }, margins: {}, ...rest })
  })

  it('takes states that are known at run time only', () => {
    const many: Record<string, Record<string, number>> = transitions
    expectTypeOf(markovClv({ transitions: many, margins: {}, ...rest })).toEqualTypeOf<MarkovClv>()
  })
})

describe('realizedClvByCohort', () => {
  const rows: TransactionRow[] = []
  const options = { horizon: { months: 12 }, asOf: '2024-12-31' } as const

  it('gives cohorts whose value may not be known yet', () => {
    const result = realizedClvByCohort(rows, { ...options, every: 'month' })
    expectTypeOf(result).toEqualTypeOf<RealizedClvByCohort>()
    expectTypeOf<RealizedClvCohort['value']>().toEqualTypeOf<string | null>()
    expectTypeOf<RealizedClvCohort['total']>().toEqualTypeOf<string>()
    // @ts-expect-error the period has to be said
    realizedClvByCohort(rows, options)
    // @ts-expect-error units are in the singular
    realizedClvByCohort(rows, { ...options, every: 'months' })
  })

  it('is the same at its own subpath', () => {
    expectTypeOf<typeof area.realizedClvByCohort>().toEqualTypeOf<typeof realizedClvByCohort>()
    expectTypeOf<typeof area.markovClv>().toEqualTypeOf<typeof markovClv>()
  })
})
