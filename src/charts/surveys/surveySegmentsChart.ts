import type { CesSegmentComparison } from '../../ces/index.js'
import type { CsatSegmentComparison } from '../../csat/index.js'
import type { NpsSegmentComparison } from '../../nps/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { dotRows } from '../drawing/dots.js'
import { confidenceOf, type Reader, readResult } from '../drawing/read.js'
import type { Domain } from '../drawing/scales.js'
import { readSheet, type Sheet } from '../drawing/sheet.js'
import { scaleOf } from './surveyTrendChart.js'

/** The texts of a picture of segments: what stands beside each, and what is said of it. */
export type SegmentLabel = 'count' | 'segment'

/**
 * A picture of the Net Promoter Score by segment: a dot each, its interval and how many answered.
 *
 * @param comparison - What `compareNpsSegments` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification, best segment first.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const comparison = compareNpsSegments({ large: [10, 9, 8, 3], small: [10, 9, 9, 7] })
 * compareNpsSegmentsChart(comparison).title.text // => ['Net Promoter Score by segment']
 * ```
 */
export function compareNpsSegmentsChart(
  comparison: NpsSegmentComparison,
  options: ChartOptions<SegmentLabel> = {},
): Chart {
  const unit = 'Points, −100 to 100.'
  const sheet = segmentSheet('compareNpsSegmentsChart', options, 'Net Promoter Score', unit)
  const result = readResult(sheet.metric, ['comparison'], comparison)
  const write = sheet.format.number
  return draw(sheet, result, { field: 'score', domain: [-100, 100], write, reference: 0 })
}

/**
 * A picture of customer satisfaction by segment: a dot each, its interval and how many answered.
 *
 * @param comparison - What `compareCsatSegments` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification, best segment first.
 * @throws {@link MetricError} as {@link compareNpsSegmentsChart}.
 *
 * @example
 * ```ts
 * const comparison = compareCsatSegments({ large: [5, 4, 4, 1], small: [5, 5, 4, 4] })
 * compareCsatSegmentsChart(comparison).title.text // => ['Satisfied customers by segment']
 * ```
 */
export function compareCsatSegmentsChart(
  comparison: CsatSegmentComparison,
  options: ChartOptions<SegmentLabel> = {},
): Chart {
  const unit = 'Share of the answers.'
  const sheet = segmentSheet('compareCsatSegmentsChart', options, 'Satisfied customers', unit)
  const result = readResult(sheet.metric, ['comparison'], comparison)
  return draw(sheet, result, { field: 'rate', domain: [0, 1], write: sheet.format.share })
}

/**
 * A picture of customer effort by segment: mean ratings with their intervals and how many answered.
 *
 * @param comparison - What `compareCesSegments` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification, highest mean first.
 * @throws {@link MetricError} as {@link compareNpsSegmentsChart}.
 *
 * @example
 * ```ts
 * const comparison = compareCesSegments({ large: [5, 6, 4], small: [6, 7, 5] }, { scale: CES_2 })
 * compareCesSegmentsChart(comparison).title.text // => ['Customer effort by segment']
 * ```
 */
export function compareCesSegmentsChart(
  comparison: CesSegmentComparison,
  options: ChartOptions<SegmentLabel> = {},
): Chart {
  const sheet = segmentSheet('compareCesSegmentsChart', options, 'Customer effort', 'Mean rating.')
  const result = readResult(sheet.metric, ['comparison'], comparison)
  const write = sheet.format.number
  return draw(sheet, result, { field: 'mean', domain: scaleOf(result), write })
}

function segmentSheet(
  metric: string,
  options: ChartOptions<SegmentLabel>,
  title: string,
  unit: string,
): Sheet<SegmentLabel> {
  return readSheet<SegmentLabel>(metric, options, {
    title: `${title} by segment`,
    subtitle: `${unit} Bars: {confidence} interval. Whether they differ at all: p = {p}.`,
    description: `${title} by segment. {segments}`,
    count: 'n = {count}',
    segment: '{name}: {estimate}, of {count} answers.',
  })
}

function draw(
  sheet: Sheet<SegmentLabel>,
  comparison: Reader,
  survey: {
    readonly field: string
    readonly domain: Domain
    readonly write: (value: number) => string
    readonly reference?: number
  },
): Chart {
  const { format } = sheet
  const { field, domain, write } = survey
  const segments = comparison
    .list('segments')
    .map((segment) => ({
      name: segment.text('name'),
      value: segment.number(field, domain[0], domain[1]),
      stretch: segment.stretch('interval'),
      count: format.number(segment.number('responses', 0)),
    }))
    .sort((a, b) => b.value - a.value)
  const p = comparison.part('omnibus').maybe('pValue', 0, 1)
  const words = {
    confidence: confidenceOf(
      segments.map(({ stretch }) => stretch),
      format.share,
    ),
    p: p === null ? sheet.say('unknown') : format.number(p),
    segments: segments
      .map(({ name, value, stretch, count }) =>
        sheet.say('segment', { name, estimate: sheet.estimate(value, stretch, write), count }),
      )
      .join(' '),
  }
  if (segments.length === 0) return sheet.blank(words)
  const rows = segments.map(({ count, ...segment }) => ({
    ...segment,
    note: sheet.say('count', { count }),
  }))
  const { reference } = survey
  const own = { width: sheet.width, domain, write, ...(reference !== undefined && { reference }) }
  return sheet.frame(dotRows(rows, own), words)
}
