import { LABEL, layer, REFERENCE } from './marks.js'
import { domainOf, nameScale, numberScale } from './scales.js'
import type { Json } from './sheet.js'
import { shorten, signed, widest } from './text.js'

/** A step of a bridge: a level that is reached, or a change that leads on. */
export interface Step {
  readonly name: string
  readonly value: number
  readonly isTotal: boolean
}

const HEIGHT = 220
const ROW = 26

interface Placed {
  readonly key: string
  readonly from: number
  readonly to: number
  readonly kind: 'total' | 'good' | 'bad'
  readonly text: string
}

/** From one level to another by the changes between them, upright; lying where names have no room. */
export function bridge(
  steps: readonly Step[],
  options: {
    readonly width: number
    readonly write: (value: number) => string
    /** Where the bars of levels begin: 0, or the lowest that a scale has. */
    readonly base: number
    /** Whether a rise is for the better. */
    readonly isRiseGood: boolean
  },
): Json {
  const placed = place(steps, options)
  const levels = placed.flatMap(({ from, to }) => [from, to])
  const domain = domainOf(levels, [options.base])
  const names = steps.map(({ name }) => name)
  const isUpright = widest(names) + 6 <= (options.width - 60) / steps.length
  return isUpright ? upright(placed, names, domain, options) : lying(placed, names, domain, options)
}

function place(
  steps: readonly Step[],
  {
    write,
    base,
    isRiseGood,
  }: { write: (value: number) => string; base: number; isRiseGood: boolean },
): Placed[] {
  let level = base
  return steps.map(({ value, isTotal }, index): Placed => {
    const key = `${index}`
    const from = isTotal ? base : level
    level = isTotal ? value : level + value
    const kind = isTotal ? 'total' : value > 0 === isRiseGood ? 'good' : 'bad'
    return { key, from, to: level, kind, text: isTotal ? write(value) : signed(value, write) }
  })
}

type Domain = readonly [number, number]
interface Size {
  readonly width: number
  readonly write: (value: number) => string
}

function bars(placed: readonly Placed[], draw: (mark: Json, values: Json[]) => Json[]): Json[] {
  return (['total', 'good', 'bad'] as const).flatMap((kind) => {
    const values = placed.filter((step) => step.kind === kind).map((step) => ({ ...step }))
    return draw({ type: 'bar', style: `cm-${kind}` }, values)
  })
}

/** The dashed line from a step to the next. */
function links(placed: readonly Placed[]): Json[] {
  return placed.slice(1).map((next, index) => {
    const { key, to } = placed[index] as Placed
    return { key, next: next.key, to }
  })
}

function upright(
  placed: readonly Placed[],
  names: readonly string[],
  domain: Domain,
  { width: all, write }: Size,
): Json {
  const y = numberScale({ domain, write, length: HEIGHT })
  const width = all - y.room
  const keys = placed.map(({ key }) => key)
  const x = nameScale({
    names: keys,
    texts: names,
    length: width,
    isAcross: true,
    isEach: true,
    kind: 'band',
  })
  const at = x.channel('key')
  const size = { width: { band: 0.62 } }
  const tops = placed.map((step) => ({ ...step, top: Math.max(step.from, step.to) }))
  return {
    width,
    height: HEIGHT,
    layer: [
      ...bars(placed, (mark, values) =>
        layer({ ...mark, ...size }, values, { x: at, y: y.channel('from'), y2: { field: 'to' } }),
      ),
      ...layer(REFERENCE, links(placed), { x: at, x2: { field: 'next' }, y: y.channel('to') }),
      ...layer({ ...LABEL, dy: -8 }, tops, { x: at, y: y.channel('top'), text: { field: 'text' } }),
    ],
  }
}

function lying(
  placed: readonly Placed[],
  names: readonly string[],
  domain: Domain,
  { width: all, write }: Size,
): Json {
  const height = ROW * placed.length
  const keys = placed.map(({ key }) => key)
  const texts = names.map((name) => shorten(name, all * 0.42))
  const y = nameScale({ names: keys, texts, length: height, kind: 'band' })
  const room = widest(placed.map(({ text }) => text))
  const width = all - y.room - room - 8
  const x = numberScale({ domain, write, length: width, isAcross: true })
  const at = y.channel('key')
  const size = { height: { band: 0.62 } }
  const ends = placed.map((step) => ({ ...step, end: Math.max(step.from, step.to) }))
  return {
    width,
    height,
    layer: [
      ...bars(placed, (mark, values) =>
        layer({ ...mark, ...size }, values, { y: at, x: x.channel('from'), x2: { field: 'to' } }),
      ),
      ...layer(REFERENCE, links(placed), { y: at, y2: { field: 'next' }, x: x.channel('to') }),
      ...layer({ ...LABEL, align: 'left', dx: 5 }, ends, {
        y: at,
        x: x.channel('end'),
        text: { field: 'text' },
      }),
    ],
  }
}
