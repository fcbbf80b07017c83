import { check } from '../../internal/guard.js'
import type { Chart, ChartOptions } from '../chart.js'
import { LABEL, layer, SHADE } from '../drawing/marks.js'
import { eachOf, readNumber } from '../drawing/read.js'
import { nameScale } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'
import { textWidth } from '../drawing/text.js'

/** The two axes. */
export type AliveLabel = 'frequency' | 'recency' | 'last'

/** What the chances are of. */
export interface AliveChartOptions extends ChartOptions<AliveLabel> {
  /** Repeat purchases of each customer. */
  readonly frequency: ArrayLike<number>
  /** Age of each customer at the last purchase. */
  readonly recency: ArrayLike<number>
}

/** More classes than these have no room. */
const MOST = 12
const ROW = 22

interface Cell {
  readonly x: string
  readonly y: string
  sum: number
  count: number
}

/**
 * A heat map of the chance that customers are active, by how often and how lately they bought.
 *
 * A cell is the mean of the customers in it; one without customers is blank. Where there are more than
 * twelve frequencies or recencies, the highest frequencies share a row and recencies are in classes.
 *
 * @param probabilities - What `probabilityAlive` returned for columns or a list, without intervals.
 * @param options - Title, labels and width; the frequency and recency of the same customers.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option;
 * `mismatch` for columns of different lengths.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * const columns = { frequency: [0, 2, 2], recency: [0, 10, 30], age: [38, 38, 38] }
 * probabilityAliveChart(probabilityAlive(model, columns), columns).description
 * // => 'Chance that 3 customers are active, 28% to 100%, by repeat purchases and age at the last.'
 * ```
 */
export function probabilityAliveChart(
  probabilities: ArrayLike<number>,
  options: AliveChartOptions,
): Chart {
  const metric = 'probabilityAliveChart'
  const sheet = readSheet<AliveLabel>(
    metric,
    options,
    {
      title: 'Who is still active',
      subtitle:
        'Mean chance to be active, by repeat purchases and age at the last one. Blank: nobody.',
      description:
        'Chance that {customers} customers are active, {low} to {high}, by repeat purchases and age at the last.',
      frequency: 'repeat purchases',
      recency: 'age at the last purchase',
      last: '{frequency}+',
    },
    ['frequency', 'recency', 'age'],
  )
  const { format, say } = sheet
  const numbers = (name: 'frequency' | 'recency'): readonly number[] =>
    eachOf(metric, [name], options[name], (path, value) => readNumber(metric, path, value, 0))
  const chances = eachOf(metric, ['probabilities'], probabilities, (path, value) =>
    readNumber(metric, path, value, 0, 1),
  )
  const [frequency, recency] = [numbers('frequency'), numbers('recency')]
  for (const [name, column] of Object.entries({ frequency, recency }))
    check(
      metric,
      [name, 'length'],
      column.length,
      column.length === chances.length,
      `${chances.length}, one a probability`,
      'mismatch',
    )
  const words = {
    customers: format.number(chances.length),
    low: format.share(chances.reduce((low, chance) => Math.min(low, chance), 1)),
    high: format.share(chances.reduce((high, chance) => Math.max(high, chance), 0)),
  }
  if (chances.length === 0) return sheet.blank(words)
  const rows = frequencyClasses(frequency)
  const columns = recencyClasses(recency)
  const cells = new Map<string, Cell>()
  chances.forEach((chance, index) => {
    const x = `${columns.classOf(recency[index] as number)}`
    const y = `${rows.classOf(frequency[index] as number)}`
    const cell = cells.get(`${x} ${y}`) ?? { x, y, sum: 0, count: 0 }
    cell.sum += chance
    cell.count++
    cells.set(`${x} ${y}`, cell)
  })
  const ys = rows.starts.map((_, index) => `${index}`).reverse()
  const yTexts = rows.starts
    .map((start, index) =>
      rows.isOpen && index === rows.starts.length - 1
        ? say('last', { frequency: format.number(start) })
        : format.number(start),
    )
    .reverse()
  const y = nameScale({
    names: ys,
    texts: yTexts,
    length: ROW * ys.length,
    kind: 'band',
    title: say('frequency'),
  })
  const width = sheet.width - y.room - 20
  const xs = columns.starts.map((_, index) => `${index}`)
  const texts = columns.starts.map((start) => format.number(start))
  const x = nameScale({
    names: xs,
    texts,
    length: width,
    isAcross: true,
    kind: 'band',
    title: say('recency'),
  })
  const values = [...cells.values()].map(({ x, y, sum, count }) => ({
    x,
    y,
    share: sum / count,
    text: format.share(sum / count),
    count,
  }))
  const at = { x: x.channel('x'), y: y.channel('y') }
  const isWritten = values.every(({ text }) => textWidth(text) * 0.75 <= width / xs.length)
  const body = {
    width,
    height: ROW * ys.length,
    layer: [
      ...layer({ type: 'rect', style: 'cm-cell' }, values, { ...at, fillOpacity: SHADE }),
      ...layer(LABEL, isWritten ? values : [], {
        ...at,
        text: { field: 'text' },
      }),
    ],
  }
  return sheet.frame(body, words)
}

interface Classes {
  readonly starts: readonly number[]
  readonly classOf: (value: number) => number
  readonly isOpen: boolean
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b)
}

/** The lowest frequencies one by one; the last class holds the rest. */
function frequencyClasses(values: readonly number[]): Classes {
  const all = distinct(values)
  const starts = all.slice(0, MOST)
  const isOpen = all.length > MOST
  return { starts, isOpen, classOf: (value) => starts.filter((start) => start <= value).length - 1 }
}

/** Recencies one by one, or in classes of the same width. */
function recencyClasses(values: readonly number[]): Classes {
  const all = distinct(values)
  const low = all[0] as number
  const width = ((all.at(-1) as number) - low) / MOST
  const starts =
    all.length > MOST ? Array.from({ length: MOST }, (_, index) => low + index * width) : all
  return {
    starts,
    isOpen: false,
    classOf: (value) => starts.filter((start) => start <= value).length - 1,
  }
}
