import { type QuantileDefinition, quantiles } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../../support/published.js'
import { refusalText } from '../../support/refusal.js'

function quantilesOf(
  values: readonly number[],
  at: readonly number[],
  definition: number,
): number[] {
  const options = { at, definition: definition as QuantileDefinition }
  return quantiles(values, options).quantiles.map(({ value }) => value)
}

const all = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const

describe('quantiles', () => {
  it.each(['P-QUANT-01', 'P-QUANT-02'])('are R’s, by definition [%s]', (id) => {
    const { input, expected, tolerance } = publishedCase('quantile', id)
    for (const [name, values] of Object.entries(expected)) {
      const definition = Number(name.slice('type'.length))
      expectNear(quantilesOf(input.values, input.p, definition), values, tolerance, name)
    }
  })

  // numpy 2.4: quantile(values, at, method=…) of the 23 values of P-QUANT-02, in the order of Hyndman
  // and Fan’s numbers.
  it.each([
    [1, [5, 5, 8, 12, 13, 23, 34, 45, 48, 161]],
    [2, [5, 5, 8, 12, 13, 23, 34, 45, 48, 161]],
    [3, [5, 5, 5, 12, 13, 23, 33, 45, 48, 161]],
    [4, [5, 5, 5.9, 11.25, 13, 23, 33.25, 45, 47.55, 161]],
    [5, [5, 5, 7.4, 12.25, 13.5, 23, 33.75, 45.6, 87.55, 161]],
    [6, [5, 5, 6.2, 12, 13, 23, 34, 46.8, 138.4, 161]],
    [7, [5, 5.3, 8, 12.5, 14, 23, 33.5, 45, 47.7, 161]],
    [8, [5, 5, 7, 12 + 1 / 6, 13 + 1 / 3, 23, 33 + 5 / 6, 46, 104.5, 161]],
    [9, [5, 5, 7.1, 12.1875, 13.375, 23, 33.8125, 45.9, 100.2625, 161]],
  ])('are NumPy’s by definition %i', (definition, expected) => {
    const { input } = publishedCase('quantile', 'P-QUANT-02')
    const at = [0, 0.05, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9, 0.95, 1]
    expectNear(quantilesOf(input.values, at, definition), expected, { abs: 1e-9 })
  })

  // numpy 2.4, method 'closest_observation': the even one in doubt.
  it('take the nearest value by definition 3', () => {
    const { input } = publishedCase('quantile', 'P-QUANT-01')
    expect(quantilesOf(input.values, input.p, 3)).toEqual([1, 1, 2, 5, 8, 9, 10])
  })

  it('are not moved by a product that should be whole and is not', () => {
    // 100 × 0.29 is 28.999999999999996 in binary numbers, and 100 × 0.07 is 7.000000000000001.
    const values = Array.from({ length: 100 }, (_, i) => i + 1)
    for (const [definition, low, high] of [
      [1, 7, 29],
      [2, 7.5, 29.5],
      [4, 7, 29],
    ] as const)
      expect(quantilesOf(values, [0.07, 0.29], definition)).toEqual([low, high])
  })

  it('say what they are of', () => {
    expect(quantiles(new Float64Array([2, 1]), { at: [0.5], definition: 2 })).toEqual({
      quantiles: [{ at: 0.5, value: 1.5 }],
      definition: 2,
      count: 2,
    })
    expect(quantiles([3], { at: [], definition: 9 }).quantiles).toEqual([])
  })

  it('of large numbers do not overflow', () => {
    for (const definition of all)
      expect(quantilesOf([-1.7e308, 1.7e308], [0.5], definition)[0]).toBeLessThan(Infinity)
    expect(quantilesOf([1.7e308, 1.7e308], [0.5], 2)).toEqual([1.7e308])
  })

  it('of equal values are that value, down to the smallest number', () => {
    for (const value of [Number.MIN_VALUE, 3 * Number.MIN_VALUE, 0.1, -1.7e308])
      for (const definition of all)
        expect(quantilesOf([value, value], [0, 0.3, 0.5, 1], definition)).toEqual(
          Array.from({ length: 4 }, () => value),
        )
  })

  it.each([
    [[], { at: [0.5], definition: 7 }, 'empty', 'values is empty, not at least one value'],
    [
      [1, Number.NaN],
      { at: [0.5], definition: 7 },
      'invalid',
      'values[1] is NaN, not a finite number',
    ],
    [[1, '2'], { at: [0.5], definition: 7 }, 'invalid', 'values[1] is "2", not a finite number'],
    [
      [1],
      { at: [0.5, 50], definition: 7 },
      'out-of-range',
      'at[1] is 50, not a number from 0 to 1',
    ],
    [
      [1],
      { at: [0.5], definition: 10 },
      'out-of-range',
      'definition is 10, not a whole number from 1 to 9',
    ],
    [[1], { at: [0.5] }, 'invalid', 'definition is undefined, not a whole number from 1 to 9'],
    [[1], { definition: 7 }, 'invalid', 'at is undefined, not an iterable'],
  ] as const)('refuse %j by %j', (values, options, code, message) => {
    expect(refusalText(() => quantiles(values as never, options as never))).toEqual([
      code,
      `quantiles: ${message}`,
    ])
  })
})

describe('quantiles by any definition', () => {
  const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 })
  const shares = fc.double({ min: 0, max: 1, noNaN: true })
  const definitions = fc.constantFrom(...all)

  it('lie among the values and rise with the share', () => {
    fc.assert(
      fc.property(values, shares, shares, definitions, (list, a, b, definition) => {
        const at = [0, Math.min(a, b), Math.max(a, b), 1]
        const found = quantilesOf(list, at, definition)
        expect(found[0]).toBeGreaterThanOrEqual(Math.min(...list))
        expect(found[3]).toBeLessThanOrEqual(Math.max(...list))
        const [low, high] = [found[1] as number, found[2] as number]
        expect(high).toBeGreaterThanOrEqual(low - 1e-9 * Math.abs(low))
      }),
    )
  })

  it('do not depend on the order of values', () => {
    fc.assert(
      fc.property(values, shares, definitions, (list, at, definition) => {
        const backwards = [...list].reverse()
        expect(quantilesOf(backwards, [at], definition)).toEqual(
          quantilesOf(list, [at], definition),
        )
      }),
    )
  })

  it('are mirrored when values are negated and the definition is even-handed', () => {
    fc.assert(
      fc.property(values, shares, fc.constantFrom(5, 6, 7, 8, 9), (list, at, definition) => {
        const negated = quantilesOf(
          list.map((value) => -value),
          [1 - at],
          definition,
        )
        const spread = Math.max(...list) - Math.min(...list)
        const tolerance = { abs: 1e-9 * spread + 1e-12 }
        expectNear(-(negated[0] as number), quantilesOf(list, [at], definition)[0], tolerance)
      }),
    )
  })
})
