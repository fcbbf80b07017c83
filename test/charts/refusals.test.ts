import { readdirSync, readFileSync } from 'node:fs'
import {
  cohortTable,
  explainNpsChange,
  npsTrend,
  optimalSpend,
  projectCustomers,
  retentionCurve,
  ticketTimes,
} from 'customer-metrics'
import * as charts from 'customer-metrics/charts'
import { describe, expect, it } from 'vitest'
import { textWidth } from '../../src/charts/drawing/text.js'
import { axisOf, layersOf, subtitleOf } from '../support/chartParts.js'
import { refusal, refusalText } from '../support/refusal.js'

type Make = (result: unknown, options?: object) => charts.Chart
const make = (name: string): Make => (charts as unknown as Record<string, Make>)[name] as Make

/** What each function calls the result that it draws, as its declaration says. */
const RESULTS = readdirSync('src/charts', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('Chart.ts'))
  .flatMap((file) => [
    ...readFileSync(`src/charts/${file}`, 'utf8').matchAll(
      /^export function (\w+Chart)(?:<[^>]*>)?\(\s*(\w+):/gm,
    ),
  ])
  .map(([, name, result]) => [name as string, result as string] as const)

/** A copy in which a field is another one wherever it stands. */
function withField(value: unknown, field: string, change: (old: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withField(item, field, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === field ? change(part) : withField(part, field, change),
    ]),
  )
}

describe('what a picture cannot be made of', () => {
  it.each(RESULTS)('is refused by the name of the argument: %s(%s)', (name, result) => {
    const needed = name === 'probabilityAliveChart' ? { frequency: [1], recency: [1] } : {}
    const [, message] = refusalText(() => make(name)(null, needed))
    expect(message).toMatch(new RegExp(`^${name}: ${result} is `))
    for (const [options, path, code] of [
      [{ direction: 'up' }, ['direction'], 'invalid'],
      [{ width: 10 }, ['width'], 'out-of-range'],
      [{ title: 5 }, ['title'], 'invalid'],
      [{ format: { number: 5 } }, ['format', 'number'], 'invalid'],
      [{ format: { numbers: String } }, ['format', 'numbers'], 'invalid'],
      [{ labels: { nothing: 5 } }, ['labels', 'nothing'], 'invalid'],
    ] as const) {
      expect(refusal(() => make(name)(null, { ...needed, ...options }))).toMatchObject({
        path,
        code,
      })
    }
  })

  it('is a list of the wrong length, or an interval whose ends are not in order', () => {
    const table = cohortTable([{ customer: 1, on: '2025-01-05' }], {
      ...{ every: 'month', measure: 'on', clock: 'calendar', cohort: 'first', average: 'mean' },
      asOf: '2025-03-01',
    })
    for (const field of ['rates', 'states']) {
      const short = withField(table.cohorts, field, (list) => (list as unknown[]).slice(1))
      const given = { ...table, cohorts: short }
      expect(refusal(() => make('cohortTableChart')(given))).toMatchObject({
        path: ['table', 'cohorts', 0, field, 'length'],
        code: 'mismatch',
      })
    }
    const tally = {
      ...{ measure: 'resolution', clock: 'calendar', reopened: 'last', unit: 'hour', bots: 0 },
      times: { 2: { ended: 30, open: 0 }, 5: { ended: 10, open: 6 } },
    } as const
    const times = ticketTimes(tally, { definition: 7, at: [0.3] })
    const turned = withField(times, 'interval', (of) => ({ ...(of as object), low: 5, high: 2 }))
    expect(() => make('ticketTimesChart')(times)).not.toThrow()
    expect(refusal(() => make('ticketTimesChart')(turned)).path.at(-1)).toBe('high')
  })

  it('is an option of one picture alone that it does not know', () => {
    const plan = optimalSpend({
      ...{ margin: 60, discount: 0.1 },
      acquisition: { ceiling: 0.45, k: 0.135 },
      retention: { ceiling: 0.8, k: 0.1 },
    })
    const without = () => make('optimalSpendChart')(plan, { margin: 60, discount: 0 })
    expect(refusalText(without)[1]).toMatch(/^optimalSpendChart: discount is 0, not a number from/)
    const projection = projectCustomers({
      ...{ opening: 1000, acquiredPerPeriod: 100, retention: 0.9, periods: 2, firstMargin: 'now' },
    } as never)
    const shown = () => make('projectCustomersChart')(projection, { show: 'all' })
    expect(refusalText(shown)[1]).toMatch(/^projectCustomersChart: show is "all", not one of/)
    expect(refusal(() => make('tallyRevenueByPeriodChart')([{ from: 5 }]))).toMatchObject({
      path: ['periods', 0, 'from'],
      code: 'invalid',
    })
  })
})

describe('words of a picture', () => {
  it('are empty where there are no periods that they could name', () => {
    const title = (name: string, result: unknown) =>
      make(name)(result, { title: 'From {from} to {to}.' }).title.text.join(' ')
    expect(title('tallyRevenueByPeriodChart', [])).toBe('From to .')
    expect(title('tallyChurnByPeriodChart', [])).toBe('From to .')
    expect(title('lifecycleChart', { periods: [] })).toBe('From to .')
  })

  it('say that there is nothing to draw without customers', () => {
    const nothing = { customers: 0, meanAbsoluteError: 0, rows: [] }
    expect(make('calibrationTableChart')(nothing).description).toContain('nothing to draw')
    const move = { from: 'a', to: 'b', customers: 0, rate: null, interval: null }
    const still = { before: 0, after: 0, moves: [move] }
    expect(make('segmentMigrationChart')(still).description).toContain('nothing to draw')
  })

  it('name all customers where there is one curve, and each curve where there are two', () => {
    const [curve, both] = [
      retentionCurve({ 1: { lost: 4, censored: 6 } }),
      retentionCurve({ 1: { lost: 5, censored: 5 } }),
    ]
    const wordsOf = (chart: charts.Chart): string => JSON.stringify(layersOf(chart))
    expect(wordsOf(make('retentionCurveChart')({ plan: curve }))).toMatch(/\ball\b/)
    expect(wordsOf(make('retentionCurveChart')({ plan: curve }))).not.toContain('plan')
    const two = make('retentionCurveChart')({ plan: curve, other: both })
    expect(wordsOf(two)).toContain('plan')
    expect(wordsOf(two)).not.toMatch(/\ball\b/)
  })

  it('of a trend name the unit and what is drawn, and nothing that is not over', () => {
    const trend = npsTrend([
      [10, 9, 8, 3],
      [10, 10, 9, 6],
    ])
    const chart = make('npsTrendChart')(trend, { labels: { subtitle: 'Points. {unfinished}' } })
    expect(subtitleOf(chart)).toBe('Points.')
  })

  it('are cut where they have no room beside a bridge', () => {
    const long = 'a segment whose name is a whole sentence that no picture has the room for'
    const before = { [long]: { 3: 10, 10: 4 }, [`${long}, twice`]: { 9: 10, 5: 3 } }
    const after = { [long]: { 3: 4, 10: 9 }, [`${long}, twice`]: { 9: 12, 5: 1 } }
    const chart = make('explainNpsChangeChart')(explainNpsChange({ before, after }), { width: 340 })
    const labels = axisOf(chart, 'y').labels.filter((label) => label.startsWith('a segment'))
    expect(labels.length).toBeGreaterThan(0)
    // Not half of the picture is names.
    for (const label of labels) expect(textWidth(label)).toBeLessThan(0.5 * 340)
  })

  it('of a spend stay within the plot, whatever its width', () => {
    const plan = optimalSpend({
      ...{ margin: 60, discount: 0.1 },
      acquisition: { ceiling: 0.45, k: 0.135, spend: 30 },
      retention: { ceiling: 0.8, k: 0.1, spend: 12 },
    })
    for (let width = 240; width < 480; width += 2) {
      const chart = make('optimalSpendChart')(plan, { width })
      for (const plot of chart.vconcat as { width: number; layer: never }[]) {
        const layers = layersOf({ layer: plot.layer } as never)
        for (const { mark, data, encoding } of layers) {
          const { text, spend } = data.values[0] ?? {}
          if (typeof text !== 'string' || mark.align !== 'left') continue
          const end = encoding.x?.scale?.domain[1] as number
          const from = ((spend as number) / end) * plot.width + (mark.dx as number)
          expect(from + textWidth(text)).toBeLessThanOrEqual(plot.width)
        }
      }
    }
  })
})

describe('what is drawn', () => {
  it('is in the data, also where customers are a curve with a shade', () => {
    const values = Array.from({ length: 100 }, (_, value) => {
      return { value, interval: { low: value / 2, high: value * 2, confidence: 0.9 } }
    })
    for (const { data, encoding } of layersOf(make('customerValueChart')(values)))
      for (const channel of Object.values(encoding as Record<string, { field?: string }>))
        if (channel.field !== undefined)
          for (const row of data.values) expect(row).toHaveProperty(channel.field)
  })
})
