import { check, checkChoice } from '../../internal/guard.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkDay } from '../../internal/time/days.js'
import { PERIOD_UNITS } from '../../internal/time/periods.js'
import {
  addLives,
  type LifeTally,
  NO_LIVES,
  type Sums,
  tallyOf,
} from '../../retention/curves/lifeTally.js'
import type { LifeOptions } from '../../retention/curves/tallyLives.js'
import { compose, groupBy, list } from '../compose.js'
import { openDraft } from '../draft.js'
import { unitsBetweenSql } from '../parts/calendar.js'
import { beginnings } from '../parts/lives.js'
import { COUNTED, FAULTY, readSpans, SPAN_FIELDS } from '../parts/spans.js'
import type { SqlQuery } from '../query.js'
import { countOf, FAULTS, numberOf, type ResultRow } from '../rows.js'
import type { SqlOptions, SqlSource } from '../source.js'

/** The columns of subscriptions whose customers may stand for more or fewer than one. */
export type LifeSource = SqlSource<'customer' | 'startedOn' | 'endedOn', 'weight'>

/**
 * The statement of `tallyLives`: lives counted by the age they reached.
 *
 * Weights are counted as they are and added here, in order of size: sums of weights that binary
 * fractions cannot hold may differ from the function's in the last digit, as its own do with the order
 * of the rows.
 *
 * @param source - The table of subscriptions and its columns.
 * @param options - The options of `tallyLives`, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into a tally for each group.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect;
 * `mismatch` for what the engine cannot do exactly.
 *
 * @example
 * ```ts
 * import { duckdb, tallyLivesSql } from 'customer-metrics/sql'
 *
 * const query = tallyLivesSql(
 *   { table: 'subscriptions', columns: { customer: 'account', startedOn: 'started', endedOn: 'ended' } },
 *   { asOf: '2025-04-30', unit: 'month', returns: 'ignore', by: ['plan'], dialect: duckdb },
 * )
 * query.columns // => ['plan', 'age', 'lost', 'censored', 'entered', 'faults']
 * ```
 */
export function tallyLivesSql(
  source: LifeSource,
  options: LifeOptions & SqlOptions,
): SqlQuery<LifeTally> {
  const draft = openDraft('tallyLivesSql', source, options, {
    ...SPAN_FIELDS,
    optional: { weight: 'number' },
    options: ['asOf', 'later', 'unit', 'returns', 'knownFrom', 'timeZone'],
  })
  const { metric, dialect, readDay } = draft
  const unit = checkChoice(metric, ['unit'], options.unit, PERIOD_UNITS)
  const { later, returns } = options
  if (later !== undefined) checkChoice(metric, ['later'], later, ['ignore', 'reject'])
  if (returns !== undefined)
    checkChoice(metric, ['returns'], returns, ['ignore', 'bridge', 'separate'])
  const last = checkDay(metric, ['asOf'], options.asOf, readDay)
  const asOf = draft.value(last)
  const isWeighted = draft.has('weight')
  const weight = isWeighted ? ['weight'] : []
  const sum = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`
  const many = (name: string): string[] => (isWeighted ? [`MIN(${name}.weight) AS weight`] : [])
  const customers = list(draft, 'b.customer')
  const known = `b.s <= ${asOf}`
  // The end of a stretch is known to the one after it, and that of the last is the latest of all.
  const stretches =
    returns === 'separate'
      ? `SELECT ${list(draft, 'q.s AS came', 'COALESCE(q.next_away, q.latest) AS gone', '1 AS stretches', ...(isWeighted ? ['q.weight'] : []))}
  FROM (SELECT b.*, MIN(${dialect.maybe('b.away')}) OVER (PARTITION BY ${customers} ORDER BY b.s
      ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS next_away
    FROM begun AS b) AS q
  WHERE q.s <= ${asOf}`
      : `SELECT ${list(
          draft,
          'MIN(b.s) AS came',
          `COALESCE(MIN(${returns === 'bridge' ? `CASE WHEN b.s > ${asOf} THEN b.away END` : 'b.away'}), MAX(b.latest)) AS gone`,
          `${sum(known)} AS stretches`,
          ...many('b'),
        )}
  FROM begun AS b
  GROUP BY ${customers} HAVING MIN(b.s) <= ${asOf}`
  const age = (to: string): string => unitsBetweenSql(dialect, unit, 'l.came', to)
  // An end that is not known yet lies after every age that could be completed.
  const end = `CASE WHEN l.gone > ${asOf} THEN ${asOf} WHEN l.gone > l.came THEN l.gone - 1 ELSE l.came END`
  const entry =
    options.knownFrom === undefined
      ? '0'
      : entryOf(checkKnownFrom(draft.metric, options, last, readDay))
  function entryOf(day: number): string {
    const from = draft.value(day)
    return `CASE WHEN l.came < ${from} THEN ${age(`${from} - 1`)} + 1 ELSE 0 END`
  }
  const aged = `SELECT ${list(draft, 'ending', 'possible', 'entry', 'stretches', ...weight)},
    CASE WHEN ending <= possible THEN ending ELSE possible END AS age
  FROM (SELECT l.*, ${age('l.until')} + 1 AS ending, ${age(asOf)} AS possible, ${entry} AS entry
    FROM (SELECT l.*, ${end} AS until FROM lives AS l) AS l) AS q`
  const zero = isWeighted ? '1 AS weight, ' : ''
  const faulty = [
    FAULTY,
    ...(later === 'ignore' ? [] : [`s.s > ${asOf}`]),
    ...(isWeighted ? ['s.weight < 1e-9', 's.weight > 1e9'] : []),
  ].join(' OR ')
  const faults = `SELECT ${list(draft, '0 AS age')}, ${zero}0 AS lost, 0 AS censored, 0 AS entered, ${sum(faulty)} AS faults
  FROM src AS s
  ${groupBy(draft)}`
  const more = [
    ...(returns === undefined
      ? [
          `SELECT ${list(draft, '0')}, ${zero}0, 0, 0, ${sum('stretches > 1')}
  FROM lives ${groupBy(draft)}`,
        ]
      : []),
    ...(isWeighted
      ? [
          `SELECT ${list(draft, '0')}, ${zero}0, 0, 0, COUNT(*)
  FROM (SELECT ${list(draft, 's.customer')} FROM src AS s
    GROUP BY ${list(draft, 's.customer')} HAVING MIN(s.weight) <> MAX(s.weight)) AS q
  ${groupBy(draft)}`,
        ]
      : []),
  ]
  const counted = `SELECT ${list(draft, 'age', ...weight)}, ${sum('ending <= possible')}, ${sum('ending > possible')}, 0, 0
  FROM aged WHERE entry = 0 OR age > entry
  ${groupBy(draft, 'age', ...weight)}`
  const entered = `SELECT ${list(draft, 'entry', ...weight)}, 0, 0, COUNT(*), 0
  FROM aged WHERE entry > 0 AND age > entry
  ${groupBy(draft, 'entry', ...weight)}`
  const owner = list(draft, 's.customer')
  return compose(draft, {
    tables: [
      [
        'src',
        readSpans(draft, isWeighted ? { weight: `COALESCE(${draft.column('weight')}, 1)` } : {}),
      ],
      [
        'spans',
        `SELECT s.*, MAX(s.e) OVER (PARTITION BY ${owner}) AS latest FROM src AS s WHERE ${COUNTED}`,
      ],
      ['follow', beginnings(draft)],
      ['begun', 'SELECT f.* FROM follow AS f WHERE f.away IS NULL OR f.away < f.s'],
      ['lives', stretches],
      ['aged', aged],
      ['result', [faults, ...more, counted, entered].join('\n  UNION ALL\n  ')],
    ],
    columns: {
      age: 'age',
      ...(isWeighted && { weight: 'weight' }),
      lost: 'lost',
      censored: 'censored',
      entered: 'entered',
      faults: FAULTS,
    },
    make: (rows) => readLives(rows, isWeighted),
  })
}

function checkKnownFrom(
  metric: string,
  { knownFrom }: LifeOptions,
  asOf: number,
  readDay: (value: unknown) => number,
): number {
  const day = checkDay(metric, ['knownFrom'], knownFrom, readDay)
  const expected = `a day up to ${formatDay(asOf)}`
  check(metric, ['knownFrom'], knownFrom, day <= asOf, expected, 'out-of-range')
  return day
}

function readLives(rows: readonly ResultRow[], isWeighted: boolean): LifeTally | undefined {
  const sums = new Map<number, Sums>()
  const read = rows.map((row) => ({ row, weight: isWeighted ? numberOf(row, 'weight') : 1 }))
  for (const { row, weight } of read.sort((a, b) => a.weight - b.weight))
    for (const field of ['lost', 'censored', 'entered'] as const) {
      const customers = countOf(row, field)
      if (customers === 0) continue
      const age = countOf(row, 'age')
      const sum = sums.get(age) ?? { ...NO_LIVES }
      sums.set(age, sum)
      addLives(sum, field, weight, customers)
    }
  return sums.size > 0 ? tallyOf(sums) : undefined
}
