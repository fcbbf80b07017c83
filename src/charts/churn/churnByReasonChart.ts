import type { ChurnByReason } from '../../churn/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { dotRows } from '../drawing/dots.js'
import { confidenceOf, readResult } from '../drawing/read.js'
import { domainOf } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'

/** The kinds of reasons, and what stands beside and is said of each. */
export type ReasonLabel = 'voluntary' | 'involuntary' | 'without' | 'count' | 'reason'

/**
 * A picture of why customers left: the rate of each kind of reason and of each reason, with intervals.
 *
 * @param result - What `churnByReason` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const result = churnByReason(
 *   tallyChurn(
 *     [
 *       { customer: 'a', startedOn: '2024-06-01', endedOn: '2025-01-20', reason: 'card declined' },
 *       { customer: 'b', startedOn: '2024-06-01' },
 *     ],
 *     { from: '2025-01-01', to: '2025-02-01' },
 *   ),
 *   { involuntary: ['card declined'] },
 * )
 * churnByReasonChart(result).title.text // => ['Why customers left']
 * ```
 */
export function churnByReasonChart(
  result: ChurnByReason,
  options: ChartOptions<ReasonLabel> = {},
): Chart {
  const metric = 'churnByReasonChart'
  const sheet = readSheet<ReasonLabel>(metric, options, {
    title: 'Why customers left',
    subtitle: 'Share of {base} customers. Bars: {confidence} interval.',
    description: 'Of {base} customers, {lost} left. {reasons}',
    voluntary: 'Decided to',
    involuntary: 'Did not decide to',
    without: 'Reason not known',
    count: '{count} lost',
    reason: '{name}: {estimate}.',
  })
  const { format, say } = sheet
  const churn = readResult(metric, ['result'], result)
  const kinds = [
    ['voluntary', 'voluntary'],
    ['involuntary', 'involuntary'],
    ['unknown', 'without'],
  ] as const
  const parts = [
    ...kinds.map(([field, label]) => [say(label), churn.part(field)] as const),
    ...churn.list('reasons').map((reason) => [`· ${reason.text('reason')}`, reason] as const),
  ]
  const rows = parts.map(([name, part]) => ({
    name,
    value: part.number('rate', 0, 1),
    stretch: part.stretch('interval'),
    note: say('count', { count: format.number(part.number('lost', 0)) }),
  }))
  const intervals = rows.map(({ stretch }) => stretch)
  const domain = domainOf(rows.flatMap(({ value, stretch }) => [value, stretch?.high ?? null]))
  const body = dotRows(rows, { width: sheet.width, domain, write: format.share })
  return sheet.frame(body, {
    base: format.number(churn.number('base', 0)),
    lost: format.number(churn.number('lost', 0)),
    confidence: confidenceOf(intervals, format.share),
    reasons: rows
      .map(({ name, value, stretch }) =>
        say('reason', {
          name: name.replace('· ', ''),
          estimate: sheet.estimate(value, stretch, format.share),
        }),
      )
      .join(' '),
  })
}
