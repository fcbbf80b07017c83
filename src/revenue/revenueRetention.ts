import { check, checkObject, checkSome, type Path } from '../internal/guard.js'
import {
  type DecimalInput,
  type ExactSum,
  emptySum,
  sumDecimal,
  written,
} from '../internal/money/decimal.js'
import { compareSums, ratioOfSums, readSum, subtractSum } from '../internal/money/exactSums.js'
import { readPlainDay } from '../internal/time/days.js'
import { checkLost, readRevenue } from './readRevenue.js'
import { addedSums, type RevenueTally } from './revenueTally.js'

/** The movements of one window that the rates need. */
export interface RevenueMovements {
  /** Opening revenue. */
  readonly opening: DecimalInput
  /** Increases of customers who had revenue at the opening. */
  readonly expansion: DecimalInput
  /** Decreases of customers who still have revenue at the closing. */
  readonly contraction: DecimalInput
  /** Opening revenue of customers without revenue at the closing. */
  readonly churned: DecimalInput
  /** Revenue of new customers, for the quick ratio. */
  readonly new?: DecimalInput
  /** Revenue of returning customers, for the quick ratio with reactivation. */
  readonly reactivation?: DecimalInput
}

/** Revenue retention rates, the amounts behind them, and the quick ratio. */
export interface RevenueRetention {
  /**
   * Gross revenue retention: share of the opening revenue that was kept, each account capped at its
   * opening amount, 0 to 1.
   */
  readonly grossRetention: number
  /**
   * Net revenue retention: closing revenue of the opening's accounts ÷ opening revenue; above 1
   * where they grew.
   */
  readonly netRetention: number
  /**
   * Gross revenue churn: share of the opening revenue that was lost, by contraction and churn, 0 to
   * 1.
   */
  readonly grossChurn: number
  /** Net revenue churn: the same less expansion; below 0 where expansion exceeds the losses. */
  readonly netChurn: number
  /**
   * (`new` + `expansion`) ÷ (`contraction` + `churned`); `null` where nothing was lost or `new` is
   * not known.
   */
  readonly quickRatio: number | null
  /** The same with reactivation among the gains. */
  readonly quickRatioWithReactivation: number | null
  /** Opening revenue, the denominator of the rates. */
  readonly opening: string
  /** Opening revenue kept, without expansion. */
  readonly grossRetained: string
  /** Closing revenue of the opening's accounts. */
  readonly netRetained: string
  /** Opening revenue lost: contraction and churned. */
  readonly lost: string
}

/**
 * Gross and net revenue retention, their complements, and the quick ratio.
 *
 * Both rates are about the opening's accounts; revenue of new and returning accounts is in neither.
 * Sums do not contain the variation between accounts, so there is no interval; for an interval keep
 * the amounts of each account.
 *
 * @formula grossRetention = (opening − contraction − churned) ÷ opening; netRetention = (opening +
 * expansion − contraction − churned) ÷ opening; quickRatio = (new + expansion) ÷ (contraction +
 * churned)
 * @unit share of the opening revenue, gross 0 to 1, net 0 or more; the quick ratio is a plain number
 *
 * @param tally - A tally of one window, or its movements.
 * @returns The rates, and what they were divided from.
 * @throws {@link MetricError} `empty` where there was no revenue; `out-of-range` where more was lost
 * than there was; `mismatch` for a chain of windows, whose losses are not capped by its opening.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 5;
 * Baremetrics, “New Quick Ratio Metric” (changelog) for the quick ratio without reactivation,
 * Displayr, flipRevenueMetrics for the one with it.
 *
 * @example
 * ```ts
 * const year = revenueRetention({ opening: 500000, expansion: 65000, contraction: 0, churned: 50000 })
 * year.grossRetention // => 0.9
 * year.netRetention // => 1.03
 * year.quickRatio // => null
 * ```
 */
export function revenueRetention(tally: RevenueTally | RevenueMovements): RevenueRetention {
  const metric = 'revenueRetention'
  const moved = readMovements(metric, ['tally'], tally, 'one window')
  const { opening, expansion, new: won, reactivation } = moved
  checkSome(metric, ['tally', 'opening'], opening, compareSums(opening, emptySum()), 'paid amount')
  const lost = checkLost(metric, ['tally', 'churned'], tally.churned, moved)
  const grossRetained = addedSums(opening)
  subtractSum(grossRetained, lost)
  const netRetained = addedSums(grossRetained, expansion)
  const netLost = addedSums(lost)
  subtractSum(netLost, expansion)
  const perLost = (...gains: readonly (ExactSum | undefined)[]): number | null => {
    const all = gains.every((gain) => gain !== undefined) ? addedSums(...gains) : undefined
    return all && compareSums(lost, emptySum()) > 0 ? ratioOfSums(all, lost) : null
  }
  return written(metric, {
    grossRetention: ratioOfSums(grossRetained, opening),
    netRetention: ratioOfSums(netRetained, opening),
    grossChurn: ratioOfSums(lost, opening),
    netChurn: ratioOfSums(netLost, opening),
    quickRatio: perLost(won, expansion),
    quickRatioWithReactivation: perLost(won, expansion, reactivation),
    opening: sumDecimal(opening),
    grossRetained: sumDecimal(grossRetained),
    netRetained: sumDecimal(netRetained),
    lost: sumDecimal(lost),
  })
}

/** Movements as sums; those that were not given are `undefined`. */
export interface ReadMovements {
  readonly opening: ExactSum
  readonly expansion: ExactSum
  readonly contraction: ExactSum
  readonly churned: ExactSum
  readonly new?: ExactSum
  readonly reactivation?: ExactSum
}

/** The movements of a tally, or as they are given. */
export function readMovements(
  metric: string,
  path: Path,
  tally: RevenueTally | RevenueMovements,
  of: 'one window' | 'any windows',
): ReadMovements {
  const given = checkObject<RevenueTally>(metric, path, tally)
  if ('from' in given) {
    const { frame, amounts } = readRevenue(metric, path, given, readPlainDay)
    const isOne = frame.windows === 1 || of === 'any windows'
    check(metric, [...path, 'windows'], frame.windows, isOne, 'one window', 'mismatch')
    return amounts
  }
  const { opening, expansion, contraction, churned, reactivation }: Partial<RevenueTally> = given
  const { new: won }: Partial<RevenueTally> = given
  const read = (key: string, value: unknown): ExactSum => readSum(metric, [...path, key], value)
  return {
    opening: read('opening', opening),
    expansion: read('expansion', expansion),
    contraction: read('contraction', contraction),
    churned: read('churned', churned),
    ...(won === undefined ? {} : { new: read('new', won) }),
    ...(reactivation === undefined ? {} : { reactivation: read('reactivation', reactivation) }),
  }
}
