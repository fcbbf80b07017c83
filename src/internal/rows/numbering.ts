import type { CustomerKey } from './customers.js'

/** Numbers for ids, from 0 on in the order in which they come. */
export interface Numbering {
  /** The ids that have a number, each at its own. */
  readonly ids: readonly CustomerKey[]
  /** The number of an id that has one. */
  readonly find: (id: CustomerKey) => number | undefined
  /** The number of an id, which is given one. */
  readonly numberOf: (id: CustomerKey) => number
}

/** The largest table, in ids. */
const MOST_ENTRIES = 2 ** 24

/** How many times larger than the number of ids the table may be. */
const SPARSE = 16

/**
 * Numbers ids. Whole numbers that are not far apart stand in a table, which is found at once where a map
 * waits for memory several times; all others are in a map.
 */
export function numberIds(): Numbering {
  const ids: CustomerKey[] = []
  const others = new Map<CustomerKey, number>()
  // The number of each id, plus one.
  let table = new Int32Array(1024)
  const isInTable = (id: CustomerKey): id is number => {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0) return false
    if (id < table.length) return true
    if (id >= Math.min(MOST_ENTRIES, SPARSE * ids.length)) return false
    const larger = new Int32Array(2 ** Math.ceil(Math.log2(id + 1)))
    larger.set(table)
    table = larger
    return true
  }
  const find = (id: CustomerKey): number | undefined => {
    const known = typeof id === 'number' ? table[id] : 0
    // Nothing stands at a fraction, below 0 or beyond the end.
    return known ? known - 1 : others.get(id)
  }
  return {
    ids,
    find,
    numberOf: (id) => {
      const known = find(id)
      if (known !== undefined) return known
      const number = ids.length
      // A negative zero is a plain one, as it is for a map.
      ids.push(typeof id === 'number' ? id + 0 : id)
      if (isInTable(id)) table[id] = number + 1
      else others.set(id, number)
      return number
    },
  }
}
