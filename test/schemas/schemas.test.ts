import {
  type AnswerRow,
  bgNbd,
  type ChurnTally,
  type CohortTable,
  type CountedHistory,
  type CustomerSummary,
  churn,
  cohortTable,
  compareNpsPaired,
  compressSummaries,
  costByPeriod,
  firstReplyTimes,
  fitSbg,
  type HealthRow,
  type HoldoutSummary,
  healthScores,
  holdoutTable,
  type LifeTally,
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
  nps,
  projectRetention,
  type ResponseCounts,
  type ResponsePoint,
  readSubscriptions,
  responseCurve,
  responseRate,
  retentionCurve,
  rfm,
  segmentMigration,
  summarizeCustomers,
  type TicketRow,
  type TransactionRow,
  tallyChurn,
  tallyLives,
  tallyRatings,
  tallyRenewals,
  tallyRevenue,
  tallyWeightedRatings,
  valueTiers,
} from 'customer-metrics'
import * as schemas from 'customer-metrics/schemas'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROPORTION_METHODS } from '../../src/internal/inference/interval.js'
import { junk, ratingsOf, subscriptions, transactions, windows } from '../support/arbitraries.js'

const { ratingTallySchemaOf, ...schemasOfTypes } = schemas
const all = Object.entries(schemasOfTypes)

const january = { from: '2025-01-01', to: '2025-02-01', level: 'customer' } as const
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
  timeZone: 'UTC',
} as const

/** From 10 to 7 in January. */
const movement = {
  customer: 1,
  startedOn: '2024-06-01',
  amount: 10,
  changes: [{ on: '2025-01-10', amount: 7 }],
}

/** Where schemas place instants. */
const timeZone = 'UTC'

/** What each schema lets pass, a function must take. */
const takers: Record<string, (value: never) => unknown> = {
  answerRowSchema: ({ rating }: AnswerRow) => tallyRatings([0, rating], { unanswered: 'skip' }),
  subscriptionRowSchema: (row) =>
    tallyChurn([row], { from: '2024-01-01', to: '2024-02-01', timeZone }),
  revenueRowSchema: (row) =>
    tallyRevenue([row], { from: '2024-01-01', to: '2024-02-01', level: 'customer', timeZone }),
  billingRowSchema: (row) => readSubscriptions([row], billingPolicies),
  pricedBillingRowSchema: (row) => readSubscriptions([row], billingPolicies),
  contractRowSchema: (row) =>
    tallyRenewals([row], {
      from: '2025-01-01',
      to: '2025-02-01',
      asOf: '2025-06-30',
      graceDays: 9,
      timeZone,
    }),
  revenueTallySchema: (tally) => mergeRevenue([tally]),
  renewalTallySchema: (tally) => mergeRenewals([tally]),
  // A refund alone makes no customer.
  transactionRowSchema: (row: TransactionRow) =>
    summarizeCustomers([row, row.amount === undefined ? row : { ...row, amount: 1 }], {
      asOf: '2299-12-31',
      timeZone,
      unit: 'day',
      refunds: 'net',
    }),
  eventRowSchema: (row) => lifecycle([row], { every: 'year', asOf: '2299-12-31', timeZone }),
  // Whether cells agree with days is more than a schema says.
  cohortTableSchema: (table: CohortTable) => {
    try {
      return mergeCohortTables([table])
    } catch (error) {
      return error instanceof MetricError ? error : undefined
    }
  },
  ratingTallySchema: (tally) => mergeRatings([{ 0: 1 }, tally]),
  churnTallySchema: (tally) => mergeChurn([tally]),
  lifeRowSchema: (row) => tallyLives([row], { asOf: '2299-12-31', unit: 'year', timeZone }),
  lifeTallySchema: (tally) => mergeLives([{ 0: { lost: 1, censored: 0 } }, tally]),
  costTallySchema: (tally) => mergeCosts([tally]),
  spendPeriodSchema: (row) => costByPeriod([row], { lag: 0 }),
  // Beside a point that makes a curve by itself.
  responsePointSchema: ({ trials = 0, ...point }: ResponsePoint) =>
    responseCurve({
      points: [
        { spend: 1, rate: 0.2 },
        { ...point, trials: 0 * trials },
      ],
      ceiling: 1,
    }),
  retentionCohortSchema: (cohort) => fitSbg([{ retained: [100, 80, 70, 65, 62] }, cohort]),
  retentionModelSchema: (model) => projectRetention(model, { periods: 2 }),
  ticketRowSchema: (row: TicketRow) =>
    firstReplyTimes([{ openedAt: '1800-01-01T00:00:00Z' }, row], {
      asOf: '2299-12-31T23:59:59.999Z',
      clock: 'calendar',
      unit: 'hour',
      definition: 7,
    }),
  timeTallySchema: (tally) => mergeTimes([tally]),
  contactTallySchema: (tally) => mergeContacts([tally]),
  rfmRowSchema: (row) => rfm([row], { bins: 5 }),
  valueRowSchema: (row) => valueTiers([row], { by: 'threshold', tiers: [{ name: 'all' }] }),
  segmentRowSchema: (row) => segmentMigration({ before: [row], after: [row] }),
  segmentMoveTallySchema: (tally) => mergeSegmentMoves([tally]),
  healthRowSchema: (row: HealthRow) =>
    healthScores([row], {
      parts: Object.keys(row.values)
        .filter((name) => name !== '')
        .concat('none of them, surely')
        .slice(0, 5)
        .map((name) => ({ name, weight: 1, direction: 'higher', bounds: [0, 1] })),
      levels: [{ name: 'any', from: 0 }],
    }),
  countedHistorySchema: (row: CountedHistory) => compressSummaries([row]),
  customerSummarySchema: (row: CustomerSummary) => compressSummaries([row]),
  holdoutSummarySchema: (row: HoldoutSummary) =>
    holdoutTable(bgNbd({ r: 1, alpha: 1, a: 1, b: 1 }, { unit: 'week' }), {
      horizon: { weeks: 1 },
      customers: [row],
    }),
  weightedRatingRowSchema: (row) => tallyWeightedRatings([row]),
  weightedRatingTallySchema: (tally) =>
    mergeWeightedRatings([{ 5: { responses: 1, weight: 1, squaredWeight: 1 } }, tally]),
  ratingPairSchema: (pair) =>
    compareNpsPaired([{ before: 0, after: 0 }, pair], {
      unanswered: 'skip',
      scale: { min: -1000, passiveFrom: 0, promoterFrom: 1, max: 1000 },
    }),
  responseCountsSchema: (counts: ResponseCounts) =>
    responseRate({ ...counts, invited: counts.invited + 1 }, { policy: 'rr1' }),
}

const table = cohortTable(
  [
    { customer: 1, on: '2025-01-10', amount: '1.5' },
    { customer: 1, on: '2025-02-10', amount: '2' },
    { customer: 2, on: '2025-02-10', amount: '2' },
  ],
  {
    every: 'month',
    asOf: '2025-03-31',
    measure: 'on-or-after',
    clock: 'calendar',
    cohort: 'any',
    average: 'amplitude',
    brackets: [
      [0, 0],
      [1, 2],
    ],
    until: 3,
  },
)

/** Values close to good ones, so that schemas let many of them pass. */
const nearly: Record<string, fc.Arbitrary<unknown>> = {
  answerRowSchema: fc.record({
    rating: fc.oneof(fc.integer(), junk),
    answeredOn: fc.oneof(fc.constant('2025-01-01'), junk),
  }),
  subscriptionRowSchema: fc.record(
    {
      customer: fc.oneof(fc.string(), fc.integer(), junk),
      startedOn: fc.oneof(
        fc.constantFrom('2025-01-01', '2025-06-01T10:00Z', '2024-02-29T23:59:59.123+05:45'),
        junk,
      ),
      endedOn: fc.oneof(fc.constantFrom('2025-07-01', null, '2025-01-01'), junk),
      amount: fc.oneof(fc.double(), fc.constantFrom('1.50', '-3'), junk),
    },
    { requiredKeys: ['customer', 'startedOn'] },
  ),
  revenueRowSchema: fc.record(
    {
      customer: fc.integer(),
      subscription: fc.oneof(fc.string(), junk),
      startedOn: fc.constantFrom('2025-01-01', '2025-01-15T10:00Z'),
      endedOn: fc.constantFrom('2025-07-01', null, '2025-01-01'),
      reason: fc.oneof(fc.string(), fc.constant(null), junk),
      amount: fc.oneof(fc.double(), fc.constantFrom('1.50', '-3', '-0', -0, '-0.00'), junk),
      changes: fc.oneof(
        fc.array(
          fc.record({
            on: fc.constantFrom('2025-01-01', '2025-02-01', '2025-03-01T23:00Z', '2025-07-01'),
            amount: fc.constantFrom('5', 0, -1),
          }),
          { maxLength: 2 },
        ),
        junk,
      ),
      currency: fc.oneof(fc.constantFrom('EUR', ''), junk),
    },
    { requiredKeys: ['customer', 'startedOn', 'amount'] },
  ),
  billingRowSchema: fc.record(
    {
      customer: fc.oneof(fc.string(), fc.integer(), junk),
      startedOn: fc.constantFrom('2025-01-01', '2025-01-15T10:00Z'),
      status: fc.oneof(fc.constantFrom('active', 'In Trial', 'paused', 'canceled', 'other'), junk),
      trialUntil: fc.constantFrom('2025-01-10', null),
      pausedFrom: fc.constantFrom('2025-02-01', null),
      pausedUntil: fc.constantFrom('2025-02-01', '2025-01-01', null),
      pauses: fc.oneof(
        fc.array(
          fc.record({
            from: fc.constantFrom('2025-02-01', '2025-03-01'),
            until: fc.constantFrom('2025-02-15', null),
          }),
          { maxLength: 2 },
        ),
        junk,
      ),
      canceledOn: fc.constantFrom('2025-02-20', null),
      paidUntil: fc.constantFrom('2025-03-01', null),
      dunningUntil: fc.constantFrom('2025-03-10', '2025-02-10', null),
      endedOn: fc.oneof(fc.constantFrom('2025-07-01', null, '2024-01-01'), junk),
    },
    { requiredKeys: ['customer', 'startedOn'] },
  ),
  pricedBillingRowSchema: fc.record(
    {
      customer: fc.integer(),
      startedOn: fc.constantFrom('2025-01-01', '2025-01-15T10:00Z'),
      amount: fc.oneof(fc.constantFrom('1.50', 3, '-1'), junk),
      unit: fc.constantFrom('week', 'year', 'fortnight'),
      every: fc.constantFrom(1, 2, 0, 1.5),
      changes: fc.array(
        fc.record({
          on: fc.constantFrom('2025-01-01', '2025-02-01', '2025-03-01'),
          amount: fc.constantFrom('5', 0, -1),
        }),
        { maxLength: 2 },
      ),
      discounts: fc.array(
        fc.record(
          {
            amount: fc.constantFrom('5', null),
            share: fc.constantFrom('0.5', 2, null),
            from: fc.constantFrom('2025-02-01', null),
            until: fc.constantFrom('2025-01-20', '2025-03-01', null),
          },
          { requiredKeys: [] },
        ),
        { maxLength: 2 },
      ),
      usage: fc.array(
        fc.record({
          from: fc.constantFrom('2025-02-01', '2025-03-01'),
          until: fc.constantFrom('2025-02-20', '2025-04-01'),
          amount: fc.constantFrom('5', -1),
        }),
        { maxLength: 2 },
      ),
      currency: fc.oneof(fc.constantFrom('EUR', ''), junk),
    },
    { requiredKeys: ['customer', 'startedOn', 'amount'] },
  ),
  contractRowSchema: fc.record(
    {
      customer: fc.integer(),
      dueOn: fc.constantFrom('2025-01-01', '2025-01-31T10:00Z'),
      renewedOn: fc.constantFrom('2025-01-01', null, '2024-12-01'),
      amount: fc.constantFrom('5', 0, -1),
      renewedAmount: fc.oneof(fc.constantFrom('7.5', '-1'), junk),
    },
    { requiredKeys: ['customer', 'dueOn'] },
  ),
  revenueTallySchema: fc.record(
    {
      from: fc.constant('2025-01-01'),
      to: fc.constantFrom('2025-02-01', '2024-01-01'),
      level: fc.constantFrom('customer', 'subscription', 'account'),
      windows: fc.constantFrom(1, 2, 0),
      currency: fc.constantFrom('EUR', ''),
      opening: fc.constantFrom('10', '2.50'),
      new: fc.constantFrom('0', '0.5', '-1'),
      expansion: fc.constant('0'),
      contraction: fc.constantFrom('0', '0.50', 'x'),
      churned: fc.constantFrom('0', '10'),
      reactivation: fc.constantFrom('0', '1'),
      reactivationWithinMonth: fc.constantFrom('0', '1'),
      reactivationWithin90Days: fc.constantFrom('0', '1'),
      closing: fc.constantFrom('10', '0', '2', '2.5', '10.5', '11', '9.5', '0.5', '1'),
    },
    {
      requiredKeys: [
        'from',
        'to',
        'level',
        'windows',
        'opening',
        'new',
        'expansion',
        'contraction',
        'churned',
        'reactivation',
        'reactivationWithinMonth',
        'reactivationWithin90Days',
        'closing',
      ],
    },
  ),
  renewalTallySchema: fc.record(
    {
      from: fc.constant('2025-01-01'),
      to: fc.constantFrom('2025-02-01', '2024-01-01'),
      graceDays: fc.constantFrom(0, 366, 367),
      due: fc.nat(5),
      renewed: fc.nat(5),
      pending: fc.oneof(fc.nat(), junk),
      dueAmount: fc.constantFrom('10', '2.50'),
      keptAmount: fc.constantFrom('5', '2.50'),
      renewedAmount: fc.constantFrom('5', '2', 'x'),
    },
    { requiredKeys: ['from', 'to', 'graceDays', 'due', 'renewed', 'pending'] },
  ),
  transactionRowSchema: fc.record(
    {
      customer: fc.oneof(fc.string(), junk),
      on: fc.oneof(fc.constantFrom('2025-01-01', '2024-12-31T23:59:60Z'), junk),
      amount: fc.oneof(fc.double(), fc.constantFrom('1.50', '1e5', '.5', '+5'), junk),
    },
    { requiredKeys: ['customer', 'on'] },
  ),
  eventRowSchema: fc.record(
    {
      customer: fc.oneof(fc.string(), junk),
      on: fc.oneof(fc.constantFrom('2025-01-01', '2024-12-31T23:59:59Z'), junk),
      amount: fc.oneof(fc.double(), fc.constantFrom('1.50', '1e5'), junk),
    },
    { requiredKeys: ['customer', 'on'] },
  ),
  cohortTableSchema: fc
    .tuple(
      fc.constantFrom(...Object.keys(table)),
      fc.oneof(fc.constantFrom(null, 1, 3, 'week', 'first', 'sunday', '2025-04-01', []), junk),
    )
    .map(([key, value]) => ({ ...table, [key]: value })),
  ratingTallySchema: fc.dictionary(
    fc.oneof(
      fc.integer({ min: -1500, max: 1500 }).map(String),
      fc.constantFrom('01', '', '1e1', '-0'),
    ),
    fc.oneof(fc.nat(), junk),
  ),
  weightedRatingRowSchema: fc.record({
    rating: fc.oneof(fc.integer({ min: -9, max: 9 }), junk),
    weight: fc.oneof(fc.double(), fc.double({ min: 0.1, max: 9 }), junk),
  }),
  weightedRatingTallySchema: fc.dictionary(
    fc.oneof(fc.integer({ min: -9, max: 9 }).map(String), fc.constantFrom('01', '2000')),
    fc.record({
      responses: fc.oneof(fc.nat(3), junk),
      weight: fc.oneof(fc.nat(4), fc.double()),
      squaredWeight: fc.oneof(fc.nat(8), fc.double()),
    }),
    { maxKeys: 2 },
  ),
  ratingPairSchema: fc.record({
    before: fc.oneof(fc.integer({ min: -1500, max: 1500 }), junk),
    after: fc.oneof(fc.nat(10), fc.constant(null), junk),
  }),
  responseCountsSchema: fc.record(
    {
      invited: fc.oneof(fc.nat(50), junk),
      completed: fc.nat(10),
      partial: fc.nat(10),
      refused: fc.oneof(fc.nat(10), junk),
      notContacted: fc.nat(10),
      other: fc.nat(10),
      ineligible: fc.nat(10),
    },
    { requiredKeys: ['invited', 'completed'] },
  ),
  churnTallySchema: fc.oneof(
    fc.tuple(subscriptions, windows).map(([rows, window]) => tallyChurn(rows, window)),
    fc.record({
      from: fc.constant('2025-01-01'),
      to: fc.constantFrom('2025-02-01', '2024-01-01'),
      opening: fc.nat(5),
      lost: fc.nat(5),
      gained: fc.nat(5),
      reactivated: fc.nat(5),
      reactivatedWithinMonth: fc.nat(2),
      reactivatedWithin90Days: fc.nat(3),
      gainedThenLost: fc.nat(5),
      lostThenReturned: fc.nat(5),
      leavers: fc.nat(10),
      losses: fc.nat(15),
      lostByReason: fc.dictionary(fc.string(), fc.nat(2)),
      closing: fc.nat(5),
    }),
  ),
  lifeTallySchema: fc.dictionary(
    fc.oneof(fc.nat().map(String), fc.constantFrom('01', '1.5')),
    fc.record(
      {
        lost: fc.oneof(fc.nat(), fc.double({ min: 0, max: 9, noNaN: true }), junk),
        censored: fc.nat(),
        entered: fc.oneof(fc.nat(), junk),
        squares: fc.double({ min: 0, max: 90, noNaN: true }),
        enteredSquares: fc.double({ min: 0, max: 90, noNaN: true }),
      },
      { requiredKeys: ['lost', 'censored'] },
    ),
  ),
  lifeRowSchema: fc.record(
    {
      customer: fc.oneof(fc.integer(), junk),
      startedOn: fc.constant('2025-01-01'),
      weight: fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), junk),
    },
    { requiredKeys: ['customer', 'startedOn'] },
  ),
  retentionCohortSchema: fc.record({
    retained: fc.oneof(
      fc.array(fc.oneof({ weight: 9, arbitrary: fc.nat(5) }, { weight: 1, arbitrary: junk }), {
        maxLength: 4,
      }),
      junk,
    ),
  }),
  retentionModelSchema: fc.record(
    {
      model: fc.constantFrom('sbg', 'bdw', 'other'),
      parameters: fc.record({
        alpha: fc.oneof(fc.double({ min: 0, max: 1e7, noNaN: true }), junk),
        beta: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        c: fc.oneof(fc.double({ min: 0, max: 110, noNaN: true }), junk),
      }),
      covariance: fc.oneof(
        fc.constant([
          [1, 0],
          [0, 1],
        ]),
        fc.constant([
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ]),
        junk,
      ),
    },
    { requiredKeys: ['model', 'parameters'] },
  ),
  costTallySchema: fc.record({
    acquisitionSpend: fc.oneof(fc.constantFrom('1.5', '-2', '1e3'), junk),
    acquired: fc.nat(),
    retentionSpend: fc.constant('0'),
    retained: fc.oneof(fc.nat(), junk),
  }),
  spendPeriodSchema: fc.record({
    acquisitionSpend: fc.oneof(fc.constantFrom('1.5', '-2', 0, -1, 1e-13), fc.double(), junk),
    acquired: fc.oneof(fc.nat(), junk),
  }),
  responsePointSchema: fc.record(
    {
      spend: fc.oneof(fc.constantFrom('1.5', '0', 7, 1e-13), fc.double({ min: 0 }), junk),
      rate: fc.oneof(fc.constantFrom(0, 0.3, 1), fc.double({ min: 0, max: 1 }), junk),
      trials: fc.oneof(fc.nat(), junk),
    },
    { requiredKeys: ['spend', 'rate'] },
  ),
  countedHistorySchema: fc.record({
    frequency: fc.oneof(fc.nat(9), junk),
    recency: fc.oneof(fc.nat(9), junk),
    age: fc.oneof(fc.nat(), junk),
    customers: fc.oneof(fc.nat(), junk),
  }),
  holdoutSummarySchema: fc.record({
    customer: fc.nat(),
    frequency: fc.oneof(fc.nat(9), junk),
    recency: fc.nat(9),
    age: fc.oneof(fc.nat(), junk),
    monetary: fc.constant(null),
    holdoutFrequency: fc.oneof(fc.nat(), junk),
    holdoutMonetary: fc.oneof(fc.double(), fc.constant(null)),
  }),
  customerSummarySchema: fc.record({
    customer: fc.nat(),
    frequency: fc.oneof(fc.nat(), junk),
    recency: fc.oneof(fc.nat(), junk),
    age: fc.oneof(fc.nat(), junk),
    monetary: fc.oneof(fc.double(), fc.constant(null)),
  }),
  ticketRowSchema: fc.record(
    {
      openedAt: fc.oneof(fc.constantFrom('2025-01-01T10:00:00Z', '2025-01-01T10:00+01:00'), junk),
      firstReplyAt: fc.oneof(fc.constantFrom(null, '2025-01-01T11:00:00.25Z'), junk),
      resolvedAt: fc.constantFrom(null, '2025-01-02T10:00:00Z', '2024-12-31T10:00:00Z'),
      reopenings: fc.array(
        fc.record({
          reopenedAt: fc.constantFrom('2025-01-03T10:00:00Z', '2025-01-01T10:00:00Z'),
          resolvedAt: fc.constantFrom(null, '2025-01-03T10:00:00Z', '2025-01-04T10:00:00Z'),
        }),
        { maxLength: 2 },
      ),
      bot: fc.oneof(fc.boolean(), junk),
      participants: fc.oneof(fc.nat(), junk),
    },
    { requiredKeys: ['openedAt'] },
  ),
  timeTallySchema: fc.record({
    measure: fc.constantFrom('resolution', 'first-reply'),
    clock: fc.constantFrom('calendar', 'business'),
    reopened: fc.constantFrom(null, 'first', 'total-open'),
    unit: fc.constantFrom('minute', 'day'),
    bots: fc.nat(),
    times: fc.dictionary(
      fc.oneof(fc.nat().map(String), fc.constantFrom('01', '1.5', '999999999999999')),
      fc.record({ ended: fc.oneof(fc.nat(), junk), open: fc.nat() }),
    ),
  }),
  contactTallySchema: fc.record({
    from: fc.constant('2025-01-01'),
    to: fc.constantFrom('2025-02-01', '2024-01-01'),
    customers: fc.nat(6),
    contacted: fc.nat(3),
    contacts: fc.nat(4),
    squares: fc.oneof(fc.nat(16), junk),
  }),
  rfmRowSchema: fc.record({
    customer: fc.nat(),
    sinceLast: fc.oneof(fc.double(), junk),
    purchases: fc.nat(),
    amount: fc.oneof(fc.double(), fc.constantFrom('1.50', '-3')),
  }),
  valueRowSchema: fc.record({
    customer: fc.oneof(fc.nat(), junk),
    amount: fc.oneof(fc.double(), fc.constantFrom('1.50', '-3'), junk),
  }),
  segmentMoveTallySchema: fc.record({
    moves: fc.array(
      fc.record({
        from: fc.oneof(fc.constantFrom('loyal', null, ''), junk),
        to: fc.oneof(fc.constantFrom('new', null), junk),
        customers: fc.oneof(fc.nat(), fc.constantFrom(1.5, -1), junk),
      }),
      { maxLength: 3 },
    ),
  }),
  segmentRowSchema: fc.record({
    customer: fc.nat(),
    segment: fc.oneof(fc.constant('loyal'), junk),
  }),
  healthRowSchema: fc.record({
    customer: fc.nat(),
    values: fc.dictionary(fc.string(), fc.oneof(fc.double(), fc.constant(null), junk)),
  }),
}

describe('schemas', () => {
  it('are one for each row and tally', () => {
    expect(all.map(([name]) => name).sort()).toEqual(Object.keys(takers).sort())
  })

  it.each(all)('%s throws nothing at junk', (_name, schema) => {
    fc.assert(
      fc.property(junk, (value) => {
        expect(typeof schema.safeParse(value).success).toBe('boolean')
      }),
    )
  })

  it.each(all)('what %s lets pass, the functions take', (name, schema) => {
    fc.assert(
      fc.property(nearly[name] as fc.Arbitrary<unknown>, (value) => {
        const parsed = schema.safeParse(value)
        fc.pre(parsed.success)
        expect(takers[name]?.(parsed.data as never)).toBeDefined()
      }),
      { numRuns: 100, maxSkipsPerRun: 1000 },
    )
  })

  it('counts pass as engines give them, and leave as numbers', () => {
    const parsed = schemas.responseCountsSchema.parse({ invited: '10', completed: 7n, partial: 1 })
    expect(parsed).toEqual({ invited: 10, completed: 7, partial: 1 })
    for (const invited of ['1e3', '-1', '10.0', '', 2n ** 60n, -1n, 1.5])
      expect(schemas.responseCountsSchema.safeParse({ invited, completed: 0 }).success).toBe(false)
  })

  it('a scale that was asked has a schema of its own', () => {
    const schema = ratingTallySchemaOf({ min: 0, max: 10 })
    expect(schema.parse({ 10: '2', 0: 1n })).toEqual({ 0: 1, 10: 2 })
    expect(schema.safeParse({ 11: 1 }).error?.issues).toMatchObject([
      { path: ['11'], message: 'a whole number from 0 to 10' },
    ])
    expect(schema.safeParse([1]).error?.issues).toMatchObject([
      { path: [], message: 'a plain object' },
    ])
    const likert = ratingTallySchemaOf({ min: 1, max: 5 })
    expect(likert.safeParse({ 1: 1, 5: 1 }).success).toBe(true)
    for (const rating of [0, 6])
      expect(likert.safeParse({ [rating]: 1 }).error?.issues).toMatchObject([
        { path: [`${rating}`], message: 'a whole number from 1 to 5' },
      ])
  })

  it('every key of a record is one, whatever objects mean by it', () => {
    const reasons = JSON.parse('{"__proto__": 1, "constructor": 1}')
    const tally = {
      ...tallyChurn(
        [1, 2, 3].map((customer) => ({ customer, startedOn: '2024-01-01', endedOn: '2025-01-05' })),
        { from: '2025-01-01', to: '2025-02-01' },
      ),
      lostByReason: reasons,
    }
    const parsed = schemas.churnTallySchema.parse(tally)
    expect(Object.entries(parsed.lostByReason ?? {})).toEqual([
      ['__proto__', 1],
      ['constructor', 1],
    ])
    expect(JSON.stringify(mergeChurn([parsed]))).toBe(JSON.stringify(mergeChurn([tally])))
    const rated = JSON.parse('{"__proto__": 1, "5": 1}')
    expect(schemas.ratingTallySchema.safeParse(rated).success).toBe(false)
    expect(() => mergeRatings([rated])).toThrow(MetricError)
    expect(
      schemas.lifeTallySchema.safeParse(JSON.parse('{"__proto__": {"lost": 1, "censored": 0}}'))
        .success,
    ).toBe(false)
  })

  it('tallies pass their schemas after a trip through JSON', () => {
    fc.assert(
      fc.property(subscriptions, windows, ratingsOf(0, 10), (rows, window, ratings) => {
        // Who left on the first day has no life.
        fc.pre(rows.some(({ startedOn, endedOn }) => startedOn !== endedOn))
        const trip = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
        const churnTally = schemas.churnTallySchema.parse(trip(tallyChurn(rows, window)))
        expect(churnTally).toEqual(tallyChurn(rows, window))
        const priced = rows.map((row, index) => ({ ...row, amount: `${index}.50` }))
        const revenue = tallyRevenue(priced, { ...window, level: 'customer' })
        expect(schemas.revenueTallySchema.parse(trip(revenue))).toEqual(revenue)
        const lives = tallyLives(rows, { asOf: '2027-01-01', unit: 'month', returns: 'separate' })
        expect(schemas.lifeTallySchema.parse(trip(lives))).toEqual(lives)
        expect(schemas.ratingTallySchema.parse(trip(tallyRatings(ratings)))).toEqual(
          tallyRatings(ratings),
        )
      }),
    )
  })

  it('tables of cohorts pass their schema after a trip through JSON', () => {
    expect(schemas.cohortTableSchema.parse(JSON.parse(JSON.stringify(table)))).toEqual(table)
    fc.assert(
      fc.property(transactions, fc.boolean(), (rows, isPaid) => {
        const events = isPaid ? rows : rows.map(({ customer, on }) => ({ customer, on }))
        const own = cohortTable(events, {
          every: 'quarter',
          asOf: '2027-01-01',
          measure: 'on',
          clock: 'elapsed',
          cohort: 'first',
          average: 'mean',
        })
        expect(schemas.cohortTableSchema.parse(JSON.parse(JSON.stringify(own)))).toEqual(own)
      }),
      { numRuns: 20 },
    )
  })

  it('tables of cohorts pass in every calendar, and with boundaries', () => {
    const nrf = {
      weeks: '4-5-4',
      yearEndsIn: 1,
      yearEndsOn: 'saturday',
      yearEnd: 'nearest',
    } as const
    for (const periods of [
      { every: 'month', calendar: 'persian' },
      { every: 'week', calendar: 'iso-week' },
      { every: 'quarter', calendar: { fiscalYearStartsIn: 4 } },
      { every: 'month', calendar: nrf },
      { boundaries: ['2024-12-29', '2025-03-30', '2025-06-29'] },
    ] as const) {
      const own = cohortTable([{ customer: 1, on: '2025-01-05' }], {
        ...periods,
        asOf: '2025-05-01',
        measure: 'on',
        clock: 'calendar',
        cohort: 'first',
        average: 'pooled',
      })
      expect(schemas.cohortTableSchema.parse(JSON.parse(JSON.stringify(own)))).toEqual(own)
      expect(mergeCohortTables([schemas.cohortTableSchema.parse(own)])).toEqual(own)
    }
  })

  it('tables of cohorts pass with every method of intervals', () => {
    for (const interval of PROPORTION_METHODS) {
      const own = { ...table, interval }
      expect(schemas.cohortTableSchema.parse(own)).toEqual(own)
    }
  })

  it('lives of any age that a curve takes pass their schema', () => {
    for (const age of [999_999, 1_000_000, 3_652_058, Number.MAX_SAFE_INTEGER]) {
      const lives = { [age]: { lost: 1, censored: 1 } }
      expect(retentionCurve(lives).points[0]?.age).toBe(age)
      expect(schemas.lifeTallySchema.parse(lives)).toEqual(lives)
    }
    const beyond = { [Number.MAX_SAFE_INTEGER + 1]: { lost: 1, censored: 1 } }
    expect(() => retentionCurve(beyond)).toThrow('is 9007199254740992, not a whole number')
    expect(schemas.lifeTallySchema.safeParse(beyond).success).toBe(false)
  })

  it('summaries pass their schema', () => {
    fc.assert(
      fc.property(transactions, (rows) => {
        for (const summary of summarizeCustomers(rows, { asOf: '2027-01-01', unit: 'week' }))
          expect(schemas.customerSummarySchema.parse(summary)).toEqual(summary)
      }),
    )
  })

  it('a Date that only pretends to be one does not pass', () => {
    const fakes = [
      { [Symbol.toStringTag]: 'Date' },
      { [Symbol.toStringTag]: 'Date', getTime: () => 0 },
      `2025-01-31T10:00:00.${'1'.repeat(25)}Z`,
    ]
    for (const startedOn of fakes)
      expect(schemas.subscriptionRowSchema.safeParse({ customer: 1, startedOn }).success).toBe(
        false,
      )
  })

  it('types are the hand-written ones', () => {
    const tally: ChurnTally = schemas.churnTallySchema.parse(
      tallyChurn([{ customer: 1, startedOn: '2024-01-01' }], {
        from: '2024-02-01',
        to: '2024-03-01',
      }),
    )
    expect(churn(tally).rate).toBe(0)
    const lives: LifeTally = schemas.lifeTallySchema.parse({ 1: { lost: 1, censored: 1 } })
    expect(retentionCurve(lives).points[0]?.rate).toBe(0.5)
    expect(nps(schemas.ratingTallySchema.parse({ 10: 1 })).score).toBe(100)
  })

  it.each<readonly [(typeof all)[number][1], unknown, readonly (string | number)[], string]>([
    [
      schemas.subscriptionRowSchema,
      { customer: '', startedOn: '2025-01-01' },
      ['customer'],
      'a number or a string that is not empty',
    ],
    [
      schemas.subscriptionRowSchema,
      { customer: 1, startedOn: '2025-02-30' },
      ['startedOn'],
      "a day such as '2025-01-31', or a date-time with its offset",
    ],
    [
      schemas.subscriptionRowSchema,
      { customer: 1, startedOn: '0000-01-01' },
      ['startedOn'],
      "a day such as '2025-01-31', or a date-time with its offset",
    ],
    [
      schemas.subscriptionRowSchema,
      { customer: 1, startedOn: '2025-02-03', endedOn: '2025-02-02' },
      ['endedOn'],
      'a day from startedOn on',
    ],
    [
      schemas.transactionRowSchema,
      { customer: 1, on: '2025-01-01', amount: '1,50' },
      ['amount'],
      'a decimal number such as 19.99',
    ],
    [
      schemas.answerRowSchema,
      { rating: 6.5, answeredOn: '2025-01-01' },
      ['rating'],
      'a whole number from -1000 to 1000',
    ],
    [
      schemas.churnTallySchema,
      {
        from: '2025-01-01',
        to: '2025-01-01',
        opening: 0,
        lost: 0,
        gained: 0,
        reactivated: 0,
        reactivatedWithinMonth: 0,
        reactivatedWithin90Days: 0,
        gainedThenLost: 0,
        lostThenReturned: 0,
        leavers: 0,
        losses: 0,
        closing: 0,
      },
      ['to'],
      'a day after from',
    ],
    [schemas.responsePointSchema, { spend: 0, rate: 0.1 }, ['rate'], '0, where nothing was spent'],
    [
      schemas.churnTallySchema,
      {
        from: '2025-01-01',
        to: '2025-02-01',
        opening: 0,
        lost: 0,
        gained: 0,
        reactivated: 0,
        reactivatedWithinMonth: 0,
        reactivatedWithin90Days: 0,
        gainedThenLost: 0,
        lostThenReturned: 0,
        leavers: 0,
        losses: 0,
        closing: 1,
      },
      ['closing'],
      'the sum of the counts',
    ],
    [
      schemas.subscriptionRowSchema,
      { customer: 1, startedOn: '2025-02-03', reason: '' },
      ['reason'],
      'a string that is not empty',
    ],
    [
      schemas.revenueRowSchema,
      { customer: 1, startedOn: '2025-02-03', amount: '-1' },
      ['amount'],
      'a decimal number of at least 0, such as 19.99',
    ],
    [
      schemas.revenueRowSchema,
      {
        customer: 1,
        startedOn: '2025-02-03',
        amount: 1,
        changes: [{ on: '2025-02-03', amount: 2 }],
      },
      ['changes'],
      'days in order, after startedOn and before endedOn',
    ],
    [
      schemas.contractRowSchema,
      { customer: 1, dueOn: '2025-02-03', renewedOn: '2025-02-03', amount: 1 },
      ['renewedAmount'],
      'an amount where a contract with one was renewed',
    ],
    ...(
      [
        [{ to: '2025-01-01' }, 'to', 'a day after from'],
        [{ level: 'plan' }, 'level', 'customer or subscription'],
        [{ windows: 0 }, 'windows', 'a whole number of at least 1'],
        [{ closing: '8' }, 'closing', 'the sum of the amounts'],
        [{ churned: '9', closing: '2' }, 'churned', 'at most opening less contraction'],
        [{ reactivationWithin90Days: '1' }, 'reactivationWithin90Days', 'at most reactivation'],
        [
          { reactivationWithinMonth: '1' },
          'reactivationWithinMonth',
          'at most reactivationWithin90Days',
        ],
      ] as const
    ).map(
      ([wrong, field, message]) =>
        [
          schemas.revenueTallySchema,
          { ...tallyRevenue([movement], january), ...wrong },
          [field],
          message,
        ] as const,
    ),
    ...(
      [
        [{ to: '2025-01-01' }, 'to', 'a day after from'],
        [{ renewed: 2 }, 'renewed', 'at most due'],
        [{ keptAmount: '3' }, 'keptAmount', 'at most dueAmount and renewedAmount'],
        [{ graceDays: 400 }, 'graceDays', 'a whole number from 0 to 366'],
        [{ renewed: 0, keptAmount: '0' }, 'renewedAmount', '0 as renewed is 0'],
        [{ due: 0, renewed: 0, keptAmount: '0', renewedAmount: '0' }, 'dueAmount', '0 as due is 0'],
        [{ dueAmount: undefined }, 'dueAmount', 'all three amounts or none'],
      ] as const
    ).map(
      ([wrong, field, message]) =>
        [
          schemas.renewalTallySchema,
          {
            from: '2025-01-01',
            to: '2025-02-01',
            graceDays: 0,
            due: 1,
            renewed: 1,
            pending: 0,
            dueAmount: '2',
            keptAmount: '2',
            renewedAmount: '2',
            ...wrong,
          },
          [field],
          message,
        ] as const,
    ),
    ...(
      [
        [{ leavers: 3 }, 'leavers', 'from lost and gainedThenLost to lost, gained and reactivated'],
        [{ losses: 0 }, 'losses', 'at least leavers'],
        [{ leavers: undefined }, 'leavers', 'all four details or none'],
        [{ reactivatedWithin90Days: 1 }, 'reactivatedWithin90Days', 'at most reactivated'],
        [
          { reactivatedWithinMonth: 1 },
          'reactivatedWithinMonth',
          'at most reactivatedWithin90Days',
        ],
        [{ lostByReason: { a: 1, b: 1 } }, 'lostByReason', 'at most lost, together'],
      ] as const
    ).map(
      ([wrong, field, message]) =>
        [
          schemas.churnTallySchema,
          {
            ...tallyChurn([{ ...movement, endedOn: '2025-01-20' }], {
              from: '2025-01-01',
              to: '2025-02-01',
            }),
            ...wrong,
          },
          [field],
          message,
        ] as const,
    ),
    [
      schemas.cohortTableSchema,
      { ...table, cohorts: [{ ...table.cohorts[0], retained: [1, 2] }] },
      ['cohorts', 0, 'retained'],
      'at most size',
    ],
    [schemas.cohortTableSchema, { ...table, columns: [] }, ['cohorts'], 'a cell for each column'],
    [schemas.cohortTableSchema, { ...table, cohorts: [] }, ['cohorts'], 'at least one cohort'],
    [schemas.cohortTableSchema, { ...table, calendar: 'jalali' }, ['calendar'], 'a calendar'],
    [
      schemas.cohortTableSchema,
      { ...table, calendar: { fiscalYearStartsIn: 13 } },
      ['calendar', 'fiscalYearStartsIn'],
      'a whole number from 1 to 12',
    ],
    [
      schemas.cohortTableSchema,
      { ...table, multiple: 0 },
      ['multiple'],
      'a whole number of at least 1',
    ],
  ])('says what is allowed (%#)', (schema, value, path, message) => {
    const { error } = schema.safeParse(value)
    expect(error?.issues[0]).toMatchObject({ path, message })
  })
})

describe('single rows', () => {
  const on = '2025-01-10'
  const at = (hour: number) => `2025-01-10T0${hour}:00:00Z`
  const passes = (schema: (typeof all)[number][1], value: unknown): boolean =>
    schema.safeParse(value).success

  it('keep numbers and texts of amounts as they were given, and write others as text', () => {
    const spelt = (amount: unknown) =>
      schemas.transactionRowSchema.parse({ customer: 1, on, amount }).amount
    expect([10, '10.50', 10n, new Decimal('10.50')].map(spelt)).toEqual([10, '10.50', '10', '10.5'])
    const spent = (spend: unknown) => schemas.responsePointSchema.parse({ spend, rate: 0.5 }).spend
    expect([10, '10.50', 10n, new Decimal('10.50')].map(spent)).toEqual([10, '10.50', '10', '10.5'])
  })

  it('of tallies have amounts as text, each as it was spelt', () => {
    const tally = tallyRevenue([movement], january)
    const opening = (value: unknown) =>
      schemas.revenueTallySchema.parse({ ...tally, opening: value }).opening
    expect(['10.00', 10, 10n].map(opening)).toEqual(['10.00', '10', '10'])
  })

  it('of contracts have the renewed amount where there is an amount and a renewal', () => {
    const due = { customer: 1, dueOn: on }
    const renewed = { ...due, renewedOn: on }
    for (const row of [
      due,
      renewed,
      { ...due, amount: 5 },
      { ...renewed, amount: 5, renewedAmount: 6 },
    ])
      expect(passes(schemas.contractRowSchema, row), JSON.stringify(row)).toBe(true)
    expect(passes(schemas.contractRowSchema, { ...renewed, amount: 5 })).toBe(false)
  })

  it('of subscriptions that ended have any one of the days that say when', () => {
    const ended = { customer: 1, subscription: 's', startedOn: '2024-01-01', status: 'canceled' }
    for (const day of ['canceledOn', 'endedOn'])
      expect(passes(schemas.billingRowSchema, { ...ended, [day]: on }), day).toBe(true)
    expect(
      passes(schemas.billingRowSchema, { ...ended, paidUntil: '2025-01-01', dunningUntil: on }),
    ).toBe(true)
    expect(passes(schemas.billingRowSchema, ended)).toBe(false)
  })

  it('of subscriptions have their changes after the start and before the end', () => {
    const row = { customer: 1, startedOn: '2024-01-01', amount: 5 }
    const priced = (endedOn: string | undefined, ...days: string[]) =>
      passes(schemas.revenueRowSchema, {
        ...row,
        ...(endedOn && { endedOn }),
        ...(days.length > 0 && { changes: days.map((day) => ({ on: day, amount: 6 })) }),
      })
    for (const end of [undefined, on]) {
      expect([priced(end), priced(end, '2024-02-01', '2024-03-01')], end).toEqual([true, true])
      expect(priced(end, '2024-03-01', '2024-02-01'), end).toBe(false)
    }
    expect([priced(on, '2025-01-09'), priced(on, on)]).toEqual([true, false])
  })

  it('of renewals may have kept all of what was due, and of what was renewed', () => {
    const counts = { from: '2025-01-01', to: '2025-02-01', graceDays: 0, due: 2, pending: 0 }
    const kept = (keptAmount: string, dueAmount = '10', renewedAmount = '10') =>
      passes(schemas.renewalTallySchema, {
        ...{ ...counts, renewed: 2 },
        ...{ keptAmount, dueAmount, renewedAmount },
      })
    expect([kept('10'), kept('10', '12'), kept('10', '10', '12')]).toEqual([true, true, true])
    expect([kept('11', '10', '12'), kept('11', '12', '10')]).toEqual([false, false])
  })

  it('of cohorts may keep all customers from one period to the next, and win none', () => {
    const cohort = (...retained: number[]) => passes(schemas.retentionCohortSchema, { retained })
    expect([cohort(5, 5, 3, 3), cohort(5, 3, 4)]).toEqual([true, false])
  })

  it('of weighted answers may have ratings that nobody gave, and weights that are alike', () => {
    const cell = (responses: number, weight: number, squaredWeight: number) =>
      passes(schemas.weightedRatingTallySchema, { 5: { responses, weight, squaredWeight } })
    expect([cell(0, 0, 0), cell(2, 2, 2), cell(2, 2e-9, 2e-18)]).toEqual([true, true, true])
    expect([cell(0, 1, 1), cell(2, 2, 1), cell(2, 1e-9, 1e-18)]).toEqual([false, false, false])
  })

  it('of tickets have their reopenings in order of time, from the resolution on', () => {
    const reopened = (...all: [from: number, to?: number][]) =>
      passes(schemas.ticketRowSchema, {
        openedAt: at(1),
        resolvedAt: at(2),
        reopenings: all.map(([from, to]) => ({
          reopenedAt: at(from),
          resolvedAt: to === undefined ? null : at(to),
        })),
      })
    expect([reopened([2, 3], [3, 4], [5]), reopened([2, 2])]).toEqual([true, true])
    expect([reopened([1, 3]), reopened([4, 3]), reopened([3], [4, 5])]).toEqual([
      false,
      false,
      false,
    ])
  })

  it('of tickets have their holds in order of time', () => {
    const held = (...holds: [from: number, to?: number][]) =>
      passes(schemas.ticketRowSchema, {
        openedAt: at(1),
        holds: holds.map(([from, to]) => ({
          heldAt: at(from),
          resumedAt: to === undefined ? null : at(to),
        })),
      })
    expect([held([1, 2], [2, 4], [5]), held([3, 3])]).toEqual([true, true])
    // Before the opening; resumed before it was held; held while on hold; after one without an end.
    expect([held([0, 2]), held([3, 2]), held([2, 4], [3, 5]), held([2], [3, 4])]).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  it('of contacts add up also where nobody made contact', () => {
    const none = { from: '2025-01-01', to: '2025-02-01', customers: 5, contacted: 0, contacts: 0 }
    expect(passes(schemas.contactTallySchema, { ...none, squares: 0 })).toBe(true)
    expect(passes(schemas.contactTallySchema, { ...none, squares: 1 })).toBe(false)
    // Seven contacts of three: 9 + 4 + 4 at the least, 25 + 1 + 1 at the most, odd as seven is.
    const some = { ...none, contacted: 3, contacts: 7 }
    const found = [15, 17, 18, 19, 27, 29].filter((squares) =>
      passes(schemas.contactTallySchema, { ...some, squares }),
    )
    expect(found).toEqual([17, 19, 27])
  })

  it('of customers may lack a value, which is null then', () => {
    const values = { logins: 5, seats: 0, score: undefined, visits: null }
    expect(schemas.healthRowSchema.parse({ customer: 1, values }).values).toEqual({
      logins: 5,
      seats: 0,
      score: null,
      visits: null,
    })
  })

  it('of invitations may be accounted for to the last, and no further', () => {
    const counts = (refused: number) =>
      passes(schemas.responseCountsSchema, { invited: 10, completed: 7, partial: 1, refused })
    expect([counts(1), counts(2), counts(3)]).toEqual([true, true, false])
  })

  it('of lives that have weights have squares that these can add up to', () => {
    const lives = (squares: number, more: object = {}) =>
      passes(schemas.lifeTallySchema, { 1: { lost: 1.5, censored: 0.5, squares, ...more } })
    // One weight of 2 has a square of 4, and many small ones hardly any.
    expect([lives(4), lives(2), lives(4.1), lives(0)]).toEqual([true, true, false, false])
    const entered = (enteredSquares: number) => lives(2, { entered: 3, enteredSquares })
    expect([entered(9), entered(5), entered(10), entered(0)]).toEqual([true, true, false, false])
    const nobody = (squares: number) =>
      passes(schemas.lifeTallySchema, { 1: { lost: 0, censored: 0, squares } })
    expect([nobody(0), nobody(1)]).toEqual([true, false])
  })
})
