import { byPeriod, type PeriodUnit, type WeekDay } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { days, later, windows } from '../support/arbitraries.js'

interface Row {
  readonly id: number
  readonly day: string
}

const WEEK_DAYS: readonly WeekDay[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
]

const units = fc.constantFrom<PeriodUnit>('day', 'week', 'month', 'quarter', 'year')
const weekStarts = fc.nat(6)
const rows: fc.Arbitrary<Row[]> = fc
  .array(days, { maxLength: 60 })
  .map((list) => list.map((day, id) => ({ id, day })))

/** What two days of one period have in common, read off the day as it is written. */
function nameOf(day: string, unit: PeriodUnit, weekStart: number): string {
  if (unit === 'day') return day
  if (unit === 'month') return day.slice(0, 7)
  if (unit === 'year') return day.slice(0, 4)
  if (unit === 'quarter') return `${day.slice(0, 4)} ${Math.ceil(Number(day.slice(5, 7)) / 3)}`
  let start = day
  while (new Date(start).getUTCDay() !== weekStart) start = later(start, -1)
  return start
}

function group(
  all: readonly Row[],
  window: { from: string; to: string },
  unit: PeriodUnit,
  weekStart: number,
) {
  return byPeriod(all, {
    on: 'day',
    every: unit,
    ...window,
    weekStartsOn: WEEK_DAYS[weekStart] as WeekDay,
  })
}

describe('periods', () => {
  it('follow one another from the first day of the window to its last', () => {
    fc.assert(
      fc.property(rows, windows, units, weekStarts, (all, window, unit, weekStart) => {
        const periods = group(all, window, unit, weekStart)
        expect(periods[0]?.from).toBe(window.from)
        expect(periods.at(-1)?.to).toBe(window.to)
        for (const [index, { from, to }] of periods.entries()) {
          expect(from < to).toBe(true)
          if (index > 0) expect(from).toBe(periods[index - 1]?.to)
        }
      }),
    )
  })

  it('hold all days between their ends that belong together, and no others', () => {
    fc.assert(
      fc.property(windows, units, weekStarts, (window, unit, weekStart) => {
        const periods = group([], window, unit, weekStart)
        const names = periods.map(({ from }) => nameOf(from, unit, weekStart))
        expect(new Set(names).size).toBe(periods.length)
        for (const [index, { to }] of periods.entries())
          expect(nameOf(later(to, -1), unit, weekStart)).toBe(names[index])
      }),
    )
  })

  it('have each row of the window in exactly one, in order, and no other row', () => {
    fc.assert(
      fc.property(rows, windows, units, weekStarts, (all, window, unit, weekStart) => {
        const periods = group(all, window, unit, weekStart)
        const found = periods.flatMap((period) => period.rows)
        const inWindow = all.filter(({ day }) => day >= window.from && day < window.to)
        expect(new Set(found)).toEqual(new Set(inWindow))
        expect(found).toHaveLength(inWindow.length)
        for (const { from, to, rows: inside } of periods) {
          expect(inside.every(({ day }) => day >= from && day < to)).toBe(true)
          expect(inside.map(({ id }) => id)).toEqual(
            inside.map(({ id }) => id).sort((a, b) => a - b),
          )
        }
      }),
    )
  })

  it('are complete unless the day before or the day after belongs to them too', () => {
    fc.assert(
      fc.property(windows, units, weekStarts, (window, unit, weekStart) => {
        for (const { from, to, complete } of group([], window, unit, weekStart)) {
          const name = nameOf(from, unit, weekStart)
          const isCut =
            nameOf(later(from, -1), unit, weekStart) === name ||
            nameOf(to, unit, weekStart) === name
          expect(complete).toBe(!isCut)
        }
      }),
    )
  })

  it('of two windows that meet are those of both, but for the one that is cut', () => {
    const cuts = fc
      .uniqueArray(days, { minLength: 3, maxLength: 3 })
      .map((three) => three.sort() as [string, string, string])
    fc.assert(
      fc.property(rows, cuts, units, weekStarts, (all, [from, middle, to], unit, weekStart) => {
        const whole = group(all, { from, to }, unit, weekStart)
        const parts = [
          ...group(all, { from, to: middle }, unit, weekStart),
          ...group(all, { from: middle, to }, unit, weekStart),
        ]
        const known = new Map(parts.map((period) => [period.from, period]))
        for (const period of whole)
          if (period.to <= middle || period.from >= middle)
            expect(known.get(period.from)).toEqual(period)
        const isCut = whole.every((period) => period.from !== middle)
        expect(parts.length - whole.length).toBe(isCut ? 1 : 0)
      }),
    )
  })
})
