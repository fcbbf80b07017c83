import { INTERVAL, LABEL, layer, levelLine, NOTE } from './marks.js'
import type { Stretch } from './read.js'
import { type Domain, domainOf, fitting, nameScale, numberScale } from './scales.js'
import type { Json } from './sheet.js'
import { shorten, widest } from './text.js'

/** A bar with its interval and a text above it. */
export interface Bar {
  readonly name: string
  readonly value: number
  readonly stretch?: Stretch | null
  readonly label: string
  readonly style: string
}

export interface Bars {
  readonly width: number
  readonly domain: Domain
  readonly write: (value: number) => string
  /** What the names are. */
  readonly title?: string
}

const HEIGHT = 200
const ROW = 24

/** What a bar that is not finished looks like: its fill pale, and a dashed edge. */
const UNFINISHED: Json = {
  fillOpacity: 0.35,
  strokeWidth: 1,
  strokeDash: [2, 2],
  strokeOpacity: 1,
}

/** Bars by name: upright where all names have room, lying where they do not. */
export function barsByName(bars: readonly Bar[], options: Bars): Json {
  const names = bars.map(({ name }) => name)
  const isUpright = widest(names) + 4 <= (options.width - 60) / Math.max(1, bars.length)
  return isUpright ? uprightBars(bars, options, true) : lyingBars(bars, options)
}

/** Upright bars in an order, as by period or rating. */
export function uprightBars(bars: readonly Bar[], options: Bars, isEach = false): Json {
  const { domain, write, title } = options
  const y = numberScale({ domain, write, length: HEIGHT })
  const width = options.width - y.room
  const names = bars.map((_, index) => `${index}`)
  const texts = bars.map(({ name }) => name)
  const x = nameScale({
    names,
    texts,
    length: width,
    isAcross: true,
    kind: 'band',
    isEach,
    ...(title !== undefined && { title }),
  })
  const labels = bars.map(({ label }) => label)
  const isShown = fitting(labels, width)
  const values = drawn(bars).filter(({ index }) => isShown(index))
  const bar = styled(bars, (mark, items) =>
    layer({ ...mark, width: { band: 0.7 } }, items, {
      x: x.channel('key'),
      y: y.channel('from'),
      y2: { field: 'value' },
    }),
  )
  const span = { x: x.channel('key'), y: y.channel('low'), y2: { field: 'high' } }
  return {
    width,
    height: HEIGHT,
    layer: [
      ...bar,
      ...intervals(bars, span),
      ...layer({ ...LABEL, dy: -7 }, values, {
        x: x.channel('key'),
        y: y.channel('top'),
        text: { field: 'text' },
      }),
    ],
  }
}

function lyingBars(bars: readonly Bar[], { width: all, domain, write }: Bars): Json {
  const height = ROW * bars.length
  const names = bars.map((_, index) => `${index}`)
  const texts = bars.map(({ name }) => shorten(name, all * 0.42))
  const y = nameScale({ names, texts, length: height, kind: 'band' })
  const room = widest(bars.map(({ label }) => label))
  const width = all - y.room - room - 10
  const x = numberScale({ domain, write, length: width, isAcross: true })
  const bar = styled(bars, (mark, items) =>
    layer({ ...mark, height: { band: 0.7 } }, items, {
      y: y.channel('key'),
      x: x.channel('from'),
      x2: { field: 'value' },
    }),
  )
  const span = { y: y.channel('key'), x: x.channel('low'), x2: { field: 'high' } }
  return {
    width,
    height,
    layer: [
      ...bar,
      ...intervals(bars, span),
      ...layer({ ...LABEL, align: 'left', dx: 5 }, drawn(bars), {
        y: y.channel('key'),
        x: x.channel('top'),
        text: { field: 'text' },
      }),
    ],
  }
}

interface Drawn {
  readonly [key: string]: string | number
  readonly key: string
  readonly index: number
  readonly from: number
  readonly value: number
  readonly top: number
  readonly text: string
}

function drawn(bars: readonly Bar[]): Drawn[] {
  return bars.map(({ value, label, stretch }, index) => {
    const top = Math.max(0, value, stretch?.high ?? value)
    return { key: `${index}`, index, from: 0, value, top, text: label }
  })
}

/** The bars, a layer for each style. */
function styled(
  bars: readonly Bar[],
  draw: (mark: Json, values: readonly Json[]) => Json[],
): Json[] {
  const all = drawn(bars)
  return [...new Set(bars.map(({ style }) => style))].flatMap((style) =>
    draw(
      { type: 'bar', style },
      all.filter(({ index }) => bars[index]?.style === style),
    ),
  )
}

function intervals(bars: readonly Bar[], encoding: Json): Json[] {
  const stretched = bars.flatMap(({ stretch }, index) =>
    stretch ? [{ key: `${index}`, low: stretch.low, high: stretch.high }] : [],
  )
  return layer({ ...INTERVAL, style: 'cm-interval-on', opacity: 0.9 }, stretched, encoding)
}

/** A period of stacked bars: one value a series, those lost below zero. */
export interface Stack {
  readonly name: string
  readonly complete: boolean
  readonly values: readonly (number | null)[]
}

export interface Series {
  readonly name: string
  readonly sign: 1 | -1
}

/** Bars stacked by period, with a legend, as the parts of a bar have no room for their names. */
export function stackedBars(
  stacks: readonly Stack[],
  series: readonly Series[],
  { width: all, domain, write, left = 0 }: Bars & { readonly left?: number },
): Json {
  const y = numberScale({ domain, write, length: HEIGHT })
  const width = all - Math.max(y.room, left)
  const names = stacks.map((_, index) => `${index}`)
  const texts = stacks.map(({ name }) => name)
  const x = nameScale({ names, texts, length: width, isAcross: true, kind: 'band' })
  const values = stacks.flatMap(({ values, complete }, index) => {
    const ends = { 1: 0, '-1': 0 }
    return series.flatMap(({ name, sign }, place) => {
      const value = values[place]
      if (!value) return []
      const from = ends[sign]
      ends[sign] += sign * value
      return [{ key: `${index}`, from, to: ends[sign], series: name, complete }]
    })
  })
  const color = {
    field: 'series',
    type: 'nominal',
    scale: { domain: colorOrder(series) },
    legend: {
      ...legendOf(
        series.map(({ name }) => name),
        all,
      ),
      values: series.map(({ name }) => name),
    },
  }
  const encoding = { x: x.channel('key'), y: y.channel('from'), y2: { field: 'to' }, color }
  const bar = { type: 'bar', style: 'cm-part', width: { band: 0.7 } }
  const whole = values.filter(({ complete }) => complete)
  const open = values.filter(({ complete }) => !complete)
  return {
    width,
    height: HEIGHT,
    layer: [
      ...layer(bar, whole, encoding),
      ...layer({ ...bar, ...UNFINISHED }, open, encoding),
      ...layer(
        NOTE,
        names.map((key) => ({ key, text: '' })),
        {
          x: x.channel('key'),
          y: y.channel({ datum: 0 }),
          text: { field: 'text' },
        },
      ),
      levelLine(y, 0),
    ],
  }
}

/** Won and lost by turns, so that the first of each have the two colours that differ most. */
function colorOrder(series: readonly Series[]): string[] {
  const won = series.filter(({ sign }) => sign === 1)
  const lost = series.filter(({ sign }) => sign === -1)
  return won.flatMap(({ name }, index) => {
    const other = lost[index]
    return other ? [name, other.name] : [name]
  })
}

/** A legend above the plot, in as many columns as have room. */
export function legendOf(names: readonly string[], width: number): Json {
  const columns = Math.max(1, Math.floor(width / (widest(names) + 40)))
  return { title: null, orient: 'top', columns, labelLimit: width }
}

/** The domain of stacked bars: the sums above and below zero. */
export function stackDomain(stacks: readonly Stack[], series: readonly Series[]): Domain {
  const sums = stacks.flatMap(({ values }) =>
    ([1, -1] as const).map((sign) =>
      series.reduce(
        (sum, part, place) => sum + (part.sign === sign ? sign * (values[place] ?? 0) : 0),
        0,
      ),
    ),
  )
  return domainOf(sums)
}
