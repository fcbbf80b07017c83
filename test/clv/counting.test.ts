import { bgNbd, compressSummaries, fitBgNbd, mbgNbd, probabilityAlive } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bgNbdBehaviour } from '../../src/clv/models/bgNbd/behaviour.js'
import { discountedUntilDropout, purchasesUntilDropout } from '../../src/clv/models/expectations.js'
import { type CountedRows, countByCodes } from '../../src/clv/summaries/countByCodes.js'
import {
  type Counted,
  countSummaries,
  distinctSummaries,
} from '../../src/clv/summaries/summaryColumns.js'
import { randomFrom } from '../../src/internal/math/random.js'
import { expectNear } from '../support/published.js'
import { refusal } from '../support/refusal.js'

const SIZE = 60_000

type Lists = Record<'frequency' | 'recency' | 'age', number[]>

/** Columns of days, of which few are common: the first has more customers than a byte counts. */
function columnsOf(dayOf: (random: () => number) => number, most = 3): Lists {
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

const repeated = columnsOf((random) => Math.ceil(random() * 30))

/** Histories by name and how many customers have each, in order. */
const named = ({ size, frequency, recency, age, weight }: Counted): string[] =>
  Array.from(
    { length: size },
    (_, at) => `${frequency[at]} ${recency[at]} ${age[at]}: ${weight[at]}`,
  )

/** The same count, by names of rows. */
function byName({ frequency, recency, age }: Lists): string[] {
  const rows = new Map<string, number>()
  for (const [row, x] of frequency.entries()) {
    const key = `${x} ${recency[row]} ${age[row]}`
    rows.set(key, (rows.get(key) ?? 0) + 1)
  }
  return [...rows].map(([key, customers]) => `${key}: ${customers}`)
}

/** The same in another order of rows. */
function orderedBy(columns: Lists, order: (row: number) => number): Lists {
  const rows = columns.age.map((_, row) => row).sort((a, b) => order(a) - order(b))
  const pick = (list: number[]): number[] => rows.map((row) => list[row] as number)
  const { frequency, recency, age } = columns
  return { frequency: pick(frequency), recency: pick(recency), age: pick(age) }
}

const countOf = (columns: unknown): Counted =>
  countSummaries('test', ['summaries'], columns, 'times')

describe('long columns', () => {
  it.each([
    ['days that repeat', repeated],
    ['times of the day too', columnsOf((random) => 30 * random())],
    [
      'so many purchases and days that a table would be longer',
      columnsOf((random) => Math.ceil(random() * 2000) / 70, 400),
    ],
  ])('have each history as often as it is there: %s', (_, columns) => {
    const expected = byName(columns)
    expect(named(countOf(columns)).sort()).toEqual([...expected].sort())
    const histories = compressSummaries(columns).map(
      ({ frequency, recency, age, customers }) => `${frequency} ${recency} ${age}: ${customers}`,
    )
    expect(histories).toEqual(expected)
  })

  it('have the same digits in any order of rows', () => {
    const random = randomFrom(9)
    const places = repeated.age.map(() => random())
    const orders = [
      (row: number) => places[row] as number,
      (row: number) => repeated.age[row] as number,
      (row: number) => repeated.recency[row] as number,
      (row: number) => repeated.frequency[row] as number,
    ].map((order) => orderedBy(repeated, order))
    const expected = countOf(repeated)
    for (const columns of orders) expect(countOf(columns)).toEqual(expected)
  })

  it('are fitted alike in any order of rows', () => {
    const random = randomFrom(8)
    const rows = Array.from({ length: SIZE }, (_, row) => {
      const age = 60 + (row % 3)
      const [frequency, last] = bgNbdBehaviour.draw([0.5, 30, 0.8, 2.4], age, random)
      return { frequency, recency: frequency === 0 ? 0 : Math.max(1, Math.round(last)), age }
    })
    const columns = {
      frequency: rows.map(({ frequency }) => frequency),
      recency: rows.map(({ recency }) => recency),
      age: rows.map(({ age }) => age),
    }
    const backwards = orderedBy(columns, (row) => -row)
    const fit = fitBgNbd(columns, { unit: 'day' })
    expect(fitBgNbd(backwards, { unit: 'day' })).toEqual(fit)
    expectNear(fit.parameters.r, fitBgNbd(rows, { unit: 'day' }).parameters.r, { rel: 1e-9 })
  })
})

class OwnList extends Array<unknown> {}
class OwnNumbers extends Float64Array<ArrayBuffer> {
  override subarray(): Float64Array<ArrayBuffer> {
    return Float64Array.of(7, 7)
  }
}

const lying = (list: Float64Array, length: number): Float64Array =>
  Object.defineProperty(list, 'length', { value: length })

/** A column in another form, which may be one that is not read. */
const forms: Readonly<Record<string, (list: readonly number[]) => unknown>> = {
  doubles: (list) => Float64Array.from(list),
  floats: (list) => Float32Array.from(list),
  bytes: (list) => Int8Array.from(list),
  'plain bytes': (list) => Uint8Array.from(list),
  'clamped bytes': (list) => Uint8ClampedArray.from(list),
  shorts: (list) => Int16Array.from(list),
  'plain shorts': (list) => Uint16Array.from(list),
  words: (list) => Int32Array.from(list),
  'plain words': (list) => Uint32Array.from(list),
  longs: (list) => BigInt64Array.from(list, BigInt),
  'plain longs': (list) => BigUint64Array.from(list, BigInt),
  digits: (list) => list.map(String),
  bigints: (list) => list.map(BigInt),
  'a list of its own': (list) => OwnList.from(list),
  'doubles of their own': (list) => OwnNumbers.from(list),
  'doubles of another length than they say': (list) =>
    lying(Float64Array.from(list.slice(5)), list.length),
  'doubles that are more than they say': (list) => lying(Float64Array.from([...list, 7]), SIZE),
  'one less': (list) => list.slice(1),
  'one more': (list) => [...list, 0],
  frozen: (list) => Object.freeze([...list]),
  'a hole at the end': (list) => Object.assign([...list], { length: list.length + 1 }),
  'a getter': (list) => Object.defineProperty([...list], 6, { get: () => 'x' }),
  'a proxy': (list) => new Proxy([...list], {}),
  'what looks like a list': (list) => ({ ...list, length: list.length }),
  'a map': (list) => new Map(list.entries()),
  'a set': (list) => new Set(list),
  'a view': (list) => new DataView(Float64Array.from(list).buffer),
  'a buffer': (list) => Float64Array.from(list).buffer,
  'text of one digit each': (list) => list.map((value) => value % 10).join(''),
  'a number': (list) => list.length,
  'no customers': () => [],
  'an object': () => ({}),
  null: () => null,
  nothing: () => undefined,
}

/** What an engine, a file or a program may have in place of a number. */
const nasty: readonly unknown[] = [
  ...['7', '7 ', '-0', '', 'x', 7n, -7n, 10n ** 30n, null, undefined, true, {}, [7], new Date(0)],
  ...[Number.NaN, -0, Infinity, -Infinity, -1, 0.5, 31, 1e12, 2 ** 53, Symbol('seven')],
]

const names = fc.constantFrom('frequency', 'recency', 'age')

/** One thing that is wrong, or odd, with columns. */
const changes = fc.oneof(
  fc.record({ name: names, form: fc.constantFrom(...Object.keys(forms)) }),
  fc.record({
    name: names,
    row: fc.constantFrom(0, 6, 4000, SIZE - 1),
    value: fc.constantFrom(...nasty),
  }),
  fc.record({
    name: fc.constantFrom('monetary', 'customers', 'plan'),
    value: fc.constantFrom(undefined, null, 'x', []),
  }),
)

type Change = typeof changes extends fc.Arbitrary<infer Each> ? Each : never

function changed(columns: object, change: Change): object {
  const { name } = change
  const list = repeated[name as keyof Lists]
  if ('form' in change) return { ...columns, [name]: forms[change.form]?.(list) }
  if (!('row' in change)) return { ...columns, [name]: change.value }
  const copy: unknown[] = [...list]
  copy[change.row] = change.value
  // A column may be a getter, too.
  return Object.defineProperty({ ...columns }, name, { get: () => copy, enumerable: true })
}

/** Columns as they are counted, or the words with which they are refused. */
function outcomeOf(count: () => Counted): string[] {
  try {
    return named(count()).sort()
  } catch (error) {
    return [(error as Error).message]
  }
}

describe('a table of cells', () => {
  it('is made only where it is not longer than the columns', () => {
    const size = 4096
    const columnOf = (values: number, every: number) =>
      Float64Array.from({ length: size }, (_, row) => Math.floor(row / every) % values)
    // Of 2 to the power of 15 cells all fit, of twice as many there is no table.
    const fits = [columnOf(32, 1), columnOf(32, 32), columnOf(32, 5)] as const
    const { columns, counts } = countByCodes(size, fits) as CountedRows
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(size)
    expect(columns.map((column) => column.length)).toEqual([0, 0, 0].map(() => counts.length))
    expect(countByCodes(size, [columnOf(33, 1), fits[1], fits[2]])).toBeUndefined()
  })
})

describe('strange columns', () => {
  it('are counted as short ones are, or refused in the same words', () => {
    const seen = new Set<boolean>()
    fc.assert(
      fc.property(fc.array(changes, { minLength: 1, maxLength: 2 }), (all) => {
        const columns = all.reduce(changed, repeated)
        const long = outcomeOf(() => countOf(columns))
        const plain = outcomeOf(() => distinctSummaries('test', ['summaries'], columns, 'times'))
        expect(long).toEqual(plain)
        seen.add(long.length > 1)
      }),
      { numRuns: 120 },
    )
    expect(seen.size).toBe(2)
  })

  it.each([
    ['a time of the last purchase after the age', { recency: 99 }, 'summaries[6].recency is 99'],
    ['what is no number', { recency: 'x' as never }, 'summaries[6].recency is "x"'],
    ['a part of a purchase', { frequency: 1.5 }, 'summaries[6].frequency is 1.5'],
  ])('are refused by the customer where there is %s', (_, wrong, message) => {
    const columns = structuredClone(repeated)
    for (const [name, value] of Object.entries(wrong))
      (columns as Record<string, number[]>)[name]?.splice(6, 1, value as number)
    expect(refusal(() => fitBgNbd(columns, { unit: 'week' })).message).toContain(message)
  })
})

describe('chances to be active of columns', () => {
  const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
  const columns = repeated

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

describe('packed columns', () => {
  const lists: Lists = {
    frequency: [0, 3, 1, 0, 12],
    recency: [0, 20.5, 3, 0, 38],
    age: [10, 39, 12, 0, 39],
  }
  const rows = lists.frequency.map((frequency, at) => ({
    frequency,
    recency: lists.recency[at] as number,
    age: lists.age[at] as number,
  }))
  const packed = (change: Partial<Lists> = {}) => {
    const { frequency, recency, age } = { ...lists, ...change }
    return {
      frequency: Float64Array.from(frequency),
      recency: Float64Array.from(recency),
      age: Float64Array.from(age),
    }
  }
  const parameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }

  it.each([
    ['BG/NBD', bgNbd(parameters, { unit: 'week' })],
    ['MBG/NBD', mbgNbd(parameters, { unit: 'week' })],
  ])('have the chances to be active of their rows, by the %s', (_name, model) => {
    const chances = probabilityAlive(model, rows)
    expect(probabilityAlive(model, packed())).toEqual(chances)
    expect(probabilityAlive(model, lists)).toEqual(chances)
    expect(probabilityAlive(model, { ...packed(), customers: [1, 1, 1, 1, 1] })).toEqual(chances)
    const negative = packed({ frequency: [-0, 3, 1, 0, 12], recency: [-0, 20.5, 3, 0, 38] })
    expect(probabilityAlive(model, negative)).toEqual(chances)
    expect(probabilityAlive(model, packed({ frequency: [], recency: [], age: [] }))).toEqual([])
  })

  it.each([
    ['a recency beyond the age', { recency: [0, 20.5, 13, 0, 38] }],
    ['a fraction of a purchase', { frequency: [0, 3, 1.5, 0, 12] }],
    ['no number', { age: [10, 39, Number.NaN, 0, 39] }],
    ['a recency without a purchase', { frequency: [0, 3, 0, 0, 12] }],
    ['a column that is shorter', { recency: [0, 20.5] }],
  ])('are refused for %s as lists are', (_name, change) => {
    const model = bgNbd(parameters, { unit: 'week' })
    const ofPacked = refusal(() => probabilityAlive(model, packed(change)))
    const ofLists = refusal(() => probabilityAlive(model, { ...lists, ...change }))
    expect([ofPacked.code, ofPacked.path]).toEqual([ofLists.code, ofLists.path])
    expect(ofPacked.message).toBe(ofLists.message)
  })
})
