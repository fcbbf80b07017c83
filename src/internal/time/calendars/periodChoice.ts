import type { DateInput, ReadDay } from '../days.js'
import type { PeriodNumbers } from '../periodNumbers.js'
import type { PeriodUnit, WeekDay } from '../periods.js'
import type { Calendar } from './calendar.js'

/** Periods of a calendar. */
export interface CalendarPeriods {
  /** The unit of periods. They begin with the calendar's. */
  readonly every: PeriodUnit
  /**
   * The calendar whose years, quarters and months they are.
   * @defaultValue `'gregorian'`
   */
  readonly calendar?: Calendar
  /** The day that weeks begin on; required where `every` is `'week'`, unless the calendar says it. */
  readonly weekStartsOn?: WeekDay
  /** Another way to say where periods begin. */
  readonly boundaries?: undefined
}

/** Periods that a list of days divides, for a calendar that has no rule here. */
export interface ListedPeriods {
  /**
   * The first day of each period in order, and the first day after the last: `['2025-02-02',
   * '2025-03-02', '2025-04-06']` are two. They cover the days that the call asks about.
   */
  readonly boundaries: Iterable<DateInput>
  /** Not with `boundaries`. */
  readonly every?: undefined
  /** Not with `boundaries`. */
  readonly calendar?: undefined
  /** Not with `boundaries`. */
  readonly weekStartsOn?: undefined
}

/** The same options with `boundaries` in place of `every`, its calendar and its weeks. */
export type InBoundaries<Options extends CalendarPeriods> = Omit<Options, keyof CalendarPeriods> &
  ListedPeriods

/** What both say, as it is read. */
export interface PeriodFields {
  readonly every?: PeriodUnit
  readonly calendar?: Calendar
  readonly weekStartsOn?: WeekDay
  readonly boundaries?: Iterable<DateInput>
}

/** Options with a choice of periods, as they are read. */
export type WithPeriodFields<T> = Omit<T, keyof PeriodFields> & PeriodFields

/** What results say of where periods begin. */
export interface PeriodsSaid {
  /** The unit of periods; `null` where `boundaries` divide them. */
  readonly every: PeriodUnit | null
  /** The calendar, unless it is the Gregorian one. */
  readonly calendar?: Calendar
  /** The days that divide periods, where these are given. */
  readonly boundaries?: readonly string[]
}

/** A choice as it is counted by. */
export interface ChosenPeriods {
  readonly said: PeriodsSaid
  readonly weekStartsOn: WeekDay | null
  readonly readDay: ReadDay
  /** Periods numbered from that of a day. */
  readonly numbersFrom: (day: number, multiple?: number) => PeriodNumbers
}

/** A choice of periods; in stored results, what is not given is `null` or absent. */
export interface PeriodChoiceInput {
  readonly every?: PeriodUnit | null | undefined
  readonly calendar?: Calendar | null | undefined
  readonly weekStartsOn?: WeekDay | null | undefined
  readonly boundaries?: Iterable<DateInput> | null | undefined
  readonly timeZone?: string | null | undefined
}

/** Reads where periods begin; passed in, so that what knows one calendar carries no other. */
export type ReadPeriods = (metric: string, given: PeriodChoiceInput) => ChosenPeriods
