import {
  check,
  checkChoice,
  checkSome,
  type Fields,
  type Path,
  readOptions,
  refuse,
} from '../internal/guard.js'
import type { BillingStatus } from '../internal/rows/billingStatuses.js'
import { type CustomerKey, idReader } from '../internal/rows/customers.js'
import { OTHER_NAMES, type OtherNames, watchedRows } from '../internal/rows/nearMisses.js'
import { readNow } from '../internal/rows/readRows.js'
import { dayReader } from '../internal/time/days.js'
import type { AmountChange } from '../subscriptions.js'
import { type CustomerAlias, readAliases } from './aliases.js'
import type { BillingRow, PricedBillingRow } from './billingRow.js'
import { type BillingPolicies, policyReader, type UsedPolicies } from './policies.js'
import { readPrices } from './prices.js'
import { type BillingContext, type CountedPolicy, readTimes } from './rowTimes.js'
import { runsOf } from './runs.js'
import { statusReader } from './statuses.js'

/** The policies by which rows of a billing system become plain subscriptions. */
export interface ReadSubscriptionsOptions extends BillingPolicies {
  /**
   * What a subscription brings in whose discounts are more than its price: it is refused, or counts as
   * 0 (`'floor'`).
   * @defaultValue `'refuse'`
   */
  readonly belowZero?: 'refuse' | 'floor'
  /** What other words for a state mean: `{ suspended: 'paused' }`. */
  readonly statuses?: Readonly<Record<string, BillingStatus>>
  /** Accounts that were merged. They are one customer, who is neither lost nor new. */
  readonly aliases?: Iterable<CustomerAlias>
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const READ_SUBSCRIPTIONS_OPTIONS: Fields<ReadSubscriptionsOptions> = {
  trials: 0,
  pauses: 0,
  pastDue: 0,
  discounts: 0,
  usage: 0,
  endsOn: 0,
  rule: 0,
  belowZero: 0,
  statuses: 0,
  aliases: 0,
  timeZone: 0,
}

/** A subscription, or an uninterrupted part of one, as every tally of subscriptions takes it. */
export interface PlainSubscription {
  /** The customer; of merged accounts the last one. */
  readonly customer: CustomerKey
  /** Its own id. Parts of one subscription, before and after a pause, have the same. */
  readonly subscription?: CustomerKey
  /** Its plan. */
  readonly plan?: string
  /** First day that counts. */
  readonly startedOn: string
  /** First day that does not; `null` while it runs. */
  readonly endedOn: string | null
  /** Why it ended. */
  readonly reason?: string
  /** The day on which its start became known, where that is said. */
  readonly startKnownOn?: string
  /** The day on which its end became known, where that is said. */
  readonly endKnownOn?: string
}

/** The same with its amount per month. */
export interface PricedSubscription extends PlainSubscription {
  /** Amount per month, at least 0. */
  readonly amount: string
  /** Later amounts per month. */
  readonly changes?: readonly AmountChange[]
  /** The currency of its amounts. */
  readonly currency?: string
}

/** Plain subscriptions, and by which policies they were made. */
export interface SubscriptionsRead<Row extends PlainSubscription = PlainSubscription> {
  /** The subscriptions, in the order of the rows. */
  readonly rows: readonly Row[]
  /** The policies that were used; `null` where no row needed one. */
  readonly policies: UsedPolicies
  /** What discounts above the price did. */
  readonly belowZero: 'refuse' | 'floor'
  /** Rows of which nothing counts, such as trials that nobody paid for. */
  readonly leftOut: number
  /** Trials, pauses, late payments, discounts and usage that do not count, or count as 0. */
  readonly notCounted: Readonly<Record<CountedPolicy, number>>
  /** Rows of accounts that were merged into another one. */
  readonly merged: number
}

/**
 * Fields of which another name is a question, and these names. What says that somebody cancelled is a
 * field of its own here.
 */
function billingNames(): OtherNames {
  type Shared = Readonly<Record<'endedOn' | 'reason' | 'currency' | 'changes', string>>
  const { endedOn, reason, currency, changes } = OTHER_NAMES as Shared
  const isCancelled = (name: string): boolean => name.startsWith('cancel')
  const ends = endedOn.split(' ')
  return {
    endedOn: ends.filter((name) => !isCancelled(name)).join(' '),
    canceledOn: ends.filter(isCancelled).join(' '),
    reason,
    currency,
    changes,
    amount: 'price planamount unitamount',
    paidUntil: 'paidthrough paidthroughdate currentperiodend periodend currentperiodendsat',
    dunningUntil: 'dunningend dunningendedat dunningendsat',
    trialUntil: 'trialend trialends trialendson trialendsat trialendedon trialendedat trialenddate',
    pausedFrom: 'pausedon pausedat pausestart pausestartedon pausestartedat',
    pausedUntil: 'pauseend pauseendson resumeson resumesat resumedon resumedat',
    pauses: 'pauses',
    status: 'subscriptionstatus',
    unit: 'interval billinginterval billingunit billingperiod intervalunit planinterval',
    every: 'intervalcount billingintervalcount',
    discounts: 'discount coupon coupons',
    usage: 'metered usageamount meteredusage',
  }
}

const NAMES: OtherNames = /* @__PURE__ */ billingNames()
const OPTIONAL = /* @__PURE__ */ Object.keys(NAMES) as (keyof PricedBillingRow)[]

/**
 * Turns subscriptions as billing systems hold them into the plain dated rows that `tallyChurn`,
 * `tallyRevenue`, their series, `tallyLives` and `committedRevenue` count.
 *
 * Vendors disagree about trials, pauses, late payments, discounts, usage and the day on which a
 * cancelled subscription ends. Each choice is a policy, which is required as soon as a row needs it and
 * named in the result. `BILLING_VENDORS` has the published choices of each vendor. Prices become amounts per month, exactly.
 *
 * A pause that is left out divides a subscription into parts with the same id: its customer is lost and
 * comes back. One that is `'free'` keeps the customer, and brings in nothing.
 *
 * @param rows - Subscriptions with their prices, or all without.
 * @param options - The policies, merged accounts and the time zone of instants.
 * @returns The rows, the policies that were used, and what does not count.
 * @throws {@link MetricError} `empty` without rows; `invalid` where a policy is required and missing, or
 * for a malformed row; `out-of-range` for days out of order or discounts above the price; `mismatch`
 * where some rows have prices and others none, or accounts are merged in a circle.
 * @source The vendors' pages, for their choices: Stripe, “Billing Analytics” (support.stripe.com);
 * Paddle, “ProfitWell vs” Chargebee, Maxio, Recharge and Recurly (paddle.com), also for those four;
 * ChartMogul Help Center; RevenueCat, “MRR”; Lago, “MRR”; Polar, server tests.
 *
 * @example
 * ```ts
 * const billed = [
 *   { customer: 'a', startedOn: '2025-01-01', trialUntil: '2025-01-15', amount: 120, unit: 'year' },
 *   { customer: 'b', startedOn: '2025-01-01', canceledOn: '2025-03-20', paidUntil: '2025-04-01', amount: 30 },
 * ] as const
 * const { rows, policies } = readSubscriptions(billed, { trials: 'exclude', endsOn: 'paid-period' })
 * rows[0] // => { customer: 'a', startedOn: '2025-01-15', endedOn: null, amount: '10', startKnownOn: '2025-01-01' }
 * rows[1] // => { customer: 'b', startedOn: '2025-01-01', endedOn: '2025-04-01', amount: '30', endKnownOn: '2025-03-20' }
 * policies.pauses // => null
 * readSubscriptions(billed, { endsOn: 'paid-period' })
 * // => throws trials is undefined, not one of exclude, free, include, which is required as rows[0] has a trial
 * ```
 */
export function readSubscriptions(
  rows: Iterable<PricedBillingRow>,
  options?: ReadSubscriptionsOptions,
): SubscriptionsRead<PricedSubscription>
/** The same of rows without prices, for churn and lives. */
export function readSubscriptions(
  rows: Iterable<BillingRow>,
  options?: ReadSubscriptionsOptions,
): SubscriptionsRead
export function readSubscriptions(
  rows: Iterable<BillingRow>,
  options: ReadSubscriptionsOptions = {},
): SubscriptionsRead {
  const metric = 'readSubscriptions'
  const given = readOptions<ReadSubscriptionsOptions>(metric, options, READ_SUBSCRIPTIONS_OPTIONS)
  const readId = idReader(metric)
  const accountOf = readAliases(metric, given.aliases, readId)
  const readSubscription = idReader(metric, 'subscription')
  const context: BillingContext = {
    metric,
    readDay: dayReader(metric, given.timeZone),
    readStatus: statusReader(metric, given.statuses),
    policies: policyReader(metric, given),
    belowZero: checkChoice(metric, ['belowZero'], given.belowZero ?? 'refuse', ['refuse', 'floor']),
    notCounted: { trials: 0, pauses: 0, pastDue: 0, discounts: 0, usage: 0 },
  }
  const list: Path = ['rows']
  const read: PlainSubscription[] = []
  const checkPriced = priceWatch(metric)
  let leftOut = 0
  let merged = 0
  const visit = (row: PricedBillingRow, index: number): void => {
    const own = readId(row.customer, list, index)
    const customer = accountOf(own)
    if (customer !== own) merged++
    const texts = readTexts(metric, row, index)
    const id =
      row.subscription == null ? undefined : readSubscription(row.subscription, list, index)
    const times = readTimes(context, row, index)
    const { start, end } = times
    const prices = checkPriced(row, index) ? readPrices(context, row, index, start, end) : undefined
    const runs = runsOf(times, prices)
    if (runs.length === 0) leftOut++
    for (const [at, { startedOn, endedOn, ...run }] of runs.entries()) {
      // Why it ended is said of the last part, also where what followed does not count.
      const hasReason = at === runs.length - 1 && endedOn !== null && texts.reason !== undefined
      read.push({
        customer,
        ...(id !== undefined && { subscription: id }),
        ...(texts.plan !== undefined && { plan: texts.plan }),
        startedOn,
        endedOn,
        ...(hasReason && { reason: texts.reason }),
        ...(prices && texts.currency !== undefined && { currency: texts.currency }),
        ...run,
      })
    }
  }
  const end = (count: number): SubscriptionsRead => {
    checkSome(metric, list, rows, count, 'row')
    const { policies, notCounted, belowZero } = context
    return {
      rows: read,
      policies: policies.used(),
      belowZero,
      leftOut,
      notCounted,
      merged,
    }
  }
  return readNow(metric, list, rows, watchedRows(metric, list, OPTIONAL, visit, end, NAMES))
}

/** Whether rows have prices: all of them, or none. */
function priceWatch(metric: string): (row: PricedBillingRow, index: number) => boolean {
  let first: { readonly index: number; readonly isPriced: boolean } | undefined
  return (row, index) => {
    const isPriced = row.amount != null
    first ??= { index, isPriced }
    const what = first.isPriced ? 'an amount' : 'absent'
    const expected = `${what}, as in rows[${first.index}]`
    const path = ['rows', index, 'amount']
    return check(
      metric,
      path,
      isPriced === first.isPriced ? isPriced : row.amount,
      isPriced === first.isPriced,
      expected,
      'mismatch',
    )
  }
}

/** Texts that are handed on. */
function readTexts(
  metric: string,
  row: PricedBillingRow,
  index: number,
): Readonly<Partial<Record<'plan' | 'reason' | 'currency', string>>> {
  const read = (field: 'plan' | 'reason' | 'currency'): string | undefined => {
    const value = row[field]
    if (value == null) return undefined
    if (typeof value === 'string' && value !== '') return value
    return refuse(metric, ['rows', index, field], value, 'a string that is not empty', 'invalid')
  }
  const [plan, reason, currency] = [read('plan'), read('reason'), read('currency')]
  return {
    ...(plan !== undefined && { plan }),
    ...(reason !== undefined && { reason }),
    ...(currency !== undefined && { currency }),
  }
}
