import { checkChoice } from '../../internal/guard.js'
import type { RatingOptions, RatingTally } from '../../ratings/tallyRatings.js'
import { compose, groupBy, list, rowsOf } from '../compose.js'
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
 * @throws {@link MetricError} `invalid` for an option, a column or a dialect that is none.
 *
 * @example
 * ```ts
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
  return compose(draft, {
    tables: [
      ['src', rowsOf(draft, { rating: draft.column('rating') })],
      [
        'result',
        `SELECT ${list(draft, 's.rating')}, COUNT(*) AS answers,
    CASE WHEN s.rating IS NULL THEN ${unanswered === 'skip' ? '0' : 'COUNT(*)'} ELSE 0 END AS faults
  FROM src AS s
  ${groupBy(draft, 's.rating')}`,
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
