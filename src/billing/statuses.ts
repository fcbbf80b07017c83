import { check, checkChoice, checkObject, refuse } from '../internal/guard.js'
import { type BillingStatus, STATUSES, statusOf } from '../internal/rows/billingStatuses.js'
import { bare } from '../internal/rows/nearMisses.js'

/** Reads the state of a row: `active` where it says none. */
export type ReadStatus = (value: unknown, index: number) => BillingStatus

/** A reader of states, which knows the words of billing systems and those of the caller. */
export function statusReader(metric: string, own: unknown): ReadStatus {
  const translated = new Map<string, BillingStatus>()
  if (own !== undefined)
    for (const [word, status] of Object.entries(checkObject(metric, ['statuses'], own)))
      translated.set(bare(word), checkChoice(metric, ['statuses', word], status, STATUSES))
  return (value, index) => {
    if (value == null || value === '') return 'active'
    const path = ['rows', index, 'status']
    check(metric, path, value, typeof value === 'string', 'a text such as active', 'invalid')
    const word = value as string
    const expected = `a word such as active, trialing, paused, past_due or canceled: translate others with statuses, as in { statuses: { live: 'active' } }`
    const status = translated.get(bare(word)) ?? statusOf(word)
    return status ?? refuse(metric, path, value, expected, 'invalid')
  }
}
