import { check } from '../../internal/guard.js'
import { groupBy, list, rowsOf } from '../compose.js'
import type { Draft, FieldKind } from '../draft.js'

/** The day after every day: where a subscription ends that has not ended. */
export const OPEN = 3_000_000

/** The fields of a subscription. */
export const SPAN_FIELDS: { readonly required: Readonly<Record<string, FieldKind>> } = {
  required: { customer: 'id', startedOn: 'day', endedOn: 'day' },
}

/**
 * Which subscriptions count: nobody is a customer for no day, so one that starts and ends on one day
 * does not.
 */
export const COUNTED = 's.e > s.s'

/** Rows that every function of subscriptions refuses. */
export const FAULTY = 's.customer IS NULL OR s.s IS NULL OR s.e < s.s'

/** Subscriptions that are counted by themselves have a column of ids. */
export function checkSubscription(draft: Draft, level: 'customer' | 'subscription'): void {
  const path = ['source', 'columns', 'subscription']
  const isKnown = level === 'customer' || draft.has('subscription')
  const expected = 'the name of a column, as level is subscription'
  check(draft.metric, path, undefined, isKnown, expected, 'invalid')
}

/**
 * Tables that count, as `n_clashes` of `clashes`, the rows that are not parts of the one subscription
 * whose id they have: those of another customer, and those that begin before an earlier one has ended.
 */
export function checkParts(
  draft: Draft,
  { account, owner }: { readonly account: string; readonly owner: string },
): readonly (readonly [name: string, query: string])[] {
  const partition = `PARTITION BY ${list(draft, account)}`
  const ended = draft.dialect.maybe(`CASE WHEN ${COUNTED} THEN s.e END`)
  const parts = `SELECT ${list(draft, 's.s', 's.e', `${owner} AS of_one`)},
    MIN(${owner}) OVER (${partition}) AS of_all,
    MAX(${ended}) OVER (${partition} ORDER BY s.s
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest
  FROM src AS s`
  const clashes = `SELECT ${list(draft, 'COUNT(*) AS n_clashes')}
  FROM parts AS s WHERE s.of_one <> s.of_all OR (${COUNTED} AND s.latest > s.s)
  ${groupBy(draft)}`
  return [
    ['parts', parts],
    ['clashes', clashes],
  ]
}

/** The subscriptions as days: `customer`, first day `s`, first day without `e`. */
export function readSpans(draft: Draft, more: Readonly<Record<string, string>> = {}): string {
  return rowsOf(draft, {
    customer: draft.key('customer'),
    s: draft.day('startedOn'),
    e: `COALESCE(${draft.day('endedOn')}, ${OPEN})`,
    ...more,
  })
}

/**
 * Each subscription with the next start among those of its customer that end later (`back`), and the
 * first start of all (`came`). One that ends before `back`, or that has none, ends a stretch.
 */
export function followSpans(draft: Draft, from: string, hasReason: boolean): string {
  const { maybe } = draft.dialect
  // Of two with one end, the last has the first reason in order of the alphabet.
  const order = hasReason
    ? 's.e, CASE WHEN s.reason IS NULL THEN 0 ELSE 1 END, s.reason DESC'
    : 's.e'
  const owner = list(draft, 's.customer')
  const columns = list(draft, 's.customer', 's.s', 's.e', ...(hasReason ? ['s.reason'] : []))
  return `SELECT ${columns},
    MIN(${maybe('s.s')}) OVER (PARTITION BY ${owner} ORDER BY ${order}
      ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS back,
    MIN(s.s) OVER (PARTITION BY ${owner}) AS came
  FROM ${from} AS s`
}
