import { checkChoice, checkWhole, type Fields, type Path } from '../internal/guard.js'
import { type RowStream, readRows, rowCounter } from '../internal/rows/readRows.js'
import type {
  CalendarPeriods,
  InBoundaries,
  WithPeriodFields,
} from '../internal/time/calendars/periodChoice.js'
import { readPeriodChoice, readPeriodOptions } from '../internal/time/calendars/readPeriods.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { boundsUpTo } from '../internal/time/dayPlaces.js'
import { checkDay, type DateInput } from '../internal/time/days.js'
import type { PeriodName } from '../internal/time/periodNumbers.js'
import { readChains, windowsOf } from '../internal/time/windows.js'
import {
  type AnswerRow,
  endsOf,
  type RatingScale,
  type RatingTally,
  type UnansweredPolicy,
} from './tallyRatings.js'

/** A window, the periods that divide it, and how answers are counted. */
export interface RatingSeriesOptions extends CalendarPeriods {
  /** First day of the window. */
  readonly from: DateInput
  /** First day after the window. */
  readonly to: DateInput
  /**
   * Last day whose answers are known, itself included. The period that contains it ends after it, and
   * later periods are left out.
   * @defaultValue the last day of the window
   */
  readonly asOf?: DateInput
  /**
   * The number of periods that each window has, 2 to 400: 3 months, or 30 days. There is a window for
   * each period, which ends with it and begins this number of periods earlier, also before `from`.
   * @defaultValue each window is its period
   */
  readonly rolling?: number
  /**
   * The scale that was asked: an answer that is not on it is refused.
   * @defaultValue all whole numbers from −1000 to 1000
   */
  readonly scale?: RatingScale
  /**
   * What an answer of `null` or `undefined` does.
   * @defaultValue `'reject'`
   */
  readonly unanswered?: UnansweredPolicy
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const RATING_SERIES_OPTIONS: Fields<WithPeriodFields<RatingSeriesOptions>> = {
  every: 0,
  calendar: 0,
  boundaries: 0,
  weekStartsOn: 0,
  asOf: 0,
  rolling: 0,
  scale: 0,
  unanswered: 0,
  from: 1,
  to: 1,
  timeZone: 0,
}

/** The answers of one window of a series, as `mapGroups` takes them. */
export interface RatingPeriod extends PeriodName {
  /** First day of the window. */
  readonly from: string
  /** First day after it. */
  readonly to: string
  /** Whether all days of the period that ends it are included. */
  readonly complete: boolean
  /** Answers in it. */
  readonly responses: number
  /** Questions in it that were left unanswered, and left out. */
  readonly skipped: number
  /** The answers by rating; `null` without any. */
  readonly result: RatingTally | null
  /** Why there is no tally; `null` where there is one. */
  readonly refusal: string | null
}

/** Answers of one period. */
interface PeriodCounts {
  readonly ratings: Map<number, number>
  skipped: number
}

/**
 * Counts answers by rating in each of consecutive periods, or in overlapping windows of several, in one
 * pass over the rows.
 *
 * Each window has the tally of `tallyRatings` for its answers. With `rolling` windows overlap: each has
 * several periods and ends with its own, such as the last three months at the end of every month. Apply
 * any score with `mapGroups`. Overlapping windows share answers, so a test of a trend must not read them.
 *
 * @param rows - Answers with their days, in any order.
 * @param options - The window, the unit of periods, how many a window has, and the scale.
 * @returns A tally for each window, in order; windows without answers keep their place.
 * @throws {@link MetricError} `invalid` for a malformed row or date, or where `weekStartsOn` is required
 * and missing; `out-of-range` for an answer that is not on the scale, a window of no days, an `asOf`
 * before it, or days that the calendar or `boundaries` do not have; `mismatch` for a unit that the
 * calendar does not have.
 *
 * @example
 * ```ts
 * const answers = [
 *   { rating: 10, answeredOn: '2025-01-08' },
 *   { rating: 4, answeredOn: '2025-02-03' },
 *   { rating: 9, answeredOn: '2025-03-12' },
 * ]
 * const quarters = tallyRatingsByPeriod(answers, {
 *   every: 'month', rolling: 2, from: '2025-02-01', to: '2025-04-01',
 * })
 * quarters.map(({ from, to, result }) => [from, to, result])
 * // => [['2025-01-01', '2025-03-01', { 4: 1, 10: 1 }], ['2025-02-01', '2025-04-01', { 4: 1, 9: 1 }]]
 * mapGroups(quarters, (tally) => nps(tally).score).map(({ result }) => result) // => [0, 0]
 * ```
 */
export function tallyRatingsByPeriod(
  rows: Iterable<AnswerRow>,
  options: RatingSeriesOptions | InBoundaries<RatingSeriesOptions>,
): RatingPeriod[]
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function tallyRatingsByPeriod(
  rows: RowStream<AnswerRow>,
  options: RatingSeriesOptions | InBoundaries<RatingSeriesOptions>,
): Promise<RatingPeriod[]>
export function tallyRatingsByPeriod(
  rows: Iterable<AnswerRow> | RowStream<AnswerRow>,
  options: RatingSeriesOptions | InBoundaries<RatingSeriesOptions>,
): RatingPeriod[] | Promise<RatingPeriod[]> {
  const metric = 'tallyRatingsByPeriod'
  const list: Path = ['rows']
  return readRows(metric, list, rows, () => {
    const given = readPeriodOptions<WithPeriodFields<RatingSeriesOptions>>(
      metric,
      ['options'],
      options,
      RATING_SERIES_OPTIONS,
    )
    const { unanswered = 'reject' } = given
    checkChoice(metric, ['unanswered'], unanswered, ['reject', 'skip'])
    const { min, max } = endsOf(metric, given.scale)
    const chains = readChains(metric, given, readPeriodChoice)
    const { readDay, said, cuts } = chains
    const windows = windowsOf(chains)
    const counts = cuts.slice(1).map((): PeriodCounts => ({ ratings: new Map(), skipped: 0 }))
    const visit = (row: AnswerRow, index: number): void => {
      const day = readDay(row.answeredOn)
      if (Number.isNaN(day))
        checkDay(metric, [...list, index, 'answeredOn'], row.answeredOn, readDay)
      const { rating } = row
      const isSkipped = unanswered === 'skip' && rating == null
      if (!isSkipped) checkWhole(metric, [...list, index, 'rating'], rating, min, max)
      const here = counts[boundsUpTo(cuts, day) - 1]
      if (!here) return
      if (isSkipped) here.skipped++
      else here.ratings.set(rating as number, (here.ratings.get(rating as number) ?? 0) + 1)
    }
    return rowCounter(metric, list, visit, () =>
      windows.map(({ from, to, first, after }, at) => {
        const { complete, ...name } = said[at] as (typeof said)[number]
        const days = { from: formatDay(from), to: formatDay(to) }
        return { ...days, ...name, complete, ...addUp(metric, counts.slice(first, after)) }
      }),
    )
  })
}

/** The answers of some periods together. */
function addUp(
  metric: string,
  periods: readonly PeriodCounts[],
): Pick<RatingPeriod, 'responses' | 'skipped' | 'result' | 'refusal'> {
  const tally: Record<number, number> = {}
  let responses = 0
  let skipped = 0
  for (const period of periods) {
    skipped += period.skipped
    for (const [rating, count] of period.ratings) {
      tally[rating] = (tally[rating] ?? 0) + count
      responses += count
    }
  }
  const isSome = responses > 0
  const refusal = isSome ? null : `${metric}: rows is empty, not at least one answer in the window`
  // Ratings in order, those below 0 included.
  const sorted = Object.entries(tally).sort(([a], [b]) => +a - +b)
  return { responses, skipped, result: isSome ? Object.fromEntries(sorted) : null, refusal }
}
