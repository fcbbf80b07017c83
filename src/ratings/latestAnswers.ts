import {
  check,
  checkChoice,
  checkWhole,
  eachRow,
  type Fields,
  type Path,
  readOptions,
} from '../internal/guard.js'
import { type CustomerKey, idReader } from '../internal/rows/customers.js'
import { checkDay, checkEdge, type DateInput, dayReader } from '../internal/time/days.js'
import { readInstant } from '../internal/time/instants.js'
import type { AnswerRow, RatingOptions } from './tallyRatings.js'

/** The days between which answers count. */
export interface LatestAnswersOptions extends RatingOptions {
  /** The last day whose answers are known, itself included. */
  readonly asOf: DateInput
  /**
   * The first day whose answers count; older ones are out of date.
   * @defaultValue all answers count
   */
  readonly from?: DateInput
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const LATEST_ANSWERS_OPTIONS: Fields<LatestAnswersOptions> = {
  asOf: 1,
  from: 0,
  timeZone: 0,
  unanswered: 0,
}

/**
 * One answer per customer: the latest as of a day.
 *
 * Without this, a customer who answers often counts often. Of several answers on one day, the
 * latest instant counts; an answer without a time comes before those with a time. Of two answers at
 * the same time, the later row counts. A skipped question is not an answer and does not replace
 * one.
 *
 * @param rows - Answers with customer and day; rows may have further fields.
 * @param options - The day, and what a skipped question does.
 * @returns The rows themselves, one per customer, in the order of each customer's first row.
 * @throws {@link MetricError} `invalid` for a row without a customer, a rating or a day.
 *
 * @example
 * ```ts
 * const answers = [
 *   { customer: 'a', rating: 3, answeredOn: '2025-01-10' },
 *   { customer: 'b', rating: 9, answeredOn: '2025-01-12' },
 *   { customer: 'a', rating: 8, answeredOn: '2025-02-02' },
 *   { customer: 'a', rating: 10, answeredOn: '2025-03-01' },
 * ]
 * latestAnswers(answers, { asOf: '2025-02-28' }).map(({ rating }) => rating) // => [8, 9]
 *
 * const oneDay = [
 *   { customer: 'a', rating: 9, answeredOn: '2025-01-10T17:00:00Z' },
 *   { customer: 'a', rating: 4, answeredOn: '2025-01-10T12:00:00-05:00' },
 *   { customer: 'a', rating: 7, answeredOn: '2025-01-10T08:00:00Z' },
 * ]
 * latestAnswers(oneDay, { asOf: '2025-01-31', timeZone: 'UTC' }).map(({ rating }) => rating) // => [4]
 * ```
 */
export function latestAnswers<Row extends AnswerRow>(
  rows: Iterable<Row>,
  options: LatestAnswersOptions,
): Row[] {
  const metric = 'latestAnswers'
  const given = readOptions<LatestAnswersOptions>(metric, options, LATEST_ANSWERS_OPTIONS)
  const { unanswered = 'reject' } = given
  checkChoice(metric, ['unanswered'], unanswered, ['reject', 'skip'])
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  const from =
    given.from === undefined ? -Infinity : checkEdge(metric, ['from'], given.from, readDay)
  check(metric, ['from'], given.from, from <= asOf, 'a day up to asOf', 'out-of-range')
  const latest = new Map<CustomerKey, { readonly row: Row; readonly day: number }>()
  const list: Path = ['rows']
  const readId = idReader(metric)
  eachRow<Row>(metric, list, rows, (row, index) => {
    const { rating } = row
    const customer = readId(row.customer, list, index)
    const day = readDay(row.answeredOn)
    if (Number.isNaN(day)) checkDay(metric, ['rows', index, 'answeredOn'], row.answeredOn, readDay)
    if (unanswered === 'skip' && rating == null) return
    checkWhole(metric, ['rows', index, 'rating'], rating, -1000, 1000)
    if (day > asOf || day < from) return
    const known = latest.get(customer)
    const isLater =
      known?.day === day
        ? timeOf(known.row.answeredOn) <= timeOf(row.answeredOn)
        : !known || known.day < day
    if (isLater) latest.set(customer, { row, day })
  })
  return [...latest.values()].map(({ row }) => row)
}

/** When on its day an answer was given: a day without a time begins it. */
function timeOf(answeredOn: DateInput): number {
  const instant = readInstant(answeredOn)
  return Number.isNaN(instant) ? -Infinity : instant
}
