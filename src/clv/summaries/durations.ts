import {
  check,
  checkChoice,
  checkNumber,
  checkWhole,
  type Fields,
  type Path,
  readFields,
} from '../../internal/guard.js'
import { PERIOD_UNITS, type PeriodUnit } from '../../internal/time/periods.js'
import { MOST_MODEL_PERIODS, type SummaryKind } from './summaryColumns.js'

/** A length of time in the unit that its name says: `{ weeks: 39 }`. Parts may be fractional and add up. */
export interface ModelDuration {
  /** Days. */
  readonly days?: number
  /** Weeks. */
  readonly weeks?: number
  /** Months. */
  readonly months?: number
  /** Quarters. */
  readonly quarters?: number
  /** Years. */
  readonly years?: number
}

/** The fields that are read; another one is refused. */
const MODEL_DURATION: Fields<ModelDuration> = {
  days: 0,
  weeks: 0,
  months: 0,
  quarters: 0,
  years: 0,
}

/**
 * How one unit converts to another, for durations and discounts that are not in the model's unit.
 * There is no default: with a month of 4 or of 4.345 weeks one model gives two different numbers.
 */
export interface UnitConversions {
  /** Days in a week. */
  readonly daysPerWeek?: number
  /** Days in a month. */
  readonly daysPerMonth?: number
  /** Days in a quarter. */
  readonly daysPerQuarter?: number
  /** Days in a year. */
  readonly daysPerYear?: number
  /** Weeks in a month: `52 / 12`. */
  readonly weeksPerMonth?: number
  /** Weeks in a quarter. */
  readonly weeksPerQuarter?: number
  /** Weeks in a year. */
  readonly weeksPerYear?: number
  /** Months in a quarter. */
  readonly monthsPerQuarter?: number
  /** Months in a year. */
  readonly monthsPerYear?: number
  /** Quarters in a year. */
  readonly quartersPerYear?: number
}

/**
 * A discount rate with its unit. `'periodic'` divides by 1 + rate for each `per`, fractions of it
 * included; `'continuous'` multiplies by e^(−rate) for each.
 */
export interface DiscountRate {
  /** The rate: 0.1 for 10 %. */
  readonly rate: number
  /** The time that the rate is for. */
  readonly per: PeriodUnit
  /** How the rate compounds. */
  readonly compounding: 'periodic' | 'continuous'
}

/** The fields that are read; another one is refused. */
const DISCOUNT_RATE: Fields<DiscountRate> = { rate: 1, per: 1, compounding: 1 }

/** No rate is higher. */
const MOST_RATE = 10

/** How many of the model's units one of another unit has. */
function unitsPer(
  metric: string,
  path: Path,
  received: unknown,
  unit: PeriodUnit,
  other: PeriodUnit,
  conversions: UnitConversions,
): number {
  if (unit === other) return 1
  const isLonger = PERIOD_UNITS.indexOf(other) > PERIOD_UNITS.indexOf(unit)
  const [small, large] = isLonger ? [unit, other] : [other, unit]
  const name = `${small}sPer${(large[0] as string).toUpperCase()}${large.slice(1)}`
  const given = conversions[name as keyof UnitConversions]
  const expected = `in ${unit}s, the unit of the model, where ${name} is not given`
  check(metric, path, received, given !== undefined, expected, 'mismatch')
  const factor = checkNumber(metric, [name], given, 1, 1000)
  return isLonger ? factor : 1 / factor
}

/** How many of the model's units the period has that a discount is for. */
export function unitsIn(
  metric: string,
  path: Path,
  per: PeriodUnit,
  unit: PeriodUnit,
  conversions: UnitConversions,
): number {
  return unitsPer(metric, path, per, unit, per, conversions)
}

/** A duration in units of the model. */
export function readDuration(
  metric: string,
  path: Path,
  value: unknown,
  unit: PeriodUnit,
  conversions: UnitConversions,
): number {
  const given = readFields<ModelDuration>(metric, path, value, MODEL_DURATION)
  let time = 0
  let parts = 0
  for (const other of PERIOD_UNITS) {
    const name = `${other}s` as keyof ModelDuration
    if (given[name] === undefined) continue
    const length = checkNumber(metric, [...path, name], given[name], 0, MOST_LENGTH)
    time += length * unitsPer(metric, [...path, name], length, unit, other, conversions)
    parts++
  }
  check(metric, path, value, parts > 0, `a duration such as { ${unit}s: 12 }`, 'invalid')
  return time
}

/** Longer than any forecast. */
const MOST_LENGTH = 1e6

/** The continuous rate per unit of the model. */
export function readDiscount(
  metric: string,
  value: unknown,
  unit: PeriodUnit,
  conversions: UnitConversions,
): number {
  const isRate = typeof value === 'number' || value === undefined
  const expected = `a rate with its unit, such as { rate: 0.1, per: 'year', compounding: 'periodic' }`
  check(metric, ['discount'], value, !isRate, expected, 'invalid')
  const given = readFields<DiscountRate>(metric, ['discount'], value, DISCOUNT_RATE)
  const rate = checkNumber(metric, ['discount', 'rate'], given.rate, 0, MOST_RATE)
  const per = checkChoice(metric, ['discount', 'per'], given.per, PERIOD_UNITS)
  const compounding = checkChoice(metric, ['discount', 'compounding'], given.compounding, [
    'periodic',
    'continuous',
  ])
  const continuous = compounding === 'continuous' ? rate : Math.log1p(rate)
  return continuous / unitsPer(metric, ['discount', 'per'], per, unit, per, conversions)
}

/** A time as it is, or as the whole periods that a model of periods needs. */
export function readModelTime(metric: string, path: Path, time: number, kind: SummaryKind): number {
  return kind === 'periods' ? checkWhole(metric, path, time, 0, MOST_MODEL_PERIODS) : time
}
