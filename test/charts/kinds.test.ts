import {
  backlog,
  CES_2,
  cohortTable,
  compareCsatSegments,
  costByChannel,
  costByPeriod,
  explainCesChange,
  explainNpsChange,
  npsTrend,
  observedPayback,
  optimalSpend,
  paybackPeriods,
  projectCustomers,
  projectRetention,
  responseCurve,
  retentionBand,
  retentionCurve,
  sbg,
  stickiness,
  tallyRatings,
  tallyRevenueByPeriod,
  ticketTimes,
} from 'customer-metrics'
import {
  backlogChart,
  type Chart,
  calibrationTableChart,
  cohortTableChart,
  compareCsatSegmentsChart,
  costByChannelChart,
  costByPeriodChart,
  customerValueChart,
  explainCesChangeChart,
  explainNpsChangeChart,
  npsTrendChart,
  observedPaybackChart,
  optimalSpendChart,
  paybackPeriodsChart,
  projectCustomersChart,
  projectRetentionChart,
  responseCurveChart,
  retentionCurveChart,
  stickinessChart,
  tallyRatingsChart,
  tallyRevenueByPeriodChart,
  ticketTimesChart,
} from 'customer-metrics/charts'
import { describe, expect, it } from 'vitest'
import { axisOf, layersOf, marksOf, subtitleOf } from '../support/chartParts.js'

describe('costByChannelChart', () => {
  it('puts channels that won nobody last, without a dot', () => {
    const spent = (acquisitionSpend: number, acquired: number) => {
      return { acquisitionSpend, acquired, retentionSpend: 0, retained: 0 }
    }
    const channels = { print: spent(90, 0), fairs: spent(50, 0), search: spent(40, 4) }
    const chart = costByChannelChart(costByChannel(channels, { paid: Object.keys(channels) }))
    expect(axisOf(chart, 'y').labels).toEqual(['search', 'print', 'fairs', 'All channels'])
    expect(marksOf(chart, 'point', 'cm-estimate').map(({ x }) => x)).toEqual([10, 45])
    expect(chart.description).toContain('print: not known, 0 won.')
  })
})

describe('costByPeriodChart', () => {
  it('has no dot and no count where the window begins before the first period', () => {
    const months = [4, 6, 5].map((acquired) => ({ acquisitionSpend: 100, acquired }))
    const chart = costByPeriodChart(costByPeriod(months, { lag: 0, window: 2 }))
    expect(marksOf(chart, 'point', 'cm-estimate').map(({ x }) => x)).toEqual([1, 2])
    const counts = marksOf(chart, 'text', 'cm-note').map(({ text }) => text)
    expect(counts).toEqual(['10', '11', 'n'])
  })

  it('numbers the periods without names, and refuses names that are not one a period', () => {
    const result = costByPeriod(
      [
        { acquisitionSpend: 500, acquired: 5 },
        { acquisitionSpend: 600, acquired: 4 },
      ],
      { lag: 0 },
    )
    expect(axisOf(costByPeriodChart(result), 'x').labels).toEqual(['0', '1'])
    expect(() => costByPeriodChart(result, { names: ['Jan'] })).toThrow(
      'costByPeriodChart: names.length is 1, not 2, one name a period',
    )
  })
})

describe('optimalSpendChart', () => {
  const sides = {
    margin: 60,
    discount: 0.1,
    acquisition: { ceiling: 0.45, k: 0.135 },
    retention: { ceiling: 0.8, k: 0.1 },
  }
  const today = {
    ...sides,
    acquisition: { ...sides.acquisition, spend: 60 },
    retention: { ...sides.retention, spend: 10 },
  }

  it('draws the share retained where the margin is not given', () => {
    const chart = optimalSpendChart(optimalSpend(sides))
    const titles = layersOf(chart).map(({ encoding }) => encoding.y?.axis?.title)
    expect(titles).toContain('value of a prospect')
    expect(titles).toContain('share retained')
    expect(titles).not.toContain('value of a customer')
    expect(chart.description).toMatch(/a customer and period\. $/)
    expect(marksOf(chart, 'text', 'cm-label')).toEqual([])
  })

  it('draws the value of a customer with a margin and a discount, and today beside the best', () => {
    const plan = optimalSpend(today)
    const chart = optimalSpendChart(plan, { margin: 60, discount: 0.1, width: 300 })
    const titles = layersOf(chart).map(({ encoding }) => encoding.y?.axis?.title)
    expect(titles).toContain('value of a customer')
    expect(chart.description).toMatch(/Today: 60 and 10\.$/)
    const marked = layersOf(chart).filter(({ mark }) => mark.style === 'cm-label')
    // Far to the right a label has no room but on the left of its dot.
    expect(marked.map(({ mark, data }) => [data.values[0]?.text, mark.align])).toEqual([
      ['today: 60', 'right'],
      ['today: 10', 'left'],
    ])
    const dots = layersOf(chart).filter(({ mark }) => mark.type === 'point')
    expect(dots.map(({ mark }) => mark.filled)).toEqual([false, true, false, true])
    const value = dots.at(-1)?.data.values[0]?.y as number
    const { rate, spend } = plan.retention
    // Periods of a margin of 60 less the spend, each as likely as the customer stayed.
    const periods = Array.from({ length: 400 }, (_, n) => (rate / 1.1) ** n)
    const sum = (list: readonly number[]): number => list.reduce((total, part) => total + part, 0)
    expect(value).toBeCloseTo(60 * sum(periods) - (spend / 1.1) * sum(periods), 6)
  })

  it('refuses a margin without a discount, and the other way round', () => {
    const plan = optimalSpend(sides)
    expect(() => optimalSpendChart(plan, { margin: 60 })).toThrow(
      'optimalSpendChart: discount is undefined, not given with a margin, or neither',
    )
    expect(() => optimalSpendChart(plan, { discount: 0.1 })).toThrow(
      'optimalSpendChart: discount is 0.1, not given with a margin, or neither',
    )
    expect(() => optimalSpendChart(plan, { margin: -1, discount: 0.1 })).toThrow(
      'optimalSpendChart: margin is -1, not a number from 0 to',
    )
    expect(() => optimalSpendChart(plan, { margin: 60, discount: 0 })).toThrow(
      'optimalSpendChart: discount is 0, not a number from',
    )
  })
})

describe('responseCurveChart', () => {
  it('has no dot where no spend is known', () => {
    const chart = responseCurveChart(responseCurve({ ceiling: 0.45, k: 0.3 }))
    expect(chart.description).toBe('The ceiling is 45%.')
    expect(marksOf(chart, 'point', 'cm-estimate')).toEqual([])
    expect(axisOf(chart, 'x').domain).toEqual([0, 10])
  })
})

describe('pictures of payback', () => {
  it('say that a cost is not covered, over 24 periods', () => {
    const chart = paybackPeriodsChart(
      paybackPeriods({ cost: 1200, marginPerPeriod: 80, retention: 0.9 }),
    )
    expect(chart.description).toBe('A cost of 1,200 and a margin of 80 a period. Not covered.')
    expect(axisOf(chart, 'x').domain).toEqual([0, 24])
    expect(marksOf(chart, 'point', 'cm-estimate')).toEqual([])
  })

  it('draw a cost that is covered at once', () => {
    const chart = paybackPeriodsChart(
      paybackPeriods({ cost: 40, marginPerPeriod: 80, retention: 0.9 }),
    )
    expect(axisOf(chart, 'x').domain).toEqual([0, 1])
    expect(marksOf(chart, 'text', 'cm-strong')).toMatchObject([{ x: 0.5, y: 0, text: '0.5' }])
  })

  it('draw flows that have not covered what was spent', () => {
    const chart = observedPaybackChart(observedPayback([-100, 40, 40]))
    expect(chart.description).toMatch(/−100 at the start and −20 after 2\. Not covered\.$/)
    expect(marksOf(chart, 'text', 'cm-strong')).toEqual([])
  })
})

describe('projectCustomersChart', () => {
  const input = {
    opening: 1000,
    acquiredPerPeriod: 100,
    retention: 0.9,
    periods: 2,
    firstMargin: 'now',
    revenuePerPeriod: '20',
  } as const

  it('begins with the customers of today, at period 0', () => {
    const chart = projectCustomersChart(projectCustomers(input), { show: 'closing' })
    expect(marksOf(chart, 'line', 'cm-estimate')).toEqual([0, 1, 2].map((x) => ({ x, y: 1000 })))
    expect(marksOf(chart, 'area', 'cm-interval')[0]).toEqual({ x: 0, low: 1000, high: 1000 })
    expect(chart.description).toMatch(/^Forecast: customers by period\. In period 2: 1,000 \(/)
  })

  it('draws revenue or profit, from 0 and without today', () => {
    const projection = projectCustomers({ ...input, costPerAcquired: '50' })
    const revenue = projectCustomersChart(projection, { show: 'revenue' })
    expect(marksOf(revenue, 'line', 'cm-estimate')).toEqual([1, 2].map((x) => ({ x, y: 20_000 })))
    expect(axisOf(revenue, 'y').domain[0]).toBe(0)
    const profit = projectCustomersChart(projection, { show: 'profit' })
    expect(profit.description).toMatch(/^Forecast: profit by period\. In period 2: 15,000 \(/)
  })

  it('draws one period alone as a dot with its interval', () => {
    const chart = projectCustomersChart(projectCustomers({ ...input, periods: 1 }), {
      show: 'revenue',
    })
    expect(marksOf(chart, 'line', 'cm-estimate')).toEqual([])
    expect(marksOf(chart, 'point', 'cm-estimate')).toEqual([{ x: 1, y: 20_000 }])
    expect(marksOf(chart, 'rule', 'cm-interval')).toHaveLength(1)
    expect(axisOf(chart, 'x')).toMatchObject({ domain: [0.5, 1.5], labels: ['1'] })
  })

  it('puts customers who stay the same in the middle of the plot', () => {
    const still = { ...input, acquiredPerPeriod: 0, retention: 1 }
    const chart = projectCustomersChart(projectCustomers(still))
    expect(axisOf(chart, 'y').domain).toEqual([0, 2000])
    const nobody = projectCustomersChart(projectCustomers({ ...still, opening: 0 }))
    expect(axisOf(nobody, 'y').domain).toEqual([0, 1])
  })
})

describe('projectRetentionChart', () => {
  it('begins at the age that customers have reached already', () => {
    const projection = projectRetention(sbg({ alpha: 1, beta: 1 }), { periods: 2, given: 3 })
    const curve = marksOf(projectRetentionChart(projection), 'line', 'cm-estimate')
    expect(curve[0]).toEqual({ x: 3, y: 1 })
    // With both parameters 1 a share of 1 ÷ (age + 1) is left.
    expect(curve.map(({ y }) => (y as number).toFixed(6))).toEqual([
      '1.000000',
      '0.800000',
      '0.666667',
    ])
  })

  it('refuses points before that age', () => {
    const projection = projectRetention(sbg({ alpha: 1, beta: 1 }), { periods: 2, given: 3 })
    expect(() => projectRetentionChart({ ...projection, given: 5 })).toThrow(
      /^projectRetentionChart: projection\.points\[0\]\.age is 4, not a number from 5 to/,
    )
  })
})

describe('retentionCurveChart', () => {
  const long = retentionCurve({
    1: { lost: 4, censored: 0 },
    2: { lost: 1, censored: 5 },
    6: { lost: 2, censored: 8 },
  })
  const short = retentionCurve({ 1: { lost: 6, censored: 2 }, 2: { lost: 3, censored: 9 } })

  it('counts who is left of a curve that ends before another', () => {
    const chart = retentionCurveChart({ long, short })
    const counts = marksOf(chart, 'text', 'cm-note')
    const of = (key: string): unknown[] =>
      counts.filter(({ y }) => y === key).map(({ x, text }) => `${x}: ${text}`)
    expect(of('0')).toEqual(['0: 20', '1: 20', '2: 16', '3: 10', '4: 10', '5: 10', '6: 10'])
    expect(of('1')).toEqual(['0: 20', '1: 20', '2: 12', '3: 0', '4: 0', '5: 0', '6: 0'])
  })

  it('shades the ages that a band covers, and no others', () => {
    const band = retentionBand(long, { upTo: 2 })
    const shades = marksOf(retentionCurveChart(long, { band }), 'rect', 'cm-band')
    expect(shades.map(({ x }) => x)).toEqual([1, 2])
    const chart = retentionCurveChart(long)
    expect(marksOf(chart, 'rect', 'cm-band').map(({ x }) => x)).toEqual([1, 2, 6])
    expect(subtitleOf(chart)).toContain('Shade: 95% interval of each age by itself.')
  })

  it('writes the last share beside one curve, and the name beside each of several', () => {
    const beside = (chart: Chart) => marksOf(chart, 'text', 'cm-strong').map(({ text }) => text)
    // 16 of 20, 15 of 16 and 8 of 10 stayed: 0.8 × 0.9375 × 0.8.
    expect(beside(retentionCurveChart({ long }))).toEqual(['60%'])
    expect(beside(retentionCurveChart({ long, short })).sort()).toEqual(['long', 'short'])
  })

  it('is dashed from its beginning where fewer are at risk than asked for', () => {
    const chart = retentionCurveChart(long, { fewest: 50 })
    const lines = layersOf(chart).filter(({ mark }) => mark.type === 'line')
    expect(lines.map(({ mark, data }) => [mark.strokeDash, data.values[0]?.x])).toEqual([
      [undefined, 0],
      [[3, 3], 1],
    ])
    expect(subtitleOf(chart)).toContain('Dashed: fewer than 50 at risk.')
  })

  it('leaves out a curve without points', () => {
    const chart = retentionCurveChart({ long, none: { ...short, points: [] } })
    expect(chart.description).not.toContain('none')
    expect(retentionCurveChart({ ...long, points: [] }).description).toBe(
      'Who stays how long. There is nothing to draw.',
    )
  })
})

describe('tallyRevenueByPeriodChart', () => {
  const drawn = (currency: object) => {
    const rows = [{ customer: 1, startedOn: '2025-01-01', endedOn: null, amount: 10, ...currency }]
    const window = {
      from: '2025-01-01',
      to: '2025-03-01',
      every: 'month',
      level: 'customer',
    } as const
    return tallyRevenueByPeriodChart(tallyRevenueByPeriod(rows, window))
  }

  it('names the currency where the rows have one', () => {
    const movements = 'Movements by period, and below what they lead to.'
    expect(subtitleOf(drawn({ currency: 'EUR' }))).toBe(`${movements} EUR`)
    expect(subtitleOf(drawn({}))).toBe(movements)
    expect(subtitleOf(tallyRevenueByPeriodChart([]))).toBe(movements)
    // Without a period there is no first and no last one to name.
    const subtitle = '{from}-{to}-{currency}.'
    expect(subtitleOf(tallyRevenueByPeriodChart([], { labels: { subtitle } }))).toBe('--.')
  })
})

describe('cohortTableChart', () => {
  const table = (options: object) =>
    cohortTable(
      ['2025-01-05', '2025-02-03', '2025-03-03', '2025-04-07'].map((on) => ({ customer: 1, on })),
      {
        every: 'month',
        measure: 'on',
        clock: 'calendar',
        cohort: 'first',
        average: 'mean',
        asOf: '2025-05-01',
        ...options,
      },
    )

  it('names brackets by their first and last period', () => {
    const chart = cohortTableChart(
      table({
        brackets: [
          [0, 0],
          [1, 2],
        ],
      }),
    )
    expect(axisOf(chart, 'x').labels).toEqual(['0', '1–2'])
  })

  it('has no interval of a mean of cohorts that have the same customers', () => {
    const chart = cohortTableChart(table({ cohort: 'any', periods: 2 }))
    const dots = marksOf(chart, 'point', 'cm-estimate')
    expect(dots).toEqual([0, 1].map((x) => ({ x: `${x}`, y: 1, low: null, high: null })))
    expect(marksOf(chart, 'rule', 'cm-interval')).toEqual([])
    expect(chart.description).toBe(
      'Who comes back, by cohort. On average, later by 0: 100%, 1: 100%.',
    )
  })
})

describe('a result that does not go together with itself', () => {
  it('is refused where a row of cohorts has more or fewer cells than columns', () => {
    const result = cohortTable([{ customer: 1, on: '2025-01-05' }], {
      every: 'month',
      measure: 'on',
      clock: 'calendar',
      cohort: 'first',
      average: 'pooled',
      asOf: '2025-03-01',
    })
    const [cohort] = result.cohorts
    const columns = result.columns.length
    for (const field of ['states', 'rates'])
      expect(() =>
        cohortTableChart({ ...result, cohorts: [{ ...cohort, [field]: [] }] } as never),
      ).toThrow(
        `cohortTableChart: table.cohorts[0].${field}.length is 0, not ${columns}, one a column`,
      )
  })

  it('is refused where an interval ends before it begins, though its ends may be open', () => {
    const made = (interval: object) => {
      const percentiles = [{ at: 0.5, time: 4, interval: { confidence: 0.9, ...interval } }]
      return ticketTimesChart({ tickets: 9, unit: 'hour', percentiles } as never)
    }
    expect(() => made({ low: 5, high: 3 })).toThrow('interval.high is 3, not a number')
  })
})

describe('calibrationTableChart', () => {
  it('says that there is nothing to draw where the table has no rows', () => {
    const chart = calibrationTableChart({ rows: [], customers: 0, meanAbsoluteError: 0 } as never)
    expect(chart.description).toMatch(/There is nothing to draw\.$/)
    expect(chart.vconcat).toBeUndefined()
  })
})

describe('stickinessChart', () => {
  it('says that there is nothing to draw where nobody was active', () => {
    const chart = stickinessChart(stickiness([], { from: '2025-01-01', to: '2025-01-08' }))
    expect(chart.description).toBe('How often customers are active. There is nothing to draw.')
  })
})

describe('backlogChart', () => {
  const options = { clock: 'calendar', unit: 'hour', definition: 7 } as const

  it('draws the quantiles of ages where no brackets are asked for', () => {
    const open = backlog([{ openedAt: '2025-03-03T08:00:00Z' }], {
      ...options,
      asOf: '2025-03-03T18:00:00Z',
    })
    const chart = backlogChart(open)
    expect(chart.description).toBe(
      '1 open tickets, 1 of them without an answer. 50% up to: 10. 90% up to: 10. The oldest: 10 hours.',
    )
    expect(axisOf(chart, 'y').domain).toEqual([0, 10])
  })

  it('draws empty brackets where nothing is open, and names no oldest', () => {
    const rows = [{ openedAt: '2025-03-03T08:00:00Z', resolvedAt: '2025-03-03T09:00:00Z' }]
    const chart = backlogChart(
      backlog(rows, { ...options, asOf: '2025-03-04T08:00:00Z', brackets: [8] }),
    )
    expect(chart.description).toBe('0 open tickets, 0 of them without an answer. 0–8: 0. 8+: 0. ')
    expect(axisOf(chart, 'y').domain).toEqual([0, 1])
  })

  it('lies where the names of brackets have no room', () => {
    const chart = backlogChart(
      backlog([{ openedAt: '2025-03-03T08:00:00Z' }], {
        ...options,
        asOf: '2025-03-03T18:00:00Z',
        brackets: [8, 24],
      }),
      { labels: { between: 'more than {from} and up to {to}' } },
    )
    expect(axisOf(chart, 'y').labels).toEqual([
      'more than 0 and up to 8',
      'more than 8 and up to 24',
      '24+',
    ])
    expect(axisOf(chart, 'x').domain).toEqual([0, 1])
  })
})

describe('ticketTimesChart', () => {
  it('draws an interval without an end to the end of the plot, dashed', () => {
    const tally = {
      measure: 'resolution',
      clock: 'calendar',
      reopened: 'last',
      unit: 'hour',
      bots: 0,
      times: { 2: { ended: 3, open: 0 }, 5: { ended: 1, open: 6 } },
    } as const
    const chart = ticketTimesChart(ticketTimes(tally, { definition: 7, at: [0.3, 0.9] }))
    const [, end] = axisOf(chart, 'x').domain
    const [interval] = marksOf(chart, 'rule', 'cm-interval')
    expect(interval).toMatchObject({ x: 2, high: end, isOpen: true })
    expect(chart.description).toMatch(
      /30% done by 2 \(interval .* to not known\)\. 90% done by not known\.$/,
    )
  })
})

describe('explainNpsChangeChart', () => {
  it('begins at the lowest score and stays within the scale where nothing changed', () => {
    const answers = { all: { 3: 10 } }
    const chart = explainNpsChangeChart(explainNpsChange({ before: answers, after: answers }))
    expect(axisOf(chart, 'y').domain).toEqual([-100, 0])
    expect(axisOf(chart, 'x').labels).toEqual(['Before', 'After'])
  })
})

describe('explainCesChangeChart', () => {
  it('begins at the lowest rating', () => {
    const answers = { all: { 1: 10 } }
    const change = explainCesChange({ before: answers, after: answers }, { scale: CES_2 })
    expect(axisOf(explainCesChangeChart(change), 'y').domain).toEqual([1, 2])
  })
})

describe('compareCsatSegmentsChart', () => {
  it('says that the probability is not known where all are satisfied', () => {
    const comparison = compareCsatSegments({ a: { 5: 5 }, b: { 5: 6 } })
    const chart = compareCsatSegmentsChart(comparison, { labels: { subtitle: 'p: {p}' } })
    expect(subtitleOf(chart)).toBe('p: not known')
    expect(marksOf(chart, 'point', 'cm-estimate').map(({ x }) => x)).toEqual([1, 1])
  })
})

describe('npsTrendChart', () => {
  it('has no shade without an interval', () => {
    const trend = npsTrend([
      [10, 9, 8, 3],
      [10, 10, 9, 6],
    ])
    const chart = npsTrendChart({ ...trend, interval: null } as never)
    expect(marksOf(chart, 'area', 'cm-interval')).toEqual([])
    expect(chart.description).toMatch(/It changes by \+\d+ a period\.$/)
  })
})

describe('tallyRatingsChart', () => {
  it('draws from the lowest to the highest rating that was given where no scale is', () => {
    const chart = tallyRatingsChart(tallyRatings([3, 5, 5, 5]))
    expect(axisOf(chart, 'x').labels).toEqual(['3', '4', '5'])
    expect(marksOf(chart, 'bar', 'cm-bar').map(({ value }) => value)).toEqual([0.25, 0, 0.75])
  })

  it('says that there is nothing to draw without answers', () => {
    expect(tallyRatingsChart({}).description).toBe('How people answered. There is nothing to draw.')
  })

  it('has bars that are neither good nor bad where it is said what is good', () => {
    const chart = tallyRatingsChart(tallyRatings([5, 8, 9]), { goodFrom: 9, badUpTo: 6 })
    expect(marksOf(chart, 'bar', 'cm-total').map(({ key }) => key)).toEqual(['2', '3'])
    const bad = tallyRatingsChart(tallyRatings([1, 2]), { badUpTo: 1 })
    expect(marksOf(bad, 'bar', 'cm-bad')).toHaveLength(1)
    expect(marksOf(bad, 'bar', 'cm-bar')).toHaveLength(1)
  })

  it('refuses ratings outside the scale', () => {
    expect(() => tallyRatingsChart({ 11: 1 }, { scale: { min: 0, max: 10 } })).toThrow(
      'tallyRatingsChart: tally[11] is 11, not a rating from 0 to 10',
    )
  })
})

describe('texts of a picture', () => {
  it('keep words in braces that they do not know', () => {
    const chart = tallyRatingsChart(tallyRatings([3]), {
      labels: { subtitle: '{count} of {base}' },
    })
    expect(subtitleOf(chart)).toBe('1 of {base}')
  })

  it('write numbers that are very large or small by their power of ten', () => {
    const said = (value: number): string => customerValueChart([value]).description
    expect(said(2.5e18)).toContain('The best: 2.50e+18.')
    expect(said(-2.5e-9)).toContain('The best: −2.50e-9.')
    expect(said(1234.5)).toContain('The best: 1,235.')
  })

  it('write shares near 1 with a digit more, so that they do not become all', () => {
    const chart = tallyRatingsChart(tallyRatings({ 1: 4, 2: 996 }))
    expect(chart.description).toBe('1,000 answers by rating. 1: 4 (0.4%). 2: 996 (99.6%).')
  })
})
