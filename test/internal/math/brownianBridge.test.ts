import { describe, expect, it } from 'vitest'
import { bridgeHeight, bridgeWithin } from '../../../src/internal/math/brownianBridge.js'
import { expectNear, publishedCase } from '../../support/published.js'

describe('the height that a Brownian bridge stays within', () => {
  it('P-HW-02: is that of Hall & Wellner’s table', () => {
    const { input, params, expected, tolerance } = publishedCase('survival', 'P-HW-02')
    const heights = input.part.map((part: number) => bridgeHeight(params.confidence, part))
    expectNear(heights, expected.height, tolerance)
  })

  it.each([
    // scipy 1.17: quadrature of the reflection series over where the bridge is at the end.
    [0.1, 0.5, 0.3558910962007641],
    [0.1, 0.99, 0.8511991647769666],
    [0.5, 0.5, 0.7204424606746981],
    [0.5, 0.95, 1.2730724815223904],
    [0.9, 0.9, 1.2238277648764462],
    [0.99, 0.99, 1.6276236115189489],
  ])('up to %d of its way, with probability %d', (part, confidence, height) => {
    expect(bridgeHeight(confidence, part)).toBeCloseTo(height, 11)
  })

  it('is next to nothing at no confidence', () => {
    expect(bridgeHeight(0, 0.5)).toBeLessThan(1e-15)
    expect(bridgeWithin(0.001, 0.5)).toBe(0)
  })

  it('is Kolmogorov’s for a whole bridge', () => {
    // 1 − 2 Σ (−1)^(k−1) exp(−2 k² x²) at x = 1
    const whole = 1 - 2 * (Math.exp(-2) - Math.exp(-8) + Math.exp(-18) - Math.exp(-32))
    expect(bridgeWithin(1, 1 - 1e-9)).toBeCloseTo(whole, 8)
  })
})
