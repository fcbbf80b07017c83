import {
  check,
  checkChoice,
  checkList,
  checkObject,
  checkSome,
  checkWhole,
  type Fields,
  type Path,
  readFields,
  refuse,
} from '../internal/guard.js'
import { keyOfBigint } from '../internal/rows/customers.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkDay, dayReader, type ReadDay } from '../internal/time/days.js'
import {
  checkWeekStart,
  PERIOD_UNITS,
  type PeriodUnit,
  startOfPeriod,
  type WeekDay,
} from '../internal/time/periods.js'

/** A value that names a group: that of a column, or the first day of a period. */
export type GroupValue = string | number | boolean | null

/** What names a group: its value of each column. A total has no value of the columns that it adds up. */
export type GroupKey = Readonly<Record<string, GroupValue>>

/** Which totals there are beside the groups. */
export type GroupTotals = 'all' | 'rollup'

/** Groups by the calendar period of a column of days. */
export interface GroupPeriod<Column extends string = string> {
  /** The column's name. */
  readonly column: Column
  /** The length of a period. Periods begin with the calendar's. */
  readonly every: PeriodUnit
  /** The day that weeks begin on; required where `every` is `'week'`. */
  readonly weekStartsOn?: WeekDay
}

/** The fields that are read; another one is refused. */
const GROUP_PERIOD: Fields<GroupPeriod> = { column: 1, every: 1, weekStartsOn: 0 }

/** How rows are divided into groups. */
export interface GroupOptions<Column extends string> {
  /** The columns to group by, each by its name or by the period of its days. */
  readonly by: readonly (Column | GroupPeriod<Column>)[]
  /**
   * Totals beside the groups: `'all'`, one of all rows; `'rollup'`, also those of the first column, of
   * the first two, and so on.
   * @defaultValue groups only
   */
  readonly totals?: GroupTotals
  /**
   * The number of rows below which a group is marked as small.
   * @defaultValue `1`: no group is small
   */
  readonly minimum?: number
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a period is of instants, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
export const GROUP_OPTIONS: Fields<GroupOptions<string>> = {
  by: 1,
  totals: 0,
  minimum: 0,
  timeZone: 0,
}

/** A group, before anything is made of its rows. */
export interface GroupHead {
  /** The value of each column. Totals have fewer columns, and that of all rows has none. */
  readonly by: GroupKey
  /** Whether it adds up other groups. */
  readonly total: boolean
  /** Number of rows. */
  readonly size: number
  /** Whether it has fewer rows than `minimum`. */
  readonly small: boolean
}

/** A group in the making, and the totals that add it up. */
interface OpenGroup<Content> {
  readonly by: GroupKey
  readonly content: Content
  readonly totals: readonly OpenGroup<Content>[]
  size: number
}

/** Where values that are not text lead from a column. */
const OTHERS: unique symbol = Symbol('others')

/**
 * Where the values of a column lead: to those of the next column, or to the group. Texts are fields, as
 * an object finds a text sooner than a map.
 */
interface Branch<Content> {
  [text: string]: Branch<Content> | OpenGroup<Content>
  readonly [OTHERS]: Map<unknown, Branch<Content> | OpenGroup<Content>>
}

/** A column, and how its value is made where that is not the value itself. */
interface Column {
  readonly name: string
  readonly period: ((value: unknown, index: number) => string) | undefined
  /** The kind of its values, and where the first of them is. */
  kind: string | undefined
  first: number
  isFound: boolean
}

/** Rows on their way into groups. */
export interface GroupReader<Content> {
  /** Gives a row to its group, and to the totals of it. */
  readonly visit: (row: object, index: number) => void
  /** The groups in the order met; then the totals, those of most columns first. */
  readonly end: (
    rows: unknown,
  ) => readonly { readonly head: GroupHead; readonly content: Content }[]
}

/**
 * Divides rows by columns. What a group holds is made when its first row comes, and is given each of
 * its rows.
 */
export function groupReader<Content>(
  metric: string,
  options: GroupOptions<string>,
  start: () => Content,
  add: (content: Content, row: object, index: number) => void,
): GroupReader<Content> {
  const columns = readColumns(metric, options.by, dayReader(metric, options.timeZone))
  const { totals } = options
  if (totals !== undefined) checkChoice(metric, ['totals'], totals, ['all', 'rollup'])
  const minimum = checkWhole(metric, ['minimum'], options.minimum ?? 1, 1)
  /** The groups of each number of columns, in the order met. */
  const levels = [...columns, undefined].map((): OpenGroup<Content>[] => [])
  const last = columns.length
  const open = (by: GroupKey, level: number, above: readonly OpenGroup<Content>[]) => {
    const group = { by, content: start(), totals: above, size: 0 }
    ;(levels[level] as OpenGroup<Content>[]).push(group)
    return group
  }
  const totalsAt = (by: GroupKey, level: number, above: readonly OpenGroup<Content>[]) =>
    totals === 'rollup' || (totals === 'all' && level === 0)
      ? [...above, open(by, level, above)]
      : above
  /** What is known of a branch beside its values. */
  const ways = new Map<
    Branch<Content>,
    { readonly by: GroupKey; readonly above: readonly OpenGroup<Content>[] }
  >()
  const branch = (by: GroupKey, level: number, above: readonly OpenGroup<Content>[]) => {
    const made: Branch<Content> = Object.assign(Object.create(null), { [OTHERS]: new Map() })
    ways.set(made, { by, above: totalsAt(by, level, above) })
    return made
  }
  const grow = (from: Branch<Content>, level: number, value: unknown, index: number) => {
    const column = columns[level] as Column
    const key = readKey(metric, column, value, index)
    const way = ways.get(from) as { by: GroupKey; above: readonly OpenGroup<Content>[] }
    const make = level + 1 === last ? open : branch
    // Another way to write a known value: undefined is null, and 7n is 7.
    const next =
      from[OTHERS].get(key) ?? make({ ...way.by, [column.name]: key }, level + 1, way.above)
    if (typeof value === 'string') from[value] = next
    else from[OTHERS].set(value, next).set(key, next)
    return next
  }
  const follow = (
    from: Branch<Content> | OpenGroup<Content>,
    level: number,
    given: unknown,
    index: number,
  ): Branch<Content> | OpenGroup<Content> => {
    const { period } = columns[level] as Column
    const value = period ? period(given, index) : given
    const at = from as Branch<Content>
    const next = typeof value === 'string' ? at[value] : at[OTHERS].get(value)
    return next ?? grow(at, level, value, index)
  }
  const [first, second, third, ...others] = columns.map(({ name }) => name)
  let root: Branch<Content> | undefined
  return {
    visit: (row, index) => {
      const values = row as Readonly<Record<string, unknown>>
      root ??= branch({}, 0, [])
      // An engine reads a field soonest where a place in the code reads one field alone.
      let at = follow(root, 0, values[first as string], index)
      if (second !== undefined) at = follow(at, 1, values[second], index)
      if (third !== undefined) at = follow(at, 2, values[third], index)
      for (let more = 0; more < others.length; more++)
        at = follow(at, more + 3, values[others[more] as string], index)
      const group = at as OpenGroup<Content>
      group.size++
      add(group.content, row, index)
      for (let total = 0; total < group.totals.length; total++) {
        const above = group.totals[total] as OpenGroup<Content>
        above.size++
        add(above.content, row, index)
      }
    },
    end: (rows) => {
      checkSome(metric, ['rows'], rows, (levels[last] as OpenGroup<Content>[]).length, 'row')
      checkFound(metric, columns)
      return levels.reverse().flatMap((groups, depth) =>
        groups.map(({ by, content, size }) => ({
          head: { by, total: depth > 0, size, small: size < minimum },
          content,
        })),
      )
    },
  }
}

/** The columns to group by, each once. */
function readColumns(metric: string, by: unknown, readDay: ReadDay): Column[] {
  const list = Array.from(checkList<unknown>(metric, ['by'], by))
  checkSome(metric, ['by'], by, list.length, 'column')
  const names = new Set<string>()
  return list.map((item, index) => {
    const path: Path = ['by', index]
    const period = typeof item === 'string' ? undefined : readPeriod(metric, path, item)
    const name = period ? period.column : item
    const isFree = typeof name === 'string' && !names.has(name)
    check(metric, path, name, isFree, 'a column that stands once', 'invalid')
    names.add(name as string)
    return {
      name: name as string,
      period: period && periodReader(metric, name as string, period, readDay),
      kind: undefined,
      first: 0,
      isFound: false,
    }
  })
}

function readPeriod(metric: string, path: Path, item: unknown): GroupPeriod {
  const given = checkObject(metric, path, item, 'a column, or { column, every }')
  return readFields<GroupPeriod>(metric, path, given, GROUP_PERIOD)
}

/** Reads a day as the first day of its period. */
function periodReader(
  metric: string,
  name: string,
  { every, weekStartsOn }: GroupPeriod,
  readDay: ReadDay,
): (value: unknown, index: number) => string {
  const unit = checkChoice(metric, ['every'], every, PERIOD_UNITS)
  const weekStart = checkWeekStart(metric, unit, weekStartsOn)
  const starts = new Map<number, string>()
  return (value, index) => {
    const day = readDay(value)
    if (Number.isNaN(day)) checkDay(metric, ['rows', index, name], value, readDay)
    const start = starts.get(day) ?? formatDay(startOfPeriod(day, unit, weekStart))
    starts.set(day, start)
    return start
  }
}

/** A value as it names a group. Values of one column are of one kind: 1 and '1' would be two groups. */
function readKey(metric: string, column: Column, value: unknown, index: number): GroupValue {
  column.isFound ||= value !== undefined
  if (value == null) return null
  const key = typeof value === 'bigint' ? keyOfBigint(value) : value
  const path: Path = ['rows', index, column.name]
  const isNumber = Number.isFinite(key)
  if (!isNumber && typeof key !== 'string' && typeof key !== 'boolean')
    refuse(metric, path, value, `${VALUE}: name a column of days by { column, every }`, 'invalid')
  const kind = typeof value === 'bigint' ? 'number' : typeof value
  if (column.kind === undefined) column.first = index
  column.kind ??= kind
  const expected = `a ${column.kind} as at rows[${column.first}]: 1 and '1' are two groups, so make all of one kind`
  check(metric, path, value, kind === column.kind, expected, 'mismatch')
  return (isNumber ? (key as number) + 0 : key) as GroupValue
}

const VALUE = 'text, a number, true, false or null'

/** A column that no row has is misspelt. */
function checkFound(metric: string, columns: readonly Column[]): void {
  columns.forEach(({ name, isFound }, index) => {
    check(metric, ['by', index], name, isFound, 'a column that any row has', 'invalid')
  })
}
