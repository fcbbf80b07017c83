import { type Jackknife, jackknife } from '../internal/jackknife.js'
import type { Concentration, CustomersFor, TopShare } from './concentration.js'

/** Amounts in ascending order, and the sums of the smallest so many, from none to all. */
export interface Spread {
  readonly sorted: Float64Array
  readonly upTo: Float64Array
}

/** Shares of whole numbers, and sums of shares, may be rounded to a little more. */
const ROUNDING = 1e-12

/** With one of two left out there is nothing to compare. */
const FEWEST = 3

/** Sorts amounts and adds them up. */
export function spreadOf(amounts: Float64Array): Spread {
  const sorted = amounts.sort()
  const upTo = new Float64Array(sorted.length + 1)
  for (let at = 0; at < sorted.length; at++)
    upTo[at + 1] = (upTo[at] as number) + (sorted[at] as number)
  return { sorted, upTo }
}

/** The coefficient, its estimate for customers in general, and how sure that is. */
export function giniOf(
  { sorted, upTo }: Spread,
  confidence: number,
): Pick<Concentration, 'gini' | 'giniUnbiased' | 'standardError' | 'interval'> {
  const count = sorted.length
  const total = upTo[count] as number
  // Each step from one customer to the next lies between so many below and so many above: no term is
  // negative, and of equal customers none is left.
  let differences = 0
  for (let below = 1; below < count; below++)
    differences +=
      below * (count - below) * ((sorted[below] as number) - (sorted[below - 1] as number))
  const gini = Math.min(1, differences / (count * total))
  if (count === 1) return { gini, giniUnbiased: null, standardError: null, interval: null }
  const giniUnbiased = Math.min(1, differences / ((count - 1) * total))
  // What is left of the differences, and of the amount, without one customer.
  const without = (at: number): number => {
    const own = sorted[at] as number
    const below = at * own - (upTo[at] as number)
    const above = total - (upTo[at + 1] as number) - (count - at - 1) * own
    return (differences - below - above) / ((count - 2) * (total - own))
  }
  const known = knownOf(giniUnbiased, count, without, confidence)
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
  const isOpen = share > ROUNDING && share < 1 - ROUNDING && count >= FEWEST
  return isOpen ? jackknife(share, count, without, confidence) : null
}

/** What so many of the best customers bring in. */
export function topShareOf({ sorted, upTo }: Spread, top: number, confidence: number): TopShare {
  const count = sorted.length
  const customers = Math.ceil(top * count * (1 - ROUNDING))
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
  const known = knownOf(share, count, without, confidence)
  return { top, customers, share, interval: known?.interval ?? null }
}

/** The curve between two customers is a straight line. */
export function lorenzAt({ sorted, upTo }: Spread, share: number): number {
  const place = share * sorted.length
  const below = Math.floor(place)
  const part = (place - below) * (sorted[below] ?? 0)
  return Math.min(1, ((upTo[below] as number) + part) / (upTo[sorted.length] as number))
}

/** The fewest customers that bring in a share of the amount. */
export function customersForOf({ upTo }: Spread, amount: number): CustomersFor {
  const count = upTo.length - 1
  const total = upTo[count] as number
  // What the others may bring in at the most.
  const rest = amount < 1 ? total - amount * total + ROUNDING * total : 0
  let least = 0
  let most = count
  while (least < most) {
    const middle = (least + most + 1) >> 1
    if ((upTo[middle] as number) <= rest) least = middle
    else most = middle - 1
  }
  const customers = amount === 0 ? 0 : count - least
  return { amount, customers, share: customers / count }
}
