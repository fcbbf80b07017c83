import {
  alivePath,
  bgBb,
  bgNbd,
  expectedPurchases,
  fitBgNbd,
  mbgNbd,
  type PurchaseModel,
  type PurchaseProbabilityOptions,
  paretoNbd,
  probabilityAlive,
  purchaseProbability,
  summarizeCustomers,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectNear, type Published, publishedCase } from '../support/published.js'
import { refusal } from '../support/refusal.js'

const week = { unit: 'week' } as const
const models: Readonly<Record<string, (parameters: never) => PurchaseModel>> = {
  BG: (parameters) => bgNbd(parameters, week),
  MBG: (parameters) => mbgNbd(parameters, week),
  PN: (parameters) => paretoNbd(parameters, week),
}
const names = Object.keys(models)
const caseOf = (kind: string, name: string): [Published, PurchaseModel] => {
  const found = publishedCase('clv-windows', `P-NEW-${kind}-${name}`)
  return [found, (models[name] as (parameters: unknown) => PurchaseModel)(found.params)]
}
type Row = readonly [number, number, number]
const historyOf = ([frequency, recency, age]: Row) => ({ frequency, recency, age })

const bg = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, week)
const mbg = mbgNbd({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, week)
const pareto = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, week)
const donor = bgBb({ alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 }, { unit: 'year' })
const customer = { frequency: 2, recency: 30.43, age: 38.86 }

describe('the purchases of an existing customer', () => {
  it.each(names)('have the published distribution [P-NEW-CPMF-%s]', (name) => {
    const [{ input, expected, tolerance }, model] = caseOf('CPMF', name)
    const values = input.rows.flatMap((row: Row) =>
      input.t.flatMap((weeks: number) =>
        input.n.map((purchases: number) =>
          purchaseProbability(model, historyOf(row), { purchases, horizon: { weeks } }),
        ),
      ),
    )
    expectNear(values, expected.values.flat(2), tolerance)
  })

  it.each(names)('are at least one as often as published [P-NEW-ANY-%s]', (name) => {
    const [{ input, expected, tolerance }, model] = caseOf('ANY', name)
    for (const [i, weeks] of input.t.entries()) {
      const rows = input.rows.map(historyOf)
      const list = purchaseProbability(model, rows, { atLeast: 1, horizon: { weeks } })
      expectNear(
        list,
        expected.values.map((row: number[]) => row[i]),
        tolerance,
      )
    }
  })

  it('answer the most repeated question: will they buy next week? [P-NEW-CPMF-01]', () => {
    const { expected, tolerance } = publishedCase('clv-windows', 'P-NEW-CPMF-01')
    const often = { frequency: 26, recency: 30.86, age: 31 }
    const none = purchaseProbability(bg, often, { purchases: 0, horizon: { weeks: 1 } })
    expectNear(none, expected.value, tolerance)
  })

  it('are asked about with the customer as an argument, and nowhere else [L12]', () => {
    const options = { purchases: 0, horizon: { weeks: 1 } } as const
    const misplaced = { ...options, customer } as PurchaseProbabilityOptions
    expect(() => purchaseProbability(bg, misplaced)).toThrow(
      'options.customer is "customer", not among the options: ask about a customer as purchaseProbability(model, customer, options)',
    )
    const spread = { ...options, ...customer } as PurchaseProbabilityOptions
    expect(() => purchaseProbability(bg, spread)).toThrow('options.frequency is')
    expect(purchaseProbability(bg, 'new', options)).toBe(purchaseProbability(bg, options))
  })

  it('are asked about exactly or at least, not both', () => {
    const both = { purchases: 1, atLeast: 1, horizon: { weeks: 1 } }
    expect(() => purchaseProbability(bg, both as never)).toThrow(
      'purchases is 1, not given without atLeast',
    )
    expect(() => purchaseProbability(bg, { horizon: { weeks: 1 } } as never)).toThrow(
      'purchases is undefined',
    )
    expect(purchaseProbability(bg, { atLeast: 0, horizon: { weeks: 1 } })).toBe(1)
  })

  it('are counted in a window that does not end before it begins', () => {
    const options = { purchases: 1, from: { weeks: 5 }, horizon: { weeks: 4 } } as const
    expect(() => purchaseProbability(bg, customer, options)).toThrow(
      'from is 5, not at most the horizon, which is 4',
    )
    for (const model of [bg, mbg, pareto, donor]) {
      const unit = model === donor ? 'years' : 'weeks'
      const empty = { from: { [unit]: 4 }, horizon: { [unit]: 4 } } as const
      expect(purchaseProbability(model, 'new', { ...empty, purchases: 0 })).toBeCloseTo(1, 12)
      expect(purchaseProbability(model, 'new', { ...empty, purchases: 2 })).toBe(0)
      expect(purchaseProbability(model, 'new', { ...empty, atLeast: 1 })).toBe(0)
      expect(expectedPurchases(model, 'new', empty)).toBe(0)
    }
  })
})

describe('a customer at a time to come', () => {
  it.each(names)('is active as often as published [P-NEW-ALIVE-T-%s]', (name) => {
    const [{ input, expected, tolerance }, model] = caseOf('ALIVE-T', name)
    const values = input.rows.map((row: Row) =>
      input.t.map((weeks: number) => probabilityAlive(model, historyOf(row), { after: { weeks } })),
    )
    expectNear(values, expected.values, tolerance)
  })

  it.each(names)('buys in a window as published, if new [P-NEW-NEWIV-%s]', (name) => {
    const [{ input, expected, tolerance }, model] = caseOf('NEWIV', name)
    for (const [i, [from, to]] of input.intervals.entries()) {
      const window = { from: { weeks: from }, horizon: { weeks: to } }
      expectNear(expectedPurchases(model, 'new', window), expected.mean[i], tolerance)
      const chances = input.n.map((purchases: number) =>
        purchaseProbability(model, 'new', { ...window, purchases }),
      )
      expectNear(chances, expected.pmf[i], tolerance)
    }
  })
})

/** A model of each kind, with parameters around those of the papers. */
const size = fc.double({ min: 0.2, max: 4, noNaN: true })
const arbitraryModel: fc.Arbitrary<PurchaseModel> = fc
  .tuple(fc.constantFrom('BG', 'MBG', 'PN', 'BB'), size, size, size, size)
  .map(([name, one, two, three, four]) => {
    if (name === 'PN') return paretoNbd({ r: one, alpha: 8 * two, s: three, beta: 8 * four }, week)
    if (name === 'BB')
      return bgBb({ alpha: one, beta: two, gamma: three, delta: 3 * four }, { unit: 'week' })
    const parameters = { r: one, alpha: 8 * two, a: three, b: 3 * four }
    return name === 'BG' ? bgNbd(parameters, week) : mbgNbd(parameters, week)
  })
const arbitraryHistory = fc.tuple(fc.nat(6), fc.nat(12), fc.nat(12)).map(([x, more, rest]) => ({
  frequency: x,
  recency: x === 0 ? 0 : x + more,
  age: (x === 0 ? 0 : x + more) + rest,
}))
const arbitraryWindow = fc
  .tuple(fc.nat(8), fc.nat(8))
  .map(([from, length]) => ({ from: { weeks: from }, horizon: { weeks: from + length } }))

describe('laws of a window', () => {
  it('chances add up to one, and to what is expected', () => {
    fc.assert(
      fc.property(arbitraryModel, arbitraryHistory, arbitraryWindow, (model, history, window) => {
        let [sum, mean] = [0, 0]
        for (let purchases = 0; purchases < 400 && sum < 1 - 1e-10; purchases++) {
          const chance = purchaseProbability(model, history, { ...window, purchases })
          sum += chance
          mean += purchases * chance
        }
        expect(sum).toBeCloseTo(1, 6)
        const expected = expectedPurchases(model, history, window)
        expect(Math.abs(mean - expected)).toBeLessThan(1e-4 * (1 + expected))
      }),
      { numRuns: 60 },
    )
  })

  it('at least so many is one less those that are fewer', () => {
    fc.assert(
      fc.property(
        arbitraryModel,
        arbitraryHistory,
        arbitraryWindow,
        fc.integer({ min: 1, max: 5 }),
        (model, history, window, atLeast) => {
          let fewer = 0
          for (let purchases = 0; purchases < atLeast; purchases++)
            fewer += purchaseProbability(model, history, { ...window, purchases })
          const chance = purchaseProbability(model, history, { ...window, atLeast })
          expect(Math.abs(1 - fewer - chance)).toBeLessThan(1e-9)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('the chance to be active falls with time, and is that of today at once', () => {
    fc.assert(
      fc.property(arbitraryModel, arbitraryHistory, fc.nat(20), (model, history, weeks) => {
        const today = probabilityAlive(model, history)
        const soon = probabilityAlive(model, history, { after: { weeks } })
        const later = probabilityAlive(model, history, { after: { weeks: weeks + 1 } })
        expect(soon).toBeLessThanOrEqual(today)
        expect(later).toBeLessThan(soon)
        expect(probabilityAlive(model, history, { after: { weeks: 0 } })).toBe(today)
      }),
    )
  })

  it('a window from now on is one without a beginning', () => {
    fc.assert(
      fc.property(arbitraryModel, arbitraryHistory, fc.nat(9), (model, history, weeks) => {
        const horizon = { weeks }
        const from = { weeks: 0 }
        expect(expectedPurchases(model, history, { from, horizon })).toBe(
          expectedPurchases(model, history, { horizon }),
        )
      }),
    )
  })

  it('columns, rows and one customer give the same', () => {
    const columns = { frequency: [2, 0], recency: [30, 0], age: [38, 38] }
    const rows = [
      { frequency: 2, recency: 30, age: 38 },
      { frequency: 0, recency: 0, age: 38 },
    ]
    const options = { atLeast: 2, from: { weeks: 4 }, horizon: { weeks: 13 } } as const
    const list = purchaseProbability(pareto, rows, options)
    expect([...purchaseProbability(pareto, columns, options)]).toEqual(list)
    expect(purchaseProbability(pareto, rows[0] as (typeof rows)[0], options)).toBe(list[0])
  })
})

describe('intervals of chances', () => {
  const histories = [
    { frequency: 0, recency: 0, age: 38, customers: 600 },
    { frequency: 1, recency: 8, age: 38, customers: 110 },
    { frequency: 1, recency: 30, age: 38, customers: 40 },
    { frequency: 2, recency: 10, age: 38, customers: 50 },
    { frequency: 4, recency: 12, age: 38, customers: 15 },
    { frequency: 4, recency: 36, age: 38, customers: 20 },
    { frequency: 9, recency: 25, age: 38, customers: 16 },
  ]
  const fit = fitBgNbd(histories, week)

  it('contain the chance, for lists too', () => {
    const asked = { atLeast: 1, horizon: { weeks: 4 }, interval: 'delta' } as const
    for (const { value, interval } of purchaseProbability(fit, histories, asked)) {
      expect(interval.low).toBeLessThan(value)
      expect(value).toBeLessThan(interval.high)
    }
    const later = probabilityAlive(fit, customer, { after: { weeks: 8 }, interval: 'delta' })
    expect(later.interval.low).toBeLessThan(later.value)
  })
})

describe('the path of being active', () => {
  const rows = [
    { customer: 'b', on: '2025-01-06' },
    { customer: 'a', on: '2025-01-01' },
    { customer: 'a', on: '2025-01-08' },
    { customer: 'a', on: '2025-01-15' },
    { customer: 'a', on: '2025-01-20', amount: 3 },
  ].map((row) => ({ ...row, amount: 3 }))
  const asOf = '2025-01-28'

  it('is on each day what a summary as of that day says', () => {
    const paths = alivePath(bg, rows, { asOf })
    expect(paths.map((each) => [each.customer, each.days.length])).toEqual([
      ['b', 23],
      ['a', 28],
    ])
    for (const path of paths)
      for (const { on, frequency, probability, interval } of path.days) {
        const known = summarizeCustomers(rows, { asOf: on, unit: 'week' })
        const summary = known.find((each) => each.customer === path.customer)
        expect(frequency).toBe(summary?.frequency)
        expect(probability).toBe(probabilityAlive(bg, summary as NonNullable<typeof summary>))
        expect(interval).toBeNull()
      }
  })

  it('goes by periods for a model of periods, which need their first day', () => {
    const weekly = bgBb({ alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 }, week)
    const paths = alivePath(weekly, rows, { asOf: '2025-01-26', weekStartsOn: 'monday' })
    const summaries = summarizeCustomers(rows, {
      asOf: '2025-01-26',
      unit: 'week',
      merge: 'period',
      weekStartsOn: 'monday',
    })
    expect(paths[1]?.days.map(({ on }) => on)).toEqual([
      '2024-12-30',
      '2025-01-06',
      '2025-01-13',
      '2025-01-20',
    ])
    for (const [i, summary] of summaries.entries())
      expect(paths[i]?.days.at(-1)?.probability).toBe(probabilityAlive(weekly, summary))
  })

  it('has intervals where they are asked for', () => {
    const fit = fitBgNbd(
      [
        { frequency: 0, recency: 0, age: 38, customers: 600 },
        { frequency: 1, recency: 8, age: 38, customers: 110 },
        { frequency: 1, recency: 30, age: 38, customers: 40 },
        { frequency: 2, recency: 10, age: 38, customers: 50 },
        { frequency: 4, recency: 36, age: 38, customers: 20 },
        { frequency: 9, recency: 25, age: 38, customers: 16 },
      ],
      week,
    )
    const [path] = alivePath(
      fit,
      [
        { customer: 1, on: '2025-01-01' },
        { customer: 1, on: '2025-01-03' },
      ],
      {
        asOf: '2025-01-10',
        interval: 'delta',
      },
    )
    const last = path?.days.at(-1)
    expect(last?.interval?.low).toBeLessThan(last?.probability as number)
  })

  it('has a million days of all customers at most', () => {
    const crowd = Array.from({ length: 10 }, (_, customer) => ({ customer, on: '2025-01-01' }))
    const error = refusal(() => alivePath(bg, crowd, { asOf: '2299-12-31' }))
    expect([error.code, error.path]).toEqual(['out-of-range', ['asOf']])
    expect(error.message).toBe(
      'alivePath: asOf is "2299-12-31", not a day that leaves at most 1000000 days of all customers',
    )
  })
})
