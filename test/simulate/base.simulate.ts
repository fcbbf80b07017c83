import {
  bgNbd,
  customerEquity,
  customerValue,
  expectedPurchases,
  fitBgNbd,
  fitGammaGamma,
  fitParetoNbd,
  gammaGamma,
  MetricError,
  paretoNbd,
  purchaseForecast,
} from 'customer-metrics'
import { type Random, randomBeta, randomFrom, randomGamma } from '../../src/internal/math/random.js'

/**
 * How often the intervals of a base cover: those of the expectation the one at the true parameters, and
 * those of the prediction what the same customers then did. Customers are drawn with their future.
 */
const week = { unit: 'week' } as const
const DATA_SETS = Number(process.env.DATA_SETS ?? 300)
const CUSTOMERS = 1500
const FEW = 150
const HORIZON = 26
const SPEND = { p: 6, q: 5, v: 20 }

/** When somebody buys, and where leaving ends it. */
type Draw = (random: Random, until: number) => number[]

const leavesAfterPurchases: Draw = (random, until) => {
  const rate = randomGamma(random, 0.5) / 5
  const leave = randomBeta(random, 0.9, 2.5)
  const times: number[] = []
  for (let at = 0; ; ) {
    at -= Math.log(random()) / rate
    if (at > until) return times
    times.push(at)
    if (random() < leave) return times
  }
}

const diesAtAnyMoment: Draw = (random, until) => {
  const rate = randomGamma(random, 0.6) / 8
  const death = -Math.log(random()) / (randomGamma(random, 0.7) / 10)
  const times: number[] = []
  for (let at = 0; ; ) {
    at -= Math.log(random()) / rate
    if (at > Math.min(until, death)) return times
    times.push(at)
  }
}

function customers(draw: Draw, random: Random) {
  return Array.from({ length: CUSTOMERS }, (_, i) => {
    const age = i % 2 === 0 ? 39 : 52
    const times = draw(random, age + HORIZON)
    const before = times.filter((time) => time <= age)
    const rate = randomGamma(random, SPEND.q) / SPEND.v
    const amounts = times.map(() => randomGamma(random, SPEND.p) / rate)
    const spent = amounts.slice(0, before.length).reduce((sum, each) => sum + each, 0)
    return {
      frequency: before.length,
      recency: before.at(-1) ?? 0,
      age,
      monetary: before.length > 0 ? spent / before.length : null,
      later: times.length - before.length,
      spentLater: amounts.slice(before.length).reduce((sum, each) => sum + each, 0),
    }
  })
}

const cases = [
  [
    'BG/NBD',
    leavesAfterPurchases,
    bgNbd({ r: 0.5, alpha: 5, a: 0.9, b: 2.5 }, week),
    (rows: ReturnType<typeof customers>) => fitBgNbd(rows, week),
  ],
  [
    'Pareto/NBD',
    diesAtAnyMoment,
    paretoNbd({ r: 0.6, alpha: 8, s: 0.7, beta: 10 }, week),
    (rows: ReturnType<typeof customers>) => fitParetoNbd(rows, week),
  ],
] as const

const names = [
  'expectation',
  'all purchases',
  `purchases of ${FEW}`,
  'one customer',
  'expected value',
  'all spend',
  `spend of ${FEW}`,
] as const
console.log(`| model | data sets | not determined | ${names.join(' | ')} |`)
console.log(`| --- | --- | --- |${' --- |'.repeat(names.length)}`)
for (const [name, draw, truth, fitTo] of cases) {
  const random = randomFrom(77)
  const spends = gammaGamma(SPEND)
  const covered = names.map(() => [0, 0] as [number, number])
  const count = (at: number, { low, high }: { low: number; high: number }, is: number): void => {
    const cell = covered[at] as [number, number]
    cell[0] += low <= is && is <= high ? 1 : 0
    cell[1]++
  }
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)
  let failed = 0
  for (let set = 0; set < DATA_SETS; set++) {
    const rows = customers(draw, random)
    try {
      const model = fitTo(rows)
      const spend = fitGammaGamma(rows)
      const horizon = { weeks: HORIZON }
      const asked = { horizon, seed: set }
      const base = purchaseForecast(model, rows, asked)
      count(0, base.interval as never, sum(expectedPurchases(truth, rows, { horizon })))
      count(1, base.prediction, sum(rows.map(({ later }) => later)))
      const few = rows.slice(0, FEW)
      count(2, purchaseForecast(model, few, asked).prediction, sum(few.map(({ later }) => later)))
      for (const one of rows.filter(({ frequency }) => frequency > 2).slice(0, 10))
        count(3, purchaseForecast(model, one, asked).prediction, one.later)
      const discount = { rate: 0, per: 'week', compounding: 'periodic' } as const
      const worth = { horizon, discount, timing: 'at-purchase' } as const
      const models = { purchases: model, spend }
      const equity = customerEquity(models, rows, { ...worth, seed: set })
      const trueValues = customerValue({ purchases: truth, spend: spends }, rows, worth)
      count(4, equity.interval as never, sum(trueValues))
      count(5, equity.prediction, sum(rows.map(({ spentLater }) => spentLater)))
      const fewEquity = customerEquity(models, few, { ...worth, seed: set })
      count(6, fewEquity.prediction, sum(few.map(({ spentLater }) => spentLater)))
    } catch (error) {
      if (!(error instanceof MetricError)) throw error
      failed++
    }
  }
  const shares = covered.map(([good, all]) => `${((100 * good) / all).toFixed(1)} %`)
  console.log(`| ${name} | ${DATA_SETS} | ${failed} | ${shares.join(' | ')} |`)
}
