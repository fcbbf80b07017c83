import { utc } from '@date-fns/utc'
import { add } from 'date-fns/add'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDuration } from '../../../src/internal/time/calendarDurations.js'
import { civilOf, formatDay } from '../../../src/internal/time/dayNumber.js'
import { boundsUpTo, dayPlaces } from '../../../src/internal/time/dayPlaces.js'
import { dayReader, readPlainDay } from '../../../src/internal/time/days.js'
import { periodBounds, periodNumbersOf } from '../../../src/internal/time/periodNumbers.js'
import {
  addPeriods,
  PERIOD_UNITS,
  type PeriodUnit,
  startOfPeriod,
  timeBetween,
  unitsBetween,
} from '../../../src/internal/time/periods.js'

const DAY = 86_400_000

/** Days from 0001-01-01 to the end of 9000, with room to add to. */
const anyDay = fc.integer({ min: -719_162, max: 2_567_000 })
/** Days of one century, where ends of months and leap days come up often. */
const someDay = fc.integer({ min: -3_000, max: 33_000 })
const units = fc.constantFrom(...PERIOD_UNITS)
const calendarUnits = fc.constantFrom<PeriodUnit>('month', 'quarter', 'year')
const weekStarts = fc.integer({ min: 0, max: 6 })

const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 }

/** So many months later by the platform's calendar, the last day where the month is too short. */
function monthsLater(day: number, months: number): number {
  const date = new Date(day * DAY)
  const last = new Date(0)
  last.setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)
  return last.getTime() / DAY - last.getUTCDate() + Math.min(date.getUTCDate(), last.getUTCDate())
}

/** So many units later, without the library. */
function unitsLater(day: number, unit: PeriodUnit, count: number): number {
  if (unit === 'day') return day + count
  return unit === 'week' ? day + 7 * count : monthsLater(day, (MONTHS[unit] as number) * count)
}

describe('calendar arithmetic', () => {
  it('takes a day apart as the calendar of the platform does', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = new Date(day * DAY)
        expect(civilOf(day)).toEqual([
          date.getUTCFullYear(),
          date.getUTCMonth() + 1,
          date.getUTCDate(),
        ])
      }),
    )
  })

  it('reads what it writes', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(readPlainDay(formatDay(day))).toBe(day)
      }),
    )
  })

  it('adds periods as the calendar of the platform does', () => {
    fc.assert(
      fc.property(someDay, units, fc.nat(500), (day, unit, count) => {
        expect(addPeriods(day, unit, count)).toBe(unitsLater(day, unit, count))
      }),
      { numRuns: 1000 },
    )
  })

  it('adds the days of a duration after its months', () => {
    const parts = fc.record({
      years: fc.nat(9),
      months: fc.nat(40),
      weeks: fc.nat(9),
      days: fc.nat(99),
    })
    fc.assert(
      fc.property(anyDay, parts, (day, duration) => {
        const { years, months, weeks, days } = duration
        const expected = monthsLater(day, 12 * years + months) + 7 * weeks + days
        expect(addDuration(day, duration)).toBe(expected)
        expect(addDuration(day, duration)).toBe(+add(day * DAY, duration, { in: utc }) / DAY)
      }),
    )
  })

  it('counts as many whole units as can be added without passing the later day', () => {
    fc.assert(
      fc.property(someDay, fc.nat(3000), units, (from, days, unit) => {
        let expected = 0
        while (unitsLater(from, unit, expected + 1) <= from + days) expected++
        expect(unitsBetween(from, from + days, unit)).toBe(expected)
      }),
      { numRuns: 1000 },
    )
  })

  it('measures time whose whole part is the units that have passed', () => {
    fc.assert(
      fc.property(someDay, fc.nat(3000), units, (from, days, unit) => {
        const time = timeBetween(from, from + days, unit)
        expect(Math.floor(time)).toBe(unitsBetween(from, from + days, unit))
      }),
      { numRuns: 1000 },
    )
  })

  it('measures more time to a later day', () => {
    fc.assert(
      fc.property(someDay, fc.nat(3000), units, (from, days, unit) => {
        const time = timeBetween(from, from + days, unit)
        expect(timeBetween(from, from + days + 1, unit)).toBeGreaterThan(time)
      }),
      { numRuns: 1000 },
    )
  })

  it('begins a period of months on a first, no later than the day and within its length', () => {
    fc.assert(
      fc.property(anyDay, calendarUnits, (day, unit) => {
        const date = new Date(day * DAY)
        const length = MONTHS[unit] as number
        const first = new Date(0)
        first.setUTCFullYear(
          date.getUTCFullYear(),
          date.getUTCMonth() - (date.getUTCMonth() % length),
          1,
        )
        expect(startOfPeriod(day, unit, 0)).toBe(first.getTime() / DAY)
      }),
    )
  })

  it('begins a week on its weekday, at most six days before', () => {
    fc.assert(
      fc.property(anyDay, weekStarts, (day, weekStart) => {
        const start = startOfPeriod(day, 'week', weekStart)
        expect(new Date(start * DAY).getUTCDay()).toBe(weekStart)
        expect(day - start).toBeGreaterThanOrEqual(0)
        expect(day - start).toBeLessThan(7)
      }),
    )
  })

  it('bounds periods that follow one another and cover the window', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 1000 }), units, weekStarts, (...given) => {
        const [from, days, unit, weekStart] = given
        const bounds = periodBounds(
          'test',
          periodNumbersOf(unit, 1, from, weekStart),
          from,
          from + days,
        )
        expect(bounds[0]).toBe(startOfPeriod(from, unit, weekStart))
        for (const [index, bound] of bounds.slice(1).entries()) {
          expect(startOfPeriod(bound, unit, weekStart)).toBe(bound)
          expect(startOfPeriod(bound - 1, unit, weekStart)).toBe(bounds[index])
        }
        expect(bounds.at(-1)).toBeGreaterThanOrEqual(from + days)
        expect(bounds.at(-2)).toBeLessThan(from + days)
      }),
    )
  })
})

describe('instants in time zones', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'Europe/Dublin',
    'America/Sao_Paulo',
    'America/New_York',
    'America/Caracas',
    'Asia/Kathmandu',
    'Asia/Pyongyang',
    'Africa/Monrovia',
    'Africa/Casablanca',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Pacific/Kwajalein',
    'Antarctica/Troll',
  ]
  const from = Date.UTC(1900, 0, 1)
  const to = Date.UTC(2100, 0, 1)

  it.each(zones)('fall on the day that clocks in %s show', (timeZone) => {
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
    const readDay = dayReader('test', timeZone)
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (time) => {
        expect(formatDay(readDay(new Date(time)))).toBe(clock.format(time))
        expect(readDay(new Date(time).toISOString())).toBe(readDay(new Date(time)))
      }),
      { numRuns: 400 },
    )
  })

  it.each(zones)('fall on that day around every change of clocks in %s, 1970–2037', (timeZone) => {
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
    const wall = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    const offsetAt = (time: number): number => Date.parse(`${wall.format(time)}Z`) - time
    const readDay = dayReader('test', timeZone)
    let before = offsetAt(0)
    for (let time = 0; time < Date.UTC(2038, 0, 1); time += DAY) {
      const offset = offsetAt(time + DAY)
      if (offset !== before)
        for (let hour = -24; hour <= 48; hour += 0.25) {
          const instant = time + hour * 3_600_000
          const day = formatDay(readDay(new Date(instant)))
          if (day !== clock.format(instant)) expect(day, `${instant}`).toBe(clock.format(instant))
        }
      before = offset
    }
  })

  it('fall on one day for the same instant, however it is written', () => {
    const offsets = fc.integer({ min: -23 * 60, max: 23 * 60 })
    fc.assert(
      fc.property(
        fc.integer({ min: from, max: to }),
        offsets,
        fc.constantFrom(...zones),
        (time, minutes, timeZone) => {
          const size = Math.abs(minutes)
          const sign = minutes < 0 ? '-' : '+'
          const two = (part: number): string => `${Math.floor(part)}`.padStart(2, '0')
          const offset = `${sign}${two(size / 60)}:${two(size % 60)}`
          const local = new Date(time + minutes * 60_000).toISOString().replace('Z', offset)
          const readDay = dayReader('test', timeZone)
          expect(readDay(local)).toBe(readDay(new Date(time)))
        },
      ),
    )
  })
})

describe('days between bounds', () => {
  it('have as many bounds up to them as are not after them', () => {
    const sorted = fc
      .uniqueArray(fc.integer({ min: -300, max: 300 }), { minLength: 1 })
      .map((bounds) => bounds.sort((a, b) => a - b))
    fc.assert(
      fc.property(sorted, fc.array(fc.integer({ min: -400, max: 400 })), (bounds, days) => {
        const placeOf = dayPlaces(bounds)
        for (const day of [...days, ...bounds]) {
          const upTo = bounds.filter((bound) => bound <= day).length
          expect([boundsUpTo(bounds, day), placeOf(day)]).toEqual([upTo, upTo])
        }
      }),
    )
  })
})
