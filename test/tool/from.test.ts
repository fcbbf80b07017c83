import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, makeFolder, type Outcome, squeezed } from '../support/command.js'
import { pgOf } from '../support/databases.js'

const folder = makeFolder()
afterAll(() => folder.remove())

const SECRET = 's3cr%2Ft:pw'
const PLACE = `postgres://analyst:${SECRET}@db.example:5432/shop?sslmode=disable`

/** Asks a database of which only the package is given. */
function ask(
  load: (name: string) => Promise<unknown>,
  ...args: readonly string[]
): Promise<Outcome> {
  return command(['report', ...args], { load })
}

const absent = async (name: string): Promise<never> => {
  throw Object.assign(new Error(`Cannot find package '${name}'`), { code: 'ERR_MODULE_NOT_FOUND' })
}

describe('a place that is not there', () => {
  it.each([
    ['postgres://h/db', 'pg'],
    ['postgresql://h/db', 'pg'],
    ['mysql://h/db', 'mysql2'],
    ['mariadb://h/db', 'mysql2'],
    ['duckdb:shop.duckdb', '@duckdb/node-api'],
  ])('names the package that %s needs, and the line that brings it', async (from, name) => {
    const { err, status } = await ask(absent, '--from', from, '--survey', 'answers')
    expect(err).toBe(
      `${from} needs the package ${name}, which is not installed here; this brings it: npx -p customer-metrics -p ${name} customer-metrics report …\n`,
    )
    expect(status).toBe(2)
  })

  it.each([
    [
      ['--from', 'oracle://h/db', '--survey', 'a'],
      '--from is no place that can be read; it begins',
    ],
    [['--from', 'shop.db', '--survey', 'a'], '--from is no place that can be read; it begins with'],
    [['--from', 'postgres://h/db'], '--from is given, and no table in it; name one with --survey'],
  ])('refuses %j', async (args, message) => {
    const { err, status } = await ask(absent, ...args)
    expect(err).toContain(message)
    expect(status).toBe(2)
  })

  it('hides no fault of a package behind the advice to install it', async () => {
    const broken = async (): Promise<never> => {
      throw new TypeError('broken')
    }
    await expect(ask(broken, '--from', PLACE, '--survey', 'a')).rejects.toThrow('broken')
  })
})

describe('a password', () => {
  /** A driver that repeats what it was given, as it is and decoded. */
  class Client {
    readonly #place: string
    constructor({ connectionString }: { connectionString: string }) {
      this.#place = connectionString
    }
    connect(): Promise<never> {
      const decoded = this.#place.replaceAll('%2F', '/')
      return Promise.reject(new Error(`${this.#place} or ${decoded} is refused`))
    }
    on(): void {}
  }
  it.each([
    ['in what a driver says', ['--from', PLACE, '--survey', 'a']],
    ['in one argument', [`--from=${PLACE}`, '--survey', 'a']],
    [
      'where it is asked for',
      ['--from', 'postgres://h/db?password=s3cr/t:pw&x=1', '--survey', 'a'],
    ],
    ['that is not encoded', ['--from', 'postgres://u:s3cr/t:pw@h/db', '--survey', 'a']],
    ['that is wrongly encoded', ['--from', 'postgres://u:s3cr%2@h/db', '--survey', 'a']],
    ['where a file should be', ['--survey', PLACE]],
    ['where a tally should be', [PLACE]],
  ])('is written nowhere, %s', async (_, args) => {
    const { out, err, status } = await ask(async () => ({ default: { Client } }), ...args)
    expect(out + err).not.toContain('s3cr')
    expect(err.length).toBeGreaterThan(20)
    expect(status).toBe(2)
  })

  it('is not asked for where there is none', async () => {
    const { err } = await ask(
      async () => ({ Client }),
      '--from',
      'postgres://h/db',
      '--survey',
      'a',
    )
    expect(err).toMatch(/^postgres:\/\/h\/db: /)
  })
})

describe('PostgreSQL', () => {
  let db: PGlite
  beforeAll(async () => {
    db = await PGlite.create()
  }, 600_000)
  afterAll(() => db.close())

  it('reads schemas, hostile names, days that never come and amounts that are no numbers', async () => {
    await db.exec(`CREATE SCHEMA "a""b";
      CREATE TABLE "a""b"."t; DROP" ("c""; --" TEXT, "begun at" DATE, "to" DATE, mrr NUMERIC);
      INSERT INTO "a""b"."t; DROP" VALUES ('x', '2024-01-05', 'infinity', 5), ('y', '2024-01-05',
        '2024-11-05', 5), ('z', '2024-01-05', NULL, 'NaN')`)
    const { out, err, status } = await ask(
      async () => pgOf(db),
      ...['--from', PLACE, '--subscriptions', 'a"b.t; DROP', '--columns', 'customer=c"; --'],
      ...['--columns', 'startedOn=begun at', '--as-of', '2024-12-31'],
    )
    expect(err).toContain('a"b.t; DROP: 1 row: column "mrr" is not an amount\n')
    expect(squeezed(out)).toContain('2024-11 50.0 % 9.5 % to 90.5 % 2 1 0 0 1')
    expect(status).toBe(1)
  })

  it('reads dates and amounts that are texts as a file’s, in pieces, and says how far it is', async () => {
    await db.exec(`DROP TABLE IF EXISTS t; CREATE TABLE t (customer TEXT, day TEXT, price TEXT);
      INSERT INTO t SELECT 'c' || i, '13/01/2024', '1.234,5' FROM generate_series(1, 10001) AS i;
      INSERT INTO t VALUES ('c1', '14/02/2024', 'x')`)
    const { out, err } = await command(
      ['report', '--from', PLACE, '--transactions', 't', '--columns', 'on=day'],
      { load: async () => pgOf(db), isWatched: true },
    )
    expect(out).toContain('t: 10001 rows, 1 bad ones left out; dates read as dd/mm/yyyy; ","')
    expect(err).toContain('reading t 99 %')
    expect(err).toContain('t, row 10002: column "price" is "x", not an amount such as 1.234,50')
  })

  it.each([
    ['subscriptions', 'customer TEXT, start DATE, "end" DATE'],
    ['tickets', 'created TIMESTAMPTZ, closed TIMESTAMPTZ'],
    ['tickets', 'created TEXT, closed TEXT'],
    ['subscriptions', 'customer TEXT, start TEXT, "end" TEXT'],
    ['survey', 'rating TEXT, question TEXT'],
  ])('has nothing to report of %s where a table (%s) is empty', async (kind, columns) => {
    await db.exec(`DROP TABLE IF EXISTS t; CREATE TABLE t (${columns})`)
    const { err, status } = await ask(async () => pgOf(db), '--from', PLACE, `--${kind}`, 't')
    expect(err).toBe('nothing to report on: no row could be read\n')
    expect(status).toBe(2)
  })

  it('finds one reading of texts without looking at all of them', async () => {
    await db.exec(`DROP TABLE IF EXISTS t; CREATE TABLE t (customer TEXT, date TEXT, total TEXT);
      INSERT INTO t SELECT 'c' || i, '2024-01-13', '1.50' FROM generate_series(1, 1200) AS i;
      INSERT INTO t VALUES ('c', NULL, '1')`)
    const { out, err } = await ask(async () => pgOf(db), '--from', PLACE, '--transactions', 't')
    expect(out).toContain('t: 1200 rows, 1 bad ones left out; customer from')
    expect(err).toContain('t, row 1201: column "date" is "", not a day')
  })

  it('counts answers without days, and reads amounts that are floating row by row', async () => {
    await db.exec(`DROP TABLE IF EXISTS t; CREATE TABLE t (rating SMALLINT);
      INSERT INTO t VALUES (10), (9), (0), (NULL);
      DROP TABLE IF EXISTS u; CREATE TABLE u (customer INT, start DATE, "end" DATE, price REAL);
      INSERT INTO u VALUES (1, '2024-01-05', NULL, 2.5);
      DROP TABLE IF EXISTS v; CREATE TABLE v (customer INT, start DATE, "end" DATE, price INT);
      INSERT INTO v VALUES (1, '2024-01-05', NULL, 2)`)
    const flags = ['--from', PLACE, '--question', 'nps', '--smallest-group', '1']
    const load = async (): Promise<object> => pgOf(db)
    const one = await ask(load, ...flags, '--survey', 't', '--subscriptions', 'u')
    expect(squeezed(one.out)).toContain('1 of 4 left it unanswered')
    expect(one.out).toContain('t: 4 rows; counted where they are; rating from "rating"')
    expect(one.out).toContain('u: 1 rows; customer from "customer"')
    const two = await ask(load, '--from', PLACE, '--subscriptions', 'v')
    expect(two.out).toContain('v: 1 rows; counted where they are; customer from "customer"')
  })

  it('counts answers with their days in the months of them, without reading the rows', async () => {
    await db.exec(`DROP TABLE IF EXISTS t; CREATE TABLE t (rating SMALLINT, answered_on DATE);
      INSERT INTO t SELECT 10, '2024-01-05' FROM generate_series(1, 6);
      INSERT INTO t SELECT 0, '2024-02-05' FROM generate_series(1, 7)`)
    const { out } = await ask(
      async () => pgOf(db),
      ...['--from', PLACE, '--question', 'nps', '--survey', 't'],
    )
    expect(out).toContain('t: 13 rows; counted where they are; rating from "rating"')
    const lines = squeezed(out)
    expect(lines.find((line) => line.startsWith('2024-01 100.0 '))).toMatch(/ 6$/)
    expect(lines.find((line) => line.startsWith('2024-02 (unfinished) -100.0 '))).toMatch(/ 7$/)
  })

  it('takes timestamps without a time zone for the clocks of --time-zone', async () => {
    await db.exec(`DROP TABLE IF EXISTS t;
      CREATE TABLE t (created TIMESTAMP, closed TIMESTAMP, first_reply TIMESTAMP);
      INSERT INTO t VALUES ('2024-03-31 01:30', '2024-03-31 03:30', NULL), ('2024-03-31 01:30', 'infinity', NULL)`)
    for (const [zone, hours] of [
      ['UTC', '2.0'],
      ['Europe/Berlin', '1.0'],
    ] as const) {
      const { out } = await ask(
        async () => pgOf(db),
        ...['--from', PLACE, '--tickets', 't', '--time-zone', zone],
      )
      expect(out.includes('counted where they are')).toBe(zone === 'UTC')
      expect(squeezed(out).join()).toContain(`,median ${hours} ${hours} to`)
    }
  })

  it('knows no lives of customers who come after the last day', async () => {
    await db.exec(`DROP TABLE IF EXISTS t; CREATE TABLE t (customer INT, start DATE, "end" DATE);
      INSERT INTO t VALUES (1, '2024-01-05', NULL)`)
    const { out, status } = await ask(
      async () => pgOf(db),
      ...['--from', PLACE, '--subscriptions', 't', '--as-of', '2023-12-31'],
    )
    expect(out).toContain('Not known: nothing started by 2023-12-31')
    expect(status).toBe(0)
  })

  it('takes planned subscriptions and tickets of tomorrow for what they are', async () => {
    await db.exec(`CREATE TABLE s (customer INT, start DATE, "end" DATE);
      INSERT INTO s VALUES (1, '2030-01-05', NULL), (2, '2030-02-05', '2030-03-05');
      DROP TABLE IF EXISTS t; CREATE TABLE t (created TIMESTAMPTZ, closed TIMESTAMPTZ, first_reply TIMESTAMPTZ);
      INSERT INTO t VALUES ('2030-01-05 10:00+00', NULL, NULL)`)
    const { out } = await ask(
      async () => pgOf(db),
      ...['--from', PLACE, '--subscriptions', 's', '--tickets', 't'],
    )
    expect(out).toContain('subscriptions: known up to 2030-03-05')
    expect(out).toContain('Not known: no ticket was opened in time')
  })
})

describe('MariaDB and MySQL', () => {
  /** A driver that answers what was written down. */
  function driver(version: string, zone: unknown, failure?: Error) {
    const asked: string[] = []
    const column = (name: string, columnType: number) => ({ name, columnType })
    const answer = (text: string): { rows: object[]; fields: object[] } => {
      asked.push(text)
      if (/VERSION/.test(text)) return { rows: [{ version }], fields: [] }
      if (/LIMIT 0/.test(text))
        return {
          rows: [],
          fields: [column('customer', 253), column('start', 7), column('end', 7)],
        }
      if (/CONVERT_TZ\('2025/.test(text)) return { rows: [{ moved: zone }], fields: [] }
      return { rows: [{ n: '1001' }], fields: [] }
    }
    const row = ['a', '2024-01-05 23:30:00.5Z', null] as const
    return {
      asked,
      createConnection: (options: { uri: string }) => ({
        on: (_: 'error', hear: () => void) => hear(),
        end: (hear: () => void) => hear(),
        query: (
          question: string | { sql: string },
          _: readonly unknown[],
          hear: (error: Error | null, rows: object[], fields: object[]) => void,
        ) => {
          if (typeof question === 'string') {
            const { rows, fields } = answer(question)
            hear(failure ?? null, rows, fields)
            return undefined
          }
          asked.push(options.uri, question.sql)
          return {
            stream: async function* () {
              for (let at = 0; at < 1001; at++) yield row
            },
          }
        },
      }),
    }
  }

  it('are read row by row where the server knows no time zones', async () => {
    const mariadb = driver('10.11.6-MariaDB', null)
    const { out, status } = await ask(
      async () => ({ default: mariadb }),
      ...['--from', 'mariadb://root@h/db', '--subscriptions', 't', '--time-zone', 'Europe/Berlin'],
    )
    expect(out).toContain('t: 1001 rows; customer from "customer"')
    expect(out).toContain('subscriptions: known up to 2024-01-06')
    expect(mariadb.asked).toContain('mysql://root@h/db')
    // The Z of a moment is only true of a session in UTC.
    const utc = mariadb.asked.indexOf("SET time_zone = '+00:00'")
    expect(utc).toBeGreaterThan(-1)
    expect(utc).toBeLessThan(mariadb.asked.findIndex((text) => text.includes("'Z'")))
    expect(mariadb.asked).toContain(
      "SELECT CAST(t.`customer` AS CHAR), CONCAT(CAST(t.`start` AS CHAR), 'Z'), CONCAT(CAST(t.`end` AS CHAR), 'Z') FROM `t` AS t",
    )
    expect(status).toBe(0)
  })

  it('are asked in their own dialects', async () => {
    for (const [version, collation] of [
      ['10.11.6-MariaDB', 'utf8mb4_nopad_bin'],
      ['8.4.0', 'utf8mb4_0900_bin'],
    ] as const) {
      const mysql = driver(version, '2025-01-01')
      await ask(async () => mysql, '--from', 'mysql://h/db', '--subscriptions', 't')
      expect(mysql.asked.join('\n')).toContain(`COLLATE ${collation}`)
    }
  })

  it('say themselves why they refuse', async () => {
    const mysql = driver('8.4.0', null, new Error('Access denied'))
    const { err, status } = await ask(
      async () => mysql,
      '--from',
      'mysql://u:pw@h/db',
      '--survey',
      't',
    )
    expect(err).toBe('mysql://h/db: Access denied\n')
    expect(status).toBe(2)
  })
})

describe('Parquet', () => {
  const write = async (statement: string): Promise<void> => {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await connection.run(statement)
    connection.closeSync()
    instance.closeSync()
  }
  const orders = `SELECT 'c' || (i % 40) AS customer, DATE '2024-01-01' + CAST(i % 300 AS INTEGER) AS "date",
    CAST(i % 97 AS DECIMAL(12, 2)) + 0.25 AS amount FROM range(500) AS r(i)`

  it('gives of a file and of a folder with folders in it what a file of CSV gives', async () => {
    const [file, tree, csv] = ['o.parquet', 'tree', 'o.csv'].map((name) => join(folder.path, name))
    await write(`COPY (${orders}) TO '${file}'`)
    await write(
      `COPY (SELECT *, year("date") * 100 + month("date") AS part FROM (${orders})) TO '${tree}' (FORMAT PARQUET, PARTITION_BY (part))`,
    )
    await write(`COPY (${orders}) TO '${csv}' (HEADER)`)
    const found = await Promise.all(
      [csv, file, tree].map(async (path) => {
        const { out } = await command(['report', '--json', '--transactions', path as string])
        return JSON.parse(out).sections
      }),
    )
    expect(found[0].length).toBeGreaterThan(3)
    expect(found[1]).toEqual(found[0])
    expect(found[2]).toEqual(found[0])
  })

  it('says what brings the package that reads it', async () => {
    const file = join(folder.path, 'p.parquet')
    await write(`COPY (${orders}) TO '${file}'`)
    const { err } = await ask(absent, '--transactions', file)
    expect(err).toContain(
      'Parquet needs the package @duckdb/node-api, which is not installed here; this brings it: npx -p customer-metrics -p @duckdb/node-api customer-metrics report …',
    )
  })

  it('is refused beside other tables in one folder, and where it is damaged', async () => {
    const mixed = makeFolder()
    mixed.write('a.csv', 'customer,date,amount\n')
    mixed.write('b.parquet', 'PAR1')
    const both = await command(['report', '--transactions', mixed.path])
    expect(both.err).toContain('the folder has Parquet, and a.csv beside it; name one of them')
    const cut = await command(['report', '--transactions', join(mixed.path, 'b.parquet')])
    mixed.remove()
    expect(cut.err).toMatch(/^Parquet: /)
    expect(cut.status).toBe(2)
  })
})
