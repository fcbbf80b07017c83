import { duckdb } from 'customer-metrics/sql'
import type { Database, Holds, TextRow } from './database.js'

/** What is asked of the package `@duckdb/node-api`. */
export interface DuckdbPackage {
  readonly DuckDBInstance: {
    readonly create: (
      path: string,
      options: Readonly<Record<string, string>>,
    ) => Promise<DuckdbInstance>
  }
}

interface DuckdbInstance {
  readonly connect: () => Promise<DuckdbConnection>
  readonly closeSync: () => void
}

interface DuckdbConnection {
  readonly run: (text: string) => Promise<DuckdbResult>
  readonly runAndReadAll: (
    text: string,
    values: (string | number)[],
  ) => Promise<{ readonly getRowObjectsJS: () => object[] }>
  readonly stream: (text: string) => Promise<DuckdbResult>
  readonly closeSync: () => void
}

interface DuckdbResult {
  readonly columnNames: () => string[]
  readonly columnTypes: () => readonly { readonly toString: () => string }[]
  readonly yieldRowsJs: () => AsyncIterable<unknown[][]>
}

const WHOLE = /^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/

function holds(type: string): Holds {
  if (type === 'DATE') return 'day'
  if (type === 'TIMESTAMP WITH TIME ZONE') return 'moment'
  if (type.startsWith('TIMESTAMP')) return 'clocks'
  if (WHOLE.test(type)) return 'whole'
  return type.startsWith('DECIMAL') ? 'exact' : 'other'
}

/** DuckDB in this process: a file of its own, which is only read, or none and files of Parquet. */
export async function openDuckdb(
  { DuckDBInstance }: DuckdbPackage,
  file: string | undefined,
): Promise<Database> {
  const instance = await DuckDBInstance.create(
    file ?? ':memory:',
    file === undefined ? {} : { access_mode: 'READ_ONLY' },
  )
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  // Nothing depends on the order of rows, and keeping it costs memory.
  await connection.run('SET preserve_insertion_order = false')
  return {
    dialect: duckdb,
    columns: async (from) => {
      const found = await connection.run(`SELECT t.* FROM ${from} AS t LIMIT 0`)
      const types = found.columnTypes()
      return new Map(found.columnNames().map((name, at) => [name, holds(String(types[at]))]))
    },
    rows: async (text, values = []) =>
      (await connection.runAndReadAll(text, [...values])).getRowObjectsJS(),
    async *pieces(text) {
      for await (const rows of (await connection.stream(text)).yieldRowsJs())
        yield rows as unknown as TextRow[]
    },
    text: (column) => `CAST(${column} AS VARCHAR)`,
    finite: (column) => `NULLIF(${column}, 'infinity')`,
    knowsZone: async () => true,
    close: async () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
