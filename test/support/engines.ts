import { DuckDBInstance } from '@duckdb/node-api'
import { PGlite } from '@electric-sql/pglite'
import { duckdb, postgresql, type SqlDialect, sqlite } from 'customer-metrics/sql'
import sqliteEngine from 'node-sqlite3-wasm'
import { openAsked } from './servers/asked.js'

/** What a column of a table of the tests holds. */
export type ColumnType = 'text' | 'day' | 'instant' | 'utc' | 'amount' | 'integer' | 'float'

/** A value of a row; days and instants are written out. */
export type Value = string | number | null

/** The columns of a table by their names. */
export type Columns = Readonly<Record<string, ColumnType>>

/** A row of a table. */
export type Row = Readonly<Record<string, Value | undefined>>

/** An engine that the tests ask. */
export interface Engine {
  readonly dialect: SqlDialect
  readonly types: Readonly<Record<ColumnType, string>>
  readonly run: (text: string, values?: readonly (string | number)[]) => Promise<object[]>
  /** Makes a table in the engine's own way, where the usual statements are not the way. */
  readonly load?: (table: string, columns: Columns, rows: readonly Row[]) => Promise<void>
  readonly close: () => Promise<void>
}

const COMMON = { text: 'TEXT', day: 'DATE', integer: 'INTEGER', float: 'DOUBLE PRECISION' }

/** The engine that `npm run engines` asks for, or the three that install everywhere. */
export async function openEngines(): Promise<Engine[]> {
  const asked = await openAsked()
  return asked ? [asked] : Promise.all([openDuckdb(), openPglite(), openSqlite()])
}

/** DuckDB in this process. */
export async function openDuckdb(): Promise<Engine> {
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
  engine: Engine,
  table: string,
  columns: Columns,
  rows: readonly Row[],
): Promise<void> {
  if (engine.load) return engine.load(table, columns, rows)
  const { dialect, run } = engine
  await run(`CREATE TABLE ${dialect.id(table)} (${columnsOf(engine, columns)})`)
  await fill(engine, table, columns, rows)
}

/** The columns of a table with their types. */
export function columnsOf({ dialect, types }: Engine, columns: Columns): string {
  return Object.entries(columns)
    .map(([name, type]) => `${dialect.id(name)} ${types[type]}`)
    .join(', ')
}

/** Puts rows into a table. */
export async function fill(
  { dialect, run }: Engine,
  table: string,
  columns: Columns,
  rows: readonly Row[],
  written: (text: string, type: ColumnType) => string = (text) => text,
): Promise<void> {
  const names = Object.entries(columns)
  for (let at = 0; at < rows.length; at += 1000) {
    const tuples = rows.slice(at, at + 1000).map((row) => {
      const cells = names.map(([name, type]) => {
        const value = row[name] ?? null
        if (value === null) return 'NULL'
        return typeof value === 'number' ? `${value}` : dialect.literal(written(value, type))
      })
      return `(${cells.join(', ')})`
    })
    await run(`INSERT INTO ${dialect.id(table)} VALUES ${tuples.join(', ')}`)
  }
}
