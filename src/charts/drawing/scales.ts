import type { Json } from './sheet.js'
import { LABEL_SIZE, textWidth, widest } from './text.js'

/** Makes the channel of a field, or of one value, on a scale that all layers of a picture share. */
type Channel = (source: string | { readonly datum: number | string }) => Json

/** A scale with the room that its labels take beside the plot. */
export interface Scale {
  readonly channel: Channel
  readonly room: number
}

/** The two ends of a scale of numbers. */
export type Domain = readonly [low: number, high: number]

export interface NumberScale {
  readonly domain: Domain
  readonly write: (value: number) => string
  /** Pixels along the axis; leaves out what would overlap. */
  readonly length: number
  readonly isAcross?: boolean
  readonly title?: string
  readonly ticks?: readonly number[]
  readonly grid?: boolean
  /** Pixels between the plot and the labels. */
  readonly offset?: number
}

/** A domain that has all the values in it and some width, with round ends; there is one value at least. */
export function domainOf(
  values: readonly (number | null)[],
  always: readonly number[] = [0],
): Domain {
  let [low, high] = [Infinity, -Infinity]
  for (const value of [...always, ...values]) {
    if (value === null) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  // One value alone stands in the middle, but the end of a scale stays its end.
  if (low === high)
    return always.length === 0 && low > 0 ? [0, 2 * low] : [low, low + Math.max(1, Math.abs(low))]
  const step = stepOf(high - low, 5)
  return [Math.floor(low / step + 1e-9) * step + 0, Math.ceil(high / step - 1e-9) * step + 0]
}

function stepOf(span: number, count: number): number {
  const rough = span / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  const lead = rough / power
  return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10)
}

/** Round numbers between two ends, about as many as asked for. */
export function ticksOf([low, high]: Domain, count: number): number[] {
  const step = stepOf(high - low, count)
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  // A sum of steps would gather rounding; a product, cut to its digits, does not.
  return Array.from(
    { length: last - first + 1 },
    (_, index) => Number(((first + index) * step).toPrecision(12)) + 0,
  )
}

/** A scale of numbers: its ticks are chosen here, and labelled with texts. */
export function numberScale({
  domain,
  write,
  length,
  isAcross = false,
  title,
  ticks,
  grid = true,
  offset = 0,
}: NumberScale): Scale {
  const wide = isAcross ? widest((ticks ?? ticksOf(domain, 4)).map(write)) + 14 : 3 * LABEL_SIZE
  const most = Math.max(1, Math.min(isAcross ? 10 : 6, Math.floor(length / wide)))
  const values = ticks ?? ticksOf(domain, most)
  const texts = values.map(write)
  const axis = {
    title: title ?? null,
    values,
    labelExpr: `${JSON.stringify(texts)}[indexof(${JSON.stringify(values)}, datum.value)]`,
    labelOverlap: false,
    labelFlush: false,
    grid,
    ...(offset > 0 && { offset }),
    domain: false,
    ticks: false,
    labelPadding: 4,
    ...(title !== undefined && (isAcross ? { titleAnchor: 'end' } : topTitle)),
  }
  const scale = { domain: [...domain], nice: false, zero: false }
  return {
    channel: (source) => ({ ...sourceOf(source), type: 'quantitative', scale, axis }),
    room: widest(texts) + 5,
  }
}

/** The title of an upright axis stands above it, where it can be read without turning the head. */
const topTitle: Json = {
  titleAngle: 0,
  titleAlign: 'left',
  titleAnchor: 'end',
  titleX: 0,
  titleY: -8,
  titleBaseline: 'bottom',
}

/** Pixels that a label may use before the plot, which the other axis has at least. */
const BEFORE = 12

export interface NameScale {
  readonly names: readonly string[]
  readonly texts?: readonly string[]
  readonly length: number
  readonly isAcross?: boolean
  /** `'point'` for dots and lines, `'band'` for bars and cells. */
  readonly kind: 'point' | 'band'
  readonly title?: string
  readonly orient?: 'top' | 'left' | 'bottom' | 'right'
  /** Pixels between the plot and the names. */
  readonly offset?: number
  /** Names are categories, each of which must be read, not steps of time. */
  readonly isEach?: boolean
}

/** A scale of names or days; along the bottom it labels as many as have room. */
export function nameScale({
  names,
  texts = names,
  length,
  isAcross = false,
  kind,
  title,
  orient,
  offset = 0,
  isEach = false,
}: NameScale): Scale {
  const step = length / Math.max(1, names.length)
  const stride = isAcross && !isEach ? Math.max(1, Math.ceil((widest(texts) + 8) / step)) : 1
  const place = (index: number): number => (index + 0.5) * step
  const half = (index: number): number => textWidth(texts[index] as string) / 2
  // A label that hangs over an end would widen the picture; before the plot there are other labels.
  const first = names.findIndex((_, index) => half(index) - place(index) <= BEFORE)
  const isShown = (index: number): boolean =>
    !isAcross ||
    isEach ||
    (index >= first && (index - first) % stride === 0 && place(index) + half(index) - length <= 2)
  const shown = names.filter((_, index) => isShown(index))
  const written = texts.filter((_, index) => isShown(index))
  const isSame = shown.every((name, index) => name === written[index])
  const axis = {
    title: title ?? null,
    ...(shown.length < names.length && { values: shown }),
    ...(!isSame && {
      labelExpr: `${JSON.stringify(written)}[indexof(${JSON.stringify(shown)}, datum.value)]`,
    }),
    labelOverlap: false,
    grid: false,
    domain: false,
    ticks: false,
    labelPadding: 4,
    labelLimit: 400,
    ...(isAcross && { labelAngle: 0 }),
    ...(orient && { orient }),
    ...(offset > 0 && { offset }),
    ...(title !== undefined &&
      (isAcross ? { titleAnchor: orient === 'top' ? 'start' : 'end' } : topTitle)),
  }
  const scale = { type: kind, domain: [...names], ...(kind === 'point' && { padding: 0.5 }) }
  return {
    channel: (source) => {
      const order = typeof source === 'string' && { sort: null }
      return { ...sourceOf(source), type: 'ordinal', ...order, scale, axis }
    },
    room: widest(written) + 5,
  }
}

function sourceOf(source: string | { readonly datum: number | string }): Json {
  return typeof source === 'string' ? { field: source } : source
}

/** Every so manieth of a row of texts, as many as fit beside each other. */
export function fitting(texts: readonly string[], length: number): (index: number) => boolean {
  const stride = Math.max(1, Math.ceil(((widest(texts) * 0.8 + 4) * texts.length) / length))
  return (index) => index % stride === 0
}
