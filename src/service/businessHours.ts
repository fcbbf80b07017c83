import {
  check,
  checkChoice,
  checkFields,
  checkObject,
  checkSome,
  eachItem,
  type Fields,
  type Path,
  readFields,
} from '../internal/guard.js'
import { boundsUpTo } from '../internal/time/dayPlaces.js'
import { checkEdge, type DateInput, dayReader } from '../internal/time/days.js'
import { WEEK_DAYS, type WeekDay } from '../internal/time/periods.js'
import { zoneOffset } from '../internal/time/zones.js'

/** Working hours within one day, in local time. */
export interface Shift {
  /** When it begins: `'09:00'`. */
  readonly from: string
  /** When it ends, on the same day: `'17:30'`, at the latest `'24:00'`. */
  readonly to: string
}

/** The fields that are read; another one is refused. */
const SHIFT: Fields<Shift> = { from: 1, to: 1 }

/** The shifts of one date, in place of those of its weekday: half a day before a holiday, or a Saturday of work. */
export interface DateShifts {
  /** The day. */
  readonly on: DateInput
  /** Its shifts; none where nobody works. */
  readonly shifts: readonly Shift[]
}

/** The fields that are read; another one is refused. */
const DATE_SHIFTS: Fields<DateShifts> = { on: 1, shifts: 1 }

/** When somebody is at work: what counts as time in business hours. */
export interface BusinessHours {
  /** Where the clock hangs, an IANA name. */
  readonly timeZone: string
  /** The shifts of each weekday; a day that is not listed has none. */
  readonly week: Readonly<Partial<Record<WeekDay, readonly Shift[]>>>
  /**
   * Days without any shift.
   * @defaultValue none
   */
  readonly holidays?: readonly DateInput[]
  /**
   * Days with shifts of their own, each at most once and none of them a holiday.
   * @defaultValue none
   */
  readonly dates?: readonly DateShifts[]
}

/** What time is measured by: all of it, or business hours. */
export type TicketClock = 'calendar' | BusinessHours

/** Measures the time from one instant to a later one, in milliseconds. */
export interface Stopwatch {
  readonly clock: 'calendar' | 'business'
  readonly elapsed: (from: number, to: number) => number
  /** The first and the last instant that it can place. */
  readonly range: readonly [first: number, last: number]
}

const MINUTE = 60_000
const DAY_LENGTH = 1440 * MINUTE
const WEEK = 7 * DAY_LENGTH

/** Before 1970 clocks were set by hand, and after 2099 nobody knows who will set them to what. */
const FIRST = 0
const LAST: number = /* @__PURE__ */ Date.UTC(2100, 0) - 1

/** The shortest time between two changes of any clock since 1970 is a week (Recife, October 2000). */
const PROBE = 3 * DAY_LENGTH

/** A stopwatch by a clock, for instants up to the last one known. */
export function stopwatch(metric: string, path: Path, clock: unknown, last: number): Stopwatch {
  if (clock === 'calendar')
    return { clock, elapsed: (from, to) => to - from, range: [-Infinity, Infinity] }
  const expected = "'calendar' or business hours"
  check(metric, path, clock, Object(clock) === clock, expected, 'invalid')
  const hours = checkObject<BusinessHours>(metric, path, clock)
  checkFields(metric, path, hours, ['timeZone', 'week', 'holidays', 'dates'])
  const offsetAt = zoneOffset(metric, hours.timeZone, [...path, 'timeZone'])
  const onTheWall = wallClock(metric, path, hours)
  const until = Math.min(last, LAST)
  const worked = zoneClock(onTheWall, offsetAt, until)
  return {
    clock: 'business',
    elapsed: (from, to) => worked(to) - worked(from),
    range: [FIRST, LAST],
  }
}

/**
 * Business time up to an instant, less a constant. By the clock on the wall it is a lookup; where that
 * clock jumps forward what it skipped never was, and where it jumps back what it repeats was twice, so
 * that each jump adds what the wall says it worked. Jumps are looked for from the last instant
 * backwards, as far as instants reach.
 */
function zoneClock(
  onTheWall: (local: number) => number,
  offsetAt: (instant: number) => number,
  last: number,
): (instant: number) => number {
  const offsets = [offsetAt(last)]
  const added = [0]
  const changes: number[] = []
  // How many changes come after each probe, of which none has two.
  const later: number[] = []
  let reached = last
  const reach = (instant: number): void => {
    while (reached >= instant) {
      later.push(changes.length)
      const earlier = reached - PROBE
      const [newer, older] = [offsets.at(-1) as number, offsetAt(earlier)]
      if (older !== newer) {
        const change = changeBetween(offsetAt, earlier, reached, newer)
        changes.push(change)
        offsets.push(older)
        added.push((added.at(-1) as number) + onTheWall(change + newer) - onTheWall(change + older))
      }
      reached = earlier
    }
  }
  return (instant) => {
    if (instant <= reached) reach(instant)
    let era = later[Math.floor((last - instant) / PROBE)] as number
    if (instant < (changes[era] as number)) era++
    return onTheWall(instant + (offsets[era] as number)) + (added[era] as number)
  }
}

/** The first instant at which a clock shows its newer offset, between one that does not and one that does. */
function changeBetween(
  offsetAt: (instant: number) => number,
  from: number,
  to: number,
  newer: number,
): number {
  let before = Math.floor(from / 1000)
  let after = Math.ceil(to / 1000)
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (offsetAt(middle * 1000) === newer) after = middle
    else before = middle
  }
  return after * 1000
}

/** Business time up to a local time, counted from 1970-01-01T00:00 on the wall: weeks, less holidays, with days of their own. */
function wallClock(metric: string, path: Path, hours: BusinessHours): (local: number) => number {
  const open = readWeek(metric, [...path, 'week'], hours.week)
  const before = new Float64Array(open.length + 1)
  for (let minute = 0; minute < open.length; minute++)
    before[minute + 1] = (before[minute] as number) + (open[minute] ? MINUTE : 0)
  const perWeek = before[open.length] as number
  checkSome(metric, [...path, 'week'], hours.week, perWeek, 'shift')
  const usual = (local: number): number => {
    const week = Math.floor(local / WEEK)
    const inWeek = local - week * WEEK
    const minute = Math.floor(inWeek / MINUTE)
    const rest = open[minute] ? inWeek - minute * MINUTE : 0
    return week * perWeek + (before[minute] as number) + rest
  }
  const special = readSpecialDays(metric, path, hours)
  // What each of these days has less than its weekday, added up.
  const taken = [0]
  for (const { day, shifts } of special) {
    const less = usual((day + 1) * DAY_LENGTH) - usual(day * DAY_LENGTH)
    taken.push((taken.at(-1) as number) + less - workedOf(shifts, DAY_LENGTH))
  }
  const days = special.map(({ day }) => day)
  return (local) => {
    const day = Math.floor(local / DAY_LENGTH)
    const place = boundsUpTo(days, day)
    const own = special[place - 1]
    if (own?.day !== day) return usual(local) - (taken[place] as number)
    const start = day * DAY_LENGTH
    return usual(start) + workedOf(own.shifts, local - start) - (taken[place - 1] as number)
  }
}

/** The shifts of a day of its own, in minutes; a holiday has none. */
interface SpecialDay {
  readonly day: number
  readonly shifts: readonly (readonly [from: number, to: number])[]
}

/** The time within some shifts up to a time of their day. */
function workedOf(shifts: SpecialDay['shifts'], time: number): number {
  let worked = 0
  for (const [from, to] of shifts)
    worked += Math.max(0, Math.min(time, to * MINUTE) - from * MINUTE)
  return worked
}

/** Which minutes of a week have a shift; weeks begin on Thursday here, as 1970 did. */
function readWeek(metric: string, path: Path, week: unknown): Uint8Array {
  const open = new Uint8Array(7 * 1440)
  for (const [key, shifts] of Object.entries(checkObject<object>(metric, path, week))) {
    const at = [...path, key]
    const day = WEEK_DAYS.indexOf(checkChoice(metric, at, key, WEEK_DAYS))
    const first = ((day + 3) % 7) * 1440
    for (const [from, to] of readShifts(metric, at, shifts)) open.fill(1, first + from, first + to)
  }
  return open
}

/** Shifts of one day in minutes, none of which is within another. */
function readShifts(metric: string, path: Path, given: unknown): SpecialDay['shifts'] {
  const shifts: [number, number][] = []
  eachItem(metric, path, given, (item, index) => {
    const at = [...path, index]
    const shift = readFields<Shift>(metric, at, item, SHIFT)
    const from = readMinute(metric, [...at, 'from'], shift.from, 0)
    const to = readMinute(metric, [...at, 'to'], shift.to, from + 1)
    const isApart = shifts.every(([begin, end]) => to <= begin || from >= end)
    check(metric, at, item, isApart, 'apart from the other shifts of the day', 'mismatch')
    shifts.push([from, to])
  })
  return shifts
}

const MINUTE_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/

function readMinute(metric: string, path: Path, value: unknown, least: number): number {
  const valid = typeof value === 'string' && MINUTE_OF_DAY.test(value)
  check(metric, path, value, valid, "a time of day such as '09:00'", 'invalid')
  const text = value as string
  const minute = Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  check(metric, path, value, minute >= least, 'after its beginning', 'out-of-range')
  return minute
}

/** Holidays and days with shifts of their own, in order. */
function readSpecialDays(
  metric: string,
  path: Path,
  { holidays, dates, timeZone }: BusinessHours,
): SpecialDay[] {
  if (holidays === undefined && dates === undefined) return []
  const readDay = dayReader(metric, timeZone)
  const days = new Map<number, SpecialDay['shifts']>()
  if (holidays !== undefined)
    eachItem(metric, [...path, 'holidays'], holidays, (item, index) => {
      days.set(checkEdge(metric, [...path, 'holidays', index], item, readDay), [])
    })
  if (dates !== undefined)
    eachItem(metric, [...path, 'dates'], dates, (item, index) => {
      const at = [...path, 'dates', index]
      const { on, shifts } = readFields<DateShifts>(metric, at, item, DATE_SHIFTS)
      const day = checkEdge(metric, [...at, 'on'], on, readDay)
      const once = 'a day that is neither a holiday nor in dates before'
      check(metric, [...at, 'on'], on, !days.has(day), once, 'mismatch')
      days.set(day, readShifts(metric, [...at, 'shifts'], shifts))
    })
  return [...days].sort(([one], [other]) => one - other).map(([day, shifts]) => ({ day, shifts }))
}
