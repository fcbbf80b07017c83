import type { Rfm } from '../../value/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { barsByName } from '../drawing/bars.js'
import { LABEL, layer, SHADE } from '../drawing/marks.js'
import { readResult } from '../drawing/read.js'
import { domainOf, nameScale } from '../drawing/scales.js'
import { type Json, readSheet, type Sheet } from '../drawing/sheet.js'
import { textWidth } from '../drawing/text.js'

/** The two axes, and what is said of each segment. */
export type RfmLabel = 'recency' | 'frequency' | 'segment'

const ROW = 34

/**
 * A picture of customers by recency and frequency as a grid, and below it of the segments' sizes.
 *
 * @param rfm - What `rfm` returned. No customer is named.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; a cell that nobody is in is blank.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const customers = [
 *   { customer: 'a', sinceLast: 5, purchases: 9, amount: 840 },
 *   { customer: 'b', sinceLast: 200, purchases: 1, amount: 20 },
 * ]
 * rfmChart(rfm(customers, { bins: 5, definition: 7 })).title.text // => ['Customers by recency and frequency']
 * ```
 */
export function rfmChart(rfm: Rfm, options: ChartOptions<RfmLabel> = {}): Chart {
  const metric = 'rfmChart'
  const sheet = readSheet<RfmLabel>(metric, options, {
    title: 'Customers by recency and frequency',
    subtitle:
      'Number of {customers} customers with each pair of scores, the highest is the best; below, the segments.',
    description: '{customers} customers by recency and frequency. {segments}',
    recency: 'recency score',
    frequency: 'frequency score',
    segment: '{name}: {count} ({share}).',
  })
  const { format, say } = sheet
  const result = readResult(metric, ['rfm'], rfm)
  const counts = new Map<string, number>()
  let best = 1
  const customers = result.list('customers')
  for (const customer of customers) {
    const [x, y] = [customer.number('recency', 1, 100), customer.number('frequency', 1, 100)]
    best = Math.max(best, Math.ceil(x), Math.ceil(y))
    const key = `${Math.ceil(x)} ${Math.ceil(y)}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const segments = result.list('segments').map((segment) => ({
    name: segment.text('segment'),
    value: segment.number('share', 0, 1),
    count: format.number(segment.number('customers', 0)),
  }))
  const words = {
    customers: format.number(customers.length),
    segments: segments
      .map(({ name, value, count }) => say('segment', { name, count, share: format.share(value) }))
      .join(' '),
  }
  if (customers.length === 0) return sheet.blank(words)
  const bars = segments
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
    .map(({ name, value, count }) => ({ name, value, label: count, style: 'cm-bar' }))
  const domain = domainOf(bars.map(({ value }) => value))
  const sizes = barsByName(bars, { width: sheet.width, domain, write: format.share })
  // Both plots begin where the names of the segments end.
  const grid = gridOf(sheet, counts, best, sizes.width as number)
  return sheet.frame({ spacing: 24, vconcat: [grid, sizes] }, words)
}

function gridOf(
  { format, say }: Sheet<RfmLabel>,
  counts: ReadonlyMap<string, number>,
  best: number,
  all: number,
): Json {
  const scores = Array.from({ length: best }, (_, index) => `${index + 1}`)
  const texts = scores.map((score) => format.number(Number(score)))
  const down = [...scores].reverse()
  const y = nameScale({
    names: down,
    texts: [...texts].reverse(),
    length: ROW * best,
    kind: 'band',
    title: say('frequency'),
  })
  const width = Math.min(all - 40, 70 * best)
  const x = nameScale({
    names: scores,
    texts,
    length: width,
    isAcross: true,
    kind: 'band',
    title: say('recency'),
  })
  const most = Math.max(...counts.values())
  const cells = [...counts].map(([key, count]) => {
    const [recency = '', frequency = ''] = key.split(' ')
    return { x: recency, y: frequency, share: count / most, text: format.number(count) }
  })
  const at = { x: x.channel('x'), y: y.channel('y') }
  const written = cells.filter((cell) => textWidth(cell.text) * 0.75 <= width / best)
  return {
    width,
    height: ROW * best,
    layer: [
      ...layer({ type: 'rect', style: 'cm-cell' }, cells, { ...at, fillOpacity: SHADE }),
      ...layer(LABEL, written, { ...at, text: { field: 'text' } }),
    ],
  }
}
