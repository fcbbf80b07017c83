import {
  check,
  checkCount,
  checkList,
  checkObject,
  checkWhole,
  eachRow,
  type Path,
  refuse,
} from '../../internal/guard.js'
import { addField, addSum, type ExactSum } from '../../internal/money/decimal.js'
import type { Calendar } from '../../internal/time/calendars/calendar.js'
import { readPeriodChoice } from '../../internal/time/calendars/readPeriods.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkRetained, checkRevenue } from './cohortConsistency.js'
import {
  type CohortAveragePolicy,
  type CohortBracket,
  type CohortCellState,
  type CohortFrame,
  countsInAverage,
  type Layout,
  readLayout,
  statesOf,
} from './cohortFrame.js'
import {
  type Cohort,
  type CohortAverage,
  type CohortRevenue,
  type CohortTable,
  makeTable,
} from './cohortResult.js'
import { type CohortSum, type CohortSums, emptySums, type RevenueSum } from './cohortSums.js'
import type { RepeatSum } from './repeatEntries.js'

/**
 * Adds tables of different customers.
 *
 * Their frames must be the same: periods, as-of day, measure, clock and all other options. Rates,
 * intervals and averages are computed again from the sums.
 *
 * @param tables - Tables of disjoint customers.
 * @returns The table of all of them.
 * @throws {@link MetricError} `empty` without tables; `mismatch` for another frame, where only some
 * tables have amounts, or for a table that contradicts itself; `invalid` or `out-of-range` for a
 * malformed count or amount.
 *
 * @example
 * ```ts
 * const options = {
 *   every: 'month', asOf: '2025-02-28', measure: 'on', clock: 'calendar', cohort: 'first',
 *   average: 'pooled',
 * } as const
 * const shards = [
 *   cohortTable([{ customer: 1, on: '2025-01-05' }, { customer: 1, on: '2025-02-05' }], options),
 *   cohortTable([{ customer: 2, on: '2025-01-20' }], options),
 * ]
 * mergeCohortTables(shards).average.rates // => [1, 0.5]
 * ```
 */
export function mergeCohortTables(tables: Iterable<CohortTable>): CohortTable {
  const metric = 'mergeCohortTables'
  let layout: Layout | undefined
  let amounts: boolean | null = null
  const parts: CohortSums[] = []
  eachRow<CohortTable>(metric, ['tables'], tables, (table, index) => {
    const path = ['tables', index]
    const average = policyOf(metric, path, table)
    layout ??= readLayout(metric, { ...table, average }, readPeriodChoice)
    checkSame(layout, path, table, average)
    const sums = readSums(layout, path, table)
    // Where nothing happened nothing came in, and amounts stay unknown.
    amounts ??= sums.hasAmounts
    const agrees = sums.hasAmounts === null || sums.hasAmounts === amounts
    const place = [...path, 'hasAmounts']
    check(metric, place, sums.hasAmounts, agrees, `${amounts} as in the others`, 'mismatch')
    parts.push(sums)
  })
  if (!layout) return refuse(metric, ['tables'], tables, 'at least one table', 'empty')
  const first = parts.reduce((least, part) => Math.min(least, part.first), Infinity)
  const sums = emptySums(layout, first, amounts)
  for (const part of parts) addSums(metric, sums, part)
  const laterRows = parts.reduce(
    (sum: number | null, part) =>
      sum === null || part.laterRows === null ? null : sum + part.laterRows,
    0,
  )
  return makeTable(metric, layout, { ...sums, laterRows })
}

/** A single table, checked, with all that follows from its counts. */
export function readCohortTable(
  metric: string,
  given: unknown,
): { readonly layout: Layout; readonly table: CohortTable } {
  const path = ['table']
  const table = checkObject<CohortTable>(metric, path, given)
  const average = policyOf(metric, path, table)
  const layout = readLayout(metric, { ...table, average }, readPeriodChoice)
  return { layout, table: makeTable(metric, layout, readSums(layout, path, table)) }
}

function policyOf(metric: string, path: Path, table: CohortTable): CohortAveragePolicy {
  return checkObject<CohortAverage>(metric, [...path, 'average'], table.average).policy
}

/** Every part of the frame must be that of the first table. */
function checkSame(
  { metric, frame, ...layout }: Layout,
  path: Path,
  table: CohortTable,
  average: unknown,
): void {
  const same = (at: Path, own: unknown, first: unknown): void => {
    check(metric, [...path, ...at], own, own === first, `${first} as in tables[0]`, 'mismatch')
  }
  same(['average', 'policy'], average, layout.average)
  const { calendar, boundaries, ...rest } = frame
  for (const [key, first] of Object.entries(rest)) {
    const own = table[key as keyof CohortFrame]
    if (!Array.isArray(first)) same([key], own, first)
    else {
      const brackets = check<typeof first>(
        metric,
        [...path, key],
        own,
        Array.isArray(own) && own.length === first.length,
        'the brackets of tables[0]',
        'mismatch',
      )
      first.forEach((pair: CohortBracket, at) => {
        const own = checkList<number>(metric, [...path, key, at], brackets[at])
        same([key, at, 0], own[0], pair[0])
        same([key, at, 1], own[1], pair[1])
      })
    }
  }
  const { said } = readPeriodChoice(metric, table)
  same(['calendar'], calendarText(said.calendar), calendarText(calendar))
  same(['boundaries'], said.boundaries?.join(', '), boundaries?.join(', '))
}

/** A calendar in a line; the fields of two that are read are in one order. */
function calendarText(calendar: Calendar = 'gregorian'): string {
  return typeof calendar === 'string' ? calendar : JSON.stringify(calendar)
}

/** The counts of a table. */
function readSums(layout: Layout, path: Path, table: CohortTable): CohortSums {
  const { metric, earliest, last, periodNumbers } = layout
  const place = [...path, 'cohorts']
  const given = table.cohorts
  const fits = Array.isArray(given) && given.length > 0 && given.length <= last - earliest + 1
  const cohorts = check<readonly Cohort[]>(metric, place, given, fits, 'a list of cohorts')
  const first = last - cohorts.length + 1
  const complete = layout.first === undefined || layout.first === first
  check(metric, place, cohorts, complete, 'the cohorts from `from` to `asOf`', 'mismatch')
  const row = (at: number): Cohort => checkObject<Cohort>(metric, [...place, at], cohorts[at])
  const { hasAmounts } = table
  const isKnown = hasAmounts === null || typeof hasAmounts === 'boolean'
  check(metric, [...path, 'hasAmounts'], hasAmounts, isKnown, 'one of true, false, null', 'invalid')
  // Tables that were stored by earlier versions do not say it.
  const { laterRows: later = null } = table
  const laterRows = later === null ? null : checkCount(metric, [...path, 'laterRows'], later)
  const sums = { ...emptySums(layout, first, hasAmounts), laterRows }
  const { columns } = sums
  sums.cohorts.forEach((sum, at) => {
    const { from, size, retained, revenue } = row(at)
    const day = formatDay(periodNumbers.startOf(first + at))
    check(metric, [...place, at, 'from'], from, from === day, `${day}, the next cohort`, 'mismatch')
    sum.size = checkCount(metric, [...place, at, 'size'], size)
    const states = statesOf(layout, sums.columns, first + at)
    const known = [...place, at, 'retained']
    eachKnown(metric, known, retained, states, (count, column) => {
      sum.retained[column] = checkCount(metric, [...known, column], count, 0, sum.size)
    })
    checkRetained(layout, known, columns, states, sum)
    const money = [...place, at, 'revenue']
    if (sum.revenue) {
      readRevenue(metric, money, revenue, states, sum.revenue)
      checkRevenue(metric, money, columns, states, sum.size, sum.revenue)
    } else check(metric, money, revenue, revenue === null, 'null', 'mismatch')
  })
  if (sums.repeats) readRepeats(layout, path, table.repeats, sums, sums.repeats)
  return sums
}

/** Visits the cells of a row that have begun, after which there are only `null`s. */
function eachKnown(
  metric: string,
  path: Path,
  cells: unknown,
  states: readonly CohortCellState[],
  visit: (cell: unknown, column: number) => void,
): void {
  const fits = Array.isArray(cells) && cells.length === states.length
  const list = check<readonly unknown[]>(metric, path, cells, fits, `${states.length} columns`)
  states.forEach((state, column) => {
    if (state !== 'unknown') visit(list[column], column)
    else {
      const expected = 'null, as the column has not begun'
      check(metric, [...path, column], list[column], list[column] === null, expected, 'mismatch')
    }
  })
}

function readRevenue(
  metric: string,
  path: Path,
  given: unknown,
  states: readonly CohortCellState[],
  sum: RevenueSum,
): void {
  const revenue = checkObject<CohortRevenue>(metric, path, given)
  addField(sum.initial, metric, [...path, 'initial'], revenue.initial)
  for (const part of ['amounts', 'cumulative'] as const)
    eachKnown(metric, [...path, part], revenue[part], states, (amount, column) => {
      addField(sum[part][column] as ExactSum, metric, [...path, part, column], amount)
    })
}

/** The sums over customers in several cohorts, checked against the cohorts. */
function readRepeats(
  layout: Layout,
  path: Path,
  given: unknown,
  { cohorts, columns, first }: CohortSums,
  repeats: readonly RepeatSum[],
): void {
  const { metric } = layout
  const place = [...path, 'repeats']
  const fits = Array.isArray(given) && given.length === repeats.length
  const list = check<readonly unknown[]>(metric, place, given, fits, `${repeats.length} columns`)
  const states = cohorts.map((_, at) => statesOf(layout, columns, first + at))
  repeats.forEach((sum, column) => {
    let entered = 0
    let retained = 0
    cohorts.forEach((cohort, at) => {
      if (!countsInAverage(layout, states[at]?.[column])) return
      entered += cohort.size
      retained += cohort.retained[column] as number
    })
    const own = checkObject<RepeatSum>(metric, [...place, column], list[column])
    const read = (part: keyof RepeatSum, low: number, high: number): number => {
      sum[part] = checkCount(metric, [...place, column, part], own[part], low, high)
      return sum[part]
    }
    const customers = read('customers', Math.min(1, entered), entered)
    read('returned', Math.min(1, retained), Math.min(customers, retained))
    const squares = read('enteredSquares', entered, entered * entered)
    read('retainedSquares', retained, read('products', retained, squares))
  })
}

/** Adds counts to those of all. */
function addSums(metric: string, sums: CohortSums, part: CohortSums): void {
  part.cohorts.forEach(({ size, retained, revenue }, at) => {
    const cohort = at + part.first - sums.first
    const sum = sums.cohorts[cohort] as CohortSum
    sum.size = checkWhole(metric, ['tables', 'cohorts', cohort, 'size'], sum.size + size)
    part.columns.forEach((_, column) => {
      ;(sum.retained[column] as number) += retained[column] as number
    })
    if (revenue && sum.revenue) addRevenue(sum.revenue, revenue)
  })
  part.repeats?.forEach((repeat, column) => {
    const sum = (sums.repeats as RepeatSum[])[column] as RepeatSum
    for (const key of Object.keys(repeat) as (keyof RepeatSum)[]) {
      const path = ['tables', 'repeats', column, key]
      sum[key] = checkWhole(metric, path, sum[key] + repeat[key])
    }
  })
}

function addRevenue(sum: RevenueSum, part: RevenueSum): void {
  addSum(sum.initial, part.initial)
  for (const key of ['amounts', 'cumulative'] as const)
    part[key].forEach((amount, column) => {
      addSum(sum[key][column] as ExactSum, amount)
    })
}
