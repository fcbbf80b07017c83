import { checkWindow, dayReader, formatDay } from '../internal/calendar.js'
import { check, checkNumber, checkObject, eachRow, type Path } from '../internal/guard.js'
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
      sums[key] = checkNumber(metric, [...path, key], sums[key] + counts[key])
  })
  if (!window) return check(metric, ['tallies'], tallies, false, 'at least one tally', 'empty')
  return { ...window, ...sums }
}

/** A tally as it was made, checked: no fewer contacts than customers, no squares that cannot be. */
export function readContacts(metric: string, path: Path, tally: ContactTally): ContactTally {
  const given = checkObject<ContactTally>(metric, path, tally)
  const { from, to } = checkWindow(metric, path, given, dayReader(metric))
  const at = (name: string): Path => [...path, name]
  const customers = checkNumber(metric, at('customers'), given.customers)
  const contacted = checkNumber(metric, at('contacted'), given.contacted, 0, customers)
  const most = contacted === 0 ? 0 : Infinity
  const contacts = checkNumber(metric, at('contacts'), given.contacts, contacted, most)
  const least = contacted === 0 ? 0 : Math.ceil((contacts / contacted) * contacts * (1 - 1e-12))
  const squares = checkNumber(metric, at('squares'), given.squares, least, contacts * contacts)
  return { from: formatDay(from), to: formatDay(to), customers, contacted, contacts, squares }
}
