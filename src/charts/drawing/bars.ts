import { INTERVAL, LABEL, layer, levelLine, NOTE, OPEN_INTERVAL } from './marks.js'
import type { Stretch } from './read.js'
import { type Domain, domainOf, fitting, nameScale, numberScale } from './scales.js'
import type { Json } from './sheet.js'
import { shorten, widest } from './text.js'

/** A bar with its interval and a text above it. */
export interface Bar {
  readonly name: string
  readonly value: number | null
  readonly stretch?: Stretch | null
  readonly label: string
  readonly style: string
  /** What is not finished is drawn thinner, with a dashed edge. */
  readonly isOpen?: boolean
}

export interface Bars {
  readonly width: number
  readonly domain: Domain
  readonly write: (value: number) => string
  /** What the names are. */
  readonly title?: string
  readonly upTitle?: string
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
  const { domain, write, title, upTitle } = options
  const y = numberScale({
    domain,
    write,
    length: HEIGHT,
    ...(upTitle !== undefined && { title: upTitle }),
  })
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
  const [bar, stretched] = groups(bars, (mark, items) =>
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
      ...intervals(stretched, span),
      ...layer({ ...LABEL, dy: -7 }, values, {
        x: x.channel('key'),
        y: y.channel('top'),
        text: { field: 'text' },
      }),
      ...frameOf(bars, levelLine(y, Math.max(0, domain[0]))),
    ],
  }
}

function lyingBars(bars: readonly Bar[], { width: all, domain, write, upTitle }: Bars): Json {
  const height = ROW * bars.length
  const names = bars.map((_, index) => `${index}`)
  const texts = bars.map(({ name }) => shorten(name, all * 0.42))
  const y = nameScale({ names, texts, length: height, kind: 'band' })
  const room = widest(bars.map(({ label }) => label))
  const width = all - y.room - room - 10
  const x = numberScale({
    domain,
    write,
    length: width,
    isAcross: true,
    ...(upTitle !== undefined && { title: upTitle }),
  })
  const [bar, stretched] = groups(bars, (mark, items) =>
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
      ...intervals(stretched, span),
      ...layer({ ...LABEL, align: 'left', dx: 5 }, drawn(bars), {
        y: y.channel('key'),
        x: x.channel('top'),
        text: { field: 'text' },
      }),
      ...frameOf(bars, {
        data: { values: bars.map((_, index) => ({ key: `${index}`, text: '' })) },
        mark: NOTE,
        encoding: { y: y.channel('key'), x: x.channel({ datum: 0 }), text: { field: 'text' } },
      }),
    ],
  }
}

/** Bars all of which are unknown still have their names. */
function frameOf(bars: readonly Bar[], frame: Json): Json[] {
  return bars.some(({ value }) => value !== null) ? [] : [frame]
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
  return bars.flatMap(({ value, label, stretch }, index) => {
    if (value === null) return []
    const top = Math.max(0, value, stretch?.high ?? value)
    return [{ key: `${index}`, index, from: 0, value, top, text: label }]
  })
}

function groups(
  bars: readonly Bar[],
  draw: (mark: Json, values: readonly Json[]) => Json[],
): [Json[], Json[]] {
  const all = drawn(bars)
  const kinds = [...new Set(bars.map(({ style, isOpen = false }) => `${style} ${isOpen}`))]
  const layers = kinds.flatMap((kind) => {
    const [style = '', isOpen] = kind.split(' ')
    const mark = { type: 'bar', style, ...(isOpen === 'true' && UNFINISHED) }
    return draw(
      mark,
      all.filter(({ index }) => `${bars[index]?.style} ${bars[index]?.isOpen ?? false}` === kind),
    )
  })
  const stretched = bars.flatMap(({ stretch, isOpen = false }, index) =>
    stretch && stretch.low !== null && stretch.high !== null
      ? [{ key: `${index}`, low: stretch.low, high: stretch.high, isOpen }]
      : [],
  )
  return [layers, stretched]
}

function intervals(stretched: readonly Json[], encoding: Json): Json[] {
  const mark = { ...INTERVAL, style: 'cm-interval-on', opacity: 0.9 }
  return [
    ...layer(
      mark,
      stretched.filter(({ isOpen }) => isOpen === false),
      encoding,
    ),
    ...layer(
      { ...mark, strokeDash: OPEN_INTERVAL.strokeDash as Json[] },
      stretched.filter(({ isOpen }) => isOpen === true),
      encoding,
    ),
  ]
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
