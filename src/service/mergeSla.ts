import type { RateOptions } from '../churn/index.js'
import {
  check,
  checkCount,
  checkSome,
  checkWhole,
  eachRow,
  type Fields,
  readOptions,
} from '../internal/guard.js'
import { attained, emptySlaCounts, type SlaAttainment, type SlaNames } from './slaAttainment.js'
import { HOLD } from './tickets.js'

/** The fields that are read; another one is refused. */
const MERGE_SLA_OPTIONS: Fields<RateOptions> = { interval: 0, confidence: 0 }

const COUNTS = ['met', 'missed', 'pending', 'withoutReply', 'tickets'] as const
const NAMES = ['measure', 'clock', 'reopened', 'hold'] as const

/**
 * Adds SLA attainments of different tickets: of teams, of days, or of priorities with targets of their
 * own. The rate is that of all tickets together, with an interval of its own.
 *
 * @param slas - Results of `slaAttainment` over different tickets, or those of `slaByPriority`.
 * @param options - The interval.
 * @returns The attainment of all tickets.
 * @throws {@link MetricError} `empty` without results; `mismatch` where they were measured in different
 * ways, or where one does not add up; `invalid` for a malformed one.
 *
 * @example
 * ```ts
 * const options = { measure: 'first-reply', clock: 'calendar', target: { hours: 1 } } as const
 * const asOf = '2025-03-04T10:00:00Z'
 * const opened = { openedAt: '2025-03-03T09:00:00Z' }
 * const north = slaAttainment([{ ...opened, firstReplyAt: '2025-03-03T09:30:00Z' }], { ...options, asOf })
 * const south = slaAttainment([opened, opened], { ...options, asOf })
 * mergeSla([north, south]).rate // => 0.3333…
 * ```
 */
export function mergeSla(
  slas: Iterable<SlaAttainment | Omit<SlaAttainment, 'bots'>>,
  options: RateOptions = {},
): SlaAttainment {
  const metric = 'mergeSla'
  const given = readOptions<RateOptions>(metric, options, MERGE_SLA_OPTIONS)
  const sums = emptySlaCounts()
  let bots = 0
  let names: SlaNames | undefined
  const read = eachRow<SlaAttainment>(metric, ['slas'], slas, (sla, index) => {
    const path = (field: string) => ['slas', index, field]
    const { measure, clock, reopened, hold } = sla
    const isMeasure = measure === 'resolution' || measure === 'first-reply'
    check(metric, path('measure'), measure, isMeasure, 'resolution or first-reply', 'invalid')
    const isClock = clock === 'calendar' || clock === 'business'
    check(metric, path('clock'), clock, isClock, 'calendar or business', 'invalid')
    const isPolicy = reopened === null || ['first', 'last', 'total-open'].includes(reopened)
    check(metric, path('reopened'), reopened, isPolicy, 'a policy or null', 'invalid')
    const isHold = hold === undefined || HOLD.includes(hold)
    check(metric, path('hold'), hold, isHold, 'one of pauses, counts', 'invalid')
    names ??= { measure, clock, reopened, ...(hold !== undefined && { hold }) }
    for (const name of NAMES)
      check(
        metric,
        path(name),
        sla[name],
        sla[name] === names[name],
        `${names[name]} as in slas[0]`,
        'mismatch',
      )
    let sides = 0
    for (const field of COUNTS) {
      const count = checkCount(metric, path(field), sla[field])
      sums[field] = checkWhole(metric, path(field), sums[field] + count)
      if (field !== 'tickets') sides += count
    }
    const { tickets } = sla
    check(
      metric,
      path('tickets'),
      tickets,
      sides === Number(tickets),
      `${sides}, the sum of the four`,
      'mismatch',
    )
    bots = checkWhole(metric, path('bots'), bots + checkCount(metric, path('bots'), sla.bots ?? 0))
  })
  checkSome(metric, ['slas'], slas, read, 'result')
  return { ...attained(metric, sums, names as unknown as SlaNames, given), bots }
}
