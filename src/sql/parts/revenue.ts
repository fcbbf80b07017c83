import { check } from '../../internal/guard.js'
import { addSum, type ExactSum, sumText } from '../../internal/money/sums.js'
import { REACTIVATION_DAYS } from '../../internal/rows/subscriptionSpans.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import {
  AMOUNTS,
  type Amounts,
  checkLevel,
  closingOf,
  emptyAmounts,
  type RevenueLevel,
  type RevenueTally,
} from '../../revenue/revenueTally.js'
import { compose, groupBy, list } from '../compose.js'
import { type Draft, openDraft } from '../draft.js'
import type { SqlQuery } from '../query.js'
import { countOf, FAULTS, type ResultRow, textOf, unitsOf } from '../rows.js'
import { monthsBetween } from './calendar.js'
import { COUNTED, FAULTY, OPEN, readSpans, SPAN_FIELDS } from './spans.js'
import type { Numbered } from './windows.js'

/** The movements of a window, and their names in the result. */
const MOVES = {
  fresh: 'new',
  expansion: 'expansion',
  contraction: 'contraction',
  churned: 'churned',
  reactivation: 'reactivation',
  reactivation_month: 'reactivationWithinMonth',
  reactivation_90: 'reactivationWithin90Days',
} as const

/** Checks what a twin of revenue was given. */
export function openRevenue(
  metric: string,
  source: unknown,
  options: { readonly level: RevenueLevel },
  names: readonly string[],
): { readonly draft: Draft; readonly level: RevenueLevel } {
  const draft = openDraft(metric, source, options, {
    required: { ...SPAN_FIELDS.required, amount: 'amount' },
    optional: { subscription: 'id', currency: 'text' },
    options: ['from', 'to', 'level', 'timeZone', ...names],
  })
  const level = checkLevel(metric, options.level)
  const path = ['source', 'columns', 'subscription']
  const known = level === 'customer' || draft.has('subscription')
  check(metric, path, undefined, known, 'the name of a column, as level is subscription', 'invalid')
  return { draft, level }
}

/**
 * Revenue at both ends of each of consecutive windows, and what led from one to the other, in one
 * pass: the opening of the first, and the movements of each. The openings of the others follow.
 */
export function composeRevenue<Result>(
  draft: Draft,
  level: RevenueLevel,
  windows: Numbered,
  make: (tallies: readonly RevenueTally[]) => Result,
): SqlQuery<Result> {
  const { bounds } = windows
  const { dialect } = draft
  const from = draft.value(bounds[0] as number)
  const to = draft.value(bounds.at(-1) as number)
  const text = (sum: string): string => draft.text('amount', sum)
  const hasCurrency = draft.has('currency')
  const account = level === 'customer' ? 's.customer' : 's.subscription'
  const src = readSpans(draft, {
    amount: draft.amount('amount'),
    ...(level === 'subscription' && { subscription: draft.key('subscription') }),
    ...(hasCurrency && { currency: dialect.letters(draft.column('currency')) }),
    finer: `CASE WHEN ${draft.isFiner('amount')} THEN 1 ELSE 0 END`,
  })
  const owner = list(draft, 'account')
  const events = `SELECT ${list(draft, `${account} AS account`, 's.s AS d', 's.amount AS step')}
  FROM src AS s WHERE ${COUNTED} AND s.s < ${to}
  UNION ALL
  SELECT ${list(draft, account, 's.e', '-s.amount')}
  FROM src AS s WHERE ${COUNTED} AND s.e < ${to} AND s.e < ${OPEN}`
  const days = `SELECT ${owner}, d, SUM(step) AS moved FROM events
  GROUP BY ${owner}, d HAVING SUM(step) <> 0`
  const running = `SELECT ${owner}, d, moved,
    SUM(moved) OVER (PARTITION BY ${owner} ORDER BY d ROWS UNBOUNDED PRECEDING) AS had
  FROM days`
  const periods = `SELECT ${owner}, p, SUM(moved) AS gain,
    MAX(CASE WHEN had = 0 THEN d END) AS emptied_on,
    MIN(CASE WHEN had = moved THEN d END) AS came_on
  FROM (SELECT r.*, CASE WHEN r.d < ${from} THEN -1 ELSE ${windows.numberOf('r.d')} END AS p
    FROM running AS r) AS q
  GROUP BY ${owner}, p`
  const order = `PARTITION BY ${owner} ORDER BY p`
  const moves = `SELECT ${owner}, p, gain, came_on,
    SUM(gain) OVER (${order} ROWS UNBOUNDED PRECEDING) AS had,
    MAX(${dialect.maybe('emptied_on')}) OVER (${order}
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS lost_on
  FROM periods`
  const sum = (condition: string, amount: string): string =>
    text(`SUM(CASE WHEN ${condition} THEN ${amount} ELSE 0 END)`)
  const none = 'had = gain'
  const back = `${none} AND had > 0 AND lost_on IS NOT NULL`
  const months = `CASE WHEN ${back} THEN ${monthsBetween(dialect, 'lost_on', 'came_on')} END`
  const nothing = Object.keys(MOVES).map((name) => `'0' AS ${name}`)
  const mixed = hasCurrency
    ? ` +
      CASE WHEN MIN(s.currency) <> MAX(s.currency) OR
        (COUNT(s.currency) > 0 AND COUNT(s.currency) < COUNT(*)) THEN 1 ELSE 0 END`
    : ''
  const currency = (expression: string): string =>
    hasCurrency ? `, ${expression} AS currency` : ''
  const opening = `SELECT ${list(draft, '0 AS part', '0 AS period')},
    ${sum(`${COUNTED} AND s.s < ${from} AND s.e >= ${from}`, 's.amount')} AS opening,
    ${nothing.join(', ')},
    SUM(CASE WHEN ${FAULTY} OR ${account} IS NULL OR s.amount IS NULL OR s.amount < 0 OR s.finer = 1
      THEN 1 ELSE 0 END)${mixed} AS faults${currency('MIN(s.currency)')}
  FROM src AS s
  ${groupBy(draft)}`
  const moved = `SELECT ${list(draft, '1 AS part', 'p AS period')}, '0' AS opening,
    ${sum(`${none} AND lost_on IS NULL`, 'had')} AS fresh,
    ${sum('had > gain AND had > 0 AND gain > 0', 'gain')} AS expansion,
    ${sum('had > 0 AND gain < 0', '-gain')} AS contraction,
    ${sum('had = 0 AND gain < 0', '-gain')} AS churned,
    ${sum(back, 'had')} AS reactivation,
    ${sum(`${months} < 1`, 'had')} AS reactivation_month,
    ${sum(`${back} AND came_on - lost_on <= ${REACTIVATION_DAYS}`, 'had')} AS reactivation_90,
    0 AS faults${currency("''")}
  FROM moves WHERE p >= 0
  ${groupBy(draft, 'p')}`
  return compose(draft, {
    tables: [
      ['src', src],
      ['events', events],
      ['days', days],
      ['running', running],
      ['periods', periods],
      ['moves', moves],
      ['result', `${opening}\n  UNION ALL\n  ${moved}`],
    ],
    columns: {
      part: 'part',
      period: 'period',
      opening: 'opening',
      ...MOVES,
      faults: FAULTS,
      ...(hasCurrency && { currency: 'currency' }),
    },
    make: (rows) => make(readRevenue(rows, level, bounds, hasCurrency)),
  })
}

/** The tallies of consecutive windows: each opens with what the one before it closed with. */
function readRevenue(
  rows: readonly ResultRow[],
  level: RevenueLevel,
  bounds: readonly number[],
  hasCurrency: boolean,
): RevenueTally[] {
  const windows: Amounts[] = bounds.slice(1).map(emptyAmounts)
  let opening: ExactSum = { cents: 0, rest: 0n }
  let currency: string | null = null
  for (const row of rows) {
    if (countOf(row, 'part') === 0) {
      opening = { cents: 0, rest: unitsOf(row, 'opening') }
      if (hasCurrency) currency = textOf(row, 'currency')
      continue
    }
    const amounts = windows[countOf(row, 'period')] as Amounts
    for (const name of Object.values(MOVES)) amounts[name].rest = unitsOf(row, name)
  }
  const frame = { level, windows: 1, ...(currency === null ? {} : { currency }) }
  return windows.map((amounts, window) => {
    addSum(amounts.opening, opening)
    opening = closingOf(amounts)
    addSum(amounts.closing, opening)
    const [from, to] = bounds.slice(window, window + 2).map(formatDay) as [string, string]
    const texts = AMOUNTS.map((name) => [name, sumText(amounts[name])])
    return { from, to, ...frame, ...Object.fromEntries(texts) } as RevenueTally
  })
}
