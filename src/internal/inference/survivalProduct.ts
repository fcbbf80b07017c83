/**
 * The product of Kaplan & Meier as far as it has been followed: the share of all who are not lost. While
 * nobody is censored or enters, it is a plain share of those who were at risk when anybody last was, and
 * is computed by one division, so that it is rounded once.
 */
export interface SurvivalProduct {
  /** The share of all who are not lost. */
  rate: number
  /** The share when anybody was last censored or entered, and what was lost until then. */
  sinceRate: number
  sinceLost: number
  /** Those at risk after that. */
  sinceRisk: number
}

/** The product before anybody is lost. */
export function startProduct(atRisk: number): SurvivalProduct {
  return { rate: 1, sinceRate: 1, sinceLost: 0, sinceRisk: atRisk }
}

/**
 * Follows the product past one time: those at risk, and those of them who are lost. Where anybody was then
 * censored or entered, `next` are at risk from there on. It never rises, whatever rounding does.
 */
export function stepProduct(
  product: SurvivalProduct,
  atRisk: number,
  lost: number,
  next?: number,
): void {
  const left = atRisk - lost
  if (lost > 0)
    product.rate = Math.min(product.rate, product.sinceRate * (left / product.sinceRisk))
  if (next === undefined) return
  product.sinceLost = lostShare(product, left)
  product.sinceRate = product.rate
  product.sinceRisk = next
}

/** The share of all who are lost once this many are left: subtracted before it is divided. */
export function lostShare(
  { sinceLost, sinceRate, sinceRisk }: SurvivalProduct,
  left: number,
): number {
  return sinceLost + sinceRate * ((sinceRisk - left) / sinceRisk)
}
