import { countOf } from '../../internal/guard.js'

/** Shorter lists are counted as fast without codes. */
export const FEW_ROWS = 50_000

/** Rows that are read at a time, so that they stay near to the processor. */
const BLOCK = 2048

/** No column with more distinct values is given codes. */
const MOST_VALUES = 2048

/** Places of a dictionary: four times the values, so that most are found at once. */
const PLACE_BITS = 13

/** Numbers of cells have up to 30 bits. */
const MOST_CELLS = 2 ** 30

/** What a byte counts to. */
const FULL = 255

type Three<Each> = readonly [Each, Each, Each]

/** Distinct rows of three columns, in their own order, and how often each is there. */
export interface CountedRows {
  readonly columns: Three<Float64Array>
  readonly counts: Float64Array
}

/**
 * Counts identical rows of three columns of numbers from 0 on whose values repeat, as days do. Each
 * value has a code, each three codes a cell of a table of bytes, and what does not fit in a byte stands
 * apart: that is little enough to be near to the processor, where a table of rows is not. Nothing where
 * a column has other values, or more different ones than keep the table shorter than the columns.
 */
export function countByCodes(
  size: number,
  columns: Three<ArrayLike<unknown>>,
): CountedRows | undefined {
  const dictionaries = [dictionary(), dictionary(), dictionary()] as const
  const [x, y, z] = dictionaries
  const block = new Float64Array(BLOCK)
  const bits = new Int32Array(block.buffer)
  const mostCells = Math.min(8 * size, MOST_CELLS)
  let table = tableOf([0, 0, 0], 0)
  for (let from = 0; from < size; from += BLOCK) {
    const rows = Math.min(BLOCK, size - from)
    for (const [i, known] of dictionaries.entries()) {
      readBlock(columns[i] as ArrayLike<unknown>, from, rows, block)
      if (!encode(known, block, bits, rows)) return undefined
    }
    const widths = [widthOf(x), widthOf(y), widthOf(z)] as const
    if (widths.some((width, i) => width > (table.widths[i] as number))) {
      if (2 ** (widths[0] + widths[1] + widths[2]) > mostCells) return undefined
      table = widened(table, widths)
    }
    countCells(table, dictionaries, rows)
  }
  return rowsOf(table, dictionaries)
}

/** A part of a column as numbers, counts included; anything else is not a number there. */
function readBlock(
  column: ArrayLike<unknown>,
  from: number,
  rows: number,
  block: Float64Array,
): void {
  // Its subclasses may have parts of their own.
  if (column instanceof Float64Array && column.constructor === Float64Array) {
    block.fill(Number.NaN)
    block.set(column.subarray(from, from + rows))
    return
  }
  for (let row = 0; row < rows; row++) {
    const value = countOf(column[from + row])
    block[row] = typeof value === 'number' ? value : Number.NaN
  }
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

/** Bits that a code takes. */
function widthOf({ size }: Dictionary): number {
  return 32 - Math.clz32(size - 1)
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
      // So is no negative zero, which would be a second one.
      if (!(1 / value > 0) || known.size === MOST_VALUES) return false
      values[known.size] = value
      code = ++known.size
      places[place] = code
    }
    codes[row] = code - 1
  }
  return true
}

/** How many rows each cell has. */
interface Table {
  /** Bits of the code of each column in the number of a cell. */
  readonly widths: Three<number>
  readonly bytes: Uint8Array
  /** What no longer fits in the byte of a cell. */
  readonly beyond: Map<number, number>
  /** Cells with any rows. */
  distinct: number
}

/** A table with room for codes of these numbers of bits, and no rows. */
function tableOf(
  widths: Three<number>,
  distinct: number,
  beyond = new Map<number, number>(),
): Table {
  const bytes = new Uint8Array(2 ** (widths[0] + widths[1] + widths[2]))
  return { widths, bytes, beyond, distinct }
}

/** A table of the same rows with room for more codes. */
function widened({ widths, bytes, beyond, distinct }: Table, to: Three<number>): Table {
  const [, second, third] = widths
  // More codes of the first column leave all cells their numbers.
  if (second === to[1] && third === to[2]) {
    const longer = tableOf(to, distinct, beyond)
    longer.bytes.set(bytes)
    return longer
  }
  const wider = tableOf(to, distinct)
  for (let cell = 0; cell < bytes.length; cell++) {
    const count = bytes[cell] as number
    if (count === 0) continue
    const pair = cell >>> third
    const codes = ((pair >>> second) << to[1]) | (pair & (2 ** second - 1))
    const moved = (codes << to[2]) | (cell & (2 ** third - 1))
    wider.bytes[moved] = count
    const more = beyond.get(cell)
    if (more !== undefined) wider.beyond.set(moved, more)
  }
  return wider
}

/** Counts the rows of a block. */
function countCells(table: Table, [x, y, z]: Three<Dictionary>, rows: number): void {
  const { bytes, beyond } = table
  const [, second, third] = table.widths
  const [firsts, seconds, thirds] = [x.codes, y.codes, z.codes]
  let fresh = 0
  for (let row = 0; row < rows; row++) {
    const pair = ((firsts[row] as number) << second) | (seconds[row] as number)
    const cell = (pair << third) | (thirds[row] as number)
    const before = bytes[cell] as number
    fresh += before === 0 ? 1 : 0
    bytes[cell] = before + 1
    if (before < FULL) continue
    beyond.set(cell, (beyond.get(cell) ?? 0) + FULL)
    bytes[cell] = 1
  }
  table.distinct += fresh
}

/** The rows of all cells, in the order of their values. */
function rowsOf(
  { widths, bytes, beyond, distinct }: Table,
  [x, y, z]: Three<Dictionary>,
): CountedRows {
  const [firsts, seconds, thirds] = [inOrder(x), inOrder(y), inOrder(z)]
  const columns = [
    new Float64Array(distinct),
    new Float64Array(distinct),
    new Float64Array(distinct),
  ] as const
  const counts = new Float64Array(distinct)
  let at = 0
  for (let i = 0; i < x.size; i++)
    for (let j = 0; j < y.size; j++) {
      const [first, second] = [firsts[i] as number, seconds[j] as number]
      const pair = ((first << widths[1]) | second) << widths[2]
      for (let k = 0; k < z.size; k++) {
        const third = thirds[k] as number
        const count = bytes[pair | third] as number
        if (count === 0) continue
        columns[0][at] = x.values[first] as number
        columns[1][at] = y.values[second] as number
        columns[2][at] = z.values[third] as number
        counts[at++] = count + (beyond.get(pair | third) ?? 0)
      }
    }
  return { columns, counts }
}

/** Codes in the order of their values. */
function inOrder({ values, size }: Dictionary): Uint16Array {
  const codes = Uint16Array.from({ length: size }, (_, code) => code)
  return codes.sort((a, b) => (values[a] as number) - (values[b] as number))
}
