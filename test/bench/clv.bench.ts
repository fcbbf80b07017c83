import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  bgNbd,
  compressSummaries,
  fitBgNbd,
  fitParetoNbd,
  type PurchaseColumns,
  paretoNbd,
  probabilityAlive,
} from 'customer-metrics'
import type { Behaviour } from '../../src/clv/models/behaviour.js'
import { bgNbdBehaviour } from '../../src/clv/models/bgNbd/behaviour.js'
import { paretoBehaviour } from '../../src/clv/models/paretoNbd/behaviour.js'
import { randomFrom } from '../../src/internal/math/random.js'
import { compare } from './harness.js'

const week = { unit: 'week' } as const
const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }

/**
 * Customers of the shape of CDNOW: first purchases spread over 84 days, observed until day 273, with
 * repeat purchases as the published model has them, on whole days.
 */
function cohort(
  size: number,
  seed: number,
  customers: Behaviour,
  parameters: readonly number[],
): PurchaseColumns {
  const random = randomFrom(seed)
  const frequency = new Float64Array(size)
  const recency = new Float64Array(size)
  const age = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const days = 273 - Math.floor(random() * 84)
    const [x, last] = customers.draw(parameters, days / 7, random)
    frequency[i] = x
    recency[i] = x === 0 ? 0 : Math.min(days, Math.max(1, Math.round(last * 7))) / 7
    age[i] = days / 7
  }
  return { frequency, recency, age }
}

const logs: readonly [string, () => number] = [
  'a million Math.log',
  () => {
    let sum = 0
    for (let i = 1; i <= 1e6; i++) sum += Math.log(i)
    return sum
  },
]

const bg = [bgNbdBehaviour, [0.243, 4.414, 0.793, 2.426]] as const
const pareto = [paretoBehaviour, [0.553, 10.578, 0.606, 11.669]] as const
const sample = cohort(2357, 1, ...bg)
const whole = cohort(23_570, 2, ...bg)
const paretoSample = cohort(2357, 1, ...pareto)
const paretoWhole = cohort(23_570, 2, ...pareto)
console.log(
  `distinct histories: ${compressSummaries(sample).length} of 2357, ${compressSummaries(whole).length} of 23570`,
)

compare({
  name: 'BG/NBD fit of 2,357 customers',
  baseline: logs,
  subject: () => fitBgNbd(sample, week),
  // 15 ms where a million logarithms take 20 ms.
  atMost: 0.75,
})
compare({
  name: 'Pareto/NBD fit of 2,357 customers',
  baseline: logs,
  subject: () => fitParetoNbd(paretoSample, week),
  atMost: 3,
})
compare({
  name: 'BG/NBD fit of 23,570 customers',
  baseline: ['that of 2,357', () => fitBgNbd(sample, week)],
  subject: () => fitBgNbd(whole, week),
  atMost: 5,
})
compare({
  name: 'Pareto/NBD fit of 23,570 customers',
  baseline: ['that of 2,357', () => fitParetoNbd(paretoSample, week)],
  subject: () => fitParetoNbd(paretoWhole, week),
  atMost: 5,
})

const million = cohort(1e6, 3, ...bg)
for (const [name, model] of [
  ['BG/NBD', bgNbd(published, week)],
  ['Pareto/NBD', paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, week)],
] as const)
  compare({
    name: `a million chances to be active, ${name}`,
    baseline: logs,
    subject: () => probabilityAlive(model, million),
    // A second where a million logarithms take 20 ms.
    atMost: 50,
    rounds: 5,
  })

// What a fit of a million customers leaves on the heap and in buffers at its highest.
setFlagsFromString('--expose-gc')
runInNewContext('gc')()
const before = process.memoryUsage()
let most = 0
const fit = fitBgNbd(
  {
    ...million,
    // A column that is read once for each customer: a place to look at the memory from.
    customers: new Proxy([], {
      get: (_, key) => {
        if (key === 'length') return 1e6
        if (Number(key) % 50_000 === 0) {
          const now = process.memoryUsage()
          most = Math.max(most, now.heapUsed + now.arrayBuffers)
        }
        return 1
      },
    }),
  },
  week,
)
const after = process.memoryUsage()
most = Math.max(most, after.heapUsed + after.arrayBuffers) - before.heapUsed - before.arrayBuffers
console.log(
  `BG/NBD fit of a million customers (${fit.distinct} distinct): ${(most / 2 ** 20).toFixed(0)} MB; promised below 200 MB: ${most < 200 * 2 ** 20 ? 'kept' : 'MISSED'}`,
)
