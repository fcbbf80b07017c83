import type { RevenuePeriod } from '../../revenue/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { stackDomain, stackedBars } from '../drawing/bars.js'
import { readResults } from '../drawing/read.js'
import { domainOf } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'
import { strip } from '../drawing/strip.js'
import { widest } from '../drawing/text.js'
import { MOVEMENTS } from './tallyRevenueChart.js'

/** The movements of a period, and what is said of the last. */
export type RevenuePartLabel =
  | 'new'
  | 'expansion'
  | 'reactivation'
  | 'contraction'
  | 'churned'
  | 'closing'
  | 'unfinished'

/**
 * A picture of recurring revenue by period: its movements stacked, and the revenue they lead to.
 *
 * @param periods - What `tallyRevenueByPeriod` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; a period that is not over is pale.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const rows = [{ customer: 'b', startedOn: '2025-01-10', amount: '80' }]
 * const periods = tallyRevenueByPeriod(rows, { from: '2025-01-01', to: '2025-03-01', every: 'month', level: 'customer' })
 * tallyRevenueByPeriodChart(periods).description
 * // => 'Recurring revenue by period, 2025-01-01 to 2025-02-01. The last whole one, 2025-02-01, closes with 80.'
 * ```
 */
export function tallyRevenueByPeriodChart(
  periods: readonly RevenuePeriod[],
  options: ChartOptions<RevenuePartLabel> = {},
): Chart {
  const metric = 'tallyRevenueByPeriodChart'
  const sheet = readSheet<RevenuePartLabel>(metric, options, {
    title: 'How recurring revenue moved',
    subtitle: 'Movements by period, and below what they lead to. {currency} {unfinished}',
    description:
      'Recurring revenue by period, {from} to {to}. The last whole one, {period}, closes with {closing}.',
    new: 'new',
    expansion: 'expansion',
    reactivation: 'reactivated',
    contraction: 'contraction',
    churned: 'churned',
    closing: 'at the end of the period',
    unfinished: 'Pale: not over yet.',
  })
  const { format, say } = sheet
  const read = readResults(metric, ['periods'], periods).map((period) => ({
    name: format.day(period.text('from')),
    complete: period.flag('complete'),
    closing: period.amount('closing'),
    currency: period.maybeText('currency') ?? '',
    values: MOVEMENTS.map(([movement]) => period.amount(movement)),
  }))
  const last = read.filter(({ complete }) => complete).at(-1)
  const words = {
    from: read[0]?.name ?? '',
    to: read.at(-1)?.name ?? '',
    currency: read[0]?.currency ?? '',
    period: last?.name ?? say('unknown'),
    closing: last ? format.amount(last.closing) : say('unknown'),
    unfinished: read.every(({ complete }) => complete) ? '' : say('unfinished'),
  }
  if (read.length === 0) return sheet.blank(words)
  const series = MOVEMENTS.map(([movement, sign]) => ({ name: say(movement), sign }))
  const bars = stackedBars(read, series, {
    width: sheet.width,
    domain: stackDomain(read, series),
    write: format.amount,
    left: widest(domainOf(read.map(({ closing }) => closing)).map(format.amount)) + 14,
  })
  const closing = read.map(({ name, closing, complete }) => {
    return { name, value: complete ? closing : null, stretch: null }
  })
  const levels = strip(closing, {
    width: bars.width as number,
    height: 100,
    write: format.amount,
    title: say('closing'),
    isJoined: true,
  })
  return sheet.frame({ spacing: 14, vconcat: [bars, levels] }, words)
}
