import { LEAST_WEIGHT, MOST_WEIGHT } from '../../internal/rows/weights.js'
import type { Cell } from '../../internal/surveys/answers.js'
import { addCell, toTally, type WeightedRatingTally } from '../../ratings/weightedRatings.js'
import { compose, groupBy, list, rowsOf } from '../compose.js'
import { openDraft } from '../draft.js'
import type { SqlQuery } from '../query.js'
import { countOf, FAULTS, numberOf, wholeOf } from '../rows.js'
import type { SqlOptions, SqlSource } from '../source.js'

/**
 * The statement of `tallyWeightedRatings`: weighted answers counted by rating.
 *
 * Answers are counted by rating and weight, and added here in order of the weights: sums of weights that
 * binary fractions cannot hold may differ from the function's in the last digit, as its own do with the
 * order of the rows. There are as many result rows as there are different weights.
 *
 * @param source - The table of answers and its columns.
 * @param options - `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into a tally for each group.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect.
 *
 * @example
 * ```ts
 * import { duckdb, tallyWeightedRatingsSql } from 'customer-metrics/sql'
 *
 * const query = tallyWeightedRatingsSql(
 *   { table: 'answers', columns: { rating: 'score', weight: 'weight' } },
 *   { dialect: duckdb },
 * )
 * query.columns // => ['rating', 'weight', 'answers', 'faults']
 * ```
 */
export function tallyWeightedRatingsSql(
  source: SqlSource<'rating' | 'weight'>,
  options: SqlOptions & { readonly timeZone?: string },
): SqlQuery<WeightedRatingTally> {
  const draft = openDraft('tallyWeightedRatingsSql', source, options, {
    required: { rating: 'number', weight: 'number' },
    options: ['timeZone'],
  })
  const faulty = `s.rating IS NULL OR s.weight IS NULL OR s.weight < ${LEAST_WEIGHT} OR s.weight > ${MOST_WEIGHT}`
  return compose(draft, {
    tables: [
      ['src', rowsOf(draft, { rating: draft.column('rating'), weight: draft.column('weight') })],
      [
        'result',
        `SELECT ${list(draft, 's.rating', 's.weight')}, COUNT(*) AS answers,
    SUM(CASE WHEN ${faulty} THEN 1 ELSE 0 END) AS faults
  FROM src AS s
  ${groupBy(draft, 's.rating', 's.weight')}`,
      ],
    ],
    columns: { rating: 'rating', weight: 'weight', answers: 'answers', faults: FAULTS },
    make: (rows) => {
      const cells = new Map<number, Cell>()
      const read = rows.map((row) => ({ row, weight: numberOf(row, 'weight') }))
      for (const { row, weight } of read.sort((a, b) => a.weight - b.weight)) {
        const responses = countOf(row, 'answers')
        const squaredWeight = weight * weight * responses
        addCell(cells, wholeOf(row, 'rating'), {
          responses,
          weight: weight * responses,
          squaredWeight,
        })
      }
      return toTally(draft.metric, ['rows'], rows, cells)
    },
  })
}
