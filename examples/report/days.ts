import type { DateInput } from 'customer-metrics'

const MS_PER_DAY = 86_400_000

/** The calendar day of a date, in a time zone. */
export function dayOf(date: DateInput, timeZone = 'UTC'): string {
  if (typeof date === 'string' && date.length === 10) return date
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(date instanceof Date ? date : new Date(`${date}`))
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

/**
 * The last day on which anything happened, as a guess at the last day that is known. What is dated
 * after today is a plan, such as a cancellation at the end of a paid year, and says nothing of it.
 */
export function lastDay(
  dates: Iterable<DateInput | null | undefined>,
  timeZone: string | undefined,
): string {
  const today = dayOf(new Date(), timeZone)
  let last = ''
  let lastPlanned = ''
  for (const date of dates) {
    if (!date) continue
    const day = dayOf(date, timeZone)
    if (day > lastPlanned) lastPlanned = day
    if (day > last && day <= today) last = day
  }
  return last || lastPlanned
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + MS_PER_DAY).toISOString().slice(0, 10)
}

/** The first day of the month, so many months away. */
export function monthStart(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 10)
}
