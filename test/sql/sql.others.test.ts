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
import { expectEqual, expectGroupsEqual } from '../support/sqlEquality.js'
import { SQL_SETS } from '../support/sqlSets.js'

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
      region: 'text',
      day: 'day',
    } as const
    await load(engine, 'costs', cost, costs.flat())
    for (const period of ['before', 'after'])
      await load(
        engine,
        `segments_${period}`,
        { ...who, segment: 'text', region: 'text', day: 'day' },
        segments.flat().filter((row) => row.period === period),
      )
  }
}, 120_000)

afterAll(async () => {
  for (const engine of engines) await engine.close()
})

const by = ['case']

describe('ratings of rows in an engine are those of the functions', () => {
  it.each(asked(SQL_SETS.tallyRatingsSql))(
    'counts them, unanswered ones skipped, %o',
    async (groups) => {
      await expectGroupsEqual(
        engines,
        answers,
        groups,
        (options) =>
          tallyRatingsSql(
            { table: 'answers', columns: { rating: 'rating' } },
            { ...options, unanswered: 'skip' },
          ),
        (rows) =>
          tallyRatings(
            rows.map(({ rating }) => rating),
            { unanswered: 'skip' },
          ),
      )
    },
  )

  it.each(asked(SQL_SETS.tallyWeightedRatingsSql))('counts them by weight, %o', async (groups) => {
    const answered = answers.map((rows) => rows.filter(({ rating }) => rating !== null))
    await expectGroupsEqual(
      engines,
      answered,
      groups,
      (options) =>
        tallyWeightedRatingsSql(
          {
            query: 'SELECT * FROM answers WHERE rating IS NOT NULL',
            columns: { rating: 'rating', weight: 'weight' },
          },
          options,
        ),
      (rows) => tallyWeightedRatings(rows as unknown as { rating: number; weight: number }[]),
    )
  })

  it.each(asked(SQL_SETS.latestAnswersSql))(
    'takes the latest of each customer, %o',
    async (set) => {
      const { is, timeZone, ...window } = set
      const options = { ...window, unanswered: 'skip', timeZone: timeZone as string } as const
      const columns = { customer: 'customer', rating: 'rating', sequence: 'sequence' }
      const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
      await expectEqual(
        engines.filter(({ dialect }) => timeZone === 'UTC' || dialect.timeZones === 'any'),
        answers,
        (dialect) =>
          latestAnswersSql(
            { table: 'answers', columns: { ...columns, answeredOn: { column: is, is } } },
            { ...options, by, dialect },
          ),
        (rows) => {
          const read = rows.map((row) => ({ ...row, answeredOn: row[is] }))
          const found = latestAnswers(read, options).map(({ customer, rating, answeredOn }) => ({
            customer,
            rating,
            answeredOn: is === 'day' ? answeredOn : dayOf.format(new Date(answeredOn)),
          }))
          return found.length > 0
            ? found.sort((a, b) => (a.customer < b.customer ? -1 : 1))
            : undefined
        },
      )
    },
  )

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

describe('renewals of rows in an engine are those of the function', () => {
  const columns = { customer: 'customer', dueOn: 'dueOn', renewedOn: 'renewedOn' }
  const amount = { column: 'amount', decimals: 4 }
  const amounts = { ...columns, amount, renewedAmount: { column: 'renewedAmount', decimals: 4 } }

  it.each(asked(SQL_SETS.tallyRenewalsSql))('with amounts, %o', async (window) => {
    await expectEqual(
      engines,
      contracts,
      (dialect) =>
        tallyRenewalsSql({ table: 'contracts', columns: amounts }, { ...window, by, dialect }),
      (rows) => tallyRenewals(rows as unknown as ContractRow[], window),
    )
  })

  it.each(asked(SQL_SETS.tallyRenewalsSql))('without, %o', async (window) => {
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
  const bots = {
    query: 'SELECT t.*, t.bot = 1 AS is_bot FROM tickets AS t',
    columns: { ...columns, bot: 'is_bot' },
  }
  it.each(asked(SQL_SETS.tallyTimesSql))('by the time they took, %o', async (options) => {
    await expectEqual(
      engines,
      tickets,
      (dialect) => tallyTimesSql(bots, { ...options, by, dialect }),
      (rows) => tallyTimes(rows, options),
    )
  })

  it.each(asked(SQL_SETS.tallyContactsSql))('by customer, %o', async (window) => {
    const { timeZone } = window
    await expectEqual(
      engines.filter(({ dialect }) => timeZone === 'UTC' || dialect.timeZones === 'any'),
      tickets,
      (dialect) =>
        tallyContactsSql(
          { table: 'tickets', columns: { customer: 'customer', openedAt: 'openedAt' } },
          { ...window, customers: ({ case: number }) => 100 + Number(number), by, dialect },
        ),
      (rows) =>
        rows.length === 0
          ? undefined
          : tallyContacts(rows, { ...window, customers: 100 + (rows[0]?.case as number) }),
    )
  })
})

describe('costs and segments in an engine are added as by the functions', () => {
  it.each(asked(SQL_SETS.costByChannelSql))('costs by channel, %o', async (groups) => {
    const spend = { decimals: 4 }
    const columns = {
      channel: 'channel',
      acquisitionSpend: { column: 'acquisitionSpend', ...spend },
      acquired: 'acquired',
      retentionSpend: { column: 'retentionSpend', ...spend },
      retained: 'retained',
    }
    await expectGroupsEqual(
      engines,
      costs,
      groups,
      (options) => costByChannelSql({ table: 'costs', columns }, options),
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

  it.each(asked(SQL_SETS.tallySegmentMovesSql))('moves between segments, %o', async (groups) => {
    const columns = { customer: 'customer', segment: 'segment' }
    await expectGroupsEqual(
      engines,
      segments,
      groups,
      (options) =>
        tallySegmentMovesSql(
          {
            before: { table: 'segments_before', columns },
            after: { table: 'segments_after', columns },
          },
          options,
        ),
      (rows) =>
        tallySegmentMoves({
          before: rows.filter(({ period }) => period === 'before'),
          after: rows.filter(({ period }) => period === 'after'),
        }),
    )
  })
})
