import { randomFrom as random } from '../../../src/internal/math/random.js'
import type { Release } from '../baseline.js'

/** Columns by name and kind, such as `on.i32`: what both sides read. */
export type Columns = Readonly<Record<string, Float64Array | Int32Array | Int8Array>>

/** Numbers to be compared. */
export type Figures = number | readonly Figures[]

/** Work that both sides do. */
interface Work<Input, Result> {
  readonly task: string
  readonly name: string
  readonly columns: (scale: number) => Columns
  /** The columns in the form that our function takes. */
  readonly input: (columns: Columns) => Input
  readonly run: (library: Release, input: Input) => Result
  readonly figures: (result: Result, columns: Columns) => Figures
  /** How far figures may be apart, as a share. */
  readonly within: number
  /** Who does the same; a statement for an engine. */
  readonly peers: Readonly<Partial<Record<'python' | 'R' | 'duckdb', string>>>
}

const work = <Input, Result>(each: Work<Input, Result>): Work<unknown, unknown> =>
  each as Work<unknown, unknown>

const at = (columns: Columns, name: string): Float64Array | Int32Array | Int8Array =>
  columns[name] as Float64Array
const size = (columns: Columns): number => Object.values(columns)[0]?.length ?? 0
const day = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10)
const dayNumber = (text: string): number => Date.parse(text) / 86_400_000
const AS_OF = '2024-12-31'
/** Each day as text, once: rows share it, as those of a parsed file with few days do. */
const texts = new Map<number, string>()
function textOf(number: number): string {
  const text = texts.get(number) ?? day(number)
  texts.set(number, text)
  return text
}

/** Customers of a BG/NBD population: their histories in weeks. */
function histories(count: number, seed: number): Columns {
  const next = random(seed)
  const exponential = (): number => -Math.log(1 - next())
  const frequency = new Float64Array(count)
  const recency = new Float64Array(count)
  const age = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    age[i] = 27 + Math.floor(next() * 84) / 7
    const rate = exponential() / 4
    const stays = 1 - next() ** 3 / 2
    let now = exponential() / rate
    while (now <= (age[i] as number)) {
      frequency[i] = (frequency[i] as number) + 1
      recency[i] = Math.max(Math.round(now * 7), 1) / 7
      now = next() < stays ? now + exponential() / rate : Number.POSITIVE_INFINITY
    }
    recency[i] = Math.min(recency[i] as number, age[i] as number)
  }
  return { 'frequency.f64': frequency, 'recency.f64': recency, 'age.f64': age }
}

const ofHistories = (columns: Columns) => ({
  frequency: at(columns, 'frequency.f64'),
  recency: at(columns, 'recency.f64'),
  age: at(columns, 'age.f64'),
})

/** Lives of three groups: start, end where it is known, and whether it is. */
function lives(count: number): Columns {
  const next = random(5)
  const start = new Int32Array(count)
  const end = new Int32Array(count)
  const lost = new Int8Array(count)
  const group = new Int8Array(count)
  const last = dayNumber(AS_OF)
  for (let i = 0; i < count; i++) {
    group[i] = Math.floor(next() * 3)
    start[i] = last - 30 - Math.floor(next() * 1400)
    const stays = 1 + Math.floor(-Math.log(1 - next()) * (700 + 20 * (group[i] as number)))
    end[i] = (start[i] as number) + stays
    lost[i] = (end[i] as number) <= last ? 1 : 0
  }
  return { 'start.i32': start, 'end.i32': end, 'lost.i8': lost, 'group.i8': group }
}

interface LifeRow {
  readonly customer: number
  readonly startedOn: string
  readonly endedOn: string | null
}

function lifeRows(columns: Columns): LifeRow[] {
  const [start, end] = [at(columns, 'start.i32'), at(columns, 'end.i32')]
  const lost = at(columns, 'lost.i8')
  return Array.from({ length: size(columns) }, (_, i) => ({
    customer: i,
    startedOn: textOf(start[i] as number),
    endedOn: lost[i] === 1 ? textOf(end[i] as number) : null,
  }))
}

function events(count: number, customers: number): Columns {
  const next = random(2)
  const first = dayNumber('2023-01-01')
  const customer = new Int32Array(count)
  const on = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    customer[i] = Math.floor(next() * customers)
    on[i] = first + Math.floor(next() * 731)
  }
  return { 'customer.i32': customer, 'on.i32': on }
}

function eventRows(columns: Columns): { customer: number; on: string }[] {
  const [customer, on] = [at(columns, 'customer.i32'), at(columns, 'on.i32')]
  return Array.from({ length: size(columns) }, (_, i) => ({
    customer: customer[i] as number,
    on: textOf(on[i] as number),
  }))
}

const lifeOptions = { asOf: AS_OF, unit: 'day' } as const

export const works: readonly Work<unknown, unknown>[] = [
  work({
    task: 'bg-nbd fit',
    name: 'BG/NBD fit of 23,570 customers',
    columns: () => histories(23_570, 1),
    input: ofHistories,
    run: (library, columns) => library.fitBgNbd(columns, { unit: 'week' }),
    figures: ({ parameters }) => Object.values(parameters),
    // As near as the peer’s search comes with its own tolerance.
    within: 1e-3,
    peers: { python: '' },
  }),
  work({
    task: 'alive',
    name: 'chances to be active of a million customers, BG/NBD',
    columns: () => histories(1e6, 3),
    input: ofHistories,
    run: (library, columns) =>
      library.probabilityAlive(
        library.bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' }),
        columns,
      ),
    figures: (chances) =>
      Array.from({ length: 1000 }, (_, i) => Number((chances as ArrayLike<number>)[i * 1000])),
    within: 1e-9,
    peers: { python: '' },
  }),
  work({
    task: 'spend fit',
    name: 'gamma-gamma fit of 20,000 customers',
    columns: () => {
      const next = random(7)
      const frequency = Float64Array.from({ length: 20_000 }, () => 1 + Math.floor(next() ** 3 * 9))
      const monetary = frequency.map((x) => {
        let sum = 0
        const mean = 20 / (0.3 + next() + next() + next())
        for (let i = 0; i < 4 * x; i++) sum -= Math.log(1 - next())
        return Math.round((100 * mean * sum) / (4 * x) + 1) / 100
      })
      return { 'frequency.f64': frequency, 'monetary.f64': monetary }
    },
    input: (columns) => ({
      frequency: at(columns, 'frequency.f64'),
      monetary: at(columns, 'monetary.f64'),
    }),
    run: (library, columns) => library.fitGammaGamma(columns),
    figures: ({ parameters }) => Object.values(parameters),
    within: 1e-3,
    peers: { python: '' },
  }),
  work({
    task: 'histories',
    name: 'histories of 100,000 customers from a million purchases',
    columns: (scale) => events(1e6 * scale, 1e5 * scale),
    input: eventRows,
    run: (library, rows) => library.summarizeCustomers(rows, { asOf: AS_OF, unit: 'day' }),
    figures: (found) =>
      (['frequency', 'recency', 'age'] as const).map((field) =>
        found.reduce((sum, each) => sum + each[field], 0),
      ),
    within: 0,
    peers: { python: '' },
  }),
  work({
    task: 'curve',
    name: 'Kaplan–Meier curve of a million subscriptions, by the day',
    columns: (scale) => lives(1e6 * scale),
    input: lifeRows,
    run: (library, rows) => library.retentionCurve(library.tallyLives(rows, lifeOptions)),
    figures: ({ points }) =>
      Array.from({ length: 9 }, (_, i) => {
        const point = points.filter(({ age }) => age <= 100 * (i + 1)).at(-1)
        return [point?.rate, point?.interval?.low, point?.interval?.high].map(Number)
      }),
    within: 1e-9,
    peers: { python: '', R: '' },
  }),
  work({
    task: 'log-rank',
    name: 'log-rank test of three groups, a million subscriptions',
    columns: (scale) => lives(1e6 * scale),
    input: (columns) => {
      const groups: LifeRow[][] = [[], [], []]
      const group = at(columns, 'group.i8')
      lifeRows(columns).forEach((row, i) => {
        groups[group[i] as number]?.push(row)
      })
      return groups
    },
    run: (library, groups) =>
      library.compareRetention(
        Object.fromEntries(
          groups.map((rows, group) => [`${group}`, library.tallyLives(rows, lifeOptions)]),
        ),
      ),
    figures: ({ chiSquare, pValue }) => [chiSquare, pValue],
    within: 1e-9,
    peers: { python: '', R: '' },
  }),
  work({
    task: 'cohorts',
    name: 'cohort table of ten million visits',
    columns: (scale) => events(1e7 * scale, 5e5 * scale),
    input: eventRows,
    run: (library, rows) =>
      library.cohortTable(rows, {
        every: 'month',
        asOf: AS_OF,
        from: '2023-01-01',
        measure: 'on',
        clock: 'calendar',
        cohort: 'first',
        average: 'pooled',
      }),
    figures: ({ cohorts }) =>
      cohorts
        .filter((cohort) => cohort.size > 0)
        .map(({ retained }) => retained.map((count) => count ?? 0)),
    within: 0,
    peers: {
      python: '',
      duckdb: `WITH seen AS (SELECT customer, date_diff('month', DATE '1970-01-01', DATE '1970-01-01' + "on") AS month FROM work),
        first AS (SELECT customer, min(month) AS cohort FROM seen GROUP BY customer),
        cells AS (SELECT cohort, month - cohort AS age, count(DISTINCT seen.customer) AS n FROM seen JOIN first USING (customer) GROUP BY ALL),
        grid AS (SELECT c.cohort, a.age FROM (SELECT DISTINCT cohort FROM cells) c, (SELECT DISTINCT age FROM cells) a)
        SELECT coalesce(n, 0) FROM grid LEFT JOIN cells USING (cohort, age) ORDER BY cohort, age`,
    },
  }),
  work({
    task: 'churn',
    name: 'churn of a million subscriptions by month, five years',
    columns: (scale) => {
      const next = random(4)
      const first = dayNumber('2020-01-01')
      const count = 1e6 * scale
      const customer = Int32Array.from({ length: count }, () => Math.floor(next() * 4e5 * scale))
      const start = customer.map(() => first + Math.floor(next() * 1800))
      const open = dayNumber('2200-01-01')
      const end = start.map((from) => (next() < 1 / 3 ? open : from + 1 + Math.floor(next() * 700)))
      return { 'customer.i32': customer, 'start.i32': start, 'end.i32': end }
    },
    input: (columns) => {
      const [customer, start] = [at(columns, 'customer.i32'), at(columns, 'start.i32')]
      const end = at(columns, 'end.i32')
      const open = dayNumber('2200-01-01')
      return Array.from({ length: size(columns) }, (_, i) => ({
        customer: customer[i] as number,
        startedOn: textOf(start[i] as number),
        endedOn: end[i] === open ? null : textOf(end[i] as number),
      }))
    },
    run: (library, rows) =>
      library.tallyChurnByPeriod(rows, { every: 'month', from: '2020-01-01', to: '2025-01-01' }),
    figures: (months) =>
      months.map(({ opening, lost, gained, closing }) => [opening, lost, gained, closing]),
    within: 0,
    peers: {
      python: '',
      duckdb: `WITH ordered AS (SELECT customer, DATE '1970-01-01' + start AS start, DATE '1970-01-01' + "end" AS "end",
          max("end") OVER (PARTITION BY customer ORDER BY start, "end" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until,
          start AS began FROM work),
        marked AS (SELECT *, sum(CASE WHEN until >= began THEN 0 ELSE 1 END) OVER
          (PARTITION BY customer ORDER BY start, "end" ROWS UNBOUNDED PRECEDING) AS stretch FROM ordered),
        spans AS (SELECT customer, stretch, min(start) AS start, max("end") AS "end" FROM marked GROUP BY ALL),
        months AS (SELECT unnest(generate_series(DATE '2020-01-01', DATE '2024-12-01', INTERVAL 1 MONTH))::DATE AS a)
        SELECT count(*) FILTER (start < a AND "end" >= a),
          count(*) FILTER (start < a AND "end" >= a AND "end" < a + INTERVAL 1 MONTH),
          count(*) FILTER (start >= a AND start < a + INTERVAL 1 MONTH AND stretch = 1),
          count(*) FILTER (start < a + INTERVAL 1 MONTH AND "end" >= a + INTERVAL 1 MONTH)
        FROM months, spans GROUP BY a ORDER BY a`,
    },
  }),
  work({
    task: 'rfm',
    name: 'RFM scores of a million customers',
    columns: (scale) => {
      const next = random(1)
      const count = 1e6 * scale
      return {
        'sinceLast.f64': Float64Array.from({ length: count }, () => Math.floor(next() * 500)),
        'purchases.f64': Float64Array.from(
          { length: count },
          () => 1 + Math.floor(next() ** 4 * 20),
        ),
        'amount.f64': Float64Array.from(
          { length: count },
          () => Math.round(10_000 * next() ** 3) / 100,
        ),
      }
    },
    input: (columns) =>
      Array.from({ length: size(columns) }, (_, customer) => ({
        customer,
        sinceLast: at(columns, 'sinceLast.f64')[customer] as number,
        purchases: at(columns, 'purchases.f64')[customer] as number,
        amount: at(columns, 'amount.f64')[customer] as number,
      })),
    run: (library, rows) => library.rfm(rows, { bins: 5, definition: 7 }),
    figures: ({ customers }) => {
      const counts = new Map<number, number>()
      for (const { recency, frequency, monetary } of customers) {
        const code = 100 * recency + 10 * frequency + monetary
        counts.set(code, (counts.get(code) ?? 0) + 1)
      }
      const codes = [...counts.keys()].sort((a, b) => a - b)
      return [codes, codes.map((code) => counts.get(code) as number)]
    },
    within: 0,
    peers: { python: '' },
  }),
  work({
    task: 'nps',
    name: 'Net Promoter Score of ten million answers',
    columns: (scale) => {
      const next = random(1)
      return { 'rating.i8': Int8Array.from({ length: 1e7 * scale }, () => Math.floor(next() * 11)) }
    },
    input: (columns) => at(columns, 'rating.i8'),
    run: (library, ratings) => library.nps(ratings),
    figures: ({ score, promoters, detractors }) => [score, promoters, detractors],
    within: 1e-12,
    peers: { python: '' },
  }),
  work({
    task: 'intervals',
    name: 'Wilson’s interval of 100,000 shares',
    columns: () => {
      const next = random(6)
      const trials = Int32Array.from({ length: 1e5 }, () => 1 + Math.floor(next() * 1000))
      const successes = trials.map((count) => Math.floor(next() * (count + 1)))
      return { 'successes.i32': successes, 'trials.i32': trials }
    },
    input: (columns) => {
      const [successes, trials] = [at(columns, 'successes.i32'), at(columns, 'trials.i32')]
      return Array.from(trials, (count, i) => ({
        successes: successes[i] as number,
        trials: count,
      }))
    },
    run: (library, shares) => shares.map((share) => library.proportionInterval(share)),
    figures: (found) =>
      (['low', 'high'] as const).map((end) =>
        Array.from({ length: 1000 }, (_, i) => Number(found[100 * i]?.[end])),
      ),
    within: 1e-9,
    peers: { python: '', R: '' },
  }),
  work({
    task: 'fisher',
    name: 'Fisher’s exact test of 1,000 tables of some 400',
    columns: () => {
      const next = random(8)
      return {
        'counts.i32': Int32Array.from({ length: 4000 }, () => 20 + Math.floor(next() * 160)),
      }
    },
    input: (columns) => {
      const counts = at(columns, 'counts.i32')
      return Array.from({ length: counts.length / 4 }, (_, i) => {
        const [a = 0, b = 0, c = 0, d = 0] = counts.subarray(4 * i, 4 * i + 4)
        return { a: { successes: a, trials: a + b }, b: { successes: c, trials: c + d } }
      })
    },
    run: (library, tables) =>
      tables.map((pair) => library.compareProportions(pair, { test: 'fisher' })),
    figures: (found) => found.map(({ pValue }) => Number(pValue)),
    within: 1e-7,
    peers: { python: '', R: '' },
  }),
  work({
    task: 'bootstrap',
    name: 'bootstrap of a score of 2,000 answers, 10,000 draws',
    columns: () => {
      const next = random(9)
      const values = [100, 0, -100]
      return {
        'value.i8': Int8Array.from({ length: 2000 }, () =>
          Number(values[Math.floor(next() ** 1.4 * 3)]),
        ),
      }
    },
    input: (columns) =>
      Array.from(at(columns, 'value.i8'), (value) => (value > 0 ? 10 : value < 0 ? 3 : 8)),
    run: (library, ratings) =>
      library.npsEstimate(ratings, { interval: 'bootstrap', draws: 10_000, seed: 1 }),
    figures: ({ interval }) => [interval.low, interval.high],
    // Two bootstraps differ by their draws.
    within: 0.05,
    peers: { python: '' },
  }),
]
