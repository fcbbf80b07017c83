import {
  check,
  checkFields,
  checkList,
  checkObject,
  checkSome,
  checkWhole,
  type Path,
  readList,
} from '../internal/guard.js'

/**
 * A segment: a name for customers whose scores lie between two ends, both included. For a segment
 * that is not a rectangle, give several entries with the same name.
 */
export interface RfmSegment {
  /** The name of the segment. */
  readonly name: string
  /** Lowest and highest recency score. */
  readonly recency: readonly [least: number, greatest: number]
  /** Lowest and highest frequency score. */
  readonly frequency: readonly [least: number, greatest: number]
  /**
   * Lowest and highest monetary score.
   * @defaultValue any
   */
  readonly monetary?: readonly [least: number, greatest: number]
}

/**
 * Ten segments by recency and frequency, for scores of 1 to 5: the common grid, in which every code
 * has one name.
 */
export const RFM_SEGMENTS: readonly RfmSegment[] = [
  { name: 'champions', recency: [5, 5], frequency: [4, 5] },
  { name: 'loyal', recency: [3, 4], frequency: [4, 5] },
  { name: 'potential loyalists', recency: [4, 5], frequency: [2, 3] },
  { name: 'new', recency: [5, 5], frequency: [1, 1] },
  { name: 'promising', recency: [4, 4], frequency: [1, 1] },
  { name: 'need attention', recency: [3, 3], frequency: [3, 3] },
  { name: 'about to sleep', recency: [3, 3], frequency: [1, 2] },
  { name: 'cannot lose', recency: [1, 2], frequency: [5, 5] },
  { name: 'at risk', recency: [1, 2], frequency: [3, 4] },
  { name: 'hibernating', recency: [1, 2], frequency: [1, 2] },
]

/** The number of scores of each kind. */
export type Bins = readonly [recency: number, frequency: number, monetary: number]

/** Names of segments, and for each code the index of its own. */
export interface SegmentMap {
  readonly names: readonly string[]
  readonly codes: readonly string[]
  readonly segmentOf: Uint16Array
}

/** The place of three scores, each from 1, in lists of codes. */
export function codeIndex([, frequencies, amounts]: Bins, r: number, f: number, m: number): number {
  return ((r - 1) * frequencies + f - 1) * amounts + m - 1
}

const FIVE = '5,5,5'

/** A map in which every code has one segment. */
export function readSegmentMap(metric: string, segments: unknown, bins: Bins): SegmentMap {
  if (segments === undefined) {
    const expected = 'a list of segments, which has to be given for scores other than 1 to 5'
    check(metric, ['segments'], segments, `${bins}` === FIVE, expected, 'invalid')
  }
  const list = readList(metric, ['segments'], segments ?? RFM_SEGMENTS, (item, path) =>
    readSegment(metric, path, item, bins),
  )
  checkSome(metric, ['segments'], segments, list.length, 'segment')
  checkWhole(metric, ['segments', 'length'], list.length, 1, bins[0] * bins[1] * bins[2])
  const names = [...new Set(list.map(({ name }) => name))]
  const places = list.map(({ name }) => names.indexOf(name))
  const segmentOf = new Uint16Array(bins[0] * bins[1] * bins[2])
  const codes: string[] = []
  for (let r = 1; r <= bins[0]; r++)
    for (let f = 1; f <= bins[1]; f++)
      for (let m = 1; m <= bins[2]; m++) {
        const code = `${r}${f}${m}`
        const found = places.filter((_, at) => holds((list[at] as ReadSegment).ends, [r, f, m]))
        const expected = `a map with one segment for ${code}, which has ${found.length}`
        check(metric, ['segments'], segments, found.length === 1, expected, 'mismatch')
        segmentOf[codes.push(code) - 1] = found[0] as number
      }
  return { names, codes, segmentOf }
}

type Ends = readonly (readonly [least: number, greatest: number])[]

interface ReadSegment {
  readonly name: string
  readonly ends: Ends
}

function holds(ends: Ends, scores: readonly number[]): boolean {
  return ends.every(([least, greatest], kind) => {
    const score = scores[kind] as number
    return score >= least && score <= greatest
  })
}

function readSegment(metric: string, path: Path, item: unknown, bins: Bins): ReadSegment {
  const given = checkObject<RfmSegment>(metric, path, item)
  checkFields(metric, path, given, ['name', 'recency', 'frequency', 'monetary'])
  const { name, recency, frequency, monetary } = given
  return {
    name: checkName(metric, [...path, 'name'], name),
    ends: [
      readEnds(metric, [...path, 'recency'], recency, bins[0]),
      readEnds(metric, [...path, 'frequency'], frequency, bins[1]),
      readEnds(metric, [...path, 'monetary'], monetary ?? [1, bins[2]], bins[2]),
    ],
  }
}

function readEnds(
  metric: string,
  path: Path,
  value: unknown,
  most: number,
): readonly [least: number, greatest: number] {
  const ends = checkList<number>(metric, path, value)
  const least = checkWhole(metric, [...path, 0], ends[0], 1, most)
  return [least, checkWhole(metric, [...path, 1], ends[1], least, most)]
}

/** Reads a name. */
export function checkName(metric: string, path: Path, value: unknown): string {
  const named = typeof value === 'string' && value !== ''
  return check(metric, path, value, named, 'a string that is not empty', 'invalid')
}
