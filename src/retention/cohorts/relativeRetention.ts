import {
  check,
  checkChoice,
  checkConfidence,
  checkFields,
  checkObject,
  checkWhole,
  type Fields,
  readOptions,
} from '../../internal/guard.js'
import { type Interval, proportionInterval } from '../../internal/inference/interval.js'
import { shareRatioInterval } from '../../internal/inference/shareRatio.js'
import type { Share } from '../../internal/inference/significance.js'
import type { PeriodName } from '../../internal/time/periodNumbers.js'
import { type CohortColumn, countsInAverage } from './cohortFrame.js'
import type { Cohort, CohortTable } from './cohortResult.js'
import { readCohortTable } from './mergeCohortTables.js'

/**
 * What a cohort's retention is divided by: that of the cohort before, of all other cohorts together, or
 * its own in the column before.
 */
export type RelativeBase = 'previous-cohort' | 'other-cohorts' | 'previous-period'

/** The cohort that all others are compared with. */
export interface BaseCohort {
  /** Its first day, as in the table. */
  readonly cohort: string
}

/** What retention is relative to. */
export interface RelativeRetentionOptions {
  /** What the retention of each cohort is divided by. */
  readonly to: RelativeBase | BaseCohort
  /**
   * The size below which a cohort is marked as small.
   * @defaultValue `1`: only a cohort of nobody is small
   */
  readonly minimum?: number
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const RELATIVE_RETENTION_OPTIONS: Fields<RelativeRetentionOptions> = {
  to: 1,
  minimum: 0,
  confidence: 0,
}

/** The retention of a cohort as a multiple of another. */
export interface RelativeCohort extends PeriodName {
  /** First day of the period of entry. */
  readonly from: string
  /** Customers who entered. */
  readonly size: number
  /** Whether these are fewer than `minimum`. */
  readonly small: boolean
  /** Their retention by column, 0 to 1; `null` where the column is not over, or nobody entered. */
  readonly rates: readonly (number | null)[]
  /** What it is divided by; `null` where that is not known. */
  readonly baseRates: readonly (number | null)[]
  /** `rates` ÷ `baseRates`: 1 where they are equal; `null` where one is not known or the base is 0. */
  readonly ratios: readonly (number | null)[]
  /**
   * Intervals of `ratios`: `'score'` for two cohorts, `'wilson'` for the share of the column before.
   * `null` where the same customers are on both sides and their number in both is not known.
   */
  readonly intervals: readonly (Interval<'score' | 'wilson'> | null)[]
}

/** Retention of each cohort relative to a base. */
export interface RelativeRetention {
  /** What retention is relative to. */
  readonly to: RelativeBase | BaseCohort
  /** What the columns are of. */
  readonly columns: readonly CohortColumn[]
  /** The cohorts in order. */
  readonly cohorts: readonly RelativeCohort[]
}

const BASES: readonly RelativeBase[] = ['previous-cohort', 'other-cohorts', 'previous-period']

/**
 * Relative retention: how many times the retention of another cohort, of all others, or of the period
 * before each cohort has kept.
 *
 * - `previous-cohort`: each cohort against the one before, column by column;
 * - `other-cohorts`: against all the others together for which the column is over. The cohort itself is
 * not among them, so that both sides are different customers;
 * - `{ cohort }`: against one cohort of your choice;
 * - `previous-period`: each column against the one before, of the same cohort.
 *
 * Only columns that are over are compared. Where customers enter several cohorts, both sides share
 * customers, and there are no intervals. Neither are there for `previous-period` with the measure
 * `'on'`: those who are active in a month need not have been in the one before.
 *
 * @formula ratio = (retained ÷ size) ÷ (retained ÷ size of the base); for `previous-period` retained ÷
 * retained in the column before
 * @unit multiple of the base; 1 is equal
 *
 * @param table - What `cohortTable` or `mergeCohortTables` returned.
 * @param options - What retention is relative to, the size of small cohorts, and the confidence.
 * @returns A row for each cohort: its rates, those of the base, the ratios and their intervals.
 * @throws {@link MetricError} `mismatch` for a cohort that is not in the table, or for cohorts of the
 * measure `'on-or-after'` without `until`, which were followed for different times; what
 * `mergeCohortTables` throws for a malformed table.
 * @source Koopman (1984), “Confidence Intervals for the Ratio of Two Binomial Proportions”, Biometrics
 * 40; PostHog, documentation of its retention insight, for the percentage of the previous period.
 *
 * @example
 * ```ts
 * const visit = (cohort: string, later: string, size: number, retained: number) =>
 *   Array.from({ length: size }, (_, at) => [
 *     { customer: `${cohort} ${at}`, on: cohort },
 *     ...(at < retained ? [{ customer: `${cohort} ${at}`, on: later }] : []),
 *   ]).flat()
 * const visits = [...visit('2025-01-10', '2025-02-10', 80, 20), ...visit('2025-02-10', '2025-03-10', 60, 24)]
 * const table = cohortTable(visits, {
 *   every: 'month', asOf: '2025-03-31', measure: 'on', clock: 'calendar', cohort: 'first', average: 'pooled',
 * })
 * const february = relativeRetention(table, { to: 'previous-cohort' }).cohorts[1]
 * february.ratios // => [1, 1.6, null]
 * february.intervals[1] // => { low: 0.9834…, high: 2.6090…, confidence: 0.95, method: 'score' }
 * ```
 */
export function relativeRetention(
  table: CohortTable,
  options: RelativeRetentionOptions,
): RelativeRetention {
  const metric = 'relativeRetention'
  const given = readOptions<RelativeRetentionOptions>(metric, options, RELATIVE_RETENTION_OPTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const minimum = checkWhole(metric, ['minimum'], given.minimum ?? 1, 0)
  const { layout, table: read } = readCohortTable(metric, table)
  const { frame } = layout
  const to = readBase(metric, given.to, read.cohorts)
  const isEqual = to === 'previous-period' || frame.measure === 'on' || frame.until !== null
  const expected = 'a number of periods, so that cohorts are followed for the same time'
  check(metric, ['table', 'until'], frame.until, isEqual, expected, 'mismatch')
  // What counts in the average is over.
  const shares = read.cohorts.map(({ retained, states, size }) =>
    retained.map((successes, column): Share | null =>
      size > 0 && countsInAverage(layout, states[column])
        ? { successes: successes as number, trials: size }
        : null,
    ),
  )
  const sums = read.columns.map((_, column) => sumOfShares(shares.map((row) => row[column])))
  const chosen = read.cohorts.findIndex(({ from }) => typeof to === 'object' && from === to.cohort)
  const baseOf = (cohort: number, column: number): Share | null => {
    const at = (other: number): Share | null => shares[other]?.[column] ?? null
    if (to === 'previous-cohort') return at(cohort - 1)
    if (to === 'previous-period') return shares[cohort]?.[column - 1] ?? null
    if (to === 'other-cohorts') return withoutOwn(sums[column] as Share, at(cohort))
    return at(chosen)
  }
  const cellOf = (cohort: number, column: number, own: Share | null): RelativeCell => {
    const base = baseOf(cohort, column)
    const rate = own && own.successes / own.trials
    const baseRate = base && base.successes / base.trials
    const cell = { rate, baseRate, ratio: null, interval: null }
    if (own === null || base === null || base.successes === 0) return cell
    const ratio = (own.successes / own.trials) * (base.trials / base.successes)
    if (to === 'previous-period') {
      const isPart = frame.measure === 'on-or-after' && frame.cohort === 'first'
      const interval = isPart
        ? proportionInterval('wilson', own.successes, base.successes, confidence)
        : null
      return { ...cell, ratio: own.successes / base.successes, interval }
    }
    const isApart = frame.cohort === 'first' && own !== base
    return { ...cell, ratio, interval: isApart ? shareRatioInterval(own, base, confidence) : null }
  }
  return {
    to,
    columns: read.columns,
    cohorts: read.cohorts.map((row, cohort) => {
      const { from, year, period, size } = row
      const cells = (shares[cohort] as (Share | null)[]).map((own, column) =>
        cellOf(cohort, column, own),
      )
      return {
        from,
        ...(year !== undefined && { year }),
        ...(period !== undefined && { period }),
        size,
        small: size < minimum,
        rates: cells.map(({ rate }) => rate),
        baseRates: cells.map(({ baseRate }) => baseRate),
        ratios: cells.map(({ ratio }) => ratio),
        intervals: cells.map(({ interval }) => interval),
      }
    }),
  }
}

interface RelativeCell {
  readonly rate: number | null
  readonly baseRate: number | null
  readonly ratio: number | null
  readonly interval: Interval<'score' | 'wilson'> | null
}

/** What retention is relative to; a cohort must be one of the table. */
function readBase(
  metric: string,
  given: unknown,
  cohorts: readonly Cohort[],
): RelativeBase | BaseCohort {
  if (typeof given !== 'object' || given === null) return checkChoice(metric, ['to'], given, BASES)
  checkFields(metric, ['to'], given, ['cohort'])
  const { cohort } = checkObject<BaseCohort>(metric, ['to'], given)
  const isOne = cohorts.some(({ from }) => from === cohort)
  const expected = `the first day of a cohort, from ${cohorts[0]?.from} to ${cohorts.at(-1)?.from}`
  check(metric, ['to', 'cohort'], cohort, isOne, expected, 'mismatch')
  return { cohort }
}

/** Shares of different customers as one. */
function sumOfShares(shares: readonly (Share | null | undefined)[]): Share {
  const sum = { successes: 0, trials: 0 }
  for (const share of shares) {
    sum.successes += share?.successes ?? 0
    sum.trials += share?.trials ?? 0
  }
  return sum
}

/** The share of all others; `null` without others. */
function withoutOwn(all: Share, own: Share | null): Share | null {
  const trials = all.trials - (own?.trials ?? 0)
  return trials > 0 ? { successes: all.successes - (own?.successes ?? 0), trials } : null
}
