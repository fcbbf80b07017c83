import {
  type Interval,
  type Proportion,
  type ProportionIntervalMethod,
  type ProportionIntervalOptions,
  proportionInterval,
  type SampledInterval,
} from 'customer-metrics'
import type * as area from 'customer-metrics/statistics'
import { describe, expectTypeOf, it } from 'vitest'

describe('proportionInterval', () => {
  it('takes counts, not a share', () => {
    expectTypeOf(proportionInterval).parameter(0).toEqualTypeOf<Proportion>()
    expectTypeOf(proportionInterval)
      .parameter(1)
      .toEqualTypeOf<ProportionIntervalOptions | undefined>()
    // @ts-expect-error a share does not say of how many
    proportionInterval(0.3)
    // @ts-expect-error nor do successes alone
    proportionInterval({ successes: 3 })
  })

  it('takes a method by name', () => {
    proportionInterval({ successes: 3, trials: 10 }, { interval: 'clopper-pearson' })
    // @ts-expect-error “exact” names no method
    proportionInterval({ successes: 3, trials: 10 }, { interval: 'exact' })
  })

  it('returns an interval that cannot be changed', () => {
    const result = proportionInterval({ successes: 3, trials: 10 })
    expectTypeOf(result).toEqualTypeOf<SampledInterval<ProportionIntervalMethod>>()
    expectTypeOf(result).toExtend<Interval<ProportionIntervalMethod>>()
    // @ts-expect-error results are read-only
    result.low = 0
  })

  it('is the same at its own subpath', () => {
    expectTypeOf<typeof area.proportionInterval>().toEqualTypeOf<typeof proportionInterval>()
  })
})
