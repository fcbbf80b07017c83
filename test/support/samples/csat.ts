import type { Samples } from './types.js'

/** Arguments that work, for each public function of `csat`. */
export const csat: Samples = {
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
  csat: [
    [[1, 4, 5], { interval: 'clopper-pearson', confidence: 0.99 }],
    [new Set([0, 1]), { scale: { min: 0, max: 1, satisfiedFrom: 1 }, dissatisfiedUpTo: 0 }],
  ],
  csatEstimate: [
    [{ 5: 3, 2: 1 }, { base: 'formbricks-summary' }],
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
  csatSampleSize: [
    [{ designEffect: 1.5, margin: 0.05, rate: 0.8, population: 500, confidence: 0.9 }],
  ],
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
  explainCsatChange: [
    [
      { before: { x: { 4: 3, 1: 2 } }, after: { x: [5, 3], y: [1] } },
      { minimumResponses: 1, satisfiedFrom: 4, unanswered: 'skip' },
    ],
  ],
}
