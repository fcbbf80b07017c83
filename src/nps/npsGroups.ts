import type { Fields } from '../internal/guard.js'
import type { RatingScale } from '../ratings/index.js'

/** The score as it is reported, in points; of one group alone it has no rounding. */
export function npsScore({ promoters, passives, detractors }: NpsGroups): number {
  const net = promoters - detractors
  const all = promoters + passives + detractors
  return Math.abs(net) === all ? 100 * Math.sign(net) : (100 * net) / all + 0
}

/** A scale with the two cut-offs that make three groups of its ratings. */
export interface NpsScale extends RatingScale {
  /** Lowest rating of a passive; below it are detractors. */
  readonly passiveFrom: number
  /** Lowest rating of a promoter. */
  readonly promoterFrom: number
}

/** Respondents of each group. */
export interface NpsGroups {
  /** Respondents who would recommend. */
  readonly promoters: number
  /** Respondents who are neither. */
  readonly passives: number
  /** Respondents who would not. */
  readonly detractors: number
}

/** The fields that are read; another one is refused. */
export const NPS_GROUPS: Fields<NpsGroups> = { promoters: 1, passives: 1, detractors: 1 }

/** The question as published: 0–6 detractors, 7–8 passives, 9–10 promoters. */
export const NPS_0_TO_10: NpsScale = { min: 0, passiveFrom: 7, promoterFrom: 9, max: 10 }

/** Ten points without a zero: 1–6, 7–8, 9–10. */
export const NPS_1_TO_10: NpsScale = { min: 1, passiveFrom: 7, promoterFrom: 9, max: 10 }

/** Seven points: 1–4, 5–6, 7. */
export const NPS_1_TO_7: NpsScale = { min: 1, passiveFrom: 5, promoterFrom: 7, max: 7 }

/** Five points: 1–3, 4, 5. */
export const NPS_1_TO_5: NpsScale = { min: 1, passiveFrom: 4, promoterFrom: 5, max: 5 }

/** Three points: 1, 2, 3. */
export const NPS_1_TO_3: NpsScale = { min: 1, passiveFrom: 2, promoterFrom: 3, max: 3 }
