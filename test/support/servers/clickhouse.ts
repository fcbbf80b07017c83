import { clickhouse } from 'customer-metrics/sql'
import type { ColumnType, Engine } from '../engines.js'
import { fill } from '../engines.js'
import { openBridge } from './bridge.js'

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'String',
  day: 'Date32',
  integer: 'Int32',
  float: 'Float64',
  instant: "DateTime64(3, 'America/New_York')",
  utc: 'DateTime64(3)',
  amount: 'Decimal(30, 10)',
}

/** ClickHouse in a process of Python. */
export async function openClickhouse(): Promise<Engine> {
  const { ask } = openBridge(process.env.SQL_PYTHON as string, 'clickhouse.py')
  const run: Engine['run'] = (text, values = []) => ask({ text, values })
  const engine: Engine = {
    dialect: clickhouse,
    types: TYPES,
    run,
    load: async (table, columns, rows) => {
      const name = clickhouse.id(table)
      // Columns without gaps are not Nullable: there this engine has other empty values than others.
      const spec = Object.entries(columns).map(([column, type]) => {
        const hasGaps = rows.some((row) => (row[column] ?? null) === null)
        return `${clickhouse.id(column)} ${hasGaps ? `Nullable(${TYPES[type]})` : TYPES[type]}`
      })
      await run(`DROP TABLE IF EXISTS ${name}`)
      await run(`CREATE TABLE ${name} (${spec.join(', ')}) ENGINE = Memory`)
      await fill(engine, table, columns, rows)
    },
    close: async () => {},
  }
  return engine
}
