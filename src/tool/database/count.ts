import type { TimeTally } from 'customer-metrics'
import {
  readTallies,
  type SqlColumn,
  type SqlQuery,
  tallyChurnByPeriodSql,
  tallyLivesSql,
  tallyRatingsSql,
  tallyRevenueByPeriodSql,
  tallyTimesSql,
} from 'customer-metrics/sql'
import { MS_PER_DAY } from '../dayLength.js'
import { plain, quoted } from '../escape.js'
import { dayText } from '../read/dates.js'
import type { TableFormat } from '../read/format.js'
import { unreadOf } from '../read/mapping.js'
import type { FileRecord } from '../read/records.js'
import { NOTHING, type RowTable, type TableReading } from '../read/table.js'
import { ifAny } from '../report/attempt.js'
import type { Calendar } from '../report/days.js'
import { monthSeries, type SubscriptionCounts, unnumbered } from '../report/subscriptions.js'
import type { TicketCounts } from '../report/tickets.js'
import type { Holds } from './database.js'
import type { DatabaseTable } from './source.js'

/** What the counting is made by. */
export interface CountOptions {
  readonly timeZone: string
  readonly calendar: Calendar
  /** The last day that is known, where it was said. */
  readonly asOf: string | undefined
  readonly now: Date
}

/** Counts of a table, and what is said of it. */
export interface Counted<Counts> {
  /** Nothing where no row is good. */
  readonly counts: Counts | undefined
  readonly reading: TableReading
}

/** A field of days or moments as the statements take it; nothing where its text has to be read. */
async function timeOf(
  { database, holds }: DatabaseTable,
  field: string,
  kind: 'day' | 'instant',
  timeZone: string,
): Promise<SqlColumn['is'] | undefined> {
  const held = holds(field)
  if (held === 'moment')
    return kind === 'instant' || (await database.knowsZone(timeZone)) ? 'instant' : undefined
  if (kind === 'day') return held === 'day' || held === 'clocks' ? 'day' : undefined
  return held === 'clocks' && timeZone === 'UTC' ? 'utc' : undefined
}

/** The number of the day of a column. */
function dayOf(
  { database }: DatabaseTable,
  column: string,
  is: SqlColumn['is'],
  zone: string,
): string {
  const { dialect } = database
  return is === 'instant'
    ? dialect.dayOf(dialect.zoned(column), dialect.literal(zone))
    : dialect.day(column)
}

/** A text without blanks around it, or NULL where it says that there is nothing. */
function textOf({ database, column, holds }: DatabaseTable, field: string): string {
  const { dialect } = database
  const text = `TRIM(${database.text(column(field), holds(field) as Holds)})`
  const nothing = NOTHING.map((each) => dialect.key(dialect.literal(each))).join(', ')
  return `CASE WHEN ${dialect.key(`LOWER(${text})`)} IN (${nothing}) THEN NULL ELSE ${text} END`
}

/** The rows of a statement of the library, read by it. */
async function ask<Result>({ database }: DatabaseTable, query: SqlQuery<Result>): Promise<Result> {
  const rows = await database.rows(query.text, query.values)
  // Without groups there is one, and nobody is the refusal of the function.
  return readTallies(query, rows as Readonly<Record<string, unknown>>[])[0]?.result as Result
}

/**
 * Answers, counted by question, segment, day and rating where they are: rows that each stand for all
 * that are alike. Nothing where the columns are of other types, or the rows are counts already.
 */
export async function countedAnswers(
  table: DatabaseTable,
  timeZone: string,
): Promise<RowTable | undefined> {
  const { database, rows, holds, column, from } = table
  const { dialect } = database
  const hasDays = holds('answeredOn') !== undefined
  const day = hasDays ? await timeOf(table, 'answeredOn', 'day', timeZone) : undefined
  if (holds('rating') !== 'whole' || holds('responses') || (hasDays && !day)) return undefined
  const texts = ['question', 'segment'].filter((field) => holds(field) !== undefined)
  const rating = column('rating')
  const selected = [
    `CASE WHEN ${rating} IS NULL THEN 0 ELSE ${rating} END AS rating`,
    `CASE WHEN ${rating} IS NULL THEN 0 ELSE 1 END AS answered`,
    ...texts.map((field) => `${database.text(column(field), 'other')} AS ${field}`),
    ...(hasDays ? [`${database.finite(column('answeredOn'))} AS answered_on`] : []),
  ]
  const query = tallyRatingsSql(
    {
      query: `SELECT ${selected.join(', ')} FROM ${from} AS t`,
      columns: { rating: 'rating', answered: { column: 'answered', is: 'number' } },
    },
    {
      dialect,
      by: [
        'answered',
        ...texts,
        ...(day ? [{ column: 'answered_on', every: 'day', is: day } as const] : []),
      ],
      timeZone,
    },
  )
  const place = (header: string): string | undefined =>
    [...rows.mapping].find(([, filled]) => filled === header)?.[0]
  const fields = rows.headers.map(place)
  return {
    ...rows,
    place: () => plain(rows.name),
    each: async (visit) => {
      const found = readTallies(
        query,
        (await database.rows(query.text, query.values)) as Readonly<Record<string, unknown>>[],
      )
      for (const { by, result } of found)
        for (const [value, times] of Object.entries(result)) {
          const cells: Readonly<Record<string, unknown>> = {
            ...by,
            rating: by.answered === 0 ? null : value,
            answeredOn: by.answered_on,
          }
          const record: FileRecord = {
            line: 1,
            times,
            cells: fields.map((field) => String(cells[field as string] ?? '').trim()),
          }
          visit(record)
        }
    },
  }
}

/** What is wrong with a row: a condition in SQL, the field, and what was expected. */
type Fault = readonly [when: string, field: string, expected: string]

/** The number of the first fault of a row, 0 where it has none. */
function faultOf(faults: readonly Fault[]): string {
  return `CASE ${faults.map(([when], at) => `WHEN ${when} THEN ${at + 1}`).join(' ')} ELSE 0 END`
}

/** What is said of a table whose rows were counted where they are. */
function readingOf(
  { rows, mapping }: DatabaseTable,
  format: TableFormat,
  faults: readonly Fault[],
  found: ReadonlyMap<number, number>,
): TableReading {
  const bad = faults.flatMap(([, field, expected], at) => {
    const n = found.get(at + 1) ?? 0
    const where = `${plain(rows.name)}: ${n} ${n === 1 ? 'row' : 'rows'}`
    const column = quoted(mapping.get(field) as string)
    return n > 0 ? [{ n, problem: `${where}: column ${column} is not ${expected}` }] : []
  })
  return {
    file: rows.name,
    rows: found.get(0) ?? 0,
    bad: bad.reduce((sum, { n }) => sum + n, 0),
    problems: bad.map(({ problem }) => problem),
    delimiter: undefined,
    isCounted: true,
    mapping,
    unread: unreadOf(rows.all, mapping, format.telling),
    dateOrder: undefined,
    decimal: '.',
  }
}

/** Rows by their fault, with sums over those of each. */
async function byFault(
  { database }: DatabaseTable,
  inner: string,
  sums: Readonly<Record<string, string>>,
): Promise<{
  readonly n: ReadonlyMap<number, number>
  readonly good: ReadonlyMap<string, number>
}> {
  const selected = Object.entries(sums).map(([name, sum]) => `, ${sum} AS ${name}`)
  const rows = (await database.rows(
    `SELECT x.fault AS fault, COUNT(*) AS n${selected.join('')} FROM (${inner}) AS x GROUP BY x.fault`,
  )) as Readonly<Record<string, unknown>>[]
  const n = new Map(rows.map((row) => [Number(row.fault), Number(row.n)]))
  const row = rows.find(({ fault }) => Number(fault) === 0) ?? {}
  const good = new Map(
    Object.keys(sums).flatMap((name) =>
      (row[name] ?? null) === null ? [] : [[name, Number(row[name])] as const],
    ),
  )
  return { n, good }
}

/** Subscriptions, counted where they are; nothing where columns are of other types. */
export async function countedSubscriptions(
  table: DatabaseTable,
  format: TableFormat,
  { timeZone, calendar, asOf: said, now }: CountOptions,
): Promise<Counted<SubscriptionCounts> | undefined> {
  const { database, column, holds, from } = table
  const { dialect } = database
  const start = await timeOf(table, 'startedOn', 'day', timeZone)
  const end = await timeOf(table, 'endedOn', 'day', timeZone)
  const paid = holds('amount')
  if (!start || !end || (paid !== undefined && paid !== 'exact' && paid !== 'whole'))
    return undefined
  const [started, ended] = [
    database.finite(column('startedOn')),
    database.finite(column('endedOn')),
  ]
  const [s, e] = [dayOf(table, started, start, timeZone), dayOf(table, ended, end, timeZone)]
  const customer = holds('customer') === 'whole' ? column('customer') : textOf(table, 'customer')
  const reason = holds('reason') === undefined ? undefined : textOf(table, 'reason')
  const amount = paid && column('amount')
  const broken = ['NaN', 'Infinity', '-Infinity'].map(dialect.literal).join(', ')
  const faults: Fault[] = [
    [`${customer} IS NULL`, 'customer', 'a customer'],
    [`${s} IS NULL`, 'startedOn', 'a day'],
    ...(amount
      ? [
          [
            `${amount} IS NULL OR ${database.text(amount, 'exact')} IN (${broken})`,
            'amount',
            'an amount',
          ] as const,
        ]
      : []),
    [`${e} < ${s}`, 'endedOn', 'a day from startedOn on'],
    ...(amount ? [[`${amount} < 0`, 'amount', 'an amount of at least 0'] as const] : []),
  ]
  const today = Math.floor(now.getTime() / MS_PER_DAY)
  const upTo = (day: string): string => `MAX(CASE WHEN ${day} <= ${today} THEN ${day} END)`
  const { n, good } = await byFault(
    table,
    `SELECT ${faultOf(faults)} AS fault, ${s} AS s, ${e} AS e, ${reason ?? 'NULL'} AS reason FROM ${from} AS t`,
    {
      s: upTo('x.s'),
      e: upTo('x.e'),
      s_planned: 'MAX(x.s)',
      e_planned: 'MAX(x.e)',
      reasons: 'COUNT(x.reason)',
    },
  )
  const reading = readingOf(table, format, faults, n)
  if (reading.rows === 0) return { counts: undefined, reading }
  const last = (...names: readonly string[]): number =>
    Math.max(...names.flatMap((name) => good.get(name) ?? []))
  const known = last('s', 'e')
  const asOf = said ?? dayText(Number.isFinite(known) ? known : last('s_planned', 'e_planned'))
  const hasReasons = reason !== undefined && (good.get('reasons') as number) > 0
  const chosen = [
    `${customer} AS customer`,
    `${started} AS started_on`,
    `${ended} AS ended_on`,
    ...(hasReasons ? [`${reason} AS reason`] : []),
    ...(amount ? [`${amount} AS amount`] : []),
  ]
  const query = `SELECT ${chosen.join(', ')} FROM ${from} AS t WHERE ${faultOf(faults)} = 0`
  const columns = {
    customer:
      holds('customer') === 'whole' ? ({ column: 'customer', is: 'number' } as const) : 'customer',
    startedOn: { column: 'started_on', is: start },
    endedOn: { column: 'ended_on', is: end },
  }
  const spans = { query, columns: { ...columns, ...(hasReasons && { reason: 'reason' }) } }
  const prices = { query, columns: { ...columns, amount: 'amount' } }
  const terms = { dialect, timeZone }
  const series = { ...terms, ...monthSeries(asOf, calendar) }
  const churn = (await ask(table, tallyChurnByPeriodSql(spans, series))).map(unnumbered)
  const revenue = amount
    ? (await ask(table, tallyRevenueByPeriodSql(prices, { ...series, level: 'customer' }))).map(
        unnumbered,
      )
    : null
  const lived = tallyLivesSql(
    { query, columns },
    { ...terms, asOf, unit: 'month', returns: 'ignore', later: 'ignore' },
  )
  const rows = await database.rows(lived.text, lived.values)
  const lives = ifAny(
    () => readTallies(lived, rows as Readonly<Record<string, unknown>>[])[0]?.result,
  )
  return { counts: { asOf, churn, lives: lives ?? null, revenue }, reading }
}

/** Tickets, counted where they are; nothing where columns are of other types. */
export async function countedTickets(
  table: DatabaseTable,
  format: TableFormat,
  { timeZone, asOf: said, now }: CountOptions,
): Promise<Counted<TicketCounts> | undefined> {
  const { database, column, holds, from } = table
  const { dialect } = database
  const fields = ['openedAt', 'firstReplyAt', 'resolvedAt'].filter(
    (field) => holds(field) !== undefined,
  )
  const moments = new Map<string, string>()
  const columns: Record<string, SqlColumn> = {}
  for (const field of fields) {
    const is = await timeOf(table, field, 'instant', timeZone)
    if (!is) return undefined
    const finite = database.finite(column(field))
    columns[field] = { column: field, is }
    moments.set(
      field,
      dialect.instant(is === 'utc' ? dialect.fromUtc(finite) : dialect.zoned(finite)),
    )
  }
  const opened = moments.get('openedAt') as string
  const faults: Fault[] = [
    [`${opened} IS NULL`, 'openedAt', 'a time'],
    ...fields
      .slice(1)
      .map(
        (field) => [`${moments.get(field)} < ${opened}`, field, 'a time from openedAt on'] as const,
      ),
  ]
  const inner = fields.map((field) => `${moments.get(field)} AS ${dialect.id(field)}`)
  const upTo = (field: string): string => {
    const moment = `x.${dialect.id(field)}`
    return `MAX(CASE WHEN ${moment} <= ${now.getTime()} THEN ${moment} END)`
  }
  const sums = Object.fromEntries(fields.map((field, at) => [`m${at}`, upTo(field)]))
  const hasReplies = fields.includes('firstReplyAt')
  const { n, good } = await byFault(
    table,
    `SELECT ${faultOf(faults)} AS fault, ${inner.join(', ')} FROM ${from} AS t`,
    { ...sums, ...(hasReplies && { replies: `COUNT(x.${dialect.id('firstReplyAt')})` }) },
  )
  const reading = readingOf(table, format, faults, n)
  if (reading.rows === 0) return { counts: undefined, reading }
  const last = Math.max(...fields.flatMap((_, at) => good.get(`m${at}`) ?? []))
  const until = said === undefined ? last : Date.parse(said) + MS_PER_DAY
  const asOf = new Date(Number.isFinite(until) ? until : now).toISOString()
  const chosen = fields.map((field) => `${database.finite(column(field))} AS ${dialect.id(field)}`)
  const source = {
    query: `SELECT ${chosen.join(', ')} FROM ${from} AS t WHERE ${faultOf(faults)} = 0`,
    columns: columns as { openedAt: SqlColumn; resolvedAt: SqlColumn; firstReplyAt?: SqlColumn },
  }
  const terms = { dialect, timeZone, asOf, clock: 'calendar', unit: 'minute' } as const
  const tally = async (query: SqlQuery<TimeTally>): Promise<TimeTally | undefined> => {
    const rows = await database.rows(query.text, query.values)
    return ifAny(() => readTallies(query, rows as Readonly<Record<string, unknown>>[])[0]?.result)
  }
  const replied =
    hasReplies && (good.get('replies') as number) > 0
      ? await tally(tallyTimesSql(source, { ...terms, measure: 'first-reply' }))
      : undefined
  const resolved = await tally(
    tallyTimesSql(source, { ...terms, measure: 'resolution', reopened: 'first' }),
  )
  return {
    counts: {
      firstReply: replied ?? null,
      // A table has one resolution of each ticket, the first and the last.
      resolution: resolved ? { ...resolved, reopened: 'last' } : null,
    },
    reading,
  }
}
