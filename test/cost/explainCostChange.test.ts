import { customerCost, explainCostChange } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const names = fc.constantFrom('a', 'b', 'c', 'd')

describe('a change of the cost per customer by segment', () => {
  const { input, expected, tolerance } = publishedCase('churn', 'P-KIT-03')

  it('is mix and cost, spend without customers included', () => {
    const change = explainCostChange(input, { per: 'acquired' })
    const { mixEffect, costEffect } = change
    expectNear([change.change, mixEffect, costEffect].map(Number), expected.acquired, tolerance)
    expect(change).toMatchObject({ customersBefore: 7, customersAfter: 12, per: 'acquired' })
    expect(change.segments[1]).toMatchObject({ name: 'b', costBefore: null, costAfter: null })
    const kept = explainCostChange(input, { per: 'retained' })
    expectNear(
      [kept.change, kept.mixEffect, kept.costEffect].map(Number),
      expected.retained,
      tolerance,
    )
  })

  it('has the cost of all before and after, and adds up to the last digit', () => {
    const count = fc.integer({ min: 1, max: 50 })
    const segment = fc.record({ spend: fc.nat(1_000_000), acquired: count }).map((each) => ({
      acquisitionSpend: each.spend / 100,
      acquired: each.acquired,
      retentionSpend: 0,
      retained: 0,
    }))
    const side = fc.dictionary(names, segment, { minKeys: 1 })
    const units = (amount: string): bigint => {
      const [whole, decimals = ''] = amount.replace('-', '').split('.')
      const size = BigInt(`${whole}${decimals.padEnd(30, '0')}`)
      return amount.startsWith('-') ? -size : size
    }
    fc.assert(
      fc.property(side, side, (before, after) => {
        const change = explainCostChange({ before, after }, { per: 'acquired' })
        const parts = change.segments.flatMap((each) => [each.mixEffect, each.costEffect])
        const sum = parts.reduce((all, part) => all + units(part), 0n)
        expect(sum).toBe(units(change.change))
        expect(units(change.mixEffect) + units(change.costEffect)).toBe(sum)
        const sides = Object.values(before)
        const cents = sides.reduce((all, each) => all + Math.round(100 * each.acquisitionSpend), 0)
        const acquired = sides.reduce((all, each) => all + each.acquired, 0)
        const all = { acquisitionSpend: cents / 100, acquired, retentionSpend: 0, retained: 0 }
        expect(change.before).toBe(customerCost(all).perAcquired)
        // The rule in plain numbers, as no rounding may hide a wrong part.
        const middle = (Number(change.before) + Number(change.after)) / 2
        for (const each of change.segments) {
          const from = Number(each.costBefore ?? each.costAfter)
          const to = Number(each.costAfter ?? each.costBefore)
          const mix = (each.shareAfter - each.shareBefore) * ((from + to) / 2 - middle)
          expect(Number(each.mixEffect)).toBeCloseTo(mix, 7)
        }
      }),
    )
  })

  it('refuses sides without customers', () => {
    const nobody = { acquisitionSpend: 5, acquired: 0, retentionSpend: 5, retained: 1 }
    const sides = { before: { a: nobody }, after: { a: nobody } }
    expect(refusalText(() => explainCostChange(sides, { per: 'acquired' }))[0]).toBe('empty')
    expect(explainCostChange(sides, { per: 'retained' }).change).toBe('0')
    const somebody = { a: { ...nobody, acquired: 1 } }
    for (const side of ['before', 'after'])
      expect(
        refusalText(() =>
          explainCostChange(
            { before: somebody, after: somebody, [side]: sides.before },
            { per: 'acquired' },
          ),
        )[1],
      ).toBe(`explainCostChange: ${side} is empty, not at least one customer`)
    expect(
      refusalText(() => explainCostChange({ ...sides, after: {} }, { per: 'retained' }))[0],
    ).toBe('empty')
  })
})
