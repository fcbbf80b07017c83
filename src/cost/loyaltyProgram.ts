import {
  check,
  checkConfidence,
  checkNumber,
  eachRow,
  type Fields,
  type Path,
  readFields,
  readOptions,
} from '../internal/guard.js'
import { studentInterval } from '../internal/inference/compareMeans.js'
import type { Interval } from '../internal/inference/interval.js'
import {
  type MeanTest,
  type Moments,
  meanDifference,
  studentTest,
} from '../internal/inference/significance.js'
import {
  addAmount,
  type Decimal,
  type DecimalInput,
  decimalOf,
  type ExactSum,
  emptySum,
  parseAmount,
  refuseAmount,
  sumDecimal,
  sumNumber,
  written,
} from '../internal/money/decimal.js'
import { finite, readSpend } from './customerCost.js'

/** What one customer spent. */
export interface ProgramSpend {
  /** Spend in the period of the programme, refunds subtracted. */
  readonly spend: DecimalInput
  /**
   * Spend in a period of the same length before it. Either all customers have one, or nobody.
   * @defaultValue nothing: groups are compared after the programme alone
   */
  readonly before?: DecimalInput
}

/** Members of a programme, and a control group without it. */
export interface LoyaltyProgramInput {
  /** The members, those who bought nothing included. */
  readonly members: Iterable<ProgramSpend>
  /** The control group: similar customers without the programme, best left out at random. */
  readonly control: Iterable<ProgramSpend>
}

/** The fields that are read; another one is refused. */
const LOYALTY_PROGRAM_INPUT: Fields<LoyaltyProgramInput> = { members: 1, control: 1 }

/** What the programme costs, and what spend is worth. */
export interface LoyaltyProgramOptions {
  /** Share of the spend that is left after the costs of goods, 0 to 1. */
  readonly margin: number
  /** The cost of the programme for all members: rewards, discounts, running it. */
  readonly cost: DecimalInput
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const LOYALTY_PROGRAM_OPTIONS: Fields<LoyaltyProgramOptions> = { margin: 1, cost: 1, confidence: 0 }

/** What a programme brought in. */
export interface LoyaltyProgram {
  /**
   * Incremental spend per member: what a member spent more than a control customer; with `before`, more
   * than before and than the change of the control group.
   */
  readonly incrementalSpend: string
  /** Interval of `incrementalSpend`, by Welch's t; `null` where neither group varies. */
  readonly interval: Interval<'t'> | null
  /** The difference in standard errors; `null` where neither group varies. */
  readonly t: number | null
  /** Degrees of freedom of t; `null` where neither group varies. */
  readonly degreesOfFreedom: number | null
  /** The probability of a difference at least this large by chance alone. */
  readonly pValue: number | null
  /** Incremental margin per member: `incrementalSpend` × margin. */
  readonly incrementalMargin: string
  /** The cost of the programme per member. */
  readonly costPerMember: string
  /** Net gain per member: `incrementalMargin` − `costPerMember`. */
  readonly netGain: string
  /** Interval of `netGain`, if the cost is known exactly; `null` where neither group varies. */
  readonly netGainInterval: Interval<'t'> | null
  /** Net gain of all members. */
  readonly totalNetGain: string
  /** Return on the cost: net gain ÷ cost; `null` without cost, and where it is beyond all numbers. */
  readonly returnOnCost: number | null
  /** The incremental spend per member at which the programme pays; `null` without a margin. */
  readonly breakEvenSpend: string | null
  /** The share of spend that is margin, as it was given. */
  readonly margin: number
  /** Members. */
  readonly members: number
  /** Customers of the control group. */
  readonly control: number
  /** Whether groups are compared after the programme alone, or by their changes. */
  readonly design: 'control' | 'difference-in-differences'
}

/** Spend of a group, less that before where it is known. */
interface Group {
  readonly total: ExactSum
  readonly values: readonly number[]
  readonly hasBefore: boolean
}

/**
 * What a loyalty programme brought in: incremental spend, margin and net gain per member, against a
 * control group.
 *
 * Members spend more than others because those who spend more join. The spend of members alone therefore
 * says nothing about the programme. Against a control group that was left out at random, the difference
 * is its effect. Without such a group, give `before`: then the change of members is compared with the
 * change of similar customers (difference in differences), which is right as far as both would have
 * changed alike.
 *
 * @formula incrementalSpend = mean(members) − mean(control), of spend, or of spend − before;
 * netGain = margin × incrementalSpend − cost ÷ members
 * @unit the currency of the amounts, per member
 *
 * @param groups - The spend of each member and of each control customer.
 * @param options - Margin, cost of the programme, and confidence.
 * @returns The three amounts per member with their intervals, the return, and the break-even.
 * @throws {@link MetricError} `undefined` for a group of fewer than two customers; `invalid` for what is
 * not an amount; `mismatch` where only some customers have `before`; `out-of-range` for a negative cost.
 * @source Welch (1947), “The Generalization of ‘Student’s’ Problem”, Biometrika 34; Card & Krueger (1994),
 * “Minimum Wages and Employment”, American Economic Review 84, for the difference in differences; Leenheer,
 * van Heerde, Bijmolt & Smidts (2007), “Do loyalty programs really enhance behavioral loyalty?”,
 * International Journal of Research in Marketing 24, for members who select themselves.
 *
 * @example
 * ```ts
 * const members = [120, 80, 95, 110, 100].map((spend) => ({ spend }))
 * const control = [90, 70, 85, 95, 60].map((spend) => ({ spend }))
 * const program = loyaltyProgram({ members, control }, { margin: 0.4, cost: 25 })
 * program.incrementalSpend // => '21'
 * program.netGain // => '3.4'
 * program.netGainInterval // => { low: -5.2798…, high: 12.0798…, confidence: 0.95, method: 't' }
 * ```
 */
export function loyaltyProgram(
  groups: LoyaltyProgramInput,
  options: LoyaltyProgramOptions,
): LoyaltyProgram {
  const metric = 'loyaltyProgram'
  const given = readFields<LoyaltyProgramInput>(
    metric,
    ['groups'],
    groups,
    LOYALTY_PROGRAM_INPUT,
    [],
  )
  const asked = readOptions<LoyaltyProgramOptions>(metric, options, LOYALTY_PROGRAM_OPTIONS)
  const margin = checkNumber(metric, ['margin'], asked.margin, 0, 1)
  const cost = readSpend(metric, ['cost'], asked.cost)
  const confidence = checkConfidence(metric, asked.confidence)
  const members = readGroup(metric, 'members', given.members)
  const control = readGroup(metric, 'control', given.control, members.hasBefore)
  const [mine, theirs] = [meanOf(members), meanOf(control)]
  const incrementalSpend = mine.minus(theirs)
  const test = compareGroups(momentsOf(members, mine), momentsOf(control, theirs), confidence)
  const count = members.values.length
  const perMember = cost.div(count)
  const incrementalMargin = incrementalSpend.times(decimalOf(margin))
  const netGain = incrementalMargin.minus(perMember)
  const net = netGain.toNumber()
  const spent = incrementalSpend.toNumber()
  const { interval } = test
  return written(metric, {
    incrementalSpend,
    ...test,
    incrementalMargin,
    costPerMember: perMember,
    netGain,
    netGainInterval: interval && {
      ...interval,
      low: net + margin * (interval.low - spent) + 0,
      high: net + margin * (interval.high - spent) + 0,
    },
    totalNetGain: incrementalMargin.times(count).minus(cost),
    returnOnCost: cost.isZero() ? null : finite(netGain.div(perMember).toNumber()),
    breakEvenSpend: margin > 0 ? perMember.div(decimalOf(margin)) : null,
    margin,
    members: count,
    control: control.values.length,
    design: members.hasBefore ? 'difference-in-differences' : 'control',
  })
}

function compareGroups(
  a: Moments,
  b: Moments,
  confidence: number,
): MeanTest & { readonly interval: Interval<'t'> | null } {
  const difference = a.mean - b.mean + 0
  const { standardError, degrees } = meanDifference(a, b, false)
  const range = [-Number.MAX_VALUE, Number.MAX_VALUE] as const
  return {
    interval: studentInterval(difference, standardError, degrees, confidence, range),
    ...studentTest(difference, standardError, degrees),
  }
}

function readGroup(metric: string, name: string, rows: unknown, isKnown?: boolean): Group {
  const total = emptySum()
  const values: number[] = []
  let hasBefore = isKnown
  eachRow<ProgramSpend>(metric, [name], rows, (row, index) => {
    const path = (field: string): Path => [name, index, field]
    const { spend, before } = row
    hasBefore ??= before !== undefined
    const agrees = hasBefore === (before !== undefined)
    const expected = `${hasBefore ? 'an amount' : 'undefined'} as in members[0]`
    check(metric, path('before'), before, agrees, expected, 'mismatch')
    const own = emptySum()
    addAmount(own, parseAmount(spend) ?? refuseAmount(metric, path('spend'), spend))
    if (before !== undefined) {
      const amount = parseAmount(before) ?? refuseAmount(metric, path('before'), before)
      addAmount(own, -amount as typeof amount)
    }
    addAmount(total, own.cents)
    addAmount(total, own.rest)
    values.push(sumNumber(own))
  })
  const some = `at least 2 customers, which it takes to differ`
  check(metric, [name, 'length'], values.length, values.length > 1, some, 'undefined')
  return { total, values, hasBefore: hasBefore === true }
}

function meanOf({ total, values }: Group): Decimal {
  return sumDecimal(total).div(values.length)
}

function momentsOf({ values }: Group, exact: Decimal): Moments {
  const mean = exact.toNumber()
  // Sums of fractions depend on their order in the last digit, and must not on that of the rows.
  const squares = values.map((value) => (value - mean) ** 2).sort((a, b) => a - b)
  const variance = squares.reduce((sum, square) => sum + square, 0) / (values.length - 1)
  return { mean, deviation: Math.sqrt(variance), count: values.length }
}
