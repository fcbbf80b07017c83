import { costByChannel, costByPeriod, projectCustomers, retentionUplift } from 'customer-metrics'
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
