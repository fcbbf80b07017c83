/** Shorter lists are sorted by comparison. */
const FEW = 4096

/** The bits by which values are sorted in one pass. */
const DIGIT = 2048

/**
 * Whole numbers from 0 to 2⁵³ in ascending order, by their digits from the last to the first. A list of
 * a million takes a third of the time that comparing takes. The values may be overwritten.
 */
export function sortWhole(values: Float64Array): Float64Array {
  const { length } = values
  if (length < FEW) return values.sort()
  let most = 0
  for (let at = 0; at < length; at++) most = Math.max(most, values[at] as number)
  let from = values
  let to: Float64Array = new Float64Array(length)
  const places = new Uint32Array(DIGIT)
  for (let unit = 1; unit <= most; unit *= DIGIT) {
    // A power of two: the quotient is exact, and its last bits are the digit.
    const part = 1 / unit
    places.fill(0)
    for (let at = 0; at < length; at++) {
      const digit = ((from[at] as number) * part) & (DIGIT - 1)
      ;(places[digit] as number)++
    }
    let before = 0
    for (let digit = 0; digit < DIGIT; digit++) {
      const count = places[digit] as number
      places[digit] = before
      before += count
    }
    for (let at = 0; at < length; at++) {
      const value = from[at] as number
      const digit = (value * part) & (DIGIT - 1)
      to[(places[digit] as number)++] = value
    }
    ;[from, to] = [to, from]
  }
  return from
}
