import { check, checkObject, checkSome, type Fields, readOptions } from '../internal/guard.js'
import {
  attained,
  countSla,
  emptySlaCounts,
  readSlaRules,
  type SlaAttainment,
  type SlaOptions,
} from './slaAttainment.js'
import { readLength, type TicketRow, type TimeLength } from './tickets.js'

/** A ticket with its priority. */
export interface PriorityTicketRow extends TicketRow {
  /** The priority, one of those that have a target. */
  readonly priority: string
}

/** The targets by priority. */
export interface SlaByPriorityOptions extends Omit<SlaOptions, 'target'> {
  /** The target time of each priority: `{ urgent: { hours: 1 }, normal: { hours: 8 } }`. */
  readonly targets: Readonly<Record<string, TimeLength>>
}

/** The fields that are read; another one is refused. */
const SLA_BY_PRIORITY_OPTIONS: Fields<SlaByPriorityOptions> = {
  asOf: 1,
  measure: 1,
  clock: 1,
  targets: 1,
  reopened: 0,
  hold: 0,
  interval: 0,
  confidence: 0,
}

/** The tickets of one priority within its target. */
export interface PrioritySla extends Omit<SlaAttainment, 'bots'> {
  /** The priority. */
  readonly priority: string
}

/** The share of tickets within the target of their priority. */
export interface SlaByPriority {
  /** Each priority, in the order of the targets; one without tickets has a rate of `null`. */
  readonly priorities: readonly PrioritySla[]
  /** All tickets, each against the target of its own priority. */
  readonly all: SlaAttainment
}

/**
 * SLA attainment with a target for each priority, in one pass.
 *
 * A ticket is measured against the target of its priority. The rate of all is that of all tickets, not a
 * mean of the rates: a priority with few tickets counts little.
 *
 * @formula rate = met ÷ (met + missed), of each priority and of all
 * @unit share of decided tickets, 0 to 1
 *
 * @param tickets - Tickets with their priority; those opened after `asOf` are not read.
 * @param options - Last known instant, targets, clock, and the interval.
 * @returns The rate of each priority and of all, with their intervals.
 * @throws {@link MetricError} what `slaAttainment` throws; `mismatch` for a priority without a target.
 * @source ISO/IEC 20000-1 (2018), “Service management system requirements”, § 8.3.3 (service levels);
 * Zendesk, documentation of SLA policies, for targets by priority.
 *
 * @example
 * ```ts
 * const tickets = [
 *   { priority: 'urgent', openedAt: '2025-03-03T09:00:00Z', firstReplyAt: '2025-03-03T10:30:00Z' },
 *   { priority: 'normal', openedAt: '2025-03-03T09:00:00Z', firstReplyAt: '2025-03-03T10:30:00Z' },
 * ]
 * const { priorities, all } = slaByPriority(tickets, {
 *   asOf: '2025-03-04T10:00:00Z', measure: 'first-reply', clock: 'calendar',
 *   targets: { urgent: { hours: 1 }, normal: { hours: 8 } },
 * })
 * priorities.map(({ priority, rate }) => [priority, rate]) // => [['urgent', 0], ['normal', 1]]
 * all.rate // => 0.5
 * ```
 */
export function slaByPriority(
  tickets: Iterable<PriorityTicketRow>,
  options: SlaByPriorityOptions,
): SlaByPriority {
  const metric = 'slaByPriority'
  const given = readOptions<SlaByPriorityOptions>(metric, options, SLA_BY_PRIORITY_OPTIONS)
  const rules = readSlaRules(metric, given)
  const lengths = Object.entries(
    checkObject<SlaByPriorityOptions['targets']>(metric, ['targets'], given.targets),
  )
  checkSome(metric, ['targets'], given.targets, lengths.length, 'target')
  const targets = new Map(
    lengths.map(([priority, length]) => [
      priority,
      {
        target: readLength(metric, ['targets', priority], length, rules.watch.clock),
        counts: emptySlaCounts(),
      },
    ]),
  )
  const expected = `one of ${[...targets.keys()].join(', ')}, which have targets`
  const bots = countSla(metric, tickets, rules, (row, index) => {
    const { priority } = row as PriorityTicketRow
    const path = ['tickets', index, 'priority']
    const own = targets.get(priority)
    check(metric, path, priority, own !== undefined, expected, 'mismatch')
    return own as NonNullable<typeof own>
  })
  const all = emptySlaCounts()
  const priorities = [...targets].map(([priority, { counts }]) => {
    for (const field of ['met', 'missed', 'pending', 'withoutReply', 'tickets'] as const)
      all[field] += counts[field]
    return { priority, ...attained(metric, counts, rules.names, given) }
  })
  return { priorities, all: { ...attained(metric, all, rules.names, given), bots } }
}
