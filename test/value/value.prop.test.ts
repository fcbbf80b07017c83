import {
  concentration,
  healthScores,
  mergeSegmentMoves,
  RFM_SEGMENTS,
  type RfmRow,
  rfm,
  type ScorecardPart,
  type SegmentMigrationInput,
  type SegmentRow,
  scorecard,
  segmentMigration,
  summarizePurchases,
  tallySegmentMoves,
  valueTiers,
} from 'customer-metrics'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { transactions } from '../support/arbitraries.js'
import { checkMergeLaw, checkOrderLaw } from '../support/laws.js'

/** Amounts in cents, of which one is above nothing. */
const cents = fc
  .array(fc.oneof(fc.nat(20), fc.nat(1_000_000)), { minLength: 1, maxLength: 60 })
  .filter((amounts) => amounts.some((amount) => amount > 0))

describe('the Gini coefficient', () => {
  it('is unchanged by scaling and replication', () => {
    const factors = fc.constantFrom(0.01, 0.5, 3, 1000)
    fc.assert(
      fc.property(cents, factors, fc.integer({ min: 2, max: 4 }), (amounts, factor, copies) => {
        const { gini, lorenz } = concentration(amounts)
        const scaled = concentration(amounts.map((amount) => (amount * factor).toFixed(2)))
        const replicated = concentration(Array<number[]>(copies).fill(amounts).flat())
        for (const other of [scaled, replicated]) {
          // Whole cents: to the last bit.
          expect(other.gini).toBe(gini)
          other.lorenz.forEach(({ amount }, at) => {
            expect(amount).toBeCloseTo(lorenz[at]?.amount as number, 12)
          })
        }
      }),
    )
  })

  it('is from 0 to 1 − 1 ÷ n, and twice the area over the Lorenz curve', () => {
    fc.assert(
      fc.property(cents, (amounts) => {
        const count = amounts.length
        const places = Array.from({ length: count + 1 }, (_, at) => at / count)
        const { gini, lorenz } = concentration(amounts, { lorenz: places })
        expect(gini).toBeGreaterThanOrEqual(0)
        expect(gini).toBeLessThanOrEqual(1 - 1 / count + 1e-12)
        const heights = lorenz.map(({ amount }) => amount)
        const area = heights
          .slice(1)
          .reduce((sum, height, at) => sum + (height + (heights[at] as number)) / 2 / count, 0)
        expect(gini).toBeCloseTo(1 - 2 * area, 11)
      }),
    )
  })

  it('rises when a poorer customer gives to a richer one', () => {
    fc.assert(
      fc.property(cents, fc.nat(), fc.nat(), (amounts, a, b) => {
        const [one, other] = [a % amounts.length, b % amounts.length]
        const [poor, rich] =
          (amounts[one] as number) <= (amounts[other] as number) ? [one, other] : [other, one]
        fc.pre(poor !== rich && (amounts[poor] as number) > 0)
        const moved = amounts.map((amount, at) => amount + (at === rich ? 1 : at === poor ? -1 : 0))
        expect(concentration(moved).gini).toBeGreaterThan(concentration(amounts).gini - 1e-15)
      }),
    )
  })

  it('has intervals that hold it', () => {
    const confidences = fc.double({ min: 0, max: 0.999999, noNaN: true })
    fc.assert(
      fc.property(cents, confidences, (amounts, confidence) => {
        const { giniUnbiased, interval, topShares, customersFor } = concentration(amounts, {
          confidence,
        })
        if (interval) {
          expect(interval.low).toBeLessThanOrEqual(giniUnbiased as number)
          expect(interval.high).toBeGreaterThanOrEqual(giniUnbiased as number)
        }
        for (const { share, interval } of [...topShares, ...customersFor]) {
          expect(interval?.low ?? 0).toBeLessThanOrEqual(share)
          expect(interval?.high ?? 1).toBeGreaterThanOrEqual(share)
        }
      }),
    )
  })
})

describe('concentration', () => {
  it('does not depend on the order of customers', () => {
    checkOrderLaw(cents, (amounts) => concentration(amounts))
  })

  it('has a Lorenz curve that is what the others leave the top', () => {
    fc.assert(
      fc.property(cents, fc.nat(), (amounts, pick) => {
        const top = (pick % amounts.length) / amounts.length
        const { lorenz, topShares } = concentration(amounts, { top: [top], lorenz: [1 - top] })
        expect(topShares[0]?.share).toBeCloseTo(1 - (lorenz[0]?.amount as number), 11)
      }),
    )
  })

  it('finds the fewest customers for a share, and no fewer', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 100 }), (amounts, percent) => {
        const wanted = concentration(amounts, { amount: [percent / 100] })
        const customers = wanted.customersFor[0]?.customers as number
        const best = [...amounts].sort((a, b) => b - a)
        const sum = (count: number): number =>
          best.slice(0, count).reduce((total, amount) => total + amount, 0)
        // Whole numbers on both sides: nothing is rounded.
        expect(sum(customers) * 100).toBeGreaterThanOrEqual(percent * sum(best.length))
        expect(sum(customers - 1) * 100).toBeLessThan(percent * sum(best.length))
      }),
    )
  })
})

const rows: fc.Arbitrary<RfmRow[]> = fc
  .array(
    fc.record({
      sinceLast: fc.nat(30),
      purchases: fc.oneof(fc.constant(1), fc.nat(6)),
      amount: fc.nat(9).map((amount) => `${amount}.50`),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((all) => all.map((row, customer) => ({ customer, ...row })))

describe('segments of customers', () => {
  it('have each customer exactly once', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const { customers, segments } = rfm(all, { bins: 5 })
        expect(customers.map(({ customer }) => customer)).toEqual(
          all.map(({ customer }) => customer),
        )
        const sizes = segments.map((segment) => segment.customers)
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(all.length)
        for (const { segment, recency, frequency } of customers) {
          const holding = RFM_SEGMENTS.filter(
            ({ recency: [r1, r2], frequency: [f1, f2] }) =>
              recency >= r1 && recency <= r2 && frequency >= f1 && frequency <= f2,
          )
          expect(holding.map(({ name }) => name)).toEqual([segment])
        }
      }),
    )
  })

  it('have scores that rise with what is scored, and are equal where it is', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), (all, bins) => {
        const ends = { recency: [1, bins], frequency: [1, bins] } as const
        const { customers } = rfm(all, { bins, segments: [{ name: 'all', ...ends }] })
        for (const [one, a] of customers.entries())
          for (const [other, b] of customers.entries()) {
            const [x, y] = [all[one] as RfmRow, all[other] as RfmRow]
            if (x.sinceLast <= y.sinceLast) expect(a.recency).toBeGreaterThanOrEqual(b.recency)
            if (x.purchases >= y.purchases) expect(a.frequency).toBeGreaterThanOrEqual(b.frequency)
            if (x.amount >= y.amount) expect(a.monetary).toBeGreaterThanOrEqual(b.monetary)
          }
      }),
      { numRuns: 50 },
    )
  })

  it('do not depend on the order of customers', () => {
    checkOrderLaw(rows, (all) => {
      const { customers, ...rest } = rfm(all, { bins: 5 })
      return [rest, [...customers].sort((a, b) => Number(a.customer) - Number(b.customer))]
    })
  })

  it('flow: who was there before stayed, moved or left; who is there now stayed, moved or entered', () => {
    const names = fc.constantFrom('a', 'b', 'c')
    const period = fc
      .dictionary(fc.integer({ min: 1, max: 20 }).map(String), names, { minKeys: 1 })
      .map((all) => Object.entries(all).map(([customer, segment]) => ({ customer, segment })))
    fc.assert(
      fc.property(period, period, (before, after) => {
        const { segments, moves, ...sizes } = segmentMigration({ before, after })
        for (const flow of segments) {
          expect(flow.stayed + flow.movedOut + flow.left).toBe(flow.before)
          expect(flow.stayed + flow.movedIn + flow.entered).toBe(flow.after)
          const own = moves.filter(({ from }) => from === flow.segment)
          const rates = own.reduce((sum, { rate }) => sum + (rate as number), 0)
          if (own.length > 0) expect(rates).toBeCloseTo(1, 12)
        }
        expect(sizes).toEqual({ before: before.length, after: after.length })
        const all = new Set([...before, ...after].map(({ customer }) => customer)).size
        expect(moves.reduce((sum, { customers }) => sum + customers, 0)).toBe(all)
      }),
    )
  })
})

describe('segment moves', () => {
  const names = fc.constantFrom('a', 'b', '__proto__', null)
  const lives = fc
    .array(fc.tuple(names, names), { minLength: 1, maxLength: 30 })
    .map((all) => all.map(([before, after], customer) => ({ customer, before, after })))
    .filter((all) => all.some(({ before, after }) => before !== null || after !== null))
  type Life = { customer: number; before: string | null; after: string | null }
  const at = (all: readonly Life[], end: 'before' | 'after'): SegmentRow[] =>
    all.flatMap(({ customer, [end]: segment }) => (segment === null ? [] : [{ customer, segment }]))
  const input = (all: readonly Life[]): SegmentMigrationInput => ({
    before: at(all, 'before'),
    after: at(all, 'after'),
  })

  it('add over disjoint customers, in any order, after a trip through JSON', () => {
    const isSomewhere = ({ before, after }: Life): boolean => before !== null || after !== null
    checkMergeLaw({
      rows: lives.map((all) => all.filter(isSomewhere)),
      tally: (all) => tallySegmentMoves(input(all)),
      merge: mergeSegmentMoves,
    })
  })

  it('tell as much as the rows', () => {
    fc.assert(
      fc.property(lives, (all) => {
        fc.pre(all.some(({ before }) => before !== null))
        const { moves, segments, ...sizes } = segmentMigration(input(all))
        const counted = segmentMigration(tallySegmentMoves(input(all)))
        expect(new Set(counted.moves.map((move) => JSON.stringify(move)))).toEqual(
          new Set(moves.map((move) => JSON.stringify(move))),
        )
        expect(new Set(counted.segments.map((flow) => JSON.stringify(flow)))).toEqual(
          new Set(segments.map((flow) => JSON.stringify(flow))),
        )
        expect(counted).toMatchObject(sizes)
      }),
    )
  })
})

describe('tiers of value', () => {
  const ends = fc
    .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 })
    .map((percents) =>
      [...percents, 100]
        .sort((a, b) => a - b)
        .map((percent) => ({ name: `${percent}`, upTo: percent / 100 })),
    )
  const rules = fc.constantFrom('customers' as const, 'amount' as const)

  it('partition customers and what they are worth, the better first, equal ones together', () => {
    fc.assert(
      fc.property(cents, ends, rules, (amounts, tiers, by) => {
        const all = amounts.map((cents, customer) => ({
          customer,
          amount: (cents / 100).toFixed(2),
        }))
        const result = valueTiers(all, { by, tiers })
        const sum = result.tiers.reduce(
          (total, tier) => new Decimal(tier.amount).plus(total),
          new Decimal(result.total).times(0),
        )
        expect(sum.equals(result.total)).toBe(true)
        expect(result.tiers.reduce((total, tier) => total + tier.customers, 0)).toBe(all.length)
        const rank = result.customers.map(({ segment }) => Number(segment))
        for (const [one, a] of amounts.entries())
          for (const [other, b] of amounts.entries()) {
            if (a > b) expect(rank[one]).toBeLessThanOrEqual(rank[other] as number)
            if (a === b) expect(rank[one]).toBe(rank[other])
          }
      }),
      { numRuns: 100 },
    )
  })
})

describe('tiers by the amount', () => {
  it('end where as many customers bring in the share, in any unit', () => {
    const unit = fc.constantFrom(0, -2, -5, 9)
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 99 }), unit, (amounts, percent, exponent) => {
        const upTo = percent / 100
        const all = amounts.map((amount, customer) => ({
          customer,
          amount: `${amount}e${exponent}`,
        }))
        const tiers = [
          { name: 'A', upTo },
          { name: 'B', upTo: 1 },
        ]
        const inA = valueTiers(all, { by: 'amount', tiers }).tiers[0]?.customers as number
        // Sums of whole numbers: who comes after less than the share, or is equal to one who does.
        const place = (own: number): number =>
          amounts.reduce((sum, amount) => sum + (amount > own ? amount : 0), 0) * 100
        const total = amounts.reduce((sum, amount) => sum + amount, 0)
        expect(inA).toBe(amounts.filter((own) => place(own) < percent * total).length)
        const values = all.map(({ amount }) => amount)
        const [wanted] = concentration(values, { amount: [upTo] }).customersFor
        expect(inA).toBeGreaterThanOrEqual(wanted?.customers as number)
      }),
    )
  })
})

describe('a composite score', () => {
  const parts: fc.Arbitrary<ScorecardPart[]> = fc
    .array(
      fc.record({
        value: fc.option(fc.integer({ min: -50, max: 150 })),
        weight: fc.integer({ min: 1, max: 9 }),
        direction: fc.constantFrom('higher' as const, 'lower' as const),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((all) => all.map((part, at) => ({ name: `${at}`, bounds: [0, 100] as const, ...part })))

  it('lies between what it is without the missing parts and what it could be with them', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: -50, max: 150 }), (all, value) => {
        const partial = scorecard(all)
        const filled = scorecard(all.map((part) => ({ ...part, value: part.value ?? value })))
        const score = filled.score as number
        expect(score).toBeGreaterThanOrEqual(partial.low - 1e-12)
        expect(score).toBeLessThanOrEqual(partial.high + 1e-12)
        expect(partial.score === null).toBe(partial.missing.length > 0)
        expect(partial.high - partial.low).toBeCloseTo(1 - partial.coverage, 12)
      }),
    )
  })

  it('is unchanged when all weights are multiplied', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 2, max: 9 }), (all, factor) => {
        const heavier = all.map((part) => ({ ...part, weight: part.weight * factor }))
        const [one, other] = [scorecard(all), scorecard(heavier)]
        expect(other.low).toBeCloseTo(one.low, 12)
        expect(other.high).toBeCloseTo(one.high, 12)
      }),
    )
  })

  it('is mirrored when what was better is worse', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const turned = all.map((part) => ({
          ...part,
          direction: part.direction === 'higher' ? ('lower' as const) : ('higher' as const),
        }))
        const [one, other] = [scorecard(all), scorecard(turned)]
        expect(other.low).toBeCloseTo(1 - one.high, 12)
        expect(other.high).toBeCloseTo(1 - one.low, 12)
      }),
    )
  })

  it('of each customer is the scorecard of that customer, and levels partition customers', () => {
    fc.assert(
      fc.property(parts, fc.array(fc.nat(100), { minLength: 1, maxLength: 8 }), (all, values) => {
        const levels = [
          { name: 'red', from: 0 },
          { name: 'green', from: 0.6 },
        ]
        const table = values.map((value, customer) => ({
          customer,
          values: Object.fromEntries(all.map((part) => [part.name, part.value && value])),
        }))
        const result = healthScores(table, {
          parts: all.map(({ value: _, ...part }) => part),
          levels,
        })
        expect(result.levels.reduce((sum, level) => sum + level.customers, 0)).toBe(values.length)
        result.customers.forEach(({ customer: _, ...health }, at) => {
          const own = all.map((part) => ({
            ...part,
            value: table[at]?.values[part.name] ?? null,
          }))
          const { parts: __, ...card } = scorecard(own, { levels })
          expect(health).toEqual(card)
        })
      }),
    )
  })
})

describe('summaries of purchases', () => {
  it('do not depend on the order of transactions, and add up', () => {
    const options = { asOf: '2027-01-01', purchase: 'transaction' } as const
    checkOrderLaw(transactions, (all) =>
      summarizePurchases(all, options).sort((a, b) => Number(a.customer) - Number(b.customer)),
    )
    fc.assert(
      fc.property(transactions, (all) => {
        const summaries = summarizePurchases(all, options)
        expect(summaries.reduce((sum, { purchases }) => sum + purchases, 0)).toBe(all.length)
        const total = (amounts: readonly string[]): number =>
          Math.round(amounts.reduce((sum, amount) => sum + Number(amount) * 100, 0))
        expect(total(summaries.map(({ amount }) => amount))).toBe(
          total(all.map(({ amount }) => amount)),
        )
      }),
    )
  })
})
