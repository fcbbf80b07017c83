import {
  firstReplyTimes,
  type HoldPolicy,
  mergeSla,
  mergeTimes,
  resolutionTimes,
  slaAttainment,
  slaByPriority,
  type TicketRow,
  tallyTimes,
  ticketTimes,
} from 'customer-metrics'
import { ticketRowSchema, timeTallySchema } from 'customer-metrics/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../support/refusal.js'

const at = (hour: number): string => new Date(Date.UTC(2025, 2, 3, 0, hour * 60)).toISOString()
const asOf = at(100)
const times = { asOf, clock: 'calendar', unit: 'hour', definition: 7 } as const
const sla = {
  asOf,
  measure: 'resolution',
  clock: 'calendar',
  target: { hours: 8 },
  reopened: 'total-open',
} as const

/** Opened at 9, on hold from 10 to 14 and from 15 on until 16, resolved at 18: nine hours, four without. */
const ticket: TicketRow = {
  openedAt: at(9),
  firstReplyAt: at(12),
  holds: [
    { heldAt: at(10), resumedAt: at(14) },
    { heldAt: at(15), resumedAt: at(16) },
  ],
  resolvedAt: at(18),
}

describe('time on hold', () => {
  it('pauses the clock or counts, as the policy says, and the result names it', () => {
    const all = (hold: HoldPolicy) =>
      [
        resolutionTimes([ticket], { ...times, reopened: 'last', hold }),
        firstReplyTimes([ticket], { ...times, hold }),
      ].map(({ median, hold: named }) => [median, named])
    expect(all('counts')).toEqual([
      [9, 'counts'],
      [3, 'counts'],
    ])
    expect(all('pauses')).toEqual([
      [4, 'pauses'],
      [1, 'pauses'],
    ])
  })

  it('lets a target be met that would be missed, and no target come nearer meanwhile', () => {
    const count = (row: TicketRow, hold: HoldPolicy) => {
      const { met, missed, pending } = slaAttainment([row], { ...sla, hold })
      return [met, missed, pending]
    }
    expect(count(ticket, 'counts')).toEqual([0, 1, 0])
    expect(count(ticket, 'pauses')).toEqual([1, 0, 0])
    const waiting = { openedAt: at(0), holds: [{ heldAt: at(7) }] }
    expect(count(waiting, 'counts')).toEqual([0, 1, 0])
    expect(count(waiting, 'pauses')).toEqual([0, 0, 1])
  })

  it('is taken off business hours only where it was in them, and off reopened time', () => {
    const clock = { timeZone: 'UTC', week: { monday: [{ from: '09:00', to: '13:00' }] } }
    const row = { ...ticket, reopenings: [{ reopenedAt: at(20), resolvedAt: at(24) }] }
    const median = (more: object) =>
      resolutionTimes([row], { ...times, reopened: 'total-open', hold: 'pauses', ...more }).median
    // From nine to ten: the rest of the shift was on hold.
    expect(median({ clock })).toBe(1)
    expect(median({})).toBe(8)
    const held = { ...row, holds: [{ heldAt: at(19), resumedAt: at(22) }] }
    const options = { ...times, reopened: 'total-open', hold: 'pauses' } as const
    expect(resolutionTimes([held], options).median).toBe(11)
  })

  it('is required as soon as a ticket was on hold, and only then', () => {
    expect(refusalText(() => slaAttainment([ticket], sla))).toEqual([
      'invalid',
      'slaAttainment: hold is undefined, not one of pauses, counts, which is required where tickets were on hold',
    ])
    const { holds: _, ...never } = ticket
    expect(slaAttainment([never], sla)).not.toHaveProperty('hold')
    expect(slaAttainment([{ ...never, holds: [] }], sla).missed).toBe(1)
    expect(refusalText(() => slaAttainment([never], { ...sla, hold: 'stops' as never }))[1]).toBe(
      'slaAttainment: hold is "stops", not one of pauses, counts',
    )
  })

  it('adds up only with what was measured alike', () => {
    const options = {
      asOf,
      clock: 'calendar',
      unit: 'hour',
      measure: 'resolution',
      reopened: 'last',
    } as const
    const [paused, counted] = (['pauses', 'counts'] as const).map((hold) =>
      tallyTimes([ticket], { ...options, hold }),
    )
    expect(paused).toMatchObject({ hold: 'pauses', times: { 4: { ended: 1, open: 0 } } })
    expect(timeTallySchema.parse(paused)).toEqual(paused)
    expect(ticketTimes(mergeTimes([paused, paused] as never), { definition: 7 })).toMatchObject({
      hold: 'pauses',
      tickets: 2,
    })
    expect(refusalText(() => mergeTimes([paused, counted] as never))[1]).toBe(
      'mergeTimes: tallies[1].hold is "counts", not pauses as in tallies[0]',
    )
    const rates = (['pauses', 'counts'] as const).map((hold) =>
      slaAttainment([ticket], { ...sla, hold }),
    )
    expect(refusalText(() => mergeSla(rates))[0]).toBe('mismatch')
    expect(mergeSla([rates[0], rates[0]] as never)).toMatchObject({ hold: 'pauses', met: 2 })
    expect(refusalText(() => mergeSla([{ ...rates[0], hold: 'x' }] as never))[0]).toBe('invalid')
  })

  it('goes by priority too', () => {
    const { target: _, ...rest } = sla
    const options = { ...rest, targets: { high: { hours: 5 } }, hold: 'pauses' } as const
    expect(slaByPriority([{ ...ticket, priority: 'high' }], options).all.met).toBe(1)
  })

  it.each<[unknown, string]>([
    [[{ heldAt: at(8) }], 'holds[0].heldAt'],
    [[{ heldAt: at(12), resumedAt: at(11) }], 'holds[0].resumedAt'],
    [[{ heldAt: at(12) }, { heldAt: at(13) }], 'holds[1]'],
    [[{ heldAt: at(12), resumedAt: at(14) }, { heldAt: at(13) }], 'holds[1].heldAt'],
  ])('is refused out of order, by the function and by the schema: %j', (holds, place) => {
    const row = { ...ticket, holds } as TicketRow
    expect(refusalText(() => slaAttainment([row], { ...sla, hold: 'counts' }))[1]).toContain(
      `slaAttainment: tickets[0].${place} is`,
    )
    expect(ticketRowSchema.safeParse(row).success).toBe(false)
    expect(ticketRowSchema.safeParse(ticket).success).toBe(true)
  })

  it('is asked for where a column says it in other words', () => {
    const row = { openedAt: at(1), onHoldAt: at(2) } as TicketRow
    expect(refusalText(() => slaAttainment([row], sla))[1]).toMatch(/onHoldAt.*holds/)
  })

  it('never makes a time longer, nor a time of any other clock shorter than what was worked', () => {
    const spans = fc.uniqueArray(fc.integer({ min: 9, max: 60 }), { minLength: 2, maxLength: 8 })
    fc.assert(
      fc.property(spans, fc.integer({ min: 9, max: 60 }), (hours, resolved) => {
        const ends = hours.sort((a, b) => a - b)
        const holds = ends.flatMap((end, index) =>
          index % 2 ? [{ heldAt: at(ends[index - 1] as number), resumedAt: at(end) }] : [],
        )
        const row = { openedAt: at(9), resolvedAt: at(resolved), holds }
        let worked = 0
        for (let hour = 9; hour < resolved; hour++)
          if (!holds.some(({ heldAt, resumedAt }) => at(hour) >= heldAt && at(hour) < resumedAt))
            worked++
        const options = { ...times, reopened: 'last' } as const
        expect(resolutionTimes([row], { ...options, hold: 'pauses' }).median).toBe(worked)
        expect(resolutionTimes([row], { ...options, hold: 'counts' }).median).toBe(resolved - 9)
      }),
    )
  })
})
