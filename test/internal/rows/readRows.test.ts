import { tallyRatings } from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { givesRows } from '../../../src/internal/rows/readRows.js'

async function* later(): AsyncGenerator<number> {
  yield 9
}

describe('rows', () => {
  it.each([[[]], [new Set()], [new Map()], [later()]])('may be %s', (rows) => {
    expect(givesRows(rows)).toBe(true)
  })

  it.each([[5], [null], [undefined], [{}], [{ length: 1 }], [() => []]])('are not %s', (rows) => {
    expect(givesRows(rows)).toBe(false)
  })

  it('come as a list, as a set and later', async () => {
    expect(tallyRatings([9])).toEqual(tallyRatings(new Set([9])))
    expect(await tallyRatings(later())).toEqual(tallyRatings([9]))
    expect(tallyRatings([9])).toEqual({ 9: 1 })
  })
})
