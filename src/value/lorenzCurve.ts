import type { Interval } from '../internal/inference/interval.js'
import { interval } from '../internal/inference/interval.js'
import { type Jackknife, jackknife } from '../internal/inference/jackknife.js'

/** Amounts in ascending order, and the running sums of the smallest ones, from none to all. */
export interface SortedAmounts {
  readonly sorted: Float64Array
  readonly upTo: Float64Array
  /** How many amounts are below 0. */
  readonly below: number
}

/** Shares of whole numbers, and sums of shares, may be rounded to a little more. */
export const ROUNDED_SHARE = 1e-12

/** With one of two left out there is nothing to compare. */
const FEWEST = 3

/**
 * With fewer customers in a group, a sample contains almost no information about their variation.
 */
const FEWEST_BEST = 10

/** Sorts amounts and adds them up. */
export function spreadOf(amounts: Float64Array): SortedAmounts {
  const sorted = amounts.sort()
  const upTo = new Float64Array(sorted.length + 1)
  let sum = 0
  let lost = 0
  for (let at = 0; at < sorted.length; at++) {
    // What an addition rounds off is kept, as far as it is known (Kahan 1965).
    const amount = (sorted[at] as number) - lost
    const next = sum + amount
    lost = next - sum - amount
    sum = next
    upTo[at + 1] = sum
  }
  let below = 0
  while ((sorted[below] as number) < 0) below++
  return { sorted, upTo, below }
}

/** Gini's coefficient as observed and as an estimate, which few customers do not allow. */
interface GiniEstimate {
  readonly gini: number
  readonly giniUnbiased: number | null
  readonly standardError: number | null
  readonly interval: Interval<'jackknife'> | null
}

/**
 * The coefficient, its estimate for customers in general, and the interval of the estimate. Where some
 * amounts are below 0, the total is that of all amounts without their sign (Raffinetti, Siletti & Vernizzi
 * 2015), which keeps the coefficient within 0 and 1, and there is no interval.
 */
export function giniOf({ sorted, upTo, below }: SortedAmounts, confidence: number): GiniEstimate {
  const count = sorted.length
  const net = upTo[count] as number
  const total = net - 2 * (upTo[below] as number)
  // Each step between neighbours counts the customers below it and above it: no term is negative,
  // and equal customers add nothing.
  let differences = 0
  for (let at = 1; at < count; at++)
    differences += at * (count - at) * ((sorted[at] as number) - (sorted[at - 1] as number))
  const gini = Math.min(1, differences / (count * total))
  if (count === 1) return { gini, giniUnbiased: null, standardError: null, interval: null }
  const giniUnbiased = Math.min(1, differences / ((count - 1) * total))
  // What is left of the differences, and of the amount, without one customer.
  const without = (at: number): number => {
    const own = sorted[at] as number
    const smaller = at * own - (upTo[at] as number)
    const larger = total - (upTo[at + 1] as number) - (count - at - 1) * own
    return (differences - smaller - larger) / ((count - 2) * (total - own))
  }
  const known = below > 0 ? null : knownOf(giniUnbiased, count, without, confidence)
  const standardError = known === null ? null : known.standardError * ((count - 1) / count)
  return { gini, giniUnbiased, standardError, interval: known?.interval ?? null }
}

/** The jackknife of a share that could be more or less. */
function knownOf(
  share: number,
  count: number,
  without: (at: number) => number,
  confidence: number,
): Jackknife | null {
  const isOpen = share > ROUNDED_SHARE && share < 1 - ROUNDED_SHARE && count >= FEWEST
  return isOpen ? jackknife(share, count, without, confidence) : null
}

/** How many customers a share of all of them is, rounded up. */
export function countFor(share: number, customers: number): number {
  return Math.ceil(share * customers * (1 - ROUNDED_SHARE))
}

/** What a number of the best customers brings in. */
export function topShareOf(
  { sorted, upTo, below }: SortedAmounts,
  top: number,
  confidence: number,
): TopShare {
  const count = sorted.length
  const customers = countFor(top, count)
  const others = count - customers
  const total = upTo[count] as number
  const share = (total - (upTo[others] as number)) / total
  // One customer less moves the end of the others by a part of one customer.
  const part = customers / count
  const without = (at: number): number => {
    const own = sorted[at] as number
    const rest =
      at < others
        ? (upTo[others] as number) - own + part * (sorted[others] as number)
        : (upTo[others - 1] as number) + part * (sorted[others - 1] as number)
    return 1 - rest / (total - own)
  }
  const isKnown = customers >= FEWEST_BEST && below === 0
  const known = isKnown ? knownOf(share, count, without, confidence) : null
  // The best customers never have less than any other group of the same size.
  const least = Math.min(share, customers / count)
  return { top, customers, share, interval: within(known, confidence, share, [least, 1]) }
}

/** The interval of an estimate, cut to what it can be. */
function within(
  known: Jackknife | null,
  confidence: number,
  estimate: number,
  range: readonly [least: number, most: number],
): Interval<'jackknife'> | null {
  if (known === null) return null
  const { low, high } = known.interval
  return interval('jackknife', confidence, estimate, [low, high], range)
}

/** The curve between two customers is a straight line. */
export function lorenzAt({ sorted, upTo }: SortedAmounts, share: number): number {
  const place = share * sorted.length
  const below = Math.floor(place)
  const part = (place - below) * (sorted[below] ?? 0)
  return Math.min(1, ((upTo[below] as number) + part) / (upTo[sorted.length] as number))
}

/** The fewest customers that bring in a share of the amount. */
export function customersForOf(
  spread: SortedAmounts,
  amount: number,
  confidence: number,
): CustomersFor {
  const { upTo, below } = spread
  const count = upTo.length - 1
  const total = upTo[count] as number
  // What the others may bring in at the most.
  const rest = amount < 1 ? total - amount * total + ROUNDED_SHARE * total : 0
  // Sums fall while amounts are below 0, and rise from there on.
  const others = mostWithin(upTo, rest, below, count)
  const customers = amount === 0 ? 0 : Math.max(1, count - others)
  const share = customers / count
  const isKnown = amount < 1 && customers >= FEWEST_BEST && below === 0
  const known = isKnown ? knownFor(spread, amount, confidence) : null
  // The best customers have more than others: fewer than a share of them have that share.
  const range = [0, Math.max(amount, share)] as const
  return { amount, customers, share, interval: within(known, confidence, share, range) }
}

/** The jackknife of the place on the curve, between two customers, where a share of the amount ends. */
function knownFor(
  { sorted, upTo }: SortedAmounts,
  amount: number,
  confidence: number,
): Jackknife | null {
  const count = sorted.length
  const total = upTo[count] as number
  const end = mostWithin(upTo, (1 - amount) * total, 0, count - 1)
  const placeOf = (sum: number, below: number): number =>
    below + (sum - (upTo[below] as number)) / (sorted[below] as number)
  const without = (at: number): number => {
    const own = sorted[at] as number
    const rest = (1 - amount) * (total - own)
    // One of the best leaves the others as they are; one of the others is missing among them.
    const place =
      rest <= (upTo[at] as number)
        ? placeOf(rest, mostWithin(upTo, rest, 0, end))
        : placeOf(rest + own, mostWithin(upTo, rest + own, end, Math.min(end + 1, count - 1))) - 1
    return 1 - place / (count - 1)
  }
  const share = 1 - placeOf((1 - amount) * total, end) / count
  return knownOf(share, count, without, confidence)
}

/** How many of the smallest customers bring in a sum or less: the most between two numbers of them. */
function mostWithin(upTo: Float64Array, sum: number, from: number, to: number): number {
  let least = from
  let most = to
  while (least < most) {
    const middle = (least + most + 1) >> 1
    if ((upTo[middle] as number) <= sum) least = middle
    else most = middle - 1
  }
  return least
}

/** The share of the amount that the best customers bring in. */
export interface TopShare {
  /** The share of customers, as given. */
  readonly top: number
  /** A number of customers, rounded up. */
  readonly customers: number
  /** Their share of the amount, 0 to 1; above 1 where customers below 0 are kept. */
  readonly share: number
  /**
   * Interval of `share`; `null` for fewer than ten customers, where it is 1, where all amounts are
   * equal, or where some are kept below 0.
   */
  readonly interval: Interval<'jackknife'> | null
}

/** How many customers bring in a share of the amount. */
export interface CustomersFor {
  /** The share of the amount, as given. */
  readonly amount: number
  /** The smallest number of customers that brings it in. */
  readonly customers: number
  /** Their share of all customers, 0 to 1. */
  readonly share: number
  /**
   * Interval of `share`; `null` for fewer than ten customers, where it is 1, or where all amounts
   * are equal.
   */
  readonly interval: Interval<'jackknife'> | null
}
