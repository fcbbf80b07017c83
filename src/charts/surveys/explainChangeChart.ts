import type { CesChange } from '../../ces/index.js'
import type { CsatChange } from '../../csat/index.js'
import type { NpsChange } from '../../nps/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { bridge, type Step } from '../drawing/bridge.js'
import { type Reader, readResult } from '../drawing/read.js'
import { readSheet, type Sheet } from '../drawing/sheet.js'
import { signed } from '../drawing/text.js'
import { scaleOf } from './surveyTrendChart.js'

/** The names of the steps, and what is said of each. */
export type ChangeLabel = 'before' | 'after' | 'mix' | 'step'

/**
 * A bridge from one Net Promoter Score to another: what the mix of segments and each segment added.
 *
 * @param change - What `explainNpsChange` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; segments that changed nothing are left out.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const change = explainNpsChange({
 *   before: { large: [10, 9, 8, 3], small: [10, 6] },
 *   after: { large: [10, 9, 9, 8], small: [9, 6] },
 * })
 * explainNpsChangeChart(change).description
 * // => 'Net Promoter Score, from 16.7 to 50. large: +33.3.'
 * ```
 */
export function explainNpsChangeChart(
  change: NpsChange,
  options: ChartOptions<ChangeLabel> = {},
): Chart {
  const sheet = changeSheet('explainNpsChangeChart', options, 'Net Promoter Score')
  const result = readResult(sheet.metric, ['change'], change)
  return draw(sheet, result, { field: 'scoreEffect', base: 0, write: sheet.format.number })
}

/**
 * A bridge from one satisfaction rate to another: what the mix of segments and each segment added.
 *
 * @param change - What `explainCsatChange` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; segments that changed nothing are left out.
 * @throws {@link MetricError} as {@link explainNpsChangeChart}.
 *
 * @example
 * ```ts
 * const change = explainCsatChange({ before: { all: [5, 4, 1] }, after: { all: [5, 4, 4] } })
 * explainCsatChangeChart(change).title.text // => ['What changed: satisfied customers']
 * ```
 */
export function explainCsatChangeChart(
  change: CsatChange,
  options: ChartOptions<ChangeLabel> = {},
): Chart {
  const sheet = changeSheet('explainCsatChangeChart', options, 'satisfied customers')
  const result = readResult(sheet.metric, ['change'], change)
  return draw(sheet, result, { field: 'rateEffect', base: 0, write: sheet.format.share })
}

/**
 * A bridge from one mean effort to another: what the mix of segments and each segment added.
 *
 * @param change - What `explainCesChange` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; segments that changed nothing are left out.
 * @throws {@link MetricError} as {@link explainNpsChangeChart}.
 *
 * @example
 * ```ts
 * const answers = { before: { all: [5, 4, 1] }, after: { all: [5, 4, 4] } }
 * const change = explainCesChange(answers, { scale: CES_2 })
 * explainCesChangeChart(change).title.text // => ['What changed: customer effort']
 * ```
 */
export function explainCesChangeChart(
  change: CesChange,
  options: ChartOptions<ChangeLabel> = {},
): Chart {
  const sheet = changeSheet('explainCesChangeChart', options, 'customer effort')
  const result = readResult(sheet.metric, ['change'], change)
  const [base] = scaleOf(result)
  return draw(sheet, result, { field: 'meanEffect', base, write: sheet.format.number })
}

function changeSheet(
  metric: string,
  options: ChartOptions<ChangeLabel>,
  title: string,
): Sheet<ChangeLabel> {
  const first = `${title.charAt(0).toUpperCase()}${title.slice(1)}`
  return readSheet<ChangeLabel>(metric, options, {
    title: `What changed: ${title}`,
    subtitle: 'What the mix of segments added, and what each segment did.',
    description: `${first}, from {before} to {after}. {steps}`,
    before: 'Before',
    after: 'After',
    mix: 'Mix',
    step: '{name}: {change}.',
  })
}

function draw(
  sheet: Sheet<ChangeLabel>,
  change: Reader,
  {
    field,
    base,
    write,
  }: { readonly field: string; readonly base: number; readonly write: (value: number) => string },
): Chart {
  const before = change.number('before', -1000, 1000)
  const after = change.number('after', -1000, 1000)
  const segments = change.list('segments').map((segment) => ({
    name: segment.text('name'),
    value: segment.number(field, -2000, 2000),
  }))
  const mix = { name: sheet.say('mix'), value: change.number('mixEffect', -2000, 2000) }
  // Sums of rounded numbers: what is as small as rounding is nothing.
  const changes = [mix, ...segments].filter(({ value }) => Math.abs(value) > 1e-9)
  const steps: Step[] = [
    { name: sheet.say('before'), value: before, isTotal: true },
    ...changes.map((step) => ({ ...step, isTotal: false })),
    { name: sheet.say('after'), value: after, isTotal: true },
  ]
  const isRiseGood =
    !change.part('scale').has('easy') || change.part('scale').text('easy') === 'high'
  const words = {
    before: write(before),
    after: write(after),
    steps: changes
      .map(({ name, value }) => sheet.say('step', { name, change: signed(value, write) }))
      .join(' '),
  }
  return sheet.frame(bridge(steps, { width: sheet.width, write, base, isRiseGood }), words)
}
