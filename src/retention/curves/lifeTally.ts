/**
 * How many lives ended, and how many were last seen going on, at one age. Counts are whole customers,
 * or sums of weights where the sums of their squares stand beside them.
 */
export interface LifeCount {
  /** Customers lost at this age. */
  readonly lost: number
  /** Customers still there at this age, whose next one could not be completed by the as-of day. */
  readonly censored: number
  /**
   * Customers who came under observation at this age, having been customers before: they count among
   * those at risk from the next age on. They are in `lost` or `censored` of a later age as well.
   * @defaultValue `0`
   */
  readonly entered?: number
  /**
   * Sum of the squared weights of `lost` and `censored`; marks a tally of weights.
   * @defaultValue none: every customer counts as one
   */
  readonly squares?: number
  /**
   * Sum of the squared weights of `entered`.
   * @defaultValue none: every customer counts as one
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
