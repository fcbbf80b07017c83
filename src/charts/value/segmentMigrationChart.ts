import { checkWhole } from '../../internal/guard.js'
import type { SegmentMigration } from '../../value/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { dotRows } from '../drawing/dots.js'
import { LABEL, layer } from '../drawing/marks.js'
import { confidenceOf, readResult, type Stretch } from '../drawing/read.js'
import { domainOf } from '../drawing/scales.js'
import { type Json, readSheet, type Sheet } from '../drawing/sheet.js'
import { shorten, widest } from '../drawing/text.js'

/** Names of those who were not there, titles of both sides, and what is said of a move. */
export type MigrationLabel = 'new' | 'left' | 'move' | 'share' | 'rates'

/** How moves are drawn. */
export interface MigrationChartOptions extends ChartOptions<MigrationLabel> {
  /**
   * Moves whose share is drawn with its interval, the largest first.
   * @defaultValue `12`
   */
  readonly moves?: number
}

const HEIGHT = 300
const GAP = 8

interface Move {
  readonly from: string | null
  readonly to: string | null
  readonly customers: number
  readonly rate: number | null
  readonly stretch: Stretch | null
}

/**
 * A picture of customers who moved between segments: flows from before to after, and below the share
 * of each segment that moved, with its interval.
 *
 * @param migration - What `segmentMigration` returned.
 * @param options - Title, labels and width; how many moves have their share drawn.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const migration = segmentMigration({
 *   before: [{ customer: 1, segment: 'loyal' }, { customer: 2, segment: 'new' }],
 *   after: [{ customer: 1, segment: 'loyal' }, { customer: 2, segment: 'loyal' }],
 * })
 * segmentMigrationChart(migration).description
 * // => 'Customers between segments, 2 before and 2 after. loyal to loyal: 1, 100% (interval 21% to 100%). new to loyal: 1, 100% (interval 21% to 100%).'
 * ```
 */
export function segmentMigrationChart(
  migration: SegmentMigration,
  options: MigrationChartOptions = {},
): Chart {
  const metric = 'segmentMigrationChart'
  const sheet = readSheet<MigrationLabel>(
    metric,
    options,
    {
      title: 'Where customers went',
      subtitle:
        'Customers by segment before and after. Below: share of a segment that went each way, bars: {confidence} interval.',
      description: 'Customers between segments, {before} before and {after} after. {moves}',
      new: 'not there',
      left: 'gone',
      move: '{from} → {to}',
      share: '{from} to {to}: {count}, {estimate}.',
      rates: 'share of the segment',
    },
    ['moves'],
  )
  const most = checkWhole(metric, ['moves'], options.moves ?? 12, 0)
  const { format, say } = sheet
  const result = readResult(metric, ['migration'], migration)
  const moves = result.list('moves').map(
    (move): Move => ({
      from: move.maybeText('from'),
      to: move.maybeText('to'),
      customers: move.number('customers', 0),
      rate: move.maybe('rate', 0, 1),
      stretch: move.stretch('interval'),
    }),
  )
  // Those who were not there before are no share of a segment.
  const rated = moves
    .flatMap(({ from, to, ...move }) =>
      from === null ? [] : [{ ...move, names: { from, to: to ?? say('left') } }],
    )
    .sort((a, b) => b.customers - a.customers)
  const words = {
    before: format.number(result.number('before', 0)),
    after: format.number(result.number('after', 0)),
    confidence: confidenceOf(
      moves.map(({ stretch }) => stretch),
      format.share,
    ),
    moves: rated
      .map((move) =>
        say('share', {
          ...move.names,
          count: format.number(move.customers),
          estimate: sheet.estimate(move.rate, move.stretch, format.share),
        }),
      )
      .join(' '),
  }
  const flows = moves.filter(({ customers }) => customers > 0)
  if (flows.length === 0) return sheet.blank(words)
  const rows = rated.slice(0, most).map((move) => ({
    name: say('move', move.names),
    value: move.rate,
    stretch: move.stretch,
    note: format.number(move.customers),
  }))
  if (rows.length === 0) return sheet.frame(flowsOf(sheet, flows, 0), words)
  const domain = domainOf(rows.flatMap(({ value, stretch }) => [value, stretch?.high ?? null]))
  const write = format.share
  const dots = dotRows(rows, { width: sheet.width, domain, write, title: say('rates') })
  // Both plots begin where the longer names end.
  const flow = flowsOf(sheet, flows, sheet.width - (dots.width as number))
  return sheet.frame({ spacing: 20, vconcat: [flow, dots] }, words)
}

interface Side {
  readonly name: string
  readonly top: number
  readonly size: number
}

/** Segments stacked on both sides, and a ribbon for each way between them. */
function flowsOf(
  { width: all, format, say }: Sheet<MigrationLabel>,
  flows: readonly Move[],
  left: number,
): Json {
  // Names are kept apart from those who were not there, whatever a segment is called.
  const keyOf = (name: string | null): string => (name === null ? 'none' : `segment ${name}`)
  const ends = [...new Set(flows.flatMap(({ from, to }) => [from, to]))].sort(
    (a, b) => Number(a === null) - Number(b === null),
  )
  const total = flows.reduce((sum, { customers }) => sum + customers, 0)
  const scale = (HEIGHT - GAP * (ends.length - 1)) / total
  const stack = (side: 'from' | 'to'): Map<string, Side> => {
    let top = 0
    const sides = new Map<string, Side>()
    for (const end of ends) {
      const size = flows.reduce((sum, flow) => sum + (flow[side] === end ? flow.customers : 0), 0)
      if (size === 0) continue
      const name = end ?? say(side === 'from' ? 'new' : 'left')
      sides.set(keyOf(end), { name, top, size: size * scale })
      top += size * scale + GAP
    }
    return sides
  }
  const [before, after] = [stack('from'), stack('to')]
  const used = { from: new Map<string, number>(), to: new Map<string, number>() }
  const texts = [...before.values(), ...after.values()].map(({ name }) => name)
  const room = Math.min(all * 0.3, widest(texts) + 8)
  const width = all - Math.max(room, left) - room
  const order = [...flows].sort(
    (a, b) =>
      ends.indexOf(a.from) - ends.indexOf(b.from) || ends.indexOf(a.to) - ends.indexOf(b.to),
  )
  const ribbons = order.flatMap((flow, index) => {
    const thick = flow.customers * scale
    const starts = (['from', 'to'] as const).map((side) => {
      const key = keyOf(flow[side])
      const taken = used[side].get(key) ?? 0
      used[side].set(key, taken + thick)
      return ((side === 'from' ? before : after).get(key) as Side).top + taken
    })
    const [from = 0, to = 0] = starts
    return Array.from({ length: 21 }, (_, step) => {
      const t = step / 20
      const y = from + (to - from) * t * t * (3 - 2 * t)
      return { x: t, y, y2: y + thick, flow: index, group: keyOf(flow.from) }
    })
  })
  // What is measured in pixels has scales all the same, which turn y downwards.
  const x = { type: 'quantitative', scale: { domain: [0, 1], nice: false }, axis: null }
  const y = {
    type: 'quantitative',
    scale: { domain: [0, HEIGHT], reverse: true, nice: false, zero: false },
    axis: null,
  }
  const color = {
    field: 'group',
    type: 'nominal',
    scale: { domain: ends.map(keyOf) },
    legend: null,
  }
  const blocks = (sides: ReadonlyMap<string, Side>, at: number): Json[] =>
    [...sides].map(([group, { name, top, size }]) => ({
      x: at,
      y: top,
      y2: top + size,
      middle: top + size / 2,
      group,
      text: shorten(name, room - 8),
      count: format.number(Math.round(size / scale)),
    }))
  const text = { x: { field: 'x', ...x }, y: { field: 'middle', ...y }, text: { field: 'text' } }
  const [sources, targets] = [blocks(before, 0), blocks(after, 1)]
  const bar = { type: 'rule', style: 'cm-part', strokeWidth: 6 }
  return {
    width,
    height: HEIGHT,
    layer: [
      ...layer({ type: 'area', style: 'cm-flow', opacity: 0.4 }, ribbons, {
        x: { field: 'x', ...x },
        y: { field: 'y', ...y, stack: null },
        y2: { field: 'y2' },
        detail: { field: 'flow', type: 'nominal' },
        color,
      }),
      ...layer(bar, [...sources, ...targets], {
        x: { field: 'x', ...x },
        y: { field: 'y', ...y },
        y2: { field: 'y2' },
        color,
      }),
      ...layer({ ...LABEL, align: 'right', dx: -8 }, sources, text),
      ...layer({ ...LABEL, align: 'left', dx: 8 }, targets, text),
      ...layer({ type: 'text', style: 'cm-note', align: 'left', dx: 8 }, sources.filter(isTall), {
        ...text,
        text: { field: 'count' },
      }),
      ...layer({ type: 'text', style: 'cm-note', align: 'right', dx: -8 }, targets.filter(isTall), {
        ...text,
        text: { field: 'count' },
      }),
    ],
  }
}

function isTall(block: Json): boolean {
  return (block.y2 as number) - (block.y as number) >= 12
}
