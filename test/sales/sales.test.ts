import {
  explainSalesChange,
  marketShare,
  refundRate,
  type SaleRow,
  salesByPeriod,
  shareOfWallet,
  walletAllocation,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'
import { refusal, refusalText } from '../support/refusal.js'

describe('sales by period', () => {
  const months = { every: 'month', from: '2025-01-01', to: '2025-04-01' } as const
  const sales: SaleRow[] = [
    { customer: 1, on: '2025-01-31', amount: '0.10', order: 'a' },
    { customer: 1, on: '2025-02-01', amount: '0.20', order: 'a' },
    { customer: 1, on: '2025-01-02', amount: '10', order: 'b' },
    { customer: 2, on: '2025-01-09', amount: '5', order: 'c' },
    { customer: 2, on: '2025-02-09', amount: '-5', order: 'c' },
    { customer: 2, on: '2024-12-31', amount: '7', order: 'd' },
    { customer: 2, on: '2025-01-01', amount: '1', order: 'd' },
  ]

  it('counts an order once, on its first day, and its amounts on their own', () => {
    const [january, february, march] = salesByPeriod(sales, { ...months, refunds: 'net' })
    expect(january).toEqual({
      from: '2025-01-01',
      to: '2025-02-01',
      complete: true,
      amount: '16.1',
      orders: 3,
      customers: 2,
      averageOrderValue: '5.366666666666666666666666666667',
      amountPerCustomer: '8.05',
      ordersPerCustomer: 1.5,
      refunds: 'net',
    })
    expect(february).toMatchObject({ amount: '-4.8', orders: 0, customers: 1 })
    expect(february?.averageOrderValue).toBeNull()
    expect(march).toMatchObject({
      amount: '0',
      orders: 0,
      customers: 0,
      averageOrderValue: null,
      amountPerCustomer: null,
      ordersPerCustomer: null,
    })
  })

  it('asks what a refund is, and leaves it out of gross sales', () => {
    expect(salesByPeriod(sales, { ...months, refunds: 'ignore' })[1]?.amount).toBe('0.2')
    expect(refusalText(() => salesByPeriod(sales, months))).toEqual([
      'invalid',
      'salesByPeriod: refunds is undefined, not one of ignore, net, which is required where amounts are negative',
    ])
  })

  it('takes each row for an order where rows have none, and refuses a part of both', () => {
    const rows = sales.slice(0, 3).map(({ order: _, ...row }) => row)
    expect(salesByPeriod(rows, months).map(({ orders }) => orders)).toEqual([2, 1, 0])
    expect(refusalText(() => salesByPeriod([...rows, ...sales], months))).toEqual([
      'mismatch',
      'salesByPeriod: rows[3].order is "a", not undefined as in rows[0] (customer 1)',
    ])
    expect(refusalText(() => salesByPeriod([...sales, ...rows], months))[1]).toBe(
      'salesByPeriod: rows[7].order is undefined, not the id of an order, as all rows have one (customer 1)',
    )
  })

  it('refuses rows that are malformed, and a call without any', () => {
    const row = sales[0] as SaleRow
    const call = (rows: SaleRow[]) => refusalText(() => salesByPeriod(rows, months))[1]
    expect(call([{ ...row, on: '2025-02-30' }])).toMatch(/rows\[0\]\.on is "2025-02-30"/)
    expect(call([{ ...row, amount: 'ten' }])).toMatch(/rows\[0\]\.amount is "ten"/)
    expect(refusal(() => salesByPeriod([row, { ...row, order: '' }], months))).toMatchObject({
      code: 'invalid',
      path: ['rows', 1, 'order'],
    })
    expect(call([])).toMatch(/rows is empty/)
  })

  it('refuses a column that looks like the order, which no row has', () => {
    const rows = sales.map(({ order, ...row }) => ({ ...row, Order: order }))
    expect(refusal(() => salesByPeriod(rows, { ...months, refunds: 'net' }))).toMatchObject({
      code: 'invalid',
      path: ['rows', 0, 'Order'],
    })
  })

  it('counts an order of 0 and its customer, which is no refund', () => {
    const gift = { customer: 3, on: '2025-01-03', amount: 0, order: 'gift' }
    // No refund is among the rows, so that nothing has to be said of refunds.
    const [january] = salesByPeriod([gift, { ...gift, amount: '8', order: 'paid' }], months)
    expect(january).toMatchObject({ amount: '8', orders: 2, customers: 1, averageOrderValue: '4' })
  })
})

describe('a change of sales', () => {
  const { input, expected, tolerance } = publishedCase('sales', 'P-PVM-01')

  it('is volume, mix and price at the old prices, or on the average of all orders', () => {
    for (const base of ['before', 'average'] as const) {
      const change = explainSalesChange(input, { base })
      const { volumeEffect, mixEffect, priceEffect } = change
      expectNear([volumeEffect, mixEffect, priceEffect].map(Number), expected[base], tolerance)
      expect(change).toMatchObject({ change: '3.5', before: '130.5', after: '134', base })
    }
  })

  it('has no price effect of what is new or gone, whose price is null where it was not sold', () => {
    const { segments } = explainSalesChange(input, { base: 'before' })
    expect(segments.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(segments[1]).toMatchObject({ priceEffect: '0', priceBefore: '12', priceAfter: null })
    expect(segments[2]).toMatchObject({ priceEffect: '0', priceBefore: null, priceAfter: '11' })
    expect(segments[2]?.change).toBe('44')
  })

  it('takes a segment of which nothing was sold at either time', () => {
    const nothing = { amount: 0, quantity: 0 }
    const before = { a: { amount: 3, quantity: 1 }, b: nothing }
    const { segments } = explainSalesChange({ before, after: before }, { base: 'before' })
    expect(segments[1]).toMatchObject({ change: '0', priceBefore: null, priceAfter: null })
  })

  it('refuses an amount without a quantity, and sides of nothing', () => {
    const good = { a: { amount: 3, quantity: 1 } }
    const call = (before: object) =>
      refusalText(() => explainSalesChange({ before, after: good } as never, { base: 'before' }))
    expect(call({ a: { amount: 3, quantity: 0 } })).toEqual([
      'mismatch',
      'explainSalesChange: before.a.quantity is 0, not more than 0 where there is an amount',
    ])
    expect(call({ a: { amount: -3, quantity: 1 } })[0]).toBe('out-of-range')
    expect(call({ a: { amount: 0, quantity: 0 } })).toEqual([
      'empty',
      'explainSalesChange: before is empty, not a quantity above 0 in all',
    ])
    expect(call({})).toEqual([
      'empty',
      'explainSalesChange: before is empty, not at least one segment',
    ])
    const nothing = { a: { amount: 0, quantity: 0 } }
    expect(
      refusal(() => explainSalesChange({ before: good, after: nothing }, { base: 'before' })),
    ).toMatchObject({ code: 'empty', path: ['after'] })
  })
})

describe('the refund rate', () => {
  const rows: SaleRow[] = [
    { order: 1, customer: 1, on: '2025-01-05', amount: '40' },
    { order: 1, customer: 1, on: '2025-02-03', amount: '-10' },
    { order: 1, customer: 1, on: '2025-02-04', amount: '-30' },
    { order: 2, customer: 2, on: '2025-01-31', amount: '60' },
    { order: 2, customer: 2, on: '2025-01-30', amount: '20' },
    { order: 3, customer: 3, on: '2024-12-30', amount: '50' },
    { order: 3, customer: 3, on: '2025-01-20', amount: '-50' },
    { order: 4, customer: 4, on: '2025-01-20', amount: '-9' },
  ]
  const january = { from: '2025-01-01', to: '2025-02-01' } as const
  const bySale = { ...january, dated: 'sale', asOf: '2025-02-28', within: 'ever' } as const

  it('by the sale is the share of the orders of the window, and of their money', () => {
    expect(refundRate(rows, bySale)).toEqual({
      rate: 0.5,
      interval: expect.objectContaining({ method: 'wilson' }),
      amountRate: 40 / 120,
      refunded: 1,
      orders: 2,
      refundedAmount: '40',
      amount: '120',
      excluded: 0,
      unmatched: 1,
      dated: 'sale',
      within: 'ever',
    })
  })

  it('counts refunds within the time, of orders whose time is over', () => {
    // Thirty days from 5 January are up to 3 February.
    const within = { days: 30 }
    expect(refundRate(rows, { ...bySale, within })).toMatchObject({
      refunded: 1,
      refundedAmount: '10',
      excluded: 0,
    })
    const early = refundRate(rows, { ...bySale, within, asOf: '2025-02-10' })
    expect(early).toMatchObject({ rate: 1, orders: 1, excluded: 1, amountRate: 0.25 })
    expect(refusalText(() => refundRate(rows, { ...bySale, within, asOf: '2025-01-31' }))[0]).toBe(
      'empty',
    )
  })

  it('by the refund divides the refunds of the window by its orders, without an interval', () => {
    expect(refundRate(rows, { ...january, dated: 'refund' })).toMatchObject({
      rate: 0.5,
      interval: null,
      amountRate: 50 / 120,
      refunded: 1,
      orders: 2,
      unmatched: 1,
      within: null,
    })
    const february = { from: '2025-02-01', to: '2025-03-01', dated: 'refund' } as const
    expect(refundRate(rows, february)).toMatchObject({ rate: null, amountRate: null, refunded: 1 })
    expect(refusalText(() => refundRate(rows, { ...february, asOf: '2025-02-28' }))[1]).toBe(
      'refundRate: asOf is "2025-02-28", not given where refunds are dated by refund',
    )
    expect(refusal(() => refundRate(rows, { ...february, within: 'ever' }))).toMatchObject({
      code: 'mismatch',
      path: ['within'],
    })
  })

  it('knows nothing of rows after the last day known', () => {
    const later: SaleRow[] = [
      { order: 1, customer: 1, on: '2025-03-01', amount: '7' },
      { order: 2, customer: 2, on: '2025-03-01', amount: '-60' },
      { order: 5, customer: 5, on: '2025-03-01', amount: '-1' },
    ]
    for (const within of ['ever', { days: 30 }] as const) {
      const known = refundRate(rows, { ...bySale, within })
      expect(refundRate([...rows, ...later], { ...bySale, within })).toEqual(known)
    }
    // A refund of that day is known.
    const last = { order: 2, customer: 2, on: '2025-02-28', amount: '-60' }
    expect(refundRate([...rows, last], bySale)).toMatchObject({ refunded: 2, rate: 1 })
  })

  it.each(['sale', 'refund'] as const)(
    'of two windows adds up to that of both, by the %s',
    (dated) => {
      // An order and a refund on each day from 30 January to 2 February.
      const days = ['2025-01-30', '2025-01-31', '2025-02-01', '2025-02-02']
      const daily = days.flatMap((on, day): SaleRow[] => [
        { order: on, customer: 1, on, amount: 10 ** day },
        { order: on, customer: 1, on, amount: -(2 * 10 ** day) },
      ])
      const of = (from: string, to: string) => {
        const known = dated === 'sale' ? ({ asOf: '2025-02-28', within: 'ever' } as const) : {}
        const { orders, amount, refunded, refundedAmount } = refundRate(daily, {
          ...{ from, to, dated },
          ...known,
        })
        return [orders, amount, refunded, refundedAmount]
      }
      expect(of('2025-01-30', '2025-02-01')).toEqual([2, '11', 2, '22'])
      expect(of('2025-02-01', '2025-02-03')).toEqual([2, '1100', 2, '2200'])
      expect(of('2025-01-30', '2025-02-03')).toEqual([4, '1111', 4, '2222'])
      expect(of('2025-01-31', '2025-02-02')).toEqual([2, '110', 2, '220'])
    },
  )

  it('needs an order whose time is over', () => {
    const within = { days: 30 }
    expect(refusalText(() => refundRate(rows, { ...bySale, within, asOf: '2025-01-31' }))).toEqual([
      'empty',
      'refundRate: rows is empty, not at least one order whose time is over',
    ])
  })

  it('needs to know which order was refunded', () => {
    const bare = rows.map(({ order: _, ...row }) => row)
    expect(refusalText(() => refundRate(bare, bySale))).toEqual([
      'mismatch',
      'refundRate: rows[0].order is undefined, not the id of an order, as all rows have one (customer 1)',
    ])
  })
})

describe('shares of amounts', () => {
  it('are of the market, and relative to the largest other', () => {
    const amounts = { us: '0.3', rival: '0.1', others: '0.2' }
    expect(marketShare(amounts, { of: 'us' })).toEqual({
      share: 0.5,
      relativeShare: 1.5,
      rank: 1,
      of: 'us',
      amount: '0.3',
      market: '0.6',
      largestOther: 'others',
    })
    expect(marketShare(amounts, { of: 'rival' })).toMatchObject({ rank: 3, largestOther: 'us' })
    expect(marketShare({ us: 5 }, { of: 'us' })).toMatchObject({
      share: 1,
      relativeShare: null,
      largestOther: null,
    })
    expect(marketShare({ us: 5, rival: 0 }, { of: 'us' }).relativeShare).toBeNull()
  })

  it('of a name that is not in the market, or of a market without sales, do not exist', () => {
    expect(refusalText(() => marketShare({ us: 5, rival: 1 }, { of: 'we' }))).toEqual([
      'mismatch',
      'marketShare: of is "we", not one of us, rival',
    ])
    expect(refusal(() => marketShare({ us: 0 }, { of: 'us' }))).toMatchObject({
      code: 'undefined',
      path: ['amounts'],
    })
    expect(refusalText(() => marketShare({}, { of: 'us' }))[0]).toBe('empty')
  })

  it('of wallets have the interval of a ratio', () => {
    const { input, expected, tolerance } = publishedCase('sales', 'P-SOW-01')
    const rows = [...input, { customer: 9, spend: 0, wallet: 0 }]
    const { share, meanShare, interval, customers, excluded, spend, wallet } = shareOfWallet(rows)
    expectNear([share, interval?.low, interval?.high, meanShare], expected, tolerance)
    expect([customers, excluded, spend, wallet]).toEqual([5, 1, '183.5', '490'])
  })

  it('of wallets have no interval where all customers have one share, or where there is one', () => {
    const rows = [3, 7, 11].map((spend) => ({ customer: spend, spend, wallet: 3 * spend }))
    expect(shareOfWallet(rows)).toMatchObject({ share: 1 / 3, interval: null })
    expect(shareOfWallet(rows.slice(2)).interval).toBeNull()
  })

  it('of wallets refuse spend above the wallet, and a customer with two rows', () => {
    const row = { customer: 1, spend: 5, wallet: 4 }
    expect(refusalText(() => shareOfWallet([row]))).toEqual([
      'mismatch',
      'shareOfWallet: rows[0].spend is 5, not at most the wallet (customer 1)',
    ])
    const good = { ...row, wallet: 10 }
    expect(refusalText(() => shareOfWallet([good, good]))[1]).toBe(
      'shareOfWallet: rows[1].customer is 1, not a customer without another row',
    )
    expect(refusalText(() => shareOfWallet([{ ...row, spend: 0, wallet: 0 }]))[0]).toBe('empty')
  })

  it('by the Wallet Allocation Rule are those of the article', () => {
    const { input, expected, tolerance } = publishedCase('sales', 'P-WAR-01')
    expectNear(input.map(walletAllocation), expected, tolerance)
  })
})

describe('an amount of 1e30 or more', () => {
  const much = '9'.repeat(30)
  const sale = (order: number, amount: string): SaleRow => ({
    ...{ customer: order, order },
    ...{ on: '2025-01-05', amount },
  })
  const january = { from: '2025-01-01', to: '2025-02-01' } as const
  const bySale = { ...january, dated: 'sale', asOf: '2025-01-31', within: 'ever' } as const
  const wallets = [
    { customer: 1, spend: much, wallet: much },
    { customer: 2, spend: much, wallet: much },
  ]
  const few = wallets.map(({ customer, wallet }) => ({ customer, wallet, spend: 1 }))
  const one = { a: { amount: 1, quantity: 1 } }
  const dear = { a: { amount: much, quantity: 1 } }
  const two = { a: { amount: much, quantity: 1 }, b: { amount: much, quantity: 1 } }
  const many = { a: { amount: 1, quantity: 3 } }

  // Each amount alone is the largest that is read, and two of them are too much.
  it.each<[string, () => unknown, (string | number)[]]>([
    ['of a market', () => marketShare({ us: much, rival: much }, { of: 'us' }), ['market']],
    ['that was spent', () => shareOfWallet(wallets), ['spend']],
    ['in wallets', () => shareOfWallet(few), ['wallet']],
    ['that was sold', () => refundRate([sale(1, much), sale(2, much)], bySale), ['amount']],
    [
      'that was refunded',
      () => refundRate([sale(1, '1'), sale(1, `-${much}`), sale(1, `-${much}`)], bySale),
      ['refundedAmount'],
    ],
    [
      'of a period',
      () =>
        salesByPeriod(
          [
            sale(1, '1'),
            { ...sale(2, much), on: '2025-02-01' },
            { ...sale(3, much), on: '2025-02-02' },
          ],
          {
            ...{ every: 'month', from: '2025-01-01', to: '2025-03-01' },
          },
        ),
      [1, 'amount'],
    ],
    [
      'of an effect',
      () => explainSalesChange({ before: dear, after: many }, { base: 'before' }),
      ['segments', 0, 'volumeEffect'],
    ],
    [
      'before',
      () => explainSalesChange({ before: two, after: two }, { base: 'before' }),
      ['before'],
    ],
    [
      'that changed',
      () => explainSalesChange({ before: one, after: two }, { base: 'before' }),
      ['change'],
    ],
  ])('%s is refused by its name', (_name, call, path) => {
    expect(refusal(call)).toMatchObject({ code: 'out-of-range', path })
  })
})
