import { check, checkChoice, checkFields, checkNumber, checkObject } from '../../internal/guard.js'
import type { Chart, ChartFormat, ChartOptions, JsonValue } from '../chart.js'
import type { OpenStretch } from './read.js'
import { fill, plainNumber, plainShare, wrap } from './text.js'

export type Json = { readonly [key: string]: JsonValue }

/** The options of a picture, read. */
export interface Sheet<Label extends string> {
  readonly metric: string
  readonly width: number
  readonly format: Required<ChartFormat>
  /** A text of the picture, with its words filled in. */
  readonly say: (label: Label | 'unknown', words?: Readonly<Record<string, string>>) => string
  /** A value with its interval in words; what is not known is said to be. */
  readonly estimate: (value: number | null, stretch: OpenStretch | null, write: Write) => string
  /** The whole picture around what is drawn. */
  readonly frame: (body: Json, words: Readonly<Record<string, string>>) => Chart
  /** The picture where there is nothing to draw. */
  readonly blank: (words?: Readonly<Record<string, string>>) => Chart
}

/** What a picture says by default; each has a title, a subtitle and a description. */
export type Texts<Label extends string> = Readonly<
  Record<Label | 'title' | 'subtitle' | 'description', string>
>

type Write = (value: number) => string

/** What every picture can say. */
const COMMON = {
  nothing: 'There is nothing to draw.',
  unknown: 'not known',
  estimate: '{value} (interval {low} to {high})',
}

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json'
const FIELDS = ['title', 'labels', 'width', 'direction', 'format']
const FORMATS = ['number', 'share', 'amount', 'day'] as const
const TITLE_SIZE = 15
const SUBTITLE_SIZE = 12
const PADDING = 5

/** Reads the options that every picture takes; those of one picture alone are named in `more`. */
export function readSheet<Label extends string>(
  metric: string,
  options: unknown,
  texts: Texts<Label>,
  more: readonly string[] = [],
): Sheet<Label> {
  const given = checkObject<ChartOptions>(metric, ['options'], options)
  checkFields(metric, ['options'], given, [...FIELDS, ...more])
  const width = checkNumber(metric, ['width'], given.width ?? 640, 200, 4000)
  const direction = checkChoice(metric, ['direction'], given.direction ?? 'ltr', ['ltr', 'rtl'])
  const all = readTexts(metric, given, texts)
  const format = readFormat(metric, given.format)
  const across = (text: string, size: number): string[] =>
    wrap(text, (width - 2 * PADDING) / size).map((line) =>
      // Isolated, so that a line in two scripts runs the way it should in any viewer.
      direction === 'rtl' ? `\u2067${line}\u2069` : line,
    )
  const chart = (body: Json, words: Readonly<Record<string, string>>, about: string): Chart => {
    return {
      $schema: SCHEMA,
      description: fill(about, words),
      title: {
        text: across(fill(all.title, words), TITLE_SIZE),
        subtitle: across(fill(spoken(all.subtitle, words), words), SUBTITLE_SIZE),
        anchor: direction === 'rtl' ? 'end' : 'start',
        frame: 'bounds',
      },
      padding: PADDING,
      ...body,
    }
  }
  return {
    metric,
    width: width - 2 * PADDING,
    format,
    say: (label, words = {}) => fill(all[label], words),
    estimate: (value, stretch, write) => {
      if (value === null) return all.unknown
      const end = (bound: number | null): string => (bound === null ? all.unknown : write(bound))
      return stretch
        ? fill(all.estimate, {
            value: write(value),
            low: end(stretch.low),
            high: end(stretch.high),
          })
        : write(value)
    },
    frame: (body, words) => chart(body, words, all.description),
    blank: (words = {}) => {
      const mark = { type: 'text', style: 'cm-note', align: 'left' }
      const text = { x: { value: 0 }, text: { field: 'nothing' } }
      const values = [{ nothing: all.nothing }]
      const body = {
        width: width - 2 * PADDING,
        height: 40,
        data: { values },
        mark,
        encoding: text,
      }
      return chart(body, words, `${all.title.replace(/[.!?]?$/, '.')} ${all.nothing}`)
    },
  }
}

/** What is said of intervals goes where no result has one: the sentence with their confidence. */
function spoken(subtitle: string, { confidence }: Readonly<Record<string, string>>): string {
  return confidence === ''
    ? subtitle.replace(/[^.]*\{confidence\}[^.]*\.?\s*/, ' ').trim()
    : subtitle
}

function readTexts<Label extends string>(
  metric: string,
  { title, labels = {} }: ChartOptions,
  texts: Texts<Label>,
): Texts<Label | keyof typeof COMMON> {
  const given = checkObject<Record<string, string>>(metric, ['labels'], labels)
  const { title: standard, ...others } = texts
  checkFields(metric, ['labels'], given, [...Object.keys(others), ...Object.keys(COMMON)])
  for (const name of Object.keys(given)) checkText(metric, ['labels', name], given[name])
  return {
    ...COMMON,
    ...texts,
    ...given,
    title: title === undefined ? standard : checkText(metric, ['title'], title),
  }
}

export function checkText(
  metric: string,
  path: readonly (string | number)[],
  value: unknown,
): string {
  return check(metric, path, value, typeof value === 'string', 'a text', 'invalid')
}

function readFormat(metric: string, format: unknown = {}): Required<ChartFormat> {
  const given = checkObject<ChartFormat>(metric, ['format'], format)
  checkFields(metric, ['format'], given, FORMATS)
  for (const name of FORMATS)
    if (given[name] !== undefined)
      check(
        metric,
        ['format', name],
        given[name],
        typeof given[name] === 'function',
        'a function',
        'invalid',
      )
  // What a caller's function returns is checked when it is used.
  const written =
    <T>(name: string, write: (value: T) => string) =>
    (value: T): string =>
      checkText(metric, ['format', name], write(value))
  const number = given.number ?? plainNumber
  return {
    number: written('number', number),
    share: written('share', given.share ?? plainShare),
    amount: written('amount', given.amount ?? number),
    day: written('day', given.day ?? ((day: string) => day)),
  }
}
