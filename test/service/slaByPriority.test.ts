import { mergeSla, type PriorityTicketRow, slaAttainment, slaByPriority } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../support/refusal.js'

const at = (minutes: number) => new Date(Date.UTC(2025, 2, 3, 9, minutes))
const ticket = (priority: string, minutes: number | null, opened = 0): PriorityTicketRow => ({
  priority,
  openedAt: at(opened),
  firstReplyAt: minutes === null ? null : at(opened + minutes),
})
const targets = { urgent: { minutes: 30 }, normal: { hours: 8 } }
const base = { asOf: at(1440), measure: 'first-reply', clock: 'calendar' } as const

describe('targets by priority', () => {
  it('measure each ticket against its own, and all together by tickets', () => {
    const rows = [
      ticket('urgent', 30),
      ticket('urgent', 31),
      ticket('normal', 31),
      ticket('normal', null, 1430),
      { ...ticket('normal', 5), bot: true },
    ]
    const { priorities, all } = slaByPriority(rows, { ...base, targets })
    expect(priorities).toMatchObject([
      { priority: 'urgent', rate: 0.5, met: 1, missed: 1, tickets: 2 },
      { priority: 'normal', rate: 1, met: 1, missed: 0, pending: 1, tickets: 2 },
    ])
    expect(all).toMatchObject({ rate: 2 / 3, tickets: 4, bots: 1, measure: 'first-reply' })
    // Wilson's interval of 2 of 3, as R's prop.test without correction has it.
    expect(all.interval?.low).toBeCloseTo(0.2076596, 7)
    expect(all.interval?.high).toBeCloseTo(0.9385081, 7)
  })

  it('refuse a priority without a target, and a call without targets', () => {
    expect(refusalText(() => slaByPriority([ticket('low', 5)], { ...base, targets }))).toEqual([
      'mismatch',
      'slaByPriority: tickets[0].priority is "low", not one of urgent, normal, which have targets',
    ])
    expect(refusalText(() => slaByPriority([ticket('low', 5)], { ...base, targets: {} }))[0]).toBe(
      'empty',
    )
  })
})

describe('merged attainments', () => {
  const sla = (minutes: number) =>
    slaAttainment([ticket('any', minutes)], { ...base, target: { hours: 1 } })

  it('must have been measured alike, add up, and be some', () => {
    const one = sla(5)
    const call = (other: object) =>
      refusalText(() => mergeSla([one, { ...one, ...other }] as never))
    expect(call({ measure: 'resolution', reopened: 'last' })).toEqual([
      'mismatch',
      'mergeSla: slas[1].measure is "resolution", not first-reply as in slas[0]',
    ])
    expect(call({ tickets: 2 })[1]).toBe(
      'mergeSla: slas[1].tickets is 2, not 1, the sum of the four',
    )
    for (const wrong of [{ measure: 'reply' }, { clock: 'sun' }, { reopened: 'never' }])
      expect(call(wrong)[0]).toBe('invalid')
    expect(refusalText(() => mergeSla([]))[0]).toBe('empty')
  })

  it('of priorities, days or teams are the attainment of all tickets', () => {
    const tickets = fc.array(
      fc
        .tuple(fc.constantFrom('urgent', 'normal'), fc.option(fc.nat(900)), fc.nat(1400))
        .map(([priority, minutes, opened]) => ticket(priority, minutes, opened)),
      { minLength: 1, maxLength: 20 },
    )
    fc.assert(
      fc.property(tickets, tickets, (north, south) => {
        const both = slaByPriority([...north, ...south], { ...base, targets })
        const parts = [north, south].map((rows) => slaByPriority(rows, { ...base, targets }).all)
        expect(mergeSla(parts)).toEqual(both.all)
        expect(mergeSla(both.priorities)).toEqual({ ...both.all, bots: 0 })
        const alone = both.priorities[0]
        const urgent = [...north, ...south].filter(({ priority }) => priority === 'urgent')
        if (urgent.length === 0) return
        const { bots: _, ...plain } = slaAttainment(urgent, { ...base, target: targets.urgent })
        expect(alone).toEqual({ priority: 'urgent', ...plain })
      }),
    )
  })
})
