import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { PGlite } from '@electric-sql/pglite'
import { duckdb, postgresql } from 'customer-metrics/sql'
import type { LoadPackage } from '../../src/tool/database/database.js'
import { makeFolder } from './command.js'
import type { Engine } from './engines.js'
import { openMariadb } from './servers/mariadb.js'
import { openPostgresql } from './servers/postgresql.js'

/** An engine that tests fill, and the place by which the command asks it. */
export interface Place {
  readonly engine: Engine
  readonly from: string
  readonly load: LoadPackage
  /** Makes it ready to be asked. */
  readonly settle: () => Promise<void>
  readonly close: () => Promise<void>
}

const COMMON = { text: 'TEXT', day: 'DATE', integer: 'INTEGER', float: 'DOUBLE PRECISION' } as const
const LOAD: LoadPackage = (name) => import(name)

/** What the command asks of `pg`, answered by PostgreSQL in this process. */
export function pgOf(engine: PGlite): { readonly Client: new () => object } {
  return {
    Client: class {
      async connect(): Promise<void> {}
      query(question: { text: string; values?: unknown[]; rowMode?: 'array' }): Promise<object> {
        const { text, values, rowMode } = question
        return engine.query(text, values, rowMode && { rowMode })
      }
      on(_: 'error', hear: () => void): void {
        hear()
      }
      async end(): Promise<void> {
        await engine.query('ROLLBACK')
      }
    },
  }
}

/** PostgreSQL in this process. */
async function placePglite(): Promise<Place> {
  const db = await PGlite.create()
  return {
    engine: {
      dialect: postgresql,
      types: { ...COMMON, instant: 'TIMESTAMPTZ', utc: 'TIMESTAMP', amount: 'NUMERIC' },
      run: async (text) => (await db.query<object>(text)).rows,
      close: () => db.close(),
    },
    from: 'postgres://analyst@db.example/shop',
    load: async () => pgOf(db),
    settle: async () => {},
    close: () => db.close(),
  }
}

/** A file of DuckDB: it is written, closed, and then read by the command. */
async function placeDuckdb(): Promise<Place> {
  const folder = makeFolder()
  const file = join(folder.path, 'shop.duckdb')
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  return {
    engine: {
      dialect: duckdb,
      types: { ...COMMON, instant: 'TIMESTAMPTZ', utc: 'TIMESTAMP', amount: 'DECIMAL(30, 10)' },
      run: async (text) => (await connection.runAndReadAll(text)).getRowObjectsJS(),
      close: async () => {},
    },
    from: `duckdb:${file}`,
    load: LOAD,
    settle: async () => {
      connection.closeSync()
      instance.closeSync()
    },
    close: async () => folder.remove(),
  }
}

/** The server that `npm run engines` has started. */
async function placeServer(name: 'postgresql' | 'mariadb'): Promise<Place> {
  const engine = await (name === 'postgresql' ? openPostgresql() : openMariadb())
  const port = process.env.SQL_PORT
  const mysql2 = join(process.env.SQL_DRIVERS ?? '', 'node_modules/mysql2/index.js')
  return {
    engine,
    from:
      name === 'postgresql'
        ? `postgres://postgres@127.0.0.1:${port}/cases`
        : `mysql://root@127.0.0.1:${port}/cases`,
    load: (asked) => import(asked === 'mysql2' ? pathToFileURL(mysql2).href : asked),
    settle: async () => {},
    close: () => engine.close(),
  }
}

/** The places that can be asked: those of this process, or the server that was started. */
export const PLACES: Readonly<Record<string, () => Promise<Place>>> = {
  ...(process.env.SQL_ENGINE === undefined && { PGlite: placePglite, DuckDB: placeDuckdb }),
  ...(process.env.SQL_ENGINE === 'postgresql' && { PostgreSQL: () => placeServer('postgresql') }),
  ...(process.env.SQL_ENGINE === 'mariadb' && { MariaDB: () => placeServer('mariadb') }),
}
