import { DuckDBInstance } from '@duckdb/node-api'
import { PGlite } from '@electric-sql/pglite'
import { duckdb, postgresql, type SqlDialect, sqlite } from 'customer-metrics/sql'
import sqliteEngine from 'node-sqlite3-wasm'

/** What a column of a table of the tests holds. */
export type ColumnType = 'text' | 'day' | 'instant' | 'utc' | 'amount' | 'integer' | 'float'

/** A value of a row; days and instants are written out. */
export type Value = string | number | null

/** An engine that runs in this process. */
export interface Engine {
  readonly dialect: SqlDialect
  readonly types: Readonly<Record<ColumnType, string>>
  readonly run: (text: string, values?: readonly (string | number)[]) => Promise<object[]>
  readonly close: () => Promise<void>
}

const COMMON = { text: 'TEXT', day: 'DATE', integer: 'INTEGER', float: 'DOUBLE PRECISION' }

/** The three engines that install everywhere. */
export async function openEngines(): Promise<Engine[]> {
  return Promise.all([openDuckdb(), openPglite(), openSqlite()])
}

async function openDuckdb(): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  return {
    dialect: duckdb,
    types: { ...COMMON, instant: 'TIMESTAMPTZ', utc: 'TIMESTAMP', amount: 'DECIMAL(30, 10)' },
    run: async (text, values = []) =>
      (await connection.runAndReadAll(text, [...values])).getRowObjectsJS(),
    close: async () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function openPglite(): Promise<Engine> {
  const engine = await PGlite.create()
  return {
    dialect: postgresql,
    types: { ...COMMON, instant: 'TIMESTAMPTZ', utc: 'TIMESTAMP', amount: 'NUMERIC' },
    run: async (text, values = []) => (await engine.query<object>(text, [...values])).rows,
    close: () => engine.close(),
  }
}

async function openSqlite(): Promise<Engine> {
  const engine = new sqliteEngine.Database(':memory:')
  return {
    dialect: sqlite,
    types: { ...COMMON, day: 'TEXT', instant: 'TEXT', utc: 'TEXT', amount: 'NUMERIC' },
    run: async (text, values = []) => engine.all(text, [...values]) as object[],
    close: async () => {
      engine.close()
    },
  }
}

/** Makes a table with rows, every value written as a literal. */
export async function load(
  { dialect, types, run }: Engine,
  table: string,
  columns: Readonly<Record<string, ColumnType>>,
  rows: readonly Readonly<Record<string, Value | undefined>>[],
): Promise<void> {
  const names = Object.keys(columns)
  const spec = names.map((name) => `${dialect.id(name)} ${types[columns[name] as ColumnType]}`)
  await run(`CREATE TABLE ${dialect.id(table)} (${spec.join(', ')})`)
  for (let at = 0; at < rows.length; at += 1000) {
    const tuples = rows.slice(at, at + 1000).map((row) => {
      const cells = names.map((name) => {
        const value = row[name] ?? null
        if (value === null) return 'NULL'
        return typeof value === 'number' ? `${value}` : dialect.literal(value)
      })
      return `(${cells.join(', ')})`
    })
    await run(`INSERT INTO ${dialect.id(table)} VALUES ${tuples.join(', ')}`)
  }
}
