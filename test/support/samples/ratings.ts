import type { Samples } from './types.js'

/** Arguments that work, for each public function of `ratings`. */
export const ratings: Samples = {
  latestAnswers: [
    [
      [
        { customer: 'a', rating: 3, answeredOn: '2025-01-10' },
        { customer: '2', rating: null, answeredOn: new Date('2025-01-12T10:00:00Z') },
        { customer: 'a', rating: 8, answeredOn: '2025-02-02T10:00:00+02:00' },
      ],
      { asOf: '2025-02-28', from: '2025-01-01', timeZone: 'Asia/Tokyo', unanswered: 'skip' },
    ],
  ],
  mergeRatings: [[[{ 1: 2 }, { 5: 1 }]]],
  mergeWeightedRatings: [
    [
      [
        { 9: { responses: 1, weight: 2, squaredWeight: 4 } },
        { 9: { responses: 2, weight: 1, squaredWeight: 0.5 } },
      ],
    ],
  ],
  poststratify: [[{ x: { 10: 3, 1: 2 }, y: { 7: 4 } }, { population: { x: 100, y: 300.5 } }]],
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
  tallyRatingsByPeriod: [
    [
      [
        { rating: 3, answeredOn: '2025-01-10' },
        { rating: null, answeredOn: new Date('2025-01-12T10:00:00Z') },
        { rating: 8, answeredOn: '2025-02-02T10:00:00+02:00', customer: 'a' },
      ],
      {
        every: 'week',
        weekStartsOn: 'monday',
        rolling: 2,
        from: '2025-01-10',
        to: '2025-02-10',
        asOf: '2025-02-04',
        scale: { min: 0, max: 10 },
        unanswered: 'skip',
        timeZone: 'Asia/Tokyo',
      },
    ],
    [
      [{ rating: 3, answeredOn: '1403/10/20' }],
      { every: 'month', calendar: 'persian', from: '1403/10/01', to: '1403/12/01' },
    ],
    [
      [{ rating: 3, answeredOn: '2025-01-10' }],
      { boundaries: ['2025-01-01', '2025-02-01'], from: '2025-01-05', to: '2025-01-20' },
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
  surveyFunnel: [
    [
      [
        { startedAt: '2025-03-03T09:00:00Z', completedAt: '2025-03-03T09:02:00Z' },
        { startedAt: new Date('2025-03-03T09:10:00Z'), completedAt: '2025-03-03T09:15:00Z' },
        {
          startedAt: '2025-03-03T09:30:00Z',
          completedAt: null,
          lastQuestion: 'score',
          lastAnsweredAt: '2025-03-03T09:31:00Z',
        },
        { startedAt: '2025-03-03T11:55:00Z' },
      ],
      {
        questions: ['score', 'reason'],
        asOf: '2025-03-03T12:00:00Z',
        abandonedAfter: 30,
        unit: 'minute',
        invited: 50,
        interval: 'jeffreys',
        confidence: 0.9,
      },
    ],
  ],
  rake: [
    [
      [
        { rating: 10, segments: { plan: 'paid', country: 'DE' } },
        { rating: 7, segments: { plan: 'paid', country: 'AT' }, weight: 1.5 },
        { rating: 3, segments: { plan: 'free', country: 'DE' } },
        { rating: 9, segments: { plan: 'free', country: 'AT' } },
      ],
      { population: { plan: { paid: 1, free: 2 }, country: { DE: 0.75, AT: 0.25 } } },
    ],
  ],
}
