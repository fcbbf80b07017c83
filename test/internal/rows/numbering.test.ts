import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CustomerKey } from '../../../src/internal/rows/customers.js'
import { numberIds } from '../../../src/internal/rows/numbering.js'

/** What a map gives. */
function byMap(ids: readonly CustomerKey[]): number[] {
  const numbers = new Map<CustomerKey, number>()
  return ids.map((id) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size)
    return numbers.get(id) as number
  })
}

describe('numbers of ids', () => {
  const anyId = fc.oneof(
    fc.nat(3000),
    fc.integer({ min: -5, max: 2 ** 31 }),
    fc.constantFrom(-0, 0.5, -1.5, 1e15, 2 ** 24, 2 ** 24 - 1, Number.MAX_SAFE_INTEGER),
    fc.constantFrom('0', '7', 'Ada', 'constructor', 'length', '__proto__'),
  )

  it('are those of a map, whatever the ids are', () => {
    fc.assert(
      fc.property(fc.array(anyId, { maxLength: 400 }), (ids) => {
        const { numberOf, find } = numberIds()
        expect(ids.map(numberOf)).toEqual(byMap(ids))
        expect(ids.map(find)).toEqual(byMap(ids))
      }),
    )
  })

  it('stay when ids come that are far above the first ones', () => {
    const early = [90_000, 1500, 5]
    const many = Array.from({ length: 9000 }, (_, id) => id * 11)
    const ids = [...early, ...many, ...early, 3_000_000, 98_989]
    const { numberOf, ids: known } = numberIds()
    expect(ids.map(numberOf)).toEqual(byMap(ids))
    expect(known).toEqual([...new Set(ids)])
  })

  it('are the same the second time, also at the end of the table that they stand in', () => {
    for (const size of [1024, 2048, 4096, 8192]) {
      const { numberOf } = numberIds()
      // With this number of ids the table is as large as that, and no larger.
      const ids = Array.from({ length: size }, (_, id) => id)
      for (const id of ids) numberOf(id)
      expect([size, size + 1, size, size - 1].map(numberOf)).toEqual([
        size,
        size + 1,
        size,
        size - 1,
      ])
    }
  })

  it('have no negative zero', () => {
    const { ids, numberOf } = numberIds()
    expect([numberOf(-0), numberOf(0), ids]).toEqual([0, 0, [0]])
    expect(Object.is(ids[0], 0)).toBe(true)
  })

  it('are found only where they were given', () => {
    const { find, numberOf } = numberIds()
    numberOf(3)
    expect([find(3), find(4), find(5000), find('3'), find(-1)]).toEqual([
      0,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
