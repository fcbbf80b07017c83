import { normalTail } from './special.js'

/**
 * P(|W(x)| ≤ height for 0 ≤ x ≤ part) for a Brownian bridge W and 0 < part < 1 (Hall & Wellner 1980,
 * “Confidence bands for a survival curve from censored data”, Biometrika 67, eq. 2.7): the law of the
 * bridge between two walls, by reflection at them.
 */
export function bridgeWithin(height: number, part: number): number {
  // Between walls that near it never stays: π² part ÷ (8 height²) is in the exponent.
  if (400 * height * height < part) return 0
  const spread = Math.sqrt(part * (1 - part))
  const between = (shift: number): number =>
    normalTail((shift - height) / spread) - normalTail((shift + height) / spread)
  let sum = between(0)
  for (let k = 1, term = 1; term > 1e-18; k++) {
    term = 2 * Math.exp(-2 * k * k * height * height) * between(2 * k * height * (1 - part))
    sum += k % 2 === 1 ? -term : term
  }
  return sum
}

/** The height that a Brownian bridge stays within up to a part of its way, with this probability. */
export function bridgeHeight(confidence: number, part: number): number {
  let low = 0
  // Beyond three a whole bridge gets once in 30 million times.
  let high = 3
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2
    if (bridgeWithin(middle, part) < confidence) low = middle
    else high = middle
  }
  return high
}
