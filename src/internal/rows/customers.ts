import { type Path, refuse } from '../guard.js'

/**
 * An id as it is kept and as results give it: bigints are the numbers that they are up to 2^53 - 1, and
 * their digits from there on, which are JSON and still the same id.
 */
export type CustomerKey = string | number

/** Reads the id of a row, by the list that the row is in, its index there, and its field. */
export type ReadId = (value: unknown, list: Path, index: number, field?: string) => CustomerKey

/** What is accepted as an id, for messages. */
const ID = 'a number or a string that is not empty'

/** Digits may be either kind: a bigint that is no number, or text. */
const DIGITS = /^-?[1-9]\d{15,}$/

/**
 * A reader of one field of ids for one call. Numbers and text are different ids even if they print the
 * same, so that a list of both would have customers twice: all of a call are of one kind.
 */
export function idReader(metric: string, field = 'customer'): ReadId {
  let kind: string | undefined
  let first = ''
  return (value, list, index, named = field) => {
    const id = typeof value === 'bigint' ? keyOfBigint(value) : value
    if (typeof id === kind && isId(id)) return plainId(id)
    const path = [...list, index, named]
    if (!isId(id)) return refuseId(metric, path, value)
    if (typeof id === 'string' && isBeyondNumbers(id)) return id
    if (kind !== undefined) {
      const expected = `a ${kind} as at ${first}: 1 and '1' are two ids, so make all of one kind`
      refuse(metric, path, value, expected, 'mismatch')
    }
    kind = typeof id
    first = `${list.join('.')}[${index}].${named}`
    return plainId(id)
  }
}

/** An id that is a negative zero is 0, as in JSON. */
function plainId(id: CustomerKey): CustomerKey {
  return id === 0 ? 0 : id
}

function isId(value: unknown): value is CustomerKey {
  // Whole numbers above that are another one's neighbours: JSON reads two ids as one.
  return typeof value === 'string'
    ? value !== ''
    : typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER
}

function refuseId(metric: string, path: Path, value: unknown): never {
  const isInexact = Number.isFinite(value)
  const expected = isInexact ? 'an id up to 2^53 - 1: give larger ones as text or bigint' : ID
  return refuse(metric, path, value, expected, 'invalid')
}

/** A bigint as it is kept: the number that it is, or its digits. */
export function keyOfBigint(value: bigint): CustomerKey {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : `${value}`
}

function isBeyondNumbers(text: string): boolean {
  return DIGITS.test(text) && !Number.isSafeInteger(+text)
}
