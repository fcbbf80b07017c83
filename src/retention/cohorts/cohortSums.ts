import { checkSome } from '../../internal/guard.js'
import {
  addSum,
  type ExactSum,
  emptySum,
  parseAmount,
  refuseAmount,
} from '../../internal/money/decimal.js'
import { type Activity, arrange, customerIndex, readCells } from '../activity/activityGrid.js'
import { type CellSums, makeCellSums } from '../activity/sumsByCell.js'
import { type CohortColumn, columnsOf, type Layout, spanOf } from './cohortFrame.js'
import { columnsByPeriod, nextColumns } from './columnsByPeriod.js'
import { emptyRepeat, type RepeatSum, repeatCounter } from './repeatEntries.js'

/** What is counted of one cohort. */
export interface CohortSum {
  /** Customers who entered. */
  size: number
  /** Of them, those retained, by column. */
  readonly retained: number[]
  readonly revenue: RevenueSum | null
}

/** What is added up of one cohort. */
export interface RevenueSum {
  /** Amounts of the period of entry. */
  readonly initial: ExactSum
  /** Amounts by column. */
  readonly amounts: readonly ExactSum[]
  /** Amounts from the entry to the end of each column. */
  readonly cumulative: readonly ExactSum[]
}

/** Everything that a table is made of. */
export interface CohortSums {
  /** Number of the first cohort. */
  readonly first: number
  readonly columns: readonly CohortColumn[]
  readonly cohorts: readonly CohortSum[]
  /** By column; `null` where everybody enters once. */
  readonly repeats: readonly RepeatSum[] | null
  /** Whether events have amounts; `null` where nobody who entered has any event. */
  readonly hasAmounts: boolean | null
  /** Rows after the as-of day, left out; `null` where it is not known. */
  readonly laterRows: number | null
}

/** Sums over no customers. */
export function emptySums(layout: Layout, first: number, hasAmounts: boolean | null): CohortSums {
  const columns = columnsOf(layout, first)
  const sums = (): ExactSum[] => columns.map(emptySum)
  const cohorts = Array.from({ length: layout.last - first + 1 }, () => ({
    size: 0,
    retained: columns.map(() => 0),
    revenue: hasAmounts ? { initial: emptySum(), amounts: sums(), cumulative: sums() } : null,
  }))
  return {
    first,
    columns,
    cohorts,
    repeats: layout.frame.cohort === 'any' ? columns.map(emptyRepeat) : null,
    hasAmounts,
    laterRows: 0,
  }
}

/** Counts events into cohorts: one pass over the rows, then one over what each customer did. */
export function countCohorts(
  layout: Layout,
  events: unknown,
  entries: unknown,
  later: unknown,
): CohortSums {
  const { metric, readDay, asOf, periodNumbers, frame } = layout
  const slotOf = frame.clock === 'calendar' ? periodNumbers.indexOf : (day: number): number => day
  const counts = frame.minimum > 1
  const rules = { metric, readDay, asOf, later, slotOf, counts }
  const index = customerIndex(metric)
  const { keep, addTo } = makeCellSums()
  const cells = readCells(
    { ...rules, path: ['events'], amounts: { parse: parseAmount, refuse: refuseAmount, keep } },
    events,
    index,
  )
  const entering =
    entries === undefined ? cells : readCells({ ...rules, path: ['entries'] }, entries, index)
  const activity = arrange(cells, index.numbers.ids.length)
  const starts = entering === cells ? activity : arrange(entering, index.numbers.ids.length)
  const path = entering === cells ? 'events' : 'entries'
  // A table that begins on a given day has its cohorts, whether or not anybody enters one.
  if (layout.first === undefined)
    checkSome(
      metric,
      [path],
      cells,
      starts.slots.length,
      'row that enters a cohort, where from is not given',
    )
  const earliest = starts.slots.reduce((least, slot) => Math.min(least, slot), Infinity)
  const first = layout.first ?? cohortOf(layout, earliest)
  const sums = emptySums(layout, first, cells.hasAmounts ?? null)
  const { enter, leave } = makeCounter(layout, activity, sums, addTo)
  let hasEvents = false
  for (let owner = 0; owner < index.numbers.ids.length; owner++) {
    eachEntry(layout, starts, owner, (cohort, slot) => {
      enter(owner, cohort, slot)
      hasEvents ||= activity.starts[owner] !== activity.starts[owner + 1]
    })
    leave()
  }
  for (const { revenue } of sums.cohorts)
    revenue?.cumulative.forEach((sum, column, all) => {
      if (column > 0) addSum(sum, all[column - 1] as ExactSum)
    })
  const laterRows = cells.laterRows + (entering === cells ? 0 : entering.laterRows)
  return { ...(hasEvents ? sums : withoutEvents(sums)), laterRows }
}

/** The customers who entered have no events, so it is not known whether events have amounts. */
function withoutEvents(sums: CohortSums): CohortSums {
  const cohorts = sums.cohorts.map((cohort) => ({ ...cohort, revenue: null }))
  return { ...sums, cohorts, hasAmounts: null }
}

/** The cohort that a slot lies in. */
function cohortOf({ frame, periodNumbers }: Layout, slot: number): number {
  return frame.clock === 'calendar' ? slot : periodNumbers.indexOf(slot)
}

/** The cohorts that a customer enters, each with the slot of the entry. */
function eachEntry(
  layout: Layout,
  { slots, starts }: Activity,
  owner: number,
  visit: (cohort: number, slot: number) => void,
): void {
  const { first = -Infinity, frame } = layout
  let before = -Infinity
  for (let at = starts[owner] as number; at < (starts[owner + 1] as number); at++) {
    const slot = slots[at] as number
    const cohort = cohortOf(layout, slot)
    // Customers who entered before the table begins are in none of its cohorts.
    if (cohort >= first && cohort > before) visit(cohort, slot)
    if (frame.cohort === 'first') return
    before = cohort
  }
}

interface Counter {
  /** Counts what a customer did after an entry. */
  readonly enter: (owner: number, cohort: number, slot: number) => void
  /** Ends the customer, whose entries are then counted together. */
  readonly leave: () => void
}

function makeCounter(
  layout: Layout,
  activity: Activity,
  { first, columns, cohorts, repeats }: CohortSums,
  addTo: CellSums['addTo'],
): Counter {
  const { slots, starts, times, cells } = activity
  const { periodNumbers, frame } = layout
  const { columnAt, nextAt, reachedAt } = columnsByPeriod(columns)
  const { minimum, measure } = frame
  const until = frame.until ?? Infinity
  const entry = columnAt(0)
  const last = columns.length - 1
  const repeated = repeats && repeatCounter(layout, first, columns, repeats)
  const isCalendar = frame.clock === 'calendar'
  const periodsTo = isCalendar
    ? (from: number, to: number): number => to - from
    : spanOf(periodNumbers)
  const often =
    measure === 'on-or-after' && minimum > 1
      ? nextColumns(activity, minimum, isCalendar ? 1 : longestOf(layout))
      : undefined
  let from = 0
  return {
    enter: (owner, cohort, slot) => {
      const { retained, revenue } = addEntrant(cohorts[cohort - first] as CohortSum)
      const retain = (column: number): void => {
        ;(retained[column] as number)++
        repeated?.retain(cohort, column)
      }
      repeated?.enter(cohort)
      // In the period of the entry everybody is there.
      let reached = 0
      let place = Number.NaN
      let count = 0
      if (measure === 'on' && entry >= 0) retain(entry)
      const end = starts[owner + 1] as number
      // A customer enters in order of time, and what was before an entry is before the next.
      from = Math.max(from, starts[owner] as number)
      while (from < end && (slots[from] as number) < slot) from++
      for (let at = from; at < end; at++) {
        const offset = periodsTo(slot, slots[at] as number)
        const column = columnAt(offset)
        const next = nextAt(offset)
        // Beyond the columns it only matters whether anything counts.
        const isBeyond = next === undefined
        if (isBeyond && (measure === 'on' || offset > until || reachedAt(reached) === last)) break
        if (revenue) {
          const add = (sum: ExactSum): void => addTo(sum, cells[at] as number)
          addRevenue(revenue, offset, column, next, add)
        }
        // Between columns each period counts by itself.
        const here = column >= 0 ? column : -1 - offset
        const isNew = here !== place
        if (isBeyond && isNew && often && often[at] !== at) {
          at = (often[at] as number) - 1
          continue
        }
        const before = isNew ? 0 : count
        place = here
        count = before + (times[at] as number)
        if (before >= minimum || count < minimum || offset > until) continue
        reached = offset
        if (measure === 'on' && column >= 0 && column !== entry) retain(column)
      }
      if (measure === 'on-or-after')
        for (let column = 0; column <= reachedAt(reached); column++) retain(column)
    },
    leave: () => repeated?.leave(),
  }
}

/** Days of the longest period: spans of the same number of months differ by up to eight days. */
function longestOf({ periodNumbers, frame, last }: Layout): number {
  const isFixed = frame.every === 'day' || frame.every === 'week'
  return periodNumbers.startOf(last + 1) - periodNumbers.startOf(last) + (isFixed ? 0 : 8)
}

function addEntrant(cohort: CohortSum): CohortSum {
  cohort.size++
  return cohort
}

/** Adds the amounts of a period to its column, and to all that end with it or later. */
function addRevenue(
  { initial, amounts, cumulative }: RevenueSum,
  offset: number,
  column: number,
  next: number | undefined,
  add: (sum: ExactSum) => void,
): void {
  if (offset === 0) add(initial)
  if (column >= 0) add(amounts[column] as ExactSum)
  if (next !== undefined) add(cumulative[next] as ExactSum)
}
