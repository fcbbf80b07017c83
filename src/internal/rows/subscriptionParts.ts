import { type Path, refuse } from '../guard.js'
import { type CustomerKey, idReader } from './customers.js'

const ROWS: Path = ['rows']

/** The subscriptions of a call. Rows with one id are parts of one, such as before and after a pause. */
export interface Subscriptions {
  /** The number of the subscription that a row is of, from 0 on; a row without an id is one. */
  readonly numberOf: (
    id: unknown,
    index: number,
    customer: CustomerKey,
    start: number,
    end: number,
  ) => number
  /** Refuses parts that overlap, which are rows twice; for when all rows are there. */
  readonly checkParts: () => void
  /** How many there are. */
  readonly count: () => number
}

/** One row of a subscription. */
interface Part {
  readonly index: number
  readonly start: number
  readonly end: number
}

/** Reads subscriptions' own ids, where rows have any. */
export function subscriptionReader(metric: string): Subscriptions {
  const readId = idReader(metric, 'subscription')
  // Of the first row of each id; few ids have another one.
  const firsts = new Map<CustomerKey, number>()
  const numbers: number[] = []
  const owners: CustomerKey[] = []
  const indexes: number[] = []
  const starts: number[] = []
  const ends: number[] = []
  const others = new Map<number, Part[]>()
  let count = 0
  return {
    numberOf: (value, index, customer, start, end) => {
      if (value === undefined) return count++
      const id = readId(value, ROWS, index)
      const first = firsts.get(id)
      if (first === undefined) {
        firsts.set(id, numbers.length)
        numbers.push(count)
        owners.push(customer)
        indexes.push(index)
        starts.push(start)
        ends.push(end)
        return count++
      }
      const firstIndex = indexes[first] as number
      if (owners[first] !== customer) refusePart(metric, value, index, firstIndex)
      const firstPart = {
        index: firstIndex,
        start: starts[first] as number,
        end: ends[first] as number,
      }
      const parts = others.get(first) ?? [firstPart]
      others.set(first, parts)
      parts.push({ index, start, end })
      return numbers[first] as number
    },
    checkParts: () => {
      for (const [id, first] of firsts) {
        const parts = others.get(first)
        if (parts) checkOrder(metric, id, parts)
      }
    },
    count: () => count,
  }
}

/** Parts follow each other; one of no day is at no time. */
function checkOrder(metric: string, id: CustomerKey, parts: readonly Part[]): void {
  const lasting = parts.filter(({ start, end }) => end > start)
  lasting.sort((a, b) => a.start - b.start || a.index - b.index)
  for (const [at, part] of lasting.entries()) {
    const before = lasting[at - 1]
    if (!before || part.start >= before.end) continue
    const later = Math.max(part.index, before.index)
    refusePart(metric, id, later, Math.min(part.index, before.index))
  }
}

function refusePart(metric: string, id: unknown, index: number, other: number): never {
  const expected = `an id that no other row has, but parts of one subscription, which are of one customer and follow each other: rows[${other}] has it`
  return refuse(metric, [...ROWS, index, 'subscription'], id, expected, 'mismatch')
}
