import { spark } from 'customer-metrics/sql'
import type { ColumnType, Engine } from '../engines.js'
import { openBridge } from './bridge.js'

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'STRING',
  day: 'DATE',
  integer: 'INT',
  float: 'DOUBLE',
  instant: 'TIMESTAMP',
  utc: 'TIMESTAMP_NTZ',
  amount: 'DECIMAL(30, 10)',
}

/** Spark in a process of Python; its tables are views of two partitions. */
export async function openSpark(): Promise<Engine> {
  const { ask } = openBridge(process.env.SQL_PYTHON as string, 'spark.py')
  return {
    dialect: spark,
    types: TYPES,
    run: (text, values = []) => ask({ text: text.replace(/^DROP TABLE/, 'DROP VIEW'), values }),
    load: async (table, columns, rows) => {
      const names = Object.keys(columns)
      await ask({
        load: spark.id(table),
        types: TYPES,
        columns: names.map((name) => [name, columns[name], spark.id(name)]),
        rows: rows.map((row) => names.map((name) => row[name] ?? null)),
      })
    },
    close: async () => {},
  }
}
