import {
  check,
  checkCount,
  checkList,
  checkNumber,
  checkSome,
  checkWhole,
  countOf,
  eachRow,
  type Path,
  refuse,
} from '../../internal/guard.js'
import { countByCodes, FEW_ROWS } from './countByCodes.js'

/** The part of a summary that purchase models read. */
export interface SummaryRow {
  readonly frequency: unknown
  readonly recency?: unknown
  readonly age?: unknown
  readonly monetary?: unknown
  readonly customers?: unknown
}

/** What is checked of a summary: times, whole periods, or spend. */
export type SummaryKind = 'times' | 'periods' | 'spend'

/** Distinct summaries and how many customers have each. */
export interface Counted {
  /** How many distinct ones there are; the columns may be longer. */
  readonly size: number
  /** Repeat purchases. */
  readonly frequency: Float64Array
  /** Time of the last purchase; 0 where spend is counted. */
  readonly recency: Float64Array
  /** Time under observation; 0 where spend is counted. */
  readonly age: Float64Array
  /** Mean amount of a repeat purchase; 0 where times are counted. */
  readonly monetary: Float64Array
  /** Customers, which may be fractional. */
  readonly weight: Float64Array
  /** The sum of them. */
  readonly customers: number
  /** Customers without a repeat purchase or with a mean of at most 0, where spend is counted. */
  readonly excluded: number
}

/** More purchases and longer times than anybody has; periods, than anybody counts. */
export const MOST_PURCHASES = 1_000_000
const MOST_TIME = 1e9
export const MOST_MODEL_PERIODS = 100_000

/** Whether times can be those of a customer who bought so often. */
export function areTimes(kind: SummaryKind, x: unknown, recency: unknown, age: unknown): boolean {
  if (!isFrequency(x) || typeof recency !== 'number' || typeof age !== 'number') return false
  if (!(recency >= 0 && recency <= age && age <= MOST_TIME)) return false
  if (x === 0 && recency > 0) return false
  if (kind === 'times') return true
  return (
    Number.isInteger(recency) && Number.isInteger(age) && x <= recency && age <= MOST_MODEL_PERIODS
  )
}

/** Whether an amount can be the mean of this number of repeat purchases. */
function isSpend(x: unknown, monetary: unknown): boolean {
  if (!isFrequency(x) || typeof monetary !== 'number') return false
  return x === 0 || Math.abs(monetary) <= MOST_SPEND
}

function isFrequency(x: unknown): x is number {
  return Number.isInteger(x) && (x as number) >= 0 && (x as number) <= MOST_PURCHASES
}

/** No currency has larger amounts. */
const MOST_SPEND = 1e21

/** Says what is wrong with a malformed summary. */
function refuseSummary(
  metric: string,
  path: Path,
  kind: SummaryKind,
  { frequency, recency, age, monetary }: SummaryRow,
): never {
  const at = (field: string): Path => [...path, field]
  const x = checkCount(metric, at('frequency'), frequency, 0, MOST_PURCHASES)
  if (kind === 'spend') {
    refuse(metric, at('monetary'), monetary, 'the mean amount of the repeat purchases, up to 1e21')
  }
  const checkTime = kind === 'periods' ? checkWhole : checkNumber
  const most = kind === 'periods' ? MOST_MODEL_PERIODS : MOST_TIME
  const ages = checkTime(metric, at('age'), countOf(age), 0, most)
  const times = checkTime(metric, at('recency'), countOf(recency), 0, ages)
  const expected = kind === 'periods' ? `at most recency, which is ${times}` : 'above 0'
  if (x === 0) refuse(metric, at('recency'), recency, '0 where frequency is', 'mismatch')
  return refuse(metric, at('frequency'), frequency, expected, 'mismatch')
}

/** Columns: a list for each field instead of an object for each customer. */
interface Columns {
  readonly frequency: ArrayLike<unknown>
  readonly recency?: ArrayLike<unknown>
  readonly age?: ArrayLike<unknown>
  readonly monetary?: ArrayLike<unknown>
  readonly customers?: ArrayLike<unknown>
}

/** Whether the input is columns; one customer has a number there, and rows have nothing. */
export function isColumns(value: unknown): value is Columns {
  if (typeof value !== 'object' || value === null || Symbol.iterator in value) return false
  const { frequency } = value as { readonly frequency?: unknown }
  return typeof frequency === 'object' && frequency !== null
}

/** A summary as it was read: times are 0 where only spend is, and the mean amount where only times are. */
export interface Summary {
  readonly frequency: number
  readonly recency: number
  readonly age: number
  readonly monetary: number
}

/** One that is visited. The next one comes in the same object, so that none is made for each customer. */
export interface VisitedSummary extends Summary {
  /** Customers who have it. */
  readonly weight: number
  /** Where it stands. */
  readonly index: number
}

type VisitSummary = (summary: VisitedSummary) => void

/** The object in which visited summaries come. */
function unvisited(): { -readonly [Name in keyof VisitedSummary]: number } {
  return { frequency: 0, recency: 0, age: 0, monetary: 0, weight: 1, index: 0 }
}

/** Whether mean spend is read beside times. */
export type WithSpend = 'with-spend' | 'without-spend'

/** Visits every summary of rows or columns, checked. */
export function eachSummary(
  metric: string,
  path: Path,
  summaries: unknown,
  kind: SummaryKind,
  visit: VisitSummary,
  withSpend: WithSpend = 'without-spend',
): number {
  if (isColumns(summaries)) return eachOfColumns(metric, path, summaries, kind, visit, withSpend)
  checkShape(metric, path, summaries, kind)
  const visited = unvisited()
  return eachRow<SummaryRow>(metric, path, summaries, (row, index) => {
    const summary = readSummary(metric, path, index, kind, row, withSpend)
    const customers = countOf(row.customers ?? 1)
    if (customers !== 1) checkSummaryWeight(metric, [...path, index, 'customers'], customers)
    visited.frequency = summary.frequency
    visited.recency = summary.recency
    visited.age = summary.age
    visited.monetary = summary.monetary
    visited.weight = customers as number
    visited.index = index
    visit(visited)
  })
}

/**
 * Rows are iterable; a string is too, but is not a list of rows. The message names both forms where
 * a value is neither rows nor columns.
 */
function checkShape(metric: string, path: Path, summaries: unknown, kind: SummaryKind): void {
  const isRows = typeof summaries === 'object' && summaries !== null && Symbol.iterator in summaries
  const fields = kind === 'spend' ? 'frequency, monetary' : 'frequency, recency, age'
  const shapes = `an iterable of { ${fields} }, or columns: { ${fields} } of one array each`
  check(metric, path, summaries, isRows, shapes, 'invalid')
}

/** Reads one summary. */
export function readSummary(
  metric: string,
  path: Path,
  index: number | undefined,
  kind: SummaryKind,
  row: SummaryRow,
  withSpend: WithSpend,
): Summary {
  const frequency = countOf(row.frequency)
  const hasTimes = kind !== 'spend'
  const recency = hasTimes ? countOf(row.recency) : 0
  const age = hasTimes ? countOf(row.age) : 0
  const hasSpend = !hasTimes || withSpend === 'with-spend'
  const monetary = hasSpend ? spendOf(frequency, row.monetary) : 0
  const isTimed = !hasTimes || areTimes(kind, frequency, recency, age)
  if (!isTimed || (hasSpend && !isSpend(frequency, monetary))) {
    const at = index === undefined ? path : [...path, index]
    refuseSummary(metric, at, isTimed ? 'spend' : kind, row)
  }
  // Adding 0 makes a negative zero a plain one.
  return {
    frequency: (frequency as number) + 0,
    recency: (recency as number) + 0,
    age: (age as number) + 0,
    monetary: (monetary as number) + 0,
  }
}

/** Without a repeat purchase the mean amount is ignored. */
function spendOf(frequency: unknown, monetary: unknown): unknown {
  return frequency === 0 ? 0 : monetary
}

function checkSummaryWeight(metric: string, path: Path, weight: unknown): void {
  const isGood = typeof weight === 'number' && weight > 0 && weight <= MOST_CUSTOMERS
  if (!isGood) refuse(metric, path, weight, 'a number above 0 and up to 1e12')
}

/** More than there are people. */
const MOST_CUSTOMERS = 1e12

function eachOfColumns(
  metric: string,
  path: Path,
  columns: Columns,
  kind: SummaryKind,
  visit: VisitSummary,
  withSpend: WithSpend,
): number {
  const hasTimes = kind !== 'spend'
  const read = readColumns(metric, path, columns, kind, withSpend)
  const { size, frequency, recency, age, monetary, customers } = read
  const summary = unvisited()
  for (let index = 0; index < size; index++) {
    const x = countOf(frequency[index])
    const last = hasTimes ? countOf(recency[index]) : 0
    const until = hasTimes ? countOf(age[index]) : 0
    const mean = monetary ? spendOf(x, monetary[index]) : 0
    const isTimed = !hasTimes || areTimes(kind, x, last, until)
    if (!isTimed || (monetary && !isSpend(x, mean)))
      refuseSummary(metric, [...path, index], isTimed ? 'spend' : kind, {
        frequency: x,
        recency: last,
        age: until,
        monetary: mean,
      })
    const weight = customers ? countOf(customers[index]) : 1
    if (weight !== 1) checkSummaryWeight(metric, [...path, 'customers', index], weight)
    summary.frequency = (x as number) + 0
    summary.recency = (last as number) + 0
    summary.age = (until as number) + 0
    summary.monetary = (mean as number) + 0
    summary.weight = weight as number
    summary.index = index
    visit(summary)
  }
  return size
}

/** Columns of one length, of which those that are not read stand for nothing. */
interface ReadColumns {
  readonly size: number
  readonly frequency: ArrayLike<unknown>
  readonly recency: ArrayLike<unknown>
  readonly age: ArrayLike<unknown>
  readonly monetary: ArrayLike<unknown> | undefined
  readonly customers: ArrayLike<unknown> | undefined
}

/** The columns that are read, checked to be lists of one length; not what is in them. */
function readColumns(
  metric: string,
  path: Path,
  columns: Columns,
  kind: SummaryKind,
  withSpend: WithSpend,
): ReadColumns {
  const { frequency, customers } = columns
  const size = checkWhole(metric, [...path, 'frequency', 'length'], frequency.length, 0, 2 ** 32)
  const column = (name: 'recency' | 'age' | 'monetary' | 'customers'): ArrayLike<unknown> => {
    const list = checkList<unknown>(metric, [...path, name], columns[name])
    check(metric, [...path, name, 'length'], list.length, list.length === size, SAME, 'mismatch')
    return list
  }
  const hasTimes = kind !== 'spend'
  return {
    size,
    frequency,
    recency: hasTimes ? column('recency') : frequency,
    age: hasTimes ? column('age') : frequency,
    monetary: !hasTimes || withSpend === 'with-spend' ? column('monetary') : undefined,
    customers: customers === undefined ? undefined : column('customers'),
  }
}

const SAME = 'the length of frequency'

/** Counts identical summaries: a likelihood costs as much as there are distinct ones. */
export function countSummaries(
  metric: string,
  path: Path,
  summaries: unknown,
  kind: SummaryKind,
): Counted {
  const coded = isColumns(summaries) ? countLong(metric, path, summaries, kind) : undefined
  return coded ?? distinctSummaries(metric, path, summaries, kind)
}

/**
 * Distinct summaries in order of appearance, by a table of open addresses over the bits of the numbers;
 * nothing is allocated for a customer.
 */
export function distinctSummaries(
  metric: string,
  path: Path,
  summaries: unknown,
  kind: SummaryKind,
): Counted {
  const table = summaryTable(kind)
  let customers = 0
  let excluded = 0
  const read = eachSummary(metric, path, summaries, kind, (summary) => {
    if (kind === 'spend' && !hasMean(summary)) {
      excluded += summary.weight
      return
    }
    table.add(summary, summary.weight)
    customers += summary.weight
  })
  checkSome(metric, path, summaries, read, 'customer')
  return { ...table.columns(), customers, excluded }
}

/** Without a repeat purchase there is no mean, and a mean of at most 0 has no likelihood. */
export function hasMean({ frequency, monetary }: Summary): boolean {
  return frequency > 0 && monetary > 0
}

/**
 * Counts long columns of customers who count once each by codes; nothing where another way must, or
 * where one of them is no summary, as `eachSummary` then says.
 */
function countLong(
  metric: string,
  path: Path,
  columns: Columns,
  kind: SummaryKind,
): Counted | undefined {
  if (kind === 'spend' || columns.customers !== undefined) return undefined
  const { size, frequency, recency, age } = readColumns(
    metric,
    path,
    columns,
    kind,
    'without-spend',
  )
  const rows = size < FEW_ROWS ? undefined : countByCodes(size, [frequency, recency, age])
  if (!rows) return undefined
  const { columns: distinct, counts } = rows
  const [x, last, end] = distinct
  for (let row = 0; row < counts.length; row++)
    if (!areTimes(kind, x[row], last[row], end[row])) return undefined
  return {
    size: counts.length,
    frequency: x,
    recency: last,
    age: end,
    monetary: new Float64Array(counts.length),
    weight: counts,
    customers: size,
    excluded: 0,
  }
}

/** The same in an order of their own, so that sums over them have the same digits for any order of rows. */
export function inOrder(data: Counted): Counted {
  const { size, frequency, recency, age, monetary, weight } = data
  const rows = Uint32Array.from({ length: size }, (_, row) => row).sort(
    (a, b) =>
      (frequency[a] as number) - (frequency[b] as number) ||
      (recency[a] as number) - (recency[b] as number) ||
      (age[a] as number) - (age[b] as number) ||
      (monetary[a] as number) - (monetary[b] as number),
  )
  const pick = (column: Float64Array): Float64Array =>
    Float64Array.from(rows, (row) => column[row] as number)
  return {
    ...data,
    frequency: pick(frequency),
    recency: pick(recency),
    age: pick(age),
    monetary: pick(monetary),
    weight: pick(weight),
  }
}

/** A growing table of distinct summaries of one kind. */
export function summaryTable(kind: SummaryKind): {
  /** Adds customers with a summary. */
  readonly add: (summary: Summary, weight: number) => void
  /** The distinct ones in order of appearance. */
  readonly columns: () => Omit<Counted, 'customers' | 'excluded'>
} {
  let capacity = 1024
  let size = 0
  let slots = new Int32Array(2 * capacity).fill(-1)
  let xs = new Float64Array(capacity)
  let seconds = new Float64Array(capacity)
  let ages = new Float64Array(capacity)
  let weights = new Float64Array(capacity)
  const numbers = new Float64Array(3)
  const bits = new Int32Array(numbers.buffer)
  const slotOf = (x: number, second: number, age: number): number => {
    numbers[0] = x
    numbers[1] = second
    numbers[2] = age
    let hash = Math.imul((bits[0] as number) ^ (bits[1] as number), 0x9e3779b1)
    hash = Math.imul(hash ^ (hash >>> 15) ^ (bits[2] as number), 0x85ebca6b) + (bits[3] as number)
    hash = Math.imul(hash ^ (hash >>> 13) ^ (bits[4] as number), 0xc2b2ae35) + (bits[5] as number)
    hash = Math.imul(hash ^ (hash >>> 16), 0x9e3779b1)
    const mask = slots.length - 1
    let slot = (hash ^ (hash >>> 15)) & mask
    for (; ; slot = (slot + 1) & mask) {
      const row = slots[slot] as number
      if (row < 0 || (seconds[row] === second && ages[row] === age && xs[row] === x)) return slot
    }
  }
  const grow = (): void => {
    capacity *= 4
    xs = longer(xs, capacity)
    seconds = longer(seconds, capacity)
    ages = longer(ages, capacity)
    weights = longer(weights, capacity)
    slots = new Int32Array(2 * capacity).fill(-1)
    for (let row = 0; row < size; row++)
      slots[slotOf(xs[row] as number, seconds[row] as number, ages[row] as number)] = row
  }
  const isSpent = kind === 'spend'
  const add = ({ frequency: x, recency, age, monetary }: Summary, weight: number): void => {
    const second = isSpent ? monetary : recency
    let slot = slotOf(x, second, age)
    let row = slots[slot] as number
    if (row < 0) {
      if (size === capacity) {
        grow()
        slot = slotOf(x, second, age)
      }
      row = size++
      xs[row] = x
      seconds[row] = second
      ages[row] = age
      slots[slot] = row
    }
    weights[row] = (weights[row] as number) + weight
  }
  const columns = (): Omit<Counted, 'customers' | 'excluded'> => {
    const nothing = new Float64Array(size)
    return {
      size,
      frequency: xs,
      recency: isSpent ? nothing : seconds,
      age: ages,
      monetary: isSpent ? seconds : nothing,
      weight: weights,
    }
  }
  return { add, columns }
}

/** A copy with room for more. */
function longer(list: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(capacity)
  copy.set(list)
  return copy
}
