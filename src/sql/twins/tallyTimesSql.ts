import { check, checkChoice } from '../../internal/guard.js'
import { checkInstant } from '../../internal/time/instants.js'
import type { TallyTimesOptions } from '../../service/tallyTimes.js'
import { readUnit } from '../../service/tickets.js'
import type { TimeCount, TimeTally } from '../../service/timeTally.js'
import { compose, groupBy, list, rowsOf } from '../compose.js'
import { openDraft } from '../draft.js'
import type { SqlQuery } from '../query.js'
import { countOf, FAULTS } from '../rows.js'
import type { SqlOptions, SqlSource } from '../source.js'

/** The columns of tickets. First replies need all three moments, resolutions no reply. */
export type TicketSource = SqlSource<'openedAt' | 'resolvedAt', 'firstReplyAt' | 'bot'>

/**
 * The statement of `tallyTimes`: tickets counted by the time they took.
 *
 * By the calendar only: business hours, with their holidays and changes of clocks, are this library's.
 * A reopened ticket counts by its first resolution, as reopenings are a list that no column has.
 *
 * @param source - The table of tickets and its columns.
 * @param options - The options of `tallyTimes`, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into a tally for each group.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect; `mismatch`
 * for business hours, or for reopened tickets that count otherwise.
 *
 * @example
 * ```ts
 * import { duckdb, tallyTimesSql } from 'customer-metrics/sql'
 *
 * const query = tallyTimesSql(
 *   { table: 'tickets', columns: { openedAt: 'opened_at', resolvedAt: 'resolved_at' } },
 *   {
 *     asOf: '2025-03-03T17:00:00Z', measure: 'resolution', reopened: 'first',
 *     clock: 'calendar', unit: 'hour', dialect: duckdb,
 *   },
 * )
 * query.columns // => ['time', 'ended', 'open', 'bots', 'faults']
 * ```
 */
export function tallyTimesSql(
  source: TicketSource,
  options: TallyTimesOptions & SqlOptions & { readonly timeZone?: string },
): SqlQuery<TimeTally> {
  const draft = openDraft('tallyTimesSql', source, options, {
    required: { openedAt: 'moment', resolvedAt: 'moment' },
    optional: { firstReplyAt: 'moment', bot: 'flag' },
    options: ['asOf', 'measure', 'clock', 'unit', 'reopened', 'timeZone'],
  })
  const { metric, value } = draft
  const measure = checkChoice(metric, ['measure'], options.measure, ['resolution', 'first-reply'])
  const { clock, reopened, unit } = options
  const calendar = "'calendar': business hours are not pushed down, tallyTimes has them"
  check(metric, ['clock'], clock, clock === 'calendar', calendar, 'mismatch')
  const isReply = measure === 'first-reply'
  const first = "'first', as reopenings are not in the table: tallyTimes has the others"
  check(metric, ['reopened'], reopened, isReply || reopened === 'first', first, 'mismatch')
  const path = ['source', 'columns', 'firstReplyAt']
  const hasReply = !isReply || draft.has('firstReplyAt')
  check(
    metric,
    path,
    undefined,
    hasReply,
    'the name of a column, as first replies are measured',
    'invalid',
  )
  const perUnit = readUnit(metric, unit, 'calendar')
  const asOf = value(checkInstant(metric, ['asOf'], options.asOf))
  const known = (moment: string): string => `CASE WHEN ${moment} <= ${asOf} THEN ${moment} END`
  const isBot = draft.has('bot') ? `CASE WHEN ${draft.column('bot')} = TRUE THEN 1 ELSE 0 END` : '0'
  const src = rowsOf(draft, {
    opened: draft.moment('openedAt'),
    resolved: draft.moment('resolvedAt'),
    ...(isReply && { replied: draft.moment('firstReplyAt') }),
    is_bot: isBot,
  })
  const early = (name: string): string => `s.${name} < s.opened`
  const faulty = `s.opened IS NULL OR ${early('resolved')}${isReply ? ` OR ${early('replied')}` : ''}`
  const measured = `SELECT ${list(draft, 's.is_bot', 's.opened')},
    ${known(isReply ? 's.replied' : 's.resolved')} AS done,
    ${isReply ? known('s.resolved') : 's.opened'} AS closed
  FROM src AS s WHERE s.opened <= ${asOf}`
  const until = isReply ? `COALESCE(m.done, m.closed, ${asOf})` : `COALESCE(m.done, ${asOf})`
  const timed = `SELECT ${list(draft, 'm.is_bot')},
    CASE WHEN m.done IS NULL THEN 0 ELSE 1 END AS is_done,
    ${draft.dialect.div(`${until} - m.opened`, `${perUnit}`)} AS took
  FROM measured AS m`
  const sum = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`
  const result = `SELECT ${list(draft, '0 AS took')}, 0 AS ended, 0 AS still_open, ${sum(
    `s.is_bot = 1 AND s.opened <= ${asOf}`,
  )} AS bots, ${sum(faulty)} AS faults
  FROM src AS s
  ${groupBy(draft)}
  UNION ALL
  SELECT ${list(draft, 'took')}, SUM(is_done), SUM(1 - is_done), 0, 0
  FROM timed WHERE is_bot = 0
  ${groupBy(draft, 'took')}`
  return compose(draft, {
    tables: [
      ['src', src],
      ['measured', measured],
      ['timed', timed],
      ['result', result],
    ],
    columns: { took: 'time', ended: 'ended', still_open: 'open', bots: 'bots', faults: FAULTS },
    make: (rows) => {
      const times: Record<number, TimeCount> = {}
      let bots = 0
      for (const row of rows) {
        bots += countOf(row, 'bots')
        const [ended, open] = [countOf(row, 'ended'), countOf(row, 'open')]
        if (ended + open > 0) times[countOf(row, 'time')] = { ended, open }
      }
      if (Object.keys(times).length === 0) return undefined
      return { measure, clock: 'calendar', reopened: isReply ? null : 'first', unit, bots, times }
    },
  })
}
