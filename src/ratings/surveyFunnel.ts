import {
  check,
  checkChoice,
  checkConfidence,
  checkCount,
  checkNumber,
  checkSome,
  checkWhole,
  type Fields,
  type Path,
  readList,
  readOptions,
} from '../internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../internal/inference/interval.js'
import { curveQuantiles } from '../internal/inference/kaplanMeier.js'
import { normalWidth } from '../internal/math/special.js'
import { eachRowOf } from '../internal/rows/nearMisses.js'
import { checkInstant, type InstantInput } from '../internal/time/instants.js'

/** One survey that somebody started. */
export interface SurveyRow {
  /** When it was opened. */
  readonly startedAt: InstantInput
  /** When it was submitted; `null` or absent where it was not. */
  readonly completedAt?: InstantInput | null
  /** The furthest question answered; `null` or absent where none was. Not read of a completed one. */
  readonly lastQuestion?: string | null
  /** When that question was answered; required where there is one and the survey is not completed. */
  readonly lastAnsweredAt?: InstantInput | null
}

/** The unit of times. */
export type SurveyTimeUnit = 'second' | 'minute' | 'hour'

/** The survey, and when an unfinished answer counts as abandoned. */
export interface SurveyFunnelOptions {
  /** The names of the questions, in their order. */
  readonly questions: readonly string[]
  /** The last instant whose facts are known. */
  readonly asOf: InstantInput
  /**
   * The time without an answer, in `unit`, after which an unfinished survey counts as abandoned. Until
   * then it is open, and in no rate.
   */
  readonly abandonedAfter: number
  /** The unit of times. */
  readonly unit: SurveyTimeUnit
  /**
   * The number of people invited, for the rates of those who started and completed.
   * @defaultValue not known: these rates are `null`
   */
  readonly invited?: number
  /**
   * The method of the intervals of shares.
   * @defaultValue `'wilson'`
   */
  readonly interval?: ProportionIntervalMethod
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const SURVEY_FUNNEL_OPTIONS: Fields<SurveyFunnelOptions> = {
  questions: 1,
  asOf: 1,
  abandonedAfter: 1,
  unit: 1,
  invited: 0,
  interval: 0,
  confidence: 0,
}

/** A share with its interval. */
export interface FunnelRate {
  /** The share, 0 to 1. */
  readonly rate: number
  /** Its interval. */
  readonly interval: Interval<ProportionIntervalMethod>
}

/** What happened at one question, of surveys that are not open. */
export interface FunnelQuestion {
  /** The question. */
  readonly question: string
  /** Those who came to it: they answered the one before, or started. */
  readonly reached: number
  /** Of them, those who answered it or a later one. */
  readonly answered: number
  /** Of them, those who stopped here. */
  readonly droppedOff: number
  /** `droppedOff` ÷ `reached`, with its interval; `null` where nobody came. */
  readonly dropOff: FunnelRate | null
}

/** A survey from invitation to submission. */
export interface SurveyFunnel {
  /** Completed ÷ (completed + abandoned), with its interval; `null` where all are open. */
  readonly completion: FunnelRate | null
  /** Started ÷ invited; `null` where the number invited is not known. */
  readonly start: FunnelRate | null
  /** Completed ÷ invited; `null` where the number invited is not known. */
  readonly response: FunnelRate | null
  /** Surveys started. */
  readonly started: number
  /** Of them, those submitted. */
  readonly completed: number
  /** Of them, those given up. */
  readonly abandoned: number
  /** Of them, those that may go on. */
  readonly open: number
  /** The number invited; `null` where it is not known. */
  readonly invited: number | null
  /** The questions in their order. */
  readonly questions: readonly FunnelQuestion[]
  /** Surveys abandoned after the last question, without submitting. */
  readonly unsubmitted: number
  /**
   * The time by which half of those who started would complete it, in `unit`: unfinished surveys count
   * for as long as they were worked on. `null` where it is not reached.
   */
  readonly medianTime: number | null
  /** Interval of `medianTime`; an end that is not reached is `null`. */
  readonly medianInterval: {
    /** Lower end. */
    readonly low: number | null
    /** Upper end. */
    readonly high: number | null
    /** How often such an interval covers the true value, 0 to 1. */
    readonly confidence: number
    /** The method of the curve's interval, from which this one is derived. */
    readonly method: 'log-log'
  }
  /** After this time without an answer a survey is abandoned, in `unit`. */
  readonly abandonedAfter: number
  /** The unit of times. */
  readonly unit: SurveyTimeUnit
}

const MILLISECONDS: Readonly<Record<SurveyTimeUnit, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
}

/** More questions than anybody answers. */
const MOST_QUESTIONS = 1000

/**
 * A survey from invitation to submission: who started, who completed, at which question the others
 * stopped, and how long it takes.
 *
 * A survey that was opened ten minutes ago is neither completed nor given up: it is open and in no
 * rate. The time of those who gave up is not lost either: they count for as long as they worked on it.
 * Looking at finished surveys alone makes every survey shorter than it is, as the slow ones give up.
 *
 * @formula completion = completed ÷ (completed + abandoned); dropOff = stopped at the question ÷ came to
 * it; medianTime = the first time at which the Kaplan–Meier share not completed is at most ½
 * @unit shares, 0 to 1; time in `unit`
 *
 * @param rows - Surveys that were started.
 * @param options - Questions, as-of instant, when a survey counts as abandoned, and the unit.
 * @returns The rates with their intervals, the questions, and the median time.
 * @throws {@link MetricError} `empty` without rows or questions; `invalid` for a malformed row;
 * `out-of-range` for an instant after `asOf` or before its start, or for fewer invited than started;
 * `mismatch` for a question that is not in the survey, or is in it twice.
 * @source AAPOR (2023), “Standard Definitions”, 10th ed., for completion and break-offs; Peytchev (2009),
 * “Survey Breakoff”, Public Opinion Quarterly 73, for break-off by question; Kaplan & Meier (1958), JASA
 * 53, and Brookmeyer & Crowley (1982), Biometrics 38, for the time.
 *
 * @example
 * ```ts
 * const rows = [
 *   { startedAt: '2025-03-03T09:00:00Z', completedAt: '2025-03-03T09:02:00Z' },
 *   { startedAt: '2025-03-03T09:10:00Z', completedAt: '2025-03-03T09:15:00Z' },
 *   { startedAt: '2025-03-03T09:30:00Z', lastQuestion: 'score', lastAnsweredAt: '2025-03-03T09:31:00Z' },
 *   { startedAt: '2025-03-03T11:55:00Z' },
 * ]
 * const funnel = surveyFunnel(rows, {
 *   questions: ['score', 'reason'], asOf: '2025-03-03T12:00:00Z', abandonedAfter: 30, unit: 'minute',
 * })
 * funnel.completion?.rate // => 0.6666…
 * funnel.questions.map(({ question, droppedOff }) => [question, droppedOff]) // => [['score', 0], ['reason', 1]]
 * funnel.open // => 1
 * ```
 */
export function surveyFunnel(
  rows: Iterable<SurveyRow>,
  options: SurveyFunnelOptions,
): SurveyFunnel {
  const metric = 'surveyFunnel'
  const given = readOptions<SurveyFunnelOptions>(metric, options, SURVEY_FUNNEL_OPTIONS)
  const places = readQuestions(metric, given.questions)
  const unit = checkChoice(metric, ['unit'], given.unit, ['second', 'minute', 'hour'])
  const asOf = checkInstant(metric, ['asOf'], given.asOf)
  const patience = checkNumber(metric, ['abandonedAfter'], given.abandonedAfter)
  const method = checkChoice(metric, ['interval'], given.interval ?? 'wilson', PROPORTION_METHODS)
  const confidence = checkConfidence(metric, given.confidence)
  const perUnit = MILLISECONDS[unit]
  const times: (readonly [time: number, isDone: boolean])[] = []
  // How many stopped before each question; the last of these after all of them.
  const stopped = new Array<number>(places.size + 1).fill(0)
  let completed = 0
  let open = 0
  eachRowOf<SurveyRow>(metric, ['rows'], rows, ['completedAt'], (row, index) => {
    const { end, isDone, answered } = readSurvey(metric, row, index, asOf, places)
    times.push([end.worked / perUnit, isDone])
    if (isDone) completed++
    else if ((asOf - end.at) / perUnit < patience) open++
    else stopped[answered] = (stopped[answered] as number) + 1
  })
  const started = times.length
  checkSome(metric, ['rows'], rows, started, 'survey that was started')
  const invited =
    given.invited === undefined ? null : checkCount(metric, ['invited'], given.invited, started)
  const share = (some: number, all: number | null): FunnelRate | null =>
    all ? { rate: some / all, interval: proportionInterval(method, some, all, confidence) } : null
  let reached = started - open
  const questions = [...places.keys()].map((question, at): FunnelQuestion => {
    const droppedOff = stopped[at] as number
    const came = reached
    reached -= droppedOff
    return {
      question,
      reached: came,
      answered: reached,
      droppedOff,
      dropOff: share(droppedOff, came),
    }
  })
  const { time, low, high } = medianOf(times, confidence)
  return {
    completion: share(completed, started - open),
    start: share(started, invited),
    response: share(completed, invited),
    started,
    completed,
    abandoned: started - open - completed,
    open,
    invited,
    questions,
    unsubmitted: stopped[places.size] as number,
    medianTime: time,
    medianInterval: { low, high, confidence, method: 'log-log' },
    abandonedAfter: patience,
    unit,
  }
}

/** The questions with their places. */
function readQuestions(metric: string, questions: unknown): Map<string, number> {
  const places = new Map<string, number>()
  const names = readList(metric, ['questions'], questions, (name, path) => {
    const isName = typeof name === 'string' && name !== ''
    const question = check<string>(
      metric,
      path,
      name,
      isName,
      'a name that is not empty',
      'invalid',
    )
    check(metric, path, name, !places.has(question), 'a question that is there once', 'mismatch')
    places.set(question, places.size)
    return question
  })
  checkSome(metric, ['questions'], questions, names.length, 'question')
  checkWhole(metric, ['questions', 'length'], names.length, 1, MOST_QUESTIONS)
  return places
}

/** One row: how long it was worked on and until when, and how many questions were passed. */
function readSurvey(
  metric: string,
  { startedAt, completedAt, lastQuestion, lastAnsweredAt }: SurveyRow,
  index: number,
  asOf: number,
  places: ReadonlyMap<string, number>,
): {
  readonly end: { readonly at: number; readonly worked: number }
  readonly isDone: boolean
  readonly answered: number
} {
  const path = (field: string): Path => ['rows', index, field]
  const read = (field: string, value: unknown, from: number): number => {
    const at = checkInstant(metric, path(field), value)
    const expected =
      from > -Infinity ? 'an instant from startedAt to asOf' : 'an instant up to asOf'
    check(metric, path(field), value, at >= from && at <= asOf, expected, 'out-of-range')
    return at
  }
  const start = read('startedAt', startedAt, -Infinity)
  if (completedAt != null) {
    const at = read('completedAt', completedAt, start)
    return { end: { at, worked: at - start }, isDone: true, answered: places.size }
  }
  if (lastQuestion == null) return { end: { at: start, worked: 0 }, isDone: false, answered: 0 }
  const place = places.get(lastQuestion)
  const expected = `one of ${[...places.keys()].join(', ')}`
  check(metric, path('lastQuestion'), lastQuestion, place !== undefined, expected, 'mismatch')
  const at = read('lastAnsweredAt', lastAnsweredAt, start)
  return { end: { at, worked: at - start }, isDone: false, answered: (place as number) + 1 }
}

/** The median of times, of which some are not over. */
function medianOf(
  times: readonly (readonly [time: number, isDone: boolean])[],
  confidence: number,
): { readonly time: number | null; readonly low: number | null; readonly high: number | null } {
  const counts = new Map<number, [ended: number, open: number]>()
  for (const [time, isDone] of times) {
    const count = counts.get(time) ?? [0, 0]
    count[isDone ? 0 : 1]++
    counts.set(time, count)
  }
  const sorted = [...counts].sort(([one], [other]) => one - other)
  const curve = {
    times: Float64Array.from(sorted, ([time]) => time),
    ended: Float64Array.from(sorted, ([, [ended]]) => ended),
    open: Float64Array.from(sorted, ([, [, open]]) => open),
  }
  const [median] = curveQuantiles(curve, [0.5], 'log-log', normalWidth(confidence))
  return median as { time: number | null; low: number | null; high: number | null }
}
