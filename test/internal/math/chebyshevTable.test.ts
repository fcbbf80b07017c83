import { describe, expect, it } from 'vitest'
import { chebyshevTable } from '../../../src/internal/math/chebyshevTable.js'

/** A function that counts how often it is asked. */
function counted(of: (x: number, age: number) => number) {
  const asked = { times: 0 }
  const slow = (x: number, age: number): number => {
    asked.times++
    return of(x, age)
  }
  return { slow, asked }
}

const ages = Array.from({ length: 3000 }, (_, i) => (i * 7.13) % 200)

describe('a slow function read off a table', () => {
  it.each([0.5, 3, 40])('is that function to eleven digits, from an origin of %d', (origin) => {
    const of = (x: number, age: number): number =>
      (origin + age) ** (-0.3 * x - 1) * Math.log1p(age + origin)
    const { slow, asked } = counted(of)
    const quick = chebyshevTable(slow, origin)
    for (const x of [0, 1, 5])
      for (const age of ages) expect(Math.abs(quick(x, age) / of(x, age) - 1)).toBeLessThan(1e-11)
    // Nine thousand questions, and an interval has a width of 0.7 in the logarithm of origin and age.
    const intervals = Math.ceil(Math.log(200 / origin + 1) / 0.7) + 1
    expect(asked.times).toBeLessThan(3 * intervals * 60)
  })

  it('keeps the numbers of purchases apart, and intervals of ages', () => {
    const of = (x: number, age: number): number => 10 * x + Math.log(1 + age)
    const quick = chebyshevTable(of, 1)
    for (const x of [2, 3, 2, 3, 4])
      for (const age of ages) expect(quick(x, age)).toBeCloseTo(of(x, age), 9)
  })

  it('asks for an age once, as long as there is no table', () => {
    const { slow, asked } = counted((x, age) => x + Math.sin(age))
    const quick = chebyshevTable(slow, 1)
    for (let again = 0; again < 5; again++)
      for (const age of [1.1, 1.2, 1.3]) expect(quick(2, age)).toBe(2 + Math.sin(age))
    expect(asked.times).toBe(3)
  })

  it('is the function itself, exactly, where a table has no digits', () => {
    const of = (x: number, age: number): number => x + (Math.floor(age * 1000) % 7)
    const quick = chebyshevTable(of, 1)
    for (const age of ages) expect(quick(1, age)).toBe(of(1, age))
    // A step just beyond the middle of an interval, between two of the places where a table is checked.
    const bent = (_: number, age: number): number => Math.abs(Math.log(1 + age) - 2.45) + 1
    const near = chebyshevTable(bent, 1)
    for (const age of ages) expect(near(1, age)).toBeCloseTo(bent(1, age), 11)
  })
})
