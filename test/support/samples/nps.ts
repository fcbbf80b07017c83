import type { Samples } from './types.js'

/** Arguments that work, for each public function of `nps`. */
export const nps: Samples = {
  compareNps: [
    [
      { a: { 10: 3, 5: 2 }, b: [10, 9, 1] },
      {
        interval: 'wald',
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
      { interval: 'wald', correction: 'benjamini-hochberg', confidence: 0.9, minimumResponses: 2 },
    ],
  ],
  explainNpsChange: [
    [
      { before: { x: { 10: 3, 1: 2 } }, after: { x: [5, 3], y: [10] } },
      { minimumResponses: 1, unanswered: 'skip' },
    ],
  ],
  nps: [
    [[10, 9, 0], { interval: 'adjusted-wald', confidence: 0.8, unanswered: 'reject' }],
    [{ 1: 3, 5: 2 }, { scale: { min: 1, passiveFrom: 4, promoterFrom: 5, max: 5 } }],
    [new Int8Array([10, 3])],
  ],
  npsEstimate: [
    [
      { 10: 3, 2: 1 },
      { base: 'asked', skipped: 2 },
    ],
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
        designEffect: 1.5,
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
}
