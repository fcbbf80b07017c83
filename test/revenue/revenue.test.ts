import {
  chainRevenue,
  committedRevenue,
  committedRevenueByPeriod,
  dailyRevenueChurn,
  explainRevenueRetentionChange,
  MetricError,
  type MonthlyAmountInput,
  type MonthRule,
  mergeRevenue,
  monthlyAmount,
  type RevenueRow,
  type RevenueTally,
  type RevenueWindow,
  revenueChurn,
  revenueRetention,
  tallyRevenue,
  tallyRevenueByPeriod,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'

const january = { from: '2025-01-01', to: '2025-02-01', level: 'customer' } as const

const nothing = {
  opening: '0',
  new: '0',
  expansion: '0',
  contraction: '0',
  churned: '0',
  reactivation: '0',
  reactivationWithinMonth: '0',
  reactivationWithin90Days: '0',
  closing: '0',
}

/** A subscription of customer a at 10, as `start…end`, with later amounts. */
function row(span: string, changes: Record<string, number> = {}, amount = 10): RevenueRow {
  const [startedOn = '', endedOn] = span.split('…')
  const list = Object.entries(changes).map(([on, next]) => ({ on, amount: next }))
  return {
    customer: 'a',
    startedOn,
    endedOn: endedOn || null,
    amount,
    ...(list.length > 0 ? { changes: list } : {}),
  }
}

function refuses(call: () => unknown, code: string, message: string): void {
  expect(call).toThrow(message)
  expect(call).toThrow(expect.objectContaining({ code }))
  expect(call).toThrow(MetricError)
}

describe('tallyRevenue', () => {
  it.each<[string, RevenueRow[], Partial<RevenueTally>]>([
    ['stays', [row('2024-06-01…')], { opening: '10', closing: '10' }],
    ['leaves on the first day', [row('2024-06-01…2025-01-01')], { opening: '10', churned: '10' }],
    ['leaves on the last day', [row('2024-06-01…2025-01-31')], { opening: '10', churned: '10' }],
    ['leaves the day after', [row('2024-06-01…2025-02-01')], { opening: '10', closing: '10' }],
    ['comes on the first day', [row('2025-01-01…')], { new: '10', closing: '10' }],
    ['comes on the last day', [row('2025-01-31…')], { new: '10', closing: '10' }],
    ['comes the day after', [row('2025-02-01…')], {}],
    ['comes and leaves', [row('2025-01-05…2025-01-20')], {}],
    ['comes and leaves on a day', [row('2025-01-05…2025-01-05')], {}],
    ['had left', [row('2024-06-01…2024-12-31')], {}],
    [
      'pays more',
      [row('2024-06-01…', { '2025-01-31': 12 })],
      { opening: '10', expansion: '2', closing: '12' },
    ],
    [
      'pays more from the day after',
      [row('2024-06-01…', { '2025-02-01': 12 })],
      { opening: '10', closing: '10' },
    ],
    [
      'pays less, then more, then less',
      [row('2024-06-01…', { '2025-01-05': 5, '2025-01-10': 20, '2025-01-15': 7 })],
      { opening: '10', contraction: '3', closing: '7' },
    ],
    [
      'pauses at nothing and goes on before the end',
      [row('2024-06-01…', { '2025-01-05': 0, '2025-01-20': 10 })],
      { opening: '10', closing: '10' },
    ],
    [
      'pauses at nothing',
      [row('2024-06-01…', { '2025-01-05': 0 })],
      { opening: '10', churned: '10' },
    ],
    [
      'goes on after a pause of ten days',
      [row('2024-06-01…', { '2024-12-26': 0, '2025-01-05': 15 })],
      {
        reactivation: '15',
        reactivationWithinMonth: '15',
        reactivationWithin90Days: '15',
        closing: '15',
      },
    ],
    [
      'begins to pay after a trial at nothing',
      [row('2024-12-01…', { '2025-01-05': 10 }, 0)],
      { new: '10', closing: '10' },
    ],
    [
      'offsets one subscription by another',
      [row('2024-06-01…', { '2025-01-05': 4 }), row('2024-06-01…', { '2025-01-10': 17 })],
      { opening: '20', expansion: '1', closing: '21' },
    ],
    [
      'keeps one of two',
      [row('2024-06-01…2025-01-05'), row('2024-06-01…')],
      { opening: '20', contraction: '10', closing: '10' },
    ],
    [
      'moves to another plan on a day',
      [row('2024-06-01…2025-01-05'), row('2025-01-05…', {}, 12)],
      { opening: '10', expansion: '2', closing: '12' },
    ],
    [
      'is back after a day, on the next side of the boundary',
      [row('2024-06-01…2025-01-31'), row('2025-02-01…')],
      { opening: '10', churned: '10' },
    ],
    [
      'comes back after a month',
      [row('2024-06-01…2024-12-05'), row('2025-01-05…')],
      { reactivation: '10', reactivationWithin90Days: '10', closing: '10' },
    ],
    [
      'comes back after 91 days, twice in the month',
      [row('2024-06-01…2024-10-06'), row('2025-01-05…2025-01-06'), row('2025-01-10…', {}, 3)],
      { reactivation: '3', closing: '3' },
    ],
  ])('moves the revenue of a customer who %s', (_title, rows, expected) => {
    expect(tallyRevenue(rows, january)).toEqual({
      ...{ from: '2025-01-01', to: '2025-02-01', level: 'customer', windows: 1 },
      ...nothing,
      ...expected,
    })
  })

  it('keeps subscriptions apart where that level is chosen', () => {
    const rows = [row('2024-06-01…', { '2025-01-05': 4 }), row('2024-06-01…', { '2025-01-10': 17 })]
    expect(tallyRevenue(rows, { ...january, level: 'subscription' })).toMatchObject({
      level: 'subscription',
      opening: '20',
      expansion: '7',
      contraction: '6',
      closing: '21',
    })
    const moved = [row('2024-06-01…2025-01-05'), row('2025-01-05…', {}, 12)]
    expect(tallyRevenue(moved, { ...january, level: 'subscription' })).toMatchObject({
      new: '12',
      churned: '10',
    })
  })

  it('adds what floating point would not', () => {
    const rows = Array.from({ length: 10 }, (_, customer) => ({
      customer,
      startedOn: '2025-01-05',
      amount: 0.1,
    }))
    expect(tallyRevenue(rows, january).closing).toBe('1')
    const large = { customer: 97, startedOn: '2025-01-05', amount: '9999999999999.99' }
    const many = Array.from({ length: 20 }, (_, customer) => ({ ...large, customer }))
    expect(tallyRevenue(many, january).new).toBe('199999999999999.8')
    const fine = { customer: 98, startedOn: '2025-01-05', amount: '0.000000000000000001' }
    expect(tallyRevenue([...many, fine], january).new).toBe('199999999999999.800000000000000001')
  })

  it('adds an amount below a cent wherever it stands among many', () => {
    const rows = Array.from({ length: 300 }, (_, customer) => ({
      customer,
      startedOn: '2025-01-05',
      endedOn: customer % 3 === 0 ? '2025-01-20' : null,
      amount: customer < 150 ? 2 : '1.25',
    }))
    const fine = { customer: 300, startedOn: '2025-01-09', amount: '0.0005' }
    for (const place of [0, 1, 63, 64, 65, 200, 300])
      expect(
        tallyRevenue([...rows.slice(0, place), fine, ...rows.slice(place)], january),
      ).toMatchObject({
        // Of each half, 50 came and went within the month.
        new: '325.0005',
        closing: '325.0005',
      })
    expect(tallyRevenue(rows, january)).toMatchObject({ new: '325', closing: '325' })
  })

  it('names the one currency of its rows', () => {
    const rows = [
      { ...row('2024-06-01…'), currency: 'EUR' },
      { ...row('2024-07-01…'), currency: 'EUR' },
    ]
    expect(tallyRevenue(rows, january).currency).toBe('EUR')
    expect(tallyRevenue([row('2024-06-01…')], january)).not.toHaveProperty('currency')
  })

  it('places instants on the days of the time zone', () => {
    const rows = [{ customer: 1, startedOn: '2025-01-31T23:30:00-03:00', amount: 5 }]
    expect(tallyRevenue(rows, { ...january, timeZone: 'America/Sao_Paulo' }).new).toBe('5')
    expect(tallyRevenue(rows, { ...january, timeZone: 'UTC' }).new).toBe('0')
  })

  const good = row('2024-06-01…')
  it.each<[string, unknown, object, string, string]>([
    ['no rows', [], {}, 'empty', 'rows is empty, not at least one row'],
    [
      'no level',
      [good],
      { level: undefined },
      'invalid',
      'level is undefined, not one of customer',
    ],
    ['a window of no days', [good], { to: '2025-01-01' }, 'out-of-range', 'to is "2025-01-01"'],
    ['an unknown time zone', [good], { timeZone: 'Mars' }, 'invalid', 'timeZone is "Mars", not an'],
    ['no customer', [{ ...good, customer: null }], {}, 'invalid', 'rows[0].customer is null'],
    ['no amount', [{ ...good, amount: undefined }], {}, 'invalid', 'rows[0].amount is undefined'],
    [
      'a negative amount',
      [{ ...good, amount: '-0.01' }],
      {},
      'out-of-range',
      'rows[0].amount is "-0.01", not an amount of at least 0',
    ],
    [
      'an end before its start',
      [{ ...good, endedOn: '2024-05-31' }],
      {},
      'out-of-range',
      'rows[0].endedOn is "2024-05-31", not a day from 2024-06-01 on',
    ],
    [
      'two currencies',
      [
        { ...good, currency: 'EUR' },
        { ...good, currency: 'USD' },
      ],
      {},
      'mismatch',
      'rows[1].currency is "USD", not EUR as in rows[0]',
    ],
    [
      'a currency and none',
      [{ ...good, currency: 'EUR' }, good],
      {},
      'mismatch',
      'rows[1].currency is undefined, not EUR as in rows[0]',
    ],
    [
      'no currency and then one',
      [good, { ...good, currency: 'EUR' }],
      {},
      'mismatch',
      'rows[1].currency is "EUR", not undefined as in rows[0]',
    ],
    ['a currency that is none', [{ ...good, currency: 5 }], {}, 'invalid', 'rows[0].currency is 5'],
    [
      'a subscription twice',
      [
        { ...good, subscription: 1 },
        { ...good, subscription: 1 },
      ],
      {},
      'mismatch',
      'rows[1].subscription is 1, not an id that no other row has',
    ],
    [
      'changes out of order',
      [row('2024-06-01…', { '2025-01-10': 1, '2025-01-05': 2 })],
      {},
      'out-of-range',
      'rows[0].changes[1].on is "2025-01-05", not a day after 2025-01-10 and before the end',
    ],
    [
      'a change on the first day',
      [row('2024-06-01…', { '2024-06-01': 1 })],
      {},
      'out-of-range',
      'rows[0].changes[0].on is "2024-06-01", not a day after 2024-06-01',
    ],
    [
      'a change when it has ended',
      [row('2024-06-01…2025-01-05', { '2025-01-05': 1 })],
      {},
      'out-of-range',
      'rows[0].changes[0].on is "2025-01-05", not a day',
    ],
    [
      'a change to less than nothing',
      [row('2024-06-01…', { '2025-01-05': -1 })],
      {},
      'out-of-range',
      'rows[0].changes[0].amount is -1, not an amount of at least 0',
    ],
    [
      'a change to what is no amount',
      [row('2024-06-01…', { '2025-01-05': Number.NaN })],
      {},
      'invalid',
      'rows[0].changes[0].amount is NaN, not a decimal number',
    ],
    ['changes that are none', [{ ...good, changes: 5 }], {}, 'invalid', 'rows[0].changes is 5'],
    [
      'a change that is none',
      [{ ...good, changes: [5] }],
      {},
      'invalid',
      'rows[0].changes[0] is 5',
    ],
  ])('refuses %s', (_title, rows, wrong, code, message) => {
    const window = { ...january, ...wrong } as RevenueWindow
    refuses(() => tallyRevenue(rows as RevenueRow[], window), code, `tallyRevenue: ${message}`)
  })
})

describe('tallyRevenueByPeriod', () => {
  it('cuts the month in progress after the last day known', () => {
    const months = tallyRevenueByPeriod([row('2024-12-20…', { '2025-02-20': 12 })], {
      every: 'month',
      from: '2025-01-01',
      to: '2026-01-01',
      asOf: '2025-02-19',
      level: 'customer',
    })
    expect(months.map(({ from, to, closing, complete }) => [from, to, closing, complete])).toEqual([
      ['2025-01-01', '2025-02-01', '10', true],
      ['2025-02-01', '2025-02-20', '10', false],
    ])
  })

  it('refuses what the tally of a window refuses', () => {
    const window = { ...january, every: 'month' } as const
    refuses(() => tallyRevenueByPeriod([], window), 'empty', 'tallyRevenueByPeriod: rows is empty')
    refuses(
      () => tallyRevenueByPeriod([row('2025-01-01…')], { ...window, every: 'week' }),
      'invalid',
      'tallyRevenueByPeriod: weekStartsOn is undefined',
    )
  })
})

const tally: RevenueTally = {
  from: '2025-01-01',
  to: '2025-02-01',
  level: 'customer',
  windows: 1,
  currency: 'EUR',
  opening: '100',
  new: '20',
  expansion: '15.5',
  contraction: '5',
  churned: '10',
  reactivation: '4',
  reactivationWithinMonth: '1',
  reactivationWithin90Days: '2',
  closing: '124.5',
}
const february: RevenueTally = {
  ...tally,
  ...nothing,
  from: '2025-02-01',
  to: '2025-03-01',
  opening: '124.5',
  churned: '120',
  closing: '4.5',
}

describe('mergeRevenue', () => {
  it('adds every amount of the tallies', () => {
    expect(mergeRevenue([tally, tally])).toEqual({
      ...tally,
      opening: '200',
      new: '40',
      expansion: '31',
      contraction: '10',
      churned: '20',
      reactivation: '8',
      reactivationWithinMonth: '2',
      reactivationWithin90Days: '4',
      closing: '249',
    })
  })

  it.each<[string, unknown, string, string]>([
    ['nothing', [], 'empty', 'tallies is empty, not at least one tally'],
    ['what is no tally', [5], 'invalid', 'tallies[0] is 5, not a plain object'],
    [
      'two windows',
      [tally, february],
      'mismatch',
      'tallies[1].from is "2025-02-01", not 2025-01-01 as in tallies[0]',
    ],
    [
      'two levels',
      [tally, { ...tally, level: 'subscription' }],
      'mismatch',
      'tallies[1].level is "subscription", not customer as in tallies[0]',
    ],
    [
      'two currencies',
      [tally, { ...tally, currency: 'USD' }],
      'mismatch',
      'tallies[1].currency is "USD", not EUR as in tallies[0]',
    ],
    [
      'no currency and one',
      [{ ...tally, currency: undefined }, tally],
      'mismatch',
      'tallies[1].currency is "EUR", not absent as in tallies[0]',
    ],
    [
      'a month and a chain',
      [tally, { ...tally, windows: 2 }],
      'mismatch',
      'tallies[1].windows is 2, not 1 as in tallies[0]',
    ],
    ['no level', [{ ...tally, level: 5 }], 'invalid', 'tallies[0].level is 5, not one of customer'],
    ['no windows', [{ ...tally, windows: 0 }], 'out-of-range', 'tallies[0].windows is 0'],
    [
      'a currency that is none',
      [{ ...tally, currency: '' }],
      'invalid',
      'tallies[0].currency is ""',
    ],
    ['a negative amount', [{ ...tally, new: '-1' }], 'out-of-range', 'tallies[0].new is "-1"'],
    ['a missing amount', [{ ...tally, new: undefined }], 'invalid', 'tallies[0].new is undefined'],
    [
      'amounts that do not add up',
      [{ ...tally, closing: '124' }],
      'mismatch',
      'tallies[0].closing is "124", not 124.5, the sum of the amounts',
    ],
    [
      'more lost than there was',
      [{ ...tally, churned: '96', closing: '38.5' }],
      'out-of-range',
      'tallies[0].churned is "96", not at most opening less contraction',
    ],
    [
      'more contraction than there was',
      [{ ...tally, contraction: '101' }],
      'out-of-range',
      'tallies[0].contraction is "101", not at most opening',
    ],
    [
      'more back within 90 days than at all',
      [{ ...tally, reactivationWithin90Days: '5' }],
      'out-of-range',
      'tallies[0].reactivationWithin90Days is "5", not at most reactivation',
    ],
    [
      'more back within a month than within 90 days',
      [{ ...tally, reactivationWithinMonth: '3' }],
      'out-of-range',
      'tallies[0].reactivationWithinMonth is "3", not at most reactivationWithin90Days',
    ],
  ])('refuses %s', (_title, tallies, code, message) => {
    refuses(() => mergeRevenue(tallies as RevenueTally[]), code, `mergeRevenue: ${message}`)
  })
})

describe('chainRevenue', () => {
  it('leads from the first opening to the last closing', () => {
    const chain = chainRevenue([tally, february])
    expect(chain).toEqual({
      ...tally,
      to: '2025-03-01',
      windows: 2,
      churned: '130',
      closing: '4.5',
    })
    expect(chainRevenue([chain])).toEqual(chain)
    // More was lost than there was at first: what came in between was lost, too.
    refuses(
      () => revenueRetention(chain),
      'mismatch',
      'revenueRetention: tally.windows is 2, not one window',
    )
    expect(revenueChurn(chain, { policy: 'gross' }).rate).toBe(1.35)
  })

  it.each<[string, unknown, string, string]>([
    ['nothing', [], 'empty', 'tallies is empty, not at least one tally'],
    [
      'a gap',
      [tally, { ...february, from: '2025-02-02' }],
      'mismatch',
      'tallies[1].from is "2025-02-02", not 2025-02-01, where the last one ends',
    ],
    [
      'an opening that is not the last closing',
      [tally, { ...february, opening: '130', closing: '10' }],
      'mismatch',
      'tallies[1].opening is "130", not 124.5, what the last one closes with',
    ],
    [
      'another level',
      [tally, { ...february, level: 'subscription' }],
      'mismatch',
      'tallies[1].level is "subscription", not customer as in tallies[0]',
    ],
    [
      'more windows than can be counted',
      [{ ...tally, windows: Number.MAX_SAFE_INTEGER }, february],
      'out-of-range',
      'tallies[1].windows is 9007199254740992, not a whole number of at least 1',
    ],
  ])('refuses %s', (_title, tallies, code, message) => {
    refuses(() => chainRevenue(tallies as RevenueTally[]), code, `chainRevenue: ${message}`)
  })
})

describe('revenueRetention', () => {
  it.each<[string, string, number]>([
    // Python 3: float(Fraction(a) / Fraction(b)), which is rounded once.
    ['0.3', '0.1', 3],
    ['8.82', '2.94', 3],
    ['0.003', '0.001', 3],
    ['0.000000000000000000000000000001', '999999999999999999999', 1e-51],
    ['999999999999999999999.123', '0.000000000000000000000000000003', 3.3333333333333334e50],
    ['1', '3.0001', 0.33332222259258026],
    ['123456789012.345678', '98765.4321', 1249999.988734375],
    // Halfway between two numbers: to the even one.
    ['9007199254740.993', '9007199254740.992', 1],
    ['9007199254740.995', '9007199254740.992', 1.0000000000000004],
  ])('divides %s by %s exactly, and rounds once', (won, churned, ratio) => {
    const moved = { opening: churned, expansion: 0, contraction: 0, churned, new: won }
    expect(revenueRetention(moved).quickRatio).toBe(ratio)
  })

  it('divides what is below 0 as what is above', () => {
    const moved = { opening: '0.003', expansion: '0.009', contraction: 0, churned: 0 }
    expect(revenueRetention(moved)).toMatchObject({ netRetention: 4, netChurn: -3, grossChurn: 0 })
  })

  it('P-CHURN-01: HubSpot’s example', () => {
    const { input, expected, tolerance } = publishedCase('churn', 'P-CHURN-01')
    const kept = revenueRetention({
      opening: input.mrrStart,
      expansion: input.mrrExpansion,
      contraction: input.mrrContraction,
      churned: input.mrrChurned,
    })
    expectNear(kept.grossChurn, expected.grossRevenueChurn, tolerance)
    expectNear(kept.netChurn, expected.netRevenueChurn, tolerance)
    expectNear(kept.grossRetention, expected.grossRevenueRetention, tolerance)
    expectNear(kept.netRetention, expected.netRevenueRetention, tolerance)
  })

  it('says what it divided, and compares growth with loss', () => {
    const { opening, grossRetained, netRetained, lost, ...rates } = revenueRetention(tally)
    expect(rates).toEqual({
      grossRetention: 0.85,
      netRetention: 1.005,
      grossChurn: 0.15,
      netChurn: -0.005,
      // (20 + 15.5) ÷ 15, and with 4 more.
      quickRatio: 35.5 / 15,
      quickRatioWithReactivation: 39.5 / 15,
    })
    expect([opening, grossRetained, netRetained, lost].map(String)).toEqual([
      '100',
      '85',
      '100.5',
      '15',
    ])
  })

  it('has no quick ratio where nothing was lost, or where new is not known', () => {
    const still = { opening: 100, expansion: 5, contraction: 0, churned: 0 }
    expect(revenueRetention({ ...still, new: 5, reactivation: 1 })).toMatchObject({
      quickRatio: null,
      quickRatioWithReactivation: null,
      grossRetention: 1,
    })
    expect(revenueRetention({ ...still, churned: 5 }).quickRatio).toBeNull()
    expect(revenueRetention({ ...still, churned: 5, new: 5 })).toMatchObject({
      quickRatio: 2,
      quickRatioWithReactivation: null,
    })
  })

  it('refuses to divide by nothing, and to lose more than there was', () => {
    const moved = { opening: 0, expansion: 0, contraction: 0, churned: 0 }
    refuses(
      () => revenueRetention(moved),
      'empty',
      'revenueRetention: tally.opening is empty, not at least one paid amount',
    )
    refuses(
      () => revenueRetention({ ...moved, opening: 5, contraction: 3, churned: 3 }),
      'out-of-range',
      'revenueRetention: tally.churned is 3, not at most opening less contraction',
    )
  })
})

describe('revenueChurn', () => {
  it('is ChartMogul’s 20 % and 10 %', () => {
    const { input, expected, tolerance } = publishedCase('churn', 'CHURN-MRR-CHARTMOGUL')
    for (const policy of ['gross', 'chartmogul-net'] as const)
      expectNear(revenueChurn(input, { policy }).rate, expected[policy], tolerance)
  })

  it('is ChartMogul’s −10 % by days', () => {
    const { expected, tolerance } = publishedCase('churn', 'CHURN-MRR-CHARTMOGUL-DAILY')
    const rows = [
      row('2024-06-01…', { '2025-01-15': 110 }, 100),
      { ...row('2025-01-15…'), customer: 'b' },
    ]
    const day = { from: '2025-01-15', to: '2025-01-16', level: 'customer' } as const
    expectNear(dailyRevenueChurn(rows, day).rate, expected.rate, tolerance)
    expect(dailyRevenueChurn(rows, january)).toEqual({
      rate: dailyRevenueChurn(rows, day).rate,
      days: 31,
      ...january,
      policy: 'daily-net',
    })
  })

  it('differs by policy, and says which', () => {
    const by = (policy: 'gross' | 'net' | 'chartmogul-net' | 'baremetrics-net'): unknown => {
      const { rate, lost, base, ...rest } = revenueChurn(tally, { policy })
      return [rate, lost, base, rest]
    }
    expect(by('gross')).toEqual([0.15, '15', '100', { policy: 'gross' }])
    expect(by('net')).toEqual([-0.005, '-0.5', '100', { policy: 'net' }])
    expect(by('chartmogul-net')).toEqual([-0.045, '-4.5', '100', { policy: 'chartmogul-net' }])
    expect(by('baremetrics-net')).toEqual([-0.055, '-5.5', '100', { policy: 'baremetrics-net' }])
  })

  it('refuses no policy, no base, and no reactivation where it counts', () => {
    const moved = { opening: 100, expansion: 0, contraction: 0, churned: 0 }
    refuses(
      () => revenueChurn(tally, {} as { policy: 'net' }),
      'invalid',
      'revenueChurn: policy is undefined, not one of gross, net',
    )
    refuses(
      () => revenueChurn({ ...moved, opening: 0 }, { policy: 'net' }),
      'empty',
      'revenueChurn: tally.opening is empty',
    )
    refuses(
      () => revenueChurn(moved, { policy: 'chartmogul-net' }),
      'invalid',
      'revenueChurn: tally.reactivation is undefined',
    )
  })

  it('by days refuses windows without revenue, and very long ones', () => {
    refuses(
      () => dailyRevenueChurn([row('2025-03-01…')], january),
      'empty',
      'dailyRevenueChurn: window is empty, not at least one day that begins with revenue',
    )
    refuses(
      () => dailyRevenueChurn([row('2025-03-01…')], { ...january, from: '2000-01-01' }),
      'out-of-range',
      'dailyRevenueChurn: to is "2025-02-01", not a day within 4000 of 2000-01-01',
    )
  })
})

describe('committedRevenue', () => {
  it('counts what is signed and what is cancelled', () => {
    const rows = [
      row('2024-06-01…', { '2025-03-01': 8 }),
      { ...row('2024-06-01…2025-02-15'), customer: 'b' },
      { ...row('2025-03-01…'), customer: 'c' },
      { ...row('2025-04-01…'), customer: 'late' },
      { ...row('2024-01-01…2024-06-01'), customer: 'd' },
      { ...row('2025-02-01…', {}, 3), customer: 'd' },
      { ...row('2024-06-01…', { '2025-02-10': 11 }), customer: 'e' },
    ]
    const { asOf, by, level, facts, notYetKnown, ...amounts } = committedRevenue(rows, {
      asOf: '2025-01-31',
      by: '2025-03-31',
      level: 'customer',
    })
    expect([asOf, by, level]).toEqual(['2025-01-31', '2025-03-31', 'customer'])
    expect([facts, notYetKnown]).toEqual([null, 0])
    expect(Object.entries(amounts).map(([key, amount]) => [key, amount])).toEqual([
      ['recurring', '30'],
      ['signed', '13'],
      ['expansion', '1'],
      ['contraction', '2'],
      ['cancelled', '10'],
      ['committed', '32'],
    ])
  })

  it('refuses a horizon that is over', () => {
    refuses(
      () =>
        committedRevenue([row('2024-06-01…')], {
          asOf: '2025-01-31',
          by: '2025-01-31',
          level: 'customer',
        }),
      'out-of-range',
      'committedRevenue: by is "2025-01-31", not a day after 2025-01-31',
    )
  })
})

describe('monthlyAmount', () => {
  it('is each vendor’s month of a plan of 10 a week', () => {
    const { input, expected } = publishedCase('churn', 'MONTH-RULES')
    for (const rule of ['4', '4.33', '52/12', '4.345'] as MonthRule[])
      expect(Number(monthlyAmount({ ...input, rule }).amount).toFixed(2)).toBe(expected[rule])
    const twoWeeks = monthlyAmount({ amount: 50, unit: 'week', every: 2, rule: '52/12' })
    expect(Number(twoWeeks.amount).toFixed(2)).toBe(expected.twoWeeksOf50)
  })

  it.each<[MonthlyAmountInput, string]>([
    [{ amount: '1200', unit: 'year' }, '100'],
    [{ amount: '1200', unit: 'year', every: 2 }, '50'],
    [{ amount: '30', unit: 'quarter' }, '10'],
    [{ amount: '10', unit: 'month' }, '10'],
    [{ amount: '20', unit: 'month', every: 2 }, '10'],
    [{ amount: '1', unit: 'day', rule: '30' }, '30'],
    [{ amount: '1', unit: 'day', rule: '30.44' }, '30.44'],
    [{ amount: '12', unit: 'day', rule: '365/12' }, '365'],
    [{ amount: '12', unit: 'day', rule: '365.25/12' }, '365.25'],
    [{ amount: '7', unit: 'week', rule: '30' }, '30'],
    [{ amount: '10', unit: 'day', every: 14, rule: '4' }, '20'],
    [{ amount: '1', unit: 'day', rule: 'calendar-days', on: '2024-02-10' }, '29'],
    [{ amount: '7', unit: 'week', rule: 'calendar-days', on: '2025-01-31' }, '31'],
    [{ amount: '60', unit: 'day', every: 30, rule: 'calendar-days', on: '2025-04-01' }, '60'],
  ])('%j', (input, expected) => {
    expect(monthlyAmount(input).amount).toBe(expected)
  })

  it('takes off what the policies say, and names them', () => {
    const price: MonthlyAmountInput = { amount: '100', unit: 'month' }
    const limited = { amount: '30', lasts: 'limited' } as const
    const forever = { amount: '30', lasts: 'forever' } as const
    const per = (more: Partial<MonthlyAmountInput>): string =>
      monthlyAmount({ ...price, ...more }).amount
    expect(per({ discount: limited, discounts: 'all' })).toBe('70')
    expect(per({ discount: limited, discounts: 'forever' })).toBe('100')
    expect(per({ discount: forever, discounts: 'forever' })).toBe('70')
    expect(per({ discount: forever, discounts: 'none' })).toBe('100')
    expect(per({ tax: '19', taxes: 'exclude' })).toBe('81')
    expect(per({ tax: '19', taxes: 'include' })).toBe('100')
    expect(per({ refund: '40', refunds: 'subtract' })).toBe('60')
    expect(per({ refund: '40', refunds: 'ignore' })).toBe('100')
    // A coupon of 120 on a price of 100 leaves nothing, as on an invoice.
    const coupon = { discount: { ...forever, amount: '120' }, discounts: 'all' } as const
    expect(per({ ...coupon, belowZero: 'floor' })).toBe('0')
    expect(() => per(coupon)).toThrow('discount.amount is "120", not at most 100, what is left')
    expect(per({ status: 'trial', trials: 'exclude' })).toBe('0')
    expect(per({ status: 'trial', trials: 'include' })).toBe('100')
    expect(per({ status: 'paused', pauses: 'exclude' })).toBe('0')
    expect(per({ status: 'paused', pauses: 'include' })).toBe('100')
    expect(per({ status: 'past-due', pastDue: 'include' })).toBe('100')
    expect(per({ status: 'past-due', pastDue: 'exclude' })).toBe('0')
    const { amount, charged, ...policies } = monthlyAmount({
      amount: '1200',
      unit: 'year',
      discount: forever,
      discounts: 'all',
      tax: 70,
      taxes: 'exclude',
      refund: 100n,
      refunds: 'subtract',
      status: 'paused',
      pauses: 'exclude',
    })
    expect([amount, charged].map(String)).toEqual(['0', '1000'])
    expect(policies).toEqual({
      rule: null,
      discounts: 'all',
      taxes: 'exclude',
      refunds: 'subtract',
      status: 'exclude',
    })
    expect(monthlyAmount(price)).toMatchObject({
      rule: null,
      discounts: null,
      taxes: null,
      refunds: null,
      status: null,
    })
  })

  it.each<[string, object, string, string]>([
    ['no rule for weeks', { unit: 'week' }, 'invalid', 'rule is undefined, not one of 52/12'],
    [
      'no day for calendar days',
      { unit: 'day', rule: 'calendar-days' },
      'invalid',
      'on is undefined',
    ],
    [
      'a rule of weeks for days',
      { unit: 'day', every: 10, rule: '4' },
      'invalid',
      'rule is "4", not one of 365.25/12, 365/12, 30.44, 30, calendar-days',
    ],
    ['an unknown unit', { unit: 'fortnight' }, 'invalid', 'unit is "fortnight", not one of day'],
    ['half a unit', { every: 0.5 }, 'out-of-range', 'every is 0.5, not a whole number from 1'],
    [
      'a negative price',
      { amount: -5 },
      'out-of-range',
      'amount is -5, not an amount of at least 0',
    ],
    [
      'a discount without a policy',
      { discount: { amount: 1, lasts: 'forever' } },
      'invalid',
      'discounts is undefined, not one of all, forever, none',
    ],
    [
      'a discount of unknown length',
      { discount: { amount: 1 }, discounts: 'all' },
      'invalid',
      'discount.lasts is undefined, not one of forever, limited',
    ],
    [
      'a discount that is none',
      { discount: 5 },
      'invalid',
      'discount is 5, not an object { amount, lasts }',
    ],
    ['a tax without a policy', { tax: 1 }, 'invalid', 'taxes is undefined, not one of exclude'],
    ['a refund without a policy', { refund: 1 }, 'invalid', 'refunds is undefined, not one of'],
    ['a trial without a policy', { status: 'trial' }, 'invalid', 'trials is undefined, not one'],
    ['a pause without a policy', { status: 'paused' }, 'invalid', 'pauses is undefined, not one'],
    ['late payers without one', { status: 'past-due' }, 'invalid', 'pastDue is undefined, not one'],
    ['an unknown status', { status: 'gone' }, 'invalid', 'status is "gone", not one of active'],
    [
      'more off than there is',
      { refund: 11, refunds: 'subtract' },
      'out-of-range',
      'refund is 11, not at most 10, what is left of the price, unless belowZero is floor',
    ],
  ])('refuses %s', (_title, wrong, code, message) => {
    const input = { amount: 10, unit: 'month', ...wrong } as MonthlyAmountInput
    refuses(() => monthlyAmount(input), code, `monthlyAmount: ${message}`)
  })
})

describe('committed revenue as it was known', () => {
  const forecast = { asOf: '2025-02-28', by: '2025-06-30', level: 'customer' } as const
  const known = { ...forecast, facts: 'as-known' } as const
  const cancelled = { ...row('2024-06-01…2025-04-01'), endKnownOn: '2025-03-20' }

  it('does not know of a cancellation that was made later', () => {
    expect(committedRevenue([cancelled], known)).toMatchObject({
      recurring: '10',
      cancelled: '0',
      committed: '10',
      facts: 'as-known',
      notYetKnown: 1,
    })
    const hindsight = { ...forecast, facts: 'with-hindsight' } as const
    expect(committedRevenue([cancelled], hindsight)).toMatchObject({
      cancelled: '10',
      committed: '0',
      facts: 'with-hindsight',
      notYetKnown: 0,
    })
    const later = { ...known, asOf: '2025-03-20' }
    expect(committedRevenue([cancelled], later)).toMatchObject({ cancelled: '10', notYetKnown: 0 })
  })

  it('does not know of a signature or of a price that came later', () => {
    const signed = { ...row('2025-04-01…'), customer: 'b', startKnownOn: '2025-03-02' }
    const raised = {
      ...row('2024-06-01…', {}, 10),
      changes: [
        { on: '2025-02-01', amount: 12 },
        { on: '2025-03-01', amount: 15, knownOn: '2025-02-28' },
        { on: '2025-04-01', amount: 30, knownOn: '2025-03-01' },
      ],
    }
    expect(committedRevenue([signed, raised], known)).toMatchObject({
      recurring: '12',
      signed: '0',
      expansion: '3',
      committed: '15',
      notYetKnown: 2,
    })
    // Lists that can be read once only are read once.
    const once = { ...raised, changes: raised.changes.values() } as unknown as RevenueRow
    expect(committedRevenue([once], { ...known, asOf: '2025-03-01' }).committed).toBe('30')
    expect(committedRevenue([signed], known)).toMatchObject({ committed: '0', notYetKnown: 1 })
  })

  it('knows of an end in the past only if somebody knew', () => {
    const late = { ...row('2024-06-01…2025-02-01'), endKnownOn: '2025-03-10' }
    expect(committedRevenue([late], known)).toMatchObject({ recurring: '10', committed: '10' })
  })

  it.each<[string, object, string]>([
    [
      'which end',
      { endedOn: '2025-04-01' },
      'rows[0].endKnownOn is undefined, not the day on which the end became known, which is required after 2025-02-28',
    ],
    [
      'which start',
      { startedOn: '2025-03-05' },
      'rows[0].startKnownOn is undefined, not the day on which the start',
    ],
    [
      'which change',
      { changes: [{ on: '2025-03-05', amount: 1 }] },
      'rows[0].changes[0].knownOn is undefined, not the day on which the change',
    ],
    [
      'a day',
      { endedOn: '2025-04-01', endKnownOn: 'soon' },
      'rows[0].endKnownOn is "soon", not a day',
    ],
    ['a list of changes', { changes: 5 }, 'rows[0].changes is 5, not an iterable'],
    ['a change', { changes: [null] }, 'rows[0].changes[0] is null, not a plain object'],
    ['a day of the end', { endedOn: 'soon' }, 'rows[0].endedOn is "soon", not a day'],
    ['a day of the start', { startedOn: 'soon' }, 'rows[0].startedOn is "soon", not a day'],
  ])('refuses rows that do not say %s', (_title, wrong, message) => {
    const rows = [{ customer: 'a', startedOn: '2024-06-01', amount: 10, ...wrong }]
    expect(() => committedRevenue(rows, known)).toThrow(message)
  })

  it('refuses rows that are none', () => {
    expect(() => committedRevenue([null as unknown as RevenueRow], known)).toThrow(
      'rows[0] is null, not a plain object',
    )
  })

  it('asks for a choice where it makes a difference, and only there', () => {
    expect(() => committedRevenue([cancelled], forecast)).toThrow(
      'facts is undefined, not one of as-known, with-hindsight, which is required as rows[0].endKnownOn is after asOf',
    )
    const raised = {
      ...row('2024-06-01…'),
      changes: [{ on: '2025-04-01', amount: 1, knownOn: '2025-03-20' }],
    }
    expect(() => committedRevenue([raised], forecast)).toThrow(
      'rows[0].changes[0].knownOn is after',
    )
    const early = { ...cancelled, endKnownOn: '2025-02-28' }
    expect(committedRevenue([early], forecast)).toMatchObject({ committed: '0', facts: null })
    expect(committedRevenue([row('2024-06-01…2025-04-01')], forecast).committed).toBe('0')
    expect(() => committedRevenue([early], { ...forecast, facts: 'all' as 'as-known' })).toThrow(
      'facts is "all", not one of as-known, with-hindsight',
    )
  })

  it('is a trend without hindsight', () => {
    const rows = [cancelled, { ...row('2025-03-15…'), customer: 'b', startKnownOn: '2025-02-10' }]
    const spring = { from: '2025-01-01', to: '2025-04-15', ahead: { months: 3 } } as const
    const series = committedRevenueByPeriod(rows, {
      ...spring,
      every: 'month',
      level: 'customer',
      facts: 'as-known',
    })
    expect(
      series.map(({ to, asOf, by, complete, committed }) => [to, asOf, by, complete, committed]),
    ).toEqual([
      ['2025-02-01', '2025-01-31', '2025-04-30', true, '10'],
      ['2025-03-01', '2025-02-28', '2025-05-31', true, '20'],
      ['2025-04-01', '2025-03-31', '2025-06-30', true, '10'],
      ['2025-04-15', '2025-04-14', '2025-07-14', false, '10'],
    ])
    for (const { from: _, to: __, complete: ___, ...each } of series)
      expect(each).toEqual(
        committedRevenue(rows, {
          asOf: each.asOf,
          by: each.by,
          level: 'customer',
          facts: 'as-known',
        }),
      )
    expect(() =>
      committedRevenueByPeriod(new Array(10_000).fill(rows[0]), {
        ...spring,
        from: '2019-01-01',
        every: 'day',
        level: 'customer',
      }),
    ).toThrow('to is "2025-04-15", not a day until which there are 2000 periods at most')
  })
})

describe('revenue of several currencies', () => {
  const window = { from: '2025-01-01', to: '2025-02-01', level: 'customer' } as const
  const rates = { currency: 'EUR', opening: { USD: '0.9' }, closing: { USD: '0.8' } }
  const rows = [
    { ...row('2024-06-01…'), currency: 'EUR' },
    { ...row('2024-06-01…', { '2025-01-10': 30 }, 20), customer: 'b', currency: 'USD' },
    { ...row('2024-06-01…2025-01-20', {}, 50), customer: 'c', currency: 'USD' },
    { ...row('2025-01-05…', {}, 5), customer: 'd', currency: 'USD' },
    { ...row('2025-02-01…', {}, 7), customer: 'e', currency: 'USD' },
  ]

  it('moves by the rates of the opening, and the effect of the rates is an amount of its own', () => {
    const tally = tallyRevenue(rows, { ...window, rates })
    expect(tally).toEqual({
      from: '2025-01-01',
      to: '2025-02-01',
      level: 'customer',
      windows: 1,
      currency: 'EUR',
      opening: '73',
      new: '4.5',
      expansion: '9',
      contraction: '0',
      churned: '45',
      reactivation: '0',
      reactivationWithinMonth: '0',
      reactivationWithin90Days: '0',
      exchange: '-3.5',
      closing: '38',
    })
    expect(revenueRetention(tally).grossRetention).toBeCloseTo(28 / 73, 15)
    expect(mergeRevenue([tally])).toEqual(tally)
    expect(chainRevenue([tally])).toEqual(tally)
    const twice = mergeRevenue([tally, tallyRevenue(rows.slice(0, 1), window)])
    expect([twice.exchange, twice.closing]).toEqual(['-3.5', '48'])
    const next = tallyRevenue(rows, {
      ...window,
      from: '2025-02-01',
      to: '2025-03-01',
      rates: { ...rates, opening: { USD: '0.8' }, closing: { USD: 1 } },
    })
    const chain = chainRevenue([tally, next])
    expect([chain.opening, chain.exchange, chain.closing]).toEqual(['73', '4.9', '52'])
  })

  it('has a customer of two currencies in one movement', () => {
    const both = [
      { ...row('2024-06-01…2025-01-10', {}, 10), currency: 'EUR' },
      { ...row('2025-01-10…', {}, 10), currency: 'USD' },
    ]
    expect(tallyRevenue(both, { ...window, rates })).toMatchObject({
      opening: '10',
      contraction: '1',
      exchange: '-1',
      closing: '8',
    })
  })

  it('takes amounts of 0 in any currency, or in none', () => {
    const free = [
      { ...row('2024-06-01…', {}, 0), currency: 'CHF' },
      { ...row('2024-06-01…', {}, 0), customer: 'b' },
      { ...row('2024-06-01…2024-06-01', {}, 9), customer: 'c', currency: 'SEK' },
      ...rows.slice(0, 1),
    ]
    expect(tallyRevenue(free, { ...window, rates })).toMatchObject({ opening: '10', exchange: '0' })
    expect(tallyRevenue(free, window)).toMatchObject({ opening: '10', currency: 'EUR' })
    expect(tallyRevenue([...free].reverse(), window).currency).toBe('EUR')
    expect(tallyRevenue(free.slice(0, 1), window).currency).toBe('CHF')
    expect(tallyRevenue(free.slice(0, 2), window).currency).toBeUndefined()
    // What is paid has no currency, and so has all.
    expect(tallyRevenue([row('2024-06-01…'), ...free.slice(0, 1)], window)).toMatchObject({
      opening: '10',
    })
    expect(tallyRevenue([row('2024-06-01…'), ...free.slice(0, 1)], window)).not.toHaveProperty(
      'currency',
    )
    for (const currency of ['', 5]) {
      const odd = [{ ...row('2024-06-01…', {}, 0), currency }] as RevenueRow[]
      expect(() => tallyRevenue(odd, window)).toThrow(
        `rows[0].currency is ${JSON.stringify(currency)}, not a currency such as EUR`,
      )
    }
  })

  it.each<[string, object, string]>([
    [
      'without a rate',
      { ...rates, closing: {} },
      'rates.closing.USD is undefined, not the rate of USD, which rows[1] has',
    ],
    ['without both', { ...rates, opening: {} }, 'rates.opening.USD is undefined, not the rate'],
    ['of 0', { ...rates, opening: { USD: 0 } }, 'rates.opening.USD is 0, not a rate above 0'],
    [
      'below 0',
      { ...rates, opening: { USD: -1 } },
      'rates.opening.USD is -1, not an amount of at least 0',
    ],
    [
      'of itself',
      { ...rates, opening: { EUR: 1 } },
      'rates.opening.EUR is 1, not absent, as revenue is reported in EUR',
    ],
    [
      'without a currency',
      { ...rates, currency: '' },
      'rates.currency is "", not a currency such as EUR',
    ],
    ['with something else', { ...rates, on: 1 }, 'rates.on is 1, not'],
  ])('is refused with rates %s', (_title, wrong, message) => {
    expect(() => tallyRevenue(rows, { ...window, rates: wrong as typeof rates })).toThrow(message)
  })

  it.each([undefined, null, '', 5])('is refused where the currency of a row is %j', (currency) => {
    const odd = [{ ...row('2024-06-01…'), currency }] as RevenueRow[]
    const spelt = currency === null ? 'null' : JSON.stringify(currency)
    refuses(
      () => tallyRevenue(odd, { ...window, rates }),
      'invalid',
      `tallyRevenue: rows[0].currency is ${spelt}, not a currency such as EUR, as rates are given`,
    )
  })

  it('is refused by its name where it adds up to 1e30 or more', () => {
    const much = `9${'0'.repeat(29)}`
    const gone = { ...nothing, ...window, windows: 1, exchange: `-${much}` }
    // 9e29 came in each month, as new and as back again, and was worth nothing at its end.
    const months = [
      { ...gone, new: much },
      { ...gone, reactivation: much, from: '2025-02-01', to: '2025-03-01' },
    ]
    expect(() => chainRevenue(months)).toThrow(
      expect.objectContaining({ code: 'out-of-range', path: ['exchange'] }),
    )
    expect(() =>
      mergeRevenue([months[0], { ...gone, reactivation: much }] as RevenueTally[]),
    ).toThrow(expect.objectContaining({ code: 'out-of-range', path: ['exchange'] }))
    const twice = ['a', 'b'].map((customer) => ({ ...row('2024-06-01…'), customer, amount: much }))
    expect(() => tallyRevenue(twice, window)).toThrow(
      expect.objectContaining({ code: 'out-of-range', path: ['opening'] }),
    )
    const later = twice.map((each) => ({ ...each, startedOn: '2025-01-05' }))
    expect(() => tallyRevenue(later, window)).toThrow(
      expect.objectContaining({ code: 'out-of-range', path: ['new'] }),
    )
  })

  it('is exact below the cent, and rounds a product once', () => {
    const finest = [
      { ...row('2024-06-01…', {}, 1), amount: '0.000000000000000000000000000001', currency: 'USD' },
    ]
    expect(
      tallyRevenue(finest, { ...window, rates: { ...rates, opening: { USD: '0.4' } } }),
    ).toMatchObject({
      opening: '0',
      closing: '0.000000000000000000000000000001',
    })
  })

  it('is refused where stored amounts do not add up with it', () => {
    const tally = tallyRevenue(rows, { ...window, rates })
    expect(() => mergeRevenue([{ ...tally, exchange: '-3' }])).toThrow(
      'tallies[0].closing is "38", not 38.5, the sum of the amounts',
    )
    expect(() => mergeRevenue([{ ...tally, exchange: 'x' }])).toThrow('tallies[0].exchange is "x"')
  })
})

describe('parts of one subscription', () => {
  const window = { from: '2025-01-01', to: '2025-03-01' }
  const parts = [
    { ...row('2024-06-01…2025-01-10'), subscription: 's' },
    { ...row('2025-02-01…'), subscription: 's' },
    { ...row('2024-06-01…2024-06-01'), subscription: 's' },
  ]

  it('are followed as one', () => {
    const split = { from: '2025-01-15', to: '2025-03-01', level: 'subscription' } as const
    expect(tallyRevenue(parts, split)).toMatchObject({ new: '0', reactivation: '10' })
    const apart = parts.map(({ subscription: _, ...part }) => part)
    expect(tallyRevenue(apart, split)).toMatchObject({ new: '10', reactivation: '0' })
    const ownIds = parts.map((part, at) => ({ ...part, subscription: `s${at}` }))
    expect(tallyRevenue(ownIds, split)).toMatchObject({ new: '10', reactivation: '0' })
  })

  it('are of one customer, and follow each other', () => {
    const call = (more: object) => () =>
      tallyRevenue([...parts, { ...row('2025-01-05…2025-01-20'), subscription: 's', ...more }], {
        ...window,
        level: 'customer',
      })
    expect(call({})).toThrow(
      'rows[3].subscription is "s", not an id that no other row has, but parts of one subscription, which are of one customer and follow each other: rows[0] has it',
    )
    expect(call({ customer: 'b' })).toThrow('follow each other: rows[0] has it')
    expect(call({ startedOn: '2025-01-10', endedOn: '2025-02-01' })).not.toThrow()
  })
})

describe('a customer with very many subscriptions', () => {
  it('is what all of them bring in at both ends of each month, in whatever order they come', () => {
    const dayOf = (number: number): string =>
      new Date(Date.UTC(2024, 0, 1 + number)).toISOString().slice(0, 10)
    // Forty weeks, every other one paid, by two subscriptions that touch inside the week.
    const rows = Array.from({ length: 40 }, (_, at) => ({
      customer: 'a',
      startedOn: dayOf(14 * (at >> 1) + (at % 2 ? 3 : 0)),
      endedOn: dayOf(14 * (at >> 1) + (at % 2 ? 7 : 3)),
      amount: at + 1,
    }))
    const series = { every: 'month', from: '2024-01-01', to: '2024-10-01' } as const
    const shuffled = rows.map((_, at) => rows[(at * 17) % 40] as RevenueRow)
    const [first, ...others] = [rows, [...rows].reverse(), shuffled].map((list) =>
      tallyRevenueByPeriod(list, { ...series, level: 'customer' }),
    )
    for (const other of others) expect(other).toEqual(first)
    const paidAt = (day: string): number =>
      rows
        .filter(({ startedOn, endedOn }) => startedOn < day && endedOn >= day)
        .reduce((sum, { amount }) => sum + amount, 0)
    expect(first?.map(({ to, closing }) => [to, Number(closing)])).toEqual(
      first?.map(({ to }) => [to, paidAt(to)]),
    )
    expect(first?.some(({ reactivation }) => Number(reactivation) > 0)).toBe(true)
  })
})

describe('a change of revenue retention', () => {
  const moved = (opening: number, churned: number, contraction: number, expansion: number) => ({
    ...{ opening, churned, contraction, expansion },
  })
  // Shares of the opening revenue are 1/2 each before, and 3/4 and 1/4 after.
  const before = { small: moved(100, 20, 0, 20), large: moved(100, 0, 10, 0) }
  const after = { small: moved(300, 30, 0, 0), large: moved(100, 0, 50, 100) }

  it('is worked out by hand, gross', () => {
    // Kept are 80 % and 90 % before, 85 % of all; 90 % and 50 % after, 80 % of all; on average 82.5 %.
    // Mix: 0.25 × (0.85 − 0.825) and −0.25 × (0.7 − 0.825). Rate: 0.625 × 0.1 and 0.375 × −0.4.
    const change = explainRevenueRetentionChange({ before, after }, { measure: 'gross' })
    expectNear(
      [change.before, change.after, change.change, change.mixEffect, change.rateEffect],
      [0.85, 0.8, -0.05, 0.0375, -0.0875],
      { abs: 1e-14 },
    )
    expectNear(
      change.segments.flatMap((each) => [each.mixEffect, each.rateEffect]),
      [0.00625, 0.0625, 0.03125, -0.15],
      { abs: 1e-14 },
    )
    expect(
      change.segments.map((each) => [
        ...[each.name, each.rateBefore, each.rateAfter],
        ...[each.shareBefore, each.shareAfter],
      ]),
    ).toEqual([
      ['small', 0.8, 0.9, 0.5, 0.75],
      ['large', 0.9, 0.5, 0.5, 0.25],
    ])
  })

  it('is worked out by hand, net', () => {
    // 100 % and 90 % before, 95 % of all; 90 % and 150 % after, 105 % of all.
    const change = explainRevenueRetentionChange({ before, after }, { measure: 'net' })
    expectNear([change.before, change.after, change.change], [0.95, 1.05, 0.1], { abs: 1e-14 })
    expect(change.segments.map((each) => [each.rateBefore, each.rateAfter])).toEqual([
      [1, 0.9],
      [0.9, 1.5],
    ])
    expect(change.measure).toBe('net')
  })

  it('is refused where a segment grew more than a thousand million times', () => {
    const grown = (expansion: number) =>
      explainRevenueRetentionChange(
        { before, after: { small: moved(1, 0, 0, expansion) } },
        { measure: 'net' },
      )
    expect(grown(999_999_999).after).toBe(1e9)
    refuses(
      () => grown(1_000_000_000),
      'out-of-range',
      'explainRevenueRetentionChange: after.small is 1000000001, not at most 1000000000 times its opening',
    )
  })

  it.each<[string, object, string, string, string]>([
    [
      'no revenue at the opening',
      moved(0, 0, 0, 0),
      'empty',
      'after.small.opening is empty, not at least one paid amount',
      'gross',
    ],
    [
      'more lost than there was',
      moved(10, 11, 0, 0),
      'out-of-range',
      'after.small.churned is 11, not',
      'gross',
    ],
    ['no measure', moved(10, 1, 0, 0), 'invalid', 'measure is "all", not one of gross, net', 'all'],
  ])('is refused with %s', (_title, small, code, message, measure) => {
    refuses(
      () =>
        explainRevenueRetentionChange({ before, after: { small } } as never, { measure } as never),
      code,
      `explainRevenueRetentionChange: ${message}`,
    )
  })
})
