import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type CohortTable,
  type CohortTableOptions,
  cohortTable,
  type EventRow,
  mergeCohortTables,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const monthly: CohortTableOptions = {
  every: 'month',
  asOf: '2025-04-30',
  measure: 'on',
  clock: 'calendar',
  cohort: 'first',
  average: 'pooled',
}

const daily = { every: 'day', clock: 'calendar', average: 'pooled', measure: 'on' } as const

/** Rows of `[customer, day]`. */
function rowsOf(list: readonly (readonly [string | number, string])[]): EventRow[] {
  return list.map(([customer, on]) => ({ customer, on }))
}

/** Months of 2025 in which each customer was there: `{ Ada: [1, 2, 4] }`. */
function visits(months: Readonly<Record<string, readonly number[]>>): EventRow[] {
  return Object.entries(months).flatMap(([customer, own]) =>
    own.map((month) => ({ customer, on: `2025-0${month}-15` })),
  )
}

/** What is known of each cohort, without the cells that have not begun. */
function known({ cohorts }: CohortTable): (number | null)[][] {
  return cohorts.map(({ retained }) => retained.filter((count) => count !== null))
}

describe('cohort tables agree with published ones', () => {
  it('of those active again by day [P-RET-01]', () => {
    const { input, params, expected } = publishedCase('retention', 'P-RET-01')
    const how = { ...daily, asOf: '2020-06-20', from: params.from, cohort: 'any' } as const
    expect(known(cohortTable(rowsOf(input.events), how))).toEqual(expected.counts)
  })

  it('of those who come back after they signed up [P-RET-02]', () => {
    const { input, params, expected } = publishedCase('retention', 'P-RET-02')
    const table = cohortTable(rowsOf(input.returns), {
      ...daily,
      asOf: '2020-06-15',
      later: 'ignore',
      from: params.from,
      cohort: 'first',
      entries: rowsOf(input.signups),
    })
    expect(known(table)).toEqual(expected.counts)
  })

  it('of those active on a day or any later one [P-RET-03]', () => {
    const { input, params, expected } = publishedCase('retention', 'P-RET-03')
    const table = cohortTable(rowsOf(input.events), {
      ...daily,
      measure: 'on-or-after',
      asOf: '2020-06-15',
      from: params.from,
      cohort: 'any',
    })
    expect(known(table)).toEqual(expected.counts)
  })

  const folder = [
    process.env.CUSTOMER_METRICS_DATA,
    fileURLToPath(new URL('../../../shared/reference/data', import.meta.url)),
  ].find((path) => path && existsSync(`${path}/cdnow_sample_transactions.csv`))
  if (!folder) console.log('CDNOW is not here: set CUSTOMER_METRICS_DATA to test against it')

  it.skipIf(!folder)('of CDNOW customers by the month of their first purchase [P-RET-05]', () => {
    const { expected } = publishedCase('retention', 'P-RET-05')
    const lines = readFileSync(`${folder}/cdnow_sample_transactions.csv`, 'utf8').trim().split('\n')
    const purchases = lines.slice(1).map((line) => {
      const [customer = '', on = '', , amount = ''] = line.trim().split(',')
      return { customer, on, amount }
    })
    const table = cohortTable(purchases, { ...monthly, asOf: '1998-06-30' })
    const cohorts = table.cohorts.slice(0, 3)
    expect(
      Object.fromEntries(
        cohorts.map(({ from, retained }) => [from.slice(0, 7), retained.filter((n) => n !== null)]),
      ),
    ).toEqual(expected.cohorts)
    expect(cohorts.map(({ size }) => size)).toEqual([781, 857, 719])
    // Everything that came in is in the table: 244,091.72, by pandas and by hand from the log.
    const all = lines
      .slice(1)
      .reduce((sum, line) => sum + Math.round(100 * Number(line.trim().split(',')[3])), 0)
    const told = cohorts.map(({ revenue }) => Number(revenue?.cumulative.filter(Boolean).at(-1)))
    expect(Math.round(told.reduce((sum, amount) => sum + 100 * amount, 0))).toBe(all)
  })
})

describe('averages of cohorts', () => {
  // 1000 entered in January, 500 of whom came back; 500 in February, 400 of whom did.
  const events = Array.from({ length: 1500 }, (_, customer): EventRow[] => {
    const month = customer < 1000 ? 1 : 2
    const isBack = customer < 1000 ? customer < 500 : customer < 1400
    const first = { customer, on: `2025-0${month}-10` }
    return isBack ? [first, { customer, on: `2025-0${month + 1}-10` }] : [first]
  }).flat()
  const average = (policy: CohortTableOptions['average']): CohortTable['average'] =>
    cohortTable(events, { ...monthly, asOf: '2025-03-31', average: policy }).average

  // scipy 1.17: Wilson's interval of 900 of 1500; the others by the formula from Wilson's of each.
  it.each([
    ['pooled', 0.6, 0.574983122720598, 0.6245059911353658, 'wilson'],
    ['weighted', 0.6, 0.574983122720598, 0.6245059911353658, 'wilson'],
    ['amplitude', 0.6, 0.574983122720598, 0.6245059911353658, 'wilson'],
    ['mean', 0.65, 0.6257762152221771, 0.6725107096673765, 'mover'],
    ['mixpanel', 0.56, 0.5341562299060831, 0.5855947436164127, 'mover'],
  ] as const)('are 60 %, 65 % or 56 % of the same data: %s', (policy, rate, low, high, method) => {
    const { rates, intervals, entered, retained, cohorts } = average(policy)
    expect(rates[1]).toBeCloseTo(rate, 14)
    expect(intervals[1]?.low).toBeCloseTo(low, 12)
    expect(intervals[1]?.high).toBeCloseTo(high, 12)
    expect(intervals[1]).toMatchObject({ method, confidence: 0.95 })
    expect([entered[1], retained[1], cohorts[1]]).toEqual([1500, 900, 2])
    // Only January has had the chance of a second month later, and nobody in March entered.
    expect([entered[2], retained[2], cohorts[2]]).toEqual([1000, 0, 1])
  })

  it('count customers of several cohorts for what they say', () => {
    // Ada enters in January, February and March; Ben in January only. By January and February two and
    // one entered, and Ada came back both times.
    const how = { ...monthly, asOf: '2025-03-31', cohort: 'any' } as const
    const of = (policy: CohortTableOptions['average']): CohortTable =>
      cohortTable(visits({ Ada: [1, 2, 3], Ben: [1] }), { ...how, average: policy })
    const { average, repeats } = of('pooled')
    expect(repeats?.[1]).toEqual({
      customers: 2,
      returned: 1,
      enteredSquares: 5,
      products: 4,
      retainedSquares: 4,
    })
    // By hand: variance 2 × (4 − 2·⅔·4 + (⅔)²·5) ÷ 9 = 16/81, so that 2/9 ÷ 16/81 = 1.125 customers say
    // as much. scipy 1.17: Wilson's interval of 0.75 of 1.125, and of 1 of 2.
    expect(average.rates[1]).toBeCloseTo(2 / 3, 15)
    expect(average.intervals[1]?.low).toBeCloseTo(0.10358369156401004, 12)
    expect(average.intervals[1]?.high).toBeCloseTo(0.9719228239511208, 12)
    const once = of('amplitude').average
    expect(once.rates[1]).toBe(0.5)
    expect(once.intervals[1]?.low).toBeCloseTo(0.09453120573423074, 12)
    expect(of('mean').average.rates[1]).toBe(0.75)
    expect(of('mean').average.intervals[1]).toBeNull()
    expect(of('mixpanel').average.rates[1]).toBeCloseTo((4 * 0.5 + 1) / 5, 15)
    // Nobody came back for a third month but Ada, whose only entry with the chance was retained.
    expect(average.rates[2]).toBe(0.5)
  })

  it('take all entries of a customer for one where all were retained, or none', () => {
    const how = { ...monthly, asOf: '2025-03-31', cohort: 'any' } as const
    const { average } = cohortTable(visits({ Ada: [1, 2, 3], Ben: [1, 2, 3] }), how)
    // Four entries of two customers, all retained: 4² ÷ (2² + 2²) = 2 say as much, of which 2.
    // scipy 1.17: Wilson's interval of 2 of 2 begins at 2 ÷ (2 + 1.959964²) = 0.3423802275.
    expect(average.rates[1]).toBe(1)
    expect(average.intervals[1]).toMatchObject({ low: expect.closeTo(0.3423802275, 9), high: 1 })
  })

  it('are unknown where no cohort has had the chance', () => {
    const { average } = cohortTable(visits({ Ada: [4] }), { ...monthly, asOf: '2025-04-20' })
    expect(average).toMatchObject({
      rates: [null],
      intervals: [null],
      cohorts: [0],
      entered: [0],
      retained: [0],
    })
  })
})

describe('what is known of a cell', () => {
  const events = visits({ Ada: [1, 2, 4], Ben: [2, 3] })

  it('is final when its period is over, and in progress before', () => {
    const { cohorts } = cohortTable(events, { ...monthly, asOf: '2025-04-15' })
    expect(cohorts.map(({ states }) => states)).toEqual([
      ['final', 'final', 'final', 'in-progress'],
      ['final', 'final', 'in-progress', 'unknown'],
      ['final', 'in-progress', 'unknown', 'unknown'],
      ['in-progress', 'unknown', 'unknown', 'unknown'],
    ])
    expect(cohorts[1]).toMatchObject({
      from: '2025-02-01',
      size: 1,
      retained: [1, 1, 0, null],
      rates: [1, 1, 0, null],
      revenue: null,
    })
    expect(cohorts[1]?.intervals[3]).toBeNull()
    // Nobody entered in March: counted, and without a rate.
    expect(cohorts[2]).toMatchObject({ size: 0, retained: [0, 0, null, null] })
    expect(cohorts[2]?.rates).toEqual([null, null, null, null])
  })

  it('is so far what on-or-after shows, unless activity counts up to a last period', () => {
    const how = { ...monthly, measure: 'on-or-after' } as const
    const open = cohortTable(events, how)
    expect(known(open)).toEqual([[1, 1, 1, 1], [1, 1, 0], [0, 0], [0]])
    expect(open.cohorts[0]?.states).toEqual(['so-far', 'so-far', 'so-far', 'so-far'])
    const closed = cohortTable(events, { ...how, until: 2 })
    expect(known(closed)).toEqual([[1, 1, 0], [1, 1, 0], [0, 0], [0]])
    expect(closed.cohorts.map(({ states }) => states)).toEqual([
      ['final', 'final', 'final'],
      ['final', 'final', 'final'],
      ['so-far', 'so-far', 'unknown'],
      ['so-far', 'unknown', 'unknown'],
    ])
    // March has not had the time, though its cells have begun.
    expect(closed.average.cohorts).toEqual([2, 2, 2])
    const more = [...events, { customer: 'Zoe', on: '2025-03-02' }]
    expect(cohortTable(more, { ...how, until: 2 }).average.cohorts).toEqual([2, 2, 2])
    expect(cohortTable(more, how).average.cohorts.slice(0, 2)).toEqual([3, 3])
  })

  it('on the clock of each customer needs the last who can have entered', () => {
    // Ada entered on 31 January. Her first month runs to 27 February, her second to 30 March.
    const rows = rowsOf([
      ['Ada', '2025-01-31'],
      ['Ada', '2025-02-28'],
      ['Ada', '2025-03-30'],
    ])
    const how = { ...monthly, clock: 'elapsed' } as const
    const states = (asOf: string): readonly string[] | undefined =>
      cohortTable(rows, { ...how, asOf, later: 'ignore' }).cohorts[0]?.states
    expect(known(cohortTable(rows, { ...how, asOf: '2025-03-31' }))[0]).toEqual([1, 1, 0])
    expect(states('2025-02-26')).toEqual(['in-progress', 'in-progress'])
    expect(states('2025-02-27')).toEqual(['final', 'in-progress'])
    expect(states('2025-03-30')).toEqual(['final', 'final', 'in-progress'])
  })
})

describe('the columns of a cohort table', () => {
  it('are brackets of periods, and what lies between them is in none', () => {
    const rows = rowsOf([
      ['Ada', '2025-01-01'],
      ['Ada', '2025-01-03'],
      ['Ben', '2025-01-01'],
      ['Ben', '2025-01-06'],
      ['Cem', '2025-01-01'],
      ['Cem', '2025-01-09'],
    ])
    const how = { ...daily, cohort: 'first', asOf: '2025-01-31', from: '2025-01-01' } as const
    const brackets: [number, number][] = [
      [1, 3],
      [7, 9],
    ]
    const { columns, cohorts } = cohortTable(rows, { ...how, brackets })
    expect(columns).toEqual([
      { from: 1, to: 3 },
      { from: 7, to: 9 },
    ])
    expect(cohorts[0]?.retained).toEqual([1, 1])
    // Ben was there on day 5: in no bracket, and after the first began.
    const after = cohortTable(rows, { ...how, brackets, measure: 'on-or-after' })
    expect(after.cohorts[0]?.retained).toEqual([3, 1])
  })

  it('have the number that is asked for, begun or not', () => {
    const { cohorts, average } = cohortTable(visits({ Ada: [3] }), { ...monthly, periods: 4 })
    expect(cohorts[0]?.retained).toEqual([1, 0, null, null])
    expect(average.rates).toEqual([1, 0, null, null])
  })

  it('count customers who were there often enough', () => {
    const rows = rowsOf([
      ['Ada', '2025-01-01'],
      ['Ada', '2025-02-01'],
      ['Ben', '2025-01-01'],
      ['Ben', '2025-02-01'],
      ['Ben', '2025-02-01'],
    ])
    const retained = (minimum: number): unknown =>
      cohortTable(rows, { ...monthly, minimum }).cohorts[0]?.retained
    expect(retained(1)).toEqual([2, 2, 0, 0])
    expect(retained(2)).toEqual([2, 1, 0, 0])
    expect(retained(3)).toEqual([2, 0, 0, 0])
  })

  it('begin with the period that is asked for where they have several units', () => {
    const rows = rowsOf([
      ['Ada', '2025-01-08'],
      ['Ada', '2025-01-26'],
      ['Ben', '2025-01-20'],
    ])
    const table = cohortTable(rows, {
      ...monthly,
      every: 'week',
      multiple: 2,
      from: '2025-01-08',
      weekStartsOn: 'monday',
      asOf: '2025-02-16',
    })
    expect(table.from).toBe('2025-01-06')
    expect(table.cohorts.map(({ from }) => from)).toEqual([
      '2025-01-06',
      '2025-01-20',
      '2025-02-03',
    ])
    expect(known(table)).toEqual([[1, 1, 0], [1, 0], [0]])
    // On Sunday the 26th Ada's week is another one where weeks begin on Sunday.
    const sunday = cohortTable(rows, {
      ...monthly,
      every: 'week',
      weekStartsOn: 'sunday',
      asOf: '2025-01-26',
    })
    expect(sunday.cohorts.map(({ from }) => from)).toEqual([
      '2025-01-05',
      '2025-01-12',
      '2025-01-19',
      '2025-01-26',
    ])
  })
})

describe('many entries of one customer', () => {
  // 30,000 days in a row: what each entry looks at must not grow with what comes after its columns.
  const days = Array.from({ length: 30_000 }, (_, at) => ({
    customer: 1,
    on: new Date(Date.UTC(1900, 0, 1 + at)).toISOString().slice(0, 10),
  }))
  const of = { ...daily, cohort: 'any', asOf: days.at(-1)?.on as string, periods: 3 } as const

  it.each([
    ['on', {}, 29_998],
    ['on-or-after', {}, 29_998],
    // A day has one event, so that nobody comes back often enough.
    ['on-or-after', { minimum: 2 }, 0],
    ['on-or-after', { minimum: 2, clock: 'elapsed' }, 0],
    ['on', { minimum: 2 }, 0],
  ] as const)('are counted each by its own columns: %s %o', (measure, change, retained) => {
    const { average } = cohortTable(days, { ...of, measure, ...change })
    expect(average.retained[2]).toBe(retained)
  })
})

describe('days of a cohort table', () => {
  it('count once each, of 23 hours or of 25', () => {
    // Berlin: 2025-03-30 has 23 hours, 2025-10-26 has 25.
    const how = { ...daily, cohort: 'first', timeZone: 'Europe/Berlin' } as const
    const spring = [
      '2025-03-29T22:59:59Z',
      '2025-03-29T23:00:00Z',
      '2025-03-30T21:59:59Z',
      '2025-03-30T22:00:00Z',
    ]
    expect(
      known(
        cohortTable(rowsOf(spring.map((on) => ['Ada', on])), {
          ...how,
          minimum: 2,
          asOf: '2025-03-31',
        }),
      ),
    ).toEqual([[1, 1, 0], [0, 0], [0]])
    const autumn = [
      '2025-10-25T21:59:59Z',
      '2025-10-25T22:00:00Z',
      '2025-10-26T22:59:59Z',
      '2025-10-26T23:00:00Z',
    ]
    expect(
      known(
        cohortTable(rowsOf(autumn.map((on) => ['Ada', on])), {
          ...how,
          minimum: 2,
          asOf: '2025-10-27',
        }),
      ),
    ).toEqual([[1, 1, 0], [0, 0], [0]])
  })
})

describe('amounts of cohorts', () => {
  const events = [
    { customer: 'Ada', on: '2025-01-05', amount: '10.10' },
    { customer: 'Ada', on: '2025-02-05', amount: 0.2 },
    { customer: 'Ben', on: '2025-01-06', amount: '0.005' },
    { customer: 'Ben', on: '2025-03-06', amount: -1n },
    { customer: 'Cem', on: '2025-02-01', amount: '5' },
  ]

  it('add up exactly, by column and since the entry', () => {
    const { cohorts, average } = cohortTable(events, { ...monthly, asOf: '2025-03-31' })
    expect(cohorts[0]?.revenue).toEqual({
      initial: '10.105',
      amounts: ['10.105', '0.2', '-1'],
      rates: [1, expect.closeTo(0.2 / 10.105, 15), expect.closeTo(-1 / 10.105, 15)],
      cumulative: ['10.105', '10.305', '9.305'],
      perCustomer: ['5.0525', '5.1525', '4.6525'],
    })
    expect(cohorts[1]?.revenue?.cumulative).toEqual(['5', '5', null])
    expect(cohorts[2]?.revenue).toEqual({
      initial: '0',
      amounts: ['0', null, null],
      rates: [null, null, null],
      cumulative: ['0', null, null],
      perCustomer: [null, null, null],
    })
    // 15.105 of three customers, 15.305 of three, 9.305 of the two who have had the time.
    expect(average.revenue?.perCustomer.map((value) => value?.slice(0, 9))).toEqual([
      '5.035',
      '5.1016666',
      '4.6525',
    ])
    expect(average.revenue?.rates[1]).toBeCloseTo(0.2 / 15.105, 15)
  })

  it('make shares of revenue that are divided exactly, and rounded once', () => {
    const rows = [
      { customer: 'Ada', on: '2025-01-05', amount: '0.1' },
      { customer: 'Ada', on: '2025-02-05', amount: '0.3' },
      { customer: 'Ada', on: '2025-03-05', amount: '-0.003' },
    ]
    const { cohorts, average } = cohortTable(rows, {
      every: 'month',
      asOf: '2025-03-31',
      measure: 'on',
      clock: 'calendar',
      cohort: 'first',
      average: 'pooled',
    })
    expect(cohorts[0]?.revenue?.rates).toEqual([1, 3, -0.03])
    expect(average.revenue?.rates).toEqual([1, 3, -0.03])
  })

  it('are in no column after the last', () => {
    const { cohorts } = cohortTable(events, { ...monthly, asOf: '2025-03-31', periods: 2 })
    expect(cohorts[0]?.revenue).toMatchObject({
      amounts: ['10.105', '0.2'],
      cumulative: ['10.105', '10.305'],
    })
  })

  it('between brackets count in the amount since the entry', () => {
    const { cohorts } = cohortTable(events, {
      ...monthly,
      asOf: '2025-03-31',
      brackets: [[2, 2]],
    })
    expect(cohorts[0]?.revenue).toMatchObject({
      initial: '10.105',
      amounts: ['-1'],
      cumulative: ['9.305'],
    })
  })
})

describe('merging cohort tables', () => {
  const first = cohortTable(visits({ Ada: [1, 2] }), monthly)
  const second = cohortTable(visits({ Ben: [2, 3] }), monthly)

  it('adds customers, and cohorts that only some tables have', () => {
    expect(mergeCohortTables([second, first])).toEqual(
      cohortTable(visits({ Ada: [1, 2], Ben: [2, 3] }), monthly),
    )
  })

  it('takes what JSON gives back', () => {
    const of = { ...monthly, cohort: 'any', every: 'week', weekStartsOn: 'monday' } as const
    const table = cohortTable(visits({ Ada: [1, 2] }), {
      ...of,
      brackets: [[0, 3]],
      interval: 'wald',
    })
    expect(mergeCohortTables([JSON.parse(JSON.stringify(table))])).toEqual(table)
  })

  it('adds those who entered and did nothing to tables with amounts and without', () => {
    const entries = (customer: number): EventRow[] => [{ customer, on: '2025-01-05' }]
    const idle = cohortTable([], { ...monthly, entries: entries(2) })
    expect([idle.hasAmounts, idle.cohorts[0]?.revenue, idle.average.revenue]).toEqual([
      null,
      null,
      null,
    ])
    expect(mergeCohortTables([idle, idle]).hasAmounts).toBe(null)
    for (const amount of [{ amount: '10' }, {}]) {
      const events = [{ customer: 1, on: '2025-02-05', ...amount }]
      const busy = cohortTable(events, { ...monthly, entries: entries(1) })
      const both = [...entries(1), ...entries(2)]
      const whole = cohortTable(events, { ...monthly, entries: both })
      expect(mergeCohortTables([idle, busy])).toEqual(whole)
      expect(mergeCohortTables([busy, idle])).toEqual(whole)
      // What somebody did who never entered says nothing of those who did.
      const other = cohortTable([...events, { customer: 3, on: '2025-02-05', ...amount }], {
        ...monthly,
        entries: entries(2),
      })
      expect(other).toEqual(idle)
    }
  })

  const changed = (change: object): CohortTable => ({ ...first, ...change })
  const brackets = cohortTable(visits({ Ada: [1, 2] }), { ...monthly, brackets: [[1, 2]] })
  const any = cohortTable(visits({ Ada: [1, 2] }), { ...monthly, cohort: 'any' })
  const several = cohortTable(visits({ Ada: [1, 2], Ben: [1] }), { ...monthly, cohort: 'any' })
  /** A table that says something else of its customers in several cohorts. */
  const withRepeat = (table: CohortTable, column: number, change: object): CohortTable => ({
    ...table,
    repeats: (table.repeats ?? []).map((own, at) => (at === column ? { ...own, ...change } : own)),
  })
  const paid = cohortTable([{ customer: 1, on: '2025-01-01', amount: 1 }], monthly)
  const cohort = first.cohorts[0]
  const rising = cohortTable(visits({ Ada: [1, 2], Ben: [1] }), {
    ...monthly,
    measure: 'on-or-after',
  })
  const spent = cohortTable(
    [
      { customer: 1, on: '2025-01-01', amount: 1 },
      { customer: 1, on: '2025-02-01', amount: 2 },
    ],
    monthly,
  )
  const divided = cohortTable(visits({ Ada: [1, 2] }), {
    ...monthly,
    every: undefined,
    boundaries: ['2025-01-01', '2025-03-01', '2025-05-01'],
  } as never)
  /** A table whose first cohort, or another, is changed. */
  const told = (table: CohortTable, change: object, at = 0): CohortTable => ({
    ...table,
    cohorts: table.cohorts.map((own, place) => (place === at ? { ...own, ...change } : own)),
  })
  const revenueOf = (change: object, at = 0): CohortTable =>
    told(spent, { revenue: { ...spent.cohorts[at]?.revenue, ...change } }, at)

  it.each<[string, CohortTable[], string, string]>([
    ['nothing', [], 'empty', 'tables is empty, not at least one table'],
    [
      'another as-of day',
      [first, changed({ asOf: '2025-05-30' })],
      'mismatch',
      'tables[1].asOf is "2025-05-30", not 2025-04-30 as in tables[0]',
    ],
    [
      'another average',
      [first, changed({ average: { ...first.average, policy: 'mean' } })],
      'mismatch',
      'tables[1].average.policy is "mean", not pooled as in tables[0]',
    ],
    [
      'brackets where there were none',
      [first, brackets],
      'mismatch',
      'tables[1].brackets is an array, not null as in tables[0]',
    ],
    [
      'other brackets',
      [brackets, { ...brackets, brackets: [[1, 3]] }],
      'mismatch',
      'tables[1].brackets[0][1] is 3, not 2 as in tables[0]',
    ],
    [
      'more brackets',
      [
        brackets,
        {
          ...brackets,
          brackets: [
            [1, 2],
            [3, 3],
          ],
        },
      ],
      'mismatch',
      'tables[1].brackets is an array, not the brackets of tables[0]',
    ],
    [
      'a bracket that is no list',
      [brackets, { ...brackets, brackets: [3] as never }],
      'invalid',
      'tables[1].brackets[0] is 3, not an array',
    ],
    [
      'another calendar',
      [first, changed({ calendar: 'persian' })],
      'mismatch',
      'tables[1].calendar is "persian", not gregorian as in tables[0]',
    ],
    [
      'other boundaries',
      [divided, { ...divided, boundaries: ['2025-01-01', '2025-02-01', '2025-05-01'] } as never],
      'mismatch',
      'tables[1].boundaries is "2025-01-01, 2025-02-01, 2025-05-01", not 2025-01-01, 2025-03-01, 2025-05-01 as in tables[0]',
    ],
    [
      'amounts where there were none',
      [first, paid],
      'mismatch',
      'tables[1].hasAmounts is true, not false as in the others',
    ],
    [
      'no amounts where there were some',
      [paid, first],
      'mismatch',
      'tables[1].hasAmounts is false, not true as in the others',
    ],
    [
      'no word on amounts',
      [changed({ hasAmounts: undefined })],
      'invalid',
      'tables[0].hasAmounts is undefined, not one of true, false, null',
    ],
    [
      'customers who were not there when they entered',
      [told(first, { size: 2 })],
      'mismatch',
      'tables[0].cohorts[0].retained[0] is 1, not 2, the size',
    ],
    [
      'on-or-after that rises',
      [told(rising, { retained: [2, 1, 2, 0] })],
      'mismatch',
      'tables[0].cohorts[0].retained[2] is 2, not at most 1 as before',
    ],
    [
      'amounts that do not add up to what came in',
      [revenueOf({ cumulative: ['1', '4', '3', '3'] })],
      'mismatch',
      'tables[0].cohorts[0].revenue.cumulative[1] is "4", not 3',
    ],
    [
      'an initial amount that is not that of the entry',
      [revenueOf({ initial: '2' })],
      'mismatch',
      'tables[0].cohorts[0].revenue.initial is "2", not 1',
    ],
    [
      'amounts of nobody',
      [revenueOf({ initial: '1', amounts: ['1', null, null, null] }, 3)],
      'mismatch',
      'tables[0].cohorts[3].revenue.initial is "1", not 0',
    ],
    [
      'amounts of nobody after the entry',
      [revenueOf({ amounts: ['0', '1', '0', null], cumulative: ['0', '1', '1', null] }, 1)],
      'mismatch',
      'tables[0].cohorts[1].revenue.amounts[1] is "1", not 0',
    ],
    [
      'no cohorts',
      [changed({ cohorts: [] })],
      'invalid',
      'tables[0].cohorts is an array, not a list of cohorts',
    ],
    [
      'a cohort too few',
      [
        {
          ...cohortTable(visits({ Ada: [1] }), { ...monthly, from: '2025-01-01' }),
          cohorts: first.cohorts.slice(1),
        },
      ],
      'mismatch',
      'tables[0].cohorts is an array, not the cohorts from `from` to `asOf`',
    ],
    [
      'cohorts out of order',
      [changed({ cohorts: [...first.cohorts].reverse() })],
      'mismatch',
      'tables[0].cohorts[0].from is "2025-04-01", not 2025-01-01, the next cohort',
    ],
    [
      'more retained than entered',
      [changed({ cohorts: [{ ...cohort, retained: [1, 2, 0, 0] }, ...first.cohorts.slice(1)] })],
      'out-of-range',
      'tables[0].cohorts[0].retained[1] is 2, not a whole number from 0 to 1',
    ],
    [
      'a cell too many',
      [changed({ cohorts: [{ ...cohort, retained: [1, 1, 0, 0, 0] }, ...first.cohorts.slice(1)] })],
      'invalid',
      'tables[0].cohorts[0].retained is an array, not 4 columns',
    ],
    [
      'a cell of a period that has not begun',
      [
        changed({
          cohorts: [
            ...first.cohorts.slice(0, 3),
            { ...first.cohorts[3], retained: [0, 0, null, null] },
          ],
        }),
      ],
      'mismatch',
      'tables[0].cohorts[3].retained[1] is 0, not null, as the column has not begun',
    ],
    [
      'amounts of one cohort',
      [changed({ cohorts: [...first.cohorts.slice(0, 3), { ...first.cohorts[3], revenue: {} }] })],
      'mismatch',
      'tables[0].cohorts[3].revenue is an object, not null',
    ],
    [
      'no word on customers of several cohorts',
      [{ ...any, repeats: null }],
      'invalid',
      'tables[0].repeats is null, not 4 columns',
    ],
    [
      'more customers than entries',
      [
        {
          ...any,
          repeats: [
            { ...any.repeats?.[0], customers: 3 },
            ...(any.repeats ?? []).slice(1),
          ] as never,
        },
      ],
      'out-of-range',
      'tables[0].repeats[0].customers is 3, not a whole number from 1 to 2',
    ],
    [
      'more customers retained than there were',
      [withRepeat(any, 0, { returned: 2 })],
      'out-of-range',
      'tables[0].repeats[0].returned is 2, not a whole number from 1 to 1',
    ],
    [
      'more customers retained than entries were',
      [withRepeat(several, 1, { returned: 2 })],
      'out-of-range',
      'tables[0].repeats[1].returned is 2, not a whole number from 1 to 1',
    ],
  ])('refuses %s', (_name, tables, code, message) => {
    expect(refusalText(() => mergeCohortTables(tables))).toEqual([
      code,
      `mergeCohortTables: ${message}`,
    ])
  })
})

describe('cohortTable refuses', () => {
  const rows = visits({ Ada: [1, 2] })
  const weekly = { ...monthly, every: 'week', weekStartsOn: 'monday' } as const

  it.each<[string, unknown, object, string, string]>([
    [
      'an event without customer',
      [{ on: '2025-01-01' }],
      {},
      'invalid',
      'events[0].customer is undefined, not a number or a string that is not empty',
    ],
    [
      'an event on no day',
      [{ customer: 1, on: '2025-02-30' }],
      {},
      'invalid',
      'events[0].on is "2025-02-30", not a day such as \'2025-01-31\', a valid Date or an ISO date-time with its offset (customer 1)',
    ],
    [
      'an event after asOf',
      rows,
      { asOf: '2025-01-31' },
      'invalid',
      'later is undefined, not one of ignore, reject, which is required where rows are after asOf',
    ],
    [
      'an event after asOf where they are rejected',
      rows,
      { asOf: '2025-01-31', later: 'reject' },
      'out-of-range',
      'events[1].on is "2025-02-15", not a day up to 2025-01-31, which is asOf (customer "Ada")',
    ],
    [
      'another policy for them',
      rows,
      { later: 'drop' },
      'invalid',
      'later is "drop", not one of ignore, reject',
    ],
    [
      'an entry after asOf',
      [],
      { entries: [{ customer: 1, on: '2025-05-01' }] },
      'invalid',
      'later is undefined, not one of ignore, reject, which is required where rows are after asOf',
    ],
    [
      'brackets that overlap',
      rows,
      {
        brackets: [
          [0, 3],
          [3, 5],
        ],
      },
      'out-of-range',
      'brackets[1][0] is 3, not at least 4, as the bracket before ends at 3',
    ],
    [
      'brackets that end before they begin',
      rows,
      { brackets: [[3, 2]] },
      'out-of-range',
      'brackets[0][1] is 2, not a whole number from 3 to 10000',
    ],
    [
      'a bracket of one number',
      rows,
      { brackets: [3] },
      'out-of-range',
      'brackets[0] is 3, not a pair',
    ],
    ['no brackets', rows, { brackets: [] }, 'empty', 'brackets is empty, not at least one bracket'],
    [
      'brackets and periods',
      rows,
      { brackets: [[0, 1]], periods: 3 },
      'mismatch',
      'periods is 3, not undefined as there are brackets',
    ],
    [
      'a last period for on',
      rows,
      { until: 3 },
      'mismatch',
      "until is 3, not undefined as measure is 'on'",
    ],
    [
      'a last period before the last column',
      rows,
      { until: 3, periods: 5, measure: 'on-or-after' },
      'out-of-range',
      'until is 3, not a whole number from 4 to 10000',
    ],
    [
      'several boundaries as one period',
      rows,
      {
        every: undefined,
        boundaries: ['2025-01-01', '2025-05-01'],
        multiple: 2,
        from: '2025-01-01',
      },
      'mismatch',
      'multiple is 2, not 1 as there are boundaries',
    ],
    [
      'elapsed time between boundaries',
      rows,
      { every: undefined, boundaries: ['2025-01-01', '2025-05-01'], clock: 'elapsed' },
      'mismatch',
      'clock is "elapsed", not \'calendar\', as periods have no length to count from an entry',
    ],
    [
      'periods that end after the Persian years',
      rows,
      { every: 'year', multiple: 300, calendar: 'persian', from: '2025-01-01' },
      'out-of-range',
      'asOf is "2025-04-30", not a day whose period ends within the Persian years 1206 to 1498',
    ],
    [
      'amounts under another name',
      [{ customer: 1, on: '2025-01-01', Amount: 5 }],
      {},
      'invalid',
      'events[0].Amount is 5, not absent where no row has amount: name the column amount, or leave it out',
    ],
    [
      'no events',
      [],
      {},
      'empty',
      'events is empty, not at least one row that enters a cohort, where from is not given',
    ],
    [
      'no entries',
      rows,
      { entries: [] },
      'empty',
      'entries is empty, not at least one row that enters a cohort, where from is not given',
    ],
    [
      'a first cohort after the last',
      rows,
      { from: '2025-05-01' },
      'out-of-range',
      'from is "2025-05-01", not a day up to 2025-04-30, which is asOf',
    ],
    [
      'several units without a beginning',
      rows,
      { multiple: 2 },
      'invalid',
      'from is undefined, not a day to count periods of more than one unit from',
    ],
    [
      'weeks that begin nowhere',
      rows,
      { every: 'week' },
      'invalid',
      'weekStartsOn is undefined, not one of sunday, monday, tuesday, wednesday, thursday, friday, saturday',
    ],
    [
      'more cells than anybody reads',
      [{ customer: 1, on: '1900-01-01' }],
      { every: 'day' },
      'out-of-range',
      'asOf is "2025-04-30", not within 1000000 cells; longer periods or a later from make fewer',
    ],
    [
      'amounts of some',
      [...rows, { customer: '1', on: '2025-01-01', amount: 1 }],
      {},
      'mismatch',
      'events[2].amount is 1, not undefined as in events[0] (customer "1")',
    ],
    [
      'amounts of others',
      [{ customer: '1', on: '2025-01-01', amount: 1 }, ...rows],
      {},
      'mismatch',
      'events[1].amount is undefined, not an amount as in events[0] (customer "Ada")',
    ],
    [
      'no measure',
      rows,
      { measure: undefined },
      'invalid',
      'measure is undefined, not one of on, on-or-after',
    ],
    [
      'no average',
      rows,
      { average: undefined },
      'invalid',
      'average is undefined, not one of pooled, mean, weighted, amplitude, mixpanel',
    ],
    [
      'an amount that is none',
      [{ customer: 1, on: '2025-01-01', amount: 'x' }],
      weekly,
      'invalid',
      'events[0].amount is "x", not a decimal number below 1e30 with at most 30 decimals (customer 1)',
    ],
    [
      'amounts of a column that come to more than can be read again',
      [
        { customer: 1, on: '2025-01-01', amount: '-5e29' },
        { customer: 1, on: '2025-02-01', amount: '6e29' },
        { customer: 1, on: '2025-02-02', amount: '6e29' },
      ],
      {},
      'out-of-range',
      'cohorts[0].revenue.amounts[1] is "1200000000000000000000000000000", not an amount below 1e30',
    ],
    [
      'amounts since the entry that come to more than can be read again',
      [
        { customer: 1, on: '2025-01-01', amount: '6e29' },
        { customer: 1, on: '2025-02-01', amount: '6e29' },
      ],
      {},
      'out-of-range',
      'cohorts[0].revenue.cumulative[1] is "1200000000000000000000000000000", not an amount below 1e30',
    ],
  ])('%s', (_name, events, change, code, message) => {
    const how = { ...monthly, ...change } as CohortTableOptions
    expect(refusalText(() => cohortTable(events as EventRow[], how))).toEqual([
      code,
      `cohortTable: ${message}`,
    ])
  })

  it('amounts of some by the rows that it keeps', () => {
    const of = { ...monthly, later: 'ignore' } as const
    const all = [
      { customer: 9, on: '2026-01-01' },
      { customer: 1, on: '2025-01-02', amount: 3 },
      { customer: 1, on: '2025-01-03' },
    ]
    expect(cohortTable(all.slice(0, 2), of).cohorts[0]?.revenue?.initial).toBe('3')
    expect(refusalText(() => cohortTable(all, of))).toEqual([
      'mismatch',
      'cohortTable: events[2].amount is undefined, not an amount as in events[1] (customer 1)',
    ])
  })

  it('nothing of what is later where it is to be ignored', () => {
    expect(known(cohortTable(rows, { ...monthly, asOf: '2025-01-31', later: 'ignore' }))).toEqual([
      [1],
    ])
  })
})
