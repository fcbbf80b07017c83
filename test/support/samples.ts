/** Arguments that work, for each public function: what hostile tests start from. */
export const samples: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  breakEvenRetention: [
    [{ cost: '300', margin: 100, discount: 0.1, firstMargin: 'now', growth: 0.02 }],
    [{ cost: 300, margin: '100.5', discount: 0, firstMargin: 'after-one-period' }],
  ],
  byPeriod: [
    [
      [{ on: '2025-01-05' }, { on: new Date('2025-02-01T23:30:00Z') }],
      {
        on: 'on',
        every: 'week',
        weekStartsOn: 'monday',
        from: '2025-01-01',
        to: '2025-03-01',
        timeZone: 'Asia/Kathmandu',
      },
    ],
    [[{ on: '2025-01-05' }], { on: 'on', every: 'quarter', from: '2025-01-01', to: '2025-03-01' }],
  ],
  ces: [
    [[1, 5, 7], { interval: 'jeffreys', confidence: 0.9, unanswered: 'skip' }],
    [
      { 1: 3, 5: 2 },
      { easy: 'low', scale: { min: 1, max: 5 }, easyFrom: 2, difficultUpTo: 4 },
    ],
  ],
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
        gainedThenLost: 1,
        lostThenReturned: 1,
        closing: 12,
      },
      {},
    ],
  ],
  clv: [
    [
      {
        margin: '100.05',
        retention: 0.8,
        discount: 0.1,
        firstMargin: 'now',
        growth: 0.01,
        periods: 5,
      },
    ],
    [{ margin: 100n, retention: 0, discount: 0, firstMargin: 'after-one-period' }],
  ],
  clvFromCurve: [
    [{ margins: ['10', 20, 30], curve: [1, 0.8, 0.5], discount: 0.1, firstMargin: 'now' }],
    [
      {
        margins: 10,
        curve: {
          points: [
            {
              age: 2,
              atRisk: 10,
              lost: 3,
              censored: 7,
              rate: 0.7,
              standardError: null,
              interval: null,
            },
          ],
          customers: 10,
          lost: 3,
          censored: 7,
          method: 'plain',
          confidence: 0.95,
        },
        discount: 0,
        firstMargin: 'after-one-period',
      },
    ],
  ],
  cohortTable: [
    [
      [
        { customer: 'a', on: '2024-01-10', amount: '20.05' },
        { customer: 'a', on: new Date('2024-03-10T23:30:00Z'), amount: '-2' },
        { customer: 2, on: '2024-02-10T10:00:00+02:00', amount: 7 },
      ],
      {
        every: 'week',
        multiple: 2,
        asOf: '2024-06-30',
        later: 'ignore',
        from: '2024-01-01',
        brackets: [
          [0, 0],
          [1, 3],
          [5, 8],
        ],
        measure: 'on-or-after',
        until: 10,
        minimum: 1,
        clock: 'elapsed',
        cohort: 'any',
        entries: [
          { customer: 'a', on: '2024-01-09' },
          { customer: 3, on: '2024-05-09' },
        ],
        average: 'weighted',
        weekStartsOn: 'monday',
        timeZone: 'Asia/Kathmandu',
        interval: 'jeffreys',
        confidence: 0.9,
      },
    ],
    [
      [
        { customer: 1, on: '2024-01-10' },
        { customer: 1, on: '2024-02-10' },
        { customer: 2, on: '2024-02-10' },
      ],
      {
        every: 'month',
        asOf: '2024-03-15',
        periods: 4,
        measure: 'on',
        clock: 'calendar',
        cohort: 'first',
        average: 'mean',
      },
    ],
  ],
  convertRate: [
    [0.05, { from: 'month', to: 'year' }],
    [0.001, { from: 'week', to: 'quarter', daysPerYear: 365 }],
  ],
  csat: [
    [[1, 4, 5], { interval: 'clopper-pearson', confidence: 0.99 }],
    [new Set([0, 1]), { scale: { min: 0, max: 1, satisfiedFrom: 1 }, dissatisfiedUpTo: 0 }],
  ],
  customerActivity: [
    [
      [
        { customer: 'a', on: '2024-01-10', amount: '20.05' },
        { customer: 'a', on: '2024-01-20', amount: 5 },
        { customer: 'b', on: new Date('2024-02-10T23:30:00Z'), amount: '-2' },
        { customer: 'b', on: '2024-02-10', amount: 7 },
      ],
      {
        asOf: '2024-06-30',
        later: 'reject',
        atRiskFrom: 1.5,
        lostFrom: 3,
        oneTime: 'base',
        timeZone: 'Asia/Tokyo',
        interval: 'wald',
        confidence: 0.9,
      },
    ],
  ],
  customerCost: [
    [{ acquisitionSpend: '60000', acquired: 200, retentionSpend: 45000, retained: 900 }],
  ],
  lifecycle: [
    [
      [
        { customer: 'a', on: '2024-01-10' },
        { customer: 'a', on: new Date('2024-02-10T23:30:00Z') },
        { customer: 2, on: '2024-05-10T10:00:00+02:00' },
      ],
      {
        every: 'week',
        multiple: 2,
        asOf: '2024-06-30',
        later: 'ignore',
        from: '2024-01-01',
        weekStartsOn: 'sunday',
        timeZone: 'America/New_York',
        interval: 'agresti-coull',
        confidence: 0.8,
      },
    ],
    [
      [
        { customer: 1, on: '2024-01-10' },
        { customer: 1, on: '2024-02-10' },
      ],
      { every: 'month', asOf: '2024-02-29' },
    ],
  ],
  ltvToCac: [[{ value: '4000', cost: 1200 }]],
  medianLifetime: [
    [
      {
        points: [
          {
            age: 2,
            atRisk: 10,
            lost: 6,
            censored: 4,
            rate: 0.4,
            standardError: 0.1,
            interval: { low: 0.2, high: 0.6, confidence: 0.95, method: 'log' },
          },
        ],
        customers: 10,
        lost: 6,
        censored: 4,
        method: 'log',
        confidence: 0.95,
      },
    ],
  ],
  mergeChurn: [
    [
      [
        {
          from: '2025-01-01',
          to: '2025-02-01',
          opening: 10,
          lost: 2,
          gained: 3,
          reactivated: 1,
          gainedThenLost: 1,
          lostThenReturned: 1,
          closing: 12,
        },
      ],
    ],
  ],
  mergeCohortTables: [
    [
      [
        {
          every: 'month',
          multiple: 1,
          asOf: '2024-02-15',
          from: '2024-01-01',
          periods: null,
          brackets: null,
          measure: 'on',
          until: null,
          minimum: 1,
          clock: 'calendar',
          weekStartsOn: null,
          cohort: 'any',
          timeZone: 'UTC',
          interval: 'wilson',
          confidence: 0.95,
          columns: [
            { from: 0, to: 0 },
            { from: 1, to: 1 },
          ],
          cohorts: [
            {
              from: '2024-01-01',
              size: 2,
              retained: [2, 1],
              rates: [1, 0.5],
              intervals: [null, null],
              states: ['final', 'in-progress'],
              revenue: {
                initial: '10.5',
                amounts: ['10.5', '3'],
                rates: [1, 0.28],
                cumulative: ['10.5', '13.5'],
                perCustomer: ['5.25', '6.75'],
              },
            },
            {
              from: '2024-02-01',
              size: 1,
              retained: [1, null],
              rates: [1, null],
              intervals: [null, null],
              states: ['in-progress', 'unknown'],
              revenue: {
                initial: '3',
                amounts: ['3', null],
                rates: [1, null],
                cumulative: ['3', null],
                perCustomer: ['3', null],
              },
            },
          ],
          average: { policy: 'pooled' },
          repeats: [
            { customers: 2, returned: 2, enteredSquares: 2, products: 2, retainedSquares: 2 },
            { customers: 0, returned: 0, enteredSquares: 0, products: 0, retainedSquares: 0 },
          ],
        },
      ],
    ],
    [
      [
        {
          every: 'week',
          multiple: 2,
          asOf: '2024-02-15',
          from: '2024-01-15',
          periods: null,
          brackets: [
            [0, 0],
            [1, 2],
          ],
          measure: 'on-or-after',
          until: 2,
          minimum: 2,
          clock: 'elapsed',
          weekStartsOn: 'monday',
          cohort: 'first',
          timeZone: 'Asia/Tokyo',
          interval: 'wald',
          confidence: 0.9,
          cohorts: [
            { from: '2024-01-15', size: 2, retained: [2, 1], revenue: null },
            { from: '2024-01-29', size: 0, retained: [0, 0], revenue: null },
            { from: '2024-02-12', size: 1, retained: [1, null], revenue: null },
          ],
          average: { policy: 'mixpanel' },
          repeats: null,
        },
      ],
    ],
  ],
  mergeCosts: [[[{ acquisitionSpend: '1.05', acquired: 1, retentionSpend: 2, retained: 3 }]]],
  mergeLives: [[[{ 1: { lost: 1, censored: 2 } }]]],
  mergeRatings: [[[{ 1: 2 }, { 5: 1 }]]],
  nps: [
    [[10, 9, 0], { interval: 'adjusted-wald', confidence: 0.8, unanswered: 'reject' }],
    [{ 1: 3, 5: 2 }, { scale: { min: 1, passiveFrom: 4, promoterFrom: 5, max: 5 } }],
    [new Int8Array([10, 3])],
  ],
  npsFromGroups: [[{ promoters: 3, passives: 2, detractors: 1 }, { interval: 'wald' }]],
  paybackPeriods: [[{ cost: '1200', marginPerPeriod: 80, retention: 0.98 }]],
  proportionInterval: [
    [
      { successes: 3, trials: 10 },
      { method: 'wilson', confidence: 0.9 },
    ],
  ],
  realizedClv: [
    [
      [
        { customer: 'a', on: '2024-01-10', amount: '20.05' },
        { customer: 2, on: '2024-02-10T10:00:00+02:00', amount: 5 },
      ],
      { horizon: { months: 1, days: 2 }, asOf: '2024-06-30', margin: 0.5, timeZone: 'UTC' },
    ],
  ],
  repeatRate: [
    [
      [
        { customer: 'a', on: '2024-01-10', amount: '20.05' },
        { customer: 'a', on: '2024-01-20', amount: 5 },
        { customer: 'b', on: new Date('2024-02-10T23:30:00Z'), amount: '-2' },
        { customer: 'b', on: '2024-02-11', amount: 7 },
      ],
      {
        asOf: '2024-06-30',
        later: 'ignore',
        within: { months: 2, days: 5 },
        purchases: 2,
        timeZone: 'Asia/Tokyo',
        interval: 'clopper-pearson',
        confidence: 0.9,
      },
    ],
    [[{ customer: 'a', on: '2024-01-10' }], { asOf: '2024-06-30', within: 'ever' }],
  ],
  retentionAt: [
    [
      {
        points: [
          {
            age: 2,
            atRisk: 10,
            lost: 6,
            censored: 4,
            rate: 0.4,
            standardError: 0.1,
            interval: { low: 0.2, high: 0.6, confidence: 0.95, method: 'log' },
          },
        ],
        customers: 10,
        lost: 6,
        censored: 4,
        method: 'log',
        confidence: 0.95,
      },
      { age: 1 },
    ],
  ],
  retentionCurve: [
    [{ 1: { lost: 2, censored: 0 }, 3: { lost: 1, censored: 4 } }, { interval: 'log' }],
  ],
  retentionRate: [[{ opening: 100, closing: 95, gained: 5 }, { interval: 'agresti-coull' }]],
  simpleClv: [[{ revenue: '100', margin: 0.8, churn: 0.02 }]],
  stickiness: [
    [
      [
        { customer: 'a', on: '2024-01-10' },
        { customer: 'a', on: new Date('2024-01-20T23:30:00Z') },
        { customer: 2, on: '2024-01-12' },
      ],
      {
        from: '2024-01-01',
        to: '2024-01-29',
        unit: 'week',
        timeZone: 'Asia/Tokyo',
        interval: 'jeffreys',
        confidence: 0.9,
      },
    ],
  ],
  summarizeCustomers: [
    [
      [
        { customer: 'a', on: '2024-01-10', amount: '20.05' },
        { customer: 'a', on: '2024-03-10', amount: '-2' },
        { customer: 'a', on: new Date('2024-04-10'), amount: 7 },
      ],
      {
        asOf: '2024-06-30',
        unit: 'month',
        from: '2024-01-01',
        refunds: 'net',
        timeZone: 'Asia/Tokyo',
      },
    ],
    [[{ customer: 1, on: '2024-01-10' }], { asOf: '2024-06-30', unit: 'week' }],
  ],
  tallyChurn: [
    [
      [
        { customer: 'a', startedOn: '2024-01-10', endedOn: '2024-02-10' },
        { customer: 'b', startedOn: '2024-01-10', endedOn: null },
      ],
      { from: '2024-02-01', to: '2024-03-01', timeZone: 'America/Sao_Paulo' },
    ],
  ],
  tallyLives: [
    [
      [
        { customer: 'a', startedOn: '2024-01-10', endedOn: '2024-02-10' },
        { customer: 'a', startedOn: '2024-03-10' },
      ],
      { asOf: '2024-06-30', unit: 'month', returns: 'bridge' },
    ],
  ],
  tallyRatings: [[[1, null, 3], { unanswered: 'skip' }]],
  timeBetweenPurchases: [
    [
      [
        { customer: 'a', on: '2024-01-10', amount: '20.05' },
        { customer: 'a', on: '2024-01-20', amount: 5 },
        { customer: 'b', on: new Date('2024-02-10T23:30:00Z'), amount: '-2' },
        { customer: 'b', on: '2024-02-11', amount: 7 },
        { customer: 'b', on: '2024-04-11', amount: 7 },
      ],
      {
        asOf: '2024-06-30',
        later: 'ignore',
        unit: 'week',
        gaps: 'all',
        timeZone: 'Asia/Tokyo',
        confidence: 0.9,
      },
    ],
    [[{ customer: 'a', on: '2024-01-10' }], { asOf: '2024-06-30', unit: 'month', gaps: 'first' }],
  ],
}
