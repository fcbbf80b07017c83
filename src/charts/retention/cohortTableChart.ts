import { check } from '../../internal/guard.js'
import type { CohortTable } from '../../retention/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { DOT, INTERVAL, LABEL, layer, SHADE, uprightIntervals } from '../drawing/marks.js'
import { confidenceOf, type Reader, readResult, type Stretch } from '../drawing/read.js'
import { domainOf, nameScale, numberScale, type Scale } from '../drawing/scales.js'
import { type Json, readSheet, type Sheet } from '../drawing/sheet.js'
import { textWidth } from '../drawing/text.js'

/** Names of the axes, of the average, and what is said of it. */
export type CohortLabel = 'later' | 'cohort' | 'average' | 'column'

const ROW = 20
const AVERAGE = 90

/**
 * A heat map of who comes back: a row a cohort, a column an age, and the average with its intervals.
 *
 * What is not known is blank, and a cell of a period that is not over has a dashed edge.
 *
 * @param table - What `cohortTable` or `mergeCohortTables` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option;
 * `mismatch` for rows that have not one cell a column.
 *
 * @example
 * ```ts
 * const events = [
 *   { customer: 'a', on: '2025-01-05' },
 *   { customer: 'a', on: '2025-02-09' },
 *   { customer: 'b', on: '2025-01-20' },
 * ]
 * const table = cohortTable(events, { every: 'month', measure: 'on', clock: 'calendar', cohort: 'first', average: 'weighted', asOf: '2025-03-01' })
 * cohortTableChart(table).description
 * // => 'Who comes back, by cohort. On average, later by 0: 100% (interval 34% to 100%), 1: 50% (interval 9.5% to 91%), 2: not known.'
 * ```
 */
export function cohortTableChart(
  table: CohortTable,
  options: ChartOptions<CohortLabel> = {},
): Chart {
  const metric = 'cohortTableChart'
  const sheet = readSheet<CohortLabel>(metric, options, {
    title: 'Who comes back',
    subtitle:
      'Share of each cohort (its size) by periods since its first. Dashed: not over yet. Blank: not known. Below: the average, bars: {confidence} interval.',
    description: 'Who comes back, by cohort. On average, later by {columns}.',
    later: 'periods later',
    cohort: '{from} ({size})',
    average: 'average',
    column: '{name}: {estimate}',
  })
  const { format, say } = sheet
  const result = readResult(metric, ['table'], table)
  const columns = result.list('columns').map((column) => {
    const [from, to] = [column.number('from', 0), column.number('to', 0)]
    return from === to ? format.number(from) : `${format.number(from)}–${format.number(to)}`
  })
  const cohorts = result.list('cohorts').map((cohort) => readCohort(cohort, columns.length))
  const average = result.part('average')
  const rates = cellsOf(average, columns.length)
  const words = {
    confidence: confidenceOf(
      rates.map(({ stretch }) => stretch),
      format.share,
    ),
    columns: rates
      .map(({ rate, stretch }, index) =>
        say('column', {
          name: columns[index] as string,
          estimate: sheet.estimate(rate, stretch, format.share),
        }),
      )
      .join(', '),
  }
  if (columns.length === 0 || cohorts.length === 0) return sheet.blank(words)
  return sheet.frame(draw(sheet, columns, cohorts, rates), words)
}

interface Cell {
  readonly rate: number | null
  readonly stretch: Stretch | null
}

interface Row {
  readonly from: string
  readonly size: number
  readonly cells: readonly (Cell & { readonly state: string })[]
}

function readCohort(cohort: Reader, columns: number): Row {
  const { metric, path } = cohort
  const states = cohort.texts('states')
  check(
    metric,
    [...path, 'states', 'length'],
    states.length,
    states.length === columns,
    `${columns}, one a column`,
    'mismatch',
  )
  const cells = cellsOf(cohort, columns).map((cell, index) => ({
    ...cell,
    state: states[index] as string,
  }))
  return { from: cohort.text('from'), size: cohort.number('size', 0), cells }
}

function cellsOf(row: Reader, columns: number): Cell[] {
  const { metric, path } = row
  const rates = row.maybeNumbers('rates')
  check(
    metric,
    [...path, 'rates', 'length'],
    rates.length,
    rates.length === columns,
    `${columns}, one a column`,
    'mismatch',
  )
  const stretches = row.stretches('intervals')
  return rates.map((rate, index) => ({ rate, stretch: stretches[index] ?? null }))
}

function draw(
  sheet: Sheet<CohortLabel>,
  columns: readonly string[],
  cohorts: readonly Row[],
  average: readonly Cell[],
): Json {
  const { format, say } = sheet
  const names = columns.map((_, index) => `${index}`)
  const rows = cohorts.map((_, index) => `${index}`)
  const texts = cohorts.map(({ from, size }) =>
    say('cohort', { from: format.day(from), size: format.number(size) }),
  )
  const y = nameScale({ names: rows, texts, length: ROW * rows.length, kind: 'band' })
  const room = Math.max(y.room, textWidth(say('average')))
  const width = sheet.width - room
  const x = nameScale({
    names,
    texts: columns,
    length: width,
    isAcross: true,
    kind: 'band',
    title: say('later'),
    orient: 'top',
  })
  // The share that a cohort begins with is no news, and would be the only dark column.
  const shares = cohorts.flatMap(({ cells }) =>
    cells.flatMap(({ rate }) => (rate === null ? [] : [rate])),
  )
  const later = shares.filter((share) => share < 1)
  const top = Math.max(0.1, ...(later.length > 0 ? later : shares))
  const cells = cohorts.flatMap((cohort, row) =>
    cohort.cells.flatMap(({ rate, state }, column) =>
      rate === null
        ? []
        : [
            {
              x: `${column}`,
              y: `${row}`,
              share: Math.min(1, rate / top),
              text: format.share(rate),
              isFinal: state === 'final',
            },
          ],
    ),
  )
  const isWritten =
    width / columns.length >= Math.max(24, ...cells.map(({ text }) => textWidth(text) * 0.75))
  const at = { x: x.channel('x'), y: y.channel('y') }
  const heat = {
    width,
    height: ROW * rows.length,
    layer: [
      ...layer({ type: 'rect', style: 'cm-cell' }, cells, { ...at, fillOpacity: SHADE }),
      ...layer(
        { type: 'rect', style: 'cm-edge', filled: false, strokeWidth: 1, strokeDash: [2, 2] },
        cells.filter(({ isFinal }) => !isFinal),
        at,
      ),
      ...layer(LABEL, isWritten ? cells : [], {
        ...at,
        text: { field: 'text' },
      }),
      ...(cells.length > 0 ? [] : [blankRow(rows, at)]),
    ],
  }
  return { spacing: 12, vconcat: [heat, averagePlot(sheet, names, columns, average, width)] }
}

/** A table of nothing known has its names all the same. */
function blankRow(rows: readonly string[], at: Json): Json {
  const values = rows.map((row) => ({ x: '0', y: row, text: '' }))
  return {
    data: { values },
    mark: LABEL,
    encoding: { ...at, text: { field: 'text' } },
  }
}

function averagePlot(
  { format, say }: Sheet<CohortLabel>,
  names: readonly string[],
  columns: readonly string[],
  average: readonly Cell[],
  width: number,
): Json {
  const known = average.flatMap(({ rate, stretch }, index) =>
    rate === null
      ? []
      : [{ x: `${index}`, y: rate, low: stretch?.low ?? null, high: stretch?.high ?? null }],
  )
  const domain = domainOf(known.flatMap(({ y, high }) => [y, high]))
  const y = numberScale({ domain, write: format.share, length: AVERAGE, title: say('average') })
  const x: Scale = nameScale({ names, texts: columns, length: width, isAcross: true, kind: 'band' })
  const frame = {
    data: { values: names.map((name) => ({ x: name, text: '' })) },
    mark: { type: 'text', style: 'cm-note' },
    encoding: { x: x.channel('x'), y: y.channel({ datum: 0 }), text: { field: 'text' } },
  }
  return {
    width,
    height: AVERAGE,
    layer: [
      ...uprightIntervals(
        INTERVAL,
        known.filter(({ low, high }) => low !== null && high !== null),
        x,
        y,
      ),
      ...layer(DOT, known, { x: x.channel('x'), y: y.channel('y') }),
      ...(known.length > 0 ? [] : [frame]),
    ],
  }
}
