import type { Path } from '../../internal/guard.js'
import { type Interval, proportionInterval } from '../../internal/inference/interval.js'
import {
  addSum,
  type ExactSum,
  emptySum,
  sumAmount,
  sumPerCount,
} from '../../internal/money/decimal.js'
import { compareSums, ratioOfSums } from '../../internal/money/exactSums.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import type { PeriodName } from '../../internal/time/periodNumbers.js'
import { averageOf } from './cohortAverage.js'
import {
  type CohortAveragePolicy,
  type CohortCellState,
  type CohortColumn,
  type CohortFrame,
  countsInAverage,
  type Layout,
  statesOf,
} from './cohortFrame.js'
import type { CohortSum, CohortSums, RevenueSum } from './cohortSums.js'

/** The amounts of a cohort, as exact decimal strings. */
export interface CohortRevenue {
  /** Amount of the period of the entry. */
  readonly initial: string
  /** Amount of each column; `null` where it has not begun. */
  readonly amounts: readonly (string | null)[]
  /** Amount of each column ÷ `initial`; `null` where that is not positive or the column not begun. */
  readonly rates: readonly (number | null)[]
  /** Amount from the entry to the end of each column. */
  readonly cumulative: readonly (string | null)[]
  /** `cumulative` ÷ `size`, rounded to 30 decimals; `null` where nobody entered or the column has not begun. */
  readonly perCustomer: readonly (string | null)[]
}

/** Customers who entered in the same period, and how many of them were active later. */
export interface Cohort extends PeriodName {
  /** First day of the period of entry. */
  readonly from: string
  /** Customers who entered. */
  readonly size: number
  /** Of them, those retained, by column; `null` where the column has not begun. */
  readonly retained: readonly (number | null)[]
  /** `retained` ÷ `size`, 0 to 1; `null` where nobody entered or the column has not begun. */
  readonly rates: readonly (number | null)[]
  /** Intervals of `rates`. */
  readonly intervals: readonly (Interval | null)[]
  /** What is known of each cell. */
  readonly states: readonly CohortCellState[]
  /** What they brought in; `null` unless `hasAmounts`. */
  readonly revenue: CohortRevenue | null
}

/** Average amounts of cohorts, pooled over those whose column is over. */
export interface CohortAverageRevenue {
  /** Amounts of the column ÷ amounts of the period of entry; `null` where those are not positive. */
  readonly rates: readonly (number | null)[]
  /** Amount per customer from the entry to the end of each column, rounded to 30 decimals. */
  readonly perCustomer: readonly (string | null)[]
}

/** One rate for each column, over the cohorts for which the column is over. */
export interface CohortAverage {
  /** How the rates of cohorts were averaged. */
  readonly policy: CohortAveragePolicy
  /** The average rate, 0 to 1; `null` where the column is over for no cohort. */
  readonly rates: readonly (number | null)[]
  /**
   * Intervals of `rates`; `null` also for `'mean'` and `'mixpanel'` where customers are in several
   * cohorts.
   */
  readonly intervals: readonly (Interval | null)[]
  /** Cohorts with at least one customer for which the column is over. */
  readonly cohorts: readonly number[]
  /** Customers who entered in them. `'amplitude'` divides those of `repeats` instead. */
  readonly entered: readonly number[]
  /** Of them, those retained. */
  readonly retained: readonly number[]
  /** What they brought in; `null` unless `hasAmounts`. */
  readonly revenue: CohortAverageRevenue | null
}

/**
 * Sums over customers who enter more than once, for one column: over the cohorts for which it is
 * over, each customer has n entries, of which r were retained.
 */
export interface CohortRepeat {
  /** Customers, each counted once. */
  readonly customers: number
  /** Of them, those retained after one of their entries or more. */
  readonly returned: number
  /** Σ n². */
  readonly enteredSquares: number
  /** Σ n r. */
  readonly products: number
  /** Σ r². */
  readonly retainedSquares: number
}

/** Retention by cohort: a result, and the tally that tables are merged from. Plain JSON. */
export interface CohortTable extends CohortFrame {
  /**
   * Whether events have amounts; `null` where the customers who entered have no events. Such a
   * table merges with either kind.
   */
  readonly hasAmounts: boolean | null
  /** Events and entries after `asOf`, left out; `null` where a stored table does not say it. */
  readonly laterRows: number | null
  /** What the columns are of. */
  readonly columns: readonly CohortColumn[]
  /** The cohorts in order, those that nobody entered included. */
  readonly cohorts: readonly Cohort[]
  /** One rate for each column. */
  readonly average: CohortAverage
  /** Customers in several cohorts, by column; `null` where everybody enters once. */
  readonly repeats: readonly CohortRepeat[] | null
}

/** A table from what was counted. */
export function makeTable(metric: string, layout: Layout, sums: CohortSums): CohortTable {
  const { columns, first } = sums
  const states = sums.cohorts.map((_, at) => statesOf(layout, columns, first + at))
  return {
    ...layout.frame,
    hasAmounts: sums.hasAmounts,
    laterRows: sums.laterRows,
    columns,
    cohorts: sums.cohorts.map((sum, at) =>
      makeCohort(
        metric,
        ['cohorts', at],
        layout,
        {
          from: formatDay(layout.periodNumbers.startOf(first + at)),
          ...layout.periodNumbers.nameOf(first + at),
        },
        sum,
        states[at] as CohortCellState[],
      ),
    ),
    average: makeAverage(metric, layout, sums, states),
    repeats: sums.repeats,
  }
}

function makeCohort(
  metric: string,
  path: Path,
  { frame }: Layout,
  named: Pick<Cohort, 'from' | keyof PeriodName>,
  { size, retained, revenue }: CohortSum,
  states: readonly CohortCellState[],
): Cohort {
  const { interval, confidence } = frame
  const known = <T>(read: (column: number) => T): (T | null)[] =>
    states.map((state, column) => (state === 'unknown' ? null : read(column)))
  const count = (column: number): number => retained[column] as number
  return {
    ...named,
    size,
    retained: known(count),
    rates: known((column) => (size > 0 ? count(column) / size : null)),
    intervals: known((column) =>
      size > 0 ? proportionInterval(interval, count(column), size, confidence) : null,
    ),
    states,
    revenue: revenue && makeRevenue(metric, [...path, 'revenue'], revenue, size, known),
  }
}

function makeRevenue(
  metric: string,
  path: Path,
  { initial, amounts, cumulative }: RevenueSum,
  size: number,
  known: <T>(read: (column: number) => T) => (T | null)[],
): CohortRevenue {
  const at = (sums: readonly ExactSum[], column: number): ExactSum => sums[column] as ExactSum
  const text = (field: string, sums: readonly ExactSum[], column: number): string =>
    sumAmount(metric, [...path, field, column], at(sums, column))
  return {
    initial: sumAmount(metric, [...path, 'initial'], initial),
    amounts: known((column) => text('amounts', amounts, column)),
    rates: known((column) => ratioOf(at(amounts, column), initial)),
    cumulative: known((column) => text('cumulative', cumulative, column)),
    perCustomer: known((column) => perCustomer(metric, path, at(cumulative, column), size)),
  }
}

function ratioOf(amount: ExactSum, initial: ExactSum): number | null {
  return compareSums(initial, emptySum()) > 0 ? ratioOfSums(amount, initial) : null
}

function perCustomer(
  metric: string,
  path: Path,
  amount: ExactSum,
  customers: number,
): string | null {
  if (customers === 0) return null
  return sumPerCount(metric, [...path, 'perCustomer'], amount, customers)
}

function makeAverage(
  metric: string,
  layout: Layout,
  { columns, cohorts, repeats, hasAmounts }: CohortSums,
  states: readonly (readonly CohortCellState[])[],
): CohortAverage {
  const counted = columns.map((_, column) => {
    const counting = cohorts.filter(
      ({ size }, at) => size > 0 && countsInAverage(layout, states[at]?.[column]),
    )
    const shares = counting.map(({ size, retained }) => ({
      size,
      retained: retained[column] as number,
    }))
    const { rate, interval } = averageOf(layout, shares, repeats?.[column])
    return {
      rate,
      interval,
      cohorts: counting.length,
      entered: shares.reduce((sum, { size }) => sum + size, 0),
      retained: shares.reduce((sum, share) => sum + share.retained, 0),
      revenue: averageRevenue(metric, counting, column),
    }
  })
  return {
    policy: layout.average,
    rates: counted.map(({ rate }) => rate),
    intervals: counted.map(({ interval }) => interval),
    cohorts: counted.map((each) => each.cohorts),
    entered: counted.map(({ entered }) => entered),
    retained: counted.map(({ retained }) => retained),
    revenue: hasAmounts
      ? {
          rates: counted.map(({ revenue }) => revenue.rate),
          perCustomer: counted.map(({ revenue }) => revenue.perCustomer),
        }
      : null,
  }
}

/** What the cohorts of a column brought in together. */
function averageRevenue(
  metric: string,
  cohorts: readonly CohortSum[],
  column: number,
): { readonly rate: number | null; readonly perCustomer: string | null } {
  const initial = emptySum()
  const amount = emptySum()
  const cumulative = emptySum()
  let customers = 0
  for (const { size, revenue } of cohorts) {
    if (!revenue) continue
    customers += size
    addSum(initial, revenue.initial)
    addSum(amount, revenue.amounts[column] as ExactSum)
    addSum(cumulative, revenue.cumulative[column] as ExactSum)
  }
  return {
    rate: ratioOf(amount, initial),
    perCustomer: perCustomer(metric, ['average'], cumulative, customers),
  }
}
