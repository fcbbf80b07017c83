import { readFileSync } from 'node:fs'
import { trackPurchases } from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import {
  apparel,
  groceries,
  judged,
  judgedValue,
  rowOf,
  type Shop,
  superstore,
  type Verdict,
} from '../support/shops.js'

const page = readFileSync('docs/clv/flow.md', 'utf8')

/** Cells of a row of the table of shops. */
const cellsOf = (row: string): string[] => row.split('|').map((cell) => cell.trim())

describe.each<[string, () => Shop, 'constant' | 'growing']>([
  ['Superstore after two years', () => superstore(2), 'growing'],
  ['Superstore', superstore, 'growing'],
  ['groceries', groceries, 'constant'],
  ['apparel', apparel, 'constant'],
])('a forecast of %s against its holdout', (_, open, rates) => {
  let shop: Shop
  let verdict: Verdict

  it('has the numbers that the page has, with the model that it chooses', () => {
    shop = open()
    verdict = judged(shop)
    expect(page.split('\n').map(cellsOf)).toContainEqual(cellsOf(rowOf(shop, verdict)))
  })

  it('is nearer to each customer than no change', () => {
    expect(verdict.error).toBeLessThan(verdict.unchanged)
  })

  it('covers what came where rates are constant, and is too low where they grow', () => {
    const { prediction, actual } = verdict
    expect(prediction.low).toBeLessThan(actual)
    if (rates === 'constant') return expect(actual).toBeLessThan(prediction.high)
    expect(actual).toBeGreaterThan(prediction.high)
    const { periods } = trackPurchases(verdict.model, shop.rows, {
      asOf: shop.asOf,
      until: shop.until,
    })
    const last = periods.slice(-13)
    const above = last.filter((period) => period.actual > period.expected)
    expect(above.length).toBeGreaterThanOrEqual(12)
    const value = judgedValue(verdict)
    const perOrder = value.expected / verdict.expected / (value.actual / verdict.actual)
    expect(Math.abs(perOrder - 1)).toBeLessThan(0.06)
  })
})
