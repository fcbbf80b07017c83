import { check, checkNumber, checkObject } from '../../internal/guard.js'
import type { RetentionBand, RetentionCurve } from '../../retention/index.js'
import type { Chart, ChartOptions, JsonValue } from '../chart.js'
import { CURVE, edgeLabels, layer, NOTE } from '../drawing/marks.js'
import { confidenceOf, type Reader, readResult, type Stretch } from '../drawing/read.js'
import { nameScale, numberScale, type Scale, ticksOf } from '../drawing/scales.js'
import { type Json, readSheet, type Sheet } from '../drawing/sheet.js'
import { shorten, widest } from '../drawing/text.js'

/** Titles of the axes, and what is said of each curve. */
export type RetentionCurveLabel =
  | 'age'
  | 'atRisk'
  | 'curve'
  | 'band'
  | 'pointwise'
  | 'few'
  | 'customers'

/** Curves by name, or one without a name. */
export type Named<Result> = Result | Readonly<Record<string, Result>>

/** How a retention curve is drawn. */
export interface RetentionCurveChartOptions extends ChartOptions<RetentionCurveLabel> {
  /**
   * What `retentionBand` returned of the curve, or of each by its name.
   * @defaultValue the interval of each age by itself, which is narrower and says less
   */
  readonly band?: Named<RetentionBand>
  /**
   * Where fewer customers are at risk the line is dashed.
   * @defaultValue `10`
   */
  readonly fewest?: number
}

const HEIGHT = 220
const ROW = 16

/** A step of a curve: what holds from this age on. */
interface Step {
  readonly age: number
  readonly rate: number
  readonly stretch: Stretch | null
  readonly atRisk: number
  /** At risk beyond this age, until the next one. */
  readonly after: number
}

interface Curve {
  readonly name: string
  readonly from: number
  readonly steps: readonly Step[]
  readonly last: Step
  readonly customers: number
  readonly left: (age: number) => number
}

/**
 * A picture of who stays how long: a falling step curve with its band, and how many are at risk.
 *
 * @param curve - What `retentionCurve` returned, or such curves by their names.
 * @param options - Title, labels and width; the band.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const curve = retentionCurve({ 1: { lost: 4, censored: 0 }, 2: { lost: 1, censored: 15 } })
 * retentionCurveChart(curve, { band: retentionBand(curve) }).description
 * // => 'Customers who stay, by age. After 2: 75% (interval 44% to 90%), of 20 customers.'
 * ```
 */
export function retentionCurveChart(
  curve: Named<RetentionCurve>,
  options: RetentionCurveChartOptions = {},
): Chart {
  const metric = 'retentionCurveChart'
  const sheet = readSheet<RetentionCurveLabel>(
    metric,
    options,
    {
      title: 'Who stays how long',
      subtitle: 'Share of customers retained beyond each age. {band} {few}',
      description: 'Customers who stay, by age. {curves}',
      age: 'age',
      atRisk: 'Customers at risk',
      band: 'Shade: {confidence} band for the whole curve.',
      pointwise: 'Shade: {confidence} interval of each age by itself.',
      few: 'Dashed: fewer than {fewest} at risk.',
      curve: '{name} after {age}: {estimate}, of {count} customers.',
      customers: 'all',
    },
    ['band', 'fewest'],
  )
  const fewest = checkNumber(metric, ['fewest'], options.fewest ?? 10)
  const curves = readCurves(metric, curve, options.band)
  return draw(sheet, curves, fewest, options.band !== undefined)
}

/** One curve has points; curves by name are objects of such. */
function named(metric: string, path: readonly string[], value: unknown): Map<string, Reader> {
  const given = checkObject<Record<string, unknown>>(metric, path, value)
  if (Array.isArray(given.points)) return new Map([['', readResult(metric, path, given)]])
  return new Map(
    Object.entries(given).map(([name, one]) => [name, readResult(metric, [...path, name], one)]),
  )
}

function readCurves(metric: string, curve: unknown, band: unknown): Curve[] {
  const bands = band === undefined ? new Map<string, Reader>() : named(metric, ['band'], band)
  const curves = named(metric, ['curve'], curve)
  for (const name of bands.keys())
    check(metric, ['band', name], name, curves.has(name), 'the name of a curve', 'mismatch')
  return [...curves].flatMap(([name, result]) => {
    const from = result.maybe('from', 0) ?? 0
    const shade = bands.get(name)
    const steps = stepsOf(result, shade)
    const customers = result.number('customers', 0)
    const last = steps.at(-1)
    if (!last) return []
    const left = (age: number): number =>
      steps.find((step) => step.age >= age)?.atRisk ?? last.after
    return [{ name, from, steps, last, customers, left }]
  })
}

/** The steps of a curve in order of age, each with the band that holds there. */
function stepsOf(result: Reader, band: Reader | undefined): Step[] {
  const bands = new Map(
    band?.list('points').map((point) => [point.number('age', 0), point.stretch('interval')]),
  )
  let before = -1
  return result.list('points').map((point) => {
    const age = point.number('age', before)
    before = age
    const stretch = band ? (bands.get(age) ?? null) : point.stretch('interval')
    const atRisk = point.number('atRisk', 0)
    const after = Math.max(0, atRisk - point.number('lost', 0) - point.number('censored', 0))
    return { age, rate: point.number('rate', 0, 1), stretch, atRisk, after }
  })
}

function draw(
  sheet: Sheet<RetentionCurveLabel>,
  curves: readonly Curve[],
  fewest: number,
  isBand: boolean,
): Chart {
  const { format, say } = sheet
  const steps = curves.flatMap((curve) => curve.steps)
  const confidence = confidenceOf(
    steps.map(({ stretch }) => stretch),
    format.share,
  )
  const isFew = steps.some(({ atRisk }) => atRisk < fewest)
  const words = {
    band: confidence === '' ? '' : say(isBand ? 'band' : 'pointwise', { confidence }),
    few: isFew ? say('few', { fewest: format.number(fewest) }) : '',
    curves: curves.map((curve) => described(sheet, curve)).join(' '),
  }
  if (steps.length === 0) return sheet.blank(words)
  const first = Math.min(...curves.map(({ from }) => from))
  const last = Math.max(first + 1e-6, ...steps.map(({ age }) => age))
  const isNamed = curves.length > 1
  const names = curves.map(({ name }) => (isNamed ? name : say('customers')))
  const titles = names.map((name) => shorten(name, sheet.width * 0.25))
  const y = numberScale({ domain: [0, 1], write: format.share, length: HEIGHT })
  const left = Math.max(y.room, widest(titles) + 14)
  const lines = isNamed ? titles : curves.map(({ last }) => format.share(last.rate))
  const width = sheet.width - left - widest(lines) - (isNamed ? 22 : 8)
  const counts = steps.map(({ atRisk }) => format.number(atRisk))
  const most = Math.max(1, Math.min(8, Math.floor(width / (widest(counts) + 10))))
  const ticks = ticksOf([first, last], most)
  const x = numberScale({
    domain: [first, last],
    write: format.number,
    length: width,
    isAcross: true,
    ticks,
    title: say('age'),
    grid: false,
  })
  const nominal = { field: 'group', type: 'nominal', scale: { domain: names }, legend: null }
  const edges = curves.map(({ last }, index) => {
    const key = { color: nominal, group: names[index] as string }
    return { text: lines[index] as string, value: last.rate, ...(isNamed && { key }) }
  })
  const plot = {
    width,
    height: HEIGHT,
    layer: [
      ...curves.flatMap((curve, index) => bandOf(curve, names[index] as string, x, y, nominal)),
      ...curves.flatMap((curve, index) =>
        lineOf(curve, names[index] as string, fewest, x, y, nominal),
      ),
      ...edgeLabels(edges, y, [0, 1], HEIGHT),
    ],
  }
  return sheet.frame(
    { spacing: 8, vconcat: [plot, riskTable(sheet, curves, titles, ticks, [first, last], width)] },
    words,
  )
}

function described(
  { say, estimate, format }: Sheet<RetentionCurveLabel>,
  { name, last, customers }: Curve,
): string {
  const words = {
    name,
    age: format.number(last.age),
    estimate: estimate(last.rate, last.stretch, format.share),
    count: format.number(customers),
  }
  const text = say('curve', words).trim()
  // A curve without a name begins with what follows it.
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The shade of a curve, a step at a time, where it is known. */
function bandOf({ steps }: Curve, group: string, x: Scale, y: Scale, color: JsonValue): Json[] {
  const values = steps.flatMap(({ age, stretch }, index) => {
    if (stretch === null) return []
    const next = steps[index + 1]?.age ?? age
    return [{ x: age, to: next, low: stretch.low, high: stretch.high, group }]
  })
  const encoding = {
    x: x.channel('x'),
    x2: { field: 'to' },
    y: y.channel('low'),
    y2: { field: 'high' },
    color: color as Json,
  }
  return layer({ type: 'rect', style: 'cm-band', opacity: 0.15, strokeWidth: 0 }, values, encoding)
}

/** The steps themselves, dashed once fewer than `fewest` are at risk. */
function lineOf(
  { from, steps }: Curve,
  group: string,
  fewest: number,
  x: Scale,
  y: Scale,
  color: JsonValue,
): Json[] {
  const points = [{ age: from, rate: 1, atRisk: Infinity }, ...steps].map(
    ({ age, rate, atRisk }) => ({ x: age, y: rate, group, atRisk }),
  )
  const first = points.findIndex(({ atRisk }) => atRisk < fewest)
  const cut = first < 0 ? points.length : first
  const mark = { ...CURVE, interpolate: 'step-after' }
  const encoding = { x: x.channel('x'), y: y.channel('y'), color: color as Json }
  const plain = points.map(({ atRisk: _, ...point }) => point)
  const solid = plain.slice(0, cut)
  const dashed = plain.slice(cut - 1)
  // The age at which it becomes dashed ends the solid line.
  const end = plain[cut]
  const joined = end ? [...solid, { ...(solid.at(-1) as typeof end), x: end.x }] : solid
  return [
    ...layer(mark, joined, encoding),
    ...layer(
      { ...mark, strokeDash: [3, 3] },
      end ? [{ ...(solid.at(-1) as typeof end), x: end.x }, ...dashed.slice(1)] : [],
      encoding,
    ),
  ]
}

/** How many are still at risk at some ages, in line with the plot above. */
function riskTable(
  { format, say }: Sheet<RetentionCurveLabel>,
  curves: readonly Curve[],
  titles: readonly string[],
  ticks: readonly number[],
  domain: readonly [number, number],
  width: number,
): Json {
  const keys = curves.map((_, index) => `${index}`)
  const y = nameScale({
    names: keys,
    texts: titles,
    length: ROW * curves.length,
    kind: 'band',
    offset: 10,
  })
  const x = numberScale({
    domain,
    write: format.number,
    length: width,
    isAcross: true,
    grid: false,
  })
  const values = curves.flatMap((curve, index) =>
    ticks
      .filter((age) => age >= curve.from)
      .map((age) => ({ x: age, y: `${index}`, text: format.number(curve.left(age)) })),
  )
  const across = { ...x.channel('x'), axis: null }
  return {
    title: { text: say('atRisk'), anchor: 'start', offset: 2, style: 'cm-note' },
    width,
    height: ROW * curves.length,
    data: { values },
    mark: NOTE,
    encoding: { x: across, y: y.channel('y'), text: { field: 'text' } },
  }
}
