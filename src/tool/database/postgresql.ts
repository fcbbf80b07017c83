import { postgresql } from 'customer-metrics/sql'
import type { Database, Holds, TextRow } from './database.js'

/** What is asked of the package `pg`. */
export interface PgPackage {
  readonly Client: new (options: {
    readonly connectionString: string
    readonly connectionTimeoutMillis: number
  }) => PgClient
}

interface PgClient {
  readonly connect: () => Promise<unknown>
  readonly query: (question: {
    readonly text: string
    readonly values?: unknown[]
    readonly rowMode?: 'array'
  }) => Promise<{
    readonly rows: unknown[]
    readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[]
  }>
  readonly on: (event: 'error', hear: () => void) => unknown
  readonly end: () => Promise<void>
}

/** Types by the numbers that every PostgreSQL gives them. */
const TYPES: Readonly<Record<number, Holds>> = {
  1082: 'day',
  1114: 'clocks',
  1184: 'moment',
  20: 'whole',
  21: 'whole',
  23: 'whole',
  1700: 'exact',
}

const PIECE = 10_000

/** A connection to PostgreSQL: one transaction that cannot write and sees one state of the data. */
export async function openPostgresql({ Client }: PgPackage, url: string): Promise<Database> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 15_000 })
  // What breaks off is heard by the question that waits.
  client.on('error', () => undefined)
  await client.connect()
  const ask = async (text: string): Promise<void> => {
    await client.query({ text })
  }
  await ask('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  await ask("SET LOCAL TIME ZONE 'UTC'")
  await ask("SET LOCAL datestyle = 'ISO'")
  return {
    dialect: postgresql,
    columns: async (from) => {
      const { fields } = await client.query({ text: `SELECT t.* FROM ${from} AS t LIMIT 0` })
      return new Map(fields.map(({ name, dataTypeID }) => [name, TYPES[dataTypeID] ?? 'other']))
    },
    rows: async (text, values = []) =>
      (await client.query({ text, values: [...values] })).rows as object[],
    async *pieces(text) {
      await ask(`DECLARE customer_metrics NO SCROLL CURSOR FOR ${text}`)
      for (;;) {
        const fetch = `FETCH ${PIECE} FROM customer_metrics`
        const { rows } = await client.query({ text: fetch, rowMode: 'array' })
        if (rows.length === 0) break
        yield rows as TextRow[]
      }
      await ask('CLOSE customer_metrics')
    },
    text: (column) => `CAST(${column} AS TEXT)`,
    finite: (column) => `NULLIF(${column}, 'infinity')`,
    knowsZone: async () => true,
    close: () => client.end(),
  }
}
