import {
  budgetSplit,
  compareGrowth,
  costByChannel,
  costByPeriod,
  mergeCosts,
  projectCustomers,
  retentionUplift,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { refusal } from '../support/refusal.js'

const MOST = Number.MAX_SAFE_INTEGER
const rich = { acquisitionSpend: '9e29', acquired: 1, retentionSpend: 0, retained: 1 }
const some = { ...rich, acquisitionSpend: 1 }

describe('a sum beyond all amounts or counts is named where it stands', () => {
  it.each<[readonly (string | number)[], () => unknown]>([
    [
      ['channels', 'acquisitionSpend'],
      () => costByChannel({ mail: rich, search: rich }, { paid: [] }),
    ],
    [
      ['channels', 'acquired'],
      () => costByChannel({ mail: { ...some, acquired: MOST }, search: some }, { paid: [] }),
    ],
    [
      // The ratio of both together is an amount.
      ['channels', 'mail', 'ratio'],
      () =>
        costByChannel(
          { mail: { ...rich, retentionSpend: '1e-30' }, search: { ...some, retentionSpend: 1 } },
          { paid: [] },
        ),
    ],
    [['tallies', 'acquired'], () => mergeCosts([{ ...some, acquired: MOST }, some])],
    [['total'], () => budgetSplit({ acquisitionSpend: '9e29', retentionSpend: '9e29' })],
    [
      ['plans', 1, 'cumulativeProfit', 1],
      () => {
        const plan = { opening: 1, acquiredPerPeriod: 0, retention: 1 }
        return compareGrowth(
          { poor: plan, rich: { ...plan, revenuePerPeriod: '9e29' } },
          { periods: 2, firstMargin: 'now' },
        )
      },
    ],
    [['periods', 1], () => costByPeriod([rich, rich], { lag: 0, window: 2 })],
    [
      ['periods', 0, 'revenue'],
      () =>
        projectCustomers({
          ...{ opening: 10, acquiredPerPeriod: 0, retention: 1, periods: 1, firstMargin: 'now' },
          ...{ revenuePerPeriod: '9e29' },
        }),
    ],
    [
      ['value', 'before'],
      () =>
        retentionUplift({
          ...{ margin: '9e29', retention: 0.5, increase: 0.1, discount: 0.1, firstMargin: 'now' },
        }),
    ],
    [
      ['base', 'before'],
      () =>
        retentionUplift({
          ...{ margin: '1e29', retention: 0.5, increase: 0.1, discount: 0.1, firstMargin: 'now' },
          ...{ customers: 100 },
        }),
    ],
  ])('%j', (path, call) => {
    expect(refusal(call)).toMatchObject({ code: expect.any(String), path })
  })
})
