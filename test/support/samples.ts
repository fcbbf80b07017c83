/** Arguments that work, for each public function: what hostile tests start from. */
export const samples: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  adjustPValues: [[[0.01, 0.5, 0.03], { method: 'benjamini-hochberg' }]],
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
  cesEstimate: [
    [
      { 1: 4, 5: 9, 7: 3 },
      { population: 50, minimumResponses: 3, interval: 'bayesian', seed: 1, draws: 1000, prior: 1 },
    ],
    [
      {
        2: { responses: 3, weight: 2.5, squaredWeight: 2.25 },
        5: { responses: 1, weight: 1, squaredWeight: 1 },
      },
      { easy: 'low', scale: { min: 1, max: 5 }, easyFrom: 2, difficultUpTo: 4, confidence: 0.9 },
    ],
  ],
  cesPower: [[{ responses: 20, difference: 1, standardDeviation: 1.5, confidence: 0.9 }]],
  cesSampleSize: [[{ margin: 0.25, standardDeviation: 1.5, population: 300, confidence: 0.9 }]],
  cesSampleSizeToCompare: [
    [{ difference: 0.5, standardDeviation: 1.5, power: 0.9, confidence: 0.9 }],
  ],
  cesTrend: [
    [
      [{ 4: 3, 5: 2 }, null, [5, 6, 7]],
      {
        at: [0, 1, 3.5],
        confidence: 0.9,
        minimumResponses: 2,
        unanswered: 'skip',
        scale: { min: 1, max: 7, easy: 'high', easyFrom: 5, difficultUpTo: 3 },
      },
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
  compareCes: [
    [
      { a: { 4: 3, 5: 2 }, b: [5, 6, 7] },
      { test: 'pooled', confidence: 0.9, minimumResponses: 2, unanswered: 'skip' },
    ],
    [
      {
        a: {
          easyRate: 0.5,
          mean: 2,
          standardDeviation: 1,
          responses: 5,
          effectiveResponses: 4.5,
          scale: { min: 1, max: 5, easy: 'low', easyFrom: 2, difficultUpTo: 4 },
        },
        b: {
          2: { responses: 3, weight: 2.5, squaredWeight: 2.25 },
          3: { responses: 1, weight: 1, squaredWeight: 1 },
        },
      },
      { easy: 'low' },
    ],
  ],
  compareCesPaired: [
    [
      [
        { before: 3, after: 5 },
        { before: 4, after: null },
        { before: 4, after: 4 },
      ],
      { unanswered: 'skip', confidence: 0.9, minimumResponses: 2, easy: 'high' },
    ],
  ],
  compareCesSegments: [
    [
      { x: { 4: 3, 5: 2 }, y: [5, 6, 7], z: { 1: 2, 7: 1 } },
      { test: 'welch', correction: 'holm', confidence: 0.9, minimumResponses: 2 },
    ],
  ],
  compareCsat: [
    [
      { a: { 4: 3, 2: 2 }, b: [5, 4, 1] },
      {
        test: 'auto',
        interval: 'newcombe',
        confidence: 0.9,
        minimumResponses: 2,
        unanswered: 'skip',
      },
    ],
    [
      {
        a: {
          satisfied: 2.5,
          neutral: 1,
          dissatisfied: 0.5,
          responses: 5,
          effectiveResponses: 3.5,
          scale: { min: 1, max: 5, satisfiedFrom: 4, dissatisfiedUpTo: 2 },
        },
        b: {
          2: { responses: 3, weight: 2.5, squaredWeight: 2.25 },
          5: { responses: 1, weight: 1, squaredWeight: 1 },
        },
      },
      { satisfiedFrom: 4, test: 'yates', interval: 'wald' },
    ],
  ],
  compareCsatPaired: [
    [
      [
        { before: 3, after: 5 },
        { before: 4, after: null },
        { before: 4, after: 2 },
      ],
      {
        unanswered: 'skip',
        confidence: 0.9,
        minimumResponses: 2,
        satisfiedFrom: 4,
        dissatisfiedUpTo: 2,
      },
    ],
  ],
  compareCsatSegments: [
    [
      { x: { 4: 3, 1: 2 }, y: [5, 4, 1], z: { 1: 2, 5: 1 } },
      { test: 'fisher', correction: 'bonferroni', confidence: 0.9, minimumResponses: 2 },
    ],
  ],
  compareMeans: [
    [
      { a: [1, 2, 4], b: { mean: 3, standardDeviation: 1.5, count: 9 } },
      { test: 'pooled', confidence: 0.9 },
    ],
  ],
  compareNps: [
    [
      { a: { 10: 3, 5: 2 }, b: [10, 9, 1] },
      {
        method: 'wald',
        confidence: 0.9,
        minimumResponses: 2,
        unanswered: 'skip',
        scale: { min: 0, passiveFrom: 7, promoterFrom: 9, max: 10 },
      },
    ],
    [
      {
        a: {
          promoters: 2.5,
          passives: 1,
          detractors: 0.5,
          responses: 5,
          effectiveResponses: 3.5,
          scale: null,
        },
        b: {
          2: { responses: 3, weight: 2.5, squaredWeight: 2.25 },
          5: { responses: 1, weight: 1, squaredWeight: 1 },
        },
      },
      {},
    ],
    [
      {
        a: { promoters: 3, passives: 1, detractors: 0 },
        b: { promoters: 1, passives: 1, detractors: 2 },
      },
    ],
  ],
  compareNpsPaired: [
    [
      [
        { before: 3, after: 9 },
        { before: 4, after: null },
        { before: 10, after: 7 },
      ],
      { unanswered: 'skip', confidence: 0.9, minimumResponses: 2 },
    ],
  ],
  compareNpsSegments: [
    [
      { x: { 10: 3, 5: 2 }, y: [10, 9, 1], z: { promoters: 2, passives: 0, detractors: 0 } },
      { method: 'wald', correction: 'benjamini-hochberg', confidence: 0.9, minimumResponses: 2 },
    ],
  ],
  compareProportions: [
    [
      { a: { successes: 3, trials: 10 }, b: { successes: 7, trials: 9 } },
      { test: 'fisher', interval: 'wald', confidence: 0.9 },
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
  csatEstimate: [
    [
      { 1: 4, 5: 9, 3: 3 },
      {
        population: 16,
        minimumResponses: 3,
        interval: 'bootstrap',
        seed: 1,
        draws: 1000,
        unanswered: 'skip',
      },
    ],
    [
      {
        2: { responses: 3, weight: 2.5, squaredWeight: 2.25 },
        5: { responses: 1, weight: 1, squaredWeight: 1 },
      },
      { interval: 'jeffreys', satisfiedFrom: 4, dissatisfiedUpTo: 2, confidence: 0.9 },
    ],
  ],
  csatPower: [[{ responses: 100, from: 0.7, to: 0.8, confidence: 0.9 }]],
  csatSampleSize: [[{ margin: 0.05, rate: 0.8, population: 500, confidence: 0.9 }]],
  csatSampleSizeToCompare: [[{ from: 0.7, to: 0.8, power: 0.9, confidence: 0.9 }]],
  csatTrend: [
    [
      [{ 4: 3, 1: 2 }, null, [5, 4, 1]],
      {
        at: [0, 1, 3.5],
        confidence: 0.9,
        minimumResponses: 2,
        unanswered: 'skip',
        satisfiedFrom: 4,
      },
    ],
  ],
  customerCost: [
    [{ acquisitionSpend: '60000', acquired: 200, retentionSpend: 45000, retained: 900 }],
  ],
  explainCsatChange: [
    [
      { before: { x: { 4: 3, 1: 2 } }, after: { x: [5, 3], y: [1] } },
      { minimumResponses: 1, satisfiedFrom: 4, unanswered: 'skip' },
    ],
  ],
  explainNpsChange: [
    [
      { before: { x: { 10: 3, 1: 2 } }, after: { x: [5, 3], y: [10] } },
      { minimumResponses: 1, unanswered: 'skip' },
    ],
  ],
  latestAnswers: [
    [
      [
        { customer: 'a', rating: 3, answeredOn: '2025-01-10' },
        { customer: 2, rating: null, answeredOn: new Date('2025-01-12T10:00:00Z') },
        { customer: 'a', rating: 8, answeredOn: '2025-02-02T10:00:00+02:00' },
      ],
      { asOf: '2025-02-28', from: '2025-01-01', timeZone: 'Asia/Tokyo', unanswered: 'skip' },
    ],
  ],
  ltvToCac: [[{ value: '4000', cost: 1200 }]],
  meanInterval: [
    [[1, 2, 4], { confidence: 0.9, population: 10 }],
    [{ mean: 3, standardDeviation: 1.5, count: 9 }],
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
  mergeLives: [[[{ 1: { lost: 1, censored: 2 } }]]],
  mergeRatings: [[[{ 1: 2 }, { 5: 1 }]]],
  mergeWeightedRatings: [
    [
      [
        { 9: { responses: 1, weight: 2, squaredWeight: 4 } },
        { 9: { responses: 2, weight: 1, squaredWeight: 0.5 } },
      ],
    ],
  ],
  nps: [
    [[10, 9, 0], { interval: 'adjusted-wald', confidence: 0.8, unanswered: 'reject' }],
    [{ 1: 3, 5: 2 }, { scale: { min: 1, passiveFrom: 4, promoterFrom: 5, max: 5 } }],
    [new Int8Array([10, 3])],
  ],
  npsEstimate: [
    [
      { 1: 4, 10: 9, 8: 3 },
      {
        population: 50,
        minimumResponses: 3,
        interval: 'bootstrap',
        seed: 1,
        draws: 1000,
        unanswered: 'skip',
      },
    ],
    [
      {
        2: { responses: 3, weight: 2.5, squaredWeight: 2.25 },
        5: { responses: 1, weight: 1, squaredWeight: 1 },
      },
      {
        interval: 'adjusted-wald',
        confidence: 0.9,
        scale: { min: 1, passiveFrom: 4, promoterFrom: 5, max: 5 },
      },
    ],
    [[10, 9], { interval: 'bayesian', seed: 3, draws: 1000, prior: 1, population: 2 }],
  ],
  npsFromGroups: [[{ promoters: 3, passives: 2, detractors: 1 }, { interval: 'wald' }]],
  npsPower: [
    [
      {
        responses: 100,
        difference: 10,
        confidence: 0.9,
        expected: { promoters: 0.5, passives: 0.3, detractors: 0.2 },
      },
    ],
  ],
  npsSampleSize: [
    [
      {
        margin: 5,
        population: 500,
        confidence: 0.9,
        expected: { promoters: 5, passives: 3, detractors: 2 },
      },
    ],
  ],
  npsSampleSizeToCompare: [
    [
      {
        difference: -10,
        power: 0.9,
        confidence: 0.9,
        expected: { promoters: 5, passives: 3, detractors: 2 },
      },
    ],
  ],
  npsTrend: [
    [
      [{ 10: 3, 1: 2 }, null, [10, 7, 1]],
      { at: [0, 1, 3.5], confidence: 0.9, minimumResponses: 2, unanswered: 'skip' },
    ],
  ],
  paybackPeriods: [[{ cost: '1200', marginPerPeriod: 80, retention: 0.98 }]],
  poststratify: [[{ x: { 10: 3, 1: 2 }, y: { 7: 4 } }, { population: { x: 100, y: 300.5 } }]],
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
  responseRate: [
    [
      {
        invited: 100,
        completed: 20,
        partial: 3,
        refused: 5,
        notContacted: 10,
        other: 2,
        ineligible: 4,
      },
      { policy: 'rr4', eligibleShare: 0.5, interval: 'jeffreys', confidence: 0.9 },
    ],
    [{ invited: 100, completed: 20 }, { policy: 'rr1' }],
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
  tallyWeightedRatings: [
    [
      [
        { rating: 10, weight: 0.5 },
        { rating: 3, weight: 2 },
      ],
    ],
  ],
}
