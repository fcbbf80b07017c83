import type { CesTrend } from '../../ces/index.js'
import type { CsatTrend } from '../../csat/index.js'
import { check } from '../../internal/guard.js'
import type { NpsTrend } from '../../nps/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { BAND, layer } from '../drawing/marks.js'
import { momentsChart, type PeriodLabel } from '../drawing/periods.js'
import { confidenceOf, eachOf, type Reader, readResult, type Stretch } from '../drawing/read.js'
import type { Domain } from '../drawing/scales.js'
import { checkText, type Json, readSheet, type Sheet, type Texts } from '../drawing/sheet.js'
import { signed } from '../drawing/text.js'
import type { Moment } from '../drawing/timeline.js'

/** How a trend is drawn. */
export interface TrendChartOptions extends ChartOptions<PeriodLabel> {
  /**
   * Names of the periods that have answers, in their order.
   * @defaultValue where they stand in time, as numbers
   */
  readonly names?: readonly string[]
}

interface Survey {
  readonly field: string
  readonly domain: Domain
  readonly write: (value: number) => string
  readonly reference?: number
}

const SUBTITLE =
  'Shade: the slope with its {confidence} interval, through the middle of all answers.'
const DESCRIBED =
  'from {from} to {to}: {estimate} in {period}, of {count} answers. It changes by {slope} a period.'

/**
 * A picture of a Net Promoter Score over time: a dot a period, and the interval of the slope as a fan.
 *
 * The trend has no interval for each period: {@link npsByPeriodChart} draws those.
 *
 * @param trend - What `npsTrend` returned.
 * @param options - Title, labels and width; names of the periods.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option;
 * `mismatch` for names that are not one a period.
 *
 * @example
 * ```ts
 * const trend = npsTrend([[10, 9, 8, 3], [10, 10, 9, 6], [10, 9, 9, 7]])
 * npsTrendChart(trend).description
 * // => 'Net Promoter Score from 0 to 2: 75 in 2, of 4 answers. It changes by +25 (interval −25.4 to +64.1) a period.'
 * ```
 */
export function npsTrendChart(trend: NpsTrend, options: TrendChartOptions = {}): Chart {
  const sheet = trendSheet('npsTrendChart', options, 'Net Promoter Score', 'Points, −100 to 100.')
  const write = sheet.format.number
  const result = readResult(sheet.metric, ['trend'], trend)
  return draw(sheet, result, options, { field: 'score', domain: [-100, 100], write, reference: 0 })
}

/**
 * A picture of customer satisfaction over time: a dot a period, and the interval of the slope as a fan.
 *
 * @param trend - What `csatTrend` returned.
 * @param options - Title, labels and width; names of the periods.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} as {@link npsTrendChart}.
 *
 * @example
 * ```ts
 * csatTrendChart(csatTrend([[5, 4, 4, 1], [5, 5, 4, 4]])).title.text // => ['Satisfied customers']
 * ```
 */
export function csatTrendChart(trend: CsatTrend, options: TrendChartOptions = {}): Chart {
  const sheet = trendSheet(
    'csatTrendChart',
    options,
    'Satisfied customers',
    'Share of the answers.',
  )
  const write = sheet.format.share
  const result = readResult(sheet.metric, ['trend'], trend)
  return draw(sheet, result, options, { field: 'rate', domain: [0, 1], write })
}

/**
 * A picture of customer effort over time: a dot a period, and the interval of the slope as a fan.
 *
 * @param trend - What `cesTrend` returned.
 * @param options - Title, labels and width; names of the periods.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} as {@link npsTrendChart}.
 *
 * @example
 * ```ts
 * cesTrendChart(cesTrend([[5, 6, 4], [6, 7, 5]], { scale: CES_2 })).title.text // => ['Customer effort']
 * ```
 */
export function cesTrendChart(trend: CesTrend, options: TrendChartOptions = {}): Chart {
  const sheet = trendSheet('cesTrendChart', options, 'Customer effort', 'Mean rating.')
  const write = sheet.format.number
  const result = readResult(sheet.metric, ['trend'], trend)
  return draw(sheet, result, options, { field: 'mean', domain: scaleOf(result), write })
}

/** The lowest and highest rating of the scale that a result carries. */
export function scaleOf(result: Reader): Domain {
  const scale = result.part('scale')
  const min = scale.number('min', -1000, 999)
  return [min, scale.number('max', min + 1, 1000)]
}

function trendSheet(
  metric: string,
  options: TrendChartOptions,
  title: string,
  unit: string,
): Sheet<PeriodLabel> {
  const texts: Texts<PeriodLabel> = {
    title,
    subtitle: `${unit} ${SUBTITLE}`,
    description: `${title} ${DESCRIBED}`,
    count: 'n',
    unfinished: '',
  }
  return readSheet(metric, options, texts, ['names'])
}

function draw(
  sheet: Sheet<PeriodLabel>,
  trend: Reader,
  { names }: TrendChartOptions,
  { field, domain, write, reference }: Survey,
): Chart {
  const { metric, format } = sheet
  const periods = trend.list('periods').map((period) => {
    return {
      at: period.number('at'),
      value: period.number(field, domain[0], domain[1]),
      count: period.number('responses', 0),
      weight: period.number('effectiveResponses', 0),
    }
  })
  const given =
    names && eachOf(metric, ['names'], names, (path, name) => checkText(metric, path, name))
  const wanted = periods.length
  check(
    metric,
    ['names', 'length'],
    given?.length,
    (given?.length ?? wanted) === wanted,
    `${wanted}, one name a period`,
    'mismatch',
  )
  const moments = periods.flatMap(({ at, value, count }, index): Moment[] => {
    const text = given?.[index] ?? format.number(at)
    const before = periods[index - 1]?.at ?? at
    const moment = {
      x: at,
      text,
      value,
      stretch: null,
      complete: true,
      count: format.number(count),
    }
    // A whole number left out is a period in which nobody answered.
    const isGap = Number.isInteger(at) && Number.isInteger(before) && at > before + 1
    return isGap
      ? [{ ...moment, x: before + 1, text: '', value: null, count: '' }, moment]
      : [moment]
  })
  const slope = trend.number('slope')
  const interval = trend.stretch('interval')
  const write2 = (value: number): string => signed(value, write)
  return momentsChart(sheet, moments, {
    domain,
    write,
    ...(reference !== undefined && { reference }),
    under: (x, y) => {
      const encoding = { x: x.channel('x'), y: y.channel('low'), y2: { field: 'high' } }
      return layer(BAND, fan(periods, interval, domain), encoding)
    },
    words: {
      confidence: confidenceOf([interval], format.share),
      slope: sheet.estimate(slope, interval, write2),
    },
  })
}

interface Answered {
  readonly at: number
  readonly value: number
  readonly weight: number
}

/** The lines of the steepest and the flattest slope, through the middle of all answers. */
function fan(
  periods: readonly Answered[],
  interval: Stretch | null,
  [lowest, highest]: Domain,
): Json[] {
  const total = periods.reduce((sum, { weight }) => sum + weight, 0)
  if (!interval || periods.length < 2 || total === 0) return []
  const meanOf = (read: (period: Answered) => number): number =>
    periods.reduce((sum, period) => sum + (period.weight / total) * read(period), 0)
  const middle = meanOf(({ at }) => at)
  const height = meanOf(({ value }) => value)
  const first = (periods[0] as Answered).at
  const last = (periods.at(-1) as Answered).at
  const within = (value: number): number => Math.min(highest, Math.max(lowest, value)) + 0
  // Cut at the ends of the scale, a straight edge needs points between.
  return Array.from({ length: 41 }, (_, step) => {
    const at = first + ((last - first) * step) / 40
    const edgeOf = (rise: number): number => within(height + rise * (at - middle))
    const [flat, steep] = [edgeOf(interval.low), edgeOf(interval.high)]
    return { x: at, low: Math.min(flat, steep), high: Math.max(flat, steep) }
  })
}
