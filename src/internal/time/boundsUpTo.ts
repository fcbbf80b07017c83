/** How many bounds are not after a day; one less is the window that the day lies in. */
export function boundsUpTo(bounds: readonly number[], day: number): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bounds[middle] as number) <= day) low = middle + 1
    else high = middle
  }
  return low
}
