import {
  compareMeans,
  compareRetention,
  retentionCurve,
  spendByAnswer,
  type TransactionRow,
  tallyLives,
  tallyLivesByAnswer,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later } from '../support/arbitraries.js'
import { expectNear, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const DAY = '2024-03-01'
const groups = { promoters: [9, 10], detractors: [0, 6] } as const
const answer = (customer: number, rating: number | null, answeredOn = DAY) => ({
  customer,
  rating,
  answeredOn,
})

describe('spend after the answer', () => {
  const base = { groups, within: { days: 30 }, asOf: '2024-12-31' } as const

  it('is compared by Welch’s test, and pair by pair from its moments', () => {
    const { input, expected, tolerance } = publishedCase('sales', 'P-SBA-01')
    const spends: [number, number][] = [
      ...input.promoters.map((spend: number) => [10, spend]),
      ...input.detractors.map((spend: number) => [3, spend]),
    ]
    const answers = spends.map(([rating], customer) => answer(customer, rating))
    const orders = spends.flatMap(([, amount], customer) =>
      amount > 0 ? [{ customer, on: later(DAY, 1 + (customer % 30)), amount }] : [],
    )
    const { groups: found, test } = spendByAnswer(orders, { ...base, answers })
    const [promoters, detractors] = found
    expectNear(
      [promoters?.interval?.low, promoters?.interval?.high, test?.f, test?.pValue],
      [expected.low, expected.high, expected.f, expected.pValue],
      tolerance,
    )
    expect(promoters).toMatchObject({ mean: '56.2', customers: 5, buyers: 4, total: '281' })
    const a = promoters?.moments ?? []
    const b = detractors?.moments ?? []
    expect(compareMeans({ a, b }).pValue).toBeCloseTo(expected.pValue, 9)
  })

  it('counts from the day after the answer, for the same time for everybody', () => {
    const answers = [answer(1, 10), answer(2, 10, '2024-12-15'), answer(3, 7)]
    const orders = [DAY, later(DAY, 1), later(DAY, 30), later(DAY, 31)].map((on) => ({
      customer: 1,
      on,
      amount: '0.1',
    }))
    const spend = spendByAnswer(orders, { ...base, answers })
    expect(spend.groups).toMatchObject([
      { group: 'promoters', customers: 1, mean: '0.2', interval: null, moments: null },
      { group: 'detractors', customers: 0, mean: null, total: '0' },
    ])
    expect(spend).toMatchObject({
      excluded: 1,
      ungrouped: 1,
      skipped: 0,
      test: null,
      refunds: null,
    })
  })

  it('counts a customer from the last day of the time on, and that day with it', () => {
    const last = later(DAY, 30)
    const orders = [{ customer: 1, on: last, amount: 7 }]
    const seen = (asOf: string) =>
      spendByAnswer(orders, { ...base, asOf, answers: [answer(1, 10)] }).groups[0]
    expect(seen(last)).toMatchObject({ customers: 1, buyers: 1, total: '7' })
    expect(refusalText(() => seen(later(DAY, 29)))[0]).toBe('empty')
  })

  it('asks what a refund is, needs amounts, and finishes times', () => {
    const answers = [answer(1, 10), answer(2, 10)]
    const refunded: TransactionRow[] = [{ customer: 1, on: later(DAY, 2), amount: -5 }]
    expect(refusalText(() => spendByAnswer(refunded, { ...base, answers }))[1]).toMatch(
      /refunds is undefined/,
    )
    const net = spendByAnswer(refunded, { ...base, answers, refunds: 'net' })
    expect(net.groups[0]).toMatchObject({ mean: '-2.5', buyers: 0 })
    expect(net.refunds).toBe('net')
    const bare = [{ customer: 1, on: later(DAY, 2) }]
    expect(refusalText(() => spendByAnswer(bare, { ...base, answers }))[1]).toMatch(
      /rows\[0\]\.amount is undefined, not an amount/,
    )
    expect(spendByAnswer([], { ...base, answers }).groups[0]?.mean).toBe('0')
    expect(refusalText(() => spendByAnswer([], { ...base, answers, asOf: '2024-03-20' }))[0]).toBe(
      'empty',
    )
  })

  it('is what it is without the customers of another group', () => {
    const spends = fc.array(fc.tuple(fc.constantFrom(10, 3), fc.nat(5000)), { minLength: 1 })
    fc.assert(
      fc.property(spends, (all) => {
        const answers = all.map(([rating], customer) => answer(customer, rating))
        const orders = all.map(([, cents], customer) => ({
          customer,
          on: later(DAY, 3),
          amount: cents / 100,
        }))
        const both = spendByAnswer(orders, { ...base, answers }).groups[0]
        const some = answers.filter(({ rating }) => rating === 10)
        if (some.length === 0) return
        expect(spendByAnswer(orders, { ...base, answers: some }).groups[0]).toEqual(both)
      }),
    )
  })
})

describe('answers', () => {
  const rows = [1, 2, 3].map((customer) => ({ customer, startedOn: '2023-01-01' }))
  const base = { groups, asOf: '2024-12-31', unit: 'month' } as const
  const call = (answers: unknown, more: object = {}) =>
    refusalText(() => tallyLivesByAnswer(rows, { ...base, answers, ...more } as never))

  it('are one a customer, in groups that do not overlap', () => {
    expect(call([answer(1, 10), answer(1, 3)])[1]).toBe(
      'tallyLivesByAnswer: answers[1].customer is 1, not a customer with one answer up to 2024-12-31: choose it, as latestAnswers does',
    )
    expect(call([answer(1, 10)], { groups: { a: [5, 9], b: [9, 10] } })[1]).toMatch(
      /groups\.b is an array, not ratings that are not in a/,
    )
    expect(call([answer(1, 10)], { groups: { a: 9 } })[1]).toMatch(/such as \[9, 10\]/)
    expect(call([answer(1, 10)], { groups: { a: [9, 8] } })[1]).toMatch(/groups\.a\[1\] is 8/)
    expect(call([answer(1, 10)], { groups: {} })[0]).toBe('empty')
  })

  it('without a rating are refused unless they are skipped, and days and ids are read', () => {
    expect(call([answer(1, null)])[1]).toMatch(/answers\[0\]\.rating is null/)
    expect(call([answer(1, null)], { unanswered: 'skip' })[0]).toBe('empty')
    expect(call([answer(1, 9, '2024-02-30')])[1]).toMatch(/answers\[0\]\.answeredOn/)
    expect(call([{ ...answer(1, 9), customer: '1' }])[0]).toBe('mismatch')
    expect(call([answer(9, 9)])[0]).toBe('empty')
  })
})

describe('lives after the answer', () => {
  const base = { groups, asOf: '2025-02-28', unit: 'month' } as const

  it('count from the answer on, of customers who were there', () => {
    const rows = [
      { customer: 1, startedOn: '2020-01-01' },
      { customer: 2, startedOn: '2023-06-01', endedOn: '2024-04-02' },
      { customer: 3, startedOn: '2023-06-01', endedOn: '2024-03-01' },
      { customer: 4, startedOn: '2024-03-01', endedOn: '2024-05-01' },
      { customer: 4, startedOn: '2024-08-01' },
      { customer: 5, startedOn: '2024-01-01' },
    ]
    const answers = [
      answer(1, 10),
      answer(2, 0),
      answer(3, 6),
      answer(4, 9),
      answer(5, 8),
      answer(6, 2),
      answer(7, 2, '2025-06-01'),
    ]
    expect(tallyLivesByAnswer(rows, { ...base, answers })).toEqual({
      lives: {
        promoters: { 11: { lost: 0, censored: 1 }, 2: { lost: 1, censored: 0 } },
        detractors: { 2: { lost: 1, censored: 0 } },
      },
      customers: 3,
      withoutSubscription: 2,
      ungrouped: 1,
      skipped: 0,
      unit: 'month',
      asOf: '2025-02-28',
    })
  })

  it('are compared by the tests of retention', () => {
    const stay = [4, 9, 14, 15, 17, 20, 24, 30]
    const rows = stay.map((weeks, customer) => ({
      customer,
      startedOn: '2023-01-01',
      endedOn: later(DAY, 7 * weeks),
    }))
    const answers = stay.map((weeks, customer) => answer(customer, weeks > 16 ? 10 : 2))
    const { lives } = tallyLivesByAnswer(rows, { ...base, answers, unit: 'week' })
    const { pValue, hazardRatio } = compareRetention(lives)
    expect(pValue).toBeLessThan(0.02)
    expect(hazardRatio?.ratio).toBeLessThan(1)
    expect(retentionCurve(lives.promoters ?? {}).customers).toBe(4)
  })

  it('are those of tallyLives where everybody answers on the first day', () => {
    const spans = fc.array(fc.option(fc.integer({ min: 1, max: 500 })), { minLength: 1 })
    fc.assert(
      fc.property(spans, fc.constantFrom('day', 'week', 'month'), (all, unit) => {
        const rows = all.map((days, customer) => ({
          customer,
          startedOn: DAY,
          endedOn: days === null ? null : later(DAY, days),
        }))
        const answers = all.map((_, customer) => answer(customer, 10))
        const { lives } = tallyLivesByAnswer(rows, { ...base, answers, unit })
        expect(lives.promoters).toEqual(tallyLives(rows, { asOf: base.asOf, unit }))
      }),
    )
  })
})
