import {
  bgNbd,
  concentration,
  holdoutTable,
  rfm,
  scorecard,
  segmentMigration,
  trackPurchases,
  valueTiers,
} from 'customer-metrics'
import {
  concentrationChart,
  customerValueChart,
  holdoutTableChart,
  probabilityAliveChart,
  rfmChart,
  scorecardChart,
  segmentMigrationChart,
  trackPurchasesChart,
  valueTiersChart,
} from 'customer-metrics/charts'
import { describe, expect, it } from 'vitest'
import { axisOf, layersOf, marksOf, subtitleOf } from '../support/chartParts.js'

const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
const count = (length: number): number[] => Array.from({ length }, (_, index) => index)

describe('customerValueChart', () => {
  it('names the customers, best first', () => {
    const chart = customerValueChart([12.5, 36.3, 80], { names: ['Ann', 'Bo', 'Cy'] })
    expect(axisOf(chart, 'y').labels).toEqual(['Cy', 'Bo', 'Ann'])
  })

  it('refuses names that are not one a customer', () => {
    expect(() => customerValueChart([12.5, 36.3, 80], { names: ['Ann', 'Bo'] })).toThrow(
      'customerValueChart: names.length is 2, not 3, one name a customer',
    )
  })

  it('draws more than thirty customers as a curve that begins with the best', () => {
    const chart = customerValueChart(count(40))
    const curve = marksOf(chart, 'line', 'cm-estimate')
    expect(curve.map(({ y }) => y)).toEqual(count(40).reverse())
    expect(curve.at(-1)).toEqual({ x: 1, y: 0 })
    expect(marksOf(chart, 'point', 'cm-estimate')).toEqual([{ x: 1 / 40, y: 39 }])
    expect(marksOf(chart, 'area', 'cm-interval')).toEqual([])
    expect(axisOf(chart, 'x')).toMatchObject({
      domain: [0, 1],
      title: 'share of customers, best first',
    })
    expect(subtitleOf(chart)).toBe('Forecast value of each customer, best first.')
  })

  it('draws 200 points and their intervals as a shade for many customers', () => {
    const values = count(1000).map((value) => {
      return { value, interval: { low: value / 2, high: value * 2, confidence: 0.9 } }
    })
    const chart = customerValueChart(values)
    const curve = marksOf(chart, 'line', 'cm-estimate')
    const shade = marksOf(chart, 'area', 'cm-interval')
    expect(curve).toHaveLength(200)
    expect(shade[0]).toMatchObject({ x: 0.001, low: 499.5, high: 1998 })
    expect(shade.at(-1)).toMatchObject({ x: 1, low: 0, high: 0 })
    const [area] = layersOf(chart).filter(({ mark }) => mark.type === 'area')
    expect(area?.encoding).toMatchObject({ y: { field: 'low' }, y2: { field: 'high' } })
    expect(axisOf(chart, 'y').domain).toEqual([0, 2000])
    expect(subtitleOf(chart)).toContain('Bars or shade: 90% interval.')
  })
})

describe('probabilityAliveChart', () => {
  it('puts the highest frequencies in one row and recencies in classes where there are many', () => {
    const frequency = count(13)
    const recency = frequency.map((index) => index * 2)
    const chances = frequency.map((index) => index / 16)
    const chart = probabilityAliveChart(chances, { frequency, recency })
    expect(axisOf(chart, 'y').labels).toEqual([
      '11+',
      ...frequency.slice(0, 11).reverse().map(String),
    ])
    expect(axisOf(chart, 'x').labels).toEqual(recency.slice(0, 12).map(String))
    const cells = marksOf(chart, 'rect', 'cm-cell')
    expect(cells).toHaveLength(12)
    // The customers with 11 and 12 purchases share a cell, which is their mean.
    expect(cells.at(-1)).toMatchObject({ x: '11', y: '11', share: 11.5 / 16, count: 2 })
  })

  it('writes no shares into cells that are too narrow', () => {
    const frequency = count(12)
    const options = { frequency, recency: frequency, width: 200 }
    const chart = probabilityAliveChart(
      frequency.map(() => 0.995),
      options,
    )
    expect(marksOf(chart, 'rect', 'cm-cell')).toHaveLength(12)
    expect(marksOf(chart, 'text', 'cm-label')).toEqual([])
    expect(chart.description).toContain('active, 99.5% to 99.5%, by')
  })
})

describe('trackPurchasesChart', () => {
  const rows = ['2025-01-01', '2025-01-05', '2025-01-10', '2025-01-20'].map((on) => {
    return { customer: 'a', on }
  })

  it('draws each period, or all up to it', () => {
    const tracked = trackPurchases(model, rows, { asOf: '2025-01-15', until: '2025-01-29' })
    const actual = (counts: 'each' | 'cumulative'): unknown[] =>
      marksOf(trackPurchasesChart(tracked, { counts }), 'line', 'cm-estimate').map(({ y }) => y)
    expect(actual('each')).toEqual([1, 1, 1, 0])
    expect(actual('cumulative')).toEqual([1, 2, 3, 3])
  })

  it('says that the distance is not known where nothing was held out', () => {
    const tracked = trackPurchases(model, rows, { asOf: '2025-01-29', until: '2025-01-30' })
    const chart = trackPurchasesChart(tracked)
    expect(chart.description).toMatch(/Mean distance where .*: not known\.$/)
    expect(marksOf(chart, 'rule', 'cm-reference')).toEqual([])
  })
})

describe('holdoutTableChart', () => {
  it('leaves out numbers of customers that have no room', () => {
    const customers = count(60).map((frequency) => {
      return { frequency, recency: frequency > 0 ? 30 : 0, age: 35, holdoutFrequency: 1 }
    })
    const chart = holdoutTableChart(
      holdoutTable(model, { horizon: { weeks: 4 }, customers }, { upTo: 50 }),
      { width: 340 },
    )
    expect(marksOf(chart, 'bar', 'cm-part')).toHaveLength(51)
    const counts = marksOf(chart, 'text', 'cm-note').map(({ text }) => text)
    expect(counts.length).toBeLessThan(40)
    expect(counts.slice(0, 2)).toEqual(['1', '1'])
  })

  it('draws nothing where nobody bought so often, and says that it is not known', () => {
    const customers = [0, 2].map((frequency) => {
      return { frequency, recency: frequency * 4, age: 35, holdoutFrequency: 1 }
    })
    const result = holdoutTable(model, { horizon: { weeks: 39 }, customers }, { upTo: 2 })
    const chart = holdoutTableChart(result)
    expect(chart.description).toContain(' 1: not known, expected not known. 2+: 1, expected ')
    expect(marksOf(chart, 'bar', 'cm-part').map(({ x }) => x)).toEqual(['0', '2'])
  })
})

describe('concentrationChart', () => {
  it('draws at most 200 points, the first and the last among them', () => {
    const chart = concentrationChart(
      concentration(count(500), { lorenz: count(500).map((index) => index / 499), top: [] }),
    )
    const curve = marksOf(chart, 'line', 'cm-estimate')
    expect(curve).toHaveLength(200)
    expect(curve[0]).toEqual({ x: 0, y: 0 })
    expect(curve.at(-1)).toEqual({ x: 1, y: 1 })
  })

  it('stands the best customers on the curve, counted whole, without an interval for so few', () => {
    // The best half of three customers are two, who bring in 90 of 100.
    const chart = concentrationChart(concentration([80, 10, 10], { top: [0.5], lorenz: [0, 1] }))
    const [best, ...others] = marksOf(chart, 'text', 'cm-strong')
    expect(best).toMatchObject({ text: 'best 50%: 90%', low: null })
    expect(best?.x).toBeCloseTo(1 / 3, 12)
    expect(best?.y).toBeCloseTo(0.1, 12)
    expect(others).toEqual([])
    const curve = marksOf(chart, 'line', 'cm-estimate')
    expect(curve).toContainEqual({ x: best?.x, y: best?.y })
    expect(marksOf(chart, 'rule', 'cm-interval')).toEqual([])
  })

  it('goes down to where customers below 0 take away from the others', () => {
    const result = concentration([100, 50, -90], {
      top: [0.3],
      lorenz: [0, 0.5, 1],
      belowZero: 'keep',
    })
    const chart = concentrationChart(result)
    // The best customer brings in 100 of 60, and the smallest one has −90.
    expect(marksOf(chart, 'text', 'cm-strong')[0]?.text).toBe('best 30%: 167%')
    const [lowest] = marksOf(chart, 'line', 'cm-estimate')
      .map(({ y }) => y as number)
      .sort((a, b) => a - b)
    expect(lowest).toBeCloseTo((-90 + 50 / 2) / 60, 12)
  })

  it('draws no point twice where the curve has one already', () => {
    const result = concentration(count(100), { top: [0.1], lorenz: [0.9, 1] })
    expect(marksOf(concentrationChart(result), 'line', 'cm-estimate')).toHaveLength(3)
  })
})

describe('rfmChart', () => {
  it('leaves out the segments that nobody is in, and puts the largest first', () => {
    const customers = count(10).map((customer) => ({
      customer,
      sinceLast: customer < 7 ? 400 : 3,
      purchases: customer < 7 ? 1 : 30,
      amount: 10,
    }))
    const chart = rfmChart(
      rfm(customers, {
        thresholds: { recency: [30, 90], frequency: [2, 9], monetary: [50, 100] },
        segments: [
          { name: 'gone', recency: [1, 1], frequency: [1, 3] },
          { name: 'nobody', recency: [2, 2], frequency: [1, 3] },
          { name: 'here', recency: [3, 3], frequency: [1, 3] },
        ],
      }),
    )
    expect(marksOf(chart, 'bar', 'cm-bar').map(({ text }) => text)).toEqual(['7', '3'])
    expect(chart.description).toBe(
      '10 customers by recency and frequency. gone: 7 (70%). nobody: 0 (0%). here: 3 (30%).',
    )
  })
})

describe('valueTiersChart', () => {
  it('says that shares of an amount of 0 are not known, and draws no dots', () => {
    const rows = [
      { customer: 1, amount: 0 },
      { customer: 2, amount: 0 },
    ]
    const tiers = [
      { name: 'A', upTo: 0.5 },
      { name: 'B', upTo: 1 },
    ]
    const chart = valueTiersChart(valueTiers(rows, { by: 'customers', tiers }))
    expect(chart.description).toBe(
      'Tiers of customers. A: 100% of the customers, not known of the amount. B: 0% of the customers, not known of the amount.',
    )
    expect(marksOf(chart, 'bar', 'cm-part')).toHaveLength(2)
    expect(marksOf(chart, 'point', 'cm-part')).toEqual([])
  })
})

describe('scorecardChart', () => {
  const parts = [
    { name: 'kept', value: 0.95, weight: 1, direction: 'higher', bounds: [0, 1], target: 0.9 },
    { name: 'spent', value: 6, weight: 3, direction: 'lower', bounds: [0, 10], target: 5 },
  ] as const

  it('draws the score of all parts where none is missing', () => {
    // (0.95 + 3 × 0.4) ÷ 4
    const chart = scorecardChart(scorecard(parts))
    expect(chart.description).toBe(
      'Scorecard: 54%. kept: 95%, target met. spent: 40%, target missed.',
    )
    expect(subtitleOf(chart)).toBe('Score of each part on its range, and its weight.')
    expect(marksOf(chart, 'bar', 'cm-total')).toMatchObject([{ text: '54%' }])
    expect(marksOf(chart, 'text', 'cm-on-dark')).toMatchObject([{ text: '95% ✓' }])
    expect(marksOf(chart, 'rule', 'cm-interval')).toEqual([])
  })

  it('draws what the whole can be where a part is missing', () => {
    const chart = scorecardChart(scorecard([parts[0], { ...parts[1], value: null }]))
    expect(chart.description).toMatch(/^Scorecard: not known \(24%–99%\)\./)
    expect(marksOf(chart, 'bar', 'cm-total')).toEqual([])
    const [range] = marksOf(chart, 'rule', 'cm-interval')
    expect(range?.low).toBeCloseTo(0.2375, 12)
    expect(range?.high).toBeCloseTo(0.9875, 12)
  })
})

describe('segmentMigrationChart', () => {
  const migration = segmentMigration({
    before: [
      { customer: 1, segment: 'loyal' },
      { customer: 2, segment: 'loyal' },
    ],
    after: [
      { customer: 1, segment: 'loyal' },
      { customer: 3, segment: 'loyal' },
    ],
  })

  it('draws who is new and who left, and shares of those who were there alone', () => {
    const chart = segmentMigrationChart(migration)
    expect(marksOf(chart, 'rule', 'cm-part').map(({ text }) => text)).toEqual([
      'loyal',
      'not there',
      'loyal',
      'gone',
    ])
    expect(axisOf(chart, 'y').labels).toEqual(['loyal → loyal', 'loyal → gone'])
    expect(chart.description).toMatch(
      /^Customers between segments, 2 before and 2 after\. loyal to loyal: 1, 50% .* loyal to gone: 1, 50% \(.*\)\.$/,
    )
  })

  it('has no words for what it does not say', () => {
    for (const label of ['before', 'after'])
      expect(() => segmentMigrationChart(migration, { labels: { [label]: 'x' } })).toThrow(
        `segmentMigrationChart: labels.${label} is "x", not one of`,
      )
  })

  it('draws the flows alone where no shares are asked for', () => {
    const chart = segmentMigrationChart(migration, { moves: 0 })
    expect(chart.vconcat).toBeUndefined()
    expect(marksOf(chart, 'point', 'cm-estimate')).toEqual([])
    expect(marksOf(chart, 'area', 'cm-flow').at(-1)).toMatchObject({ x: 1, flow: 2 })
  })
})
