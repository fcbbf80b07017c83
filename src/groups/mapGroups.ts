import { MetricError } from '../errors.js'
import { check, checkList, eachRow } from '../internal/guard.js'

/** What a tally or a metric made of one group. */
export interface GroupOutcome<Result> {
  /** The result; `null` where the group has no such number. */
  readonly result: Result | null
  /** Why there is no result, as the function says it; `null` where there is one. */
  readonly refusal: string | null
}

/** The same group, with another result. */
export type MappedGroup<Group, Result> = Omit<Group, 'rows' | 'result' | 'refusal'> &
  GroupOutcome<Result>

/** Reasons why data have no number. All others are mistakes, and are thrown. */
const WITHOUT_NUMBER: readonly string[] = ['empty', 'undefined', 'not-converged']

/**
 * Applies any tally or metric to the rows of each group.
 *
 * A group without an answer, or in which nobody could leave, has no number. It keeps its place with a
 * `result` of `null`, and `refusal` says why, so that one small group does not cost you all others.
 * Wrong input is thrown, as everywhere. The groups may be those of `byGroup`, `tallyByGroup` and
 * `readTallies`, or the periods of `byPeriod`.
 *
 * @param groups - Groups or periods with rows, or with results of an earlier call.
 * @param apply - What is made of the rows, or of the result, of one group.
 * @returns The groups with their results, in the same order.
 * @throws {@link MetricError} What `apply` throws, unless it says that a group has no such number.
 *
 * @example
 * ```ts
 * const answers = [
 *   { plan: 'pro', rating: 10 },
 *   { plan: 'free', rating: null },
 *   { plan: 'pro', rating: 9 },
 * ]
 * const groups = byGroup(answers, { by: ['plan'] })
 * const tallies = mapGroups(groups, (rows) =>
 *   tallyRatings(rows.map(({ rating }) => rating), { unanswered: 'skip' }),
 * )
 * mapGroups(tallies, (tally) => nps(tally).score)
 * // => [{ by: { plan: 'pro' }, result: 100, refusal: null, … }, { by: { plan: 'free' }, result: null, … }]
 * ```
 */
export function mapGroups<Row, Group extends object, Result>(
  groups: Iterable<Group & { readonly rows: readonly Row[] }>,
  apply: (rows: readonly Row[]) => Result,
): MappedGroup<Group, Result>[]
/** The same for groups that have results: those of a call before, or what an engine counted. */
export function mapGroups<Before, Group extends object, Result>(
  groups: Iterable<Group & { readonly result: Before }>,
  apply: (result: NonNullable<Before>) => Result,
): MappedGroup<Group, Result>[]
export function mapGroups(
  groups: Iterable<object>,
  apply: (content: never) => unknown,
): MappedGroup<object, unknown>[] {
  const metric = 'mapGroups'
  check(metric, ['apply'], apply, typeof apply === 'function', 'a function', 'invalid')
  const mapped: MappedGroup<object, unknown>[] = []
  eachRow<Partial<GroupOutcome<unknown> & { readonly rows: unknown }>>(
    metric,
    ['groups'],
    groups,
    (group, index) => {
      const { rows, result, refusal = null, ...head } = group
      const path = ['groups', index]
      if (rows !== undefined) checkList(metric, [...path, 'rows'], rows)
      const content = rows ?? result
      check(metric, path, group, content !== undefined, 'a group with rows or a result', 'invalid')
      const outcome =
        content === null ? { result: null, refusal } : outcomeOf(() => apply(content as never))
      mapped.push({ ...head, ...outcome })
    },
  )
  return mapped
}

/** What a function makes, or why the data have no such number. */
export function outcomeOf<Result>(make: () => Result): GroupOutcome<Result> {
  try {
    return { result: make(), refusal: null }
  } catch (error) {
    if (error instanceof MetricError && WITHOUT_NUMBER.includes(error.code))
      return { result: null, refusal: error.message }
    throw error
  }
}
