import {
  type ClvInput,
  clv,
  clvElasticity,
  clvFromCurve,
  continuousClv,
  markovClv,
  type RealizedClvByCohortOptions,
  type RealizedClvOptions,
  realizedClv,
  realizedClvByCohort,
  summarizeCustomers,
} from 'customer-metrics'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { days, transactions } from '../support/arbitraries.js'
import { expectNear } from '../support/published.js'

/** An arithmetic of its own, with many more digits than the library's. */
const Wide = Decimal.clone({ precision: 60, defaults: true })

const share = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: from * 1000, max: to * 1000 }).map((thousandths) => thousandths / 1000)

const firstMargin = fc.constantFrom('now', 'after-one-period')
const costsAt = fc.constantFrom('start', 'middle', 'end')
const cents = fc.integer({ min: 1, max: 1_000_000 }).map((amount) => (amount / 100).toFixed(2))

/** Customers whose margins shrink by at least 4 % a period. */
const shrinking: fc.Arbitrary<ClvInput> = fc.record({
  margin: cents,
  retention: share(0.001, 0.9),
  discount: share(0, 0.5),
  growth: share(-0.2, 0.05),
  firstMargin,
})

/** The same, over some periods or without an end. */
const followed = fc
  .tuple(shrinking, fc.option(fc.integer({ min: 1, max: 60 })))
  .map(([customer, periods]) => (periods === null ? customer : { ...customer, periods }))

/** What rounding to 30 decimals leaves of amounts that are multiplied by others here. */
const ROUNDING = 1e-22

const expectSame = (actual: Decimal.Value, expected: Decimal.Value, rel = 1e-30): void => {
  const distance = new Wide(actual).minus(expected).abs()
  const room = new Wide(expected).abs().times(rel).plus(ROUNDING)
  expect(distance.lte(room), `${actual} is not ${expected}`).toBe(true)
}

describe('clvFromCurve', () => {
  /** A curve of r, r², …, whose rates are rounded to 16 digits. */
  const geometric = (retention: number, last: number): number[] =>
    Array.from({ length: last + 1 }, (_, age) => retention ** age)

  it('is clv without an end, with a tail of the same retention', () => {
    fc.assert(
      fc.property(shrinking, fc.integer({ min: 1, max: 12 }), (customer, last) => {
        const { margin: margins, retention, discount, firstMargin: first } = customer
        const curve = geometric(retention, last)
        const given = { margins, curve, discount, firstMargin: first, tailRetention: retention }
        expectSame(clvFromCurve(given).value, clv({ ...customer, growth: 0 }).value, 1e-14)
      }),
    )
  })

  it('is its margins less its costs, and its tail', () => {
    const parts = [share(0.1, 0.9), share(0, 0.5), firstMargin, cents, cents, costsAt] as const
    fc.assert(
      fc.property(...parts, (retention, discount, first, margins, costs, at) => {
        const given = {
          margins,
          curve: geometric(retention, 5),
          discount,
          firstMargin: first,
          costs,
          costsAt: at,
          tailRetention: retention,
        }
        const { value, values, costs: spent, tail } = clvFromCurve(given)
        const sum = values.reduce((total, part) => total.plus(part), new Wide(0))
        const whole = sum.minus(spent).plus(tail ?? 0)
        expect(whole.minus(value).abs().lte(1e-28)).toBe(true)
        // Each cost is spent once on everybody who is there when a period starts: a value of its own.
        const own = clvFromCurve({ ...given, margins: 0 }).value
        const late = at === 'start' ? 0 : at === 'middle' ? 0.5 : 1
        const discounted = (1 + discount) ** late
        const worth = clv({ margin: costs, retention, discount, firstMargin: 'now' }).value
        expectSame(new Wide(own).neg(), new Wide(worth.toString()).div(discounted), 1e-13)
      }),
    )
  })

  it('costs no more the later its costs are spent', () => {
    fc.assert(
      fc.property(share(0, 1), share(0, 0.5), cents, (retention, discount, costs) => {
        const given = { margins: 100, curve: geometric(retention, 4), discount, costs } as const
        const [start, middle, end] = (['start', 'middle', 'end'] as const).map(
          (at) => new Wide(clvFromCurve({ ...given, firstMargin: 'now', costsAt: at }).costs),
        ) as [Decimal, Decimal, Decimal]
        expect(start.gte(middle) && middle.gte(end)).toBe(true)
      }),
    )
  })

  it('is worth more the more stay after the curve', () => {
    fc.assert(
      fc.property(share(0.1, 0.8), share(0, 0.2), share(0.01, 0.5), (low, more, discount) => {
        const given = { margins: 9, curve: [1, 0.5], discount, firstMargin: 'now' } as const
        const worth = (tailRetention: number): Decimal =>
          new Wide(clvFromCurve({ ...given, tailRetention }).value)
        expect(worth(low + more).gte(worth(low))).toBe(true)
        expect(worth(low).gte(clvFromCurve(given).value)).toBe(true)
      }),
    )
  })
})

describe('clvElasticity', () => {
  /** (x ÷ value) × (change of value ÷ change of x), for a change of 1e-12 to both sides. */
  function difference(
    customer: ClvInput,
    part: 'margin' | 'retention' | 'discount' | 'growth',
  ): number {
    const step = 1e-12
    const at = (side: number): Decimal => {
      const moved = new Wide(customer[part] as Decimal.Value).times(1 + side * step)
      const { value } = clv({ ...customer, [part]: part === 'margin' ? moved : moved.toNumber() })
      return new Wide(value)
    }
    const moved = (side: number): Decimal =>
      new Wide(customer[part] as Decimal.Value).times(1 + side * step)
    const asRead = (side: number): Decimal =>
      part === 'margin' ? moved(side) : new Wide(moved(side).toNumber())
    const change = new Wide(at(1).toString()).minus(at(-1).toString())
    return change
      .div(asRead(1).minus(asRead(-1)))
      .times(customer[part] as Decimal.Value)
      .div(clv(customer).value.toString())
      .toNumber()
  }

  it('is the finite difference of clv', () => {
    fc.assert(
      fc.property(followed, (customer) => {
        fc.pre(customer.discount > 0 && customer.growth !== 0)
        const { margin: _, ...others } = customer
        const elasticity = clvElasticity(others)
        for (const part of ['margin', 'retention', 'discount', 'growth'] as const)
          expectNear(elasticity[part], difference(customer, part), { rel: 1e-8, abs: 1e-12 }, part)
      }),
    )
  })

  it('takes no notice of the margin, and weighs retention by the mean time', () => {
    fc.assert(
      fc.property(followed, (customer) => {
        const { margin: _, ...others } = customer
        const { retention, margin, discount, duration } = clvElasticity(others)
        expect([margin, retention]).toEqual([1, duration])
        expectNear(discount, (-duration * customer.discount) / (1 + customer.discount), {
          rel: 1e-14,
        })
        expect(duration).toBeGreaterThanOrEqual(customer.firstMargin === 'now' ? 0 : 1)
        expect(duration).toBeLessThanOrEqual(customer.periods ?? Infinity)
      }),
    )
  })

  it('is one period more where the first margin is one period later', () => {
    fc.assert(
      fc.property(followed, (customer) => {
        const { margin: _, ...others } = customer
        const now = clvElasticity({ ...others, firstMargin: 'now' })
        const later = clvElasticity({ ...others, firstMargin: 'after-one-period' })
        expect(later.retention).toBeCloseTo(now.retention + 1, 12)
        expect(later.growth).toBe(now.growth)
      }),
    )
  })
})

describe('continuousClv', () => {
  const flat = (given: ClvInput): Omit<ClvInput, 'firstMargin' | 'growth'> => {
    const { firstMargin: _first, growth: _growth, ...customer } = given
    return customer
  }

  it('lies between clv with the first margin after one period and with it now', () => {
    fc.assert(
      fc.property(followed, (given) => {
        const customer = flat(given)
        const { value } = continuousClv(customer)
        expect(
          new Wide(value).gte(clv({ ...customer, firstMargin: 'after-one-period' }).value),
        ).toBe(true)
        expect(new Wide(value).lte(clv({ ...customer, firstMargin: 'now' }).value)).toBe(true)
      }),
    )
  })

  it('with growth, lies between the margins of the starts and of the ends of periods', () => {
    fc.assert(
      fc.property(followed, (given) => {
        const { firstMargin: _first, ...customer } = given
        const starts = clv({ ...customer, firstMargin: 'now' }).value
        // At the end of each period a margin has been kept, discounted and grown once more.
        const { retention, growth = 0, discount } = customer
        const ratio = new Wide(growth).plus(1).times(retention).div(new Wide(discount).plus(1))
        const ends = new Wide(starts.toString()).times(ratio)
        const { value } = continuousClv(customer)
        expect(new Wide(value).lte(starts)).toBe(true)
        expect(new Wide(value).gte(ends)).toBe(true)
      }),
    )
  })

  it('is the limit of shorter and shorter periods', () => {
    fc.assert(
      fc.property(shrinking, (given) => {
        const customer = { ...flat(given), retention: Math.max(given.retention, 0.2) }
        const parts = 10_000
        const short = {
          margin: new Wide(customer.margin as string).div(parts).toFixed(20),
          retention: customer.retention ** (1 / parts),
          discount: (1 + customer.discount) ** (1 / parts) - 1,
        }
        const early = clv({ ...short, firstMargin: 'now' }).value
        const late = clv({ ...short, firstMargin: 'after-one-period' }).value
        // The mean of both is the trapezoidal rule, whose error is that of a step squared.
        expectSame(continuousClv(customer).value, new Wide(early).plus(late).div(2), 1e-8)
      }),
      { numRuns: 30 },
    )
  })

  it('adds up over the lengths of time that it is cut into', () => {
    fc.assert(
      fc.property(shrinking, share(0, 9), share(0, 9), (given, first, second) => {
        const { growth = 0 } = given
        const customer = { ...flat(given), growth }
        const over = (periods: number): string => continuousClv({ ...customer, periods }).value
        const whole = over(new Wide(first).plus(second).toNumber())
        const ratio = new Wide(growth)
          .plus(1)
          .times(customer.retention)
          .div(new Wide(customer.discount).plus(1))
        expectSame(new Wide(over(second)).times(ratio.pow(first)).plus(over(first)), whole)
      }),
    )
  })
})

describe('markovClv', () => {
  /** Chains of a few states that anybody may leave, with a discount. */
  const chains = fc.integer({ min: 1, max: 5 }).chain((size) =>
    fc
      .record({
        weights: fc.array(fc.array(fc.nat(20), { minLength: size + 1, maxLength: size + 1 }), {
          minLength: size,
          maxLength: size,
        }),
        amounts: fc.array(fc.integer({ min: -5000, max: 50_000 }), {
          minLength: size,
          maxLength: size,
        }),
        discount: share(0.01, 0.5),
        firstMargin,
        periods: fc.option(fc.integer({ min: 1, max: 40 })),
      })
      .map(({ weights, amounts, periods, ...rest }) => {
        const rows = weights.map((row) => {
          const sum = row.reduce((total, weight) => total + weight, 0)
          const shares = row.map((weight) => (sum === 0 ? 0 : weight / sum))
          return Object.fromEntries(
            (sum === 0 ? [...shares.slice(0, -1), 1] : shares).map((part, to) => [`s${to}`, part]),
          )
        })
        const lost = `s${size}`
        return {
          ...rest,
          transitions: {
            ...Object.fromEntries(rows.map((row, from) => [`s${from}`, row])),
            [lost]: { [lost]: 1 },
          } as Record<string, Record<string, number>>,
          margins: Object.fromEntries(amounts.map((amount, at) => [`s${at}`, amount / 100])),
          ...(periods === null ? {} : { periods }),
        }
      }),
  )

  it('is clv where there are two states', () => {
    fc.assert(
      fc.property(followed, (given) => {
        const { growth: _growth, margin, retention, ...customer } = given
        const { values } = markovClv({
          ...customer,
          transitions: { here: { here: retention, gone: 1 - retention }, gone: { gone: 1 } },
          margins: { here: margin },
        })
        const { value } = clv({ ...customer, margin, retention })
        expectNear(values.here, Number(value), { rel: 1e-13 })
        expect(values.gone).toBe(0)
      }),
    )
  })

  it('is its margin now and what the next states are worth a period later', () => {
    fc.assert(
      fc.property(chains, ({ periods: _periods, ...chain }) => {
        const now = markovClv({ ...chain, firstMargin: 'now' }).values
        const later = markovClv({ ...chain, firstMargin: 'after-one-period' }).values
        const size = Math.max(...Object.values(now).map(Math.abs), 1)
        for (const [state, row] of Object.entries(chain.transitions)) {
          const next = Object.entries(row).reduce(
            (sum, [to, part]) => sum + part * (now[to] as number),
            0,
          )
          const room = { abs: 1e-12 * size }
          expectNear(later[state], next / (1 + chain.discount), room)
          expectNear(now[state], (chain.margins[state] ?? 0) + (later[state] as number), room)
        }
      }),
    )
  })

  it('does not depend on the order or the names of its states', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const renamed = (state: string): string => `t${state}`
        const turned = <Part>(parts: Record<string, Part>): Record<string, Part> =>
          Object.fromEntries(
            Object.entries(parts)
              .reverse()
              .map(([state, part]) => [renamed(state), part]),
          )
        const { values } = markovClv(chain)
        const other = markovClv({
          ...chain,
          transitions: Object.fromEntries(
            Object.entries(turned(chain.transitions)).map(([state, row]) => [state, turned(row)]),
          ),
          margins: turned(chain.margins),
        }).values
        const size = Math.max(...Object.values(values).map(Math.abs), 1)
        for (const [state, value] of Object.entries(values))
          expectNear(other[renamed(state)], value, { abs: 1e-12 * size })
      }),
    )
  })

  it('comes up to its endless value from below where no margin is negative', () => {
    fc.assert(
      fc.property(chains, ({ periods = 5, ...chain }) => {
        const margins = Object.fromEntries(
          Object.entries(chain.margins).map(([state, margin]) => [state, Math.abs(margin)]),
        )
        const some = markovClv({ ...chain, margins, periods }).values
        const more = markovClv({ ...chain, margins, periods: periods + 1 }).values
        const endless = markovClv({ ...chain, margins }).values
        for (const [state, value] of Object.entries(endless)) {
          expect(some[state]).toBeLessThanOrEqual((more[state] as number) * (1 + 1e-14))
          expect(more[state]).toBeLessThanOrEqual(value * (1 + 1e-13))
          // A discount of 1 % leaves less than 1e-17 after 4000 periods.
          const long = markovClv({ ...chain, margins, periods: 4000 }).values
          expectNear(long[state], value, { rel: 1e-11 })
        }
      }),
      { numRuns: 30 },
    )
  })

  it('is worth less at a higher discount where no margin is negative', () => {
    fc.assert(
      fc.property(chains, share(0, 0.4), (chain, more) => {
        const margins = Object.fromEntries(
          Object.entries(chain.margins).map(([state, margin]) => [state, Math.abs(margin)]),
        )
        const low = markovClv({ ...chain, margins }).values
        const high = markovClv({ ...chain, margins, discount: chain.discount + more }).values
        for (const [state, value] of Object.entries(low))
          expect(high[state]).toBeLessThanOrEqual(value * (1 + 1e-14))
      }),
    )
  })
})

describe('realizedClvByCohort', () => {
  const options = fc.record({
    every: fc.constantFrom('day', 'week', 'month', 'quarter', 'year'),
    weekStartsOn: fc.constantFrom('monday', 'sunday'),
    horizon: fc.record({ months: fc.nat(6), days: fc.integer({ min: 1, max: 90 }) }),
    asOf: days,
    margin: share(-1, 1),
  })

  /** The options that realizedClv reads too: it has no periods. */
  const withoutPeriods = ({
    every: _every,
    weekStartsOn: _weekStartsOn,
    ...rest
  }: RealizedClvByCohortOptions): RealizedClvOptions => rest

  /** Whether somebody had bought by that day. */
  const isSome = (rows: readonly { on: unknown }[], asOf: string): boolean =>
    rows.some(({ on }) => (on as string) <= asOf)

  it('adds up to realizedClv', () => {
    fc.assert(
      fc.property(transactions, options, (rows, given) => {
        fc.pre(isSome(rows, given.asOf))
        const { cohorts } = realizedClvByCohort(rows, given)
        const customers = cohorts.reduce((sum, cohort) => sum + cohort.customers, 0)
        const excluded = cohorts.reduce((sum, cohort) => sum + cohort.excluded, 0)
        const total = cohorts.reduce((sum, cohort) => sum.plus(cohort.total), new Wide(0))
        const all = summarizeCustomers(rows, { asOf: given.asOf, unit: 'day' })
        expect(customers + excluded).toBe(all.length)
        fc.pre(customers > 0)
        const realized = realizedClv(rows, withoutPeriods(given))
        expect([customers, excluded]).toEqual([realized.customers, realized.excluded])
        expect(total.toFixed()).toBe(realized.total)
      }),
    )
  })

  it('is realizedClv of the customers of each cohort', () => {
    fc.assert(
      fc.property(transactions, options, (rows, given) => {
        fc.pre(isSome(rows, given.asOf))
        const firsts = new Map<unknown, string>()
        for (const { customer, on } of rows)
          if ((on as string) < (firsts.get(customer) ?? '9')) firsts.set(customer, on as string)
        for (const { from, to, ...cohort } of realizedClvByCohort(rows, given).cohorts) {
          const own = rows.filter(({ customer }) => {
            const first = firsts.get(customer) as string
            return first >= from && first < to
          })
          if (cohort.customers === 0) {
            expect([cohort.value, cohort.total.toString(), cohort.interval]).toEqual([
              null,
              '0',
              null,
            ])
          } else {
            const { complete: _complete, ...same } = cohort
            expect(realizedClv(own, withoutPeriods(given))).toMatchObject(same)
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  it('has consecutive cohorts, from the first customers to the as-of day', () => {
    fc.assert(
      fc.property(transactions, options, (rows, given) => {
        fc.pre(isSome(rows, given.asOf))
        const { cohorts } = realizedClvByCohort(rows, given)
        expect(cohorts.slice(1).map(({ from }) => from)).toEqual(
          cohorts.slice(0, -1).map(({ to }) => to),
        )
        expect(cohorts.every(({ from, to }) => from < to)).toBe(true)
        expect(cohorts.filter(({ complete, excluded }) => complete && excluded > 0)).toEqual([])
        const [first] = cohorts
        const last = cohorts.at(-1)
        expect((first?.customers ?? 0) + (first?.excluded ?? 0)).toBeGreaterThan(0)
        expect((last?.from ?? '') <= given.asOf && given.asOf < (last?.to ?? '')).toBe(true)
      }),
    )
  })
})
