import { checkChoice, checkSome, type Fields, readOptions } from '../../internal/guard.js'
import { groupAnswers, type RatingRange } from '../../internal/rows/answersByCustomer.js'
import { idReader } from '../../internal/rows/customers.js'
import { eachCustomer } from '../../internal/rows/subscriptionSpans.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkEdge, type DateInput, dayReader } from '../../internal/time/days.js'
import { PERIOD_UNITS, type PeriodUnit } from '../../internal/time/periods.js'
import type { AnswerRow, UnansweredPolicy } from '../../ratings/index.js'
import type { SubscriptionRow } from '../../subscriptions.js'
import { countEventTime, type EventTimes } from '../rhythm/eventTimes.js'
import type { LifeTally } from './lifeTally.js'

/** Which answers make which groups, and how customers are followed from there. */
export interface LivesByAnswerOptions {
  /** Answers with their customers; each customer has one. Answers after `asOf` are not read. */
  readonly answers: Iterable<AnswerRow>
  /**
   * The groups: the lowest and the highest rating of each, both included, such as
   * `{ promoters: [9, 10], detractors: [0, 6] }`. Answers in no group are left out and counted.
   */
  readonly groups: Readonly<Record<string, RatingRange>>
  /** Last day whose facts are known, itself included. */
  readonly asOf: DateInput
  /** The unit of time since the answer. */
  readonly unit: PeriodUnit
  /**
   * What an answer of `null` or `undefined` does.
   * @defaultValue `'reject'`
   */
  readonly unanswered?: UnansweredPolicy
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const LIVES_BY_ANSWER_OPTIONS: Fields<LivesByAnswerOptions> = {
  answers: 1,
  groups: 1,
  asOf: 1,
  unit: 1,
  unanswered: 0,
  timeZone: 0,
}

/** How long customers stayed after their answer, by group of answers. */
export interface LivesByAnswer {
  /**
   * Lives by time since the answer, of each group that has customers. `compareRetention` reads them all,
   * `retentionCurve` each.
   */
  readonly lives: Readonly<Record<string, LifeTally>>
  /** Customers in these groups who had a subscription on the day of their answer. */
  readonly customers: number
  /** Customers left out, because they had no subscription on the day of their answer. */
  readonly withoutSubscription: number
  /** Answers left out, because their rating is in no group. */
  readonly ungrouped: number
  /** Questions without an answer, left out. */
  readonly skipped: number
  /** The unit of time. */
  readonly unit: PeriodUnit
  /** Last day whose facts are known. */
  readonly asOf: string
}

/**
 * Joins answers and subscriptions: how long customers stay after their answer, by group of answers.
 *
 * “Promoters stay longer” is a claim about what comes after the answer. Time therefore counts from the
 * day of the answer and not from the start of the subscription: a customer had to stay until the answer
 * to give one. A customer counts until the end of the subscription that ran on that day, or as long as
 * the data follow it. Customers who had left before they answered are left out and counted.
 *
 * @param rows - Subscriptions; all those of one customer must be in one call.
 * @param options - Answers and their groups, as-of day, unit, and the time zone of instants.
 * @returns Lost and censored customers by time since the answer, for each group.
 * @throws {@link MetricError} `empty` where no customer of a group had a subscription on the day of the
 * answer; `invalid` for a malformed row or date; `mismatch` for a customer with two answers, or for
 * groups that overlap.
 * @source Anderson, Cain & Gelber (1983), “Analysis of Survival by Tumor Response”, Journal of Clinical
 * Oncology 1, for time that counts from the answer on.
 *
 * @example
 * ```ts
 * const answers = [
 *   { customer: 'Ada', rating: 10, answeredOn: '2024-06-01' },
 *   { customer: 'Ben', rating: 3, answeredOn: '2024-06-01' },
 * ]
 * const rows = [
 *   { customer: 'Ada', startedOn: '2023-01-01' },
 *   { customer: 'Ben', startedOn: '2024-01-01', endedOn: '2024-08-15' },
 * ]
 * const groups = { promoters: [9, 10], detractors: [0, 6] } as const
 * tallyLivesByAnswer(rows, { answers, groups, asOf: '2024-12-31', unit: 'month' }).lives
 * // => { promoters: { 6: { lost: 0, censored: 1 } }, detractors: { 3: { lost: 1, censored: 0 } } }
 * ```
 */
export function tallyLivesByAnswer(
  rows: Iterable<SubscriptionRow>,
  options: LivesByAnswerOptions,
): LivesByAnswer {
  const metric = 'tallyLivesByAnswer'
  const given = readOptions<LivesByAnswerOptions>(metric, options, LIVES_BY_ANSWER_OPTIONS)
  const unit = checkChoice(metric, ['unit'], given.unit, PERIOD_UNITS)
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  const readId = idReader(metric)
  const { answers, groups, unanswered } = given
  const rules = { answers, groups, unanswered, asOf, readDay, readId }
  const grouped = groupAnswers(metric, rules)
  const lives = new Map<string, EventTimes>()
  let customers = 0
  eachCustomer(
    metric,
    rows,
    readDay,
    (spans, customer) => {
      const answer = grouped.answers.get(customer)
      const span = answer && spans.find(([start, end]) => start <= answer.day && answer.day < end)
      if (!answer || !span) return
      const times = lives.get(answer.group) ?? {}
      lives.set(answer.group, times)
      countEventTime(times, answer.day, span[1], asOf, unit)
      customers++
    },
    { reads: ['reason'], readId },
  )
  checkSome(metric, ['rows'], rows, customers, 'subscription that ran on the day of an answer')
  return {
    lives: Object.fromEntries(
      grouped.names.flatMap((name) => {
        const times = lives.get(name)
        return times ? [[name, times]] : []
      }),
    ),
    customers,
    withoutSubscription: grouped.answers.size - customers,
    ungrouped: grouped.ungrouped,
    skipped: grouped.skipped,
    unit,
    asOf: formatDay(asOf),
  }
}
