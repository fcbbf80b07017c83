import { digamma, trigamma } from '../../../internal/math/gamma.js'
import { logGamma } from '../../../internal/math/special.js'
import type { Counted } from '../../summaries/summaryColumns.js'
import { type Grid, gridOf, type Likelihood } from '../behaviour.js'

/** The log-likelihood of NBD histories: sums over numbers of purchases, and over ages. */
export function nbdLikelihood({ size, frequency, age, weight, customers }: Counted): Likelihood {
  const [purchases] = gridOf(size, [frequency]) as [Grid]
  const [ages] = gridOf(size, [age]) as [Grid]
  const counts = new Float64Array(purchases.values.length)
  const seen = new Float64Array(ages.values.length)
  const bought = new Float64Array(ages.values.length)
  for (let row = 0; row < size; row++) {
    const [x, at] = [purchases.index[row], ages.index[row]] as [number, number]
    const here = weight[row] as number
    counts[x] = (counts[x] as number) + here
    seen[at] = (seen[at] as number) + here
    bought[at] = (bought[at] as number) + here * (frequency[row] as number)
  }
  return (parameters, more) => {
    const [r, alpha] = parameters as readonly [number, number]
    const [gammaR, psiR, bendR] = [logGamma(r), digamma(r), trigamma(r)]
    let value = 0
    let [byR, byAlpha] = [0, (customers * r) / alpha]
    let [byRR, byRAlpha, byAlphaAlpha] = [0, customers / alpha, -(customers * r) / alpha ** 2]
    for (const [place, count] of counts.entries()) {
      const x = purchases.values[place] as number
      value += count * (logGamma(r + x) - gammaR - x * Math.log(alpha))
      byR += count * (digamma(r + x) - psiR)
      if (more) byRR += count * (trigamma(r + x) - bendR)
    }
    for (const [place, count] of seen.entries()) {
      const time = ages.values[place] as number
      const inverse = 1 / (alpha + time)
      const both = r * count + (bought[place] as number)
      value -= both * Math.log1p(time / alpha)
      byR -= count * Math.log1p(time / alpha)
      byAlpha -= both * inverse
      byRAlpha -= count * inverse
      byAlphaAlpha += both * inverse ** 2
    }
    const slope = { value, gradient: [byR, byAlpha] }
    if (!more) return slope
    return {
      ...slope,
      curvature: [
        [byRR, byRAlpha],
        [byRAlpha, byAlphaAlpha],
      ],
    }
  }
}
