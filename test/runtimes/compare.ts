/** How two results agree: to the digit, or by how much numbers differ at most, relative to them. */
export function compareResults(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') {
    if (a === b) return 0
    return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b))
  }
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)])
    let most = 0
    for (const key of keys)
      most = Math.max(
        most,
        compareResults((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
      )
    return most
  }
  return a === b ? 0 : Number.POSITIVE_INFINITY
}
