import { addSquare, squareOf } from '../../../internal/math/optimize.js'
import type { Counted } from '../../summaries/summaryColumns.js'
import type { Likelihood } from '../behaviour.js'
import { nbdLikelihood } from '../nbd/likelihood.js'

/**
 * That of the NBD times q^x (1 + odds), where the odds are those of having left after the last purchase
 * rather than being there still.
 */
export function geometricLikelihood(data: Counted): Likelihood {
  const { size, frequency, recency, age, weight } = data
  const staying = nbdLikelihood(data)
  const slopes = new Float64Array(3)
  return (parameters, more) => {
    const [r, alpha, p] = parameters as readonly [number, number, number]
    const base = staying([r, alpha], more)
    const q = 1 - p
    if (!(q > 0)) return { value: Number.NaN, gradient: [0, 0, 0], curvature: [] }
    const bends = new Float64Array(6)
    let { value } = base
    let [byR, byAlpha] = base.gradient as [number, number]
    let byP = 0
    for (let row = 0; row < size; row++) {
      const x = frequency[row] as number
      if (x === 0) continue
      const count = weight[row] as number
      const [last, end] = [alpha + (recency[row] as number), alpha + (age[row] as number)]
      const since = Math.log1p((end - last) / last)
      const z = Math.log(p / q) + (r + x) * since
      const small = Math.exp(-Math.abs(z))
      const gone = (z > 0 ? 1 : small) / (1 + small)
      value += count * (x * Math.log(q) + Math.max(z, 0) + Math.log1p(small))
      const turn = 1 / end - 1 / last
      slopes[0] = since
      slopes[1] = (r + x) * turn
      slopes[2] = 1 / (p * q)
      byR += count * gone * since
      byAlpha += count * gone * (r + x) * turn
      byP += count * (gone / (p * q) - x / q)
      if (!more) continue
      addSquare(bends, slopes, count * gone * (1 - gone))
      bends[1] = (bends[1] as number) + count * gone * turn
      bends[2] = (bends[2] as number) + count * gone * (r + x) * (1 / last ** 2 - 1 / end ** 2)
      bends[5] = (bends[5] as number) - count * ((gone * (q - p)) / (p * q) ** 2 + x / q ** 2)
    }
    const slope = { value, gradient: [byR, byAlpha, byP] }
    if (!more) return slope
    const curvature = squareOf(bends, 3)
    for (const [i, row] of (base.curvature as number[][]).entries())
      for (const [j, entry] of row.entries())
        (curvature[i] as number[])[j] = ((curvature[i] as number[])[j] as number) + entry
    return { ...slope, curvature }
  }
}
