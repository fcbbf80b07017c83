import { check, type Fields, readFields } from '../internal/guard.js'
import {
  addField,
  type Decimal,
  type DecimalInput,
  emptySum,
  readAmount,
  sumText,
  written,
} from '../internal/money/decimal.js'
import { shareOf } from './costByChannel.js'
import { type CostTally, readSpend } from './customerCost.js'

/** Acquisition and retention spend, and the margin of both sides. */
export interface BudgetSplitInput {
  /** Spent on winning customers. */
  readonly acquisitionSpend: DecimalInput
  /** Spent on keeping customers. */
  readonly retentionSpend: DecimalInput
  /**
   * Margin of customers won within the same time.
   * @defaultValue unknown
   */
  readonly acquiredMargin?: DecimalInput
  /**
   * Margin of existing customers.
   * @defaultValue unknown
   */
  readonly retainedMargin?: DecimalInput
}

/** The fields that are read; another one is refused. */
const BUDGET_SPLIT_INPUT: Fields<
  BudgetSplitInput & Partial<Pick<CostTally, 'acquired' | 'retained'>>
> = {
  acquisitionSpend: 1,
  retentionSpend: 1,
  // A tally of costs has its customers too.
  acquired: 0,
  retained: 0,
  acquiredMargin: 0,
  retainedMargin: 0,
}

/** How budget and margin are divided. */
export interface BudgetSplit {
  /** Share of the budget spent on winning customers, 0 to 1; `null` where nothing was spent. */
  readonly acquisitionShare: number | null
  /** Share of the budget spent on keeping customers; `null` where nothing was spent. */
  readonly retentionShare: number | null
  /** Total spend. */
  readonly total: string
  /** Spent on winning customers. */
  readonly acquisitionSpend: string
  /** Spent on keeping customers. */
  readonly retentionSpend: string
  /**
   * Share of new customers in all margin; `null` where margin is unknown or its sum is not above 0.
   */
  readonly acquiredMarginShare: number | null
  /**
   * Margin of new customers per unit of acquisition spend; `null` where unknown or without spend.
   */
  readonly marginPerAcquisitionSpend: string | null
  /**
   * Margin of existing customers per unit of retention spend; `null` where unknown or without
   * spend.
   */
  readonly marginPerRetentionSpend: string | null
}

/**
 * How today’s budget is divided between winning and keeping customers, beside the division of the
 * margin.
 *
 * This is a description. The best division depends on marginal costs: see `optimalSpend`.
 *
 * @formula acquisitionShare = acquisitionSpend ÷ (acquisitionSpend + retentionSpend)
 * @unit share of the budget, 0 to 1
 *
 * @param input - Spend on both sides, and margin if known; a tally of `mergeCosts` is also
 * accepted.
 * @returns The shares, and margin per unit spent.
 * @throws {@link MetricError} `out-of-range` for a negative spend; `mismatch` where only one of the margins
 * is given.
 * @source Blattberg & Deighton (1996), “Manage Marketing by the Customer Equity Test”, HBR 74(4), on the
 * balance of the two.
 *
 * @example
 * ```ts
 * const split = budgetSplit({ acquisitionSpend: '75000', retentionSpend: '13500' })
 * split.acquisitionShare // => 0.847…
 * ```
 */
export function budgetSplit(input: BudgetSplitInput | CostTally): BudgetSplit {
  const metric = 'budgetSplit'
  const given = readFields<BudgetSplitInput>(metric, ['input'], input, BUDGET_SPLIT_INPUT, [])
  const acquisitionSpend = readSpend(metric, ['acquisitionSpend'], given.acquisitionSpend)
  const retentionSpend = readSpend(metric, ['retentionSpend'], given.retentionSpend)
  const sum = emptySum()
  addField(sum, metric, ['acquisitionSpend'], given.acquisitionSpend)
  addField(sum, metric, ['retentionSpend'], given.retentionSpend)
  const total = readSpend(metric, ['total'], sumText(sum))
  const margins = readMargins(metric, given)
  const per = (margin: Decimal | undefined, spend: Decimal): Decimal | null =>
    margin && !spend.isZero() ? margin.div(spend) : null
  return written(metric, {
    acquisitionShare: shareOf(acquisitionSpend, total),
    retentionShare: shareOf(retentionSpend, total),
    total,
    acquisitionSpend,
    retentionSpend,
    acquiredMarginShare: margins?.all.gt(0) ? shareOf(margins.acquired, margins.all) : null,
    marginPerAcquisitionSpend: per(margins?.acquired, acquisitionSpend),
    marginPerRetentionSpend: per(margins?.retained, retentionSpend),
  })
}

/** Both margins, or neither. */
function readMargins(
  metric: string,
  { acquiredMargin, retainedMargin }: BudgetSplitInput,
): { readonly acquired: Decimal; readonly retained: Decimal; readonly all: Decimal } | null {
  if (acquiredMargin === undefined && retainedMargin === undefined) return null
  const isBoth = acquiredMargin !== undefined && retainedMargin !== undefined
  const missing = acquiredMargin === undefined ? 'acquiredMargin' : 'retainedMargin'
  check(metric, [missing], undefined, isBoth, 'given, as the other margin is', 'mismatch')
  const acquired = readAmount(metric, ['acquiredMargin'], acquiredMargin)
  const retained = readAmount(metric, ['retainedMargin'], retainedMargin)
  return { acquired, retained, all: acquired.plus(retained) }
}
