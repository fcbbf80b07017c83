import type { RefundPolicy } from '../clv/summaries/summarizeCustomers.js'
import { check, checkConfidence, checkSome, type Fields, readOptions } from '../internal/guard.js'
import { type Interval, meanInterval } from '../internal/inference/interval.js'
import { type WelchTest, welchTest } from '../internal/inference/significance.js'
import {
  addSum,
  type ExactSum,
  emptySum,
  sumDecimal,
  sumNumber,
  written,
} from '../internal/money/decimal.js'
import { groupAnswers, type RatingRange } from '../internal/rows/answersByCustomer.js'
import { type CustomerKey, idReader } from '../internal/rows/customers.js'
import { amountOfPurchases, checkRefunds, eachBuyer } from '../internal/rows/purchases.js'
import {
  addDuration,
  type CalendarDuration,
  checkDuration,
} from '../internal/time/calendarDurations.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkEdge, type DateInput, dayReader } from '../internal/time/days.js'
import type { AnswerRow, UnansweredPolicy } from '../ratings/index.js'
import type { TransactionRow } from '../transactions.js'

/** Which answers make which groups, and for how long their customers are followed. */
export interface SpendByAnswerOptions {
  /** Answers with their customers; each customer has one. Answers after `asOf` are not read. */
  readonly answers: Iterable<AnswerRow>
  /**
   * The groups: the lowest and the highest rating of each, both included, such as
   * `{ promoters: [9, 10], detractors: [0, 6] }`. Answers in no group are left out and counted.
   */
  readonly groups: Readonly<Record<string, RatingRange>>
  /**
   * The time from the answer within which spend counts: `{ days: 90 }` is the day after the answer and
   * the 89 after it. Only customers whose time is over by `asOf` count.
   */
  readonly within: CalendarDuration
  /** Last day whose transactions are known. What happened later is not read. */
  readonly asOf: DateInput
  /**
   * What a negative amount does: `'ignore'` leaves it out, `'net'` subtracts it. Required where there
   * are any.
   */
  readonly refunds?: RefundPolicy
  /**
   * What an answer of `null` or `undefined` does.
   * @defaultValue `'reject'`
   */
  readonly unanswered?: UnansweredPolicy
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const SPEND_BY_ANSWER_OPTIONS: Fields<SpendByAnswerOptions> = {
  answers: 1,
  groups: 1,
  within: 1,
  asOf: 1,
  refunds: 0,
  unanswered: 0,
  confidence: 0,
  timeZone: 0,
}

/** What the customers of a group spent after their answer. */
export interface AnswerSpend {
  /** The group. */
  readonly group: string
  /** Customers whose time is over, those who spent nothing included. */
  readonly customers: number
  /** Of them, those who bought. */
  readonly buyers: number
  /** Mean spend per customer; `null` without customers. */
  readonly mean: string | null
  /** Interval of `mean`; `null` for fewer than two customers, and where all spent the same. */
  readonly interval: Interval<'t'> | null
  /** Spend of all of them. */
  readonly total: string
  /** Mean, deviation and number, as `compareMeans` reads them; `null` for fewer than two customers. */
  readonly moments: {
    /** The mean. */
    readonly mean: number
    /** The standard deviation. */
    readonly standardDeviation: number
    /** Customers. */
    readonly count: number
  } | null
}

/** Spend after the answer, by group of answers. */
export interface SpendByAnswer {
  /** Every group, in the order of their names. */
  readonly groups: readonly AnswerSpend[]
  /** Welch's test of the groups with two customers or more; `null` where fewer than two have them. */
  readonly test: WelchTest | null
  /** Customers left out, because their time is not over by `asOf`. */
  readonly excluded: number
  /** Answers left out, because their rating is in no group. */
  readonly ungrouped: number
  /** Questions without an answer, left out. */
  readonly skipped: number
  /** The time within which spend counted. */
  readonly within: CalendarDuration
  /** What refunds do; `null` where it was not given, as no amount is negative. */
  readonly refunds: RefundPolicy | null
  /** Last day whose transactions are known. */
  readonly asOf: string
}

/** What is known of a group while it is counted. */
interface Counted {
  readonly spends: number[]
  readonly total: ExactSum
  buyers: number
}

/**
 * Joins answers and purchases: what customers spend after their answer, by group of answers.
 *
 * “Promoters buy more” is a claim about what comes after the answer, so only purchases after its day
 * count, for the same time for everybody. A customer who bought nothing counts with 0: leaving these
 * out compares buyers with buyers.
 *
 * @formula mean = Σ spend within the time after the answer ÷ customers of the group who have had it
 * @unit the currency of the amounts, per customer
 *
 * @param transactions - Purchases with amounts; all those of one customer must be in one call.
 * @param options - Answers and their groups, the time, as-of day, refunds, and the time zone of instants.
 * @returns Mean spend of each group with its interval, and the test of all.
 * @throws {@link MetricError} `empty` where no customer's time is over; `invalid` for a malformed row,
 * date or amount, or where `refunds` is required and missing; `mismatch` for a customer with two
 * answers, or for groups that overlap.
 * @source Welch (1951), “On the Comparison of Several Mean Values”, Biometrika 38; Student (1908), “The
 * Probable Error of a Mean”, Biometrika 6, for the intervals.
 *
 * @example
 * ```ts
 * const answers = [
 *   { customer: 'Ada', rating: 10, answeredOn: '2024-06-01' },
 *   { customer: 'Ben', rating: 9, answeredOn: '2024-06-10' },
 *   { customer: 'Cem', rating: 3, answeredOn: '2024-06-01' },
 * ]
 * const orders = [
 *   { customer: 'Ada', on: '2024-05-30', amount: '99.00' },
 *   { customer: 'Ada', on: '2024-07-01', amount: '40.00' },
 *   { customer: 'Cem', on: '2024-06-15', amount: '10.00' },
 * ]
 * const groups = { promoters: [9, 10], detractors: [0, 6] } as const
 * const spend = spendByAnswer(orders, { answers, groups, within: { days: 90 }, asOf: '2024-12-31' })
 * spend.groups.map(({ group, mean, customers }) => [group, mean, customers])
 * // => [['promoters', '20', 2], ['detractors', '10', 1]]
 * ```
 */
export function spendByAnswer(
  transactions: Iterable<TransactionRow>,
  options: SpendByAnswerOptions,
): SpendByAnswer {
  const metric = 'spendByAnswer'
  const given = readOptions<SpendByAnswerOptions>(metric, options, SPEND_BY_ANSWER_OPTIONS)
  const within = checkDuration(metric, ['within'], given.within)
  const confidence = checkConfidence(metric, given.confidence)
  const { answers, groups, unanswered, refunds } = given
  if (refunds !== undefined) checkRefunds(metric, refunds)
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  const readId = idReader(metric)
  const rules = { answers, groups, unanswered, asOf, readDay, readId }
  const grouped = groupAnswers(metric, rules)
  const spent = new Map<CustomerKey, { readonly sum: ExactSum; readonly isBuyer: boolean }>()
  const { hasAmounts, rows } = eachBuyer(
    metric,
    transactions,
    readDay,
    asOf,
    (all, customer) => {
      const answer = grouped.answers.get(customer)
      if (!answer) return
      const end = addDuration(answer.day + 1, within)
      const known = all.filter(({ day }) => day > answer.day && day < end)
      const bought = known.filter(({ amount }) => amount >= 0)
      if (bought.length < known.length) checkRefunds(metric, refunds)
      const sum = amountOfPurchases(refunds === 'net' ? known : bought)
      spent.set(customer, { sum, isBuyer: bought.length > 0 })
    },
    readId,
  )
  check(metric, ['rows', 0, 'amount'], undefined, hasAmounts || rows === 0, 'an amount')
  const counts = new Map(
    grouped.names.map((name): [string, Counted] => [
      name,
      { spends: [], total: emptySum(), buyers: 0 },
    ]),
  )
  let excluded = 0
  for (const [customer, { group, day }] of grouped.answers) {
    if (addDuration(day + 1, within) > asOf + 1) {
      excluded++
      continue
    }
    const counted = counts.get(group) as Counted
    const { sum, isBuyer } = spent.get(customer) ?? { sum: emptySum(), isBuyer: false }
    counted.spends.push(sumNumber(sum))
    addSum(counted.total, sum)
    if (isBuyer) counted.buyers++
  }
  const customers = grouped.answers.size - excluded
  checkSome(metric, ['answers'], answers, customers, 'customer whose time is over')
  const spends = [...counts].map(([group, counted], at) =>
    spendOf(metric, group, counted, confidence, at),
  )
  const tested = spends.flatMap(({ moments }) =>
    moments ? [{ ...moments, deviation: moments.standardDeviation }] : [],
  )
  return {
    groups: spends,
    test: tested.length > 1 ? welchTest(tested) : null,
    excluded,
    ungrouped: grouped.ungrouped,
    skipped: grouped.skipped,
    within,
    refunds: refunds ?? null,
    asOf: formatDay(asOf),
  }
}

function spendOf(
  metric: string,
  group: string,
  { spends, total, buyers }: Counted,
  confidence: number,
  at: number,
): AnswerSpend {
  const customers = spends.length
  const sum = sumDecimal(total)
  const exact = customers > 0 ? sum.div(customers) : null
  const mean = exact ? exact.toNumber() : 0
  // Sums of fractions depend on their order in the last digit, and must not on that of the rows.
  const squares = spends.map((spend) => (spend - mean) ** 2).sort((a, b) => a - b)
  const variance = squares.reduce((all, square) => all + square, 0) / (customers - 1)
  const standardDeviation = customers > 1 ? Math.sqrt(variance) : 0
  const range = [-Number.MAX_VALUE, Number.MAX_VALUE] as const
  return written(
    metric,
    {
      group,
      customers,
      buyers,
      mean: exact,
      interval:
        standardDeviation > 0
          ? meanInterval(mean, standardDeviation, customers, confidence, range)
          : null,
      total: sum,
      moments: customers > 1 ? { mean: mean + 0, standardDeviation, count: customers } : null,
    },
    ['groups', at],
  )
}
