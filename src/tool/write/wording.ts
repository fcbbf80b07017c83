import { plain } from '../escape.js'
import type { Ends, Part, Sentence, Unit } from '../page.js'
import { PERSIAN_MONTHS, persianDate } from '../persianDate.js'
import { type Calendar, monthStart } from '../report/days.js'
import { PERSIAN } from './persian.js'

/** The languages of the report. */
export type Language = 'en' | 'fa'

/** How the report writes. */
export interface Wording {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  /** A text of the report in the language. */
  readonly text: (english: string) => string
  readonly sentence: (sentence: Sentence) => string
  readonly cell: (cell: Part) => string
  readonly number: (value: number | string, unit: Unit, decimals?: number) => string
  readonly day: (day: string) => string
  readonly month: (day: string) => string
  /** A month where the day is the first of one, else the day. */
  readonly period: (day: string) => string
}

/** What is said of how it is written. */
export interface WordingOptions {
  readonly language: Language
  readonly calendar: Calendar
  readonly currency?: string | undefined
}

/** Intl takes decimal texts and writes them exactly; the types of this target do not say so yet. */
type Format = (value: number | string) => string

/** How numbers, days and texts are written in a language. */
export function makeWording({ language, calendar, currency }: WordingOptions): Wording {
  const isPersian = language === 'fa'
  const known = isPersian ? PERSIAN : undefined
  const formats = new Map<string, Format>()
  const format = (decimals: number | undefined, isGrouped: boolean): Format => {
    const key = `${decimals} ${isGrouped}`
    const made =
      formats.get(key) ??
      (new Intl.NumberFormat(isPersian ? 'fa-IR' : 'en-US', {
        useGrouping: isGrouped,
        ...(decimals === undefined
          ? { maximumSignificantDigits: 6 }
          : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
      }).format as Format)
    formats.set(key, made)
    return made
  }
  const number = (value: number | string, unit: Unit, decimals?: number): string => {
    if (unit === 'share') {
      const digits = format(decimals ?? 1, false)(100 * Number(value))
      return isPersian ? `${digits}٪` : `${digits} %`
    }
    if (unit === 'amount') return `${format(2, isPersian)(value)} ${plain(currency ?? '')}`.trim()
    return format(decimals, isPersian)(value)
  }
  const range = (ends: Ends | null, unit: Unit, decimals?: number): string => {
    if (!ends || (ends.low === null && ends.high === null)) return text('no interval')
    const end = (value: number | null): string =>
      value === null ? text('not yet known') : number(value, unit, decimals)
    return `${end(ends.low)} ${text('to')} ${end(ends.high)}`
  }
  const digits = format(0, false)
  const text = (english: string): string =>
    known ? (known[english] ?? english.replace(/^\d+$/, digits)) : english
  const day = (date: string): string => {
    const persian = calendar === 'persian' ? persianDate(date) : undefined
    if (!persian) return isPersian ? date.replace(/\d/g, (digit) => digits(digit)) : date
    const { year, month, day: dayOfMonth } = persian
    if (isPersian) return `${digits(dayOfMonth)} ${PERSIAN_MONTHS[month - 1]} ${digits(year)}`
    return `${year}-${two(month)}-${two(dayOfMonth)} AP`
  }
  const month = (date: string): string => {
    const persian = calendar === 'persian' ? persianDate(date) : undefined
    if (!persian) return isPersian ? day(date.slice(0, 7)) : date.slice(0, 7)
    if (isPersian) return `${PERSIAN_MONTHS[persian.month - 1]} ${digits(persian.year)}`
    return `${persian.year}-${two(persian.month)} AP`
  }
  const cell = (each: Part): string => {
    if ('text' in each) return plain(each.text)
    if ('why' in each) return isPersian ? text(each.code) : plain(each.why)
    if ('list' in each) return each.list.map(placed).join(text(each.divider))
    if ('label' in each)
      return sentence({ say: each.label, ...(each.values && { words: each.values }) })
    if ('count' in each) return format(0, isPersian)(each.count)
    if ('day' in each) return day(each.day)
    if ('month' in each)
      return each.unfinished ? `${month(each.month)} (${text('unfinished')})` : month(each.month)
    if ('range' in each) return range(each.range, each.unit, each.decimals)
    return each.value === null ? '–' : number(each.value, each.unit, each.decimals)
  }
  const sentence = ({ say, words }: Sentence): string =>
    text(say).replace(/\{(\w+)\}/g, (_, name: string) => placed(words?.[name] as Part))
  // Between two marks a path or a Latin name keeps its own direction in a sentence that runs the other way.
  const placed = (each: Part): string => {
    const written = cell(each)
    return isPersian && 'text' in each && /^[^\u0590-\u08ff]*[a-z]/i.test(written)
      ? `\u200e${written}\u200e`
      : written
  }
  return {
    language,
    direction: isPersian ? 'rtl' : 'ltr',
    text,
    sentence,
    cell,
    number,
    day,
    month,
    period: (date) => (monthStart(date, 0, calendar) === date ? month(date) : day(date)),
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
