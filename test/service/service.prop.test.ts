import {
  type BusinessHours,
  backlog,
  businessTime,
  contactRate,
  firstReplyTimes,
  medianLifetime,
  mergeContacts,
  mergeTimes,
  type ReopenedPolicy,
  resolutionTimes,
  retentionCurve,
  slaAttainment,
  type TicketRow,
  tallyContacts,
  tallyTimes,
  ticketTimes,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMergeLaw, checkOrderLaw } from '../support/laws.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = Date.UTC(2025, 0, 1)
const ASOF = Date.UTC(2025, 3, 1)
const asOf = new Date(ASOF)

const WEEK_DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
)

/** Shifts of one day that do not overlap, in any order. */
const shifts = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
  .map((quarters) => {
    const ends = quarters.sort((a, b) => a - b)
    const clock = (quarter: number): string =>
      `${`${Math.floor(quarter / 4)}`.padStart(2, '0')}:${`${(quarter % 4) * 15}`.padStart(2, '0')}`
    const pairs = ends.flatMap((end, at) => (at % 2 ? [[ends[at - 1] as number, end]] : []))
    return pairs.map(([from, to]) => ({ from: clock(from as number), to: clock(to as number) }))
  })

const holidays = fc.array(
  fc.integer({ min: 0, max: 181 }).map((day) => new Date(START + (2 * day + 1) * 24 * HOUR)),
  { maxLength: 5 },
)

/** Even days of the year, which no holiday below is. */
const dates = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 180 }), shifts), {
  maxLength: 4,
  selector: ([day]) => day,
})

const businessHours: fc.Arbitrary<BusinessHours> = fc.record({
  timeZone: zones,
  week: fc.record(
    { monday: shifts, tuesday: shifts, friday: shifts, saturday: shifts, sunday: shifts },
    { requiredKeys: ['monday'] },
  ),
  holidays: holidays.map((days) => days.map((day) => day.toISOString().slice(0, 10))),
  dates: dates.map((days) =>
    days.map(([day, own]) => ({
      on: new Date(START + day * 48 * HOUR).toISOString().slice(0, 10),
      shifts: own,
    })),
  ),
})

/** Instants of 2025, to the millisecond. */
const instants = fc.integer({ min: START, max: START + 364 * 24 * HOUR })

const tickets: fc.Arbitrary<TicketRow[]> = fc.array(
  fc
    .record({
      opened: fc.integer({ min: START, max: ASOF }),
      steps: fc.array(fc.integer({ min: 0, max: 400 * HOUR }), { maxLength: 5 }),
      reply: fc.option(fc.integer({ min: 0, max: 90 * HOUR })),
      customer: fc.integer({ min: 1, max: 8 }),
      bot: fc.boolean(),
    })
    .map(({ opened, steps, reply, customer, bot }): TicketRow => {
      const times: string[] = []
      let last = opened
      for (const step of steps) {
        last += step
        times.push(new Date(last).toISOString())
      }
      const reopenings = times.flatMap((time, at) =>
        at % 2 ? [{ reopenedAt: time, resolvedAt: times[at + 1] ?? null }] : [],
      )
      return {
        customer,
        bot,
        openedAt: new Date(opened),
        firstReplyAt: reply === null ? null : new Date(opened + reply),
        resolvedAt: times[0] ?? null,
        reopenings,
      }
    }),
  { minLength: 1, maxLength: 25 },
)

/** At least one that no bot dealt with. */
const worked = tickets.map((rows) => [{ openedAt: new Date(START) }, ...rows])

const policies = fc.constantFrom<ReopenedPolicy>('first', 'last', 'total-open')
const options = {
  asOf,
  clock: 'calendar',
  unit: 'hour',
  definition: 7,
  reopened: 'last',
} as const

const { definition, ...tallied } = options
const { unit, ...promised } = tallied
const aged = { asOf, clock: 'calendar', unit, definition } as const

describe('business time', () => {
  it('adds over any split of the time line', () => {
    fc.assert(
      fc.property(
        businessHours,
        fc.array(instants, { minLength: 3, maxLength: 6 }),
        (hours, all) => {
          const line = all.sort((a, b) => a - b)
          const between = (from: number, to: number): number =>
            businessTime(
              { from: new Date(from), to: new Date(to) },
              // In thousandths, so that no sum is rounded.
              { hours, unit: 'second' },
            ) * 1000
          const parts = line.slice(1).map((to, at) => Math.round(between(line[at] as number, to)))
          const whole = between(line[0] as number, line.at(-1) as number)
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(Math.round(whole))
        },
      ),
    )
  })

  it('is what a clock on the wall shows, asked every quarter of an hour', () => {
    const spans = fc.tuple(
      fc.integer({ min: 0, max: 364 * 96 }),
      fc.integer({ min: 0, max: 9 * 96 }),
    )
    fc.assert(
      fc.property(businessHours, spans, (hours, [first, length]) => {
        const wall = new Intl.DateTimeFormat('en-CA', {
          timeZone: hours.timeZone,
          dateStyle: 'short',
          timeStyle: 'short',
          hourCycle: 'h23',
        })
        const from = START + first * 15 * MINUTE
        let quarters = 0
        for (let at = 0; at < length; at++) {
          const [day, time] = wall.format(from + at * 15 * MINUTE).split(', ') as [string, string]
          const name = WEEK_DAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] as 'monday'
          if (hours.holidays?.includes(day)) continue
          const own = hours.dates?.find(({ on }) => on === day)?.shifts ?? hours.week[name]
          if (own?.some((shift) => time >= shift.from && time < shift.to)) quarters++
        }
        const span = { from: new Date(from), to: new Date(from + length * 15 * MINUTE) }
        expect(businessTime(span, { hours, unit: 'minute' })).toBe(quarters * 15)
      }),
      { numRuns: 30 },
    )
  })

  it('is never longer than all time, and is all of it where no shift ends', () => {
    const pairs = fc.tuple(instants, instants, businessHours)
    fc.assert(
      fc.property(pairs, ([a, b, hours]) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        const span = { from: new Date(from), to: new Date(to) }
        const time = businessTime(span, { hours, unit: 'second' })
        expect(time).toBeGreaterThanOrEqual(0)
        expect(time).toBeLessThanOrEqual((to - from) / 1000)
        const always = [{ from: '00:00', to: '24:00' }]
        const week = { monday: always, tuesday: always, wednesday: always, thursday: always }
        const rest = { friday: always, saturday: always, sunday: always }
        const open = { timeZone: hours.timeZone, week: { ...week, ...rest } }
        expect(businessTime(span, { hours: open, unit: 'second' })).toBe((to - from) / 1000)
      }),
      { numRuns: 40 },
    )
  })

  it('does not depend on which tickets were measured before', () => {
    fc.assert(
      fc.property(
        businessHours,
        fc.array(instants, { minLength: 2, maxLength: 12 }),
        (hours, all) => {
          const end = Math.max(...all)
          const rows = all.map((opened) => ({ openedAt: new Date(opened) }))
          const { times } = tallyTimes(rows, {
            asOf: new Date(end),
            clock: hours,
            unit: 'second',
            measure: 'first-reply',
          })
          for (const opened of all) {
            const span = { from: new Date(opened), to: new Date(end) }
            const time = Math.floor(businessTime(span, { hours, unit: 'second' }))
            expect(times[time]?.open).toBeGreaterThan(0)
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('an unresolved ticket', () => {
  it('never shortens the median, or any percentile', () => {
    const ages = fc.integer({ min: START, max: ASOF })
    const late = (time: number | null): number => time ?? Infinity
    fc.assert(
      fc.property(worked, policies, ages, (rows, reopened, opened) => {
        const before = resolutionTimes(rows, { ...options, reopened })
        const open = { openedAt: new Date(opened) }
        const after = resolutionTimes([...rows, open], { ...options, reopened })
        expect(late(after.median)).toBeGreaterThanOrEqual(late(before.median))
        after.percentiles.forEach(({ time }, at) => {
          expect(late(time)).toBeGreaterThanOrEqual(late(before.percentiles[at]?.time as number))
        })
        expect(after.finished).toEqual(before.finished)
        expect(after.open).toBe(before.open + 1)
      }),
    )
  })
})

describe('tallies of times', () => {
  it('do not depend on the order of tickets', () => {
    checkOrderLaw(worked, (rows) => resolutionTimes(rows, options))
    checkOrderLaw(worked, (rows) => firstReplyTimes(rows, aged))
  })

  it('have intervals that hold them, and percentiles that rise', () => {
    const methods = fc.constantFrom('log-log', 'log', 'plain')
    fc.assert(
      fc.property(
        worked,
        methods,
        fc.double({ min: 0, max: 0.9999, noNaN: true }),
        (rows, interval, confidence) => {
          const at = [0.1, 0.3, 0.5, 0.7, 0.9]
          const all = resolutionTimes(rows, {
            ...options,
            at,
            interval: interval as 'log',
            confidence,
          })
          let last = 0
          for (const { time, interval } of all.percentiles) {
            if (time === null) expect(interval.high).toBe(null)
            else {
              expect(time).toBeGreaterThanOrEqual(last)
              expect(interval.low as number).toBeLessThanOrEqual(time)
              expect(interval.high ?? Infinity).toBeGreaterThanOrEqual(time)
              last = time
            }
          }
          expect(all.median).toBe(all.percentiles[2]?.time)
        },
      ),
    )
  })

  it('of whole units have the median and interval of the retention curve', () => {
    const lives = fc.dictionary(
      fc.integer({ min: 0, max: 30 }).map(String),
      fc.record({ ended: fc.nat(9), open: fc.nat(9) }),
      { minKeys: 1 },
    )
    const methods = fc.constantFrom('log-log' as const, 'log' as const, 'plain' as const)
    fc.assert(
      fc.property(lives, methods, (times, interval) => {
        const all = Object.values(times).reduce((sum, { ended, open }) => sum + ended + open, 0)
        fc.pre(all > 0)
        const names = { measure: 'resolution', clock: 'calendar', reopened: 'last' } as const
        const tally = { ...names, unit: 'day', bots: 0, times } as const
        const result = ticketTimes(tally, { definition: 1, interval })
        const counts = Object.entries(times).map(
          ([age, { ended, open }]) => [age, { lost: ended, censored: open }] as const,
        )
        const curve = retentionCurve(Object.fromEntries(counts), { interval })
        const { median, interval: expected } = medianLifetime(curve)
        expect(result.median).toBe(median)
        expect(result.interval).toEqual(expected)
      }),
    )
  })

  it('that are tallied merge', () => {
    checkMergeLaw({
      // A shard of nothing but bots has no times.
      rows: tickets.map((rows) => rows.map((row) => ({ ...row, bot: false }))),
      tally: (rows) => tallyTimes(rows, { ...tallied, measure: 'resolution' }),
      merge: mergeTimes,
    })
  })
})

describe('first contact, promises and the backlog', () => {
  it('count every ticket once', () => {
    const targets = fc.integer({ min: 1, max: 3000 })
    const measures = fc.constantFrom('resolution' as const, 'first-reply' as const)
    fc.assert(
      fc.property(worked, targets, measures, policies, (rows, hours, measure, reopened) => {
        const promise = {
          asOf,
          clock: 'calendar',
          target: { hours },
          measure,
          ...(measure === 'resolution' && { reopened }),
        } as const
        const { met, missed, pending, withoutReply, tickets, bots } = slaAttainment(rows, promise)
        expect(met + missed + pending + withoutReply).toBe(tickets)
        expect(tickets + bots).toBe(rows.length)
      }),
    )
  })

  it('miss no more promises the longer the time that was promised', () => {
    const targets = fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 }))
    fc.assert(
      fc.property(worked, targets, (rows, [a, b]) => {
        const measure = 'resolution' as const
        const missed = (hours: number): number =>
          slaAttainment(rows, { ...promised, measure, target: { hours } }).missed
        expect(missed(Math.max(a, b))).toBeLessThanOrEqual(missed(Math.min(a, b)))
      }),
    )
  })

  it('agree on what is open', () => {
    fc.assert(
      fc.property(worked, fc.uniqueArray(fc.integer({ min: 1, max: 2000 })), (rows, ends) => {
        const brackets = ends.sort((a, b) => a - b)
        const result = backlog(rows, { ...aged, brackets })
        expect(result.open).toBe(resolutionTimes(rows, options).open)
        const sum = result.brackets.reduce((total, bracket) => total + bracket.tickets, 0)
        expect(sum).toBe(brackets.length > 0 ? result.open : 0)
      }),
    )
  })
})

describe('tallies of contacts', () => {
  const window = { from: '2025-01-15', to: '2025-03-01' }

  it('merge over disjoint customers', () => {
    checkMergeLaw({
      rows: tickets,
      tally: (rows) => {
        // As many customers as there are in the shard, so that those add as well.
        const customers = new Set(rows.map(({ customer }) => customer)).size
        return tallyContacts(rows, { ...window, customers, timeZone: 'UTC' })
      },
      merge: mergeContacts,
      shard: ({ customer }) => customer,
    })
  })

  it('have intervals that hold their rate', () => {
    fc.assert(
      fc.property(tickets, fc.integer({ min: 8, max: 1000 }), (rows, customers) => {
        const result = contactRate(tallyContacts(rows, { ...window, customers, timeZone: 'UTC' }))
        expect(result.interval.low).toBeLessThanOrEqual(result.rate)
        expect(result.interval.high).toBeGreaterThan(result.rate)
        expect(result.dispersion).toBeGreaterThanOrEqual(1)
      }),
    )
  })
})
