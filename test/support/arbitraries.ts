import type { SubscriptionRow, TransactionRow } from 'customer-metrics'
import fc from 'fast-check'

/** A day written out, of a few years around 2024. */
export const days: fc.Arbitrary<string> = fc
  .integer({ min: 19_000, max: 20_500 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))

/** Two days in order, never the same. */
export const windows: fc.Arbitrary<{ from: string; to: string }> = fc
  .uniqueArray(days, { minLength: 2, maxLength: 2 })
  .map((pair) => {
    const [from, to] = pair.sort() as [string, string]
    return { from, to }
  })

/** Ratings of a scale, at least one. */
export function ratingsOf(min: number, max: number, maxLength = 60): fc.Arbitrary<number[]> {
  return fc.array(fc.integer({ min, max }), { minLength: 1, maxLength })
}

/** Subscriptions of a few customers, so that rows of one overlap, touch and leave gaps. */
export const subscriptions: fc.Arbitrary<SubscriptionRow[]> = fc.array(
  fc
    .record({
      customer: fc.integer({ min: 1, max: 12 }),
      startedOn: days,
      lasted: fc.option(fc.nat(500), { freq: 3 }),
    })
    .map(({ customer, startedOn, lasted }) => ({
      customer,
      startedOn,
      endedOn: lasted === null ? null : later(startedOn, lasted),
    })),
  { minLength: 1, maxLength: 40 },
)

/** Transactions of a few customers, with amounts in cents. */
export const transactions: fc.Arbitrary<(TransactionRow & { amount: string })[]> = fc.array(
  fc.record({
    customer: fc.integer({ min: 1, max: 12 }),
    on: days,
    amount: fc.integer({ min: 0, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2)),
  }),
  { minLength: 1, maxLength: 60 },
)

/** So many days later. */
export function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Everything that a careless or hostile caller might pass. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    Number.NaN,
    Infinity,
    -Infinity,
    -0,
    0,
    -1,
    0.5,
    1e308,
    5e-324,
    2 ** 53,
    -(2 ** 53),
    1n,
    10n ** 400n,
    '',
    ' ',
    '0',
    '-1',
    '1e999',
    '1e-999',
    'NaN',
    '__proto__',
    'constructor',
    '2025-02-30',
    '2025-13-01',
    '0000-00-00',
    '2025-01-01T00:00',
    '2025-01-01T25:00:00Z',
    '9999-12-31',
    '0001-01-01',
    true,
    false,
    Symbol('junk'),
    () => 5,
    // biome-ignore lint/suspicious/noSparseArray: holes are the point
    [, 1, ,],
    new Array(3),
    [],
    [[]],
    [null],
    {},
    { length: 3 },
    { length: 1e12 },
    Object.create(null),
    JSON.parse('{"__proto__": 5, "constructor": 3}'),
    { toStringTag: '[object Decimal]', toString: 5 },
    { [Symbol.iterator]: 5 },
    { [Symbol.iterator]: () => 5 },
    { [Symbol.iterator]: () => ({ next: 5 }) },
    { [Symbol.iterator]: () => ({ next: () => 5 }) },
    new Date(Number.NaN),
    new Date(8.64e15),
    new Date(0),
    Object.create(Date.prototype),
    new Map([[1, 2]]),
    new Set([1, 2]),
    new Int8Array([1, -5]),
    new Float64Array([Number.NaN, 0.5]),
    new BigInt64Array([5n]),
    new DataView(new ArrayBuffer(4)),
    /x/,
    new Error('junk'),
    Promise.resolve(5),
    new Proxy([], { get: (_target, key) => (key === 'length' ? 2 : 5) }),
    new Proxy({}, { get: () => 5 }),
    new Proxy({}, { get: () => undefined }),
    new Proxy({}, { get: () => () => 5 }),
    new Proxy(() => 5, {}),
  ),
  fc.double(),
  fc.string({ maxLength: 12 }),
  fc.anything({ maxDepth: 2, withBigInt: true, withDate: true, withNullPrototype: true }),
)
