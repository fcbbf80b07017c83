import type { Samples } from './types.js'

/** Arguments that work, for each public function of `service`. */
export const service: Samples = {
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
          customer: '2',
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: '2', openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: '3', openedAt: '2025-03-29T00:00:00Z', bot: true },
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
          dates: [{ on: '2025-04-17', shifts: [{ from: '09:00', to: '12:00' }] }],
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
  complaintRate: [
    [
      { complained: 3, customers: 100, categories: { delivery: 2, product: 1 } },
      { interval: 'jeffreys', confidence: 0.9 },
    ],
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
          customer: '2',
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: '2', openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: '3', openedAt: '2025-03-29T00:00:00Z', bot: true },
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
          customer: '2',
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: '2', openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: '3', openedAt: '2025-03-29T00:00:00Z', bot: true },
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
  mergeTimes: [
    [
      [
        {
          measure: 'resolution',
          clock: 'business',
          reopened: 'last',
          unit: 'minute',
          hold: 'pauses',
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
  praiseRate: [[{ praised: 3, customers: 100 }, { interval: 'wald' }]],
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
          customer: '2',
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: '2', openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: '3', openedAt: '2025-03-29T00:00:00Z', bot: true },
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
          holds: [{ heldAt: '2025-03-28T16:00:00Z', resumedAt: '2025-03-28T17:00:00Z' }],
          bot: false,
          participants: 1,
          furtherMessages: 0,
        },
        {
          customer: '2',
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: '2', openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: '3', openedAt: '2025-03-29T00:00:00Z', bot: true },
      ],
      {
        hold: 'pauses',
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
          customer: '2',
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: '2', openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: '3', openedAt: '2025-03-29T00:00:00Z', bot: true },
      ],
      { from: '2025-03-01', to: '2025-04-01', customers: 10, timeZone: 'UTC' },
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
          holds: [{ heldAt: '2025-03-28T16:00:00Z', resumedAt: '2025-03-28T17:00:00Z' }],
          bot: false,
          participants: 1,
          furtherMessages: 0,
        },
        {
          customer: '2',
          openedAt: '2025-03-30T00:00:00.500Z',
          resolvedAt: '2025-03-30T20:00:00Z',
          participants: 2,
          furtherMessages: 3,
        },
        { customer: '2', openedAt: '2025-03-30T00:00:00Z', participants: 1, furtherMessages: 0 },
        { customer: '3', openedAt: '2025-03-29T00:00:00Z', bot: true },
      ],
      {
        hold: 'counts',
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
  mergeSla: [
    [
      [
        {
          rate: 0.5,
          interval: { low: 0.1, high: 0.9, confidence: 0.95, method: 'wilson' },
          met: 1,
          missed: 1,
          pending: 2,
          withoutReply: 0,
          tickets: 4,
          bots: 1,
          measure: 'resolution',
          clock: 'business',
          reopened: 'last',
        },
        {
          rate: null,
          interval: null,
          met: 0,
          missed: 0,
          pending: 2,
          withoutReply: 0,
          tickets: 2,
          bots: 0,
          measure: 'resolution',
          clock: 'business',
          reopened: 'last',
        },
      ],
      { interval: 'jeffreys', confidence: 0.9 },
    ],
  ],
  slaByPriority: [
    [
      [
        {
          priority: 'urgent',
          customer: 'a',
          openedAt: '2025-03-28T16:00:00+01:00',
          firstReplyAt: '2025-03-28T17:30:00Z',
        },
        { priority: 'normal', openedAt: new Date('2025-03-29T00:00:00Z') },
        { priority: 'normal', openedAt: '2025-03-29T00:00:00Z', bot: true },
      ],
      {
        asOf: '2025-03-31T12:00:00Z',
        measure: 'first-reply',
        clock: 'calendar',
        targets: { urgent: { hours: 1 }, normal: { hours: 8 }, low: { days: 2 } },
        interval: 'wilson',
        confidence: 0.9,
      },
    ],
  ],
}
