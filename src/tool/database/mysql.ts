import { mariadb, mysql } from 'customer-metrics/sql'
import type { Database, Holds, TextRow } from './database.js'

/** What is asked of the package `mysql2`. */
export interface MysqlPackage {
  readonly createConnection: (options: {
    readonly uri: string
    readonly connectTimeout: number
  }) => MysqlConnection
}

interface MysqlConnection {
  readonly query: {
    (
      text: string,
      values: readonly unknown[],
      hear: (
        error: Error | null,
        rows: object[],
        fields: readonly { readonly name: string; readonly columnType: number }[],
      ) => void,
    ): unknown
    (question: {
      readonly sql: string
      readonly rowsAsArray: true
    }): {
      readonly stream: (options: { readonly highWaterMark: number }) => AsyncIterable<TextRow>
    }
  }
  readonly on: (event: 'error', hear: () => void) => unknown
  readonly end: (hear: () => void) => void
}

/** Types by the numbers of the protocol. */
const TYPES: Readonly<Record<number, Holds>> = {
  1: 'whole',
  2: 'whole',
  3: 'whole',
  8: 'whole',
  9: 'whole',
  7: 'moment',
  10: 'day',
  12: 'clocks',
  246: 'exact',
}

const PIECE = 1000

/** A connection to MariaDB or MySQL: one transaction that cannot write and sees one state of the data. */
export async function openMysql(driver: MysqlPackage, url: string): Promise<Database> {
  const connection = driver.createConnection({
    uri: url.replace(/^mariadb:/i, 'mysql:'),
    connectTimeout: 15_000,
  })
  // What breaks off is heard by the question that waits.
  connection.on('error', () => undefined)
  const query = (text: string, values: readonly unknown[] = []) =>
    new Promise<{
      rows: object[]
      fields: readonly { readonly name: string; readonly columnType: number }[]
    }>((done, fail) => {
      connection.query(text, values, (error, rows, fields) => {
        if (error) fail(error)
        else done({ rows, fields })
      })
    })
  const version = await query('SELECT VERSION() AS version')
  const [{ version: name }] = version.rows as [{ version: string }]
  await query("SET time_zone = '+00:00'")
  await query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY')
  return {
    dialect: /mariadb/i.test(name) ? mariadb : mysql,
    columns: async (from) => {
      const { fields } = await query(`SELECT t.* FROM ${from} AS t LIMIT 0`)
      return new Map(fields.map((field) => [field.name, TYPES[field.columnType] ?? 'other']))
    },
    rows: async (text, values) => (await query(text, values)).rows,
    async *pieces(text) {
      const rows = connection
        .query({ sql: text, rowsAsArray: true })
        .stream({ highWaterMark: PIECE })
      let piece: TextRow[] = []
      for await (const row of rows) {
        piece.push(row)
        if (piece.length < PIECE) continue
        yield piece
        piece = []
      }
      yield piece
    },
    text: (column, holds) => {
      const text = `CAST(${column} AS CHAR)`
      // The session is in UTC, in which moments are written out.
      return holds === 'moment' ? `CONCAT(${text}, 'Z')` : text
    },
    finite: (column) => column,
    knowsZone: async (timeZone) => {
      const { rows } = await query("SELECT CONVERT_TZ('2025-01-01', '+00:00', ?) AS moved", [
        timeZone,
      ])
      return (rows as [{ moved: unknown }])[0].moved !== null
    },
    close: () => new Promise((done) => connection.end(() => done())),
  }
}
