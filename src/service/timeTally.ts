import {
  check,
  checkChoice,
  checkCount,
  checkObject,
  checkWhole,
  type Path,
} from '../internal/guard.js'
import type { TimeMeasure } from './tickets.js'
import { HOLD, type HoldPolicy, REOPENED, type ReopenedPolicy, type TimeUnit } from './tickets.js'

/** The tickets of one length of time. */
export interface TimeCount {
  /** Tickets that were finished in that time. */
  readonly ended: number
  /** Tickets that have taken that time and are not finished. */
  readonly open: number
}

/** Tickets by the time they took, in completed units. */
export interface TimeTally {
  /** What was measured. */
  readonly measure: TimeMeasure
  /** What counted as time. */
  readonly clock: 'calendar' | 'business'
  /** What reopened tickets counted as; `null` for first replies. */
  readonly reopened: ReopenedPolicy | null
  /** What time on hold did to the clock; absent where that was not said, as no ticket was on hold. */
  readonly hold?: HoldPolicy
  /** The unit of the times. */
  readonly unit: TimeUnit
  /** Tickets that a bot dealt with, left out. */
  readonly bots: number
  /** Tickets by completed units of time. */
  readonly times: Readonly<Record<number, TimeCount>>
}

/** A tally as it was made, checked, its times ascending. */
export function readTimes(
  metric: string,
  path: Path,
  tally: TimeTally,
): Omit<TimeTally, 'times'> & {
  readonly times: readonly (TimeCount & { readonly time: number })[]
} {
  const given = checkObject<TimeTally>(metric, path, tally)
  const measure = checkChoice(metric, [...path, 'measure'], given.measure, [
    'resolution',
    'first-reply',
  ])
  const unit = checkChoice(metric, [...path, 'unit'], given.unit, [
    'second',
    'minute',
    'hour',
    'day',
  ])
  const clock = checkChoice(metric, [...path, 'clock'], given.clock, ['calendar', 'business'])
  const isReply = measure === 'first-reply'
  const times = checkObject<TimeTally['times']>(metric, [...path, 'times'], given.times)
  if (isReply) {
    const none = given.reopened === null
    check(metric, [...path, 'reopened'], given.reopened, none, 'null for first replies', 'mismatch')
  }
  return {
    measure,
    clock,
    unit,
    reopened: isReply
      ? null
      : checkChoice(metric, [...path, 'reopened'], given.reopened as string, REOPENED),
    ...(given.hold !== undefined && {
      hold: checkChoice(metric, [...path, 'hold'], given.hold, HOLD),
    }),
    bots: checkCount(metric, [...path, 'bots'], given.bots),
    times: Object.entries(times)
      .map(([key, counts]) => {
        const at = [...path, 'times', key]
        const time = checkWhole(metric, at, `${+key}` === key ? +key : key)
        const { ended, open } = checkObject<TimeCount>(metric, at, counts)
        return {
          time,
          ended: checkCount(metric, [...at, 'ended'], ended),
          open: checkCount(metric, [...at, 'open'], open),
        }
      })
      .filter(({ ended, open }) => ended + open > 0)
      .sort((a, b) => a.time - b.time),
  }
}
