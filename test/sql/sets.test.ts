import * as sql from 'customer-metrics/sql'
import { describe, expect, it } from 'vitest'
import { SQL_SETS } from '../support/sqlSets.js'

describe('every statement is compared by many sets of options', () => {
  it('of each there are sets', () => {
    const statements = Object.keys(sql).filter((name) => name.endsWith('Sql'))
    expect(Object.keys(SQL_SETS).sort()).toEqual(statements.sort())
  })

  it.each(Object.entries(SQL_SETS))('%s by 20 different ones at least', (_name, sets) => {
    const different = new Set(
      sets.map((set) =>
        JSON.stringify(set, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)),
      ),
    )
    expect(different.size).toBe(sets.length)
    expect(different.size).toBeGreaterThanOrEqual(20)
  })
})
