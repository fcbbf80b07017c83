import { BLOCK, readBlock } from './readBlock.js'

/** Shorter lists are counted as fast without codes. */
export const FEW_ROWS = 50_000

/** No column with more distinct values is given codes. */
const MOST_VALUES = 2048

/** Places of a dictionary: four times the values, so that most are found at once. */
const PLACE_BITS = 13

/** Numbers of cells have up to 30 bits. */
const MOST_CELLS = 2 ** 30

/** What a byte counts to. */
const FULL = 255

type Three<Each> = readonly [Each, Each, Each]
type Widths = [number, number, number]

/** Distinct rows of three columns, in order of appearance, and how often each is there. */
export interface CountedRows {
  readonly columns: Three<Float64Array>
  readonly counts: Float64Array
}

/**
 * Counts identical rows of three columns of numbers from 0 on whose values repeat, as days do. Each
 * value has a code, each three codes a cell of a table of bytes, and what does not fit in a byte stands
 * apart: that is little enough to be near to the processor, where a table of rows is not. Nothing where
 * a column has other values, or so many that the table would be longer than the columns.
 */
export function countByCodes(
  size: number,
  columns: Three<ArrayLike<unknown>>,
): CountedRows | undefined {
  const block = new Float64Array(BLOCK)
  const bits = new Int32Array(block.buffer)
  const dictionaries = [dictionary(), dictionary(), dictionary()] as const
  const mostCells = Math.min(8 * size, MOST_CELLS)
  let table = tableOf([0, 0, 0])
  for (let from = 0; from < size; from += BLOCK) {
    const rows = Math.min(BLOCK, size - from)
    for (const [i, codes] of dictionaries.entries()) {
      readBlock(columns[i] as ArrayLike<unknown>, from, rows, block)
      if (!encode(codes, block, bits, rows)) return undefined
    }
    const isFull = dictionaries.some((codes, i) => codes.size > 2 ** (table.widths[i] as number))
    if (isFull) {
      const widths = dictionaries.map((codes) => Math.ceil(Math.log2(codes.size))) as Widths
      if (2 ** (widths[0] + widths[1] + widths[2]) > mostCells) return undefined
      const wider = tableOf(widths)
      move(table, wider)
      table = wider
    }
    countCells(table, dictionaries, rows)
  }
  return rowsOf(table, dictionaries)
}

/** Values, and the codes of those in a block. */
interface Dictionary {
  readonly codes: Uint16Array
  readonly values: Float64Array
  /** The code of the value at each place of a table of open addresses, counted from 1. */
  readonly places: Uint16Array
  size: number
}

function dictionary(): Dictionary {
  return {
    codes: new Uint16Array(BLOCK),
    values: new Float64Array(MOST_VALUES),
    places: new Uint16Array(2 ** PLACE_BITS),
    size: 0,
  }
}

/** Gives each value its code; `false` where it is no number from 0 on, or there are too many. */
function encode(known: Dictionary, block: Float64Array, bits: Int32Array, rows: number): boolean {
  const { codes, values, places } = known
  for (let row = 0; row < rows; row++) {
    const value = block[row] as number
    const mixed = (bits[2 * row] as number) ^ (bits[2 * row + 1] as number)
    let place = Math.imul(mixed, 0x9e3779b1) >>> (32 - PLACE_BITS)
    let code = places[place] as number
    while (code > 0 && values[code - 1] !== value) {
      place = (place + 1) & (2 ** PLACE_BITS - 1)
      code = places[place] as number
    }
    if (code === 0) {
      // A negative zero would be a second one.
      if (!(value >= 0) || Object.is(value, -0) || known.size === MOST_VALUES) return false
      values[known.size] = value
      code = ++known.size
      places[place] = code
    }
    codes[row] = code - 1
  }
  return true
}

/** How many rows each cell has, and the cells with any in order of appearance. */
interface Table {
  /** Bits of the code of each column in the number of a cell. */
  readonly widths: Widths
  readonly bytes: Uint8Array
  readonly beyond: Map<number, number>
  seen: Uint32Array
  distinct: number
}

/** A table with room for codes of so many bits, and no rows. */
function tableOf(widths: Widths): Table {
  const bytes = new Uint8Array(2 ** (widths[0] + widths[1] + widths[2]))
  return { widths, bytes, beyond: new Map(), seen: new Uint32Array(1024), distinct: 0 }
}

/** The codes of a cell. */
function codesOf(cell: number, [, second, third]: Three<number>): Three<number> {
  const pair = cell >>> third
  return [pair >>> second, pair & (2 ** second - 1), cell & (2 ** third - 1)]
}

/** Puts the rows of one table into another, which has room for more codes. */
function move(from: Table, to: Table): void {
  to.seen = from.seen
  to.distinct = from.distinct
  for (let at = 0; at < from.distinct; at++) {
    const cell = from.seen[at] as number
    const [first, second, third] = codesOf(cell, from.widths)
    const moved = (((first << to.widths[1]) | second) << to.widths[2]) | third
    to.seen[at] = moved
    to.bytes[moved] = from.bytes[cell] as number
    const beyond = from.beyond.get(cell)
    if (beyond !== undefined) to.beyond.set(moved, beyond)
  }
}

/** Counts the rows of a block. */
function countCells(table: Table, dictionaries: Three<Dictionary>, rows: number): void {
  const { bytes, beyond } = table
  const [, second, third] = table.widths
  const [firsts, seconds, thirds] = dictionaries.map(
    ({ codes }) => codes,
  ) as unknown as Three<Uint16Array>
  for (let row = 0; row < rows; row++) {
    const pair = ((firsts[row] as number) << second) | (seconds[row] as number)
    const cell = (pair << third) | (thirds[row] as number)
    const before = bytes[cell] as number
    if (before === FULL) {
      beyond.set(cell, (beyond.get(cell) ?? 0) + FULL)
      bytes[cell] = 1
      continue
    }
    bytes[cell] = before + 1
    if (before > 0) continue
    if (table.distinct === table.seen.length) {
      const longer = new Uint32Array(4 * table.distinct)
      longer.set(table.seen)
      table.seen = longer
    }
    table.seen[table.distinct++] = cell
  }
}

/** The rows of all cells. */
function rowsOf(
  { widths, bytes, beyond, seen, distinct }: Table,
  [first, second, third]: Three<Dictionary>,
): CountedRows {
  const [x, y, z, counts] = [0, 1, 2, 3].map(() => new Float64Array(distinct)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let at = 0; at < distinct; at++) {
    const cell = seen[at] as number
    const codes = codesOf(cell, widths)
    x[at] = first.values[codes[0]] as number
    y[at] = second.values[codes[1]] as number
    z[at] = third.values[codes[2]] as number
    counts[at] = (bytes[cell] as number) + (beyond.get(cell) ?? 0)
  }
  return { columns: [x, y, z], counts }
}
