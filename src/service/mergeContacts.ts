import {
  check,
  checkCount,
  checkObject,
  checkWhole,
  eachRow,
  type Path,
  refuse,
} from '../internal/guard.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkWindow, readPlainDay } from '../internal/time/days.js'
import type { ContactTally } from './tallyContacts.js'

const COUNTS = ['customers', 'contacted', 'contacts', 'squares'] as const

/**
 * Adds tallies of different customers over the same window.
 *
 * @param tallies - Tallies of disjoint customers.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without tallies; `mismatch` for another window; `out-of-range`
 * for counts that cannot be.
 *
 * @example
 * ```ts
 * const march = { from: '2025-03-01', to: '2025-04-01' }
 * mergeContacts([
 *   { ...march, customers: 10, contacted: 2, contacts: 3, squares: 5 },
 *   { ...march, customers: 5, contacted: 1, contacts: 1, squares: 1 },
 * ]).contacts // => 4
 * ```
 */
export function mergeContacts(tallies: Iterable<ContactTally>): ContactTally {
  const metric = 'mergeContacts'
  const sums = { customers: 0, contacted: 0, contacts: 0, squares: 0 }
  let window: { readonly from: string; readonly to: string } | undefined
  eachRow<ContactTally>(metric, ['tallies'], tallies, (tally, index) => {
    const path = ['tallies', index]
    const counts = readContacts(metric, path, tally)
    const { from, to } = counts
    window ??= { from, to }
    for (const key of ['from', 'to'] as const) {
      const expected = `${window[key]} as in tallies[0]`
      check(metric, [...path, key], tally[key], window[key] === counts[key], expected, 'mismatch')
    }
    for (const key of COUNTS)
      sums[key] = checkWhole(metric, [...path, key], sums[key] + counts[key])
  })
  if (!window) return refuse(metric, ['tallies'], tallies, 'at least one tally', 'empty')
  return { ...window, ...sums }
}

/** A tally as it was made, checked: no fewer contacts than customers, no squares that cannot be. */
export function readContacts(metric: string, path: Path, tally: ContactTally): ContactTally {
  const given = checkObject<ContactTally>(metric, path, tally)
  const { from, to } = checkWindow(metric, path, given, readPlainDay)
  const at = (name: string): Path => [...path, name]
  const customers = checkCount(metric, at('customers'), given.customers)
  const contacted = checkCount(metric, at('contacted'), given.contacted, 0, customers)
  const most = contacted === 0 ? 0 : Infinity
  const contacts = checkCount(metric, at('contacts'), given.contacts, contacted, most)
  const squares = readSquares(metric, at('squares'), given.squares, contacts, contacted)
  return { from: formatDay(from), to: formatDay(to), customers, contacted, contacts, squares }
}

/**
 * Squares of whole numbers of contacts, of each who asked at least one: fewest where all asked as often,
 * most where one asked all that the others did not; and even or odd as the numbers themselves.
 */
function readSquares(
  metric: string,
  path: Path,
  value: unknown,
  contacts: number,
  contacted: number,
): number {
  if (contacted === 0) return checkCount(metric, path, value, 0, 0)
  const each = Math.floor(contacts / contacted)
  const more = contacts - each * contacted
  const least = (contacted - more) * each ** 2 + more * (each + 1) ** 2
  const most = (contacts - contacted + 1) ** 2 + contacted - 1
  const squares = checkCount(metric, path, value, least, most)
  const parity = contacts % 2 === 0 ? 'even' : 'odd'
  const isLike = squares % 2 === contacts % 2
  return check(metric, path, squares, isLike, `an ${parity} number, as contacts is`, 'out-of-range')
}
