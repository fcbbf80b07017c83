import {
  summarizeCustomers,
  summarizePurchases,
  tallyChurn,
  tallyContacts,
  tallyRatings,
  tallyRevenue,
  tallyTimes,
} from 'customer-metrics'
import {
  readTallies,
  type SqlQuery,
  sqlite,
  summarizeCustomersSql,
  summarizePurchasesSql,
  tallyChurnSql,
  tallyContactsSql,
  tallyRatingsSql,
  tallyRevenueSql,
  tallyTimesSql,
} from 'customer-metrics/sql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ColumnType, type Engine, load, openEngines, type Value } from '../support/engines.js'
import { refusal } from '../support/refusal.js'

let engines: Engine[] = []

beforeAll(async () => {
  engines = await openEngines()
}, 120_000)

afterAll(async () => {
  for (const engine of engines) await engine.close()
})

/** The result of a query over rows, on each engine, by parameters and with literals. */
async function everywhere<Result>(
  name: string,
  columns: Readonly<Record<string, ColumnType>>,
  rows: readonly Readonly<Record<string, Value | undefined>>[],
  query: (engine: Engine) => SqlQuery<Result>,
  expected: unknown,
  groups: unknown = [{ by: {}, result: expected }],
): Promise<void> {
  for (const engine of engines) {
    await load(engine, name, columns, rows)
    const asked = query(engine)
    const found = readTallies(asked, await engine.run(asked.text, asked.values))
    expect(found, engine.dialect.name).toEqual(groups)
    expect(readTallies(asked, await engine.run(asked.literal)), engine.dialect.name).toEqual(found)
  }
}

describe('columns hold what they are said to hold', () => {
  it('timestamps without a zone say UTC', async () => {
    const rows = [
      { customer: 'a', opened: '2025-01-01 23:30:00', closed: '2025-01-02 01:30:00', rating: 9 },
      { customer: 'b', opened: '2024-12-31 22:00:00', closed: null, rating: 2 },
      { customer: 'a', opened: '2025-01-01 00:10:00', closed: '2025-01-01 00:20:00', rating: 7 },
    ]
    const tickets = rows.map(({ customer, opened, closed }) => ({
      customer,
      openedAt: `${opened.replace(' ', 'T')}Z`,
      resolvedAt: closed && `${closed.replace(' ', 'T')}Z`,
    }))
    const columns = {
      customer: 'text',
      opened: 'utc',
      closed: 'utc',
      rating: 'integer',
    } as const
    const opened = { column: 'opened', is: 'utc' } as const
    const window = {
      from: '2025-01-01',
      to: '2025-02-01',
      customers: 4,
      timeZone: 'UTC',
    } as const
    await everywhere(
      'by_day',
      columns,
      rows,
      ({ dialect }) =>
        tallyContactsSql(
          { table: 'by_day', columns: { customer: 'customer', openedAt: opened } },
          { ...window, dialect },
        ),
      tallyContacts(tickets, window),
    )
    const options = {
      asOf: '2025-01-03T00:00:00Z',
      measure: 'resolution',
      clock: 'calendar',
      reopened: 'first',
      unit: 'minute',
    } as const
    await everywhere(
      'by_minute',
      columns,
      rows,
      ({ dialect }) =>
        tallyTimesSql(
          {
            table: 'by_minute',
            columns: { openedAt: opened, resolvedAt: { column: 'closed', is: 'utc' } },
          },
          { ...options, dialect },
        ),
      tallyTimes(tickets, options),
    )
  })

  it('moments are those of UTC in hours that the clocks of a session skip or have twice', async () => {
    // The sessions of servers are in New York.
    const rows = [
      { opened: '2024-03-10T02:30:00.123Z', closed: '2024-03-10T07:30:00.122Z' },
      { opened: '2024-03-09T23:00:00.000Z', closed: '2024-03-10T02:59:59.999Z' },
      { opened: '2024-11-03T01:30:00.000Z', closed: '2024-11-03T05:30:00.000Z' },
      { opened: '2024-11-03T05:59:00.000Z', closed: null },
    ]
    const options = {
      asOf: '2024-11-03T06:30:00.000Z',
      measure: 'resolution',
      clock: 'calendar',
      reopened: 'first',
      unit: 'second',
    } as const
    await everywhere(
      'clock_changes',
      { opened: 'instant', closed: 'instant' },
      rows,
      ({ dialect }) =>
        tallyTimesSql(
          { table: 'clock_changes', columns: { openedAt: 'opened', resolvedAt: 'closed' } },
          { ...options, dialect },
        ),
      tallyTimes(
        rows.map(({ opened, closed }) => ({ openedAt: opened, resolvedAt: closed })),
        options,
      ),
    )
  })

  it('amounts in binary floating point are rounded to the decimals that are named', async () => {
    const rows = [
      { customer: 'a', on: '2025-01-01', paid: 0.1 },
      { customer: 'a', on: '2025-01-02', paid: 0.2 },
      { customer: 'b', on: '2025-01-02', paid: 12 },
    ]
    const named = rows.map(({ customer, on, paid }) => ({ customer, on, amount: `${paid}` }))
    const options = { asOf: '2025-01-31', purchase: 'transaction', refunds: 'ignore' } as const
    for (const decimals of [1, 3])
      await everywhere(
        `float${decimals}`,
        { customer: 'text', on: 'day', paid: 'float' },
        rows,
        ({ dialect }) =>
          summarizePurchasesSql(
            {
              table: `float${decimals}`,
              columns: {
                customer: 'customer',
                on: 'on',
                amount: { column: 'paid', is: 'float', decimals },
              },
            },
            { ...options, dialect },
          ),
        summarizePurchases(named, options),
      )
  })

  it('amounts without decimals are whole', async () => {
    const rows = [
      { customer: 'a', on: '2025-01-01', amount: '5' },
      { customer: 'a', on: '2025-01-09', amount: '7' },
    ]
    const options = { asOf: '2025-01-31', purchase: 'day', refunds: 'ignore' } as const
    await everywhere(
      'whole',
      { customer: 'text', on: 'day', amount: 'amount' },
      rows,
      ({ dialect }) =>
        summarizePurchasesSql(
          {
            table: 'whole',
            columns: { customer: 'customer', on: 'on', amount: { column: 'amount', decimals: 0 } },
          },
          { ...options, dialect },
        ),
      summarizePurchases(rows, options),
    )
  })

  it('ids may be numbers, which are sorted as numbers', async () => {
    const rows = [
      { customer: 10, on: '2025-01-01' },
      { customer: 9, on: '2025-01-02' },
      { customer: 9, on: '2025-01-05' },
    ]
    const options = { asOf: '2025-01-31', purchase: 'day' } as const
    await everywhere(
      'numbered',
      { customer: 'integer', on: 'day' },
      rows,
      ({ dialect }) =>
        summarizePurchasesSql(
          {
            table: 'numbered',
            columns: { customer: { column: 'customer', is: 'number' }, on: 'on' },
          },
          { ...options, dialect },
        ),
      summarizePurchases(rows, options).sort((a, b) => Number(a.customer) - Number(b.customer)),
    )
  })

  it('histories without any amount have none', async () => {
    const rows = [
      { customer: 'a', on: '2025-01-01' },
      { customer: 'b', on: '2025-01-01' },
      { customer: 'c', on: '2025-01-06' },
    ]
    const options = { asOf: '2025-01-31', unit: 'day' } as const
    await everywhere(
      'histories',
      { customer: 'text', on: 'day' },
      rows,
      ({ dialect }) =>
        summarizeCustomersSql(
          { table: 'histories', columns: { customer: 'customer', on: 'on' } },
          { ...options, dialect },
        ),
      [
        { frequency: 0, recency: 0, age: 25, customers: 1 },
        { frequency: 0, recency: 0, age: 30, customers: 2 },
      ],
    )
    expect(summarizeCustomers(rows, options).map(({ age }) => age)).toEqual([30, 30, 25])
  })

  it('days before 1970 are numbers below 0, in parameters and in literals', async () => {
    const rows = [
      { customer: 'a', began: '1969-06-01', ended: '1969-12-10' },
      { customer: 'b', began: '1969-12-05', ended: null },
    ]
    const window = { from: '1969-12-01', to: '1970-01-01' }
    await everywhere(
      'sixties',
      { customer: 'text', began: 'day', ended: 'day' },
      rows,
      ({ dialect }) =>
        tallyChurnSql(
          {
            table: 'sixties',
            columns: { customer: 'customer', startedOn: 'began', endedOn: 'ended' },
          },
          { ...window, dialect },
        ),
      tallyChurn(
        rows.map(({ customer, began, ended }) => ({ customer, startedOn: began, endedOn: ended })),
        window,
      ),
    )
  })

  it('a group may have another name than its column', async () => {
    await everywhere(
      'named',
      { 'plan name': 'text', rating: 'integer' },
      [
        { 'plan name': 'pro', rating: 9 },
        { 'plan name': 'free', rating: 3 },
      ],
      ({ dialect }) =>
        tallyRatingsSql(
          { table: 'named', columns: { rating: 'rating', plan: 'plan name' } },
          { by: ['plan'], dialect },
        ),
      undefined,
      [
        { by: { plan: 'free' }, result: tallyRatings([3]) },
        { by: { plan: 'pro' }, result: tallyRatings([9]) },
      ],
    )
  })

  it('revenue has the currency of its rows, also where no customer was there before', async () => {
    const rows = [
      { customer: 'a', began: '2024-06-01', ended: null, mrr: '10.50', currency: 'EUR' },
      { customer: 'b', began: '2025-01-09', ended: null, mrr: '20', currency: 'EUR' },
    ]
    const window = { from: '2025-01-01', to: '2025-02-01', level: 'customer' } as const
    await everywhere(
      'priced',
      { customer: 'text', began: 'day', ended: 'day', mrr: 'amount', currency: 'text' },
      rows,
      ({ dialect }) =>
        tallyRevenueSql(
          {
            table: 'priced',
            columns: {
              customer: 'customer',
              startedOn: 'began',
              endedOn: 'ended',
              amount: 'mrr',
              currency: 'currency',
            },
          },
          { ...window, dialect },
        ),
      tallyRevenue(
        rows.map(({ customer, began, ended, mrr, currency }) => ({
          customer,
          startedOn: began,
          endedOn: ended,
          amount: mrr,
          currency,
        })),
        window,
      ),
    )
  })

  it('revenue without a column of currencies has none', async () => {
    const rows = [{ customer: 'a', began: '2024-06-01', ended: null, mrr: '10.50' }]
    const window = { from: '2025-01-01', to: '2025-02-01', level: 'customer' } as const
    await everywhere(
      'bare',
      { customer: 'text', began: 'day', ended: 'day', mrr: 'amount' },
      rows,
      ({ dialect }) =>
        tallyRevenueSql(
          {
            table: 'bare',
            columns: {
              customer: 'customer',
              startedOn: 'began',
              endedOn: 'ended',
              amount: 'mrr',
            },
          },
          { ...window, dialect },
        ),
      tallyRevenue([{ customer: 'a', startedOn: '2024-06-01', amount: '10.50' }], window),
    )
  })

  it('customers of each group may be looked up by a function', async () => {
    const window = { from: '2025-01-01', to: '2025-02-01' }
    const sizes: Readonly<Record<string, number>> = { pro: 4, free: 9 }
    await everywhere(
      'contacts',
      { plan: 'text', customer: 'text', opened: 'day' },
      [
        { plan: 'pro', customer: 'a', opened: '2025-01-04' },
        { plan: 'pro', customer: 'a', opened: '2025-01-05' },
        { plan: 'free', customer: 'b', opened: '2025-01-06' },
      ],
      ({ dialect }) =>
        tallyContactsSql(
          {
            table: 'contacts',
            columns: { customer: 'customer', openedAt: { column: 'opened', is: 'day' } },
          },
          {
            ...window,
            customers: ({ plan }) => sizes[plan as string] as number,
            by: ['plan'],
            dialect,
          },
        ),
      undefined,
      [
        {
          by: { plan: 'free' },
          result: { ...window, customers: 9, contacted: 1, contacts: 1, squares: 1 },
        },
        {
          by: { plan: 'pro' },
          result: { ...window, customers: 4, contacted: 1, contacts: 2, squares: 4 },
        },
      ],
    )
  })
})

describe('rows that no such statement gives', () => {
  const columns = { customer: 'customer', on: 'on', amount: 'amount' }
  const query = summarizePurchasesSql(
    { table: 't', columns },
    { asOf: '2025-01-31', purchase: 'day', refunds: 'ignore', dialect: sqlite },
  )
  const row = { customer: 'a', sinceLast: 3, purchases: 1, amount: '5', faults: 0 }

  it.each([
    ['amounts that are numbers', { amount: 5 }, 'the digits of a decimal number'],
    ['an id that is neither text nor a number', { customer: null }, 'an id'],
  ])('%s are refused', (_title, change, expected) => {
    expect(readTallies(query, [row])).toHaveLength(1)
    const { code, message } = refusal(() => readTallies(query, [{ ...row, ...change }]))
    expect([code, message.includes(expected)]).toEqual(['invalid', true])
  })

  it('ids that only a bigint holds are digits, as the functions write them', () => {
    const [all] = readTallies(query, [
      { ...row, customer: 2n ** 60n },
      { ...row, customer: 7n },
    ])
    expect(all?.result.map(({ customer }) => customer)).toEqual([7, '1152921504606846976'])
  })
})
