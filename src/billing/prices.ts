import {
  check,
  checkChoice,
  checkWhole,
  eachItem,
  type Fields,
  type Path,
  readFields,
  refuse,
} from '../internal/guard.js'
import { amountText, type Decimal, decimalOf, sumDecimal } from '../internal/money/decimal.js'
import { readSum } from '../internal/money/exactSums.js'
import { type MonthRule, perMonth, readMonthRule } from '../internal/money/monthlyPrice.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkDay, OPEN, readEnd } from '../internal/time/days.js'
import { PERIOD_UNITS } from '../internal/time/periods.js'
import type {
  BillingChange,
  BillingDiscount,
  BillingUsage,
  PricedBillingRow,
} from './billingRow.js'
import type { BillingContext } from './rowTimes.js'

/**
 * The fields of the parts of a price. Another one is refused, as a discount whose end is called otherwise
 * would last for ever.
 */
const CHANGE: Fields<BillingChange> = { on: 1, amount: 1, knownOn: 0 }
const DISCOUNT: Fields<BillingDiscount> = { amount: 0, share: 0, from: 0, until: 0 }
const USAGE: Fields<BillingUsage> = { from: 1, until: 1, amount: 1 }

/** What a subscription brings in a month, day by day. */
export interface Prices {
  /** Days on which it may change, after the start. */
  readonly changesOn: readonly number[]
  /** The amount of a month on a day, as text. */
  readonly amountOn: (day: number) => string
  /** When the price that begins on a day became known; `undefined` where that is not said. */
  readonly knownOn: (day: number) => number | undefined
}

interface Part {
  readonly from: number
  readonly until: number
}

interface Deduction extends Part {
  readonly amount: Decimal
  readonly share: Decimal
}

/** Reads the price of a subscription, its changes, discounts and usage, by the policies. */
export function readPrices(
  context: BillingContext,
  row: PricedBillingRow,
  index: number,
  start: number,
  end: number,
): Prices {
  const { metric, policies, belowZero } = context
  const path = (field: string): Path => ['rows', index, field]
  const unit = checkChoice(metric, path('unit'), row.unit ?? 'month', PERIOD_UNITS)
  const every = checkWhole(metric, path('every'), row.every ?? 1, 1, 100_000)
  const rule: MonthRule | null = readMonthRule(metric, policies.rule, unit, every)
  if (policies.rule !== undefined && rule !== null) policies.useRule(policies.rule)
  const first = readPrice(metric, path('amount'), row.amount)
  const changes = readChanges(context, row, index, start)
  const discounts = readDiscounts(context, row, index, start, end)
  const usage = readUsage(context, row, index, start, end)
  const amountOn = (day: number): string => {
    const price = changes.filter(({ from }) => from <= day).at(-1)?.amount ?? first
    let amount = price
    for (const { amount: off, share } of at(discounts, day))
      amount = amount.minus(off).minus(price.times(share))
    if (amount.isNegative()) {
      const most = `at most ${price.toFixed()} together, the price, unless belowZero is floor`
      check(metric, path('discounts'), row.discounts, belowZero === 'floor', most, 'out-of-range')
      amount = decimalOf(0)
    }
    for (const part of at(usage, day)) amount = amount.plus(part.amount)
    return amountText(metric, path('amount'), perMonth(metric, amount, { unit, every, rule }))
  }
  const parts: readonly Part[] = [...discounts, ...usage]
  return {
    changesOn: [
      ...changes.map(({ from }) => from),
      ...parts.flatMap(({ from, until }) => [from, until]),
    ],
    amountOn,
    knownOn: (day) => {
      const change = changes.find(({ from }) => from === day)
      return change ? change.knownOn : start
    },
  }
}

function at<Item extends Part>(parts: readonly Item[], day: number): readonly Item[] {
  return parts.filter(({ from, until }) => from <= day && day < until)
}

/** An amount of at least 0, with as many decimals as tallies take. */
function readPrice(metric: string, path: Path, value: unknown): Decimal {
  return sumDecimal(readSum(metric, path, value))
}

/** Later prices, in order of time; those after the end never began. */
function readChanges(
  { metric, readDay }: BillingContext,
  row: PricedBillingRow,
  index: number,
  start: number,
): (Part & { readonly amount: Decimal; readonly knownOn: number | undefined })[] {
  const changes: (Part & { amount: Decimal; knownOn: number | undefined })[] = []
  if (row.changes == null) return changes
  eachItem(metric, ['rows', index, 'changes'], row.changes, (item, order) => {
    const path: Path = ['rows', index, 'changes', order]
    const change = readFields<BillingChange>(metric, path, item, CHANGE)
    const from = checkDay(metric, [...path, 'on'], change.on, readDay)
    const last = changes.at(-1)?.from ?? start
    check(
      metric,
      [...path, 'on'],
      change.on,
      from > last,
      `a day after ${formatDay(last)}`,
      'out-of-range',
    )
    const amount = readPrice(metric, [...path, 'amount'], change.amount)
    const knownOn =
      change.knownOn == null
        ? undefined
        : checkDay(metric, [...path, 'knownOn'], change.knownOn, readDay)
    changes.push({ from, until: OPEN, amount, knownOn })
  })
  return changes
}

/** The discounts that are subtracted. */
function readDiscounts(
  context: BillingContext,
  row: PricedBillingRow,
  index: number,
  start: number,
  end: number,
): Deduction[] {
  const { metric, policies, notCounted } = context
  const discounts: Deduction[] = []
  if (row.discounts == null) return discounts
  eachItem(metric, ['rows', index, 'discounts'], row.discounts, (item, order) => {
    const path: Path = ['rows', index, 'discounts', order]
    const given = readFields<BillingDiscount>(metric, path, item, DISCOUNT)
    const time = readPart(context, path, given, start)
    const isOne = (given.amount == null) !== (given.share == null)
    check(metric, path, given, isOne, 'a discount with either an amount or a share', 'invalid')
    const amount =
      given.amount == null ? decimalOf(0) : readPrice(metric, [...path, 'amount'], given.amount)
    const share =
      given.share == null ? decimalOf(0) : readPrice(metric, [...path, 'share'], given.share)
    check(
      metric,
      [...path, 'share'],
      given.share,
      share.lte(1),
      'a share from 0 to 1',
      'out-of-range',
    )
    if (time.from >= end || time.until <= start || (amount.isZero() && share.isZero())) return
    const policy = policies.need('discounts', index, 'a discount')
    const isCounted = policy === 'all' || (policy === 'forever' && time.until === OPEN)
    if (isCounted) discounts.push({ ...time, amount, share })
    else notCounted.discounts++
  })
  return discounts
}

/** What was metered, where it is part of the amount. */
function readUsage(
  context: BillingContext,
  row: PricedBillingRow,
  index: number,
  start: number,
  end: number,
): (Part & { readonly amount: Decimal })[] {
  const { metric, policies, notCounted } = context
  const usage: (Part & { amount: Decimal })[] = []
  if (row.usage == null) return usage
  eachItem(metric, ['rows', index, 'usage'], row.usage, (item, order) => {
    const path: Path = ['rows', index, 'usage', order]
    const given = readFields<BillingUsage>(metric, path, item, USAGE)
    const time = readPart(context, path, given, undefined)
    const amount = readPrice(metric, [...path, 'amount'], given.amount)
    if (time.from >= end || time.until <= start || amount.isZero()) return
    if (policies.need('usage', index, 'usage') === 'include') usage.push({ ...time, amount })
    else notCounted.usage++
  })
  return usage
}

/** A part of the time; one that has no beginning begins with the subscription. */
function readPart(
  { metric, readDay }: BillingContext,
  path: Path,
  part: { readonly from?: unknown; readonly until?: unknown },
  start: number | undefined,
): Part {
  const from =
    part.from == null && start !== undefined
      ? start
      : checkDay(metric, [...path, 'from'], part.from, readDay)
  const until =
    start === undefined
      ? checkDay(metric, [...path, 'until'], part.until, readDay)
      : readEnd(part.until, readDay)
  if (!(until >= from)) {
    checkDay(metric, [...path, 'until'], part.until, readDay)
    refuse(
      metric,
      [...path, 'until'],
      part.until,
      `a day from ${formatDay(from)} on`,
      'out-of-range',
    )
  }
  return { from, until }
}
