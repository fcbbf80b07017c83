import { rowsOf } from '../compose.js'
import type { Draft, Shape } from '../draft.js'

/** The fields of transactions. */
export const PURCHASE_FIELDS: Pick<Shape, 'required' | 'optional'> = {
  required: { customer: 'id', on: 'day' },
  optional: { amount: 'amount' },
}

/**
 * The transactions: `customer`, day `d`, and `amount` where there is one, of which a refund counts as
 * nothing where refunds are ignored; and which rows the function refuses.
 */
export function readPurchases(
  draft: Draft,
  asOf: string,
  refunds: 'ignore' | 'net' | undefined,
): { readonly src: string; readonly faulty: string } {
  const columns = { customer: draft.key('customer'), d: draft.day('on') }
  const faulty = 's.customer IS NULL OR s.d IS NULL'
  if (!draft.has('amount')) return { src: rowsOf(draft, columns), faulty }
  const src = rowsOf(draft, {
    ...columns,
    amount: draft.amount('amount'),
    finer: `CASE WHEN ${draft.isFiner('amount')} THEN 1 ELSE 0 END`,
  })
  const negative = refunds === undefined ? ` OR (s.amount < 0 AND s.d <= ${asOf})` : ''
  return { src, faulty: `${faulty} OR s.amount IS NULL OR s.finer = 1${negative}` }
}
