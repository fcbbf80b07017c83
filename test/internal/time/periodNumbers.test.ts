import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { periodNumbersOf } from '../../../src/internal/time/periodNumbers.js'
import { type PeriodUnit, unitsBetween } from '../../../src/internal/time/periods.js'

const DAY = 86_400_000
const dayOf = (text: string): number => Date.parse(text) / DAY
const units = fc.constantFrom<PeriodUnit>('day', 'week', 'month', 'quarter', 'year')
const days = fc.integer({ min: -30_000, max: 60_000 })

describe('a cycle of periods', () => {
  it('puts each day into the period between its first day and the next one’s', () => {
    fc.assert(
      fc.property(
        units,
        fc.integer({ min: 1, max: 40 }),
        days,
        days,
        fc.nat(6),
        (unit, multiple, anchor, day, weekStartsOn) => {
          const { indexOf, startOf } = periodNumbersOf(unit, multiple, anchor, weekStartsOn)
          const index = indexOf(day)
          expect(startOf(index)).toBeLessThanOrEqual(day)
          expect(startOf(index + 1)).toBeGreaterThan(day)
          expect(indexOf(anchor)).toBe(0)
          expect(indexOf(startOf(index))).toBe(index)
        },
      ),
    )
  })

  it('begins where the calendar does', () => {
    // 2024-02-29 was a Thursday.
    const leap = dayOf('2024-02-29')
    const start = (unit: PeriodUnit, index = 0): number =>
      periodNumbersOf(unit, 1, leap, 1).startOf(index)
    expect(start('day')).toBe(leap)
    expect(start('week')).toBe(dayOf('2024-02-26'))
    expect(start('month')).toBe(dayOf('2024-02-01'))
    expect(start('quarter', 1)).toBe(dayOf('2024-04-01'))
    expect(start('year', -1)).toBe(dayOf('2023-01-01'))
  })

  it('counts whole periods as ages are counted', () => {
    fc.assert(
      fc.property(
        units,
        fc.integer({ min: 1, max: 40 }),
        days,
        fc.nat(4000),
        (unit, multiple, from, length) => {
          const { between } = periodNumbersOf(unit, multiple, 0, 1)
          const whole = unitsBetween(from, from + length, unit)
          expect(between?.(from, from + length)).toBe(Math.floor(whole / multiple))
        },
      ),
    )
  })

  it('counts whole periods from a day of its own', () => {
    const { between } = periodNumbersOf('month', 2, dayOf('2024-01-01'), 0)
    expect(between?.(dayOf('2023-12-31'), dayOf('2024-02-28'))).toBe(0)
    expect(between?.(dayOf('2023-12-31'), dayOf('2024-02-29'))).toBe(1)
  })
})
