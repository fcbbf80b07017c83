import type { RenewalTally, RenewalWindow } from '../../churn/tallyRenewals.js'
import { checkWhole } from '../../internal/guard.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkDay, checkWindow } from '../../internal/time/days.js'
import { compose, groupBy, list, rowsOf } from '../compose.js'
import { openDraft } from '../draft.js'
import type { SqlQuery } from '../query.js'
import { amountOf, countOf, FAULTS, type ResultRow } from '../rows.js'
import type { SqlOptions, SqlSource } from '../source.js'

/** The columns of terms of contracts; of the amounts both or neither. */
export type ContractSource = SqlSource<
  'customer' | 'dueOn' | 'renewedOn',
  'amount' | 'renewedAmount'
>

/**
 * The statement of `tallyRenewals`: contracts that were up for renewal, and those that were renewed.
 *
 * @param source - The table of terms and its columns.
 * @param options - The window of `tallyRenewals`, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into a tally for each group.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect;
 * `out-of-range` for a window of no days; `mismatch` for what the engine cannot do exactly.
 *
 * @example
 * ```ts
 * import { duckdb, tallyRenewalsSql } from 'customer-metrics/sql'
 *
 * const query = tallyRenewalsSql(
 *   { table: 'terms', columns: { customer: 'account', dueOn: 'due', renewedOn: 'renewed' } },
 *   { from: '2025-01-01', to: '2025-02-01', asOf: '2025-06-30', graceDays: 30, dialect: duckdb },
 * )
 * query.columns // => ['due', 'renewed', 'pending', 'faults']
 * ```
 */
export function tallyRenewalsSql(
  source: ContractSource,
  options: RenewalWindow & SqlOptions,
): SqlQuery<RenewalTally> {
  const draft = openDraft('tallyRenewalsSql', source, options, {
    required: { customer: 'id', dueOn: 'day', renewedOn: 'day' },
    optional: { amount: 'amount', renewedAmount: 'amount' },
    options: ['from', 'to', 'asOf', 'graceDays', 'timeZone'],
  })
  const { metric, readDay, value } = draft
  const { from, to } = checkWindow(metric, [], options, readDay)
  const asOf = value(checkDay(metric, ['asOf'], options.asOf, readDay))
  const graceDays = checkWhole(metric, ['graceDays'], options.graceDays, 0, 366)
  const hasAmounts = draft.has('amount')
  const finer = (field: string): string => `CASE WHEN ${draft.isFiner(field)} THEN 1 ELSE 0 END`
  const src = rowsOf(draft, {
    customer: draft.column('customer'),
    due_on: draft.day('dueOn'),
    renewed_on: draft.day('renewedOn'),
    ...(hasAmounts && {
      amount: draft.amount('amount'),
      next: draft.amount('renewedAmount'),
      finer: `${finer('amount')} + ${finer('renewedAmount')}`,
    }),
  })
  const grace = value(graceDays)
  const isRenewed = `s.renewed_on IS NOT NULL AND s.renewed_on <= s.due_on + ${grace}`
  const isWithin = `s.due_on >= ${value(from)} AND s.due_on < ${value(to)}`
  const isDue = `${isWithin} AND s.due_on + ${grace} <= ${asOf}`
  const sum = (condition: string, of = '1'): string =>
    `SUM(CASE WHEN ${condition} THEN ${of} ELSE 0 END)`
  const faulty = hasAmounts
    ? `s.customer IS NULL OR s.due_on IS NULL OR s.amount IS NULL OR s.amount < 0 OR s.finer > 0
      OR (${isRenewed} AND (s.next IS NULL OR s.next < 0))`
    : 's.customer IS NULL OR s.due_on IS NULL'
  const kept = 'CASE WHEN s.next < s.amount THEN s.next ELSE s.amount END'
  const amounts = hasAmounts
    ? [
        `${draft.text('amount', sum(isDue, 's.amount'))} AS due_amount`,
        `${draft.text('amount', sum(`${isDue} AND ${isRenewed}`, kept))} AS kept_amount`,
        `${draft.text('renewedAmount', sum(`${isDue} AND ${isRenewed}`, 's.next'))} AS renewed_amount`,
      ]
    : []
  const result = `SELECT ${list(
    draft,
    `${sum(isDue)} AS due`,
    `${sum(`${isDue} AND ${isRenewed}`)} AS renewed`,
    `${sum(`${isWithin} AND s.due_on + ${grace} > ${asOf}`)} AS pending`,
    ...amounts,
    `${sum(faulty)} AS faults`,
  )}
  FROM src AS s
  ${groupBy(draft)}`
  const window = { from: formatDay(from), to: formatDay(to), graceDays }
  return compose(draft, {
    tables: [
      ['src', src],
      ['result', result],
    ],
    columns: {
      due: 'due',
      renewed: 'renewed',
      pending: 'pending',
      ...(hasAmounts && {
        due_amount: 'dueAmount',
        kept_amount: 'keptAmount',
        renewed_amount: 'renewedAmount',
      }),
      faults: FAULTS,
    },
    make: ([first]) => {
      const row = first as ResultRow
      return {
        ...window,
        due: countOf(row, 'due'),
        renewed: countOf(row, 'renewed'),
        pending: countOf(row, 'pending'),
        ...(hasAmounts && {
          dueAmount: amountOf(row, 'dueAmount'),
          keptAmount: amountOf(row, 'keptAmount'),
          renewedAmount: amountOf(row, 'renewedAmount'),
        }),
      }
    },
  })
}
