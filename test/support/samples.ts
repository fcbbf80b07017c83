/** Arguments that work, for each public function: what hostile tests start from. */
export const samples: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
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
  breakEvenRetention: [
    [{ cost: '300', margin: 100, discount: 0.1, firstMargin: 'now', growth: 0.02 }],
    [{ cost: 300, margin: '100.5', discount: 0, firstMargin: 'after-one-period' }],
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
  complaintRate: [
    [
      { complained: 3, customers: 100 },
      { interval: 'jeffreys', confidence: 0.9 },
    ],
  ],
  concentration: [
    [
      ['10.50', 3, 0, 7n, 0.125],
      { top: [0.2, 1], amount: [0, 0.8, 1], lorenz: [0.5, 1], confidence: 0.9 },
    ],
    [new Float64Array([1, 2.5]), {}],
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
  mergeLives: [[[{ 1: { lost: 1, censored: 2 } }]]],
  mergeRatings: [[[{ 1: 2 }, { 5: 1 }]]],
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
  nps: [
    [[10, 9, 0], { interval: 'adjusted-wald', confidence: 0.8, unanswered: 'reject' }],
    [{ 1: 3, 5: 2 }, { scale: { min: 1, passiveFrom: 4, promoterFrom: 5, max: 5 } }],
    [new Int8Array([10, 3])],
  ],
  npsFromGroups: [[{ promoters: 3, passives: 2, detractors: 1 }, { interval: 'wald' }]],
  paybackPeriods: [[{ cost: '1200', marginPerPeriod: 80, retention: 0.98 }]],
  praiseRate: [[{ praised: 3, customers: 100 }, { interval: 'wald' }]],
  proportionInterval: [
    [
      { successes: 3, trials: 10 },
      { method: 'wilson', confidence: 0.9 },
    ],
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
          { name: 'other', recency: [1, 2], frequency: [1, 3], monetary: [1, 1] },
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
        { customer: 'a', startedOn: '2024-01-10', endedOn: '2024-02-10' },
        { customer: 'b', startedOn: '2024-01-10', endedOn: null },
      ],
      { from: '2024-02-01', to: '2024-03-01', timeZone: 'America/Sao_Paulo' },
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
      { asOf: '2024-06-30', unit: 'month', returns: 'bridge' },
    ],
  ],
  tallyRatings: [[[1, null, 3], { unanswered: 'skip' }]],
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
