import {
  check,
  checkChoice,
  checkConfidence,
  checkCount,
  checkNumber,
  type Fields,
  readFields,
  readOptions,
} from '../internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../internal/inference/interval.js'

/**
 * Which response rate of the American Association for Public Opinion Research.
 *
 * - `rr1`, `rr2`: all invited people who might be eligible are in the base: the lowest rates.
 * - `rr3`, `rr4`: of the unknown ones, only the share estimated to be eligible is in the base.
 * - `rr5`, `rr6`: none of the unknown ones is in the base: the highest rates.
 *
 * The even ones count partial answers as responses.
 */
export type ResponseRatePolicy = 'rr1' | 'rr2' | 'rr3' | 'rr4' | 'rr5' | 'rr6'

/** The outcomes of all invitations. */
export interface ResponseCounts {
  /** People invited. */
  readonly invited: number
  /** People who completed the survey. */
  readonly completed: number
  /**
   * People who answered a part of it.
   * @defaultValue `0`
   */
  readonly partial?: number
  /**
   * People who refused or broke off.
   * @defaultValue `0`
   */
  readonly refused?: number
  /**
   * Eligible people who could not be reached: bounced, never opened.
   * @defaultValue `0`
   */
  readonly notContacted?: number
  /**
   * Eligible people who were reached and did not answer for another reason.
   * @defaultValue `0`
   */
  readonly other?: number
  /**
   * People who should not have been invited; they are in no base.
   * @defaultValue `0`
   */
  readonly ineligible?: number
}

/** The fields that are read; another one is refused. */
const RESPONSE_COUNTS: Fields<ResponseCounts> = {
  invited: 1,
  completed: 1,
  partial: 0,
  refused: 0,
  notContacted: 0,
  other: 0,
  ineligible: 0,
}

/** Which rate, and how its interval is made. */
export interface ResponseRateOptions {
  /** Which of the six response rates. All of them are reported as “the response rate”. */
  readonly policy: ResponseRatePolicy
  /**
   * The estimated eligible share of the people of whom nothing is known. Required for `rr3` and
   * `rr4`.
   */
  readonly eligibleShare?: number
  /**
   * The method of the interval.
   * @defaultValue `'wilson'`
   */
  readonly interval?: ProportionIntervalMethod
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const RESPONSE_RATE_OPTIONS: Fields<ResponseRateOptions> = {
  policy: 1,
  eligibleShare: 0,
  interval: 0,
  confidence: 0,
}

/** A response rate. */
export interface ResponseRate {
  /** Responses as a share of the base, 0 to 1. */
  readonly rate: number
  /** Interval of `rate`, if the invitations are a sample of all possible ones. */
  readonly interval: Interval<ProportionIntervalMethod>
  /** The nonresponse rate: 1 less `rate`. */
  readonly nonResponseRate: number
  /** Which rate it is. */
  readonly policy: ResponseRatePolicy
  /** People who count as respondents. */
  readonly responses: number
  /** The denominator. Not whole where the eligible share is estimated. */
  readonly base: number
  /** Invited people of whom nothing is known. */
  readonly unknown: number
  /** The share of them that counts as eligible. */
  readonly eligibleShare: number
  /**
   * The cooperation rate: responses as a share of the people reached; `null` where nobody was
   * reached.
   */
  readonly cooperationRate: number | null
  /** Which cooperation rate that is: partial answers count in the second one only. */
  readonly cooperationPolicy: 'coop1' | 'coop2'
  /** Refusals as a share of the base. */
  readonly refusalRate: number
  /** Which refusal rate that is, by the treatment of unknown people in the base. */
  readonly refusalPolicy: 'ref1' | 'ref2' | 'ref3'
}

const RESPONSE_RATE_POLICIES: readonly ResponseRatePolicy[] = [
  'rr1',
  'rr2',
  'rr3',
  'rr4',
  'rr5',
  'rr6',
]

/**
 * The share of invited people who answered, by the definitions of AAPOR.
 *
 * A person who was invited and is in none of the other counts is unknown: a mail that may have been
 * read or not, by somebody who may be a customer or not.
 *
 * @formula rate = (completed [+ partial]) ÷ (completed + partial + refused + notContacted + other + eligibleShare × unknown)
 * @unit share, 0 to 1
 *
 * @param counts - The outcomes of all invitations.
 * @param options - Which rate, and how its interval is made.
 * @returns The rate with its interval, the base, and the cooperation and refusal rates that go with it.
 * @throws {@link MetricError} `mismatch` where the counts add up to more than `invited`; `invalid`
 * for `rr3` or `rr4` without `eligibleShare`; `empty` where the base is 0.
 * @source American Association for Public Opinion Research (2016), “Standard Definitions”, 9th ed.
 *
 * @example
 * ```ts
 * const survey = { invited: 1000, completed: 240, partial: 20, refused: 30, notContacted: 110 }
 * responseRate(survey, { policy: 'rr1' }).rate // => 0.24
 * responseRate(survey, { policy: 'rr4', eligibleShare: 0.5 }).rate // => 0.3714…
 * responseRate(survey, { policy: 'rr6' }).rate // => 0.65
 * ```
 */
export function responseRate(counts: ResponseCounts, options: ResponseRateOptions): ResponseRate {
  const metric = 'responseRate'
  const given = readOptions<ResponseRateOptions>(metric, options, RESPONSE_RATE_OPTIONS)
  const policy = checkChoice(metric, ['policy'], given.policy, RESPONSE_RATE_POLICIES)
  const method = checkChoice(metric, ['interval'], given.interval ?? 'wilson', PROPORTION_METHODS)
  const confidence = checkConfidence(metric, given.confidence)
  const known = readCounts(metric, counts)
  const number = Number(policy[2])
  const estimated = checkNumber(
    metric,
    ['eligibleShare'],
    given.eligibleShare ?? (number === 3 || number === 4 ? undefined : 0),
    0,
    1,
  )
  const eligibleShare = number < 3 ? 1 : number < 5 ? estimated : 0
  const { completed, partial, refused, other, unknown } = known
  const base = completed + partial + refused + known.notContacted + other + eligibleShare * unknown
  check(metric, ['counts'], counts, base > 0, 'at least one who might have answered', 'empty')
  const countsPartial = number % 2 === 0
  const responses = completed + (countsPartial ? partial : 0)
  const reached = completed + partial + refused + other
  return {
    rate: responses / base,
    interval: proportionInterval(method, responses, base, confidence),
    nonResponseRate: (base - responses) / base,
    policy,
    responses,
    base,
    unknown,
    eligibleShare,
    cooperationRate: reached > 0 ? responses / reached : null,
    cooperationPolicy: countsPartial ? 'coop2' : 'coop1',
    refusalRate: refused / base,
    refusalPolicy: number < 3 ? 'ref1' : number < 5 ? 'ref2' : 'ref3',
  }
}

const PARTS = ['completed', 'partial', 'refused', 'notContacted', 'other', 'ineligible'] as const

/** The counts, and how many of those who were invited are in none of them. */
function readCounts(
  metric: string,
  counts: ResponseCounts,
): Record<(typeof PARTS)[number] | 'unknown', number> {
  const given = readFields<ResponseCounts>(metric, ['counts'], counts, RESPONSE_COUNTS)
  const invited = checkCount(metric, ['counts', 'invited'], given.invited)
  const parts = PARTS.map((name) => {
    const count = name === 'completed' ? given.completed : (given[name] ?? 0)
    return checkCount(metric, ['counts', name], count)
  })
  const known = parts.reduce((sum, part) => sum + part, 0)
  const expected = `at least the ${known} of the other counts`
  check(metric, ['counts', 'invited'], invited, known <= invited, expected, 'mismatch')
  const [completed, partial, refused, notContacted, other, ineligible] = parts as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return { completed, partial, refused, notContacted, other, ineligible, unknown: invited - known }
}
