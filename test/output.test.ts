import * as library from 'customer-metrics'
import {
  bgNbd,
  bootstrapModel,
  chainRevenue,
  churnByReason,
  clv,
  committedRevenue,
  csat,
  csatEstimate,
  gammaGamma,
  mergeRevenue,
  monthlyAmount,
  nps,
  npsEstimate,
  residualPurchases,
  resolutionTimes,
  revenueChurn,
  revenueRetention,
  spendIndependence,
  tallyChurn,
  tallyRevenue,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { OF_THE_CALLER } from './support/places.js'
import { refusalText } from './support/refusal.js'
import { samples } from './support/samples/index.js'

type Callable = (...args: unknown[]) => unknown

const functions = Object.entries(library as Record<string, unknown>).filter(
  (entry): entry is [string, Callable] =>
    typeof entry[1] === 'function' && !/^[A-Z]/.test(entry[0]),
)

/** Every string of a result that is a number written out. */
function amounts(value: unknown): string[] {
  if (typeof value === 'string') return /^-?\d*\.?\d+(e[+-]?\d+)?$/i.test(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(amounts) : []
}

describe.each(functions.filter(([name]) => !OF_THE_CALLER.includes(name)))('%s', (name, call) => {
  const results = (): unknown[] => (samples[name] ?? []).map((args) => call(...args))

  it('gives what is the same after a trip through JSON, and can be cloned', () => {
    for (const result of results()) {
      expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result)
      expect(structuredClone(result)).toStrictEqual(result)
    }
  })

  it('writes amounts with 30 digits on either side at most, one spelling each', () => {
    for (const amount of results().flatMap(amounts))
      expect(amount).toMatch(/^(0|-?([1-9]\d{0,29}|0(?=\.))(\.\d{0,29}[1-9])?)$/)
  })
})

const window = { from: '2025-01-01', to: '2025-02-01' }
const january = { ...window, level: 'customer' } as const

describe('an amount that the library makes', () => {
  it('is taken by what it is sent to: twelve months of a year are the year', () => {
    const { amount } = monthlyAmount({ amount: 1000, unit: 'year' })
    expect(amount).toBe(`83.${'3'.repeat(30)}`)
    const rows = Array.from({ length: 12 }, (_, customer) => ({
      customer,
      startedOn: '2024-01-01',
      amount,
    }))
    const tally = tallyRevenue(rows, january)
    expect(Number(tally.opening) - 1000).toBeCloseTo(0, 27)
    expect(tally.opening).toBe(`999.${'9'.repeat(29)}6`)
    expect(revenueRetention(tally).opening).toBe(tally.opening)
    const options = { asOf: '2025-01-31', by: '2025-03-31', level: 'customer' } as const
    expect(committedRevenue(rows, options).recurring).toBe(tally.opening)
  })

  it('of any price and rule goes into rows', () => {
    const rules = ['52/12', '4.345', '4.33', '4', '365.25/12', '365/12', '30.44', '30'] as const
    for (const rule of rules)
      for (const price of ['0.01', '7', '999999999999.99', '1e29'])
        for (const every of [1, 2, 7, 13]) {
          const { amount } = monthlyAmount({ amount: price, unit: 'week', every, rule })
          const row = { customer: 1, startedOn: '2024-01-01', amount }
          expect(tallyRevenue([row], january).opening).toBe(amount)
        }
  })

  it('is a sum that is read and merged, however it is grouped, from 1e21 on', () => {
    const tally = (customer: number, amount: string) =>
      tallyRevenue([{ customer, startedOn: '2024-01-01', amount }], january)
    const [a, b, c] = [tally(1, '5e20'), tally(2, '6e20'), tally(3, '0.01')] as const
    const merged = mergeRevenue([a, b])
    expect(revenueRetention(merged).opening).toBe(`11${'0'.repeat(20)}`)
    expect(revenueChurn(merged, { policy: 'gross' }).base).toBe(`11${'0'.repeat(20)}`)
    expect(chainRevenue([merged]).closing).toBe(merged.closing)
    expect(mergeRevenue([merged, c])).toEqual(mergeRevenue([a, mergeRevenue([b, c])]))
    expect(mergeRevenue([merged, c]).opening).toBe(`11${'0'.repeat(20)}.01`)
  })
})

describe('a share that every reader prints', () => {
  it('stands beside the score, with its interval in the estimate', () => {
    const answers = { 10: 50, 8: 30, 3: 20 }
    expect(nps(answers)).toMatchObject({
      promoterRate: 0.5,
      passiveRate: 0.3,
      detractorRate: 0.2,
      skipped: 0,
    })
    // Wilson's interval of 50, 30 and 20 in 100, as R's prop.test(correct = FALSE) has it.
    const estimate = npsEstimate(answers)
    expect(estimate.promoterInterval.low).toBeCloseTo(0.4038315, 7)
    expect(estimate.passiveInterval.low).toBeCloseTo(0.2189489, 7)
    expect(estimate.detractorInterval.high).toBeCloseTo(0.2888292, 7)
    // All of the population leaves nothing to chance.
    const all = npsEstimate(answers, { population: 100 })
    expect([all.passiveInterval.low, all.passiveInterval.high]).toEqual([0.3, 0.3])
  })

  it('stands beside satisfaction, with its interval', () => {
    const answers = { 5: 30, 4: 20, 3: 30, 1: 20 }
    for (const result of [csat(answers), csatEstimate(answers)]) {
      expect([result.rate, result.neutralRate, result.dissatisfiedRate]).toEqual([0.5, 0.3, 0.2])
      expect(result.interval.low).toBeCloseTo(0.4038315, 7)
      expect(result.neutralInterval.low).toBeCloseTo(0.2189489, 7)
      expect(result.dissatisfiedInterval.high).toBeCloseTo(0.2888292, 7)
    }
    const all = csatEstimate(answers, { population: 100 })
    expect([all.neutralInterval.high, all.dissatisfiedInterval.low]).toEqual([0.3, 0.2])
  })
})

describe('what was left out', () => {
  it('is counted: questions without an answer', () => {
    const answers = [10, null, 9, undefined, 3] as never
    const skip = { unanswered: 'skip' } as const
    expect(nps(answers, skip)).toMatchObject({ responses: 3, skipped: 2 })
    expect(npsEstimate(answers, skip)).toMatchObject({ responses: 3, skipped: 2 })
    const five = [5, null, 1] as never
    expect(csat(five, skip)).toMatchObject({ responses: 2, skipped: 1 })
    expect(csatEstimate(five, skip)).toMatchObject({ responses: 2, skipped: 1 })
    expect(library.ces(five, skip)).toMatchObject({ responses: 2, skipped: 1 })
    expect(library.cesEstimate(five, skip)).toMatchObject({ responses: 2, skipped: 1 })
  })
})

describe('an absence', () => {
  it('is null, and no finding: reasons that nobody noted', () => {
    const rows = [{ customer: 1, startedOn: '2024-01-01', endedOn: '2025-01-05' }]
    const tally = tallyChurn(rows, window)
    const fromSql = { ...tally, lostByReason: {} }
    for (const unnoted of [tally, fromSql]) {
      const { voluntary, involuntary, unknown } = churnByReason(unnoted, { involuntary: [] })
      expect([voluntary, involuntary, unknown.lost]).toEqual([null, null, 1])
    }
    // Where nobody was lost, nobody was for any reason: that is known.
    const nobody = tallyChurn([{ customer: 1, startedOn: '2024-01-01' }], window)
    expect(churnByReason(nobody, { involuntary: [] }).voluntary?.lost).toBe(0)
  })
})

describe('work', () => {
  it('is bounded by the product of customers and samples', () => {
    const model = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
    const rows = (customers: number) => [{ frequency: 2, monetary: 20, customers }]
    expect(refusalText(() => bootstrapModel(model, rows(1e7), { seed: 1, samples: 2 }))).toEqual([
      'out-of-range',
      'bootstrapModel: summaries.customers is 10000000, not at most 5000000 in all, as customers × samples are at most 10000000: draw fewer samples, or give a sample of the customers',
    ])
  })

  it('is bounded by the purchases that are drawn in all', () => {
    const model = bgNbd({ r: 1e5, alpha: 1, a: 1e-3, b: 1e3 }, { unit: 'week' })
    const rows = [{ frequency: 0, recency: 0, age: 9, customers: 1000 }]
    expect(refusalText(() => bootstrapModel(model, rows, { seed: 1, samples: 3 }))[1]).toMatch(
      /at most 100,000,000 purchases are drawn in all/,
    )
    // They are drawn before they are too many.
  }, 300_000)

  it('is bounded by the draws and the ratings that each of them has', () => {
    const answers = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [at - 1000, 1]))
    const scale = { min: -1000, max: 1000, easy: 'high', easyFrom: 1, difficultUpTo: -1 } as const
    expect(npsEstimate({ 10: 3, 0: 1 }, { interval: 'bootstrap', seed: 1 }).interval.low).toBe(-50)
    expect(library.ces(answers, { scale }).responses).toBe(2001)
  })

  it('of more customers than can be told apart is refused with the way out', () => {
    const overfull = [
      { customer: 1, startedOn: '2024-01-01' },
      {
        get customer() {
          throw new RangeError('Map maximum size exceeded')
        },
      },
    ]
    expect(refusalText(() => tallyChurn(overfull as never, window))).toEqual([
      'out-of-range',
      'tallyChurn: rows[1] is an object, not one of at most 16,777,216 customers in a call: give shards that hold whole customers, and merge what comes of them',
    ])
    const broken = {
      *[Symbol.iterator]() {
        yield { customer: 1, startedOn: '2024-01-01' }
        throw new RangeError('of the caller')
      },
    }
    expect(() => tallyChurn(broken as never, window)).toThrow('of the caller')
  })
})

describe('the order of rows', () => {
  it('changes no digit of a correlation, whatever one row weighs', () => {
    const rows = [
      { frequency: 1, monetary: 20, customers: 1e12 },
      { frequency: 2, monetary: 35, customers: 3 },
      { frequency: 3, monetary: 15.1, customers: 5 },
      { frequency: 6, monetary: 30.7, customers: 2 },
    ]
    const { correlation } = spendIndependence(rows)
    for (let turn = 1; turn < rows.length; turn++)
      expect(spendIndependence([...rows.slice(turn), ...rows.slice(0, turn)]).correlation).toBe(
        correlation,
      )
    expect(spendIndependence([...rows].reverse()).correlation).toBe(correlation)
  })
})

describe('a discount of a prediction', () => {
  it('without its unit is refused, and shown with one', () => {
    const model = bgNbd({ r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 }, { unit: 'week' })
    const customer = { frequency: 2, recency: 20, age: 38 }
    for (const discount of [0.01, undefined])
      expect(refusalText(() => residualPurchases(model, customer, { discount } as never))).toEqual([
        'invalid',
        `residualPurchases: discount is ${discount}, not a rate with its unit, such as { rate: 0.1, per: 'year', compounding: 'periodic' }`,
      ])
  })
})

describe('the two medians of times', () => {
  it('are the time by which half are finished, and the middle of the finished', () => {
    const tickets = [
      { openedAt: '2025-03-03T09:00:00Z', resolvedAt: '2025-03-03T09:10:00Z' },
      { openedAt: '2025-03-03T09:00:00Z', resolvedAt: '2025-03-03T09:20:00Z' },
    ]
    const options = { asOf: '2025-03-04T12:00:00Z', clock: 'calendar', unit: 'minute' } as const
    const times = resolutionTimes(tickets, { ...options, reopened: 'last', definition: 7 })
    expect([times.median, times.finished.quantiles[0]]).toMatchObject([10, { time: 15 }])
  })
})

describe('a result', () => {
  it('can be sent to a worker and stored', () => {
    const result = clv({ margin: 100, retention: 0.8, discount: 0.1, firstMargin: 'now' })
    expect(structuredClone(result)).toEqual(result)
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
    expect(result.value).toBe(`366.${'6'.repeat(29)}7`)
  })
})
