import type { Counted } from '../summaries/summaryColumns.js'

/**
 * Reduces many histories to few: merges neighbours in time, or takes every n-th where times are
 * whole or absent.
 */
export type ThinningMethod = 'merged' | 'sampled'

/** About this many are left. */
const LEFT = 1000

/** Intervals that the longest age is divided into. */
const AGE_BINS = 20

/** A few histories in place of many: the likelihood is not the same, but its maximum is near. */
export function thinnedHistories(data: Counted, method: ThinningMethod): Counted {
  if (method === 'sampled') return sampleOf(data)
  const merged = mergeNeighbours(data)
  return merged.size > 2 * LEFT ? sampleOf(merged) : merged
}

/** Histories with as many purchases and about the same times as one, at the mean of their times. */
function mergeNeighbours({ size, frequency, recency, age, weight, customers }: Counted): Counted {
  let longest = 0
  for (let row = 0; row < size; row++) longest = Math.max(longest, age[row] as number)
  const column = (): Float64Array => new Float64Array(size)
  const [x, last, end, count, monetary] = [column(), column(), column(), column(), column()]
  const places = new Map<number, number>()
  const binOf = (time: number): number => Math.floor((time / longest) * (AGE_BINS - 0.5))
  for (let row = 0; row < size; row++) {
    const [at, until, customersHere] = [recency[row], age[row], weight[row]] as [
      number,
      number,
      number,
    ]
    const key = ((frequency[row] as number) * AGE_BINS + binOf(at)) * AGE_BINS + binOf(until)
    let place = places.get(key)
    if (place === undefined) {
      place = places.size
      places.set(key, place)
      x[place] = frequency[row] as number
    }
    // Means that move, so that no time leaves the range of its own.
    const all = (count[place] as number) + customersHere
    const share = customersHere / all
    last[place] = (last[place] as number) + share * (at - (last[place] as number))
    end[place] = (end[place] as number) + share * (until - (end[place] as number))
    count[place] = all
  }
  return {
    ...{ size: places.size, frequency: x, recency: last, age: end, monetary, weight: count },
    ...{ customers, excluded: 0 },
  }
}

/**
 * A sample of distinct summaries: all common ones, with less weight; of the rare ones every n-th.
 */
function sampleOf({ size, frequency, recency, age, monetary, weight }: Counted): Counted {
  const stride = Math.ceil(size / LEFT)
  const rows: number[] = []
  for (let row = 0; row < size; row++)
    if ((weight[row] as number) >= stride || row % stride === 0) rows.push(row)
  const pick = (column: Float64Array): Float64Array =>
    Float64Array.from(rows, (row) => column[row] as number)
  const weights = pick(weight).map((count) => (count >= stride ? count / stride : count))
  const customers = weights.reduce((sum, count) => sum + count, 0)
  return {
    ...{ size: rows.length, frequency: pick(frequency), recency: pick(recency), age: pick(age) },
    ...{ monetary: pick(monetary), weight: weights, customers, excluded: 0 },
  }
}
