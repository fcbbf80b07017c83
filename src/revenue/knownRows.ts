import { check, checkChoice, type Path, readList, refuse } from '../internal/guard.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkDay, type ReadDay, readEnd } from '../internal/time/days.js'
import type { AmountChange, RevenueRow } from '../subscriptions.js'

/** Whether a forecast of the past knows what became known later. */
export type RevenueFacts = 'as-known' | 'with-hindsight'

/** Rows as they were known on a day. */
export interface KnownRows {
  /** A row without what was not known yet. */
  readonly rowOf: (row: RevenueRow, index: number) => RevenueRow
  /** Starts, ends and changes that were not known yet. */
  readonly notYetKnown: () => number
}

/**
 * A reader of rows as they were known on a day. Where nothing is said of hindsight, rows in which
 * something became known later are a question; where it is refused, so is something to come of which
 * nobody says when it became known.
 */
export function knownRows(
  metric: string,
  facts: unknown,
  asOf: number,
  readDay: ReadDay,
): KnownRows {
  if (facts !== undefined) checkChoice(metric, ['facts'], facts, ['as-known', 'with-hindsight'])
  let left = 0
  const isKnown = (what: string, path: Path, on: number, known: unknown): boolean => {
    if (known == null) {
      const expected = `the day on which the ${what} became known, which is required after ${formatDay(asOf)} where facts is as-known`
      // Days that are malformed are refused by what counts the rows.
      const isPast = facts === undefined || !(on > asOf)
      return check(metric, path, isPast || known, isPast, expected, 'invalid')
    }
    if (checkDay(metric, path, known, readDay) <= asOf) return true
    const expected = `one of as-known, with-hindsight, which is required as ${placeOf(path)} is after asOf`
    if (facts === undefined) refuse(metric, ['facts'], facts, expected, 'invalid')
    left++
    return false
  }
  const rowOf = (row: RevenueRow, index: number): RevenueRow => {
    const { changes, ...rest } = row
    const { startedOn, endedOn, startKnownOn, endKnownOn } = rest
    const path = (...at: Path): Path => ['rows', index, ...at]
    if (!isKnown('start', path('startKnownOn'), readDay(startedOn), startKnownOn))
      return { ...rest, endedOn: startedOn }
    const isEnded = endedOn != null && !Number.isNaN(readEnd(endedOn, readDay))
    const hasEnd =
      !isEnded || isKnown('end', path('endKnownOn'), readEnd(endedOn, readDay), endKnownOn)
    const list =
      changes == null
        ? []
        : readList(metric, path('changes'), changes, (change) => change as AmountChange)
    const known = list.filter((change, at) =>
      isKnown('change', path('changes', at, 'knownOn'), readDay(change?.on), change?.knownOn),
    )
    // A list that can be read once only was read here.
    const isSame = known.length === list.length && (changes == null || Array.isArray(changes))
    if (hasEnd && isSame) return row
    const others = changes == null ? {} : { changes: known }
    return { ...row, ...(hasEnd ? {} : { endedOn: null }), ...others }
  }
  return {
    rowOf: facts === 'with-hindsight' ? (row) => row : rowOf,
    notYetKnown: () => left,
  }
}

function placeOf([list, index, ...rest]: Path): string {
  return `${list}[${index}].${rest.join('.').replace(/\.(\d+)\./, '[$1].')}`
}
