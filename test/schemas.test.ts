import {
  type AnswerRow,
  type ChurnTally,
  type CustomerSummary,
  churn,
  compareNpsPaired,
  type LifeTally,
  mergeChurn,
  mergeCosts,
  mergeLives,
  mergeRatings,
  mergeWeightedRatings,
  nps,
  type ResponseCounts,
  responseRate,
  retentionCurve,
  summarizeCustomers,
  type TransactionRow,
  tallyChurn,
  tallyLives,
  tallyRatings,
  tallyWeightedRatings,
} from 'customer-metrics'
import * as schemas from 'customer-metrics/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { junk, ratingsOf, subscriptions, transactions, windows } from './support/arbitraries.js'

const all = Object.entries(schemas)

/** What each schema lets pass, a function must take. */
const takers: Record<string, (value: never) => unknown> = {
  answerRowSchema: ({ rating }: AnswerRow) => tallyRatings([0, rating], { unanswered: 'skip' }),
  subscriptionRowSchema: (row) => tallyChurn([row], { from: '2024-01-01', to: '2024-02-01' }),
  // A refund alone makes no customer.
  transactionRowSchema: (row: TransactionRow) =>
    summarizeCustomers([row, row.amount === undefined ? row : { ...row, amount: 1 }], {
      asOf: '9999-12-31',
      unit: 'day',
      refunds: 'net',
    }),
  ratingTallySchema: (tally) => mergeRatings([{ 0: 1 }, tally]),
  churnTallySchema: (tally) => mergeChurn([tally]),
  lifeTallySchema: (tally) => mergeLives([{ 0: { lost: 1, censored: 0 } }, tally]),
  costTallySchema: (tally) => mergeCosts([tally]),
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
  customerSummarySchema: ({ age, recency }: CustomerSummary) => age + recency,
}

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
  transactionRowSchema: fc.record(
    {
      customer: fc.oneof(fc.string(), junk),
      on: fc.oneof(fc.constantFrom('2025-01-01', '2024-12-31T23:59:60Z'), junk),
      amount: fc.oneof(fc.double(), fc.constantFrom('1.50', '1e5', '.5', '+5'), junk),
    },
    { requiredKeys: ['customer', 'on'] },
  ),
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
      gainedThenLost: fc.nat(5),
      lostThenReturned: fc.nat(5),
      closing: fc.nat(5),
    }),
  ),
  lifeTallySchema: fc.dictionary(
    fc.oneof(fc.nat().map(String), fc.constantFrom('01', '1.5')),
    fc.record({ lost: fc.oneof(fc.nat(), junk), censored: fc.nat() }),
  ),
  costTallySchema: fc.record({
    acquisitionSpend: fc.oneof(fc.constantFrom('1.5', '-2', '1e3'), junk),
    acquired: fc.nat(),
    retentionSpend: fc.constant('0'),
    retained: fc.oneof(fc.nat(), junk),
  }),
  customerSummarySchema: fc.record({
    customer: fc.nat(),
    frequency: fc.oneof(fc.nat(), junk),
    recency: fc.oneof(fc.nat(), junk),
    age: fc.oneof(fc.nat(), junk),
    monetary: fc.oneof(fc.double(), fc.constant(null)),
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

  it('tallies pass their schemas after a trip through JSON', () => {
    fc.assert(
      fc.property(subscriptions, windows, ratingsOf(0, 10), (rows, window, ratings) => {
        const trip = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
        const churnTally = schemas.churnTallySchema.parse(trip(tallyChurn(rows, window)))
        expect(churnTally).toEqual(tallyChurn(rows, window))
        const lives = tallyLives(rows, { asOf: '2027-01-01', unit: 'month', returns: 'separate' })
        expect(schemas.lifeTallySchema.parse(trip(lives))).toEqual(lives)
        expect(schemas.ratingTallySchema.parse(trip(tallyRatings(ratings)))).toEqual(
          tallyRatings(ratings),
        )
      }),
    )
  })

  it('summaries pass their schema', () => {
    fc.assert(
      fc.property(transactions, (rows) => {
        for (const summary of summarizeCustomers(rows, { asOf: '2027-01-01', unit: 'week' }))
          expect(schemas.customerSummarySchema.parse(summary)).toEqual(summary)
      }),
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

  it.each([
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
        gainedThenLost: 0,
        lostThenReturned: 0,
        closing: 0,
      },
      ['to'],
      'a day after from',
    ],
    [
      schemas.churnTallySchema,
      {
        from: '2025-01-01',
        to: '2025-02-01',
        opening: 0,
        lost: 0,
        gained: 0,
        reactivated: 0,
        gainedThenLost: 0,
        lostThenReturned: 0,
        closing: 1,
      },
      ['closing'],
      'the sum of the counts',
    ],
  ])('says what is allowed (%#)', (schema, value, path, message) => {
    const { error } = schema.safeParse(value)
    expect(error?.issues[0]).toMatchObject({ path, message })
  })
})
