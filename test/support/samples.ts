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
/** Histories of some hundred customers, as rows and as columns. */
const histories = [
  { frequency: 0, recency: 0, age: 30, customers: 300 },
  { frequency: 0, recency: 0, age: 38, customers: 300 },
  { frequency: 1, recency: 2, age: 38, customers: 60 },
  { frequency: 1, recency: 8, age: 30, customers: 50 },
  { frequency: 1, recency: 20, age: 38, customers: 40 },
  { frequency: 2, recency: 10, age: 38, customers: 30 },
  { frequency: 2, recency: 28, age: 30, customers: 20 },
  { frequency: 4, recency: 12, age: 38, customers: 15 },
  { frequency: 4, recency: 36, age: 38, customers: 20 },
  { frequency: 8, recency: 30, age: 38, customers: 10 },
  { frequency: 9, recency: 15, age: 38, customers: 6 },
]
const columns = {
  frequency: new Float64Array([0, 2, 7]),
  recency: [0, 30.43, 29.43],
  age: [38.86, 38.86, 38.86],
  monetary: [0, 22.35, 73.74],
}
const donors = [
  { frequency: 0, recency: 0, age: 6, customers: 3464 },
  { frequency: 1, recency: 1, age: 6, customers: 1091 },
  { frequency: 2, recency: 4, age: 6, customers: 233 },
  { frequency: 3, recency: 6, age: 6, customers: 256 },
  { frequency: 6, recency: 6, age: 6, customers: 1203 },
]
const spend = [
  { frequency: 0, monetary: null, customers: 50 },
  { frequency: 1, monetary: 15, customers: 10 },
  { frequency: 1, monetary: 30, customers: 12 },
  { frequency: 1, monetary: 75, customers: 8 },
  { frequency: 2, monetary: 22, customers: 9 },
  { frequency: 3, monetary: 35, customers: 9 },
  { frequency: 3, monetary: 18, customers: 8 },
  { frequency: 4, monetary: 50, customers: 7 },
  { frequency: 8, monetary: 28, customers: 6 },
  { frequency: 8, monetary: 16, customers: 3 },
]

/** Models as a fit returns them, and what a bootstrap makes of two. */
const bg = {
  model: 'bg-nbd',
  parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
  unit: 'week',
  covariance: [
    [0.0001, 0.001, 0, 0],
    [0.001, 0.14, 0, 0],
    [0, 0, 0.03, 0.1],
    [0, 0, 0.1, 0.5],
  ],
}
const mbg = { ...bg, model: 'mbg-nbd' }
const pareto = {
  ...bg,
  model: 'pareto-nbd',
  parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
}
const bgbb = {
  ...bg,
  model: 'bg-bb',
  parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 },
  unit: 'year',
}
const spending = {
  model: 'gamma-gamma',
  parameters: { p: 6.25, q: 3.74, v: 15.44 },
  covariance: [
    [1.4, -0.2, -4.8],
    [-0.2, 0.08, 1],
    [-4.8, 1, 17.3],
  ],
}
const redrawn = {
  model: 'bg-nbd',
  parameters: [
    { r: 0.24, alpha: 4.4, a: 0.79, b: 2.4 },
    { r: 0.25, alpha: 4.6, a: 0.81, b: 2.5 },
  ],
}
const respent = {
  model: 'gamma-gamma',
  parameters: [
    { p: 6.2, q: 3.7, v: 15.4 },
    { p: 6.3, q: 3.8, v: 15.5 },
  ],
}
const customer = { frequency: 2, recency: 30.43, age: 38.86, monetary: 22.35 }
const donor = { frequency: 2, recency: 4, age: 6 }
const purchases = [
  { customer: 'a', on: '2024-01-10', amount: '20.05' },
  { customer: 'a', on: '2024-01-30', amount: 5 },
  { customer: 'a', on: '2024-02-10', amount: '-2' },
  { customer: 'b', on: new Date('2024-01-20T20:00:00Z'), amount: 7 },
  { customer: 'b', on: '2024-02-20', amount: 7 },
]

/** Arguments that work, for each public function: what hostile tests start from. */
export const samples: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  adjustPValues: [[[0.01, 0.5, 0.03], { method: 'benjamini-hochberg' }]],
  alivePath: [
    [
      mbg,
      [
        { customer: 'a', on: '2025-01-01' },
        { customer: 'a', on: '2025-01-03T10:00:00+02:00' },
        { customer: 2, on: '2025-01-04' },
      ],
      { asOf: '2025-01-06', timeZone: 'UTC', interval: 'delta' },
    ],
  ],
  averageLifetime: [[0.05]],
  backlog: [
    [
      [
        {
          customer: 'a',
          openedAt: '2025-03-28T16:00:00+01:00',
          firstReplyAt: '2025-03-28T17:30:00Z',
          resolvedAt: new Date('2025-03-31T08:00:00Z'),
          reopenings: [
            { reopenedAt: '2025-03-31T09:00:00Z', resolvedAt: '2025-03-31T10:00:00Z' },
            { reopenedAt: '2025-03-31T11:00:00Z', resolvedAt: null },
          ],
          bot: false,
          participants: 1,
          furtherMessages: 0,
        },
        {
          customer: 2,
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: 2, openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: 3, openedAt: '2025-03-29T00:00:00Z', bot: true },
      ],
      {
        asOf: '2025-04-01T12:00:00Z',
        clock: {
          timeZone: 'UTC',
          week: {
            sunday: [{ from: '00:00', to: '24:00' }],
            monday: [
              { from: '13:30', to: '17:00' },
              { from: '09:00', to: '12:30' },
            ],
          },
          holidays: ['2025-04-21'],
        },
        unit: 'hour',
        definition: 6,
        at: [0, 0.5, 1],
        brackets: [4, 24],
      },
    ],
    [
      [{ openedAt: '2025-03-30T00:00:00Z' }],
      { asOf: '2025-04-01T12:00:00Z', clock: 'calendar', unit: 'day', definition: 1 },
    ],
  ],
  bdw: [[{ alpha: 0.7, beta: 1.2, c: 1.1 }]],
  bgBb: [[bgbb.parameters, { unit: 'year' }]],
  bgNbd: [[bg.parameters, { unit: 'week' }]],
  bootstrapModel: [
    [bg, histories.slice(2, 4), { seed: 7, samples: 2 }],
    [spending, spend, { seed: 1, samples: 2 }],
  ],
  breakEvenCost: [
    [
      {
        margin: '100',
        retention: 0.8,
        discount: 0.1,
        firstMargin: 'now',
        growth: 0.02,
        periods: 5,
        ratio: 3,
      },
    ],
    [{ margin: 100, retention: 0.8, discount: 0.1, firstMargin: 'after-one-period' }],
  ],
  breakEvenPrice: [
    [
      {
        cost: '300',
        costToServe: 15,
        feeRate: 0.03,
        retention: 0.8,
        discount: 0.1,
        firstMargin: 'now',
        growth: 0.01,
        periods: 12,
        ratio: 3,
      },
    ],
    [{ cost: 300, retention: 0.8, discount: 0.1, firstMargin: 'after-one-period' }],
  ],
  breakEvenRetention: [
    [{ cost: '300', margin: 100, discount: 0.1, firstMargin: 'now', growth: 0.02 }],
    [{ cost: 300, margin: '100.5', discount: 0, firstMargin: 'after-one-period' }],
    [{ cost: 300, margin: 100, discount: 0.1, firstMargin: 'now', growth: 0.02, periods: 12 }],
  ],
  budgetSplit: [
    [
      {
        acquisitionSpend: '75000',
        retentionSpend: 13500,
        acquiredMargin: '-5',
        retainedMargin: 90000,
      },
    ],
    [{ acquisitionSpend: '1', acquired: 2, retentionSpend: '3', retained: 4 }],
  ],
  businessTime: [
    [
      { from: '2025-03-28T16:00:00+01:00', to: new Date('2025-03-31T10:00:00Z') },
      {
        hours: {
          timeZone: 'Europe/Berlin',
          week: {
            sunday: [{ from: '00:00', to: '24:00' }],
            monday: [
              { from: '13:30', to: '17:00' },
              { from: '09:00', to: '12:30' },
            ],
          },
          holidays: ['2025-04-21'],
        },
        unit: 'minute',
      },
    ],
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
  calibrationTable: [
    [bg, histories, { upTo: 2 }],
    [bgbb, donors],
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
  cesPower: [
    [{ responses: 20, difference: 1, standardDeviation: 1.5, confidence: 0.9, test: 'pooled' }],
  ],
  cesSampleSize: [[{ margin: 0.25, standardDeviation: 1.5, population: 300, confidence: 0.9 }]],
  cesSampleSizeToCompare: [
    [{ difference: 0.5, standardDeviation: 1.5, power: 0.9, confidence: 0.9, test: 'welch' }],
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
  chainRevenue: [
    [
      [
        {
          from: '2025-01-01',
          to: '2025-02-01',
          level: 'customer',
          windows: 1,
          currency: 'EUR',
          opening: '80',
          new: '19.9',
          expansion: '10',
          contraction: '5',
          churned: '30',
          reactivation: '4',
          reactivationWithinMonth: '1',
          reactivationWithin90Days: '2',
          closing: '78.9',
        },
      ],
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
  clvElasticity: [
    [{ retention: 0.8, discount: 0.1, firstMargin: 'now', growth: 0.02, periods: 12 }],
    [{ retention: 0.8, discount: 0, firstMargin: 'after-one-period' }],
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
        costs: ['2.50', 2],
        costsAt: 'middle',
        tailRetention: 0.9,
      },
    ],
    [
      {
        margins: 10n,
        curve: [1],
        discount: 0.1,
        firstMargin: 'now',
        costs: '2.50',
        costsAt: 'end',
        tailRetention: 1,
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
  committedRevenue: [
    [
      [
        {
          customer: 'a',
          subscription: 's1',
          startedOn: '2024-06-01',
          amount: '50.00',
          changes: [
            { on: '2025-01-15', amount: '60.001' },
            { on: '2025-01-20', amount: 0 },
          ],
          currency: 'EUR',
        },
        {
          customer: 2,
          startedOn: '2024-06-01',
          endedOn: '2025-01-20',
          amount: 30,
          currency: 'EUR',
        },
      ],
      { asOf: '2024-12-31', by: '2025-01-31', level: 'customer', timeZone: 'UTC' },
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
  compareGrowth: [
    [
      {
        many: {
          opening: 10,
          acquiredPerPeriod: 40,
          retention: 0,
          revenuePerPeriod: '100',
          margin: 0.5,
          costPerAcquired: 50,
          retentionSpend: 1,
        },
        loyal: { opening: [5, 4], acquiredPerPeriod: [20, 21, 22], curve: [1, 0.9, 0.8, 0.7, 0.6] },
      },
      { periods: 3, firstMargin: 'now' },
    ],
  ],
  compareMeans: [
    [
      { a: [1, 2, 4], b: { mean: 3, standardDeviation: 1.5, count: 9 } },
      { test: 'pooled', confidence: 0.9 },
    ],
  ],
  compareModels: [
    [
      {
        leaving: { ...bg, logLikelihood: -50.5, customers: 90 },
        loyal: {
          model: 'nbd',
          parameters: { r: 0.385, alpha: 12.07 },
          unit: 'week',
          logLikelihood: -60.25,
          customers: 90,
        },
        held: {
          ...pareto,
          logLikelihood: -55,
          customers: 90,
          penalty: { effectiveParameters: 3.5 },
        },
      },
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
    [
      { a: fit },
      {
        fitted: [
          { retained: [600, 500, 400, 300, 250, 200, 150, 91] },
          { retained: [400, 200, 150] },
        ],
        holdout: [
          { retained: [600, 500, 400, 300, 250, 200, 150, 91, 80] },
          { retained: [400, 200, 150, 120] },
        ],
      },
    ],
  ],
  complaintRate: [
    [
      { complained: 3, customers: 100 },
      { interval: 'jeffreys', confidence: 0.9 },
    ],
  ],
  compressSummaries: [[histories], [columns]],
  concentration: [
    [
      ['10.50', 3, 0, 7n, 0.125],
      { top: [0.2, 1], amount: [0, 0.8, 1], lorenz: [0.5, 1], confidence: 0.9 },
    ],
    [new Float64Array([1, 2.5]), {}],
    // Enough of the best customers for intervals of groups.
    [Array.from({ length: 24 }, (_, at) => (at + 1) ** 2), { top: [0.5], amount: [0.8] }],
  ],
  contactRate: [
    [
      {
        from: '2025-03-01',
        to: '2025-04-01',
        customers: 10,
        contacted: 2,
        contacts: 3,
        squares: 5,
      },
      { interval: 'wald', confidence: 0.8 },
    ],
  ],
  continuousClv: [
    [{ margin: '100.05', retention: 0.8, discount: 0.1, growth: 0.02, periods: 2.5 }],
    [{ margin: 100, retention: 0.8, discount: 0 }],
  ],
  convertRate: [
    [0.05, { from: 'month', to: 'year' }],
    [0.001, { from: 'week', to: 'quarter', daysPerYear: 365 }],
  ],
  costByChannel: [
    [
      {
        search: { acquisitionSpend: '48000', acquired: 400, retentionSpend: 5, retained: 10 },
        direct: { acquisitionSpend: 0, acquired: 200, retentionSpend: '0', retained: 0 },
      },
      { paid: ['search'], counts: 'sample', confidence: 0.9 },
    ],
  ],
  costByPeriod: [
    [
      [
        { acquisitionSpend: '1000', acquired: 5 },
        { acquisitionSpend: 2000.05, acquired: 10 },
        { acquisitionSpend: 30n, acquired: 0 },
      ],
      { lag: 1, window: 2, counts: 'sample', confidence: 0.8 },
    ],
  ],
  costPerSaved: [
    [
      {
        spend: '20000',
        treated: { customers: 1000, retained: 900 },
        control: { customers: 500, retained: 400 },
      },
      { confidence: 0.9 },
    ],
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
  customerChurnCurve: [
    [
      { 0: { lost: 0, censored: 3 }, 2: { lost: 2, censored: 1 } },
      { interval: 'wald', confidence: 0.9 },
    ],
  ],
  customerCost: [
    [{ acquisitionSpend: '60000', acquired: 200, retentionSpend: 45000, retained: 900 }],
    [
      { acquisitionSpend: '60000', acquired: 200, retentionSpend: 45000, retained: 900 },
      { counts: 'sample', confidence: 0.9 },
    ],
  ],
  customerValue: [
    [
      { purchases: bg, spend: spending },
      customer,
      {
        horizon: { months: 3, weeks: 2 },
        discount: { rate: 0.01, per: 'month', compounding: 'periodic' },
        timing: 'end-of-period',
        margin: 0.4,
        weeksPerMonth: 52 / 12,
        interval: 'bootstrap',
        confidence: 0.9,
        bootstrap: { purchases: redrawn, spend: respent },
      },
    ],
    [
      { purchases: pareto, spend: spending },
      columns,
      {
        horizon: 'infinite',
        discount: { rate: 0.1, per: 'year', compounding: 'continuous' },
        timing: 'at-purchase',
        weeksPerYear: 52,
        interval: 'delta',
      },
    ],
  ],
  dailyChurn: [
    [
      [{ customer: 'a', startedOn: '2024-01-10', endedOn: '2024-02-10' }],
      { from: '2024-02-01', to: '2024-03-01', timeZone: 'Asia/Tokyo', confidence: 0.8 },
    ],
  ],
  dailyRevenueChurn: [
    [
      [
        {
          customer: 'a',
          subscription: 's1',
          startedOn: '2024-06-01',
          amount: '50.00',
          changes: [
            { on: '2025-01-15', amount: '60.001' },
            { on: '2025-01-20', amount: 0 },
          ],
          currency: 'EUR',
        },
        {
          customer: 2,
          startedOn: '2024-06-01',
          endedOn: '2025-01-20',
          amount: 30,
          currency: 'EUR',
        },
      ],
      { from: '2025-01-01', to: '2025-02-01', level: 'subscription', timeZone: 'UTC' },
    ],
  ],
  expectedLifetime: [
    [fit, { discount: 0.1, renewal: 2, confidence: 0.9 }],
    [{ model: 'sbg', parameters: { alpha: 1.7, beta: 1.2 } }, { discount: 0 }],
  ],
  expectedPurchases: [
    [mbg, [customer], { horizon: { months: 9 }, weeksPerMonth: 52 / 12, interval: 'delta' }],
    [bg, 'new', { horizon: { weeks: 9 }, interval: 'bootstrap', bootstrap: redrawn }],
    [bgbb, donor, { horizon: { years: 5 } }],
    [pareto, customer, { from: { weeks: 3 }, horizon: { weeks: 9 } }],
  ],
  expectedSpend: [
    [spending, customer, { interval: 'delta', confidence: 0.8 }],
    [spending, columns, { interval: 'bootstrap', bootstrap: respent }],
  ],
  explainCesChange: [
    [
      { before: { x: { 4: 3, 1: 2 } }, after: { x: [5, 3], y: [1] } },
      { minimumResponses: 1, easy: 'high', unanswered: 'skip' },
    ],
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
  firstContactResolution: [
    [
      [
        {
          customer: 'a',
          openedAt: '2025-03-28T16:00:00+01:00',
          firstReplyAt: '2025-03-28T17:30:00Z',
          resolvedAt: new Date('2025-03-31T08:00:00Z'),
          reopenings: [
            { reopenedAt: '2025-03-31T09:00:00Z', resolvedAt: '2025-03-31T10:00:00Z' },
            { reopenedAt: '2025-03-31T11:00:00Z', resolvedAt: null },
          ],
          bot: false,
          participants: 1,
          furtherMessages: 0,
        },
        {
          customer: 2,
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: 2, openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: 3, openedAt: '2025-03-29T00:00:00Z', bot: true },
      ],
      {
        asOf: '2025-04-01T12:00:00Z',
        definition: 'not-reopened',
        within: { days: 1, hours: 2, minutes: 3 },
        interval: 'wilson',
        confidence: 0.9,
      },
    ],
    [
      [{ openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 }],
      { asOf: '2025-04-01T12:00:00Z', definition: 'one-participant' },
    ],
    [
      [
        {
          openedAt: '2025-03-30T00:00:00Z',
          resolvedAt: '2025-03-30T00:00:00Z',
          furtherMessages: 0,
        },
      ],
      { asOf: '2025-04-01T12:00:00Z', definition: 'no-further-message' },
    ],
  ],
  firstReplyTimes: [
    [
      [
        {
          customer: 'a',
          openedAt: '2025-03-28T16:00:00+01:00',
          firstReplyAt: '2025-03-28T17:30:00Z',
          resolvedAt: new Date('2025-03-31T08:00:00Z'),
          reopenings: [
            { reopenedAt: '2025-03-31T09:00:00Z', resolvedAt: '2025-03-31T10:00:00Z' },
            { reopenedAt: '2025-03-31T11:00:00Z', resolvedAt: null },
          ],
          bot: false,
          participants: 1,
          furtherMessages: 0,
        },
        {
          customer: 2,
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: 2, openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: 3, openedAt: '2025-03-29T00:00:00Z', bot: true },
      ],
      {
        asOf: '2025-04-01T12:00:00Z',
        clock: {
          timeZone: 'UTC',
          week: {
            sunday: [{ from: '00:00', to: '24:00' }],
            monday: [
              { from: '13:30', to: '17:00' },
              { from: '09:00', to: '12:30' },
            ],
          },
          holidays: ['2025-04-21'],
        },
        unit: 'hour',
        definition: 7,
        at: [0.1, 0.5, 0.9],
        interval: 'log',
        confidence: 0.9,
      },
    ],
  ],
  fitBdw: [[[{ retained: [100, 63.1, 46.8, 38.2, 32.6] }, { retained: [50, 30] }]]],
  fitBgBb: [[donors, { unit: 'year', maxIterations: 100 }]],
  fitBgNbd: [[histories, { unit: 'week', start: bg.parameters, maxIterations: 100 }]],
  fitGammaGamma: [[spend, { start: spending.parameters, maxIterations: 100 }]],
  fitGeometricNbd: [[histories, { unit: 'week', start: { r: 1, alpha: 9, p: 0.2 } }]],
  fitMbgNbd: [[histories, { unit: 'week', penalty: { kind: 'ridge', strength: 1 } }]],
  fitNbd: [
    [
      histories,
      {
        unit: 'week',
        penalty: {
          kind: 'prior',
          priors: {
            r: { distribution: 'gamma', shape: 2, rate: 1 },
            alpha: { distribution: 'weibull', shape: 2, scale: 10 },
          },
        },
      },
    ],
  ],
  fitParetoNbd: [[histories, { unit: 'week', maxIterations: 100 }]],
  fitPoisson: [[histories, { unit: 'week' }]],
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
  gammaGamma: [[spending.parameters]],
  geometricNbd: [[{ r: 0.25, alpha: 4.7, p: 0.16 }, { unit: 'week' }]],
  hazardCurve: [
    [
      { 1: { lost: 2, censored: 0, entered: 1 }, 3: { lost: 1, censored: 4 } },
      { variance: 'binomial', confidence: 0.9, from: 0 },
    ],
    [{ 1: { lost: 2.5, censored: 0, squares: 3 }, 3: { lost: 1, censored: 4 } }, {}],
  ],
  healthScores: [
    [
      [
        { customer: 'a', values: { logins: 18, tickets: 0 } },
        { customer: 2, values: { logins: null } },
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
  holdoutTable: [
    [
      bg,
      { horizon: { months: 2 }, customers: [{ ...customer, holdoutFrequency: 3 }] },
      { upTo: 3, weeksPerMonth: 4 },
    ],
    [bgbb, { horizon: { years: 2 }, customers: [{ ...donor, holdoutFrequency: 0 }] }],
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
  logLikelihood: [
    [pareto, [customer]],
    [spending, columns],
    [bgbb, donors],
  ],
  ltvToCac: [
    [{ value: '4000', cost: 1200 }],
    [
      {
        value: { amount: '4000', currency: 'EUR', per: 'customer', horizon: '36 months' },
        cost: { amount: 1200, currency: 'EUR', per: 'customer', horizon: '36 months' },
      },
    ],
  ],
  markovClv: [
    [
      {
        transitions: {
          active: { active: 0.7, dormant: 0.3 },
          dormant: { active: 0.2, dormant: 0.5, lost: 0.3 },
          lost: { lost: 1 },
        },
        margins: { active: '100.05', dormant: -5 },
        discount: 0.1,
        firstMargin: 'now',
      },
    ],
    [
      {
        transitions: { here: { here: 0.8, gone: 0.2 }, gone: { gone: 1 } },
        margins: { here: 10n },
        discount: 0,
        firstMargin: 'after-one-period',
        periods: 12,
      },
    ],
  ],
  mbgNbd: [[mbg.parameters, { unit: 'month' }]],
  meanInterval: [
    [[1, 2, 4], { confidence: 0.9, population: 10 }],
    [{ mean: 3, standardDeviation: 1.5, count: 9 }],
  ],
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
          hasAmounts: true,
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
          hasAmounts: false,
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
  mergeContacts: [
    [
      [
        {
          from: '2025-03-01',
          to: '2025-04-01',
          customers: 10,
          contacted: 2,
          contacts: 3,
          squares: 5,
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
  mergeRevenue: [
    [
      [
        {
          from: '2025-01-01',
          to: '2025-02-01',
          level: 'customer',
          windows: 1,
          currency: 'EUR',
          opening: '80',
          new: '19.9',
          expansion: '10',
          contraction: '5',
          churned: '30',
          reactivation: '4',
          reactivationWithinMonth: '1',
          reactivationWithin90Days: '2',
          closing: '78.9',
        },
      ],
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
  mergeTimes: [
    [
      [
        {
          measure: 'resolution',
          clock: 'business',
          reopened: 'last',
          unit: 'minute',
          bots: 1,
          times: { 3: { ended: 2, open: 0 }, 90: { ended: 1, open: 4 } },
        },
      ],
    ],
    [
      [
        {
          measure: 'first-reply',
          clock: 'calendar',
          reopened: null,
          unit: 'hour',
          bots: 0,
          times: { 3: { ended: 2, open: 0 } },
        },
      ],
    ],
  ],
  mergeWeightedRatings: [
    [
      [
        { 9: { responses: 1, weight: 2, squaredWeight: 4 } },
        { 9: { responses: 2, weight: 1, squaredWeight: 0.5 } },
      ],
    ],
  ],
  monthlyAmount: [
    [
      {
        amount: '10',
        unit: 'week',
        every: 2,
        rule: 'calendar-days',
        on: '2025-02-10',
        discount: { amount: 1, lasts: 'forever' },
        discounts: 'all',
        tax: '1',
        taxes: 'exclude',
        refund: 2,
        refunds: 'subtract',
        status: 'trial',
        trials: 'include',
      },
    ],
    [{ amount: 10, unit: 'day', rule: '30', status: 'paused', pauses: 'exclude' }],
    [{ amount: 10, unit: 'year', status: 'past-due', pastDue: 'include' }],
  ],
  nbd: [[{ r: 0.385, alpha: 12.07 }, { unit: 'week' }]],
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
        interval: 'score',
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
  observedPayback: [
    [['-12000', 5000, 4000n, '3500.05', -300, 3000], { crossing: 'lasting' }],
    [[2, -5, 3]],
  ],
  optimalSpend: [
    [
      {
        margin: '60',
        discount: 0.1,
        acquisition: { ceiling: 0.45, spend: 6, rate: 0.25 },
        retention: { ceiling: 0.8, spend: '10', rate: 0.5 },
        prospects: 1000,
        customers: 200,
        budget: 9000,
      },
    ],
    [
      {
        margin: 60,
        discount: 0.1,
        acquisition: { ceiling: 0.45, k: 0.1, spend: 5 },
        retention: {
          points: [
            { spend: 5, rate: 0.3, trials: 100 },
            { spend: 10, rate: 0.4 },
          ],
          ceiling: 0.8,
          spend: 4,
        },
        budget: 'current',
      },
    ],
  ],
  paretoNbd: [[pareto.parameters, { unit: 'day' }]],
  paybackPeriods: [[{ cost: '1200', marginPerPeriod: 80, retention: 0.98 }]],
  poisson: [[{ lambda: 0.032 }, { unit: 'week' }]],
  poststratify: [[{ x: { 10: 3, 1: 2 }, y: { 7: 4 } }, { population: { x: 100, y: 300.5 } }]],
  praiseRate: [[{ praised: 3, customers: 100 }, { interval: 'wald' }]],
  probabilityAlive: [
    [pareto, columns],
    [bg, [customer], { interval: 'delta', confidence: 0.9 }],
    [bgbb, donor],
    [pareto, customer, { after: { days: 30 }, daysPerWeek: 7 }],
  ],
  projectCustomers: [
    [
      {
        opening: 1000,
        acquiredPerPeriod: 100,
        retention: 0.9,
        periods: 3,
        firstMargin: 'now',
        revenuePerPeriod: '20',
        margin: 0.7,
        costPerAcquired: 50,
        retentionSpend: '1.5',
      },
      { acquisition: 'planned', observed: 500, confidence: 0.9 },
    ],
    [
      {
        opening: [10, 20],
        acquiredPerPeriod: [5, 6],
        curve: {
          points: [
            {
              age: 1,
              atRisk: 10,
              lost: 3,
              censored: 0,
              rate: 0.7,
              standardError: 0.1,
              interval: null,
            },
            {
              age: 3,
              atRisk: 7,
              lost: 1,
              censored: 6,
              rate: 0.6,
              standardError: null,
              interval: null,
            },
          ],
          customers: 10,
          lost: 4,
          censored: 6,
          method: 'log-log',
          confidence: 0.95,
        },
        periods: 2,
        firstMargin: 'after-one-period',
      },
    ],
  ],
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
  purchaseProbability: [
    [pareto, { purchases: 2, horizon: { weeks: 9 }, interval: 'delta' }],
    [
      bg,
      {
        purchases: 3,
        horizon: { days: 90 },
        daysPerWeek: 7,
        interval: 'bootstrap',
        bootstrap: redrawn,
      },
    ],
    [bgbb, { purchases: 2, horizon: { years: 5 } }],
    [pareto, columns, { atLeast: 2, from: { weeks: 2 }, horizon: { weeks: 9 } }],
    [bg, [customer], { purchases: 1, horizon: { weeks: 9 }, interval: 'delta', confidence: 0.9 }],
  ],
  quantiles: [
    [[3, 1, 2], { at: [0, 0.3, 1], definition: 4 }],
    [new Float64Array([1, 2]), { at: [0.5], definition: 1 }],
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
  realizedClvByCohort: [
    [
      [
        { customer: 'a', on: '2024-01-10', amount: '20.05' },
        { customer: 2, on: '2024-02-10T10:00:00+02:00', amount: 5 },
        { customer: 3, on: '2024-06-10', amount: 5 },
      ],
      {
        every: 'week',
        weekStartsOn: 'monday',
        horizon: { months: 1, days: 2 },
        asOf: '2024-06-30',
        margin: 0.5,
        timeZone: 'Asia/Tokyo',
        confidence: 0.9,
      },
    ],
    [
      [{ customer: 'a', on: '2024-01-10', amount: '20.05' }],
      { every: 'year', horizon: { years: 1 }, asOf: '2024-06-30' },
    ],
  ],
  referral: [
    [
      {
        customers: 1000,
        invitations: 800,
        referred: 200,
        acquired: 600,
        acquisitionSpend: '40000',
        referralSpend: 4000,
      },
      { confidence: 0.9 },
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
  residualPurchases: [
    [
      bg,
      customer,
      { discount: { rate: 0.1, per: 'year', compounding: 'periodic' }, weeksPerYear: 52 },
    ],
    [
      bgbb,
      [donor],
      { discount: { rate: 0.1, per: 'year', compounding: 'periodic' }, interval: 'delta' },
    ],
  ],
  resolutionTimes: [
    [
      [
        {
          customer: 'a',
          openedAt: '2025-03-28T16:00:00+01:00',
          firstReplyAt: '2025-03-28T17:30:00Z',
          resolvedAt: new Date('2025-03-31T08:00:00Z'),
          reopenings: [
            { reopenedAt: '2025-03-31T09:00:00Z', resolvedAt: '2025-03-31T10:00:00Z' },
            { reopenedAt: '2025-03-31T11:00:00Z', resolvedAt: null },
          ],
          bot: false,
          participants: 1,
          furtherMessages: 0,
        },
        {
          customer: 2,
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: 2, openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: 3, openedAt: '2025-03-29T00:00:00Z', bot: true },
      ],
      {
        asOf: '2025-04-01T12:00:00Z',
        clock: {
          timeZone: 'Europe/Berlin',
          week: {
            sunday: [{ from: '00:00', to: '24:00' }],
            monday: [
              { from: '13:30', to: '17:00' },
              { from: '09:00', to: '12:30' },
            ],
          },
          holidays: ['2025-04-21'],
        },
        unit: 'hour',
        definition: 7,
        at: [0.1, 0.5, 0.9],
        interval: 'log',
        confidence: 0.9,
        reopened: 'total-open',
      },
    ],
    [
      [{ openedAt: '2025-03-30T00:00:00Z', resolvedAt: '2025-03-30T12:00:00Z' }],
      {
        asOf: '2025-04-01T12:00:00Z',
        clock: 'calendar',
        unit: 'day',
        definition: 3,
        reopened: 'last',
      },
    ],
  ],
  responseCurve: [
    [{ ceiling: 0.45, spend: '6', rate: 0.25 }],
    [
      {
        points: [
          { spend: 5, rate: 0.22, trials: 50 },
          { spend: '10', rate: 0.34 },
          { spend: 20, rate: 0.43 },
        ],
        spend: 7,
      },
    ],
    [{ ceiling: 0.5, k: 0.2, spend: 3 }],
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
  retentionLogLikelihood: [
    [fit, [{ retained: [100, 63.1, 46.8] }, { retained: [50, 30] }]],
    [
      { model: 'sbg', parameters: { alpha: 1, beta: 1 } },
      { 1: { lost: 37, censored: 0, entered: 5 }, 2: { lost: 17, censored: 8 } },
    ],
  ],
  retentionRate: [[{ opening: 100, closing: 95, gained: 5 }, { interval: 'agresti-coull' }]],
  retentionUplift: [
    [
      {
        margin: '100',
        retention: 0.8,
        increase: 0.05,
        discount: 0.1,
        firstMargin: 'now',
        growth: 0.01,
        periods: 5,
        customers: 1000,
        costPerAcquired: '300',
      },
    ],
    [
      {
        margin: 100,
        retention: 0.8,
        increase: -0.05,
        discount: 0.1,
        firstMargin: 'after-one-period',
      },
    ],
  ],
  revenueChurn: [
    [
      {
        from: '2025-01-01',
        to: '2025-02-01',
        level: 'customer',
        windows: 1,
        currency: 'EUR',
        opening: '80',
        new: '19.9',
        expansion: '10',
        contraction: '5',
        churned: '30',
        reactivation: '4',
        reactivationWithinMonth: '1',
        reactivationWithin90Days: '2',
        closing: '78.9',
      },
      { policy: 'gross' },
    ],
    [
      { opening: 100, expansion: '1', contraction: 2, churned: 3, reactivation: 4 },
      { policy: 'chartmogul-net' },
    ],
  ],
  revenueRetention: [
    [
      {
        from: '2025-01-01',
        to: '2025-02-01',
        level: 'customer',
        windows: 1,
        currency: 'EUR',
        opening: '80',
        new: '19.9',
        expansion: '10',
        contraction: '5',
        churned: '30',
        reactivation: '4',
        reactivationWithinMonth: '1',
        reactivationWithin90Days: '2',
        closing: '78.9',
      },
    ],
    [{ opening: 100, expansion: '1', contraction: 2, churned: 3, new: 5, reactivation: 4 }],
  ],
  rfm: [
    [
      [
        { customer: 'a', sinceLast: 3, purchases: 12, amount: '840.00' },
        { customer: 2, sinceLast: 200.5, purchases: 1, amount: 15 },
        { customer: 3, sinceLast: 0, purchases: 0, amount: 0 },
      ],
      { bins: 5, definition: 6, rule: 'from' },
    ],
    [
      [
        { customer: 'a', sinceLast: 3, purchases: 12, amount: '840.00' },
        { customer: 2, sinceLast: 200.5, purchases: 1, amount: 15 },
        { customer: 3, sinceLast: 0, purchases: 0, amount: 0 },
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
        { customer: 2, sinceLast: 200.5, purchases: 1, amount: 15 },
        { customer: 3, sinceLast: 0, purchases: 0, amount: 0 },
      ],
      {
        bins: { recency: 2, frequency: 1, monetary: 3 },
        segments: [{ name: 'all', recency: [1, 2], frequency: [1, 1] }],
      },
    ],
  ],
  sbg: [[{ alpha: 0.7, beta: 1.2 }]],
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
  segmentMigration: [
    [
      {
        before: [
          { customer: 'a', segment: 'loyal' },
          { customer: 2, segment: 'new' },
        ],
        after: [
          { customer: 'a', segment: 'new' },
          { customer: 3, segment: 'new' },
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
  simpleClv: [[{ revenue: '100', margin: 0.8, churn: 0.02 }]],
  slaAttainment: [
    [
      [
        {
          customer: 'a',
          openedAt: '2025-03-28T16:00:00+01:00',
          firstReplyAt: '2025-03-28T17:30:00Z',
          resolvedAt: new Date('2025-03-31T08:00:00Z'),
          reopenings: [
            { reopenedAt: '2025-03-31T09:00:00Z', resolvedAt: '2025-03-31T10:00:00Z' },
            { reopenedAt: '2025-03-31T11:00:00Z', resolvedAt: null },
          ],
          bot: false,
          participants: 1,
          furtherMessages: 0,
        },
        {
          customer: 2,
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: 2, openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: 3, openedAt: '2025-03-29T00:00:00Z', bot: true },
      ],
      {
        asOf: '2025-04-01T12:00:00Z',
        measure: 'resolution',
        clock: {
          timeZone: 'UTC',
          week: {
            sunday: [{ from: '00:00', to: '24:00' }],
            monday: [
              { from: '13:30', to: '17:00' },
              { from: '09:00', to: '12:30' },
            ],
          },
          holidays: ['2025-04-21'],
        },
        target: { hours: 4, minutes: 30 },
        reopened: 'first',
        interval: 'wald',
        confidence: 0.9,
      },
    ],
    [
      [{ openedAt: '2025-03-30T00:00:00Z' }],
      {
        asOf: '2025-04-01T12:00:00Z',
        measure: 'first-reply',
        clock: 'calendar',
        target: { days: 9 },
      },
    ],
  ],
  spendIndependence: [[spend, { confidence: 0.9 }]],
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
  summarizeHoldout: [
    [
      purchases,
      {
        asOf: '2024-01-31',
        until: '2024-03-31',
        unit: 'week',
        merge: 'period',
        weekStartsOn: 'monday',
        from: '2024-01-01',
        refunds: 'net',
        timeZone: 'Asia/Tokyo',
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
    [[{ customer: 1, on: '2024-01-10' }], { asOf: '2024-06-30', purchase: 'transaction' }],
  ],
  tallyChurn: [
    [
      [
        { customer: 'a', startedOn: '2024-01-10', endedOn: '2024-02-10', reason: 'price' },
        { customer: 'b', startedOn: '2024-01-10', endedOn: null, subscription: 7 },
      ],
      { from: '2024-02-01', to: '2024-03-01', timeZone: 'America/Sao_Paulo' },
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
  ],
  tallyContacts: [
    [
      [
        {
          customer: 'a',
          openedAt: '2025-03-28T16:00:00+01:00',
          firstReplyAt: '2025-03-28T17:30:00Z',
          resolvedAt: new Date('2025-03-31T08:00:00Z'),
          reopenings: [
            { reopenedAt: '2025-03-31T09:00:00Z', resolvedAt: '2025-03-31T10:00:00Z' },
            { reopenedAt: '2025-03-31T11:00:00Z', resolvedAt: null },
          ],
          bot: false,
          participants: 1,
          furtherMessages: 0,
        },
        {
          customer: 2,
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: 2, openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: 3, openedAt: '2025-03-29T00:00:00Z', bot: true },
      ],
      { from: '2025-03-01', to: '2025-04-01', customers: 10, timeZone: 'UTC' },
    ],
  ],
  tallyLives: [
    [
      [
        { customer: 'a', startedOn: '2024-01-10', endedOn: '2024-02-10' },
        { customer: 'a', startedOn: '2024-03-10' },
      ],
      { asOf: '2024-02-20', unit: 'month', returns: 'bridge', later: 'ignore' },
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
  tallyRevenue: [
    [
      [
        {
          customer: 'a',
          subscription: 's1',
          startedOn: '2024-06-01',
          amount: '50.00',
          changes: [
            { on: '2025-01-15', amount: '60.001' },
            { on: '2025-01-20', amount: 0 },
          ],
          currency: 'EUR',
        },
        {
          customer: 2,
          startedOn: '2024-06-01',
          endedOn: '2025-01-20',
          amount: 30,
          currency: 'EUR',
        },
      ],
      { from: '2025-01-01', to: '2025-02-01', level: 'customer', timeZone: 'America/Sao_Paulo' },
    ],
  ],
  tallyRevenueByPeriod: [
    [
      [
        {
          customer: 'a',
          subscription: 's1',
          startedOn: '2024-06-01',
          amount: '50.00',
          changes: [
            { on: '2025-01-15', amount: '60.001' },
            { on: '2025-01-20', amount: 0 },
          ],
          currency: 'EUR',
        },
        {
          customer: 2,
          startedOn: '2024-06-01',
          endedOn: '2025-01-20',
          amount: 30,
          currency: 'EUR',
        },
      ],
      {
        every: 'week',
        weekStartsOn: 'monday',
        from: '2025-01-01',
        to: '2025-02-01',
        asOf: '2025-01-25',
        level: 'subscription',
      },
    ],
  ],
  tallySegmentMoves: [
    [
      {
        before: [
          { customer: 'a', segment: 'loyal' },
          { customer: 2, segment: 'new' },
        ],
        after: [
          { customer: 'a', segment: 'new' },
          { customer: 3, segment: 'new' },
        ],
      },
    ],
  ],
  tallyTimes: [
    [
      [
        {
          customer: 'a',
          openedAt: '2025-03-28T16:00:00+01:00',
          firstReplyAt: '2025-03-28T17:30:00Z',
          resolvedAt: new Date('2025-03-31T08:00:00Z'),
          reopenings: [
            { reopenedAt: '2025-03-31T09:00:00Z', resolvedAt: '2025-03-31T10:00:00Z' },
            { reopenedAt: '2025-03-31T11:00:00Z', resolvedAt: null },
          ],
          bot: false,
          participants: 1,
          furtherMessages: 0,
        },
        {
          customer: 2,
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: 2, openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: 3, openedAt: '2025-03-29T00:00:00Z', bot: true },
      ],
      {
        asOf: '2025-04-01T12:00:00Z',
        measure: 'resolution',
        clock: {
          timeZone: 'UTC',
          week: {
            sunday: [{ from: '00:00', to: '24:00' }],
            monday: [
              { from: '13:30', to: '17:00' },
              { from: '09:00', to: '12:30' },
            ],
          },
          holidays: ['2025-04-21'],
        },
        unit: 'minute',
        reopened: 'last',
      },
    ],
    [
      [{ openedAt: '2025-03-30T00:00:00Z' }],
      { asOf: '2025-04-01T12:00:00Z', measure: 'first-reply', clock: 'calendar', unit: 'second' },
    ],
  ],
  tallyWeightedRatings: [
    [
      [
        { rating: 10, weight: 0.5 },
        { rating: 3, weight: 2 },
      ],
    ],
  ],
  ticketTimes: [
    [
      {
        measure: 'resolution',
        clock: 'business',
        reopened: 'last',
        unit: 'minute',
        bots: 1,
        times: { 3: { ended: 2, open: 0 }, 90: { ended: 1, open: 4 } },
      },
      { definition: 2, at: [0.5], interval: 'plain', confidence: 0.5 },
    ],
    [
      {
        measure: 'first-reply',
        clock: 'calendar',
        reopened: null,
        unit: 'hour',
        bots: 0,
        times: { 3: { ended: 2, open: 0 } },
      },
      { definition: 9 },
    ],
  ],
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
  trackPurchases: [
    [
      mbg,
      purchases,
      {
        asOf: '2024-01-31',
        until: '2024-03-31',
        from: '2024-01-01',
        refunds: 'ignore',
        timeZone: 'UTC',
      },
    ],
    [bgbb, purchases.slice(3), { asOf: '2024-12-31', until: '2026-12-31' }],
  ],
  valueTiers: [
    [
      [
        { customer: 'a', amount: '700.50' },
        { customer: 2, amount: 150 },
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
        { customer: 2, amount: 150 },
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
        { customer: 2, amount: 150 },
      ],
      { by: 'threshold', tiers: [{ name: 'A', from: '200' }, { name: 'B' }] },
    ],
  ],
}
