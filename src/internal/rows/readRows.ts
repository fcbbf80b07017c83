import { eachItem, type Path, rowVisitor } from '../guard.js'

/**
 * Rows that come one after another: a file, a database cursor, a stream of Node or of the web, an async
 * generator.
 */
export type RowStream<Row> =
  | AsyncIterable<Row>
  | {
      /** Opens the stream, as a `ReadableStream` does. */
      getReader(): {
        /** The next row, or the end. */
        read(): Promise<{
          /** Whether the stream is over. */
          readonly done: boolean
          /** The next row; absent at the end. */
          readonly value?: Row | undefined
        }>
        /** Closes the source. */
        cancel(): Promise<unknown>
      }
    }

type WebStream = Extract<RowStream<unknown>, { getReader: unknown }>

/** A count in progress: rows go in one by one, and what they come to is made at the end. */
export interface RowCounter<Result> {
  /** Counts a row, which stands at this index. */
  readonly visit: (row: unknown, index: number) => void
  /** What the rows come to; those that were given are for messages. */
  readonly end: (rows: unknown) => Result
}

/** The name under which the rows of a group take the counter that is to count them. */
const FEED: unique symbol = Symbol.for('customer-metrics.feed')

/** Rows that another pass gives to a counter, one by one. */
export interface RowFeed {
  readonly [FEED]: (counter: RowCounter<unknown>) => void
}

/** Rows for one counter, which is handed over in place of a result. */
export function feedOf(take: (counter: RowCounter<unknown>) => void): RowFeed {
  return { [FEED]: take }
}

/**
 * Reads rows in one pass, whatever gives them: a list or another iterable at once, a stream as a
 * promise. What checks the options and starts the count is called once; from a stream, its errors
 * reject as all others do.
 */
export function readRows<Result>(
  metric: string,
  path: Path,
  rows: unknown,
  start: () => RowCounter<Result>,
): Result | Promise<Result> {
  const stream = streamOf(rows)
  if (stream) return readStream(stream, rows, start)
  const counter = start()
  if (!isFeed(rows)) return readNow(metric, path, rows, counter)
  rows[FEED](counter)
  return undefined as Result
}

/** Whether something gives rows one by one, at once or later. */
export function givesRows(rows: unknown): boolean {
  return Symbol.iterator in Object(rows) || isFeed(rows) || streamOf(rows) !== undefined
}

function isFeed(rows: unknown): rows is RowFeed {
  return FEED in Object(rows)
}

/** Reads the rows of a list or another iterable at once. */
export function readNow<Result>(
  metric: string,
  path: Path,
  rows: unknown,
  counter: RowCounter<Result>,
): Result {
  eachItem(metric, path, rows, counter.visit)
  return counter.end(rows)
}

/** A counter of rows that are objects; `end` gets their number. */
export function rowCounter<Row extends object, Result>(
  metric: string,
  path: Path,
  visit: (row: Row, index: number) => void,
  end: (count: number, rows: unknown) => Result,
): RowCounter<Result> {
  let count = 0
  const visitRow = rowVisitor(metric, path, visit)
  return {
    visit: (row, index) => {
      visitRow(row, index)
      count++
    },
    end: (rows) => end(count, rows),
  }
}

/** Reads a stream to its end. It is closed there, and where a row is refused. */
async function readStream<Result>(
  stream: AsyncIterable<unknown>,
  rows: unknown,
  start: () => RowCounter<Result>,
): Promise<Result> {
  const counter = start()
  let index = 0
  for await (const row of stream) counter.visit(row, index++)
  return counter.end(rows)
}

/** The rows of a stream, where it is one and no list. */
function streamOf(rows: unknown): AsyncIterable<unknown> | undefined {
  if (typeof rows !== 'object' || !rows || Symbol.iterator in rows) return undefined
  if ('getReader' in rows && typeof rows.getReader === 'function')
    return rowsOfReader(rows as WebStream)
  const isStream = Symbol.asyncIterator in rows && typeof rows[Symbol.asyncIterator] === 'function'
  return isStream ? (rows as AsyncIterable<unknown>) : undefined
}

/** The rows of a stream of the web, which not every browser can iterate. */
async function* rowsOfReader(stream: WebStream): AsyncGenerator<unknown> {
  const reader = stream.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel()
  }
}
