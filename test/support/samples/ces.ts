import type { Samples } from './types.js'

/** Arguments that work, for each public function of `ces`. */
export const ces: Samples = {
  ces: [
    [[1, 5, 7], { interval: 'jeffreys', confidence: 0.9, unanswered: 'skip' }],
    [
      { 1: 3, 5: 2 },
      { easy: 'low', scale: { min: 1, max: 5 }, easyFrom: 2, difficultUpTo: 4 },
    ],
  ],
  cesEstimate: [
    [
      { 1: 4, 5: 9, 7: 3 },
      { population: 50, minimumResponses: 3, interval: 'bayesian', seed: 1, draws: 1000, prior: 1 },
    ],
    [
      {
        2: { responses: 3, weight: 2.5, squaredWeight: 2.25 },
        5: { responses: 1, weight: 1, squaredWeight: 1 },
      },
      { easy: 'low', scale: { min: 1, max: 5 }, easyFrom: 2, difficultUpTo: 4, confidence: 0.9 },
    ],
  ],
  cesPower: [
    [{ responses: 20, difference: 1, standardDeviation: 1.5, confidence: 0.9, test: 'pooled' }],
  ],
  cesSampleSize: [
    [{ designEffect: 1.5, margin: 0.25, standardDeviation: 1.5, population: 300, confidence: 0.9 }],
  ],
  cesSampleSizeToCompare: [
    [{ difference: 0.5, standardDeviation: 1.5, power: 0.9, confidence: 0.9, test: 'welch' }],
  ],
  cesTrend: [
    [
      [{ 4: 3, 5: 2 }, null, [5, 6, 7]],
      {
        at: [0, 1, 3.5],
        confidence: 0.9,
        minimumResponses: 2,
        unanswered: 'skip',
        scale: { min: 1, max: 7, easy: 'high', easyFrom: 5, difficultUpTo: 3 },
      },
    ],
  ],
  compareCes: [
    [
      { a: { 4: 3, 5: 2 }, b: [5, 6, 7] },
      { test: 'pooled', confidence: 0.9, minimumResponses: 2, unanswered: 'skip' },
    ],
    [
      {
        a: {
          easyRate: 0.5,
          mean: 2,
          standardDeviation: 1,
          responses: 5,
          effectiveResponses: 4.5,
          scale: { min: 1, max: 5, easy: 'low', easyFrom: 2, difficultUpTo: 4 },
        },
        b: {
          2: { responses: 3, weight: 2.5, squaredWeight: 2.25 },
          3: { responses: 1, weight: 1, squaredWeight: 1 },
        },
      },
      { easy: 'low' },
    ],
  ],
  compareCesPaired: [
    [
      [
        { before: 3, after: 5 },
        { before: 4, after: null },
        { before: 4, after: 4 },
      ],
      { unanswered: 'skip', confidence: 0.9, minimumResponses: 2, easy: 'high' },
    ],
  ],
  compareCesSegments: [
    [
      { x: { 4: 3, 5: 2 }, y: [5, 6, 7], z: { 1: 2, 7: 1 } },
      { test: 'welch', correction: 'holm', confidence: 0.9, minimumResponses: 2 },
    ],
  ],
  explainCesChange: [
    [
      { before: { x: { 4: 3, 1: 2 } }, after: { x: [5, 3], y: [1] } },
      { minimumResponses: 1, easy: 'high', unanswered: 'skip' },
    ],
  ],
}
