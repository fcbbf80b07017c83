import { check } from '../internal/guard.js'
import type { Draft } from './draft.js'
import type { SqlQuery } from './query.js'
import { type Reading, type ResultRow, readGroups } from './rows.js'

/** The group's columns and others, in one list. */
export function list(draft: Draft, ...names: readonly string[]): string {
  return [...draft.groups.map((_, index) => `g${index}`), ...names].join(', ')
}

/** Divides by the group's columns and others. Nothing at all makes no group, by columns or not. */
export function groupBy(draft: Draft, ...names: readonly string[]): string {
  const columns = list(draft, ...names)
  return columns === '' ? 'HAVING COUNT(*) > 0' : `GROUP BY ${columns}`
}

/** The rows of the source: the group's columns, and an expression for each other name. */
export function rowsOf(draft: Draft, columns: Readonly<Record<string, string>>): string {
  const groups = draft.groups.map(({ sql }, index) => `${numbered(draft, index, sql)} AS g${index}`)
  const others = Object.entries(columns).map(([name, sql]) => `${sql} AS ${name}`)
  return `SELECT ${[...groups, ...others].join(',\n    ')}\n  FROM ${draft.from}`
}

/** A group's column; a day that stands for a period becomes the number of it. */
export function numbered(draft: Draft, index: number, sql: string): string {
  const calendar = draft.groups[index]?.calendar
  return calendar ? calendar.numberOf(draft.dialect, sql) : sql
}

/** The parts of a statement: named tables in order, and the last of them as the result. */
export interface Statement<Result, Kept> extends Reading<Result, Kept> {
  /** Each table's name and its query. */
  readonly tables: readonly (readonly [name: string, query: string])[]
  /** The columns of the last table beside the group's, and their names in the result. */
  readonly columns: Readonly<Record<string, string>>
}

/** What the names of our tables begin with. */
const PREFIX = 'cm_'

/** Writes a statement. */
export function compose<Result, Kept = ResultRow>(
  draft: Draft,
  statement: Statement<Result, Kept>,
): SqlQuery<Result> {
  const { dialect, groups, metric } = draft
  const names = Object.values(statement.columns)
  groups.forEach(({ name }, index) => {
    const isFree = !names.includes(name)
    check(metric, ['by', index], name, isFree, 'a name that the result does not have', 'mismatch')
  })
  // A table of the caller's may have any of our names, and some engines would take it for ours.
  const own = statement.tables.map(([name]) => name).join('|')
  const mention = new RegExp(`\\b(FROM|JOIN) (${own})\\b`, 'g')
  const tables = statement.tables.map(([name, query], index) => {
    const body = index === 0 ? query : query.replace(mention, `$1 ${PREFIX}$2`)
    return `${PREFIX}${name} AS (\n  ${body}\n)`
  })
  const columns = [
    ...groups.map(({ name }, index) => `r.g${index} AS ${dialect.id(name)}`),
    ...Object.entries(statement.columns).map(
      ([inner, name]) => `r.${inner} AS ${dialect.id(name)}`,
    ),
  ]
  const last = statement.tables.at(-1)?.[0]
  const marked = `WITH ${tables.join(',\n')}\nSELECT ${columns.join(', ')}\nFROM ${PREFIX}${last} AS r`
  const values: (string | number)[] = []
  const text = fill(marked, draft.values, (value) => {
    const known = dialect.placeholders === 'numbered' ? values.indexOf(value) : -1
    const position = known < 0 ? values.push(value) : known + 1
    return dialect.param(position, typeof value === 'number' ? 'integer' : 'text')
  })
  const literal = fill(marked, draft.values, (value) =>
    typeof value === 'number' ? (value < 0 ? `(${value})` : `${value}`) : dialect.literal(value),
  )
  return {
    text,
    values,
    literal,
    columns: [...groups.map(({ name }) => name), ...names],
    read: ((rows: unknown) =>
      readGroups(draft, names, rows, statement)) as SqlQuery<Result>['read'],
  }
}

/** Puts something in the place of each mark. */
function fill(
  marked: string,
  values: readonly (string | number)[],
  write: (value: string | number) => string,
): string {
  return marked.replace(/\0(\d+)\0/g, (_, place: string) =>
    write(values[+place] as string | number),
  )
}
