import { check } from '../../internal/guard.js'
import type { PeriodChoiceInput } from '../../internal/time/calendars/periodChoice.js'
import { FIRST_DAY } from '../../internal/time/dayNumber.js'
import type { Periods } from '../../retention/activity/periodFrame.js'
import { countedFrom, countedUnit, listed, type NumberOf } from './calendar.js'

/** Periods as SQL numbers them, and the number that 0 stands for. */
interface CountedPeriods {
  readonly numberOf: NumberOf
  readonly base: number
  /** A condition for days that the periods do not cover, after `OR`; empty where they cover all. */
  readonly orOutside: (day: string) => string
}

/**
 * Periods that are equally long are numbered from the first one that there is. Others are listed from
 * the one before `from`, as it says who returns; all before that are one.
 */
export function countedPeriods(
  metric: string,
  {
    periodNumbers,
    frame,
    first,
    last,
  }: Pick<Periods, 'periodNumbers' | 'first' | 'last'> & {
    readonly frame: Pick<Periods['frame'], 'multiple'>
  },
  options: PeriodChoiceInput,
): CountedPeriods {
  const { indexOf, startOf, limits } = periodNumbers
  const orOutside = (day: string): string => (limits ? ` OR ${day} < ${limits.first}` : '')
  const unit = countedUnit(options)
  if (unit) {
    const base = indexOf(FIRST_DAY) + 1
    return { numberOf: countedFrom(startOf(base), unit, frame.multiple), base, orOutside }
  }
  const earliest = limits ? indexOf(limits.first) : undefined
  const isKnown = first !== undefined || earliest !== undefined
  const expected = 'a day, as a statement lists the periods of this calendar'
  check(metric, ['from'], undefined, isKnown, expected, 'invalid')
  const since = Math.max(first === undefined ? -Infinity : first - 1, earliest ?? -Infinity)
  const starts = Array.from({ length: last - since + 1 }, (_, at) => startOf(since + at))
  return { numberOf: listed(metric, [-Infinity, ...starts]), base: since - 1, orOutside }
}
