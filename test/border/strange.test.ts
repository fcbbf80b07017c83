import * as charts from 'customer-metrics/charts'
import * as schemas from 'customer-metrics/schemas'
import * as sql from 'customer-metrics/sql'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { junk } from '../support/arbitraries.js'
import { command, type Folder, makeFolder } from '../support/command.js'
import { type ChartCall, picturesOfPage } from '../support/pictures.js'
import { type Callable, places, withAt } from '../support/places.js'
import { samples } from '../support/samples/index.js'
import { expectPrintable, expectShown, STRANGE, withKey } from '../support/strange.js'

/** Puts strange words, and symbols called so, into one place or one key of good arguments. */
function expectPrintableEverywhere(call: Callable, good: readonly unknown[]): void {
  const place = fc.constantFrom(...places(good))
  fc.assert(
    fc.property(place, fc.constantFrom(...STRANGE), fc.boolean(), (at, put, isKey) => {
      expectPrintable(call, (isKey ? withKey : withAt)(good, at, put) as unknown[])
      expectPrintable(call, withAt(good, at, Symbol(put)) as unknown[])
    }),
    { numRuns: 60 },
  )
}

/** Whatever JSON can hold of a specification: no `undefined`, no `NaN` that becomes `null`. */
function isSpecification(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return value !== undefined
  return Object.values(value).every(isSpecification)
}

describe('a chart of strange words', () => {
  let calls: readonly ChartCall[] = []
  beforeAll(async () => {
    calls = (await picturesOfPage('.')).flatMap((picture) => picture.calls)
  }, 120_000)

  it.each(Object.keys(charts).filter((name) => name.endsWith('Chart')))('%s', (name) => {
    const { args } = calls.filter((each) => each.name === name).at(-1) as ChartCall
    const make = (charts as unknown as Record<string, Callable>)[name] as Callable
    const good = JSON.parse(JSON.stringify([args[0], args[1] ?? { title: 'A title', width: 400 }]))
    expectPrintableEverywhere(make, good)
    fc.assert(
      fc.property(fc.constantFrom(...places(good)), junk, (at, put) => {
        let made: unknown = null
        try {
          made = make(...(withAt(good, at, put) as unknown[]))
        } catch (error) {
          expect(error).toMatchObject({ name: 'MetricError', metric: name })
        }
        expect(isSpecification(made)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

const window = { from: '2025-01-01', to: '2025-02-01' }
const on = { customer: 'c', on: 'd' }
const span = { customer: 'c', startedOn: 's', endedOn: 'e' }

/** A call of each function that writes a statement. */
const statements: Readonly<Record<string, readonly [source: object, options: object]>> = {
  cohortTableSql: [
    { table: 't', columns: on },
    { every: 'month', asOf: '2025-06-30', measure: 'on', clock: 'calendar', cohort: 'first' },
  ],
  costByChannelSql: [
    {
      table: 't',
      columns: {
        channel: 'c',
        acquisitionSpend: 'a',
        acquired: 'n',
        retentionSpend: 'r',
        retained: 'k',
      },
    },
    {},
  ],
  latestAnswersSql: [
    { table: 't', columns: { customer: 'c', rating: 'r', answeredOn: 'a', sequence: 'i' } },
    { asOf: '2025-06-30', unanswered: 'skip' },
  ],
  lifecycleSql: [
    { table: 't', columns: on },
    { every: 'month', asOf: '2025-06-30' },
  ],
  realizedClvSql: [
    { table: 't', columns: { ...on, amount: 'a' } },
    { horizon: { months: 6 }, asOf: '2024-12-31', margin: 0.4 },
  ],
  summarizeCustomersSql: [
    { table: 't', columns: on },
    { asOf: '2025-06-30', unit: 'week' },
  ],
  summarizePurchasesSql: [
    { table: 't', columns: { ...on, amount: 'a' } },
    { asOf: '2025-06-30', purchase: 'day', refunds: 'ignore' },
  ],
  tallyChurnByPeriodSql: [
    { table: 't', columns: span },
    { ...window, every: 'month', by: ['plan', { column: 'x', every: 'month' }] },
  ],
  tallyChurnSql: [{ query: 'SELECT 1', columns: { ...span, reason: 'r' } }, window],
  tallyContactsSql: [
    { table: 't', columns: { customer: 'c', at: 'a', reason: 'r' } },
    { ...window, within: { days: 7 }, timeZone: 'UTC' },
  ],
  tallyLivesSql: [
    { table: 't', columns: span },
    { asOf: '2025-06-30', unit: 'week', returns: 'ignore' },
  ],
  tallyRatingsSql: [
    { table: 't', columns: { rating: 'r' } },
    { by: ['plan'], unanswered: 'skip' },
  ],
  tallyRenewalsSql: [
    { table: 't', columns: { customer: 'c', expiresOn: 'e', renewed: 'r' } },
    { ...window, asOf: '2025-03-01' },
  ],
  tallyRevenueByPeriodSql: [
    { table: 't', columns: { ...span, amount: { column: 'a', is: 'float', decimals: 2 } } },
    { ...window, every: 'month', level: 'customer' },
  ],
  tallyRevenueSql: [
    { table: 't', columns: { ...span, amount: 'a' } },
    { ...window, level: 'customer' },
  ],
  tallySegmentMovesSql: [
    {
      before: { table: 't', columns: { customer: 'c', segment: 's' } },
      after: { table: 'u', columns: { customer: 'c', segment: 's' } },
    },
    {},
  ],
  tallyTimesSql: [
    { table: 't', columns: { openedAt: 'o', resolvedAt: { column: 'r', is: 'utc' } } },
    {
      asOf: '2025-06-30T22:00:00Z',
      measure: 'resolution',
      reopened: 'first',
      clock: 'calendar',
      unit: 'hour',
    },
  ],
  tallyWeightedRatingsSql: [{ table: 't', columns: { rating: 'r', weight: 'w' } }, {}],
}

describe('a statement of strange words', () => {
  it('is tried of every function that writes one', () => {
    const written = Object.keys(sql).filter((name) => name.endsWith('Sql'))
    expect(Object.keys(statements).sort()).toEqual(written.sort())
  })

  it.each(Object.entries(statements))('%s', (name, [source, options]) => {
    const write = (sql as unknown as Record<string, Callable>)[name] as Callable
    for (const dialect of [sql.duckdb, sql.mysql]) {
      const call: Callable = (given, asked) =>
        write(given, asked && { ...(asked as object), dialect })
      expectPrintableEverywhere(call, [source, options])
    }
  })

  it('has rows that are read, or refused in one line', () => {
    const query = sql.tallyRatingsSql(
      { table: 't', columns: { rating: 'r' } },
      { by: ['plan'], unanswered: 'skip', dialect: sql.duckdb },
    )
    const row = { plan: 'a', rating: 3, answers: 2n, faults: 0 }
    expectPrintableEverywhere((rows) => sql.readTallies(query, rows as never), [[row, row]])
  })
})

describe('a schema given strange words', () => {
  const { ratingTallySchemaOf, ...plain } = schemas
  const all = { ...plain, ratingTallySchema: ratingTallySchemaOf({ min: 0, max: 10 }) }
  /** Objects of all kinds: the arguments of every function, and their parts. */
  const objects = Object.values(samples)
    .flat(2)
    .flatMap((value) => [value, ...(Array.isArray(value) ? value.slice(0, 1) : [])])
    .filter((value) => typeof value === 'object' && value !== null)

  it.each(Object.entries(all).filter(([, schema]) => 'safeParse' in schema))('%s', (_, schema) => {
    const given = fc.constantFrom(...objects)
    const cases = given.chain((value) =>
      fc.tuple(
        fc.constant(value),
        fc.constantFrom([], ...places(value)),
        fc.constantFrom(...STRANGE),
      ),
    )
    fc.assert(
      fc.property(cases, fc.boolean(), ([value, at, put], isKey) => {
        const changed = isKey ? withKey(value, at, put) : withAt(value, at, put)
        const { error } = (schema as typeof schemas.churnTallySchema).safeParse(changed)
        for (const issue of error?.issues ?? []) expectShown(issue.message)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the command given strange words', () => {
  let folder: Folder
  beforeAll(() => {
    folder = makeFolder()
  })
  afterAll(() => {
    folder.remove()
  })

  it.each(STRANGE.map((word): [string, string] => [JSON.stringify(word).slice(0, 30), word]))(
    'shows lines that a terminal does not obey: %s',
    async (_, word) => {
      const quoted = `"${word.replaceAll('"', '""')}"`
      const file = folder.write(
        'strange.csv',
        `customer,plan,${quoted},started_on,ended_on\n${quoted},${quoted},1,2025-01-01,\n` +
          `b,${quoted},x,2025-01-01,${quoted}\n`,
      )
      for (const args of [
        ['report', file],
        ['report', '--subscriptions', file],
        ['report', '--subscriptions', file, '--as-of', word],
        ['report', word],
        [word],
      ]) {
        const { out, err } = await command(args)
        for (const line of `${out}\n${err}`.split('\n'))
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(err.length).toBeLessThan(20_000)
      }
    },
  )
})
