import {
  addReason,
  type ChurnLevel,
  type ChurnTally,
  type Counting,
  emptyCounting,
  makeTally,
} from '../../churn/churnTally.js'
import { checkChoice } from '../../internal/guard.js'
import { REACTIVATION_DAYS } from '../../internal/rows/subscriptionSpans.js'
import { compose, groupBy, list } from '../compose.js'
import { type Draft, openDraft } from '../draft.js'
import type { SqlQuery } from '../query.js'
import { countOf, FAULTS, indexOf, type ResultRow, textOf, wholeOf } from '../rows.js'
import { monthsBetween } from './calendar.js'
import {
  COUNTED,
  checkParts,
  checkSubscription,
  FAULTY,
  followSpans,
  readSpans,
  SPAN_FIELDS,
} from './spans.js'
import { inWindows, type Numbered, textsOf } from './windows.js'

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
function numbered(placed: string, owner: string): string {
  return `SELECT q.*, ROW_NUMBER() OVER (PARTITION BY ${owner} ORDER BY d, loss) AS nr
  FROM ${placed} AS q`
}

/** Checks what a twin of churn was given. */
export function openChurn(
  metric: string,
  source: unknown,
  options: { readonly level?: ChurnLevel },
  names: readonly string[],
): { readonly draft: Draft; readonly level: ChurnLevel } {
  const draft = openDraft(metric, source, options, {
    ...SPAN_FIELDS,
    optional: { reason: 'text', subscription: 'id' },
    options: ['from', 'to', 'level', 'timeZone', ...names],
  })
  const { level = 'customer' } = options
  checkChoice(metric, ['level'], level, ['customer', 'subscription'])
  checkSubscription(draft, level)
  return { draft, level }
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
  level: ChurnLevel,
  windows: Numbered,
  make: (tallies: readonly ChurnTally[]) => Result,
): SqlQuery<Result> {
  const { cuts, span } = windows
  const hasReason = draft.has('reason')
  const isRolling = span > 1
  const from = draft.value(cuts[0] as number)
  const to = draft.value(cuts.at(-1) as number)
  const within = (day: string): string => `(${day} >= ${from} AND ${day} < ${to})`
  // A customer who neither starts nor ends in the window counts in its opening only.
  const moved =
    cuts.length <= FEW_PERIODS + 1
      ? `
    AND s.customer IN (SELECT s.customer FROM src AS s
      WHERE ${COUNTED} AND (${within('s.s')} OR ${within('s.e')}))`
      : ''
  const reason = hasReason ? { reason: draft.dialect.letters(draft.column('reason')) } : {}
  // A subscription is followed as if it were a customer.
  const isSplit = level === 'subscription'
  const parts = isSplit ? checkParts(draft, { account: 's.customer', owner: 's.owner_id' }) : []
  const split = isSplit
    ? { customer: draft.key('subscription'), owner_id: draft.key('customer') }
    : undefined
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
  const placed = isRolling ? 'rolled' : 'placed'
  const period = isRolling ? 'w' : 'p'
  const owner = list(draft, 'customer', period)
  const visits = `SELECT ${list(draft, 'customer', isRolling ? 'w AS p' : 'p')},
    SUM(coming) AS comings, SUM(loss) AS losses, MAX(is_new) AS is_new,
    MIN(CASE WHEN coming = 1 THEN d END) AS came_on,
    MIN(CASE WHEN loss = 1 THEN d END) AS left_on,
    MIN(CASE WHEN coming = 1 THEN away END) AS away${hasReason ? ',\n    MAX(CASE WHEN nr = 1 THEN reason END) AS reason' : ''}
  FROM ${hasReason ? 'numbered' : placed}
  GROUP BY ${owner}`
  const sum = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`
  const back = 'opens = 0 AND is_new = 0'
  const months = `CASE WHEN ${back} THEN ${monthsBetween(draft.dialect, 'away', 'came_on')} END`
  const nothing = (of: readonly string[]): string => of.map((name) => `0 AS ${name}`).join(', ')
  const faulty = [
    FAULTY,
    ...(hasReason ? ["s.reason = ''"] : []),
    ...(isSplit ? ['s.owner_id IS NULL'] : []),
  ].join(' OR ')
  const opening = `SELECT ${list(draft, '0 AS part', '0 AS period')},
    COUNT(DISTINCT CASE WHEN ${COUNTED} AND s.s < ${from} AND s.e >= ${from} THEN s.customer END) AS opening,
    ${nothing(SUMS)},
    ${sum(faulty)} AS faults${because("''")}
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
  // Rows that are no parts of one subscription; and, where windows overlap, who is there at each cut.
  const clashed = `SELECT ${list(draft, '1 AS part', '0 AS period', '0 AS opening')},
    ${nothing(SUMS)}, n_clashes AS faults${because("''")}
  FROM clashes`
  const present = `SELECT ${list(draft, '3 AS part', 'p AS period', 'SUM(coming - loss) AS opening')},
    ${nothing([...SUMS, 'faults'])}${because("''")}
  FROM placed
  ${groupBy(draft, 'p')}`
  const result = [
    opening,
    happened,
    ...(hasReason ? [reasons] : []),
    ...(isSplit ? [clashed] : []),
    ...(isRolling ? [present] : []),
  ]
  return compose(draft, {
    tables: [
      ['src', readSpans(draft, { ...reason, ...split })],
      ['spans', `SELECT * FROM src AS s\n  WHERE ${COUNTED}${moved}`],
      ['follow', followSpans(draft, 'spans', hasReason)],
      ['events', events],
      ['placed', `SELECT e.*, ${windows.placeOf('e.d')} AS p FROM events AS e`],
      ...(isRolling ? [['rolled', inWindows(windows, 'placed', 'p')] as const] : []),
      ...(hasReason ? [['numbered', numbered(placed, owner)] as const] : []),
      ['visits', visits],
      ['fates', FATES],
      ...parts,
      ['result', result.join('\n  UNION ALL\n  ')],
    ],
    columns: hasReason ? { ...COLUMNS, reason: 'reason' } : COLUMNS,
    make: (rows) => make(readChurn(rows, level, windows)),
  })
}

/** The tallies of the windows, of which each opens with those who are there at its first day. */
function readChurn(rows: readonly ResultRow[], level: ChurnLevel, windows: Numbered): ChurnTally[] {
  const { size, span } = windows
  const countings = Array.from({ length: size }, () => emptyCounting(level))
  const opened = new Array<number>(size + span).fill(0)
  for (const row of rows) {
    const part = countOf(row, 'part')
    if (part === 0) opened[0] = countOf(row, 'opening')
    else if (part === 3)
      opened[indexOf(row, 'period', size + span - 1) + 1] = wholeOf(row, 'opening')
    else {
      const { counts, reasons } = countings[indexOf(row, 'period', size)] as Counting
      if (part === 2) addReason(reasons, textOf(row, 'reason') as string, countOf(row, 'lost'))
      else
        for (const inner of SUMS) {
          const name = COLUMNS[inner]
          counts[name] = countOf(row, name)
        }
    }
  }
  let present = 0
  return countings.map((counting, window) => {
    const { counts } = counting
    // What windows that do not overlap begin with is what the one before ends with.
    present = span > 1 || window === 0 ? present + (opened[window] as number) : present
    counts.opening = present
    counts.closing =
      present +
      counts.lostThenReturned -
      counts.lost +
      counts.gained +
      counts.reactivated -
      counts.gainedThenLost
    if (span === 1) present = counts.closing
    return makeTally(...textsOf(windows, window), counting)
  })
}
