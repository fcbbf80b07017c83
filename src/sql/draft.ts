import {
  check,
  checkChoice,
  checkFields,
  checkObject,
  checkWhole,
  readList,
} from '../internal/guard.js'
import { dayReader, type ReadDay } from '../internal/time/days.js'
import { checkWeekStart, PERIOD_UNITS } from '../internal/time/periods.js'
import type { SqlDialect } from './dialect.js'
import { type Calendar, makeCalendar } from './parts/calendar.js'
import type { SqlColumn, SqlColumnKind, SqlPeriodGroup } from './source.js'

/** What a field is, which says how its column is read. */
export type FieldKind =
  | 'id'
  | 'day'
  | 'moment'
  | 'moment-day'
  | 'amount'
  | 'number'
  | 'text'
  | 'flag'

/** The fields and the options of a twin. */
export interface Shape {
  readonly required: Readonly<Record<string, FieldKind>>
  readonly optional?: Readonly<Record<string, FieldKind>>
  readonly options: readonly string[]
}

/** A group's column: its name in the result, its expression, and how its value is shown. */
interface DraftGroup {
  readonly name: string
  readonly sql: string
  readonly calendar?: Calendar
}

/** A statement in the making: what was given, checked, and how its parts are written. */
export interface Draft {
  readonly metric: string
  readonly dialect: SqlDialect
  readonly readDay: ReadDay
  readonly groups: readonly DraftGroup[]
  /** The values of the statement so far, each marked in the text by its place. */
  readonly values: (string | number)[]
  /** The source after `FROM`. */
  readonly from: string
  /** A value as a mark, which becomes a placeholder or is written in. */
  readonly value: (value: string | number) => string
  /** Whether a field has a column. */
  readonly has: (field: string) => boolean
  /** The column of a field as it is. */
  readonly column: (field: string) => string
  /** An id as a key that groups byte for byte. */
  readonly key: (field: string) => string
  /** A day as its number. */
  readonly day: (field: string) => string
  /** A moment in milliseconds. */
  readonly moment: (field: string) => string
  /** Whether a field of days holds moments. */
  readonly isMoment: (field: string) => boolean
  /** An amount that adds exactly. */
  readonly amount: (field: string) => string
  /** Whether an amount would be rounded. */
  readonly isFiner: (field: string) => string
  /** A sum of a field's amounts as text. */
  readonly text: (field: string, sum: string) => string
}

interface Column {
  readonly sql: string
  readonly is: SqlColumnKind | undefined
  readonly decimals: number
}

/** Checks what a twin was given. */
export function openDraft<Options extends object>(
  metric: string,
  source: unknown,
  options: Options,
  shape: Shape,
  values: (string | number)[] = [],
): Draft {
  const given = checkObject<Options & { dialect?: unknown; by?: unknown; timeZone?: unknown }>(
    metric,
    ['options'],
    options,
  )
  const named = ['dialect', 'by', ...shape.options]
  checkFields(metric, [], given, named)
  const dialect = readDialect(metric, given.dialect)
  const readDay = dayReader(metric, given.timeZone)
  const value = (next: string | number): string => {
    const known = values.indexOf(next)
    return `\0${known < 0 ? values.push(next) - 1 : known}\0`
  }
  const rows = checkObject<{ table?: unknown; query?: unknown; columns?: unknown }>(
    metric,
    ['source'],
    source,
  )
  checkFields(metric, ['source'], rows, ['table', 'query', 'columns'])
  const from = readRows(metric, rows, dialect)
  const mapping = checkObject<Record<string, unknown>>(metric, ['source', 'columns'], rows.columns)
  const kinds: Record<string, FieldKind> = { ...shape.required, ...shape.optional }
  const columns = new Map<string, Column>()
  for (const [field, kind] of Object.entries(kinds)) {
    const path = ['source', 'columns', field]
    const found = Object.hasOwn(mapping, field) ? mapping[field] : undefined
    check(
      metric,
      path,
      found,
      found !== undefined || !Object.hasOwn(shape.required, field),
      'the name of a column',
      'invalid',
    )
    if (found !== undefined) columns.set(field, readColumn(metric, path, found, kind, dialect))
  }
  const checkZone = (path: string[]): void => {
    const { timeZone } = given
    const zone = 'an IANA time zone, as there are moments in this column'
    check(
      metric,
      ['timeZone'],
      timeZone,
      timeZone !== undefined,
      `${zone}: ${path.join('.')}`,
      'invalid',
    )
    const isKnown = dialect.timeZones === 'any' || timeZone === 'UTC'
    check(
      metric,
      ['timeZone'],
      timeZone,
      isKnown,
      `UTC, the one time zone that ${dialect.name} has`,
      'mismatch',
    )
  }
  const dayOf = (column: Column, path: string[]): string => {
    const isInstant = column.is === 'instant' || column.is === 'utc'
    if (!isInstant) return dialect.day(column.sql)
    checkZone(path)
    return dialect.dayOf(momentOf(dialect, column), value(given.timeZone as string))
  }
  const groups = readBy(metric, given.by, kinds, mapping, dialect, dayOf)
  const allowed = [...Object.keys(kinds), ...groups.map(({ name }) => name)]
  checkFields(metric, ['source', 'columns'], mapping, allowed)
  const of = (field: string): Column => columns.get(field) as Column
  return {
    metric,
    dialect,
    readDay,
    groups,
    values,
    from,
    value,
    has: (field) => columns.has(field),
    column: (field) => of(field).sql,
    key: (field) => keyOf(dialect, of(field)),
    day: (field) => dayOf(of(field), ['source', 'columns', field]),
    moment: (field) => dialect.instant(momentOf(dialect, of(field))),
    isMoment: (field) => of(field).is === 'instant' || of(field).is === 'utc',
    amount: (field) => exactOf(dialect, of(field)),
    isFiner: (field) => dialect.isFiner(of(field).sql, of(field).decimals),
    text: (field, sum) => dialect.text(sum, of(field).decimals),
  }
}

function exactOf(dialect: SqlDialect, { sql, is, decimals }: Column): string {
  return dialect.exact(is === 'float' ? dialect.decimal(sql, decimals) : sql, decimals)
}

function momentOf(dialect: SqlDialect, { sql, is }: Column): string {
  return is === 'utc' ? dialect.fromUtc(sql) : dialect.zoned(sql)
}

/** An id as a key; a number needs none. */
function keyOf(dialect: SqlDialect, { sql, is }: Column): string {
  return is === 'number' ? sql : dialect.key(sql)
}

function readDialect(metric: string, value: unknown): SqlDialect {
  const dialect = value as Partial<SqlDialect> | undefined
  const known = typeof dialect?.id === 'function' && typeof dialect.param === 'function'
  const expected = 'a dialect, such as duckdb of customer-metrics/sql'
  return check(metric, ['dialect'], value, known, expected, 'invalid')
}

/** A name without the one character that no engine has in it. */
function checkName(metric: string, path: readonly (string | number)[], value: unknown): string {
  const isName = typeof value === 'string' && value !== '' && !value.includes('\0')
  return check(metric, path, value, isName, 'a name that is not empty', 'invalid')
}

function readRows(
  metric: string,
  { table, query }: { readonly table?: unknown; readonly query?: unknown },
  dialect: SqlDialect,
): string {
  if (query === undefined)
    return `${checkName(metric, ['source', 'table'], table)
      .split('.')
      .map((part) => dialect.id(checkName(metric, ['source', 'table'], part)))
      .join('.')} AS t`
  check(
    metric,
    ['source', 'table'],
    table,
    table === undefined,
    'absent beside a query',
    'mismatch',
  )
  const text = checkName(metric, ['source', 'query'], query).trim()
  const isOne = !text.endsWith(';')
  check(metric, ['source', 'query'], text, isOne, 'a statement without a semicolon at its end')
  // The line end closes a comment in the last line.
  return `(\n${text}\n) AS t`
}

const KINDS: Readonly<Record<FieldKind, readonly SqlColumnKind[]>> = {
  id: ['number'],
  day: ['day', 'instant', 'utc'],
  moment: ['instant', 'utc'],
  'moment-day': ['day', 'instant', 'utc'],
  flag: [],
  amount: ['float'],
  number: [],
  text: [],
}

function readColumn(
  metric: string,
  path: readonly string[],
  value: unknown,
  kind: FieldKind,
  dialect: SqlDialect,
): Column {
  const column = (name: string): string => `t.${dialect.id(name)}`
  const usual = kind === 'moment-day' ? 'instant' : undefined
  if (typeof value === 'string')
    return { sql: column(checkName(metric, path, value)), is: usual, decimals: 2 }
  const given = checkObject<SqlColumn>(metric, path, value)
  const fields = ['column', 'is', ...(kind === 'amount' ? ['decimals'] : [])]
  checkFields(metric, path, given, fields)
  if (given.is !== undefined) checkChoice(metric, [...path, 'is'], given.is, KINDS[kind])
  return {
    sql: column(checkName(metric, [...path, 'column'], given.column)),
    is: given.is ?? usual,
    decimals: checkWhole(metric, [...path, 'decimals'], given.decimals ?? 2, 0, 15),
  }
}

function readBy(
  metric: string,
  by: unknown,
  kinds: Readonly<Record<string, FieldKind>>,
  mapping: Readonly<Record<string, unknown>>,
  dialect: SqlDialect,
  dayOf: (column: Column, path: string[]) => string,
): DraftGroup[] {
  const names = new Set<string>()
  return readList(metric, ['by'], by ?? [], (item, path) => {
    const isName = typeof item === 'string'
    const period = isName ? undefined : checkObject<SqlPeriodGroup>(metric, path, item)
    const name = checkName(
      metric,
      isName ? path : [...path, 'column'],
      isName ? item : period?.column,
    )
    const isFree = !Object.hasOwn(kinds, name) && !names.has(name)
    check(metric, path, name, isFree, 'a column that is no field and stands once', 'mismatch')
    names.add(name)
    const found = Object.hasOwn(mapping, name) ? mapping[name] : name
    if (!period) {
      const column = readColumn(metric, ['source', 'columns', name], found, 'id', dialect)
      return { name, sql: keyOf(dialect, column) }
    }
    const { every, weekStartsOn, ...column } = period
    checkChoice(metric, [...path, 'every'], every, PERIOD_UNITS)
    const weekStart = checkWeekStart(metric, every, weekStartsOn)
    const read = readColumn(metric, path.map(String), column, 'day', dialect)
    const calendar = makeCalendar(every, ANCHOR, weekStart)
    return { name, sql: dayOf(read, path.map(String)), calendar }
  })
}

/** 0001-01-01: periods of groups are counted from there, so that none is negative. */
const ANCHOR = -719_162
