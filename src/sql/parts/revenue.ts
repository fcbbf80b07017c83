import { addSum, emptySum, sumText, sumUnits } from '../../internal/money/sums.js'
import { REACTIVATION_DAYS } from '../../internal/rows/subscriptionSpans.js'
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
import { countOf, FAULTS, indexOf, type ResultRow, textOf, textOfUnits, unitsOf } from '../rows.js'
import { monthsBetween } from './calendar.js'
import { convertedOf, convertedSql, type ExchangeRate, type SqlExchange } from './exchange.js'
import {
  COUNTED,
  checkParts,
  checkSubscription,
  FAULTY,
  OPEN,
  readSpans,
  SPAN_FIELDS,
} from './spans.js'
import { inWindows, type Numbered, textsOf } from './windows.js'

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
  checkSubscription(draft, level)
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
  exchange?: SqlExchange,
): SqlQuery<Result> {
  const { cuts, span } = windows
  const isRolling = span > 1
  const { dialect } = draft
  const from = draft.value(cuts[0] as number)
  const to = draft.value(cuts.at(-1) as number)
  const text = (sum: string): string => draft.text('amount', sum)
  const hasCurrency = draft.has('currency')
  const account = level === 'customer' ? 's.customer' : 's.subscription'
  const isSplit = level === 'subscription'
  const own = draft.amount('amount')
  const named = hasCurrency ? dialect.letters(draft.column('currency')) : ''
  const src = readSpans(draft, {
    ...(exchange ? { own, amount: convertedSql(draft, exchange, own, named) } : { amount: own }),
    ...(isSplit && { subscription: draft.key('subscription') }),
    ...(hasCurrency && { currency: named }),
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
  FROM (SELECT r.*, CASE WHEN r.d < ${from} THEN -1 ELSE ${windows.placeOf('r.d')} END AS p
    FROM running AS r) AS q
  GROUP BY ${owner}, p`
  const order = `PARTITION BY ${owner} ORDER BY p`
  const moves = `SELECT ${owner}, p, gain, came_on,
    SUM(gain) OVER (${order} ROWS UNBOUNDED PRECEDING) AS had,
    MAX(${dialect.maybe('emptied_on')}) OVER (${order}
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS lost_on
  FROM periods`
  // A window has what its periods have, and stands at first as the first of them does.
  const window = list(draft, 'account', 'w')
  const steps = list(
    draft,
    'account',
    'w',
    'gain AS step',
    'came_on AS came_at',
    'lost_on AS lost_at',
  )
  const rolled = `SELECT ${list(draft, 'account', 'w AS p', 'SUM(step) AS gain', 'MIN(came_at) AS came_on')},
    MAX(CASE WHEN nr = 1 THEN stood END) + SUM(step) AS had,
    MAX(CASE WHEN nr = 1 THEN lost_at END) AS lost_on
  FROM (SELECT ${steps}, had - gain AS stood,
      ROW_NUMBER() OVER (PARTITION BY ${window} ORDER BY p) AS nr
    FROM visits AS v) AS r
  GROUP BY ${window}`
  const sum = (condition: string, amount: string): string =>
    text(`SUM(CASE WHEN ${condition} THEN ${amount} ELSE 0 END)`)
  const none = 'had = gain'
  const back = `${none} AND had > 0 AND lost_on IS NOT NULL`
  const months = `CASE WHEN ${back} THEN ${monthsBetween(dialect, 'lost_on', 'came_on')} END`
  const nothing = Object.keys(MOVES).map((name) => `'0' AS ${name}`)
  // What costs nothing is of no currency, unless all of it names one.
  const paid = `CASE WHEN ${COUNTED} AND s.amount > 0 THEN s.currency END`
  const payers = `COUNT(CASE WHEN ${COUNTED} AND s.amount > 0 THEN 1 END)`
  const isMixed = (of: string, all: string): string =>
    `(MIN(${of}) <> MAX(${of}) OR (COUNT(${of}) > 0 AND COUNT(${of}) < ${all}))`
  const mixed =
    hasCurrency && !exchange ? ` + CASE WHEN ${isMixed(paid, payers)} THEN 1 ELSE 0 END` : ''
  const common = `CASE WHEN ${payers} > 0 THEN MIN(${paid})
      WHEN NOT ${isMixed('s.currency', 'COUNT(*)')} THEN MIN(s.currency) END`
  const currency = (expression: string): string =>
    hasCurrency ? `, ${expression} AS currency` : ''
  const amounts = exchange
    ? `s.own IS NULL OR s.own < 0 OR (${COUNTED} AND s.amount IS NULL)`
    : 's.amount IS NULL OR s.amount < 0'
  const opening = `SELECT ${list(draft, '0 AS part', '0 AS period')},
    ${sum(`${COUNTED} AND s.s < ${from} AND s.e >= ${from}`, 's.amount')} AS opening,
    ${nothing.join(', ')},
    SUM(CASE WHEN ${FAULTY} OR ${account} IS NULL OR ${amounts} OR s.finer = 1
      THEN 1 ELSE 0 END)${mixed} AS faults${currency(common)}
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
  FROM ${isRolling ? 'rolled' : 'moves'} WHERE p >= 0
  ${groupBy(draft, 'p')}`
  // What each period adds, where windows overlap; what there is at the end, in its own currencies.
  const net = `SELECT ${list(draft, '2 AS part', 'p AS period')}, ${text('SUM(gain)')} AS opening,
    ${nothing.join(', ')}, 0 AS faults${currency("''")}
  FROM moves WHERE p >= 0
  ${groupBy(draft, 'p')}`
  const held = `SELECT ${list(draft, '3 AS part', '0 AS period')}, ${text('SUM(s.own)')} AS opening,
    ${nothing.join(', ')}, 0 AS faults, s.currency
  FROM src AS s WHERE ${COUNTED} AND s.s < ${to} AND s.e >= ${to} AND s.own > 0
  ${groupBy(draft, 's.currency')}`
  const clashed = `SELECT ${list(draft, '1 AS part', '0 AS period')}, '0' AS opening,
    ${nothing.join(', ')}, n_clashes AS faults${currency("''")}
  FROM clashes`
  const result = [
    opening,
    moved,
    ...(isRolling ? [net] : []),
    ...(exchange ? [held] : []),
    ...(isSplit ? [clashed] : []),
  ]
  return compose(draft, {
    tables: [
      ['src', src],
      ['events', events],
      ['days', days],
      ['running', running],
      ['periods', periods],
      ['moves', moves],
      ...(isRolling
        ? ([
            ['visits', inWindows(windows, 'moves', 'p')],
            ['rolled', rolled],
          ] as const)
        : []),
      ...(isSplit ? checkParts(draft, { account, owner: 's.customer' }) : []),
      ['result', result.join('\n  UNION ALL\n  ')],
    ],
    columns: {
      part: 'part',
      period: 'period',
      opening: 'opening',
      ...MOVES,
      faults: FAULTS,
      ...(hasCurrency && { currency: 'currency' }),
    },
    make: (rows) => make(readRevenue(rows, level, windows, hasCurrency, exchange)),
  })
}

/** The tallies of the windows, of which each opens with what there is at its first day. */
function readRevenue(
  rows: readonly ResultRow[],
  level: RevenueLevel,
  windows: Numbered,
  hasCurrency: boolean,
  exchange: SqlExchange | undefined,
): RevenueTally[] {
  const { size, span } = windows
  const all: Amounts[] = Array.from({ length: size }, emptyAmounts)
  const opened = new Array<bigint>(size + span).fill(0n)
  const read = (row: ResultRow, name: string): bigint =>
    exchange ? convertedOf(row, name, exchange) : unitsOf(row, name)
  let currency: string | null = null
  let held = 0n
  for (const row of rows) {
    const part = countOf(row, 'part')
    if (part === 0) {
      opened[0] = read(row, 'opening')
      if (hasCurrency) currency = textOf(row, 'currency')
    } else if (part === 1) {
      const amounts = all[indexOf(row, 'period', size)] as Amounts
      for (const name of Object.values(MOVES)) amounts[name].rest = read(row, name)
    } else if (part === 2)
      opened[indexOf(row, 'period', size + span - 1) + 1] = unitsOf(row, 'opening')
    else held += heldOf(row, exchange as SqlExchange)
  }
  currency = exchange?.currency ?? currency
  const frame = { level, windows: 1, ...(currency === null ? {} : { currency }) }
  let present = emptySum()
  return all.map((amounts, window) => {
    if (span > 1 || window === 0)
      present = { cents: 0, rest: present.rest + (opened[window] as bigint) }
    addSum(amounts.opening, present)
    const closing = closingOf(amounts)
    if (span === 1) present = { cents: 0, rest: sumUnits(closing) }
    const effect = exchange && { exchange: textOfUnits(held - sumUnits(closing)) }
    addSum(amounts.closing, exchange ? { cents: 0, rest: held } : closing)
    const { closing: last, ...others } = Object.fromEntries(
      AMOUNTS.map((name) => [name, sumText(amounts[name])]),
    )
    const [from, to] = textsOf(windows, window)
    return { from, to, ...frame, ...others, ...effect, closing: last } as RevenueTally
  })
}

/** What there is of one currency at the end, by its last rate. */
function heldOf(row: ResultRow, exchange: SqlExchange): bigint {
  const { closing } = exchange.rates.get(textOf(row, 'currency') as string) as ExchangeRate
  return convertedOf(row, 'opening', exchange, closing)
}
