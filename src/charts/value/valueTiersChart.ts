import type { ValueTiers } from '../../value/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { pairs } from '../drawing/pairs.js'
import { readResult } from '../drawing/read.js'
import { readSheet } from '../drawing/sheet.js'

/** The two series, and what is said of each tier. */
export type TierLabel = 'customers' | 'amount' | 'tier'

/**
 * A picture of tiers of customers: the share of the customers in each, and the share they bring in.
 *
 * @param tiers - What `valueTiers` returned. No customer is named.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; a share of nothing has no mark.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const rows = [{ customer: 'a', amount: 700 }, { customer: 'b', amount: 300 }]
 * const tiers = valueTiers(rows, { by: 'customers', tiers: [{ name: 'A', upTo: 0.5 }, { name: 'B', upTo: 1 }] })
 * valueTiersChart(tiers).description // => 'Tiers of customers. A: 50% of the customers, 70% of the amount. B: 50% of the customers, 30% of the amount.'
 * ```
 */
export function valueTiersChart(tiers: ValueTiers, options: ChartOptions<TierLabel> = {}): Chart {
  const metric = 'valueTiersChart'
  const sheet = readSheet<TierLabel>(metric, options, {
    title: 'What each tier brings in',
    subtitle: 'Share of the customers and of the amount, by tier.',
    description: 'Tiers of customers. {tiers}',
    customers: 'of the customers',
    amount: 'of the amount',
    tier: '{name}: {customers} of the customers, {amount} of the amount.',
  })
  const { format, say } = sheet
  const rows = readResult(metric, ['tiers'], tiers)
    .list('tiers')
    .map((tier) => ({
      name: tier.text('segment'),
      actual: tier.maybe('customerShare', 0, 1),
      expected: tier.maybe('amountShare', -1, 2),
      count: '',
    }))
  const written = (value: number | null): string =>
    value === null ? say('unknown') : format.share(value)
  const words = {
    tiers: rows
      .map(({ name, actual, expected }) =>
        say('tier', { name, customers: written(actual), amount: written(expected) }),
      )
      .join(' '),
  }
  if (rows.length === 0) return sheet.blank(words)
  const body = pairs(rows, {
    width: sheet.width,
    write: format.share,
    across: '',
    counts: '',
    actual: say('customers'),
    expected: say('amount'),
  })
  return sheet.frame(body, words)
}
