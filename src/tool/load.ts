import { plain, quoted } from './escape.js'
import type { Flags } from './flags.js'
import { inputError } from './inputError.js'
import type { Io } from './io.js'
import { KINDS, type Kind } from './kinds.js'
import type { Part, Sentence } from './page.js'
import { filesOf, withSource } from './read/bytes.js'
import { dayNumber } from './read/dates.js'
import {
  type CellValue,
  COSTS,
  SUBSCRIPTIONS,
  surveyFormat,
  type TableFormat,
  TICKETS,
  TRANSACTIONS,
} from './read/format.js'
import {
  fileTable,
  patternOf,
  type ReadOptions,
  readTable,
  type TableReading,
} from './read/table.js'
import { type ChannelCounter, channelCounter } from './report/costs.js'
import type { SubscriptionCounts } from './report/subscriptions.js'
import type { TicketCounts } from './report/tickets.js'
import { type AnswerCounter, answerCounter } from './stores/answers.js'
import {
  type DayRows,
  orderRows,
  type SubscriptionRows,
  subscriptionRows,
  ticketRows,
} from './stores/rows.js'

/** Everything that was read. */
export interface Loaded {
  readonly answers: AnswerCounter
  readonly subscriptions: SubscriptionRows
  readonly orders: ReturnType<typeof orderRows>
  readonly tickets: ReturnType<typeof ticketRows>
  readonly costs: ChannelCounter
  /** What was counted where the rows are, which then did not come here. */
  readonly counted: {
    readonly subscriptions: SubscriptionCounts[]
    readonly tickets: TicketCounts[]
  }
  readonly readings: Readonly<Record<Kind, readonly TableReading[]>>
}

/** Takes a row, or several that are alike. */
type Visit = (row: readonly CellValue[], alike: number) => void

/** Tables that an engine has. */
export interface Tables {
  /** Reads or counts the table of a name; nothing where the name is a file that is read here. */
  readonly read: (
    kind: Kind,
    name: string,
    isOnly: boolean,
    format: TableFormat,
    options: ReadOptions,
    visit: Visit,
    counted: Loaded['counted'],
  ) => Promise<TableReading | undefined>
  readonly close: () => Promise<void>
}

/** Reads all files and tables that the flags name. */
export async function load(flags: Flags, io: Io, tables?: Tables): Promise<Loaded> {
  const today = Math.floor(io.now.getTime() / 86_400_000)
  const asOf = flags.asOf === undefined ? today : dayOf(flags.asOf)
  const answers = answerCounter(asOf, flags.question, flags.calendar)
  const subscriptions = subscriptionRows(today)
  const orders = orderRows(today)
  const tickets = ticketRows(io.now.getTime())
  const costs = channelCounter()
  const visits: Readonly<Record<Kind, Visit>> = {
    survey: answers.visit,
    subscriptions: subscriptions.visit,
    transactions: orders.visit,
    tickets: tickets.visit,
    costs: costs.visit,
  }
  const formats: Readonly<Record<Kind, TableFormat>> = {
    survey: surveyFormat(flags.question),
    subscriptions: SUBSCRIPTIONS,
    transactions: TRANSACTIONS,
    tickets: TICKETS,
    costs: COSTS,
  }
  checkFields(flags, formats)
  const readings: Record<Kind, TableReading[]> = {
    survey: [],
    subscriptions: [],
    transactions: [],
    tickets: [],
    costs: [],
  }
  const counted: Loaded['counted'] = { subscriptions: [], tickets: [] }
  const progress = progressOn(io)
  const { delimiter, encoding, dateOrder, decimal, timeZone, calendar } = flags
  for (const kind of KINDS) {
    const options: ReadOptions = {
      delimiter,
      encoding,
      dateOrder,
      decimal,
      timeZone,
      calendar,
      columns: flags.columns[kind],
      flag: 'columns',
      watch: progress.show,
    }
    const [format, visit] = [formats[kind], visits[kind]]
    const names = flags.files[kind]
    for (const name of names) {
      const isOnly = names.length === 1
      const reading = await tables
        ?.read(kind, name, isOnly, format, options, visit, counted)
        .finally(progress.clear)
      if (reading) readings[kind].push(reading)
      else
        for (const file of filesOf(name))
          readings[kind].push(
            await withSource(file, async (source) =>
              readTable(await fileTable(source, format, options), format, options, visit),
            ).finally(progress.clear),
          )
    }
  }
  return { answers, subscriptions, orders, tickets, costs, counted, readings }
}

/** A field that no file of the report has is a slip of the pen. */
function checkFields(flags: Flags, formats: Readonly<Record<Kind, TableFormat>>): void {
  const given = KINDS.filter((kind) => flags.files[kind].length > 0)
  const known = given.flatMap((kind) => formats[kind].columns.map(({ field }) => field))
  for (const kind of given)
    for (const field of flags.columns[kind].keys())
      if (!known.includes(field))
        throw inputError(
          `--columns: ${quoted(field)} is no field, one of ${[...new Set(known)].join(', ')} is`,
        )
}

/** A day of the command line as a day number. */
function dayOf(day: string): number {
  return dayNumber(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))) as number
}

/** Says how far a reading is, where somebody watches. */
function progressOn({ isWatched, err }: Io): {
  readonly show: (name: string, share: number) => void
  readonly clear: () => void
} {
  let shown = ''
  return {
    show: (name, share) => {
      const line = `reading ${plain(name)} ${Math.floor(100 * share)} %`
      if (!isWatched || line === shown) return
      shown = line
      err(`\r${line}`)
    },
    clear: () => {
      if (shown) err('\r\u001b[K')
      shown = ''
    },
  }
}

/** The last day of a kind of file whose facts are known; at least one row was read. */
export function knownUpTo(flags: Flags, rows: Pick<DayRows<unknown>, 'lastDay'>): string {
  return flags.asOf ?? rows.lastDay()
}

/** What was understood of a file, for the report on it. */
export function describe(reading: TableReading): Sentence {
  const { file, rows, bad, mapping, delimiter, dateOrder, decimal, isCounted } = reading
  const parts: Part[] = [
    ...(isCounted ? [{ label: 'counted where they are' }] : []),
    ...(delimiter === undefined || delimiter === ',' || delimiter === 'JSON lines'
      ? []
      : [{ label: 'divided by {sign}', values: { sign: { text: JSON.stringify(delimiter) } } }]),
    ...(dateOrder
      ? [
          {
            label: 'dates read as {pattern}',
            values: { pattern: { text: patternOf(dateOrder) } },
          },
        ]
      : []),
    ...(decimal === ',' ? [{ label: '"," before the decimals' }] : []),
    {
      list: [...mapping].map(([field, header]) => ({
        label: '{field} from {header}',
        values: { field: { text: field }, header: { text: quoted(header) } },
      })),
      divider: ', ',
    },
  ]
  return {
    say:
      bad > 0
        ? '{file}: {rows} rows, {bad} bad ones left out; {how}'
        : '{file}: {rows} rows; {how}',
    words: {
      file: { text: file },
      rows: { count: rows },
      bad: { count: bad },
      how: { list: parts, divider: '; ' },
    },
  }
}

/** Columns of a file that were not read, and would change what counts. */
export function describeUnread({ file, unread }: TableReading): Sentence[] {
  if (unread.length === 0) return []
  const columns = unread.map(quoted).join(', ')
  return [
    {
      say: '{file}: {columns} not read; trials, pauses, late payments and discounts count in full',
      words: { file: { text: file }, columns: { text: columns } },
    },
  ]
}

/** Names the bad rows of all files; returns how many there were. */
export function complain(readings: Loaded['readings'], io: Io): number {
  let all = 0
  for (const kind of KINDS)
    for (const { problems, bad, file } of readings[kind]) {
      for (const problem of problems) io.err(`${problem}\n`)
      if (bad > problems.length)
        io.err(`${plain(file)}: and ${bad - problems.length} bad rows more\n`)
      all += bad
    }
  if (all > 0) io.err(`${all} bad rows were left out of the report\n`)
  return all
}
