/** How p-values of several tests are corrected. */
export type PValueCorrection = 'holm' | 'benjamini-hochberg' | 'bonferroni' | 'none'

export const CORRECTIONS: readonly PValueCorrection[] = [
  'holm',
  'benjamini-hochberg',
  'bonferroni',
  'none',
]

/**
 * P-values corrected for how many there are. Holm's step down from the smallest, Benjamini and
 * Hochberg's step up from the largest; neither order is broken by the correction.
 */
export function adjust(pValues: readonly number[], method: PValueCorrection): number[] {
  const tests = pValues.length
  const order = pValues.map((_, index) => index)
  order.sort((one, other) => (pValues[one] as number) - (pValues[other] as number))
  const adjusted = [...pValues]
  if (method === 'none') return adjusted
  if (method === 'bonferroni') return adjusted.map((p) => Math.min(1, p * tests))
  const isHolm = method === 'holm'
  let bound = isHolm ? 0 : 1
  for (let step = 0; step < tests; step++) {
    const rank = isHolm ? step : tests - 1 - step
    const index = order[rank] as number
    const p = pValues[index] as number
    bound = isHolm
      ? Math.max(bound, Math.min(1, p * (tests - rank)))
      : Math.min(bound, (p * tests) / (rank + 1))
    adjusted[index] = Math.max(bound, p)
  }
  return adjusted
}

/** Comparisons with their p-values corrected; those that have none do not count. */
export function adjustKnown<Test extends { readonly pValue: number | null }>(
  tests: readonly Test[],
  method: PValueCorrection,
): (Test & { readonly adjustedPValue: number | null })[] {
  const known = tests.flatMap(({ pValue }) => (pValue === null ? [] : [pValue]))
  const adjusted = adjust(known, method)
  let next = 0
  return tests.map((test) => ({
    ...test,
    adjustedPValue: test.pValue === null ? null : (adjusted[next++] as number),
  }))
}
