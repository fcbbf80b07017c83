import {
  check,
  checkChoice,
  checkWhole,
  type Fields,
  type Path,
  readFields,
} from '../internal/guard.js'
import {
  type Decimal,
  type DecimalInput,
  decimalOf,
  readAmount,
  written,
} from '../internal/money/decimal.js'
import { type MonthRule, perMonth, readMonthRule } from '../internal/money/monthlyPrice.js'
import type { DateInput } from '../internal/time/days.js'
import { PERIOD_UNITS, type PeriodUnit } from '../internal/time/periods.js'

export type { MonthRule } from '../internal/money/monthlyPrice.js'

/** A discount, and how long it lasts. */
export interface PriceDiscount {
  /** The amount subtracted from the price of a billing period. */
  readonly amount: DecimalInput
  /** Whether it lasts for ever, or for some billing periods. */
  readonly lasts: 'forever' | 'limited'
}

/** The fields that are read; another one is refused. */
const PRICE_DISCOUNT: Fields<PriceDiscount> = { amount: 1, lasts: 1 }

/** A price, its deductions, and the policies on which vendors disagree. */
export interface MonthlyAmountInput {
  /** The price of one billing period, before deductions. */
  readonly amount: DecimalInput
  /** The unit of the billing period. */
  readonly unit: PeriodUnit
  /**
   * Units of a billing period.
   * @defaultValue `1`
   */
  readonly every?: number
  /**
   * How days and weeks become a month; required where `unit` is `'day'` or `'week'`. The rules for
   * weeks (`'52/12'`, `'4.345'`, `'4.33'`, `'4'`) do not apply to days that are not whole weeks.
   */
  readonly rule?: MonthRule
  /** A day of the month; required for the rule `'calendar-days'`. */
  readonly on?: DateInput
  /** The discounts of the price. */
  readonly discount?: PriceDiscount
  /**
   * Which discounts count; required where there is one. ProfitWell subtracts `'all'`, Stripe those
   * that last `'forever'`, list prices `'none'`.
   */
  readonly discounts?: 'all' | 'forever' | 'none'
  /**
   * What a price does whose discount, tax and refund are more than itself: `'refuse'` it, or count
   * it as 0 (`'floor'`), as an invoice does.
   * @defaultValue `'refuse'`
   */
  readonly belowZero?: 'refuse' | 'floor'
  /** The tax in the price of one billing period. */
  readonly tax?: DecimalInput
  /** Whether tax is left in the amount; required where there is one. Stripe: `'exclude'`. */
  readonly taxes?: 'exclude' | 'include'
  /** The refund of one billing period. */
  readonly refund?: DecimalInput
  /**
   * Whether the refund is subtracted; required where there is one. ProfitWell and Chargebee:
   * `'ignore'`; Recurly, for dated credits: `'subtract'`.
   */
  readonly refunds?: 'ignore' | 'subtract'
  /**
   * The status of the subscription.
   * @defaultValue `'active'`
   */
  readonly status?: 'active' | 'trial' | 'paused' | 'past-due'
  /** Whether trials count; required for one. Stripe: `'exclude'`. */
  readonly trials?: 'exclude' | 'include'
  /** Whether pauses count; required for one. ProfitWell and Recharge `'exclude'`, Polar `'include'`. */
  readonly pauses?: 'exclude' | 'include'
  /** Whether late payers count; required for one. Stripe: `'include'`, until they are unpaid. */
  readonly pastDue?: 'exclude' | 'include'
}

/** The fields that are read; another one is refused. */
const MONTHLY_AMOUNT_INPUT: Fields<MonthlyAmountInput> = {
  amount: 1,
  unit: 1,
  every: 0,
  rule: 0,
  on: 0,
  discount: 0,
  discounts: 0,
  belowZero: 0,
  tax: 0,
  taxes: 0,
  refund: 0,
  refunds: 0,
  status: 0,
  trials: 0,
  pauses: 0,
  pastDue: 0,
}

/** A monthly amount, and the policies used. */
export interface MonthlyAmount {
  /** Amount per month; 0 where the status does not count. */
  readonly amount: string
  /** Amount per billing period, after deductions. */
  readonly charged: string
  /** How days and weeks became a month; `null` for months, quarters and years. */
  readonly rule: MonthRule | null
  /** Which discounts counted; `null` without a discount. */
  readonly discounts: 'all' | 'forever' | 'none' | null
  /** Whether tax was left in; `null` without tax. */
  readonly taxes: 'exclude' | 'include' | null
  /** Whether the refund was subtracted; `null` without a refund. */
  readonly refunds: 'ignore' | 'subtract' | null
  /** Whether the status counted; `null` for an active subscription. */
  readonly status: 'exclude' | 'include' | null
}

/**
 * Converts a price to a monthly amount, by named rules.
 *
 * Months, quarters and years need no rule. For a plan of $10 a week, vendors report $40 (`4`,
 * RevenueCat), $43.30 (`4.33`, Lago), $43.33 (`52/12`, Polar) or $43.45 (`4.345`). For days, a
 * month has `30`, `30.44` (Lago), `365/12` or `365.25/12` days, or those of a given month
 * (`calendar-days`).
 *
 * Where the price has a discount, a tax or a refund in it, or the subscription is not active, the
 * policy is required, because vendors differ.
 *
 * @formula amount = (amount − discount − tax − refund) × months ÷ every, each as far as its policy says
 * @unit the currency of the amount, per month
 *
 * @param input - The price and its policies.
 * @returns The amount per month, 40 digits of it, and the policies that were used.
 * @throws {@link MetricError} `invalid` where a rule or policy is required and missing, or a rule
 * of weeks is given for days that are not whole weeks; `out-of-range` for a negative amount, or
 * where the deductions exceed the price and `belowZero` is not `'floor'`.
 * @source RevenueCat, “MRR”; Lago, “MRR” (getlago.com/docs); Polar, server tests; Stripe, “Billing
 * Analytics” (support.stripe.com) for discounts, tax, trials and delinquency; ProfitWell (paddle.com),
 * “ProfitWell vs Chargebee”, for discounts and refunds.
 *
 * @example
 * ```ts
 * monthlyAmount({ amount: '120', unit: 'year' }).amount // => '10'
 * Number(monthlyAmount({ amount: '10', unit: 'week', rule: '52/12' }).amount).toFixed(2) // => '43.33'
 * Number(monthlyAmount({ amount: '10', unit: 'week', rule: '4' }).amount).toFixed(2) // => '40.00'
 * monthlyAmount({ amount: '10', unit: 'week' })
 * // => throws monthlyAmount: rule is undefined, not one of 52/12, 4.345
 * ```
 */
export function monthlyAmount(input: MonthlyAmountInput): MonthlyAmount {
  const metric = 'monthlyAmount'
  const given = readFields<MonthlyAmountInput>(metric, ['input'], input, MONTHLY_AMOUNT_INPUT, [])
  const unit = checkChoice(metric, ['unit'], given.unit, PERIOD_UNITS)
  const every = checkWhole(metric, ['every'], given.every ?? 1, 1, 100_000)
  const { charged, ...policies } = chargedAmount(metric, given)
  const rule = readMonthRule(metric, given.rule, unit, every)
  const status = readStatus(metric, given)
  const whole = status === 'exclude' ? decimalOf(0) : charged
  const amount = perMonth(metric, whole, { unit, every, rule, on: given.on })
  return { ...written(metric, { amount, charged }), rule, ...policies, status }
}

/** The price of a billing period after what the policies take off it. */
function chargedAmount(
  metric: string,
  given: MonthlyAmountInput,
): { readonly charged: Decimal } & Pick<MonthlyAmount, 'discounts' | 'taxes' | 'refunds'> {
  const price = readPrice(metric, ['amount'], given.amount)
  let charged = price
  const belowZero = checkChoice(metric, ['belowZero'], given.belowZero ?? 'refuse', [
    'refuse',
    'floor',
  ])
  // Whatever takes off more than is left is named, not the price.
  const takeOff = (path: Path, received: unknown, amount: Decimal): void => {
    const most = `at most ${charged.toFixed()}, what is left of the price, unless belowZero is floor`
    const isLeft = belowZero === 'floor' || amount.lte(charged)
    check(metric, path, received, isLeft, most, 'out-of-range')
    charged = amount.lt(charged) ? charged.minus(amount) : decimalOf(0)
  }
  let discounts: MonthlyAmount['discounts'] = null
  if (given.discount !== undefined) {
    const discount = readFields<PriceDiscount>(metric, ['discount'], given.discount, PRICE_DISCOUNT)
    const amount = readPrice(metric, ['discount', 'amount'], discount.amount)
    const lasts = checkChoice(metric, ['discount', 'lasts'], discount.lasts, ['forever', 'limited'])
    discounts = checkChoice(metric, ['discounts'], given.discounts, ['all', 'forever', 'none'])
    if (discounts === 'all' || discounts === lasts)
      takeOff(['discount', 'amount'], discount.amount, amount)
  }
  let taxes: MonthlyAmount['taxes'] = null
  if (given.tax !== undefined) {
    const amount = readPrice(metric, ['tax'], given.tax)
    taxes = checkChoice(metric, ['taxes'], given.taxes, ['exclude', 'include'])
    if (taxes === 'exclude') takeOff(['tax'], given.tax, amount)
  }
  let refunds: MonthlyAmount['refunds'] = null
  if (given.refund !== undefined) {
    const amount = readPrice(metric, ['refund'], given.refund)
    refunds = checkChoice(metric, ['refunds'], given.refunds, ['ignore', 'subtract'])
    if (refunds === 'subtract') takeOff(['refund'], given.refund, amount)
  }
  return { charged, discounts, taxes, refunds }
}

/** An amount that cannot be negative. */
function readPrice(metric: string, path: Path, value: unknown): Decimal {
  const amount = readAmount(metric, path, value)
  check(metric, path, value, !amount.isNegative(), 'an amount of at least 0', 'out-of-range')
  return amount
}

/** Whether the subscription counts; required for one that is not active. */
function readStatus(metric: string, given: MonthlyAmountInput): MonthlyAmount['status'] {
  const statuses = ['active', 'trial', 'paused', 'past-due'] as const
  const status = checkChoice(metric, ['status'], given.status ?? 'active', statuses)
  if (status === 'active') return null
  const key = status === 'trial' ? 'trials' : status === 'paused' ? 'pauses' : 'pastDue'
  return checkChoice(metric, [key], given[key], ['exclude', 'include'])
}
