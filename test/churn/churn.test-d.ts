import {
  type Churn,
  type ChurnByReason,
  type ChurnComparison,
  type ChurnCounts,
  type ChurnPeriod,
  type ChurnPolicy,
  type ChurnTally,
  type CountInput,
  churn,
  churnByReason,
  compareChurn,
  convertRate,
  type Interval,
  mergeChurn,
  type ProportionIntervalMethod,
  type RenewalRate,
  type RenewalTally,
  type RetentionRate,
  renewalRate,
  retentionRate,
  type SubscriptionRow,
  tallyChurn,
  tallyChurnByPeriod,
  tallyRenewals,
} from 'customer-metrics'
import * as area from 'customer-metrics/churn'
import { describe, expectTypeOf, it } from 'vitest'

const rows: readonly SubscriptionRow[] = []
const wideRows = new Map([[1, { customer: 1, startedOn: new Date(0), plan: 'basic' }]]).values()
const window = { from: '2025-01-01', to: '2025-02-01' } as const
declare const tally: ChurnTally

describe('subscriptions', () => {
  it('are about a number or a string, and may go on', () => {
    expectTypeOf({ customer: 1, startedOn: '2025-01-01' }).toExtend<SubscriptionRow>()
    expectTypeOf({
      customer: 'a',
      startedOn: new Date(0),
      endedOn: null,
    }).toExtend<SubscriptionRow>()
    expectTypeOf<{
      customer: string
      startedOn: string
      plan: string
    }>().toExtend<SubscriptionRow>()
  })

  it('have a customer and a start of the right types', () => {
    // @ts-expect-error a customer is a number or a string
    const nobody: SubscriptionRow = { customer: null, startedOn: '2025-01-01' }
    // @ts-expect-error a number of milliseconds is no day
    const sometime: SubscriptionRow = { customer: 1, startedOn: 1_735_689_600_000 }
    // @ts-expect-error every subscription has started
    const never: SubscriptionRow = { customer: 1 }
    expectTypeOf([nobody, sometime, never]).toExtend<readonly SubscriptionRow[]>()
  })
})

describe('tallyChurn', () => {
  it('takes any iterable of rows and a window', () => {
    expectTypeOf(tallyChurn(rows, window)).toEqualTypeOf<ChurnTally>()
    expectTypeOf(
      tallyChurn(new Set(rows), { ...window, timeZone: 'Europe/Berlin' }),
    ).toEqualTypeOf<ChurnTally>()
    expectTypeOf(tallyChurn(wideRows, window)).toEqualTypeOf<ChurnTally>()
  })

  it('needs the whole window', () => {
    // @ts-expect-error a window has two ends
    tallyChurn(rows, { from: '2025-01-01' })
    // @ts-expect-error a window has to be given
    tallyChurn(rows)
    // @ts-expect-error a misspelt option would silently be ignored
    tallyChurn(rows, { ...window, timezone: 'Europe/Berlin' })
  })

  it('makes a tally that nobody changes', () => {
    const made = tallyChurn(rows, window)
    // @ts-expect-error tallies are read-only
    made.lost = 0
  })
})

describe('mergeChurn', () => {
  it('takes tallies and makes one', () => {
    expectTypeOf(mergeChurn([tally, tally])).toEqualTypeOf<ChurnTally>()
    // @ts-expect-error two counts are not a tally: their window is not known
    mergeChurn([{ opening: 10, lost: 1 }])
  })
})

describe('churn', () => {
  it('takes a tally or two counts, and names its policy and method', () => {
    expectTypeOf(churn(tally)).toEqualTypeOf<Churn>()
    expectTypeOf(churn({ opening: 10, lost: 1 })).toEqualTypeOf<Churn>()
    expectTypeOf<ChurnTally>().toExtend<ChurnCounts>()
    expectTypeOf<Churn['policy']>().toEqualTypeOf<'opening'>()
    expectTypeOf<Churn['interval']>().toEqualTypeOf<Interval<ProportionIntervalMethod>>()
  })

  it('has an interval where it is a share, and none where it is not', () => {
    expectTypeOf(churn(tally, { policy: 'chartmogul' })).toEqualTypeOf<Churn<'chartmogul'>>()
    expectTypeOf(churn(tally, { policy: 'profitwell' }).interval).toEqualTypeOf<
      Interval<ProportionIntervalMethod>
    >()
    expectTypeOf(churn(tally, { policy: 'stripe' }).interval).toEqualTypeOf<null>()
    const any = churn(tally, { policy: 'opening' as ChurnPolicy })
    expectTypeOf(any.interval).toEqualTypeOf<Interval<ProportionIntervalMethod> | null>()
  })

  it('takes the counts of its policy', () => {
    churn({ opening: 10, lost: 1, lostThenReturned: 1 }, { policy: 'chartmogul' })
    churn({ opening: 10, leavers: 3 }, { policy: 'baremetrics' })
    // @ts-expect-error ChartMogul leaves out who came back
    churn({ opening: 10, lost: 1 }, { policy: 'chartmogul' })
    // @ts-expect-error Stripe counts losses among all who came
    churn({ opening: 10, lost: 1 }, { policy: 'stripe' })
    expectTypeOf<ChurnCounts<'average'>>().toEqualTypeOf<
      Readonly<Record<'opening' | 'losses' | 'closing', CountInput>>
    >()
  })
})

describe('churn in other forms', () => {
  it('is compared where it is a share', () => {
    expectTypeOf(
      compareChurn({ a: tally, b: { opening: 1, lost: 0 } }),
    ).toEqualTypeOf<ChurnComparison>()
    // @ts-expect-error two tallies, not one
    compareChurn({ a: tally })
    // @ts-expect-error not a share
    compareChurn({ a: tally, b: tally }, { policy: 'stripe' })
  })

  it('has reasons that somebody has to sort', () => {
    expectTypeOf(churnByReason(tally, { involuntary: ['card'] })).toEqualTypeOf<ChurnByReason>()
    // @ts-expect-error whose decision a reason is has to be said
    churnByReason(tally, {})
  })

  it('is a series over periods of a named length', () => {
    expectTypeOf(tallyChurnByPeriod(rows, { ...window, every: 'month' })).toEqualTypeOf<
      ChurnPeriod[]
    >()
    expectTypeOf<ChurnPeriod>().toExtend<ChurnTally>()
    // @ts-expect-error the length of a period has to be given
    tallyChurnByPeriod(rows, window)
  })

  it('is renewed by those who were due', () => {
    const due = { ...window, asOf: '2025-06-30', graceDays: 0 }
    expectTypeOf(
      tallyRenewals([{ customer: 1, dueOn: '2025-01-10' }], due),
    ).toEqualTypeOf<RenewalTally>()
    expectTypeOf(renewalRate({ due: 1, renewed: 1 })).toEqualTypeOf<RenewalRate>()
    // @ts-expect-error the trade has no number of days of grace
    tallyRenewals([], { ...window, asOf: '2025-06-30' })
  })

  it('takes only known policies and intervals', () => {
    churn(tally, { policy: 'opening', interval: 'wald', confidence: 0.9 })
    // @ts-expect-error not a policy
    churn(tally, { policy: 'naive' })
    // @ts-expect-error not a method for the interval of a share
    churn(tally, { interval: 'log-log' })
    // @ts-expect-error rows have to be counted within a window first
    churn(rows)
    // @ts-expect-error undefined is not how an option is left out
    churn(tally, { policy: undefined })
  })
})

describe('retentionRate', () => {
  it('takes three counts', () => {
    expectTypeOf(
      retentionRate({ opening: 10, closing: 9, gained: 1 }),
    ).toEqualTypeOf<RetentionRate>()
    // @ts-expect-error who is new has to be known
    retentionRate({ opening: 10, closing: 9 })
  })
})

describe('convertRate', () => {
  it('takes a rate and two lengths of time', () => {
    expectTypeOf(convertRate(0.05, { from: 'month', to: 'year' })).toBeNumber()
    // @ts-expect-error units are in the singular
    convertRate(0.05, { from: 'months', to: 'year' })
    // @ts-expect-error a rate for what?
    convertRate(0.05, { to: 'year' })
  })
})

describe('customer-metrics/churn', () => {
  it('has the same functions', () => {
    expectTypeOf(area.churn).toEqualTypeOf(churn)
    expectTypeOf(area.tallyChurn).toEqualTypeOf(tallyChurn)
    expectTypeOf<area.SubscriptionRow>().toEqualTypeOf<SubscriptionRow>()
  })
})
