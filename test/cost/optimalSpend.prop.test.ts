import {
  breakEvenCost,
  breakEvenPrice,
  clv,
  compareGrowth,
  costByChannel,
  costByPeriod,
  costPerSaved,
  customerCost,
  mergeCosts,
  type OptimalSpendInput,
  observedPayback,
  optimalSpend,
  paybackPeriods,
  projectCustomers,
  referral,
  responseCurve,
  retentionUplift,
} from 'customer-metrics'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const Wide = Decimal.clone({ precision: 80, defaults: true })

const money = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((cents) => (cents / 100).toFixed(2))

const share = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: from * 1000, max: to * 1000 }).map((thousandths) => thousandths / 1000)

const firstMargin = fc.constantFrom('now', 'after-one-period')

const within = (actual: number, expected: number, rel: number): void => {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(rel * Math.abs(expected))
}

describe('optimalSpend', () => {
  /** A rate below its ceiling, reached by some spend. */
  const response = (cents: number) =>
    fc
      .record({
        spend: fc.integer({ min: 1, max: cents }),
        ceiling: share(0.02, 0.98),
        part: share(0.05, 0.95),
      })
      .map(({ spend, ceiling, part }) => ({ spend: spend / 100, ceiling, rate: ceiling * part }))

  const inputs: fc.Arbitrary<OptimalSpendInput> = fc.record({
    margin: money(1, 100_000),
    discount: share(0, 0.5),
    acquisition: response(5000),
    retention: response(5000),
  })

  it('has marginal costs to acquire and to retain that equal the value of a customer', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { acquisition, retention, value } = optimalSpend(input)
        // A side on which nothing is spent is one whose first unit would not come back.
        if (acquisition.spend > 0) within(acquisition.marginalCost ?? 0, value, 1e-9)
        else expect(acquisition.marginalCost).toBeGreaterThanOrEqual(value * (1 - 1e-9))
        if (retention.spend > 0) within(retention.marginalCost ?? 0, value, 1e-9)
        else expect(retention.marginalCost).toBeGreaterThanOrEqual(value * (1 - 1e-9))
      }),
      { numRuns: 500 },
    )
  })

  /** The model written down again, as the paper has it: equity and spending of a split. */
  const equityOf = (
    input: OptimalSpendInput,
  ): ((A: number, R: number) => readonly [number, number]) => {
    const { prospects = 1, customers = 0, discount } = input
    const m = Number(input.margin)
    const one = responseCurve(input.acquisition)
    const other = responseCurve(input.retention)
    return (A, R) => {
      const a = one.ceiling * (1 - Math.exp(-one.k * A))
      const r = other.ceiling * (1 - Math.exp(-other.k * R))
      const rest = (m * r - R) / (1 + discount - r)
      const equity = prospects * (a * (m + rest) - A) + customers * rest
      return [equity, prospects * A + (customers + prospects * a) * R]
    }
  }

  const limits = fc.record({
    prospects: fc.nat(2000),
    customers: fc.nat(2000),
    part: share(0, 1.2),
  })

  it('beats every point of a fine grid, with a budget and without', () => {
    fc.assert(
      fc.property(inputs, limits, ({ ...input }, { part, ...market }) => {
        const free = optimalSpend({ ...input, ...market })
        const budget = free.spending * part
        const measure = equityOf({ ...input, ...market })
        for (const best of [free, optimalSpend({ ...input, ...market, budget })]) {
          const [equity, spending] = measure(best.acquisition.spend, best.retention.spend)
          const size = Math.max(Math.abs(equity), Number(input.margin))
          expect(Math.abs(best.equity - equity)).toBeLessThanOrEqual(1e-9 * size)
          expect(spending).toBeLessThanOrEqual((best.budget ?? Infinity) * (1 + 1e-12) + 1e-12)
          const [far, long] = [
            free.acquisition.spend * 1.5 + 1e-3,
            free.retention.spend * 1.5 + 1e-3,
          ]
          let highest = -Infinity
          for (let i = 0; i <= 40; i++)
            for (let j = 0; j <= 40; j++) {
              const [other, cost] = measure((far * i) / 40, (long * j) / 40)
              if (cost <= (best.budget ?? Infinity)) highest = Math.max(highest, other)
            }
          expect(highest).toBeLessThanOrEqual(best.equity + 1e-9 * size)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('is the best of close neighbours too', () => {
    fc.assert(
      fc.property(inputs, fc.double({ min: -0.02, max: 0.02, noNaN: true }), (input, step) => {
        const { acquisition, retention, equity } = optimalSpend(input)
        for (const [A, R] of [
          [acquisition.spend * (1 + step), retention.spend],
          [acquisition.spend, retention.spend * (1 + step)],
        ] as const) {
          const [other] = equityOf(input)(A, R)
          expect(other).toBeLessThanOrEqual(equity + 1e-12 * Number(input.margin) + 1e-12 * equity)
        }
      }),
    )
  })

  it('does not know the currency unit', () => {
    fc.assert(
      fc.property(inputs, fc.constantFrom(100, 0.01, 1e6), share(0, 1.5), (input, unit, part) => {
        const budget = optimalSpend(input).spending * part
        const scaled = {
          ...input,
          margin: Number(input.margin) * unit,
          acquisition: {
            ...input.acquisition,
            spend: (input.acquisition as { spend: number }).spend * unit,
          },
          retention: {
            ...input.retention,
            spend: (input.retention as { spend: number }).spend * unit,
          },
        }
        const one = optimalSpend({ ...input, budget })
        const other = optimalSpend({ ...scaled, budget: budget * unit } as OptimalSpendInput)
        const size = Number(input.margin)
        expect(Math.abs(other.equity / unit - one.equity)).toBeLessThanOrEqual(1e-9 * size)
        expect(Math.abs(other.spending / unit - one.spending)).toBeLessThanOrEqual(1e-6 * size)
        within(other.value / unit, one.value, 1e-6)
      }),
      { numRuns: 100 },
    )
  })

  it('gives nothing away at the optimum, and never less than nothing elsewhere', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const best = optimalSpend(input)
        const { acquisition, retention } = best.curves
        expect(best.forgone).toBeGreaterThanOrEqual(-1e-12 * Number(input.margin))
        const again = optimalSpend({
          ...input,
          acquisition: {
            ceiling: acquisition.ceiling,
            k: acquisition.k,
            spend: best.acquisition.spend,
          },
          retention: { ceiling: retention.ceiling, k: retention.k, spend: best.retention.spend },
        })
        expect(Math.abs(again.forgone ?? 1)).toBeLessThanOrEqual(1e-12 * (best.equity + 1))
      }),
    )
  })

  it('earns more with a larger budget, by its marginal return', () => {
    fc.assert(
      fc.property(inputs, share(0.1, 0.9), (input, part) => {
        const free = optimalSpend(input)
        fc.pre(free.spending > 0 && free.acquisition.spend > 0)
        const budget = free.spending * part
        const step = budget * 1e-4
        const [less, here, more] = [budget - step, budget, budget + step].map((limit) =>
          optimalSpend({ ...input, budget: limit }),
        ) as [typeof free, typeof free, typeof free]
        expect(more.equity).toBeGreaterThanOrEqual(less.equity - 1e-12)
        const slope = (more.equity - less.equity) / (2 * step)
        // Where the best split jumps from one top to another the slope has two sides.
        const jumps =
          Math.abs(more.retention.spend - less.retention.spend) > 0.05 * free.retention.spend
        if (!jumps) within(here.marginalReturn, slope, 1e-2)
      }),
      { numRuns: 60 },
    )
  })
})

describe('responseCurve', () => {
  it('goes through the point that it was given', () => {
    fc.assert(
      fc.property(money(1, 100_000), share(0.01, 1), share(0.01, 0.99), (spend, ceiling, part) => {
        const rate = ceiling * part
        const { k } = responseCurve({ ceiling, spend, rate })
        within(responseCurve({ ceiling, k, spend }).rate ?? 0, rate, 1e-12)
      }),
    )
  })

  it('fitted to points of a curve is that curve, whatever they weigh and in any order', () => {
    const points = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 3, maxLength: 8 })
    fc.assert(
      fc.property(
        points,
        share(0.1, 0.9),
        share(0.05, 0.2),
        fc.nat(1000),
        (spends, ceiling, k, trials) => {
          fc.pre(k * Math.max(...spends) > 0.5 && k * Math.min(...spends) < 6)
          const exact = spends.map((spend, at) => ({
            spend,
            rate: -ceiling * Math.expm1(-k * spend),
            trials: 1 + (at % 2) * trials,
          }))
          const fit = responseCurve({ points: exact })
          within(fit.ceiling, ceiling, 1e-6)
          within(fit.k, k, 1e-6)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('costs by channel and period', () => {
  const tally = fc.record({
    acquisitionSpend: money(0, 10_000_000),
    acquired: fc.nat(5000),
    retentionSpend: money(0, 10_000_000),
    retained: fc.nat(5000),
  })

  it('as a sample have intervals that hold the cost, and scale with the currency unit', () => {
    fc.assert(
      fc.property(tally, share(0, 0.999), (input, confidence) => {
        const options = { counts: 'sample', confidence } as const
        const cost = customerCost(input, options)
        const cents = customerCost(
          {
            ...input,
            acquisitionSpend: new Wide(input.acquisitionSpend).times(100),
            retentionSpend: new Wide(input.retentionSpend).times(100),
          },
          options,
        )
        for (const [estimate, interval, scaled, unit] of [
          [cost.perAcquired, cost.perAcquiredInterval, cents.perAcquiredInterval, 100],
          [cost.perRetained, cost.perRetainedInterval, cents.perRetainedInterval, 100],
          [cost.ratio, cost.ratioInterval, cents.ratioInterval, 1],
        ] as const) {
          if (!estimate || !interval) continue
          expect(interval.low).toBeLessThanOrEqual(Number(estimate))
          expect(interval.high).toBeGreaterThanOrEqual(Number(estimate))
          within(scaled?.high ?? 0, interval.high * unit, 1e-12)
        }
      }),
    )
  })

  it('of channels blend to the cost of their merge, and shares add up to 1', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), tally, { minKeys: 1, maxKeys: 8 }), (channels) => {
        const names = Object.keys(channels)
        const { blended, paid, channels: parts } = costByChannel(channels, { paid: names })
        expect(blended).toEqual(customerCost(mergeCosts(Object.values(channels))))
        expect(paid).toEqual(blended)
        if (blended.acquired > 0)
          expect(parts.reduce((sum, part) => sum + (part.acquiredShare ?? 0), 0)).toBeCloseTo(1, 12)
      }),
    )
  })

  it('by period over the whole time are the cost of the whole', () => {
    fc.assert(
      fc.property(fc.array(tally, { minLength: 1, maxLength: 12 }), fc.nat(3), (rows, lag) => {
        const whole = costByPeriod(rows, { lag: 0, window: rows.length }).periods.at(-1)
        expect(`${whole?.perAcquired}`).toBe(`${customerCost(mergeCosts(rows)).perAcquired}`)
        // A lag is the same as spend that stands so many periods later.
        const empty = { ...rows[0], acquisitionSpend: '0' } as (typeof rows)[number]
        const shifted = rows.map((row, at) => ({
          ...row,
          acquisitionSpend: rows[at - lag]?.acquisitionSpend ?? '0',
        }))
        const lagged = costByPeriod([...rows, empty], { lag }).periods
        costByPeriod(shifted, { lag: 0 }).periods.forEach(({ perAcquired }, at) => {
          if (at >= lag) expect(`${lagged[at]?.perAcquired}`).toBe(`${perAcquired}`)
          else expect(lagged[at]?.perAcquired).toBeNull()
        })
      }),
    )
  })

  it('per customer saved are never below those per customer kept', () => {
    const group = fc
      .integer({ min: 1, max: 5000 })
      .chain((customers) =>
        fc.record({ customers: fc.constant(customers), retained: fc.nat(customers) }),
      )
    fc.assert(
      fc.property(money(0, 1_000_000), group, group, (spend, treated, control) => {
        const { perSaved, saved, savedInterval } = costPerSaved({ spend, treated, control })
        expect(savedInterval.low).toBeLessThanOrEqual(saved)
        expect(savedInterval.high).toBeGreaterThanOrEqual(saved)
        if (perSaved)
          expect(
            new Wide(perSaved).gte(new Wide(spend).div(treated.retained).times(1 - 1e-15)),
          ).toBe(true)
      }),
    )
  })
})

describe('observed payback', () => {
  it('observed on flows that decay is the payback with retention', () => {
    const given = fc.record({
      cost: money(0, 50_000),
      marginPerPeriod: money(100, 20_000),
      retention: share(0.5, 1),
    })
    fc.assert(
      fc.property(given, ({ cost, marginPerPeriod, retention }) => {
        const { wholePeriods } = paybackPeriods({ cost, marginPerPeriod, retention })
        fc.pre(wholePeriods !== null && wholePeriods <= 8)
        // Thousandths of cents to the eighth power still are amounts of a sum.
        const flows = Array.from({ length: 8 }, (_, age) =>
          new Wide(marginPerPeriod).times(new Wide(retention).pow(age)).toFixed(),
        )
        expect(observedPayback([`-${cost}`, ...flows]).wholePeriods).toBe(wholePeriods)
      }),
    )
  })

  it('lasting is never before the first crossing, and what is outstanding is not paid back', () => {
    fc.assert(
      fc.property(fc.array(money(-9999, 9999), { minLength: 1 }), (flows) => {
        const first = observedPayback(flows)
        const lasting = observedPayback(flows, { crossing: 'lasting' })
        expect(lasting.periods ?? Infinity).toBeGreaterThanOrEqual(first.periods ?? Infinity)
        expect(lasting.wholePeriods === null).toBe(new Wide(lasting.outstanding).gt(0))
        expect(first.periods ?? 0).toBeLessThanOrEqual(first.wholePeriods ?? 0)
        expect(first.cumulative).toHaveLength(flows.length)
      }),
    )
  })
})

describe('break-evens', () => {
  const customers = fc.record({
    margin: money(100, 20_000),
    retention: share(0.05, 0.95),
    discount: share(0.01, 0.5),
    growth: share(-0.2, 0.05),
    firstMargin,
    periods: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  }) as fc.Arbitrary<Parameters<typeof clv>[0]>

  it('agree with one another: the price of the break-even cost is the margin', () => {
    fc.assert(
      fc.property(customers, share(0.5, 5), money(0, 5000), (customer, ratio, costToServe) => {
        const { cost, value } = breakEvenCost({ ...customer, ratio })
        expect(new Wide(value).eq(clv(customer).value)).toBe(true)
        const { margin, ...others } = customer
        const { price } = breakEvenPrice({ ...others, cost, ratio, costToServe })
        const needed = new Wide(`${margin}`).plus(costToServe)
        expect(new Wide(`${price}`).minus(needed).abs().lte(1e-25)).toBe(true)
      }),
    )
  })

  it('of retention: the change is the difference of two values, and falls back again', () => {
    fc.assert(
      fc.property(customers, share(0, 0.05), (customer, increase) => {
        const uplift = retentionUplift({ ...customer, increase })
        expect(new Wide(uplift.value.before).eq(clv(customer).value)).toBe(true)
        const retention = uplift.retention.after
        expect(new Wide(uplift.value.after).eq(clv({ ...customer, retention }).value)).toBe(true)
        expect(new Wide(uplift.value.change).gte(0)).toBe(true)
        const back = retentionUplift({ ...customer, retention, increase: -increase })
        expect(new Wide(back.value.change).plus(uplift.value.change).abs().lte(1e-25)).toBe(true)
      }),
    )
  })

  it('of retention: the elasticity is the slope', () => {
    fc.assert(
      fc.property(customers, (customer) => {
        const { periods: _, ...endless } = customer
        const step = 1e-6
        const { value, elasticity, retention } = retentionUplift({
          ...endless,
          increase: step,
        } as never)
        const slope = new Wide(value.change)
          .div(value.before)
          .div(step)
          .times(retention.before)
          .toNumber()
        within(slope, elasticity ?? 0, 1e-3)
      }),
    )
  })
})

describe('projectCustomers', () => {
  const inputs = fc.record({
    opening: fc.nat(5000),
    acquiredPerPeriod: fc.nat(500),
    retention: share(0, 1),
    periods: fc.integer({ min: 1, max: 24 }),
    firstMargin: firstMargin as fc.Arbitrary<'now'>,
    revenuePerPeriod: money(0, 10_000),
    margin: share(-0.5, 1),
    costPerAcquired: money(0, 50_000),
    retentionSpend: money(0, 1000),
  })

  it('carries one closing over to the next opening, and loses nobody on the way', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { periods, closing } = projectCustomers(input)
        let before = input.opening
        for (const one of periods) {
          expect(one.opening).toBe(before)
          expect(one.opening - one.lost).toBeCloseTo(one.retained, 9)
          expect(one.retained + one.acquired).toBeCloseTo(one.closing, 9)
          for (const name of ['closing', 'revenue', 'profit'] as const) {
            const { low, high } = one[`${name}Interval`]
            expect(low).toBeLessThanOrEqual(Number(one[name]))
            expect(high).toBeGreaterThanOrEqual(Number(one[name]))
          }
          before = one.closing
        }
        expect(closing).toBe(before)
      }),
    )
  })

  it('along the curve of one retention is the projection with it', () => {
    fc.assert(
      fc.property(inputs, ({ retention, ...input }) => {
        const curve = Array.from({ length: input.periods + 1 }, (_, age) => retention ** age)
        const plain = projectCustomers({ ...input, retention })
        const curved = projectCustomers({ ...input, opening: [input.opening], curve })
        plain.periods.forEach((one, at) => {
          const other = curved.periods[at]
          expect(other?.closing).toBeCloseTo(one.closing, 8)
          expect(other?.closingInterval.high).toBeCloseTo(one.closingInterval.high, 6)
          expect(other?.profitInterval.low).toBeCloseTo(one.profitInterval.low, 3)
        })
      }),
    )
  })

  it('does not know the currency unit, and doubts no less for knowing less', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 1, max: 1000 }), (input, observed) => {
        const cents = projectCustomers({
          ...input,
          revenuePerPeriod: new Wide(input.revenuePerPeriod).times(100),
          costPerAcquired: new Wide(input.costPerAcquired).times(100),
          retentionSpend: new Wide(input.retentionSpend).times(100),
        })
        const plain = projectCustomers(input)
        expect(
          new Wide(cents.profit).minus(new Wide(plain.profit).times(100)).abs().lte(1e-20),
        ).toBe(true)
        const doubted = projectCustomers(input, { observed }).periods.at(-1)
        const high = plain.periods.at(-1)?.closingInterval.high ?? 0
        expect(doubted?.closingInterval.high).toBeGreaterThanOrEqual(high)
      }),
    )
  })

  it('compared with itself has no leader, and with less retention it leads', () => {
    fc.assert(
      fc.property(inputs, share(0.1, 0.5), (input, less) => {
        const { periods, firstMargin: first, ...plan } = input
        const options = { periods, firstMargin: first }
        const same = compareGrowth({ one: plan, other: plan }, options)
        expect(same.byCustomers.plan).toBeNull()
        fc.pre(plan.retention > less && plan.opening > 0)
        const worse = { ...plan, retention: plan.retention - less }
        expect(compareGrowth({ plan, worse }, options).byCustomers).toEqual({
          plan: 'plan',
          from: 1,
        })
      }),
    )
  })
})

describe('referral', () => {
  it('counted in make a customer no dearer than one without, where rewards cost less', () => {
    const inputs = fc
      .tuple(fc.nat(500), fc.nat(500), fc.nat(500), money(0, 100_000))
      .map(([referred, silent, others, acquisitionSpend]) => ({
        customers: referred + 1 + others,
        invitations: referred + silent,
        referred,
        acquired: referred + others + 1,
        acquisitionSpend,
      }))
    fc.assert(
      fc.property(inputs, (input) => {
        const { perUnreferred, perAcquiredEventually, viralCoefficient, multiplier, ...rest } =
          referral(input)
        expect(new Wide(perAcquiredEventually ?? Number.NaN).lte(perUnreferred ?? 0)).toBe(true)
        within((multiplier ?? 0) * (1 - viralCoefficient), 1, 1e-12)
        within(rest.invitationsPerCustomer * (rest.conversionRate ?? 0), viralCoefficient, 1e-12)
      }),
    )
  })
})
