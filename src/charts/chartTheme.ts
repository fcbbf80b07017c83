import { check, checkChoice, checkFields, checkObject } from '../internal/guard.js'
import type { JsonValue } from './chart.js'
import { eachOf } from './drawing/read.js'
import { checkText } from './drawing/sheet.js'

/** The colours of a theme, each as CSS writes colours. */
export interface ChartColors {
  /** Titles, and numbers that are read. */
  readonly ink: string
  /** Axes and notes. */
  readonly muted: string
  /** Lines behind the marks. */
  readonly grid: string
  /** What estimates are drawn in, with their intervals. */
  readonly estimate: string
  /** What a model expects. */
  readonly expected: string
  /** What is for the better. */
  readonly good: string
  /** What is for the worse. */
  readonly bad: string
  /** What is neither. */
  readonly neutral: string
  /** The fullest cell of a heat map. Its text is `ink`, and the cells of less are between it and the page. */
  readonly cell: string
  /** Text on a dark fill. */
  readonly onDark: string
  /** Groups, in their order. */
  readonly groups: readonly string[]
}

/** How a theme is made. */
export interface ChartThemeOptions {
  /**
   * What the page is like.
   * @defaultValue `'light'`
   */
  readonly mode?: 'light' | 'dark'
  /**
   * Whether colours are written as CSS variables, `var(--cm-ink, #1f2328)`, so that a page can change them.
   * @defaultValue `'values'`
   */
  readonly colors?: 'values' | 'variables'
  /**
   * Colours instead of those of the mode.
   * @defaultValue the colours of Okabe and Ito, and greys
   */
  readonly replace?: Partial<ChartColors>
  /**
   * Families of the font.
   * @defaultValue `'system-ui, sans-serif'`
   */
  readonly font?: string
}

const LIGHT: ChartColors = {
  ink: '#1f2328',
  muted: '#57606a',
  grid: '#e4e7eb',
  estimate: '#0072b2',
  expected: '#d55e00',
  good: '#0072b2',
  bad: '#d55e00',
  neutral: '#6e7781',
  cell: '#4095c5',
  onDark: '#ffffff',
  groups: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'],
}

const DARK: ChartColors = {
  ink: '#e6e8eb',
  muted: '#a3abb5',
  grid: '#31363d',
  estimate: '#56a8e0',
  expected: '#f0793a',
  good: '#56a8e0',
  bad: '#f0793a',
  neutral: '#8b949e',
  cell: '#396889',
  onDark: '#0b0d10',
  groups: ['#56a8e0', '#f0793a', '#2cc295', '#e29ac2', '#f0b64a', '#8accf2'],
}

const SINGLE = [
  'ink',
  'muted',
  'grid',
  'estimate',
  'expected',
  'good',
  'bad',
  'neutral',
  'cell',
  'onDark',
] as const

/**
 * A Vega-Lite configuration for all pictures of this library: colours that people with impaired colour
 * vision can distinguish, on a light or a dark page.
 *
 * Blue is for the better and vermillion for the worse; marks never differ by colour alone. The
 * configuration is plain JSON: change it, or write your own for the style names that begin with `cm-`.
 *
 * @param options - The mode, CSS variables or values, and colours of your own.
 * @returns A value for `config` of a specification.
 * @throws {@link MetricError} `invalid` for what is no option or no colour.
 * @source Okabe & Ito (2008), “Color Universal Design”, for the colours on light pages.
 *
 * @example
 * ```ts
 * const theme = chartTheme({ mode: 'dark', replace: { estimate: '#ffcc00' } })
 * theme.background // => null
 * ```
 */
export function chartTheme(options: ChartThemeOptions = {}): Readonly<Record<string, JsonValue>> {
  const metric = 'chartTheme'
  const given = checkObject<ChartThemeOptions>(metric, ['options'], options)
  checkFields(metric, ['options'], given, ['mode', 'colors', 'replace', 'font'])
  const mode = checkChoice(metric, ['mode'], given.mode ?? 'light', ['light', 'dark'])
  const kind = checkChoice(metric, ['colors'], given.colors ?? 'values', ['values', 'variables'])
  const font = checkText(metric, ['font'], given.font ?? 'system-ui, sans-serif')
  const colors = readColors(metric, mode === 'light' ? LIGHT : DARK, given.replace)
  return configOf(kind === 'values' ? colors : asVariables(colors), font)
}

function readColors(metric: string, standard: ChartColors, replace: unknown = {}): ChartColors {
  const given = checkObject<Partial<ChartColors>>(metric, ['replace'], replace)
  checkFields(metric, ['replace'], given, [...SINGLE, 'groups'])
  const single = Object.fromEntries(
    SINGLE.map((name) => [
      name,
      checkText(metric, ['replace', name], given[name] ?? standard[name]),
    ]),
  )
  const groups = eachOf(
    metric,
    ['replace', 'groups'],
    given.groups ?? standard.groups,
    (path, color) => checkText(metric, path, color),
  )
  check(
    metric,
    ['replace', 'groups'],
    given.groups,
    groups.length > 0,
    'at least one colour',
    'empty',
  )
  return { ...(single as unknown as ChartColors), groups }
}

/** `estimate` as `var(--cm-estimate, #0072b2)`; groups are numbered from 1. */
function asVariables(colors: ChartColors): ChartColors {
  const name = (key: string): string =>
    `--cm-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  const single = Object.fromEntries(SINGLE.map((key) => [key, `var(${name(key)}, ${colors[key]})`]))
  const groups = colors.groups.map((color, index) => `var(${name(`group-${index + 1}`)}, ${color})`)
  return { ...(single as unknown as ChartColors), groups }
}

function configOf(colors: ChartColors, font: string): Readonly<Record<string, JsonValue>> {
  const { ink, muted, grid, estimate, expected, good, bad, neutral, cell, onDark, groups } = colors
  const text = { color: ink, fontSize: 11 }
  return {
    background: null,
    font,
    view: { stroke: null },
    title: {
      color: ink,
      fontSize: 15,
      fontWeight: 600,
      lineHeight: 19,
      subtitleColor: muted,
      subtitleFontSize: 12,
      subtitleLineHeight: 16,
      subtitlePadding: 4,
      offset: 14,
    },
    axis: {
      labelColor: muted,
      labelFontSize: 11,
      titleColor: muted,
      titleFontSize: 11,
      titleFontWeight: 'normal',
      gridColor: grid,
      domainColor: grid,
      tickColor: grid,
    },
    legend: { labelColor: ink, labelFontSize: 11, symbolStrokeWidth: 2, offset: 4 },
    range: { category: [...groups] },
    style: {
      'cm-estimate': { color: estimate },
      'cm-interval': { color: estimate },
      // On a bar an interval must differ from what it lies on.
      'cm-interval-on': { color: ink },
      'cm-band': {},
      'cm-expected': { color: expected },
      'cm-bar': { color: estimate },
      'cm-part': {},
      'cm-flow': {},
      'cm-cell': { color: cell },
      'cm-edge': { color: ink },
      'cm-range': { color: neutral },
      'cm-total': { color: neutral },
      'cm-good': { color: good },
      'cm-bad': { color: bad },
      'cm-reference': { color: muted },
      'cm-label': text,
      'cm-strong': { ...text, fontWeight: 600 },
      'cm-note': { color: muted, fontSize: 11, fontWeight: 'normal' },
      'cm-on-dark': { color: onDark, fontSize: 11 },
    },
  }
}
