import { checkChoice, checkObject, checkSome, eachItem } from '../internal/guard.js'
import {
  addField,
  amountText,
  type Decimal,
  type DecimalInput,
  emptySum,
  sumDecimal,
} from '../internal/money/decimal.js'

/**
 * Which crossing counts where money goes out again later: `'first'`, when the sum first was back at 0,
 * or `'lasting'`, when it has been so ever since.
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

/** When a cohort had brought in what it cost. */
export interface ObservedPayback {
  /** Periods until the cost was covered, with fractions; `null` where it is not yet. */
  readonly periods: number | null
  /** The number of the period in which it was; `null` where it is not yet. */
  readonly wholePeriods: number | null
  /** What is still to come in at the end; 0 where the cost is covered. */
  readonly outstanding: string
  /** The sum of all flows up to each, in order. */
  readonly cumulative: readonly string[]
  /** Periods seen after the start. */
  readonly observed: number
  /** Which crossing counts. */
  readonly crossing: PaybackCrossing
}

/**
 * Payback of a cohort from its own cash flows, no retention assumed.
 *
 * The first flow is at the start, the outlay as a negative amount; each further one is the net of one
 * period and builds up evenly within it. What is not covered yet is not yet known, which is no never.
 * Where money goes out only later, nothing is paid back before it has; the periods are those since the
 * start all the same. What never costs more than it has brought in is paid back at the start.
 *
 * @formula periods = n − 1 + (−sum before) ÷ flow of period n, for the first n after the sum was below 0
 * at which it is at least 0
 * @unit periods, as the flows have them
 *
 * @param cashFlows - Flows at the start and of each period, money out negative.
 * @param options - Which crossing counts.
 * @returns The time until the cost was covered, and the sums.
 * @throws {@link MetricError} `empty` without flows; `invalid` for what is no amount.
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
  const { crossing = 'first' } = checkObject<ObservedPaybackOptions>(metric, ['options'], options)
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
