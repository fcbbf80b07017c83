import type { Samples } from './types.js'

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

/** Arguments that work, for each public function of `retention`. */
export const retention: Samples = {
  activationRate: [
    [
      [
        { customer: 'a', on: '2024-01-20', event: 'project' },
        { customer: 'a', on: '2024-01-01', event: 'project' },
        { customer: 'b', on: new Date('2024-02-10T23:30:00Z'), event: 'log in' },
        { customer: 'd', on: '2024-02-11', event: 'project' },
        { customer: 'b', on: '2024-08-11', event: 'project' },
      ],
      {
        entries: [
          { customer: 'a', on: '2024-01-10' },
          { customer: 'b', on: '2024-02-10' },
          { customer: 'b', on: '2024-02-09' },
        ],
        event: 'project',
        asOf: '2024-07-31',
        later: 'ignore',
        unit: 'week',
        by: [0, 4, 40],
        interval: 'log',
        confidence: 0.9,
        timeZone: 'Asia/Tokyo',
      },
    ],
  ],
  bdw: [[{ alpha: 0.7, beta: 1.2, c: 1.1 }]],
  cohortTable: [
    [
      [
        { customer: 'a', on: '2024-01-10' },
        { customer: 'a', on: '1403/01/15' },
      ],
      {
        every: 'month',
        calendar: 'persian',
        multiple: 2,
        from: '1402/10/01',
        asOf: '1403/04/10',
        measure: 'on',
        clock: 'elapsed',
        cohort: 'any',
        average: 'mean',
      },
    ],
    [
      [{ customer: 'a', on: '2024-01-10' }],
      {
        boundaries: ['2024-01-01', '2024-02-04', '2024-03-03'],
        asOf: '2024-02-20',
        measure: 'on',
        clock: 'calendar',
        cohort: 'first',
        average: 'pooled',
      },
    ],
    [
      [
        { customer: 'a', on: '2024-01-10', amount: '20.05' },
        { customer: 'a', on: new Date('2024-03-10T23:30:00Z'), amount: '-2' },
        { customer: '2', on: '2024-02-10T10:00:00+02:00', amount: 7 },
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
          { customer: '3', on: '2024-05-09' },
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
        { customer: '1', on: '2024-01-10' },
        { customer: '1', on: '2024-02-10' },
        { customer: '2', on: '2024-02-10' },
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
  compareMeanLifetimes: [
    [
      [1, 2].map((lost) => ({
        points: [
          {
            age: 2,
            atRisk: 10,
            lost,
            censored: 0,
            rate: 1 - lost / 10,
            standardError: 0.1,
            interval: { low: 0.1, high: 0.95, confidence: 0.95, method: 'log-log' },
          },
          {
            age: 5,
            atRisk: 10 - lost,
            lost: 0,
            censored: 10 - lost,
            rate: 1 - lost / 10,
            standardError: 0.1,
            interval: { low: 0.1, high: 0.95, confidence: 0.95, method: 'log-log' },
          },
        ],
        customers: 10,
        lost,
        censored: 10 - lost,
        method: 'log-log',
        confidence: 0.95,
      })),
      { upTo: 4, confidence: 0.9 },
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
    [
      [{ a: { 1: { lost: 2, censored: 3 } }, b: { 1: { lost: 1, censored: 5 } } }],
      { weights: { rho: 1.5, gamma: 0 } },
    ],
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
  elapsedRetention: [
    [
      [
        { customer: 'a', on: '2024-01-05T10:00:00Z' },
        { customer: 'a', on: '2024-01-06T11:00:00+02:00' },
        { customer: 'b', on: '2024-01-09T10:00:00Z' },
      ],
      {
        every: 'hour',
        multiple: 12,
        periods: 3,
        asOf: '2024-01-08T00:00:00Z',
        later: 'ignore',
        measure: 'on',
        entries: [{ customer: 'a', on: '2024-01-05T09:00:00Z' }],
        interval: 'wald',
        confidence: 0.9,
      },
    ],
    [
      [{ customer: '1', on: new Date(1704448800000) }],
      { every: 'day', periods: 2, asOf: '2024-01-08T00:00:00Z', measure: 'on-or-after' },
    ],
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
  lifecycle: [
    [
      [{ customer: 'a', on: '2024-01-10' }],
      { every: 'quarter', calendar: { fiscalYearStartsIn: 2 }, asOf: '2024-06-30' },
    ],
    [
      [{ customer: 'a', on: '2024-01-10' }],
      { boundaries: ['2024-01-01', '2024-02-04', '2024-03-03'], asOf: '2024-02-20' },
    ],
    [
      [
        { customer: 'a', on: '2024-01-10' },
        { customer: 'a', on: new Date('2024-02-10T23:30:00Z') },
        { customer: '2', on: '2024-05-10T10:00:00+02:00' },
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
        { customer: '1', on: '2024-01-10' },
        { customer: '1', on: '2024-02-10' },
      ],
      { every: 'month', asOf: '2024-02-29' },
    ],
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
  mergeLives: [
    [
      [
        { 1: { lost: 1, censored: 2 } },
        { 1: { lost: 1.5, censored: 2, entered: 1, squares: 5, enteredSquares: 0.5 } },
      ],
    ],
  ],
  projectRetention: [
    [fit, { periods: 3, given: 2, confidence: 0.9 }],
    [{ model: 'sbg', parameters: { alpha: 0.7, beta: 1.2 } }, { periods: 2 }],
  ],
  relativeRetention: [
    [
      {
        every: 'month',
        multiple: 1,
        asOf: '2024-02-29',
        from: null,
        periods: 2,
        brackets: null,
        measure: 'on',
        until: null,
        minimum: 1,
        clock: 'calendar',
        cohort: 'first',
        weekStartsOn: null,
        timeZone: 'UTC',
        interval: 'wilson',
        confidence: 0.95,
        hasAmounts: null,
        laterRows: 0,
        columns: [
          { from: 0, to: 0 },
          { from: 1, to: 1 },
        ],
        cohorts: [
          { from: '2024-01-01', size: 4, retained: [4, 1], revenue: null },
          { from: '2024-02-01', size: 3, retained: [3, null], revenue: null },
        ],
        average: { policy: 'pooled' },
        repeats: null,
      },
      { to: 'previous-cohort', minimum: 2, confidence: 0.9 },
    ],
    [
      {
        every: 'month',
        multiple: 1,
        asOf: '2024-02-29',
        from: null,
        periods: 2,
        brackets: null,
        measure: 'on',
        until: null,
        minimum: 1,
        clock: 'calendar',
        cohort: 'first',
        weekStartsOn: null,
        timeZone: 'UTC',
        interval: 'wilson',
        confidence: 0.95,
        hasAmounts: null,
        columns: [
          { from: 0, to: 0 },
          { from: 1, to: 1 },
        ],
        cohorts: [
          { from: '2024-01-01', size: 4, retained: [4, 1], revenue: null },
          { from: '2024-02-01', size: 3, retained: [3, null], revenue: null },
        ],
        average: { policy: 'pooled' },
        repeats: null,
      },
      { to: { cohort: '2024-01-01' } },
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
    [
      { 1: { lost: 2, censored: 0 }, 3: { lost: 1, censored: 4 } },
      { interval: 'log', to: 2 },
    ],
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
  sbg: [[{ alpha: 0.7, beta: 1.2 }]],
  activeCustomers: [
    [
      [
        { customer: 'a', on: '2024-01-10' },
        { customer: 'a', on: new Date('2024-01-20T23:30:00Z') },
        { customer: '2', on: '2024-01-12', amount: 5 },
      ],
      {
        every: 'week',
        weekStartsOn: 'monday',
        rolling: 3,
        from: '2024-01-08',
        to: '2024-02-05',
        asOf: '2024-01-31',
        confidence: 0.9,
        timeZone: 'Asia/Tokyo',
      },
    ],
    [
      [{ customer: 'a', on: '1402/10/20' }],
      { every: 'month', calendar: 'persian', from: '1402/10/01', to: '1402/12/01' },
    ],
    [
      [{ customer: 'a', on: '2024-01-10' }],
      { boundaries: ['2024-01-01', '2024-02-01'], from: '2024-01-05', to: '2024-01-20' },
    ],
  ],
  stickiness: [
    [
      [
        { customer: 'a', on: '2024-01-10' },
        { customer: 'a', on: new Date('2024-01-20T23:30:00Z') },
        { customer: '2', on: '2024-01-12' },
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
  tallyLivesByAnswer: [
    [
      [
        { customer: 'a', startedOn: '2024-01-10', endedOn: '2024-09-01' },
        { customer: 'b', startedOn: '2024-01-10', endedOn: '2024-05-01' },
        { customer: 'c', startedOn: '2024-01-10' },
        { customer: 'f', startedOn: '2024-01-10', endedOn: '2024-02-01' },
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
        unit: 'month',
      },
    ],
  ],
  streaks: [
    [
      [
        { customer: 'a', on: '2024-01-10', amount: '20.05' },
        { customer: 'a', on: '2024-01-18', amount: 5 },
        { customer: 'b', on: new Date('2024-02-10T23:30:00Z'), amount: '-2' },
        { customer: 'b', on: '2024-06-27', amount: 7 },
        { customer: 'b', on: '2024-07-11', amount: 7 },
      ],
      {
        every: 'week',
        asOf: '2024-06-30',
        later: 'ignore',
        weekStartsOn: 'monday',
        timeZone: 'Asia/Tokyo',
      },
    ],
  ],
}
