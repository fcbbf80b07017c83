import { rfm } from 'customer-metrics'
import { compare, random } from './harness.js'

const next = random(1)
const rows = Array.from({ length: 1e6 }, (_, customer) => ({
  customer,
  sinceLast: Math.floor(next() * 500),
  purchases: 1 + Math.floor(next() ** 4 * 20),
  amount: Math.round(10_000 * next() ** 3) / 100,
}))

compare({
  name: 'rfm of 1e6 customers: quintiles, scores, codes and segments',
  baseline: [
    'a loop that only sorts the three columns',
    () => {
      const recency = new Float64Array(rows.length)
      const frequency = new Float64Array(rows.length)
      const monetary = new Float64Array(rows.length)
      for (let index = 0; index < rows.length; index++) {
        const { sinceLast, purchases, amount } = rows[index] as (typeof rows)[0]
        recency[index] = sinceLast
        frequency[index] = purchases
        monetary[index] = amount
      }
      return [recency.sort(), frequency.sort(), monetary.sort()]
    },
  ],
  subject: () => rfm(rows, { bins: 5 }),
  atMost: 5,
  rounds: 5,
})
