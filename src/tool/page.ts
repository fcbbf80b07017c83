import type { MetricErrorCode } from 'customer-metrics'
import type { Chart, ChartFormat } from 'customer-metrics/charts'

/** Two ends of an interval. */
export interface Ends {
  readonly low: number | null
  readonly high: number | null
}

/** How a number is written. */
export type Unit = 'share' | 'number' | 'amount'

/** A cell of a table: what it says, without how it is written. */
export type Cell =
  | { readonly text: string }
  | { readonly label: string; readonly values?: Words }
  | { readonly value: number | string | null; readonly unit: Unit; readonly decimals?: number }
  | { readonly range: Ends | null; readonly unit: Unit; readonly decimals?: number }
  | { readonly count: number }
  | { readonly day: string }
  | { readonly month: string; readonly unfinished: boolean }

/** What stands in a sentence. */
export type Part =
  | Cell
  | { readonly list: readonly Part[]; readonly divider: ', ' | '; ' }
  /** Why the library gives no result, in its words; its code says it in another language. */
  | { readonly why: string; readonly code: MetricErrorCode }

/** Words that go into a sentence. */
type Words = Readonly<Record<string, Part>>

/** A sentence of the report, in English, with places for words in braces. */
export interface Sentence {
  readonly say: string
  readonly words?: Words
}

/** A table of figures; the first column names the row. */
export interface Figures {
  readonly id: string
  /** What the figures are, with the name of their definition. */
  readonly caption: Sentence
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** Draws them; `text` gives an English text in the language of the report. */
  readonly picture?: (options: PictureOptions, text: (english: string) => string) => Chart
}

/** What a picture of the report is drawn with. */
interface PictureOptions {
  readonly title: string
  readonly width: number
  readonly direction: 'ltr' | 'rtl'
  readonly format: ChartFormat
  readonly labels?: Readonly<Record<string, string>>
}

/** A part of the report. */
export interface Section {
  readonly id: string
  readonly title: string
  /** What was read, what could not be computed, why, and what would give it. */
  readonly notes: readonly Sentence[]
  readonly figures: readonly Figures[]
  /** What the functions of the library returned, without customers. */
  readonly results: Readonly<Record<string, unknown>>
}

/** The whole report. */
export interface Page {
  readonly title: string
  readonly notes: readonly Sentence[]
  readonly sections: readonly Section[]
}

/** A share with one decimal. */
export function share(value: number | null): Cell {
  return { value, unit: 'share' }
}

/** A number with a fixed number of decimals. */
export function fixed(value: number | null, decimals: number): Cell {
  return { value, unit: 'number', decimals }
}

/** An amount with two decimals. */
export function amount(value: number | string | { toString(): string } | null): Cell {
  return { value: value === null ? null : String(value), unit: 'amount' }
}

/** The ends of an interval. */
export function range(ends: Ends | null, unit: Unit, decimals?: number): Cell {
  return { range: ends, unit, ...(decimals !== undefined && { decimals }) }
}
