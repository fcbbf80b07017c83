import {
  type Cohort,
  type CohortAveragePolicy,
  type CohortTable,
  type CohortTableOptions,
  type CustomerActivity,
  cohortTable,
  customerActivity,
  type EventRow,
  type Interval,
  type Lifecycle,
  type LifecyclePeriod,
  type LifeTally,
  lifecycle,
  mergeCohortTables,
  type RepeatRate,
  repeatRate,
  retentionCurve,
  type Stickiness,
  stickiness,
  type TimeBetweenPurchases,
  type TransactionRow,
  timeBetweenPurchases,
} from 'customer-metrics'
import * as area from 'customer-metrics/retention'
import { describe, expectTypeOf, it } from 'vitest'

const events: readonly EventRow[] = []
const orders: readonly TransactionRow[] = []
declare const table: CohortTable
const how = {
  every: 'month',
  asOf: '2025-12-31',
  measure: 'on',
  clock: 'calendar',
  cohort: 'first',
  average: 'pooled',
} as const satisfies CohortTableOptions

describe('cohortTable', () => {
  it('takes events, and says what has to be decided', () => {
    expectTypeOf(cohortTable(events, how)).toEqualTypeOf<CohortTable>()
    // Purchases are events.
    cohortTable(new Set(orders), { ...how, brackets: [[1, 7]], entries: events, later: 'ignore' })
    const { average: _average, ...noAverage } = how
    // @ts-expect-error the trade has more than one average
    cohortTable(events, noAverage)
    // @ts-expect-error a policy is one of its names
    cohortTable(events, { ...how, average: 'median' })
    // @ts-expect-error a bracket has two ends
    cohortTable(events, { ...how, brackets: [[1]] })
    const { asOf: _asOf, ...noAsOf } = how
    // @ts-expect-error there is no clock in this library: the last day known has to be given
    cohortTable(events, noAsOf)
  })

  it('has null for what cannot be known', () => {
    expectTypeOf<Cohort['retained']>().toEqualTypeOf<readonly (number | null)[]>()
    expectTypeOf<Cohort['intervals']>().toEqualTypeOf<readonly (Interval | null)[]>()
    expectTypeOf<CohortTable['average']['policy']>().toEqualTypeOf<CohortAveragePolicy>()
  })

  it('makes tables that are merged', () => {
    expectTypeOf(mergeCohortTables([table, table])).toEqualTypeOf<CohortTable>()
    // @ts-expect-error events are counted first
    mergeCohortTables(events)
  })
})

describe('rhythm', () => {
  it('is read from events, or from transactions', () => {
    expectTypeOf(lifecycle(events, { every: 'day', asOf: '2025-12-31' })).toEqualTypeOf<Lifecycle>()
    expectTypeOf<LifecyclePeriod['dormant']>().toEqualTypeOf<number | null>()
    expectTypeOf(
      stickiness(events, { from: '2025-01-01', to: '2025-02-01' }),
    ).toEqualTypeOf<Stickiness>()
    expectTypeOf(
      repeatRate(orders, { asOf: '2025-12-31', within: { days: 90 } }),
    ).toEqualTypeOf<RepeatRate>()
    // @ts-expect-error how long somebody has to come back has to be said
    repeatRate(orders, { asOf: '2025-12-31' })
    const again = timeBetweenPurchases(orders, { asOf: '2025-12-31', unit: 'day', gaps: 'first' })
    expectTypeOf(again).toEqualTypeOf<TimeBetweenPurchases>()
    expectTypeOf(again.tally).toEqualTypeOf<LifeTally>()
    retentionCurve(again.tally)
    expectTypeOf(
      customerActivity(orders, {
        asOf: '2025-12-31',
        atRiskFrom: 2,
        lostFrom: 4,
        oneTime: 'separate',
      }),
    ).toEqualTypeOf<CustomerActivity>()
    // @ts-expect-error there are no thresholds that everybody agrees on
    customerActivity(orders, { asOf: '2025-12-31', oneTime: 'separate' })
  })

  it('is at customer-metrics/retention, too', () => {
    expectTypeOf(area.cohortTable).toEqualTypeOf(cohortTable)
    expectTypeOf(area.customerActivity).toEqualTypeOf(customerActivity)
    expectTypeOf<area.CohortTable>().toEqualTypeOf<CohortTable>()
  })
})
