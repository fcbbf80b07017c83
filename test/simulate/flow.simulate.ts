import { apparel, groceries, rowOf, superstore } from '../support/shops.js'

/**
 * From transactions to a judged forecast, as the page goes through it, on a real shop and on simulated
 * ones of two kinds: the model that the data choose, and what it forecast of a holdout.
 */
console.log(
  '| data | customers | regularity | chosen | refused | expected | 95 % | actual | mean error of a customer | no change |',
)
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |')
for (const shop of [superstore(2), superstore(), groceries(), apparel()]) console.log(rowOf(shop))
