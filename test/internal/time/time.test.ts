import { isMainThread } from 'node:worker_threads'
import { byPeriod, MetricError, retentionCurve, tallyChurn, tallyLives } from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { addDuration, checkDuration } from '../../../src/internal/time/calendarDurations.js'
import { civilOf, formatDay } from '../../../src/internal/time/dayNumber.js'
import { checkDay, checkWindow, dayReader, readPlainDay } from '../../../src/internal/time/days.js'
import { periodBounds, periodNumbersOf } from '../../../src/internal/time/periodNumbers.js'
import {
  addPeriods,
  checkWeekStart,
  PERIOD_UNITS,
  type PeriodUnit,
  startOfPeriod,
  timeBetween,
  unitsBetween,
} from '../../../src/internal/time/periods.js'

const readDay = dayReader('test', 'UTC')

function boundsOf(unit: PeriodUnit, from: number, to: number): number[] {
  return periodBounds('test', periodNumbersOf(unit, 1, from, 0), from, to)
}

/** Days since 1970-01-01 by the platform's own calendar; `Date.UTC` reads years below 100 as 19…. */
function dayNumber(year: number, month: number, date: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, date) / 86_400_000
}

function day(text: string): number {
  return Date.parse(text) / 86_400_000
}

describe('days as written', () => {
  it('agree with the calendar of the platform from year 1 to year 9999, there and back', () => {
    const first = dayNumber(1, 1, 1)
    const last = dayNumber(9999, 12, 31)
    for (let number = first; number <= last; number += 13) {
      const date = new Date(number * 86_400_000)
      const text = date.toISOString().slice(0, 10)
      if (readPlainDay(text) !== number || formatDay(number) !== text) expect.fail(text)
      const [year, month, dateOfMonth] = civilOf(number)
      if (dayNumber(year, month, dateOfMonth) !== number) expect.fail(`${number}`)
    }
    expect(formatDay(first)).toBe('0001-01-01')
    expect(formatDay(last)).toBe('9999-12-31')
  })

  it('know the last day of every month of four centuries', () => {
    for (let year = 1899; year <= 2299; year++)
      for (let month = 1; month <= 12; month++) {
        const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
        const text = (date: number): string => `${year}-${`${month}`.padStart(2, '0')}-${date}`
        if (readDay(text(last)) !== dayNumber(year, month, last)) expect.fail(text(last))
        if (!Number.isNaN(readDay(text(last + 1)))) expect.fail(text(last + 1))
      }
    expect(readDay('2000-02-29')).toBe(11_016) // 30 years of 365, 7 leap days before, 31 + 28 days
    expect(readDay('1900-02-29')).toBeNaN()
  })

  it('know how many days each month has', () => {
    for (const [index, length] of [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].entries()) {
      const date = (number: number) => readDay(`2025-${`${index + 1}`.padStart(2, '0')}-${number}`)
      expect([date(length), date(length + 1)]).toEqual([
        dayNumber(2025, index + 1, length),
        Number.NaN,
      ])
    }
  })

  it('do not depend on the time zone given', () => {
    for (const zone of ['Pacific/Apia', 'America/Sao_Paulo', 'Asia/Kathmandu'])
      expect(dayReader('test', zone)('2011-12-30')).toBe(day('2011-12-30'))
  })
})

describe('what is no day', () => {
  it.each([
    ['a day that February does not have', '2025-02-29'],
    ['a thirteenth month', '2025-13-01'],
    ['month zero', '2025-00-10'],
    ['day zero', '2025-01-00'],
    ['day 32', '2025-01-32'],
    ['31 April', '2025-04-31'],
    ['year zero', '0000-01-01'],
    ['another separator', '2025/01/31'],
    ['one dash only', '2025-01.31'],
    ['the order of the day first', '31-01-2025'],
    ['a sign', '+025-01-31'],
    ['a letter', '2025-O1-31'],
    ['full-width digits', '２０２５-01-31'],
    ['a space for a zero', '2025- 1-31'],
    ['unpadded parts', '2025-1-31'],
    ['a month alone', '2025-01'],
    ['no text', ''],
    ['a date-time without an offset', '2025-01-31T10:00:00'],
    ['a date-time with a space', '2025-01-31 10:00:00Z'],
    ['a named offset', '2025-01-31T10:00:00 GMT'],
    ['an offset without a colon', '2025-01-31T10:00:00+0200'],
    ['hour 25', '2025-01-31T25:00:00Z'],
    ['minute 60', '2025-01-31T10:60:00Z'],
    ['second 60', '2025-01-31T10:00:60Z'],
    ['an offset of 24 hours', '2025-01-31T10:00:00+24:00'],
    ['a date-time on a day that does not exist', '2025-02-30T10:00:00Z'],
    ['a date-time of year zero', '0000-06-01T10:00:00Z'],
    ['an instant after year 9999', '9999-12-31T23:30:00-01:00'],
    ['an instant before year 1', '0001-01-01T00:30:00+01:00'],
    ['a date-time with words around it', 'on 2025-01-31T10:00:00Z'],
    ['two lines', '2025-01-31T10:00:00Z\n'],
    ['a long text', `2025-01-31T10:00:00.${'0'.repeat(100)}Z`],
    ['an expanded year', '+012025-01-31T10:00:00Z'],
    ['a number', 1_738_281_600_000],
    ['a bigint', 20_119n],
    ['null', null],
    ['undefined', undefined],
    ['an invalid Date', new Date(Number.NaN)],
    ['the largest Date', new Date(8.64e15)],
    ['an object with the prototype of a Date', Object.create(Date.prototype)],
    ['an object with getTime', { getTime: () => 0 }],
  ])('%s is refused', (_title, value) => {
    expect(readDay(value)).toBeNaN()
    const refuse = (): unknown => checkDay('test', ['rows', 3, 'on'], value, readDay)
    expect(refuse).toThrow(MetricError)
    expect(refuse).toThrow(/^test: rows\[3\]\.on is /)
    expect(refuse).toThrow(
      /, not a day such as '2025-01-31', a valid Date or an ISO date-time with its offset$/,
    )
  })

  it.each(['2025-02-30', 20_119])('has code, path and value in its error: %j', (received) => {
    try {
      checkDay('test', ['asOf'], received, readDay)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid', metric: 'test', path: ['asOf'], received })
    }
  })
})

describe('instants', () => {
  it('are read with any offset, to the minute, the second and below', () => {
    expect(readDay('2025-01-31T23:59Z')).toBe(day('2025-01-31'))
    expect(readDay('2025-01-31T23:59:59Z')).toBe(day('2025-01-31'))
    expect(readDay('2025-01-31T23:59:59.999999Z')).toBe(day('2025-01-31'))
    expect(readDay('2025-01-31T24:00:00Z')).toBe(day('2025-02-01'))
    expect(readDay('2025-01-31T23:30:00-01:00')).toBe(day('2025-02-01'))
    expect(readDay('2025-02-01T00:30:00+01:00')).toBe(day('2025-01-31'))
    expect(readDay('1969-12-31T23:59:59.999Z')).toBe(-1)
    expect(readDay(new Date(-1))).toBe(-1)
    expect(readDay(new Date(0))).toBe(0)
  })

  it('are read from a Date whose methods were replaced, by its own time', () => {
    class Odd extends Date {
      override getTime(): number {
        return Number.NaN
      }
    }
    expect(readDay(new Odd(0))).toBe(0)
  })

  it('are read from a Date of another realm', async () => {
    const { runInNewContext } = await import('node:vm')
    const foreign: unknown = runInNewContext('new Date(0)')
    expect(foreign instanceof Date).toBe(false)
    expect(readDay(foreign)).toBe(0)
  })

  // Hand-computed from the rules of the zones; each pair is the last instant of a day and the next.
  it.each([
    ['Asia/Kathmandu', '2025-01-31T18:14:59.999Z', '2025-01-31', '2025-01-31T18:15:00Z'],
    ['America/Sao_Paulo', '2025-02-01T02:59:59.999Z', '2025-01-31', '2025-02-01T03:00:00Z'],
    // Clocks went from 00:00 to 01:00: the day began an hour late, and midnight did not exist.
    ['America/Sao_Paulo', '2018-11-04T02:59:59.999Z', '2018-11-03', '2018-11-04T03:00:00Z'],
    // Clocks went from 00:00 back to 23:00: 16 February lasted 25 hours.
    ['America/Sao_Paulo', '2019-02-16T01:59:59.999Z', '2019-02-15', '2019-02-16T02:00:00Z'],
    ['America/Sao_Paulo', '2019-02-17T02:59:59.999Z', '2019-02-16', '2019-02-17T03:00:00Z'],
    // 31 March 2024 had 23 hours in Berlin, 27 October 25.
    ['Europe/Berlin', '2024-03-30T22:59:59.999Z', '2024-03-30', '2024-03-30T23:00:00Z'],
    ['Europe/Berlin', '2024-03-31T21:59:59.999Z', '2024-03-31', '2024-03-31T22:00:00Z'],
    ['Europe/Berlin', '2024-10-26T21:59:59.999Z', '2024-10-26', '2024-10-26T22:00:00Z'],
    ['Europe/Berlin', '2024-10-27T22:59:59.999Z', '2024-10-27', '2024-10-27T23:00:00Z'],
    ['Pacific/Kiritimati', '2025-01-31T09:59:59.999Z', '2025-01-31', '2025-01-31T10:00:00Z'],
    ['UTC', '2025-01-31T23:59:59.999Z', '2025-01-31', '2025-02-01T00:00:00Z'],
    // Monrovia was behind by 44 minutes and 30 seconds, New York once by 4 hours, 56 minutes, 2 seconds.
    ['Africa/Monrovia', '1970-01-01T00:44:29.999Z', '1969-12-31', '1970-01-01T00:44:30Z'],
    ['America/New_York', '1800-01-02T04:56:01.999Z', '1800-01-01', '1800-01-02T04:56:02Z'],
  ])('in %s, %s still is %s', (zone, instant, expected, next) => {
    const read = dayReader('test', zone)
    expect(formatDay(read(instant))).toBe(expected)
    expect(formatDay(read(next))).toBe(formatDay(day(expected) + 1))
    expect(read(new Date(next))).toBe(read(next))
  })

  it('skip 30 December 2011 in Apia, which did not exist there', () => {
    const read = dayReader('test', 'Pacific/Apia')
    expect(formatDay(read('2011-12-30T09:59:59.999Z'))).toBe('2011-12-29')
    expect(formatDay(read('2011-12-30T10:00:00Z'))).toBe('2011-12-31')
  })

  it('fall off the calendar at its ends in zones too', () => {
    expect(dayReader('test', 'America/Sao_Paulo')('1800-01-01T00:00:00Z')).toBeNaN()
    expect(dayReader('test', 'Asia/Tokyo')('2299-12-31T15:00:00Z')).toBeNaN()
    expect(dayReader('test', 'Asia/Tokyo')(new Date(8.64e15))).toBeNaN()
    expect(formatDay(dayReader('test', 'Asia/Tokyo')('2299-12-31T14:59:59Z'))).toBe('2299-12-31')
  })

  it.each([['Mars/Olympus'], [''], ['Europe'], [null], [5], [{}], ['Europe/Berlin ']])(
    'are refused in the time zone %j',
    (zone) => {
      const refuse = (): unknown => dayReader('test', zone)
      expect(refuse).toThrow(
        /^test: timeZone is .*, not an IANA time zone such as 'Europe\/Berlin'$/,
      )
      expect(refuse).toThrow(expect.objectContaining({ code: 'invalid', path: ['timeZone'] }))
    },
  )
})

describe('windows', () => {
  it('are read as two days', () => {
    const window = { from: '2025-01-01', to: new Date('2025-02-01T00:00:00Z') }
    expect(checkWindow('test', [], window, readDay)).toEqual({
      from: day('2025-01-01'),
      to: day('2025-02-01'),
    })
  })

  it.each([
    ['2025-01-01', '2025-01-01', 'test: to is "2025-01-01", not a day after 2025-01-01'],
    ['2025-01-02', '2025-01-01', 'test: to is "2025-01-01", not a day after 2025-01-02'],
    ['2025-01-32', '2025-01-01', 'test: from is "2025-01-32", not a day'],
    ['2025-01-01', undefined, 'test: to is undefined, not a day'],
  ])('from %s to %s are refused', (from, to, message) => {
    expect(() => checkWindow('test', [], { from, to }, readDay)).toThrow(message)
  })

  it('of no days are out of range', () => {
    try {
      checkWindow('test', ['window'], { from: '2025-01-01', to: '2025-01-01' }, readDay)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'out-of-range', path: ['window', 'to'] })
    }
  })
})

describe('periods of the calendar', () => {
  // 1 January 2025 was a Wednesday.
  it.each([
    ['sunday', '2024-12-29'],
    ['monday', '2024-12-30'],
    ['tuesday', '2024-12-31'],
    ['wednesday', '2025-01-01'],
    ['thursday', '2024-12-26'],
    ['friday', '2024-12-27'],
    ['saturday', '2024-12-28'],
  ])('weeks that begin on %s begin on %s before Wednesday 1 January 2025', (weekDay, start) => {
    const index = checkWeekStart('test', 'week', weekDay)
    expect(formatDay(startOfPeriod(day('2025-01-01'), 'week', index))).toBe(start)
    expect(formatDay(startOfPeriod(day(start), 'week', index))).toBe(start)
    expect(formatDay(startOfPeriod(day(start) + 6, 'week', index))).toBe(start)
  })

  it('begin with the first day of the month, the quarter, the year', () => {
    const start = (text: string, unit: (typeof PERIOD_UNITS)[number]): string =>
      formatDay(startOfPeriod(day(text), unit, 0))
    expect(start('2024-02-29', 'day')).toBe('2024-02-29')
    expect(start('2024-02-29', 'month')).toBe('2024-02-01')
    expect(start('2024-02-29', 'quarter')).toBe('2024-01-01')
    expect(start('2024-04-01', 'quarter')).toBe('2024-04-01')
    expect(start('2024-12-31', 'quarter')).toBe('2024-10-01')
    expect(start('2024-12-31', 'year')).toBe('2024-01-01')
    expect(start('0001-06-15', 'year')).toBe('0001-01-01')
    expect(start('0099-06-15', 'month')).toBe('0099-06-01')
  })

  it('need the day that weeks begin on, and only they', () => {
    expect(() => checkWeekStart('test', 'week', undefined)).toThrow(
      'test: weekStartsOn is undefined, not one of sunday, monday, tuesday',
    )
    expect(() => checkWeekStart('test', 'month', 'Monday')).toThrow(
      'test: weekStartsOn is "Monday", not one of',
    )
    expect(checkWeekStart('test', 'month', undefined)).toBe(0)
    expect(checkWeekStart('test', 'day', 'monday')).toBe(1)
  })

  it('cover a window from before its first day to after its last', () => {
    const bounds = boundsOf('month', day('2025-01-15'), day('2025-03-02'))
    expect(bounds.map(formatDay)).toEqual(['2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01'])
  })

  it('end where the window ends, if that is where one ends', () => {
    const bounds = boundsOf('month', day('2025-01-01'), day('2025-03-01'))
    expect(bounds.map(formatDay)).toEqual(['2025-01-01', '2025-02-01', '2025-03-01'])
  })

  it('are at most 100,000', () => {
    const from = day('1900-01-01')
    expect(boundsOf('day', from, from + 100_000)).toHaveLength(100_001)
    const refuse = (): unknown => boundsOf('day', from, from + 100_001)
    expect(refuse).toThrow(
      'test: to is "2173-10-17", not within 100000 periods of 1900-01-01', // Python: date + timedelta
    )
    expect(refuse).toThrow(expect.objectContaining({ code: 'out-of-range', path: ['to'] }))
  })
})

describe('a number of periods later', () => {
  it.each([
    ['2025-01-31', 'month', 1, '2025-02-28'],
    ['2024-01-31', 'month', 1, '2024-02-29'],
    ['2025-01-31', 'month', 2, '2025-03-31'],
    ['2024-11-30', 'quarter', 1, '2025-02-28'],
    ['2024-02-29', 'year', 1, '2025-02-28'],
    ['2024-02-29', 'year', 4, '2028-02-29'],
    ['2025-01-31', 'week', 2, '2025-02-14'],
    ['2025-01-31', 'day', 1, '2025-02-01'],
    ['2025-01-31', 'month', 0, '2025-01-31'],
    ['0001-12-31', 'month', 2, '0002-02-28'],
  ] as const)('%s and %s × %i is %s', (from, unit, count, expected) => {
    expect(formatDay(addPeriods(day(from), unit, count))).toBe(expected)
  })

  it('adds years and months first, then weeks and days', () => {
    // 31 January, a month later 28 February, eight days later 8 March.
    const later = addDuration(day('2025-01-31'), { months: 1, weeks: 1, days: 1 })
    expect(formatDay(later)).toBe('2025-03-08')
    expect(formatDay(addDuration(day('2023-02-28'), { years: 1, months: 12 }))).toBe('2025-02-28')
  })
})

describe('durations', () => {
  it('are whole parts, absent ones none', () => {
    expect(checkDuration('test', ['horizon'], { months: 12 })).toEqual({
      years: 0,
      months: 12,
      weeks: 0,
      days: 0,
    })
  })

  it.each([
    [{}, 'test: horizon is an object, not a duration such as { months: 12 }'],
    [{ months: 0 }, 'test: horizon is an object, not a duration such as { months: 12 }'],
    [{ months: 1.5 }, 'test: horizon.months is 1.5, not a whole number from 0 to 100000'],
    [{ days: -1 }, 'test: horizon.days is -1, not a whole number from 0 to 100000'],
    [{ weeks: 100_001 }, 'test: horizon.weeks is 100001, not'],
    [{ years: '1' }, 'test: horizon.years is "1", not'],
    [12, 'test: horizon is 12, not a plain object'],
  ])('%j is refused', (duration, message) => {
    expect(() => checkDuration('test', ['horizon'], duration)).toThrow(message)
  })
})

describe('units that have passed', () => {
  it.each([
    ['2025-01-31', '2025-02-27', 'month', 0],
    ['2025-01-31', '2025-02-28', 'month', 1], // the last day stands for the missing 31st
    ['2025-01-31', '2025-03-30', 'month', 1],
    ['2025-01-31', '2025-03-31', 'month', 2],
    ['2025-02-28', '2025-03-27', 'month', 0],
    ['2025-02-28', '2025-03-28', 'month', 1],
    ['2025-01-15', '2025-04-14', 'quarter', 0],
    ['2025-01-15', '2025-04-15', 'quarter', 1],
    ['2024-11-30', '2025-02-28', 'quarter', 1],
    ['2024-02-29', '2025-02-27', 'year', 0],
    ['2024-02-29', '2025-02-28', 'year', 1],
    ['2024-12-31', '2025-01-01', 'year', 0],
    ['2025-01-01', '2025-01-07', 'week', 0],
    ['2025-01-01', '2025-01-08', 'week', 1],
    ['2025-01-01', '2025-01-08', 'day', 7],
    ['2025-01-01', '2025-01-01', 'month', 0],
  ] as const)('from %s to %s in whole %ss: %i', (from, to, unit, expected) => {
    expect(unitsBetween(day(from), day(to), unit)).toBe(expected)
  })

  it.each([
    ['2025-01-01', '2025-01-11', 'day', 10],
    ['2025-01-01', '2025-01-11', 'week', 10 / 7],
    ['2025-01-31', '2025-02-14', 'month', 14 / 28], // to 28 February, 28 days
    ['2025-01-15', '2025-02-15', 'month', 1],
    ['2025-01-15', '2025-02-22', 'month', 1 + 7 / 28], // 15 February to 15 March
    ['2025-01-01', '2025-04-16', 'quarter', 3.5 / 3], // 15 of April's 30 days
    ['2025-01-01', '2026-07-01', 'year', 1.5],
    ['2025-01-01', '2025-01-01', 'year', 0],
  ] as const)('from %s to %s in %ss and fractions: %f', (from, to, unit, expected) => {
    expect(timeBetween(day(from), day(to), unit)).toBeCloseTo(expected, 14)
  })
})

// A worker thread cannot change the time zone of its process.
describe.runIf(isMainThread)('the time zone of the host', () => {
  const zones = ['UTC', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Apia', 'Europe/Berlin']

  /** What comes out under each time zone of the host. */
  function underEach<T>(measure: () => T): T[] {
    const home = process.env.TZ
    try {
      return zones.map((zone) => {
        process.env.TZ = zone
        return measure()
      })
    } finally {
      if (home === undefined) delete process.env.TZ
      else process.env.TZ = home
    }
  }

  it('can be set here, or the next test proves nothing', () => {
    expect(new Set(underEach(() => new Date(2011, 11, 31).getTime())).size).toBe(zones.length)
  })

  it('never changes a result', () => {
    const rows = [
      { customer: 1, startedOn: '2024-03-31', endedOn: '2024-10-27T00:30:00+02:00' },
      { customer: 2, startedOn: new Date('2018-11-04T02:30:00Z'), endedOn: '2024-03-31T01:30:00Z' },
      { customer: 3, startedOn: '2011-12-30', endedOn: null },
      { customer: 4, startedOn: '2024-01-31T23:30:00-03:00', endedOn: '2024-02-29' },
    ]
    const results = underEach(() =>
      ['UTC', 'America/Sao_Paulo', 'Pacific/Apia'].map((timeZone) => ({
        churn: tallyChurn(rows, { from: '2024-03-01', to: '2024-11-01', timeZone }),
        curves: PERIOD_UNITS.map((unit) =>
          retentionCurve(tallyLives(rows, { asOf: '2024-11-30', unit, timeZone })),
        ),
        periods: PERIOD_UNITS.map((every) =>
          byPeriod(rows, {
            on: 'startedOn',
            every,
            from: '2018-01-01',
            to: '2024-06-15',
            weekStartsOn: 'monday',
            timeZone,
          }).map(({ rows: inside, ...period }) => ({ ...period, inside: inside.length })),
        ),
      })),
    )
    expect(results).toHaveLength(zones.length)
    for (const result of results) expect(result).toEqual(results[0])
  })
})
