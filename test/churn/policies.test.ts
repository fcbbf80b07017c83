import {
  averageLifetime,
  type ChurnPolicy,
  type ChurnTally,
  churn,
  churnByReason,
  churnFromLifetime,
  compareChurn,
  customerChurnCurve,
  dailyChurn,
  explainChurnChange,
  MetricError,
  mergeChurn,
  type SubscriptionRow,
  tallyChurn,
  tallyChurnByPeriod,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'

const january = { from: '2025-01-01', to: '2025-02-01' }

/** Subscriptions of one customer, each as `start…end reason`, the end open where none is written. */
function stays(customer: string, ...spans: string[]): SubscriptionRow[] {
  return spans.map((span) => {
    const [dates = '', reason] = span.split(' ')
    const [startedOn = '', endedOn] = dates.split('…')
    return { customer, startedOn, endedOn: endedOn || null, ...(reason ? { reason } : {}) }
  })
}

function refuses(call: () => unknown, code: string, message: string): void {
  expect(call).toThrow(message)
  expect(call).toThrow(expect.objectContaining({ code }))
  expect(call).toThrow(MetricError)
}

describe('the same month by each vendor’s rule', () => {
  const { input, expected, tolerance } = publishedCase('churn', 'CHURN-VENDORS')

  it.each(Object.keys(expected) as ChurnPolicy[])('is as expected by the rule of %s', (policy) => {
    expectNear(churn(input, { policy }).rate, expected[policy], tolerance)
  })

  it('names policy and base: Stripe’s 12 of 120, Baremetrics’ 12 of 100', () => {
    expect(churn(input, { policy: 'stripe' })).toEqual({
      rate: 0.1,
      retentionRate: 0.9,
      lost: 12,
      base: 120,
      policy: 'stripe',
      interval: null,
    })
    expect(churn(input, { policy: 'baremetrics' })).toMatchObject({ lost: 12, base: 100 })
    expect(churn(input, { policy: 'average' })).toMatchObject({ lost: 12, base: 104.5 })
    expect(churn(input, { policy: 'revenuecat' })).toMatchObject({ lost: 11, base: 100 })
    expect(churn(input, { policy: 'chartmogul' })).toMatchObject({ lost: 10, base: 100 })
  })

  it('says why a policy that is no share has no interval', () => {
    refuses(
      () => churn({ opening: 5, closing: 5, losses: 1 }, { policy: 'average', interval: 'wald' }),
      'mismatch',
      'churn: interval is "wald", not given where the policy is average, which has no interval',
    )
  })

  it('explains a change of a rate that leaves out those who were back', () => {
    // 4 less 1 of 10 before, 4 less 3 of 10 after, with the same mix.
    const before = { all: { opening: 10, lost: 4, lostThenReturned: 1 } }
    const after = { all: { opening: 10, lost: 4, lostThenReturned: 3 } }
    const change = explainChurnChange({ before, after }, { policy: 'chartmogul' })
    expect(change.rateEffect).toBeCloseTo(-0.2, 14)
    expect(change).toMatchObject({ mixEffect: 0, policy: 'chartmogul' })
  })

  it('explains a change by segments, whose parts add up to those of all', () => {
    const change = explainChurnChange({
      before: { new: { opening: 100, lost: 20 }, old: { opening: 300, lost: 15 } },
      after: { new: { opening: 300, lost: 30 }, old: { opening: 300, lost: 15 } },
    })
    // Churn of all is 0.0875 and then 0.075, with a mean of 0.08125; by hand from there.
    const near = (value: number): unknown => expect.closeTo(value, 14)
    expect(change.segments).toEqual([
      {
        name: 'new',
        mixEffect: near(0.25 * (0.15 - 0.08125)),
        rateEffect: near(0.375 * -0.1),
        rateBefore: 0.2,
        rateAfter: 0.1,
        shareBefore: 0.25,
        shareAfter: 0.5,
      },
      {
        name: 'old',
        mixEffect: near(-0.25 * (0.05 - 0.08125)),
        rateEffect: 0,
        rateBefore: 0.05,
        rateAfter: 0.05,
        shareBefore: 0.75,
        shareAfter: 0.5,
      },
    ])
    const parts = change.segments.flatMap(({ mixEffect, rateEffect }) => [mixEffect, rateEffect])
    expect(parts.reduce((sum, part) => sum + part)).toBe(change.change)
  })

  it('gives shares an interval (scipy 1.17: binomtest(10, 100), Wilson), and only them', () => {
    const { interval } = churn(input, { policy: 'chartmogul' })
    expect(interval.low).toBeCloseTo(0.05522913706067508, 12)
    expect(interval.high).toBeCloseTo(0.17436566150491345, 12)
    for (const policy of ['average', 'baremetrics', 'revenuecat'] as const)
      expect(churn(input, { policy }).interval).toBeNull()
  })

  it('is ChartMogul’s older example, too', () => {
    const { input, params, expected, tolerance } = publishedCase('churn', 'CHURN-CHARTMOGUL-OLD')
    expectNear(churn(input, params).rate, expected.rate, tolerance)
  })

  it('takes from counts what the policy takes, and no more', () => {
    expect(churn({ opening: 100, leavers: 120 }, { policy: 'baremetrics' }).rate).toBe(1.2)
    expect(churn({ opening: 100, gained: 5, closing: 110 }, { policy: 'revenuecat' }).rate).toBe(
      -0.05,
    )
    expect(churn({ opening: 0, losses: 3, closing: 4 }, { policy: 'average' }).rate).toBe(1.5)
    const stripe = { opening: 0, losses: 3, gained: 2, reactivated: 1 }
    expect(churn(stripe, { policy: 'stripe' }).rate).toBe(1)
  })

  it.each<[ChurnPolicy, object, string, string]>([
    ['chartmogul', { opening: 9, lost: 3 }, 'invalid', 'tally.lostThenReturned is undefined'],
    [
      'chartmogul',
      { opening: 9, lost: 3, lostThenReturned: 4 },
      'out-of-range',
      'tally.lostThenReturned is 4, not a whole number from 0 to 3',
    ],
    ['stripe', { opening: 9, losses: 3 }, 'invalid', 'tally.gained is undefined'],
    [
      'stripe',
      { opening: 0, gained: 0, reactivated: 0, losses: 3 },
      'empty',
      'tally.opening is empty, not at least one customer',
    ],
    ['average', { opening: 9, closing: 3 }, 'invalid', 'tally.losses is undefined'],
    ['average', { opening: 0, closing: 0 }, 'empty', 'tally.opening is empty'],
    ['baremetrics', { opening: 9 }, 'invalid', 'tally.leavers is undefined'],
    ['baremetrics', { opening: 0, leavers: 0 }, 'empty', 'tally.opening is empty'],
    ['revenuecat', { opening: 9, gained: 3 }, 'invalid', 'tally.closing is undefined'],
  ])('refuses to be %s without what it takes: %j', (policy, counts, code, message) => {
    refuses(() => churn(counts as ChurnTally, { policy }), code, `churn: ${message}`)
  })
})

describe('a tally of reasons and returns', () => {
  const rows = [
    ...stays('stays', '2024-06-01…'),
    ...stays('price', '2024-06-01…2025-01-10 price'),
    ...stays('card', '2024-06-01…2025-01-11 card', '2025-01-15…2025-01-20 price'),
    ...stays('silent', '2024-06-01…2025-01-12'),
    ...stays('new', '2025-01-02…2025-01-12 price'),
    ...stays('later', '2024-06-01…2025-03-01 price'),
  ]

  it('counts each lost customer for the first reason, and new ones for none', () => {
    const tally = tallyChurn(rows, january)
    expect(tally).toMatchObject({ opening: 5, lost: 3, leavers: 4, losses: 5 })
    expect(tally.lostByReason).toEqual({ card: 1, price: 1 })
  })

  it('is the same text in any order of the rows', () => {
    const lost = ['price', 'card', 'support', 'bug'].flatMap((reason) =>
      stays(`for ${reason}`, `2024-06-01…2025-01-10 ${reason}`),
    )
    const text = JSON.stringify(tallyChurn(lost, january))
    expect(JSON.stringify(tallyChurn([...lost].reverse(), january))).toBe(text)
    expect(text).toContain('{"bug":1,"card":1,"price":1,"support":1}')
  })

  it('has no reasons where none is known', () => {
    expect(tallyChurn(stays('a', '2024-06-01…2025-01-10'), january)).not.toHaveProperty(
      'lostByReason',
    )
  })

  it('takes the first in the alphabet of two that end on one day, whatever the order', () => {
    const twice = stays('a', '2024-06-01…2025-01-10 b', '2024-07-01…2025-01-10 a')
    const never = stays('a', '2024-06-01…2025-01-10', '2024-07-01…2025-01-10 z')
    const once = stays('a', '2024-06-01…2025-01-10 z', '2024-07-01…2025-01-10')
    const earlier = stays('a', '2024-06-01…2025-01-10 late', '2024-07-01…2025-01-09 early')
    for (const [all, reason] of [
      [twice, 'a'],
      [never, 'z'],
      [once, 'z'],
      [earlier, 'late'],
    ] as const) {
      expect(tallyChurn(all, january).lostByReason).toEqual({ [reason]: 1 })
      expect(tallyChurn([...all].reverse(), january).lostByReason).toEqual({ [reason]: 1 })
    }
  })

  it('keeps a reason that is the name of something else', () => {
    const tally = tallyChurn(stays('a', '2024-06-01…2025-01-10 __proto__'), january)
    expect(Object.entries(tally.lostByReason ?? {})).toEqual([['__proto__', 1]])
    expect(Object.entries(mergeChurn([tally, tally]).lostByReason ?? {})).toEqual([
      ['__proto__', 2],
    ])
  })

  it('separates returns by how long the customer was away', () => {
    const of = (endedOn: string, startedOn = '2025-01-05'): ChurnTally =>
      tallyChurn(stays('a', `2020-01-01…${endedOn}`, `${startedOn}…`), january)
    const facts = (tally: ChurnTally): unknown[] => [
      tally.reactivated,
      tally.reactivatedWithinMonth,
      tally.reactivatedWithin90Days,
    ]
    expect(facts(of('2024-12-06'))).toEqual([1, 1, 1])
    // From 5 December to 5 January is a month.
    expect(facts(of('2024-12-05'))).toEqual([1, 0, 1])
    // 7 October is 90 days before 5 January.
    expect(facts(of('2024-10-07'))).toEqual([1, 0, 1])
    expect(facts(of('2024-10-06'))).toEqual([1, 0, 0])
    // From 30 November to 30 December would be a month; to 31 January are two.
    expect(facts(of('2024-11-30', '2025-01-31'))).toEqual([1, 0, 1])
  })

  it('adds reasons of different tallies', () => {
    const tally = tallyChurn(rows, january)
    const other = tallyChurn(stays('b', '2024-06-01…2025-01-10 another'), january)
    const none = tallyChurn(stays('c', '2024-06-01…2025-01-10'), january)
    expect(mergeChurn([tally, other, none]).lostByReason).toEqual({
      another: 1,
      card: 1,
      price: 1,
    })
    expect(mergeChurn([{ ...none, lostByReason: { x: 0 } }])).toEqual(none)
  })

  it('reads tallies of the seven plain counts, and does not make up what they do not know', () => {
    const plain: ChurnTally = {
      ...january,
      opening: 5,
      lost: 3,
      gained: 1,
      reactivated: 0,
      gainedThenLost: 1,
      lostThenReturned: 0,
      closing: 2,
    }
    expect(churn(plain).rate).toBe(0.6)
    expect(churn(plain, { policy: 'chartmogul' }).rate).toBe(0.6)
    refuses(
      () => churn(plain, { policy: 'stripe' }),
      'invalid',
      'churn: tally.losses is undefined, not a whole number',
    )
    expect(mergeChurn([plain, tallyChurn(rows, january)])).toEqual({
      ...plain,
      opening: 10,
      lost: 6,
      gained: 2,
      gainedThenLost: 2,
      lostByReason: { card: 1, price: 1 },
      closing: 4,
    })
    expect(mergeChurn([plain])).toEqual(plain)
    refuses(
      () => mergeChurn([{ ...plain, losses: 4 }]),
      'invalid',
      'tallies[0].reactivatedWithinMonth is undefined, not a whole number',
    )
  })

  it.each<[string, Partial<ChurnTally>, string, string]>([
    ['more soon than ever', { reactivatedWithin90Days: 1 }, 'out-of-range', 'from 0 to 0'],
    ['more in a month than in 90 days', { reactivatedWithinMonth: 1 }, 'out-of-range', 'to 0'],
    ['fewer leavers than lost', { leavers: 2 }, 'out-of-range', 'from 3 to 4'],
    ['more leavers than customers', { leavers: 5 }, 'out-of-range', 'from 3 to 4'],
    ['fewer losses than leavers', { losses: 3 }, 'out-of-range', 'of at least 4'],
    ['reasons that are none', { lostByReason: 5 as never }, 'invalid', 'not a plain object'],
    [
      'more reasons than lost',
      { lostByReason: { a: 2, b: 2 } },
      'out-of-range',
      'mergeChurn: tallies[0].lostByReason.b is 2, not a whole number from 0 to 1',
    ],
  ])('refuses %s', (_title, wrong, code, message) => {
    const tally = tallyChurn(rows, january)
    refuses(
      () => mergeChurn([{ ...tally, gainedThenLost: 0, closing: 3, ...wrong }]),
      code,
      message,
    )
  })

  it.each<[string, object, string, string]>([
    ['an empty reason', { reason: '' }, 'invalid', 'rows[1].reason is "", not a string'],
    ['a reason that is none', { reason: 5 }, 'invalid', 'rows[1].reason is 5, not a string'],
    [
      'a subscription twice',
      { subscription: 's' },
      'mismatch',
      'rows[1].subscription is "s", not an id that no other row has',
    ],
    [
      'a subscription without a name',
      { subscription: '' },
      'invalid',
      'rows[1].subscription is "", not a number or a string that is not empty',
    ],
  ])('refuses %s', (_title, wrong, code, message) => {
    const row = { customer: 'a', startedOn: '2024-06-01', subscription: 's' }
    const other = { customer: 'a', startedOn: '2024-06-01', ...wrong }
    refuses(() => tallyChurn([row, other as typeof row], january), code, `tallyChurn: ${message}`)
  })
})

describe('churnByReason', () => {
  const tally: ChurnTally = {
    ...january,
    opening: 40,
    lost: 10,
    gained: 0,
    reactivated: 0,
    reactivatedWithinMonth: 0,
    reactivatedWithin90Days: 0,
    gainedThenLost: 0,
    lostThenReturned: 0,
    leavers: 10,
    losses: 10,
    lostByReason: { price: 3, card: 4, moved: 3 - 1, shop: 0 },
    closing: 30,
  }

  it('parts churn into decisions, accidents and what is not known', () => {
    const { voluntary, involuntary, unknown, reasons, ...rest } = churnByReason(tally, {
      involuntary: ['card', 'fraud'],
    })
    expect(rest).toEqual({ lost: 10, base: 40, policy: 'opening' })
    expect([voluntary?.lost, involuntary?.lost, unknown.lost]).toEqual([5, 4, 1])
    expect([voluntary?.rate, involuntary?.rate, unknown.rate]).toEqual([0.125, 0.1, 0.025])
    expect(reasons.map(({ reason, kind, lost }) => [reason, kind, lost])).toEqual([
      ['card', 'involuntary', 4],
      ['price', 'voluntary', 3],
      ['moved', 'voluntary', 2],
    ])
    expect(involuntary?.interval).toEqual(churn({ opening: 40, lost: 4 }).interval)
  })

  it('orders reasons that are as frequent by name', () => {
    const even = { ...tally, lostByReason: { b: 2, a: 2, c: 2 } }
    const { reasons } = churnByReason(even, { involuntary: [], confidence: 0.8, interval: 'wald' })
    expect(reasons.map(({ reason }) => reason)).toEqual(['a', 'b', 'c'])
    expect(reasons[0]?.interval).toMatchObject({ confidence: 0.8, method: 'wald' })
  })

  it('refuses what is no list of reasons, no tally, and nobody', () => {
    refuses(
      () => churnByReason(tally, {} as { involuntary: [] }),
      'invalid',
      'churnByReason: involuntary is undefined, not an iterable',
    )
    refuses(
      () => churnByReason(tally, { involuntary: [5 as never] }),
      'invalid',
      'churnByReason: involuntary[0] is 5, not a string',
    )
    refuses(
      () => churnByReason({ opening: 5, lost: 1 } as ChurnTally, { involuntary: [] }),
      'invalid',
      'churnByReason: tally.gained is undefined',
    )
    const nobody = tallyChurn(stays('a', '2025-01-05…'), january)
    refuses(() => churnByReason(nobody, { involuntary: [] }), 'empty', 'tally.opening is empty')
  })
})

describe('churn by ProfitWell’s rule', () => {
  const rows = [{ customer: 1, startedOn: '2024-01-01' }]
  const by = (from: string, to: string): unknown =>
    churn(tallyChurn(rows, { from, to }), { policy: 'profitwell' })

  it.each([
    ['2025-01-01', '2025-02-01'],
    ['2024-02-01', '2024-03-01'],
    ['2024-12-01', '2025-01-01'],
    // A month in progress, or cut: nobody can come in one month and leave in the next.
    ['2025-01-01', '2025-01-31'],
    ['2025-04-01', '2025-04-02'],
    ['2298-12-01', '2299-01-01'],
  ])('is of a calendar month, such as %s to %s', (from, to) => {
    expect(by(from, to)).toMatchObject({ rate: 0, policy: 'profitwell' })
  })

  it('is of every month of a series, the one in progress included', () => {
    const months = tallyChurnByPeriod(rows, {
      every: 'month',
      from: '2025-01-01',
      to: '2026-01-01',
      asOf: '2025-03-14',
    })
    expect(months.map((month) => [month.complete, month.to])).toEqual([
      [true, '2025-02-01'],
      [true, '2025-03-01'],
      [false, '2025-03-15'],
    ])
    for (const month of months) expect(churn(month, { policy: 'profitwell' }).rate).toBe(0)
  })

  const first = 'the first of a month, by the policy profitwell'
  const upTo = 'up to the first of the next month, by the policy profitwell'

  it.each([
    ['2025-01-15', '2025-02-15', `tally.from is "2025-01-15", not ${first}`],
    ['2025-01-02', '2025-02-01', `tally.from is "2025-01-02", not ${first}`],
    ['2025-01-01', '2025-03-01', `tally.to is "2025-03-01", not ${upTo}`],
    ['2024-12-01', '2025-01-02', `tally.to is "2025-01-02", not ${upTo}`],
    // Shorter than some months, and yet of two.
    ['2025-02-01', '2025-03-02', `tally.to is "2025-03-02", not ${upTo}`],
  ])('is not of %s to %s', (from, to, message) => {
    refuses(() => by(from, to), 'mismatch', `churn: ${message}`)
  })

  it('refuses malformed days, and takes counts without days', () => {
    const tally = tallyChurn(rows, { from: '2025-01-01', to: '2025-02-01' })
    for (const [days, message] of [
      [{ from: 5 }, 'tally.from is 5, not'],
      [{ from: Symbol('x') }, 'tally.from is Symbol(x), not'],
      [{ from: Object.create(null) }, 'tally.from is an object, not'],
      [{ from: 'x-01' }, 'tally.from is "x-01", not'],
      [{ to: null }, 'tally.to is null, not'],
      [{ to: 10n }, 'tally.to is 10n, not'],
      [{ to: '2025-01-01' }, 'tally.to is "2025-01-01", not'],
      [{ to: '2025-01' }, 'tally.to is "2025-01", not'],
    ] as const)
      refuses(
        () => churn({ ...tally, ...days } as never, { policy: 'profitwell' }),
        'mismatch',
        `churn: ${message}`,
      )
    expect(churn({ opening: 100, lost: 11 }, { policy: 'profitwell' }).rate).toBe(0.11)
  })
})

describe('dailyChurn', () => {
  // Ten on the 1st; one leaves on the 3rd, two of nine on the 5th.
  const rows: SubscriptionRow[] = Array.from({ length: 10 }, (_, customer) => ({
    customer,
    startedOn: '2024-12-01',
    endedOn: customer === 0 ? '2025-01-03' : customer < 3 ? '2025-01-05' : null,
  }))

  it('adds up the rates of days: 1/10 + 2/9, with the Nelson–Aalen interval (numpy by hand)', () => {
    const sum = dailyChurn(rows, january)
    expect(sum).toMatchObject({
      lost: 3,
      days: 31,
      // Ten for three mornings, nine for two, seven for the other 26.
      customerDays: 10 * 3 + 9 * 2 + 7 * 26,
      ...january,
      policy: 'daily',
    })
    expect(sum.rate).toBeCloseTo(0.3222222222222222, 15)
    expect(sum.interval?.low).toBeCloseTo(0.10378391315763133, 12)
    expect(sum.interval?.high).toBeCloseTo(1.000416705584517, 12)
    expect(sum.interval).toMatchObject({ confidence: 0.95, method: 'log' })
  })

  it('counts who comes from the second day on', () => {
    const comes = [...rows, { customer: 99, startedOn: '2025-01-02', endedOn: '2025-01-02' }]
    expect(dailyChurn(comes, january)).toEqual(dailyChurn(rows, january))
  })

  it('has no interval where nobody was lost, and skips days without customers', () => {
    const quiet = dailyChurn([{ customer: 1, startedOn: '2025-01-30' }], january)
    expect(quiet).toMatchObject({ rate: 0, lost: 0, days: 1, customerDays: 1, interval: null })
  })

  it('refuses days without customers, and too many of them', () => {
    refuses(
      () => dailyChurn([{ customer: 1, startedOn: '2025-03-01' }], january),
      'empty',
      'dailyChurn: window is empty, not at least one day that begins with customers',
    )
    refuses(
      () => dailyChurn(rows, { from: '2000-01-01', to: '2020-01-01' }),
      'out-of-range',
      'dailyChurn: to is "2020-01-01", not a day within 4000 of 2000-01-01',
    )
    refuses(() => dailyChurn([], january), 'empty', 'dailyChurn: rows is empty')
  })
})

describe('compareChurn', () => {
  it.each(['P-PROP-10', 'P-PROP-11'])(
    'has the published differences of Newcombe’s example %s',
    (id) => {
      const { input, expected, tolerance } = publishedCase('proportion', id)
      const compared = compareChurn(
        { a: { opening: input.n1, lost: input.x1 }, b: { opening: input.n2, lost: input.x2 } },
        { test: 'z' },
      )
      expectNear(compared.difference, expected.difference, tolerance)
      expectNear([compared.interval.low, compared.interval.high], expected.newcombeCi, tolerance)
      expectNear(compared.z, expected.zPooled, tolerance)
      expectNear(compared.pValue, expected.pTwoSided, tolerance)
      expect(compared).toMatchObject({ policy: 'opening', interval: { method: 'newcombe' } })
      expect(compared.a.interval.method).toBe('wilson')
    },
  )

  it('takes policy and confidence (scipy 1.17: Newcombe at 90 %)', () => {
    const compared = compareChurn(
      {
        a: { opening: 100, lost: 11, lostThenReturned: 1 },
        b: { opening: 200, lost: 35, lostThenReturned: 5 },
      },
      { policy: 'chartmogul', confidence: 0.9 },
    )
    expect([compared.a.lost, compared.b.lost]).toEqual([10, 30])
    expect(compared.difference).toBeCloseTo(-0.05, 15)
    expect(compared.interval.low).toBeCloseTo(-0.11063264316224353, 12)
    expect(compared.interval.high).toBeCloseTo(0.02071287784684299, 12)
    expect(compared.policy).toBe('chartmogul')
  })

  it('has nothing to test where all or nobody were lost on both sides', () => {
    for (const lost of [0, 7]) {
      const compared = compareChurn({ a: { opening: 7, lost }, b: { opening: 7, lost } })
      expect(compared).toMatchObject({ difference: 0, z: null, pValue: 1, test: 'fisher' })
      expect(compared.interval.low).toBeLessThan(0)
      expect(compared.interval.high).toBeGreaterThan(0)
    }
  })

  it('refuses one tally alone, and policies that make no share', () => {
    const one = { opening: 10, lost: 1 }
    refuses(() => compareChurn({ a: one } as never), 'invalid', 'compareChurn: b is undefined, not')
    refuses(
      () => compareChurn(5 as never),
      'invalid',
      'compareChurn: groups is 5, not an object { a, b }',
    )
    refuses(
      () => compareChurn({ a: one, b: { opening: 0, lost: 0 } }),
      'empty',
      'compareChurn: b.opening is empty',
    )
    refuses(
      () => compareChurn({ a: one, b: one }, { policy: 'stripe' as never }),
      'invalid',
      'compareChurn: policy is "stripe", not one of opening, chartmogul, profitwell',
    )
  })
})

describe('customerChurnCurve', () => {
  it('is what each age loses of those who got there', () => {
    const curve = customerChurnCurve({
      0: { lost: 0, censored: 7 },
      1: { lost: 20, censored: 10 },
      3: { lost: 7, censored: 63 },
    })
    // 100 complete a month or end in it; 70 go on; nobody leaves in the second.
    expect(curve.points.map(({ age, atRisk, lost, rate }) => [age, atRisk, lost, rate])).toEqual([
      [1, 100, 20, 0.2],
      [2, 70, 0, 0],
      [3, 70, 7, 0.1],
    ])
    expect(curve).toMatchObject({ customers: 100, lost: 27 })
    // Wilson of 20 in 100 (scipy 1.17).
    expect(curve.points[0]?.interval.low).toBeCloseTo(0.1333669333310325, 12)
    expect(curve.points[0]?.interval.high).toBeCloseTo(0.2888291655931589, 12)
  })

  it('refuses lives of nobody, and ages that nobody reaches', () => {
    refuses(
      () => customerChurnCurve({ 0: { lost: 0, censored: 3 } }),
      'empty',
      'customerChurnCurve: lives is empty, not at least one life that completed or ended a unit',
    )
    refuses(
      () => customerChurnCurve({ 10001: { lost: 0, censored: 3 } }),
      'out-of-range',
      'customerChurnCurve: lives[10001] is 10001, not a whole number from 1 to 10000',
    )
    const most = 2 ** 53 - 1
    refuses(
      () => customerChurnCurve({ 1: { lost: most, censored: 0 }, 2: { lost: most, censored: 0 } }),
      'out-of-range',
      'customerChurnCurve: lives is',
    )
  })
})

describe('an average lifetime', () => {
  it('P-CHURN-02: 1 ÷ churn, counting the first month', () => {
    const { input, expected, tolerance } = publishedCase('churn', 'P-CHURN-02')
    const lifetimes = input.monthlyChurn.map(averageLifetime)
    expectNear(lifetimes, expected.expectedLifetimeMonths_1_over_c, tolerance)
    expectNear(lifetimes.map(churnFromLifetime), input.monthlyChurn, tolerance)
  })

  it('does not exist where nobody leaves', () => {
    refuses(
      () => averageLifetime(0),
      'undefined',
      'averageLifetime: churn is 0, not above 0: nobody would ever leave',
    )
    refuses(() => averageLifetime(1.1), 'out-of-range', 'averageLifetime: churn is 1.1')
    refuses(() => churnFromLifetime(0.5), 'out-of-range', 'churnFromLifetime: lifetime is 0.5')
  })
})
