import type { Samples } from './types.js'

/** Arguments that work, for each public function of `statistics`. */
export const statistics: Samples = {
  adjustPValues: [[[0.01, 0.5, 0.03], { method: 'benjamini-hochberg' }]],
  compareMeans: [
    [
      { a: [1, 2, 4], b: { mean: 3, standardDeviation: 1.5, count: 9 } },
      { test: 'pooled', confidence: 0.9 },
    ],
  ],
  compareProportions: [
    [
      { a: { successes: 3, trials: 10 }, b: { successes: 7, trials: 9 } },
      { test: 'fisher', interval: 'wald', confidence: 0.9 },
    ],
  ],
  meanInterval: [
    [[1, 2, 4], { confidence: 0.9, population: 10 }],
    [{ mean: 3, standardDeviation: 1.5, count: 9 }],
  ],
  proportionInterval: [
    [
      { successes: 3, trials: 10 },
      { interval: 'wilson', confidence: 0.9 },
    ],
  ],
  quantiles: [
    [[3, 1, 2], { at: [0, 0.3, 1], definition: 4 }],
    [new Float64Array([1, 2]), { at: [0.5], definition: 1 }],
  ],
}
