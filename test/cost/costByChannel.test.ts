import {
  type CostByChannelOptions,
  type CostByPeriodOptions,
  type CostPerSavedInput,
  costByChannel,
  costByPeriod,
  costPerSaved,
  customerCost,
  type MetricErrorCode,
  type SpendPeriod,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { refusal, refusalText } from '../support/refusal.js'

const spend = { acquisitionSpend: '60000', acquired: 200, retentionSpend: 45000n, retained: 900 }

describe('customerCost of a sample', () => {
  it('has an interval of each cost and of their ratio', () => {
    const cost = customerCost(spend, { counts: 'sample' })
    expect(cost.counts).toBe('sample')
    // scipy 1.17: 60000 and 45000 over the score limits of Poisson counts of 200 and 900.
    expect(cost.perAcquiredInterval).toMatchObject({ confidence: 0.95, method: 'score' })
    expect(cost.perAcquiredInterval?.low).toBeCloseTo(261.20427594744496, 9)
    expect(cost.perAcquiredInterval?.high).toBeCloseTo(344.5579122835963, 9)
    expect(cost.perRetainedInterval?.low).toBeCloseTo(46.83835816118418, 9)
    expect(cost.perRetainedInterval?.high).toBeCloseTo(53.375056217743264, 9)
    // 60000 ÷ 45000 times the odds of binomtest(900, 1100).proportion_ci(method='wilson').
    expect(cost.ratioInterval?.low).toBeCloseTo(5.148428444087491, 10)
    expect(cost.ratioInterval?.high).toBeCloseTo(6.992425046004632, 10)
  })

  it('has none where there is no cost', () => {
    const nobody = customerCost({ ...spend, acquired: 0 }, { counts: 'sample' })
    expect([nobody.perAcquiredInterval, nobody.ratioInterval]).toEqual([null, null])
    expect(nobody.perRetainedInterval).not.toBeNull()
    const complete = customerCost(spend, {})
    expect([complete.perAcquiredInterval, complete.ratioInterval]).toEqual([null, null])
  })

  it('refuses a ratio beyond all amounts, which no result can hold', () => {
    const odd = { ...spend, acquisitionSpend: '1e20', retentionSpend: '1e-300' }
    const { code, path, message } = refusal(() => customerCost(odd, { counts: 'sample' }))
    expect([code, path]).toEqual(['out-of-range', ['ratio']])
    expect(message).toMatch(/^customerCost: ratio is "4500+…", not an amount below 1e30$/)
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [null, 'invalid', 'options is null, not a plain object'],
    [{ counts: 'all' }, 'invalid', 'counts is "all", not one of complete, sample'],
    [{ confidence: 1 }, 'out-of-range', 'confidence is 1, not a number from 0 to 0.999999'],
  ])('refuses %j', (options, code, message) => {
    expect(refusalText(() => customerCost(spend, options as object))).toEqual([
      code,
      `customerCost: ${message}`,
    ])
  })
})

describe('costByChannel', () => {
  const search = { acquisitionSpend: '48000', acquired: 400, retentionSpend: '9000', retained: 600 }
  const events = { acquisitionSpend: '12000.50', acquired: 100, retentionSpend: '0', retained: 0 }
  const direct = { acquisitionSpend: 0, acquired: 500, retentionSpend: 500, retained: 50 }
  const channels = { search, events, direct }

  it('divides the sums of all, and of those that are paid', () => {
    const result = costByChannel(channels, { paid: ['search', 'events', 'search'] })
    // 60,000.50 ÷ 1000 and ÷ 500; 9500 ÷ 650.
    expect(result.blended.perAcquired?.toString()).toBe('60.0005')
    expect(result.paid?.perAcquired?.toString()).toBe('120.001')
    expect(Number(result.blended.perRetained).toFixed(4)).toBe('14.6154')
    expect(result.channels.map(({ channel }) => channel)).toEqual(['search', 'events', 'direct'])
    expect(result.channels.map(({ perAcquired }) => `${perAcquired}`)).toEqual([
      '120',
      '120.005',
      '0',
    ])
    expect(result.channels.map(({ acquiredShare }) => acquiredShare)).toEqual([0.4, 0.1, 0.5])
    // 48,000 ÷ 60,000.50.
    expect(result.channels[0]?.spendShare).toBeCloseTo(0.799993333388888, 14)
    expect(result.channels[2]?.spendShare).toBe(0)
  })

  it('has intervals where the counts are a sample', () => {
    const { blended, channels: parts } = costByChannel({ search }, { paid: [], counts: 'sample' })
    expect(blended.perAcquiredInterval).toEqual(
      customerCost(search, { counts: 'sample' }).perAcquiredInterval,
    )
    expect(parts[0]?.perAcquiredInterval).toEqual(blended.perAcquiredInterval)
  })

  it('has no paid cost where nothing is paid, and no share of nothing', () => {
    const none = { acquisitionSpend: 0, acquired: 0, retentionSpend: 0, retained: 0 }
    const { paid, channels: parts, blended } = costByChannel({ none }, { paid: [] })
    expect([paid, parts[0]?.spendShare, parts[0]?.acquiredShare]).toEqual([null, null, null])
    expect(blended.perAcquired).toBeNull()
  })

  it.each<[unknown, unknown, MetricErrorCode, string]>([
    [null, { paid: [] }, 'invalid', 'channels is null, not a plain object'],
    [{}, { paid: [] }, 'empty', 'channels is empty, not at least one channel'],
    [channels, undefined, 'invalid', 'options is undefined, not an object { paid }'],
    [channels, { paid: ['tv'] }, 'mismatch', 'paid[0] is "tv", not the name of a channel'],
    [
      channels,
      { paid: ['toString'] },
      'mismatch',
      'paid[0] is "toString", not the name of a channel',
    ],
    [channels, {}, 'invalid', 'paid is undefined, not an iterable'],
    [
      { tv: 3 },
      { paid: [] },
      'invalid',
      'channels.tv is 3, not an object { acquisitionSpend, acquired, retentionSpend, retained }',
    ],
    [
      { tv: { ...search, acquired: -1 } },
      { paid: [] },
      'out-of-range',
      'channels.tv.acquired is -1, not a whole number of at least 0',
    ],
  ])('refuses %j with %j', (given, options, code, message) => {
    expect(
      refusalText(() => costByChannel(given as typeof channels, options as CostByChannelOptions)),
    ).toEqual([code, `costByChannel: ${message}`])
  })
})

describe('costByPeriod', () => {
  const months = [
    { acquisitionSpend: '1000.10', acquired: 5 },
    { acquisitionSpend: 2000.2, acquired: 10 },
    { acquisitionSpend: '4000', acquired: 0 },
    { acquisitionSpend: '0', acquired: 30 },
  ]
  const costs = (options: CostByPeriodOptions): (string | null)[] =>
    costByPeriod(months, options).periods.map(
      ({ perAcquired }) => perAcquired && Number(perAcquired).toFixed(3),
    )

  it('takes spend from as many periods before', () => {
    // 1000.10 ÷ 5, 2000.20 ÷ 10, nobody, 0 ÷ 30.
    expect(costs({ lag: 0 })).toEqual(['200.020', '200.020', null, '0.000'])
    // 1000.10 ÷ 10; nobody; 4000 ÷ 30.
    expect(costs({ lag: 1 })).toEqual([null, '100.010', null, '133.333'])
    // 2000.20 ÷ 30.
    expect(costs({ lag: 2 })).toEqual([null, null, null, '66.673'])
    expect(costs({ lag: 9 })).toEqual([null, null, null, null])
  })

  it('adds up over a window before it divides', () => {
    // 3000.30 ÷ 15; 6000.20 ÷ 10; 4000 ÷ 30.
    expect(costs({ lag: 0, window: 2 })).toEqual([null, '200.020', '600.020', '133.333'])
    // Spend of months 0 and 1 over customers of 1 and 2; of 1 and 2 over those of 2 and 3.
    expect(costs({ lag: 1, window: 2 })).toEqual([null, null, '300.030', '200.007'])
  })

  it('says what it divided', () => {
    const { periods, ...rest } = costByPeriod(months, { lag: 1, window: 2 })
    expect(rest).toEqual({ lag: 1, window: 2, counts: 'complete' })
    expect(periods[0]).toEqual({
      period: 0,
      spend: null,
      acquired: null,
      perAcquired: null,
      interval: null,
    })
    expect(periods[2]).toMatchObject({ period: 2, acquired: 10, interval: null })
    expect(periods[2]?.spend?.toString()).toBe('3000.3')
    expect(periods[1]).toMatchObject({ spend: null, acquired: 15 })
  })

  it('has an interval where the counts are a sample', () => {
    const { periods } = costByPeriod(months, { lag: 0, counts: 'sample' })
    const one = customerCost(
      { ...spend, acquisitionSpend: '1000.10', acquired: 5 },
      { counts: 'sample' },
    )
    expect(periods[0]?.interval).toEqual(one.perAcquiredInterval)
    expect(periods[2]?.interval).toBeNull()
  })

  it.each<[unknown, unknown, MetricErrorCode, string]>([
    [[], { lag: 0 }, 'empty', 'periods is empty, not at least one period'],
    [months, {}, 'invalid', 'lag is undefined, not a whole number of at least 0'],
    [months, { lag: -1 }, 'out-of-range', 'lag is -1, not a whole number of at least 0'],
    [
      months,
      { lag: 0, window: 0 },
      'out-of-range',
      'window is 0, not a whole number of at least 1',
    ],
    [
      [{ acquisitionSpend: '-0.01', acquired: 1 }],
      { lag: 0 },
      'out-of-range',
      'periods[0].acquisitionSpend is "-0.01", not an amount of at least 0',
    ],
    [
      [{ acquisitionSpend: 'x', acquired: 1 }],
      { lag: 0 },
      'invalid',
      'periods[0].acquisitionSpend is "x", not a decimal number below 1e30 with at most 30 decimals',
    ],
    [
      [{ acquisitionSpend: 1, acquired: 0.5 }],
      { lag: 0 },
      'out-of-range',
      'periods[0].acquired is 0.5, not a whole number of at least 0',
    ],
  ])('refuses %j with %j', (given, options, code, message) => {
    expect(
      refusalText(() => costByPeriod(given as SpendPeriod[], options as CostByPeriodOptions)),
    ).toEqual([code, `costByPeriod: ${message}`])
  })
})

describe('costPerSaved', () => {
  // Newcombe (1998), “Interval estimation for the difference between independent proportions”,
  // Statistics in Medicine 17:873, Table II, method 10: examples (a) and (b).
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
  ])('has Newcombe’s interval of %i of %i against %i of %i', (a, m, b, n, low, high) => {
    const { savedInterval } = costPerSaved({
      spend: 1,
      treated: { customers: m, retained: a },
      control: { customers: n, retained: b },
    })
    expect(savedInterval.low / m).toBeCloseTo(low, 4)
    expect(savedInterval.high / m).toBeCloseTo(high, 4)
  })

  const treated = { customers: 1000, retained: 900 }
  const control = { customers: 1000, retained: 850 }

  it('divides by those who would have left', () => {
    const result = costPerSaved({ spend: '20000', treated, control })
    // 1000 × (0.9 − 0.85) = 50; 20,000 ÷ 50.
    expect([result.saved, result.perSaved?.toString()]).toEqual([50, '400'])
    expect(result.difference).toBe(0.05)
    // scipy 1.17: 20000 ÷ 1000 over 0.07903213816878471 and 0.02104619704533223.
    expect(result.interval?.low).toBeCloseTo(20 / 0.07903213816878471, 9)
    expect(result.interval?.high).toBeCloseTo(20 / 0.02104619704533223, 8)
    expect(result.interval).toMatchObject({ confidence: 0.95, method: 'newcombe' })
    expect(result.spend.toString()).toBe('20000')
  })

  it('has no upper end where it may be that nobody was saved', () => {
    const few = { customers: 20, retained: 18 }
    const { perSaved, interval } = costPerSaved({
      spend: 100,
      treated: few,
      control: { customers: 20, retained: 17 },
    })
    // 20 × 0.05 = 1 customer.
    expect(perSaved?.toString()).toBe('100')
    expect(interval?.high).toBeNull()
  })

  it('is nothing where nothing was spent, for each of however many', () => {
    const few = { customers: 20, retained: 18 }
    const control = { customers: 20, retained: 17 }
    const free = costPerSaved({ spend: 0, treated: few, control })
    expect([`${free.perSaved}`, free.interval?.low, free.interval?.high]).toEqual(['0', 0, 0])
    const same = costPerSaved({ spend: 0, treated: few, control: few })
    expect([same.perSaved, same.interval?.low, same.interval?.high]).toEqual([null, 0, 0])
    // None for certain: there is no cost of nobody.
    const worse = costPerSaved({
      spend: 0,
      treated: { customers: 1000, retained: 850 },
      control: { customers: 1000, retained: 1000 },
    })
    expect([worse.perSaved, worse.interval]).toEqual([null, null])
  })

  it('has no range of costs from the confidence on at which at most nobody was saved', () => {
    // 50 against 60 of 100: with less and less confidence it is certain that nobody was saved.
    const groups = {
      treated: { customers: 100, retained: 50 },
      control: { customers: 100, retained: 60 },
    }
    const at = (confidence: number) => costPerSaved({ spend: 100, ...groups }, { confidence })
    let [low, high] = [0, 0.95]
    expect([at(low).interval, at(high).interval?.high]).toEqual([null, null])
    expect(at(high).interval?.low).toBeGreaterThan(0)
    // Halved until the two are neighbours, where the upper end comes to 0 itself.
    const ends: number[] = []
    for (let half = 0; half < 60; half++) {
      const middle = (low + high) / 2
      const { interval, savedInterval } = at(middle)
      expect(interval === null).toBe(savedInterval.high <= 0)
      // With the groups exchanged it is the lower end, and the costs that have no bound.
      const exchanged = costPerSaved(
        { spend: 100, treated: groups.control, control: groups.treated },
        { confidence: middle },
      )
      expect(exchanged.interval?.high === null).toBe(exchanged.savedInterval.low <= 0)
      ends.push(savedInterval.high)
      if (savedInterval.high > 0) high = middle
      else low = middle
    }
    expect(ends).toContain(0)
  })

  it('holds its own cost at any confidence', () => {
    for (const confidence of [0, 1e-9, 0.5]) {
      const { perSaved, interval } = costPerSaved(
        {
          spend: 3,
          treated: { customers: 7, retained: 6 },
          control: { customers: 11, retained: 8 },
        },
        { confidence },
      )
      // 7 × 6 ÷ 7 − 7 × 8 ÷ 11 = 10 ÷ 11 customers, at 3 × 11 ÷ 10.
      expect(perSaved?.toString()).toBe('3.3')
      expect(interval?.low).toBeLessThanOrEqual(3.3)
      expect(interval?.high ?? Infinity).toBeGreaterThanOrEqual(3.3)
    }
  })

  it('has no cost where nobody was saved', () => {
    const same = costPerSaved({ spend: 100, treated, control: treated })
    expect([same.perSaved, same.saved, same.difference]).toEqual([null, 0, 0])
    expect(same.interval?.high).toBeNull()
    // Worse for certain: 850 against 1000 of 1000.
    const worse = costPerSaved({
      spend: 100,
      treated: control,
      control: { customers: 1000, retained: 1000 },
    })
    expect([worse.perSaved, worse.interval, worse.saved]).toEqual([null, null, -150])
    expect(worse.savedInterval.high).toBeLessThan(0)
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [undefined, 'invalid', 'input is undefined, not an object { spend, treated, control }'],
    [{ spend: -1 }, 'out-of-range', 'spend is -1, not an amount of at least 0'],
    [{ treated: null }, 'invalid', 'treated is null, not an object { customers, retained }'],
    [
      { control: { customers: 0, retained: 0 } },
      'out-of-range',
      'control.customers is 0, not a whole number of at least 1',
    ],
    [
      { treated: { customers: 5, retained: 6 } },
      'out-of-range',
      'treated.retained is 6, not a whole number from 0 to 5',
    ],
  ])('refuses %j', (change, code, message) => {
    const input = change && { spend: 1, treated, control, ...change }
    expect(refusalText(() => costPerSaved(input as CostPerSavedInput))).toEqual([
      code,
      `costPerSaved: ${message}`,
    ])
  })
})
