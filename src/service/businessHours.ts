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

/** Minutes of a week. */
const WEEK = 7 * 1440

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
  const until = Math.min(last, LAST)
  const onTheWall = wallClock(metric, path, hours, until)
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
      const newer = offsets.at(-1) as number
      const older = offsetAt(earlier)
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

/**
 * Business time up to a local time on the wall, less a constant: what the days before have, and a lookup in
 * the minutes of its own day. Days are added up from the last one backwards, as far as times reach.
 */
function wallClock(
  metric: string,
  path: Path,
  hours: BusinessHours,
  last: number,
): (local: number) => number {
  const special = readSpecialDays(metric, path, hours)
  // Which minutes have a shift: of each day of the week, and of days that differ from it, which are many
  // where they are alike, as holidays.
  const open = new Uint8Array(WEEK + 1440 * special.size)
  readWeek(metric, [...path, 'week'], hours.week, open)
  checkSome(metric, [...path, 'week'], hours.week, open.indexOf(1) + 1, 'shift')
  const rows = new Map<string, number>()
  for (const shifts of special.values()) {
    const row = rows.get(`${shifts}`) ?? WEEK + 1440 * rows.size
    rows.set(`${shifts}`, row)
    for (const [from, to] of shifts) open.fill(1, row + from, row + to)
  }
  const before = new Float64Array(WEEK + 1440 * rows.size + 1)
  for (let at = 1; at < before.length; at++)
    before[at] = (before[at - 1] as number) + (open[at - 1] as number) * MINUTE
  // No clock is a day ahead.
  const final = Math.floor(last / DAY_LENGTH) + 1
  // For each day back from there, the first of its minutes, and business time up to it.
  let firsts = new Int32Array(0)
  let starts = new Float64Array(0)
  const reach = (size: number): void => {
    firsts = new Int32Array(size)
    starts = new Float64Array(size)
    let start = 0
    for (let age = 0; age < size; age++) {
      const day = final - age
      // Ten thousand weeks are added, as days before 1970 are of a week too.
      const row = rows.get(`${special.get(day)}`) ?? ((day + 70_000) % 7) * 1440
      start -= (before[row + 1440] as number) - (before[row] as number)
      firsts[age] = row
      starts[age] = start - (before[row] as number)
    }
  }
  return (local) => {
    const minutes = Math.floor(local / MINUTE)
    const day = Math.floor(minutes / 1440)
    const age = final - day
    if (age >= firsts.length) reach(2 * age + 64)
    const at = (firsts[age] as number) + minutes - 1440 * day
    const rest = (open[at] as number) * (local - minutes * MINUTE)
    return (starts[age] as number) + (before[at] as number) + rest
  }
}

/** The shifts of a day, in minutes; a holiday has none. */
type Shifts = readonly (readonly [from: number, to: number])[]

/** Marks the minutes of a week that have a shift; weeks begin on Thursday here, as 1970 did. */
function readWeek(metric: string, path: Path, week: unknown, open: Uint8Array): void {
  for (const [key, shifts] of Object.entries(checkObject<object>(metric, path, week))) {
    const at = [...path, key]
    const day = WEEK_DAYS.indexOf(checkChoice(metric, at, key, WEEK_DAYS))
    const first = ((day + 3) % 7) * 1440
    for (const [from, to] of readShifts(metric, at, shifts)) open.fill(1, first + from, first + to)
  }
}

/** Shifts of one day in minutes, none of which is within another. */
function readShifts(metric: string, path: Path, given: unknown): Shifts {
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

/** Holidays and days with shifts of their own, by day. */
function readSpecialDays(
  metric: string,
  path: Path,
  { holidays, dates, timeZone }: BusinessHours,
): ReadonlyMap<number, Shifts> {
  const days = new Map<number, Shifts>()
  if (holidays === undefined && dates === undefined) return days
  const readDay = dayReader(metric, timeZone)
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
  return days
}
