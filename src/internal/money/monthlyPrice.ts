import { checkChoice } from '../guard.js'
import { checkDay, readCivilDay } from '../time/days.js'
import { addPeriods, type PeriodUnit, startOfPeriod } from '../time/periods.js'
import type { Decimal } from './decimal.js'

/** How days and weeks become a month: see `monthlyAmount`. */
export type MonthRule =
  | '52/12'
  | '4.345'
  | '4.33'
  | '4'
  | '365.25/12'
  | '365/12'
  | '30.44'
  | '30'
  | 'calendar-days'

/** Months of the units that the calendar says. */
const MONTHS: Readonly<Record<'month' | 'quarter' | 'year', number>> = {
  month: 1,
  quarter: 3,
  year: 12,
}

/** Days of a month as a fraction, by rule: weeks have seven. */
const DAYS: Readonly<Record<Exclude<MonthRule, 'calendar-days'>, readonly [string, number]>> = {
  '52/12': ['364', 12],
  '4.345': ['30.415', 1],
  '4.33': ['30.31', 1],
  '4': ['28', 1],
  '365.25/12': ['365.25', 12],
  '365/12': ['365', 12],
  '30.44': ['30.44', 1],
  '30': ['30', 1],
}

/** Rules by which all months are alike. */
export const FIXED_RULES = /* @__PURE__ */ Object.keys(DAYS) as (keyof typeof DAYS)[]

/** Rules that say how many days a month has, and with it how many weeks of seven. */
const DAY_RULES: readonly MonthRule[] = ['365.25/12', '365/12', '30.44', '30', 'calendar-days']

/** Those and the ones that say how many weeks a month has, and nothing of days. */
const WEEK_RULES: readonly MonthRule[] = ['52/12', '4.345', '4.33', '4', ...DAY_RULES]

/** A billing period, and how its price becomes one of a month. */
export interface BillingPeriod {
  readonly unit: PeriodUnit
  /** Units of a billing period. */
  readonly every: number
  /** How days and weeks become a month; `null` for months, quarters and years. */
  readonly rule: MonthRule | null
  /** A day of the month, for the rule of calendar days. */
  readonly on?: unknown
}

/** The rule of days and weeks, which is required for them; months, quarters and years have none. */
export function readMonthRule(
  metric: string,
  rule: unknown,
  unit: PeriodUnit,
  every: number,
): MonthRule | null {
  if (unit !== 'day' && unit !== 'week') return null
  const areWeeks = unit === 'week' || every % 7 === 0
  return checkChoice(metric, ['rule'], rule, areWeeks ? WEEK_RULES : DAY_RULES)
}

/** The price of a month. */
export function perMonth(
  metric: string,
  price: Decimal,
  { unit, every, rule, on }: BillingPeriod,
): Decimal {
  if (!rule) return price.div(MONTHS[unit as 'month'] * every)
  const days = unit === 'week' ? 7 * every : every
  if (rule !== 'calendar-days') {
    const [perMonths, months] = DAYS[rule]
    return price.times(perMonths).div(months * days)
  }
  const day = checkDay(metric, ['on'], on, readCivilDay)
  const first = startOfPeriod(day, 'month', 0)
  return price.times(addPeriods(first, 'month', 1) - first).div(days)
}
