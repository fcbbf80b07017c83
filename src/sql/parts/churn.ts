import {
  addReason,
  type ChurnTally,
  type Counting,
  emptyCounting,
  makeTally,
} from '../../churn/churnTally.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { compose, groupBy, list } from '../compose.js'
import type { Draft } from '../draft.js'
import type { SqlQuery } from '../query.js'
import { countOf, FAULTS, type ResultRow, textOf } from '../rows.js'
import { monthsBetween } from './calendar.js'
import { COUNTED, FAULTY, followSpans, readSpans } from './spans.js'
import type { Numbered } from './windows.js'

/** Customers who came back after at most so many days are told apart. */
const REACTIVATION_DAYS = 90

/** With more periods than these, reading everybody is faster than looking up who matters. */
const FEW_PERIODS = 6

/** The columns of a result, and their names. */
const COLUMNS = {
  part: 'part',
  period: 'period',
  opening: 'opening',
  lost: 'lost',
  gained: 'gained',
  reactivated: 'reactivated',
  reactivated_month: 'reactivatedWithinMonth',
  reactivated_90: 'reactivatedWithin90Days',
  gained_then_lost: 'gainedThenLost',
  lost_then_returned: 'lostThenReturned',
  leavers: 'leavers',
  losses: 'losses',
  faults: FAULTS,
} as const

const SUMS = [
  'lost',
  'gained',
  'reactivated',
  'reactivated_month',
  'reactivated_90',
  'gained_then_lost',
  'lost_then_returned',
  'leavers',
  'losses',
] as const

/**
 * Who came and went in each of consecutive windows, in one pass: the opening of the first, what
 * happened in each, and the reasons. The openings of the others follow.
 */
export function composeChurn<Result>(
  draft: Draft,
  windows: Numbered,
  make: (tallies: readonly ChurnTally[]) => Result,
): SqlQuery<Result> {
  const { bounds } = windows
  const hasReason = draft.has('reason')
  const from = draft.value(bounds[0] as number)
  const to = draft.value(bounds.at(-1) as number)
  const within = (day: string): string => `${day} >= ${from} AND ${day} < ${to}`
  const few = bounds.length <= FEW_PERIODS + 1
  const reason = hasReason ? { reason: draft.dialect.letters(draft.column('reason')) } : {}
  const faulty = hasReason ? `${FAULTY} OR s.reason = ''` : FAULTY
  const moved = few
    ? `\n  WHERE s.customer IN (SELECT s.customer FROM src AS s WHERE ${COUNTED} AND ((${within('s.s')}) OR (${within('s.e')})))`
    : ''
  const spans = `SELECT * FROM src AS s\n  WHERE ${COUNTED}`
  const event = (kind: string, day: string, away: string, why: string, where: string): string =>
    `SELECT ${list(draft, 'f.customer')}, ${kind}, ${day} AS d, ${away} AS away${hasReason ? `, ${why} AS reason` : ''}
  FROM follow AS f WHERE ${where} AND ${within(day)}`
  const nothing = 'CASE WHEN f.e < f.s THEN f.reason END'
  const came = (isNew: string): string => `1 AS coming, 0 AS loss, ${isNew} AS is_new`
  const events = [
    event(
      '0 AS coming, 1 AS loss, 0 AS is_new',
      'f.e',
      'f.e',
      'f.reason',
      '(f.back IS NULL OR f.back > f.e)',
    ),
    event(came('0'), 'f.back', 'f.e', nothing, 'f.back > f.e'),
    event(came('1'), 'f.came', 'f.came', nothing, 'f.back IS NULL'),
  ].join('\n  UNION ALL ')
  const first = hasReason
    ? `, ROW_NUMBER() OVER (PARTITION BY ${list(draft, 'customer', 'p')} ORDER BY d, loss) AS nr`
    : ''
  const placed = `SELECT e.*, ${windows.numberOf('e.d')} AS p FROM events AS e`
  const visits = `SELECT ${list(draft, 'customer', 'p')}, SUM(coming) AS comings, SUM(loss) AS losses, MAX(is_new) AS is_new,
    MIN(CASE WHEN coming = 1 THEN d END) AS came_on, MIN(CASE WHEN loss = 1 THEN d END) AS left_on,
    MIN(CASE WHEN coming = 1 THEN away END) AS away${hasReason ? ', MAX(CASE WHEN nr = 1 THEN reason END) AS reason' : ''}
  FROM ${hasReason ? 'numbered' : 'placed'}
  ${groupBy(draft, 'customer', 'p')}`
  const fates = `SELECT v.*,
    CASE WHEN v.left_on IS NOT NULL AND (v.came_on IS NULL OR v.left_on < v.came_on) THEN 1 ELSE 0 END AS opens
  FROM visits AS v`
  const back = 'opens = 0 AND is_new = 0'
  const sum = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`
  const none = SUMS.map(() => '0').join(', ')
  const why = hasReason ? ", ''" : ''
  const result = `SELECT ${list(draft, '0 AS part', '0 AS period')},
    COUNT(DISTINCT CASE WHEN ${COUNTED} AND s.s < ${from} AND s.e >= ${from} THEN s.customer END) AS opening,
    ${SUMS.map((name) => `0 AS ${name}`).join(', ')},
    SUM(CASE WHEN ${faulty} THEN 1 ELSE 0 END) AS faults${hasReason ? ", '' AS reason" : ''}
  FROM src AS s
  ${groupBy(draft)}
  UNION ALL
  SELECT ${list(draft, '1', 'p', '0')}, SUM(opens),
    ${sum('opens = 0 AND is_new = 1')}, ${sum(back)},
    ${sum(`CASE WHEN ${back} THEN ${monthsBetween(draft.dialect, 'away', 'came_on')} END < 1`)},
    ${sum(`${back} AND came_on - away <= ${REACTIVATION_DAYS}`)},
    ${sum('opens = 0 AND comings = losses')},
    ${sum('opens = 1 AND comings = losses')},
    ${sum('losses > 0')}, SUM(losses), 0${why}
  FROM fates
  ${groupBy(draft, 'p')}${
    hasReason
      ? `
  UNION ALL
  SELECT ${list(draft, '2', 'p', '0', 'COUNT(*)')}, ${SUMS.slice(1)
    .map(() => '0')
    .join(', ')}, 0, reason
  FROM fates WHERE opens = 1 AND reason IS NOT NULL
  ${groupBy(draft, 'p', 'reason')}`
      : ''
  }`
  void none
  return compose(draft, {
    tables: [
      ['src', readSpans(draft, reason)],
      ['spans', few ? `${spans}${moved.replace('\n  WHERE', '\n    AND')}` : spans],
      ['follow', followSpans(draft, 'spans', hasReason)],
      ['events', events],
      ['placed', placed],
      ...(hasReason ? [['numbered', `SELECT q.*${first} FROM placed AS q`] as const] : []),
      ['visits', visits],
      ['fates', fates],
      ['result', result],
    ],
    columns: hasReason ? { ...COLUMNS, reason: 'reason' } : COLUMNS,
    make: (rows) => make(readChurn(rows, bounds)),
  })
}

/** The tallies of consecutive windows: each opens with those that the one before it closed with. */
function readChurn(rows: readonly ResultRow[], bounds: readonly number[]): ChurnTally[] {
  const countings = bounds.slice(1).map(emptyCounting)
  for (const row of rows) {
    const { counts, reasons } = countings[countOf(row, 'period')] as Counting
    const part = countOf(row, 'part')
    if (part === 0) counts.opening = countOf(row, 'opening')
    else if (part === 2) addReason(reasons, textOf(row, 'reason') as string, countOf(row, 'lost'))
    else
      for (const inner of SUMS) {
        const name = COLUMNS[inner]
        counts[name] = countOf(row, name)
      }
  }
  let present = countings[0]?.counts.opening as number
  return countings.map((counting, window) => {
    const { counts } = counting
    counts.opening = present
    present +=
      counts.lostThenReturned -
      counts.lost +
      counts.gained +
      counts.reactivated -
      counts.gainedThenLost
    counts.closing = present
    const [from, to] = bounds.slice(window, window + 2).map(formatDay) as [string, string]
    return makeTally(from, to, counting)
  })
}
