/** Who comes and leaves: customers with all their subscriptions, or single subscriptions. */
export type ChurnLevel = 'customer' | 'subscription'

/**
 * How many customers came and left within a window, each customer counted once.
 *
 * opening − lost + lostThenReturned + gained + reactivated − gainedThenLost = closing.
 */
export interface ChurnTally {
  /** First day of the window. */
  readonly from: string
  /** First day after the window. */
  readonly to: string
  /** `'subscription'` where each subscription was counted by itself; absent where customers were. */
  readonly level?: 'subscription'
  /** Customers at the start of the window, before any event of its first day. */
  readonly opening: number
  /** Of `opening`, those who left within the window, whether they came back or not. */
  readonly lost: number
  /** Customers who came for the first time within the window. */
  readonly gained: number
  /** Former customers, absent at the start of the window, who came back within it. */
  readonly reactivated: number
  /**
   * Of `reactivated`, those who had been gone for less than a month. Absent, with the three other
   * details, from tallies of the seven plain counts.
   */
  readonly reactivatedWithinMonth?: number
  /** Of `reactivated`, those who had been gone for at most 90 days. */
  readonly reactivatedWithin90Days?: number
  /** Of `gained` and `reactivated`, those who had left again by the end of the window. */
  readonly gainedThenLost: number
  /** Of `lost`, those who were back at the end of the window. */
  readonly lostThenReturned: number
  /**
   * Customers who left at least once within the window, whether they were customers at its start or
   * not.
   */
  readonly leavers?: number
  /** Number of losses: a customer who leaves twice counts twice. */
  readonly losses?: number
  /**
   * Of `lost`, the customers by the reason of their first loss; absent where no reason is known.
   */
  readonly lostByReason?: Readonly<Record<string, number>>
  /** Customers at the end of the window, which is the start of the next one. */
  readonly closing: number
}

/** The counts of a tally, in the order in which it shows them. */
export const COUNTS = [
  'opening',
  'lost',
  'gained',
  'reactivated',
  'reactivatedWithinMonth',
  'reactivatedWithin90Days',
  'gainedThenLost',
  'lostThenReturned',
  'leavers',
  'losses',
  'closing',
] as const

/** Counts that a tally has all of, or none: tallies of the first version have none. */
export const DETAILS = [
  'reactivatedWithinMonth',
  'reactivatedWithin90Days',
  'leavers',
  'losses',
] as const

/** One number for each count. */
export type Counts = Record<(typeof COUNTS)[number], number>

/** Counts with the reasons of the losses, and what was counted. */
export interface Counting {
  readonly level: ChurnLevel
  readonly counts: Counts
  /** Whether the details among the counts are known. */
  readonly isDetailed: boolean
  readonly reasons: Map<string, number>
}

/** A tally of nobody. */
export function emptyCounting(level: ChurnLevel = 'customer'): Counting {
  const counts: Partial<Counts> = {}
  for (const key of COUNTS) counts[key] = 0
  return { level, counts: counts as Counts, isDetailed: true, reasons: new Map() }
}

/** Adds losses to a reason: one, or the number given. */
export function addReason(reasons: Map<string, number>, reason: string, lost = 1): number {
  const sum = (reasons.get(reason) ?? 0) + lost
  reasons.set(reason, sum)
  return sum
}

/**
 * The tally of a window; without details that are not known, and without reasons where none are
 * known.
 */
export function makeTally(
  from: string,
  to: string,
  { level, counts, isDetailed, reasons }: Counting,
): ChurnTally {
  const { closing, ...others }: Partial<Counts> & Omit<Counts, (typeof DETAILS)[number]> = {
    ...counts,
  }
  if (!isDetailed) for (const key of DETAILS) delete others[key]
  const sorted = [...reasons].sort(([a], [b]) => (a < b ? -1 : 1))
  const lostByReason = reasons.size > 0 ? { lostByReason: Object.fromEntries(sorted) } : {}
  const counted = level === 'customer' ? {} : { level }
  return { from, to, ...counted, ...others, ...lostByReason, closing }
}
