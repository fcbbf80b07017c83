import { appendFileSync } from 'node:fs'
import { MetricError } from 'customer-metrics'
import { readTallies, type SqlDialect, type SqlQuery } from 'customer-metrics/sql'
import { expect } from 'vitest'
import type { Engine } from './engines.js'
import type { GroupSet } from './sqlSets.js'

/** What a call comes to; nothing where it is refused for want of anybody. */
function orNobody<Result>(call: () => Result): Result | undefined {
  try {
    return call()
  } catch (error) {
    if (error instanceof MetricError && error.code === 'empty') return undefined
    throw error
  }
}

/** The first day of the period of a day, counted by the host's own dates. */
function periodOf(day: string, every: string, weekStartsOn: string | undefined): string {
  const date = new Date(day)
  if (every === 'week') {
    const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
    while (names[date.getUTCDay()] !== weekStartsOn) date.setUTCDate(date.getUTCDate() - 1)
  } else if (every !== 'day') {
    date.setUTCDate(1)
    if (every === 'quarter') date.setUTCMonth(date.getUTCMonth() - (date.getUTCMonth() % 3))
    if (every === 'year') date.setUTCMonth(0)
  }
  return date.toISOString().slice(0, 10)
}

/** What names the group of a row. */
function groupOf(
  row: Readonly<Record<string, unknown>>,
  { by, timeZone = 'UTC' }: GroupSet,
): unknown[] {
  const values = by.map((each) => {
    if (typeof each === 'string') return row[each]
    const value = row[each.column] as string
    const day =
      each.is === 'instant'
        ? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(value))
        : value
    return periodOf(day, each.every, each.weekStartsOn)
  })
  return [row.case, ...values]
}

/** Groups of each case, by columns and periods, give what the function gives for their rows. */
export async function expectGroupsEqual<Row extends { readonly case: number }, Result>(
  engines: readonly Engine[],
  cases: readonly (readonly Row[])[],
  groups: GroupSet,
  twin: (options: {
    dialect: SqlDialect
    by: GroupSet['by']
    timeZone?: string
  }) => SqlQuery<Result>,
  call: (rows: readonly Row[]) => unknown,
): Promise<void> {
  const divided = new Map<string, Row[]>()
  for (const row of cases.flat()) {
    const key = JSON.stringify(groupOf(row, groups))
    const rows = divided.get(key)
    if (rows) rows.push(row)
    else divided.set(key, [row])
  }
  const expected = new Map<string, unknown>()
  for (const [key, rows] of divided) {
    const result = orNobody(() => call(rows))
    if (result !== undefined) expected.set(key, result)
  }
  for (const { dialect, run } of engines) {
    if (groups.timeZone !== undefined && groups.timeZone !== 'UTC' && dialect.timeZones !== 'any')
      continue
    const query = twin({ ...groups, by: ['case', ...groups.by], dialect })
    const found = new Map(
      readTallies(query, await run(query.text, query.values)).map(({ by, result }) => {
        const [number, ...values] = Object.values(by)
        return [JSON.stringify([Number(number), ...values]), result]
      }),
    )
    noteCases(dialect, cases.length)
    for (const key of new Set([...expected.keys(), ...found.keys()]))
      expect(found.get(key), `${dialect.name}, ${key}`).toEqual(expected.get(key))
  }
}

/** What `npm run engines` says of each engine. */
function noteCases({ name }: SqlDialect, cases: number): void {
  if (process.env.SQL_COUNTS) appendFileSync(process.env.SQL_COUNTS, `${name}=${cases}\n`)
}

/** All groups of a query give what the function gives for the rows of each case. */
export async function expectEqual<Row, Result>(
  engines: readonly Engine[],
  cases: readonly (readonly Row[])[],
  twin: (dialect: SqlDialect) => SqlQuery<Result>,
  call: (rows: readonly Row[]) => unknown,
): Promise<void> {
  const expected = new Map<number, unknown>()
  cases.forEach((rows, number) => {
    const result = orNobody(() => call(rows))
    if (result !== undefined) expected.set(number, result)
  })
  for (const { dialect, run } of engines) {
    const query = twin(dialect)
    const groups = readTallies(query, await run(query.text, query.values))
    const found = new Map(groups.map(({ by, result }) => [Number(by.case), result]))
    const numbers = new Set([...expected.keys(), ...found.keys()])
    noteCases(dialect, numbers.size)
    for (const number of numbers)
      expect(found.get(number), `${dialect.name}, case ${number}`).toEqual(expected.get(number))
  }
}
