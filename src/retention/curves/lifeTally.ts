/**
 * How many lives ended at one age, and how many were still going on when last seen. Counts are
 * whole customers; they are sums of weights where the sums of squared weights are given too.
 */
export interface LifeCount {
  /** Customers lost at this age. */
  readonly lost: number
  /** Customers still there at this age, who could not complete the next age by the as-of day. */
  readonly censored: number
  /**
   * Customers who were customers before and came under observation at this age. They are at risk
   * from the next age on, and also count in `lost` or `censored` of a later age.
   * @defaultValue `0`
   */
  readonly entered?: number
  /**
   * Sum of the squared weights of `lost` and `censored`; marks a tally of weights.
   * @defaultValue no weights: every customer counts as one
   */
  readonly squares?: number
  /**
   * Sum of the squared weights of `entered`.
   * @defaultValue no weights: every customer counts as one
   */
  readonly enteredSquares?: number
}

/** Lives by the age they reached, in whole units of time: `{ 1: { lost: 3, censored: 10 } }`. */
export interface LifeTally {
  /** What happened at this age. */
  readonly [age: number]: LifeCount
}

/** What happened at one age, checked, with a number in every field. */
export interface Lives {
  readonly age: number
  readonly lost: number
  readonly censored: number
  readonly entered: number
  /** Sum of the squared weights of the lost and the censored. */
  readonly squares: number
  /** Sum of the squared weights of those who entered. */
  readonly enteredSquares: number
  readonly isWeighted: boolean
}

/** What is known of one age while it is being added up. */
export type Sums = { -readonly [Field in Exclude<keyof Lives, 'age'>]: Lives[Field] }

export const FIELDS = ['lost', 'censored', 'entered', 'squares', 'enteredSquares'] as const

/** The sums of an age before anything is added. */
export const NO_LIVES: Sums = {
  lost: 0,
  censored: 0,
  entered: 0,
  squares: 0,
  enteredSquares: 0,
  isWeighted: false,
}

/** Adds customers of one weight to what they came to. */
export function addLives(
  sum: Sums,
  field: 'lost' | 'censored' | 'entered',
  weight: number,
  customers: number,
): void {
  sum[field] += weight * customers
  sum[field === 'entered' ? 'enteredSquares' : 'squares'] += weight * weight * customers
  sum.isWeighted ||= weight !== 1
}

const COUNTABLE = Number.MAX_SAFE_INTEGER

export const MOST: Readonly<Record<(typeof FIELDS)[number], number>> = {
  lost: COUNTABLE,
  censored: COUNTABLE,
  entered: COUNTABLE,
  squares: COUNTABLE ** 2,
  enteredSquares: COUNTABLE ** 2,
}

/** Sums by age as a tally, without the fields that nobody needs. */
export function tallyOf(sums: ReadonlyMap<number, Sums>): LifeTally {
  const tally: Record<number, LifeCount> = {}
  for (const [age, { lost, censored, entered, squares, enteredSquares, isWeighted }] of sums)
    tally[age] = {
      lost,
      censored,
      ...(entered > 0 && { entered }),
      ...(isWeighted && { squares }),
      ...(isWeighted && entered > 0 && { enteredSquares }),
    }
  return tally
}
