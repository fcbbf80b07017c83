import {
  type BelowZeroPolicy,
  type CountedAmount,
  concentration,
  type DecimalInput,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../support/refusal.js'

describe('concentration of counted amounts', () => {
  it('is that of the amounts written out', () => {
    const row = fc.record({
      amount: fc.integer({ min: -500, max: 5000 }).map((cents) => (cents / 100).toFixed(2)),
      customers: fc.nat(6),
    })
    const policy = fc.constantFrom<BelowZeroPolicy>('floor', 'leave-out', 'keep')
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), policy, (rows, belowZero) => {
        const all: (DecimalInput | CountedAmount)[] = [{ amount: '900', customers: 2 }, ...rows]
        const listed = rows.flatMap(({ amount, customers }) =>
          Array<string>(customers).fill(amount),
        )
        const options = { belowZero, lorenz: [0.3, 1], top: [0.1, 0.5] }
        expect(concentration(all, options)).toEqual(
          concentration(['900', '900', ...listed], options),
        )
      }),
    )
  })

  it('may begin with single customers, and holds sums beyond what cents can', () => {
    const single = { amount: '1.00', customers: 1 }
    expect(concentration([single, { amount: '3.00', customers: 2 }])).toEqual(
      concentration(['1.00', '3.00', '3.00']),
    )
    for (const [large, customers] of [
      ['70000000000000.01', 3],
      ['1000000000000.01', 200],
    ] as const)
      expect(concentration([single, { amount: large, customers }])).toEqual(
        concentration(['1.00', ...Array<string>(customers).fill(large)]),
      )
  })

  it('has the weighted Gini of an independent sum over pairs', () => {
    // numpy: x = np.repeat([1, 4, 20], [50, 30, 20]); np.abs(np.subtract.outer(x, x)).sum() / (2 * n**2 * x.mean())
    const rows = [
      { amount: 1, customers: 50 },
      { amount: 4, customers: 30 },
      { amount: 20, customers: 20 },
    ]
    const result = concentration(rows)
    expect(result.gini).toBeCloseTo(0.5807017543859649, 14)
    expect([result.customers, result.total]).toEqual([100, '570'])
    expect(result.topShares[2]).toMatchObject({ customers: 20, share: 400 / 570 })
  })

  it('adds amounts up exactly, whatever their number', () => {
    const rows = [
      { amount: '0.001', customers: 3 },
      { amount: '90071992547409.91', customers: 1_000_000 },
      2,
    ]
    const { total, customers } = concentration(rows, { top: [], amount: [], lorenz: [] })
    expect([total, customers]).toEqual(['90071992547409910002.003', 1_000_004])
  })

  it('leaves out amounts of nobody, and refuses more than can be left out one by one', () => {
    const nobody = { amount: 5, customers: 0 }
    expect(concentration([nobody, 3, nobody]).customers).toBe(1)
    expect(refusalText(() => concentration([nobody]))[0]).toBe('empty')
    expect(refusalText(() => concentration([{ amount: 5, customers: 2_000_001 }]))).toEqual([
      'out-of-range',
      'concentration: amounts is 2000001, not 2000000 counted customers at the most: ask for fewer shares, or divide all numbers by a common factor',
    ])
    expect(refusalText(() => concentration([{ amount: 5, customers: 1.5 }]))[1]).toBe(
      'concentration: amounts[0].customers is 1.5, not a whole number of at least 0',
    )
    expect(refusalText(() => concentration([{ amount: 'x', customers: 1 }]))[1]).toMatch(
      /amounts\[0\]\.amount is "x"/,
    )
  })
})

describe('concentration of customers below 0', () => {
  const amounts = [100, 60, 20, '0.50', -30, '-10.25']

  it('says what they took away, whatever they count as', () => {
    const shared = { customersBelowZero: 2, amountBelowZero: '-40.25' }
    const floored = concentration(amounts, { belowZero: 'floor' })
    expect(floored).toMatchObject({ ...shared, total: '180.5', customers: 6, belowZero: 'floor' })
    expect(floored.gini).toBe(concentration([100, 60, 20, 0.5, 0, 0]).gini)
    const without = concentration(amounts, { belowZero: 'leave-out' })
    expect(without).toMatchObject({ ...shared, total: '180.5', customers: 4 })
    expect(without.gini).toBe(concentration([100, 60, 20, 0.5]).gini)
    const kept = concentration(amounts, { belowZero: 'keep' })
    expect(kept).toMatchObject({ ...shared, total: '140.25', customers: 6, interval: null })
  })

  it('kept, they lift the best above everything, as in a whale curve', () => {
    const { topShares, customersFor, lorenz } = concentration(amounts, {
      belowZero: 'keep',
      top: [0.5, 1],
      amount: [0.5, 1],
      lorenz: [2 / 6, 1],
    })
    expect(topShares.map(({ share, interval }) => [share, interval])).toEqual([
      [180 / 140.25, null],
      [1, null],
    ])
    // 100 are more than half of 140.25, and with 60 more than all of it.
    expect(customersFor.map(({ customers }) => customers)).toEqual([1, 2])
    expect(lorenz[0]?.amount).toBeCloseTo(-40.25 / 140.25, 14)
  })

  it('kept, the Gini is that of Raffinetti, Siletti and Vernizzi', () => {
    // All pairs: Σ|xᵢ − xⱼ| ÷ (2 (n − 1) (T⁺ + T⁻)), from numpy.
    const { gini, giniUnbiased } = concentration(amounts, { belowZero: 'keep' })
    expect(giniUnbiased).toBeCloseTo(0.7975084937712345, 12)
    expect(gini).toBeCloseTo((0.7975084937712345 * 5) / 6, 12)
    // All that one customer has is what another one took away, and more than it.
    expect(concentration([3, -2], { belowZero: 'keep' }).giniUnbiased).toBe(1)
  })

  it('is refused without a policy, and where all together have nothing', () => {
    expect(refusalText(() => concentration([5, -1]))).toEqual([
      'out-of-range',
      'concentration: amounts[1] is -1, not an amount of at least 0: belowZero says what customers below 0 count as',
    ])
    expect(refusalText(() => concentration([5, -5], { belowZero: 'keep' }))).toEqual([
      'undefined',
      'concentration: amounts is an array, not amounts that add up to more than 0',
    ])
    expect(refusalText(() => concentration([0, -5], { belowZero: 'floor' }))).toEqual([
      'undefined',
      'concentration: amounts is an array, not amounts of which one is above 0',
    ])
    expect(refusalText(() => concentration([5], { belowZero: 'zero' as never }))[1]).toBe(
      'concentration: belowZero is "zero", not one of floor, leave-out, keep',
    )
  })

  it('changes nothing where nobody is below 0, and keeps the Gini within 0 and 1', () => {
    const list = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(list, (all) => {
        const above = [1, ...all.map(Math.abs)]
        const { belowZero, ...kept } = concentration(above, { belowZero: 'keep' })
        const { belowZero: none, ...plain } = concentration(above)
        expect(kept).toEqual(plain)
        expect([belowZero, none]).toEqual(['keep', null])
        const net = all.reduce((sum, amount) => sum + amount, 0)
        if (net <= 0) return
        const { gini, giniUnbiased, customersFor } = concentration(all, { belowZero: 'keep' })
        expect(gini >= 0 && gini <= 1 && (giniUnbiased ?? 1) <= 1 + 1e-12).toBe(true)
        // The best so many bring in half, and one fewer do not.
        const best = [...all].sort((a, b) => b - a)
        const half = customersFor[0]?.customers ?? 0
        const of = (some: number) => best.slice(0, some).reduce((sum, amount) => sum + amount, 0)
        expect(of(half) >= net / 2 && of(half - 1) < net / 2).toBe(true)
      }),
    )
  })
})
