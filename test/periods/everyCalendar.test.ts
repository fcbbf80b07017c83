import { isMainThread } from 'node:worker_threads'
import {
  activeCustomers,
  byPeriod,
  type Calendar,
  cohortTable,
  committedRevenueByPeriod,
  type EventRow,
  lifecycle,
  mergeCohortTables,
  npsTrend,
  type PeriodUnit,
  realizedClv,
  realizedClvByCohort,
  type SubscriptionRow,
  tallyChurn,
  tallyChurnByPeriod,
  tallyRatingsByPeriod,
  tallyRevenue,
  tallyRevenueByPeriod,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { days, later, subscriptions, transactions, windows } from '../support/arbitraries.js'

const DAY = 86_400_000

/** What a day is called in a calendar: year, then month, quarter, week or day; found in another way than by the library. */
type Name = (day: string) => { year: number; month: number; week?: number }

const persianFormat = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
})

/** Year, month and day by the host's Persian calendar. */
function persian(day: string): [year: number, month: number, date: number] {
  const parts = persianFormat.formatToParts(Date.parse(day))
  const part = (type: string): number =>
    Number.parseInt(parts.find((each) => each.type === type)?.value as string, 10)
  return [part('year'), part('month'), part('day')]
}

/** The day nearest to a day that is a given day of the week, or the last one up to it. */
function near(day: string, weekDay: number, by: 'nearest' | 'last'): string {
  const offsets = by === 'last' ? [0, -1, -2, -3, -4, -5, -6] : [0, -1, 1, -2, 2, -3, 3]
  const found = offsets.find((offset) => new Date(later(day, offset)).getUTCDay() === weekDay)
  return later(day, found as number)
}

/** A function that looks up what it has answered before. */
function remembered<Key, Value>(answer: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const value = known.get(key) ?? answer(key)
    known.set(key, value)
    return value
  }
}

/** Years of weeks by the days on which they begin; months by the weeks that each has. */
function weeks(begins: (year: number) => string, months: (isLong: boolean) => number[]): Name {
  const beginsOn = remembered(begins)
  return (day) => {
    let year = 2040
    while (beginsOn(year) > day) year--
    const begin = beginsOn(year)
    const week = Math.floor((Date.parse(day) - Date.parse(begin)) / (7 * DAY)) + 1
    const isLong = later(begin, 371) === beginsOn(year + 1)
    let month = 1
    for (let rest = week; rest > (months(isLong)[month - 1] as number); month++)
      rest -= months(isLong)[month - 1] as number
    return { year, month, week }
  }
}

const retail = weeks(
  (year) => later(near(`${year}-01-31`, 6, 'nearest'), 1),
  (isLong) => [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, isLong ? 5 : 4],
)

const septembers = weeks(
  (year) => later(near(`${year - 1}-09-30`, 5, 'last'), 1),
  (isLong) => [4, 4, 5, 4, 4, 5, isLong ? 5 : 4, 4, 5, 4, 4, 5],
)

const isoWeeks = weeks(
  (year) => later(near(`${year}-01-07`, 4, 'last'), -3),
  () => Array.from({ length: 12 }, () => 5),
)

function fiscal(startsIn: number, ahead: number): Name {
  return (day) => {
    const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - startsIn
    return { year: Math.floor(months / 12) + ahead, month: (months % 12) + 1 }
  }
}

interface Case {
  readonly calendar: Calendar
  readonly name: Name
  readonly units: readonly PeriodUnit[]
}

const MONTHS: readonly PeriodUnit[] = ['month', 'quarter', 'year']

const cases: readonly Case[] = [
  {
    calendar: 'persian',
    name: (day) => ({ year: persian(day)[0], month: persian(day)[1] }),
    units: MONTHS,
  },
  { calendar: { fiscalYearStartsIn: 4 }, name: fiscal(4, 0), units: MONTHS },
  { calendar: { fiscalYearStartsIn: 10, namedBy: 'end' }, name: fiscal(10, 1), units: MONTHS },
  {
    calendar: { weeks: '4-5-4', yearEndsIn: 1, yearEndsOn: 'saturday', yearEnd: 'nearest' },
    name: retail,
    units: ['week', ...MONTHS],
  },
  {
    calendar: {
      weeks: '4-4-5',
      yearEndsIn: 9,
      yearEndsOn: 'friday',
      yearEnd: 'last',
      extraWeekIn: 7,
      namedBy: 'end',
    },
    name: septembers,
    units: ['week', ...MONTHS],
  },
  { calendar: 'iso-week', name: isoWeeks, units: ['week', 'year'] },
]

/** The number of a period within its year. */
function numberOf(name: ReturnType<Name>, every: PeriodUnit): number {
  if (every === 'week') return name.week as number
  return every === 'month' ? name.month : every === 'quarter' ? Math.ceil(name.month / 3) : 1
}

interface Divided {
  readonly calendar: Calendar
  readonly every: PeriodUnit
  /** First days of periods, of more years than rows have. */
  readonly boundaries: readonly string[]
  readonly nameOf: (day: string) => { readonly year: number; readonly period: number }
}

const divided: readonly Divided[] = cases.flatMap(({ calendar, units, ...rest }) => {
  const name = remembered(rest.name)
  return units.map((every) => {
    const nameOf = (day: string): { year: number; period: number } => {
      const named = name(day)
      return { year: named.year, period: numberOf(named, every) }
    }
    const boundaries: string[] = []
    let before = ''
    for (let day = '2020-06-01'; day < '2027-12-31'; day = later(day, 1)) {
      const { year, period } = nameOf(day)
      if (before !== '' && before !== `${year} ${period}`) boundaries.push(day)
      before = `${year} ${period}`
    }
    return { calendar, every, boundaries, nameOf }
  })
})

interface Row {
  readonly customer: number
  readonly on: string
  readonly amount: string
}

/** Rows for one function, and a window or the day up to which they are known. */
interface Data {
  readonly window: { readonly from: string; readonly to: string }
  readonly asOf: string
  readonly rows: readonly Row[]
  readonly subscriptions: readonly (SubscriptionRow & { readonly amount: number })[]
}

const data: fc.Arbitrary<Data> = fc
  .record({
    window: windows,
    rows: transactions,
    spans: subscriptions,
    amounts: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 40, maxLength: 40 }),
  })
  .map(({ window, rows, spans, amounts }) => ({
    window,
    rows: rows.map((row) => ({ ...row, on: row.on as string, customer: row.customer as number })),
    asOf: rows.some(({ on }) => (on as string) <= window.to) ? window.to : '2026-03-01',
    subscriptions: spans.map((span, at) => ({ ...span, amount: amounts[at] as number })),
  }))

type Choice =
  | { every: PeriodUnit; calendar?: Calendar; weekStartsOn?: 'monday' }
  | { boundaries: readonly string[] }

/** Every function that divides time, with a calendar or with boundaries. */
const functions: Readonly<Record<string, (data: Data, choice: Choice) => unknown>> = {
  byPeriod: ({ rows, window }, choice) =>
    byPeriod(rows, { on: 'on', ...window, ...(choice as { every: 'month' }) }),
  'byPeriod, then a trend': ({ rows, window }, choice) => {
    const periods = byPeriod(rows, { on: 'on', ...window, ...(choice as { every: 'month' }) })
    const answers = periods.map((period) =>
      period.rows.length > 0 ? period.rows.map(({ customer }) => customer % 11) : null,
    )
    return answers.filter((some) => some !== null).length < 2 ? null : npsTrend(answers)
  },
  tallyChurnByPeriod: ({ subscriptions: rows, window }, choice) =>
    tallyChurnByPeriod(rows, { ...window, ...(choice as { every: 'month' }) }),
  tallyRevenueByPeriod: ({ subscriptions: rows, window }, choice) =>
    tallyRevenueByPeriod(rows, {
      ...window,
      level: 'customer',
      ...(choice as { every: 'month' }),
    }),
  committedRevenueByPeriod: ({ subscriptions: rows, window }, choice) =>
    committedRevenueByPeriod(rows, {
      ...window,
      ahead: { months: 1 },
      level: 'customer',
      ...(choice as { every: 'month' }),
    }),
  tallyRatingsByPeriod: ({ rows, window }, choice) =>
    tallyRatingsByPeriod(
      rows.map(({ customer, on }) => ({ rating: customer % 11, answeredOn: on })),
      { ...window, ...(choice as { every: 'month' }) },
    ),
  activeCustomers: ({ rows, window }, choice) =>
    activeCustomers(rows, { ...window, ...(choice as { every: 'month' }) }),
  lifecycle: ({ rows, asOf }, choice) =>
    lifecycle(rows, { asOf, later: 'ignore', ...(choice as { every: 'month' }) }),
  cohortTable: ({ rows, asOf, window }, choice) =>
    cohortTable(rows, {
      asOf,
      from: window.from < asOf ? window.from : asOf,
      periods: 5,
      later: 'ignore',
      measure: 'on',
      clock: 'calendar',
      cohort: 'first',
      average: 'pooled',
      ...(choice as { every: 'month' }),
    }),
  realizedClvByCohort: ({ rows, asOf }, choice) =>
    realizedClvByCohort(rows, {
      asOf,
      horizon: { months: 2 },
      ...(choice as { every: 'month' }),
    }),
}

/** A result without what says how time was divided. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const said = ['every', 'calendar', 'boundaries', 'weekStartsOn', 'year', 'period']
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) =>
      said.includes(key) ? [] : [[key, plain(part)]],
    ),
  )
}

/** All periods in a result. */
function named(value: unknown): { from: string; year?: number; period?: number }[] {
  if (Array.isArray(value)) return value.flatMap(named)
  if (typeof value !== 'object' || value === null) return []
  const own = 'period' in value ? [value as unknown as { from: string }] : []
  return [...own, ...Object.values(value).flatMap(named)]
}

const title = ({ calendar, every }: Divided): string =>
  `${typeof calendar === 'string' ? calendar : JSON.stringify(calendar)} ${every}`

describe.each(Object.entries(functions))('%s', (name, call) => {
  it.each(divided.map((each) => [title(each), each] as const))(
    'has the periods of %s',
    (_title, { calendar, every, boundaries, nameOf }) => {
      fc.assert(
        fc.property(data, (some) => {
          const result = call(some, { every, calendar })
          const listed = call(some, { boundaries })
          expect(plain(result)).toEqual(plain(listed))
          for (const { from, year, period } of named(result))
            expect([year, period]).toEqual([nameOf(from).year, nameOf(from).period])
          for (const { from, year, period } of named(listed)) {
            expect(year).toBeUndefined()
            expect(period).toBe(boundaries.filter((day) => day <= from).length)
          }
          if (name === 'byPeriod, then a trend') return
          expect(named(result).length).toBeGreaterThan(0)
        }),
        { numRuns: 3 },
      )
    },
  )

  it('has the same periods with the Gregorian calendar as without, to the last field', () => {
    fc.assert(
      fc.property(
        data,
        fc.constantFrom<PeriodUnit>('day', 'week', 'month', 'year'),
        (some, every) => {
          const weekly = { every, weekStartsOn: 'monday' } as const
          expect(JSON.stringify(call(some, { ...weekly, calendar: 'gregorian' }))).toBe(
            JSON.stringify(call(some, weekly)),
          )
          expect(named(call(some, weekly))).toEqual([])
          expect(plain(call(some, { ...weekly, calendar: { fiscalYearStartsIn: 1 } }))).toEqual(
            plain(call(some, weekly)),
          )
        },
      ),
      { numRuns: 6 },
    )
  })

  it('gives the same for rows in another order', () => {
    fc.assert(
      fc.property(data, fc.constantFrom(...divided), (some, { every, calendar, boundaries }) => {
        const other = {
          ...some,
          rows: [...some.rows].reverse(),
          subscriptions: [...some.subscriptions].reverse(),
        }
        const isSorted = name === 'byPeriod'
        const sorted = (value: unknown): unknown =>
          isSorted
            ? (value as { rows: Row[] }[]).map(({ rows, ...rest }) => ({
                ...rest,
                rows: rows.map((row) => JSON.stringify(row)).sort(),
              }))
            : value
        for (const choice of [{ every, calendar }, { boundaries }])
          expect(sorted(call(other, choice))).toEqual(sorted(call(some, choice)))
      }),
      { numRuns: 6 },
    )
  })

  // A worker thread cannot change the time zone of its process.
  it.runIf(isMainThread)('gives the same wherever the host is', () => {
    const [some] = fc.sample(data, { numRuns: 1, seed: 7 }) as [Data]
    const all = (): string =>
      JSON.stringify(divided.map(({ every, calendar }) => call(some, { every, calendar })))
    const home = process.env.TZ
    const here = all()
    try {
      for (const zone of ['America/Sao_Paulo', 'Pacific/Apia', 'Asia/Tehran']) {
        process.env.TZ = zone
        expect(all()).toBe(here)
      }
    } finally {
      if (home === undefined) delete process.env.TZ
      else process.env.TZ = home
    }
  })
})

describe('periods that boundaries divide', () => {
  const some = fc.constantFrom(...divided)
  /** The periods of a window as they are cut. */
  const cut = (boundaries: readonly string[], { from, to }: Data['window']): Data['window'][] =>
    boundaries
      .map((day, at) => ({ from: day, to: boundaries[at + 1] as string }))
      .filter((period) => period.to > from && period.from < to)
      .map((period) => ({
        from: period.from > from ? period.from : from,
        to: period.to < to ? period.to : to,
      }))

  it('have the rows of their days', () => {
    fc.assert(
      fc.property(data, some, ({ rows, window }, { boundaries }) => {
        const periods = byPeriod(rows, { on: 'on', boundaries, ...window })
        expect(periods.map(({ from, to, rows: inside }) => [from, to, inside])).toEqual(
          cut(boundaries, window).map(({ from, to }) => [
            from,
            to,
            rows.filter(({ on }) => on >= from && on < to),
          ]),
        )
        for (const { from, to, complete } of periods)
          expect(complete).toBe(boundaries.includes(from) && boundaries.includes(to))
      }),
      { numRuns: 60 },
    )
  })

  it('have the churn and the revenue of their windows', () => {
    fc.assert(
      fc.property(data, some, ({ subscriptions: rows, window }, { boundaries }) => {
        const expected = cut(boundaries, window)
        const churned = tallyChurnByPeriod(rows, { boundaries, ...window })
        expect(plain(churned)).toEqual(
          expected.map((each, at) => ({
            ...(plain(tallyChurn(rows, each)) as object),
            complete: churned[at]?.complete,
          })),
        )
        const level = 'customer'
        const earned = tallyRevenueByPeriod(rows, { boundaries, level, ...window })
        expect(plain(earned)).toEqual(
          expected.map((each, at) => ({
            ...(plain(tallyRevenue(rows, { ...each, level })) as object),
            complete: earned[at]?.complete,
          })),
        )
      }),
      { numRuns: 20 },
    )
  })

  /** Customers by the period of each of their days. */
  const placed = (
    rows: readonly Row[],
    boundaries: readonly string[],
  ): Map<number, Set<number>> => {
    const by = new Map<number, Set<number>>()
    for (const { customer, on } of rows) {
      const at = boundaries.filter((day) => day <= on).length - 1
      by.set(customer, (by.get(customer) ?? new Set<number>()).add(at))
    }
    return by
  }

  it('have the customers who came, stayed and left', () => {
    fc.assert(
      fc.property(data, some, ({ rows }, { boundaries }) => {
        const asOf = later(boundaries.find((day) => day > '2026-03-01') as string, -1)
        const by = [...placed(rows, boundaries).values()]
        const first = Math.min(...by.flatMap((periods) => [...periods]))
        const count = (is: (periods: Set<number>) => boolean): number => by.filter(is).length
        const { periods } = lifecycle(rows, { boundaries, asOf })
        expect(periods.map(({ from }) => from)).toEqual(
          boundaries.filter((day, at) => at >= first && day <= asOf),
        )
        periods.forEach((period, offset) => {
          const at = first + offset
          const earlier = (periods: Set<number>): boolean => [...periods].some((each) => each < at)
          expect(period).toMatchObject({
            complete: true,
            new: count((own) => own.has(at) && !earlier(own)),
            returning: count((own) => own.has(at) && own.has(at - 1)),
            resurrecting: count((own) => own.has(at) && earlier(own) && !own.has(at - 1)),
            dormant: count((own) => !own.has(at) && own.has(at - 1)),
          })
        })
      }),
      { numRuns: 20 },
    )
  })

  it('have the cohorts that entered in them, and what they were worth', () => {
    fc.assert(
      fc.property(data, some, ({ rows }, { boundaries }) => {
        const asOf = later(boundaries.find((day) => day > '2026-03-01') as string, -1)
        const by = placed(rows, boundaries)
        const entry = (customer: number): number => Math.min(...(by.get(customer) as Set<number>))
        const table = cohortTable(rows, {
          boundaries,
          asOf,
          measure: 'on',
          clock: 'calendar',
          cohort: 'first',
          average: 'pooled',
          periods: 8,
        })
        const horizon = { months: 2 }
        const { cohorts } = realizedClvByCohort(rows, { boundaries, asOf, horizon })
        const first = Math.min(...[...by.keys()].map(entry))
        expect(cohorts.map(({ from }) => from)).toEqual(table.cohorts.map(({ from }) => from))
        table.cohorts.forEach(({ from, size, retained }, offset) => {
          const at = first + offset
          const own = [...by.keys()].filter((customer) => entry(customer) === at)
          expect(from).toBe(boundaries[at])
          expect(size).toBe(own.length)
          expect(retained).toEqual(
            table.columns.map((column) =>
              at + column.from >= boundaries.filter((day) => day <= asOf).length
                ? null
                : own.filter((customer) => by.get(customer)?.has(at + column.from)).length,
            ),
          )
          if (own.length === 0) return
          const bought = rows.filter(({ customer }) => own.includes(customer))
          const { customers, excluded } = cohorts[offset] as (typeof cohorts)[number]
          expect(customers + excluded).toBe(own.length)
          if (customers > 0)
            expect(cohorts[offset]).toMatchObject(
              (({ value, total }) => ({ value, total }))(realizedClv(bought, { asOf, horizon })),
            )
        })
      }),
      { numRuns: 20 },
    )
  })
})

describe('elapsed Persian months', () => {
  const first = new Map<string, string>()
  for (let day = '2021-01-01'; day < '2034-01-01'; day = later(day, 1)) {
    const [year, month, date] = persian(day)
    if (date === 1) first.set(`${year} ${month}`, day)
  }
  const startOf = (months: number): string =>
    first.get(`${Math.floor(months / 12)} ${(months % 12) + 1}`) as string

  /** The day some months after a day: the same day of that month, or its last one. */
  function monthsAfter(day: string, count: number): string {
    const [year, month, date] = persian(day)
    const months = year * 12 + month - 1 + count
    const same = later(startOf(months), date - 1)
    const last = later(startOf(months + 1), -1)
    return same < last ? same : last
  }

  it('run from date to date', () => {
    const events: fc.Arbitrary<EventRow[]> = fc.array(
      fc.record({ customer: fc.integer({ min: 1, max: 6 }), on: days }),
      { minLength: 1, maxLength: 60 },
    )
    const choices = fc.record({
      every: fc.constantFrom<'month' | 'quarter' | 'year'>('month', 'quarter', 'year'),
      minimum: fc.integer({ min: 1, max: 2 }),
      multiple: fc.integer({ min: 1, max: 2 }),
    })
    fc.assert(
      fc.property(events, choices, (rows, { every, minimum, multiple }) => {
        const unit = { month: 1, quarter: 3, year: 12 }[every] * multiple
        const options = {
          every,
          multiple,
          minimum,
          calendar: 'persian',
          from: '2022-01-01',
          asOf: '2026-03-01',
          clock: 'elapsed',
          cohort: 'first',
          average: 'pooled',
        } as const
        for (const measure of ['on', 'on-or-after'] as const) {
          const { cohorts, columns } = cohortTable(rows, {
            ...options,
            measure,
            periods: Math.floor(60 / unit),
          })
          for (const { size, retained, from } of cohorts) {
            const to = monthsAfter(from, unit)
            const members = [...new Set(rows.map(({ customer }) => customer))]
              .map((customer) =>
                rows
                  .filter((row) => row.customer === customer)
                  .map(({ on }) => on as string)
                  .sort(),
              )
              .filter(([entry = '']) => entry >= from && entry < to)
            expect(size).toBe(members.length)
            const isActive = (own: string[], age: number): boolean =>
              age === 0 ||
              own.filter(
                (day) =>
                  day >= monthsAfter(own[0] as string, age * unit) &&
                  day < monthsAfter(own[0] as string, (age + 1) * unit),
              ).length >= minimum
            const isCounted = (own: string[], age: number): boolean =>
              measure === 'on'
                ? isActive(own, age)
                : columns.some(({ from: later }) => later >= age && isActive(own, later))
            expect(retained).toEqual(
              columns.map(({ from: age }, column) =>
                retained[column] === null
                  ? null
                  : members.filter((own) => isCounted(own, age)).length,
              ),
            )
            columns.forEach(({ from: age }, column) => {
              expect(retained[column] === null).toBe(monthsAfter(from, age * unit) > options.asOf)
            })
          }
        }
      }),
      { numRuns: 12 },
    )
  })
})

describe('tables of a calendar', () => {
  const rows: EventRow[] = [
    { customer: 1, on: '2025-01-05' },
    { customer: 1, on: '2025-04-05' },
    { customer: 2, on: '2025-03-25' },
  ]
  const table = (choice: object, events = rows) =>
    cohortTable(events, {
      asOf: '2025-06-30',
      from: '2025-01-05',
      measure: 'on',
      clock: 'calendar',
      cohort: 'first',
      average: 'pooled',
      ...choice,
    } as never)
  const choices: object[] = [
    { every: 'month' },
    ...divided
      .filter(({ every }) => every === 'month')
      .map(({ calendar }) => ({ every: 'month', calendar })),
    { boundaries: ['2024-12-29', '2025-02-01', '2025-04-01', '2025-08-01'] },
    { boundaries: ['2024-12-29', '2025-02-01', '2025-04-01', '2025-07-01'] },
  ]

  it('merge with their like, and with those that were stored', () => {
    for (const choice of choices) {
      const whole = table(choice)
      const shards = [1, 2].map((customer) =>
        table(
          choice,
          rows.filter((row) => row.customer === customer),
        ),
      )
      expect(mergeCohortTables(shards)).toEqual(whole)
      const stored = JSON.parse(JSON.stringify(shards)) as typeof shards
      // Stores such as PostgreSQL's jsonb put the fields into another order.
      const turned = stored.map((each) => ({
        ...each,
        ...(typeof each.calendar === 'object' && {
          calendar: Object.fromEntries(Object.entries(each.calendar).reverse()) as never,
        }),
      }))
      expect(mergeCohortTables(turned)).toEqual(whole)
    }
  })

  it('do not merge with others', () => {
    for (const [at, one] of choices.entries())
      for (const [other, two] of choices.entries())
        if (at !== other)
          expect(() => mergeCohortTables([table(one), table(two)])).toThrow('as in tables[0]')
  })

  it('say what they are of', () => {
    expect(table({ every: 'month' })).not.toHaveProperty('calendar')
    expect(table({ every: 'month', calendar: 'gregorian' })).not.toHaveProperty('calendar')
    expect(table({ every: 'month', calendar: { fiscalYearStartsIn: 4 } }).calendar).toEqual({
      fiscalYearStartsIn: 4,
      namedBy: 'start',
    })
    expect(table({ every: 'week', calendar: 'iso-week' })).toMatchObject({
      every: 'week',
      calendar: 'iso-week',
      weekStartsOn: null,
    })
    expect(table({ boundaries: ['2025-01-01', '2025-09-01'] })).toMatchObject({
      every: null,
      boundaries: ['2025-01-01', '2025-09-01'],
      from: '2025-01-01',
    })
  })
})
