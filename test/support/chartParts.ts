import type { Chart } from 'customer-metrics/charts'

/** A layer of a specification, as far as tests read it. */
interface ChartLayer {
  readonly mark: { readonly type: string; readonly style: string; readonly [key: string]: unknown }
  readonly data: { readonly values: readonly Readonly<Record<string, unknown>>[] }
  readonly encoding: Readonly<Record<string, ChartChannel>>
}

interface ChartChannel {
  readonly scale: { readonly domain: readonly unknown[] }
  readonly axis: { readonly title: string | null; readonly labelExpr?: string }
}

interface Plot {
  readonly layer?: readonly ChartLayer[]
  readonly vconcat?: readonly (Plot | ChartLayer)[]
}

/** All layers of a picture, those of its plots one after another. */
export function layersOf(chart: Chart): readonly ChartLayer[] {
  const read = (plot: Plot | ChartLayer): readonly ChartLayer[] => {
    if ('mark' in plot) return [plot]
    return plot.layer ?? (plot.vconcat ?? []).flatMap(read)
  }
  return read(chart as unknown as Plot)
}

/** The data of all marks of a type and a style. */
export function marksOf(chart: Chart, type: string, style: string): ChartLayer['data']['values'] {
  return layersOf(chart)
    .filter(({ mark }) => mark.type === type && mark.style === style)
    .flatMap(({ data }) => data.values)
}

/** The axis of the first layer that has one, and the ends of its scale. */
export function axisOf(
  chart: Chart,
  side: 'x' | 'y',
): { domain: readonly unknown[]; title: string | null; labels: readonly string[] } {
  const channels = layersOf(chart).map(({ encoding }) => encoding[side])
  const { scale, axis } = channels.find((channel) => channel?.axis) as ChartChannel
  const written = /^(\[.*?\])\[indexof/.exec(axis.labelExpr ?? '')?.[1] ?? '[]'
  return { domain: scale.domain, title: axis.title, labels: JSON.parse(written) as string[] }
}

/** The lines under the title, as one text. */
export function subtitleOf(chart: Chart): string {
  return chart.title.subtitle.join(' ')
}
