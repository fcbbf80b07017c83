import { checkChoice, checkSome, eachItem, type Fields, readOptions } from '../internal/guard.js'
import {
  addField,
  amountText,
  type Decimal,
  type DecimalInput,
  emptySum,
  sumDecimal,
} from '../internal/money/decimal.js'

/**
 * Which crossing counts where the sum falls below 0 again: `'first'`, the first time that the sum
 * is 0 or more; or `'lasting'`, the time from which it stays so.
 */
export type PaybackCrossing = 'first' | 'lasting'

/** Which crossing counts. */
export interface ObservedPaybackOptions {
  /**
   * Which crossing counts where money goes out again later.
   * @defaultValue `'first'`
   */
  readonly crossing?: PaybackCrossing
}

/** The fields that are read; another one is refused. */
const OBSERVED_PAYBACK_OPTIONS: Fields<ObservedPaybackOptions> = { crossing: 0 }

/** When a cohort covered its cost. */
export interface ObservedPayback {
  /** Periods until the cost was covered, with fractions; `null` where it is not covered yet. */
  readonly periods: number | null
  /** The number of that period; `null` where the cost is not covered yet. */
  readonly wholePeriods: number | null
  /** The part of the cost not covered at the end; 0 where it is covered. */
  readonly outstanding: string
  /** Cumulative sums of the flows, in order. */
  readonly cumulative: readonly string[]
  /** Periods observed after the start. */
  readonly observed: number
  /** Which crossing counts. */
  readonly crossing: PaybackCrossing
}

/**
 * Payback of a cohort from its own cash flows, without an assumption about retention.
 *
 * The first flow is at the start, with the outlay as a negative amount. Each later flow is the net
 * amount of one period and arrives evenly within it. A result of `null` means not yet, not never.
 * Where the outlay comes later, payback cannot come before it, and periods still count from the
 * start. A cohort that never costs more than it has brought in is paid back at the start.
 *
 * @formula periods = n − 1 + (−sum before) ÷ flow of period n, for the first n after the sum was below 0
 * at which it is at least 0
 * @unit periods, as the flows have them
 *
 * @param cashFlows - Flows at the start and of each period, money out negative.
 * @param options - Which crossing counts.
 * @returns The time until the cost was covered, and the sums.
 * @throws {@link MetricError} `empty` without flows; `invalid` for a malformed amount.
 * @source Brealey, Myers & Allen (2011), “Principles of Corporate Finance”, 10th ed., ch. 5.
 *
 * @example
 * ```ts
 * const cohort = observedPayback(['-12000', '5000', '4000', '3500', '3000'])
 * cohort.periods // => 2.857…
 * cohort.wholePeriods // => 3
 * Number(observedPayback(['-12000', '5000', '4000']).outstanding).toFixed(2) // => '3000.00'
 * ```
 */
export function observedPayback(
  cashFlows: Iterable<DecimalInput>,
  options: ObservedPaybackOptions = {},
): ObservedPayback {
  const metric = 'observedPayback'
  const { crossing = 'first' } = readOptions<ObservedPaybackOptions>(
    metric,
    options,
    OBSERVED_PAYBACK_OPTIONS,
  )
  checkChoice(metric, ['crossing'], crossing, ['first', 'lasting'])
  const sum = emptySum()
  const cumulative: Decimal[] = []
  let isOut = false
  let crossed: number | null = null
  eachItem(metric, ['cashFlows'], cashFlows, (flow, index) => {
    addField(sum, metric, ['cashFlows', index], flow)
    const total = sumDecimal(sum)
    cumulative.push(total)
    if (total.isNegative()) {
      isOut = true
      if (crossing === 'lasting') crossed = null
    } else if (isOut) crossed ??= index
  })
  checkSome(metric, ['cashFlows'], cashFlows, cumulative.length, 'flow')
  if (!isOut) crossed = 0
  const texts = cumulative.map((sum, index) => amountText(metric, ['cumulative', index], sum))
  const last = texts.at(-1) as string
  return {
    periods: crossed === null ? null : crossedAt(cumulative, crossed),
    wholePeriods: crossed,
    outstanding: last.startsWith('-') ? last.slice(1) : '0',
    cumulative: texts,
    observed: cumulative.length - 1,
    crossing,
  }
}

/** The moment within a period at which its flow brought the sum to 0. */
function crossedAt(cumulative: readonly Decimal[], period: number): number {
  const before = cumulative[period - 1]
  if (!before) return 0
  const flow = (cumulative[period] as Decimal).minus(before)
  return before
    .negated()
    .div(flow)
    .plus(period - 1)
    .toNumber()
}
