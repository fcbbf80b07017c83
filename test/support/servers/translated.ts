import { type Dialect, transpile } from '@polyglot-sql/sdk'
import { bigquery, redshift, type SqlDialect, snowflake, trino } from 'customer-metrics/sql'
import { type Engine, load, openDuckdb } from '../engines.js'

const DIALECTS: Readonly<Record<string, SqlDialect>> = { bigquery, redshift, snowflake, trino }

/** What the translation leaves as it is: what the documentation of the engine says of it. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  bigquery: [
    'CREATE TYPE BIGNUMERIC AS DECIMAL(38, 10)',
    "CREATE MACRO DATE_FROM_UNIX_DATE(n) AS (DATE '1970-01-01' + CAST(n AS INTEGER))",
  ],
  trino: [
    'CREATE MACRO AT_TIMEZONE(moment, zone) AS (moment AT TIME ZONE zone)',
    'CREATE MACRO WITH_TIMEZONE(clocks, zone) AS (clocks AT TIME ZONE zone)',
  ],
}

/** DuckDB, asked in the language of an engine that is not here. */
export async function openTranslated(name: string): Promise<Engine> {
  const engine = await openDuckdb()
  await engine.run("SET TimeZone = 'UTC'")
  for (const own of OWN[name] ?? []) await engine.run(own)
  // Types are unknown to the translation, and whole numbers divide to whole numbers there.
  if (name === 'redshift' || name === 'trino') await engine.run('SET integer_division = true')
  return {
    ...engine,
    dialect: DIALECTS[name] as SqlDialect,
    load: async (table, columns, rows) => {
      await engine.run(`DROP TABLE IF EXISTS ${engine.dialect.id(table)}`)
      await load(engine, table, columns, rows)
    },
    run: (text, values = []) => {
      const { marked, ordered } = inOrder(text, values)
      const { success, sql, error } = transpile(marked, name as Dialect, 'duckdb' as Dialect)
      if (!success) throw new Error(`${error}: ${text}`)
      return engine.run((sql as string[]).join(';'), ordered)
    },
  }
}

/** Values by name become values in order: the translation takes the sign before a name for another. */
function inOrder(
  text: string,
  values: readonly (string | number)[],
): { readonly marked: string; readonly ordered: readonly (string | number)[] } {
  const ordered: (string | number)[] = []
  const marked = text.replace(/CAST\(@p(\d+) AS/g, (_, place: string) => {
    ordered.push(values[Number(place) - 1] as string | number)
    return 'CAST(? AS'
  })
  return { marked, ordered: ordered.length > 0 ? ordered : values }
}
