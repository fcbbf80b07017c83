/**
 * Seeded chance: the same seed gives the same numbers on every machine. Nothing in this library draws
 * any unless a seed is given.
 */

/** The next number between 0 and 1, both excluded. */
export type Random = () => number

/** A stream of numbers from a seed: xoshiro128++ (Blackman & Vigna 2021), 53 bits of two draws. */
export function randomFrom(seed: number): Random {
  let mixed = (seed ^ Math.imul(Math.floor(seed / 4_294_967_296), 0x9e3779b9)) | 0
  // The state is filled by SplitMix32, so that neighbouring seeds have nothing in common.
  const fill = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0
    let bits = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97)
    return bits ^ (bits >>> 15)
  }
  let a = fill()
  let b = fill()
  let c = fill()
  let d = fill()
  const rotate = (bits: number, by: number): number => (bits << by) | (bits >>> (32 - by))
  const draw = (): number => {
    const result = (rotate((a + d) | 0, 7) + a) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return result
  }
  return () => ((draw() >>> 5) * 67_108_864 + (draw() >>> 6) + 0.5) / 9_007_199_254_740_992
}

/** A standard normal number, by the polar method (Marsaglia & Bray 1964). */
export function randomNormal(random: Random): number {
  for (;;) {
    const x = 2 * random() - 1
    const y = 2 * random() - 1
    const square = x * x + y * y
    if (square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square)
  }
}

/** A gamma-distributed number of scale 1 (Marsaglia & Tsang 2000). */
export function randomGamma(random: Random, shape: number): number {
  if (shape < 1) return randomGamma(random, shape + 1) * random() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const x = randomNormal(random)
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

/** A beta-distributed number. */
export function randomBeta(random: Random, a: number, b: number): number {
  const x = randomGamma(random, a)
  return x / (x + randomGamma(random, b))
}

/** This number of trials is halved in a few steps. */
const FEW_TRIALS = 1e6

/**
 * How many of the trials succeed: the middle one of the trials' ranks is drawn, which halves what
 * is left to decide; of very many the one where successes are expected to end, which leaves its
 * square root (Devroye 1986, “Non-Uniform Random Variate Generation”, ch. X.4.3).
 */
export function randomBinomial(random: Random, trials: number, share: number): number {
  let left = trials
  let chance = share
  let successes = 0
  while (left > 30) {
    const rank =
      left > FEW_TRIALS ? Math.max(Math.round(left * chance), 1) : 1 + Math.floor(left / 2)
    const place = randomBeta(random, rank, left + 1 - rank)
    if (place <= chance) {
      successes += rank
      left -= rank
      chance = (chance - place) / (1 - place)
    } else {
      left = rank - 1
      chance /= place
    }
  }
  for (; left > 0; left--) if (random() < chance) successes++
  return successes
}
