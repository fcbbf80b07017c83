import type { TicketTimes } from '../../service/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { DOT, INTERVAL, LABEL, layer, NOTE, OPEN_INTERVAL } from '../drawing/marks.js'
import { confidenceOf, readResult } from '../drawing/read.js'
import { domainOf, nameScale, numberScale } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'
import { widest } from '../drawing/text.js'

/** The axis, the names of the percentiles, and what is said of each. */
export type TicketTimeLabel = 'time' | 'percentile' | 'open' | 'finished'

const ROW = 38

/**
 * A picture of how long tickets take, open ones counted: the time by which each share is done.
 *
 * A time that is not reached yet has no dot, and an interval without an end runs to the edge, dashed.
 *
 * @param times - What `ticketTimes` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const tally = tallyTimes(
 *   [{ customer: 1, openedAt: '2025-03-03T08:00:00Z', resolvedAt: '2025-03-03T10:00:00Z' }],
 *   { measure: 'resolution', asOf: '2025-03-04T08:00:00Z', clock: 'calendar', unit: 'hour', reopened: 'last' },
 * )
 * ticketTimesChart(ticketTimes(tally, { definition: 7 })).title.text // => ['How long tickets take']
 * ```
 */
export function ticketTimesChart(
  times: TicketTimes,
  options: ChartOptions<TicketTimeLabel> = {},
): Chart {
  return draw('ticketTimesChart', times, options, 'How long tickets take')
}

/**
 * A picture of how long customers wait for a first reply, with those who still wait.
 *
 * @param times - What `firstReplyTimes` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} as {@link ticketTimesChart}.
 *
 * @example
 * ```ts
 * const times = firstReplyTimes(
 *   [{ customer: 1, openedAt: '2025-03-03T08:00:00Z', firstReplyAt: '2025-03-03T09:00:00Z' }],
 *   { asOf: '2025-03-04T08:00:00Z', clock: 'calendar', unit: 'hour', definition: 7 },
 * )
 * firstReplyTimesChart(times).title.text // => ['How long a first reply takes']
 * ```
 */
export function firstReplyTimesChart(
  times: TicketTimes,
  options: ChartOptions<TicketTimeLabel> = {},
): Chart {
  return draw('firstReplyTimesChart', times, options, 'How long a first reply takes')
}

/**
 * A picture of how long tickets take to be resolved, with those that are still open.
 *
 * @param times - What `resolutionTimes` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} as {@link ticketTimesChart}.
 *
 * @example
 * ```ts
 * const times = resolutionTimes(
 *   [{ customer: 1, openedAt: '2025-03-03T08:00:00Z', resolvedAt: '2025-03-03T10:00:00Z' }],
 *   { asOf: '2025-03-04T08:00:00Z', clock: 'calendar', unit: 'hour', definition: 7, reopened: 'last' },
 * )
 * resolutionTimesChart(times).title.text // => ['How long a resolution takes']
 * ```
 */
export function resolutionTimesChart(
  times: TicketTimes,
  options: ChartOptions<TicketTimeLabel> = {},
): Chart {
  return draw('resolutionTimesChart', times, options, 'How long a resolution takes')
}

function draw(
  metric: string,
  times: unknown,
  options: ChartOptions<TicketTimeLabel>,
  title: string,
): Chart {
  const sheet = readSheet<TicketTimeLabel>(metric, options, {
    title,
    subtitle:
      'Time by which a share of {tickets} tickets is done, {open} still open. Bars: {confidence} interval; dashed: no end known.',
    description: `${title}, of {tickets} tickets, {open} still open. {percentiles}`,
    time: '{unit}s',
    percentile: '{share} done',
    open: 'not yet',
    finished: '{share} done by {estimate}.',
  })
  const { format, say } = sheet
  const result = readResult(metric, ['times'], times)
  const rows = result.list('percentiles').map((percentile) => ({
    share: format.share(percentile.number('at', 0, 1)),
    time: percentile.maybe('time', 0),
    stretch: percentile.openStretch('interval'),
  }))
  const words = {
    tickets: format.number(result.number('tickets', 0)),
    open: format.number(result.number('open', 0)),
    confidence: confidenceOf(
      rows.map(({ stretch }) => stretch),
      format.share,
    ),
    percentiles: rows
      .map(({ share, time, stretch }) =>
        say('finished', { share, estimate: sheet.estimate(time, stretch, format.number) }),
      )
      .join(' '),
  }
  if (rows.length === 0) return sheet.blank(words)
  const bounds = rows.flatMap(({ time, stretch }) => [
    time,
    stretch?.low ?? null,
    stretch?.high ?? null,
  ])
  const domain = domainOf(bounds)
  const names = rows.map((_, index) => `${index}`)
  const texts = rows.map(({ share }) => say('percentile', { share }))
  const y = nameScale({ names, texts, length: ROW * rows.length, kind: 'band' })
  const room = widest([say('open')])
  const width = sheet.width - y.room - room - 12
  const unit = result.text('unit')
  const x = numberScale({
    domain,
    write: format.number,
    length: width,
    isAcross: true,
    title: say('time', { unit }),
  })
  const drawn = rows.map(({ time, stretch }, index) => ({
    y: `${index}`,
    x: time,
    low: stretch ? (stretch.low ?? 0) : null,
    high: stretch ? (stretch.high ?? domain[1]) : null,
    isOpen: stretch !== null && stretch.high === null,
    text: time === null ? '' : format.number(time),
  }))
  const known = drawn.filter(({ x }) => x !== null)
  const stretched = drawn.filter(({ low }) => low !== null)
  const span = { y: y.channel('y'), x: x.channel('low'), x2: { field: 'high' } }
  const bar = { strokeWidth: 4, strokeCap: 'round' }
  const open = drawn.filter(({ x }) => x === null).map(({ y }) => ({ y, text: say('open') }))
  const body = {
    width,
    height: ROW * rows.length,
    layer: [
      ...layer(
        { ...INTERVAL, ...bar },
        stretched.filter(({ isOpen }) => !isOpen),
        span,
      ),
      ...layer(
        { ...OPEN_INTERVAL, strokeWidth: 3, strokeDash: [4, 3] },
        stretched.filter(({ isOpen }) => isOpen),
        span,
      ),
      ...layer({ ...DOT, size: 70 }, known, { y: y.channel('y'), x: x.channel('x') }),
      ...layer({ ...LABEL, dy: -11 }, known, {
        y: y.channel('y'),
        x: x.channel('x'),
        text: { field: 'text' },
      }),
      ...layer({ ...NOTE, align: 'right' }, open, {
        y: y.channel('y'),
        x: { value: width + room + 8 },
        text: { field: 'text' },
      }),
    ],
  }
  return sheet.frame(body, words)
}
