import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  concentration,
  type Interval,
  mergeSegmentMoves,
  RFM_SEGMENTS,
  type RfmRow,
  rfm,
  scorecard,
  segmentMigration,
  summarizePurchases,
  type TransactionRow,
  tallySegmentMoves,
  valueTiers,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const folder = [
  process.env.CUSTOMER_METRICS_DATA,
  fileURLToPath(new URL('../../../shared/reference/data', import.meta.url)),
].find((path) => path && existsSync(`${path}/cdnow_sample_transactions.csv`))
if (!folder) console.log('CDNOW is not here: set CUSTOMER_METRICS_DATA to test against it')

/** The purchases of the CDNOW sample. */
function cdnow(): TransactionRow[] {
  return readFileSync(`${folder}/cdnow_sample_transactions.csv`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [customer, on, , amount] = line.trim().split(',')
      return { customer: Number(customer), on, amount } as TransactionRow
    })
}

/** Customers by number of rank, as the published tables have them. */
function cdnowSummaries(): (RfmRow & { readonly amount: string })[] {
  const options = { asOf: '1998-07-01', purchase: 'transaction' } as const
  return summarizePurchases(cdnow(), options).sort(
    (a, b) => (a.customer as number) - (b.customer as number),
  )
}

describe('concentration', () => {
  it('has the Gini and the Lorenz curve of R’s ineq [P-CONC-01]', () => {
    const { input, expected, tolerance } = publishedCase('concentration', 'P-CONC-01')
    const { gini, giniUnbiased, lorenz } = concentration(input.values)
    expectNear([gini, giniUnbiased], [expected.gini, expected.giniUnbiased], tolerance)
    expectNear(
      lorenz.map(({ customers }) => customers),
      expected.lorenzP,
      tolerance,
    )
    expectNear(
      lorenz.map(({ amount }) => amount),
      expected.lorenzL,
      tolerance,
    )
  })

  it('is 0 where all are equal and 1 − 1 ÷ n where one has everything [P-CONC-02]', () => {
    const { input, expected, tolerance } = publishedCase('concentration', 'P-CONC-02')
    const found = (input.cases as number[][]).map((values) => concentration(values))
    expectNear(
      found.map(({ gini }) => gini),
      expected.gini,
      tolerance,
    )
    expectNear(
      found.map(({ giniUnbiased }) => giniUnbiased),
      expected.giniUnbiased,
      tolerance,
    )
    expect(found.map(({ interval }) => interval)).toEqual([null, null])
  })

  it.skipIf(!folder)('has the shares of the CDNOW customers [P-CONC-03]', () => {
    const { expected, tolerance } = publishedCase('concentration', 'P-CONC-03')
    const amounts = cdnowSummaries().map(({ amount }) => amount)
    const { gini, topShares, customersFor, total, customers } = concentration(amounts)
    expectNear(gini, expected.gini, tolerance)
    expect(topShares.map((share) => share.customers)).toEqual([24, 236, 472])
    expectNear(
      topShares.map(({ share }) => share),
      Object.values(expected.topShare),
      tolerance,
    )
    expect(customersFor[1]).toMatchObject({
      amount: 0.8,
      customers: expected.customersFor80Percent,
      share: expected.customersFor80Percent / 2357,
    })
    expect(customers).toBe(2357)
    expect(Number(total).toFixed(2)).toBe('244091.94')
  })

  it.each([
    // numpy 2.4, scipy 1.17: every customer left out in turn, the coefficient as the mean of all
    // differences, the share off the Lorenz curve of those who are left, and the root of Hall's cubic
    // by bisection. Gini unbiased, its standard error, its ends; the same of the top fifth's share.
    {
      name: 'the vector of P-CONC-01',
      amounts: publishedCase('concentration', 'P-CONC-01').input.values as number[],
      gini: [0.5134345891862487, 0.11473707801908005, 0.30298741075180563, 0.8988838519080186],
      top: null,
      people: null,
    },
    {
      // 20,000 bootstrap samples: standard errors of 0.0213 and 0.0270.
      name: 'cubes of 1 to 200',
      amounts: Array.from({ length: 200 }, (_, at) => (at + 1) ** 3),
      gini: [0.6019966832504146, 0.021448086543056546, 0.559713416463839, 0.6443028150396416],
      top: [0.5893804608796812, 0.5339123759050295, 0.6417301379569463],
      // 67 of 200, and the ends around the place between two customers.
      people: [0.335, 0.2942465474428523, 0.37069952009536566],
    },
    {
      // Ends beyond 0 and 1 are cut.
      name: 'three customers',
      amounts: [4, 1, 2],
      gini: [0.42857142857142855, 0.17777777777777778, 0, 0.9477398552991776],
      top: null,
      people: null,
    },
  ])('has jackknife intervals: $name', ({ amounts, gini, top, people }) => {
    const result = concentration(amounts)
    const correction = amounts.length / (amounts.length - 1)
    const { low, high } = result.interval as Interval
    const error = (result.standardError as number) * correction
    expectNear([result.giniUnbiased, error, low, high], gini, { rel: 1e-11 })
    expect(result.interval).toMatchObject({ confidence: 0.95, method: 'jackknife' })
    const best = result.topShares[2]
    const found = [best?.share, best?.interval?.low, best?.interval?.high]
    if (top === null) expect(best?.interval).toBeNull()
    else expectNear(found, top, { rel: 1e-11 })
    const most = result.customersFor[1]
    const reached = [most?.share, most?.interval?.low, most?.interval?.high]
    if (people === null) expect(most?.interval).toBeNull()
    else expectNear(reached, people, { rel: 1e-11 })
  })

  it('has no interval of fewer than ten of the best customers', () => {
    const { topShares, customersFor } = concentration(
      Array.from({ length: 90 }, (_, at) => (at + 1) ** 2),
      { top: [0.1, 0.11], amount: [0.26, 0.31, 1] },
    )
    expect(topShares.map(({ customers, interval }) => [customers, interval !== null])).toEqual([
      [9, false],
      [10, true],
    ])
    expect(customersFor.map(({ customers, interval }) => [customers, interval !== null])).toEqual([
      [9, false],
      [11, true],
      [90, false],
    ])
  })

  it('never says that the best have less than that number of any customers', () => {
    // A few ones among twenties: t would go below 10 of 40, where all are equal.
    const amounts = Array.from({ length: 40 }, (_, at) => (at < 2 ? 1 : 20))
    const { topShares, customersFor } = concentration(amounts, {
      top: [0.25],
      amount: [0.5],
      confidence: 0.999,
    })
    expect(topShares[0]?.interval?.low).toBe(0.25)
    // Nor that more than half of them are needed for half: 20 of 40 is what was found.
    expect(customersFor[0]?.interval?.high).toBe(0.5)
  })

  it('takes a hundred shares at the most, each of which leaves every customer out', () => {
    const shares = Array.from({ length: 101 }, (_, at) => at / 100)
    expect(concentration([1, 2], { lorenz: shares }).lorenz).toHaveLength(101)
    for (const name of ['top', 'amount'])
      expect(refusalText(() => concentration([1, 2], { [name]: shares }))).toEqual([
        'out-of-range',
        `concentration: ${name}.length is 101, not a whole number from 0 to 100`,
      ])
  })

  it('needs at least one customer for any share above 0', () => {
    const { customersFor } = concentration([3, 2], { amount: [0, 1e-13, 1e-300] })
    expect(customersFor.map(({ customers }) => customers)).toEqual([0, 1, 1])
  })

  it('adds what is no whole cents without losing digits', () => {
    // Two of three customers have exactly two thirds, however many there are.
    const amounts = Array.from({ length: 30_000 }, () => '0.001')
    const { customersFor, lorenz } = concentration(amounts, { amount: [2 / 3], lorenz: [0.3] })
    expect(customersFor[0]?.customers).toBe(20_000)
    expect(lorenz[0]?.amount).toBe(0.3)
  })

  it.each([
    // Amounts; Gini, unbiased; shares of nobody, a fifth, half and all.
    [[7, 7, 7], 0, 0, [0, 1 / 3, 2 / 3, 1]],
    [Array<string>(6).fill('0.1'), 0, 0, [0, 1 / 3, 1 / 2, 1]],
    // Not whole cents: added as floating-point numbers, and equal all the same.
    [Array<number>(7).fill(1 / 3), 0, 0, [0, 2 / 7, 4 / 7, 1]],
    [[3], 0, null, [0, 1, 1, 1]],
    [[1, 3], 1 / 4, 1 / 2, [0, 3 / 4, 3 / 4, 1]],
    [[0, 5], 1 / 2, 1, [0, 1, 1, 1]],
    [[0, 0, '5.01', 0], 3 / 4, 1, [0, 1, 1, 1]],
    [['1e-30', '9e20'], 1 / 2, 1, [0, 1, 1, 1]],
  ])(
    'knows no interval where nothing varies, or too few do: %j',
    (amounts, gini, unbiased, shares) => {
      const result = concentration(amounts, { top: [0, 0.2, 0.5, 1] })
      expect([result.gini, result.giniUnbiased]).toEqual([gini, unbiased])
      expect([result.standardError, result.interval]).toEqual([null, null])
      for (const [at, { share, interval }] of result.topShares.entries()) {
        expect(share).toBeCloseTo(shares[at] as number, 15)
        expect(interval).toBeNull()
      }
    },
  )

  it('counts customers with nothing, who change every number', () => {
    expect(concentration([10, 10]).gini).toBe(0)
    expect(concentration([10, 10, 0, 0]).gini).toBe(0.5)
  })

  it('needs no customer with nothing for any share', () => {
    const { customersFor } = concentration([0, 5, 0, 5], { amount: [0.5, 0.51, 1] })
    expect(customersFor.map(({ customers }) => customers)).toEqual([1, 2, 2])
  })

  it('needs each customer with anything for all, however little it is', () => {
    const { customersFor } = concentration(['0.01', 0, '1e12'], { amount: [0.5, 1] })
    expect(customersFor.map(({ customers }) => customers)).toEqual([1, 2])
  })

  it('knows no interval of equal customers, however many they are', () => {
    const amounts = Array.from({ length: 10_000 }, () => 7)
    const result = concentration(amounts, { top: [0.2], amount: [0.8] })
    expect(result.topShares[0]).toMatchObject({ share: 0.2, interval: null })
    expect(result.customersFor[0]).toMatchObject({ share: 0.8, interval: null })
  })

  it('has no interval of all that there is, which is not between two customers', () => {
    const amounts = Array.from({ length: 95 }, (_, at) => Math.max(0, at - 4))
    const [most, all] = concentration(amounts, { amount: [0.99, 1] }).customersFor
    expect(most?.interval).not.toBeNull()
    expect(all).toMatchObject({ customers: 90, interval: null })
  })

  it('needs some of equal customers for exactly their share, in any unit', () => {
    for (const amount of ['0.01', 1, 19.99, '123456789012.34'])
      for (let count = 1; count <= 25; count++) {
        const shares = Array.from({ length: count }, (_, at) => (at + 1) / count)
        const equal = Array.from({ length: count }, () => amount)
        const { customersFor } = concentration(equal, { amount: shares })
        const numbers = customersFor.map(({ customers }) => customers)
        expect(numbers, `${count} of ${amount}`).toEqual(shares.map((_, at) => at + 1))
      }
  })

  it('answers for any share', () => {
    const result = concentration(['40', 30n, 20, '10.00'], {
      top: [0, 0.25, 0.26, 1],
      amount: [0, 0.4, 0.41, 0.7, 1],
      lorenz: [0.125, 0.25, 1],
    })
    expect(result.topShares.map(({ customers, share }) => [customers, share])).toEqual([
      [0, 0],
      [1, 0.4],
      [2, 0.7],
      [4, 1],
    ])
    expect(result.customersFor.map(({ customers }) => customers)).toEqual([0, 1, 2, 2, 4])
    expect(result.lorenz.map(({ amount }) => amount)).toEqual([0.05, 0.1, 1])
    expect(result.total.toString()).toBe('100')
  })

  it.each([
    [[], 'empty', 'amounts is empty, not at least one customer'],
    [[0, 0], 'undefined', 'amounts is an array, not amounts of which one is above 0'],
    [
      [1, -2],
      'out-of-range',
      'amounts[1] is -2, not an amount of at least 0: belowZero says what customers below 0 count as',
    ],
    [
      [1, 'much'],
      'invalid',
      'amounts[1] is "much", not a decimal number below 1e30 with at most 30 decimals',
    ],
  ] as const)('refuses %j', (amounts, code, message) => {
    expect(refusalText(() => concentration(amounts))).toEqual([code, `concentration: ${message}`])
  })

  it('refuses shares that are given as percentages', () => {
    expect(refusalText(() => concentration([1], { top: [20] }))[1]).toBe(
      'concentration: top[0] is 20, not a number from 0 to 1',
    )
  })
})

describe('summarizePurchases', () => {
  it.skipIf(!folder)('has the numbers of R’s rfm [P-RFM-01]', () => {
    const { expected } = publishedCase('rfm', 'P-RFM-01')
    const summaries = cdnowSummaries()
    const rows = summaries.map(({ customer, sinceLast, purchases, amount }) => [
      customer,
      sinceLast,
      purchases,
      Number(amount),
    ])
    expect(rows.slice(0, 10)).toEqual(expected.first10)
    const sum = (column: number): number =>
      rows.reduce((total, row) => total + (row[column] as number), 0)
    expect([sum(1), sum(2)]).toEqual([expected.sumRecency, expected.sumTransactions])
    expectNear(sum(3), expected.sumAmount, { abs: 1e-6 })
  })

  const rows: TransactionRow[] = [
    { customer: 1, on: '2025-01-10', amount: '10.00' },
    { customer: 1, on: '2025-01-10', amount: '5.50' },
    { customer: 1, on: '2025-02-01', amount: '-4.00' },
    { customer: 2, on: '2025-03-01', amount: '-4.00' },
    { customer: 1, on: '2025-03-02', amount: 7 },
  ]

  it.each([
    ['transaction', 'net', 2, '11.5'],
    ['day', 'ignore', 1, '15.5'],
  ] as const)('counts by %s with refunds %s', (purchase, refunds, purchases, amount) => {
    // The refund is no purchase, and who had only one is no customer.
    expect(summarizePurchases(rows, { asOf: '2025-03-01', purchase, refunds })).toEqual([
      { customer: 1, sinceLast: 50, purchases, amount },
    ])
  })

  it('asks what a refund does, and for somebody who bought', () => {
    const options = { asOf: '2025-03-01', purchase: 'day' } as const
    expect(refusalText(() => summarizePurchases(rows, options))[1]).toBe(
      'summarizePurchases: refunds is undefined, not one of ignore, net, which is required where amounts are negative',
    )
    expect(refusalText(() => summarizePurchases(rows, { ...options, asOf: '2024-01-01' }))).toEqual(
      ['empty', 'summarizePurchases: rows is empty, not at least one customer who had bought'],
    )
    expect(refusalText(() => summarizePurchases(rows, { asOf: '2025-03-01' } as never))[1]).toBe(
      'summarizePurchases: purchase is undefined, not one of transaction, day',
    )
  })
})

describe('rfm', () => {
  it.skipIf(!folder)('scores the CDNOW customers by thresholds [P-RFM-02]', () => {
    const { params, expected } = publishedCase('rfm', 'P-RFM-02')
    const thresholds = {
      recency: params.recencyThresholds,
      frequency: params.frequencyThresholds,
      monetary: params.monetaryThresholds,
    }
    const result = rfm(cdnowSummaries(), { thresholds })
    const counted = (score: 'recency' | 'frequency' | 'monetary'): number[] =>
      [1, 2, 3, 4, 5].map(
        (value) => result.customers.filter((customer) => customer[score] === value).length,
      )
    expect(counted('recency')).toEqual(expected.countByRecencyScore)
    expect(counted('frequency')).toEqual(expected.countByFrequencyScore)
    expect(counted('monetary')).toEqual(expected.countByMonetaryScore)
    const codes = result.customers.map(({ code }) => code)
    expect(codes.filter((code) => code === '555')).toHaveLength(expected.count555)
    expect(codes.filter((code) => code === '111')).toHaveLength(expected.count111)
    expect(codes.slice(0, 10).map(Number)).toEqual(expected.first10)
    expect(result).toMatchObject({ thresholds, rule: 'from', definition: null })
  })

  it.skipIf(!folder)(
    'cuts at the quintiles, and as R’s rfm where those are raised by 1 [P-RFM-03]',
    () => {
      const { expected, tolerance } = publishedCase('rfm', 'P-RFM-03')
      const rows = cdnowSummaries()
      const { thresholds, rule, definition } = rfm(rows, { bins: 5 })
      for (const name of ['recency', 'frequency', 'monetary'] as const)
        expectNear(thresholds[name], expected.quintiles[name], tolerance, name)
      expect([rule, definition]).toEqual(['above', 7])
      const raised = (limits: readonly number[]): number[] => limits.map((limit) => limit + 1)
      const asPackaged = rfm(rows, {
        thresholds: {
          recency: raised(thresholds.recency),
          frequency: raised(thresholds.frequency),
          monetary: raised(thresholds.monetary),
        },
      })
      const codes = asPackaged.customers.map(({ code }) => code)
      expect(codes.slice(0, 10).map(Number)).toEqual(expected.rfmPackage_first10)
      const counts: Record<string, number> = {}
      for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
      expect(counts).toEqual(expected.rfmPackage_scoreCounts)
    },
  )

  const rows: RfmRow[] = [
    { customer: 'a', sinceLast: 1, purchases: 9, amount: '900' },
    { customer: 'b', sinceLast: 10, purchases: 1, amount: '20' },
    { customer: 'c', sinceLast: 90, purchases: 1, amount: '20.00' },
    { customer: 'd', sinceLast: 400, purchases: 4, amount: 200 },
  ]

  it('names each of the 125 codes once', () => {
    const scores = [1, 2, 3, 4, 5]
    const thresholds = { recency: [2, 3, 4, 5], frequency: [2, 3, 4, 5], monetary: [2, 3, 4, 5] }
    const each = scores.flatMap((r) =>
      scores.flatMap((f) =>
        scores.map((m) => ({
          customer: `${r}${f}${m}`,
          sinceLast: 6 - r,
          purchases: f,
          amount: m,
        })),
      ),
    )
    const { customers, segments } = rfm(each, { thresholds })
    for (const { customer, code } of customers) expect(code).toBe(customer)
    const named = (code: string): string | undefined =>
      customers.find((customer) => customer.code === code)?.segment
    expect(
      ['555', '545', '451', '511', '411', '331', '321', '155', '133', '211'].map(named),
    ).toEqual([
      'champions',
      'champions',
      'loyal',
      'new',
      'promising',
      'need attention',
      'about to sleep',
      'cannot lose',
      'at risk',
      'hibernating',
    ])
    expect(named('525')).toBe('potential loyalists')
    expect(segments.map(({ segment }) => segment)).toEqual(RFM_SEGMENTS.map(({ name }) => name))
    // Of the 25 pairs of recency and frequency, times 5.
    expect(segments.map((segment) => segment.customers)).toEqual(
      [2, 4, 4, 1, 1, 1, 2, 2, 4, 4].map((pairs) => pairs * 5),
    )
  })

  it('gives equal customers equal scores, and the next period the same thresholds', () => {
    const result = rfm(rows, { bins: 5 })
    const [, b, c] = result.customers
    expect([b?.frequency, b?.monetary]).toEqual([c?.frequency, c?.monetary])
    // The lowest scores go to the lowest values, however many there are.
    expect(b?.frequency).toBe(1)
    const { thresholds, rule } = result
    expect(rfm(rows, { thresholds, rule }).customers).toEqual(result.customers)
  })

  it('adds up amounts and customers by segment', () => {
    const options = {
      thresholds: { recency: [30], frequency: [2], monetary: [] },
      segments: [
        { name: 'now', recency: [2, 2], frequency: [1, 2] },
        { name: 'then', recency: [1, 1], frequency: [1, 2], monetary: [1, 1] },
      ],
    } as const
    const { segments, customers } = rfm(rows, options)
    expect(customers.map(({ code }) => code)).toEqual(['221', '211', '111', '121'])
    expect(
      segments.map(({ segment, customers, share, amount }) => [
        segment,
        customers,
        share,
        amount.toString(),
      ]),
    ).toEqual([
      ['now', 2, 0.5, '920'],
      ['then', 2, 0.5, '220'],
    ])
  })

  it('takes a name that is given twice for one segment', () => {
    const { segments, customers } = rfm(rows, {
      thresholds: { recency: [30], frequency: [2], monetary: [] },
      segments: [
        { name: 'one of both', recency: [2, 2], frequency: [1, 1] },
        { name: 'both', recency: [2, 2], frequency: [2, 2] },
        { name: 'neither', recency: [1, 1], frequency: [1, 1] },
        { name: 'one of both', recency: [1, 1], frequency: [2, 2] },
      ],
    })
    expect(customers.map(({ segment }) => segment)).toEqual([
      'both',
      'one of both',
      'neither',
      'one of both',
    ])
    expect(segments.map(({ segment, customers }) => [segment, customers])).toEqual([
      ['one of both', 2],
      ['both', 1],
      ['neither', 1],
    ])
    expect(segments.reduce((sum, { share }) => sum + share, 0)).toBe(1)
  })

  it('has as many scores as asked for, each on its own', () => {
    const segments = [{ name: 'all', recency: [1, 2], frequency: [1, 1] }] as const
    const { customers } = rfm(rows, { bins: { recency: 2, frequency: 1, monetary: 3 }, segments })
    expect(customers.map(({ code }) => code)).toEqual(['213', '211', '111', '112'])
  })

  const all = { recency: [1, 5], frequency: [1, 5] } as const
  it.each([
    [{}, 'mismatch', 'bins is undefined, not given where thresholds are not, and only there'],
    [
      { bins: 5, thresholds: { recency: [], frequency: [], monetary: [] } },
      'mismatch',
      'bins is 5, not given where thresholds are not, and only there',
    ],
    [{ bins: 10 }, 'out-of-range', 'bins is 10, not a whole number from 1 to 9'],
    [
      { bins: 4 },
      'invalid',
      'segments is undefined, not a list of segments, which has to be given for scores other than 1 to 5',
    ],
    [
      { bins: { recency: 5, frequency: 5 } },
      'invalid',
      'bins.monetary is undefined, not a whole number from 1 to 9',
    ],
    [{ bins: 5, definition: 0 }, 'out-of-range', 'definition is 0, not a whole number from 1 to 9'],
    [
      { bins: 5, segments: [{ name: 'some', recency: [1, 5], frequency: [1, 4] }] },
      'mismatch',
      'segments is an array, not a map with one segment for 151, which has 0',
    ],
    [
      {
        bins: 5,
        segments: [
          { name: 'all', ...all },
          { name: 'few', recency: [5, 5], frequency: [5, 5] },
        ],
      },
      'mismatch',
      'segments is an array, not a map with one segment for 551, which has 2',
    ],
    [{ bins: 5, segments: [] }, 'empty', 'segments is empty, not at least one segment'],
    [
      { bins: 1, segments: Array(2).fill({ name: 'all', recency: [1, 1], frequency: [1, 1] }) },
      'out-of-range',
      'segments.length is 2, not a whole number from 1 to 1',
    ],
    [
      { bins: 5, segments: [{ name: '', ...all }] },
      'invalid',
      'segments[0].name is "", not a string that is not empty',
    ],
    [
      { bins: 5, segments: [{ name: 'all', ...all, recency: [3, 2] }] },
      'out-of-range',
      'segments[0].recency[1] is 2, not a whole number from 3 to 5',
    ],
    [
      { thresholds: { recency: [3, 2], frequency: [], monetary: [] } },
      'out-of-range',
      'thresholds.recency[1] is 2, not a number of at least 3',
    ],
    [
      { thresholds: { recency: [], frequency: Array(9).fill(1), monetary: [] } },
      'out-of-range',
      'thresholds.frequency.length is 9, not a whole number from 0 to 8',
    ],
  ] as const)('refuses %j', (options, code, message) => {
    expect(refusalText(() => rfm(rows, options as never))).toEqual([code, `rfm: ${message}`])
  })

  it.each([
    [{ customer: '' }, 'invalid', 'customer is "", not a number or a string that is not empty'],
    [
      { sinceLast: -1 },
      'out-of-range',
      'sinceLast is -1, not a number of at least 0 (customer "z")',
    ],
    [{ sinceLast: '3' }, 'invalid', 'sinceLast is "3", not a number of at least 0 (customer "z")'],
    [
      { purchases: 1.5 },
      'out-of-range',
      'purchases is 1.5, not a whole number of at least 0 (customer "z")',
    ],
    [
      { purchases: -1 },
      'out-of-range',
      'purchases is -1, not a whole number of at least 0 (customer "z")',
    ],
    [
      { amount: 'x' },
      'invalid',
      'amount is "x", not a decimal number below 1e30 with at most 30 decimals (customer "z")',
    ],
    [{ customer: 'a' }, 'mismatch', 'customer is "a", not in one row only'],
  ] as const)('refuses a row with %j', (wrong, code, message) => {
    const row = { customer: 'z', sinceLast: 1, purchases: 1, amount: 1, ...wrong } as never
    expect(refusalText(() => rfm([...rows, row], { bins: 5 }))).toEqual([
      code,
      `rfm: rows[4].${message}`,
    ])
  })

  it('refuses a segment whose sum is too large, and names it', () => {
    const thresholds = { recency: [], frequency: [], monetary: [] }
    const segments = [{ name: 'all', recency: [1, 1], frequency: [1, 1] }] as const
    const rich = ['a', 'b'].map((customer) => ({
      customer,
      sinceLast: 1,
      purchases: 1,
      amount: '5e29',
    }))
    expect(refusalText(() => rfm(rich, { thresholds, segments }))).toEqual([
      'out-of-range',
      `rfm: segments[0].amount is "1${'0'.repeat(30)}", not an amount below 1e30`,
    ])
  })

  it('refuses to score nobody', () => {
    expect(refusalText(() => rfm([], { bins: 5 }))[0]).toBe('empty')
  })
})

describe('valueTiers', () => {
  const rows = [
    { customer: 'a', amount: '50' },
    { customer: 'b', amount: 20 },
    { customer: 'c', amount: '20.0' },
    { customer: 'd', amount: 10 },
    { customer: 'e', amount: 0 },
  ]
  const halves = [
    { name: 'top', upTo: 0.4 },
    { name: 'rest', upTo: 1 },
  ]

  it('cuts by customers, equal ones together', () => {
    const { tiers, customers, total, by } = valueTiers(rows, { by: 'customers', tiers: halves })
    // Two of five fit, the third equals the second.
    expect(customers.map(({ segment }) => segment)).toEqual(['top', 'top', 'top', 'rest', 'rest'])
    expect(
      tiers.map(({ amount, perCustomer, ...tier }) => [
        { ...tier },
        `${amount}`,
        Number(perCustomer).toFixed(2),
      ]),
    ).toEqual([
      [{ segment: 'top', customers: 3, customerShare: 0.6, amountShare: 0.9 }, '90', '30.00'],
      [{ segment: 'rest', customers: 2, customerShare: 0.4, amountShare: 0.1 }, '10', '5.00'],
    ])
    expect([total.toString(), by]).toEqual(['100', 'customers'])
  })

  it('cuts by what customers bring in, and includes the one who passes the end', () => {
    const segments = (upTo: number): string[] =>
      valueTiers(rows, {
        by: 'amount',
        tiers: [
          { name: 'A', upTo },
          { name: 'B', upTo: 1 },
        ],
      }).customers.map(({ segment }) => segment)
    expect(segments(0.5)).toEqual(['A', 'B', 'B', 'B', 'B'])
    expect(segments(0.51)).toEqual(['A', 'A', 'A', 'B', 'B'])
    expect(segments(0.9)).toEqual(['A', 'A', 'A', 'B', 'B'])
    // Who brings in nothing comes after everything, and still is in the last tier.
    expect(segments(0.99)).toEqual(['A', 'A', 'A', 'A', 'B'])
  })

  it('cuts alike whatever the unit, and where a sum ends exactly', () => {
    // 120 of 150 is 0.8, which 1.2 ÷ 1.5 in floating-point numbers is not.
    const tiers = [
      { name: 'A', upTo: 0.8 },
      { name: 'B', upTo: 0.95 },
      { name: 'C', upTo: 1 },
    ]
    for (const amounts of [
      [120, 20, 10],
      ['1.20', '0.20', '0.10'],
      ['0.00120', '0.00020', '0.00010'],
      ['1.2e18', '2e17', '1e17'],
    ]) {
      const all = amounts.map((amount, customer) => ({ customer, amount }))
      const { customers } = valueTiers(all, { by: 'amount', tiers })
      expect(customers.map(({ segment }) => segment).join('')).toBe('ABB')
      const { customersFor } = concentration(amounts, { amount: [0.8] })
      expect(customersFor[0]?.customers).toBe(1)
    }
  })

  it('takes three of ten for 0.1 + 0.2 of them, as concentration does', () => {
    const amounts = Array.from({ length: 10 }, (_, at) => 10 - at)
    const all = amounts.map((amount, customer) => ({ customer, amount }))
    const tiers = [
      { name: 'best', upTo: 0.1 + 0.2 },
      { name: 'rest', upTo: 1 },
    ]
    expect(valueTiers(all, { by: 'customers', tiers }).tiers[0]?.customers).toBe(3)
    expect(concentration(amounts, { top: [0.1 + 0.2] }).topShares[0]?.customers).toBe(3)
  })

  it('compares every digit of an amount', () => {
    const all = ['0.1', '0.100000000000000002', 1, '0.100000000000000003'].map(
      (amount, customer) => ({ customer, amount }),
    )
    const from = valueTiers(all, {
      by: 'threshold',
      tiers: [
        { name: 'A', from: '0.100000000000000002' },
        { name: 'B', from: '0.1' },
        { name: 'C' },
      ],
    })
    expect(from.customers.map(({ segment }) => segment).join('')).toBe('BAAA')
    const tiers = ['A', 'B', 'C', 'D'].map((name, at) => ({ name, upTo: (at + 1) / 4 }))
    const placed = valueTiers(all, { by: 'customers', tiers })
    expect(placed.customers.map(({ segment }) => segment).join('')).toBe('DCAB')
  })

  it('cuts by amounts, also negative ones', () => {
    const { tiers, customers } = valueTiers([...rows, { customer: 'f', amount: -300 }], {
      by: 'threshold',
      tiers: [
        { name: 'gold', from: '100' },
        { name: 'silver', from: 20 },
        { name: 'bronze', from: 0 },
        { name: 'cost us' },
      ],
    })
    expect(customers.map(({ segment }) => segment)).toEqual([
      'silver',
      'silver',
      'silver',
      'bronze',
      'bronze',
      'cost us',
    ])
    expect(tiers[0]).toMatchObject({ customers: 0, perCustomer: null, amountShare: null })
  })

  it.each([
    [
      { by: 'customers', tiers: [{ name: 'top', upTo: 0.2 }] },
      'mismatch',
      'tiers is an array, not tiers that end at 1',
    ],
    [
      {
        by: 'amount',
        tiers: [
          { name: 'a', upTo: 0.2 },
          { name: 'b', upTo: 0.2 },
        ],
      },
      'out-of-range',
      'tiers[1].upTo is 0.2, not a share above 0.2',
    ],
    [
      {
        by: 'amount',
        tiers: [
          { name: 'a', upTo: 0.2 },
          { name: 'a', upTo: 1 },
        ],
      },
      'mismatch',
      'tiers[1].name is "a", not a name of its own',
    ],
    [
      { by: 'threshold', tiers: [{ name: 'a', from: 5 }] },
      'mismatch',
      'tiers is an array, not tiers of which the last has no from',
    ],
    [
      {
        by: 'threshold',
        tiers: [
          { name: 'a', from: 5 },
          { name: 'b', from: '5' },
        ],
      },
      'out-of-range',
      'tiers[1].from is "5", not an amount below that of the tier before',
    ],
    [
      { by: 'threshold', tiers: [{ name: 'a', from: 'x' }] },
      'invalid',
      'tiers[0].from is "x", not a decimal number below 1e30 with at most 30 decimals',
    ],
    [{ by: 'amount', tiers: [] }, 'empty', 'tiers is empty, not at least one tier'],
    [{ tiers: halves }, 'invalid', 'by is undefined, not one of customers, amount, threshold'],
  ] as const)('refuses %j', (options, code, message) => {
    expect(refusalText(() => valueTiers(rows, options as never))).toEqual([
      code,
      `valueTiers: ${message}`,
    ])
  })

  it.each([
    [[], 'customers', 'empty', 'rows is empty, not at least one customer'],
    [
      [{ customer: 'a', amount: -1 }],
      'amount',
      'out-of-range',
      'rows[0].amount is -1, not an amount of at least 0 (customer "a")',
    ],
    [
      [{ customer: 'a', amount: 0 }],
      'amount',
      'undefined',
      'rows is an array, not rows of which one has an amount above 0',
    ],
    [
      [
        { customer: 'a', amount: 0 },
        { customer: 'a', amount: 1 },
      ],
      'customers',
      'mismatch',
      'rows[1].customer is "a", not in one row only',
    ],
    [
      [{ customer: null, amount: 0 }],
      'customers',
      'invalid',
      'rows[0].customer is null, not a number or a string that is not empty',
    ],
    [
      [{ customer: 'a' }],
      'customers',
      'invalid',
      'rows[0].amount is undefined, not a decimal number below 1e30 with at most 30 decimals (customer "a")',
    ],
  ] as const)('refuses the rows %j by %s', (wrong, by, code, message) => {
    expect(refusalText(() => valueTiers(wrong as never, { by, tiers: halves }))).toEqual([
      code,
      `valueTiers: ${message}`,
    ])
  })
})

describe('segmentMigration', () => {
  const before = [
    { customer: 1, segment: 'loyal' },
    { customer: 2, segment: 'loyal' },
    { customer: 3, segment: 'loyal' },
    { customer: 4, segment: 'new' },
  ]
  const after = [
    { customer: 1, segment: 'loyal' },
    { customer: 2, segment: 'at risk' },
    { customer: 4, segment: 'loyal' },
    { customer: 5, segment: 'new' },
  ]

  it('counts every way, and what became of each segment', () => {
    const result = segmentMigration({ before, after }, { confidence: 0.9 })
    expect(
      result.moves.map(({ from, to, customers, rate }) => [from, to, customers, rate]),
    ).toEqual([
      ['loyal', 'loyal', 1, 1 / 3],
      ['loyal', 'at risk', 1, 1 / 3],
      ['loyal', null, 1, 1 / 3],
      ['new', 'loyal', 1, 1],
      [null, 'new', 1, null],
    ])
    expect(result.moves[0]?.interval).toMatchObject({ confidence: 0.9, method: 'wilson' })
    expect(result.moves[4]?.interval).toBe(null)
    const none = { before: 0, stayed: 0, movedOut: 0, left: 0, movedIn: 0, entered: 0, after: 0 }
    expect(result.segments).toEqual([
      {
        ...none,
        segment: 'loyal',
        before: 3,
        stayed: 1,
        movedOut: 1,
        left: 1,
        movedIn: 1,
        after: 2,
      },
      { ...none, segment: 'at risk', movedIn: 1, after: 1 },
      { ...none, segment: 'new', before: 1, movedOut: 1, entered: 1, after: 1 },
    ])
    expect([result.before, result.after]).toEqual([4, 4])
  })

  it('reads what rfm and valueTiers return', () => {
    const rows = [{ customer: 1, sinceLast: 2, purchases: 3, amount: 4 }]
    const tiers = { by: 'customers', tiers: [{ name: 'all', upTo: 1 }] } as const
    const { moves } = segmentMigration({
      before: rfm(rows, { bins: 5 }).customers,
      after: valueTiers(rows, tiers).customers,
    })
    expect(moves).toHaveLength(1)
  })

  it.each([
    [{ before: [], after }, 'empty', 'before is empty, not at least one customer'],
    [
      { before: [...before, before[0]], after },
      'mismatch',
      'before[4].customer is 1, not in one row only',
    ],
    [
      { before, after: [{ customer: 1, segment: '' }] },
      'invalid',
      'after[0].segment is "", not a string that is not empty (customer 1)',
    ],
    [
      { before, after: [{ customer: {}, segment: 'x' }] },
      'invalid',
      'after[0].customer is an object, not a number or a string that is not empty',
    ],
    [{ before }, 'invalid', 'after is undefined, not an iterable'],
  ] as const)('refuses %j', (input, code, message) => {
    expect(refusalText(() => segmentMigration(input as never))).toEqual([
      code,
      `segmentMigration: ${message}`,
    ])
  })
})

describe('segment moves as a tally', () => {
  const before = [
    { customer: 'a', segment: 'loyal' },
    { customer: 'b', segment: 'loyal' },
    { customer: 'c', segment: '__proto__' },
  ]
  const after = [
    { customer: 'd', segment: 'new' },
    { customer: 'c', segment: 'loyal' },
    { customer: 'b', segment: 'at risk' },
  ]

  it('count each way once, by name, those who are not there last', () => {
    expect(tallySegmentMoves({ before, after })).toEqual({
      moves: [
        { from: '__proto__', to: 'loyal', customers: 1 },
        { from: 'loyal', to: 'at risk', customers: 1 },
        { from: 'loyal', to: null, customers: 1 },
        { from: null, to: 'new', customers: 1 },
      ],
    })
    // A shard may have new customers only, and migration none of those.
    const entered = tallySegmentMoves({ before: [], after })
    expect(entered.moves.every(({ from }) => from === null)).toBe(true)
    expect(refusalText(() => segmentMigration(entered))).toEqual([
      'empty',
      'segmentMigration: moves is empty, not at least one customer',
    ])
  })

  it('are read as the rows are, and so is what segmentMigration returns', () => {
    const whole = segmentMigration({ before, after })
    const moves = [...whole.moves].sort(
      (a, b) => Number(b.from === 'loyal') - Number(a.from === 'loyal'),
    )
    expect(segmentMigration(tallySegmentMoves({ before, after }))).toMatchObject({
      before: 3,
      after: 3,
    })
    expect(segmentMigration({ moves })).toEqual(whole)
    expect(segmentMigration(whole)).toEqual(whole)
    // What is said twice is read from one of the two.
    expect(refusalText(() => segmentMigration({ moves, before, after }))).toEqual([
      'mismatch',
      'segmentMigration: before is an array, not absent beside moves',
    ])
    expect(refusalText(() => segmentMigration({ moves, after: null } as never))[0]).toBe('mismatch')
    // Ways of nobody are none.
    expect(mergeSegmentMoves([{ moves: [{ from: 'a', to: null, customers: 0 }] }]).moves).toEqual(
      [],
    )
  })

  it.each([
    [[], 'empty', 'tallies is empty, not at least one tally'],
    [[3], 'invalid', 'tallies[0] is 3, not a plain object'],
    [[{}], 'invalid', 'tallies[0].moves is undefined, not an iterable'],
    [
      [{ moves: [{ from: null, to: null, customers: 1 }] }],
      'invalid',
      'tallies[0].moves[0].to is null, not a segment, as somebody was there before or is after',
    ],
    [
      [{ moves: [{ from: '', to: 'a', customers: 1 }] }],
      'invalid',
      'tallies[0].moves[0].from is "", not a string that is not empty',
    ],
    [
      [{ moves: [{ from: 'a', customers: 1 }] }],
      'invalid',
      'tallies[0].moves[0].to is undefined, not a string that is not empty',
    ],
    [
      [{ moves: [{ from: 'a', to: 'a', customers: 0.5 }] }],
      'out-of-range',
      'tallies[0].moves[0].customers is 0.5, not a whole number of at least 0',
    ],
    [
      Array(2).fill({ moves: [{ from: 'a', to: 'a', customers: Number.MAX_SAFE_INTEGER }] }),
      'out-of-range',
      'tallies[1].moves[0].customers is 18014398509481982, not a whole number of at least 0',
    ],
  ])('refuse to merge %j', (tallies, code, message) => {
    expect(refusalText(() => mergeSegmentMoves(tallies as never))).toEqual([
      code,
      `mergeSegmentMoves: ${message}`,
    ])
  })

  it('refuse more customers than can be counted, and nobody', () => {
    const many = Number.MAX_SAFE_INTEGER
    const moves = ['a', 'b'].map((to) => ({ from: 'a', to, customers: many }))
    expect(refusalText(() => segmentMigration({ moves }))[0]).toBe('out-of-range')
    expect(refusalText(() => tallySegmentMoves({ before: [], after: [] }))).toEqual([
      'empty',
      'tallySegmentMoves: before is empty, not at least one customer',
    ])
  })
})

describe('a field spelt wrong', () => {
  const row = { customer: 'a', sinceLast: 1, purchases: 1, amount: 1 }
  const part = { name: 'nps', value: 30, weight: 1, direction: 'higher', bounds: [0, 100] }
  const thresholds = { recency: [1], frequency: [1], monetary: [1] }
  const segments = [{ name: 'all', recency: [1, 2], frequency: [1, 2], monetery: [1, 1] }]
  const tiers = (by: string, tier: object): unknown => ({ by, tiers: [{ name: 'all', ...tier }] })

  it.each<[string, () => unknown, string]>([
    [
      'in a segment',
      () => rfm([row], { thresholds, segments } as never),
      'rfm: segments[0].monetery is an array, not a known field: did you mean monetary?',
    ],
    [
      'in thresholds',
      () => rfm([row], { thresholds: { ...thresholds, money: [3] } } as never),
      'rfm: thresholds.money is an array, not one of recency, frequency, monetary',
    ],
    [
      'in bins',
      () => rfm([row], { bins: { recency: 5, frequency: 5, monetary: 5, money: 3 } } as never),
      'rfm: bins.money is 3, not one of recency, frequency, monetary',
    ],
    [
      'in a part',
      () => scorecard([{ ...part, targt: 40 }] as never),
      'scorecard: parts[0].targt is 40, not a known field: did you mean target?',
    ],
    [
      'in a level',
      () => scorecard([part] as never, { levels: [{ name: 'red', from: 0, upTo: 1 }] } as never),
      'scorecard: levels[0].upTo is 1, not one of name, from',
    ],
    [
      'in a tier, or of another rule',
      () => valueTiers([row], tiers('threshold', { upTo: 1 }) as never),
      'valueTiers: tiers[0].upTo is 1, not one of name, from',
    ],
    [
      'in a tier, or of another rule',
      () => valueTiers([row], tiers('amount', { upTo: 1, from: 3 }) as never),
      'valueTiers: tiers[0].from is 3, not one of name, upTo',
    ],
  ])('is refused by its name %s', (_, call, message) => {
    expect(refusalText(call)).toEqual(['invalid', message])
  })
})
