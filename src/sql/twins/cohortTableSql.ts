import { check, checkChoice } from '../../internal/guard.js'
import type { InBoundaries } from '../../internal/time/calendars/periodChoice.js'
import { readPeriodChoice } from '../../internal/time/calendars/readPeriods.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import {
  type CohortBracket,
  columnsOf,
  type Layout,
  readLayout,
  statesOf,
} from '../../retention/cohorts/cohortFrame.js'
import type { CohortTableOptions } from '../../retention/cohorts/cohortTable.js'
import { compose, groupBy, list, rowsOf } from '../compose.js'
import { type Draft, openDraft } from '../draft.js'
import { countedUnit, PERIOD_OPTIONS, unitsBetweenSql } from '../parts/calendar.js'
import { countedPeriods } from '../parts/countedPeriods.js'
import type { SqlQuery } from '../query.js'
import { countOf, FAULTS, type ResultRow, wholeOf } from '../rows.js'
import type { SqlOptions } from '../source.js'
import type { EventSource } from './lifecycleSql.js'

/** The options of `cohortTable` that say what is counted, and those of every twin. */
export interface CohortTableSqlOptions
  extends Omit<CohortTableOptions, 'entries' | 'average' | 'interval' | 'confidence'>,
    SqlOptions {}

/** The counts of one cohort, as `cohortTable` has them. */
export interface CohortCounts {
  /** First day of the period in which they entered. */
  readonly from: string
  /** Customers who entered. */
  readonly size: number
  /** Of them, those who were active in each column; `null` where it has not begun. */
  readonly retained: readonly (number | null)[]
}

/**
 * The statement of the counts of `cohortTable`: of those who entered in a period, how many were active
 * in each later period.
 *
 * @param source - The table of events and its columns.
 * @param options - The options of `cohortTable` that say what is counted, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into the cohorts of each group.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect;
 * `mismatch` for what the engine cannot do exactly.
 *
 * @example
 * ```ts
 * import { cohortTableSql, duckdb } from 'customer-metrics/sql'
 *
 * const query = cohortTableSql(
 *   { table: 'visits', columns: { customer: 'account', on: 'day' } },
 *   { every: 'month', asOf: '2025-03-31', measure: 'on', clock: 'calendar', cohort: 'first', dialect: duckdb },
 * )
 * query.columns // => ['cohort', 'reached', 'entered', 'active', 'faults']
 * ```
 */
export function cohortTableSql(
  source: EventSource,
  options: CohortTableSqlOptions | InBoundaries<CohortTableSqlOptions>,
): SqlQuery<CohortCounts[]> {
  const draft = openDraft('cohortTableSql', source, options, {
    required: { customer: 'id', on: 'day' },
    options: [
      ...PERIOD_OPTIONS,
      'multiple',
      'asOf',
      'later',
      'from',
      'periods',
      'brackets',
      'measure',
      'until',
      'minimum',
      'clock',
      'cohort',
      'timeZone',
    ],
  })
  const { metric, dialect } = draft
  const layout = readLayout(metric, { ...options, average: 'pooled' }, readPeriodChoice)
  const { frame } = layout
  const { later } = options
  if (later !== undefined) checkChoice(metric, ['later'], later, ['ignore', 'reject'])
  const { numberOf, base, orOutside } = countedPeriods(metric, layout, options)
  const asOf = draft.value(layout.asOf)
  const isElapsed = frame.clock === 'elapsed'
  const unit = countedUnit(options)
  const own = "'calendar': cohortTable counts these periods from an entry"
  check(metric, ['clock'], frame.clock, unit !== undefined || !isElapsed, own, 'mismatch')
  const slot = (day: string): string => (isElapsed ? day : numberOf(dialect, day))
  const cohort = (place: string): string => (isElapsed ? numberOf(dialect, place) : place)
  const owner = list(draft, 'customer_no')
  // A number for each customer of each group, so that one key joins them.
  const numbers = `SELECT ${list(draft, `${slot('s.d')} AS slot`)},
    DENSE_RANK() OVER (ORDER BY ${list(draft, 's.customer')}) AS customer_no
  FROM src AS s WHERE s.d <= ${asOf}`
  const cells = `SELECT ${owner}, slot, COUNT(*) AS times
  FROM numbered
  GROUP BY ${owner}, slot`
  const entries = `SELECT ${owner}, cohort, MIN(slot) AS entered
  FROM (SELECT c.*, ${frame.cohort === 'any' ? cohort('c.slot') : '0'} AS cohort FROM cells AS c) AS q
  GROUP BY ${owner}, cohort`
  const since = layout.first === undefined ? '' : `\n  WHERE cohort >= ${layout.first - base}`
  const entrants = `SELECT ${owner}, cohort, entered
  FROM (SELECT ${list(draft, 'e.customer_no', 'e.entered', `${cohort('e.entered')} AS cohort`)}
    FROM entries AS e) AS q${since}`
  const between =
    isElapsed && unit
      ? divided(dialect, unitsBetweenSql(dialect, unit, 'e.entered', 'c.slot'), frame.multiple)
      : '(c.slot - e.entered)'
  const groups = draft.groups.map((_, at) => `e.g${at}, `).join('')
  const pairs = `SELECT ${groups}e.customer_no, e.cohort, e.entered, c.times, ${between} AS distance
  FROM entrants AS e JOIN cells AS c ON e.customer_no = c.customer_no AND c.slot >= e.entered`
  const { isAfter, place, reached } = placesIn(layout)
  const within = isAfter && frame.until !== null ? `\n    WHERE q.distance <= ${frame.until}` : ''
  const places = `SELECT ${owner}, cohort, entered, place, MIN(reach) AS reach, SUM(times) AS times
  FROM (SELECT q.*, ${place} AS place, ${reached('q.distance')} AS reach FROM pairs AS q${within}) AS p
  GROUP BY ${owner}, cohort, entered, place`
  const often = `p.times >= ${frame.minimum}`
  const active = isAfter
    ? `SELECT ${list(draft, 'cohort', 'reach AS reached')}, 0 AS n_entered, COUNT(*) AS active, 0 AS faults
  FROM (SELECT ${list(draft, 'cohort')}, MAX(CASE WHEN ${often} THEN reach ELSE ${reached('0')} END) AS reach
    FROM places AS p GROUP BY ${owner}, cohort, entered) AS q
  ${groupBy(draft, 'cohort', 'reach')}`
    : `SELECT ${list(draft, 'cohort', 'place AS reached')}, 0 AS n_entered, COUNT(*) AS active, 0 AS faults
  FROM places AS p WHERE ${often} AND place >= 0
  ${groupBy(draft, 'cohort', 'place')}`
  const faulty = `s.customer IS NULL OR s.d IS NULL${orOutside('s.d')}${later === 'ignore' ? '' : ` OR s.d > ${asOf}`}`
  const result = `${active}
  UNION ALL
  SELECT ${list(draft, 'cohort', '0', 'COUNT(*)', '0', '0')}
  FROM entrants
  ${groupBy(draft, 'cohort')}
  UNION ALL
  SELECT ${list(draft, '0', '0', '0', '0')}, COUNT(CASE WHEN ${faulty} THEN 1 END)
  FROM src AS s
  ${groupBy(draft)}`
  return compose(draft, {
    tables: [
      ['src', rowsOf(draft, { customer: draft.key('customer'), d: draft.day('on') })],
      ['numbered', numbers],
      ['cells', cells],
      ['entries', entries],
      ['entrants', entrants],
      ['pairs', pairs],
      ['places', places],
      ['result', result],
    ],
    columns: {
      cohort: 'cohort',
      reached: 'reached',
      n_entered: 'entered',
      active: 'active',
      faults: FAULTS,
    },
    make: (rows) => readCohorts(layout, rows, base),
  })
}

function divided(dialect: Draft['dialect'], units: string, multiple: number): string {
  return multiple === 1 ? units : dialect.div(units, `${multiple}`)
}

/** Where a period after the entry counts, and how far it reaches: by itself, or by its bracket. */
function placesIn({ frame: { brackets, measure } }: Layout): {
  readonly isAfter: boolean
  readonly place: string
  readonly reached: (distance: string) => string
} {
  const isAfter = measure === 'on-or-after'
  if (!brackets) return { isAfter, place: 'q.distance', reached: (distance) => distance }
  const column = ([from, to]: CohortBracket, at: number): string =>
    `WHEN q.distance >= ${from} AND q.distance <= ${to} THEN ${at}`
  const begun = (distance: string): string =>
    [...brackets]
      .map(([from], at) => `WHEN ${distance} >= ${from} THEN ${at}`)
      .reverse()
      .join(' ')
  return {
    isAfter,
    place: `CASE ${brackets.map(column).join(' ')} ELSE -1 - q.distance END`,
    reached: (distance) => `CASE ${begun(distance)} ELSE -1 END`,
  }
}

function readCohorts(
  layout: Layout,
  rows: readonly ResultRow[],
  base: number,
): CohortCounts[] | undefined {
  const { frame, periodNumbers, last } = layout
  // Every group has a row for its faults, which is of no cohort.
  const counted = rows
    .map((row) => ({
      cohort: countOf(row, 'cohort') + base,
      reached: wholeOf(row, 'reached'),
      entered: countOf(row, 'entered'),
      active: countOf(row, 'active'),
    }))
    .filter(({ entered, active }) => entered + active > 0)
  const entries = counted.filter(({ entered }) => entered > 0)
  if (entries.length === 0 && layout.first === undefined) return undefined
  const first =
    layout.first ?? entries.reduce((least, { cohort }) => Math.min(least, cohort), Infinity)
  const columns = columnsOf(layout, first)
  const entry = columns.findIndex(({ from, to }) => from <= 0 && to >= 0)
  const cohorts = Array.from({ length: last - first + 1 }, () => ({
    size: 0,
    retained: columns.map(() => 0),
  }))
  const isAfter = frame.measure === 'on-or-after'
  for (const { cohort, reached, entered, active } of counted) {
    const { retained } = cohorts[cohort - first] as { retained: number[] }
    ;(cohorts[cohort - first] as { size: number }).size += entered
    columns.forEach((_, column) => {
      if (isAfter ? column <= reached : column === reached && column !== entry)
        (retained[column] as number) += active
      if (!isAfter && column === entry) (retained[column] as number) += entered
    })
  }
  return cohorts.map(({ size, retained }, at) => {
    const states = statesOf(layout, columns, first + at)
    return {
      from: formatDay(periodNumbers.startOf(first + at)),
      size,
      retained: retained.map((count, column) => (states[column] === 'unknown' ? null : count)),
    }
  })
}
