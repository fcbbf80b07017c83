import { checkChoice } from '../../internal/guard.js'
import type { RatingOptions, RatingTally } from '../../ratings/tallyRatings.js'
import { compose, list, numbered } from '../compose.js'
import { openDraft } from '../draft.js'
import type { SqlQuery } from '../query.js'
import { countOf, FAULTS, wholeOf } from '../rows.js'
import type { SqlOptions, SqlSource } from '../source.js'

/**
 * The statement of `tallyRatings`: answers counted by rating.
 *
 * @param source - The table of answers and its column of ratings.
 * @param options - What an unanswered question does, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into a tally for each group.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect.
 *
 * @example
 * ```ts
 * import { duckdb, tallyRatingsSql } from 'customer-metrics/sql'
 *
 * const query = tallyRatingsSql(
 *   { table: 'answers', columns: { rating: 'score' } },
 *   { by: [{ column: 'answered_on', every: 'month' }], dialect: duckdb },
 * )
 * query.columns // => ['answered_on', 'rating', 'answers', 'faults']
 * ```
 */
export function tallyRatingsSql(
  source: SqlSource<'rating'>,
  options: RatingOptions & SqlOptions & { readonly timeZone?: string },
): SqlQuery<RatingTally> {
  const draft = openDraft('tallyRatingsSql', source, options, {
    required: { rating: 'number' },
    options: ['unanswered', 'timeZone'],
  })
  const { unanswered = 'reject' } = options
  checkChoice(draft.metric, ['unanswered'], unanswered, ['reject', 'skip'])
  const faults = unanswered === 'skip' ? '0' : 'SUM(d.n)'
  const groups = draft.groups.map(
    (_, index) => `${numbered(draft, index, `s.g${index}`)} AS g${index}, `,
  )
  const days = draft.groups.map(({ sql }, index) => `${sql} AS g${index},\n    `)
  return compose(draft, {
    tables: [
      ['src', `SELECT ${days.join('')}${draft.column('rating')} AS rating\n  FROM ${draft.from}`],
      // By day first: functions of dates run once for each day, not for each answer.
      [
        'daily',
        `SELECT ${list(draft, 's.rating')}, COUNT(*) AS n
  FROM src AS s
  GROUP BY ${list(draft, 's.rating')}`,
      ],
      ['placed', `SELECT ${groups.join('')}s.rating, s.n FROM daily AS s`],
      [
        'result',
        `SELECT ${list(draft, 'd.rating')}, SUM(d.n) AS answers,
    CASE WHEN d.rating IS NULL THEN ${faults} ELSE 0 END AS faults
  FROM placed AS d
  GROUP BY ${list(draft, 'd.rating')}`,
      ],
    ],
    columns: { rating: 'rating', answers: 'answers', faults: FAULTS },
    make: (rows) => {
      const answered = rows.filter(({ rating }) => rating !== null)
      if (answered.length === 0) return undefined
      return Object.fromEntries(
        answered.map((row) => [wholeOf(row, 'rating'), countOf(row, 'answers')]),
      )
    },
  })
}
