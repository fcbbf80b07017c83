import { summarizePurchases, type TransactionRow, tallyByGroup } from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../../support/refusal.js'

const options = { asOf: '2025-12-31', purchase: 'transaction' } as const
const on = '2025-01-10'

describe('rows of purchases', () => {
  it('all have an amount, or none has: the first row says which', () => {
    const rows = [
      { customer: 1, on },
      { customer: 2, on, amount: 5 },
    ]
    expect(refusalText(() => summarizePurchases(rows, options))).toEqual([
      'mismatch',
      'summarizePurchases: rows[1].amount is 5, not undefined as in rows[0] (customer 2)',
    ])
    expect(refusalText(() => summarizePurchases([...rows].reverse(), options))).toEqual([
      'mismatch',
      'summarizePurchases: rows[1].amount is undefined, not an amount as in rows[0] (customer 1)',
    ])
  })

  it('of a group are compared with the first of that group', () => {
    const rows: (TransactionRow & { readonly plan: string })[] = [
      { plan: 'pro', customer: 1, on, amount: 5 },
      { plan: 'free', customer: 2, on },
      { plan: 'free', customer: 3, on, amount: 5 },
    ]
    const byPlan = () =>
      tallyByGroup(rows, { by: ['plan'], tally: (list) => summarizePurchases(list, options) })
    expect(refusalText(byPlan)).toEqual([
      'mismatch',
      'summarizePurchases: rows[2].amount is 5, not undefined as in rows[1] (customer 3)',
    ])
  })

  it('with an amount that cannot be read are refused as that', () => {
    const rows = [
      { customer: 1, on, amount: 5 },
      { customer: 2, on, amount: 'five' },
    ]
    expect(refusalText(() => summarizePurchases(rows, options))).toEqual([
      'invalid',
      'summarizePurchases: rows[1].amount is "five", not a decimal number below 1e30 with at most 30 decimals (customer 2)',
    ])
  })
})
