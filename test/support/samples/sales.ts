import type { Samples } from './types.js'

const rows = [
  { customer: 'a', on: '2024-01-10', amount: '20.05', order: 'x' },
  { customer: 'a', on: '2024-01-12', amount: 5, order: 'x' },
  { customer: 'b', on: new Date('2024-02-10T23:30:00Z'), amount: '7', order: 'y' },
  { customer: 'b', on: '2024-02-20', amount: '-2', order: 'y' },
  { customer: 'c', on: '2024-02-20', amount: '-1', order: 'z' },
]

/** Arguments that work, for each public function of `sales`. */
export const sales: Samples = {
  explainSalesChange: [
    [
      {
        before: { a: { amount: '100.5', quantity: 7 }, b: { amount: 30, quantity: '2.5' } },
        after: { a: { amount: 90, quantity: 5 }, c: { amount: 0, quantity: 0 } },
      },
      { base: 'average' },
    ],
    [
      {
        before: { a: { amount: '100.5', quantity: 7 } },
        after: { a: { amount: 90, quantity: 5 }, b: { amount: 3, quantity: 1 } },
      },
      { base: 'before' },
    ],
  ],
  marketShare: [[{ us: '120.5', rival: 300, others: 80 }, { of: 'us' }]],
  refundRate: [
    [
      rows,
      {
        from: '2024-01-01',
        to: '2024-03-01',
        dated: 'sale',
        asOf: '2024-06-30',
        within: { days: 30 },
        interval: 'jeffreys',
        confidence: 0.9,
        timeZone: 'Asia/Tokyo',
      },
    ],
    [rows, { from: '2024-02-01', to: '2024-03-01', dated: 'refund', timeZone: 'UTC' }],
  ],
  salesByPeriod: [
    [
      rows,
      {
        every: 'week',
        from: '2024-01-01',
        to: '2024-03-01',
        asOf: '2024-02-15',
        weekStartsOn: 'monday',
        refunds: 'net',
        timeZone: 'Asia/Tokyo',
      },
    ],
    [
      [
        { customer: 'a', on: '2024-01-10', amount: '20.05' },
        { customer: 'a', on: '2024-02-12', amount: 5 },
      ],
      { every: 'month', from: '2024-01-01', to: '2024-03-01' },
    ],
  ],
  shareOfWallet: [
    [
      [
        { customer: 'a', spend: '20.05', wallet: 100 },
        { customer: 'b', spend: 5, wallet: '7.5' },
        { customer: 'c', spend: 0, wallet: 0 },
      ],
      { confidence: 0.9 },
    ],
  ],
  walletAllocation: [[{ rank: 1.5, brands: 3 }]],
}
