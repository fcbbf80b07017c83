import {
  firstReplyTimes,
  type RevenueRow,
  resolutionTimes,
  type SubscriptionRow,
  tallyChurn,
  tallyLives,
  tallyRenewals,
  tallyRevenue,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { functions, outcome, refusalOf } from '../support/places.js'
import { refusal, refusalText } from '../support/refusal.js'
import { samples } from '../support/samples/index.js'

const window = { from: '2025-01-01', to: '2025-02-01' }
const stay: SubscriptionRow = { customer: 1, startedOn: '2024-01-01' }

/** Fields that are absent in some rows of good calls, and other names that rows have for them. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  endedOn: [
    'ended_on',
    'EndedOn',
    'ENDED ON',
    'end_date',
    'canceledAt',
    'cancelled_at',
    'churned_on',
    'closed_at',
  ],
  renewedOn: ['renewed_on', 'Renewed On', 'renewal_date'],
  resolvedAt: ['resolved_at', 'RESOLVED-AT', 'closed_at', 'solved_at'],
  firstReplyAt: ['first_reply_at', 'firstResponseAt', 'first_response'],
  currency: ['Currency', 'currency_code'],
  amount: ['Amount', 'AMOUNT'],
}

/** Calls whose rows have a field that decides the result: without it, another one. */
const calls = functions.flatMap(([name, call]) =>
  (samples[name] ?? []).flatMap((args) =>
    (/^(merge|chain)/.test(name) ? [] : args).flatMap((rows, at) => {
      const isRows =
        Array.isArray(rows) && rows.every((row) => typeof row === 'object' && row !== null)
      if (!isRows) return []
      return Object.keys(OTHERS).flatMap((field) => {
        const list = rows as Record<string, unknown>[]
        if (!list.some((row) => row[field] != null)) return []
        const renamed = (column: string | undefined): unknown[] =>
          args.map((arg, index) =>
            index === at
              ? list.map(({ [field]: held, ...row }) =>
                  column === undefined || held === undefined ? row : { ...row, [column]: held },
                )
              : arg,
          )
        const without = outcome(call, renamed(undefined))
        const isOptional = 'result' in without
        const decides =
          isOptional && JSON.stringify(without) !== JSON.stringify(outcome(call, args))
        return decides ? [{ name, field, call, renamed, without }] : []
      })
    }),
  ),
)

describe('columns that look like a field which no row has', () => {
  it('are looked for by all functions that read rows with optional fields', () => {
    const fields = new Map<string, Set<string>>()
    for (const { name, field } of calls)
      fields.set(field, (fields.get(field) ?? new Set()).add(name))
    expect(fields.get('endedOn')?.size).toBeGreaterThanOrEqual(6)
    expect(fields.get('resolvedAt')?.size).toBeGreaterThanOrEqual(2)
    expect(calls.length).toBeGreaterThan(15)
  })

  it.each(calls)(
    'are a question where $field is meant in $name',
    ({ name, field, call, renamed }) => {
      for (const column of OTHERS[field] as string[]) {
        // Where the day of a cancellation is a field of its own, it is that which is meant.
        if (name === 'readSubscriptions' && /cancel/i.test(column)) continue
        const error = refusalOf(call, renamed(column))
        expect(error?.code).toBe('invalid')
        expect(error?.path.at(-1)).toBe(column)
        expect(error?.message).toContain(
          `absent where no row has ${field}: name the column ${field}`,
        )
      }
    },
  )

  it.each(calls)(
    'are no question where they are something else in $name',
    ({ call, renamed, without }) => {
      for (const column of ['colour', 'note_of_the_day'])
        expect(JSON.stringify(outcome(call, renamed(column)))).toBe(JSON.stringify(without))
    },
  )

  it('are looked for in the first hundred rows: one that comes later is another column', () => {
    const rowsBefore = (count: number) => [
      ...Array.from({ length: count }, (_, customer) => ({ customer, startedOn: '2024-01-01' })),
      { ...stay, customer: 1000, ended_on: '2025-01-05' },
    ]
    expect(refusalText(() => tallyChurn(rowsBefore(99), window))[1]).toContain(
      'rows[99].ended_on is "2025-01-05"',
    )
    expect(tallyChurn(rowsBefore(100), window)).toMatchObject({ opening: 101, lost: 0 })
  })

  it('are named with their row', () => {
    const rows = [
      { ...stay, ended_on: null },
      { ...stay, customer: 2, ended_on: '2025-01-05' },
    ]
    expect(refusalText(() => tallyChurn(rows, window))).toEqual([
      'invalid',
      'tallyChurn: rows[1].ended_on is "2025-01-05", not absent where no row has endedOn: name the column endedOn, or leave it out',
    ])
  })

  it('do not bother who has them beside the field, or without a value, or as a flag', () => {
    const open = tallyChurn([stay], window)
    for (const more of [
      { ended_on: null },
      { end_date: '' },
      { cancelled: false },
      { closed: true },
      { ended_on: undefined },
    ])
      expect(tallyChurn([{ ...stay, ...more }], window)).toEqual(open)
    const both = { ...stay, endedOn: '2025-01-05', cancelled_at: '2024-12-20' }
    expect(tallyChurn([both], window).lost).toBe(1)
    expect(
      tallyChurn(
        [
          { ...stay, cancelled_at: '2024-12-20' },
          { ...both, customer: 2 },
        ] as unknown as SubscriptionRow[],
        window,
      ).lost,
    ).toBe(1)
  })

  it('are remembered until the field comes, however late', () => {
    const many = Array.from({ length: 300 }, (_, customer) => ({
      customer,
      startedOn: '2024-01-01',
      ended_on: '2025-01-05',
    }))
    expect(refusal(() => tallyChurn(many, window)).path).toEqual(['rows', 0, 'ended_on'])
    const last = { customer: 300, startedOn: '2024-01-01', endedOn: '2025-01-05' }
    expect(tallyChurn([...many, last], window).lost).toBe(1)
    const plain = many.map(({ customer, startedOn }) => ({ customer, startedOn }))
    expect(
      tallyChurn(
        [...plain, { ...last, ended_on: '2025-01-05', endedOn: undefined } as never],
        window,
      ).lost,
    ).toBe(0)
  })

  it('are those of what a function reads', () => {
    const ticket = {
      openedAt: '2025-01-01T00:00:00Z',
      resolvedAt: '2025-01-01T01:00:00Z',
      first_reply: '2025-01-01T00:30:00Z',
    }
    const times = {
      asOf: '2025-02-01T00:00:00Z',
      clock: 'calendar',
      unit: 'hour',
      definition: 7,
    } as const
    expect(resolutionTimes([ticket], { ...times, reopened: 'first' }).median).toBe(1)
    expect(refusal(() => firstReplyTimes([ticket], times)).path).toEqual([
      'tickets',
      0,
      'first_reply',
    ])
    const left = { ...stay, cancel_reason: 'price', endedOn: '2025-01-05' }
    expect(refusal(() => tallyChurn([left], window)).path).toEqual(['rows', 0, 'cancel_reason'])
    expect(tallyLives([left], { asOf: '2025-03-01', unit: 'month' })).toEqual({
      13: { lost: 1, censored: 0 },
    })
    expect(
      refusal(() =>
        tallyRevenue([{ ...stay, amount: 1, 'currency code': 'EUR' } as RevenueRow], {
          ...window,
          level: 'customer',
        }),
      ).path,
    ).toEqual(['rows', 0, 'currency code'])
    const term = { customer: 1, dueOn: '2025-01-10', 'renewed at': '2025-01-09' }
    expect(
      refusal(() => tallyRenewals([term], { ...window, asOf: '2025-06-30', graceDays: 0 })).path,
    ).toEqual(['rows', 0, 'renewed at'])
  })
})
