import { DOT, INTERVAL, LABEL, layer, NOTE, uprightLine } from './marks.js'
import type { Stretch } from './read.js'
import { type Domain, nameScale, numberScale } from './scales.js'
import type { Json } from './sheet.js'
import { shorten, widest } from './text.js'

/** A row: a name, its value with the interval, and what stands at the right edge. */
export interface Row {
  readonly name: string
  readonly value: number | null
  readonly stretch: Stretch | null
  readonly note: string
}

export interface Dots {
  readonly width: number
  readonly domain: Domain
  readonly write: (value: number) => string
  readonly reference?: number
  readonly title?: string
}

const STEP = 36

/** One row for each name: a dot, its interval, its value above and its size at the edge. */
export function dotRows(
  rows: readonly Row[],
  { width: all, domain, write, reference, title }: Dots,
): Json {
  const texts = rows.map(({ name }) => shorten(name, all * 0.42))
  const keys = rows.map((_, index) => `${index}`)
  const y = nameScale({ names: keys, texts, length: STEP * rows.length, kind: 'band' })
  const room = widest(rows.map(({ note }) => note))
  // Half a label of the last tick hangs over the end of the scale.
  const hang = widest([write(domain[1])]) / 2
  const width = all - y.room - Math.max(room + 10, hang)
  const x = numberScale({
    domain,
    write,
    length: width,
    isAcross: true,
    ...(title !== undefined && { title }),
  })
  const drawn = rows.map((row, index) => ({
    y: `${index}`,
    x: row.value,
    low: row.stretch?.low ?? null,
    high: row.stretch?.high ?? null,
    text: row.value === null ? '' : write(row.value),
    note: row.note,
  }))
  const known = drawn.filter((row) => row.x !== null)
  const stretched = drawn.filter(({ low }) => low !== null)
  const at = { y: y.channel('y'), x: x.channel('x') }
  const span = { y: y.channel('y'), x: x.channel('low'), x2: { field: 'high' } }
  const bar = { strokeWidth: 4, strokeCap: 'round' }
  return {
    width,
    height: STEP * rows.length,
    layer: [
      ...(reference === undefined ? [] : [uprightLine(x, reference)]),
      ...layer({ ...INTERVAL, ...bar }, stretched, span),
      ...layer({ ...DOT, size: 70 }, known, at),
      ...layer({ ...LABEL, dy: -11 }, known, { ...at, text: { field: 'text' } }),
      ...layer({ ...NOTE, align: 'right' }, drawn, {
        y: y.channel('y'),
        x: { value: width + room + 10 },
        text: { field: 'note' },
      }),
    ],
  }
}
