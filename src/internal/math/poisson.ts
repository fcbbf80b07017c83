import { normalWidth } from './special.js'

/**
 * The means of which a count is not rejected by the score test: (count − mean)² = z² × mean. The two
 * ends multiply to count², which keeps the digits of the lower one.
 */
export function countEnds(count: number, confidence: number): readonly [low: number, high: number] {
  const square = normalWidth(confidence) ** 2
  const high = count + square / 2 + Math.sqrt(square * (count + square / 4))
  return [count > 0 ? (count / high) * count : 0, high]
}

/**
 * The ratios of two means of which two counts, both above 0, are not rejected by the score test:
 * (above − ratio × below)² = z² × ratio × (above + below). It is Wilson's interval of the share that
 * the first has in both, as a ratio.
 */
export function countRatioEnds(
  above: number,
  below: number,
  confidence: number,
): readonly [low: number, high: number] {
  const square = normalWidth(confidence) ** 2
  const ratio = above / below
  // What the counts leave open of the ratio: 1 ÷ above + 1 ÷ below, times the square.
  const open = square * (1 / above + 1 / below)
  const high = ratio * (1 + open / 2 + Math.sqrt(open * (1 + open / 4)))
  return [(ratio / high) * ratio, high]
}
