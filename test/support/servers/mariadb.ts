import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { mariadb } from 'customer-metrics/sql'
import { columnsOf, type Engine, fill } from '../engines.js'

/** What this file asks of the driver. */
interface Driver {
  readonly createConnection: (options: object) => Promise<{
    readonly query: (text: string, values?: readonly unknown[]) => Promise<object[]>
  }>
}

/** A connection to the server that `npm run engines` has started. */
export async function openMariadb(): Promise<Engine> {
  const path = join(process.env.SQL_DRIVERS as string, 'node_modules/mariadb/promise.js')
  const driver = ((await import(pathToFileURL(path).href)) as { default: Driver }).default
  const connection = await driver.createConnection({
    host: '127.0.0.1',
    port: Number(process.env.SQL_PORT),
    user: 'root',
    database: 'cases',
  })
  const run: Engine['run'] = async (text, values) => connection.query(text, values)
  // Clocks that go back in autumn: no result may depend on them.
  const showIn = (zone: string): Promise<object[]> => run(`SET time_zone = '${zone}'`)
  const engine: Engine = {
    dialect: mariadb,
    types: {
      text: 'VARCHAR(200)',
      day: 'DATE',
      integer: 'INTEGER',
      float: 'DOUBLE',
      instant: 'TIMESTAMP(3) NULL',
      utc: 'DATETIME(3)',
      amount: 'DECIMAL(30, 10)',
    },
    run,
    load: async (table, columns, rows) => {
      await showIn('+00:00')
      await run(`CREATE OR REPLACE TABLE ${mariadb.id(table)} (${columnsOf(engine, columns)})`)
      await fill(engine, table, columns, rows, (text, type) =>
        type === 'instant' ? text.replace('T', ' ').replace('Z', '') : text,
      )
      await showIn('America/New_York')
    },
    close: async () => {},
  }
  return engine
}
