import {
  checkConfidence,
  checkCount,
  type Fields,
  readFields,
  readOptions,
} from '../internal/guard.js'
import { differenceInterval } from '../internal/inference/compareShares.js'
import { type Interval, interval } from '../internal/inference/interval.js'
import { type DecimalInput, decimalOf, written } from '../internal/money/decimal.js'
import { readSpend } from './customerCost.js'

/** Customers of a group, and how many of them stayed. */
export interface KeptGroup {
  /** Customers in the group, reached or not. */
  readonly customers: number
  /** Of them, those who stayed. */
  readonly retained: number
}

/** The fields that are read; another one is refused. */
const KEPT_GROUP: Fields<KeptGroup> = { customers: 1, retained: 1 }

/** A retention programme, and a control group without it. */
export interface CostPerSavedInput {
  /** Spent on the programme. */
  readonly spend: DecimalInput
  /** Customers for whom the programme was meant. */
  readonly treated: KeptGroup
  /** The control group: similar customers, left out at random. */
  readonly control: KeptGroup
}

/** The fields that are read; another one is refused. */
const COST_PER_SAVED_INPUT: Fields<CostPerSavedInput> = { spend: 1, treated: 1, control: 1 }

/** The confidence of the intervals. */
export interface CostPerSavedOptions {
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const COST_PER_SAVED_OPTIONS: Fields<CostPerSavedOptions> = { confidence: 0 }

/** Lowest and highest cost that the data allow. */
export interface SavedCostInterval {
  /** Lower end, in the currency of the spend. */
  readonly low: number
  /**
   * Upper end; `null` where the data allow that nobody was saved, so the cost has no upper limit.
   */
  readonly high: number | null
  /** How often such an interval covers the true value, 0 to 1. */
  readonly confidence: number
  /** The method of the interval of the difference of the two groups. */
  readonly method: 'newcombe'
}

/** The cost per customer saved. */
export interface CostPerSaved {
  /** Spend per customer saved; `null` where nobody was saved. */
  readonly perSaved: string | null
  /** Interval of `perSaved`; `null` where the data exclude that anybody was saved. */
  readonly interval: SavedCostInterval | null
  /**
   * Customers who stayed and would otherwise have left. Below 0 where the programme drove customers
   * away.
   */
  readonly saved: number
  /** Interval of `saved`. */
  readonly savedInterval: Interval<'newcombe'>
  /** Retention of the treated group less retention of the control group, −1 to 1. */
  readonly difference: number
  /** Spent on the programme. */
  readonly spend: string
}

/**
 * The cost of keeping a customer who would have left: spend per customer saved, not per customer
 * who stayed.
 *
 * Most customers who stay would have stayed anyway. Only a randomly chosen control group shows how
 * many.
 *
 * @formula saved = treated × (treated retained ÷ treated − control retained ÷ control);
 * perSaved = spend ÷ saved
 * @unit the currency of the spend, per customer saved
 *
 * @param input - Spend, and both groups.
 * @param options - The confidence of the intervals.
 * @returns The cost, the customers saved, and an interval of both.
 * @throws {@link MetricError} `out-of-range` for an empty group, or for more retained customers
 * than the group has.
 * @source Newcombe (1998), “Interval estimation for the difference between independent proportions”,
 * Statistics in Medicine 17, method 10; on incremental effects, Ascarza (2018), “Retention Futility”,
 * Journal of Marketing Research 55(1).
 *
 * @example
 * ```ts
 * const treated = { customers: 1000, retained: 900 }
 * const control = { customers: 1000, retained: 850 }
 * const { perSaved, saved } = costPerSaved({ spend: '20000', treated, control })
 * saved // => 50
 * Number(perSaved).toFixed(2) // => '400.00'
 * ```
 */
export function costPerSaved(
  input: CostPerSavedInput,
  options: CostPerSavedOptions = {},
): CostPerSaved {
  const metric = 'costPerSaved'
  const given = readFields<CostPerSavedInput>(metric, ['input'], input, COST_PER_SAVED_INPUT, [])
  const spend = readSpend(metric, ['spend'], given.spend)
  const treated = readGroup(metric, 'treated', given.treated)
  const control = readGroup(metric, 'control', given.control)
  const { confidence: level } = readOptions<CostPerSavedOptions>(
    metric,
    options,
    COST_PER_SAVED_OPTIONS,
  )
  const confidence = checkConfidence(metric, level)
  const { low: least, high: most } = differenceInterval(
    'newcombe',
    { successes: treated.retained, trials: treated.customers },
    { successes: control.retained, trials: control.customers },
    confidence,
  )
  // In whole numbers up to the last division, so that rounding does not count as a saved customer.
  const crossed = decimalOf(treated.retained)
    .times(control.customers)
    .minus(decimalOf(control.retained).times(treated.customers))
  const saved = crossed.div(control.customers).toNumber()
  const { customers } = treated
  const costAt = (share: number): number => spend.div(customers).div(decimalOf(share)).toNumber()
  const perSaved = crossed.gt(0) ? spend.times(control.customers).div(crossed) : null
  const cost = perSaved?.toNumber()
  // Without spend each customer costs 0, whatever their number.
  const unbounded = spend.isZero() ? 0 : null
  return written(metric, {
    perSaved,
    interval:
      most > 0
        ? {
            low: Math.min(costAt(most), cost ?? Infinity),
            // Where the lower end is above 0, so is the estimate.
            high: least > 0 ? Math.max(costAt(least), cost as number) : unbounded,
            confidence,
            method: 'newcombe',
          }
        : null,
    saved,
    savedInterval: interval(
      'newcombe',
      confidence,
      saved,
      [customers * least, customers * most],
      [-customers, customers],
    ),
    difference: crossed.div(control.customers).div(customers).toNumber(),
    spend,
  })
}

function readGroup(metric: string, name: string, group: unknown): KeptGroup {
  const given = readFields<KeptGroup>(metric, [name], group, KEPT_GROUP)
  const customers = checkCount(metric, [name, 'customers'], given.customers, 1)
  const retained = checkCount(metric, [name, 'retained'], given.retained, 0, customers)
  return { customers, retained }
}
