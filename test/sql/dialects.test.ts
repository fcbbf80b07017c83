import { readFileSync } from 'node:fs'
import { type Dialect, transpile } from '@polyglot-sql/sdk'
import {
  type SqlDialect,
  type SqlQuery,
  tallyChurnByPeriodSql,
  tallyLivesSql,
  tallyRevenueSql,
  tallyTimesSql,
} from 'customer-metrics/sql'
import { describe, expect, it } from 'vitest'
import { PAGE_QUERIES } from '../support/pageQueries.js'
import { DIALECT_TABLE } from '../support/servers/dialectTable.js'

/** What the transpiler calls the language of a dialect. */
const LANGUAGES: Readonly<Record<string, string>> = {
  mariadb: 'mysql',
  spark: 'databricks',
}

const subscriptions = {
  table: 'billing.subscriptions',
  columns: {
    customer: 'account',
    startedOn: { column: 'started_at', is: 'instant' },
    endedOn: { column: 'ended_at', is: 'utc' },
  },
} as const

/** Statements in which every part of a dialect has a place. */
const queries: readonly ((dialect: SqlDialect) => SqlQuery<unknown>)[] = [
  ...PAGE_QUERIES.map(({ query }) => query),
  (dialect) =>
    tallyChurnByPeriodSql(subscriptions, {
      from: '1969-11-01',
      to: '2025-03-01',
      every: 'quarter',
      by: ['plan', { column: 'signed_on', every: 'month' }],
      timeZone: dialect.timeZones === 'utc' ? 'UTC' : 'Europe/Berlin',
      dialect,
    }),
  (dialect) =>
    tallyLivesSql(
      { table: 'lives', columns: { customer: 'c', startedOn: 's', endedOn: 'e' } },
      { asOf: '2025-04-30', unit: 'quarter', returns: 'bridge', dialect },
    ),
  (dialect) =>
    tallyRevenueSql(
      {
        table: 'prices',
        columns: {
          customer: 'c',
          subscription: 'n',
          startedOn: 's',
          endedOn: 'e',
          amount: { column: 'a', is: 'float', decimals: 3 },
        },
      },
      { from: '2025-01-01', to: '2025-02-01', level: 'subscription', dialect },
    ),
  (dialect) =>
    tallyTimesSql(
      { table: 'tickets', columns: { openedAt: 'o', resolvedAt: { column: 'r', is: 'utc' } } },
      {
        asOf: '2025-01-01T00:00:00Z',
        unit: 'hour',
        clock: 'calendar',
        measure: 'resolution',
        reopened: 'first',
        dialect,
      },
    ),
]

describe.each(DIALECT_TABLE)('statements for $engine', ({ exported, dialect, status }) => {
  const language = LANGUAGES[exported] ?? exported

  // Engines that are executed say it themselves.
  it.skipIf(status === 'executed')('are of its language, as another program reads it', () => {
    for (const query of queries) {
      const { literal } = query(dialect)
      const { success, error } = transpile(literal, language as Dialect, language as Dialect)
      expect(success, `${error}\n${literal}`).toBe(true)
    }
  })

  it('have a place for each value, and none where values are written in', () => {
    for (const query of queries) {
      const { text, values, literal } = query(dialect)
      const holes = values.map((value, at) =>
        dialect.param(at + 1, typeof value === 'number' ? 'integer' : 'text'),
      )
      for (const hole of holes) {
        expect(text).toContain(hole)
        expect(literal).not.toContain(hole)
      }
    }
  })

  it('quote names and texts whose signs would end them', () => {
    for (const hostile of ['a"b', 'a`b', "a'b", 'a\\b', "\\' OR 1=1 --", 'ü 日本']) {
      const { success, sql, error } = transpile(
        `SELECT ${dialect.literal(hostile)} AS ${dialect.id('x')} FROM ${dialect.id(hostile)}`,
        language as Dialect,
        'duckdb' as Dialect,
      )
      expect(success, `${error} ${hostile}`).toBe(true)
      const read = (sql as string[]).join(';')
      // Where a backslash escapes, it is written by its code.
      if (!hostile.includes('\\')) expect(read).toContain(`'${hostile.replaceAll("'", "''")}'`)
      expect(read.match(/FROM/g)).toHaveLength(1)
    }
  })
})

describe('the table of engines on the page', () => {
  const page = readFileSync('docs/sql.md', 'utf8')
  const rows = (/^## Engines\n\n((?:\|.*\n)+)/m.exec(page)?.[1] ?? '')
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.split(/\s*\|\s*/).slice(1, -1))

  it('has the engines that npm run engines prints, in its order, each with its status', () => {
    expect(
      rows.map(([engine, dialect, how]) => [
        engine?.replace(/ [\d.]+$/, ''),
        dialect,
        /^(executed|in translation|syntax only)/.exec(how ?? '')?.[1],
      ]),
    ).toEqual(
      DIALECT_TABLE.map(({ engine, exported, status }) => [engine, `\`${exported}\``, status]),
    )
  })

  it('has their placeholders and time zones', () => {
    expect(rows.map(([, , , placeholder, zones]) => [placeholder, zones])).toEqual(
      DIALECT_TABLE.map(({ dialect }) => [
        `\`${dialect.param(1, 'integer').replace(/^CAST\((.*) AS \w+\)$/, '$1')}\``,
        dialect.timeZones === 'any' ? 'all' : 'UTC alone',
      ]),
    )
  })

  it('has the versions that are installed for it', () => {
    const versionOf = (engine: string): string | undefined =>
      rows
        .map(([name]) => name)
        .find((name) => name?.startsWith(`${engine} `))
        ?.split(' ')
        .at(-1)
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
    const python = readFileSync('test/support/servers/start/spark.ts', 'utf8')
    expect(devDependencies['@duckdb/node-api']).toMatch(new RegExp(`^${versionOf('DuckDB')}\\.`))
    expect(python).toContain(`pyspark==${versionOf('Spark SQL')}.`)
  })
})
