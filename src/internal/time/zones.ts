import { type Path, refuse } from '../guard.js'
import { dayOfCivil, MS_PER_DAY } from './dayNumber.js'

/** Milliseconds by which the clocks of a time zone are ahead of UTC at an instant. */
export function zoneOffset(
  metric: string,
  timeZone: unknown,
  path: Path = ['timeZone'],
): (instant: number) => number {
  if (timeZone === 'UTC') return () => 0
  const format = zoneFormat(timeZone)
  const zone = "an IANA time zone such as 'Europe/Berlin'"
  if (!format) return refuse(metric, path, timeZone, zone, 'invalid')
  return (instant) => {
    const clock: Record<string, string> = {}
    for (const { type, value } of format.formatToParts(instant)) clock[type] = value
    // Years before Christ come as those after. No row or edge is of either.
    const day = dayOfCivil(Number(clock.year), Number(clock.month), Number(clock.day))
    const seconds = Number(clock.hour) * 3600 + Number(clock.minute) * 60 + Number(clock.second)
    return day * MS_PER_DAY + seconds * 1000 - Math.floor(instant / 1000) * 1000
  }
}

/** A clock for a time zone, where there is such a zone. */
function zoneFormat(timeZone: unknown): Intl.DateTimeFormat | undefined {
  if (typeof timeZone !== 'string') return undefined
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return undefined
  }
}
