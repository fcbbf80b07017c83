import { check, checkWhole } from '../../internal/guard.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkWindow } from '../../internal/time/days.js'
import type { ContactOptions, ContactTally } from '../../service/tallyContacts.js'
import { compose, groupBy, list, rowsOf } from '../compose.js'
import { openDraft } from '../draft.js'
import type { SqlGroup, SqlQuery } from '../query.js'
import { countOf, FAULTS, type ResultRow } from '../rows.js'
import type { SqlOptions, SqlSource } from '../source.js'

/** The window of `tallyContacts`, and the customers of each group. */
export interface ContactsSqlOptions extends Omit<ContactOptions, 'customers'>, SqlOptions {
  /** Customers who could have asked: a number, or with `by` a function of what names the group. */
  readonly customers: number | ((by: SqlGroup<unknown>['by']) => number)
}

/**
 * The statement of `tallyContacts`: how often customers asked within a window.
 *
 * @param source - The table of tickets and its columns.
 * @param options - The window of `tallyContacts`, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into a tally for each group.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect, or a number
 * of customers for several groups; `out-of-range` for a window of no days; `mismatch` for what the
 * engine cannot do exactly.
 *
 * @example
 * ```ts
 * import { duckdb, tallyContactsSql } from 'customer-metrics/sql'
 *
 * const query = tallyContactsSql(
 *   { table: 'tickets', columns: { customer: 'account', openedAt: 'opened_at' } },
 *   { from: '2025-03-01', to: '2025-04-01', customers: 10, timeZone: 'Europe/Berlin', dialect: duckdb },
 * )
 * query.values // => ['Europe/Berlin', 20148, 20179]
 * ```
 */
export function tallyContactsSql(
  source: SqlSource<'customer' | 'openedAt'>,
  options: ContactsSqlOptions,
): SqlQuery<ContactTally> {
  const draft = openDraft('tallyContactsSql', source, options, {
    required: { customer: 'id', openedAt: 'moment-day' },
    options: ['from', 'to', 'customers', 'timeZone'],
  })
  const { metric, readDay, value } = draft
  const { from, to } = checkWindow(metric, [], options, readDay)
  const { customers } = options
  const isFunction = typeof customers === 'function'
  const fits = isFunction === draft.groups.length > 0
  const expected = isFunction ? 'a number without by' : 'a function of the group where there is by'
  check(metric, ['customers'], customers, isFunction || fits, expected, 'invalid')
  if (!isFunction) checkWhole(metric, ['customers'], customers)
  const owner = list(draft, 's.customer')
  const counted = `SELECT ${owner},
    SUM(CASE WHEN s.day_no >= ${value(from)} AND s.day_no < ${value(to)} THEN 1 ELSE 0 END) AS contacts,
    SUM(CASE WHEN s.customer IS NULL OR s.day_no IS NULL THEN 1 ELSE 0 END) AS faults
  FROM src AS s
  GROUP BY ${owner}`
  const result =
    `SELECT ${list(draft, 'COALESCE(SUM(CASE WHEN c.contacts > 0 THEN 1 ELSE 0 END), 0) AS contacted')},
    COALESCE(SUM(c.contacts), 0) AS n_contacts, COALESCE(SUM(c.contacts * c.contacts), 0) AS squares,
    COALESCE(SUM(c.faults), 0) AS n_faults
  FROM counted AS c
  ${draft.groups.length > 0 ? groupBy(draft) : ''}`.trimEnd()
  return compose(draft, {
    tables: [
      [
        'src',
        rowsOf(draft, {
          customer: draft.key('customer'),
          day_no: draft.day('openedAt'),
        }),
      ],
      ['counted', counted],
      ['result', result],
    ],
    columns: {
      contacted: 'contacted',
      n_contacts: 'contacts',
      squares: 'squares',
      n_faults: FAULTS,
    },
    make: ([first], by) => {
      const row = first as ResultRow
      const contacted = countOf(row, 'contacted')
      const all = isFunction ? customers(by) : customers
      return {
        from: formatDay(from),
        to: formatDay(to),
        customers: checkWhole(metric, ['customers'], all, contacted),
        contacted,
        contacts: countOf(row, 'contacts'),
        squares: countOf(row, 'squares'),
      }
    },
  })
}
