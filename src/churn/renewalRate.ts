import {
  check,
  checkCount,
  checkObject,
  checkSome,
  type Path,
  readOptions,
} from '../internal/guard.js'
import type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
import { RATE_OPTIONS } from '../internal/inference/interval.js'
import { type ExactSum, sumDecimal, written } from '../internal/money/decimal.js'
import { compareSums, ratioOfSums, readSum } from '../internal/money/exactSums.js'
import { type RateOptions, rateInterval } from './rateInterval.js'
import type { RenewalTally } from './tallyRenewals.js'

/** The two counts that a renewal rate needs. */
export interface RenewalCounts {
  /** Contracts due for renewal. */
  readonly due: number
  /** Of them, those that were renewed. */
  readonly renewed: number
}

/** A renewal rate by count and by value, with the numbers behind it and its interval. */
export interface RenewalRate {
  /** Share of the contracts due that were renewed, 0 to 1. */
  readonly rate: number
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod>
  /** Contracts due for renewal. */
  readonly due: number
  /** Of them, those that were renewed. */
  readonly renewed: number
  /** Contracts that may still be renewed. They are on neither side of the fraction. */
  readonly pending: number
  /** Share of the value due that was kept, 0 to 1; `null` without amounts, or where they are 0. */
  readonly grossValueRate: number | null
  /**
   * `renewedAmount` ÷ `dueAmount`; above 1 where the renewed contracts grew enough. `null` without
   * amounts, or where they are 0.
   */
  readonly netValueRate: number | null
  /** Amount of the terms due; `null` without amounts. */
  readonly dueAmount: string | null
  /** Of `dueAmount`, the part kept. */
  readonly keptAmount: string | null
  /** New amount of the renewed contracts. */
  readonly renewedAmount: string | null
}

/**
 * The share of contracts due that were renewed, by count and by value.
 *
 * Contracts that are not due cannot be renewed or lost, so they are on neither side of the
 * fraction. This is the difference from 1 − churn.
 *
 * @formula rate = renewed ÷ due; grossValueRate = keptAmount ÷ dueAmount; netValueRate =
 * renewedAmount ÷ dueAmount
 * @unit share of the contracts due, 0 to 1; of their value, 0 or more
 *
 * @param tally - A tally of contracts, or its two counts.
 * @param options - The interval.
 * @returns The rates, the interval of `rate`, and the numbers behind them.
 * @throws {@link MetricError} `empty` where no contract was due; `out-of-range` where more were
 * renewed than due, or more amount kept than due or renewed; `invalid` where some amounts are
 * missing; `mismatch` for an amount without contracts.
 * @source Displayr, flipRevenueMetrics, “CustomerChurn”: the base is the customers who could leave.
 *
 * @example
 * ```ts
 * renewalRate({ due: 40, renewed: 34 }).rate // => 0.85
 * ```
 */
export function renewalRate(
  tally: RenewalTally | RenewalCounts,
  options: RateOptions = {},
): RenewalRate {
  const metric = 'renewalRate'
  const given = readOptions<RateOptions>(metric, options, RATE_OPTIONS)
  const read = readRenewals(metric, ['tally'], checkObject(metric, ['tally'], tally))
  const { due, renewed, pending, amounts } = read
  checkSome(metric, ['tally', 'due'], due, due, 'contract that was due')
  const ofDue = (part: ExactSum): number | null =>
    amounts && compareSums(amounts.due, NOTHING) > 0 ? ratioOfSums(part, amounts.due) : null
  return written(metric, {
    rate: renewed / due,
    interval: rateInterval(metric, renewed, due, given),
    due,
    renewed,
    pending,
    grossValueRate: amounts && ofDue(amounts.kept),
    netValueRate: amounts && ofDue(amounts.renewed),
    dueAmount: amounts && sumDecimal(amounts.due),
    keptAmount: amounts && sumDecimal(amounts.kept),
    renewedAmount: amounts && sumDecimal(amounts.renewed),
  })
}

const NOTHING: ExactSum = { cents: 0, rest: 0n }

/**
 * Counts and amounts of a tally: all amounts or none, no more renewed than due, no more kept than renewed
 * or due, and nothing from contracts that are not there.
 */
export function readRenewals(
  metric: string,
  path: Path,
  tally: Partial<RenewalTally>,
): {
  readonly due: number
  readonly renewed: number
  readonly pending: number
  readonly amounts: Readonly<Record<'due' | 'kept' | 'renewed', ExactSum>> | null
} {
  const due = checkCount(metric, [...path, 'due'], tally.due)
  const renewed = checkCount(metric, [...path, 'renewed'], tally.renewed, 0, due)
  const pending = checkCount(metric, [...path, 'pending'], tally.pending ?? 0)
  if (AMOUNTS.every((key) => tally[key] === undefined))
    return { due, renewed, pending, amounts: null }
  const read = (key: (typeof AMOUNTS)[number]): ExactSum =>
    readSum(metric, [...path, key], tally[key])
  const amounts = {
    due: read('dueAmount'),
    kept: read('keptAmount'),
    renewed: read('renewedAmount'),
  }
  for (const key of ['due', 'renewed'] as const) {
    const isPart = compareSums(amounts.kept, amounts[key]) <= 0
    const expected = `at most ${key}Amount`
    check(metric, [...path, 'keptAmount'], tally.keptAmount, isPart, expected, 'out-of-range')
  }
  // Contracts that are not there bring in nothing.
  for (const [key, count] of [['due', due] as const, ['renewed', renewed] as const]) {
    const field = `${key}Amount` as const
    const isOfSome = count > 0 || compareSums(amounts[key], NOTHING) === 0
    const expected = `0 as ${key} is 0`
    check(metric, [...path, field], tally[field], isOfSome, expected, 'mismatch')
  }
  return { due, renewed, pending, amounts }
}

const AMOUNTS = ['dueAmount', 'keptAmount', 'renewedAmount'] as const
