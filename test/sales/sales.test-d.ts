import { explainSalesChange, refundRate, type SaleRow, salesByPeriod } from 'customer-metrics'
import * as area from 'customer-metrics/sales'
import { describe, expectTypeOf, it } from 'vitest'

const rows: readonly SaleRow[] = []

describe('sales', () => {
  it('leave with amounts as text', () => {
    const [month] = salesByPeriod(rows, { every: 'month', from: '2025-01-01', to: '2025-02-01' })
    expectTypeOf(month?.amount).toEqualTypeOf<string | undefined>()
    expectTypeOf(area.salesByPeriod).toEqualTypeOf(salesByPeriod)
  })

  it('need to be told at which values a change is explained, and where refunds count', () => {
    const sides = { before: {}, after: {} }
    // @ts-expect-error the base is a choice without a default
    explainSalesChange(sides, {})
    // @ts-expect-error so is the date of refunds
    refundRate(rows, { from: '2025-01-01', to: '2025-02-01' })
  })
})
