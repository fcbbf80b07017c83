/** How many bounds are not after a day; one less is the window that the day lies in. */
export function boundsUpTo(bounds: ArrayLike<number>, day: number): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bounds[middle] as number) <= day) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * How many bounds are not after a day, where many days are asked for: a table has every day from the first
 * bound to the last.
 */
export function dayPlaces(bounds: readonly number[]): (day: number) => number {
  const first = bounds[0] as number
  const places = new Int32Array((bounds.at(-1) as number) - first)
  for (let at = 1; at < bounds.length; at++)
    places.fill(at, (bounds[at - 1] as number) - first, (bounds[at] as number) - first)
  return (day) => (day < first ? 0 : (places[day - first] ?? bounds.length))
}
