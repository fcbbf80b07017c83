import { describe, expect, it } from 'vitest'
import { sortWhole } from '../../../src/internal/math/radixSort.js'

describe('sortWhole', () => {
  it.each([
    [0, 1],
    [3, 2 ** 40],
    [4095, 1000],
    [5000, 1],
    [5000, 2047],
    [5000, 2 ** 32],
    [9000, Number.MAX_SAFE_INTEGER],
  ])('sorts %d numbers below %d as comparing does', (length, most) => {
    // Weyl's sequence of the golden ratio.
    const values = Float64Array.from({ length }, (_, at) =>
      Math.floor(((at * 0.618_033_988_749_894_9) % 1) * most),
    )
    const sorted = [...values].sort((a, b) => a - b)
    expect([...sortWhole(values)]).toEqual(sorted)
  })

  it.each([1, 2047, 2048, 2049, 2 ** 22, 2 ** 33])('sorts zeros and numbers of %d', (most) => {
    const values = Float64Array.from({ length: 5000 }, (_, at) => (at % 3 === 0 ? most : 0))
    const zeros = values.filter((value) => value === 0).length
    const sorted = sortWhole(values)
    expect([sorted[0], sorted[zeros - 1]]).toEqual([0, 0])
    expect([sorted[zeros], sorted[4999]]).toEqual([most, most])
  })

  it('keeps the largest number, and those that are equal', () => {
    const values = new Float64Array(5000).fill(7)
    values[10] = Number.MAX_SAFE_INTEGER
    values[4000] = 0
    const sorted = sortWhole(values)
    expect([sorted[0], sorted[1], sorted[4998], sorted[4999]]).toEqual([
      0,
      7,
      7,
      Number.MAX_SAFE_INTEGER,
    ])
  })
})
