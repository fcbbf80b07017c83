import { cohortTable, rfm } from 'customer-metrics'
import {
  type Chart,
  chartTheme,
  cohortTableChart,
  probabilityAliveChart,
  rfmChart,
} from 'customer-metrics/charts'
import { describe, expect, it } from 'vitest'
import { STYLE } from '../../src/tool/write/style.js'
import { draw } from '../support/pictures.js'

type Color = readonly [red: number, green: number, blue: number]

function colorOf(text: string): Color {
  const [red = '', green = '', blue = ''] = text.match(/[\da-f]{2}/g) ?? []
  return [red, green, blue].map((part) => Number.parseInt(part, 16)) as unknown as Color
}

/** What is seen where a colour lies on another one. */
function over(color: Color, opacity: number, page: Color): Color {
  return color.map(
    (part, at) => part * opacity + (page[at] as number) * (1 - opacity),
  ) as unknown as Color
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(color: Color): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as unknown as Color
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio as WCAG 2.2 defines it, 1 to 21. */
function contrast(one: Color, other: Color): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** The pages of the command, light and dark. */
const [light, dark] = [...STYLE.matchAll(/--page:#(\w+)/g)].map(([, color = '']) =>
  color.length === 3 ? colorOf(color.replace(/./g, '$&$&')) : colorOf(color),
) as [Color, Color]

/** The first group of marks of a kind as it is drawn: fills and how opaque they are. */
function drawn(svg: string, kind: 'rect' | 'text'): { color: Color; opacity: number }[] {
  const [, group = ''] = new RegExp(`<g class="mark-${kind} role-mark[^>]*>(.*?)</g>`, 's').exec(
    svg,
  ) as RegExpExecArray
  return (group.match(/<(?:path|text)[^>]*>/g) ?? []).map((tag) => ({
    color: colorOf(/fill="(#\w{6})"/.exec(tag)?.[1] as string),
    opacity: Number(/fill-opacity="([\d.]+)"/.exec(tag)?.[1] ?? 1),
  }))
}

const steps = Array.from({ length: 101 }, (_, index) => index)
/** Customers of seven months, of whom fewer and fewer come back. */
const events = steps.flatMap((customer) =>
  steps
    .slice(0, 1 + (customer % 5))
    .map((months) => ({ customer, on: `2025-${`0${1 + (customer % 7) + months}`.slice(-2)}-15` })),
)
const charts: Readonly<Record<string, () => Chart>> = {
  'chances of all whole percents': () =>
    probabilityAliveChart(
      steps.map((step) => step / 100),
      {
        frequency: steps.map((step) => step % 11),
        recency: steps.map((step) => Math.floor(step / 11)),
        width: 800,
      },
    ),
  'a table of cohorts': () =>
    cohortTableChart(
      cohortTable(events, {
        every: 'month',
        measure: 'on',
        clock: 'calendar',
        cohort: 'first',
        average: 'weighted',
        asOf: '2025-12-31',
      }),
      { width: 900 },
    ),
  'customers by recency and frequency': () =>
    rfmChart(
      rfm(
        steps.map((customer) => ({
          customer,
          sinceLast: (customer * 37) % 101,
          purchases: 1 + ((customer * customer) % 17),
          amount: 10 + customer,
        })),
        { bins: 5, definition: 7 },
      ),
    ),
}

describe('numbers on heat maps', () => {
  it('are measured as the guideline measures them', () => {
    // The grey that the explanation of the guideline gives for white pages, and its neighbour.
    expect(contrast(colorOf('767676'), colorOf('ffffff'))).toBeCloseTo(4.54, 2)
    expect(contrast(colorOf('777777'), colorOf('ffffff'))).toBeCloseTo(4.48, 2)
  })

  for (const [mode, page] of [
    ['light', light],
    ['dark', dark],
  ] as const)
    it.each(Object.keys(charts))(`are read on a ${mode} page: %s`, async (name) => {
      const { svg } = await draw((charts[name] as () => Chart)(), chartTheme({ mode }))
      const [cells, texts] = [drawn(svg, 'rect'), drawn(svg, 'text')]
      expect(texts).toHaveLength(cells.length)
      expect(Math.max(...cells.map(({ opacity }) => opacity))).toBe(1)
      cells.forEach(({ color, opacity }, at) => {
        const text = texts[at]?.color as Color
        expect(contrast(text, over(color, opacity, page))).toBeGreaterThanOrEqual(4.5)
      })
    })
})
