import { check, checkObject, checkSome, type Path } from '../internal/guard.js'
import { sumText } from '../internal/money/sums.js'
import { givesRows, readRows, rowCounter } from '../internal/rows/readRows.js'
import { formatDay } from '../internal/time/dayNumber.js'
import type { Draft } from './draft.js'
import type { SqlGroup, SqlGroupValue } from './query.js'

/** A row that an engine gave. */
export type ResultRow = Readonly<Record<string, unknown>>

const METRIC = 'readTallies'

/** How rows of a statement become what the function gives. */
export interface Reading<Result, Kept> {
  /**
   * What is kept of a row until the last has come, where that is less than the row.
   * @defaultValue the row
   */
  readonly keep?: (row: ResultRow) => Kept
  /** What a group's rows come to; nothing where there is nobody in it. */
  readonly make: (
    rows: readonly Kept[],
    by: Readonly<Record<string, SqlGroupValue>>,
  ) => Result | undefined
}

/** Divides result rows into their groups, in an order that does not depend on the engine's. */
export function readGroups<Result, Kept>(
  { groups }: Draft,
  names: readonly string[],
  rows: unknown,
  { keep = ownRow as (row: ResultRow) => Kept, make }: Reading<Result, Kept>,
): SqlGroup<Result>[] | Promise<SqlGroup<Result>[]> {
  const found = new Map<string, { by: Record<string, SqlGroupValue>; rows: Kept[] }>()
  const columns = [...groups.map(({ name }) => name), ...names]
  const visit = (row: ResultRow, index: number): void => {
    for (const name of columns)
      check(
        METRIC,
        ['rows', index, name],
        undefined,
        Object.hasOwn(row, name),
        'a column of this statement',
        'mismatch',
      )
    refuseFaults(row)
    const by: Record<string, SqlGroupValue> = {}
    for (const { name, calendar } of groups) {
      const value = readGroupValue(['rows', index, name], row[name])
      by[name] =
        calendar && value !== null ? formatDay(calendar.startOf(wholeOf(row, name))) : value
    }
    const key = groups.length === 0 ? '' : JSON.stringify(Object.values(by))
    const known = found.get(key)
    if (known) known.rows.push(keep(row))
    else found.set(key, { by, rows: [keep(row)] })
  }
  const end = (_: number, given: unknown): SqlGroup<Result>[] => {
    const results: SqlGroup<Result>[] = []
    for (const [, group] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const result = make(group.rows, group.by)
      if (result !== undefined) results.push({ by: group.by, result })
    }
    // Without groups nobody is the error that the function itself has for it.
    if (groups.length === 0) checkSome(METRIC, ['rows'], given, results.length, 'row that counts')
    return results
  }
  return readRows(METRIC, ['rows'], rows, () => rowCounter(METRIC, ['rows'], visit, end))
}

/** A copy, as a cursor may give every row in the same object. */
function ownRow(row: ResultRow): ResultRow {
  return { ...row }
}

/** Rows that the function refuses are counted by the statement, in a column of this name. */
export const FAULTS = 'faults'

function refuseFaults(row: ResultRow): void {
  const faults = countOf(row, FAULTS)
  const expected = '0, as many rows as the function refuses: see the page on SQL'
  check(METRIC, [FAULTS], faults, faults === 0, expected, 'invalid')
}

function readGroupValue(path: Path, value: unknown): SqlGroupValue {
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : `${value}`
  }
  const isPlain =
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    Number.isFinite(value)
  const expected = 'text, a number, true, false or null: cast it in a query'
  return check(METRIC, path, value, isPlain, expected, 'invalid')
}

/** A whole number, which drivers give as a number, a bigint or its digits. */
export function wholeOf(row: ResultRow, name: string): number {
  const value = row[name]
  const number =
    typeof value === 'bigint' || (typeof value === 'string' && /^-?\d{1,16}$/.test(value))
      ? Number(value)
      : value
  return (
    check<number>(
      METRIC,
      ['rows', name],
      number,
      Number.isSafeInteger(number),
      'a whole number below 2^53',
      'invalid',
    ) + 0
  )
}

/** A count: a whole number that is not negative. */
export function countOf(row: ResultRow, name: string): number {
  const count = wholeOf(row, name)
  return check(METRIC, ['rows', name], count, count >= 0, 'a count')
}

/** The number of one of the things that the statement was made for. */
export function indexOf(row: ResultRow, name: string, size: number): number {
  const index = countOf(row, name)
  const expected = `a number below ${size}, as this statement has it`
  return check(METRIC, ['rows', name], index, index < size, expected, 'mismatch')
}

/** A text, or nothing. */
export function textOf(row: ResultRow, name: string): string | null {
  const value = row[name]
  return check(
    METRIC,
    ['rows', name],
    value,
    value === null || typeof value === 'string',
    'text or null',
    'invalid',
  )
}

/** A floating number, which some drivers give as text. */
export function numberOf(row: ResultRow, name: string): number {
  const value = row[name]
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return check(METRIC, ['rows', name], number, Number.isFinite(number), 'a number', 'invalid')
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d{1,30}))?$/

/** A sum of amounts in units of 1e-30. */
export function unitsOf(row: ResultRow, name: string): bigint {
  const value = row[name]
  const parts = typeof value === 'string' ? DECIMAL.exec(value) : null
  check(METRIC, ['rows', name], value, parts !== null, 'the digits of a decimal number', 'invalid')
  const [, sign, whole, decimals = ''] = parts as RegExpExecArray
  const units = BigInt(`${whole}${decimals.padEnd(30, '0')}`)
  return sign ? -units : units
}

/** Units of 1e-30 as the one spelling of their amount. */
export function textOfUnits(rest: bigint): string {
  return sumText({ cents: 0, rest })
}

/** A sum of amounts in its one spelling. */
export function amountOf(row: ResultRow, name: string): string {
  return textOfUnits(unitsOf(row, name))
}

/** The rows must come one by one, at once or later. */
export function checkRows(rows: unknown): void {
  const isRows = typeof rows === 'object' && givesRows(rows)
  check(METRIC, ['rows'], rows, isRows, 'an array or a stream of rows', 'invalid')
}

/** A query that a twin made. */
export function checkQuery(query: unknown): void {
  const given = checkObject<{ read?: unknown }>(METRIC, ['query'], query)
  check(
    METRIC,
    ['query'],
    query,
    typeof given.read === 'function',
    'a query of this module',
    'invalid',
  )
}

/** A customer's id; a whole number comes as a bigint from some drivers. */
export function customerOf(row: ResultRow): string | number {
  const { customer } = row
  const id =
    typeof customer === 'bigint' ? readGroupValue(['rows', 'customer'], customer) : customer
  const isId = typeof id === 'string' || Number.isFinite(id)
  return check(METRIC, ['rows', 'customer'], id, isId, 'an id', 'invalid')
}

/** The order of customers in a result: numbers, then text by its codes. */
export function byCustomer(
  { customer: a }: { readonly customer: string | number },
  { customer: b }: { readonly customer: string | number },
): number {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b)
  return a < b ? -1 : 1
}
