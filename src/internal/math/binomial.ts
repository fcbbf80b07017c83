import { deviance, stirlingError } from './special.js'

/** ln of the chance of x successes in n trials (Loader 2000). */
function logBinomial(x: number, n: number, share: number): number {
  if (x === 0) return n * Math.log1p(-share)
  if (x === n) return n * Math.log(share)
  const gap = x - n * share
  return (
    stirlingError(n) -
    stirlingError(x) -
    stirlingError(n - x) -
    deviance(x, n * share, gap) -
    deviance(n - x, n * (1 - share), -gap) -
    Math.log((2 * Math.PI * x * (n - x)) / n) / 2
  )
}

/** Outcomes less likely than this are left out; all of them together are less likely than 1e-9. */
const NEGLIGIBLE_CHANCE = 1e-14

/** Every possible number of successes of a number of trials, with its chance. */
export function binomialOutcomes(
  trials: number,
  share: number,
): (readonly [successes: number, chance: number])[] {
  if (trials === 0 || share <= 0) return [[0, 1]]
  if (share >= 1) return [[trials, 1]]
  const mode = Math.min(Math.floor((trials + 1) * share), trials)
  const odds = share / (1 - share)
  const peak = Math.exp(logBinomial(mode, trials, share))
  const outcomes: [number, number][] = []
  for (let x = mode, chance = peak; x <= trials && chance > NEGLIGIBLE_CHANCE; x++) {
    outcomes.push([x, chance])
    chance *= ((trials - x) / (x + 1)) * odds
  }
  for (let x = mode - 1, chance = peak; x >= 0; x--) {
    chance *= (x + 1) / (trials - x) / odds
    if (chance < NEGLIGIBLE_CHANCE) break
    outcomes.push([x, chance])
  }
  return outcomes
}
