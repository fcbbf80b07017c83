import { checkList, type Path, readList, refuse } from '../../../internal/guard.js'
import { logGamma } from '../../../internal/math/special.js'
import { eachSummary, isColumns } from '../../summaries/summaryColumns.js'

/** Histories that can be read again, and what a likelihood needs of the gaps of all customers. */
export interface RhythmData {
  readonly summaries: unknown
  /** Σ ln of gaps, and purchases. */
  readonly logGaps: number
  readonly purchases: number
}

/** What of a log-likelihood depends on k and the gaps alone, so that different k compare. */
export function gapsIn({ logGaps, purchases }: RhythmData, k: number): number {
  return (k - 1) * logGaps - purchases * logGamma(k)
}

/** Reads the gaps of histories. Gaps of equal length have the largest sum of logarithms. */
export function readRhythm(metric: string, path: Path, given: unknown): RhythmData {
  const summaries = isColumns(given) ? given : readList(metric, path, given, (item) => item)
  const column = isColumns(given)
    ? checkList<unknown>(metric, [...path, 'logGaps'], (given as { logGaps?: unknown }).logGaps)
    : undefined
  let [logGaps, purchases] = [0, 0]
  eachSummary(metric, path, summaries, 'times', ({ frequency: x, recency, weight, index }) => {
    purchases += weight * x
    if (x === 0) return
    const row = (summaries as readonly { readonly logGaps?: unknown }[])[index]
    const own = column ? column[index] : row?.logGaps
    const most = x * Math.log(recency / x)
    if (!(typeof own === 'number' && own >= -1e9 && own <= most + 1e-6)) {
      const expected = `a number up to ${most}, the sum of the logarithms of ${x} gaps, which equal ones have`
      refuse(metric, [...path, index, 'logGaps'], own, expected, 'invalid')
    }
    logGaps += weight * (own as number)
  })
  return { summaries, logGaps, purchases }
}
