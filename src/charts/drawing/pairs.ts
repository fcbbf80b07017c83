import { legendOf } from './bars.js'
import { DOT, layer, NOTE, OPEN_DOT } from './marks.js'
import { domainOf, fitting, nameScale, numberScale } from './scales.js'
import type { Json } from './sheet.js'
import { textWidth } from './text.js'

/** What was and what was expected, by a number of purchases. */
export interface Pair {
  readonly name: string
  readonly actual: number | null
  readonly expected: number | null
  /** How many customers it is of; an empty text where that is what is drawn. */
  readonly count: string
}

const HEIGHT = 200

/** Bars for what was, open dots for what a model expected. */
export function pairs(
  rows: readonly Pair[],
  options: {
    readonly width: number
    readonly write: (value: number) => string
    readonly across: string
    readonly counts: string
    readonly actual: string
    readonly expected: string
  },
): Json {
  const { write, counts } = options
  const domain = domainOf(rows.flatMap(({ actual, expected }) => [actual, expected]))
  const y = numberScale({ domain, write, length: HEIGHT })
  const isCounted = rows.some(({ count }) => count !== '')
  const left = Math.max(y.room, isCounted ? textWidth(counts) + 8 : 0)
  const width = options.width - left
  const names = rows.map((_, index) => `${index}`)
  const x = nameScale({
    names,
    texts: rows.map(({ name }) => name),
    length: width,
    isAcross: true,
    kind: 'band',
    title: options.across,
    ...(isCounted && { offset: 18 }),
  })
  const values = rows.map(({ actual, expected }, index) => ({
    x: `${index}`,
    zero: 0,
    actual,
    expected,
  }))
  const isShown = fitting(
    rows.map(({ count }) => count),
    width,
  )
  const row = { ...NOTE, baseline: 'middle' }
  const below = { value: HEIGHT + 12 }
  // The legend names the two marks, one of which is no bar.
  const color = {
    field: 'series',
    type: 'nominal',
    scale: { domain: [options.actual, options.expected] },
    legend: legendOf([options.actual, options.expected], options.width),
  }
  const named = (series: string): Json[] => values.map((value) => ({ ...value, series }))
  return {
    width,
    height: HEIGHT,
    layer: [
      ...layer(
        { type: 'bar', style: 'cm-part', width: { band: 0.6 } },
        named(options.actual).filter(({ actual }) => actual !== null),
        {
          x: x.channel('x'),
          y: y.channel('zero'),
          y2: { field: 'actual' },
          color,
        },
      ),
      ...layer(
        { ...OPEN_DOT, style: 'cm-part', size: 80, strokeWidth: 2.5 },
        named(options.expected).filter(({ expected }) => expected !== null),
        {
          x: x.channel('x'),
          y: y.channel('expected'),
          color,
        },
      ),
      ...(isCounted
        ? [
            ...layer(
              row,
              rows.flatMap(({ count }, index) =>
                isShown(index) ? [{ x: `${index}`, text: count }] : [],
              ),
              { x: x.channel('x'), y: below, text: { field: 'text' } },
            ),
            ...layer({ ...row, align: 'right' }, [{ text: counts }], {
              x: { value: -6 },
              y: below,
              text: { field: 'text' },
            }),
          ]
        : layer({ ...DOT, size: 0 }, values.slice(0, 1), {
            x: x.channel('x'),
            y: y.channel('zero'),
          })),
    ],
  }
}
