import { plain, quoted } from '../escape.js'
import { inputError } from '../inputError.js'
import type { Calendar } from '../report/days.js'
import {
  type AmountEvidence,
  type DecimalSign,
  decimalSignOf,
  readAmount,
  weighAmount,
} from './amounts.js'
import type { Source } from './bytes.js'
import {
  type DateEvidence,
  type DateOrder,
  dateOrderOf,
  isOpenDate,
  isPersianDay,
  readDate,
  weighDate,
} from './dates.js'
import { latinDigits } from './digits.js'
import type { CellValue, Column, TableFormat } from './format.js'
import { eachRecord } from './lines.js'
import { mapColumns, unreadOf } from './mapping.js'
import type { FileRecord } from './records.js'

/** Rows that can be read from their beginning more than once. */
export interface RowTable {
  readonly name: string
  /** The headers of the cells, in order. */
  readonly headers: readonly string[]
  /** All headers, also of columns whose cells do not come. */
  readonly all: readonly string[]
  /** Which header fills which field. */
  readonly mapping: ReadonlyMap<string, string>
  /** What divides the cells, where anything does. */
  readonly delimiter: string | undefined
  /** How a row is named where something is wrong with it. */
  readonly place: (line: number) => string
  /** Columns whose dates and amounts leave one reading only, whatever they look like. */
  readonly typed: ReadonlySet<string>
  /** Hands each row to `visit`, which says false to stop. */
  readonly each: (
    visit: (record: FileRecord) => boolean,
    watch?: (name: string, share: number) => void,
  ) => Promise<void>
}

/** The rows of a file. */
export async function fileTable(
  source: Source,
  format: TableFormat,
  options: Omit<ReadOptions, 'timeZone'>,
): Promise<RowTable> {
  const layout = await mapColumns(source, format, options)
  const { encoding } = options
  return {
    name: source.name,
    headers: layout.headers,
    all: layout.headers,
    mapping: layout.mapping,
    delimiter: layout.delimiter,
    place: (line) => `${plain(source.name)}:${line}`,
    typed: new Set(),
    each: (visit, watch) => eachRecord(source, layout, { encoding, watch }, visit),
  }
}

/** What flags say about the files. */
export interface ReadOptions {
  readonly delimiter?: string | undefined
  readonly encoding?: string | undefined
  readonly dateOrder?: DateOrder | undefined
  readonly decimal?: DecimalSign | undefined
  readonly timeZone: string
  readonly calendar: Calendar
  /** Which header fills which field. */
  readonly columns: ReadonlyMap<string, string>
  /** The flag that says so. */
  readonly flag: string
  /** Hears how far the reading is. */
  readonly watch?: ((name: string, share: number) => void) | undefined
}

/** What was understood of a file. */
export interface TableReading {
  readonly file: string
  readonly rows: number
  /** How many rows were bad. */
  readonly bad: number
  /** The first bad rows, each with file, line, column and what was expected. */
  readonly problems: readonly string[]
  /** What divides the cells, where anything does. */
  readonly delimiter: string | undefined
  /** Whether a database has counted the rows, which then did not come here. */
  readonly isCounted?: boolean
  /** Which header fills which field. */
  readonly mapping: ReadonlyMap<string, string>
  /** Headers that were not read, and say that some rows may not count as they stand. */
  readonly unread: readonly string[]
  readonly dateOrder: DateOrder | undefined
  readonly decimal: DecimalSign
}

const MOST_PROBLEMS = 20
const SAMPLE = 1000
/** What stands in a cell that has nothing. */
export const NOTHING: readonly string[] = ['', 'null', '\\n', 'n/a', '#n/a', 'nil', 'none', 'nan']
const LONGEST_NOTHING = 4

/** Whether a cell says that it has nothing. */
function isNothing(text: string): boolean {
  return text.length <= LONGEST_NOTHING && NOTHING.includes(text.toLowerCase())
}

/** Whether a cell has what PostgreSQL writes for the end of what has none. */
function isNever({ kind }: Column, text: string): boolean {
  return text === 'infinity' && (kind === 'day' || kind === 'instant')
}

interface Place {
  readonly column: Column
  readonly index: number
}

interface Plan {
  readonly order: DateOrder | undefined
  readonly decimal: DecimalSign
  readonly hasOpenDates: boolean
}

/**
 * Reads rows one by one: `visit` gets the values in the order of the format's columns, and how many
 * rows they stand for.
 */
export async function readTable(
  table: RowTable,
  format: TableFormat,
  options: ReadOptions,
  visit: (row: readonly CellValue[], times: number) => void,
): Promise<TableReading> {
  const { headers, mapping } = table
  const places = format.columns.map((column): Place => {
    const header = mapping.get(column.field)
    return { column, index: header === undefined ? -1 : headers.indexOf(header) }
  })
  const plan = await planOf(table, places, options)
  const readers = places.map(({ column }) => cellReader(column, plan, options))
  const problems: string[] = []
  const row: CellValue[] = places.map(() => null)
  let rows = 0
  let bad = 0
  const refuse = ({ line, times = 1 }: FileRecord, what: () => string): void => {
    bad += times
    if (problems.length < MOST_PROBLEMS) problems.push(`${table.place(line)}: ${what()}`)
  }
  const refuseCell = (record: FileRecord, { index }: Place, text: string, what: string): void =>
    refuse(
      record,
      () => `column ${quoted(headers[index] as string)} is ${quoted(text)}, not ${what}`,
    )
  const read = (record: FileRecord): void => {
    const { cells, wrong, times = 1 } = record
    if (wrong !== undefined) {
      refuse(record, () => plain(wrong))
      return
    }
    if (cells.length !== headers.length && !fits(cells, headers.length)) {
      refuse(
        record,
        () => `the row has ${cells.length} columns, not ${headers.length} as the header has`,
      )
      return
    }
    for (let at = 0; at < places.length; at++) {
      const place = places[at] as Place
      if (place.index < 0) {
        row[at] = null
        continue
      }
      const text = cells[place.index] as string
      const { column } = place
      if (column.mayBeEmpty && (isNothing(text) || isNever(column, text))) {
        row[at] = null
        continue
      }
      const value = readers[at]?.(text)
      if (value === undefined) {
        refuseCell(record, place, text, expectedOf(column, plan, text))
        return
      }
      row[at] = value
    }
    const issue = format.check?.(row)
    if (issue) {
      const place = places.find(({ column }) => column.field === issue[0]) as Place
      refuseCell(record, place, cells[place.index] as string, issue[1])
      return
    }
    rows += times
    visit(row, times)
  }
  await table.each((record) => {
    read(record)
    return true
  }, options.watch)
  return {
    file: table.name,
    rows,
    bad,
    problems,
    delimiter: table.delimiter,
    mapping,
    unread: unreadOf(table.all, mapping, format.telling),
    dateOrder: plan.hasOpenDates ? plan.order : undefined,
    decimal: plan.decimal,
  }
}

/** Cells after the last header matter only where something stands in them. */
function fits(cells: readonly string[], width: number): boolean {
  return cells.length > width && cells.slice(width).every((cell) => cell === '')
}

/** What the columns of dates and amounts are read as: what flags say, or the only reading that is left. */
async function planOf(
  table: RowTable,
  places: readonly Place[],
  options: ReadOptions,
): Promise<Plan> {
  const { headers } = table
  const open = places.filter(
    ({ index }) => index >= 0 && !table.typed.has(headers[index] as string),
  )
  const dates = open.filter(({ column: { kind } }) => kind === 'day' || kind === 'instant')
  const amounts = open.filter(({ column }) => column.kind === 'amount')
  if (dates.length + amounts.length === 0)
    return { order: undefined, decimal: '.', hasOpenDates: false }
  const dateEvidence = dates.map((): DateEvidence => ({ dmy: 0, mdy: 0, either: 0 }))
  const amountEvidence = amounts.map((): AmountEvidence => ({ dot: 0, comma: 0, either: 0 }))
  let hasOpenDates = false
  let seen = 0
  const isSettled = (): boolean =>
    (!hasOpenDates || options.dateOrder !== undefined) &&
    (options.decimal !== undefined ||
      amountEvidence.every(({ dot, comma }) => dot > 0 && comma === 0))
  await table.each(({ cells }) => {
    dates.forEach(({ index }, at) => {
      const text = cells[index] ?? ''
      if (!isOpenDate(text)) return
      hasOpenDates = true
      weighDate(dateEvidence[at] as DateEvidence, text, options.calendar)
    })
    amounts.forEach(({ index }, at) => {
      weighAmount(amountEvidence[at] as AmountEvidence, cells[index] ?? '')
    })
    return ++seen < SAMPLE || !isSettled()
  })
  return {
    order: options.dateOrder ?? orderOf(table, dates, dateEvidence, hasOpenDates),
    decimal:
      amounts.length === 0 ? '.' : (options.decimal ?? signOf(table, amounts, amountEvidence)),
    hasOpenDates,
  }
}

function orderOf(
  { name, headers }: RowTable,
  dates: readonly Place[],
  evidence: readonly DateEvidence[],
  hasOpenDates: boolean,
): DateOrder | undefined {
  if (!hasOpenDates) return undefined
  const sum: DateEvidence = { dmy: 0, mdy: 0, either: 0 }
  for (const { dmy, mdy, either } of evidence) {
    sum.dmy += dmy
    sum.mdy += mdy
    sum.either += either
  }
  const order = dateOrderOf(sum)
  if (order) return order
  const columns = dates.map(({ index }) => quoted(headers[index] as string)).join(' and ')
  throw inputError(
    `${plain(name)}: the dates of ${columns} can be read with the day first and with the month first; say which with --date-format dd/mm/yyyy or --date-format mm/dd/yyyy`,
  )
}

function signOf(
  { name, headers }: RowTable,
  amounts: readonly Place[],
  evidence: readonly AmountEvidence[],
): DecimalSign {
  const signs = evidence.map(decimalSignOf)
  const open = signs.indexOf(undefined)
  if (open >= 0)
    throw inputError(
      `${plain(name)}: the amounts of ${quoted(headers[amounts[open]?.index as number] as string)} can be read with "." and with "," before the decimals; say which with --decimal . or --decimal ,`,
    )
  return signs.includes(',') ? ',' : '.'
}

/** Reads a cell, or gives nothing where it is not what the column holds. */
function cellReader(
  column: Column,
  { order, decimal }: Plan,
  { timeZone, calendar }: ReadOptions,
): (text: string) => CellValue | undefined {
  const { kind, choices } = column
  if (kind === 'customer') return (text) => (isNothing(text) ? undefined : text)
  if (kind === 'text') return (text) => text
  if (kind === 'amount') return (text) => readAmount(text, decimal)
  if (kind === 'whole') return wholeOf
  if (kind === 'choice')
    return (text) => {
      const lower = text.toLowerCase()
      return choices?.includes(lower) ? lower : undefined
    }
  if (kind === 'instant') return (text) => readDate(text, order, timeZone, calendar)?.instant
  const known = new Map<string, number | undefined>()
  return (text) => {
    if (known.has(text)) return known.get(text)
    const day = readDate(text, order, timeZone, calendar)?.day
    if (known.size > 50_000) known.clear()
    known.set(text, day)
    return day
  }
}

function wholeOf(text: string): number | undefined {
  const digits = latinDigits(text)
  return /^[-+]?\d{1,15}(?:[.,]0+)?$/.test(digits)
    ? Math.trunc(Number(digits.replace(',', '.')))
    : undefined
}

const ORDERS: Readonly<Record<DateOrder, string>> = {
  dmy: 'dd/mm/yyyy',
  mdy: 'mm/dd/yyyy',
  ymd: 'yy/mm/dd',
}

/** How an order of dates is written by the flag. */
export function patternOf(order: DateOrder): string {
  return ORDERS[order]
}

function expectedOf({ kind, choices }: Column, { order, decimal }: Plan, text: string): string {
  if (kind === 'customer') return 'a customer'
  if (kind === 'amount') return `an amount such as ${decimal === '.' ? '1,234.50' : '1.234,50'}`
  if (kind === 'whole') return 'a whole number'
  if (kind === 'choice') return `one of ${choices?.join(', ')}`
  if (isPersianDay(text))
    return 'a day of the years 1800 to 2299; --calendar persian reads days of the Persian calendar'
  const pattern = order ? `, ${ORDERS[order]}` : ''
  return kind === 'day'
    ? `a day such as 2025-01-31${pattern} or a date-time`
    : `a date-time such as 2025-01-31 09:30${pattern}`
}
