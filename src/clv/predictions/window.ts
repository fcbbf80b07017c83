import { check } from '../../internal/guard.js'
import type { ReadModel } from '../models/readModel.js'
import { readDuration, readModelTime, type UnitConversions } from '../summaries/durations.js'

/** The options that say when a window begins and ends. */
interface GivenWindow extends UnitConversions {
  readonly from?: unknown
  readonly horizon: unknown
}

/** A window of time after the end of observation, in the model's unit. */
export interface TimeWindow {
  readonly from: number
  readonly to: number
}

/** The window that is asked for. */
export function readWindow(metric: string, model: ReadModel, given: GivenWindow): TimeWindow {
  const to = readTime(metric, 'horizon', model, given.horizon, given)
  if (given.from === undefined) return { from: 0, to }
  const from = readTime(metric, 'from', model, given.from, given)
  check(metric, ['from'], from, from <= to, `at most the horizon, which is ${to}`, 'mismatch')
  return { from, to }
}

/** A duration in the model's unit, in whole periods where the model needs them. */
export function readTime(
  metric: string,
  field: string,
  { unit, behaviour }: ReadModel,
  value: unknown,
  conversions: UnitConversions,
): number {
  const time = readDuration(metric, [field], value, unit, conversions)
  return readModelTime(metric, [field], time, behaviour.kind)
}
