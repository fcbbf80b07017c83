import {
  breakEvenRetention,
  type CustomerCostInput,
  clv,
  customerCost,
  ltvToCac,
  mergeCosts,
  paybackPeriods,
} from 'customer-metrics'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMergeLaw } from '../support/laws.js'

/** An arithmetic of its own, with many more digits than the library's. */
const Wide = Decimal.clone({ precision: 150, defaults: true })

const money = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((cents) => (cents / 100).toFixed(2))

const share = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: from * 1000, max: to * 1000 }).map((thousandths) => thousandths / 1000)

const firstMargin = fc.constantFrom('now', 'after-one-period')

/** What rounding to 30 decimals leaves of amounts that are multiplied by others here. */
const ROUNDING = 1e-12

const expectSame = (actual: Decimal.Value, expected: Decimal.Value, rel = 1e-35): void => {
  const distance = new Wide(actual).minus(expected).abs()
  const room = new Wide(expected).abs().times(rel).plus(ROUNDING)
  expect(distance.lte(room), `${actual} is not ${expected}`).toBe(true)
}

const costs: fc.Arbitrary<CustomerCostInput> = fc.record({
  acquisitionSpend: fc.oneof(
    money(0, 10_000_000),
    fc.nat(1_000_000).map((cents) => cents / 100),
    fc.bigInt({ min: 0n, max: 10n ** 12n }),
    fc.nat(1_000_000).map((thousandths) => new Decimal(thousandths).div(1000)),
  ),
  acquired: fc.nat(5000),
  retentionSpend: money(0, 10_000_000),
  retained: fc.nat(5000),
})

describe('costs per customer', () => {
  it('of channels add up to the costs of all, in any order and after a trip through JSON', () => {
    checkMergeLaw({
      rows: fc.array(costs, { minLength: 1, maxLength: 20 }),
      tally: mergeCosts,
      merge: mergeCosts,
    })
  })

  it('per customer, times the customers, are the spend', () => {
    fc.assert(
      fc.property(costs, (input) => {
        const { perAcquired, perRetained, ratio, acquired, retained, ...spend } =
          customerCost(input)
        if (perAcquired) expectSame(new Wide(perAcquired).times(acquired), spend.acquisitionSpend)
        else expect(acquired).toBe(0)
        if (perRetained) expectSame(new Wide(perRetained).times(retained), spend.retentionSpend)
        else expect(retained).toBe(0)
        if (ratio && perAcquired && perRetained)
          expectSame(new Wide(ratio).times(perRetained), perAcquired)
      }),
    )
  })

  it('scale with the currency unit, which the ratio does not know', () => {
    fc.assert(
      fc.property(costs, (input) => {
        const units = customerCost(input)
        const hundredths = customerCost({
          ...input,
          acquisitionSpend: new Wide(units.acquisitionSpend).times(100),
          retentionSpend: new Wide(units.retentionSpend).times(100),
        })
        for (const per of ['perAcquired', 'perRetained'] as const)
          if (units[per] === null) expect(hundredths[per]).toBeNull()
          else expectSame(hundredths[per] ?? 0, new Wide(units[per]).times(100))
        if (units.ratio) expectSame(hundredths.ratio ?? 0, units.ratio)
        else expect(hundredths.ratio).toBeNull()
      }),
    )
  })

  it('of a merge lie between those of its parts', () => {
    fc.assert(
      fc.property(costs, costs, (one, other) => {
        const parts = [one, other].map((input) => customerCost(input).perAcquired)
        const { perAcquired } = customerCost(mergeCosts([one, other]))
        const [low, high] = parts.flatMap((part) => part ?? []).sort((a, b) => new Wide(a).cmp(b))
        // A channel that won nobody adds its spend all the same.
        fc.pre(perAcquired !== null && low !== undefined && high !== undefined)
        expect(new Wide(perAcquired).gte(low as string)).toBe(true)
        expect(new Wide(perAcquired).lte(high as string)).toBe(true)
      }),
    )
  })
})

describe('ltvToCac', () => {
  it('is a ratio of amounts of any one unit', () => {
    fc.assert(
      fc.property(money(-99_999, 999_999), money(1, 99_999), share(0.001, 50), (...given) => {
        const [value, cost, unit] = given
        const { ratio } = ltvToCac({ value, cost })
        expectSame(new Wide(ratio).times(cost), value)
        const scaled = {
          value: new Wide(value).times(unit).toFixed(),
          cost: new Wide(cost).times(unit).toFixed(),
        }
        expect(ltvToCac(scaled).ratio).toBe(ratio)
      }),
    )
  })
})

describe('paybackPeriods', () => {
  const customers = fc.record({
    cost: money(0, 50_000),
    marginPerPeriod: money(1, 20_000),
    retention: fc.oneof(share(0, 1), share(0.9, 1), fc.constant(1)),
  })

  it('has as many whole periods as a customer pays until the cost is covered', () => {
    fc.assert(
      fc.property(customers, ({ cost, marginPerPeriod, retention }) => {
        const { periods, wholePeriods } = paybackPeriods({ cost, marginPerPeriod, retention })
        // What comes in, margin by margin; after 3000 of them too little to matter, or enough.
        let left = new Wide(1)
        let paid = new Wide(0)
        let count = 0
        while (paid.lt(cost) && count < 3000) {
          paid = paid.plus(left.times(marginPerPeriod)).toDecimalPlaces(120)
          left = left.times(retention).toDecimalPlaces(120)
          count++
        }
        if (paid.lt(cost)) {
          const all = new Wide(marginPerPeriod).div(new Wide(1).minus(retention))
          if (retention === 1 || all.gt(cost)) expect(wholePeriods).toBeGreaterThan(3000)
          else expect([periods, wholePeriods]).toEqual([null, null])
        } else {
          expect(wholePeriods).toBe(count)
          expect(Math.ceil(periods ?? Number.NaN)).toBe(count)
        }
      }),
    )
  })

  it('is never shorter with retention than without', () => {
    fc.assert(
      fc.property(customers, ({ cost, marginPerPeriod, retention }) => {
        const all = paybackPeriods({ cost, marginPerPeriod })
        const some = paybackPeriods({ cost, marginPerPeriod, retention })
        // Rounding of the last digit is allowed where all stay.
        const without = (all.periods ?? Number.NaN) * (1 - 1e-14)
        expect(some.periods ?? Infinity).toBeGreaterThanOrEqual(without)
        expect(some.wholePeriods ?? Infinity).toBeGreaterThanOrEqual(all.wholePeriods ?? Infinity)
      }),
    )
  })

  it('gets shorter with retention', () => {
    fc.assert(
      fc.property(customers, share(0, 0.2), (customer, more) => {
        const higher = { ...customer, retention: Math.min(1, customer.retention + more) }
        const longer = paybackPeriods(customer).periods ?? Infinity
        const shorter = paybackPeriods(higher).periods ?? Infinity
        expect(shorter).toBeLessThanOrEqual(longer * (1 + 1e-12))
      }),
    )
  })

  it('is where the margins that a continuous customer has paid come to the cost', () => {
    fc.assert(
      fc.property(customers, ({ cost, marginPerPeriod, retention }) => {
        const { periods } = paybackPeriods({ cost, marginPerPeriod, retention })
        fc.pre(periods !== null && periods > 1 && retention < 1 && retention > 0)
        // margin × (1 − rⁿ) ÷ (1 − r), of which n has lost its digits past the 16th.
        const kept = new Wide(retention).pow(new Wide(periods as number).toFixed())
        const paid = new Wide(marginPerPeriod)
          .times(new Wide(1).minus(kept))
          .div(new Wide(1).minus(retention))
        expectSame(paid, cost, 1e-13)
      }),
      { numRuns: 40 },
    )
  })
})

describe('breakEvenRetention', () => {
  const inputs = fc.record({
    cost: money(100, 60_000),
    margin: money(100, 20_000),
    discount: share(0.01, 0.5),
    growth: share(-0.2, 0.05),
    firstMargin,
  })

  /** What of a break-even is a customer's value. */
  const flowOf = <Input extends { readonly cost: unknown }>({
    cost: _,
    ...flow
  }: Input): Omit<Input, 'cost'> => flow

  it('put into clv gives the cost back, or does not exist', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { retention } = breakEvenRetention(input)
        const at = (share: number): Decimal =>
          new Wide(clv({ ...flowOf(input), retention: share }).value)
        if (retention === null) {
          // Margins that grow as fast as they are discounted are worth any cost at some retention.
          expect(input.growth).toBeLessThan(input.discount)
          expect(at(1).lt(input.cost)).toBe(true)
        } else if (retention === 0) {
          expect(at(0).gte(input.cost)).toBe(true)
        } else {
          // A digit of retention past the 16th counts for more the longer customers stay.
          const stay = (1 + input.discount) / (1 + input.growth) - retention
          expectSame(at(retention), input.cost, 1e-12 * Math.max(1, 1e-3 / stay))
        }
      }),
    )
  })

  it('within some periods covers the cost in them, and is never below that without an end', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 1, max: 400 }), (input, periods) => {
        const { retention } = breakEvenRetention({ ...input, periods })
        const at = (share: number): Decimal =>
          new Wide(clv({ ...flowOf(input), periods, retention: share }).value)
        if (retention === null) expect(at(1).lt(input.cost)).toBe(true)
        else if (retention === 0) expect(at(0).gte(input.cost)).toBe(true)
        else expectSame(at(retention), input.cost, 1e-15 * periods)
        const longer = breakEvenRetention(input).retention ?? 1
        expect(longer).toBeLessThanOrEqual(retention ?? 1)
      }),
    )
  })

  it('is worth more than the cost above it, and less below', () => {
    fc.assert(
      fc.property(inputs, share(0.001, 0.2), (input, step) => {
        const { retention } = breakEvenRetention(input)
        fc.pre(retention !== null && retention > step && retention + step < 1)
        const level = retention as number
        fc.pre((level + step) * (1 + input.growth) < 1 + input.discount)
        expect(
          new Wide(clv({ ...flowOf(input), retention: level + step }).value).gt(input.cost),
        ).toBe(true)
        expect(
          new Wide(clv({ ...flowOf(input), retention: level - step }).value).lt(input.cost),
        ).toBe(true)
      }),
    )
  })

  it('rises with the cost', () => {
    fc.assert(
      fc.property(inputs, money(1, 10_000), (input, more) => {
        const cost = new Wide(input.cost).plus(more).toFixed()
        const cheap = breakEvenRetention(input).retention ?? Infinity
        const dear = breakEvenRetention({ ...input, cost }).retention ?? Infinity
        expect(dear).toBeGreaterThanOrEqual(cheap)
      }),
    )
  })
})
