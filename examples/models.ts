/**
 * Whether donors will give again, and what that is worth, from a table that fits on a page: 11,104
 * people who first gave in 1995, and the six years after (Fader, Hardie & Shang 2010).
 *
 *   npx tsx examples/models.ts
 */
import {
  calibrationTable,
  customerValue,
  expectedPurchases,
  fitBgBb,
  gammaGamma,
  probabilityAlive,
} from 'customer-metrics'

// Years with a gift, the last of them, and how many people.
const table = [
  [0, 0, 3464],
  [1, 1, 1091],
  [1, 2, 277],
  [1, 3, 129],
  [1, 4, 78],
  [1, 5, 119],
  [1, 6, 129],
  [2, 2, 613],
  [2, 3, 255],
  [2, 4, 155],
  [2, 5, 173],
  [2, 6, 234],
  [3, 3, 322],
  [3, 4, 181],
  [3, 5, 225],
  [3, 6, 357],
  [4, 4, 240],
  [4, 5, 284],
  [4, 6, 512],
  [5, 5, 335],
  [5, 6, 728],
  [6, 6, 1203],
] as const
const donors = table.map(([frequency, recency, customers]) => ({
  frequency,
  recency,
  age: 6,
  customers,
}))

const model = fitBgBb(donors, { unit: 'year' })
console.log(model.logLikelihood) // => -33225.58…
console.log(model.parameters)
// => { alpha: 1.2035…, beta: 0.7497…, gamma: 0.6567…, delta: 2.7834… }

// The model has about as many of each kind as there are.
const { rows } = calibrationTable(model, donors, { upTo: 6 })
console.log(rows.map(({ actual }) => actual)) // => [3464, 1823, 1430, 1085, 1036, 1063, 1203]
console.log(rows.map(({ expected }) => Math.round(expected)))
// => [3455, 1889, 1349, 1113, 1018, 1027, 1253]

// Who gave twice, four years on, is there still with a chance of 59 %.
const donor = { frequency: 2, recency: 4, age: 6 }
console.log(probabilityAlive(model, donor)) // => 0.58…
console.log(expectedPurchases(model, donor, { horizon: { years: 5 } })) // => 1.05…

// Gifts of about 50, money at 5 % a year, and ten cents of each unit spent on asking for it.
const gifts = gammaGamma({ p: 4, q: 5, v: 50 })
const value = customerValue(
  { purchases: model, spend: gifts },
  { ...donor, monetary: 60 },
  {
    horizon: 'infinite',
    discount: { rate: 0.05, per: 'year', compounding: 'periodic' },
    timing: 'at-purchase',
    margin: 0.9,
  },
)
console.log(value) // => 141.142…
