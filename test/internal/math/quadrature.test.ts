import { describe, expect, it } from 'vitest'
import { gaussRule, logIntegral, meanOnLine } from '../../../src/internal/math/quadrature.js'
import { logGamma } from '../../../src/internal/math/special.js'

describe('the rule of Gauss and Legendre', () => {
  // Abramowitz & Stegun, table 25.4, moved from −1 … 1 to 0 … 1.
  it.each([
    [1, [0.5], [1]],
    [2, [0.5 - Math.sqrt(1 / 12), 0.5 + Math.sqrt(1 / 12)], [0.5, 0.5]],
    [3, [0.5 - Math.sqrt(0.15), 0.5, 0.5 + Math.sqrt(0.15)], [5 / 18, 8 / 18, 5 / 18]],
  ])('of %d has the nodes and weights of the tables', (size, nodes, weights) => {
    const rule = gaussRule(size)
    nodes.forEach((node, i) => {
      expect(rule.nodes[i]).toBeCloseTo(node, 15)
      expect(rule.weights[i]).toBeCloseTo(weights[i] as number, 15)
    })
  })

  it.each([1, 2, 5, 16, 20, 32])('of %d is exact for powers below twice its size', (size) => {
    const { nodes, weights } = gaussRule(size)
    expect([nodes.length, weights.length]).toEqual([size, size])
    // The integral of x^k from 0 to 1 is 1 ÷ (k + 1).
    for (let power = 0; power < 2 * size; power++) {
      const sum = nodes.reduce((all, node, i) => all + (weights[i] as number) * node ** power, 0)
      expect(Math.abs(sum * (power + 1) - 1)).toBeLessThan(2e-14)
    }
  })
})

describe('an integral over the line', () => {
  it.each([0.3, 1, 4.5, 60, 5000])('of exp(%d y − e^y) is Γ there', (shape) => {
    for (const [centre, scale] of [
      [Math.log(shape), Math.min(1.5, 1 / Math.sqrt(shape))],
      [Math.log(shape) + 0.1, Math.min(2, 1.3 / Math.sqrt(shape))],
    ] as const) {
      const log = logIntegral((y) => shape * y - Math.exp(y), centre, scale)
      expect(Math.abs(log - logGamma(shape))).toBeLessThan(
        1e-12 * Math.max(1, Math.abs(logGamma(shape))),
      )
    }
  })

  it.each([
    [0, 1],
    [7, 0.25],
    [-300, 40],
  ])('of a normal curve around %d is its deviation of %d times √2π', (centre, deviation) => {
    const log = logIntegral((y) => -(((y - centre) / deviation) ** 2) / 2, centre, deviation)
    expect(log).toBeCloseTo(Math.log(deviation * Math.sqrt(2 * Math.PI)), 12)
  })
})

describe('an integral over the line that is narrow for its grid', () => {
  it('of exp(−2 cosh 30 y) is K₀(2) ÷ 15', () => {
    // Abramowitz & Stegun 9.6.24. scipy 1.17: k0(2) is 0.1138938727495334. Half a step beside the centre
    // nothing is left of it.
    const log = logIntegral((y) => -2 * Math.cosh(30 * y), 0, 0.45)
    expect(log).toBeCloseTo(Math.log(0.1138938727495334 / 15), 11)
  })

  it('has its digits on the finest grid of nine halvings', () => {
    // A normal curve of 1/833 of the scale.
    expect(logIntegral((y) => (-y * y) / 2, 0, 833)).toBeCloseTo(Math.log(2 * Math.PI) / 2, 10)
  })
})

describe('a function over the line that falls slowly', () => {
  // More of what lies far out is to the right than to the left.
  const tails = (y: number): number => Math.atan(y) / 2 - 1.1 * Math.log1p(y * y)

  it('has the integral of its mirror image', () => {
    const whole = logIntegral(tails, 0, 1)
    expect(logIntegral((y) => tails(-y), 0, 1)).toBeCloseTo(whole, 12)
  })

  it('weighs as its mirror image does', () => {
    const value = (y: number): number => 1 / (1 + (y - 1) ** 2)
    const mean = meanOnLine(tails, value, 0, 1)
    const mirrored = meanOnLine(
      (y) => tails(-y),
      (y) => value(-y),
      0,
      1,
    )
    expect(mirrored).toBeCloseTo(mean, 12)
  })
})

describe('a mean over the line', () => {
  const normal = (y: number): number => (-y * y) / 2

  it('of a constant is the constant, whatever the weight', () => {
    for (const constant of [1e-200, 1, 3.5, 1e200])
      expect(meanOnLine(normal, () => constant, 0.2, 1) / constant).toBeCloseTo(1, 14)
  })

  it.each([0.5, 3, 80])('of e^y weighted by exp(%d y − e^y) is the mean of a gamma', (shape) => {
    const mean = meanOnLine(
      (y) => shape * y - Math.exp(y),
      Math.exp,
      Math.log(shape),
      Math.min(1.5, 1 / Math.sqrt(shape)),
    )
    expect(mean / shape).toBeCloseTo(1, 12)
  })

  it.each([-10, 0.5, 2, 10, 11])('of e^(%d y) over a normal y is e^(half its square)', (by) => {
    // At 10 and above nearly all of the mean comes from where the weight is next to nothing.
    const mean = meanOnLine(normal, (y) => Math.exp(by * y), 0, 1)
    expect(Math.log(mean)).toBeCloseTo((by * by) / 2, 11)
  })

  it.each([1.75, 1.8])(
    'of 1 ÷ (1 + y²) weighted by its power %d is 1 − 1 ÷ twice the power',
    (power) => {
      // Integrals of such powers are values of the beta function, whose ratio is (p − 1/2) ÷ p. The tails
      // fall slowly: e^−45 of the largest term is only reached far out.
      const mean = meanOnLine(
        (y) => -power * Math.log1p(y * y),
        (y) => 1 / (1 + y * y),
        0,
        3,
      )
      expect(Math.abs(mean / (1 - 1 / (2 * power)) - 1)).toBeLessThan(1e-13)
    },
  )

  it('of cosh 40 y weighted by exp(−2 cosh 40 y) is K₁(2) ÷ K₀(2)', () => {
    // scipy 1.17: k1(2) is 0.1398658818165224, k0(2) is 0.1138938727495334. Half a step beside the centre
    // nothing is left of the weight.
    const mean = meanOnLine(
      (y) => -2 * Math.cosh(40 * y),
      (y) => Math.cosh(40 * y),
      0,
      0.45,
    )
    expect(mean).toBeCloseTo(0.1398658818165224 / 0.1138938727495334, 11)
  })

  it('of |y| over a normal y is √(2 ÷ π) to seven digits, by the finest of grids', () => {
    // A corner leaves the trapezoidal rule its squared step: after eight halvings it is 3.2e-7 off.
    const mean = meanOnLine(normal, Math.abs, 0, 1)
    expect(Math.abs(mean / Math.sqrt(2 / Math.PI) - 1)).toBeLessThan(1e-7)
  })

  it('of what has no value beyond the weight is that of what has one', () => {
    // The weight is 0 below −2000, where the value is none.
    const value = (y: number): number => (y < -100 ? Number.NaN : 1 + y * y)
    expect(meanOnLine((y) => (y < -100 ? -Infinity : normal(y)), value, 0, 1)).toBeCloseTo(2, 12)
  })
})
