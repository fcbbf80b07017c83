import {
  addReason,
  type ChurnTally,
  type Counting,
  emptyCounting,
  makeTally,
} from '../../churn/churnTally.js'
import { REACTIVATION_DAYS } from '../../internal/rows/subscriptionSpans.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { compose, groupBy, list } from '../compose.js'
import type { Draft } from '../draft.js'
import type { SqlQuery } from '../query.js'
import { countOf, FAULTS, type ResultRow, textOf } from '../rows.js'
import { monthsBetween } from './calendar.js'
import { COUNTED, FAULTY, followSpans, readSpans } from './spans.js'
import type { Numbered } from './windows.js'

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
  n_losses: 'losses',
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
  'n_losses',
] as const

/** A reason that is not known, of the type that reasons have. */
const UNKNOWN = 'CASE WHEN f.e < f.s THEN f.reason END'

/** What happened to a customer in a window, in order: who leaves first was there at the opening. */
function numbered(owner: string): string {
  return `SELECT q.*, ROW_NUMBER() OVER (PARTITION BY ${owner} ORDER BY d, loss) AS nr
  FROM placed AS q`
}

/** A customer who leaves before coming was there when the window opened. */
const FATES = `SELECT v.*,
    CASE WHEN v.left_on IS NOT NULL AND (v.came_on IS NULL OR v.left_on < v.came_on)
      THEN 1 ELSE 0 END AS opens
  FROM visits AS v`

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
  const within = (day: string): string => `(${day} >= ${from} AND ${day} < ${to})`
  // A customer who neither starts nor ends in the window counts in its opening only.
  const moved =
    bounds.length <= FEW_PERIODS + 1
      ? `
    AND s.customer IN (SELECT s.customer FROM src AS s
      WHERE ${COUNTED} AND (${within('s.s')} OR ${within('s.e')}))`
      : ''
  const reason = hasReason ? { reason: draft.dialect.letters(draft.column('reason')) } : {}
  const follow = list(draft, 'f.customer')
  const because = (why: string): string => (hasReason ? `, ${why} AS reason` : '')
  const events = `SELECT ${follow}, f.e AS d, 0 AS coming, 1 AS loss, 0 AS is_new, f.e AS away${because('f.reason')}
  FROM follow AS f WHERE (f.back IS NULL OR f.back > f.e) AND ${within('f.e')}
  UNION ALL
  SELECT ${follow}, f.back, 1, 0, 0, f.e${because(UNKNOWN)}
  FROM follow AS f WHERE f.back > f.e AND ${within('f.back')}
  UNION ALL
  SELECT ${follow}, f.came, 1, 0, 1, f.came${because(UNKNOWN)}
  FROM follow AS f WHERE f.back IS NULL AND ${within('f.came')}`
  const owner = list(draft, 'customer', 'p')
  const visits = `SELECT ${owner},
    SUM(coming) AS comings, SUM(loss) AS losses, MAX(is_new) AS is_new,
    MIN(CASE WHEN coming = 1 THEN d END) AS came_on,
    MIN(CASE WHEN loss = 1 THEN d END) AS left_on,
    MIN(CASE WHEN coming = 1 THEN away END) AS away${hasReason ? ',\n    MAX(CASE WHEN nr = 1 THEN reason END) AS reason' : ''}
  FROM ${hasReason ? 'numbered' : 'placed'}
  GROUP BY ${owner}`
  const sum = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`
  const back = 'opens = 0 AND is_new = 0'
  const months = `CASE WHEN ${back} THEN ${monthsBetween(draft.dialect, 'away', 'came_on')} END`
  const nothing = (of: readonly string[]): string => of.map((name) => `0 AS ${name}`).join(', ')
  const opening = `SELECT ${list(draft, '0 AS part', '0 AS period')},
    COUNT(DISTINCT CASE WHEN ${COUNTED} AND s.s < ${from} AND s.e >= ${from} THEN s.customer END) AS opening,
    ${nothing(SUMS)},
    ${sum(hasReason ? `${FAULTY} OR s.reason = ''` : FAULTY)} AS faults${because("''")}
  FROM src AS s
  ${groupBy(draft)}`
  const happened = `SELECT ${list(draft, '1 AS part', 'p AS period', '0 AS opening')},
    SUM(opens) AS lost, ${sum('opens = 0 AND is_new = 1')} AS gained, ${sum(back)} AS reactivated,
    ${sum(`${months} < 1`)} AS reactivated_month,
    ${sum(`${back} AND came_on - away <= ${REACTIVATION_DAYS}`)} AS reactivated_90,
    ${sum('opens = 0 AND comings = losses')} AS gained_then_lost,
    ${sum('opens = 1 AND comings = losses')} AS lost_then_returned,
    ${sum('losses > 0')} AS leavers, SUM(losses) AS n_losses, 0 AS faults${because("''")}
  FROM fates
  ${groupBy(draft, 'p')}`
  const reasons = `SELECT ${list(draft, '2 AS part', 'p AS period', '0 AS opening', 'COUNT(*) AS lost')},
    ${nothing([...SUMS.slice(1), 'faults'])}, reason
  FROM fates WHERE opens = 1 AND reason IS NOT NULL
  ${groupBy(draft, 'p', 'reason')}`
  return compose(draft, {
    tables: [
      ['src', readSpans(draft, reason)],
      ['spans', `SELECT * FROM src AS s\n  WHERE ${COUNTED}${moved}`],
      ['follow', followSpans(draft, 'spans', hasReason)],
      ['events', events],
      ['placed', `SELECT e.*, ${windows.numberOf('e.d')} AS p FROM events AS e`],
      ...(hasReason ? [['numbered', numbered(owner)] as const] : []),
      ['visits', visits],
      ['fates', FATES],
      ['result', [opening, happened, ...(hasReason ? [reasons] : [])].join('\n  UNION ALL\n  ')],
    ],
    columns: hasReason ? { ...COLUMNS, reason: 'reason' } : COLUMNS,
    make: (rows) => make(readChurn(rows, bounds)),
  })
}

/** The tallies of consecutive windows: each opens with those that the one before it closed with. */
function readChurn(rows: readonly ResultRow[], bounds: readonly number[]): ChurnTally[] {
  const countings = bounds.slice(1).map(() => emptyCounting())
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
