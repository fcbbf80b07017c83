import type { Samples } from './types.js'

/** Arguments that work, for each public function of `cost`. */
export const cost: Samples = {
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
  customerCost: [
    [{ acquisitionSpend: '60000', acquired: 200, retentionSpend: 45000, retained: 900 }],
    [
      { acquisitionSpend: '60000', acquired: 200, retentionSpend: 45000, retained: 900 },
      { counts: 'sample', confidence: 0.9 },
    ],
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
  mergeCosts: [[[{ acquisitionSpend: '1.05', acquired: 1, retentionSpend: 2, retained: 3 }]]],
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
  paybackPeriods: [[{ cost: '1200', marginPerPeriod: 80, retention: 0.98 }]],
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
        totalCost: '250000.00',
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
  explainCostChange: [
    [
      {
        before: {
          a: { acquisitionSpend: '100.5', acquired: 7, retentionSpend: 5, retained: 3 },
          b: { acquisitionSpend: 30, acquired: 0, retentionSpend: 0, retained: 1 },
        },
        after: {
          a: { acquisitionSpend: 90, acquired: 9, retentionSpend: '5.25', retained: 4 },
          c: { acquisitionSpend: 70, acquired: 3, retentionSpend: 8, retained: 2 },
        },
      },
      { per: 'acquired' },
    ],
  ],
  loyaltyProgram: [
    [
      {
        members: [{ spend: '120.5' }, { spend: 80 }, { spend: 0 }],
        control: [{ spend: 90 }, { spend: '-7.25' }],
      },
      { margin: 0.4, cost: '25.5', confidence: 0.9 },
    ],
    [
      {
        members: [
          { spend: '120.5', before: 100 },
          { spend: 80, before: '70.1' },
        ],
        control: [
          { spend: 90, before: 95 },
          { spend: 60, before: 0 },
        ],
      },
      { margin: 0, cost: 0 },
    ],
  ],
}
