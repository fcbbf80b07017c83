import { DOT, INTERVAL, LINE, layer, uprightIntervals } from './marks.js'
import type { Stretch } from './read.js'
import { domainOf, nameScale, numberScale } from './scales.js'
import type { Json } from './sheet.js'

/** A value by period under a picture of the same periods: dots, with intervals or joined by a line. */
export function strip(
  periods: readonly {
    readonly name: string
    readonly value: number | null
    readonly stretch: Stretch | null
  }[],
  options: {
    readonly width: number
    readonly height: number
    readonly write: (value: number) => string
    readonly title: string
    readonly isJoined: boolean
  },
): Json {
  const values = periods.map(({ value, stretch }, index) => ({
    x: `${index}`,
    y: value,
    low: stretch?.low ?? null,
    high: stretch?.high ?? null,
  }))
  const { width, height, write, title } = options
  const domain = domainOf(values.flatMap(({ y, high }) => [y, high]))
  const y = numberScale({ domain, write, length: height, title })
  const names = values.map(({ x }) => x)
  const texts = periods.map(({ name }) => name)
  const x = nameScale({ names, texts, length: width, isAcross: true, kind: 'band' })
  const known = values.filter((value) => value.y !== null)
  const at = { x: x.channel('x'), y: y.channel('y') }
  const stretched = values.filter(({ low, high }) => low !== null && high !== null)
  return {
    width,
    height,
    layer: [
      // The names of the axis need a mark, also where no value is known.
      ...layer({ type: 'text', style: 'cm-note', text: '' }, values, {
        x: x.channel('x'),
        y: y.channel({ datum: 0 }),
      }),
      ...uprightIntervals(INTERVAL, stretched, x, y),
      ...layer(LINE, options.isJoined && known.length > 1 ? known : [], at),
      ...layer({ ...DOT, size: 30 }, known, at),
    ],
  }
}
