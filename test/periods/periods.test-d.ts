import { type AnswerRow, byPeriod, type Period, type WeekDay } from 'customer-metrics'
import * as area from 'customer-metrics/periods'
import { describe, expectTypeOf, it } from 'vitest'

const rows: readonly AnswerRow[] = []
const window = { from: '2025-01-01', to: new Date(0) } as const

describe('byPeriod', () => {
  it('gives back the rows it got', () => {
    const months = byPeriod(rows, { on: 'answeredOn', every: 'month', ...window })
    expectTypeOf(months).toEqualTypeOf<Period<AnswerRow>[]>()
    expectTypeOf(months.map((month) => month.rows)).toEqualTypeOf<(readonly AnswerRow[])[]>()
  })

  it('knows the row in a function that says when', () => {
    byPeriod(new Set(rows), {
      on: (row) => {
        expectTypeOf(row).toEqualTypeOf<AnswerRow>()
        return row.answeredOn
      },
      every: 'day',
      ...window,
    })
  })

  it('takes a field that rows have, or a function that says when', () => {
    // @ts-expect-error rows have no such field
    byPeriod(rows, { on: 'on', every: 'month', ...window })
    // @ts-expect-error a function has to give a day
    byPeriod(rows, { on: (row) => row.rating, every: 'month', ...window })
    // @ts-expect-error what says when has to be given
    byPeriod(rows, { every: 'month', ...window })
  })

  it('takes known units and weekdays, and a whole window', () => {
    byPeriod(rows, { on: 'answeredOn', every: 'week', weekStartsOn: 'monday', ...window })
    // @ts-expect-error units are in the singular
    byPeriod(rows, { on: 'answeredOn', every: 'months', ...window })
    // @ts-expect-error weekdays have names, not numbers: 1 is Monday for some and Sunday for others
    byPeriod(rows, { on: 'answeredOn', every: 'week', weekStartsOn: 1, ...window })
    // @ts-expect-error a window has two ends
    byPeriod(rows, { on: 'answeredOn', every: 'month', from: '2025-01-01' })
    expectTypeOf<'monday'>().toExtend<WeekDay>()
  })

  it('takes the calendars that there are, or boundaries in the place of every', () => {
    byPeriod(rows, { on: 'answeredOn', every: 'month', calendar: 'persian', ...window })
    byPeriod(rows, {
      on: 'answeredOn',
      every: 'year',
      calendar: { fiscalYearStartsIn: 4 },
      ...window,
    })
    byPeriod(rows, { on: 'answeredOn', boundaries: ['2025-01-01', '2025-02-01'], ...window })
    byPeriod(rows, {
      on: (row) => {
        expectTypeOf(row).toEqualTypeOf<AnswerRow>()
        return row.answeredOn
      },
      boundaries: new Set(['2025-01-01', '2025-02-01']),
      ...window,
    })
    // @ts-expect-error the calendar has another name here
    byPeriod(rows, { on: 'answeredOn', every: 'month', calendar: 'jalali', ...window })
    // @ts-expect-error the day on which such a year ends is one of several in use
    byPeriod(rows, { on: 'answeredOn', every: 'month', calendar: { weeks: '4-5-4' }, ...window })
    const boundaries = ['2025-01-01', '2025-02-01']
    // @ts-expect-error one of both says where periods begin
    byPeriod(rows, { on: 'answeredOn', every: 'month', boundaries, ...window })
    // @ts-expect-error a list has no calendar
    byPeriod(rows, { on: 'answeredOn', calendar: 'persian', boundaries, ...window })
    // @ts-expect-error rows have no such field
    byPeriod(rows, { on: 'on', boundaries, ...window })
    expectTypeOf(byPeriod(rows, { on: 'answeredOn', boundaries, ...window })).toEqualTypeOf<
      Period<AnswerRow>[]
    >()
  })

  it('takes objects only', () => {
    // @ts-expect-error a day alone is not a row
    byPeriod(['2025-01-01'], { on: (day) => day, every: 'month', ...window })
  })

  it('makes periods that nobody changes', () => {
    const [month] = byPeriod(rows, { on: 'answeredOn', every: 'month', ...window })
    // @ts-expect-error the rows of a period are read-only
    month?.rows.push()
  })
})

describe('customer-metrics/periods', () => {
  it('has the same function', () => {
    expectTypeOf(area.byPeriod).toEqualTypeOf(byPeriod)
    expectTypeOf<area.WeekDay>().toEqualTypeOf<WeekDay>()
  })
})
