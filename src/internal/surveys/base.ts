import { check, checkChoice, checkCount, type Path } from '../guard.js'
import type { Sample } from './answers.js'

/**
 * The base of shares: those who answered, or those who were asked, where a question without an
 * answer belongs to no group. The names of vendors are their published rules: the survey summary of
 * Formbricks divides the Net Promoter Score, and nothing else, by answers and dismissed questions; its cube
 * and Qualtrics XM Discover, unless set otherwise, divide by answers.
 */
export type SurveyBase =
  | 'answered'
  | 'asked'
  | 'formbricks-summary'
  | 'formbricks-cube'
  | 'qualtrics-discover'

/** The choices, for guards. */
const BASES: readonly SurveyBase[] = [
  'answered',
  'asked',
  'formbricks-summary',
  'formbricks-cube',
  'qualtrics-discover',
]

/** What an estimate says of its base. */
export interface SaidBase {
  readonly base?: SurveyBase
  readonly asked?: number
}

/**
 * The questions without an answer that are in the base, and what a result says of it: nothing where no base
 * was asked for.
 */
export function readBase(
  metric: string,
  score: 'nps' | 'csat',
  data: unknown,
  { responses, effective, skipped }: Pick<Sample, 'responses' | 'effective' | 'skipped'>,
  options: { readonly base?: SurveyBase; readonly skipped?: number },
): { readonly silent: number; readonly skipped: number; readonly said: SaidBase } {
  const more = options.skipped === undefined ? 0 : checkCount(metric, ['skipped'], options.skipped)
  const all = skipped + more
  if (options.base === undefined) {
    const isRead = options.skipped === undefined
    check(
      metric,
      ['skipped'],
      options.skipped,
      isRead,
      'absent where no base is chosen',
      'mismatch',
    )
    return { silent: 0, skipped: all, said: {} }
  }
  const base = checkChoice(metric, ['base'], options.base, BASES)
  const isAsked = base === 'asked' || (base === 'formbricks-summary' && score === 'nps')
  if (!isAsked) return { silent: 0, skipped: all, said: { base, asked: responses } }
  const isCounted = effective === responses
  const expected = 'one of those who answered, as weights do not say how many were asked'
  check(metric, ['base'], base, isCounted, expected, 'mismatch')
  const isListed = Symbol.iterator in Object(data)
  const known = isListed || options.skipped !== undefined
  const number = 'the number of questions without an answer, which counted answers do not say'
  check(metric, ['skipped'], options.skipped, known, number, 'invalid')
  return { silent: all, skipped: all, said: { base, asked: responses + all } }
}

/** Refuses an estimate of those who were asked, where answers are compared. */
export function checkAnswered(
  metric: string,
  path: Path,
  given: { readonly asked?: unknown; readonly responses?: unknown },
): void {
  const isAnswered = given.asked === undefined || given.asked === given.responses
  const expected = 'the number of answers: give the answers, or an estimate of those who answered'
  check(metric, [...path, 'asked'], given.asked, isAnswered, expected, 'mismatch')
}
