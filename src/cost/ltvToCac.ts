import { check, checkFields, type Fields, readFields } from '../internal/guard.js'
import type { DecimalInput } from '../internal/money/decimal.js'
import { readAmount, written } from '../internal/money/decimal.js'
import { readSpend } from './customerCost.js'

/**
 * Labels of an amount: currency, unit and time. A label that both amounts have must be the same.
 */
export interface AmountLabels {
  /** Its currency: `'EUR'`. */
  readonly currency?: string
  /** The unit that it is for: `'customer'`, `'account'`. */
  readonly per?: string
  /** The time it covers: `'36 months'`, `'lifetime'`. */
  readonly horizon?: string
}

/** An amount with labels. */
export interface LabelledAmount extends AmountLabels {
  /** The amount. */
  readonly amount: DecimalInput
}

/** The value of a customer, and the cost of winning one. */
export interface LtvToCacInput {
  /** Lifetime value of a customer, before the cost of winning one. */
  readonly value: DecimalInput | LabelledAmount
  /** Cost of winning a customer, in the same currency. */
  readonly cost: DecimalInput | LabelledAmount
}

/** The fields that are read; another one is refused. */
const LTV_TO_CAC_INPUT: Fields<LtvToCacInput> = { value: 1, cost: 1 }

/** The value of a customer as a multiple of its cost. */
export interface LtvToCac {
  /** `value` ÷ `cost`. */
  readonly ratio: string
  /** Lifetime value of a customer. */
  readonly value: string
  /** Cost of winning one. */
  readonly cost: string
  /** The currency of both; `null` where neither amount has it. */
  readonly currency: string | null
  /** The unit that they are for; `null` where neither amount has it. */
  readonly per: string | null
  /** The time they cover; `null` where neither amount has it. */
  readonly horizon: string | null
}

const LABELS = ['currency', 'per', 'horizon'] as const

/**
 * Lifetime value divided by acquisition cost (LTV:CAC).
 *
 * Amounts may have labels. Amounts with different labels are refused.
 *
 * @formula ratio = value ÷ cost
 * @unit none
 *
 * @param input - Value and cost of a customer, in one currency.
 * @returns The ratio, both amounts, and their labels.
 * @throws {@link MetricError} `undefined` for a cost of 0; `out-of-range` for a negative one; `mismatch`
 * for amounts whose labels differ.
 * @source Skok (2010), “SaaS Metrics – A Guide to Measuring and Improving What Matters”.
 *
 * @example
 * ```ts
 * Number(ltvToCac({ value: 4000, cost: 1200 }).ratio).toFixed(2) // => '3.33'
 * const value = { amount: 4000, currency: 'EUR', per: 'customer' }
 * ltvToCac({ value, cost: { amount: 1200, currency: 'USD' } }) // => throws cost.currency is "USD", not "EUR"
 * ```
 */
export function ltvToCac(input: LtvToCacInput): LtvToCac {
  const metric = 'ltvToCac'
  const given = readFields<LtvToCacInput>(metric, ['input'], input, LTV_TO_CAC_INPUT, [])
  const value = labelled(metric, 'value', given.value)
  const cost = labelled(metric, 'cost', given.cost)
  const worth = readAmount(metric, value.path, value.amount)
  const paid = readSpend(metric, cost.path, cost.amount)
  const isPaid = !paid.isZero()
  check(metric, cost.path, cost.amount, isPaid, 'an amount above 0', 'undefined')
  const labels = LABELS.map((label) => {
    const [one, other] = [value.labels[label], cost.labels[label]]
    checkLabel(metric, ['value', label], one)
    checkLabel(metric, ['cost', label], other)
    const isSame = one === undefined || other === undefined || one === other
    check(metric, ['cost', label], other, isSame, `"${one}", that of the value`, 'mismatch')
    return one ?? other ?? null
  })
  const [currency, per, horizon] = labels as [string | null, string | null, string | null]
  const amounts = written(metric, { ratio: worth.div(paid), value: worth, cost: paid })
  return { ...amounts, currency, per, horizon }
}

/** An amount, its labels if it has any, and its path. */
function labelled(
  metric: string,
  name: string,
  given: DecimalInput | LabelledAmount,
): {
  readonly amount: unknown
  readonly labels: AmountLabels
  readonly path: readonly string[]
} {
  if (typeof given !== 'object' || given === null || !('amount' in given))
    return { amount: given, labels: {}, path: [name] }
  checkFields(metric, [name], given, ['amount', ...LABELS])
  return { amount: given.amount, labels: given, path: [name, 'amount'] }
}

function checkLabel(metric: string, path: readonly string[], label: unknown): void {
  const isLabel = label === undefined || (typeof label === 'string' && label !== '')
  check(metric, path, label, isLabel, 'a text such as EUR', 'invalid')
}
