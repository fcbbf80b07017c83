import type { Engine } from '../engines.js'
import { openClickhouse } from './clickhouse.js'
import { openMariadb } from './mariadb.js'
import { openPostgresql } from './postgresql.js'
import { openSpark } from './spark.js'
import { openTranslated } from './translated.js'

const OPENERS: Readonly<Record<string, () => Promise<Engine>>> = {
  postgresql: openPostgresql,
  mariadb: openMariadb,
  clickhouse: openClickhouse,
  spark: openSpark,
  bigquery: () => openTranslated('bigquery'),
  snowflake: () => openTranslated('snowflake'),
  redshift: () => openTranslated('redshift'),
  trino: () => openTranslated('trino'),
}

let opened: Promise<Engine> | undefined

/**
 * The engine of `SQL_ENGINE`, which `npm run engines` has started. All files of tests share it, as some
 * need longer to start than to answer; it ends with the process.
 */
export async function openAsked(): Promise<Engine | undefined> {
  const name = process.env.SQL_ENGINE
  if (name === undefined) return undefined
  opened ??= (OPENERS[name] as () => Promise<Engine>)()
  return { ...(await opened), close: async () => {} }
}
