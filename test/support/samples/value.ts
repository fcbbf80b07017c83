import type { Samples } from './types.js'

/** Arguments that work, for each public function of `value`. */
export const value: Samples = {
  concentration: [
    [
      ['10.50', 3, 0, 7n, 0.125],
      { top: [0.2, 1], amount: [0, 0.8, 1], lorenz: [0.5, 1], confidence: 0.9 },
    ],
    [new Float64Array([1, 2.5]), {}],
    [
      [{ amount: '12.50', customers: 3 }, 1, { amount: '-0.125', customers: 2 }],
      { belowZero: 'keep' },
    ],
    // Enough of the best customers for intervals of groups.
    [Array.from({ length: 24 }, (_, at) => (at + 1) ** 2), { top: [0.5], amount: [0.8] }],
  ],
  healthScores: [
    [
      [
        { customer: 'a', values: { logins: 18, tickets: 0 } },
        { customer: '2', values: { logins: null } },
      ],
      {
        parts: [
          { name: 'logins', weight: 2, direction: 'higher', bounds: [0, 20], target: 10 },
          { name: 'tickets', weight: 1, direction: 'lower', bounds: [0, 5] },
        ],
        levels: [
          { name: 'red', from: 0 },
          { name: 'green', from: 0.5 },
        ],
      },
    ],
  ],
  mergeSegmentMoves: [
    [
      [
        { moves: [{ from: 'loyal', to: 'new', customers: 3 }] },
        {
          moves: [
            { from: 'loyal', to: null, customers: 1 },
            { from: null, to: 'new', customers: 2 },
          ],
        },
      ],
    ],
  ],
  rfm: [
    [
      [
        { customer: 'a', sinceLast: 3, purchases: 12, amount: '840.00' },
        { customer: '2', sinceLast: 200.5, purchases: 1, amount: 15 },
        { customer: '3', sinceLast: 0, purchases: 0, amount: 0 },
      ],
      { bins: 5, definition: 6, rule: 'from' },
    ],
    [
      [
        { customer: 'a', sinceLast: 3, purchases: 12, amount: '840.00' },
        { customer: '2', sinceLast: 200.5, purchases: 1, amount: 15 },
        { customer: '3', sinceLast: 0, purchases: 0, amount: 0 },
      ],
      {
        thresholds: { recency: [30], frequency: [2, 2], monetary: [20.5] },
        rule: 'above',
        segments: [
          { name: 'good', recency: [1, 2], frequency: [1, 3], monetary: [2, 2] },
          { name: 'other', recency: [1, 1], frequency: [1, 3], monetary: [1, 1] },
          { name: 'other', recency: [2, 2], frequency: [1, 3], monetary: [1, 1] },
        ],
      },
    ],
    [
      [
        { customer: 'a', sinceLast: 3, purchases: 12, amount: '840.00' },
        { customer: '2', sinceLast: 200.5, purchases: 1, amount: 15 },
        { customer: '3', sinceLast: 0, purchases: 0, amount: 0 },
      ],
      {
        bins: { recency: 2, frequency: 1, monetary: 3 },
        segments: [{ name: 'all', recency: [1, 2], frequency: [1, 1] }],
      },
    ],
  ],
  scorecard: [
    [
      [
        { name: 'nps', value: 30, weight: 2, direction: 'higher', bounds: [-100, 100], target: 40 },
        { name: 'churn', value: null, weight: 1, direction: 'lower', bounds: [0, 0.1] },
      ],
      {
        levels: [
          { name: 'red', from: 0 },
          { name: 'green', from: 0.5 },
        ],
      },
    ],
  ],
  segmentMatrix: [
    [
      {
        before: [
          { customer: 'a', segment: 'loyal' },
          { customer: '2', segment: 'new' },
        ],
        after: [
          { customer: 'a', segment: 'new' },
          { customer: '3', segment: 'new' },
        ],
      },
      { segments: ['new', 'loyal'], minimum: 2, interval: 'agresti-coull', confidence: 0.9 },
    ],
    [{ moves: [{ from: 'loyal', to: null, customers: 3 }] }],
  ],
  segmentMigration: [
    [
      {
        before: [
          { customer: 'a', segment: 'loyal' },
          { customer: '2', segment: 'new' },
        ],
        after: [
          { customer: 'a', segment: 'new' },
          { customer: '3', segment: 'new' },
        ],
      },
      { interval: 'agresti-coull', confidence: 0.9 },
    ],
    [
      {
        moves: [
          { from: 'loyal', to: 'new', customers: 3 },
          { from: 'loyal', to: null, customers: 1 },
          { from: null, to: 'new', customers: 2 },
        ],
      },
    ],
  ],
  summarizePurchases: [
    [
      [
        { customer: 'a', on: '2024-01-10', amount: '20.05' },
        { customer: 'a', on: '2024-03-10', amount: '-2' },
      ],
      { asOf: '2024-06-30', purchase: 'day', refunds: 'net', timeZone: 'Asia/Tokyo' },
    ],
    [[{ customer: '1', on: '2024-01-10' }], { asOf: '2024-06-30', purchase: 'transaction' }],
  ],
  tallySegmentMoves: [
    [
      {
        before: [
          { customer: 'a', segment: 'loyal' },
          { customer: '2', segment: 'new' },
        ],
        after: [
          { customer: 'a', segment: 'new' },
          { customer: '3', segment: 'new' },
        ],
      },
    ],
  ],
  valueTiers: [
    [
      [
        { customer: 'a', amount: '700.50' },
        { customer: '2', amount: 150 },
      ],
      {
        by: 'amount',
        tiers: [
          { name: 'A', upTo: 0.8 },
          { name: 'B', upTo: 1 },
        ],
      },
    ],
    [
      [
        { customer: 'a', amount: '700.50' },
        { customer: '2', amount: 150 },
      ],
      {
        by: 'customers',
        tiers: [
          { name: 'A', upTo: 0.2 },
          { name: 'B', upTo: 1 },
        ],
      },
    ],
    [
      [
        { customer: 'a', amount: '700.50' },
        { customer: '2', amount: 150 },
      ],
      { by: 'threshold', tiers: [{ name: 'A', from: '200' }, { name: 'B' }] },
    ],
  ],
  spendByAnswer: [
    [
      [
        { customer: 'a', on: '2024-03-10', amount: '20.05' },
        { customer: 'a', on: '2024-03-01', amount: 5 },
        { customer: 'b', on: '2024-03-20', amount: '7' },
        { customer: 'b', on: '2024-03-21', amount: '-2' },
      ],
      {
        answers: [
          { customer: 'a', rating: 10, answeredOn: '2024-03-01' },
          { customer: 'b', rating: 3, answeredOn: new Date('2024-03-02T23:30:00Z') },
          { customer: 'c', rating: 9, answeredOn: '2024-03-05' },
          { customer: 'd', rating: 7, answeredOn: '2024-03-05' },
          { customer: 'e', rating: null, answeredOn: '2024-03-05' },
          { customer: 'f', rating: 2, answeredOn: '2024-03-06' },
        ],
        groups: { promoters: [9, 10], detractors: [0, 6] },
        asOf: '2024-12-31',
        unanswered: 'skip',
        timeZone: 'Asia/Tokyo',
        within: { days: 90 },
        refunds: 'net',
        confidence: 0.9,
      },
    ],
  ],
}
