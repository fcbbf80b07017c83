import {
  type ClvInput,
  clv,
  clvFromCurve,
  type PeriodUnit,
  realizedClv,
  retentionAt,
  retentionCurve,
  type SummarizeOptions,
  simpleClv,
  summarizeCustomers,
  type TransactionRow,
} from 'customer-metrics'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { days, later, transactions } from '../support/arbitraries.js'
import { checkOrderLaw } from '../support/laws.js'
import { expectNear } from '../support/published.js'

/** An arithmetic of its own, with many more digits than the library's. */
const Wide = Decimal.clone({ precision: 120, defaults: true })

const share = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: from * 1000, max: to * 1000 }).map((thousandths) => thousandths / 1000)

const firstMargin = fc.constantFrom('now', 'after-one-period')

/** Customers whose margins shrink by at least 4 % a period: 0.9 × 1.05 against 1 at the least. */
const shrinking: fc.Arbitrary<ClvInput> = fc.record({
  margin: fc.integer({ min: 1, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2)),
  retention: share(0.001, 0.9),
  discount: share(0, 0.5),
  growth: share(-0.2, 0.05),
  firstMargin,
})

/** What rounding to 30 decimals leaves of amounts that are multiplied by others here. */
const ROUNDING = 1e-22

/** Near enough for values that went through a number or through two routes of 30 decimals. */
const expectSame = (actual: Decimal.Value, expected: Decimal.Value, rel = 1e-30): void => {
  const distance = new Wide(actual).minus(expected).abs()
  const room = new Wide(expected).abs().times(rel).plus(ROUNDING)
  expect(distance.lte(room), `${actual} is not ${expected}`).toBe(true)
}

describe('clv', () => {
  it('is the sum of its margins, added up one by one', () => {
    fc.assert(
      fc.property(shrinking, share(0.9, 1), fc.integer({ min: 1, max: 60 }), (customer, r, n) => {
        for (const retention of [customer.retention, r]) {
          const { margin, discount, growth = 0 } = customer
          const now = customer.firstMargin === 'now'
          let sum = new Wide(0)
          for (let age = now ? 0 : 1; age < n + (now ? 0 : 1); age++)
            sum = sum.plus(
              new Wide(margin as string)
                .times(new Wide(growth).plus(1).pow(now ? age : age - 1))
                .times(new Wide(retention).pow(age))
                .div(new Wide(discount).plus(1).pow(age)),
            )
          expectSame(clv({ ...customer, retention, periods: n }).value, sum)
        }
      }),
    )
  })

  it('is a margin more with the first one now, if margins do not grow', () => {
    fc.assert(
      fc.property(shrinking, (customer) => {
        const flat = { ...customer, growth: 0 }
        expectSame(
          clv({ ...flat, firstMargin: 'now' }).value,
          new Wide(clv({ ...flat, firstMargin: 'after-one-period' }).value).plus(
            customer.margin as string,
          ),
        )
      }),
    )
  })

  it('is, with the first margin now, that margin and the grown rest', () => {
    fc.assert(
      fc.property(shrinking, fc.integer({ min: 1, max: 500 }), (customer, rest) => {
        const grown = (periods?: number): Decimal =>
          new Wide(
            clv({
              ...customer,
              firstMargin: 'after-one-period',
              ...(periods ? { periods } : {}),
            }).value,
          ).times(new Wide(1).plus(customer.growth ?? 0))
        const now = { ...customer, firstMargin: 'now' } as const
        expectSame(clv(now).value, grown().plus(customer.margin as string))
        expectSame(
          clv({ ...now, periods: rest + 1 }).value,
          grown(rest).plus(customer.margin as string),
        )
      }),
    )
  })

  it('rises as retention rises', () => {
    fc.assert(
      fc.property(shrinking, share(0.001, 0.05), (customer, more) => {
        const higher = { ...customer, retention: customer.retention + more }
        expect(new Wide(clv(higher).value).gt(clv(customer).value)).toBe(true)
        const finite = { periods: 7 }
        expect(
          new Wide(clv({ ...higher, ...finite }).value).gt(clv({ ...customer, ...finite }).value),
        ).toBe(true)
      }),
    )
  })

  it('falls as the discount rises', () => {
    fc.assert(
      fc.property(shrinking, share(0.001, 0.5), (customer, more) => {
        const discount = customer.discount + more
        expect(new Wide(clv({ ...customer, discount }).value).lt(clv(customer).value)).toBe(true)
      }),
    )
  })

  it('comes up to its endless value from below as periods are added', () => {
    fc.assert(
      fc.property(shrinking, fc.integer({ min: 1, max: 20 }), (lowest, periods) => {
        // Where few stay, what comes after 20 periods is beyond the 40th digit.
        const customer = { ...lowest, retention: Math.max(lowest.retention, 0.3) }
        const endless = clv(customer).value
        const some = clv({ ...customer, periods }).value
        const more = clv({ ...customer, periods: periods + 1 }).value
        expect(new Wide(some).lt(more)).toBe(true)
        expect(new Wide(more).lt(endless)).toBe(true)
        // At 0.9 × 1.05 a period, 2000 of them leave less than 1e-48.
        expectSame(clv({ ...customer, periods: 2000 }).value, endless)
      }),
    )
  })

  it('is its multiple of the margin, whatever the currency unit', () => {
    fc.assert(
      fc.property(shrinking, (customer) => {
        const { value, multiple, margin } = clv(customer)
        expectSame(value, new Wide(margin).times(multiple))
        const cents = clv({ ...customer, margin: new Wide(margin).times(100) })
        expectSame(cents.value, new Wide(value).times(100))
        expect(new Wide(cents.multiple).eq(multiple)).toBe(true)
      }),
    )
  })

  it('is the dashboard’s value where nothing is discounted and the first margin is now', () => {
    fc.assert(
      fc.property(share(0.01, 1), fc.integer({ min: 1, max: 99_999 }), (churn, revenue) => {
        const retention = new Wide(1).minus(churn).toNumber()
        const { value } = clv({ margin: revenue, retention, discount: 0, firstMargin: 'now' })
        expectSame(simpleClv({ revenue, margin: 1, churn }).value, value)
      }),
    )
  })
})

describe('clvFromCurve', () => {
  const curves = fc
    .array(share(0, 1), { minLength: 1, maxLength: 15 })
    .map((rates) => [1, ...rates.sort((a, b) => b - a)])
  const margins = fc.integer({ min: -9999, max: 99_999 }).map((cents) => (cents / 100).toFixed(2))

  it('is clv along a geometric curve, which it comes up to', () => {
    fc.assert(
      fc.property(shrinking, fc.integer({ min: 1, max: 50 }), (customer, periods) => {
        const { margin, discount, retention } = customer
        const ages = periods + (customer.firstMargin === 'now' ? 0 : 1)
        const along = (length: number): string =>
          clvFromCurve({
            margins: margin,
            curve: Array.from({ length }, (_, age) => retention ** age),
            discount,
            firstMargin: customer.firstMargin,
          }).value
        const flat = { ...customer, growth: 0 }
        // Powers of a number are rounded to 16 digits.
        expectSame(along(ages), clv({ ...flat, periods }).value, 1e-13)
        expectSame(along(800), clv(flat).value, 1e-13)
      }),
      { numRuns: 30 },
    )
  })

  it('adds up its values', () => {
    fc.assert(
      fc.property(curves, share(0, 0.5), firstMargin, fc.infiniteStream(margins), (...given) => {
        const [curve, discount, first, stream] = given
        const length = curve.length - (first === 'now' ? 0 : 1)
        const { value, values, periods } = clvFromCurve({
          margins: [...stream.take(length)],
          curve,
          discount,
          firstMargin: first,
        })
        expect(periods).toBe(values.length)
        const sum = values.reduce((total, part) => total.plus(part), new Wide(0))
        // Each of them is rounded at its thirtieth decimal.
        expect(
          sum
            .minus(value)
            .abs()
            .lte(values.length * 1e-30),
        ).toBe(true)
      }),
    )
  })

  it('weights each margin by its rate and its discount', () => {
    fc.assert(
      fc.property(curves, share(0, 0.5), firstMargin, (curve, discount, first) => {
        const { values } = clvFromCurve({ margins: 100, curve, discount, firstMargin: first })
        const skipped = first === 'now' ? 0 : 1
        values.forEach((part, index) => {
          const age = index + skipped
          const rate = curve[age] as number
          expectSame(part, new Wide(100).times(rate).div(new Wide(discount).plus(1).pow(age)))
        })
      }),
    )
  })

  it('reads a retention curve as the rates that it has at whole ages', () => {
    const counts = fc.record({ lost: fc.nat(20), censored: fc.nat(20) })
    const lives = fc
      .uniqueArray(fc.integer({ min: 1, max: 24 }), { minLength: 1, maxLength: 8 })
      .chain((ages) =>
        fc
          .tuple(...ages.map(() => counts))
          .map((each) => Object.fromEntries(ages.map((age, index) => [age, each[index]]))),
      )
      .filter((tally) => Object.values(tally).some((each) => each && each.lost + each.censored > 0))
    fc.assert(
      fc.property(lives, share(0, 0.3), (tally, discount) => {
        const curve = retentionCurve(tally as Parameters<typeof retentionCurve>[0])
        const last = curve.points.at(-1)?.age ?? 0
        const listed = Array.from(
          { length: last + 1 },
          (_, age) => retentionAt(curve, { age }).rate as number,
        )
        const input = { margins: '9.99', discount, firstMargin: 'now' } as const
        const estimated = clvFromCurve({ ...input, curve })
        const rates = clvFromCurve({ ...input, curve: listed })
        expect(estimated.values.map(String)).toEqual(rates.values.map(String))
        expect(new Wide(estimated.value).eq(rates.value)).toBe(true)
      }),
    )
  })
})

/** Whole cents of an amount with two decimals, by its digits. */
const cents = (amount: string): number => Number(amount.replace('.', ''))

describe('realizedClv', () => {
  const options = fc.record({
    horizon: fc.record({ months: fc.nat(6), days: fc.integer({ min: 1, max: 90 }) }),
    asOf: days,
    margin: share(-1, 1),
  })

  /** The last day of the horizon, by Date. */
  function horizonEnd(first: string, { months, days: more }: { months: number; days: number }) {
    const [year, month, date] = first.split('-').map(Number) as [number, number, number]
    const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
    const end = Date.UTC(year, month - 1 + months, Math.min(date, lastDate) + more - 1)
    return new Date(end).toISOString().slice(0, 10)
  }

  /** Value, total and counts by the definition, customer by customer. */
  function byHand(
    rows: readonly (TransactionRow & { amount: string; on: string })[],
    {
      horizon,
      asOf,
      margin,
    }: { horizon: { months: number; days: number } } & Record<string, unknown>,
  ) {
    const known = rows.filter(({ on }) => on <= (asOf as string))
    let total = 0
    let customers = 0
    let excluded = 0
    for (const customer of new Set(known.map((row) => row.customer))) {
      const own = known.filter((row) => row.customer === customer)
      const [first] = own
        .filter(({ amount }) => !amount.startsWith('-'))
        .map(({ on }) => on)
        .sort()
      if (!first) continue
      const end = horizonEnd(first, horizon)
      if (end > (asOf as string)) excluded++
      else {
        customers++
        for (const { on, amount } of own) if (on >= first && on <= end) total += cents(amount)
      }
    }
    return { customers, excluded, total: new Wide(total).div(100).times(margin as number) }
  }

  /** Purchases, and some refunds. */
  const mixed = fc
    .tuple(transactions, fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }))
    .map(([rows, refunded]) =>
      rows.map((row, index) => ({
        ...row,
        on: row.on as string,
        amount:
          refunded[index % refunded.length] && index % 3 === 0 && cents(row.amount) > 0
            ? `-${row.amount}`
            : row.amount,
      })),
    )

  it('is what a count by hand gives', () => {
    fc.assert(
      fc.property(mixed, options, (rows, given) => {
        const expected = byHand(rows, given)
        fc.pre(expected.customers > 0)
        const { customers, excluded, total, value } = realizedClv(rows, given)
        expect([customers, excluded]).toEqual([expected.customers, expected.excluded])
        expect(total).toBe(expected.total.toFixed())
        expectSame(value, expected.total.div(customers))
      }),
    )
  })

  it('does not read what happened after asOf', () => {
    fc.assert(
      fc.property(transactions, transactions, options, (rows, future, given) => {
        fc.pre(byHand(rows as never, given).customers > 0)
        const after = future.map((row, index) => ({ ...row, on: later(given.asOf, 1 + index) }))
        expect(realizedClv([...rows, ...after], given)).toEqual(realizedClv(rows, given))
      }),
    )
  })

  it('counts or excludes every customer who had bought', () => {
    fc.assert(
      fc.property(mixed, options, (rows, given) => {
        fc.pre(byHand(rows, given).customers > 0)
        const { customers, excluded } = realizedClv(rows, given)
        const all = summarizeCustomers(rows, { asOf: given.asOf, unit: 'day', refunds: 'ignore' })
        expect(customers + excluded).toBe(all.length)
      }),
    )
  })

  it('does not depend on the order of rows', () => {
    const horizon = { days: 30 }
    checkOrderLaw(transactions, (rows) => {
      const { value, total, customers, excluded } = realizedClv(rows, {
        horizon,
        asOf: '2027-01-01',
      })
      return [value, total, customers, excluded].map(String)
    })
  })

  it('scales with the amounts', () => {
    fc.assert(
      fc.property(mixed, options, fc.integer({ min: 1, max: 1000 }), (rows, given, factor) => {
        fc.pre(byHand(rows, given).customers > 0)
        const scaled = rows.map((row) => ({
          ...row,
          amount: new Wide(row.amount).times(factor).toFixed(),
        }))
        const { value, total, interval } = realizedClv(rows, given)
        const other = realizedClv(scaled, given)
        expect(other.total).toBe(new Wide(total).times(factor).toFixed())
        expectSame(other.value, new Wide(value).times(factor))
        expectNear(
          other.interval && other.interval.high - other.interval.low,
          interval && (interval.high - interval.low) * factor,
          { rel: 1e-9, abs: 1e-6 },
        )
      }),
    )
  })

  it('lies within its interval', () => {
    fc.assert(
      fc.property(mixed, options, (rows, given) => {
        fc.pre(byHand(rows, given).customers > 1)
        const { value, interval } = realizedClv(rows, given)
        const mean = Number(value)
        expect(interval?.low).toBeLessThanOrEqual(mean)
        expect(interval?.high).toBeGreaterThanOrEqual(mean)
      }),
    )
  })
})

/** Purchases and refunds of a few customers within a few weeks, so that days coincide. */
const busy = fc.array(
  fc.record({
    customer: fc.constantFrom(1, 2, 3, 40, -5),
    on: fc
      .oneof(fc.integer({ min: 19_700, max: 19_730 }), fc.integer({ min: 19_700, max: 21_000 }))
      .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
    amount: fc.integer({ min: -30_000, max: 90_000 }).map((amount) => (amount / 100).toFixed(2)),
  }),
  { minLength: 1, maxLength: 50 },
)

describe('summarizeCustomers', () => {
  const units = fc.constantFrom<PeriodUnit>('day', 'week', 'month', 'quarter', 'year')
  const choices = fc.record({
    asOf: fc
      .integer({ min: 19_720, max: 21_000 })
      .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
    unit: units,
    refunds: fc.constantFrom('ignore', 'net'),
  })

  /** The same date so many months later, or the last one of that month. */
  function monthsLater(day: string, months: number): number {
    const [year, month, date] = day.split('-').map(Number) as [number, number, number]
    const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
    return Date.UTC(year, month - 1 + months, Math.min(date, lastDate))
  }

  /** Time between two days, months counted up one by one. */
  function elapsed(from: string, to: string, unit: PeriodUnit): number {
    const daysBetween = (Date.parse(to) - Date.parse(from)) / 86_400_000
    if (unit === 'day') return daysBetween
    if (unit === 'week') return daysBetween / 7
    let months = 0
    while (monthsLater(from, months + 1) <= Date.parse(to)) months++
    const begun = monthsLater(from, months)
    const part = (Date.parse(to) - begun) / (monthsLater(from, months + 1) - begun)
    return (months + part) / { month: 1, quarter: 3, year: 12 }[unit]
  }

  /** Summaries by the definition, customer by customer and day by day. */
  function byHand(
    rows: readonly { customer: number; on: string; amount: string }[],
    { asOf, unit, refunds, from = '0000' }: { [key: string]: string } & { unit: PeriodUnit },
  ) {
    const known = rows.filter(({ on }) => on <= (asOf as string))
    return [...new Set(known.map(({ customer }) => customer))].flatMap((customer) => {
      const own = known.filter((row) => row.customer === customer)
      const bought = [
        ...new Set(own.filter(({ amount }) => !amount.startsWith('-')).map(({ on }) => on)),
      ].sort()
      const first = bought[0]
      if (!first || first < from) return []
      let spent = 0
      for (const { on, amount } of own) {
        const refund = amount.startsWith('-')
        const belongsTo = refund ? bought.filter((day) => day <= on).at(-1) : on
        if (belongsTo && belongsTo > first && !(refund && refunds === 'ignore'))
          spent += cents(amount)
      }
      const frequency = bought.length - 1
      return [
        {
          customer,
          frequency,
          recency: elapsed(first, bought.at(-1) as string, unit),
          age: elapsed(first, asOf as string, unit),
          monetary: frequency > 0 ? spent / 100 / frequency : null,
        },
      ]
    })
  }

  it('is what a count by hand gives, in the order of first appearance', () => {
    fc.assert(
      fc.property(busy, choices, fc.option(days, { nil: undefined }), (rows, choice, from) => {
        const options = { ...choice, ...(from === undefined ? {} : { from }) }
        const expected = byHand(rows, options)
        fc.pre(expected.length > 0)
        const summaries = summarizeCustomers(rows, options as SummarizeOptions)
        expect(summaries.map(({ customer, frequency }) => [customer, frequency])).toEqual(
          expected.map(({ customer, frequency }) => [customer, frequency]),
        )
        summaries.forEach((summary, index) => {
          const { recency, age, monetary } = expected[index] as (typeof expected)[number]
          expectNear([summary.recency, summary.age, summary.monetary], [recency, age, monetary], {
            abs: 1e-9,
          })
        })
      }),
      { numRuns: 600 },
    )
  })

  it('keeps recency within age, and both above 0', () => {
    fc.assert(
      fc.property(busy, choices, (rows, choice) => {
        fc.pre(byHand(rows, choice).length > 0)
        for (const { frequency, recency, age } of summarizeCustomers(rows, choice)) {
          expect(recency).toBeGreaterThanOrEqual(0)
          expect(age).toBeGreaterThanOrEqual(recency)
          // Somebody who came back did so on a later day.
          expect(recency > 0).toBe(frequency > 0)
        }
      }),
    )
  })

  it('gives each customer the same summary, whoever else is there', () => {
    fc.assert(
      fc.property(busy, choices, (rows, choice) => {
        fc.pre(byHand(rows, choice).length > 0)
        for (const summary of summarizeCustomers(rows, choice)) {
          const alone = rows.filter(({ customer }) => customer === summary.customer)
          expect(summarizeCustomers(alone, choice)).toEqual([summary])
        }
      }),
    )
  })

  it('makes one purchase of all those of a day', () => {
    fc.assert(
      fc.property(transactions, choices, (rows, choice) => {
        const asOf = '2027-01-01'
        const halves = rows.flatMap((row) => {
          const half = Math.floor(cents(row.amount) / 2)
          const parts = [half, cents(row.amount) - half]
          return parts.map((part) => ({ ...row, amount: (part / 100).toFixed(2) }))
        })
        expect(summarizeCustomers(halves, { ...choice, asOf })).toEqual(
          summarizeCustomers(rows, { ...choice, asOf }),
        )
      }),
    )
  })

  it('does not depend on the order of rows but for that of customers', () => {
    checkOrderLaw(busy, (rows) =>
      summarizeCustomers([{ customer: 99, on: '2020-01-01', amount: '1' }, ...rows], {
        asOf: '2027-01-01',
        unit: 'month',
        refunds: 'net',
      })
        .map((summary) => JSON.stringify(summary))
        .sort(),
    )
  })
})

describe('the time zone of the machine', () => {
  const own = process.env.TZ
  const goHome = (): void => {
    if (own === undefined) delete process.env.TZ
    else process.env.TZ = own
  }
  const offsetIn = (zone: string): number => {
    process.env.TZ = zone
    return new Date(2025, 0, 1).getTimezoneOffset()
  }
  // A process can be moved, a worker thread cannot.
  const moves = offsetIn('Pacific/Apia') !== offsetIn('America/Sao_Paulo')
  goHome()
  afterEach(goHome)

  it.skipIf(!moves)('changes no value and no summary', () => {
    const instants = busy.map((rows) =>
      rows.map((row, index) => ({
        ...row,
        on: index % 2 ? new Date(`${row.on}T23:30:00Z`) : `${row.on}T00:15:00+05:45`,
      })),
    )
    const clocks = { 'Pacific/Apia': -780, 'America/Sao_Paulo': 180, 'Asia/Kathmandu': -345 }
    fc.assert(
      fc.property(instants, fc.constantFrom('UTC', 'Europe/Berlin'), (rows, timeZone) => {
        const known = { asOf: '2028-01-01', timeZone }
        const all = [{ customer: 99, on: '2020-01-01', amount: '1' }, ...rows]
        const results = Object.entries(clocks).map(([zone, offset]) => {
          expect(offsetIn(zone)).toBe(offset)
          return JSON.stringify([
            summarizeCustomers(all, { ...known, unit: 'month', refunds: 'net' }),
            realizedClv(all, { ...known, horizon: { months: 1, days: 3 } }),
          ])
        })
        expect(new Set(results).size).toBe(1)
      }),
      { numRuns: 50 },
    )
  })
})
