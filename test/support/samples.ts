/** A fit as it is stored. */
const fit = {
  model: 'bdw',
  parameters: { alpha: 0.7, beta: 1.2, c: 1.1 },
  standardErrors: { alpha: 0.1, beta: 0.2, c: 0.1 },
  covariance: [
    [0.01, 0.002, 0.001],
    [0.002, 0.04, 0.001],
    [0.001, 0.001, 0.01],
  ],
  logLikelihood: -1680,
  aic: 3366,
  bic: 3380,
  customers: 1000,
  lost: 759,
  periods: 7,
  iterations: 15,
}

/** Arguments that work, for each public function: what hostile tests start from. */
export const samples: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  bdw: [[{ alpha: 0.7, beta: 1.2, c: 1.1 }]],
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
  compareRetention: [
    [
      {
        a: { 1: { lost: 2, censored: 0 }, 3: { lost: 1, censored: 4 } },
        b: { 1: { lost: 1, censored: 0, entered: 1 }, 2: { lost: 1.5, censored: 2, squares: 5 } },
      },
      { weights: 'tarone-ware', confidence: 0.9 },
    ],
    [[{ a: { 1: { lost: 2, censored: 3 } }, b: { 1: { lost: 1, censored: 5 } } }], {}],
  ],
  compareRetentionModels: [
    [
      { a: fit, b: { ...fit, logLikelihood: -1681 } },
      { holdout: [{ retained: [10, 9, 8, 7, 6, 5, 4, 3, 2] }] },
    ],
    [
      { a: fit },
      { holdout: { 3: { lost: 2, censored: 0, entered: 1 }, 9: { lost: 1, censored: 4 } } },
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
  customerCost: [
    [{ acquisitionSpend: '60000', acquired: 200, retentionSpend: 45000, retained: 900 }],
  ],
  expectedLifetime: [
    [fit, { discount: 0.1, renewal: 2, confidence: 0.9 }],
    [{ model: 'sbg', parameters: { alpha: 1.7, beta: 1.2 } }, { discount: 0 }],
  ],
  fitBdw: [[[{ retained: [100, 63.1, 46.8, 38.2, 32.6] }, { retained: [50, 30] }]]],
  fitSbg: [
    [[{ retained: [100, 63.1, 46.8, 38.2, 32.6] }, { retained: [50, 30] }]],
    [
      {
        1: { lost: 37, censored: 0, entered: 5 },
        2: { lost: 17, censored: 0 },
        3: { lost: 8, censored: 3 },
        4: { lost: 5, censored: 30 },
      },
    ],
  ],
  hazardCurve: [
    [
      { 1: { lost: 2, censored: 0, entered: 1 }, 3: { lost: 1, censored: 4 } },
      { variance: 'binomial', confidence: 0.9, from: 0 },
    ],
    [{ 1: { lost: 2.5, censored: 0, squares: 3 }, 3: { lost: 1, censored: 4 } }, {}],
  ],
  ltvToCac: [[{ value: '4000', cost: 1200 }]],
  meanLifetime: [
    [
      {
        points: [
          {
            age: 2,
            atRisk: 10,
            lost: 6,
            censored: 3,
            entered: 1,
            rate: 0.4,
            standardError: 0.1,
            interval: { low: 0.2, high: 0.6, confidence: 0.95, method: 'log' },
          },
          {
            age: 5,
            atRisk: 2,
            effectiveAtRisk: 1.5,
            lost: 0.5,
            censored: 1.5,
            rate: 0.3,
            standardError: 0.1,
            interval: { low: 0.1, high: 0.5, confidence: 0.95, method: 'log' },
          },
        ],
        from: 1,
        customers: 11,
        lost: 6.5,
        censored: 4.5,
        method: 'log',
        confidence: 0.95,
      },
      { upTo: 4, confidence: 0.9 },
    ],
  ],
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
  mergeCosts: [[[{ acquisitionSpend: '1.05', acquired: 1, retentionSpend: 2, retained: 3 }]]],
  mergeLives: [
    [
      [
        { 1: { lost: 1, censored: 2 } },
        { 1: { lost: 1.5, censored: 2, entered: 1, squares: 5, enteredSquares: 0.5 } },
      ],
    ],
  ],
  mergeRatings: [[[{ 1: 2 }, { 5: 1 }]]],
  nps: [
    [[10, 9, 0], { interval: 'adjusted-wald', confidence: 0.8, unanswered: 'reject' }],
    [{ 1: 3, 5: 2 }, { scale: { min: 1, passiveFrom: 4, promoterFrom: 5, max: 5 } }],
    [new Int8Array([10, 3])],
  ],
  npsFromGroups: [[{ promoters: 3, passives: 2, detractors: 1 }, { interval: 'wald' }]],
  paybackPeriods: [[{ cost: '1200', marginPerPeriod: 80, retention: 0.98 }]],
  projectRetention: [
    [fit, { periods: 3, given: 2, confidence: 0.9 }],
    [{ model: 'sbg', parameters: { alpha: 0.7, beta: 1.2 } }, { periods: 2 }],
  ],
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
    [
      {
        points: [
          {
            age: 2,
            atRisk: 10,
            lost: 6,
            censored: 3,
            entered: 1,
            rate: 0.4,
            standardError: 0.1,
            interval: { low: 0.2, high: 0.6, confidence: 0.95, method: 'log' },
          },
          {
            age: 5,
            atRisk: 2,
            effectiveAtRisk: 1.5,
            lost: 0.5,
            censored: 1.5,
            rate: 0.3,
            standardError: 0.1,
            interval: { low: 0.1, high: 0.5, confidence: 0.95, method: 'log' },
          },
        ],
        from: 1,
        customers: 11,
        lost: 6.5,
        censored: 4.5,
        method: 'log',
        confidence: 0.95,
      },
      { age: 4, given: 2 },
    ],
  ],
  retentionBand: [
    [
      {
        points: [
          {
            age: 2,
            atRisk: 10,
            lost: 6,
            censored: 3,
            entered: 1,
            rate: 0.4,
            standardError: 0.1,
            interval: { low: 0.2, high: 0.6, confidence: 0.95, method: 'log' },
          },
          {
            age: 5,
            atRisk: 2,
            effectiveAtRisk: 1.5,
            lost: 0.5,
            censored: 1.5,
            rate: 0.3,
            standardError: 0.1,
            interval: { low: 0.1, high: 0.5, confidence: 0.95, method: 'log' },
          },
        ],
        from: 1,
        customers: 11,
        lost: 6.5,
        censored: 4.5,
        method: 'log',
        confidence: 0.95,
      },
      { upTo: 4, confidence: 0.9 },
    ],
  ],
  retentionCurve: [
    [{ 1: { lost: 2, censored: 0 }, 3: { lost: 1, censored: 4 } }, { interval: 'log' }],
    [
      {
        1: { lost: 2, censored: 0 },
        2: { lost: 0.5, censored: 1, entered: 1.5, squares: 1.25, enteredSquares: 2.25 },
        3: { lost: 1, censored: 4 },
      },
      { confidence: 0.9, from: 1 },
    ],
  ],
  retentionRate: [[{ opening: 100, closing: 95, gained: 5 }, { interval: 'agresti-coull' }]],
  sbg: [[{ alpha: 0.7, beta: 1.2 }]],
  simpleClv: [[{ revenue: '100', margin: 0.8, churn: 0.02 }]],
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
    [
      [
        { customer: 'a', startedOn: '2024-01-10', endedOn: '2024-05-10', weight: 1.5 },
        { customer: 'b', startedOn: '2024-03-10' },
      ],
      { asOf: '2024-06-30', unit: 'month', knownFrom: '2024-02-15', timeZone: 'Asia/Tokyo' },
    ],
  ],
  tallyRatings: [[[1, null, 3], { unanswered: 'skip' }]],
}
