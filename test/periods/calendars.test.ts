import {
  byPeriod,
  type Calendar,
  cohortTable,
  mergeCohortTables,
  type PeriodUnit,
  realizedClvByCohort,
  type WeekCalendar,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { later } from '../support/arbitraries.js'
import { ownRows } from '../support/datasets.js'
import { refusalText } from '../support/refusal.js'

const NRF: WeekCalendar = {
  weeks: '4-5-4',
  yearEndsIn: 1,
  yearEndsOn: 'saturday',
  yearEnd: 'nearest',
}

interface Outlined {
  readonly from: string
  readonly to: string
  readonly year?: number
  readonly period?: number
}

/** The whole periods of a window. */
function periods(every: PeriodUnit, calendar: Calendar, from: string, to: string): Outlined[] {
  return byPeriod([], { on: 'on', every, calendar, from, to } as never)
    .filter(({ complete }) => complete)
    .map(({ rows: _rows, complete: _complete, ...rest }) => rest)
}

const lengthOf = ({ from, to }: Outlined): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000

// The University of Tehran's list of leap years, “Kabise Shamsi 1206–1498”, of the calendar authority
// of Iran, in the CC0 transcript of roozbehp/persiancalendar (kabise.txt).
describe('Persian years', () => {
  const published = ownRows('persian_new_year.csv') as [string, string, string][]
  const first = '1827-03-22'
  const end = '2120-03-21'

  it('begin on the days that the calendar authority of Iran lists, 1206 to 1498', () => {
    expect(published).toHaveLength(293)
    const years = periods('year', 'persian', first, end)
    expect(years.map(({ year, from }) => [year, from])).toEqual(
      published.map(([year, day]) => [Number(year), day]),
    )
    expect(years.map((year) => lengthOf(year) - 365)).toEqual(
      published.map(([, , leap]) => Number(leap)),
    )
  })

  it('have months of 31, 30 and 29 or 30 days, which hold every day from 1206 to 1498', () => {
    // By counting days from the published list, not by a rule.
    const expected: Outlined[] = []
    for (const [year, day, leap] of published) {
      let from = day
      for (let period = 1; period <= 12; period++) {
        const length = period <= 6 ? 31 : period < 12 || leap === '1' ? 30 : 29
        expected.push({ from, to: later(from, length), year: Number(year), period })
        from = later(from, length)
      }
    }
    expect(periods('month', 'persian', first, end)).toEqual(expected)
    const quarters = periods('quarter', 'persian', first, end)
    expect(quarters.map(({ from }) => from)).toEqual(
      expected.filter(({ period = 0 }) => period % 3 === 1).map(({ from }) => from),
    )
    expect(quarters.map(({ period }) => period).slice(0, 5)).toEqual([1, 2, 3, 4, 1])
  })

  it('have the days of the years in order, by another implementation', () => {
    // The host's calendar is another implementation; it agrees within the published years.
    const format = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    })
    const read = (day: string): string => {
      const parts = format.formatToParts(Date.parse(day))
      const part = (type: string): string =>
        parts.find((each) => each.type === type)?.value.padStart(2, '0') as string
      return `${part('year')}-${part('month')}-${part('day')}`
    }
    const rows: { iso: string; on: string }[] = []
    for (let iso = first; iso < end; iso = later(iso, 1)) rows.push({ iso, on: read(iso) })
    expect(rows).toHaveLength(107_016)
    let count = 0
    for (const { from, to, year, period, rows: inside } of byPeriod(rows, {
      on: 'on',
      every: 'month',
      calendar: 'persian',
      from: first,
      to: end,
    })) {
      const month = `${year}-${String(period).padStart(2, '0')}-`
      expect(inside.map(({ iso }) => iso)).toEqual(inside.map((_, index) => later(from, index)))
      expect(later(from, inside.length)).toBe(to)
      expect(inside.every(({ on }) => on.startsWith(month))).toBe(true)
      expect(inside.map(({ on }) => Number(on.slice(8)))).toEqual(
        inside.map((_, index) => index + 1),
      )
      count += inside.length
    }
    expect(count).toBe(107_016)
  })

  it('number days within the year, and weeks not at all', () => {
    const days = periods('day', 'persian', '2025-03-19', '2025-03-23')
    expect(days.map(({ year, period }) => [year, period])).toEqual([
      [1403, 365],
      [1403, 366],
      [1404, 1],
      [1404, 2],
    ])
    const weeks = byPeriod([], {
      on: 'on' as never,
      every: 'week',
      weekStartsOn: 'saturday',
      calendar: 'persian',
      from: '2025-03-15',
      to: '2025-03-29',
    })
    expect(weeks).toEqual([
      { from: '2025-03-15', to: '2025-03-22', complete: true, rows: [] },
      { from: '2025-03-22', to: '2025-03-29', complete: true, rows: [] },
    ])
  })

  it('end where nobody has published them', () => {
    const call = (from: string, to: string) => (): unknown => periods('month', 'persian', from, to)
    expect(call('1827-03-22', '1827-04-01')).not.toThrow()
    expect(refusalText(call('1827-03-21', '1827-04-01'))).toEqual([
      'out-of-range',
      'byPeriod: from is "1827-03-21", not a day from 1827-03-22 to 2120-03-20, the Persian years 1206 to 1498',
    ])
    expect(refusalText(call('2120-03-01', '2120-03-22'))).toEqual([
      'out-of-range',
      'byPeriod: to is "2120-03-22", not a day from 1827-03-23 to 2120-03-21, the Persian years 1206 to 1498',
    ])
  })
})

describe('days as they are written in Iran', () => {
  const place = (on: unknown, more: object = {}): (string | undefined)[] =>
    byPeriod([{ on }], {
      on: 'on',
      every: 'day',
      calendar: 'persian',
      from: '2025-03-15',
      to: '2025-03-25',
      ...more,
    } as never)
      .filter(({ rows }) => rows.length > 0)
      .map(({ from }) => from)

  it.each([
    '1403/12/30',
    '1403-12-30',
    '۱۴۰۳/۱۲/۳۰',
    '۱۴۰۳-۱۲-۳۰',
    '١٤٠٣/١٢/٣٠',
    '2025-03-20',
    '۲۰۲۵-۰۳-۲۰',
    '٢٠٢٥-٠٣-٢٠',
  ])('%s is 20 March 2025', (on) => {
    expect(place(on)).toEqual(['2025-03-20'])
  })

  it('are the edges of a window, too, and results have days as everywhere', () => {
    const [year] = byPeriod([], {
      on: 'on' as never,
      every: 'year',
      calendar: 'persian',
      from: '1404/01/01',
      to: '۱۴۰۵/۰۱/۰۱',
    })
    expect(year).toEqual({
      from: '2025-03-21',
      to: '2026-03-21',
      year: 1404,
      period: 1,
      complete: true,
      rows: [],
    })
  })

  it('leave instants and dates as they are', () => {
    expect(place(new Date('2025-03-19T20:30:00Z'), { timeZone: 'Asia/Tehran' })).toEqual([
      '2025-03-20',
    ])
    expect(place('2025-03-19T20:30:00Z', { timeZone: 'Asia/Tehran' })).toEqual(['2025-03-20'])
    expect(place('9999-12-31')).toEqual([])
  })

  it.each([
    ['1404/12/30', 'invalid', "a day of the Persian calendar such as '1403/12/30'"],
    ['۱۴۰۳/۱۳/۰۱', 'invalid', "a day of the Persian calendar such as '1403/12/30'"],
    ['1403/07/31', 'invalid', "a day of the Persian calendar such as '1403/12/30'"],
    ['1403/01/00', 'invalid', "a day of the Persian calendar such as '1403/12/30'"],
    ['1403/00/01', 'invalid', "a day of the Persian calendar such as '1403/12/30'"],
    ['1205/01/01', 'out-of-range', 'a day of the Persian years 1206 to 1498'],
    ['1499-01-01', 'out-of-range', 'a day of the Persian years 1206 to 1498'],
    ['1403-01/01', 'invalid', "a day such as '2025-01-31'"],
    ['1403/1/1', 'invalid', "a day such as '2025-01-31'"],
    ['2025/03/20', 'invalid', "a day such as '2025-01-31'"],
    ['۲۰۲۵-۰۳-۱۹T۲۰:۳۰:۰۰Z', 'invalid', "a day such as '2025-01-31'"],
    [14_030_101, 'invalid', "a day such as '2025-01-31'"],
  ])('%s is refused', (on, code, expected) => {
    const [found, message] = refusalText(() => place(on))
    expect(found).toBe(code)
    expect(message).toContain(expected)
  })

  it('are refused where the calendar is another one', () => {
    for (const calendar of ['gregorian', 'iso-week', { fiscalYearStartsIn: 4 }, NRF])
      expect(refusalText(() => place('1403-12-30', { calendar }))[1]).toContain(
        'not a day from 1800 to 2299 of the Gregorian calendar',
      )
    expect(() => place('۲۰۲۵-۰۳-۲۰', { calendar: 'gregorian' })).toThrow('a day such as')
  })
})

describe('fiscal years', () => {
  it('begin in the month given, and quarters with them', () => {
    const calendar: Calendar = { fiscalYearStartsIn: 10, namedBy: 'end' }
    // The United States: fiscal year 2025 is October 2024 to September 2025.
    expect(periods('year', calendar, '2024-10-01', '2025-10-01')).toEqual([
      { from: '2024-10-01', to: '2025-10-01', year: 2025, period: 1 },
    ])
    const quarters = periods('quarter', calendar, '2024-10-01', '2025-10-01')
    expect(quarters.map(({ from, year, period }) => [from, year, period])).toEqual([
      ['2024-10-01', 2025, 1],
      ['2025-01-01', 2025, 2],
      ['2025-04-01', 2025, 3],
      ['2025-07-01', 2025, 4],
    ])
  })

  it('are named by the calendar year in which they begin, unless by the one in which they end', () => {
    for (let month = 1; month <= 12; month++) {
      const from = `2024-${String(month).padStart(2, '0')}-01`
      const to = `2025${from.slice(4)}`
      const name = (calendar: Calendar): unknown => periods('year', calendar, from, to)[0]?.year
      expect(name({ fiscalYearStartsIn: month })).toBe(2024)
      expect(name({ fiscalYearStartsIn: month, namedBy: 'start' })).toBe(2024)
      expect(name({ fiscalYearStartsIn: month, namedBy: 'end' })).toBe(month === 1 ? 2024 : 2025)
    }
  })

  it('number the months from their own first', () => {
    const months = periods('month', { fiscalYearStartsIn: 4 }, '2025-03-01', '2025-06-01')
    expect(months.map(({ year, period }) => [year, period])).toEqual([
      [2024, 12],
      [2025, 1],
      [2025, 2],
    ])
  })
})

describe('years of weeks', () => {
  const long = (calendar: WeekCalendar, from: string, to: string): unknown[] =>
    periods('year', calendar, from, to)
      .filter((year) => lengthOf(year) === 371)
      .map(({ year }) => year)

  it('of the National Retail Federation begin and have 53 weeks when it says', () => {
    const years = periods('year', NRF, '1995-01-01', '2042-01-01')
    const begin = new Map(years.map(({ year, from }) => [year, from]))
    expect([2023, 2024, 2025].map((year) => begin.get(year))).toEqual([
      '2023-01-29',
      '2024-02-04',
      '2025-02-02',
    ])
    expect(long(NRF, '1995-01-01', '2042-01-01')).toEqual([
      1995, 2000, 2006, 2012, 2017, 2023, 2028, 2034, 2040,
    ])
    expect(new Set(years.map(lengthOf))).toEqual(new Set([364, 371]))
    for (const { from } of years) {
      // The year before ended on the Saturday nearest to 31 January: 28 January to 3 February.
      expect(new Date(from).getUTCDay()).toBe(0)
      expect(from.slice(5) >= '01-29' && from.slice(5) <= '02-04').toBe(true)
    }
  })

  it('that end on the last Saturday of January have 53 weeks in other years', () => {
    const last: WeekCalendar = { ...NRF, yearEnd: 'last' }
    expect(long(last, '1996-01-01', '2033-01-01')).toEqual([
      1997, 2003, 2008, 2014, 2020, 2025, 2031,
    ])
  })

  it('give the months their weeks, and the 53rd to the last of them', () => {
    const weeksOf = (calendar: WeekCalendar, from: string, to: string): number[] =>
      periods('month', calendar, from, to).map((month) => lengthOf(month) / 7)
    expect(weeksOf(NRF, '2024-02-04', '2025-02-02')).toEqual([4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4])
    expect(weeksOf(NRF, '2023-01-29', '2024-02-04')).toEqual([4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 5])
    const early: WeekCalendar = { ...NRF, weeks: '5-4-4', extraWeekIn: 2 }
    expect(weeksOf(early, '2023-01-29', '2024-02-04')).toEqual([5, 5, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4])
    const late: WeekCalendar = { ...NRF, weeks: '4-4-5' }
    expect(weeksOf(late, '2024-02-04', '2025-02-02')).toEqual([4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5])
  })

  it('number weeks, months and quarters from the first day of the year', () => {
    const weeks = periods('week', NRF, '2024-01-21', '2024-02-18')
    expect(weeks.map(({ from, year, period }) => [from, year, period])).toEqual([
      ['2024-01-21', 2023, 52],
      ['2024-01-28', 2023, 53],
      ['2024-02-04', 2024, 1],
      ['2024-02-11', 2024, 2],
    ])
    const quarters = periods('quarter', NRF, '2023-01-29', '2024-02-04')
    expect(quarters.map((quarter) => [quarter.period, lengthOf(quarter) / 7])).toEqual([
      [1, 13],
      [2, 13],
      [3, 13],
      [4, 14],
    ])
    expect(periods('day', NRF, '2024-02-03', '2024-02-05').map(({ period }) => period)).toEqual([
      371, 1,
    ])
  })

  it('are named by the year in which they begin or end, also where they end with December', () => {
    const name = (calendar: WeekCalendar, from: string, to: string): unknown =>
      periods('year', calendar, from, to).map(({ from, year }) => [from, year])
    // Apple: the last Saturday of September 2023 ended its fiscal year 2023.
    const apple: WeekCalendar = {
      weeks: '5-4-4',
      yearEndsIn: 9,
      yearEndsOn: 'saturday',
      yearEnd: 'last',
      namedBy: 'end',
    }
    expect(name(apple, '2022-09-25', '2024-09-29')).toEqual([
      ['2022-09-25', 2023],
      ['2023-10-01', 2024],
    ])
    const december: WeekCalendar = { ...NRF, yearEndsIn: 12 }
    for (const namedBy of ['start', 'end'] as const)
      expect(name({ ...december, namedBy }, '2024-12-01', '2027-01-31')).toEqual([
        ['2024-12-29', 2025],
        ['2026-01-04', 2026],
      ])
  })
})

describe('ISO week-years', () => {
  it('have 53 weeks in the years that ISO 8601 gives them', () => {
    const years = periods('year', 'iso-week', '2001-01-01', '2040-01-01')
    expect(years.filter((year) => lengthOf(year) === 371).map(({ year }) => year)).toEqual([
      2004, 2009, 2015, 2020, 2026, 2032, 2037,
    ])
  })

  it('number each week by its Thursday, 1970 to 2050', () => {
    for (const { from, to, year, period } of periods(
      'week',
      'iso-week',
      '1970-01-05',
      '2050-01-03',
    )) {
      const thursday = later(from, 3)
      expect(new Date(from).getUTCDay()).toBe(1)
      expect(later(from, 7)).toBe(to)
      expect(year).toBe(Number(thursday.slice(0, 4)))
      const since =
        (Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / 86_400_000
      expect(period).toBe(Math.floor(since / 7) + 1)
    }
  })

  it('have days, weeks and years only', () => {
    const days = periods('day', 'iso-week', '2024-12-29', '2024-12-31')
    expect(days.map(({ year, period }) => [year, period])).toEqual([
      [2024, 364],
      [2025, 1],
    ])
    for (const every of ['month', 'quarter'] as const)
      expect(refusalText(() => periods(every, 'iso-week', '2025-01-01', '2026-01-01'))).toEqual([
        'mismatch',
        `byPeriod: every is "${every}", not one of day, week, year, which are the units of this calendar`,
      ])
  })
})

describe('boundaries', () => {
  const boundaries = ['2025-02-02', '2025-03-02', '2025-04-06']
  const group = (more: object): unknown =>
    byPeriod([{ on: '2025-03-01' }, { on: '2025-03-02' }, { on: '2020-01-01' }], {
      on: 'on',
      boundaries,
      from: '2025-02-02',
      to: '2025-04-06',
      ...more,
    } as never)

  it('divide a window where they lie, and number its periods', () => {
    expect(group({})).toEqual([
      {
        from: '2025-02-02',
        to: '2025-03-02',
        period: 1,
        complete: true,
        rows: [{ on: '2025-03-01' }],
      },
      {
        from: '2025-03-02',
        to: '2025-04-06',
        period: 2,
        complete: true,
        rows: [{ on: '2025-03-02' }],
      },
    ])
    expect(
      group({ boundaries: new Set(boundaries), from: '2025-03-05', to: '2025-04-01' }),
    ).toEqual([{ from: '2025-03-05', to: '2025-04-01', period: 2, complete: false, rows: [] }])
  })

  it.each<[object, string, string]>([
    [{ every: 'month' }, 'mismatch', 'every is "month", not given where there are boundaries'],
    [
      { calendar: 'persian' },
      'mismatch',
      'calendar is "persian", not given where there are boundaries',
    ],
    [
      { weekStartsOn: 'monday' },
      'mismatch',
      'weekStartsOn is "monday", not given where there are boundaries',
    ],
    [{ boundaries: ['2025-02-02'] }, 'invalid', 'boundaries is an array, not two days or more'],
    [{ boundaries: [] }, 'invalid', 'boundaries is an array, not two days or more'],
    [{ boundaries: 5 }, 'invalid', 'boundaries is 5, not an iterable'],
    [
      { boundaries: ['2025-02-02', 'May'] },
      'invalid',
      'boundaries[1] is "May", not a day such as \'2025-01-31\'',
    ],
    [
      { boundaries: ['2025-02-02', '2025-02-02'] },
      'out-of-range',
      'boundaries[1] is "2025-02-02", not a day after 2025-02-02',
    ],
    [
      { from: '2025-02-01' },
      'out-of-range',
      'from is "2025-02-01", not a day from 2025-02-02 to 2025-04-05, which is what boundaries cover',
    ],
    [
      { to: '2025-04-07' },
      'out-of-range',
      'to is "2025-04-07", not a day from 2025-02-03 to 2025-04-06, which is what boundaries cover',
    ],
  ])('refuse %j', (change, code, message) => {
    const [found, text] = refusalText(() => group(change))
    expect(text).toContain(`byPeriod: ${message}`)
    expect(found).toBe(code)
  })
})

describe('a calendar', () => {
  const call =
    (calendar: unknown, more: object = {}) =>
    (): unknown =>
      byPeriod([], {
        on: 'on',
        every: 'year',
        calendar,
        from: '2025-01-01',
        to: '2026-01-01',
        ...more,
      } as never)
  const known =
    'calendar is %s, not one of gregorian, persian, iso-week, or an object { fiscalYearStartsIn } or { weeks, yearEndsIn, yearEndsOn, yearEnd }'

  it.each<[unknown, string, string]>([
    ['jalali', 'invalid', known.replace('%s', '"jalali"')],
    [4, 'invalid', known.replace('%s', '4')],
    [[], 'invalid', known.replace('%s', 'an array')],
    [{}, 'invalid', 'calendar.fiscalYearStartsIn is undefined, not a whole number from 1 to 12'],
    [
      { fiscalYearStartsIn: 13 },
      'out-of-range',
      'calendar.fiscalYearStartsIn is 13, not a whole number from 1 to 12',
    ],
    [
      { fiscalYearStartsIn: 4, namedBy: 'middle' },
      'invalid',
      'calendar.namedBy is "middle", not one of start, end',
    ],
    [
      { fiscalYearStart: 4, fiscalYearStartsIn: 4 },
      'invalid',
      'calendar.fiscalYearStart is 4, not a known field: did you mean fiscalYearStartsIn?',
    ],
    [
      { weeks: '4-5-4' },
      'invalid',
      'calendar.yearEndsIn is undefined, not given: write an object { weeks, yearEndsIn, yearEndsOn, yearEnd }',
    ],
    [
      { ...NRF, weeks: '4-4-4' },
      'invalid',
      'calendar.weeks is "4-4-4", not one of 4-4-5, 4-5-4, 5-4-4',
    ],
    [
      { ...NRF, yearEndsIn: 0 },
      'out-of-range',
      'calendar.yearEndsIn is 0, not a whole number from 1 to 12',
    ],
    [{ ...NRF, yearEndsOn: 6 }, 'invalid', 'calendar.yearEndsOn is 6, not one of sunday, monday'],
    [
      { ...NRF, yearEnd: 'first' },
      'invalid',
      'calendar.yearEnd is "first", not one of last, nearest',
    ],
    [
      { ...NRF, extraWeekIn: 53 },
      'out-of-range',
      'calendar.extraWeekIn is 53, not a whole number from 1 to 12',
    ],
    [{ ...NRF, namedBy: 'me' }, 'invalid', 'calendar.namedBy is "me", not one of start, end'],
  ])('%j is refused', (calendar, code, message) => {
    const [found, text] = refusalText(call(calendar))
    expect(text).toContain(`byPeriod: ${message}`)
    expect(found).toBe(code)
  })

  it('of weeks says itself on what day they begin', () => {
    for (const calendar of ['iso-week', NRF])
      expect(refusalText(call(calendar, { weekStartsOn: 'monday' }))).toEqual([
        'mismatch',
        'byPeriod: weekStartsOn is "monday", not given where the calendar says it',
      ])
    expect(call('persian', { every: 'week' })).toThrow('weekStartsOn is undefined')
    expect(call({ fiscalYearStartsIn: 4 }, { every: 'week' })).toThrow('weekStartsOn is undefined')
  })
})

describe('where a calendar ends', () => {
  const how = {
    measure: 'on',
    clock: 'calendar',
    cohort: 'first',
    average: 'pooled',
    asOf: '2025-03-31',
  } as const
  const table = (on: unknown, change: object) => (): unknown =>
    cohortTable([{ customer: 1, on } as never], { ...how, ...change } as never)
  const boundaries = ['2025-01-01', '2025-02-01', '2025-05-01']

  it.each<[string, unknown, object, string, string]>([
    [
      'rows before the first boundary',
      '2024-12-31',
      { boundaries },
      'out-of-range',
      'events[0].on is "2024-12-31", not a day from 2025-01-01 on, which is what boundaries cover',
    ],
    [
      'rows that are no days, with boundaries',
      '1403/01/01',
      { boundaries },
      'invalid',
      'events[0].on is "1403/01/01", not a day such as',
    ],
    [
      'rows before the Persian years',
      '1820-01-01',
      { every: 'month', calendar: 'persian' },
      'out-of-range',
      'events[0].on is "1820-01-01", not a day from 1827-03-22 on, the Persian years 1206 to 1498',
    ],
    [
      'rows that are no Persian days',
      '1404/12/30',
      { every: 'month', calendar: 'persian' },
      'invalid',
      'events[0].on is "1404/12/30", not a day of the Persian calendar such as \'1403/12/30\'',
    ],
    [
      'a day up to which facts are known that is after the last boundary',
      '2025-01-01',
      { boundaries, asOf: '2025-05-01' },
      'out-of-range',
      'asOf is "2025-05-01", not a day from 2025-01-01 to 2025-04-30, which is what boundaries cover',
    ],
    [
      'a first day before the first boundary',
      '2025-01-01',
      { boundaries, from: '2024-12-01' },
      'out-of-range',
      'from is "2024-12-01", not a day from 2025-01-01 to 2025-04-30, which is what boundaries cover',
    ],
    [
      'periods that end after the Persian years',
      '2025-01-01',
      { every: 'year', multiple: 300, calendar: 'persian', from: '2025-01-01' },
      'out-of-range',
      'asOf is "2025-03-31", not a day whose period ends within the Persian years 1206 to 1498',
    ],
    [
      'several boundaries as one period',
      '2025-01-01',
      { boundaries, multiple: 2, from: '2025-01-01' },
      'mismatch',
      'multiple is 2, not 1 as there are boundaries',
    ],
    [
      'elapsed time between boundaries',
      '2025-01-01',
      { boundaries, clock: 'elapsed' },
      'mismatch',
      'clock is "elapsed", not \'calendar\', as periods have no length to count from an entry',
    ],
    [
      'elapsed months of four or five weeks',
      '2025-01-01',
      { every: 'month', calendar: NRF, clock: 'elapsed' },
      'mismatch',
      'clock is "elapsed", not \'calendar\', as periods have no length to count from an entry',
    ],
  ])('%s are refused', (_title, on, change, code, message) => {
    const [found, text] = refusalText(table(on, change))
    expect(text).toContain(`cohortTable: ${message}`)
    expect(found).toBe(code)
  })

  it('elapsed weeks are weeks in every calendar', () => {
    const rows = ['2025-01-01', '2025-01-15'].map((on) => ({ customer: 1, on }))
    for (const calendar of [NRF, 'iso-week'] as const) {
      const { cohorts } = cohortTable(rows, { ...how, every: 'week', calendar, clock: 'elapsed' })
      expect(cohorts[0]?.retained.slice(0, 4)).toEqual([1, 0, 1, 0])
    }
  })

  it('a table has no more cohorts than there are periods', () => {
    const whole = cohortTable([{ customer: 1, on: '2025-01-05' }], { ...how, boundaries })
    const cohorts = [whole.cohorts[0] as (typeof whole.cohorts)[number], ...whole.cohorts]
    expect(() => mergeCohortTables([{ ...whole, cohorts }])).toThrow(
      'mergeCohortTables: tables[0].cohorts is an array, not a list of cohorts',
    )
  })

  it('values of cohorts know the days up to it, and none before', () => {
    const value = (on: string, asOf: string) => (): unknown =>
      realizedClvByCohort([{ customer: 1, on, amount: 5 }], {
        boundaries,
        asOf,
        horizon: { days: 1 },
      })
    expect(value('2025-01-01', '2025-04-30')).not.toThrow()
    expect(value('2024-12-31', '2025-04-30')).toThrow(
      'realizedClvByCohort: rows[0].on is "2024-12-31", not a day from 2025-01-01 on, which is what boundaries cover',
    )
    expect(value('2025-01-01', '2025-05-01')).toThrow(
      'realizedClvByCohort: asOf is "2025-05-01", not a day from 2025-01-01 to 2025-04-30',
    )
  })
})
