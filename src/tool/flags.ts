import { type ParseArgsConfig, parseArgs } from 'node:util'
import { customerCost, tallyChurn } from 'customer-metrics'
import { DIALECTS } from './dialects.js'
import { quoted } from './escape.js'
import { inputError } from './inputError.js'
import { KINDS, type Kind } from './kinds.js'
import type { DecimalSign } from './read/amounts.js'
import { type DateOrder, dayText, orderOfPattern, readDate } from './read/dates.js'
import { checkEncoding } from './read/decode.js'
import { QUESTIONS, type Question } from './read/format.js'
import type { Calendar } from './report/days.js'
import type { Language } from './write/wording.js'

const TEXT = { type: 'string', multiple: true } as const
const SWITCH = { type: 'boolean' } as const

const OPTIONS = {
  survey: TEXT,
  subscriptions: TEXT,
  transactions: TEXT,
  tickets: TEXT,
  costs: TEXT,
  columns: TEXT,
  'survey-columns': TEXT,
  'subscriptions-columns': TEXT,
  'transactions-columns': TEXT,
  'tickets-columns': TEXT,
  'costs-columns': TEXT,
  question: TEXT,
  delimiter: TEXT,
  encoding: TEXT,
  'date-format': TEXT,
  dates: TEXT,
  decimal: TEXT,
  'time-zone': TEXT,
  'as-of': TEXT,
  html: TEXT,
  language: TEXT,
  calendar: TEXT,
  currency: TEXT,
  'smallest-group': TEXT,
  'acquisition-spend': TEXT,
  'retention-spend': TEXT,
  involuntary: TEXT,
  dialect: TEXT,
  table: TEXT,
  by: TEXT,
  from: TEXT,
  to: TEXT,
  'name-customers': SWITCH,
  json: SWITCH,
  csv: SWITCH,
  help: SWITCH,
} as const satisfies ParseArgsConfig['options']

/** What was said on the command line, each of it checked before any file is read. */
export interface Flags {
  /** The place whose tables are named, in place of files. */
  readonly from: string | undefined
  readonly files: Readonly<Record<Kind, readonly string[]>>
  readonly tallies: readonly string[]
  readonly columns: Readonly<Record<Kind, ReadonlyMap<string, string>>>
  readonly question: Question | undefined
  readonly delimiter: string | undefined
  readonly encoding: string | undefined
  readonly dateOrder: DateOrder | undefined
  readonly decimal: DecimalSign | undefined
  readonly timeZone: string
  readonly asOf: string | undefined
  readonly html: string | undefined
  readonly language: Language
  readonly calendar: Calendar
  readonly currency: string | undefined
  readonly smallestGroup: number
  readonly acquisitionSpend: string | undefined
  readonly retentionSpend: string | undefined
  readonly involuntary: readonly string[]
  readonly nameCustomers: boolean
  readonly as: 'text' | 'json' | 'csv'
  readonly help: boolean
  readonly sql: SqlFlags
}

/** What the statement is made of. */
interface SqlFlags {
  readonly dialect: string
  readonly table: string | undefined
  readonly columns: ReadonlyMap<string, string>
  readonly by: readonly string[]
  readonly to: string | undefined
}

/** A day as it was given after a flag, in the calendar of the command; of either one it is read. */
export function dayOf(
  flag: string,
  given: string | undefined,
  calendar: Calendar,
): string | undefined {
  if (given === undefined) return given
  const read = calendar === 'persian' ? readDate(given, undefined, 'UTC', calendar) : undefined
  if (read) return dayText(read.day)
  if (!isDay(given)) throw inputError(`--${flag} is ${quoted(given)}, not a day such as 2025-01-31`)
  return given
}

/** Reads the arguments after the command. */
export function readFlags(args: readonly string[]): Flags {
  const { values, positionals } = parse(args)
  const one = (name: keyof typeof values): string | undefined => {
    const given = values[name]
    if (!Array.isArray(given)) return undefined
    if (given.length > 1) throw inputError(`--${name} is given twice, not once`)
    if (given[0] === '') throw inputError(`--${name} is "", not a text`)
    return given[0]
  }
  const choice = <T extends string>(
    name: keyof typeof values,
    allowed: readonly T[],
  ): T | undefined => {
    const given = one(name)
    if (given !== undefined && !allowed.includes(given as T))
      throw inputError(`--${name} is ${quoted(given)}, not one of ${allowed.join(', ')}`)
    return given as T | undefined
  }
  const calendar = choice('calendar', ['gregorian', 'persian']) ?? 'gregorian'
  const day = (name: 'as-of' | 'to'): string | undefined => dayOf(name, one(name), calendar)
  const pattern = one('date-format') ?? one('dates')
  const dateOrder = pattern === undefined ? undefined : orderOfPattern(pattern)
  if (pattern !== undefined && !dateOrder)
    throw inputError(
      `--date-format is ${quoted(pattern)}, not one of dd/mm/yyyy, mm/dd/yyyy, yy/mm/dd`,
    )
  const delimiter = one('delimiter')?.replace(/^(\\t|tab)$/i, '\t')
  if (delimiter !== undefined && delimiter.length !== 1)
    throw inputError(`--delimiter is ${quoted(delimiter)}, not one sign`)
  const encoding = one('encoding')
  if (encoding !== undefined) checkEncoding(encoding)
  const timeZone = one('time-zone') ?? 'UTC'
  // The library says what is wrong with a time zone or an amount.
  const january = { from: '2025-01-01', to: '2025-02-01' }
  tallyChurn([{ customer: 1, startedOn: january.from }], { ...january, timeZone })
  const acquisitionSpend = one('acquisition-spend')
  const retentionSpend = one('retention-spend')
  customerCost({
    acquisitionSpend: acquisitionSpend ?? 0,
    acquired: 1,
    retentionSpend: retentionSpend ?? 0,
    retained: 1,
  })
  const smallest = one('smallest-group') ?? '5'
  if (!/^[1-9]\d{0,5}$/.test(smallest))
    throw inputError(`--smallest-group is ${quoted(smallest)}, not a whole number from 1`)
  const shared = pairs('columns', values.columns)
  const columns = Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      new Map([...shared, ...pairs(`${kind}-columns`, values[`${kind}-columns`])]),
    ]),
  ) as unknown as Flags['columns']
  const language = choice('language', ['en', 'fa']) ?? 'en'
  return {
    from: one('from'),
    files: Object.fromEntries(
      KINDS.map((kind) => [kind, values[kind] ?? []]),
    ) as unknown as Flags['files'],
    tallies: positionals,
    columns,
    question: choice('question', QUESTIONS),
    delimiter,
    encoding,
    dateOrder,
    decimal: choice('decimal', ['.', ',']),
    timeZone,
    asOf: day('as-of'),
    html: one('html'),
    language,
    calendar,
    currency: one('currency'),
    smallestGroup: Number(smallest),
    acquisitionSpend,
    retentionSpend,
    involuntary: values.involuntary ?? [],
    nameCustomers: values['name-customers'] ?? false,
    as: values.json ? 'json' : values.csv ? 'csv' : 'text',
    help: values.help ?? false,
    sql: {
      dialect: choice('dialect', Object.keys(DIALECTS)) ?? 'duckdb',
      table: one('table'),
      columns: shared,
      by: values.by ?? [],
      to: day('to'),
    },
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw inputError((error as Error).message.replace(/\. To specify.*$/s, '').replace(/\n/g, ' '))
  }
}

/** Fields and headers: a header may hold any sign, also =. */
function pairs(flag: string, given: readonly string[] = []): Map<string, string> {
  return new Map(
    given.map((pair): [string, string] => {
      const sign = pair.indexOf('=')
      if (sign < 1)
        throw inputError(`--${flag} is ${quoted(pair)}, not a pair such as rating=Score`)
      return [pair.slice(0, sign).trim(), pair.slice(sign + 1).trim()]
    }),
  )
}

/** Whether a text is a day of the calendar. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
