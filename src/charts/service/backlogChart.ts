import type { Backlog } from '../../service/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { barsByName } from '../drawing/bars.js'
import { readResult } from '../drawing/read.js'
import { domainOf } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'

/** The names of brackets, and the sentence about what is oldest. */
export type BacklogLabel = 'between' | 'beyond' | 'upTo' | 'oldest' | 'bracket'

/**
 * A picture of open tickets by age: a bar for each bracket, or for each quantile where no brackets were asked for.
 *
 * @param backlog - What `backlog` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const open = backlog([{ customer: 1, openedAt: '2025-03-03T08:00:00Z' }], {
 *   asOf: '2025-03-04T08:00:00Z', clock: 'calendar', unit: 'hour', definition: 7, brackets: [8],
 * })
 * backlogChart(open).description
 * // => '1 open tickets, 1 of them without an answer. 0–8: 0. 8+: 1. The oldest: 24 hours.'
 * ```
 */
export function backlogChart(backlog: Backlog, options: ChartOptions<BacklogLabel> = {}): Chart {
  const metric = 'backlogChart'
  const sheet = readSheet<BacklogLabel>(metric, options, {
    title: 'Open tickets by age',
    subtitle: '{open} open, {unanswered} of them without an answer. Age in {unit}s. {oldest}',
    description: '{open} open tickets, {unanswered} of them without an answer. {brackets} {oldest}',
    between: '{from}–{to}',
    beyond: '{from}+',
    upTo: '{share} up to',
    bracket: '{name}: {count}.',
    oldest: 'The oldest: {age} {unit}s.',
  })
  const { format, say } = sheet
  const result = readResult(metric, ['backlog'], backlog)
  const unit = result.text('unit')
  const brackets = result.list('brackets').map((bracket) => {
    const from = format.number(bracket.number('from', 0))
    const to = bracket.maybe('to', 0)
    const name =
      to === null ? say('beyond', { from }) : say('between', { from, to: format.number(to) })
    return { name, value: bracket.number('tickets', 0) }
  })
  const ages = result.list('ages').map((age) => ({
    name: say('upTo', { share: format.share(age.number('at', 0, 1)) }),
    value: age.number('time', 0),
  }))
  const rows = brackets.length > 0 ? brackets : ages
  const oldest = result.maybe('oldest', 0)
  const words = {
    open: format.number(result.number('open', 0)),
    unanswered: format.number(result.number('unanswered', 0)),
    unit,
    brackets: rows
      .map(({ name, value }) => say('bracket', { name, count: format.number(value) }))
      .join(' '),
    oldest: oldest === null ? '' : say('oldest', { age: format.number(oldest), unit }),
  }
  if (rows.length === 0) return sheet.blank(words)
  const bars = rows.map(({ name, value }) => ({
    name,
    value,
    label: format.number(value),
    style: 'cm-bar',
  }))
  const domain = domainOf(bars.map(({ value }) => value))
  return sheet.frame(barsByName(bars, { width: sheet.width, domain, write: format.number }), words)
}
