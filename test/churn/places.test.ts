import {
  churn,
  compareChurn,
  dailyChurn,
  mergeRenewals,
  renewalRate,
  tallyChurn,
  tallyChurnByPeriod,
  tallyRenewals,
  winBackRate,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { refusal } from '../support/refusal.js'

const window = { from: '2025-01-01', to: '2025-02-01' }
const january = tallyChurn([{ customer: 1, startedOn: '2024-01-01' }], window)
const contracts = { ...window, graceDays: 0, due: 3, renewed: 2, pending: 0 }
const sums = { dueAmount: '1', keptAmount: '1', renewedAmount: '1' }
const terms = { ...window, asOf: '2025-06-30', graceDays: 0 }
const term = { dueOn: '2025-01-10', amount: '6e29' }

describe('what is refused is named where it stands', () => {
  it.each<[readonly (string | number)[], () => unknown]>([
    [['interval'], () => churn(january, { policy: 'average', interval: 'wald' })],
    [['confidence'], () => churn(january, { policy: 'average', confidence: 0.9 })],
    [['tally', 'due'], () => renewalRate({ ...contracts, due: -1 })],
    [['tally', 'renewed'], () => renewalRate({ ...contracts, renewed: 4 })],
    [['tally', 'pending'], () => renewalRate({ ...contracts, pending: 0.5 })],
    [['tallies', 1, 'due'], () => mergeRenewals([contracts, { ...contracts, due: -1 }])],
    [['a', 'level'], () => compareChurn({ a: { ...january, level: 'plan' }, b: january } as never)],
    [['b', 'level'], () => compareChurn({ a: january, b: { ...january, level: 'plan' } } as never)],
    [
      ['rows', 1, 'startedOn'],
      () =>
        winBackRate(
          [
            { customer: 1, startedOn: '2024-01-01', endedOn: '2024-02-01' },
            { customer: 1, startedOn: '2026-01-01' },
          ],
          { asOf: '2025-01-01', unit: 'month', losses: 'first', by: [1], later: 'reject' },
        ),
    ],
    [
      ['unit'],
      () =>
        winBackRate([], { asOf: '2025-01-01', unit: 'moon', losses: 'first', by: [1] } as never),
    ],
    [
      ['losses'],
      () => winBackRate([], { asOf: '2025-01-01', unit: 'day', losses: 'some', by: [1] } as never),
    ],
    [
      ['later'],
      () =>
        winBackRate([], {
          ...{ asOf: '2025-01-01', unit: 'day', losses: 'all', by: [1], later: 'keep' },
        } as never),
    ],
    [['from'], () => dailyChurn([], { ...window, from: 'January' })],
    [['from'], () => tallyRenewals([], { ...terms, from: 'January' })],
    [['rows'], () => tallyChurnByPeriod(5 as never, { ...window, every: 'month' })],
    // A reason in a column of another name would be lost without a word.
    [
      ['rows', 0, 'cancelReason'],
      () =>
        tallyChurn(
          [
            { customer: 1, startedOn: '2024-01-01', endedOn: '2025-01-05', cancelReason: 'price' },
          ] as never,
          window,
        ),
    ],
    // Sums that are beyond all amounts: twice 6e29.
    [
      ['dueAmount'],
      () =>
        tallyRenewals(
          [
            { ...term, customer: 1 },
            { ...term, customer: 2 },
          ],
          terms,
        ),
    ],
    [
      ['renewedAmount'],
      () => {
        const one = { ...contracts, ...sums, renewedAmount: '6e29' }
        return mergeRenewals([one, one])
      },
    ],
  ])('%j', (path, call) => {
    expect(refusal(call).path).toEqual(path)
  })
})
