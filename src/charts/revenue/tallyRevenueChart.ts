import type { RevenueTally } from '../../revenue/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { bridge, type Step } from '../drawing/bridge.js'
import { readResult } from '../drawing/read.js'
import { readSheet } from '../drawing/sheet.js'
import { signed } from '../drawing/text.js'

/** The movements of recurring revenue, and what is said of each. */
export type MovementLabel =
  | 'opening'
  | 'new'
  | 'expansion'
  | 'reactivation'
  | 'contraction'
  | 'churned'
  | 'exchange'
  | 'closing'
  | 'step'

export const MOVEMENTS = [
  ['new', 1],
  ['expansion', 1],
  ['reactivation', 1],
  ['contraction', -1],
  ['churned', -1],
] as const

/**
 * A bridge of recurring revenue from the beginning of a window to its end, by what moved it.
 *
 * @param tally - What `tallyRevenue` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; movements of nothing are left out.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2024-11-05', endedOn: '2025-01-20', amount: '50' },
 *   { customer: 'b', startedOn: '2025-01-10', amount: '80' },
 * ]
 * const tally = tallyRevenue(rows, { from: '2025-01-01', to: '2025-02-01', level: 'customer' })
 * tallyRevenueChart(tally).description
 * // => 'Recurring revenue from 50 on 2025-01-01 to 80 on 2025-02-01. New: +80. Churned: −50.'
 * ```
 */
export function tallyRevenueChart(
  tally: RevenueTally,
  options: ChartOptions<MovementLabel> = {},
): Chart {
  const metric = 'tallyRevenueChart'
  const sheet = readSheet<MovementLabel>(metric, options, {
    title: 'How recurring revenue moved',
    subtitle: '{from} to {to}. {currency}',
    description: 'Recurring revenue from {opening} on {from} to {closing} on {to}. {steps}',
    opening: 'Opening',
    new: 'New',
    expansion: 'Expansion',
    reactivation: 'Reactivated',
    contraction: 'Contraction',
    churned: 'Churned',
    exchange: 'Exchange rates',
    closing: 'Closing',
    step: '{name}: {change}.',
  })
  const { format, say } = sheet
  const revenue = readResult(metric, ['tally'], tally)
  const total = (name: 'opening' | 'closing'): Step => ({
    name: say(name),
    value: revenue.amount(name),
    isTotal: true,
  })
  const rates = revenue.has('exchange') ? ([['exchange', 1]] as const) : []
  const moved = [...MOVEMENTS, ...rates]
    .map(([name, sign]) => ({
      name: say(name),
      value: sign * revenue.amount(name) + 0,
      isTotal: false,
    }))
    .filter(({ value }) => value !== 0)
  const [opening, closing] = [total('opening'), total('closing')]
  const write = format.amount
  const body = bridge([opening, ...moved, closing], {
    width: sheet.width,
    write,
    base: 0,
    isRiseGood: true,
  })
  return sheet.frame(body, {
    from: revenue.has('from') ? format.day(revenue.text('from')) : '',
    to: revenue.has('to') ? format.day(revenue.text('to')) : '',
    currency: revenue.maybeText('currency') ?? '',
    opening: write(opening.value),
    closing: write(closing.value),
    steps: moved
      .map(({ name, value }) => say('step', { name, change: signed(value, write) }))
      .join(' '),
  })
}
