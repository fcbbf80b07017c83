import {
  type Concentration,
  type CustomerHealth,
  concentration,
  healthScores,
  type PurchaseSummary,
  type Quantiles,
  quantiles,
  type Rfm,
  type RfmCustomer,
  type RfmRow,
  rfm,
  type Scorecard,
  scorecard,
  segmentMigration,
  summarizePurchases,
  type ValueTiers,
  valueTiers,
} from 'customer-metrics'
import type * as area from 'customer-metrics/value'
import { describe, expectTypeOf, it } from 'vitest'

describe('concentration', () => {
  it('takes amounts in any form and returns shares as numbers, money as decimals', () => {
    const result = concentration(['1.50', 2, 3n])
    expectTypeOf(result).toEqualTypeOf<Concentration>()
    expectTypeOf(result.total).toEqualTypeOf<string>()
    expectTypeOf(result.giniUnbiased).toEqualTypeOf<number | null>()
    // @ts-expect-error rows are not amounts
    concentration([{ amount: 3 }])
    // @ts-expect-error results are read-only
    result.lorenz[0] = { customers: 0, amount: 0 }
  })
})

describe('rfm', () => {
  const rows: RfmRow[] = []

  it('reads what summarizePurchases returns', () => {
    expectTypeOf<PurchaseSummary>().toExtend<RfmRow>()
    expectTypeOf(rfm(rows, { bins: 5 })).toEqualTypeOf<Rfm>()
    expectTypeOf<Rfm['customers']>().toEqualTypeOf<readonly RfmCustomer[]>()
    // @ts-expect-error bins or thresholds
    rfm(rows)
    // @ts-expect-error summaries of purchase models have another recency
    rfm([{ customer: 1, frequency: 1, recency: 2, age: 3, monetary: 4 }], { bins: 5 })
    // @ts-expect-error what a purchase is has to be said
    summarizePurchases([], { asOf: '2025-01-01' })
  })

  it('has segments that migrate', () => {
    const { customers } = rfm(rows, { bins: 5 })
    const tiers = valueTiers([], { by: 'customers', tiers: [{ name: 'all', upTo: 1 }] })
    expectTypeOf(tiers).toEqualTypeOf<ValueTiers>()
    const { moves } = segmentMigration({ before: customers, after: tiers.customers })
    expectTypeOf(moves[0]?.from).toEqualTypeOf<string | null | undefined>()
    // @ts-expect-error by a rule that exists
    valueTiers([], { by: 'decile', tiers: [] })
  })
})

describe('scores', () => {
  const part = { name: 'nps', weight: 1, direction: 'higher', bounds: [-100, 100] } as const

  it('may be null where a part may', () => {
    const card = scorecard([{ ...part, value: null }])
    expectTypeOf(card).toEqualTypeOf<Scorecard>()
    expectTypeOf(card.score).toEqualTypeOf<number | null>()
    expectTypeOf(card.low).toEqualTypeOf<number>()
    // @ts-expect-error a value, or null
    scorecard([part])
    // @ts-expect-error a direction, not a boolean
    scorecard([{ ...part, value: 1, direction: true }])
    const { customers } = healthScores([], { parts: [part], levels: [{ name: 'any', from: 0 }] })
    expectTypeOf(customers).toEqualTypeOf<readonly CustomerHealth[]>()
    // @ts-expect-error levels have to be given
    healthScores([], { parts: [part] })
  })
})

describe('quantiles', () => {
  it('have a definition', () => {
    expectTypeOf(quantiles([1], { at: [0.5], definition: 7 })).toEqualTypeOf<Quantiles>()
    // @ts-expect-error which of nine
    quantiles([1], { at: [0.5] })
  })
})

describe('the subpath', () => {
  it('has the same functions', () => {
    expectTypeOf<typeof area.rfm>().toEqualTypeOf<typeof rfm>()
    expectTypeOf<typeof area.concentration>().toEqualTypeOf<typeof concentration>()
  })
})
