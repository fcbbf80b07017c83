import { checkChoice, checkNumber, checkRate, type Fields, readOptions } from '../internal/guard.js'

/** The period of a rate. */
export type RateUnit = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** The two periods of a conversion. */
export interface ConvertRateOptions {
  /** The period of the given rate. */
  readonly from: RateUnit
  /** The period of the result. */
  readonly to: RateUnit
  /**
   * Days of a year, 360 to 366. Required between days or weeks and months, quarters or years, where
   * 365, 365.25 and 360 are all in use.
   */
  readonly daysPerYear?: number
}

/** The fields that are read; another one is refused. */
const CONVERT_RATE_OPTIONS: Fields<ConvertRateOptions> = { from: 1, to: 1, daysPerYear: 0 }

/**
 * Converts a churn rate to another period, by compounding.
 *
 * Months, quarters and years convert by calendar: 12, 4, 1. Conversions between these and days or
 * weeks need `daysPerYear`.
 *
 * @formula rate′ = 1 − (1 − rate)^(length of `to` ÷ length of `from`)
 * @unit share per `to`, 0 to 1
 *
 * @param rate - Share lost per `from`, 0 to 1.
 * @param options - The two periods, and the days of a year.
 * @returns Share lost per `to`.
 * @throws {@link MetricError} `out-of-range` for a rate outside 0 to 1; `invalid` for an unknown
 * unit or where `daysPerYear` is required and missing.
 * @source Kellison (2009), “The Theory of Interest”, 3rd ed., ch. 1 (equivalent rates of discount).
 *
 * @example
 * ```ts
 * convertRate(0.05, { from: 'month', to: 'year' }) // => 0.4596…
 * convertRate(0.001, { from: 'day', to: 'month', daysPerYear: 365.25 }) // => 0.0299…
 * ```
 */
export function convertRate(rate: number, options: ConvertRateOptions): number {
  const metric = 'convertRate'
  const { from, to, daysPerYear } = readOptions<ConvertRateOptions>(
    metric,
    options,
    CONVERT_RATE_OPTIONS,
  )
  const share = checkRate(metric, ['rate'], rate)
  checkChoice(metric, ['from'], from, RATE_UNITS)
  checkChoice(metric, ['to'], to, RATE_UNITS)
  const crossing = isShort(from) !== isShort(to)
  const year =
    crossing || daysPerYear !== undefined
      ? checkNumber(metric, ['daysPerYear'], daysPerYear, 360, 366)
      : 364
  const periods = perYear(from, year) / perYear(to, year)
  return 0 - Math.expm1(periods * Math.log1p(-share))
}

const RATE_UNITS: readonly RateUnit[] = ['day', 'week', 'month', 'quarter', 'year']

function isShort(unit: RateUnit): boolean {
  return unit === 'day' || unit === 'week'
}

function perYear(unit: RateUnit, daysPerYear: number): number {
  if (unit === 'day') return daysPerYear
  if (unit === 'week') return daysPerYear / 7
  return unit === 'month' ? 12 : unit === 'quarter' ? 4 : 1
}
