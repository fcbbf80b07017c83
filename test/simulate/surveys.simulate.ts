/**
 * How often the 95 % intervals of survey scores contain the truth.
 *
 *   npm run simulate surveys
 *
 * Intervals depend on the counts alone. Up to the sizes given, every possible outcome is weighed with
 * its probability, which leaves nothing to chance; beyond, and for means, outcomes are drawn from a seed.
 */
import {
  ces,
  csatEstimate,
  type NpsGroups,
  npsEstimate,
  type ProportionIntervalMethod,
  proportionInterval,
} from 'customer-metrics'
import { randomFrom } from '../../src/internal/math/random.js'
import { logGamma } from '../../src/internal/math/special.js'
import { draw, EFFORTS, mean, NPS_SHAPES, percent, type Shape, SIZES } from './shapes.js'

type Range = { readonly low: number; readonly high: number }
type Measure = (counts: readonly number[]) => Range

const RATES: readonly Shape[] = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.85, 0.95].map((rate) => [
  `${Math.round(100 * rate)} %`,
  [rate, 1 - rate],
])

/** The probability of counts at these shares. */
function chance(counts: readonly number[], shares: readonly number[]): number {
  const all = counts.reduce((sum, count) => sum + count, 0)
  return Math.exp(
    counts.reduce(
      (sum, count, i) =>
        sum + (count > 0 ? count * Math.log(shares[i] as number) - logGamma(count + 1) : 0),
      logGamma(all + 1),
    ),
  )
}

/** Every way for so many answers to fall into so many groups. */
function* outcomes(size: number, groups: number): Generator<number[]> {
  if (groups === 1) yield [size]
  else
    for (let count = 0; count <= size; count++)
      for (const rest of outcomes(size - count, groups - 1)) yield [count, ...rest]
}

/** For each shape, how often the interval contains the value of the shares. */
function coverage(
  size: number,
  shapes: readonly Shape[],
  values: readonly number[],
  measure: Measure,
  draws: number,
): number[] {
  const truths = shapes.map(([, shares]) =>
    shares.reduce((sum, share, i) => sum + share * (values[i] as number), 0),
  )
  const covers = ({ low, high }: Range, truth: number): boolean =>
    low - 1e-9 <= truth && truth <= high + 1e-9
  if (draws > 0)
    return shapes.map(([, shares], shape) => {
      const random = randomFrom(1000 * size + shape)
      let hits = 0
      for (let round = 0; round < draws; round++)
        if (covers(measure(draw(random, size, shares)), truths[shape] as number)) hits++
      return hits / draws
    })
  const sums = shapes.map(() => 0)
  for (const counts of outcomes(size, values.length)) {
    const range = measure(counts)
    shapes.forEach(([, shares], shape) => {
      if (covers(range, truths[shape] as number)) (sums[shape] as number) += chance(counts, shares)
    })
  }
  return sums
}

/** A table of sizes by methods: average and worst of all shapes, and below it the average from ten on. */
function table(
  shapes: readonly Shape[],
  values: readonly number[],
  methods: Readonly<Record<string, Measure>>,
  drawsOf: (method: string, size: number) => number,
): void {
  const names = Object.keys(methods)
  console.log(`| Answers | ${names.map((name) => `\`${name}\``).join(' | ')} |`)
  console.log(`| ---: |${names.map(() => ' ---: |').join('')}`)
  const fromTen = names.map(() => [] as number[])
  for (const size of SIZES) {
    const cells = names.map((name, method) => {
      const draws = drawsOf(name, size)
      const found = coverage(size, shapes, values, methods[name] as Measure, draws)
      if (size >= 10) fromTen[method]?.push(...found)
      return `${percent(mean(found))} (${percent(Math.min(...found))})`
    })
    console.log(`| ${size} | ${cells.join(' | ')} |`)
  }
  console.log(`| 10 and more | ${fromTen.map((found) => percent(mean(found))).join(' | ')} |`)
}

const groupsOf = ([promoters, passives, detractors]: readonly number[]): NpsGroups =>
  ({ promoters, passives, detractors }) as NpsGroups

const npsBy =
  (interval: 'score' | 'adjusted-wald' | 'wald' | 'bootstrap' | 'bayesian'): Measure =>
  (counts) => {
    const { promoters, passives, detractors } = groupsOf(counts)
    const seeded = interval === 'bootstrap' || interval === 'bayesian'
    const answers = { 10: promoters, 8: passives, 0: detractors }
    return npsEstimate(answers, { interval, ...(seeded ? { seed: 1, draws: 1000 } : {}) }).interval
  }

const rateBy =
  (method: ProportionIntervalMethod): Measure =>
  ([successes, failures]) =>
    proportionInterval(
      { successes: successes as number, trials: (successes as number) + (failures as number) },
      { interval: method },
    )

const drawnRateBy =
  (interval: 'bootstrap' | 'bayesian'): Measure =>
  ([successes, failures]) =>
    csatEstimate(
      { 1: successes as number, 0: failures as number },
      { interval, seed: 1, draws: 1000, scale: { min: 0, max: 1, satisfiedFrom: 1 } },
    ).interval

const isDrawn = (method: string): boolean => method === 'bootstrap' || method === 'bayesian'

console.log('Net Promoter Score: average coverage over the shapes, and that of the worst, in %\n')
table(
  NPS_SHAPES,
  [100, 0, -100],
  {
    score: npsBy('score'),
    'adjusted-wald': npsBy('adjusted-wald'),
    wald: npsBy('wald'),
    bootstrap: npsBy('bootstrap'),
    bayesian: npsBy('bayesian'),
  },
  (method, size) => (isDrawn(method) ? (size > 20 ? 400 : 0) : size > 300 ? 4000 : 0),
)

console.log('\nShare: average coverage over the rates, and that of the worst, in %\n')
table(
  RATES,
  [1, 0],
  {
    wilson: rateBy('wilson'),
    'wilson-continuity': rateBy('wilson-continuity'),
    'agresti-coull': rateBy('agresti-coull'),
    'clopper-pearson': rateBy('clopper-pearson'),
    jeffreys: rateBy('jeffreys'),
    wald: rateBy('wald'),
    bootstrap: drawnRateBy('bootstrap'),
    bayesian: drawnRateBy('bayesian'),
  },
  (method, size) => (isDrawn(method) && size > 300 ? 400 : 0),
)

console.log('\nMean of 1 to 7: coverage of the t interval by shape, in %\n')
const byT: Measure = (counts) => {
  const answers = Object.fromEntries(counts.map((count, i) => [i + 1, count]))
  return ces(answers).meanInterval ?? { low: 1, high: 7 }
}
console.log(`| Answers | ${EFFORTS.map(([name]) => name).join(' | ')} |`)
console.log(`| ---: |${EFFORTS.map(() => ' ---: |').join('')}`)
for (const size of SIZES) {
  const found = coverage(size, EFFORTS, [1, 2, 3, 4, 5, 6, 7], byT, 20_000)
  console.log(`| ${size} | ${found.map(percent).join(' | ')} |`)
}
