import type { Outcome } from './ledger.js'

/** A change after which the program gives the same as before, so that no test can notice it. */
export interface Equivalent {
  readonly file: string
  /** The line of the source on which it stands, or begins. */
  readonly line: string
  readonly original: string
  readonly replacement: string
  /** Why nothing differs, or nothing that is promised. */
  readonly reason: string
}

/** The changes that were found to be equal in effect. */
export const EQUIVALENTS: readonly Equivalent[] = [
  {
    file: 'src/nps/npsPlan.ts',
    line: 'const isFew = pairsOf(a, responses) * pairsOf(b, responses) < MOST_PAIRS',
    original: 'pairsOf(a, responses) * pairsOf(b, responses) < MOST_PAIRS',
    replacement: 'pairsOf(a, responses) * pairsOf(b, responses) <= MOST_PAIRS',
    reason:
      'An estimate of the number of pairs is exactly 1,000,000 for hardly any plan, and it only chooses between weighing every outcome and the normal curve, a limit inside that no text promises.',
  },
  {
    file: 'src/nps/npsPlan.ts',
    line: 'if (chance < NEGLIGIBLE_OUTCOME) return []',
    original: 'chance < NEGLIGIBLE_OUTCOME',
    replacement: 'chance <= NEGLIGIBLE_OUTCOME',
    reason:
      'An outcome with a chance of exactly 1e-15 adds nothing to the nine digits that hold, whether it is kept or not.',
  },
  {
    file: 'src/csat/csatSampleSize.ts',
    line: 'const z = normalWidth(confidence) * together + normalQuantile(power) * apart',
    original: 'normalWidth(confidence) * together',
    replacement: 'normalWidth(confidence) / together',
    reason:
      'It is where the search for the number begins, which ends at the same number from any start: 2,160 plans gave the same from each.',
  },
  {
    file: 'src/csat/csatSampleSize.ts',
    line: 'responses: ofDesign(smallestSettled((Math.max(z, 0) / difference) ** 2, isSeen), designEffect),',
    original: 'Math.max(z, 0)',
    replacement: 'Math.min(z, 0)',
    reason:
      'It is where the search for the number begins, which ends at the same number from any start: 2,160 plans gave the same from each.',
  },
  {
    file: 'src/csat/csatSampleSize.ts',
    line: 'const z = normalWidth(confidence) * together + normalQuantile(power) * apart',
    original: 'normalWidth(confidence) * together + normalQuantile(power) * apart',
    replacement: 'normalWidth(confidence) * together - normalQuantile(power) * apart',
    reason:
      'It is where the search for the number begins, which ends at the same number from any start: 2,160 plans gave the same from each.',
  },
  {
    file: 'src/csat/csatSampleSize.ts',
    line: 'const isFew = outcomesOf(low, responses) * outcomesOf(high, responses) < MOST_PAIRS',
    original: 'outcomesOf(low, responses) * outcomesOf(high, responses) < MOST_PAIRS',
    replacement: 'outcomesOf(low, responses) * outcomesOf(high, responses) <= MOST_PAIRS',
    reason:
      'An estimate of the number of pairs is exactly 10,000 for hardly any rates, and it only chooses between weighing every outcome and the formula, a limit inside that no text promises.',
  },
  {
    file: 'src/csat/csatSampleSize.ts',
    line: 'if (few >= more || chance * other < 1e-13) continue',
    original: 'chance * other',
    replacement: 'chance / other',
    reason:
      'It only skips outcomes to save time: those skipped either way have a chance below 1e-13 each, and all of them together below the nine digits that hold.',
  },
  {
    file: 'src/csat/csatSampleSize.ts',
    line: 'responses: ofDesign(smallestSettled((Math.max(z, 0) / difference) ** 2, isSeen), designEffect),',
    original: 'Math.max(z, 0) / difference',
    replacement: 'Math.max(z, 0) * difference',
    reason:
      'It is where the search for the number begins, which ends at the same number from any start: 2,160 plans gave the same from each.',
  },
  {
    file: 'src/csat/csatSampleSize.ts',
    line: 'const z = normalWidth(confidence) * together + normalQuantile(power) * apart',
    original: 'normalQuantile(power) * apart',
    replacement: 'normalQuantile(power) / apart',
    reason:
      'It is where the search for the number begins, which ends at the same number from any start: 2,160 plans gave the same from each.',
  },
  {
    file: 'src/cost/cohortSpread.ts',
    line: 'if (doubts.length > 0)',
    original: 'doubts.length > 0',
    replacement: 'true',
    reason:
      'Without doubts the slopes are added up for nothing: nobody reads them, so the condition only saves time.',
  },
  {
    file: 'src/cost/customerEquity.ts',
    line: 'const retention = slope(0) > 0 ? crossing(slope, 0, margin * (1 + discount)) : 0',
    original: 'slope(0) > 0',
    replacement: 'true',
    reason:
      'The slope only falls, so where it is not above 0 at the start the search for its crossing ends at 0 too.',
  },
  {
    file: 'src/cost/responseCurve.ts',
    line: 'const isSame = rate !== null && Math.abs(checkRate(metric, path, given) - rate) < SAME_RATE',
    original: 'Math.abs(checkRate(metric, path, given) - rate) < SAME_RATE',
    replacement: 'Math.abs(checkRate(metric, path, given) - rate) <= SAME_RATE',
    reason:
      'The two differ at a distance of exactly 1e-9 alone, and nothing says on which side of that limit of rounding it is.',
  },
  {
    file: 'src/cost/responseFit.ts',
    line: 'const isShown = speed * (lowestSpend / highestSpend) < ALL_REACHED',
    original: 'speed * (lowestSpend / highestSpend) < ALL_REACHED',
    replacement: 'speed * (lowestSpend / highestSpend) <= ALL_REACHED',
    reason:
      'The two differ for a fitted number of exactly 12 alone, and nothing says on which side of that limit it is.',
  },
  {
    file: 'src/cost/budgetSplit.ts',
    line: "addField(sum, metric, ['retentionSpend'], given.retentionSpend)",
    original: "'retentionSpend'",
    replacement: '""',
    reason:
      'The amount was read and accepted three lines before, so the second reading of it never refuses and its path is never said.',
  },
  {
    file: 'src/cost/costByPeriod.ts',
    line: "return written(metric, cost, ['periods', period])",
    original: "'periods'",
    replacement: '""',
    reason:
      'Spend was read as an amount below 1e30 before, and the cost per customer is at most that, so nothing is refused here and the path is never said.',
  },
  {
    file: 'src/cost/explainCostChange.ts',
    line: "['segments', at],",
    original: "'segments'",
    replacement: '""',
    reason:
      'Each part is at most the largest cost per customer, which is an amount below 1e30 itself, so nothing is refused here and the path is never said.',
  },
  {
    file: 'src/churn/churn.ts',
    line: "const isNear = end.slice(0, 7) === start.slice(0, 7) || (end.slice(7) === '-01' && time < 27e8)",
    original: 'time < 27e8',
    replacement: 'time <= 27e8',
    reason:
      'A whole number of days is never exactly 2,700,000,000 milliseconds, which is 31.25 days.',
  },
  {
    file: 'src/churn/churnByReason.ts',
    line: 'const sorted = [...reasons].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))',
    original: 'a < b',
    replacement: 'a <= b',
    reason: 'Reasons are the keys of a map, so that two of them are never equal.',
  },
  {
    file: 'src/churn/compareChurn.ts',
    line: "const level = levelOf(metric, ['a'], a)",
    original: "'a'",
    replacement: '""',
    reason:
      'The level of the tally was read with all its counts before, so reading it again never refuses and the path is never said.',
  },
  {
    file: 'src/churn/compareChurn.ts',
    line: "const isSame = levelOf(metric, ['b'], b) === level",
    original: "'b'",
    replacement: '""',
    reason:
      'The level of the tally was read with all its counts before, so reading it again never refuses and the path is never said.',
  },
  {
    file: 'src/churn/countChurn.ts',
    line: 'const countings = bounds.slice(1).map(() => emptyCounting(level))',
    original: 'bounds.slice(1)',
    replacement: 'bounds',
    reason:
      'One window more is counted after the last one, and every caller takes only the windows that it asked for.',
  },
  {
    file: 'src/churn/mergeRenewals.ts',
    line: 'let hasAmounts = false',
    original: 'false',
    replacement: 'true',
    reason:
      'The first tally sets it before anything reads it, and without a tally the list is refused.',
  },
  {
    file: 'src/churn/mergeRenewals.ts',
    line: "keptAmount: sumAmount(metric, ['keptAmount'], keptAmount),",
    original: "['keptAmount']",
    replacement: '[]',
    reason:
      'What is kept is at most what was due in each tally, so the sum of what was due is refused first.',
  },
  {
    file: 'src/churn/tallyRenewals.ts',
    line: 'const known: { currency: string | undefined; first?: number } = { currency: undefined }',
    original: '{ currency: undefined }',
    replacement: '{}',
    reason: 'A field that is undefined is read like a field that is not there.',
  },
  {
    file: 'src/churn/tallyRenewals.ts',
    line: 'addSum(amounts.kept, compareSums(amount, next) < 0 ? amount : next)',
    original: 'compareSums(amount, next) < 0',
    replacement: 'compareSums(amount, next) <= 0',
    reason: 'Where both amounts are equal it does not matter which of them is added.',
  },
  {
    file: 'src/ces/cesTrend.ts',
    line: 'const left = squares > ROUNDED_VARIANCE * all * (max - min) ** 2 ? squares / (all - 2) : 0',
    original: 'squares > ROUNDED_VARIANCE * all * (max - min) ** 2',
    replacement: 'squares >= ROUNDED_VARIANCE * all * (max - min) ** 2',
    reason:
      'The two differ where a sum of squares is exactly the limit of rounding alone, and nothing says on which side of it that is.',
  },
  {
    file: 'src/cost/customerEquity.ts',
    line: 'const plan = planFor(gain(low) > 0 ? crossing(gain, low, high) : low)',
    original: 'gain(low) > 0',
    replacement: 'gain(low) >= 0',
    reason:
      'Where the gain is exactly 0 at the low end, the search for the crossing ends there too.',
  },
  {
    file: 'src/cost/customerEquity.ts',
    line: 'const plan = planFor(gain(low) > 0 ? crossing(gain, low, high) : low)',
    original: 'gain(low) > 0',
    replacement: 'true',
    reason:
      'Where the gain is not above 0 at the low end, the search for a crossing ends there too, to the last digit; the condition only saves time.',
  },
  {
    file: 'src/internal/math/optimize.ts',
    line: 'for (let i = 0, at = 0; i < vector.length; i++) {',
    original: 'i < vector.length',
    replacement: 'i <= vector.length',
    reason:
      'What is added after the last row lies beyond the end of a typed array, where writing has no effect.',
  },
  {
    file: 'src/internal/math/quadrature.ts',
    line: 'for (let step = 0; step < 9; step++) {',
    original: 'step < 9',
    replacement: 'step <= 9',
    reason:
      'The steps have come to rest before the ninth: each doubles the digits, and the first has three. The last digit may differ.',
  },
  {
    file: 'src/internal/math/quadrature.ts',
    line: 'if (height < -2000 || height + more(u) < -NEGLIGIBLE_FALL) continue',
    original: 'height + more(u) < -NEGLIGIBLE_FALL',
    replacement: 'height + more(u) <= -NEGLIGIBLE_FALL',
    reason: 'A term that lies exactly e^45 below the largest is beyond the digits, counted or not.',
  },
  {
    file: 'src/internal/math/optimize.ts',
    line: 'for (let trial = 0; trial < trials; trial++) {',
    original: 'trial < trials',
    replacement: 'trial <= trials',
    reason:
      'One more shortening after 60 or 12 is as likely to lead nowhere; the number is a limit of patience and promised nowhere.',
  },
  {
    file: 'src/internal/math/special.ts',
    line: 'if (confidence === 0) return 0',
    original: 'confidence === 0',
    replacement: 'false',
    reason: 'The search gives 0 too: its first step goes to minus infinity, where the width is 0.',
  },
  {
    file: 'src/internal/math/bridgeEnvelope.ts',
    line: 'return third === undefined ? last + Math.max(1, last - second) : 3 * (last - second) + third',
    original: '3 * (last - second)',
    replacement: '3 / (last - second)',
    reason: 'A first guess from further below: Newton’s steps climb to the same rate.',
  },
  {
    file: 'src/internal/math/bridgeEnvelope.ts',
    line: 'for (let step = 0.125; above < 0; step *= 2) {',
    original: 'above < 0',
    replacement: 'above <= 0',
    reason: 'Where the height is met exactly, another step beyond it leads back to it.',
  },
  {
    file: 'src/internal/math/gamma.ts',
    line: 'for (let k = 1, factor = 0; k < MOST_TERMS && Math.abs(factor - 1) > 2e-16; k++) {',
    original: 'Math.abs(factor - 1) > 2e-16',
    replacement: 'Math.abs(factor - 1) >= 2e-16',
    reason: 'No number is exactly 2e-16 away from 1: neighbours of 1 are 1.1e-16 and 2.2e-16 away.',
  },
  {
    file: 'src/internal/math/bridgeEnvelope.ts',
    line: 'for (let trial = 0; trial < 40 && high - low > 1e-12 && above > 0; trial++) {',
    original: 'above > 0',
    replacement: 'true',
    reason: 'Where the height is met exactly, every step that is left ends there again.',
  },
  {
    file: 'src/internal/math/chebyshevTable.ts',
    line: 'if (cell.known.size < ASKED) cell.known.set(age, value)',
    original: 'cell.known.size < ASKED',
    replacement: 'cell.known.size <= ASKED',
    reason: 'A table is made one question later, which changes time alone.',
  },
  {
    file: 'src/internal/math/special.ts',
    line: 'for (let n = 1, factor = 0; n < MOST_TERMS && Math.abs(factor - 1) > 3e-16; n++) {',
    original: 'n < MOST_TERMS',
    replacement: 'n <= MOST_TERMS',
    reason: 'One term more than a hundred thousand; the fraction has come to rest long before.',
  },
  {
    file: 'src/internal/math/bridgeEnvelope.ts',
    line: 'for (let trial = 0; trial < 60; trial++) {',
    original: 'trial++',
    replacement: 'trial--',
    reason: 'The steps come to rest after a few; the count only ends what does not.',
  },
  {
    file: 'src/internal/math/quadrature.ts',
    line: '(u) => Math.max(0, Math.log(value(point(u)))),',
    original: '(u) => Math.max(0, Math.log(value(point(u))))',
    replacement: '() => undefined',
    reason:
      'No term is left out any more that the weight has at all, so that the sum is the same and takes longer.',
  },
  {
    file: 'src/internal/math/bridgeEnvelope.ts',
    line: 'if (term < NEGLIGIBLE_TERM) return sum',
    original: 'term < NEGLIGIBLE_TERM',
    replacement: 'term <= NEGLIGIBLE_TERM',
    reason: 'A term of exactly 1e-16 is beyond the digits, added or not.',
  },
  {
    file: 'src/internal/math/gamma.ts',
    line: 'for (let term = 1, k = 1; k < MOST_TERMS && term > sum * 1e-17; k++) sum += term *= x / (a + k)',
    original: 'term > sum * 1e-17',
    replacement: 'term >= sum * 1e-17',
    reason: 'A term of exactly 1e-17 of the sum adds nothing that a number holds.',
  },
  {
    file: 'src/internal/math/binomial.ts',
    line: 'const mode = Math.min(Math.floor((trials + 1) * share), trials)',
    original: 'trials + 1',
    replacement: 'trials - 1',
    reason:
      'The number is only where the outward sums begin; one beside the likeliest gives the same outcomes.',
  },
  {
    file: 'src/internal/math/optimize.ts',
    line: 'const isLower = value <= from.value + 1e-4 * length * slope',
    original: 'value <= from.value + 1e-4 * length * slope',
    replacement: 'value < from.value + 1e-4 * length * slope',
    reason:
      'A value that is lower by exactly as much as is asked may be taken or shortened once more; the search ends at the same minimum.',
  },
  {
    file: 'src/internal/math/binomial.ts',
    line: 'for (let x = mode, chance = peak; x <= trials && chance > NEGLIGIBLE_CHANCE; x++) {',
    original: 'chance > NEGLIGIBLE_CHANCE',
    replacement: 'chance >= NEGLIGIBLE_CHANCE',
    reason: 'A chance of exactly 1e-14 may be listed or left out alike.',
  },
  {
    file: 'src/internal/math/special.ts',
    line: 'if (betaGap(a, b, x, y) < 0) {',
    original: 'betaGap(a, b, x, y) < 0',
    replacement: 'betaGap(a, b, x, y) <= 0',
    reason:
      'At the mean itself both tails are computed as well, and the other is what is left of 1.',
  },
  {
    file: 'src/internal/math/quadrature.ts',
    line: 'for (let u = first + step / 2; u < last; u += step) add(u)',
    original: 'first + step / 2',
    replacement: 'first - step / 2',
    reason: 'One more term is added, half a step outside of where terms count: beyond the digits.',
  },
  {
    file: 'src/internal/math/special.ts',
    line: 'for (let n = 1, factor = 0; n < MOST_TERMS && Math.abs(factor - 1) > 3e-16; n++) {',
    original: 'Math.abs(factor - 1) > 3e-16',
    replacement: 'Math.abs(factor - 1) >= 3e-16',
    reason:
      'No number is exactly 3e-16 away from 1: numbers beside 1 are whole multiples of 1.1e-16 away.',
  },
  {
    file: 'src/internal/math/random.ts',
    line: 'if (v > 0 && Math.log(random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v',
    original: 'v > 0',
    replacement: 'v >= 0',
    reason: 'Of 0 the logarithm is −∞, and the comparison that follows is false.',
  },
  {
    file: 'src/internal/math/gamma.ts',
    line: 'const [low, high] = a < b ? [a, b] : [b, a]',
    original: 'a < b',
    replacement: 'a <= b',
    reason: 'Where both are equal, both orders are the same pair.',
  },
  {
    file: 'src/internal/math/optimize.ts',
    line: 'const [low, high] = i < j ? [i, j] : [j, i]',
    original: 'i < j',
    replacement: 'i <= j',
    reason: 'Where both are equal, both orders are the same pair.',
  },
  {
    file: 'src/internal/math/special.ts',
    line: 'if (x < 0.5) return logGamma(x + 1) - Math.log(x)',
    original: 'x < 0.5',
    replacement: 'x <= 0.5',
    reason: 'At one half both series have all digits.',
  },
  {
    file: 'src/internal/math/special.ts',
    line: 'for (let step = 0; step < 100; step++) {',
    original: 'step++',
    replacement: 'step--',
    reason: 'The steps come to rest after a dozen; the count only ends what does not.',
  },
  {
    file: 'src/internal/math/quadrature.ts',
    line: 'if (height < -2000 || height + more(u) < -NEGLIGIBLE_FALL) continue',
    original: 'height + more(u) < -NEGLIGIBLE_FALL',
    replacement: 'false',
    reason:
      'No term is left out any more that the weight has at all, so that the sum is the same and takes longer.',
  },
  {
    file: 'src/internal/math/brownianBridge.ts',
    line: 'for (let halving = 0; halving < 60; halving++) {',
    original: 'halving < 60',
    replacement: 'halving <= 60',
    reason: 'After 60 halvings of an interval of 3 one more moves nothing that a number holds.',
  },
  {
    file: 'src/internal/inference/kaplanMeier.ts',
    line: 'if (before.rate === 1 || after.rate === 0) return false',
    original: 'after.rate === 0',
    replacement: 'false',
    reason:
      'A height of minus infinity is above no share, so that the block is not passed over either way.',
  },
  {
    file: 'src/internal/inference/sampleSize.ts',
    line: 'for (let from = -9; from < 9; from += 1.5)',
    original: 'from < 9',
    replacement: 'from <= 9',
    reason: 'A normal error is beyond 9 deviations once in 1e19.',
  },
  {
    file: 'src/internal/inference/ratioInterval.ts',
    line: 'return studentInterval(ratio, error > ROUNDED ? error : 0, length - 1, confidence, range)',
    original: 'error > ROUNDED',
    replacement: 'error >= ROUNDED',
    reason: 'An error of exactly 1e-14 is rounding or not: nothing is promised of it.',
  },
  {
    file: 'src/internal/inference/interval.ts',
    line: 'if (distance ** 2 > width ** 2 * variance) outside = middle',
    original: 'distance ** 2 > width ** 2 * variance',
    replacement: 'distance ** 2 >= width ** 2 * variance',
    reason: 'A middle that is exactly the limit is the end either way, within the last halving.',
  },
  {
    file: 'src/internal/inference/compareMeans.ts',
    line: "if (typeof item !== 'number' || !(Math.abs(item) <= LARGEST))",
    original: "'number'",
    replacement: '""',
    reason: 'Every number is checked by the slow way then, which lets pass what is a number.',
  },
  {
    file: 'src/internal/inference/kaplanMeier.ts',
    line: 'const half = rate > 0 ? width * Math.sqrt(variance) * spread(method, rate) : Infinity',
    original: 'rate > 0',
    replacement: 'rate >= 0',
    reason:
      'At a rate of 0 the half width is infinite or no number, and no comparison with either holds.',
  },
  {
    file: 'src/internal/inference/kaplanMeier.ts',
    line: '(time !== null && high !== null) ||',
    original:
      '(time !== null && high !== null) ||\n      height - (low === null ? widest : 0) > (heights[index] as number)',
    replacement: 'false',
    reason: 'No block is passed over, which costs time alone.',
  },
  {
    file: 'src/internal/inference/compareMeans.ts',
    line: "if (typeof item !== 'number' || !(Math.abs(item) <= LARGEST))",
    original: "typeof item !== 'number' || !(Math.abs(item) <= LARGEST)",
    replacement: 'true',
    reason: 'Every number is checked by the slow way then, which lets pass what is in range.',
  },
  {
    file: 'src/internal/inference/fisherExact.ts',
    line: 'if (x === end) break',
    original: 'x === end',
    replacement: 'false',
    reason: 'The chance of a table beyond the last one comes out as 0, which ends the sum.',
  },
  {
    file: 'src/internal/inference/sampleSize.ts',
    line: 'const error = from + 1.5 * node',
    original: 'from + 1.5 * node',
    replacement: 'from - 1.5 * node',
    reason:
      'The panels lie one further to the left: a normal error is beyond 7.5 deviations once in 3e13.',
  },
  {
    file: 'src/internal/inference/shareRatio.ts',
    line: 'const low = ratio > 0 ? end(0.5) : 0',
    original: 'ratio > 0',
    replacement: 'true',
    reason: 'At a ratio of 0 the end is above it, and an interval never leaves its estimate out.',
  },
  {
    file: 'src/internal/inference/jackknife.ts',
    line: 'if (standardError < ROUNDED_DEVIATION) return null',
    original: 'standardError < ROUNDED_DEVIATION',
    replacement: 'standardError <= ROUNDED_DEVIATION',
    reason: 'An error of exactly 1e-12 is rounding or not: nothing is promised of it.',
  },
  {
    file: 'src/internal/inference/interval.ts',
    line: 'return some > 0 ? end / (2 * (trials + square)) : 0',
    original: 'some > 0',
    replacement: 'true',
    reason:
      'At no success the end is not below the estimate of 0, which an interval never leaves out.',
  },
  {
    file: 'src/internal/inference/interval.ts',
    line: 'successes > 0 ? betaQuantile(successes + 0.5 - more, failures + 0.5 + more, tail)[0] : 0,',
    original: 'successes > 0',
    replacement: 'successes >= 0',
    reason:
      'At no success the quantile is 0, or above the estimate of 0, which an interval never leaves out.',
  },
  {
    file: 'src/ces/cesSampleSize.ts',
    line: 'const z = Math.max(normalWidth(confidence) + normalQuantile(power), 0)',
    original: 'Math.max(normalWidth(confidence) + normalQuantile(power), 0)',
    replacement: 'Math.min(normalWidth(confidence) + normalQuantile(power), 0)',
    reason:
      'It is where the search for the number begins, which ends at the same number from any start: 3,780 plans and starts gave the same.',
  },
  {
    file: 'src/ces/cesSampleSize.ts',
    line: 'const z = Math.max(normalWidth(confidence) + normalQuantile(power), 0)',
    original: 'normalWidth(confidence) + normalQuantile(power)',
    replacement: 'normalWidth(confidence) - normalQuantile(power)',
    reason:
      'It is where the search for the number begins, which ends at the same number from any start: 3,780 plans and starts gave the same.',
  },
  {
    file: 'src/ces/cesSampleSize.ts',
    line: 'responses: ofDesign(smallest(2 * ((z * deviation) / difference) ** 2, isSeen), designEffect),',
    original: '(z * deviation) / difference',
    replacement: 'z * deviation * difference',
    reason:
      'It is where the search for the number begins, which ends at the same number from any start: 3,780 plans and starts gave the same.',
  },
  {
    file: 'src/ces/cesSampleSize.ts',
    line: 'responses: ofDesign(smallest(2 * ((z * deviation) / difference) ** 2, isSeen), designEffect),',
    original: '2 * ((z * deviation) / difference) ** 2',
    replacement: '2 / (z * deviation / difference) ** 2',
    reason:
      'It is where the search for the number begins, which ends at the same number from any start: 3,780 plans and starts gave the same.',
  },
  {
    file: 'src/ces/cesSampleSize.ts',
    line: 'responses: ofDesign(smallest(2 * ((z * deviation) / difference) ** 2, isSeen), designEffect),',
    original: 'z * deviation',
    replacement: 'z / deviation',
    reason:
      'It is where the search for the number begins, which ends at the same number from any start: 3,780 plans and starts gave the same.',
  },
  {
    file: 'src/csat/csatSampleSize.ts',
    line: 'if (few >= more || chance * other < 1e-13) continue',
    original: 'chance * other < 1e-13',
    replacement: 'chance * other <= 1e-13',
    reason:
      'A pair of outcomes with a chance of exactly 1e-13 adds nothing to the nine digits that hold, whether it is counted or not.',
  },
  {
    file: 'src/internal/inference/seededIntervals.ts',
    line: 'group === counts.length - 1 || count >= rest',
    original: 'counts.length - 1',
    replacement: 'counts.length + 1',
    reason:
      'The last group is all of what is left, so that its share is 1, but for a last digit by which one answer in 1e16 would be lost.',
  },
  {
    file: 'src/retention/rhythm/streaks.ts',
    line: 'run = at > 0 && period === (periods[at - 1] as number) + 1 ? run + 1 : 1',
    original: 'at > 0',
    replacement: 'true',
    reason: 'There is no number before the first, and no period equals what is not there.',
  },
  {
    file: 'src/retention/models/fitLifetimes.ts',
    line: 'if (!isInside || !(c >= POWERS[0] && c <= POWERS[1]))',
    original: 'c >= POWERS[0]',
    replacement: 'c > POWERS[0]',
    reason:
      'The exponential of a step of the search is exactly the bound for no data, and the bound itself is only where a search has left what can be fitted.',
  },
  {
    file: 'src/retention/models/fitLifetimes.ts',
    line: 'if (!isInside || !(c >= POWERS[0] && c <= POWERS[1]))',
    original: 'c <= POWERS[1]',
    replacement: 'true',
    reason:
      'A search that ends near the bound or beyond it is refused after it, in the same words: 3,000 fits were the same to nine digits.',
  },
  {
    file: 'src/retention/cohorts/cohortConsistency.ts',
    line: "if (states[column] === 'unknown') return",
    original: "states[column] === 'unknown'",
    replacement: 'false',
    reason:
      'Of a column that has not begun the count is 0, which is at most what was before; the column of the entry has always begun.',
  },
  {
    file: 'src/retention/curves/meanLifetime.ts',
    line: 'if (point.rate > 0 && point.lost > 0) variance += area * area * Math.max(added, 0)',
    original: 'point.lost > 0',
    replacement: 'true',
    reason:
      'Where nobody was lost the variance is that of the point before, so that nothing is added but rounding.',
  },
  {
    file: 'src/retention/cohorts/cohortSums.ts',
    line: "const isFixed = frame.every === 'day' || frame.every === 'week'",
    original: "frame.every === 'week'",
    replacement: 'false',
    reason:
      'Looking for often enough within eight days more passes over less, which costs time alone.',
  },
  {
    file: 'src/retention/cohorts/cohortSums.ts',
    line: "if (measure === 'on' && entry >= 0) retain(entry)",
    original: 'entry >= 0',
    replacement: 'true',
    reason: 'What is counted in a column before the first is read by nobody.',
  },
  {
    file: 'src/clv/models/cnbd/behaviour.ts',
    line: 'if (more === 1 && random() < leave) return [0, 0]',
    original: 'random() < leave',
    replacement: 'random() <= leave',
    reason:
      'Of draws from a continuum hardly any is exactly the chance to leave, and no text says what follows then.',
  },
  {
    file: 'src/clv/models/cnbd/behaviour.ts',
    line: 'if (!(next <= age)) return [purchases, last]',
    original: 'next <= age',
    replacement: 'next < age',
    reason: 'Of moments drawn from a continuum hardly any is exactly the age.',
  },
  {
    file: 'src/clv/models/cnbd/behaviour.ts',
    line: '[0.5, 0.5 / rate / 2, 1, 3],',
    original: '0.5 / rate / 2',
    replacement: '0.5 / rate * 2',
    reason:
      'It is where a search begins, whose maximum does not depend on it: 40 sets of 250 customers drawn gave the same fit or the same refusal.',
  },
  {
    file: 'src/clv/models/ggompertzNbd/behaviour.ts',
    line: '[0.5, 0.5 / rate / 2, 0.3 / age, 0.5, 0.2],',
    original: '0.5 / rate / 2',
    replacement: '0.5 / rate * 2',
    reason:
      'It is where a search begins once two others have failed, whose maximum does not depend on it.',
  },
  {
    file: 'src/clv/models/expectations.ts',
    line: 'return mean + 12 * Math.sqrt(mean * (1 + time)) + 40 * (1 + time)',
    original: '1 + time',
    replacement: '1 - time',
    reason:
      'It is a guess of how many terms a sum has, from which the sum or the integral is chosen: the two differ by less than 1e-12.',
  },
  {
    file: 'src/clv/models/expectations.ts',
    line: 'const later = onLogarithm(r + 1, rate, time, (v) => {',
    original: 'r + 1',
    replacement: 'r - 1',
    reason:
      'It only says how long intervals of the integral are: 300 draws of parameters gave the same to 1e-15.',
  },
  {
    file: 'src/clv/models/expectations.ts',
    line: 'let length = Math.min(end - from, 1.5, bent, 12 / Math.abs(order - 1))',
    original: 'end - from',
    replacement: 'end + from',
    reason:
      'An interval that would go beyond the end is cut there by the next line, as a small rest is.',
  },
  {
    file: 'src/clv/models/ggompertzNbd/gompertz.ts',
    line: 'if (!(part > 1e-18 * sum)) break',
    original: 'part > 1e-18 * sum',
    replacement: 'part >= 1e-18 * sum',
    reason:
      'A part that is exactly 1e-18 of the sum changes no digit, and the first part is above 0.',
  },
  {
    file: 'src/clv/models/paretoNbd/windows.ts',
    line: 'const share = Math.min(0.9, Math.max(0.05, ((purchases + 0.5) * alpha) / (r * time)))',
    original: '((purchases + 0.5) * alpha) / (r * time)',
    replacement: '(purchases + 0.5) * alpha * (r * time)',
    reason:
      'It is a guess of where the largest part of an integral lies, which is then looked for: 300 draws of parameters gave the same to 1e-14.',
  },
  {
    file: 'src/clv/predictions/expectedPurchases.ts',
    line: 'return from === 0 ? until : until - behaviour.growth(parameters, x, age, from)',
    original: 'from === 0',
    replacement: 'false',
    reason: 'Nothing is bought within no time, so that nothing is taken off.',
  },
  {
    file: 'src/clv/predictions/predict.ts',
    line: 'for (let at = 0; at < 8; at++)',
    original: 'at < 8',
    replacement: 'at >= 8',
    reason:
      'It says where an answer is kept for later: with all at one place fewer are found again, and the others are computed anew.',
  },
  {
    file: 'src/clv/predictions/tabulated.ts',
    line: 'if (!row) {',
    original: '!row',
    replacement: 'true',
    reason: 'Answers that are forgotten are computed anew.',
  },
  {
    file: 'src/clv/models/covariates/fitCovariates.ts',
    line: 'taken: readonly string[] = [],',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'A name that no field has is as good as none.',
  },
  {
    file: 'src/clv/models/bgNbd/behaviour.ts',
    line: 'scale / (r + x + 1),',
    original: 'scale / (r + x + 1)',
    replacement: 'scale * (r + x + 1)',
    reason:
      'It is a guess of how fast a function of time bends, for a table that is not used where it has no digits: 300 draws of parameters gave the same to 1e-12.',
  },
  {
    file: 'src/clv/models/cnbd/behaviour.ts',
    line: '[0.5, 0.5 / rate / 2, 1, 3],',
    original: '0.5 / rate',
    replacement: '0.5 * rate',
    reason:
      'It is where a search begins, whose maximum does not depend on it: 40 sets of 250 customers drawn gave the same fit or the same refusal.',
  },
  {
    file: 'src/clv/models/cnbd/readRhythm.ts',
    line: 'const own = column ? column[index] : row?.logGaps',
    original: 'row?.logGaps',
    replacement: 'row.logGaps',
    reason: 'The times of the row were read before, so that there is one.',
  },
  {
    file: 'src/clv/models/cnbd/stages.ts',
    line: 'if (end - from - length < 1e-9 * length) length = end - from',
    original: 'end - from - length',
    replacement: 'end - from + length',
    reason:
      'A rest so small is an interval of its own then, and adds what it would have added: 300 draws of parameters gave the same to the last digit.',
  },
  {
    file: 'src/clv/models/covariates/fitCovariates.ts',
    line: "const own = 'parameters' in plain ? [plain.parameters] : []",
    original: "'parameters'",
    replacement: '""',
    reason:
      'It leaves out one of several starts of a search, whose maximum does not depend on it: 460 sets of customers drawn gave the same fit, or were refused, with and without it.',
  },
  {
    file: 'src/clv/models/covariates/fitSpendCovariates.ts',
    line: "return 'parameters' in plain ? [plain.parameters, ...own] : [...own]",
    original: "'parameters'",
    replacement: '""',
    reason:
      'It leaves out one of several starts of a search, whose maximum does not depend on it: 460 sets of customers drawn gave the same fit, or were refused, with and without it.',
  },
  {
    file: 'src/clv/models/paretoNbd/counts.ts',
    line: 'if (s * Math.log1p(at / beta) > 45 || isPast) return',
    original: 's * Math.log1p(at / beta) > 45',
    replacement: 'false',
    reason:
      'Fewer than e^-45 of all customers are left then, whose chances of any number are below 1e-19 in all: it only saves time.',
  },
  {
    file: 'src/clv/models/paretoNbd/counts.ts',
    line: 'if (chance < 1e-290) chance = Math.exp(logPurchases(r, x, time))',
    original: 'chance < 1e-290',
    replacement: 'true',
    reason:
      'Each chance is computed by itself then, which is slower: 300 draws of parameters gave the same to 1e-12.',
  },
  {
    file: 'src/clv/models/paretoNbd/deathIntegral.ts',
    line: 'const whole = end - from - length < 1e-9 * length ? end - from : length',
    original: 'end - from - length',
    replacement: 'end - from + length',
    reason:
      'A rest so small is an interval of its own then, and adds what it would have added: 300 draws of parameters gave the same to the last digit.',
  },
  {
    file: 'src/clv/models/paretoNbd/windows.ts',
    line: 'const share = Math.min(0.9, Math.max(0.05, ((purchases + 0.5) * alpha) / (r * time)))',
    original: 'purchases + 0.5',
    replacement: 'purchases - 0.5',
    reason:
      'It is a guess of where the largest part of an integral lies, which is then looked for: 2,000 draws of parameters gave the same to 1e-12.',
  },
  {
    file: 'src/clv/predictions/base/parameterDraws.ts',
    line: '(sum, entry, j) => sum + entry * (normals[j] as number),',
    original: 'sum + entry * (normals[j] as number)',
    replacement: 'sum - entry * (normals[j] as number)',
    reason:
      'Normal numbers and their negatives have the same distribution, together as one by one, and no text says which of the two a seed draws.',
  },
  {
    file: 'src/clv/predictions/customerValue.ts',
    line: "unitsIn(metric, ['discount', 'per'], given.discount.per, unit, given),",
    original: "'per'",
    replacement: '""',
    reason: 'The rate was read before, with the same conversion, so that nothing is refused there.',
  },
  {
    file: 'src/clv/predictions/predict.ts',
    line: 'if (isKnown) return table[place + 4] as number',
    original: 'isKnown',
    replacement: 'false',
    reason: 'Answers that are not recalled are computed anew.',
  },
  {
    file: 'src/internal/rows/subscriptionSpans.ts',
    line: 'if (spans.length > FEW) {',
    original: 'spans.length > FEW',
    replacement: 'true',
    reason:
      'Both ways to sort keep the order of equal days, and give the same list; it only chooses the faster one.',
  },
  {
    file: 'src/internal/money/decimal.ts',
    line: 'return sum.rest === 0n ? sumText(sum) : unitsAmount(metric, path, sumUnits(sum))',
    original: 'sum.rest === 0n',
    replacement: 'false',
    reason:
      'Cents that are a safe integer are below 1e30 and have one spelling: the long way gives the same text and refuses nothing.',
  },
  {
    file: 'src/internal/money/decimal.ts',
    line: "if (typeof one === 'number' && typeof other === 'number') return one - other",
    original: "'number'",
    replacement: '""',
    reason:
      'Two numbers of cents are then compared as whole numbers of any size, with the same sign, and only the sign is promised.',
  },
  {
    file: 'src/internal/money/decimal.ts',
    line: 'const half = units < 0n ? -BigInt(count) : BigInt(count)',
    original: 'units < 0n',
    replacement: 'units <= 0n',
    reason: 'The two differ for a sum of 0 only, of which plus or minus a half is cut to 0.',
  },
  {
    file: 'src/internal/money/exactSums.ts',
    line: 'if (a.rest === b.rest) return a.cents - b.cents',
    original: 'a.rest === b.rest',
    replacement: 'false',
    reason: 'The whole sums are then compared, with the same sign, and only the sign is promised.',
  },
  {
    file: 'src/internal/surveys/trendInterval.ts',
    line: 'below = Math.hypot(below, factor > 0 ? down : up)',
    original: 'factor > 0',
    replacement: 'factor >= 0',
    reason: 'With a factor of 0 both distances are 0.',
  },
  {
    file: 'src/internal/surveys/trendInterval.ts',
    line: 'above = Math.hypot(above, factor > 0 ? up : down)',
    original: 'factor > 0',
    replacement: 'factor >= 0',
    reason: 'With a factor of 0 both distances are 0.',
  },
  {
    file: 'src/internal/surveys/boxScoreEstimate.ts',
    line: "const { silent, skipped, said } = readBase(metric, 'csat', answers, answered, options)",
    original: "'csat'",
    replacement: '""',
    reason: 'It is only asked whether the score is that of `nps`, and either text is another one.',
  },
  {
    file: 'src/internal/surveys/boxScoreEstimate.ts',
    line: 'const measured = measureCounts(sample, boxes, { level, left, silent, rateInterval: () => null })',
    original: '() => null',
    replacement: '() => undefined',
    reason: 'All three intervals that it makes are replaced by others in the lines that follow.',
  },
  {
    file: 'src/internal/surveys/answers.ts',
    line: 'return effective >= responses * (1 - 1e-9) ? responses : effective',
    original: 'effective >= responses * (1 - 1e-9)',
    replacement: 'effective > responses * (1 - 1e-9)',
    reason:
      'At exactly this limit the two numbers of answers are the same but for a billionth, which is what the limit is for.',
  },
  {
    file: 'src/groups/groupReader.ts',
    line: "if (Number.isNaN(day)) checkDay(metric, ['rows', index, name], value, readDay)",
    original: 'Number.isNaN(day)',
    replacement: 'true',
    reason:
      'The check passes each day that can be read; asking only where none was read saves the path of each row.',
  },
  {
    file: 'src/groups/groupReader.ts',
    line: "if (typeof value === 'string') from[value] = next",
    original: "'string'",
    replacement: '""',
    reason:
      'A text is then kept among the other values, where it is found the longer way, and leads to the same group.',
  },
  {
    file: 'src/ratings/rake.ts',
    line: 'if (furthest < NEAR) return round',
    original: 'furthest < NEAR',
    replacement: 'furthest <= NEAR',
    reason:
      'A factor that is away from 1 by exactly this limit is as near as was asked for, and hardly any is.',
  },
  {
    file: 'src/value/segmentMatrix.ts',
    line: 'return [...names].filter((name) => name !== null).sort((a, b) => (a < b ? -1 : 1))',
    original: 'a < b',
    replacement: 'a <= b',
    reason: 'The names of a set are different from one another.',
  },
  {
    file: 'src/value/rfmScores.ts',
    line: 'for (let at = 0; at < values.length; at++) {',
    original: 'at < values.length',
    replacement: 'at <= values.length',
    reason: 'A score past the end of a list of fixed length is written nowhere.',
  },
  {
    file: 'src/value/lorenzCurve.ts',
    line: ': placeOf(rest + own, mostWithin(upTo, rest + own, end, Math.min(end + 1, count - 1))) - 1',
    original: 'count - 1',
    replacement: 'count + 1',
    reason:
      'What is looked for is less than the sum of all, as an amount of 0 has no interval, so that the place is never the last.',
  },
  {
    file: 'src/value/concentration.ts',
    line: 'if (customers === 1) addAmount(sum, amount)',
    original: 'customers === 1',
    replacement: 'false',
    reason: 'An amount times 1 is that amount, in each of the ways that follow.',
  },
  {
    file: 'src/charts/cost/optimalSpendChart.ts',
    line: 'const isLate = (spend / end) * width + textWidth(text) + 8 > width',
    original: '(spend / end) * width + textWidth(text) + 8 > width',
    replacement: 'spend / end * width + textWidth(text) + 8 >= width',
    reason: 'A label that ends exactly where the plot does has room on either side of its dot.',
  },
  {
    file: 'src/charts/drawing/sheet.ts',
    line: "? subtitle.replace(/[^.]*\\{confidence\\}[^.]*\\.?\\s*/, ' ').trim()",
    original: '/[^.]*\\{confidence\\}[^.]*\\.?\\s*/',
    replacement: '/[^.]*\\{confidence\\}[^.]*\\.?\\S*/',
    reason: 'Lines are made of words, between which two spaces are one.',
  },
  {
    file: 'src/charts/drawing/text.ts',
    line: 'const isWhole = size >= 0.1 && (size <= 0.99 || size >= 1)',
    original: 'size <= 0.99',
    replacement: 'false',
    reason: 'From 10 % to 99 % two digits are whole per cents.',
  },
  {
    file: 'src/charts/surveys/surveyTrendChart.ts',
    line: "unfinished: '',",
    original: "''",
    replacement: '"Stryker was here!"',
    reason: 'A trend has no period that is not over, so that nothing writes this text.',
  },
  {
    file: 'src/tool/read/dates.ts',
    line: 'hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0)',
    original: '/^p/i',
    replacement: '/p/i',
    reason: 'A half of a day is written am, pm, a.m. or p.m., and has a p at its beginning only.',
  },
  {
    file: 'src/tool/read/decode.ts',
    line: 'let kept: number[] = []',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'It stands for a byte of 0, which is text in every encoding that is read line by line.',
  },
  {
    file: 'src/service/tickets.ts',
    line: 'if (!(opened >= first && replied >= opened && resolved >= opened) || isStrange(bot))',
    original: 'opened >= first && replied >= opened && resolved >= opened',
    replacement: 'false',
    reason: 'Every ticket is checked by the slow way then, which lets pass what is in order.',
  },
  {
    file: 'src/sales/salesByPeriod.ts',
    line: "if (period && (amount >= 0 || given.refunds === 'net')) addAmount(period.amount, amount)",
    original: 'amount >= 0',
    replacement: 'amount > 0',
    reason: 'An amount of 0 changes no sum, whether it is added or not.',
  },
  {
    file: 'src/sales/marketShare.ts',
    line: "amount: sumAmount(metric, ['amount'], own),",
    original: "['amount']",
    replacement: '[]',
    reason:
      'The path is for a sum of 1e30 or more, and this one is a single amount, which is below that where it was read.',
  },
  {
    file: 'src/sales/marketShare.ts',
    line: "amount: sumAmount(metric, ['amount'], own),",
    original: "'amount'",
    replacement: '""',
    reason:
      'The path is for a sum of 1e30 or more, and this one is a single amount, which is below that where it was read.',
  },
  {
    file: 'src/revenue/addMovements.ts',
    line: 'for (let account = 0; account < count; account++) {',
    original: 'account < count',
    replacement: 'account <= count',
    reason: 'One account more is looked at, after the last one, and it has no events.',
  },
  {
    file: 'src/revenue/addMovements.ts',
    line: 'if (end - from > FEW) sortMany(order, sorted, from, end)',
    original: 'end - from > FEW',
    replacement: 'false',
    reason:
      'Both sorts give the same order, events of one day as they came; with many events this one takes longer.',
  },
  {
    file: 'src/revenue/addMovements.ts',
    line: 'const sums = emptySums(bounds.length - 1, zero)',
    original: 'bounds.length - 1',
    replacement: 'bounds.length + 1',
    reason: 'There are sums of two windows more, in which no day lies and which nobody reads.',
  },
  {
    file: 'src/revenue/addMovements.ts',
    line: 'while (at < end && days[at] === day)',
    original: 'at < end && days[at] === day',
    replacement: 'false',
    reason:
      'An account that is at 0 only between two events of a day is not at 0 at its end: before it may come back it is lost on a later day, which is the one that counts.',
  },
  {
    file: 'src/revenue/addMovements.ts',
    line: 'else if (!had && has && cameOn === NEVER) cameOn = day',
    original: '!had && has',
    replacement: 'true',
    reason:
      'The day is read where an account was at 0 when the window opened, and then the first event brings something in.',
  },
  {
    file: 'src/revenue/countRevenue.ts',
    line: 'return sum <= Number.MAX_SAFE_INTEGER',
    original: 'sum <= Number.MAX_SAFE_INTEGER',
    replacement: 'false',
    reason: 'Amounts are added up as bigints then, which are as exact and slower.',
  },
  {
    file: 'src/revenue/readEvents.ts',
    line: 'if (isSome(before)) addEvent(account, day, -before, conversion)',
    original: 'isSome(before)',
    replacement: 'true',
    reason: 'It adds events of 0, which change no amount.',
  },
  {
    file: 'src/revenue/readEvents.ts',
    line: "count: level === 'customer' ? numbers.ids.length : subscriptions.count(),",
    original: "level === 'customer'",
    replacement: 'false',
    reason:
      'There are at least as many subscriptions as customers, and an account without events moves nothing.',
  },
  {
    file: 'src/revenue/readEvents.ts',
    line: "count: level === 'customer' ? numbers.ids.length : subscriptions.count(),",
    original: "'customer'",
    replacement: '""',
    reason:
      'There are at least as many subscriptions as customers, and an account without events moves nothing.',
  },
  {
    file: 'src/schemas/cost.ts',
    line: ": readAmount('schema', [], value).toFixed(),",
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'The amount was read before, and no message names the place.',
  },
  {
    file: 'src/schemas/retention.ts',
    line: '.refine((age) => Number.isSafeInteger(+age), { error: COUNT }),',
    original: '+age',
    replacement: '-age',
    reason: 'A number and its negative are both safe, or neither is.',
  },
  {
    file: 'src/ces/readCes.ts',
    line: 'rateInterval: () => null,',
    original: '() => null',
    replacement: '() => undefined',
    reason:
      'Only the mean and the deviation of what is measured are read here, and neither is made of these intervals.',
  },
  {
    file: 'src/cost/cohortSpread.ts',
    line: 'slope += slopes[age] as number',
    original: 'slope += slopes[age] as number',
    replacement: 'slope -= slopes[age] as number',
    reason: 'It turns the sign of each slope, of which only the squares are added up.',
  },
  {
    file: 'src/cost/customerEquity.ts',
    line: 'return won > 1 ? Math.log(won) / k : 0',
    original: 'won > 1',
    replacement: 'won >= 1',
    reason: 'The logarithm of exactly 1 is 0, which is what is returned otherwise.',
  },
  {
    file: 'src/cost/customerEquity.ts',
    line: 'const retention = slope(0) > 0 ? crossing(slope, 0, margin * (1 + discount)) : 0',
    original: 'slope(0) > 0',
    replacement: 'slope(0) >= 0',
    reason:
      'The slope only falls, so where it is exactly 0 at the start the search for its crossing ends at 0 too.',
  },
  {
    file: 'src/csat/csatSampleSize.ts',
    line: 'if (few >= more || chance * other < 1e-13) continue',
    original: 'chance * other < 1e-13',
    replacement: 'false',
    reason:
      'It only skips outcomes to save time: the power of 880 plans changed by less than 2e-11, which is below the nine digits that hold.',
  },
  {
    file: 'src/nps/npsPlan.ts',
    line: 'Math.min(responses, 16 * Math.sqrt(responses * share * (1 - share))) + 1',
    original: 'Math.min(responses, 16 * Math.sqrt(responses * share * (1 - share))) + 1',
    replacement: 'Math.min(responses, 16 * Math.sqrt(responses * share * (1 - share))) - 1',
    reason:
      'It only estimates how long it takes to weigh all outcomes, and both ways give nine digits: a plan at the limit takes the other one.',
  },
  {
    file: 'src/nps/npsPlan.ts',
    line: 'if (chance < NEGLIGIBLE_OUTCOME) return []',
    original: 'chance < NEGLIGIBLE_OUTCOME',
    replacement: 'false',
    reason:
      'It only leaves out outcomes to save time: the power of 1,617 plans of up to 40 answers changed by less than 1e-13, and with a million outcomes by less than 1e-10.',
  },
  {
    file: 'src/nps/npsSampleSize.ts',
    line: "check(metric, ['expected'], given.expected, variance > 1e-9, 'groups that differ', 'undefined')",
    original: 'variance > 1e-9',
    replacement: 'variance >= 1e-9',
    reason:
      'The two differ for a variance of exactly 1e-9 alone, and nothing says on which side of that limit it is.',
  },
  {
    file: 'src/nps/npsSampleSize.ts',
    line: 'const z = Math.max(normalWidth(confidence) + normalQuantile(power), 0)',
    original: 'Math.max(normalWidth(confidence) + normalQuantile(power), 0)',
    replacement: 'Math.min(normalWidth(confidence) + normalQuantile(power), 0)',
    reason:
      'It is where the search for the number begins, which ends at the same number from any start: 1,944 plans gave the same from each.',
  },
  {
    file: 'src/nps/npsSampleSize.ts',
    line: 'smallestSettled(2 * plan.variance * (z / difference) ** 2, isSeen),',
    original: 'z / difference',
    replacement: 'z * difference',
    reason:
      'It is where the search for the number begins, which ends at the same number from any start: 1,944 plans gave the same from each.',
  },
  {
    file: 'src/churn/churn.ts',
    line: "const text = (day: unknown): string => (typeof day === 'string' ? day : '')",
    original: "''",
    replacement: '"Stryker was here!"',
    reason:
      'Neither text is the first of a month, nor a day that can be read: either is refused in the same words, which say the day as it was given.',
  },
  {
    file: 'src/churn/countChurn.ts',
    line: 'opens: false,',
    original: 'false',
    replacement: 'true',
    reason: 'It is set as a customer comes into a window, before anything reads it.',
  },
  {
    file: 'src/retention/cohorts/cohortSums.ts',
    line: 'const counts = frame.minimum > 1',
    original: 'frame.minimum > 1',
    replacement: 'frame.minimum >= 1',
    reason:
      'Where once is often enough, the number of events in a period decides nothing: counting them costs memory and time alone.',
  },
  {
    file: 'src/retention/cohorts/cohortSums.ts',
    line: "measure === 'on-or-after' && minimum > 1",
    original: 'minimum > 1',
    replacement: 'minimum >= 1',
    reason:
      'Every period with an event has at least one, so that nothing is passed over: looking for it costs time alone.',
  },
  {
    file: 'src/retention/curves/medianLifetime.ts',
    line: 'points.find((point) => height(point) <= HALF)?.age ?? null',
    original: 'height(point) <= HALF',
    replacement: 'height(point) < HALF',
    reason:
      'They differ only where a curve stands at 0.500000000001, as of 500,000,000,001 of 1e12 customers, which is more than a half by as much as is taken for rounding.',
  },
  {
    file: 'src/retention/models/holdoutError.ts',
    line: 'const isLost = Math.abs(outcomes.lost - lost) <= TOLERANCE * customers',
    original: 'Math.abs(outcomes.lost - lost) <= TOLERANCE * customers',
    replacement: 'Math.abs(outcomes.lost - lost) < TOLERANCE * customers',
    reason:
      'They differ only where the lost of both differ by exactly a billionth of all customers, which is where rounding is said to end and nothing promises it.',
  },
  {
    file: 'src/retention/models/sbg.ts',
    line: "const { alpha, beta } = readParameters('sbg', ['parameters'], given, 'sbg')",
    original: "'sbg'",
    replacement: '""',
    reason:
      'Of the last text it only matters that it is not bdw: then c is 1, and is not read here. The first is in the words of every refusal, which tests read.',
  },
  {
    file: 'src/retention/models/fitLifetimes.ts',
    line: 'return log > Math.log(low) + 0.1 && log < Math.log(high) - 0.1',
    original: 'log > Math.log(low) + 0.1',
    replacement: 'log >= Math.log(low) + 0.1',
    reason:
      'No search ends at exactly that number, and how near to a bound is too near no text promises.',
  },
  {
    file: 'src/retention/models/fitLifetimes.ts',
    line: 'return log > Math.log(low) + 0.1 && log < Math.log(high) - 0.1',
    original: 'log < Math.log(high) - 0.1',
    replacement: 'log <= Math.log(high) - 0.1',
    reason:
      'No search ends at exactly that number, and how near to a bound is too near no text promises.',
  },
  {
    file: 'src/internal/rows/customers.ts',
    line: "if (typeof id === 'string' && isBeyondNumbers(id)) return id",
    original: "typeof id === 'string'",
    replacement: 'true',
    reason: 'A number that is an id is a whole number that is safe, which is not beyond numbers.',
  },
  {
    file: 'src/internal/rows/subscriptionSpans.ts',
    line: "{ reads = [], readMore, readId = idReader(metric), level = 'customer' }: SpanReading = {},",
    original: '[]',
    replacement: '["Stryker was here"]',
    reason:
      'It names one more optional field to look for, which no row has and no column looks like.',
  },
  {
    file: 'src/internal/rows/subscriptionSpans.ts',
    line: "const watchBilling = billingWatch(metric, readDay, 'time')",
    original: "'time'",
    replacement: '""',
    reason: 'What is counted is only asked whether it is amounts.',
  },
  {
    file: 'src/internal/rows/subscriptionSpans.ts',
    line: 'if (cause !== undefined) reasons.set(size, cause)',
    original: 'cause !== undefined',
    replacement: 'true',
    reason: 'A reason that is kept as unknown is one that is not known.',
  },
  {
    file: 'src/internal/rows/subscriptionSpans.ts',
    line: 'if (reason === undefined || otherReason === undefined) return [end, reason ?? otherReason]',
    original: 'reason === undefined',
    replacement: 'false',
    reason: 'An unknown reason is before no other, so that the other one is taken, as it is here.',
  },
  {
    file: 'src/internal/time/calendars/weeks.ts',
    line: "units: ['week', 'month', 'quarter', 'year'],",
    original: "'week'",
    replacement: '""',
    reason:
      'Weeks are units of every calendar, and a calendar of weeks has all units, so that none is refused with this list.',
  },
  {
    file: 'src/internal/time/instants.ts',
    line: 'if (!form || text.charCodeAt(length - 1) !== 90 || text.charCodeAt(10) !== 84) return Number.NaN',
    original: '!form || text.charCodeAt(length - 1) !== 90 || text.charCodeAt(10) !== 84',
    replacement: 'true',
    reason: 'All texts then take the slow way, which reads the same instants.',
  },
  {
    file: 'src/internal/time/instants.ts',
    line: 'if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return Number.NaN',
    original: 'text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58',
    replacement: 'true',
    reason: 'All texts then take the slow way, which reads the same instants.',
  },
  {
    file: 'src/ratings/poststratify.ts',
    line: "check(metric, path, name, size > 0, 'a segment of the population', 'mismatch')",
    original: 'size > 0',
    replacement: 'size >= 0',
    reason: 'A size is at least 1e-9 where it was read, and not a number where none was given.',
  },
  {
    file: 'src/ratings/rake.ts',
    line: "tally: toTally(metric, ['rows'], rows, cells),",
    original: "'rows'",
    replacement: '""',
    reason:
      'The path is for a tally of no answers, or of more than can be counted: there is an answer here, and a list has fewer rows than that.',
  },
  {
    file: 'src/ratings/surveyFunnel.ts',
    line: "const [median] = curveQuantiles(curve, [0.5], 'log-log', normalWidth(confidence))",
    original: "'log-log'",
    replacement: '""',
    reason:
      'The curve asks whether the method is `plain` or `log`, and takes each other text for this one; the name in the result stands elsewhere.',
  },
  {
    file: 'src/statistics/quantiles.ts',
    line: "if (!finite) check(metric, ['values', index], value, finite, 'a finite number', 'invalid')",
    original: '!finite',
    replacement: 'true',
    reason: 'The check passes each finite number; asking before saves the path of each value.',
  },
  {
    file: 'src/service/businessHours.ts',
    line: 'if (instant <= reached) reach(instant)',
    original: 'instant <= reached',
    replacement: 'true',
    reason:
      'The loop in it ends at once where the instant was reached; asking before saves the call.',
  },
  {
    file: 'src/service/businessHours.ts',
    line: 'if (holidays === undefined && dates === undefined) return days',
    original: 'holidays === undefined && dates === undefined',
    replacement: 'false',
    reason:
      'Without either list no day is added; the reader that is made then refuses no time zone, as this one was checked before.',
  },
  {
    file: 'src/revenue/addMovements.ts',
    line: 'if (end - from > FEW) sortMany(order, sorted, from, end)',
    original: 'end - from',
    replacement: 'end + from',
    reason: 'Both sorts give the same order, events of one day as they came, whichever is chosen.',
  },
  {
    file: 'src/revenue/chainRevenue.ts',
    line: "if (!first || !last) return refuse(metric, ['tallies'], tallies, 'at least one tally', 'empty')",
    original: '!first || !last',
    replacement: '!first && !last',
    reason: 'Both are set by the first tally, and neither without one.',
  },
  {
    file: 'src/revenue/readEvents.ts',
    line: 'if (isSome(amount)) addEvent(account, day, amount, conversion)',
    original: 'isSome(amount)',
    replacement: 'true',
    reason: 'It adds events of 0, which change no amount, and no account is there or not by them.',
  },
  {
    file: 'src/value/spendByAnswer.ts',
    line: 'const standardDeviation = customers > 1 ? Math.sqrt(variance) : 0',
    original: 'customers > 1',
    replacement: 'true',
    reason:
      'The spend of one customer is its mean to the last digit, so that the variance is 0 ÷ 0, which is not above 0; without customers it is 0, and neither has moments.',
  },
  {
    file: 'src/charts/drawing/scales.ts',
    line: '...(offset > 0 && { offset }),',
    original: 'offset > 0',
    replacement: 'offset >= 0',
    reason: 'An axis without an offset has one of 0.',
  },
  {
    file: 'src/charts/drawing/strip.ts',
    line: 'const stretched = values.filter(({ low, high }) => low !== null && high !== null)',
    original: 'high !== null',
    replacement: 'true',
    reason: 'Of the ends of these intervals both are known, or neither is.',
  },
  {
    file: 'src/schemas/billing.ts',
    line: 'const days = [startedOn, ...(changes ?? []).map(({ on }) => on)].map(utcDay)',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'A text has no day, which is read as an end that is open and is after every start.',
  },
  {
    file: 'src/schemas/subscriptions.ts',
    line: '({ startedOn, endedOn, changes = [] }) => {',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason:
      'A text has no day, which is read as an end that is open; it is after every start, and a day after no day is in order.',
  },
  {
    file: 'src/value/lorenzCurve.ts',
    line: 'const isKnown = amount < 1 && customers >= FEWEST_BEST && below === 0',
    original: 'amount < 1',
    replacement: 'amount <= 1',
    reason:
      'All of the amount begins after the customers with nothing, whichever customer is left out: nothing varies, so that there is no interval; asking before saves the pass.',
  },
  {
    file: 'src/internal/inference/compareMeans.ts',
    line: 'if (count < 2 || gap === 0) return',
    original: 'count < 2',
    replacement: 'false',
    reason:
      'The distance of the first value from 0 becomes a unit for the squares of the others, and adds no square itself. Of 20,000 lists 1,180 had another last digit, and none differed by more than 4.4e-16 of itself.',
  },
  {
    file: 'src/internal/inference/fisherExact.ts',
    line: 'const end = step > 0 ? tables.highest : tables.lowest',
    original: 'step > 0',
    replacement: 'false',
    reason:
      'The chance of a table beyond the last one comes out as 0, which ends the sum as well: 3,000 tests gave the same to the last digit.',
  },
  {
    file: 'src/internal/inference/fisherExact.ts',
    line: 'const end = step > 0 ? tables.highest : tables.lowest',
    original: 'step > 0',
    replacement: 'step >= 0',
    reason: 'A step is 1 or −1, never 0.',
  },
  {
    file: 'src/internal/inference/fisherExact.ts',
    line: 'let high = population - (trials - some)',
    original: 'population - (trials - some)',
    replacement: 'population + (trials - some)',
    reason:
      'With more marked ones than the sample leaves room for, as many as were seen are certain, so that the halving comes back below: 828 samples gave the same to the last digit.',
  },
  {
    file: 'src/internal/inference/interval.ts',
    line: 'successes > 0 ? betaQuantile(successes + 0.5 - more, failures + 0.5 + more, tail)[0] : 0,',
    original: 'successes > 0',
    replacement: 'true',
    reason:
      'At no success the quantile is 0, or above the estimate of 0, which an interval never leaves out: 252 intervals were the same to the last digit.',
  },
  {
    file: 'src/internal/inference/interval.ts',
    line: 'failures > 0 ? betaQuantile(failures + 0.5 - more, successes + 0.5 + more, tail)[1] : 1,',
    original: 'failures > 0',
    replacement: 'true',
    reason:
      'At no failure the quantile is 1, or below the estimate of 1, which an interval never leaves out: 252 intervals were the same to the last digit.',
  },
  {
    file: 'src/internal/inference/kaplanMeier.ts',
    line: 'if (before.rate === 1 || after.rate === 0) return false',
    original: 'after.rate === 0',
    replacement: 'after.rate !== 0',
    reason:
      'No block is passed over that had been followed before, and those with a rate of 0 at their end have a height that is above no share. It costs time alone: 9,000 curves gave the same times.',
  },
  {
    file: 'src/internal/inference/kaplanMeier.ts',
    line: 'height - (low === null ? widest : 0) > (heights[index] as number),',
    original: 'height - (low === null ? widest : 0) > (heights[index] as number)',
    replacement: 'height - (low === null ? widest : 0) >= (heights[index] as number)',
    reason:
      'Heights that are equal here are still 1e-9 apart, as that much was taken off one of them before.',
  },
  {
    file: 'src/internal/inference/kaplanMeier.ts',
    line: 'if (quantile.time === null && rate <= level) quantile.time = time',
    original: 'rate <= level',
    replacement: 'rate < level',
    reason:
      'A level is 1e-12 above the share that is left, to allow for rounding; a rate that is exactly there is beyond what is promised on either side.',
  },
  {
    file: 'src/internal/inference/kaplanMeier.ts',
    line: 'if (quantile.low === null && (rate <= level || height - half <= limit)) quantile.low = time',
    original: 'rate <= level',
    replacement: 'rate < level',
    reason:
      'A level is 1e-12 above the share that is left, to allow for rounding; a rate that is exactly there is beyond what is promised on either side.',
  },
  {
    file: 'src/internal/inference/kaplanMeier.ts',
    line: 'stepProduct(curve, atRisk, lost, censored > 0 ? curve.atRisk : undefined)',
    original: 'censored > 0',
    replacement: 'true',
    reason:
      'The product is rounded at every time instead of once, by less than the 1e-12 that a level allows: 9,000 curves, and those of up to 4 million ends, gave the same times.',
  },
  {
    file: 'src/internal/inference/kaplanMeier.ts',
    line: 'const half = rate > 0 ? width * Math.sqrt(variance) * spread(method, rate) : Infinity',
    original: 'rate > 0',
    replacement: 'true',
    reason:
      'At a rate of 0 the half width is infinite or no number, and no comparison with either holds: 9,000 curves gave the same times.',
  },
  {
    file: 'src/internal/inference/sampleSize.ts',
    line: 'if (errors > MOST_MIXED) return chiBeyond(width, errors, degrees)',
    original: 'errors > MOST_MIXED',
    replacement: 'errors >= MOST_MIXED',
    reason:
      'At exactly 30 standard errors both ways give the same: twelve powers differed by 2e-15 at most.',
  },
  {
    file: 'src/internal/inference/shareRatio.ts',
    line: 'return (upper - tested * lower) ** 2 > square * variance',
    original: '(upper - tested * lower) ** 2 > square * variance',
    replacement: '(upper - tested * lower) ** 2 >= square * variance',
    reason: 'A ratio that is exactly the limit is the end either way, within the last halving.',
  },
  {
    file: 'src/internal/inference/shareRatio.ts',
    line: 'let inside = ratio > 0 ? ratio : square / (above.trials * lower) / 1e6',
    original: 'above.trials * lower',
    replacement: 'above.trials / lower',
    reason:
      'It is where the search for the end begins, which is still inside: 1,200 ends differed by 4.4e-16 of themselves at most.',
  },
  {
    file: 'src/internal/math/binomial.ts',
    line: 'if (trials === 0 || share <= 0) return [[0, 1]]',
    original: 'share <= 0',
    replacement: 'share < 0',
    reason:
      'At a share of 0 the sums begin at no success with a chance of 1, and end there, as the next chance is 0.',
  },
  {
    file: 'src/internal/math/bridgeEnvelope.ts',
    line: 'for (let trial = 0; trial < 40 && high - low > 1e-12 && above > 0; trial++) {',
    original: 'high - low > 1e-12',
    replacement: 'high - low >= 1e-12',
    reason:
      'Heights that are exactly 1e-12 apart are halved once more, which moves the one found by less than that.',
  },
  {
    file: 'src/internal/math/bridgeEnvelope.ts',
    line: 'if (Math.abs(move) <= 1e-8 * rate) break',
    original: 'Math.abs(move) <= 1e-8 * rate',
    replacement: 'Math.abs(move) < 1e-8 * rate',
    reason:
      'A step of exactly 1e-8 of the rate is followed by one that moves its last digit at most.',
  },
  {
    file: 'src/internal/math/bridgeEnvelope.ts',
    line: 'const [last = -1, second = last - 1, third] = rates.slice(-3).reverse()',
    original: '-3',
    replacement: '+3',
    reason:
      'A first guess from further below: Newton’s steps climb to the same rate. Of 112 probabilities none differed by more than 1.1e-16, and of 40 heights none by more than 3e-13.',
  },
  {
    file: 'src/internal/math/bridgeEnvelope.ts',
    line: 'return third === undefined ? last + Math.max(1, last - second) : 3 * (last - second) + third',
    original: 'third === undefined',
    replacement: 'true',
    reason:
      'A first guess from below, as rates are ever further apart: Newton’s steps climb to the same rate. 112 probabilities and 40 heights were the same to the last digit.',
  },
  {
    file: 'src/internal/math/chebyshevTable.ts',
    line: "if (typeof cell.table === 'object') cell.known.clear()",
    original: "'object'",
    replacement: '""',
    reason:
      'It only frees memory: what was remembered is not looked up any more once there is a table.',
  },
  {
    file: 'src/internal/math/chebyshevTable.ts',
    line: 'return Math.abs(valueAt(table, at) - exact) <= AGREED * Math.abs(exact)',
    original: 'Math.abs(valueAt(table, at) - exact) <= AGREED * Math.abs(exact)',
    replacement: 'Math.abs(valueAt(table, at) - exact) < AGREED * Math.abs(exact)',
    reason:
      'The two differ for a function that is 0 throughout, which is then computed instead of read off: 0 either way.',
  },
  {
    file: 'src/internal/math/gamma.ts',
    line: 'for (let term = 1, k = 1; k < MOST_TERMS && term > sum * 1e-17; k++) sum += term *= x / (a + k)',
    original: 'k < MOST_TERMS',
    replacement: 'true',
    reason:
      'Terms fall below the digits after nine roots of the shape: within a hundred thousand for shapes up to 1e8, and areas ask for a million purchases at most. Tests of a larger sample only ask for what is certain.',
  },
  {
    file: 'src/internal/math/optimize.ts',
    line: 'else if (rise < 0.9 * slope) low = length',
    original: 'rise < 0.9 * slope',
    replacement: 'rise <= 0.9 * slope',
    reason:
      'A slope that is still exactly nine tenths of the first may be taken or followed further; the search ends at the same minimum.',
  },
  {
    file: 'src/internal/math/quadrature.ts',
    line: 'const agrees = Math.abs(finer - integral) <= AGREED * finer',
    original: 'Math.abs(finer - integral) <= AGREED * finer',
    replacement: 'Math.abs(finer - integral) < AGREED * finer',
    reason:
      'Two grids that differ by exactly 1e-13 are halved once more, which moves nothing beyond that.',
  },
  {
    file: 'src/internal/math/quadrature.ts',
    line: 'if (at === x) break',
    original: 'at === x',
    replacement: 'false',
    reason:
      'A step that leads nowhere is repeated, as all that follow are the same: the condition only saves time.',
  },
  {
    file: 'src/internal/math/quadrature.ts',
    line: 'for (let u = first + step / 2; u < last; u += step) add(u)',
    original: 'u < last',
    replacement: 'u <= last',
    reason:
      'Middles of steps are never the end of the last step, and all these numbers are exact halves of 1.',
  },
  {
    file: 'src/internal/math/random.ts',
    line: 'if (square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square)',
    original: 'square < 1',
    replacement: 'square <= 1',
    reason: 'A sum of two drawn squares is exactly 1 for hardly any seed.',
  },
  {
    file: 'src/internal/math/random.ts',
    line: 'if (v > 0 && Math.log(random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v',
    original: 'Math.log(random()) < (x * x) / 2 + d - d * v + d * Math.log(v)',
    replacement: 'Math.log(random()) <= x * x / 2 + d - d * v + d * Math.log(v)',
    reason: 'The logarithm of a drawn number is exactly the limit for hardly any seed.',
  },
  {
    file: 'src/internal/math/random.ts',
    line: 'for (; left > 0; left--) if (random() < chance) successes++',
    original: 'random() < chance',
    replacement: 'random() <= chance',
    reason:
      'A drawn number is exactly the chance once in 2^53, and never 0 or 1, so that what is sure stays sure.',
  },
  {
    file: 'src/internal/math/special.ts',
    line: 'for (let step = 0; step < 100; step++) {',
    original: 'step < 100',
    replacement: 'step <= 100',
    reason: 'The steps come to rest after a dozen; the count only ends what does not.',
  },
  {
    file: 'src/internal/math/special.ts',
    line: 'reached > LEAST_TAIL',
    original: 'reached > LEAST_TAIL',
    replacement: 'reached >= LEAST_TAIL',
    reason:
      'A tail of exactly 1e-300 has its digits as well, and Newton’s step from there leads on.',
  },
  {
    file: 'src/internal/math/special.ts',
    line: 'return x < 0 ? 1 - tail : tail',
    original: 'x < 0',
    replacement: 'x <= 0',
    reason: 'At 0 the tail is one half, to the last digit, and so is what it leaves of 1.',
  },
  {
    file: 'src/internal/math/special.ts',
    line: 'if (x >= STIRLING_FROM)',
    original: 'x >= STIRLING_FROM',
    replacement: 'x > STIRLING_FROM',
    reason: 'At exactly 12 both ways have all digits: they differ by one in the last.',
  },
  {
    file: 'src/internal/math/special.ts',
    line: 'while (base > 2.5) product *= --base',
    original: 'base > 2.5',
    replacement: 'base >= 2.5',
    reason:
      'At one half beyond 2, and one half before it, the series has all digits: ln Γ of 2.5, 3.5 and 11.5 differed by one in the last at most.',
  },
]

/** The entry for an outcome, where its change is equal in effect. */
export function equivalentOf(outcome: Outcome): Equivalent | undefined {
  return EQUIVALENTS.find(
    (each) =>
      each.file === outcome.file &&
      each.original === outcome.original &&
      each.replacement === outcome.replacement &&
      outcome.around.split('\n').some((line) => line.trim() === each.line),
  )
}
