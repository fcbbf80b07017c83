import {
  type AnswerRow,
  bgNbd,
  type CountedHistory,
  cohortTable,
  committedRevenue,
  compareNpsPaired,
  compressSummaries,
  costByPeriod,
  type FirstContactDefinition,
  firstContactResolution,
  firstReplyTimes,
  type HealthRow,
  healthScores,
  holdoutTable,
  latestAnswers,
  lifecycle,
  MetricError,
  mergeChurn,
  mergeCohortTables,
  mergeContacts,
  mergeCosts,
  mergeLives,
  mergeRatings,
  mergeRenewals,
  mergeRevenue,
  mergeSegmentMoves,
  mergeTimes,
  mergeWeightedRatings,
  projectRetention,
  type RatingPair,
  type ResponseCounts,
  readSubscriptions,
  responseCurve,
  responseRate,
  retentionLogLikelihood,
  rfm,
  sbg,
  segmentMigration,
  summarizeCustomers,
  type TicketRow,
  tallyChurn,
  tallyContacts,
  tallyLives,
  tallyRenewals,
  tallyRevenue,
  tallyWeightedRatings,
  type UnansweredPolicy,
  valueTiers,
} from 'customer-metrics'
import * as schemas from 'customer-metrics/schemas'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/** A row or a tally with every field, and the functions that read it, each of them some fields. */
interface Reading {
  readonly good: object
  readonly read: readonly ((value: never) => unknown)[]
  /** Places that these functions do not read, or not alone: there a schema may say more. */
  readonly more?: RegExp
  /** Places that they read only with some values of others. */
  readonly alone?: RegExp
}

type Row = Readonly<Record<string, unknown>>

/** Schemas place instants in UTC. */
const timeZone = 'UTC'
const asOf = '2299-12-31'
const month = { from: '2025-01-01', to: '2025-02-01' }
const history = { frequency: 2, recency: 8, age: 20 }
const ticketsOptions = {
  asOf: '2299-12-31T23:59:59.999Z',
  clock: 'calendar',
  unit: 'hour',
  definition: 7,
} as const
const firstTicket = { openedAt: '1800-01-01T00:00:00Z' }

const churnTally = {
  ...month,
  opening: 10,
  lost: 2,
  gained: 3,
  reactivated: 2,
  reactivatedWithinMonth: 1,
  reactivatedWithin90Days: 1,
  gainedThenLost: 1,
  lostThenReturned: 1,
  leavers: 4,
  losses: 5,
  lostByReason: { price: 1 },
  closing: 13,
}

const subscription = {
  customer: 1,
  subscription: 's',
  startedOn: '2025-01-01',
  endedOn: '2025-03-01',
  reason: 'price',
}

/** Every choice that a row may ask for. */
const billingPolicies = {
  trials: 'free',
  pauses: 'include',
  pastDue: 'include',
  discounts: 'all',
  usage: 'include',
  endsOn: 'cancellation',
  rule: '30',
  belowZero: 'floor',
  timeZone,
} as const

const events = [
  { customer: 1, on: '2025-01-10', amount: '1.5' },
  { customer: 1, on: '2025-02-10', amount: '2' },
  { customer: 2, on: '2025-02-10', amount: '2' },
]

/** An answer that is not there at all, as in a row without the column, is no answer left out. */
function unansweredOf(...answers: readonly unknown[]): UnansweredPolicy {
  return answers.includes(undefined) ? 'reject' : 'skip'
}

function readContact(row: TicketRow, definition: FirstContactDefinition): unknown {
  const ticket = { ...row, ...firstTicket, resolvedAt: '1800-01-02T00:00:00Z', reopenings: [] }
  return firstContactResolution([{ ...ticket, bot: false }], {
    asOf: ticketsOptions.asOf,
    definition,
  })
}

const READINGS: Readonly<Record<string, Reading>> = {
  answerRowSchema: {
    good: { customer: 1, rating: 7, answeredOn: '2025-01-15' },
    read: [
      ({ customer = 1, ...row }: AnswerRow) =>
        latestAnswers([{ ...row, customer: customer ?? NaN }], {
          asOf,
          timeZone,
          unanswered: unansweredOf(row.rating),
        }),
    ],
  },
  ratingTallySchema: { good: { 0: 1, 7: 2 }, read: [(tally) => mergeRatings([{ 1: 1 }, tally])] },
  weightedRatingRowSchema: {
    good: { rating: 7, weight: 1.5 },
    read: [(row) => tallyWeightedRatings([row])],
  },
  weightedRatingTallySchema: {
    good: { 7: { responses: 2, weight: 2, squaredWeight: 2 } },
    read: [
      (tally) =>
        mergeWeightedRatings([{ 5: { responses: 1, weight: 1, squaredWeight: 1 } }, tally]),
    ],
  },
  ratingPairSchema: {
    good: { before: 0, after: 7 },
    read: [
      (pair: RatingPair) =>
        compareNpsPaired([{ before: 0, after: 0 }, pair], {
          unanswered: unansweredOf(pair.before, pair.after),
          scale: { min: -1000, passiveFrom: 0, promoterFrom: 1, max: 1000 },
        }),
    ],
  },
  responseCountsSchema: {
    good: {
      invited: 60,
      completed: 10,
      partial: 5,
      refused: 5,
      notContacted: 5,
      other: 5,
      ineligible: 5,
    },
    read: [(counts: ResponseCounts) => responseRate(counts, { policy: 'rr1' })],
  },
  subscriptionRowSchema: {
    good: { ...subscription, amount: 10 },
    read: [(row) => tallyChurn([row], { ...month, timeZone })],
    more: /^amount/,
  },
  revenueRowSchema: {
    good: {
      ...subscription,
      amount: 10,
      changes: [{ on: '2025-02-01', amount: 7, knownOn: '2025-01-20' }],
      currency: 'EUR',
      startKnownOn: '2024-12-20',
      endKnownOn: '2025-02-10',
    },
    read: [
      (row) =>
        committedRevenue([row], {
          asOf: '2299-12-30',
          by: asOf,
          level: 'subscription',
          timeZone,
          facts: 'as-known',
        }),
      (row) => tallyRevenue([row], { ...month, level: 'subscription', timeZone }),
      (row) => tallyChurn([row], { ...month, timeZone }),
    ],
  },
  contractRowSchema: {
    good: {
      customer: 1,
      dueOn: '2025-01-15',
      renewedOn: '2025-01-16',
      amount: 10,
      renewedAmount: 11,
      currency: 'EUR',
    },
    read: [(row) => tallyRenewals([row], { ...month, asOf: '2025-06-30', graceDays: 9, timeZone })],
    alone: /^renewedAmount/,
  },
  billingRowSchema: {
    good: {
      ...subscription,
      plan: 'pro',
      status: 'active',
      trialUntil: '2025-01-15',
      pausedFrom: '2025-02-01',
      pausedUntil: '2025-02-10',
      pauses: [{ from: '2025-02-05', until: '2025-02-20', knownOn: '2025-01-31' }],
      canceledOn: '2025-02-25',
      paidUntil: '2025-03-01',
      dunningUntil: '2025-03-01',
      startKnownOn: '2024-12-31',
      endKnownOn: '2025-02-25',
    },
    read: [(row) => readSubscriptions([row], billingPolicies)],
  },
  pricedBillingRowSchema: {
    good: {
      ...subscription,
      status: 'active',
      amount: '12.50',
      currency: 'EUR',
      unit: 'week',
      every: 2,
      changes: [{ on: '2025-02-01', amount: 15, knownOn: '2025-01-10' }],
      discounts: [{ amount: '1', share: null, from: '2025-01-10', until: '2025-02-10' }],
      usage: [{ from: '2025-01-01', until: '2025-02-01', amount: '2.5' }],
    },
    read: [(row) => readSubscriptions([row], billingPolicies)],
    // Without a price a row is one of another schema.
    more: /^amount$/,
  },
  churnTallySchema: { good: churnTally, read: [(tally) => mergeChurn([tally])] },
  renewalTallySchema: {
    good: {
      ...month,
      graceDays: 5,
      due: 3,
      renewed: 2,
      pending: 1,
      dueAmount: '30',
      keptAmount: '15.5',
      renewedAmount: '22',
    },
    read: [(tally) => mergeRenewals([tally])],
  },
  revenueTallySchema: {
    good: {
      ...month,
      level: 'customer',
      windows: 1,
      currency: 'EUR',
      opening: '10',
      new: '2.5',
      expansion: '1',
      contraction: '1',
      churned: '3',
      reactivation: '2',
      reactivationWithinMonth: '1',
      reactivationWithin90Days: '1',
      exchange: '-0.5',
      closing: '11',
    },
    read: [(tally) => mergeRevenue([tally])],
  },
  transactionRowSchema: {
    good: { customer: 1, on: '2025-01-15', amount: 10 },
    read: [
      (row: Row) =>
        summarizeCustomers(
          [row, { ...row, amount: row['amount'] === undefined ? undefined : 1 }] as never,
          { asOf, timeZone, unit: 'day', refunds: 'net' },
        ),
    ],
  },
  eventRowSchema: {
    good: { customer: 1, on: '2025-01-15', amount: 10 },
    read: [
      (row) => lifecycle([row], { every: 'year', asOf, timeZone }),
      (row) =>
        cohortTable([row], {
          every: 'year',
          asOf,
          timeZone,
          measure: 'on',
          clock: 'calendar',
          cohort: 'first',
          average: 'pooled',
        }),
    ],
  },
  lifeRowSchema: {
    good: { ...subscription, weight: 1.5 },
    read: [(row) => tallyLives([row], { asOf, unit: 'year', timeZone })],
  },
  lifeTallySchema: {
    good: { 3: { lost: 2, censored: 1, entered: 1 } },
    read: [(tally) => mergeLives([tally])],
  },
  retentionCohortSchema: {
    good: { retained: [100, 81, 70] },
    read: [(cohort) => retentionLogLikelihood(sbg({ alpha: 1, beta: 2 }), [cohort])],
  },
  retentionModelSchema: {
    good: {
      model: 'sbg',
      parameters: { alpha: 1, beta: 2 },
      covariance: [
        [1, 0],
        [0, 1],
      ],
    },
    read: [(model) => projectRetention(model, { periods: 2 })],
  },
  cohortTableSchema: {
    good: cohortTable(events, {
      every: 'month',
      asOf: '2025-03-31',
      measure: 'on',
      clock: 'calendar',
      cohort: 'first',
      average: 'pooled',
    }),
    read: [(table) => mergeCohortTables([table])],
    // Whether its cells agree with its days is more than a schema says.
    more: /./,
  },
  costTallySchema: {
    good: { acquisitionSpend: '15.5', acquired: 3, retentionSpend: '7', retained: 4 },
    read: [(tally) => mergeCosts([tally])],
  },
  spendPeriodSchema: {
    good: { acquisitionSpend: 10, acquired: 3 },
    read: [(row) => costByPeriod([row], { lag: 0 })],
  },
  responsePointSchema: {
    good: { spend: 2, rate: 0.25, trials: 100 },
    read: [
      (point: Row) =>
        responseCurve({
          points: [
            { spend: 1, rate: 0.2, ...(point['trials'] === undefined ? {} : { trials: 50 }) },
            point as never,
          ],
          ceiling: 1,
        }),
    ],
    // Whether a curve goes through it depends on both numbers.
    alone: /./,
  },
  ticketRowSchema: {
    good: {
      openedAt: '2025-01-10T10:00:00Z',
      firstReplyAt: '2025-01-10T11:00:00Z',
      resolvedAt: '2025-01-11T10:00:00Z',
      reopenings: [{ reopenedAt: '2025-01-12T10:00:00Z', resolvedAt: '2025-01-13T10:00:00Z' }],
      bot: false,
      customer: 1,
      participants: 2,
      furtherMessages: 0,
    },
    read: [
      (row) => firstReplyTimes([firstTicket, row], ticketsOptions),
      ({ openedAt, customer }: TicketRow) =>
        customer === undefined ||
        tallyContacts([{ openedAt, customer }], {
          from: '1800-01-01',
          to: asOf,
          customers: 1,
          timeZone,
        }),
      (row: TicketRow) => row.participants === undefined || readContact(row, 'one-participant'),
      (row: TicketRow) =>
        row.furtherMessages === undefined || readContact(row, 'no-further-message'),
    ],
  },
  timeTallySchema: {
    good: {
      measure: 'resolution',
      clock: 'calendar',
      reopened: 'last',
      unit: 'hour',
      bots: 1,
      times: { 3: { ended: 2, open: 1 } },
    },
    read: [(tally) => mergeTimes([tally])],
  },
  contactTallySchema: {
    good: { ...month, customers: 10, contacted: 3, contacts: 5, squares: 9 },
    read: [(tally) => mergeContacts([tally])],
  },
  rfmRowSchema: {
    good: { customer: 1, sinceLast: 3, purchases: 2, amount: 10 },
    read: [(row) => rfm([row], { bins: 5 })],
  },
  valueRowSchema: {
    good: { customer: 1, amount: 10 },
    read: [(row) => valueTiers([row], { by: 'threshold', tiers: [{ name: 'all' }] })],
  },
  segmentRowSchema: {
    good: { customer: 1, segment: 'loyal' },
    read: [(row) => segmentMigration({ before: [row], after: [row] })],
  },
  segmentMoveTallySchema: {
    good: { moves: [{ from: 'loyal', to: 'new', customers: 3 }] },
    read: [(tally) => mergeSegmentMoves([tally])],
  },
  healthRowSchema: {
    good: { customer: 1, values: { logins: 3 } },
    read: [
      (row: HealthRow) =>
        healthScores([row], {
          parts: ['logins', ...Object.keys(Object(row.values))]
            .filter((name, at, names) => name !== '' && names.indexOf(name) === at)
            .map((name) => ({ name, weight: 1, direction: 'higher', bounds: [0, 1] })),
          levels: [{ name: 'any', from: 0 }],
        }),
    ],
  },
  countedHistorySchema: {
    good: { ...history, customers: 3 },
    // A summary, which these functions take as well, has no number of customers.
    read: [
      (row: CountedHistory) => compressSummaries([{ ...row, customers: row.customers ?? NaN }]),
    ],
  },
  customerSummarySchema: {
    good: { customer: 1, ...history, monetary: 10 },
    read: [(row) => compressSummaries([row])],
    more: /^(customer|monetary)/,
  },
  holdoutSummarySchema: {
    good: { customer: 1, ...history, monetary: 10, holdoutFrequency: 2, holdoutMonetary: 8 },
    read: [
      (row) =>
        holdoutTable(bgNbd({ r: 1, alpha: 1, a: 1, b: 1 }, { unit: 'week' }), {
          horizon: { weeks: 1 },
          customers: [row],
        }),
    ],
    more: /^(customer|monetary|holdoutMonetary)/,
  },
}

/** As `Temporal` has them. */
const plainDay = { year: 2025, month: 1, day: 20, toString: () => '2025-01-20' }
const instant = { epochMilliseconds: 1_736_510_400_000, toString: () => '2025-01-10T12:00:00Z' }
const zoned = { ...instant, toString: () => '2025-01-10T13:00:00+01:00[Europe/Berlin]' }

/** Values of every kind that stands in rows, and some of no kind. */
const KINDS: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  '',
  'a',
  ' 5',
  0,
  -0,
  1,
  2,
  5,
  -1,
  0.5,
  1e5,
  1e-7,
  1e-13,
  1e-31,
  1e21,
  1e30,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '0',
  '-0',
  '-0.00',
  '1',
  '5',
  '05',
  '0005.0',
  '-1',
  '-3.50',
  '1e5',
  '1E+2',
  '1e-7',
  '1e-31',
  '1e30',
  '.5',
  '+5',
  '1,5',
  '0x10',
  `1${'0'.repeat(29)}`,
  `1${'0'.repeat(30)}`,
  `0.${'0'.repeat(29)}1`,
  `0.${'0'.repeat(30)}1`,
  '9007199254740991',
  '9007199254740993',
  0n,
  1n,
  5n,
  -1n,
  10n ** 29n,
  10n ** 30n,
  2n ** 53n,
  new Decimal('1.5'),
  new Decimal(5),
  new Decimal(-1),
  new Decimal('1e-40'),
  new Decimal(Number.NaN),
  '2025-01-20',
  '2025-02-30',
  '1404-01-01',
  '9999-12-31',
  '9999-12-31T23:59:59Z',
  '2025-01-10T12:00:00Z',
  '2025-01-10T12:00:00',
  '2025-01-10T12:00:00.5+05:45',
  new Date('2025-01-10T12:00:00Z'),
  new Date(Number.NaN),
  { [Symbol.toStringTag]: 'Date', getTime: () => 0 },
  plainDay,
  instant,
  zoned,
  [],
  [1],
  {},
  { a: 1 },
  () => 1,
  Symbol('a'),
  Object('a'),
  Object(5),
  new Map(),
]

/** The same value as another engine gives it. */
function spellings(value: unknown): readonly unknown[] {
  if (typeof value === 'number' && Number.isInteger(value))
    return [BigInt(value), `${value}`, `0${value}`, `${value}e0`, `${value}.0`, new Decimal(value)]
  if (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value))
    return [
      Number(value),
      `${value}e0`,
      `0${value}`,
      new Decimal(value),
      BigInt(parseInt(value, 10)),
    ]
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value))
    return [new Date(value), { toString: () => value }, `${value}T10:00:00+09:00`]
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value))
    return [new Date(value), { toString: () => value }, value.replace('Z', '+00:00')]
  return []
}

type Place = readonly string[]

/** Every place inside a value, down to single fields. */
function places(value: unknown, path: Place = []): readonly Place[] {
  const parts =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, part]) => places(part, [...path, key]))
      : []
  return path.length > 0 ? [path, ...parts] : parts
}

function valueAt(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], value)
}

/** A copy in which one place holds something else. */
function withValue(value: unknown, [key, ...rest]: Place, put: unknown): unknown {
  if (key === undefined) return put
  // What was put there before may have no such place.
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value))
    return value.map((part, at) => (`${at}` === key ? withValue(part, rest, put) : part))
  return { ...value, [key]: withValue((value as Record<string, unknown>)[key], rest, put) }
}

function isTaken({ read }: Reading, value: unknown): boolean {
  try {
    for (const each of read) each(value as never)
    return true
  } catch (error) {
    if (error instanceof MetricError) return false
    throw error
  }
}

const { ratingTallySchemaOf: _, ...schemasOfTypes } = schemas
const all = Object.entries(schemasOfTypes).map(
  ([name, schema]) => [name, schema, READINGS[name] as Reading] as const,
)

/** What a value is, for messages. */
function shown(value: unknown): string {
  const text = typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? String(value))
  return `${{}.toString.call(value).slice(8, -1)} ${text}`
}

describe('what functions take, schemas take, and nothing else', () => {
  it('a promise is not what it will hold', () => {
    const promise = Promise.resolve({ customer: 1, startedOn: '2025-01-01' })
    expect(schemas.subscriptionRowSchema.safeParse(promise).success).toBe(false)
  })

  it('every schema has a row and the functions that read it', () => {
    expect(all.map(([name]) => name).sort()).toEqual(Object.keys(READINGS).sort())
    for (const [name, schema, reading] of all)
      expect([
        name,
        schema.safeParse(reading.good).success,
        isTaken(reading, reading.good),
      ]).toEqual([name, true, true])
  })

  it.each(all)('%s: every kind of value in every place', (name, schema, reading) => {
    const differ: string[] = []
    const read = places(reading.good).filter((place) => !reading.more?.test(place.join('.')))
    for (const place of read)
      for (const put of [...KINDS, ...spellings(valueAt(reading.good, place))]) {
        const value = withValue(reading.good, place, put)
        const [passes, taken] = [schema.safeParse(value).success, isTaken(reading, value)]
        if (passes !== taken)
          differ.push(`${place.join('.')} = ${shown(put)}: ${taken ? 'taken' : 'refused'}`)
      }
    expect(differ, name).toEqual([])
  })
  it.each(all)('%s: values of any kind in two places', (_name, schema, reading) => {
    const read = places(reading.good).filter(
      (place) => ![reading.more, reading.alone].some((fields) => fields?.test(place.join('.'))),
    )
    if (read.length === 0) return
    const put = fc
      .constantFrom(...read)
      .chain((place) =>
        fc.tuple(
          fc.constant(place),
          fc.constantFrom(...KINDS, ...spellings(valueAt(reading.good, place))),
        ),
      )
    fc.assert(
      fc.property(put, put, ([one, first], [other, second]) => {
        const value = withValue(withValue(reading.good, one, first), other, second)
        expect(schema.safeParse(value).success).toBe(isTaken(reading, value))
      }),
      { numRuns: 60 },
    )
  })
})
