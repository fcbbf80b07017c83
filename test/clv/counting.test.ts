import { bgNbd, compressSummaries, fitBgNbd, mbgNbd, probabilityAlive } from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { discountedUntilDropout, purchasesUntilDropout } from '../../src/clv/models/expectations.js'
import { randomFrom } from '../../src/internal/math/random.js'
import { expectNear } from '../support/published.js'
import { refusal } from '../support/refusal.js'

const SIZE = 60_000

/** Columns of days, of which few are common: the first has more customers than a byte counts. */
function columnsOf(dayOf: (random: () => number) => number, most = 3) {
  const random = randomFrom(7)
  const [frequency, recency, age] = [[], [], []] as [number[], number[], number[]]
  for (let row = 0; row < SIZE; row++) {
    const until = 30 + (row % 3)
    const x = random() < 0.6 ? 0 : 1 + Math.floor(random() * most)
    frequency.push(x)
    recency.push(x === 0 ? 0 : Math.min(until, dayOf(random)))
    age.push(until)
  }
  return { frequency, recency, age }
}

/** The same count, by names of rows. */
function counted({ frequency, recency, age }: ReturnType<typeof columnsOf>) {
  const rows = new Map<string, number>()
  for (const [row, x] of frequency.entries()) {
    const key = `${x} ${recency[row]} ${age[row]}`
    rows.set(key, (rows.get(key) ?? 0) + 1)
  }
  return [...rows]
}

const keyed = (histories: ReturnType<typeof compressSummaries>) =>
  histories.map(({ frequency, recency, age, customers }) => [
    `${frequency} ${recency} ${age}`,
    customers,
  ])

describe('long columns', () => {
  it.each([
    ['days that repeat', (random: () => number) => Math.ceil(random() * 30)],
    ['more days than have codes', (random: () => number) => 30 * random()],
    [
      'so many purchases and days that a table would be longer',
      (random: () => number) => Math.ceil(random() * 2000) / 70,
      400,
    ],
  ])('are counted as rows are, in order of appearance: %s', (_, dayOf, most = 3) => {
    const columns = columnsOf(dayOf, most)
    const expected = counted(columns)
    expect(keyed(compressSummaries(columns))).toEqual(expected)
    const typed = {
      frequency: Float64Array.from(columns.frequency),
      recency: Float64Array.from(columns.recency),
      age: Float64Array.from(columns.age),
    }
    expect(keyed(compressSummaries(typed))).toEqual(expected)
    const weighted = { ...typed, customers: new Float64Array(SIZE).fill(2) }
    expect(keyed(compressSummaries(weighted))).toEqual(expected.map(([key, n]) => [key, 2 * n]))
  })

  it('count a negative zero as zero', () => {
    const columns = columnsOf((random) => Math.ceil(random() * 30))
    columns.recency[columns.frequency.indexOf(0)] = -0
    expect(keyed(compressSummaries(columns))).toEqual(counted(columns))
  })

  it.each([
    ['a time of the last purchase after the age', { recency: 99 }, 'summaries[6].recency is 99'],
    ['what is no number', { recency: 'x' as never }, 'summaries[6].recency is "x"'],
    ['a part of a purchase', { frequency: 1.5 }, 'summaries[6].frequency is 1.5'],
  ])('are refused by the customer where there is %s', (_, wrong, message) => {
    const columns = columnsOf((random) => Math.ceil(random() * 30))
    for (const [name, value] of Object.entries(wrong))
      (columns as Record<string, number[]>)[name]?.splice(6, 1, value as number)
    expect(refusal(() => fitBgNbd(columns, { unit: 'week' })).message).toContain(message)
  })
})

describe('chances to be active of columns', () => {
  const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
  const columns = columnsOf((random) => Math.ceil(random() * 30))

  it('are those of rows', () => {
    const rows = columns.frequency.map((frequency, row) => ({
      frequency,
      recency: columns.recency[row] as number,
      age: columns.age[row] as number,
    }))
    for (const each of [model, mbgNbd(model.parameters, { unit: 'week' })])
      expect(probabilityAlive(each, columns)).toEqual(probabilityAlive(each, rows))
  })

  it('name the customer whose history cannot be', () => {
    const wrong = { ...columns, age: columns.age.map((age, at) => (at === 5000 ? -1 : age)) }
    expect(refusal(() => probabilityAlive(model, wrong)).message).toContain('customers[5000].age')
  })

  it('need columns of one length', () => {
    const wrong = { ...columns, age: columns.age.slice(1) }
    expect(refusal(() => probabilityAlive(model, wrong)).message).toContain('age')
  })
})

describe('discounted purchases until dropout', () => {
  // E[∫ r (1 + pu)^−(r + 1) e^(−wu) du] over p ~ Beta(a, b): the midpoint rule, and Simpson’s within.
  const simpson = (time: number, value: (u: number) => number, steps = 1500): number => {
    let sum = value(0) + value(time)
    for (let j = 1; j < steps; j++) sum += (j % 2 === 0 ? 2 : 4) * value((time * j) / steps)
    return (sum * time) / steps / 3
  }
  const byHand = (r: number, time: number, a: number, b: number, rate: number): number => {
    const steps = 1500
    let [sum, all] = [0, 0]
    for (let i = 0; i < steps; i++) {
      const p = (i + 0.5) / steps
      const density = p ** (a - 1) * (1 - p) ** (b - 1)
      sum += density * simpson(time, (u) => r * (1 + p * u) ** -(r + 1) * Math.exp(-rate * u))
      all += density
    }
    return sum / all
  }

  it.each([
    [0.7, 1.5, 2, 3, 0.4],
    [6, 0.8, 3, 5, 2],
    [40, 1.2, 4, 9, 0.1],
  ])('are the mean of what is bought and stays: r %d, τ %d, a %d, b %d, w %d', (...at) => {
    expectNear(discountedUntilDropout(...at), byHand(...at), { rel: 2e-6 })
  })

  it('keep the law of parts also where purchases are too many for a sum', () => {
    const [r, time, a, b, rate] = [800, 3, 2, 3, 0.5] as const
    const bought = (u: number): number => purchasesUntilDropout(r, u, a, b)
    const later = simpson(time, (u) => rate * Math.exp(-rate * u) * bought(u))
    const expected = Math.exp(-rate * time) * bought(time) + later
    expectNear(discountedUntilDropout(r, time, a, b, rate), expected, { rel: 1e-5 })
  })

  it('are purchases where nothing is discounted', () => {
    expectNear(
      discountedUntilDropout(0.7, 1.5, 2, 3, 1e-12),
      discountedUntilDropout(0.7, 1.5, 2, 3, 0),
      { rel: 1e-11 },
    )
  })
})
