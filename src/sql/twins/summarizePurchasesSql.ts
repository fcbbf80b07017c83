import { checkChoice } from '../../internal/guard.js'
import { checkDay } from '../../internal/time/days.js'
import type { PurchaseSummary, SummarizePurchasesOptions } from '../../value/summarizePurchases.js'
import { compose, groupBy, list } from '../compose.js'
import { openDraft } from '../draft.js'
import { PURCHASE_FIELDS, readPurchases } from '../parts/purchases.js'
import type { SqlQuery } from '../query.js'
import { amountOf, byCustomer, countOf, customerOf, FAULTS } from '../rows.js'
import type { SqlOptions } from '../source.js'
import type { TransactionSource } from './summarizeCustomersSql.js'

/**
 * The statement of `summarizePurchases`: how lately, how often and for how much each customer has
 * bought.
 *
 * @param source - The table of transactions and its columns.
 * @param options - The options of `summarizePurchases`, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into the customers of each group, in order.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect;
 * `mismatch` for what the engine cannot do exactly.
 *
 * @example
 * ```ts
 * import { duckdb, summarizePurchasesSql } from 'customer-metrics/sql'
 *
 * const query = summarizePurchasesSql(
 *   { table: 'orders', columns: { customer: 'account', on: 'ordered_on', amount: 'total' } },
 *   { asOf: '2025-06-30', purchase: 'day', refunds: 'net', dialect: duckdb },
 * )
 * query.columns // => ['customer', 'sinceLast', 'purchases', 'amount', 'faults']
 * ```
 */
export function summarizePurchasesSql(
  source: TransactionSource,
  options: SummarizePurchasesOptions & SqlOptions,
): SqlQuery<PurchaseSummary[]> {
  const draft = openDraft('summarizePurchasesSql', source, options, {
    ...PURCHASE_FIELDS,
    options: ['asOf', 'purchase', 'refunds', 'timeZone'],
  })
  const { metric, readDay } = draft
  const { refunds } = options
  const purchase = checkChoice(metric, ['purchase'], options.purchase, ['transaction', 'day'])
  if (refunds !== undefined) checkChoice(metric, ['refunds'], refunds, ['ignore', 'net'])
  const asOf = draft.value(checkDay(metric, ['asOf'], options.asOf, readDay))
  const { src, faulty } = readPurchases(draft, asOf, refunds)
  const hasAmounts = draft.has('amount')
  const bought = (name: string): string =>
    hasAmounts ? `CASE WHEN s.amount >= 0 THEN ${name} END` : name
  const counted = purchase === 'day' ? `DISTINCT ${bought('s.d')}` : bought('s.d')
  const amount = hasAmounts
    ? draft.text('amount', `SUM(${refunds === 'net' ? 's.amount' : bought('s.amount')})`)
    : "'0'"
  const owner = list(draft, 's.customer')
  const result = `SELECT ${owner}, ${asOf} - MAX(${bought('s.d')}) AS since_last, COUNT(${counted}) AS purchases,
    ${amount} AS amount_text, 0 AS faults
  FROM src AS s WHERE s.d <= ${asOf}
  GROUP BY ${owner} HAVING COUNT(${bought('s.d')}) > 0
  UNION ALL
  SELECT ${list(draft, 'MIN(s.customer)')}, 0, 0, '0', COUNT(*)
  FROM src AS s WHERE ${faulty}
  ${groupBy(draft)}`
  return compose(draft, {
    tables: [
      ['src', src],
      ['result', result],
    ],
    columns: {
      customer: 'customer',
      since_last: 'sinceLast',
      purchases: 'purchases',
      amount_text: 'amount',
      faults: FAULTS,
    },
    make: (rows) =>
      rows
        .map((row) => ({
          customer: customerOf(row),
          sinceLast: countOf(row, 'sinceLast'),
          purchases: countOf(row, 'purchases'),
          amount: amountOf(row, 'amount'),
        }))
        .sort(byCustomer),
  })
}
