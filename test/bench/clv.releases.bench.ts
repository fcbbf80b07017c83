import { cpuUsage } from 'node:process'
import type { PurchaseColumns } from 'customer-metrics'
import type { Behaviour } from '../../src/clv/models/behaviour.js'
import { bgNbdBehaviour, mbgNbdBehaviour } from '../../src/clv/models/bgNbd/behaviour.js'
import { paretoBehaviour } from '../../src/clv/models/paretoNbd/behaviour.js'
import { randomFrom, randomGamma } from '../../src/internal/math/random.js'
import { RELEASE_0_1_0, releaseAt, releaseNow } from './baseline.js'
import { type Comparison, compare } from './harness.js'

const week = { unit: 'week' } as const
const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const bg = [bgNbdBehaviour, Object.values(published)] as const
const mbg = [mbgNbdBehaviour, [0.525, 6.183, 0.891, 1.614]] as const
const pareto = [paretoBehaviour, [0.553, 10.578, 0.606, 11.669]] as const

/** Customers of the shape of CDNOW, on whole days. */
function cohort(size: number, { draw }: Behaviour, parameters: readonly number[]): PurchaseColumns {
  const random = randomFrom(1)
  const frequency = new Float64Array(size)
  const recency = new Float64Array(size)
  const age = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const days = 273 - Math.floor(random() * 84)
    const [x, last] = draw(parameters, days / 7, random)
    frequency[i] = x
    recency[i] = x === 0 ? 0 : Math.min(days, Math.max(1, Math.round(last * 7))) / 7
    age[i] = days / 7
  }
  return { frequency, recency, age }
}

/** By time of the processor, which other programs on the machine lengthen less. */
function compareWork({ baseline: [name, base], subject, ...rest }: Comparison): void {
  const timed = (run: () => unknown) => () => {
    const start = cpuUsage()
    run()
    return cpuUsage(start).user / 1000
  }
  compare({ ...rest, baseline: [name, timed(base)], subject: timed(subject), clock: 'own' })
}

const now = await releaseNow()
const before = await releaseAt(RELEASE_0_1_0)

const shop = cohort(23_570, ...bg)
const random = randomFrom(2)
const monetary = Float64Array.from(shop.frequency, (x) =>
  x === 0 ? 0 : (15.44 * randomGamma(random, 6.25 * x)) / randomGamma(random, 3.74) / x,
)
const buyers = { ...shop, monetary }
const models = { purchases: now.fitBgNbd(shop, week), spend: now.fitGammaGamma(buyers) }
const discount = { rate: 0.01, per: 'week', compounding: 'periodic' } as const
const valued = (timing: 'at-purchase' | 'end-of-period') => () =>
  now.customerValue(models, buyers, { horizon: { weeks: 52 }, discount, timing, interval: 'delta' })
compareWork({
  name: 'intervals of customerValue of 23,570 BG/NBD customers, at-purchase',
  baseline: ['those of end-of-period', valued('end-of-period')],
  subject: valued('at-purchase'),
  atMost: 1.5,
  rounds: 7,
})

const million = cohort(1e6, ...bg)
const { frequency, recency, age } = million as Record<keyof PurchaseColumns, Float64Array>
const { r, alpha, a, b } = published
const model = now.bgNbd(published, week)
compareWork({
  name: 'a million chances to be active, BG/NBD in columns',
  baseline: [
    'a bare loop of the formula',
    () => {
      const list: number[] = []
      for (let i = 0; i < frequency.length; i++) {
        const x = frequency[i] as number
        const time = (alpha + (age[i] as number)) / (alpha + (recency[i] as number))
        list.push(x === 0 ? 1 : 1 / (1 + (a / (b + x - 1)) * time ** (r + x)))
      }
      return list
    },
  ],
  subject: () => now.probabilityAlive(model, million),
  atMost: 1.5,
})

if (before) {
  const five = cohort(5e6, ...bg)
  compareWork({
    name: 'BG/NBD fit of five million customers',
    baseline: ['that of 0.1.0', () => before.fitBgNbd(five, week)],
    subject: () => now.fitBgNbd(five, week),
    atMost: 1 / 3,
    rounds: 5,
  })
  for (const size of [2357, 23_570])
    for (const [name, fit, cohortOf] of [
      ['BG/NBD', 'fitBgNbd', bg],
      ['MBG/NBD', 'fitMbgNbd', mbg],
      ['Pareto/NBD', 'fitParetoNbd', pareto],
    ] as const) {
      const customers = cohort(size, cohortOf[0], cohortOf[1])
      compareWork({
        name: `${name} fit of ${size} customers`,
        baseline: ['that of 0.1.0', () => before[fit](customers, week)],
        subject: () => now[fit](customers, week),
        atMost: 1.1,
        // Fits of milliseconds are compiled during the first dozens of turns.
        rounds: size < 10_000 ? 75 : 25,
      })
    }
  compareWork({
    name: 'Gamma-Gamma fit of 23,570 customers',
    baseline: ['that of 0.1.0', () => before.fitGammaGamma(buyers)],
    subject: () => now.fitGammaGamma(buyers),
    atMost: 1.1,
    rounds: 5,
  })
}
