import { checkChoice } from '../../internal/guard.js'
import type { InBoundaries } from '../../internal/time/calendars/periodChoice.js'
import { readPeriodChoice } from '../../internal/time/calendars/readPeriods.js'
import { readPeriodFrame } from '../../retention/activity/periodFrame.js'
import {
  type Lifecycle,
  type LifecycleOptions,
  makeLifecycle,
  readChoices,
} from '../../retention/rhythm/lifecycle.js'
import { compose, groupBy, list, rowsOf } from '../compose.js'
import { openDraft } from '../draft.js'
import { PERIOD_OPTIONS } from '../parts/calendar.js'
import { countedPeriods } from '../parts/countedPeriods.js'
import type { SqlQuery } from '../query.js'
import { countOf, FAULTS } from '../rows.js'
import type { SqlOptions, SqlSource } from '../source.js'

/** Everybody who is active in a period is one of these. */
const FATES = ['new', 'returning', 'resurrecting'] as const

/** The columns of what customers did. */
export type EventSource = SqlSource<'customer' | 'on'>

/**
 * The statement of `lifecycle`: who is new, returning, resurrecting and dormant in each period.
 *
 * @param source - The table of events and its columns.
 * @param options - The options of `lifecycle`, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into the periods of each group.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect;
 * `mismatch` for what the engine cannot do exactly.
 *
 * @example
 * ```ts
 * import { duckdb, lifecycleSql } from 'customer-metrics/sql'
 *
 * const query = lifecycleSql(
 *   { table: 'visits', columns: { customer: 'account', on: 'day' } },
 *   { every: 'month', asOf: '2025-03-31', dialect: duckdb },
 * )
 * query.columns // => ['period', 'new', 'returning', 'resurrecting', 'leaving', 'later', 'faults']
 * ```
 */
export function lifecycleSql(
  source: EventSource,
  options: (LifecycleOptions | InBoundaries<LifecycleOptions>) & SqlOptions,
): SqlQuery<Lifecycle> {
  const draft = openDraft('lifecycleSql', source, options, {
    required: { customer: 'id', on: 'day' },
    options: [
      ...PERIOD_OPTIONS,
      'multiple',
      'asOf',
      'later',
      'from',
      'timeZone',
      'interval',
      'confidence',
    ],
  })
  const { metric, dialect } = draft
  const periods = readPeriodFrame(metric, options, readPeriodChoice)
  const { later } = options
  if (later !== undefined) checkChoice(metric, ['later'], later, ['ignore', 'reject'])
  const choices = readChoices(metric, options)
  const { numberOf, base, orOutside } = countedPeriods(metric, periods, options)
  const asOf = draft.value(periods.asOf)
  const owner = list(draft, 'customer')
  const faulty = `s.customer IS NULL OR s.d IS NULL${orOutside('s.d')}${later === 'ignore' ? '' : ` OR s.d > ${asOf}`}`
  const order = `PARTITION BY ${owner} ORDER BY p`
  const sum = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`
  const result = `SELECT ${list(draft, 'p')}, ${sum('was IS NULL')} AS fresh, ${sum('was = p - 1')} AS again,
    ${sum('was < p - 1')} AS resurrecting, ${sum('will IS NULL OR will > p + 1')} AS leaving, 0 AS later, 0 AS faults
  FROM visits
  ${groupBy(draft, 'p')}
  UNION ALL
  SELECT ${list(draft, '0')}, 0, 0, 0, 0, COUNT(CASE WHEN s.d > ${asOf} THEN 1 END), COUNT(CASE WHEN ${faulty} THEN 1 END)
  FROM src AS s
  ${groupBy(draft)}`
  return compose(draft, {
    tables: [
      ['src', rowsOf(draft, { customer: draft.key('customer'), d: draft.day('on') })],
      ['days', `SELECT DISTINCT ${list(draft, 's.customer', 's.d')} FROM src AS s`],
      [
        'active',
        `SELECT DISTINCT ${list(draft, 's.customer', `${numberOf(dialect, 's.d')} AS p`)}
  FROM days AS s WHERE s.d <= ${asOf}`,
      ],
      [
        'visits',
        `SELECT ${owner}, p,
    MAX(${dialect.maybe('p')}) OVER (${order} ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS was,
    MIN(${dialect.maybe('p')}) OVER (${order} ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS will
  FROM active`,
      ],
      ['result', result],
    ],
    columns: {
      p: 'period',
      fresh: 'new',
      again: 'returning',
      resurrecting: 'resurrecting',
      leaving: 'leaving',
      later: 'later',
      faults: FAULTS,
    },
    make: (all) => {
      // Every group has a row for its faults, which is of no period.
      const rows = all.filter((row) => FATES.some((fate) => countOf(row, fate) > 0))
      if (rows.length === 0 && periods.first === undefined) return undefined
      const slots = rows.map((row) => countOf(row, 'period') + base)
      const first = periods.first ?? slots.reduce((least, slot) => Math.min(least, slot), Infinity)
      const laterRows = all.reduce((sum, row) => sum + countOf(row, 'later'), 0)
      return makeLifecycle(metric, periods, choices, { first, laterRows }, (count) => {
        rows.forEach((row, at) => {
          const slot = slots[at] as number
          for (const fate of FATES) count(slot, fate, countOf(row, fate))
          count(slot + 1, 'dormant', countOf(row, 'leaving'))
        })
      })
    },
  })
}
