import {
  explainChurnChange,
  explainRevenueRetentionChange,
  revenueRetention,
  tallyChurn,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../../support/published.js'
import { refusalText } from '../../support/refusal.js'

const names = fc.constantFrom('a', 'b', 'c', 'd')

describe('a change of churn by segment', () => {
  const { input, expected, tolerance } = publishedCase('churn', 'P-KIT-01')

  it('is mix and rate as Kitagawa splits them', () => {
    const change = explainChurnChange(input)
    const { mixEffect, rateEffect, before, after } = change
    expectNear([change.change, mixEffect, rateEffect], expected.all, tolerance)
    expectNear(
      change.segments.map((segment) => [segment.mixEffect, segment.rateEffect]),
      expected.segments,
      tolerance,
    )
    expectNear([before, after], expected.churn, tolerance)
    expect(change).toMatchObject({ customersBefore: 400, customersAfter: 580, policy: 'opening' })
    expect(change.segments[2]).toMatchObject({ rateBefore: null, rateAfter: 0.1, shareBefore: 0 })
  })

  it('has shares that add up to 1 at both times', () => {
    const { segments } = explainChurnChange(input)
    const sum = (of: 'shareBefore' | 'shareAfter') =>
      segments.reduce((all, segment) => all + segment[of], 0)
    expect(sum('shareBefore')).toBeCloseTo(1, 14)
    expect(sum('shareAfter')).toBeCloseTo(1, 14)
    const gone = { before: { a: { opening: 5, lost: 1 }, b: { opening: 15, lost: 1 } } }
    const change = explainChurnChange({ ...gone, after: { b: { opening: 15, lost: 1 } } })
    expect(change.segments.map((each) => [each.shareBefore, each.shareAfter])).toEqual([
      [0.25, 0],
      [0.75, 1],
    ])
  })

  it('takes tallies, and another rule that is a share', () => {
    const rows = [1, 2, 3].map((customer) => ({
      customer,
      startedOn: '2024-01-01',
      endedOn: customer === 1 ? '2025-01-10' : null,
    }))
    const returned = [...rows, { customer: 1, startedOn: '2025-01-20' }]
    const window = { from: '2025-01-01', to: '2025-02-01' } as const
    const before = { all: tallyChurn(rows, window) }
    const after = { all: tallyChurn(returned, window) }
    expect(explainChurnChange({ before, after }).rateEffect).toBe(0)
    expect(explainChurnChange({ before, after }, { policy: 'chartmogul' }).rateEffect).toBeCloseTo(
      -1 / 3,
      12,
    )
  })

  it('refuses a rule that is no share, a segment of nobody, and sides of nothing', () => {
    const good = { a: { opening: 10, lost: 1 } }
    expect(
      refusalText(() =>
        explainChurnChange({ before: good, after: good }, { policy: 'stripe' } as never),
      )[1],
    ).toMatch(/policy is "stripe", not one of opening, chartmogul, profitwell/)
    const nobody = { a: { opening: 0, lost: 0 } }
    expect(refusalText(() => explainChurnChange({ before: nobody, after: good }))[0]).toBe('empty')
    const [code, text] = refusalText(() => explainChurnChange({ before: {}, after: good }))
    expect(code).toBe('empty')
    expect(text).toMatch(/at least one segment/)
  })

  it('adds up to the change in any order of the segments', () => {
    const segment = fc.record({ opening: fc.integer({ min: 1, max: 9999 }), share: fc.nat(100) })
    const side = fc.dictionary(
      names,
      segment.map(({ opening, share }) => ({ opening, lost: Math.floor((opening * share) / 100) })),
      { minKeys: 1 },
    )
    fc.assert(
      fc.property(side, side, (before, after) => {
        const change = explainChurnChange({ before, after })
        const all = change.segments.flatMap(({ mixEffect, rateEffect }) => [mixEffect, rateEffect])
        for (const parts of [all, [...all].reverse(), [change.mixEffect, change.rateEffect]])
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(change.change)
        const back = explainChurnChange({ before: after, after: before })
        expect(back.mixEffect).toBeCloseTo(-change.mixEffect, 12)
      }),
    )
  })

  it('has no part in a segment that stayed the same, whatever rounding leaves over', () => {
    const part = fc.record({ opening: fc.integer({ min: 1, max: 999 }), lost: fc.nat(1) })
    fc.assert(
      fc.property(part, part, fc.boolean(), (one, other, isFirst) => {
        const same = { opening: 700, lost: 93 }
        const side = (a: typeof one) => {
          const changed = { a, b: { opening: 1000 - a.opening, lost: 1 } }
          return isFirst ? { same, ...changed } : { ...changed, same }
        }
        const { segments } = explainChurnChange({ before: side(one), after: side(other) })
        const found = segments.find(({ name }) => name === 'same')
        expect(found).toMatchObject({ mixEffect: 0, rateEffect: 0 })
      }),
    )
  })
})

describe('a change of revenue retention by segment', () => {
  const { input, expected, tolerance } = publishedCase('churn', 'P-KIT-02')

  it('is mix and rate, gross and net', () => {
    for (const measure of ['gross', 'net'] as const) {
      const change = explainRevenueRetentionChange(input, { measure })
      const { mixEffect, rateEffect } = change
      expectNear([change.change, mixEffect, rateEffect], expected[measure], tolerance)
      expect(change.measure).toBe(measure)
    }
  })

  it('has the retention of all revenue before and after', () => {
    const { before } = explainRevenueRetentionChange(input, { measure: 'net' })
    const all = { opening: '400.5', expansion: 20, contraction: 5, churned: 40 }
    expect(before).toBeCloseTo(revenueRetention(all).netRetention, 14)
  })

  it('adds up to the change where revenue has grown many times', () => {
    const amount = fc.integer({ min: 1, max: 1_000_000 })
    const segment = fc.record({ opening: amount, expansion: amount, churned: fc.nat(100) })
    const side = fc.dictionary(
      names,
      segment.map(({ opening, expansion, churned }) => ({
        opening,
        expansion,
        contraction: 0,
        churned: Math.floor((opening * churned) / 100),
      })),
      { minKeys: 1 },
    )
    fc.assert(
      fc.property(side, side, (before, after) => {
        const change = explainRevenueRetentionChange({ before, after }, { measure: 'net' })
        const parts = change.segments.flatMap((each) => [each.mixEffect, each.rateEffect])
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(change.change)
      }),
    )
  })

  it('refuses a segment without revenue, more lost than there was, and growth beyond all revenue', () => {
    const good = { a: { opening: 10, expansion: 0, contraction: 0, churned: 1 } }
    const call = (a: object) =>
      refusalText(() =>
        explainRevenueRetentionChange({ before: { a }, after: good } as never, { measure: 'net' }),
      )[0]
    expect(call({ ...good.a, opening: 0, churned: 0 })).toBe('empty')
    expect(call({ ...good.a, churned: 11 })).toBe('out-of-range')
    expect(call({ ...good.a, expansion: 1e20 })).toBe('out-of-range')
  })
})
