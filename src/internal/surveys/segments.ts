import { MetricError } from '../../errors.js'
import { check, checkNumber, checkObject, checkWhole, type Path, readList } from '../guard.js'

/** More segments than anybody reads of; their pairs are half a million. */
const MOST_SEGMENTS = 1000

/** A segment that is in no test. */
export interface SegmentLeftOut {
  /** The segment. */
  readonly name: string
  /** Why: it has no answers (`'empty'`), or fewer than asked for or than a test needs (`'too-few'`). */
  readonly reason: 'empty' | 'too-few'
}

/** Named sets of answers, each read by the same reader, and those that are too small to compare. */
export interface ReadSegments<Sample> {
  readonly read: readonly (readonly [name: string, sample: Sample])[]
  readonly leftOut: readonly SegmentLeftOut[]
}

/**
 * Named sets of answers, each read by the same reader. One that has too few answers is left out and
 * named, as long as two are left; what is wrong with any other way is refused.
 */
export function readSurveySegments<Sample>(
  metric: string,
  segments: unknown,
  read: (path: Path, data: unknown) => Sample,
): ReadSegments<Sample> {
  const entries = Object.entries(checkObject(metric, ['segments'], segments))
  checkWhole(metric, ['segments', 'length'], entries.length, 2, MOST_SEGMENTS)
  const whole: (readonly [name: string, sample: Sample])[] = []
  const leftOut: SegmentLeftOut[] = []
  for (const [at, [name, data]] of entries.entries())
    try {
      whole.push([name, read(['segments', name], data)])
    } catch (error) {
      const isSmall =
        error instanceof MetricError && (error.code === 'empty' || error.code === 'undefined')
      if (!isSmall || whole.length + entries.length - at - 1 < 2) throw error
      leftOut.push({ name, reason: error.code === 'empty' ? 'empty' : 'too-few' })
    }
  return { read: whole, leftOut }
}

/** Every two segments, in the order in which they were read. */
export function eachPairOf<Sample, Difference extends object>(
  segments: readonly (readonly [name: string, sample: Sample])[],
  compare: (a: Sample, b: Sample) => Difference,
): (Difference & { readonly a: string; readonly b: string })[] {
  return segments.flatMap(([a, first], index) =>
    segments.slice(index + 1).map(([b, second]) => ({ a, b, ...compare(first, second) })),
  )
}

/** Places that are nearer than this would have a slope that is no number. */
const NEAREST = 1e-6

/** Periods of a trend: what was answered in each, and where it stands. */
export interface DatedSample<Sample> {
  readonly place: number
  readonly sample: Sample
}

/** Answers of consecutive periods; `null` where none exist. */
export function readSurveyPeriods<Sample>(
  metric: string,
  periods: unknown,
  at: unknown,
  read: (path: Path, data: unknown) => Sample,
): DatedSample<Sample>[] {
  const list = readList(metric, ['periods'], periods, (data) => data)
  const places = at === undefined ? undefined : readList(metric, ['at'], at, (place) => place)
  if (places) checkWhole(metric, ['at', 'length'], places.length, list.length, list.length)
  const placed = list.flatMap((data, index): DatedSample<Sample>[] => {
    const place = places ? checkNumber(metric, ['at', index], places[index], -1e9, 1e9) : index
    return data === null ? [] : [{ place, sample: read(['periods', index], data) }]
  })
  const distinct = [...new Set(placed.map(({ place }) => place))].sort((a, b) => a - b)
  checkWhole(metric, ['periods', 'length'], distinct.length, 2)
  distinct.forEach((place, index) => {
    const gap = place - (distinct[index - 1] ?? -Infinity)
    check(metric, ['at'], gap, gap >= NEAREST, `at least ${NEAREST} from the next place`)
  })
  return placed
}
