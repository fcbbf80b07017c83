import { check, checkChoice } from '../../internal/guard.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkDay } from '../../internal/time/days.js'
import type { LatestAnswersOptions } from '../../ratings/latestAnswers.js'
import { compose, list, rowsOf } from '../compose.js'
import { openDraft } from '../draft.js'
import type { SqlQuery } from '../query.js'
import { byCustomer, customerOf, FAULTS, wholeOf } from '../rows.js'
import type { SqlOptions, SqlSource } from '../source.js'

/**
 * The columns of answers. `sequence` says which of two answers that are alike in time comes later: a
 * number that grows with the rows.
 */
export type AnswerSource = SqlSource<'customer' | 'rating' | 'answeredOn', 'sequence'>

/** A customer's latest answer. */
export interface LatestAnswer {
  /** Who answered. */
  readonly customer: string | number
  /** The rating given. */
  readonly rating: number
  /** The day on which it was given. */
  readonly answeredOn: string
}

/**
 * The statement of `latestAnswers`: one answer per customer, the latest as of a day.
 *
 * Its text is itself a table of answers: what it gives can be counted by `tallyRatingsSql` as
 * `{ query: latest.literal }`. A table has no last row: where two answers of a customer are alike in time
 * and not in their rating, and no `sequence` tells them apart, the rows are refused.
 *
 * @param source - The table of answers and its columns.
 * @param options - The options of `latestAnswers`, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into the answers of each group, by customer.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect; `mismatch`
 * for what the engine cannot do exactly.
 *
 * @example
 * ```ts
 * import { duckdb, latestAnswersSql, tallyRatingsSql } from 'customer-metrics/sql'
 *
 * const columns = { customer: 'account', rating: 'score', answeredOn: 'answered_on' }
 * const latest = latestAnswersSql({ table: 'answers', columns }, { asOf: '2025-02-28', dialect: duckdb })
 * const query = tallyRatingsSql(
 *   { query: latest.literal, columns: { rating: 'rating' } },
 *   { dialect: duckdb },
 * )
 * query.columns // => ['rating', 'answers', 'faults']
 * ```
 */
export function latestAnswersSql(
  source: AnswerSource,
  options: LatestAnswersOptions & SqlOptions,
): SqlQuery<LatestAnswer[]> {
  const draft = openDraft('latestAnswersSql', source, options, {
    required: { customer: 'id', rating: 'number', answeredOn: 'day' },
    optional: { sequence: 'number' },
    options: ['asOf', 'from', 'unanswered', 'timeZone'],
  })
  const { metric, readDay, value } = draft
  const { unanswered = 'reject' } = options
  checkChoice(metric, ['unanswered'], unanswered, ['reject', 'skip'])
  const last = checkDay(metric, ['asOf'], options.asOf, readDay)
  const first =
    options.from === undefined ? undefined : checkDay(metric, ['from'], options.from, readDay)
  const inOrder = first === undefined || first <= last
  check(metric, ['from'], options.from, inOrder, 'a day up to asOf', 'out-of-range')
  const isMoment = draft.isMoment('answeredOn')
  const hasSequence = draft.has('sequence')
  const order = [
    's.day_no DESC',
    ...(isMoment ? ['s.moment DESC'] : []),
    ...(hasSequence ? ['s.sequence DESC'] : []),
  ].join(', ')
  const faulty = `s.customer IS NULL OR s.day_no IS NULL${unanswered === 'reject' ? ' OR s.rating IS NULL' : ''}`
  const since = first === undefined ? '' : ` AND s.day_no >= ${value(first)}`
  const owner = list(draft, 's.customer')
  const ranked = `SELECT s.*, RANK() OVER (PARTITION BY ${owner} ORDER BY ${order}) AS place
  FROM src AS s WHERE s.rating IS NOT NULL AND s.day_no <= ${value(last)}${since}`
  // Answers that are alike in time are one, unless they differ.
  const result = `SELECT ${owner}, MIN(s.rating) AS rating, MIN(s.day_no) AS day_no,
    CASE WHEN MIN(s.rating) <> MAX(s.rating) THEN 1 ELSE 0 END +
      (SELECT COUNT(*) FROM src AS s WHERE ${faulty}) AS faults
  FROM ranked AS s WHERE s.place = 1
  GROUP BY ${owner}`
  return compose(draft, {
    tables: [
      [
        'src',
        rowsOf(draft, {
          customer: draft.key('customer'),
          rating: draft.column('rating'),
          day_no: draft.day('answeredOn'),
          ...(isMoment && { moment: draft.moment('answeredOn') }),
          ...(hasSequence && { sequence: draft.column('sequence') }),
        }),
      ],
      ['ranked', ranked],
      ['result', result],
    ],
    columns: { customer: 'customer', rating: 'rating', day_no: 'answeredOn', faults: FAULTS },
    make: (rows) =>
      rows
        .map((row) => ({
          customer: customerOf(row),
          rating: wholeOf(row, 'rating'),
          answeredOn: formatDay(wholeOf(row, 'answeredOn')),
        }))
        .sort(byCustomer),
  })
}
