import {
  type ContractRow,
  costByChannel,
  latestAnswers,
  mergeCosts,
  tallyContacts,
  tallyRatings,
  tallyRenewals,
  tallySegmentMoves,
  tallyTimes,
  tallyWeightedRatings,
} from 'customer-metrics'
import {
  costByChannelSql,
  latestAnswersSql,
  tallyContactsSql,
  tallyRatingsSql,
  tallyRenewalsSql,
  tallySegmentMovesSql,
  tallyTimesSql,
  tallyWeightedRatingsSql,
} from 'customer-metrics/sql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, load, openEngines } from '../support/engines.js'
import {
  answersOf,
  asked,
  CASES,
  casesOf,
  contractsOf,
  costsOf,
  segmentsOf,
  ticketsOf,
} from '../support/nastyRows.js'
import { expectEqual } from '../support/sqlEquality.js'

let engines: Engine[] = []
const answers = casesOf(CASES, 21, answersOf)
const contracts = casesOf(CASES, 22, contractsOf)
const tickets = casesOf(CASES, 23, ticketsOf)
const costs = casesOf(CASES, 24, costsOf)
const segments = casesOf(CASES, 25, segmentsOf)

beforeAll(async () => {
  engines = await openEngines()
  const who = { case: 'integer', customer: 'text' } as const
  for (const engine of engines) {
    await load(
      engine,
      'answers',
      {
        ...who,
        rating: 'integer',
        weight: 'float',
        day: 'day',
        instant: 'instant',
        sequence: 'integer',
      },
      answers.flat(),
    )
    const contract = {
      ...who,
      dueOn: 'day',
      renewedOn: 'day',
      amount: 'amount',
      renewedAmount: 'amount',
    } as const
    await load(engine, 'contracts', contract, contracts.flat())
    const ticket = {
      ...who,
      openedAt: 'instant',
      firstReplyAt: 'instant',
      resolvedAt: 'instant',
      bot: 'integer',
    } as const
    await load(
      engine,
      'tickets',
      ticket,
      tickets.flat().map((row) => ({ ...row, bot: row.bot ? 1 : 0 })),
    )
    const cost = {
      case: 'integer',
      channel: 'text',
      acquisitionSpend: 'amount',
      acquired: 'integer',
      retentionSpend: 'amount',
      retained: 'integer',
    } as const
    await load(engine, 'costs', cost, costs.flat())
    for (const period of ['before', 'after'])
      await load(
        engine,
        `segments_${period}`,
        { ...who, segment: 'text' },
        segments.flat().filter((row) => row.period === period),
      )
  }
}, 120_000)

afterAll(async () => {
  for (const engine of engines) await engine.close()
})

const by = ['case']

describe('ratings of rows in an engine are those of the functions', () => {
  it('counts them, unanswered ones skipped', async () => {
    await expectEqual(
      engines,
      answers,
      (dialect) =>
        tallyRatingsSql(
          { table: 'answers', columns: { rating: 'rating' } },
          { by, unanswered: 'skip', dialect },
        ),
      (rows) =>
        tallyRatings(
          rows.map(({ rating }) => rating),
          { unanswered: 'skip' },
        ),
    )
  })

  it('counts them by weight', async () => {
    const answered = answers.map((rows) => rows.filter(({ rating }) => rating !== null))
    await expectEqual(
      engines,
      answered,
      (dialect) =>
        tallyWeightedRatingsSql(
          {
            query: 'SELECT * FROM answers WHERE rating IS NOT NULL',
            columns: { rating: 'rating', weight: 'weight' },
          },
          { by, dialect },
        ),
      (rows) => tallyWeightedRatings(rows as unknown as { rating: number; weight: number }[]),
    )
  })

  const options = [
    { asOf: '2024-06-30' },
    { asOf: '2024-02-29', from: '2024-01-31' },
    { asOf: '2025-12-31' },
    { asOf: '2024-12-31', from: '2024-12-31' },
  ] as const
  it.each(options)('takes the latest of each customer, %o', async (window) => {
    const given = { ...window, unanswered: 'skip' } as const
    const columns = { customer: 'customer', rating: 'rating', sequence: 'sequence' }
    for (const is of ['day', 'instant'] as const)
      await expectEqual(
        engines,
        answers,
        (dialect) =>
          latestAnswersSql(
            { table: 'answers', columns: { ...columns, answeredOn: { column: is, is } } },
            { ...given, by, timeZone: 'UTC', dialect },
          ),
        (rows) => {
          const read = rows.map((row) => ({ ...row, answeredOn: row[is] as string }))
          const latest = latestAnswers(read, { ...given, timeZone: 'UTC' }).map(
            ({ customer, rating, day }) => ({
              customer,
              rating,
              answeredOn: day,
            }),
          )
          return latest.length > 0
            ? latest.sort((a, b) => (a.customer < b.customer ? -1 : 1))
            : undefined
        },
      )
  })

  it('takes the latest by the clocks of a time zone', async () => {
    const columns = {
      customer: 'customer',
      rating: 'rating',
      sequence: 'sequence',
      answeredOn: { column: 'instant', is: 'instant' },
    } as const
    for (const timeZone of ['Asia/Tokyo', 'America/Sao_Paulo', 'Asia/Kathmandu'])
      await expectEqual(
        engines.filter(({ dialect }) => dialect.timeZones === 'any'),
        answers,
        (dialect) =>
          latestAnswersSql(
            { table: 'answers', columns },
            { asOf: '2024-07-15', unanswered: 'skip', by, timeZone, dialect },
          ),
        (rows) => {
          const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
          const read = rows.map((row) => ({ ...row, answeredOn: row.instant }))
          const latest = latestAnswers(read, {
            asOf: '2024-07-15',
            unanswered: 'skip',
            timeZone,
          }).map(({ customer, rating, instant }) => ({
            customer,
            rating,
            answeredOn: dayOf.format(new Date(instant)),
          }))
          return latest.length > 0
            ? latest.sort((a, b) => (a.customer < b.customer ? -1 : 1))
            : undefined
        },
      )
  })

  it('counts the latest answers, in one statement', async () => {
    for (const { dialect, run } of engines) {
      const columns = {
        customer: 'customer',
        rating: 'rating',
        answeredOn: 'day',
        sequence: 'sequence',
      }
      const latest = latestAnswersSql(
        { query: `SELECT * FROM answers WHERE ${dialect.id('case')} = 3`, columns },
        { asOf: '2025-12-31', unanswered: 'skip', dialect },
      )
      const query = tallyRatingsSql(
        { query: latest.literal, columns: { rating: 'rating' } },
        { dialect },
      )
      const rows = (answers[3] ?? []).map((row) => ({ ...row, answeredOn: row.day }))
      expect(query.read(await run(query.text, query.values))[0]?.result).toEqual(
        tallyRatings(
          latestAnswers(rows, { asOf: '2025-12-31', unanswered: 'skip' }).map(
            ({ rating }) => rating,
          ),
        ),
      )
    }
  })
})

const windows = [
  { from: '2024-01-01', to: '2024-02-01', asOf: '2024-06-30', graceDays: 0 },
  { from: '2024-01-31', to: '2024-03-01', asOf: '2024-02-29', graceDays: 0 },
  { from: '2024-02-01', to: '2024-03-01', asOf: '2024-03-30', graceDays: 30 },
  { from: '2024-01-01', to: '2025-01-01', asOf: '2024-12-31', graceDays: 90 },
  { from: '2023-01-01', to: '2026-01-01', asOf: '2025-12-31', graceDays: 7 },
] as const

describe('renewals of rows in an engine are those of the function', () => {
  const columns = { customer: 'customer', dueOn: 'dueOn', renewedOn: 'renewedOn' }
  const amount = { column: 'amount', decimals: 4 }
  const amounts = { ...columns, amount, renewedAmount: { column: 'renewedAmount', decimals: 4 } }

  it.each(asked(windows))('with amounts, %o', async (window) => {
    await expectEqual(
      engines,
      contracts,
      (dialect) =>
        tallyRenewalsSql({ table: 'contracts', columns: amounts }, { ...window, by, dialect }),
      (rows) => tallyRenewals(rows as unknown as ContractRow[], window),
    )
  })

  it.each(asked(windows))('without, %o', async (window) => {
    await expectEqual(
      engines,
      contracts,
      (dialect) => tallyRenewalsSql({ table: 'contracts', columns }, { ...window, by, dialect }),
      (rows) =>
        tallyRenewals(
          rows.map(({ customer, dueOn, renewedOn }) => ({ customer, dueOn, renewedOn })),
          window,
        ),
    )
  })
})

describe('tickets in an engine are counted as by the functions', () => {
  const columns = { openedAt: 'openedAt', resolvedAt: 'resolvedAt', firstReplyAt: 'firstReplyAt' }
  const units = ['second', 'minute', 'hour', 'day'] as const
  const moments = [
    '2024-02-29T12:00:00Z',
    '2024-06-30T23:59:59.999Z',
    '2025-12-31T00:00:00Z',
  ] as const
  it.each(asked(moments.flatMap((asOf) => units.map((unit) => ({ asOf, unit })))))(
    'by the time they took, %o',
    async ({ asOf, unit }) => {
      for (const measure of ['resolution', 'first-reply'] as const) {
        const options = {
          asOf,
          unit,
          measure,
          clock: 'calendar',
          ...(measure === 'resolution' && { reopened: 'first' as const }),
        } as const
        const bot = {
          query: 'SELECT t.*, t.bot = 1 AS is_bot FROM tickets AS t',
          columns: { ...columns, bot: 'is_bot' },
        }
        await expectEqual(
          engines,
          tickets,
          (dialect) => tallyTimesSql(bot, { ...options, by, dialect }),
          (rows) => tallyTimes(rows, options),
        )
      }
    },
  )

  it.each(['UTC', 'Asia/Tokyo', 'America/St_Johns'])('by customer, in %s', async (timeZone) => {
    for (const [from, to] of [
      ['2024-02-29', '2024-03-01'],
      ['2024-01-01', '2025-01-01'],
      ['2024-03-31', '2024-04-30'],
    ] as const)
      await expectEqual(
        engines.filter(({ dialect }) => timeZone === 'UTC' || dialect.timeZones === 'any'),
        tickets,
        (dialect) =>
          tallyContactsSql(
            { table: 'tickets', columns: { customer: 'customer', openedAt: 'openedAt' } },
            {
              from,
              to,
              timeZone,
              customers: ({ case: number }) => 100 + Number(number),
              by,
              dialect,
            },
          ),
        (rows) =>
          rows.length === 0
            ? undefined
            : tallyContacts(rows, {
                from,
                to,
                timeZone,
                customers: 100 + (rows[0]?.case as number),
              }),
      )
  })
})

describe('costs and segments in an engine are added as by the functions', () => {
  it('costs by channel', async () => {
    const spend = { decimals: 4 }
    const columns = {
      channel: 'channel',
      acquisitionSpend: { column: 'acquisitionSpend', ...spend },
      acquired: 'acquired',
      retentionSpend: { column: 'retentionSpend', ...spend },
      retained: 'retained',
    }
    await expectEqual(
      engines,
      costs,
      (dialect) => costByChannelSql({ table: 'costs', columns }, { by, dialect }),
      (rows) => {
        const channels = [...new Set(rows.map(({ channel }) => channel))]
        const tallies = Object.fromEntries(
          channels.map((channel) => [
            channel,
            mergeCosts(rows.filter((row) => row.channel === channel)),
          ]),
        )
        expect(costByChannel(tallies, { paid: [] }).channels.length).toBe(channels.length)
        return tallies
      },
    )
  })

  it('moves between segments', async () => {
    const columns = { customer: 'customer', segment: 'segment' }
    await expectEqual(
      engines,
      segments,
      (dialect) =>
        tallySegmentMovesSql(
          {
            before: { table: 'segments_before', columns },
            after: { table: 'segments_after', columns },
          },
          { by, dialect },
        ),
      (rows) =>
        tallySegmentMoves({
          before: rows.filter(({ period }) => period === 'before'),
          after: rows.filter(({ period }) => period === 'after'),
        }),
    )
  })
})
