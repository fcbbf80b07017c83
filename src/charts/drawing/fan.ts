import { BAND, CURVE, DOT, edgeLabels, INTERVAL, layer, uprightIntervals } from './marks.js'
import type { Stretch } from './read.js'
import { type Domain, numberScale } from './scales.js'
import type { Json } from './sheet.js'
import { widest } from './text.js'

const HEIGHT = 200

/** A point of a forecast or of a model's curve. */
export interface FanPoint {
  readonly x: number
  readonly y: number
  readonly stretch: Stretch | null
}

/** A forecast: a dashed line with its band over a scale of numbers. */
export function fan(
  points: readonly FanPoint[],
  options: {
    readonly width: number
    readonly domain: Domain
    readonly write: (value: number) => string
    readonly across: (value: number) => string
    readonly title: string
  },
): Json {
  const { domain, write } = options
  const y = numberScale({ domain, write, length: HEIGHT })
  const last = points.at(-1) as FanPoint
  const ending = write(last.y)
  const width = options.width - y.room - widest([ending]) - 8
  const places = points.map(({ x }) => x)
  const low = Math.min(...places)
  const span = Math.max(...places) - low
  const x = numberScale({
    domain: [span > 0 ? low : low - 0.5, span > 0 ? low + span : low + 0.5],
    write: options.across,
    length: width,
    isAcross: true,
    title: options.title,
    grid: false,
    ...(span === 0 && { ticks: [low] }),
  })
  const values = points.map((point) => ({ x: point.x, y: point.y }))
  const shade = points.flatMap(({ x, stretch }) =>
    stretch ? [{ x, low: stretch.low, high: stretch.high }] : [],
  )
  const at = { x: x.channel('x'), y: y.channel('y') }
  return {
    width,
    height: HEIGHT,
    layer: [
      ...(shade.length > 1
        ? layer(BAND, shade, { x: x.channel('x'), y: y.channel('low'), y2: { field: 'high' } })
        : uprightIntervals(INTERVAL, shade, x, y)),
      ...layer({ ...CURVE, strokeDash: [4, 3] }, values.length > 1 ? values : [], at),
      ...layer({ ...DOT, size: values.length > 1 ? 30 : 45 }, values.slice(-1), at),
      ...edgeLabels([{ text: ending, value: last.y }], y, domain, HEIGHT),
    ],
  }
}
