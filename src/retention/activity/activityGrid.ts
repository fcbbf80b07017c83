import { check, checkChoice, type Path, refuse } from '../../internal/guard.js'
import type { ReadAmount } from '../../internal/money/decimal.js'
import { idReader, type ReadId } from '../../internal/rows/customers.js'
import { eachRowOf } from '../../internal/rows/nearMisses.js'
import { type Numbering, numberIds } from '../../internal/rows/numbering.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkDay, type ReadDay } from '../../internal/time/days.js'

/** What to do with rows after the as-of day. */
export type LaterPolicy = 'ignore' | 'reject'

/** How rows are read. */
export interface ActivityRules {
  readonly metric: string
  /** The path of the rows in the input. */
  readonly path: Path
  readonly readDay: ReadDay
  /** The first day read; rows before it are left out. */
  readonly from?: number
  /** The last day known. */
  readonly asOf: number
  /** What is done with later rows; required where there are any. */
  readonly later: unknown
  /** The slot of a day. */
  readonly slotOf: (day: number) => number
  /** The use of amounts; without one they are not read. */
  readonly amounts?: AmountRule
  /** Whether the number of events in a slot matters. */
  readonly counts: boolean
}

/**
 * The functions that read and keep amounts, passed in so that callers without amounts need no
 * decimals. Where nobody keeps them, they only distinguish purchases from refunds, which are left
 * out.
 */
interface AmountRule {
  readonly parse: (value: unknown) => ReadAmount | undefined
  readonly refuse: (metric: string, path: Path, value: unknown) => never
  readonly keep?: (cell: number, amount: ReadAmount) => void
}

/** The numbers of customers, in order of appearance, and how their ids are read. */
export interface CustomerIndex {
  readonly readId: ReadId
  readonly numbers: Numbering
}

/** An index of nobody. */
export function customerIndex(metric: string): CustomerIndex {
  return { readId: idReader(metric), numbers: numberIds() }
}

/**
 * How often each customer was active in each slot: a sparse grid with a row per customer. Its
 * memory grows with customers and their active slots, not with rows. Where only activity matters,
 * and not its number, a cell is a page of 32 slots, and its number holds their bits.
 */
export interface Cells {
  readonly owners: readonly number[]
  readonly slots: readonly number[]
  readonly times: readonly number[]
  readonly arePages: boolean
  /** Rows read. */
  readonly rows: number
  /** Rows after the last day known, left out. */
  readonly laterRows: number
  /** Rows of amounts below 0, left out where nobody keeps amounts. */
  readonly refundRows: number
  /** Whether rows have amounts; `undefined` before the first row. */
  readonly hasAmounts: boolean | undefined
}

/** The cells in order of customers, and of slots within each. */
export interface Activity {
  readonly slots: Int32Array
  readonly times: Int32Array
  /** Where each customer's cells begin; one more for where the last one's end. */
  readonly starts: Int32Array
  /** The numbers that the cells were kept by; of their pages, where they were pages. */
  readonly cells: Int32Array
}

interface ActivityRow {
  readonly customer: unknown
  readonly on: unknown
  readonly amount?: unknown
}

/** No page is that far. */
const NO_PAGE = 2 ** 30

/** Reads rows into cells, in one pass and in any order. */
export function readCells(rules: ActivityRules, rows: unknown, index: CustomerIndex): Cells {
  const { metric, path, readDay, from = -Infinity, asOf, later, slotOf, amounts, counts } = rules
  if (later !== undefined) checkChoice(metric, ['later'], later, ['ignore', 'reject'])
  const owners: number[] = []
  const slots: number[] = []
  const times: number[] = []
  const cellOf = cellFinder(owners, slots)
  // The last page of each customer and its cell: most rows are of the page that the last one was of.
  const recent = new Array<number>(2 * index.numbers.ids.length).fill(NO_PAGE)
  const { parse, keep } = amounts ?? {}
  let hasAmounts: boolean | undefined
  let first = 0
  let kept = 0
  let laterRows = 0
  let refundRows = 0
  eachRowOf<ActivityRow>(metric, path, rows, amounts ? ['amount'] : [], (row, at) => {
    const { on } = row
    const customer = index.readId(row.customer, path, at)
    const amount = amounts ? row.amount : undefined
    const day = readDay(on)
    const parsed = amount === undefined ? 0 : parse?.(amount)
    if (Number.isNaN(day) || parsed === undefined) return refuseActivity(rules, row, at)
    if (day > asOf) {
      if (later !== 'ignore') refuseLater(rules, [...path, at, 'on'], on)
      laterRows++
      return
    }
    if (day < from) return
    if (hasAmounts === undefined) {
      hasAmounts = amount !== undefined
      first = at
    }
    if (hasAmounts !== (amount !== undefined)) refuseAmounts(rules, amount, at, first)
    if (!keep && parsed < 0) {
      refundRows++
      return
    }
    kept++
    const owner = index.numbers.numberOf(customer)
    const slot = slotOf(day)
    if (counts || (hasAmounts && keep)) {
      const cell = cellOf(owner, slot)
      times[cell] = (times[cell] ?? 0) + 1
      keep?.(cell, parsed)
    } else {
      const page = slot >> 5
      const place = 2 * owner
      if (place === recent.length) recent.push(NO_PAGE, 0)
      if (recent[place] !== page) {
        recent[place] = page
        recent[place + 1] = cellOf(owner, page)
      }
      const cell = recent[place + 1] as number
      times[cell] = (times[cell] ?? 0) | (1 << (slot & 31))
    }
  })
  const areKept = hasAmounts === true && keep !== undefined
  return {
    owners,
    slots,
    times,
    rows: kept,
    laterRows,
    refundRows,
    hasAmounts: keep ? hasAmounts : false,
    arePages: !(counts || areKept),
  }
}

/** Puts cells in order: first all by slot, then all by customer, each without changing ties. */
export function arrange(cells: Cells, customers: number): Activity {
  const { owners, slots, times, arePages } = cells
  const earliest = slots.reduce((least, slot) => Math.min(least, slot), Infinity)
  const latest = slots.reduce((most, slot) => Math.max(most, slot), -Infinity)
  const bySlot = sortByKey(
    (at) => (slots[at] as number) - earliest,
    slots.length > 0 ? latest - earliest + 1 : 0,
    Int32Array.from(slots, (_slot, at) => at),
  )
  const { order, starts } = sortByKey((at) => owners[at] as number, customers, bySlot.order)
  const sorted = {
    slots: order.map((cell) => slots[cell] as number),
    times: order.map((cell) => times[cell] as number),
    starts,
    cells: order,
  }
  return arePages ? openPages(sorted) : sorted
}

/** Turns pages into the slots that their bits stand for. */
function openPages({ slots, times, starts, cells }: Activity): Activity {
  const ends = new Int32Array(slots.length + 1)
  times.forEach((bits, page) => {
    let count = 0
    for (let rest = bits; rest !== 0; rest &= rest - 1) count++
    ends[page + 1] = (ends[page] as number) + count
  })
  const opened = new Int32Array(ends.at(-1) as number)
  times.forEach((bits, page) => {
    let at = ends[page] as number
    for (let bit = 0; bit < 32; bit++)
      if (bits & (1 << bit)) opened[at++] = (slots[page] as number) * 32 + bit
  })
  return {
    slots: opened,
    times: opened.map(() => 1),
    starts: starts.map((page) => ends[page] as number),
    cells,
  }
}

/**
 * Finds the cell of a customer and a slot, or makes it: a hash table of cell numbers.
 *
 * An attacker who knows how places are mixed can choose days that all fall on one. Steps from place
 * to place are paid from an allowance of a few for each call; when it is used up, places are mixed
 * anew. So the time grows with the rows, whatever they are.
 */
function cellFinder(owners: number[], slots: number[]): (owner: number, slot: number) => number {
  let table = new Int32Array(1024).fill(-1)
  let [byOwner, bySlot] = [0x9e3779b1, 0x85ebca6b]
  let allowance = 1024
  const placeOf = (owner: number, slot: number): number => {
    const mask = table.length - 1
    const mixed = Math.imul(owner, byOwner) + Math.imul(slot, bySlot)
    let place = (mixed ^ (mixed >>> 15)) & mask
    for (;;) {
      const cell = table[place] as number
      if (cell < 0 || (owners[cell] === owner && slots[cell] === slot)) return place
      place = (place + 1) & mask
      allowance--
    }
  }
  const mixAnew = (): void => {
    byOwner = Math.imul(byOwner, 0x9e3779b1)
    bySlot = Math.imul(bySlot, 0xc2b2ae35)
  }
  const rebuild = (size: number): void => {
    table = new Int32Array(size).fill(-1)
    allowance = size * STEPS
    for (let cell = 0; cell < owners.length; cell++) {
      table[placeOf(owners[cell] as number, slots[cell] as number)] = cell
      if (allowance >= 0) continue
      mixAnew()
      table.fill(-1)
      allowance = size * STEPS
      cell = -1
    }
  }
  return (owner, slot) => {
    allowance += STEPS
    if (allowance < 0) {
      mixAnew()
      rebuild(table.length)
    }
    const place = placeOf(owner, slot)
    const known = table[place] as number
    if (known >= 0) return known
    const cell = owners.length
    table[place] = cell
    owners.push(owner)
    slots.push(slot)
    if (cell * 2 >= table.length) rebuild(table.length * 4)
    return cell
  }
}

/** Steps that a call may take beyond its first, on average. */
const STEPS = 8

/** Sorts by counting; items of one key keep their order. */
export function sortByKey(
  keyOf: (item: number) => number,
  keys: number,
  items: Int32Array,
): { readonly order: Int32Array; readonly starts: Int32Array } {
  const starts = new Int32Array(keys + 1)
  for (const item of items) (starts[keyOf(item) + 1] as number)++
  for (let key = 0; key < keys; key++) (starts[key + 1] as number) += starts[key] as number
  const next = starts.slice()
  const order = new Int32Array(items.length)
  for (const item of items) {
    const key = keyOf(item)
    order[next[key] as number] = item
    ;(next[key] as number)++
  }
  return { order, starts }
}

/** Refuses a row after the as-of day, or a call with such a row and without `later`. */
export function refuseLater(
  { metric, asOf, later }: Pick<ActivityRules, 'metric' | 'asOf' | 'later'>,
  path: Path,
  on: unknown,
): never {
  const expected = 'one of ignore, reject, which is required where rows are after asOf'
  check(metric, ['later'], later, later === 'reject', expected, 'invalid')
  const day = `a day up to ${formatDay(asOf)}, which is asOf`
  return refuse(metric, path, on, day, 'out-of-range')
}

/** Says what is wrong with a malformed row; paths are built for that row only. */
function refuseActivity(rules: ActivityRules, row: ActivityRow, at: number): void {
  const { metric, readDay } = rules
  const path = (field: string): Path => [...rules.path, at, field]
  checkDay(metric, path('on'), row.on, readDay)
  rules.amounts?.refuse(metric, path('amount'), row.amount)
}

/** Refuses an amount where the first row had none, and a missing amount where it had one. */
function refuseAmounts(
  { metric, path }: ActivityRules,
  amount: unknown,
  at: number,
  first: number,
): never {
  const what = amount === undefined ? 'an amount' : 'undefined'
  const expected = `${what} as in ${path.join('.')}[${first}]`
  return refuse(metric, [...path, at, 'amount'], amount, expected, 'mismatch')
}
