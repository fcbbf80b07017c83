import type { Counted } from '../../summaries/summaryColumns.js'
import { type Grid, gridOf } from '../behaviour.js'

/** Histories with as many purchases, and all the times that these begin or end at. */
export interface Group {
  readonly x: number
  readonly rows: Int32Array
  /** Distinct, rising. */
  readonly times: Float64Array
  /** Where the last purchase and the end of observation of each row stand among them. */
  readonly from: Int32Array
  readonly to: Int32Array
}

/**
 * Histories that share a table of integrals, where many of them have few times; and the others, each
 * of which takes an integral of its own.
 */
export function groupsOf({ size, frequency, recency, age }: Counted): {
  readonly groups: readonly Group[]
  readonly loose: Int32Array
} {
  const [purchases] = gridOf(size, [frequency]) as [Grid]
  const [last, end] = gridOf(size, [recency, age]) as [Grid, Grid]
  const groups: Group[] = []
  const loose: Int32Array[] = []
  // The group that has last seen a time, and its place there.
  const seenBy = new Int32Array(last.values.length).fill(-1)
  const places = new Int32Array(last.values.length)
  for (const [group, rows] of rowsByPlace(purchases).entries()) {
    let seen = 0
    const distinct = new Int32Array(2 * rows.length)
    for (const { index } of [last, end])
      for (const row of rows) {
        const time = index[row] as number
        if (seenBy[time] === group) continue
        seenBy[time] = group
        distinct[seen++] = time
      }
    if (seen > rows.length) {
      loose.push(rows)
      continue
    }
    const times = Float64Array.from(
      distinct.subarray(0, seen),
      (time) => last.values[time] as number,
    )
    const order = distinct
      .subarray(0, seen)
      .sort((one, two) => (last.values[one] as number) - (last.values[two] as number))
    for (const [place, time] of order.entries()) places[time] = place
    const placesOf = ({ index }: Grid): Int32Array =>
      rows.map((row) => places[index[row] as number] as number)
    const x = purchases.values[group] as number
    groups.push({ x, rows, times: times.sort(), from: placesOf(last), to: placesOf(end) })
  }
  return { groups, loose: joined(loose) }
}

/** Rows by the place of their value in a grid. */
function rowsByPlace({ values, index }: Grid): readonly Int32Array[] {
  const counts = new Int32Array(values.length)
  for (const place of index) counts[place] = (counts[place] as number) + 1
  const lists = Array.from(counts, (count) => new Int32Array(count))
  for (let row = index.length - 1; row >= 0; row--) {
    const place = index[row] as number
    const left = (counts[place] as number) - 1
    counts[place] = left
    ;(lists[place] as Int32Array)[left] = row
  }
  return lists
}

function joined(lists: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(lists.reduce((size, list) => size + list.length, 0))
  let at = 0
  for (const list of lists) {
    all.set(list, at)
    at += list.length
  }
  return all
}
