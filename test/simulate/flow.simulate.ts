import {
  compareModels,
  type FittedPurchaseModel,
  fitBgNbd,
  fitMbgCnbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  holdoutTable,
  MetricError,
  purchaseForecast,
  purchaseRegularity,
  summarizeHoldout,
  summarizeRhythm,
  type TransactionRow,
} from 'customer-metrics'
import { type Random, randomBeta, randomFrom, randomGamma } from '../../src/internal/math/random.js'

/**
 * From transactions to a judged forecast, as the page goes through it, on simulated customers of three
 * kinds: the model that the data choose, and what it forecast of a holdout.
 */
const DAY = 86_400_000
const START = Date.UTC(2021, 0, 1)
const dayOf = (day: number): string => new Date(START + day * DAY).toISOString().slice(0, 10)

interface Kind {
  readonly name: string
  readonly customers: number
  readonly days: number
  readonly asOf: number
  /** First purchases are spread over so many days. */
  readonly arrivals: number
  readonly buy: (random: Random, days: number) => number[]
}

/** Days of purchases after the first: stages of a rate, and a chance to leave after each, the first included. */
function days(random: Random, until: number, rate: number, { stages = 1, leave = 0 }): number[] {
  const list: number[] = []
  if (random() < leave) return list
  for (let at = 0; ; ) {
    at += randomGamma(random, stages) / rate
    if (at > until) return list
    list.push(Math.max(1, Math.round(at)))
    if (random() < leave) return list
  }
}

const kinds: readonly Kind[] = [
  {
    name: 'superstore-like',
    customers: 793,
    days: 1461,
    asOf: 1096,
    arrivals: 700,
    // A teaching set of office supplies: few customers, hardly different, and nobody leaves.
    buy: (random, until) => days(random, until, randomGamma(random, 5) / 1300, {}),
  },
  {
    name: 'grocery-like',
    customers: 1500,
    days: 546,
    asOf: 364,
    arrivals: 90,
    // Shopping trips on a rhythm of a week or two, until another shop is found.
    buy: (random, until) =>
      days(random, until, (3 * randomGamma(random, 2.5)) / 30, {
        stages: 3,
        leave: randomBeta(random, 0.8, 14),
      }),
  },
  {
    name: 'apparel-like',
    customers: 3000,
    days: 728,
    asOf: 546,
    arrivals: 180,
    // Seldom, irregular, and many never return.
    buy: (random, until) =>
      days(random, until, randomGamma(random, 0.7) / 100, {
        leave: randomBeta(random, 0.9, 2),
      }),
  },
]

function shop({ customers, days: all, arrivals, buy }: Kind, seed: number): TransactionRow[] {
  const random = randomFrom(seed)
  return Array.from({ length: customers }, (_, customer) => {
    const first = Math.floor(random() * arrivals)
    const bought = [0, ...buy(random, all - first)]
    return bought.map((day) => ({ customer, on: dayOf(first + day) }))
  }).flat()
}

const week = { unit: 'week' } as const
const range = (low: number, high: number): string => `${low.toFixed(0)}–${high.toFixed(0)}`

console.log(
  '| data | customers | regularity | chosen | refused | expected | 95 % | actual | error a customer, and of no change |',
)
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |')
for (const kind of kinds) {
  const rows = shop(kind, 2026)
  const asOf = dayOf(kind.asOf)
  const until = dayOf(kind.days)
  const held = summarizeHoldout(rows, { asOf, until, ...week })
  const rhythm = summarizeRhythm(rows, { asOf, ...week })
  const { wheatMorrison } = purchaseRegularity(rows, { asOf })
  const fits: Record<string, FittedPurchaseModel> = {}
  const refused: string[] = []
  const attempt = (name: string, estimate: () => FittedPurchaseModel): void => {
    try {
      fits[name] = estimate()
    } catch (error) {
      if (!(error instanceof MetricError && error.code === 'not-converged')) throw error
      refused.push(name)
    }
  }
  attempt('BG/NBD', () => fitBgNbd(rhythm, week))
  attempt('MBG/NBD', () => fitMbgNbd(rhythm, week))
  attempt('Pareto/NBD', () => fitParetoNbd(rhythm, week))
  attempt('MBG/CNBD-k', () => fitMbgCnbd(rhythm, week))
  attempt('NBD', () => fitNbd(rhythm, week))
  const { models } = compareModels(fits)
  const chosen = models[0]?.name as string
  const model = fits[chosen] as FittedPurchaseModel
  const table = holdoutTable(model, held)
  const { prediction } = purchaseForecast(model, held.customers, { horizon: held.horizon, seed: 1 })
  const { weeks = 0 } = held.horizon
  // What a customer bought in a week so far, continued.
  const naive = held.customers.reduce(
    (sum, { frequency, age, holdoutFrequency }) =>
      sum + Math.abs(holdoutFrequency - (frequency / Math.max(age, 1)) * weeks),
    0,
  )
  const k = model.k === undefined ? '' : `, k = ${model.k}`
  console.log(
    `| ${[
      kind.name,
      held.customers.length,
      wheatMorrison?.toFixed(2),
      `${chosen}${k}`,
      refused.join(', ') || 'none',
      table.expected.toFixed(0),
      range(prediction.low, prediction.high),
      table.actual,
      `${table.meanAbsoluteError.toFixed(2)}, ${(naive / held.customers.length).toFixed(2)}`,
    ].join(' | ')} |`,
  )
}
