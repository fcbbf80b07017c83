import { MS_PER_DAY } from '../dayLength.js'
import { persianMonthStart } from '../persianDate.js'

/** The calendars of the report. */
export type Calendar = 'gregorian' | 'persian'

/** A month: its first day, the first day after it, and whether it is over. */
export interface Month {
  readonly from: string
  readonly to: string
  readonly complete: boolean
}

/** The day after a day. */
function dayAfter(day: string): string {
  return new Date(Date.parse(day) + MS_PER_DAY).toISOString().slice(0, 10)
}

/** The first day of the month of a day, this number of months away. */
export function monthStart(day: string, months: number, calendar: Calendar = 'gregorian'): string {
  const persian = calendar === 'persian' ? persianMonthStart(day, months) : undefined
  if (persian) return persian
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 10)
}

/** The last `count` months up to the one of a day, which may not be over. */
export function lastMonths(asOf: string, count: number, calendar: Calendar): readonly Month[] {
  return Array.from({ length: count }, (_, index) => {
    const from = monthStart(asOf, index - count + 1, calendar)
    const to = monthStart(from, 1, calendar)
    return { from, to, complete: to <= dayAfter(asOf) }
  })
}

/** The last `count` months that are over. */
export function wholeMonths(asOf: string, count: number, calendar: Calendar): readonly Month[] {
  const end = monthStart(dayAfter(asOf), 0, calendar)
  return Array.from({ length: count }, (_, index) => ({
    from: monthStart(end, index - count, calendar),
    to: monthStart(end, index - count + 1, calendar),
    complete: true,
  }))
}
