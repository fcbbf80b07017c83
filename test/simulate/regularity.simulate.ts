import { purchaseRegularity, type TransactionRow } from 'customer-metrics'
import { randomFrom, randomGamma } from '../../src/internal/math/random.js'

/**
 * How often the interval of the Wheat–Morrison estimate contains the k that gaps were drawn with, at
 * 95 %: customers of very different rates, three purchases each, days rounded from a long scale.
 */
const DATA_SETS = 2000
const DAY = 86_400_000

const random = randomFrom(5)
console.log('| k | Customers | Covered |\n| --- | --- | --- |')
for (const k of [0.7, 1, 2, 4])
  for (const customers of [50, 200, 1000]) {
    let covered = 0
    for (let set = 0; set < DATA_SETS; set++) {
      const rows: TransactionRow[] = []
      for (let customer = 0; customer < customers; customer++) {
        const mean = 1500 + 2000 * random()
        let day = 0
        for (let purchase = 0; purchase < 3; purchase++) {
          const on = new Date(Date.UTC(1900, 0, 1) + Math.round(day) * DAY).toISOString()
          rows.push({ customer, on: on.slice(0, 10) })
          day += Math.max(1, (randomGamma(random, k) / k) * mean)
        }
      }
      const { interval } = purchaseRegularity(rows, { asOf: '2299-12-31' })
      if (interval && interval.low <= k && k <= interval.high) covered++
    }
    console.log(`| ${k} | ${customers} | ${((100 * covered) / DATA_SETS).toFixed(1)} % |`)
  }
