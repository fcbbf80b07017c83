import type { Samples } from './types.js'

/** Arguments that work, for each public function of `churn`. */
export const churn: Samples = {
  averageLifetime: [[0.05]],
  churn: [
    [
      { opening: 10, lost: 2 },
      { policy: 'opening', interval: 'wald', confidence: 0.5 },
    ],
    [
      {
        from: '2025-01-01',
        to: '2025-02-01',
        opening: 10,
        lost: 2,
        gained: 3,
        reactivated: 1,
        reactivatedWithinMonth: 0,
        reactivatedWithin90Days: 1,
        gainedThenLost: 1,
        lostThenReturned: 1,
        leavers: 4,
        losses: 5,
        lostByReason: { 'card declined': 1 },
        closing: 12,
      },
      { policy: 'stripe' },
    ],
    [{ opening: 10, lost: 2, lostThenReturned: 1 }, { policy: 'chartmogul' }],
    [{ opening: 10, lost: 2 }, { policy: 'profitwell' }],
    [{ opening: 10, losses: 12, closing: 10 }, { policy: 'average' }],
    [{ opening: 10, leavers: 12 }, { policy: 'baremetrics' }],
    [{ opening: 10, gained: 1, closing: 12 }, { policy: 'revenuecat' }],
  ],
  churnByReason: [
    [
      {
        from: '2025-01-01',
        to: '2025-02-01',
        opening: 10,
        lost: 2,
        gained: 3,
        reactivated: 1,
        reactivatedWithinMonth: 0,
        reactivatedWithin90Days: 1,
        gainedThenLost: 1,
        lostThenReturned: 1,
        leavers: 4,
        losses: 5,
        lostByReason: { 'card declined': 1 },
        closing: 12,
      },
      { involuntary: ['card declined'], interval: 'jeffreys', confidence: 0.9 },
    ],
  ],
  churnFromLifetime: [[20]],
  compareChurn: [
    [
      {
        a: {
          from: '2025-01-01',
          to: '2025-02-01',
          opening: 10,
          lost: 2,
          gained: 3,
          reactivated: 1,
          reactivatedWithinMonth: 0,
          reactivatedWithin90Days: 1,
          gainedThenLost: 1,
          lostThenReturned: 1,
          leavers: 4,
          losses: 5,
          lostByReason: { 'card declined': 1 },
          closing: 12,
        },
        b: { opening: 80, lost: 48, lostThenReturned: 0 },
      },
      { policy: 'chartmogul', test: 'z', interval: 'wald', confidence: 0.9 },
    ],
  ],
  convertRate: [
    [0.05, { from: 'month', to: 'year' }],
    [0.001, { from: 'week', to: 'quarter', daysPerYear: 365 }],
  ],
  customerChurnCurve: [
    [
      { 0: { lost: 0, censored: 3 }, 2: { lost: 2, censored: 1 } },
      { interval: 'wald', confidence: 0.9 },
    ],
  ],
  dailyChurn: [
    [
      [{ customer: 'a', startedOn: '2024-01-10', endedOn: '2024-02-10' }],
      {
        from: '2024-02-01',
        to: '2024-03-01',
        timeZone: 'Asia/Tokyo',
        confidence: 0.8,
        level: 'subscription',
      },
    ],
  ],
  mergeChurn: [
    [
      [
        {
          from: '2025-01-01',
          to: '2025-02-01',
          level: 'subscription',
          opening: 10,
          lost: 2,
          gained: 3,
          reactivated: 1,
          reactivatedWithinMonth: 0,
          reactivatedWithin90Days: 1,
          gainedThenLost: 1,
          lostThenReturned: 1,
          leavers: 4,
          losses: 5,
          lostByReason: { 'card declined': 1 },
          closing: 12,
        },
      ],
    ],
  ],
  mergeRenewals: [
    [
      [
        {
          from: '2025-01-01',
          to: '2025-02-01',
          graceDays: 5,
          due: 3,
          renewed: 2,
          pending: 1,
          dueAmount: '30',
          keptAmount: '15.5',
          renewedAmount: '22',
        },
      ],
    ],
  ],
  renewalRate: [
    [
      { due: 40, renewed: 34 },
      { interval: 'clopper-pearson', confidence: 0.9 },
    ],
    [
      {
        from: '2025-01-01',
        to: '2025-02-01',
        graceDays: 5,
        due: 3,
        renewed: 2,
        pending: 1,
        dueAmount: '30',
        keptAmount: '15.5',
        renewedAmount: '22',
      },
    ],
  ],
  retentionRate: [[{ opening: 100, closing: 95, gained: 5 }, { interval: 'agresti-coull' }]],
  tallyChurn: [
    [
      [
        { customer: 'a', startedOn: '2024-01-10', endedOn: '2024-02-10', reason: 'price' },
        { customer: 'b', startedOn: '2024-01-10', endedOn: null, subscription: 7 },
      ],
      { from: '2024-02-01', to: '2024-03-01', timeZone: 'America/Sao_Paulo' },
    ],
    [
      [
        { customer: 'a', startedOn: '2024-01-10', endedOn: '2024-02-10', subscription: 's' },
        { customer: 'a', startedOn: '2024-02-20', subscription: 's' },
      ],
      { from: '2024-02-01', to: '2024-03-01', level: 'subscription' },
    ],
  ],
  tallyChurnByPeriod: [
    [
      [{ customer: 'a', startedOn: '2024-01-10', endedOn: '2024-02-10', reason: 'price' }],
      {
        every: 'week',
        weekStartsOn: 'monday',
        from: '2024-02-01',
        to: '2024-03-01',
        asOf: '2024-02-20',
        timeZone: 'Asia/Tokyo',
      },
    ],
    [
      [{ customer: 'a', startedOn: '1402/10/20', endedOn: '2024-02-10' }],
      { every: 'month', calendar: 'persian', from: '1402/11/01', to: '1403/01/01' },
    ],
    [
      [{ customer: 'a', startedOn: '2024-01-10', endedOn: '2024-02-10' }],
      { boundaries: ['2024-01-28', '2024-02-25'], from: '2024-02-01', to: '2024-02-20' },
    ],
    [
      [{ customer: 'a', startedOn: '2024-01-10', endedOn: '2024-02-10' }],
      { every: 'month', rolling: 3, from: '2024-02-01', to: '2024-06-20', level: 'subscription' },
    ],
  ],
  tallyRenewals: [
    [
      [
        {
          customer: 'a',
          currency: 'EUR',
          dueOn: '2025-01-10',
          renewedOn: '2024-12-20',
          amount: 100,
          renewedAmount: '120',
        },
        { customer: 'b', dueOn: '2025-01-20', amount: 300, currency: 'EUR' },
      ],
      { from: '2025-01-01', to: '2025-02-01', asOf: '2025-06-30', graceDays: 30, timeZone: 'UTC' },
    ],
  ],
  winBackRate: [
    [
      [
        { customer: 'a', startedOn: '2024-01-10', endedOn: '2024-03-01' },
        { customer: 'a', startedOn: '2024-03-20', endedOn: '2024-06-01' },
        { customer: 'b', startedOn: new Date('2024-02-10T23:30:00Z'), endedOn: '2024-05-01' },
        { customer: 'c', startedOn: '2024-08-10' },
      ],
      {
        asOf: '2024-07-31',
        later: 'ignore',
        unit: 'week',
        by: [0, 4, 40],
        losses: 'all',
        interval: 'log',
        confidence: 0.9,
        timeZone: 'Asia/Tokyo',
      },
    ],
    [
      [
        { customer: 'a', startedOn: '2024-01-10', endedOn: '2024-03-01' },
        { customer: 'a', startedOn: '2024-03-20' },
        { customer: 'b', startedOn: '2024-01-10', endedOn: '2024-03-01' },
      ],
      { asOf: '2024-07-31', unit: 'day', by: [30], losses: 'first' },
    ],
  ],
  explainChurnChange: [
    [
      {
        before: { a: { opening: 100, lost: 20 }, b: { opening: 300, lost: 15 } },
        after: { a: { opening: 200, lost: 50 }, c: { opening: 30, lost: 0 } },
      },
      { policy: 'opening' },
    ],
  ],
}
