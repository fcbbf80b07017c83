import {
  bgBb,
  bgNbd,
  expectedPurchases,
  fitBgBb,
  fitBgNbd,
  fitGeometricNbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  fitPoisson,
  geometricNbd,
  MetricError,
  mbgNbd,
  nbd,
  type PurchaseModel,
  paretoNbd,
  poisson,
} from 'customer-metrics'
import { BEHAVIOURS } from '../../src/clv/models/readModel.js'
import { type Random, randomFrom } from '../../src/internal/math/random.js'

/** How often the intervals of a fit cover the parameters, and a forecast, that customers were drawn with. */
const week = { unit: 'week' } as const
const DATA_SETS = 300
const CUSTOMERS = 1500
const Z = 1.959963984540054

const cases = [
  [bgNbd({ r: 0.5, alpha: 5, a: 0.9, b: 2.5 }, week), fitBgNbd, [39, 52]],
  [mbgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 2 }, week), fitMbgNbd, [39, 52]],
  [paretoNbd({ r: 0.6, alpha: 8, s: 0.7, beta: 10 }, week), fitParetoNbd, [39, 52]],
  [bgBb({ alpha: 1.2, beta: 0.8, gamma: 0.7, delta: 2.8 }, week), fitBgBb, [8, 12]],
  [nbd({ r: 0.5, alpha: 5 }, week), fitNbd, [39, 52]],
  [poisson({ lambda: 0.1 }, week), fitPoisson, [39, 52]],
  [geometricNbd({ r: 0.5, alpha: 5, p: 0.25 }, week), fitGeometricNbd, [39, 52]],
] as const

function draw(model: PurchaseModel, ages: readonly number[], random: Random) {
  const behaviour = BEHAVIOURS[model.model] as (typeof BEHAVIOURS)[string]
  return Array.from({ length: CUSTOMERS }, (_, i) => {
    const age = ages[i % ages.length] as number
    const [frequency, recency] = behaviour.draw(Object.values(model.parameters), age, random)
    return { frequency, recency, age }
  })
}

console.log('| model | data sets | not determined | parameters covered | forecast covered |')
console.log('| --- | --- | --- | --- | --- |')
for (const [model, estimate, ages] of cases) {
  const random = randomFrom(2026)
  const truth = Object.entries(model.parameters) as [string, number][]
  const covered = truth.map(() => 0)
  const horizon = { weeks: 26 }
  const forecast = expectedPurchases(model, 'new', { horizon })
  let forecasts = 0
  let failed = 0
  for (let set = 0; set < DATA_SETS; set++) {
    const rows = draw(model, ages, random)
    try {
      const found = estimate(rows, week)
      const parameters = found.parameters as unknown as Record<string, number>
      const errors = found.standardErrors as unknown as Record<string, number>
      for (const [i, [name, value]] of truth.entries()) {
        // On the logarithm, as predictions take it.
        const distance = Math.abs(Math.log((parameters[name] as number) / value))
        if (distance <= (Z * (errors[name] as number)) / (parameters[name] as number))
          covered[i] = (covered[i] as number) + 1
      }
      const { interval } = expectedPurchases(found, 'new', { horizon, interval: 'delta' })
      if (interval.low <= forecast && forecast <= interval.high) forecasts++
    } catch (error) {
      if (!(error instanceof MetricError)) throw error
      failed++
    }
  }
  const share = (count: number): string => `${((100 * count) / (DATA_SETS - failed)).toFixed(1)} %`
  const each = truth.map(([name], i) => `${name} ${share(covered[i] as number)}`).join(', ')
  console.log(`| ${model.model} | ${DATA_SETS} | ${failed} | ${each} | ${share(forecasts)} |`)
}
