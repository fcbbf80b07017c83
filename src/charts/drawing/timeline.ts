import {
  brokenLine,
  DOT,
  edgeLabels,
  INTERVAL,
  LINE,
  layer,
  levelLine,
  NOTE,
  OPEN_DOT,
  OPEN_INTERVAL,
  uprightIntervals,
} from './marks.js'
import type { Stretch } from './read.js'
import { type Domain, fitting, nameScale, numberScale, type Scale } from './scales.js'
import type { Json } from './sheet.js'
import { textWidth } from './text.js'

/** A period of a series: its value where it is known, and what is known of it. */
export interface Moment {
  readonly x: string | number
  readonly text: string
  readonly value: number | null
  readonly stretch: Stretch | null
  readonly complete: boolean
  /** How many it is of, written; absent where the result does not say. */
  readonly count?: string
}

export interface Timeline {
  readonly width: number
  readonly domain: Domain
  readonly write: (value: number) => string
  /** What a value is of others: zero points, say. */
  readonly reference?: number
  /** What the row of counts is of. */
  readonly counts?: string
  /** What else is drawn, on the scales of the picture. */
  readonly under?: (x: Scale, y: Scale) => Json[]
}

const HEIGHT = 200

/** Values by period: dots with their intervals, joined where both neighbours are known and over. */
export function timeline(moments: readonly Moment[], options: Timeline): Json {
  const { domain, write, reference, counts } = options
  const y = numberScale({ domain, write, length: HEIGHT })
  const last = moments.filter(({ value, complete }) => value !== null && complete).at(-1)
  const ending = last ? write(last.value as number) : ''
  const room = Math.max(y.room, counts === undefined ? 0 : textWidth(counts) + 8)
  const width = options.width - room - textWidth(ending) - 8
  const isCounted = counts !== undefined
  const x = alongTime(moments, width, isCounted ? 18 : 0)
  const known = moments.flatMap((moment) =>
    moment.value === null ? [] : [{ x: moment.x, y: moment.value, complete: moment.complete }],
  )
  const whole = known.filter(({ complete }) => complete)
  const dots = { x: x.channel('x'), y: y.channel('y') }
  const layers = [
    ...(reference === undefined ? [] : [levelLine(y, reference)]),
    ...(options.under?.(x, y) ?? []),
    ...uprightIntervals(INTERVAL, stretches(moments, true), x, y),
    ...uprightIntervals(OPEN_INTERVAL, stretches(moments, false), x, y),
    ...brokenLine(
      LINE,
      moments,
      ({ value, complete }) => complete && value !== null,
      (moment) => ({ x: moment.x, y: moment.value }),
      x,
      y,
    ),
    ...layer(DOT, whole, dots),
    ...layer(
      OPEN_DOT,
      known.filter(({ complete }) => !complete),
      dots,
    ),
    ...(last ? edgeLabels([{ text: ending, value: last.value as number }], y, domain, HEIGHT) : []),
    ...(isCounted ? countRow(moments, counts, width, x) : []),
  ]
  return { width, height: HEIGHT, layer: layers.length > 0 ? layers : [emptyPlot(x, y, moments)] }
}

/** A scale with room for nothing: the axes are drawn, and no mark. */
function emptyPlot(x: Scale, y: Scale, moments: readonly Moment[]): Json {
  const values = moments.map((moment) => ({ x: moment.x, text: '' }))
  return {
    data: { values },
    mark: NOTE,
    encoding: { x: x.channel('x'), y: y.channel({ datum: 0 }), text: { field: 'text' } },
  }
}

/** Days stand one beside the other; numbers stand where they are. */
function alongTime(moments: readonly Moment[], width: number, offset: number): Scale {
  const texts = moments.map(({ text }) => text)
  const places = moments.map(({ x }) => x)
  if (places.every((place) => typeof place === 'number')) {
    const [low, high] = [Math.min(...places), Math.max(...places)]
    const beside = Math.max((high - low) * 0.04, Math.abs(low) * 1e-6, 0.5 * Number(low === high))
    const isShown = fitting(texts, width)
    return numberScale({
      domain: [low - beside, high + beside],
      write: (value) => texts[places.indexOf(value)] as string,
      ticks: places.filter((_, index) => isShown(index)),
      length: width,
      isAcross: true,
      offset,
      grid: false,
    })
  }
  const names = places.map((place) => `${place}`)
  return nameScale({ names, texts, length: width, isAcross: true, kind: 'point', offset })
}

function stretches(moments: readonly Moment[], complete: boolean): Json[] {
  return moments.flatMap(({ x, stretch, complete: isOver }) =>
    stretch && isOver === complete ? [{ x, low: stretch.low, high: stretch.high }] : [],
  )
}

/** Of how many each value is, under the plot, as many as have room. */
function countRow(moments: readonly Moment[], title: string, width: number, x: Scale): Json[] {
  const texts = moments.map(({ count = '' }) => count)
  const isShown = fitting(texts, width)
  const row = { ...NOTE, baseline: 'middle' }
  const y = { value: HEIGHT + 12 }
  const values = moments.flatMap((moment, index) =>
    moment.count && isShown(index) ? [{ x: moment.x, text: moment.count }] : [],
  )
  const text = { field: 'text' }
  return [
    ...layer(row, values, { x: x.channel('x'), y, text }),
    ...layer({ ...row, align: 'right' }, [{ text: title }], { x: { value: -6 }, y, text }),
  ]
}
