import { check } from '../../internal/guard.js'
import type { SegmentMatrix } from '../../value/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { layer } from '../drawing/marks.js'
import { confidenceOf, type Reader, readResult, type Stretch } from '../drawing/read.js'
import { nameScale } from '../drawing/scales.js'
import { type Json, readSheet, type Sheet } from '../drawing/sheet.js'
import { shorten, textWidth } from '../drawing/text.js'

/** The title of the columns, the column of those who left, and what is said of a row and of a share. */
export type MatrixLabel = 'after' | 'left' | 'row' | 'share'

const ROW = 26
/** From this share on a cell is dark enough for text of the page's colour. */
const DARK = 0.55

/**
 * A heat map of moves between segments: a row for each segment before, a column for each one after, and one
 * for those who left.
 *
 * Shares are of the row. Rows that are marked as small have a dashed edge.
 *
 * @param matrix - What `segmentMatrix` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option;
 * `mismatch` for rows that have not one cell a segment.
 *
 * @example
 * ```ts
 * const moves = [
 *   { from: 'free', to: 'free', customers: 3 }, { from: 'free', to: 'pro', customers: 1 },
 *   { from: 'pro', to: null, customers: 2 },
 * ]
 * segmentMatrixChart(segmentMatrix({ moves })).description
 * // => 'Customers between segments, 6 before and 4 after. free to free: 75% (interval 30% to 95%). free to pro: 25% (interval 4.6% to 70%). pro to gone: 100% (interval 34% to 100%).'
 * ```
 */
export function segmentMatrixChart(
  matrix: SegmentMatrix,
  options: ChartOptions<MatrixLabel> = {},
): Chart {
  const metric = 'segmentMatrixChart'
  const sheet = readSheet<MatrixLabel>(metric, options, {
    title: 'Where customers went',
    subtitle:
      'Share of each segment before (its customers) by segment after. Dashed: few customers.',
    description: 'Customers between segments, {before} before and {after} after. {moves}',
    after: 'segment after',
    left: 'gone',
    row: '{segment} ({size})',
    share: '{from} to {to}: {estimate}.',
  })
  const { format, say } = sheet
  const result = readResult(metric, ['matrix'], matrix)
  const columns = [...result.texts('segments'), say('left')]
  const rows = result.list('rows').map((row) => readRow(row, columns.length))
  const moves = rows.flatMap(({ segment, cells }) =>
    cells.flatMap(({ rate, stretch }, column) =>
      rate ? [{ from: segment, to: columns[column] as string, rate, stretch }] : [],
    ),
  )
  const words = {
    before: format.number(result.number('before', 0)),
    after: format.number(result.number('after', 0)),
    confidence: confidenceOf(
      moves.map(({ stretch }) => stretch),
      format.share,
    ),
    moves: moves
      .map(({ from, to, rate, stretch }) =>
        say('share', { from, to, estimate: sheet.estimate(rate, stretch, format.share) }),
      )
      .join(' '),
  }
  if (moves.length === 0) return sheet.blank(words)
  return sheet.frame(draw(sheet, columns, rows), words)
}

interface Row {
  readonly segment: string
  readonly size: number
  readonly small: boolean
  readonly cells: readonly { readonly rate: number | null; readonly stretch: Stretch | null }[]
}

/** A row with its shares, and that of those who left as the last one. */
function readRow(row: Reader, columns: number): Row {
  const { metric, path } = row
  const rates = [...row.maybeNumbers('rates'), row.maybe('leftRate', 0, 1)]
  const stretches = [...row.stretches('intervals'), row.stretch('leftInterval')]
  const expected = `${columns - 1}, one a segment`
  const isWhole = rates.length === columns
  check(metric, [...path, 'rates', 'length'], rates.length - 1, isWhole, expected, 'mismatch')
  const cells = rates.map((rate, column) => ({ rate, stretch: stretches[column] ?? null }))
  return {
    segment: row.text('segment'),
    size: row.number('customers', 0),
    small: row.flag('small'),
    cells,
  }
}

function draw(
  { width: all, format, say }: Sheet<MatrixLabel>,
  columns: readonly string[],
  rows: readonly Row[],
): Json {
  const names = columns.map((_, index) => `${index}`)
  const keys = rows.map((_, index) => `${index}`)
  const texts = rows.map(({ segment, size }) =>
    say('row', { segment: shorten(segment, all * 0.25), size: format.number(size) }),
  )
  const y = nameScale({
    names: keys,
    texts,
    length: ROW * rows.length,
    kind: 'band',
  })
  const width = all - y.room
  const x = nameScale({
    names,
    texts: columns.map((name) => shorten(name, width / columns.length)),
    length: width,
    isAcross: true,
    kind: 'band',
    title: say('after'),
    orient: 'top',
  })
  const cells = rows.flatMap(({ cells: own, small }, row) =>
    own.flatMap(({ rate }, column) =>
      rate === null
        ? []
        : [{ x: `${column}`, y: `${row}`, share: rate, text: format.share(rate), small }],
    ),
  )
  const widest = Math.max(24, ...cells.map(({ text }) => textWidth(text)))
  const isWritten = width / columns.length >= widest
  const at = { x: x.channel('x'), y: y.channel('y') }
  const text = { ...at, text: { field: 'text' } }
  const fillOpacity = {
    field: 'share',
    type: 'quantitative',
    scale: { domain: [0, 1], range: [0.05, 1] },
    legend: null,
  }
  const edge = {
    type: 'rect',
    style: 'cm-edge',
    filled: false,
    strokeWidth: 1,
    strokeDash: [2, 2],
  } as const
  return {
    width,
    height: ROW * rows.length,
    layer: [
      ...layer({ type: 'rect', style: 'cm-cell' }, cells, { ...at, fillOpacity }),
      ...layer(
        edge,
        cells.filter(({ small }) => small),
        at,
      ),
      ...layer(
        { type: 'text', style: 'cm-on-dark' },
        isWritten ? cells.filter(({ share }) => share >= DARK) : [],
        text,
      ),
      ...layer(
        { type: 'text', style: 'cm-label' },
        isWritten ? cells.filter(({ share }) => share < DARK) : [],
        text,
      ),
    ],
  }
}
