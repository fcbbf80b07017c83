import { appendFileSync } from 'node:fs'
import { MetricError } from 'customer-metrics'
import { readTallies, type SqlDialect, type SqlQuery } from 'customer-metrics/sql'
import { expect } from 'vitest'
import type { Engine } from './engines.js'

/** What a call comes to; nothing where it is refused for want of anybody. */
function orNobody<Result>(call: () => Result): Result | undefined {
  try {
    return call()
  } catch (error) {
    if (error instanceof MetricError && error.code === 'empty') return undefined
    throw error
  }
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
    // What `npm run engines` says of each engine.
    if (process.env.SQL_COUNTS)
      appendFileSync(process.env.SQL_COUNTS, `${dialect.name}=${numbers.size}\n`)
    for (const number of numbers)
      expect(found.get(number), `${dialect.name}, case ${number}`).toEqual(expected.get(number))
  }
}
