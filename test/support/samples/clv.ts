import type { Samples } from './types.js'

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
/** Single customers with what they spent, no two alike. */
const valued = histories.map(({ customers: _, ...row }, i) => ({ ...row, monetary: 12.3 + i / 7 }))
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
const rhythm = { ...bg, model: 'mbg-cnbd-k', k: 2 }
const gompertz = {
  model: 'ggompertz-nbd',
  parameters: { r: 0.553, alpha: 10.578, b: 0.02, s: 0.6, beta: 0.4 },
  unit: 'week',
}
const gaps = histories.map((row) => ({ ...row, logGaps: row.frequency > 0 ? 0.5 : 0 }))
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

const gammaPrior = { distribution: 'gamma', shape: 2, rate: 1 }
/** Few histories show no growth of a risk. */
const GROWING = {
  kind: 'prior',
  priors: {
    r: gammaPrior,
    b: { ...gammaPrior, rate: 40 },
    s: gammaPrior,
    beta: gammaPrior,
  },
}

const YEAR = {
  horizon: { weeks: 52 },
  discount: { rate: 0.1, per: 'week', compounding: 'periodic' },
  timing: 'at-purchase',
}

/** Arguments that work, for each public function of `clv`. */
export const clv: Samples = {
  bgBb: [[bgbb.parameters, { unit: 'year' }]],
  bgCnbd: [[bg.parameters, { unit: 'week', k: 3 }]],
  bgNbd: [[bg.parameters, { unit: 'week' }]],
  bootstrapModel: [
    [bg, histories.slice(2, 4), { seed: 7, samples: 2 }],
    [spending, spend, { seed: 1, samples: 2 }],
  ],
  calibrationTable: [
    [bg, histories, { upTo: 2 }],
    [bgbb, donors],
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
  compressSummaries: [[histories], [columns]],
  continuousClv: [
    [{ margin: '100.05', retention: 0.8, discount: 0.1, growth: 0.02, periods: 2.5 }],
    [{ margin: 100, retention: 0.8, discount: 0 }],
  ],
  customerEquity: [
    [
      { purchases: bg, spend: spending },
      valued,
      {
        horizon: { months: 3, weeks: 2 },
        discount: { rate: 0.01, per: 'month', compounding: 'periodic' },
        timing: 'end-of-period',
        margin: 0.4,
        weeksPerMonth: 52 / 12,
        seed: 1,
        samples: 100,
        confidence: 0.9,
      },
    ],
    [
      { purchases: bg, spend: spending },
      columns,
      {
        horizon: { weeks: 9 },
        discount: { rate: 0.1, per: 'year', compounding: 'continuous' },
        timing: 'at-purchase',
        weeksPerYear: 52,
        seed: 1,
        samples: 100,
        bootstrap: { purchases: redrawn, spend: respent },
      },
    ],
    [
      { purchases: bg, spend: spending },
      [customer, { ...customer, monetary: -4 }],
      { ...YEAR, withoutSpend: 'floor', margins: [0.4, 0.4], seed: 1, samples: 100 },
    ],
    [
      { purchases: bg, spend: [-3, -3, -3] },
      columns,
      { ...YEAR, margin: 0.5, seed: 1, samples: 100 },
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
    [
      { purchases: bg, spend: spending },
      [customer, { ...customer, monetary: -4 }],
      { ...YEAR, withoutSpend: 'average', margins: [0.4, 0.4] },
    ],
    [{ purchases: bg, spend: [-3, -3, -3] }, columns, { ...YEAR, interval: 'delta' }],
    [
      { purchases: bg, spend: 20 },
      'new',
      { ...YEAR, margin: -0.2, interval: 'bootstrap', bootstrap: { purchases: redrawn } },
    ],
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
    [spending, [{ frequency: 2, monetary: -4 }], { withoutSpend: 'nothing', interval: 'delta' }],
  ],
  fitBgCnbd: [[gaps, { unit: 'week', k: 1, maxIterations: 100 }]],
  fitCovariates: [
    [
      histories.map((row, i) => ({ ...row, big: i % 2 })),
      { model: 'pareto-nbd', unit: 'week', purchases: ['big'], leaving: [], maxIterations: 100 },
    ],
  ],
  modelWithCovariates: [
    [
      { ...pareto, coefficients: { purchases: { big: 0.5 }, leaving: {} }, covariance: undefined },
      { big: 1 },
    ],
  ],
  fitSpendCovariates: [
    [
      spend.map((row) => ({ ...row, app: row.monetary && row.monetary > 28 ? 1 : 0 })),
      { covariates: ['app'], maxIterations: 100 },
    ],
  ],
  spendModelWithCovariates: [
    [{ ...spending, coefficients: { app: 0.5 }, covariance: undefined }, { app: 1 }],
  ],
  fitGGompertzNbd: [
    [histories, { unit: 'week', penalty: GROWING, start: gompertz.parameters, maxIterations: 100 }],
  ],
  fitMbgCnbd: [[gaps, { unit: 'week', k: 2, penalty: { kind: 'ridge', strength: 1 } }]],
  gGompertzNbd: [[gompertz.parameters, { unit: 'week' }]],
  mbgCnbd: [[bg.parameters, { unit: 'week', k: 3 }]],
  purchaseForecast: [
    [mbg, [customer], { horizon: { months: 2 }, weeksPerMonth: 52 / 12, seed: 1, samples: 100 }],
    [
      bg,
      'new',
      {
        from: { weeks: 1 },
        horizon: { weeks: 9 },
        seed: 1,
        samples: 100,
        confidence: 0.8,
        bootstrap: redrawn,
      },
    ],
    [rhythm, columns, { horizon: { weeks: 9 }, seed: 1, samples: 100 }],
    [gompertz, customer, { horizon: { weeks: 9 }, seed: 1, samples: 100 }],
    [bg, valued, { horizon: { weeks: 9 }, seed: 1, samples: 100 }],
  ],
  purchaseRegularity: [
    [purchases, { asOf: '2024-03-31', refunds: 'ignore', timeZone: 'Asia/Kathmandu' }],
  ],
  summarizeRhythm: [
    [purchases, { asOf: '2024-03-31', unit: 'week', refunds: 'net', timeZone: 'Asia/Kathmandu' }],
  ],
  fitBgBb: [[donors, { unit: 'year', maxIterations: 100 }]],
  fitBgNbd: [[histories, { unit: 'week', start: bg.parameters, maxIterations: 100 }]],
  fitGammaGamma: [[spend, { start: spending.parameters, maxIterations: 100 }]],
  fitMbgNbd: [[histories, { unit: 'week', penalty: { kind: 'ridge', strength: 1 } }]],
  fitParetoNbd: [[histories, { unit: 'week', maxIterations: 100 }]],
  gammaGamma: [[spending.parameters]],
  holdoutTable: [
    [
      bg,
      { horizon: { months: 2 }, customers: [{ ...customer, holdoutFrequency: 3 }] },
      { upTo: 3, weeksPerMonth: 4 },
    ],
    [bgbb, { horizon: { years: 2 }, customers: [{ ...donor, holdoutFrequency: 0 }] }],
  ],
  logLikelihood: [
    [pareto, [customer]],
    [spending, columns],
    [bgbb, donors],
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
  paretoNbd: [[pareto.parameters, { unit: 'day' }]],
  probabilityAlive: [
    [pareto, columns],
    [bg, [customer], { interval: 'delta', confidence: 0.9 }],
    [bgbb, donor],
    [pareto, customer, { after: { days: 30 }, daysPerWeek: 7 }],
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
  realizedClv: [
    [
      [
        { customer: 'a', on: '2024-01-10', amount: '20.05' },
        { customer: '2', on: '2024-02-10T10:00:00+02:00', amount: 5 },
      ],
      { horizon: { months: 1, days: 2 }, asOf: '2024-06-30', margin: 0.5, timeZone: 'UTC' },
    ],
  ],
  realizedClvByCohort: [
    [
      [{ customer: 'a', on: '2024-01-10', amount: '20.05' }],
      { every: 'year', calendar: 'persian', horizon: { days: 30 }, asOf: '1403/04/10' },
    ],
    [
      [{ customer: 'a', on: '2024-01-10', amount: '20.05' }],
      { boundaries: ['2024-01-01', '2024-07-01'], horizon: { days: 30 }, asOf: '2024-06-30' },
    ],
    [
      [
        { customer: 'a', on: '2024-01-10', amount: '20.05' },
        { customer: '2', on: '2024-02-10T10:00:00+02:00', amount: 5 },
        { customer: '3', on: '2024-06-10', amount: 5 },
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
  simpleClv: [
    [
      {
        revenue: '100',
        margin: 0.8,
        churn: {
          periods: [
            { lost: 1, opening: 10 },
            { lost: 2, opening: 30 },
          ],
          average: 'mean',
          last: 1,
        },
      },
    ],
    [{ revenue: '100', margin: 0.8, churn: 0.02 }],
  ],
  spendIndependence: [[spend, { confidence: 0.9 }]],
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
    [[{ customer: '1', on: '2024-01-10' }], { asOf: '2024-06-30', unit: 'week' }],
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
    [bgbb, purchases.slice(3), { asOf: '2024-12-31', until: '2026-12-31', timeZone: 'UTC' }],
  ],
  alivePath: [
    [
      mbg,
      [
        { customer: 'a', on: '2025-01-01' },
        { customer: 'a', on: '2025-01-03T10:00:00+02:00' },
        { customer: '2', on: '2025-01-04' },
      ],
      { asOf: '2025-01-06', timeZone: 'UTC', interval: 'delta' },
    ],
    [bg, [{ customer: 1, on: '2025-01-01' }], { asOf: '2025-01-06' }],
  ],
  fitGeometricNbd: [[histories, { unit: 'week', start: { r: 1, alpha: 9, p: 0.2 } }]],
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
  fitPoisson: [[histories, { unit: 'week' }]],
  geometricNbd: [[{ r: 0.25, alpha: 4.7, p: 0.16 }, { unit: 'week' }]],
  nbd: [[{ r: 0.385, alpha: 12.07 }, { unit: 'week' }]],
  poisson: [[{ lambda: 0.032 }, { unit: 'week' }]],
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
}
