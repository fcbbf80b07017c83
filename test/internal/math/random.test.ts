import { describe, expect, it } from 'vitest'
import { gammaTails } from '../../../src/internal/math/gamma.js'
import {
  type Random,
  randomBeta,
  randomBinomial,
  randomFrom,
  randomGamma,
  randomNormal,
} from '../../../src/internal/math/random.js'
import { betaTails, normalTail } from '../../../src/internal/math/special.js'

/** The largest distance between what was drawn and what should have been, times √draws. */
function kolmogorov(draws: readonly number[], below: (x: number) => number): number {
  const sorted = [...draws].sort((a, b) => a - b)
  const most = Math.max(
    ...sorted.map((x, i) =>
      Math.max(
        Math.abs(below(x) - i / sorted.length),
        Math.abs(below(x) - (i + 1) / sorted.length),
      ),
    ),
  )
  return most * Math.sqrt(sorted.length)
}

const take = (count: number, next: (random: Random) => number, seed = 11): number[] => {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () => next(random))
}

/** Exceeded by one good generator in a thousand (Kolmogorov's distribution). */
const ONE_IN_A_THOUSAND = 1.95

describe('seeded chance', () => {
  it('gives the same numbers for the same seed, and others for a neighbour', () => {
    expect(take(50, (random) => random())).toEqual(take(50, (random) => random()))
    const shared = new Set(take(50, (random) => random()))
    for (const seed of [10, 12, 11 + 2 ** 32, -11])
      expect(take(50, (random) => random(), seed).filter((x) => shared.has(x))).toEqual([])
  })

  // Python, by the published rules: SplitMix32 fills the state, xoshiro128++ draws twice 32 bits, of which
  // the upper 27 and the upper 26 make a number. That program gives 641, 1573767, 3222811527, … for the
  // state 1, 2, 3, 4, as the test of the Rust crate rand_xoshiro has it.
  it.each([
    [0, [0.4133140261280454, 0.9325141131854022, 0.1598845475484087, 0.8160195680176874]],
    [11, [0.5027690676084868, 0.23732914026649338, 0.7003457014599219, 0.821200856809533]],
    [
      2 ** 40 + 5,
      [0.5722356283557493, 0.1678182684911969, 0.05342028656347936, 0.16406233932469555],
    ],
  ])('of %d is the stream of xoshiro128++', (seed, expected) => {
    expect(take(4, (random) => random(), seed)).toEqual(expected)
  })

  it('is uniform between 0 and 1', () => {
    const draws = take(20_000, (random) => random())
    expect(kolmogorov(draws, (x) => x)).toBeLessThan(ONE_IN_A_THOUSAND)
    expect(Math.min(...draws)).toBeGreaterThan(0)
    expect(Math.max(...draws)).toBeLessThan(1)
  })

  it('draws from the normal distribution', () => {
    const draws = take(20_000, randomNormal)
    expect(kolmogorov(draws, (x) => normalTail(-x))).toBeLessThan(ONE_IN_A_THOUSAND)
  })

  it.each([0.2, 1, 7.5, 400])('draws from the gamma distribution of shape %d', (shape) => {
    const draws = take(20_000, (random) => randomGamma(random, shape))
    expect(kolmogorov(draws, (x) => gammaTails(shape, x)[0])).toBeLessThan(ONE_IN_A_THOUSAND)
  })

  it('draws gamma numbers near 0 no more often than they come', () => {
    // Of shape 1 a number is below x with a chance of 1 − e^−x, which is 0.995 % for 0.01; a cube of normal
    // numbers, of which none is refused, is there more than twice as often.
    const few = take(4000, (random) => randomGamma(random, 1)).filter((x) => x < 0.01).length
    expect(Math.abs(few - 39.8)).toBeLessThan(4 * Math.sqrt(39.8))
  })

  it.each([
    [0.5, 0.5],
    [3, 9],
  ])('draws from the beta distribution of %d and %d', (a, b) => {
    const draws = take(20_000, (random) => randomBeta(random, a, b))
    expect(kolmogorov(draws, (x) => betaTails(a, b, x, 1 - x)[0])).toBeLessThan(ONE_IN_A_THOUSAND)
  })

  it.each([
    [12, 0.3],
    [1000, 0.02],
    [100_000, 0.9],
  ])('draws as many of %d successes as there are at a share of %d', (trials, share) => {
    const draws = take(20_000, (random) => randomBinomial(random, trials, share))
    expect(draws.every((x) => Number.isInteger(x) && x >= 0 && x <= trials)).toBe(true)
    // P(X ≤ k) = P(Beta(k + 1, n − k) > share), at three points of the distribution.
    const deviation = Math.sqrt(trials * share * (1 - share))
    for (const k of [-1, 0, 1].map((by) => Math.floor(trials * share + by * deviation))) {
      const expected = betaTails(k + 1, trials - k, share, 1 - share)[1]
      const seen = draws.filter((x) => x <= k).length / draws.length
      expect(Math.abs(seen - expected)).toBeLessThan(
        4 * Math.sqrt((expected * (1 - expected)) / draws.length),
      )
    }
  })

  it.each([
    [1e12, 0.3],
    [9e15, 0.999],
    [9e15, 1e-14],
  ])('draws binomial numbers of %d trials of %d', (trials, share) => {
    const draws = take(4000, (random) => randomBinomial(random, trials, share))
    expect(draws.every((x) => Number.isInteger(x) && x >= 0 && x <= trials)).toBe(true)
    const deviation = Math.sqrt(trials * share * (1 - share))
    const mean = draws.reduce((sum, x) => sum + (x - trials * share) / deviation, 0) / 4000
    const square = draws.reduce((sum, x) => sum + ((x - trials * share) / deviation) ** 2, 0) / 4000
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(4000))
    expect(Math.abs(square - 1)).toBeLessThan(4 * Math.sqrt(2.1 / 4000))
  })

  it('draws all of what is sure, and none of what is not', () => {
    for (const trials of [1, 30, 31, 5000, 1e12, 9e15]) {
      expect(take(5, (random) => randomBinomial(random, trials, 1))).toEqual(
        Array.from({ length: 5 }, () => trials),
      )
      expect(take(5, (random) => randomBinomial(random, trials, 0))).toEqual([0, 0, 0, 0, 0])
    }
  })

  it.each([31, 1000, 1_000_000])(
    'draws of %d trials no fewer successes for a higher share from the same stream',
    (trials) => {
      // The trials stay the same: each succeeds where its own uniform number is below the share.
      const few = [1, 1.4, 1.6, 2.4, 2.6].map((expected) => expected / trials)
      const shares = [0, ...few, 0.3, 0.5, 0.77, 0.99, 1]
      for (let seed = 0; seed < 400; seed++) {
        const drawn = shares.map((share) => randomBinomial(randomFrom(seed), trials, share))
        expect(drawn).toEqual([...drawn].sort((a, b) => a - b))
      }
    },
  )

  it('draws none of none', () => {
    expect(take(3, (random) => randomBinomial(random, 0, 0.5))).toEqual([0, 0, 0])
  })
})
