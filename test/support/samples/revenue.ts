import type { Samples } from './types.js'

/** Arguments that work, for each public function of `revenue`. */
export const revenue: Samples = {
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
          customer: '2',
          startedOn: '2024-06-01',
          endedOn: '2025-01-20',
          amount: 30,
          currency: 'EUR',
        },
      ],
      { asOf: '2024-12-31', by: '2025-01-31', level: 'customer', timeZone: 'UTC' },
    ],
    [
      [
        {
          customer: 'a',
          startedOn: '2025-01-10',
          startKnownOn: '2024-12-20',
          endedOn: '2025-03-01',
          endKnownOn: '2025-02-01',
          amount: 50,
          changes: [{ on: '2025-02-01', amount: 60, knownOn: '2025-01-10' }],
        },
      ],
      { asOf: '2025-01-15', by: '2025-03-31', level: 'customer', facts: 'as-known' },
    ],
  ],
  committedRevenueByPeriod: [
    [
      [
        {
          customer: 'a',
          startedOn: '2024-06-01',
          endedOn: '2025-03-01',
          endKnownOn: '2025-02-01',
          amount: '50.00',
          currency: 'EUR',
        },
      ],
      {
        every: 'week',
        weekStartsOn: 'monday',
        from: '2025-01-20',
        to: '2025-02-10',
        ahead: { years: 0, months: 1, weeks: 1, days: 1 },
        level: 'subscription',
        facts: 'as-known',
        timeZone: 'UTC',
      },
    ],
    [
      [{ customer: 'a', startedOn: '2024-06-01', amount: 5 }],
      {
        boundaries: ['2024-12-01', '2025-01-05'],
        from: '2024-12-20',
        to: '2025-01-02',
        ahead: { days: 30 },
        level: 'customer',
      },
    ],
    [
      [{ customer: 'a', startedOn: '2024-06-01', amount: 5 }],
      {
        every: 'month',
        calendar: 'persian',
        from: '2025-01-01',
        to: '2025-03-01',
        ahead: { months: 1 },
        level: 'customer',
      },
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
          customer: '2',
          startedOn: '2024-06-01',
          endedOn: '2025-01-20',
          amount: 30,
          currency: 'EUR',
        },
      ],
      { from: '2025-01-01', to: '2025-02-01', level: 'subscription', timeZone: 'UTC' },
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
          exchange: '-0.5',
          closing: '78.4',
        },
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
          customer: '2',
          startedOn: '2024-06-01',
          endedOn: '2025-01-20',
          amount: 30,
          currency: 'EUR',
        },
      ],
      { from: '2025-01-01', to: '2025-02-01', level: 'customer', timeZone: 'America/Sao_Paulo' },
    ],
    [
      [
        { customer: 'a', startedOn: '2024-06-01', amount: '50.00', currency: 'EUR' },
        {
          customer: 'b',
          startedOn: '2024-06-01',
          endedOn: '2025-01-20',
          amount: 30,
          currency: 'USD',
        },
      ],
      {
        from: '2025-01-01',
        to: '2025-02-01',
        level: 'customer',
        rates: { currency: 'EUR', opening: { USD: '0.95' }, closing: { USD: 0.91 } },
      },
    ],
  ],
  tallyRevenueByPeriod: [
    [
      [{ customer: 'a', startedOn: '2024-06-01', amount: '50.00' }],
      {
        every: 'week',
        calendar: 'iso-week',
        from: '2024-12-20',
        to: '2025-01-10',
        level: 'customer',
      },
    ],
    [
      [{ customer: 'a', startedOn: '2024-06-01', amount: '50.00' }],
      {
        boundaries: ['2024-12-01', '2025-01-05'],
        from: '2024-12-20',
        to: '2025-01-02',
        level: 'customer',
      },
    ],
    [
      [{ customer: 'a', startedOn: '2024-06-01', endedOn: '2025-02-01', amount: 50 }],
      { every: 'month', rolling: 3, from: '2025-01-01', to: '2025-04-10', level: 'customer' },
    ],
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
          customer: '2',
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
  explainRevenueRetentionChange: [
    [
      {
        before: {
          a: { opening: '100.5', expansion: 20, contraction: 5, churned: 10 },
          b: { opening: 300, expansion: 0, contraction: 0, churned: 30 },
        },
        after: { a: { opening: 90, expansion: '2.25', contraction: 0, churned: 1 } },
      },
      { measure: 'net' },
    ],
  ],
}
