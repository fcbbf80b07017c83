import {
  type CustomerActivityOptions,
  cohortTable,
  customerActivity,
  type EventRow,
  lifecycle,
  medianLifetime,
  repeatRate,
  retentionCurve,
  stickiness,
  timeBetweenPurchases,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

function rowsOf(list: Readonly<Record<string, readonly string[]>>): EventRow[] {
  return Object.entries(list).flatMap(([customer, days]) => days.map((on) => ({ customer, on })))
}

/** Days of January 2025 on which each customer was there. */
function january(list: Readonly<Record<string, readonly number[]>>): EventRow[] {
  return Object.entries(list).flatMap(([customer, days]) =>
    days.map((day) => ({ customer, on: `2025-01-${`${day}`.padStart(2, '0')}` })),
  )
}

describe('lifecycle', () => {
  it('is new, returning, resurrecting and dormant by day as published [P-RET-04]', () => {
    const { input, params, expected } = publishedCase('retention', 'P-RET-04')
    const { periods } = lifecycle(rowsOf(input.activity), {
      every: 'day',
      from: params.from,
      asOf: params.to,
    })
    expect(periods.map((period) => period.new)).toEqual(expected.new)
    expect(periods.map(({ returning }) => returning)).toEqual(expected.returning)
    expect(periods.map(({ resurrecting }) => resurrecting)).toEqual(expected.resurrecting)
    // There the dormant are drawn below the axis.
    expect(periods.map(({ dormant }) => 0 - (dormant as number))).toEqual(expected.dormant)
  })

  const events = rowsOf({
    Ada: ['2025-01-05', '2025-02-05', '2025-04-05'],
    Ben: ['2025-01-09', '2025-01-11'],
    Cem: ['2025-02-02', '2025-03-31', '2025-04-01'],
  })

  it('names each month, and has those who came for each who went quiet', () => {
    const rows = rowsOf({
      Ada: ['2024-11-05', '2024-12-01'],
      Ben: ['2024-11-09'],
      Cem: ['2024-11-20'],
      Dan: ['2024-11-21', '2025-01-02'],
      Eve: ['2024-12-24'],
    })
    const { periods } = lifecycle(rows, {
      every: 'month',
      calendar: { fiscalYearStartsIn: 1 },
      asOf: '2025-01-31',
    })
    expect(periods.map(({ year, period }) => [year, period])).toEqual([
      [2024, 11],
      [2024, 12],
      [2025, 1],
    ])
    // December: Eve came, and Ben, Cem and Dan went quiet. January: Dan came back, Ada and Eve went.
    expect(periods.map(({ quickRatio }) => quickRatio)).toEqual([null, 1 / 3, 1 / 2])
  })

  it('tells how many of the month before are there, with the interval', () => {
    const { periods } = lifecycle(events, { every: 'month', asOf: '2025-04-30' })
    expect(periods).toMatchObject([
      {
        from: '2025-01-01',
        active: 2,
        new: 2,
        returning: 0,
        dormant: 0,
        rate: null,
        interval: null,
      },
      { from: '2025-02-01', active: 2, new: 1, returning: 1, dormant: 1, rate: 0.5, quickRatio: 1 },
      { from: '2025-03-01', active: 1, returning: 1, dormant: 1, rate: 0.5, quickRatio: 0 },
      { from: '2025-04-01', active: 2, returning: 1, resurrecting: 1, dormant: 0, rate: 1 },
    ])
    // scipy 1.17: Wilson's interval of 1 of 2.
    expect(periods[1]?.interval?.low).toBeCloseTo(0.09453120573423074, 12)
    expect(periods[3]?.quickRatio).toBeNull()
  })

  it('does not know who is dormant before the month is over', () => {
    const { periods } = lifecycle(events, { every: 'month', asOf: '2025-04-29' })
    expect(periods.at(-1)).toMatchObject({
      complete: false,
      active: 2,
      returning: 1,
      dormant: null,
      rate: null,
      interval: null,
      quickRatio: null,
    })
  })

  it('reads what was before the first period to tell who is new', () => {
    const result = lifecycle(events, {
      every: 'month',
      multiple: 2,
      from: '2025-03-01',
      asOf: '2025-04-30',
    })
    expect(result).toMatchObject({ every: 'month', multiple: 2, asOf: '2025-04-30' })
    expect(result.periods).toMatchObject([
      { from: '2025-03-01', complete: true, active: 2, new: 0, returning: 2, dormant: 1 },
    ])
  })

  it.each<[object, string, string]>([
    [
      { asOf: '2024-12-31', later: 'ignore' },
      'empty',
      'events is empty, not at least one event, where from is not given',
    ],
    [
      { asOf: '2025-03-31' },
      'invalid',
      'later is undefined, not one of ignore, reject, which is required where rows are after asOf',
    ],
    [
      { every: 'week' },
      'invalid',
      'weekStartsOn is undefined, not one of sunday, monday, tuesday, wednesday, thursday, friday, saturday',
    ],
    [
      { every: 'day', from: '1900-01-01' },
      'out-of-range',
      'asOf is "2025-04-30", not within 10000 periods of 1900-01-01',
    ],
  ])('refuses %o', (change, code, message) => {
    const how = { every: 'month', asOf: '2025-04-30', ...change } as const
    expect(refusalText(() => lifecycle(events, how))).toEqual([code, `lifecycle: ${message}`])
  })
})

describe('stickiness', () => {
  const events = january({
    a: [1, 2, 3, 4, 5],
    b: [1, 1, 7],
    c: [2, 3],
    d: [4],
    e: [1, 2, 3, 4, 5, 6, 7],
  })
  const window = { from: '2025-01-01', to: '2025-01-08' }

  it('is the share of the active customers that is there on a day', () => {
    const week = stickiness(
      [...events, { customer: 'f', on: '2024-12-31' }, { customer: 'f', on: '2025-01-08' }],
      window,
    )
    // 17 days of activity on 7 days by 5 customers; scipy 1.17: t interval of the five shares.
    expect(week).toMatchObject({
      from: '2025-01-01',
      to: '2025-01-08',
      unit: 'day',
      units: 7,
      customers: 5,
    })
    expect(week.averageActive).toBeCloseTo(17 / 7, 14)
    expect(week.rate).toBeCloseTo(0.48571428571428565, 14)
    expect(week.interval?.low).toBeCloseTo(0.040492585564185224, 12)
    expect(week.interval?.high).toBeCloseTo(0.9309359858643861, 12)
    expect(week.distribution.map(({ customers }) => customers)).toEqual([1, 2, 0, 0, 1, 0, 1])
    expect(week.distribution.map(({ atLeast }) => atLeast)).toEqual([5, 4, 2, 2, 2, 1, 1])
    expect(week.distribution[1]?.rate).toBe(0.8)
  })

  it('counts weeks from the first day of the window', () => {
    const month = stickiness(january({ a: [1, 8, 14], b: [7] }), {
      from: '2025-01-01',
      to: '2025-01-15',
      unit: 'week',
    })
    expect(month).toMatchObject({ units: 2, rate: 0.75, averageActive: 1.5 })
  })

  it('of one customer has no interval', () => {
    expect(stickiness(january({ a: [1] }), window).interval).toBeNull()
  })

  it('of customers who are all alike has none either', () => {
    // 3 of 7 days each: their mean is rounded, and they do not vary all the same.
    const alike = january({ a: [1, 2, 3], b: [2, 4, 6], c: [5, 6, 7] })
    expect(stickiness(alike, window)).toMatchObject({ customers: 3, interval: null })
  })

  it.each<[object, string, string]>([
    [{ to: '2025-01-01' }, 'out-of-range', 'to is "2025-01-01", not a day after 2025-01-01'],
    [
      { unit: 'month' },
      'mismatch',
      'to is "2025-01-08", not 1 to 10000 whole units after 2025-01-01',
    ],
    [
      { unit: 'week', to: '2025-01-09' },
      'mismatch',
      'to is "2025-01-09", not 1 to 10000 whole units after 2025-01-01',
    ],
  ])('refuses %o', (change, code, message) => {
    expect(refusalText(() => stickiness(events, { ...window, ...change }))).toEqual([
      code,
      `stickiness: ${message}`,
    ])
  })

  it('has zeros where nothing happened in the window, and rates of nobody are null [L17]', () => {
    const nobody = stickiness([], { from: '2025-01-01', to: '2025-01-03' })
    expect(nobody).toMatchObject({ rate: null, interval: null, customers: 0, averageActive: 0 })
    expect(nobody.distribution).toEqual([
      { units: 1, customers: 0, atLeast: 0, rate: null, interval: null },
      { units: 2, customers: 0, atLeast: 0, rate: null, interval: null },
    ])
    const months = { every: 'month', asOf: '2025-02-28', from: '2025-01-01' } as const
    expect(lifecycle([], months).periods.map(({ active }) => active)).toEqual([0, 0])
    const { cohorts } = cohortTable([], {
      ...months,
      measure: 'on',
      clock: 'calendar',
      cohort: 'first',
      average: 'pooled',
    })
    expect(cohorts.map(({ size }) => size)).toEqual([0, 0])
  })
})

describe('repeatRate', () => {
  const orders = [
    ...rowsOf({
      Ada: ['2025-01-01', '2025-01-30'],
      Ben: ['2025-01-01', '2025-01-31'],
      Cem: ['2025-01-05', '2025-01-05'],
      Dua: ['2025-03-15', '2025-03-16'],
    }),
  ]

  it('counts who bought again in time, of those who have had the time', () => {
    const rate = repeatRate(orders, { asOf: '2025-03-31', within: { days: 30 } })
    // Ada came back on the thirtieth day, Ben on the next; two purchases of Cem's day are one.
    expect(rate).toMatchObject({
      repeated: 1,
      customers: 3,
      excluded: 1,
      purchases: 2,
      asOf: '2025-03-31',
    })
    expect(rate.rate).toBeCloseTo(1 / 3, 15)
    // scipy 1.17: Wilson's interval of 1 of 3.
    expect(rate.interval.low).toBeCloseTo(0.06149194472039626, 12)
  })

  it('counts everybody and everything for ever', () => {
    const rate = repeatRate(orders, { asOf: '2025-03-31', within: 'ever' })
    expect(rate).toMatchObject({
      rate: 0.75,
      repeated: 3,
      customers: 4,
      excluded: 0,
      within: 'ever',
    })
    expect(repeatRate(orders, { asOf: '2025-03-31', within: 'ever', purchases: 3 }).repeated).toBe(
      0,
    )
  })

  it('needs the whole time to be over', () => {
    const of = (asOf: string): number =>
      repeatRate(orders, { asOf, later: 'ignore', within: { days: 30 } }).customers
    expect(of('2025-01-30')).toBe(2)
    expect(refusalText(() => of('2025-01-29'))).toEqual([
      'empty',
      'repeatRate: rows is empty, not at least one customer who has had the time',
    ])
  })

  it('takes a refund for no purchase', () => {
    const refunded = [
      { customer: 1, on: '2025-01-01', amount: '10' },
      { customer: 1, on: '2025-01-09', amount: '-10' },
    ]
    expect(repeatRate(refunded, { asOf: '2025-03-31', within: 'ever' }).repeated).toBe(0)
  })

  it.each<[object, string, string]>([
    [
      { asOf: '2025-01-20' },
      'invalid',
      'later is undefined, not one of ignore, reject, which is required where rows are after asOf',
    ],
    [
      { within: { days: 0 } },
      'out-of-range',
      'within is an object, not a duration such as { months: 12 }',
    ],
    [{ within: undefined }, 'invalid', 'within is undefined, not a plain object'],
    [{ purchases: 1 }, 'out-of-range', 'purchases is 1, not a whole number of at least 2'],
  ])('refuses %o', (change, code, message) => {
    const how = { asOf: '2025-03-31', within: 'ever', ...change } as const
    expect(refusalText(() => repeatRate(orders, how))).toEqual([code, `repeatRate: ${message}`])
  })
})

describe('timeBetweenPurchases', () => {
  // Gaps of 10 and 20 days, of 30, of 6, 6 and 6, and none.
  const orders = january({ a: [1, 11, 31], b: [1, 31], c: [1, 7, 13, 19], d: [1] })
  const days = { asOf: '2025-01-31', unit: 'day', gaps: 'all' } as const

  it('counts all, the open ones for as long as they ran', () => {
    const { tally, ...again } = timeBetweenPurchases(orders, days)
    expect(tally).toEqual({
      0: { lost: 0, censored: 2 },
      6: { lost: 3, censored: 0 },
      10: { lost: 1, censored: 0 },
      12: { lost: 0, censored: 1 },
      20: { lost: 1, censored: 0 },
      30: { lost: 1, censored: 1 },
    })
    // By hand: of eight who are followed 5/8 are left at 6, 1/2 at 10.
    expect(again).toMatchObject({
      customers: 4,
      ended: 6,
      open: 4,
      median: 10,
      medianInterval: null,
    })
    expect(again.endedMean).toBe(13)
    // scipy 1.17: ratio of sums over three customers, t with 2 degrees of freedom, cut at 0.
    expect(again.endedMeanInterval).toMatchObject({
      low: 0,
      high: expect.closeTo(36.98833405929162, 10),
      method: 't',
    })
  })

  it('counts the first of each customer', () => {
    const again = timeBetweenPurchases(orders, { ...days, gaps: 'first' })
    // 10, 30, 6, and 30 days without: three quarters are left at 6, half at 10.
    expect(again).toMatchObject({
      ended: 3,
      open: 1,
      median: 10,
      gaps: 'first',
      asOf: '2025-01-31',
    })
    expect(again.medianInterval).toEqual(medianLifetime(retentionCurve(again.tally)).interval)
    expect(again.endedMean).toBeCloseTo(46 / 3, 14)
    expect(again.endedMeanInterval?.high).toBeCloseTo(47.27487537910983, 10)
  })

  it('counts in months from date to date, once they could be completed', () => {
    const rows = rowsOf({
      a: ['2025-01-15', '2025-02-15'],
      b: ['2025-01-15', '2025-02-16'],
      c: ['2025-04-02', '2025-04-10'],
    })
    const again = timeBetweenPurchases(rows, { asOf: '2025-04-20', unit: 'month', gaps: 'first' })
    expect(again.tally).toEqual({
      // The month in which c came back is not over.
      0: { lost: 0, censored: 1 },
      1: { lost: 1, censored: 0 },
      2: { lost: 1, censored: 0 },
    })
    // 1 month; 1 + 1/28 of the month from 15 February; 8 of the 30 days from 2 April.
    expect(again.endedMean).toBeCloseTo((1 + 29 / 28 + 8 / 30) / 3, 14)
  })

  it('has no mean where nobody has bought again, and no interval where one has', () => {
    const none = timeBetweenPurchases(january({ a: [1], b: [2] }), days)
    expect(none).toMatchObject({
      ended: 0,
      open: 2,
      median: null,
      endedMean: null,
      endedMeanInterval: null,
    })
    const one = timeBetweenPurchases(january({ a: [1, 5, 7], b: [2] }), days)
    expect(one).toMatchObject({ ended: 2, endedMean: 3, endedMeanInterval: null })
    // 12 ÷ 2 and 6 ÷ 1 days: nothing varies that would say how sure the mean is.
    const alike = timeBetweenPurchases(january({ a: [1, 3, 13], b: [2, 8] }), days)
    expect(alike).toMatchObject({ ended: 3, endedMean: 6, endedMeanInterval: null })
    // Every third day, as sevenths of weeks that do not add up to the last digit.
    const visits = [2, 4, 7, 8].map((times) => Array.from({ length: times }, (_, i) => 1 + 3 * i))
    const [a, b, c, d] = visits as [number[], number[], number[], number[]]
    const weeks = timeBetweenPurchases(january({ a, b, c, d }), { ...days, unit: 'week' })
    expect(weeks.ended).toBe(17)
    expect(weeks.endedMean).toBeCloseTo(3 / 7, 12)
    expect(weeks.endedMeanInterval).toBeNull()
  })

  it('refuses what it would have to guess', () => {
    expect(
      refusalText(() => timeBetweenPurchases(orders, { ...days, asOf: '2025-01-30' })),
    ).toEqual([
      'invalid',
      'timeBetweenPurchases: later is undefined, not one of ignore, reject, which is required where rows are after asOf',
    ])
    expect(
      refusalText(() => timeBetweenPurchases(orders, { ...days, gaps: undefined as never })),
    ).toEqual(['invalid', 'timeBetweenPurchases: gaps is undefined, not one of first, all'])
    expect(refusalText(() => timeBetweenPurchases([], days))).toEqual([
      'empty',
      'timeBetweenPurchases: rows is empty, not at least one customer who had bought',
    ])
  })
})

describe('customerActivity', () => {
  it('is at risk from exactly the threshold on', () => {
    // 22 intervals in 380 days, then 19 days: 19 × 22 ÷ 380 is 1.1, and 19 ÷ (380 ÷ 22) a little less.
    const day = (at: number): string =>
      new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10)
    const orders = [...Array.from({ length: 22 }, (_, at) => at), 380].map((at) => ({
      customer: 'Ada',
      on: day(at),
    }))
    const options = { asOf: day(399), atRiskFrom: 1.1, lostFrom: 3, oneTime: 'separate' } as const
    const [status] = customerActivity(orders, options).statuses
    expect(status).toMatchObject({ status: 'at-risk', overdue: 1.1, daysSince: 19 })
  })

  // Every 2 days up to the 5th, every 10 up to the 21st, every 15 up to the 31st, and once.
  const orders = january({ weekly: [1, 3, 5], slow: [1, 11, 21], slower: [1, 16, 31], once: [25] })
  const options: CustomerActivityOptions = {
    asOf: '2025-02-10',
    atRiskFrom: 2,
    lostFrom: 4,
    oneTime: 'separate',
  }

  it('measures each customer by the own interval', () => {
    const base = customerActivity(orders, options)
    expect(base.statuses).toEqual([
      {
        customer: 'weekly',
        status: 'lost',
        purchases: 3,
        lastOn: '2025-01-05',
        daysSince: 36,
        daysBetween: 2,
        overdue: 18,
      },
      {
        customer: 'slow',
        status: 'at-risk',
        purchases: 3,
        lastOn: '2025-01-21',
        daysSince: 20,
        daysBetween: 10,
        overdue: 2,
      },
      {
        customer: 'slower',
        status: 'active',
        purchases: 3,
        lastOn: '2025-01-31',
        daysSince: 10,
        daysBetween: 15,
        overdue: expect.closeTo(2 / 3, 15),
      },
      {
        customer: 'once',
        status: 'one-time',
        purchases: 1,
        lastOn: '2025-01-25',
        daysSince: 16,
        daysBetween: null,
        overdue: null,
      },
    ])
    // 54 days between six purchases and those after them.
    expect(base).toMatchObject({
      asOf: '2025-02-10',
      customers: 4,
      daysBetween: 9,
      policy: 'separate',
    })
    for (const share of [base.active, base.atRisk, base.lost, base.oneTime]) {
      expect(share).toMatchObject({ customers: 1, rate: 0.25 })
      // scipy 1.17: Wilson's interval of 1 of 4.
      expect(share.interval.high).toBeCloseTo(0.6993581574175981, 12)
    }
  })

  it('measures customers of one purchase by the others, where that is asked for', () => {
    const base = customerActivity(orders, { ...options, oneTime: 'base' })
    expect(base.statuses[3]).toMatchObject({
      status: 'active',
      daysBetween: 9,
      overdue: expect.closeTo(16 / 9, 15),
    })
    expect(base.oneTime.customers).toBe(0)
    // Where nobody bought twice there is nothing to measure by.
    const once = customerActivity(january({ a: [3] }), { ...options, oneTime: 'base' })
    expect(once).toMatchObject({ daysBetween: null, oneTime: { customers: 1 } })
  })

  it.each<[object, string, string]>([
    [{ lostFrom: 1 }, 'out-of-range', 'lostFrom is 1, not a number from 2 to 1000000'],
    [
      { atRiskFrom: undefined },
      'invalid',
      'atRiskFrom is undefined, not a number from 0 to 1000000',
    ],
    [{ oneTime: undefined }, 'invalid', 'oneTime is undefined, not one of separate, base'],
    [
      { asOf: '2025-01-30', later: 'reject' },
      'out-of-range',
      'rows[8].on is "2025-01-31", not a day up to 2025-01-30, which is asOf (customer "slower")',
    ],
  ])('refuses %o', (change, code, message) => {
    expect(
      refusalText(() =>
        customerActivity(orders, { ...options, ...change } as CustomerActivityOptions),
      ),
    ).toEqual([code, `customerActivity: ${message}`])
  })
})
