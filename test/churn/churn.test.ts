import {
  type ChurnTally,
  churn,
  convertRate,
  MetricError,
  mergeChurn,
  type RateUnit,
  retentionRate,
  type SubscriptionRow,
  tallyChurn,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'

const january = { from: '2025-01-01', to: '2025-02-01' }

const nobody = {
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
}

const tally: ChurnTally = {
  ...january,
  opening: 100,
  lost: 11,
  gained: 20,
  reactivated: 0,
  reactivatedWithinMonth: 0,
  reactivatedWithin90Days: 0,
  gainedThenLost: 1,
  lostThenReturned: 1,
  leavers: 12,
  losses: 12,
  closing: 109,
}

/** Subscriptions of one customer, each as `start…end`, the end open where none is written. */
function stays(...spans: string[]): SubscriptionRow[] {
  return spans.map((span) => {
    const [startedOn = '', endedOn] = span.split('…')
    return { customer: 'a', startedOn, endedOn: endedOn || null }
  })
}

describe('churn of published cases', () => {
  it('P-CHURN-01: 50 of 500 customers lost (HubSpot’s example)', () => {
    const { input, expected, tolerance } = publishedCase('churn', 'P-CHURN-01')
    const result = churn({ opening: input.customersStart, lost: input.customersLost })
    expectNear(result.rate, expected.customerChurn, tolerance)
    expectNear(result.retentionRate, expected.customerRetention, tolerance)
    expect(result).toMatchObject({ lost: 50, base: 500, policy: 'opening' })
  })

  it('P-CHURN-02: monthly rates for a year, yearly rates for a month (definition)', () => {
    const { input, expected, tolerance } = publishedCase('churn', 'P-CHURN-02')
    expectNear(
      input.monthlyChurn.map((rate: number) => convertRate(rate, { from: 'month', to: 'year' })),
      expected.annualFromMonthly,
      tolerance,
    )
    expectNear(
      input.annualChurn.map((rate: number) => convertRate(rate, { from: 'year', to: 'month' })),
      expected.monthlyFromAnnual,
      tolerance,
    )
  })
})

describe('the facts on which vendors disagree', () => {
  // 100 at the start; 12 ends, of which one is of a customer who joined in the window and one of a
  // customer who came back; 20 joiners. Vendors report 12 %, 11 % and 10 % of these.
  const rows: SubscriptionRow[] = []
  for (let customer = 1; customer <= 100; customer++)
    rows.push({
      customer,
      startedOn: '2024-03-01',
      endedOn: customer <= 11 ? '2025-01-10' : null,
    })
  rows.push({ customer: 1, startedOn: '2025-01-20' })
  for (let customer = 101; customer <= 120; customer++)
    rows.push({
      customer,
      startedOn: '2025-01-05',
      endedOn: customer === 101 ? '2025-01-15' : null,
    })

  it('are each counted once', () => {
    expect(tallyChurn(rows, january)).toEqual(tally)
  })

  it('make a churn of 11 % of the opening customers', () => {
    const result = churn(tallyChurn(rows, january), { policy: 'opening' })
    expect(result.rate).toBe(0.11)
    expect(result.retentionRate).toBe(0.89)
    expect(result.lost).toBe(11)
    expect(result.base).toBe(100)
  })

  it('have a Wilson interval (scipy 1.17: binomtest(11, 100).proportion_ci)', () => {
    const { interval } = churn(tallyChurn(rows, january))
    expect(interval.low).toBeCloseTo(0.06254196357064568, 12)
    expect(interval.high).toBeCloseTo(0.18631296503080313, 12)
    expect(interval).toMatchObject({ confidence: 0.95, method: 'wilson' })
  })
})

describe('tallyChurn', () => {
  const opens = { opening: 1 }
  const left = { leavers: 1, losses: 1 }
  const leftTwice = { leavers: 1, losses: 2 }
  const soon = { reactivatedWithinMonth: 1, reactivatedWithin90Days: 1 }
  const closes = { closing: 1 }
  it.each<[string, SubscriptionRow[], Partial<ChurnTally>]>([
    ['stays throughout', stays('2024-06-01…'), { ...opens, ...closes }],
    ['stays beyond', stays('2024-06-01…2025-02-02'), { ...opens, ...closes }],
    ['leaves on the first day', stays('2024-06-01…2025-01-01'), { ...opens, lost: 1, ...left }],
    ['leaves on the last day', stays('2024-06-01…2025-01-31'), { ...opens, lost: 1, ...left }],
    ['leaves the day after', stays('2024-06-01…2025-02-01'), { ...opens, ...closes }],
    ['had left the day before', stays('2024-06-01…2024-12-31'), {}],
    ['comes on the first day', stays('2025-01-01…'), { gained: 1, ...closes }],
    ['comes on the last day', stays('2025-01-31…'), { gained: 1, ...closes }],
    ['comes the day after', stays('2025-02-01…'), {}],
    ['came the day before', stays('2024-12-31…'), { ...opens, ...closes }],
    ['fills the window', stays('2025-01-01…2025-02-01'), { gained: 1, ...closes }],
    ['comes and leaves', stays('2025-01-05…2025-01-06'), { gained: 1, gainedThenLost: 1, ...left }],
    ['comes and leaves on one day, and was nobody', stays('2025-01-05…2025-01-05'), {}],
    ['did so on the first day', stays('2025-01-01…2025-01-01'), {}],
    ['did so on the last day', stays('2025-01-31…2025-01-31'), {}],
    ['did so the day before', stays('2024-12-31…2024-12-31'), {}],
    ['does so the day after', stays('2025-02-01…2025-02-01'), {}],
    [
      'did so long ago and comes back',
      stays('2024-06-01…2024-06-01', '2025-01-05…'),
      { gained: 1, ...closes },
    ],
    [
      'switches without a gap',
      stays('2024-06-01…2025-01-15', '2025-01-15…'),
      { ...opens, ...closes },
    ],
    [
      'switches on the first day',
      stays('2024-06-01…2025-01-01', '2025-01-01…'),
      { ...opens, ...closes },
    ],
    [
      'switches the day after',
      stays('2024-06-01…2025-02-01', '2025-02-01…'),
      { ...opens, ...closes },
    ],
    [
      'is away for a day',
      stays('2024-06-01…2025-01-15', '2025-01-16…'),
      { ...opens, lost: 1, ...left, lostThenReturned: 1, ...closes },
    ],
    [
      'is away on the first day',
      stays('2024-06-01…2025-01-01', '2025-01-02…'),
      { ...opens, lost: 1, ...left, lostThenReturned: 1, ...closes },
    ],
    [
      'is away on the last day',
      stays('2024-06-01…2025-01-31', '2025-02-01…'),
      { ...opens, lost: 1, ...left },
    ],
    [
      'was away the day before',
      stays('2024-06-01…2024-12-31', '2025-01-01…'),
      { reactivated: 1, ...soon, ...closes },
    ],
    [
      'returns and leaves again',
      stays('2024-06-01…2025-01-05', '2025-01-10…2025-01-20'),
      { ...opens, lost: 1, ...leftTwice },
    ],
    [
      'leaves twice and returns twice',
      stays('2024-06-01…2025-01-05', '2025-01-10…2025-01-20', '2025-01-25…'),
      { ...opens, lost: 1, ...leftTwice, lostThenReturned: 1, ...closes },
    ],
    [
      'comes twice',
      stays('2025-01-05…2025-01-10', '2025-01-20…'),
      { gained: 1, ...left, ...closes },
    ],
    [
      'comes back after years and leaves again',
      stays('2020-01-01…2021-01-01', '2025-01-05…2025-01-20'),
      { reactivated: 1, gainedThenLost: 1, ...left },
    ],
    [
      'keeps one of two subscriptions',
      stays('2024-06-01…2025-01-05', '2024-07-01…'),
      { ...opens, ...closes },
    ],
    [
      'ends a short one inside a long one',
      stays('2024-06-01…2025-06-01', '2025-01-05…2025-01-10'),
      { ...opens, ...closes },
    ],
    [
      'returns within a day and is gone',
      stays('2024-06-01…2025-01-05', '2025-01-10…2025-01-10'),
      { ...opens, lost: 1, ...left },
    ],
  ])('counts a customer who %s', (_title, rows, expected) => {
    expect(tallyChurn(rows, january)).toEqual({ ...january, ...nobody, ...expected })
    expect(tallyChurn([...rows].reverse(), january)).toEqual({ ...january, ...nobody, ...expected })
  })

  it('reads rows that come one at a time', () => {
    function* rows(): Generator<SubscriptionRow> {
      yield { customer: 'a', startedOn: '2024-06-01' }
      yield { customer: 'b', startedOn: new Date('2025-01-10T12:00:00Z') }
    }
    expect(tallyChurn(rows(), { ...january, timeZone: 'UTC' })).toMatchObject({
      opening: 1,
      gained: 1,
      closing: 2,
    })
  })

  it('places instants of rows and window on the days of the time zone', () => {
    // 23:30 on 31 January in São Paulo is 1 February in UTC and in Kathmandu.
    const rows = [
      { customer: 'a', startedOn: '2024-06-01', endedOn: '2025-01-31T23:30:00-03:00' },
      { customer: 'b', startedOn: new Date('2025-01-01T02:59:59Z') },
    ]
    const count = (timeZone: string): ChurnTally => tallyChurn(rows, { ...january, timeZone })
    expect(count('America/Sao_Paulo')).toMatchObject({ opening: 2, lost: 1, closing: 1 })
    expect(count('Asia/Kathmandu')).toMatchObject({ opening: 1, lost: 0, gained: 1, closing: 2 })
    const window = {
      from: '2025-01-01T00:00:00-03:00',
      to: new Date('2025-02-01T03:00:00Z'),
      timeZone: 'America/Sao_Paulo',
    }
    expect(tallyChurn(rows, window)).toEqual(count('America/Sao_Paulo'))
  })

  it('counts a window that is a day which Apia did not have', () => {
    // Apia went from 29 to 31 December 2011: nothing could happen there on the 30th.
    const rows = [
      { customer: 'a', startedOn: '2011-12-30T09:59:00Z' },
      { customer: 'b', startedOn: '2011-12-30T10:00:00Z' },
    ]
    const window = { from: '2011-12-30', to: '2011-12-31', timeZone: 'Pacific/Apia' }
    expect(tallyChurn(rows, window)).toMatchObject({ opening: 1, gained: 0, closing: 1 })
  })

  it.each<[string, unknown, unknown, string]>([
    ['no rows', [], january, 'tallyChurn: rows is empty, not at least one row'],
    ['rows that are none', 5, january, 'tallyChurn: rows is 5, not an iterable'],
    ['a hole', new Array(1), january, 'tallyChurn: rows[0] is undefined, not a plain object'],
    [
      'no customer',
      [{ startedOn: '2025-01-01' }],
      january,
      'tallyChurn: rows[0].customer is undefined, not a number or a string that is not empty',
    ],
    [
      'an empty customer',
      [{ customer: '', startedOn: '2025-01-01' }],
      january,
      'tallyChurn: rows[0].customer is "", not',
    ],
    [
      'a customer who is no number',
      [{ customer: Number.NaN, startedOn: '2025-01-01' }],
      january,
      'tallyChurn: rows[0].customer is NaN, not',
    ],
    [
      'no start',
      [{ customer: 1, endedOn: '2025-01-01' }],
      january,
      'tallyChurn: rows[0].startedOn is undefined, not a day',
    ],
    [
      'a wrong end in the second row',
      [
        { customer: 1, startedOn: '2025-01-01' },
        { customer: 1, startedOn: '2025-01-01', endedOn: '2025-02-30' },
      ],
      january,
      'tallyChurn: rows[1].endedOn is "2025-02-30", not a day',
    ],
    [
      'an end before its start',
      stays('2025-01-05…2025-01-04'),
      january,
      'tallyChurn: rows[0].endedOn is "2025-01-04", not a day from 2025-01-05 on',
    ],
    ['no window', [], undefined, 'tallyChurn: window is undefined, not an object { from, to }'],
    [
      'a window of no days',
      [],
      { from: '2025-01-01', to: '2025-01-01' },
      'tallyChurn: to is "2025-01-01", not a day after 2025-01-01',
    ],
    [
      'an unknown time zone',
      [],
      { ...january, timeZone: 'Europe' },
      'tallyChurn: timeZone is "Europe", not an IANA time zone',
    ],
  ])('refuses %s', (_title, rows, window, message) => {
    expect(() => tallyChurn(rows as SubscriptionRow[], window as typeof january)).toThrow(message)
  })

  it('says where, what and why', () => {
    try {
      tallyChurn(stays('2025-01-05…2025-01-04'), january)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(MetricError)
      expect(error).toMatchObject({
        code: 'out-of-range',
        metric: 'tallyChurn',
        path: ['rows', 0, 'endedOn'],
        received: '2025-01-04',
      })
    }
  })
})

describe('mergeChurn', () => {
  it('adds every count of the tallies', () => {
    const other = { ...tally, opening: 50, lost: 10, reactivated: 4, closing: 64 }
    expect(mergeChurn([tally, other])).toEqual({
      ...january,
      opening: 150,
      lost: 21,
      gained: 40,
      reactivated: 4,
      reactivatedWithinMonth: 0,
      reactivatedWithin90Days: 0,
      gainedThenLost: 2,
      lostThenReturned: 2,
      leavers: 24,
      losses: 24,
      closing: 173,
    })
    expect(mergeChurn(new Set([tally]))).toEqual(tally)
  })

  it.each<[string, unknown, string, string]>([
    ['nothing', [], 'empty', 'mergeChurn: tallies is empty, not at least one tally'],
    ['what is no tally', [null], 'invalid', 'mergeChurn: tallies[0] is null, not a plain object'],
    [
      'tallies of two windows',
      [tally, { ...tally, from: '2024-12-01' }],
      'mismatch',
      'mergeChurn: tallies[1].from is "2024-12-01", not 2025-01-01 as in tallies[0]',
    ],
    [
      'windows of another length',
      [tally, { ...tally, to: '2025-03-01' }],
      'mismatch',
      'mergeChurn: tallies[1].to is "2025-03-01", not 2025-02-01 as in tallies[0]',
    ],
    [
      'counts that do not add up',
      [{ ...tally, closing: 110 }],
      'mismatch',
      'mergeChurn: tallies[0].closing is 110, not 109, the sum of the counts',
    ],
    [
      'half a customer',
      [tally, { ...tally, gained: 0.5 }],
      'out-of-range',
      'mergeChurn: tallies[1].gained is 0.5, not a whole number',
    ],
    [
      'a missing count',
      [{ ...tally, reactivated: undefined }],
      'invalid',
      'mergeChurn: tallies[0].reactivated is undefined, not a whole number',
    ],
    [
      'more lost than there were',
      [{ ...tally, lost: 101, closing: 19 }],
      'out-of-range',
      'mergeChurn: tallies[0].lost is 101, not a whole number from 0 to 100',
    ],
    [
      'more back than were lost',
      [{ ...tally, lostThenReturned: 12, closing: 120 }],
      'out-of-range',
      'mergeChurn: tallies[0].lostThenReturned is 12, not a whole number from 0 to 11',
    ],
    [
      'more lost again than came',
      [{ ...tally, gainedThenLost: 21, closing: 89 }],
      'out-of-range',
      'mergeChurn: tallies[0].gainedThenLost is 21, not a whole number from 0 to 20',
    ],
    [
      'a window of no days',
      [{ ...tally, to: '2025-01-01' }],
      'out-of-range',
      'mergeChurn: tallies[0].to is "2025-01-01", not a day after 2025-01-01',
    ],
    [
      'more than can be counted',
      [1, 2].map(() => ({ ...january, ...nobody, gained: 2 ** 53 - 1, closing: 2 ** 53 - 1 })),
      'out-of-range',
      'mergeChurn: tallies[1].gained is 18014398509481982, not a whole number',
    ],
  ])('refuses %s', (_title, tallies, code, message) => {
    const merge = (): unknown => mergeChurn(tallies as ChurnTally[])
    expect(merge).toThrow(message)
    expect(merge).toThrow(expect.objectContaining({ code }))
  })
})

describe('churn', () => {
  it('takes a tally or its two counts', () => {
    expect(churn(tally)).toEqual(churn({ opening: 100, lost: 11 }))
  })

  it('survives a tally’s trip through JSON', () => {
    expect(churn(JSON.parse(JSON.stringify(tally)))).toEqual(churn(tally))
  })

  it('has both ends of its scale', () => {
    // scipy 1.17: binomtest(0, 7) and binomtest(7, 7), Wilson at 95 % and 90 %
    const none = churn({ opening: 7, lost: 0 })
    expect(none).toMatchObject({ rate: 0, retentionRate: 1 })
    expect(none.interval.low).toBe(0)
    expect(none.interval.high).toBeCloseTo(0.35433043506668743, 12)
    const all = churn({ opening: 7, lost: 7 }, { confidence: 0.9 })
    expect(all).toMatchObject({ rate: 1, retentionRate: 0 })
    expect(all.interval.low).toBeCloseTo(0.7212373045474579, 12)
    expect(all.interval.high).toBe(1)
    expect(all.interval.confidence).toBe(0.9)
  })

  it('takes another interval (scipy 1.17: binomtest(50, 500), exact)', () => {
    const { interval } = churn({ opening: 500, lost: 50 }, { interval: 'clopper-pearson' })
    expect(interval.low).toBeCloseTo(0.07513581506641513, 12)
    expect(interval.high).toBeCloseTo(0.1297090856622035, 12)
    expect(interval.method).toBe('clopper-pearson')
  })

  it.each<[string, unknown, unknown, string, string]>([
    [
      'nobody at the start',
      { opening: 0, lost: 0 },
      {},
      'empty',
      'churn: tally.opening is empty, not at least one customer',
    ],
    [
      'more lost than there were',
      { opening: 10, lost: 11 },
      {},
      'out-of-range',
      'churn: tally.lost is 11, not a whole number from 0 to 10',
    ],
    [
      'fewer than none lost',
      { opening: 10, lost: -1 },
      {},
      'out-of-range',
      'churn: tally.lost is -1, not a whole number from 0 to 10',
    ],
    [
      'a missing count',
      { opening: 10 },
      {},
      'invalid',
      'churn: tally.lost is undefined, not a whole number from 0 to 10',
    ],
    [
      'a tally that does not add up',
      { ...tally, closing: 108 },
      {},
      'mismatch',
      'churn: tally.closing is 108, not 109, the sum of the counts',
    ],
    ['rows', [], {}, 'invalid', 'churn: tally is an array, not a plain object'],
    ['nothing', undefined, {}, 'invalid', 'churn: tally is undefined, not a plain object'],
    [
      'an unknown policy',
      tally,
      { policy: 'stripes' },
      'invalid',
      'churn: policy is "stripes", not one of opening',
    ],
    [
      'an unknown interval',
      tally,
      { interval: 'bayes' },
      'invalid',
      'churn: interval is "bayes", not one of wilson, wilson-continuity, agresti-coull',
    ],
    [
      'certainty',
      tally,
      { confidence: 1 },
      'out-of-range',
      'churn: confidence is 1, not a number from 0 to 0.999999',
    ],
    ['options that are none', tally, null, 'invalid', 'churn: options is null, not a plain object'],
  ])('refuses %s', (_title, counts, options, code, message) => {
    const measure = (): unknown => churn(counts as ChurnTally, options as object)
    expect(measure).toThrow(message)
    expect(measure).toThrow(expect.objectContaining({ code }))
  })
})

describe('retentionRate', () => {
  it('takes the new ones off the closing count', () => {
    // (220 − 40) ÷ 200; scipy 1.17: binomtest(180, 200), Wilson
    const result = retentionRate({ opening: 200, closing: 220, gained: 40 })
    expect(result).toMatchObject({ rate: 0.9, retained: 180, opening: 200 })
    expect(result.interval.low).toBeCloseTo(0.8505941875672826, 12)
    expect(result.interval.high).toBeCloseTo(0.9343295513309041, 12)
  })

  it('is 0 and 1 at its ends', () => {
    expect(retentionRate({ opening: 5, closing: 3, gained: 3 }).rate).toBe(0)
    expect(retentionRate({ opening: 5, closing: 8, gained: 3 }).rate).toBe(1)
  })

  it('is what churn leaves, where nobody who came went again or came back', () => {
    const counts = { opening: 100, closing: 95, gained: 5 }
    expect(retentionRate(counts).rate).toBe(churn({ opening: 100, lost: 10 }).retentionRate)
  })

  it.each<[string, unknown, unknown, string, string]>([
    [
      'nobody at the start',
      { opening: 0, closing: 3, gained: 3 },
      {},
      'empty',
      'retentionRate: counts.opening is empty, not at least one customer',
    ],
    [
      'more new ones than there are',
      { opening: 5, closing: 3, gained: 4 },
      {},
      'out-of-range',
      'retentionRate: counts.closing is 3, not a whole number from 4 to 9',
    ],
    [
      'more than all retained',
      { opening: 5, closing: 9, gained: 3 },
      {},
      'out-of-range',
      'retentionRate: counts.closing is 9, not a whole number from 3 to 8',
    ],
    [
      'a count that is none',
      { opening: 5, closing: 5, gained: 'three' },
      {},
      'invalid',
      'retentionRate: counts.gained is "three", not a whole number',
    ],
    [
      'nothing',
      null,
      {},
      'invalid',
      'retentionRate: counts is null, not an object { opening, closing, gained }',
    ],
    [
      'options that are none',
      { opening: 5, closing: 5, gained: 0 },
      null,
      'invalid',
      'retentionRate: options is null, not a plain object',
    ],
  ])('refuses %s', (_title, counts, options, code, message) => {
    const measure = (): unknown =>
      retentionRate(counts as { opening: 1; closing: 1; gained: 0 }, options as object)
    expect(measure).toThrow(message)
    expect(measure).toThrow(expect.objectContaining({ code }))
  })
})

describe('convertRate', () => {
  // mpmath, 40 digits: 1 − (1 − rate)^(length ratio)
  it.each<[number, RateUnit, RateUnit, number | undefined, number]>([
    [0.001, 'day', 'week', undefined, 0.006979034965020993],
    [0.001, 'day', 'month', 365.25, 0.029993715755821576],
    [0.01, 'week', 'quarter', 365, 0.12279389837146791],
    [0.5, 'year', 'day', 360, 0.001923556424371261],
    [0.1, 'quarter', 'year', undefined, 0.3439],
    [1e-12, 'month', 'quarter', undefined, 2.999999999997e-12],
    [0.02, 'week', 'year', 364, 0.6502514392443328],
    [0.02, 'month', 'month', 365, 0.02],
  ])('takes %f per %s to a rate per %s (days of a year: %s)', (rate, from, to, days, expected) => {
    const options = days === undefined ? { from, to } : { from, to, daysPerYear: days }
    expectNear(convertRate(rate, options), expected, { rel: 1e-13 })
  })

  it('leaves nobody and everybody as they are', () => {
    expect(convertRate(0, { from: 'month', to: 'year' })).toBe(0)
    expect(convertRate(-0, { from: 'month', to: 'year' })).toBe(0)
    expect(convertRate(1, { from: 'year', to: 'month' })).toBe(1)
  })

  it.each<[string, unknown, unknown, string, string]>([
    [
      'a percentage',
      5,
      { from: 'month', to: 'year' },
      'out-of-range',
      'convertRate: rate is 5, not a number from 0 to 1',
    ],
    [
      'an unknown unit',
      0.1,
      { from: 'month', to: 'decade' },
      'invalid',
      'convertRate: to is "decade", not one of day, week, month, quarter, year',
    ],
    [
      'an unknown first unit',
      0.1,
      { from: 'months', to: 'year' },
      'invalid',
      'convertRate: from is "months", not one of',
    ],
    [
      'weeks and months without the days of a year',
      0.1,
      { from: 'week', to: 'month' },
      'invalid',
      'convertRate: daysPerYear is undefined, not a number from 360 to 366',
    ],
    [
      'a year of 12 days',
      0.1,
      { from: 'month', to: 'year', daysPerYear: 12 },
      'out-of-range',
      'convertRate: daysPerYear is 12, not a number from 360 to 366',
    ],
    [
      'no options',
      0.1,
      undefined,
      'invalid',
      'convertRate: options is undefined, not an object { from, to }',
    ],
  ])('refuses %s', (_title, rate, options, code, message) => {
    const convert = (): unknown =>
      convertRate(rate as number, options as { from: 'month'; to: 'year' })
    expect(convert).toThrow(message)
    expect(convert).toThrow(expect.objectContaining({ code }))
  })
})

describe('a customer with very many subscriptions', () => {
  it('comes and goes as often as these leave a gap, in whatever order they come', () => {
    const dayOf = (number: number): string =>
      new Date(Date.UTC(2024, 0, 1 + number)).toISOString().slice(0, 10)
    // Twenty fortnights, of which the first week is paid by three subscriptions that overlap.
    const rows = Array.from({ length: 60 }, (_, at) => ({
      customer: 'a',
      startedOn: dayOf(14 * Math.floor(at / 3) + 2 * (at % 3)),
      endedOn: dayOf(14 * Math.floor(at / 3) + 2 * (at % 3) + 3),
    }))
    const window = { from: '2024-01-01', to: '2024-11-01' }
    const shuffled = rows.map((_, at) => rows[(at * 17) % 60] as (typeof rows)[number])
    for (const list of [rows, [...rows].reverse(), shuffled])
      expect(tallyChurn(list, window)).toMatchObject({ gained: 1, losses: 20, leavers: 1 })
  })
})
