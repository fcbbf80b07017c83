import type { Samples } from './types.js'

/** Arguments that work, for each public function of `billing`. */
export const billing: Samples = {
  readSubscriptions: [
    [
      [
        {
          customer: 'a',
          subscription: 's1',
          plan: 'pro',
          status: 'trialing',
          startedOn: '2025-01-01',
          trialUntil: '2025-01-15',
          canceledOn: '2025-05-20',
          paidUntil: '2025-06-15',
          reason: 'price',
          startKnownOn: '2024-12-20',
          endKnownOn: '2025-05-21',
          amount: '120.00',
          currency: 'EUR',
          unit: 'year',
          every: 1,
          changes: [{ on: '2025-03-01', amount: 240, knownOn: '2025-02-01' }],
          discounts: [
            { share: '0.25', until: '2025-02-15' },
            { amount: 12, from: '2025-02-01', until: null },
          ],
          usage: [{ from: '2025-02-15', until: '2025-03-15', amount: '3.5' }],
          pauses: [{ from: '2025-04-01', until: '2025-04-20', knownOn: '2025-03-25' }],
        },
        {
          customer: 'b',
          subscription: 's2',
          status: 'On hold',
          startedOn: '2025-01-01T12:00:00Z',
          pausedFrom: '2025-02-01',
          pausedUntil: null,
          amount: 10,
          unit: 'week',
        },
        {
          customer: 'old',
          startedOn: '2024-01-01',
          paidUntil: '2025-03-01',
          dunningUntil: '2025-03-20',
          endedOn: null,
          amount: 5,
        },
      ],
      {
        trials: 'exclude',
        pauses: 'free',
        pastDue: 'include',
        discounts: 'all',
        usage: 'include',
        endsOn: 'paid-period',
        rule: '52/12',
        belowZero: 'floor',
        statuses: { 'on hold': 'paused' },
        aliases: [{ customer: 'old', into: 'a' }],
        timeZone: 'Asia/Tokyo',
      },
    ],
    [[{ customer: 1, startedOn: '2025-01-01', endedOn: '2025-02-01' }], {}],
  ],
}
