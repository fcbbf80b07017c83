import type { Domain, Scale } from './scales.js'
import type { Json } from './sheet.js'

/** A mark with its own data; nothing without data, as an empty layer has no extent. */
export function layer(mark: Json, values: readonly Json[], encoding: Json): Json[] {
  return values.length > 0 ? [{ data: { values }, mark, encoding }] : []
}

/** Marks by what they mean. Shape and opacity are here, colour and font are the theme's. */
export const LINE: Json = { type: 'line', style: 'cm-estimate', strokeWidth: 1.5 }
export const CURVE: Json = { type: 'line', style: 'cm-estimate', strokeWidth: 2 }
export const DOT: Json = { type: 'point', style: 'cm-estimate', filled: true, size: 45, opacity: 1 }
/** What is not finished. */
export const OPEN_DOT: Json = { ...DOT, filled: false, strokeWidth: 1.5 }
export const INTERVAL: Json = { type: 'rule', style: 'cm-interval', strokeWidth: 2, opacity: 0.45 }
export const OPEN_INTERVAL: Json = { ...INTERVAL, strokeDash: [2, 2] }
export const BAND: Json = { type: 'area', style: 'cm-interval', opacity: 0.15 }
export const REFERENCE: Json = {
  type: 'rule',
  style: 'cm-reference',
  strokeWidth: 1,
  strokeDash: [4, 3],
}
export const NOTE: Json = { type: 'text', style: 'cm-note' }
export const LABEL: Json = { type: 'text', style: 'cm-label' }
export const STRONG: Json = { type: 'text', style: 'cm-strong' }
/** How full a cell of a heat map is: one of nothing is there all the same. */
export const SHADE: Json = {
  field: 'share',
  type: 'quantitative',
  scale: { domain: [0, 1], range: [0.05, 1] },
  legend: null,
}

/** A line across the plot at a value of the upright scale. */
export function levelLine(y: Scale, value: number): Json {
  return { data: { values: [{}] }, mark: REFERENCE, encoding: { y: y.channel({ datum: value }) } }
}

/** A line up the plot at a value of the scale across. */
export function uprightLine(x: Scale, value: number | string): Json {
  return { data: { values: [{}] }, mark: REFERENCE, encoding: { x: x.channel({ datum: value }) } }
}

/** An interval's bar along the upright scale. */
export function uprightIntervals(mark: Json, values: readonly Json[], x: Scale, y: Scale): Json[] {
  const encoding = { x: x.channel('x'), y: y.channel('low'), y2: { field: 'high' } }
  return layer(mark, values, encoding)
}

/** Labels at the right edge of a plot, at the height of their values and apart from each other. */
export function edgeLabels(
  labels: readonly {
    readonly text: string
    readonly value: number
    readonly mark?: Json
    readonly key?: Json
  }[],
  y: Scale,
  domain: Domain,
  height: number,
): Json[] {
  const [low, high] = domain
  const least = ((high - low) * 14) / height
  let floor = -Infinity
  return [...labels]
    .sort((a, b) => a.value - b.value)
    .flatMap(({ text, value, mark = STRONG, key }) => {
      floor = Math.max(value, floor + least)
      const place = { x: { value: 'width' }, y: y.channel('y'), text: { field: 'text' } }
      const bullet = {
        x: place.x,
        y: place.y,
        ...(key?.color !== undefined && { color: key.color }),
      }
      return [
        // A bullet in the colour of the line says which one it is; the text stays readable.
        ...(key
          ? layer(
              { type: 'text', text: '●', align: 'left', dx: 6, style: key.style ?? 'cm-part' },
              [{ y: floor, group: key.group ?? text }],
              bullet,
            )
          : []),
        ...layer({ ...mark, align: 'left', dx: key ? 20 : 7 }, [{ text, y: floor }], place),
      ]
    })
}

/** What makes a stretch of a line: neighbours without a gap between them. */
function runsOf<T>(items: readonly T[], isKnown: (item: T) => boolean): readonly (readonly T[])[] {
  const runs: T[][] = []
  let isOpen = false
  for (const item of items) {
    const known = isKnown(item)
    if (known && isOpen) runs.at(-1)?.push(item)
    else if (known) runs.push([item])
    isOpen = known
  }
  return runs
}

/** Lines through what is known: a gap is left where something is not. */
export function brokenLine<T>(
  mark: Json,
  items: readonly T[],
  isKnown: (item: T) => boolean,
  draw: (item: T) => Json,
  x: Scale,
  y: Scale,
): Json[] {
  const values = runsOf(items, isKnown)
    .filter((run) => run.length > 1)
    .flatMap((run, index) => run.map((item) => ({ ...draw(item), run: index })))
  const detail = { field: 'run', type: 'nominal' }
  return layer(mark, values, { x: x.channel('x'), y: y.channel('y'), detail })
}
