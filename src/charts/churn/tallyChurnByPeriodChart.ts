import type { ChurnPeriod } from '../../churn/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { stackDomain, stackedBars } from '../drawing/bars.js'
import { readResults } from '../drawing/read.js'
import { readSheet } from '../drawing/sheet.js'

/** The parts of a period's tally, and what is said of the last. */
export type ChurnPartLabel = 'gained' | 'reactivated' | 'lost' | 'unfinished'

/**
 * A picture of customers won and lost by period: those who came above zero, those who left below.
 *
 * A tally has no interval; {@link churnByPeriodChart} draws the rates that are computed of it.
 *
 * @param periods - What `tallyChurnByPeriod` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; a period that is not over is pale.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const rows = [{ customer: 1, startedOn: '2024-12-10', endedOn: '2025-01-20' }]
 * const periods = tallyChurnByPeriod(rows, { from: '2025-01-01', to: '2025-02-01', every: 'month' })
 * tallyChurnByPeriodChart(periods).description
 * // => 'Customers by period, 2025-01-01 to 2025-01-01. The last whole one, 2025-01-01: 0 new, 0 returned, 1 lost.'
 * ```
 */
export function tallyChurnByPeriodChart(
  periods: readonly ChurnPeriod[],
  options: ChartOptions<ChurnPartLabel> = {},
): Chart {
  const metric = 'tallyChurnByPeriodChart'
  const sheet = readSheet<ChurnPartLabel>(metric, options, {
    title: 'Customers won and lost',
    subtitle: 'Customers by period; below zero those who left. {unfinished}',
    description:
      'Customers by period, {from} to {to}. The last whole one, {period}: {gained} new, {reactivated} returned, {lost} lost.',
    gained: 'new',
    reactivated: 'returned',
    lost: 'lost',
    unfinished: 'Pale: not over yet.',
  })
  const { format, say } = sheet
  const parts = ['gained', 'reactivated', 'lost'] as const
  const stacks = readResults(metric, ['periods'], periods).map((period) => ({
    name: format.day(period.text('from')),
    complete: period.flag('complete'),
    values: parts.map((part) => period.number(part, 0)),
  }))
  const series = parts.map((part) => ({ name: say(part), sign: part === 'lost' ? -1 : 1 }) as const)
  const last = stacks.filter(({ complete }) => complete).at(-1)
  const counted = (part: number): string =>
    last ? format.number(last.values[part] as number) : say('unknown')
  const words = {
    from: stacks[0]?.name ?? '',
    to: stacks.at(-1)?.name ?? '',
    period: last?.name ?? say('unknown'),
    gained: counted(0),
    reactivated: counted(1),
    lost: counted(2),
    unfinished: stacks.every(({ complete }) => complete) ? '' : say('unfinished'),
  }
  if (stacks.length === 0) return sheet.blank(words)
  const domain = stackDomain(stacks, series)
  const body = stackedBars(stacks, series, { width: sheet.width, domain, write: format.number })
  return sheet.frame(body, words)
}
