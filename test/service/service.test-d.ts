import {
  type Backlog,
  type BusinessHours,
  backlog,
  businessTime,
  type ContactRate,
  contactRate,
  type FirstContactResolution,
  firstContactResolution,
  firstReplyTimes,
  type MetricError,
  mergeTimes,
  resolutionTimes,
  type SlaAttainment,
  slaAttainment,
  type TicketRow,
  type TicketTimes,
  type TimeTally,
  tallyTimes,
  ticketTimes,
} from 'customer-metrics'
import type * as area from 'customer-metrics/service'
import { describe, expectTypeOf, it } from 'vitest'

const tickets: TicketRow[] = []
const options = {
  asOf: '2025-04-01T00:00:00Z',
  clock: 'calendar',
  unit: 'hour',
  definition: 7,
} as const

describe('times', () => {
  it('may not be reached yet', () => {
    const times = resolutionTimes(tickets, { ...options, reopened: 'last' })
    expectTypeOf(times).toEqualTypeOf<TicketTimes>()
    expectTypeOf(times.median).toEqualTypeOf<number | null>()
    // @ts-expect-error half of the tickets may be open
    times.median.toFixed(1)
    // @ts-expect-error results are read-only
    times.open = 3
  })

  it('need every choice on which the trade disagrees', () => {
    // @ts-expect-error what a reopened ticket counts as
    resolutionTimes(tickets, options)
    const { clock: _, ...withoutClock } = options
    // @ts-expect-error calendar or business hours
    firstReplyTimes(tickets, withoutClock)
    const { definition: __, ...withoutDefinition } = options
    // @ts-expect-error which quantile
    firstReplyTimes(tickets, withoutDefinition)
    // @ts-expect-error there is no tenth definition
    firstReplyTimes(tickets, { ...options, definition: 10 })
    // @ts-expect-error a clock is a word or a schedule
    firstReplyTimes(tickets, { ...options, clock: 'business' })
  })

  it('come from tallies as well', () => {
    const tally = tallyTimes(tickets, { ...options, measure: 'first-reply' })
    expectTypeOf(mergeTimes([tally])).toEqualTypeOf<TimeTally>()
    expectTypeOf(ticketTimes(tally, { definition: 8 })).toEqualTypeOf<TicketTimes>()
    // @ts-expect-error a tally is no list of tickets
    resolutionTimes(tally, { ...options, reopened: 'first' })
  })
})

describe('schedules', () => {
  const hours: BusinessHours = {
    timeZone: 'UTC',
    week: { monday: [{ from: '09:00', to: '17:00' }] },
  }

  it('have weekdays by their names', () => {
    // @ts-expect-error no abbreviations
    const wrong: BusinessHours = { timeZone: 'UTC', week: { mon: [] } }
    expectTypeOf(wrong).toEqualTypeOf<BusinessHours>()
    const span = { from: '2025-03-03T00:00:00Z', to: new Date(0) }
    expectTypeOf(businessTime(span, { hours, unit: 'minute' })).toEqualTypeOf<number>()
    // @ts-expect-error a business day has no fixed length
    businessTime(span, { hours, unit: 'day' })
  })
})

describe('rates', () => {
  it('that may be undecided may be null', () => {
    const asOf = options.asOf
    const first = firstContactResolution(tickets, { asOf, definition: 'no-further-message' })
    expectTypeOf(first).toEqualTypeOf<FirstContactResolution>()
    expectTypeOf(first.rate).toEqualTypeOf<number | null>()
    // @ts-expect-error a definition has to be named
    firstContactResolution(tickets, { asOf })
    const target = { hours: 4 }
    const sla = slaAttainment(tickets, { ...options, measure: 'first-reply', target })
    expectTypeOf(sla).toEqualTypeOf<SlaAttainment>()
    expectTypeOf<ContactRate['rate']>().toEqualTypeOf<number>()
    expectTypeOf(contactRate).parameter(0).not.toBeAny()
    expectTypeOf(backlog(tickets, options)).toEqualTypeOf<Backlog>()
  })
})

describe('the subpath', () => {
  it('has the same functions', () => {
    expectTypeOf<typeof area.resolutionTimes>().toEqualTypeOf<typeof resolutionTimes>()
    expectTypeOf<typeof area.businessTime>().toEqualTypeOf<typeof businessTime>()
    expectTypeOf<MetricError>().toExtend<RangeError>()
  })
})
