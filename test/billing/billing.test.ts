import { readFileSync } from 'node:fs'
import {
  BILLING_VENDORS,
  type BillingRow,
  type BillingVendor,
  churn,
  committedRevenue,
  type PricedBillingRow,
  type ReadSubscriptionsOptions,
  readSubscriptions,
  revenueChurn,
  tallyChurn,
  tallyLives,
  tallyRevenue,
} from 'customer-metrics'
import { pricedBillingRowSchema } from 'customer-metrics/schemas'
import { describe, expect, it } from 'vitest'
import { refusal, refusalText } from '../support/refusal.js'

const row: PricedBillingRow = { customer: 'a', startedOn: '2025-01-01', amount: 30 }

/** The plain rows of one row of a billing system. */
function plain(more: object, options: ReadSubscriptionsOptions = {}): readonly object[] {
  return readSubscriptions([{ ...row, ...more }], options).rows
}

/** Why it is refused. */
function refused(more: object, options: ReadSubscriptionsOptions = {}): string {
  return refusalText(() => readSubscriptions([{ ...row, ...more }], options))[1] as string
}

describe('a row without anything special', () => {
  it('stays as it is, its amount spelt as in results', () => {
    expect(plain({ amount: '30.50', subscription: 7, plan: 'pro', currency: 'EUR' })).toEqual([
      {
        customer: 'a',
        subscription: 7,
        plan: 'pro',
        startedOn: '2025-01-01',
        endedOn: null,
        currency: 'EUR',
        amount: '30.5',
      },
    ])
  })

  it('may have null wherever something is not known', () => {
    const nothing = Object.fromEntries(
      [
        'subscription',
        'plan',
        'status',
        'trialUntil',
        'pausedFrom',
        'pausedUntil',
        'pauses',
        'canceledOn',
        'paidUntil',
        'dunningUntil',
        'endedOn',
        'reason',
        'startKnownOn',
        'endKnownOn',
        'currency',
        'unit',
        'every',
        'changes',
        'discounts',
        'usage',
      ].map((field) => [field, null]),
    )
    expect(plain(nothing)).toEqual(plain({}))
    expect(plain({ endedOn: '9999-12-31', status: '' })).toEqual(plain({}))
  })

  it('needs no policy, and the result says so', () => {
    const { policies, notCounted, leftOut, merged } = readSubscriptions([row])
    expect(policies).toEqual({
      trials: null,
      pauses: null,
      pastDue: null,
      discounts: null,
      usage: null,
      endsOn: null,
      rule: null,
    })
    expect(notCounted).toEqual({ trials: 0, pauses: 0, pastDue: 0, discounts: 0, usage: 0 })
    expect([leftOut, merged]).toEqual([0, 0])
  })

  it('may have no amount, as all others of the call', () => {
    const bare: BillingRow = { customer: 'a', startedOn: '2025-01-01', reason: 'price' }
    expect(readSubscriptions([{ ...bare, endedOn: '2025-02-01' }]).rows).toEqual([
      { customer: 'a', startedOn: '2025-01-01', endedOn: '2025-02-01', reason: 'price' },
    ])
    expect(refusalText(() => readSubscriptions([row, bare]))).toEqual([
      'mismatch',
      'readSubscriptions: rows[1].amount is undefined, not an amount, as in rows[0] (customer "a")',
    ])
    expect(refusalText(() => readSubscriptions([bare, row]))[1]).toContain(
      'rows[1].amount is 30, not absent, as in rows[0]',
    )
  })

  it('is one of at least one', () => {
    expect(refusalText(() => readSubscriptions([]))).toEqual([
      'empty',
      'readSubscriptions: rows is empty, not at least one row',
    ])
  })
})

describe('a trial', () => {
  const trial = { trialUntil: '2025-01-15' }

  it('begins to count when it is over, counts for nothing, or counts in full', () => {
    expect(plain(trial, { trials: 'exclude' })).toEqual([
      {
        customer: 'a',
        startedOn: '2025-01-15',
        endedOn: null,
        amount: '30',
        startKnownOn: '2025-01-01',
      },
    ])
    expect(plain(trial, { trials: 'free' })).toMatchObject([
      {
        startedOn: '2025-01-01',
        amount: '0',
        changes: [{ on: '2025-01-15', amount: '30', knownOn: '2025-01-01' }],
      },
    ])
    expect(plain(trial, { trials: 'include' })).toEqual(plain({}))
  })

  it('is never counted in silence', () => {
    expect(refused(trial)).toBe(
      'readSubscriptions: trials is undefined, not one of exclude, free, include, which is required as rows[0] has a trial',
    )
    expect(refused({ status: 'trialing' })).toContain('rows[0] has a trial')
    // One that was over when the subscription began is no trial.
    expect(plain({ trialUntil: '2025-01-01' })).toEqual(plain({}))
    expect(plain({ trialUntil: '2025-01-01', status: 'in_trial' })).toEqual(plain({}))
  })

  it('of which the end is not known lasts', () => {
    const { rows, leftOut, notCounted } = readSubscriptions([{ ...row, status: 'In Trial' }], {
      trials: 'exclude',
    })
    expect([rows, leftOut, notCounted.trials]).toEqual([[], 1, 1])
    expect(plain({ status: 'trial' }, { trials: 'free' })).toMatchObject([{ amount: '0' }])
  })

  it('that nobody paid for leaves nothing', () => {
    const gone = { ...trial, endedOn: '2025-01-15' }
    expect(readSubscriptions([{ ...row, ...gone }], { trials: 'exclude' })).toMatchObject({
      rows: [],
      leftOut: 1,
    })
  })
})

describe('a pause', () => {
  const pause = { pausedFrom: '2025-02-01', pausedUntil: '2025-03-01', subscription: 's' }

  it('divides a subscription, keeps it at 0, or is nothing', () => {
    expect(plain(pause, { pauses: 'exclude' })).toMatchObject([
      { subscription: 's', startedOn: '2025-01-01', endedOn: '2025-02-01', amount: '30' },
      { subscription: 's', startedOn: '2025-03-01', endedOn: null, amount: '30' },
    ])
    expect(plain(pause, { pauses: 'free' })).toMatchObject([
      {
        endedOn: null,
        amount: '30',
        changes: [
          { on: '2025-02-01', amount: '0' },
          { on: '2025-03-01', amount: '30' },
        ],
      },
    ])
    expect(plain(pause, { pauses: 'include' })).toEqual(plain({ subscription: 's' }))
  })

  it('loses a customer who comes back, or loses only the revenue', () => {
    const window = { from: '2025-01-20', to: '2025-02-10' }
    const revenue = { ...window, level: 'subscription' } as const
    const lost = readSubscriptions([{ ...row, ...pause }], { pauses: 'exclude' }).rows
    expect(tallyChurn(lost, window).lost).toBe(1)
    const spring = { from: '2025-02-10', to: '2025-04-01' }
    // The parts are one subscription, which is back and not new.
    for (const level of ['customer', 'subscription'] as const) {
      expect(tallyChurn(lost, { ...spring, level }).reactivated).toBe(1)
      expect(tallyRevenue(lost, { ...spring, level }).reactivation).toBe('30')
    }
    const kept = readSubscriptions([{ ...row, ...pause }], { pauses: 'free' }).rows
    expect(tallyChurn(kept, window).lost).toBe(0)
    expect(tallyRevenue(kept, revenue)).toEqual(tallyRevenue(lost, revenue))
  })

  it('may be one of several, and may last', () => {
    const pauses = [
      { from: '2025-02-01', until: '2025-02-10' },
      { from: '2025-02-05', until: '2025-02-20', knownOn: '2025-01-25' },
      { from: '2025-03-01', until: null, knownOn: '2025-02-15' },
    ]
    expect(plain({ pauses }, { pauses: 'exclude' })).toEqual([
      { customer: 'a', startedOn: '2025-01-01', endedOn: '2025-02-01', amount: '30' },
      {
        customer: 'a',
        startedOn: '2025-02-20',
        endedOn: '2025-03-01',
        amount: '30',
        startKnownOn: '2025-01-25',
        endKnownOn: '2025-02-15',
      },
    ])
  })

  it('of a subscription that is paused today has a first day', () => {
    expect(refused({ status: 'paused' })).toBe(
      'readSubscriptions: pauses is undefined, not one of exclude, free, include, which is required as rows[0] has a pause',
    )
    // A pause that is over is not the one that its status tells of.
    const over = { status: 'paused', pausedFrom: '2025-02-01', pausedUntil: '2025-03-01' }
    expect(refused(over, { pauses: 'exclude' })).toContain(
      'rows[0].pausedFrom is "2025-02-01", not the first day of the pause, as its status is paused',
    )
    expect(refused({ status: 'paused' }, { pauses: 'free' })).toContain(
      'rows[0].pausedFrom is undefined, not the first day of the pause, as its status is paused',
    )
    expect(plain({ status: 'paused' }, { pauses: 'include' })).toEqual(plain({}))
    const open = { status: 'paused', pausedFrom: '2025-02-01' }
    expect(plain(open, { pauses: 'exclude' })).toMatchObject([{ endedOn: '2025-02-01' }])
  })

  it('does not end before it begins', () => {
    expect(refused({ ...pause, pausedUntil: '2025-01-31' })).toContain(
      'rows[0].pausedUntil is "2025-01-31", not a day from 2025-02-01 on',
    )
    expect(refused({ pauses: [{ from: '2025-02-01', until: '2025-01-31' }] })).toBe(
      'readSubscriptions: rows[0].pauses[0].until is "2025-01-31", not a day from 2025-02-01 on (customer "a")',
    )
    expect(refused({ pauses: [{ from: '2025-02-01', until: 5 }] })).toContain(
      'rows[0].pauses[0].until is 5, not a day',
    )
    expect(refused({ pauses: [{ from: '2025-02-01', knownOn: 'soon' }] })).toContain(
      'rows[0].pauses[0].knownOn is "soon", not a day',
    )
    expect(refused({ pauses: [5] })).toContain('rows[0].pauses[0] is 5, not an object { from }')
  })
})

describe('the end of a subscription', () => {
  const canceled = { canceledOn: '2025-03-20', paidUntil: '2025-04-01', reason: 'price' }

  it('is the day of the cancellation, or that up to which was paid', () => {
    expect(plain(canceled, { endsOn: 'cancellation' })).toMatchObject([
      { endedOn: '2025-03-20', endKnownOn: '2025-03-20', reason: 'price' },
    ])
    expect(plain(canceled, { endsOn: 'paid-period' })).toMatchObject([
      { endedOn: '2025-04-01', endKnownOn: '2025-03-20', reason: 'price' },
    ])
    expect(refused(canceled)).toContain(
      'endsOn is undefined, not one of cancellation, paid-period, which is required as rows[0] has a cancellation',
    )
  })

  it('is that of the system where it names one', () => {
    const ended = { canceledOn: '2025-03-20', endedOn: '2025-03-31' }
    expect(plain(ended, { endsOn: 'paid-period' })).toMatchObject([{ endedOn: '2025-03-31' }])
    expect(plain({ endedOn: '2025-03-31' })).toMatchObject([{ endedOn: '2025-03-31' }])
    // Where both rules give one day there is nothing to choose.
    expect(plain({ canceledOn: '2025-03-31', endedOn: '2025-03-31' })).toMatchObject([
      { endedOn: '2025-03-31' },
    ])
    expect(refused({ canceledOn: '2025-03-20' }, { endsOn: 'paid-period' })).toContain(
      'rows[0].paidUntil is undefined, not the first day not paid for, as endsOn is paid-period',
    )
  })

  it('leaves nothing where it was cancelled before it began', () => {
    const early = { canceledOn: '2024-12-20', paidUntil: '2025-04-01' }
    expect(readSubscriptions([{ ...row, ...early }], { endsOn: 'cancellation' })).toMatchObject({
      rows: [],
      leftOut: 1,
    })
    expect(plain({ endedOn: '2025-01-01' })).toEqual([])
    expect(refused({ endedOn: '2024-12-31' })).toContain(
      'rows[0].endedOn is "2024-12-31", not a day from 2025-01-01 on',
    )
  })

  it('after a failed payment is the end of the paid time, or that of dunning', () => {
    const failed = { paidUntil: '2025-03-12', dunningUntil: '2025-03-26', reason: 'card declined' }
    expect(plain(failed, { pastDue: 'exclude' })).toMatchObject([
      { endedOn: '2025-03-12', endKnownOn: '2025-03-12', reason: 'card declined' },
    ])
    expect(plain(failed, { pastDue: 'include' })).toMatchObject([
      { endedOn: '2025-03-26', endKnownOn: '2025-03-26', reason: 'card declined' },
    ])
    expect(plain(failed, { pastDue: 'free' })).toMatchObject([
      { endedOn: '2025-03-26', changes: [{ on: '2025-03-12', amount: '0' }] },
    ])
    expect(refused(failed)).toContain('required as rows[0] has a payment past due')
    expect(refused({ dunningUntil: '2025-03-26' })).toContain(
      'rows[0].paidUntil is undefined, not the first day not paid for, as a payment failed',
    )
    expect(refused({ ...failed, dunningUntil: '2025-03-01' })).toContain(
      'rows[0].dunningUntil is "2025-03-01", not a day from 2025-03-12 on',
    )
  })

  it('of one whose payment is late today is not known', () => {
    const late = { status: 'past_due', paidUntil: '2025-03-12' }
    expect(plain(late, { pastDue: 'exclude' })).toMatchObject([{ endedOn: '2025-03-12' }])
    expect(plain(late, { pastDue: 'free' })).toEqual([
      {
        customer: 'a',
        startedOn: '2025-01-01',
        endedOn: null,
        amount: '30',
        changes: [{ on: '2025-03-12', amount: '0', knownOn: '2025-03-12' }],
      },
    ])
    expect(refused(late)).toBe(
      'readSubscriptions: pastDue is undefined, not one of exclude, free, include, which is required as rows[0] has a payment past due',
    )
    expect(plain({ status: 'past_due' }, { pastDue: 'include' })).toEqual(plain({}))
    expect(refused({ status: 'past_due' }, { pastDue: 'exclude' })).toContain(
      'rows[0].paidUntil is undefined, not the first day not paid for, as its payment is past due',
    )
  })

  it('is asked for where only its status says that it ended', () => {
    expect(refused({ status: 'Canceled' })).toContain(
      'rows[0].endedOn is undefined, not a day, as its status is Canceled',
    )
  })
})

describe('a status', () => {
  it('is read in the words of billing systems, or translated', () => {
    const paused = { pausedFrom: '2025-02-01', status: 'On-Hold' }
    expect(refused(paused)).toContain('rows[0].status is "On-Hold", not a word such as active')
    expect(plain(paused, { statuses: { 'on hold': 'paused' }, pauses: 'exclude' })).toMatchObject([
      { endedOn: '2025-02-01' },
    ])
    expect(refused({ status: 5 })).toContain('rows[0].status is 5, not a text such as active')
    expect(refused({}, { statuses: { x: 'gone' as 'ended' } })).toContain(
      'statuses.x is "gone", not one of active, trial, paused, past-due, ended',
    )
  })
})

describe('a price', () => {
  it('becomes the amount of a month, exactly', () => {
    expect(plain({ amount: 1000, unit: 'year' })).toMatchObject([
      { amount: '83.333333333333333333333333333333' },
    ])
    expect(plain({ amount: 90, every: 3 })).toMatchObject([{ amount: '30' }])
    expect(plain({ amount: 12, unit: 'week' }, { rule: '52/12' })).toMatchObject([{ amount: '52' }])
    expect(readSubscriptions([{ ...row, unit: 'week' }], { rule: '4' }).policies.rule).toBe('4')
    // Months need no rule, and the result says that none was used.
    expect(readSubscriptions([row], { rule: '4' }).policies.rule).toBeNull()
    expect(refused({ unit: 'week' })).toContain('rule is undefined, not one of 52/12')
    expect(refused({}, { rule: 'calendar-days' as '4' })).toContain('rule is "calendar-days", not')
    expect(refused({ unit: 'decade' })).toContain('rows[0].unit is "decade", not one of day')
    expect(refused({ every: 0 })).toContain('rows[0].every is 0, not a whole number from 1')
    expect(refused({ amount: -1 })).toContain('rows[0].amount is -1, not an amount of at least 0')
  })

  it('changes, also where the end comes first', () => {
    const changes = [
      { on: '2025-03-01', amount: 480, knownOn: '2025-02-10' },
      { on: '2025-05-01', amount: 600 },
    ]
    const year = { amount: 360, unit: 'year', changes }
    expect(plain(year)).toMatchObject([
      {
        amount: '30',
        changes: [
          { on: '2025-03-01', amount: '40', knownOn: '2025-02-10' },
          { on: '2025-05-01', amount: '50' },
        ],
      },
    ])
    expect(plain({ ...year, endedOn: '2025-04-01' })).toMatchObject([
      { changes: [{ on: '2025-03-01', amount: '40', knownOn: '2025-02-10' }] },
    ])
    expect(
      refusalText(() => readSubscriptions([{ ...row, changes: [...changes].reverse() }])),
    ).toEqual([
      'out-of-range',
      'readSubscriptions: rows[0].changes[1].on is "2025-03-01", not a day after 2025-05-01 (customer "a")',
    ])
  })
})

describe('a discount', () => {
  const discounts = [{ amount: 5 }, { share: '0.5', from: '2025-02-01', until: '2025-03-01' }]

  it('counts while it lasts, only where it lasts for ever, or not at all', () => {
    expect(plain({ discounts }, { discounts: 'all' })).toMatchObject([
      {
        amount: '25',
        changes: [
          { on: '2025-02-01', amount: '10', knownOn: '2025-01-01' },
          { on: '2025-03-01', amount: '25', knownOn: '2025-01-01' },
        ],
      },
    ])
    expect(plain({ discounts }, { discounts: 'forever' })).toMatchObject([{ amount: '25' }])
    const none = readSubscriptions([{ ...row, discounts }], { discounts: 'none' })
    expect(none.rows).toEqual(plain({}))
    expect(none.notCounted.discounts).toBe(2)
    expect(refused({ discounts })).toBe(
      'readSubscriptions: discounts is undefined, not one of all, forever, none, which is required as rows[0] has a discount',
    )
  })

  it('of another time, or of nothing, needs no policy', () => {
    const past = [
      { amount: 5, until: '2025-01-01' },
      { share: 0 },
      { amount: 1, from: '2025-06-01' },
    ]
    expect(plain({ discounts: past, endedOn: '2025-06-01' })).toMatchObject([{ amount: '30' }])
  })

  it('above the price is refused, or leaves nothing', () => {
    const large = [{ amount: 20 }, { share: 0.5 }]
    expect(refused({ discounts: large }, { discounts: 'all' })).toContain(
      'not at most 30 together, the price, unless belowZero is floor',
    )
    expect(plain({ discounts: large }, { discounts: 'all', belowZero: 'floor' })).toMatchObject([
      { amount: '0' },
    ])
  })

  it.each([
    [{}, 'rows[0].discounts[0] is an object, not a discount with either an amount or a share'],
    [{ amount: 1, share: 1 }, 'either an amount or a share'],
    [{ share: 2 }, 'rows[0].discounts[0].share is 2, not a share from 0 to 1'],
    [{ amount: 1, until: '2024-01-01' }, 'until is "2024-01-01", not a day from 2025-01-01 on'],
    [{ amount: 1, until: 'soon' }, 'until is "soon", not a day such as'],
  ])('is refused where it is %j', (discount, message) => {
    expect(refused({ discounts: [discount] }, { discounts: 'all' })).toContain(message)
  })
})

describe('usage', () => {
  const usage = [
    { from: '2025-02-01', until: '2025-03-01', amount: '4.5' },
    { from: '2024-01-01', until: '2024-02-01', amount: 9 },
    { from: '2025-02-01', until: '2025-03-01', amount: 0 },
  ]

  it('is part of the amount for its time, or not', () => {
    expect(plain({ usage }, { usage: 'include' })).toMatchObject([
      {
        amount: '30',
        changes: [
          { on: '2025-02-01', amount: '34.5' },
          { on: '2025-03-01', amount: '30' },
        ],
      },
    ])
    const without = readSubscriptions([{ ...row, usage }], { usage: 'exclude' })
    expect(without.rows).toEqual(plain({}))
    expect(without.notCounted.usage).toBe(1)
    expect(refused({ usage })).toBe(
      'readSubscriptions: usage is undefined, not one of exclude, include, which is required as rows[0] has usage',
    )
    expect(refused({ usage: [{ from: '2025-02-01', amount: 1 }] })).toContain(
      'rows[0].usage[0].until is undefined, not a day',
    )
  })
})

describe('merged accounts', () => {
  const rows = [
    { ...row, customer: 'old', endedOn: '2025-02-01' },
    { ...row, customer: 'new', startedOn: '2025-02-01' },
    { ...row, customer: 'other' },
  ]
  const february = { from: '2025-02-01', to: '2025-03-01' }

  it('are neither lost nor new', () => {
    const aliases = [
      { customer: 'older', into: 'old' },
      { customer: 'old', into: 'new' },
      { customer: 'new', into: 'new' },
    ]
    const merged = readSubscriptions(rows, { aliases })
    expect(merged.merged).toBe(1)
    expect(merged.rows.map(({ customer }) => customer)).toEqual(['new', 'new', 'other'])
    expect(tallyChurn(merged.rows, february)).toMatchObject({ opening: 2, lost: 0, gained: 0 })
    const apart = readSubscriptions(rows)
    expect(tallyChurn(apart.rows, february)).toMatchObject({ opening: 2, lost: 1, gained: 1 })
  })

  it('are followed to the last', () => {
    const aliases = [
      { customer: 'old', into: 'newer' },
      { customer: 'newer', into: 'newest' },
      { customer: 'new', into: 'newer' },
    ]
    const { rows: read } = readSubscriptions(rows, { aliases })
    expect(read.map(({ customer }) => customer)).toEqual(['newest', 'newest', 'other'])
  })

  it.each([
    [
      [
        { customer: 'a', into: 'b' },
        { customer: 'b', into: 'a' },
      ],
      'mismatch',
      'not a list without a circle: a leads back to itself',
    ],
    [
      [
        { customer: 'a', into: 'b' },
        { customer: 'a', into: 'c' },
      ],
      'mismatch',
      'aliases[1].customer is "a", not an account that is merged once, and not into b as well',
    ],
    [
      [{ customer: 'a', into: 7 }],
      'mismatch',
      'aliases[0].into is 7, not a string as at aliases[0].customer',
    ],
    [[{ customer: 7, into: 8 }], 'mismatch', 'rows[0].customer is "a", not a number'],
  ])('are refused as %j', (aliases, code, message) => {
    expect(refusalText(() => readSubscriptions([row], { aliases }))).toEqual([
      code,
      expect.stringContaining(message),
    ])
  })
})

describe('other columns', () => {
  it('are a question where they look like a field that no row has', () => {
    const looks = { ...row, cancelled_at: '2025-03-20' }
    expect(refusal(() => readSubscriptions([looks])).message).toContain(
      'rows[0].cancelled_at is "2025-03-20", not absent where no row has canceledOn: name the column canceledOn',
    )
    const named = { ...row, canceledOn: '2025-03-20', current_period_end: '2025-04-01' }
    const atOnce = { endsOn: 'cancellation' } as const
    expect(refusal(() => readSubscriptions([named], atOnce)).message).toContain(
      'name the column paidUntil',
    )
  })

  it('have texts that are handed on', () => {
    for (const field of ['plan', 'reason', 'currency']) {
      expect(refused({ [field]: 5 })).toContain(
        `rows[0].${field} is 5, not a string that is not empty`,
      )
      expect(refused({ [field]: '' })).toContain(
        `rows[0].${field} is "", not a string that is not empty`,
      )
    }
  })
})

describe('rows of a billing system', () => {
  const stay = { customer: 'a', startedOn: '2025-01-01', amount: 30 }
  const month = { from: '2025-01-01', to: '2025-02-01' }

  it.each([
    ['status', 'trialing'],
    ['Status', 'PAUSED'],
    ['subscription_status', 'past due'],
    ['trialUntil', '2025-01-15'],
    ['trial_end', new Date('2025-01-15')],
    ['trialUntil', 'someday'],
    ['pausedFrom', '2025-01-15'],
    ['pauses', [{ from: '2025-01-15' }]],
  ])('are not counted in silence where %s is %j', (column, value) => {
    const counted = [{ ...stay, endedOn: '2025-03-01', [column]: value }]
    const calls = [
      () => tallyChurn(counted, month),
      () => tallyRevenue(counted, { ...month, level: 'customer' }),
      () => tallyLives(counted, { asOf: '2025-01-31', unit: 'month' }),
    ]
    for (const call of calls)
      expect(refusal(call)).toMatchObject({
        code: 'invalid',
        path: ['rows', 0, column],
        message: expect.stringContaining('let readSubscriptions read the rows'),
      })
  })

  it.each([
    ['status', 'active'],
    ['status', 'canceled'],
    ['status', 5],
    ['status', null],
    ['trialUntil', null],
    ['trialUntil', '2025-01-01'],
    ['trialUntil', ''],
    ['pausedFrom', '2025-03-01'],
    ['paused_at', false],
    ['pauses', []],
    ['discount', '0.00'],
    ['discount', true],
    ['discounts', []],
    ['state', 'trial'],
  ])('are counted where %s is %j', (column, value) => {
    const counted = { ...stay, endedOn: '2025-03-01' }
    const odd = { ...counted, [column]: value }
    expect(tallyChurn([odd], month)).toEqual(tallyChurn([counted], month))
    const level = { ...month, level: 'customer' } as const
    expect(tallyRevenue([odd], level)).toEqual(tallyRevenue([counted], level))
  })

  it.each([
    ['discount', 5],
    ['discounts', [{ amount: 5 }]],
    ['usage', '1.5'],
  ])('have revenue that is not counted in silence where %s is %j', (column, value) => {
    const counted = [{ ...stay, [column]: value }]
    expect(tallyChurn(counted, month).gained).toBe(1)
    expect(refusal(() => tallyRevenue(counted, { ...month, level: 'customer' })).path).toEqual([
      'rows',
      0,
      column,
    ])
  })

  it('are noticed in a later row, and in a column of the first hundred', () => {
    const many = Array.from({ length: 200 }, (_, customer) => ({
      ...stay,
      customer,
      endedOn: null,
      status: customer === 150 ? 'trial' : 'active',
    }))
    expect(refusal(() => tallyChurn(many, month)).path).toEqual(['rows', 150, 'status'])
  })
})

describe('the page', () => {
  const page = readFileSync(new URL('../../docs/billing.md', import.meta.url), 'utf8')
  const company: PricedBillingRow[] = [
    { customer: 'Ada', startedOn: '2024-06-01', amount: 100 },
    {
      customer: 'Ben',
      startedOn: '2024-06-01',
      amount: 60,
      canceledOn: '2025-03-20',
      paidUntil: '2025-04-10',
    },
    {
      customer: 'Cem',
      startedOn: '2024-06-01',
      amount: 90,
      pausedFrom: '2025-03-10',
      pausedUntil: '2025-04-10',
    },
    { customer: 'Dua', startedOn: '2024-06-01', amount: 50, discounts: [{ amount: 20 }] },
    {
      customer: 'Eva',
      startedOn: '2025-02-01',
      amount: 80,
      discounts: [{ share: 0.5, until: '2025-03-15' }],
    },
    { customer: 'Fay', startedOn: '2025-03-25', amount: 40, trialUntil: '2025-04-08' },
    { customer: 'Gil', startedOn: '2024-06-01', amount: 12, unit: 'week' },
    {
      customer: 'Hal',
      startedOn: '2024-06-01',
      amount: 30,
      usage: [{ from: '2025-03-01', until: '2025-04-01', amount: 15 }],
    },
    { customer: 'Ivy', startedOn: '2025-03-03', amount: 20, endedOn: '2025-03-18' },
    {
      customer: 'Jon',
      startedOn: '2024-06-01',
      amount: 70,
      paidUntil: '2025-03-12',
      dunningUntil: '2025-03-26',
    },
  ]
  const ours = {
    trials: 'exclude',
    pauses: 'exclude',
    pastDue: 'exclude',
    discounts: 'none',
    usage: 'exclude',
    endsOn: 'paid-period',
    rule: '365/12',
  } as const
  const march = { from: '2025-03-01', to: '2025-04-01' }
  const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`

  it.each(Object.keys(BILLING_VENDORS) as BillingVendor[])(
    'has the numbers of %s in its table',
    (name) => {
      const vendor = BILLING_VENDORS[name]
      const { rows } = readSubscriptions(company, { ...ours, ...vendor.subscriptions })
      const revenue = tallyRevenue(rows, { ...march, level: 'customer' })
      const counted = tallyChurn(rows, { ...march, level: vendor.level ?? 'customer' })
      const rate = vendor.churn && churn(counted, { policy: vendor.churn })
      const cells = [
        Number(revenue.opening).toFixed(2),
        Number(revenue.closing).toFixed(2),
        rate ? `${rate.lost} of ${rate.base}: ${percent(rate.rate)}` : '–',
        vendor.revenueChurn
          .map((policy) => `${percent(revenueChurn(revenue, { policy }).rate)} \`${policy}\``)
          .join(', ') || '–',
      ]
      expect(page).toContain(`| \`${name}\` | ${cells.join(' | ')} |`)
    },
  )
})

it('keeps what was known, so that a cancellation to come does not lower what was committed', () => {
  const { rows } = readSubscriptions(
    [
      {
        customer: 'a',
        startedOn: '2024-06-01',
        canceledOn: '2025-03-20',
        paidUntil: '2025-04-01',
        amount: 100,
      },
    ],
    { endsOn: 'paid-period' },
  )
  const spring = { by: '2025-06-30', level: 'customer', facts: 'as-known' } as const
  expect(committedRevenue(rows, { ...spring, asOf: '2025-02-28' }).committed).toBe('100')
  expect(committedRevenue(rows, { ...spring, asOf: '2025-03-20' }).committed).toBe('0')
})

describe('parts of a row', () => {
  const row = { customer: 1, startedOn: '2025-01-01', amount: 10 }
  it.each([
    ['discounts', { share: 0.5, ends: '2025-02-01' }, 'ends'],
    ['usage', { from: '2025-01-01', until: '2025-02-01', amount: 3, untill: null }, 'untill'],
    ['changes', { on: '2025-03-01', amount: 12, known_on: '2025-02-01' }, 'known_on'],
    ['pauses', { from: '2025-03-01', resumesOn: '2025-04-01' }, 'resumesOn'],
  ])('of %s have no field that nobody reads', (field, part, unread) => {
    const wrong = { ...row, [field]: [part] } as never
    const all = { ...BILLING_VENDORS.chartmogul.subscriptions }
    expect(refusal(() => readSubscriptions([wrong], all)).path).toEqual([
      'rows',
      0,
      field,
      0,
      unread,
    ])
    expect(pricedBillingRowSchema.safeParse(wrong).success).toBe(false)
    const { [unread]: _, ...right } = part as Record<string, unknown>
    expect(pricedBillingRowSchema.safeParse({ ...row, [field]: [right] }).success).toBe(true)
  })
})
