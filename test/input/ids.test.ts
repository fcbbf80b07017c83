import { churn, rfm, segmentMigration, tallyChurn, tallySegmentMoves } from 'customer-metrics'
import { transactionRowSchema } from 'customer-metrics/schemas'
import { describe, expect, it } from 'vitest'
import {
  type Callable,
  functions,
  isAbout,
  mapPlaces,
  outcome,
  type Place,
  places,
  refusalOf,
  valueAt,
  withAt,
} from '../support/places.js'
import { refusal, refusalText } from '../support/refusal.js'
import { samples } from '../support/samples/index.js'

const FIELDS = ['customer', 'subscription', 'into']

/** Calls in which a function reads ids, found by what it says of something that is no id. */
const calls = functions.flatMap(([name, call]) =>
  (samples[name] ?? []).flatMap((args) => {
    const found = places(args).filter(
      (place) =>
        FIELDS.includes(place.at(-1) as string) &&
        typeof valueAt(args, place) !== 'object' &&
        isAbout(refusalOf(call, withAt(args, place, {})), place),
    )
    return found.length > 0 ? [{ name, call, args, found }] : []
  }),
)

const first = (found: readonly Place[], field: unknown): Place[] =>
  found.filter((place) => place.at(-1) === field)

/** The same call with other ids, one for each that there was. */
function renamed(
  args: readonly unknown[],
  found: readonly Place[],
  make: (number: number) => unknown,
): unknown {
  const numbers = new Map<unknown, number>()
  return mapPlaces(args, found, (held) => {
    const number = numbers.get(held) ?? numbers.size + 7
    numbers.set(held, number)
    return make(number)
  })
}

/** A result with the rows that it gives back as JSON would have them. */
function asJson(call: Callable, args: unknown): string {
  return JSON.stringify(outcome(call, args), (_key, value) =>
    typeof value === 'bigint' ? Number(value) : value,
  )
}

describe('ids', () => {
  it('are read by all functions that read rows of customers', () => {
    expect([...new Set(calls.map(({ name }) => name))].length).toBeGreaterThan(25)
  })

  it.each(calls)(
    'above 2^53 - 1 are refused where they stand by $name',
    ({ call, args, found }) => {
      for (const place of found)
        for (const id of [9007199254740992, -9007199254740992, 1e300]) {
          const error = refusalOf(call, withAt(args, place, id))
          expect(error?.code).toBe('invalid')
          expect(isAbout(error, place)).toBe(true)
          expect(error?.message).toMatch(/text or bigint/)
        }
    },
  )

  it.each(calls)(
    'of two kinds are refused by $name, and both places named',
    ({ call, args, found }) => {
      for (const field of FIELDS)
        for (const place of first(found, field).slice(1)) {
          const other = typeof valueAt(args, place) === 'string' ? 999_983 : 'another'
          const error = refusalOf(call, withAt(args, place, other))
          expect(error?.code).toBe('mismatch')
          // The account that another one becomes a part of is a customer too.
          const named = field === 'subscription' ? field : '(customer|into)'
          const [one, two] = [error?.path ?? [], error?.message.split(' as at ')[1] ?? '']
          expect([one.at(-1), two]).toEqual([
            expect.stringMatching(`^${named}$`),
            expect.stringMatching(`^\\w+\\[\\d+\\]\\.${named}: `),
          ])
        }
    },
  )

  it.each(calls)('are the same customers as bigints for $name', ({ name, call, args, found }) => {
    const numbers = renamed(args, found, (number) => number)
    const bigints = renamed(args, found, BigInt)
    const mixed = renamed(args, found, (number) => (number % 2 ? BigInt(number) : number))
    expect(refusalOf(call, numbers)).toBeUndefined()
    expect(asJson(call, bigints)).toBe(asJson(call, numbers))
    expect(asJson(call, mixed)).toBe(asJson(call, numbers))
    // What gives back the rows themselves gives them back as they came.
    if (name !== 'latestAnswers')
      expect(JSON.stringify(outcome(call, bigints))).toBe(JSON.stringify(outcome(call, numbers)))
  })

  it.each(calls)(
    'above 2^53 - 1 are the same as bigints and as digits for $name',
    ({ name, call, args, found }) => {
      const large = (number: number): bigint => 2n ** 53n + BigInt(number)
      const text = renamed(args, found, (number) => `${large(number)}`)
      const bigints = renamed(args, found, large)
      const both = renamed(args, found, (number) =>
        number % 2 ? large(number) : `${large(number)}`,
      )
      if (name === 'latestAnswers') return
      expect(JSON.stringify(outcome(call, bigints))).toBe(JSON.stringify(outcome(call, text)))
      expect(JSON.stringify(outcome(call, both))).toBe(JSON.stringify(outcome(call, text)))
    },
  )
})

describe('ids of subscriptions', () => {
  const window = { from: '2025-01-01', to: '2025-02-01' }

  it('refuse what JSON has made one customer of two', () => {
    const rows = JSON.parse(
      '[{"customer":9007199254740993,"startedOn":"2024-01-01"},{"customer":9007199254740992,"startedOn":"2024-01-01"}]',
    )
    expect(refusalText(() => tallyChurn(rows, window))).toEqual([
      'invalid',
      'tallyChurn: rows[0].customer is 9007199254740992, not an id up to 2^53 - 1: give larger ones as text or bigint',
    ])
  })

  it('refuse a file joined with a database', () => {
    const rows = [
      { customer: '7', startedOn: '2024-01-01' },
      { customer: 7, startedOn: '2024-02-01' },
    ]
    const error = refusal(() => tallyChurn(rows, window))
    expect([error.code, error.message, error.path]).toEqual([
      'mismatch',
      "tallyChurn: rows[1].customer is 7, not a string as at rows[0].customer: 1 and '1' are two ids, so make all of one kind",
      ['rows', 1, 'customer'],
    ])
  })

  it('refuse periods with one kind of ids each', () => {
    const before = [{ customer: 7, segment: 'a' }]
    const after = [{ customer: '7', segment: 'b' }]
    for (const call of [tallySegmentMoves, segmentMigration])
      expect(refusal(() => call({ before, after })).message).toMatch(
        /after\[0\]\.customer is "7", not a number as at before\[0\]\.customer/,
      )
  })

  it('have no kind where they are longer than numbers can be', () => {
    const rows = [
      { customer: '9007199254740993', startedOn: '2024-01-01', endedOn: '2025-01-05' },
      { customer: 9007199254740993n, startedOn: '2025-01-20' },
      { customer: 7, startedOn: '2024-02-01' },
      { customer: 7n, startedOn: '2024-02-01' },
    ]
    const tally = tallyChurn(rows, window)
    expect([tally.opening, tally.lost, tally.lostThenReturned]).toEqual([2, 1, 1])
    expect(churn(tally).rate).toBe(0.5)
  })

  it('leave as JSON', () => {
    const row = { sinceLast: 1, purchases: 1, amount: 1 }
    const rows = [
      { customer: 7n, ...row },
      { customer: 2n ** 60n, ...row },
    ]
    const thresholds = {
      recency: [30, 90, 180, 365],
      frequency: [2, 3, 5, 10],
      monetary: [20, 50, 100, 200],
    }
    expect(rfm(rows, { thresholds }).customers.map(({ customer }) => customer)).toEqual([
      7,
      '1152921504606846976',
    ])
  })

  it('leave schemas as they leave functions', () => {
    const id = (customer: unknown): unknown =>
      transactionRowSchema.safeParse({ customer, on: '2025-01-01' }).data?.customer
    expect([7, 7n, '7', 2n ** 60n, 1.5].map(id)).toEqual([7, 7, '7', '1152921504606846976', 1.5])
    expect([2 ** 53, Number.NaN, '', null].map(id)).toEqual(Array(4).fill(undefined))
  })
})
