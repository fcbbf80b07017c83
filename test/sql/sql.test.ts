import { readFileSync } from 'node:fs'
import { MetricError, tallyRatings, tallyWeightedRatings } from 'customer-metrics'
import {
  cohortTableSql,
  duckdb,
  latestAnswersSql,
  lifecycleSql,
  postgresql,
  readTallies,
  realizedClvSql,
  spark,
  sqlite,
  summarizeCustomersSql,
  tallyChurnByPeriodSql,
  tallyChurnSql,
  tallyContactsSql,
  tallyLivesSql,
  tallyRatingsSql,
  tallyRevenueSql,
  tallyTimesSql,
  tallyWeightedRatingsSql,
} from 'customer-metrics/sql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { later } from '../support/arbitraries.js'
import { type Engine, load, openEngines } from '../support/engines.js'
import { IDS, WORDS } from '../support/nastyRows.js'
import { PAGE_QUERIES } from '../support/pageQueries.js'

let engines: Engine[] = []

beforeAll(async () => {
  engines = await openEngines()
}, 120_000)

afterAll(async () => {
  for (const engine of engines) await engine.close()
})

const page = (name: string): string =>
  readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

describe('the pages', () => {
  it.each(PAGE_QUERIES)(
    '$page shows the statement that is printed for DuckDB',
    ({ page: name, query }) => {
      expect(page(name)).toContain(`\`\`\`sql\n${query(duckdb).literal}\n\`\`\``)
    },
  )

  it.skipIf(process.env.SQL_ENGINE)(
    'show statements that run on all three engines, over the tables of the page',
    async () => {
      const tables = /```sql\n(CREATE[\s\S]*?)```/.exec(page('sql.md'))?.[1] as string
      for (const { dialect, run } of engines) {
        for (const table of tables.trim().split(';\n')) await run(table.replace(/;$/, ''))
        for (const { query } of PAGE_QUERIES) {
          const { text, values, literal } = query(dialect)
          expect(await run(literal)).toEqual(await run(text, values))
        }
        for (const name of tables.matchAll(/TABLE (\w+)/g)) await run(`DROP TABLE ${name[1]}`)
      }
    },
  )
})

const NAMES = [
  'a"b',
  "a'b",
  'a`b',
  'sélect',
  '選択',
  'a b',
  'a;--',
  'SELECT',
  '$1',
  '?',
  ':n',
  'a\\',
  '{x}',
  '/*',
  '--',
]

describe('names and values change no statement', () => {
  it('names of tables, columns and groups may be anything', async () => {
    for (const engine of engines)
      for (const name of NAMES) {
        const table = `t ${name}`
        await load(
          engine,
          table,
          { [name]: 'integer', [`by ${name}`]: 'text' },
          WORDS.map((word, at) => ({ [name]: at, [`by ${name}`]: word })),
        )
        const query = tallyRatingsSql(
          { table, columns: { rating: name } },
          { by: [`by ${name}`], dialect: engine.dialect },
        )
        const groups = readTallies(query, await engine.run(query.text, query.values))
        expect(groups.map(({ by }) => by[`by ${name}`]).sort()).toEqual([...WORDS].sort())
        expect(readTallies(query, await engine.run(query.literal))).toEqual(groups)
        await engine.run(`DROP TABLE ${engine.dialect.id(table)}`)
      }
  })

  it('literals hold what they were given', async () => {
    for (const { dialect, run } of engines)
      for (const text of [...IDS, ...NAMES, "''", "\\'", '\n', 'a\u2028b']) {
        const [row] = (await run(`SELECT ${dialect.literal(text)} AS found`)) as { found: string }[]
        expect(row?.found).toBe(text)
      }
  })

  it('a query may end in a comment', async () => {
    for (const { dialect, run } of engines) {
      const query = tallyRatingsSql(
        { query: 'SELECT 9 AS r -- one', columns: { rating: 'r' } },
        { dialect },
      )
      expect(readTallies(query, await run(query.text))[0]?.result).toEqual({ 9: 1 })
    }
  })

  it('parts of a name are quoted one by one', () => {
    const { literal } = tallyRatingsSql(
      { table: 'a.b"c.d', columns: { rating: 'r' } },
      { dialect: duckdb },
    )
    expect(literal).toContain('FROM "a"."b""c"."d" AS t')
  })

  it('groups without a value are groups of their own', async () => {
    for (const engine of engines) {
      await load(
        engine,
        'groups',
        { plan: 'text', customer: 'text', day: 'day', rating: 'integer' },
        [
          { plan: null, customer: 'a', day: '2025-01-31', rating: 9 },
          { plan: null, customer: 'a', day: null, rating: 8 },
          { plan: 'pro', customer: 'a', day: '2025-02-01', rating: 7 },
        ],
      )
      const by = ['plan', { column: 'day', every: 'week', weekStartsOn: 'monday' }] as const
      const query = tallyRatingsSql(
        { table: 'groups', columns: { rating: 'rating' } },
        { by, dialect: engine.dialect },
      )
      expect(readTallies(query, await engine.run(query.text, query.values))).toEqual([
        { by: { plan: 'pro', day: '2025-01-27' }, result: { 7: 1 } },
        { by: { plan: null, day: '2025-01-27' }, result: { 9: 1 } },
        { by: { plan: null, day: null }, result: { 8: 1 } },
      ])
      const cohorts = cohortTableSql(
        {
          query: 'SELECT * FROM groups WHERE day IS NOT NULL',
          columns: { customer: 'customer', on: 'day' },
        },
        {
          every: 'month',
          asOf: '2025-02-28',
          measure: 'on',
          clock: 'calendar',
          cohort: 'any',
          by: ['plan'],
          dialect: engine.dialect,
        },
      )
      expect(
        readTallies(cohorts, await engine.run(cohorts.text, cohorts.values)).map(
          ({ by: group, result }) => [group.plan, result.map(({ retained }) => retained)],
        ),
      ).toEqual([
        ['pro', [[1]]],
        [
          null,
          [
            [1, 0],
            [0, null],
          ],
        ],
      ])
    }
  })
})

describe('rows that the function refuses', () => {
  it('are counted, and the result is refused', async () => {
    for (const engine of engines) {
      await load(
        engine,
        'wrong',
        {
          customer: 'text',
          s: 'day',
          e: 'day',
          amount: 'amount',
          rating: 'integer',
          weight: 'float',
        },
        [
          { customer: null, s: '2025-01-01', e: null, amount: '0.001', rating: null, weight: 0 },
          { customer: 'a', s: '2025-01-02', e: '2025-01-01', amount: '-1', rating: 5, weight: 1 },
        ],
      )
      const { dialect } = engine
      const columns = { customer: 'customer', startedOn: 's', endedOn: 'e' }
      const window = { from: '2025-01-01', to: '2025-02-01', dialect }
      const dated = { table: 'wrong', columns: { customer: 'customer', on: 's' } }
      const faulty = [
        tallyChurnSql({ table: 'wrong', columns }, window),
        tallyRevenueSql(
          { table: 'wrong', columns: { ...columns, amount: 'amount' } },
          { ...window, level: 'customer' },
        ),
        tallyLivesSql({ table: 'wrong', columns }, { asOf: '2025-01-01', unit: 'day', dialect }),
        tallyRatingsSql({ table: 'wrong', columns: { rating: 'rating' } }, { dialect }),
        tallyWeightedRatingsSql(
          { table: 'wrong', columns: { rating: 'rating', weight: 'weight' } },
          { dialect },
        ),
        lifecycleSql(dated, { every: 'month', asOf: '2025-01-01', dialect }),
        cohortTableSql(dated, {
          every: 'month',
          asOf: '2025-01-01',
          measure: 'on',
          clock: 'calendar',
          cohort: 'first',
          dialect,
        }),
        summarizeCustomersSql(
          { ...dated, columns: { ...dated.columns, amount: 'amount' } },
          { asOf: '2025-01-01', unit: 'day', dialect },
        ),
        summarizeCustomersSql(dated, { asOf: '2025-01-01', unit: 'day', dialect }),
        realizedClvSql(
          { table: 'wrong', columns: { customer: 'customer', on: 's', amount: 'amount' } },
          { asOf: '2025-02-01', horizon: { days: 3 }, dialect },
        ),
        latestAnswersSql(
          { table: 'wrong', columns: { customer: 'customer', rating: 'rating', answeredOn: 's' } },
          { asOf: '2025-02-01', dialect },
        ),
      ]
      for (const query of faulty) {
        const rows = await engine.run(query.text, query.values)
        expect(() => query.read(rows as object[]), query.columns.join()).toThrow(
          /^readTallies: faults is [12], not 0/,
        )
      }
    }
  })

  it('are returns and weights that need a word', async () => {
    for (const engine of engines) {
      const { dialect } = engine
      await load(engine, 'lives', { customer: 'text', s: 'day', e: 'day', weight: 'float' }, [
        { customer: 'a', s: '2025-01-01', e: '2025-01-05', weight: 1 },
        { customer: 'a', s: '2025-01-10', e: null, weight: 2 },
      ])
      const columns = { customer: 'customer', startedOn: 's', endedOn: 'e' }
      const options = { asOf: '2025-02-01', unit: 'day', dialect } as const
      for (const query of [
        tallyLivesSql({ table: 'lives', columns }, options),
        tallyLivesSql(
          { table: 'lives', columns: { ...columns, weight: 'weight' } },
          { ...options, returns: 'bridge' },
        ),
      ]) {
        const rows = await engine.run(query.text, query.values)
        expect(() => readTallies(query, rows)).toThrow('readTallies: faults is 1, not 0')
      }
    }
  })

  it('are subscriptions that are not one, and days that no period covers', async () => {
    const columns = {
      subscription: 'text',
      customer: 'text',
      s: 'day',
      e: 'day',
      amount: 'amount',
    } as const
    const first = {
      subscription: '1',
      customer: 'a',
      s: '2025-01-01',
      e: '2025-02-01',
      amount: '1',
    }
    const tables = {
      parts_of_one: [first, { ...first, s: '2025-02-01', e: null }],
      parts_of_two: [first, { ...first, customer: 'b', s: '2025-02-01', e: null }],
      parts_at_once: [first, { ...first, s: '2025-01-31', e: null }],
      parts_of_nobody: [first, { ...first, subscription: '2', customer: null }],
    }
    for (const engine of engines) {
      const { dialect } = engine
      for (const [table, rows] of Object.entries(tables)) {
        await load(engine, table, columns, rows)
        const source = {
          table,
          columns: {
            customer: 'customer',
            subscription: 'subscription',
            startedOn: 's',
            endedOn: 'e',
          },
        }
        const options = { ...january, level: 'subscription', dialect } as const
        const priced = { ...source, columns: { ...source.columns, amount: 'amount' } }
        for (const query of [tallyChurnSql(source, options), tallyRevenueSql(priced, options)]) {
          const read = async (): Promise<unknown> =>
            query.read(await engine.run(query.text, query.values))
          if (table === 'parts_of_one') await expect(read()).resolves.toHaveLength(1)
          else await expect(read()).rejects.toThrow('readTallies: faults is 1, not 0')
        }
      }
      const dated = { table: 'parts_of_one', columns: { customer: 'customer', on: 's' } }
      const boundaries = ['2025-01-15', '2025-02-15', '2025-03-15']
      for (const query of [
        lifecycleSql(dated, { boundaries, asOf: '2025-02-28', dialect }),
        cohortTableSql(dated, {
          boundaries,
          asOf: '2025-02-28',
          measure: 'on',
          clock: 'calendar',
          cohort: 'first',
          dialect,
        }),
      ]) {
        const rows = await engine.run(query.text, query.values)
        expect(() => query.read(rows)).toThrow('readTallies: faults is 1, not 0')
      }
    }
  })

  it('are amounts whose currency has no rate, or that are too large for one', async () => {
    const columns = {
      customer: 'text',
      s: 'day',
      e: 'day',
      amount: 'amount',
      currency: 'text',
    } as const
    const source = {
      table: 'abroad',
      columns: {
        customer: 'customer',
        startedOn: 's',
        endedOn: 'e',
        amount: 'amount',
        currency: 'currency',
      },
    }
    const row = { customer: 'a', s: '2025-01-01', e: null }
    const rates = {
      currency: 'EUR',
      opening: { USD: '0.9', CHF: '1.05' },
      closing: { USD: '0.8', JPY: '0.1' },
    }
    for (const engine of engines) {
      const { dialect } = engine
      if (!dialect.times) continue
      for (const [at, [amount, currency, s, faults]] of (
        [
          ['1', 'USD', '2025-01-01', 0],
          ['0', 'CHF', '2025-01-01', 0],
          ['1', 'CHF', '2025-01-01', 1],
          ['1', 'JPY', '2025-01-01', 1],
          ['1', null, '2025-01-01', 1],
          ['-1', 'USD', '2025-01-01', 1],
        ] as const
      ).entries()) {
        const table = `abroad_${at}`
        await load(engine, table, columns, [{ ...row, amount, currency, s }])
        const query = tallyRevenueSql(
          { ...source, table },
          { ...january, level: 'customer', rates, dialect },
        )
        const read = async (): Promise<unknown> =>
          query.read(await engine.run(query.text, query.values))
        if (faults === 0) await expect(read(), `${at}`).resolves.toHaveLength(1)
        else await expect(read(), `${at}`).rejects.toThrow('readTallies: faults is 1, not 0')
      }
    }
  })

  it('are amounts that SQLite would multiply in floating point', async () => {
    const engine = engines.find(({ dialect }) => dialect === sqlite)
    if (!engine) return
    await load(
      engine,
      'large',
      { customer: 'text', s: 'day', e: 'day', amount: 'amount', currency: 'text' },
      [{ customer: 'a', s: '2025-01-01', e: null, amount: '90071992547409', currency: 'USD' }],
    )
    const of = (USD: string): Promise<object[]> => {
      const { text, values } = tallyRevenueSql(
        {
          table: 'large',
          columns: {
            customer: 'customer',
            startedOn: 's',
            endedOn: 'e',
            amount: 'amount',
            currency: 'currency',
          },
        },
        {
          ...january,
          level: 'customer',
          rates: { currency: 'EUR', opening: { USD }, closing: { USD } },
          dialect: sqlite,
        },
      )
      return engine.run(text, values)
    }
    expect((await of('0.123')).map((row) => (row as { faults: number }).faults)).toContain(0)
    expect((await of('0.1234')).map((row) => (row as { faults: number }).faults)).toContain(1)
  })
})

const rating = { table: 'answers', columns: { rating: 'rating' } }
const spans = { customer: 'customer', startedOn: 's', endedOn: 'e' }
const january = { from: '2025-01-01', to: '2025-02-01' }
const tickets = { table: 'tickets', columns: { openedAt: 'o', resolvedAt: 'r' } }
const times = {
  asOf: '2025-01-01T00:00:00Z',
  measure: 'resolution',
  reopened: 'first',
  clock: 'calendar',
  unit: 'hour',
  dialect: duckdb,
} as const

/** Calls as a program without types makes them. */
const untyped =
  (call: (...args: never[]) => unknown, ...args: unknown[]) =>
  (): unknown =>
    call(...(args as never[]))

describe('what cannot be is refused', () => {
  it.each<[string, () => unknown]>([
    [
      'tallyRatingsSql: dialect is "oracle", not a dialect',
      untyped(tallyRatingsSql, rating, { dialect: 'oracle' }),
    ],
    ['tallyRatingsSql: dialect is undefined', untyped(tallyRatingsSql, rating, {})],
    [
      'tallyRatingsSql: source.columns.rating is undefined, not the name',
      untyped(tallyRatingsSql, { table: 'a', columns: {} }, { dialect: duckdb }),
    ],
    [
      'tallyRatingsSql: source.columns.rating is "", not a name',
      untyped(tallyRatingsSql, { table: 'a', columns: { rating: '' } }, { dialect: duckdb }),
    ],
    [
      'tallyRatingsSql: source.columns.extra is',
      untyped(
        tallyRatingsSql,
        { table: 'a', columns: { rating: 'r', extra: 'x' } },
        { dialect: duckdb },
      ),
    ],
    [
      'tallyRatingsSql: source.table is undefined',
      untyped(tallyRatingsSql, { columns: { rating: 'r' } }, { dialect: duckdb }),
    ],
    [
      'tallyRatingsSql: source.table is "a"',
      untyped(
        tallyRatingsSql,
        { table: 'a', query: 'b', columns: { rating: 'r' } },
        { dialect: duckdb },
      ),
    ],
    [
      'tallyRatingsSql: source.query is "SELECT 1;"',
      untyped(
        tallyRatingsSql,
        { query: 'SELECT 1;', columns: { rating: 'r' } },
        { dialect: duckdb },
      ),
    ],
    [
      'tallyRatingsSql: source.table is "a..b"'.slice(0, 32),
      untyped(tallyRatingsSql, { table: 'a..b', columns: { rating: 'r' } }, { dialect: duckdb }),
    ],
    [
      'tallyRatingsSql: unanswerd is',
      untyped(tallyRatingsSql, rating, { unanswerd: 'skip', dialect: duckdb }),
    ],
    [
      'tallyRatingsSql: by[0] is "rating", not a column that is no field',
      untyped(tallyRatingsSql, rating, { by: ['rating'], dialect: duckdb }),
    ],
    [
      'tallyRatingsSql: by[1] is "plan"',
      untyped(tallyRatingsSql, rating, { by: ['plan', 'plan'], dialect: duckdb }),
    ],
    [
      'tallyRatingsSql: by[0] is "answers", not a name that the result',
      untyped(tallyRatingsSql, rating, { by: ['answers'], dialect: duckdb }),
    ],
    [
      'tallyRatingsSql: by[0].every is "era"',
      untyped(tallyRatingsSql, rating, { by: [{ column: 'a', every: 'era' }], dialect: duckdb }),
    ],
    [
      'tallyChurnSql: timeZone is undefined, not an IANA time zone',
      untyped(
        tallyChurnSql,
        { table: 'a', columns: { ...spans, startedOn: { column: 's', is: 'instant' } } },
        { ...january, dialect: duckdb },
      ),
    ],
    [
      'tallyChurnSql: timeZone is "Asia/Tokyo", not UTC',
      untyped(
        tallyChurnSql,
        { table: 'a', columns: { ...spans, startedOn: { column: 's', is: 'utc' } } },
        { ...january, timeZone: 'Asia/Tokyo', dialect: sqlite },
      ),
    ],
    [
      'tallyChurnSql: timeZone is "\'; DROP"',
      untyped(
        tallyChurnSql,
        { table: 'a', columns: spans },
        { ...january, timeZone: "'; DROP", dialect: duckdb },
      ),
    ],
    [
      'tallyChurnSql: source.columns.endedOn.is is "float"',
      untyped(
        tallyChurnSql,
        { table: 'a', columns: { ...spans, endedOn: { column: 'e', is: 'float' } } },
        { ...january, dialect: duckdb },
      ),
    ],
    [
      'tallyChurnByPeriodSql: every is undefined',
      untyped(
        tallyChurnByPeriodSql,
        { table: 'a', columns: spans },
        { ...january, dialect: duckdb },
      ),
    ],
    [
      'tallyChurnSql: source.columns.subscription is undefined',
      untyped(
        tallyChurnSql,
        { table: 'a', columns: spans },
        { ...january, level: 'subscription', dialect: duckdb },
      ),
    ],
    ...(
      [
        ['level is "account", not one of customer', { level: 'account' }],
        ['facts is an object, not one of', { facts: { to: 'known' } }],
        ['knownOn is "2025-01-01", not one of', { knownOn: '2025-01-01' }],
      ] as const
    ).map(([message, more]): [string, () => unknown] => [
      `tallyChurnSql: ${message}`,
      untyped(
        tallyChurnSql,
        { table: 'a', columns: spans },
        { ...january, ...more, dialect: duckdb },
      ),
    ]),
    ...(
      [
        ['source.columns.currency is undefined', {}, duckdb, false],
        ['rates is an object, not absent, as Spark SQL is not known to multiply', {}, spark],
        ['rates is "EUR"', 'EUR'],
        ['rates.curency is "EUR"', { curency: 'EUR' }],
        ['rates.currency is ""', { currency: '' }],
        [
          'rates.opening.EUR is "1", not absent, as revenue is reported in EUR',
          { opening: { EUR: '1' } },
        ],
        ['rates.opening.USD is "0.0", not a rate above 0', { opening: { USD: '0.0' } }],
        ['rates.closing.USD is 1e-7, not a rate above 0', { closing: { USD: 1e-7 } }],
        ['rates.closing.USD is "1.1234567890123456"', { closing: { USD: '1.1234567890123456' } }],
        [
          'rates is an object, not rates of at most 18 digits',
          { opening: { USD: '123456' }, closing: { USD: '0.1234567890123' } },
        ],
      ] as const
    ).map(([message, rates, dialect = duckdb, isNamed = true]): [string, () => unknown] => [
      `tallyRevenueSql: ${message}`,
      untyped(
        tallyRevenueSql,
        {
          table: 'a',
          columns: { ...spans, amount: 'a', ...(isNamed && { currency: 'c' }) },
        },
        {
          ...january,
          level: 'customer',
          rates:
            typeof rates === 'string'
              ? rates
              : { currency: 'EUR', opening: {}, closing: {}, ...rates },
          dialect,
        },
      ),
    ]),
    [
      'tallyRevenueSql: source.columns.subscription is undefined',
      untyped(
        tallyRevenueSql,
        { table: 'a', columns: { ...spans, amount: 'a' } },
        { ...january, level: 'subscription', dialect: duckdb },
      ),
    ],
    [
      'tallyRevenueSql: source.columns.amount.decimals is 16',
      untyped(
        tallyRevenueSql,
        { table: 'a', columns: { ...spans, amount: { column: 'a', decimals: 16 } } },
        { ...january, level: 'customer', dialect: duckdb },
      ),
    ],
    [
      "tallyTimesSql: clock is an object, not 'calendar'",
      untyped(tallyTimesSql, tickets, { ...times, clock: { week: {} } }),
    ],
    [
      'tallyTimesSql: reopened is "last", not \'first\'',
      untyped(tallyTimesSql, tickets, { ...times, reopened: 'last' }),
    ],
    [
      'tallyTimesSql: source.columns.firstReplyAt is undefined',
      untyped(tallyTimesSql, tickets, { ...times, measure: 'first-reply' }),
    ],
    [
      'tallyContactsSql: customers is 5, not a function',
      untyped(
        tallyContactsSql,
        { table: 'a', columns: { customer: 'c', openedAt: 'o' } },
        { ...january, customers: 5, by: ['plan'], timeZone: 'UTC', dialect: duckdb },
      ),
    ],
    [
      'latestAnswersSql: from is "2025-03-01"',
      untyped(
        latestAnswersSql,
        { table: 'a', columns: { customer: 'c', rating: 'r', answeredOn: 'd' } },
        { asOf: '2025-02-01', from: '2025-03-01', dialect: duckdb },
      ),
    ],
    [
      'tallyLivesSql: knownFrom is "2025-03-01"',
      untyped(
        tallyLivesSql,
        { table: 'a', columns: spans },
        { asOf: '2025-02-01', unit: 'day', knownFrom: '2025-03-01', dialect: duckdb },
      ),
    ],
    ...(
      [
        [cohortTableSql, { measure: 'on', clock: 'calendar', cohort: 'first' }],
        [lifecycleSql, {}],
      ] as const
    ).map(([twin, more]): [string, () => unknown] => [
      `${twin.name}: from is undefined, not a day, as a statement lists the periods of this calendar`,
      untyped(
        twin,
        { table: 'a', columns: { customer: 'c', on: 'd' } },
        { ...more, every: 'year', calendar: 'iso-week', asOf: '2025-06-30', dialect: duckdb },
      ),
    ]),
    [
      'cohortTableSql: clock is "elapsed", not \'calendar\': cohortTable counts these periods',
      untyped(
        cohortTableSql,
        { table: 'a', columns: { customer: 'c', on: 'd' } },
        {
          measure: 'on',
          clock: 'elapsed',
          cohort: 'first',
          every: 'month',
          calendar: 'persian',
          asOf: '2025-06-30',
          dialect: duckdb,
        },
      ),
    ],
    [
      'tallyChurnByPeriodSql: boundaries is 10001, not at most 10000 periods: their first days are listed',
      untyped(
        tallyChurnByPeriodSql,
        { table: 'a', columns: spans },
        {
          boundaries: Array.from({ length: 10_002 }, (_, day) => later('2000-01-01', day)),
          from: '2000-01-01',
          to: later('2000-01-01', 10_001),
          dialect: duckdb,
        },
      ),
    ],
    [
      'tallyChurnByPeriodSql: rolling is 401',
      untyped(
        tallyChurnByPeriodSql,
        { table: 'a', columns: spans },
        { ...january, every: 'day', rolling: 401, dialect: duckdb },
      ),
    ],
    [
      'realizedClvSql: horizon is an object, not of at most 10000 days beside months',
      untyped(
        realizedClvSql,
        { table: 'a', columns: { customer: 'c', on: 'd', amount: 'm' } },
        { horizon: { months: 1, days: 10_001 }, asOf: '2024-12-31', dialect: duckdb },
      ),
    ],
    [
      'cohortTableSql: average is',
      untyped(
        cohortTableSql,
        { table: 'a', columns: { customer: 'c', on: 'd' } },
        { average: 'pooled', dialect: duckdb },
      ),
    ],
  ])('%s', (message, call) => {
    expect(call).toThrow(MetricError)
    expect(call).toThrow(message)
  })

  it('is read from a stream as from a list, and a wrong row rejects and closes the stream', async () => {
    const statement = summarizeCustomersSql(
      { table: 'orders', columns: { customer: 'c', on: 'd' } },
      { asOf: '2024-02-29', unit: 'month', by: ['plan'], dialect: duckdb },
    )
    const day = (text: string): number => Date.parse(text) / 86_400_000
    const rows = (['pro', 'free'] as const).flatMap((plan) =>
      [29, 30, 31].map((at) => ({
        ...{ plan, frequency: 0, spent: '0', faults: 0 },
        ...{ first: day(`2024-01-${at}`), last: day(`2024-01-${at}`), customers: BigInt(at) },
      })),
    )
    let open = 0
    async function* stream(all: readonly object[]): AsyncGenerator<object> {
      open++
      try {
        yield* all
      } finally {
        open--
      }
    }
    const groups = readTallies(statement, rows)
    // All three days are a month before the end of February.
    expect(groups.map(({ by, result }) => [by.plan, result])).toEqual([
      ['free', [{ frequency: 0, recency: 0, age: 1, customers: 90 }]],
      ['pro', [{ frequency: 0, recency: 0, age: 1, customers: 90 }]],
    ])
    expect(await readTallies(statement, stream(rows))).toEqual(groups)
    expect(readTallies(statement, new Set(rows))).toEqual(groups)
    const wrong = readTallies(statement, stream([...rows, { ...rows[0], customers: -1 }, ...rows]))
    await expect(wrong).rejects.toThrow('readTallies: rows.customers is -1')
    expect(open).toBe(0)
  })

  it('is read from a cursor that gives every row in the same object', () => {
    const query = tallyRatingsSql(
      { table: 'a', columns: { rating: 'r' } },
      { by: ['plan'], dialect: duckdb },
    )
    const rows = [
      { plan: 'free', rating: 3, answers: 1, faults: 0 },
      { plan: 'pro', rating: 9, answers: 2, faults: 0 },
    ]
    function* cursor(): Generator<object> {
      const row = {}
      for (const each of rows) yield Object.assign(row, each)
    }
    expect(readTallies(query, cursor())).toEqual(readTallies(query, rows))
    expect(readTallies(query, cursor()).map(({ result }) => result)).toEqual([{ 3: 1 }, { 9: 2 }])
  })

  it('takes floating numbers as text, which some drivers give, and no empty text', () => {
    const weighted = tallyWeightedRatingsSql(
      { table: 'a', columns: { rating: 'r', weight: 'w' } },
      { dialect: duckdb },
    )
    const of = (weight: string): object => ({ rating: 9, weight, answers: 2, faults: 0 })
    const [group] = readTallies(weighted, [of('0.5')] as never)
    expect(group?.result).toEqual(
      tallyWeightedRatings([
        { rating: 9, weight: 0.5 },
        { rating: 9, weight: 0.5 },
      ]),
    )
    expect(() => readTallies(weighted, [of('')] as never)).toThrow('weight is "", not a number')
  })

  it('takes no amount that the function would round by its rate', () => {
    const rates = { currency: 'EUR', opening: { USD: '0.123' }, closing: { USD: '0.1' } }
    const { read } = tallyRevenueSql(
      { table: 'a', columns: { ...spans, amount: 'a', currency: 'c' } },
      { ...january, level: 'customer', rates, dialect: duckdb },
    )
    const none = {
      ...{ part: 0, period: 0, new: '0', expansion: '0', contraction: '0', churned: '0' },
      ...{ reactivation: '0', reactivationWithinMonth: '0', reactivationWithin90Days: '0' },
      ...{ currency: 'USD', faults: 0 },
    }
    const long = '0.1234567890123456789012345678'
    const [all] = read([{ ...none, opening: '1000' }])
    expect(all?.result.opening).toBe('1')
    expect(() => read([{ ...none, opening: long }])).toThrow(
      'readTallies: rows.opening is "0.1234567890123456789012345678", not an amount with at most 27 decimals, as its rate has 3',
    )
  })

  const query = tallyRatingsSql(rating, { by: ['plan'], dialect: postgresql })
  const good = { plan: 'pro', rating: 9, answers: '3', faults: 0 }
  it.each<[string, () => unknown]>([
    ['readTallies: query is undefined', untyped(readTallies, undefined, [])],
    ['readTallies: query is an object, not a query', untyped(readTallies, {}, [])],
    ['readTallies: rows is undefined', untyped(readTallies, query, undefined)],
    [
      'readTallies: rows[0].answers is undefined, not a column of this statement',
      untyped(readTallies, query, [{ plan: 'pro', rating: 9 }]),
    ],
    [
      'readTallies: rows[0].plan is Date 1970-01-01T00:00:00.000Z, not text',
      untyped(readTallies, query, [{ ...good, plan: new Date(0) }]),
    ],
    [
      'readTallies: rows.answers is "many", not a whole number',
      untyped(readTallies, query, [{ ...good, answers: 'many' }]),
    ],
    [
      'readTallies: rows.answers is -1, not a count',
      untyped(readTallies, query, [{ ...good, answers: -1n }]),
    ],
    [
      'readTallies: rows.answers is 9007199254740992',
      untyped(readTallies, query, [{ ...good, answers: 2n ** 53n }]),
    ],
    ['readTallies: faults is 2', untyped(readTallies, query, [{ ...good, faults: 2 }])],
    [
      'readTallies: rows is empty',
      () => readTallies(tallyRatingsSql(rating, { dialect: duckdb }), []),
    ],
  ])('%s', (message, call) => {
    expect(call).toThrow(MetricError)
    expect(call).toThrow(message)
  })

  it('takes no row of a period that the statement does not have', () => {
    const source = { table: 'a', columns: spans }
    const { read, columns } = tallyChurnByPeriodSql(source, {
      ...january,
      every: 'month',
      rolling: 2,
      dialect: duckdb,
    })
    const row = Object.fromEntries(columns.map((name) => [name, 0]))
    expect(read([{ ...row, part: 0, opening: 3 }])[0]?.result[0]?.opening).toBe(3)
    for (const [part, period] of [
      [1, 1],
      [3, 2],
    ])
      expect(() => read([{ ...row, part, period }])).toThrow(
        `readTallies: rows.period is ${period}, not a number below ${period}, as this statement has it`,
      )
  })

  it('groups may be numbers that only fit a bigint', () => {
    const rows = [
      { ...good, plan: 2n ** 60n },
      { ...good, plan: 7n },
      { ...good, plan: true },
    ]
    expect(readTallies(query, rows).map(({ by }) => by.plan)).toEqual([
      '1152921504606846976',
      7,
      true,
    ])
    expect(readTallies(query, rows)[0]?.result).toEqual(tallyRatings([9, 9, 9]))
  })
})
