import { bare } from './nearMisses.js'

/** What the state of a subscription means. */
export type BillingStatus = 'active' | 'trial' | 'paused' | 'past-due' | 'ended'

/** The words of billing systems, without case and separators. */
const WORDS: Readonly<Record<BillingStatus, readonly string[]>> = {
  active: ['active', 'live', 'nonrenewing'],
  trial: ['trial', 'trialing', 'intrial', 'ontrial'],
  paused: ['paused'],
  'past-due': ['pastdue', 'delinquent', 'dunning'],
  ended: ['ended', 'canceled', 'cancelled', 'expired', 'terminated', 'unpaid'],
}

export const STATUSES: readonly BillingStatus[] = /* @__PURE__ */ Object.keys(
  WORDS,
) as BillingStatus[]

/** What a word of a billing system means; `undefined` where it is not one. */
export function statusOf(word: string): BillingStatus | undefined {
  const name = bare(word)
  return STATUSES.find((status) => WORDS[status].includes(name))
}
