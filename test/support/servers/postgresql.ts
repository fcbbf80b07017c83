import { postgresql } from 'customer-metrics/sql'
import pg from 'pg'
import { columnsOf, type Engine, fill } from '../engines.js'

const TYPES: Engine['types'] = {
  text: 'TEXT',
  day: 'DATE',
  integer: 'INTEGER',
  float: 'DOUBLE PRECISION',
  instant: 'TIMESTAMPTZ',
  utc: 'TIMESTAMP',
  amount: 'NUMERIC',
}

async function connect(database: string): Promise<Engine> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(process.env.SQL_PORT),
    user: 'postgres',
    database,
  })
  await client.connect()
  return {
    dialect: postgresql,
    types: TYPES,
    run: async (text, values = []) => (await client.query(text, [...values])).rows as object[],
    close: () => client.end(),
  }
}

/** The server that `npm run engines` has started: each table is one of two shards, divided by a column. */
export async function openPostgresql(): Promise<Engine> {
  const shards = await Promise.all([connect('shard_0'), connect('shard_1')])
  const engine = await connect('cases')
  return {
    ...engine,
    load: async (table, columns, rows) => {
      const name = postgresql.id(table)
      const spec = columnsOf(engine, columns)
      const by = postgresql.id(Object.keys(columns)[0] as string)
      await engine.run(`DROP TABLE IF EXISTS ${name}`)
      await engine.run(`CREATE TABLE ${name} (${spec}) PARTITION BY HASH (${by})`)
      for (const [number, shard] of shards.entries()) {
        await shard.run(`DROP TABLE IF EXISTS ${name}`)
        await shard.run(`CREATE TABLE ${name} (${spec})`)
        await engine.run(`CREATE FOREIGN TABLE ${postgresql.id(`${table} of ${number}`)}
          PARTITION OF ${name} FOR VALUES WITH (MODULUS 2, REMAINDER ${number})
          SERVER shard_${number} OPTIONS (table_name ${postgresql.literal(table)})`)
      }
      await fill(engine, table, columns, rows)
    },
  }
}
