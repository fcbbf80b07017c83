import { check, checkChoice } from '../internal/guard.js'
import { FIXED_RULES, type MonthRule } from '../internal/money/monthlyPrice.js'

/**
 * What a trial, a pause or a payment in arrears counts as: `'exclude'`, nobody is a customer in it;
 * `'free'`, a customer who pays nothing; `'include'`, a customer who pays in full.
 */
export type SpanPolicy = 'exclude' | 'free' | 'include'

/** The choices on which billing systems differ. Each is required as soon as a row needs it. */
export interface BillingPolicies {
  /** What a trial counts as. */
  readonly trials?: SpanPolicy
  /** What a pause counts as. */
  readonly pauses?: SpanPolicy
  /**
   * What the time after a failed payment counts as. With `'exclude'` a subscription that is not saved
   * ends with its paid period, with `'include'` with the end of dunning.
   */
  readonly pastDue?: SpanPolicy
  /** Which discounts are subtracted: all, those that last for ever, or none. */
  readonly discounts?: 'all' | 'forever' | 'none'
  /** Whether metered usage is part of the amount. */
  readonly usage?: 'exclude' | 'include'
  /** When a cancelled subscription ends: on the day of the cancellation, or with the paid period. */
  readonly endsOn?: 'cancellation' | 'paid-period'
  /** How days and weeks become a month; required for prices of days and weeks. */
  readonly rule?: Exclude<MonthRule, 'calendar-days'>
}

/** The policies that were used; `null` where no row needed one. */
export type UsedPolicies = {
  readonly [Policy in keyof BillingPolicies]-?: NonNullable<BillingPolicies[Policy]> | null
}

const SPANS: readonly SpanPolicy[] = ['exclude', 'free', 'include']

/** The choices of each policy that rows decide on; that of weeks depends on their length. */
const CHOICES = {
  trials: SPANS as readonly SpanPolicy[],
  pauses: SPANS as readonly SpanPolicy[],
  pastDue: SPANS as readonly SpanPolicy[],
  discounts: ['all', 'forever', 'none'],
  usage: ['exclude', 'include'],
  endsOn: ['cancellation', 'paid-period'],
} as const

type Choices = typeof CHOICES

/** The policies of a call. */
export interface PolicyReader {
  /** A policy that a row needs, and what in the row needs it. */
  readonly need: <Policy extends keyof Choices>(
    policy: Policy,
    index: number,
    why: string,
  ) => Choices[Policy][number]
  /** The rule of days and weeks as it was given. */
  readonly rule: BillingPolicies['rule']
  /** Notes that the rule was used. */
  readonly useRule: (rule: NonNullable<BillingPolicies['rule']>) => void
  /** The policies that rows needed. */
  readonly used: () => UsedPolicies
}

/** Reads the policies that are given. */
export function policyReader(metric: string, given: BillingPolicies): PolicyReader {
  const used: Partial<Record<keyof BillingPolicies, unknown>> = {}
  for (const policy of Object.keys(CHOICES) as (keyof Choices)[])
    if (given[policy] !== undefined)
      checkChoice<string>(metric, [policy], given[policy], CHOICES[policy])
  const { rule } = given
  if (rule !== undefined) checkChoice(metric, ['rule'], rule, FIXED_RULES)
  return {
    need: (policy, index, why) => {
      const value = given[policy]
      const expected = `one of ${CHOICES[policy].join(', ')}, which is required as rows[${index}] has ${why}`
      check(metric, [policy], value, value !== undefined, expected, 'invalid')
      used[policy] = value
      return value as Choices[typeof policy][number]
    },
    rule,
    useRule: (known) => {
      used.rule = known
    },
    used: () => {
      const names = [...Object.keys(CHOICES), 'rule'] as (keyof BillingPolicies)[]
      return Object.fromEntries(names.map((name) => [name, used[name] ?? null])) as UsedPolicies
    },
  }
}
