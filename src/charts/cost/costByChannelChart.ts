import type { CostByChannel } from '../../cost/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { dotRows } from '../drawing/dots.js'
import { confidenceOf, type Reader, readResult } from '../drawing/read.js'
import { domainOf } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'

/** All channels together, what stands beside each, and what is said of it. */
export type ChannelLabel = 'all' | 'count' | 'channel' | 'cost'

/**
 * A picture of what a customer costs by channel: cost per customer won, with its interval.
 *
 * @param result - What `costByChannel` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; a channel that won nobody has no dot.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const result = costByChannel({ search: { acquisitionSpend: 4800, acquired: 40, retentionSpend: 0, retained: 0 } }, { paid: ['search'] })
 * costByChannelChart(result).title.text // => ['Cost per customer won, by channel']
 * ```
 */
export function costByChannelChart(
  result: CostByChannel,
  options: ChartOptions<ChannelLabel> = {},
): Chart {
  const metric = 'costByChannelChart'
  const sheet = readSheet<ChannelLabel>(metric, options, {
    title: 'Cost per customer won, by channel',
    subtitle: 'Acquisition spend by customers won, cheapest first. Bars: {confidence} interval.',
    description: 'Cost per customer won, by channel. {channels}',
    all: 'All channels',
    count: 'n = {count}',
    channel: '{name}: {estimate}, {count} won.',
    cost: 'cost per customer',
  })
  const { format, say } = sheet
  const cost = readResult(metric, ['result'], result)
  const read = (name: string, channel: Reader) => ({
    name,
    value: channel.maybeAmount('perAcquired'),
    stretch: channel.stretch('perAcquiredInterval'),
    count: format.number(channel.number('acquired', 0)),
  })
  const channels = cost
    .list('channels')
    .map((channel) => read(channel.text('channel'), channel))
    .sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity) || 0)
  const rows = [...channels, read(say('all'), cost.part('blended'))]
  const words = {
    confidence: confidenceOf(
      rows.map(({ stretch }) => stretch),
      format.share,
    ),
    channels: rows
      .map(({ name, value, stretch, count }) =>
        say('channel', { name, estimate: sheet.estimate(value, stretch, format.amount), count }),
      )
      .join(' '),
  }
  if (channels.length === 0) return sheet.blank(words)
  const domain = domainOf(rows.flatMap(({ value, stretch }) => [value, stretch?.high ?? null]))
  const noted = rows.map(({ count, ...row }) => ({ ...row, note: say('count', { count }) }))
  const body = dotRows(noted, {
    width: sheet.width,
    domain,
    write: format.amount,
    title: say('cost'),
  })
  return sheet.frame(body, words)
}
