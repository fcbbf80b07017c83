import {
  type BusinessHours,
  backlog,
  businessTime,
  complaintRate,
  contactRate,
  firstContactResolution,
  firstReplyTimes,
  mergeContacts,
  mergeTimes,
  praiseRate,
  resolutionTimes,
  slaAttainment,
  type TicketRow,
  tallyContacts,
  tallyTimes,
  ticketTimes,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'
import { refusal, refusalText } from '../support/refusal.js'

const START = Date.UTC(2025, 0, 1)
const ASOF = '2025-12-31T00:00:00Z'

/** So many hours after the start, as an instant. */
function at(hours: number): string {
  return new Date(START + hours * 3_600_000).toISOString()
}

/** Tickets that took so long, or have been open for so long when they are looked at. */
function ticketsOf(lengths: readonly (readonly [hours: number, ended: number])[]): TicketRow[] {
  const asOf = Date.parse(ASOF)
  return lengths.map(([hours, ended]) =>
    ended
      ? { openedAt: at(0), resolvedAt: at(hours) }
      : { openedAt: new Date(asOf - hours * 3_600_000) },
  )
}

/** Times and fates of Miller (1997), `survival::aml`, as tickets. */
function aml(id: string): TicketRow[] {
  const { time, event } = publishedCase('survival', id).input as Record<'time' | 'event', number[]>
  return ticketsOf(time.map((hours, index) => [hours, event[index] as number]))
}

const options = {
  asOf: ASOF,
  clock: 'calendar',
  unit: 'hour',
  reopened: 'last',
  definition: 8,
} as const

const { definition: _, ...tallied } = options

const weekday = [
  { from: '09:00', to: '12:30' },
  { from: '13:30', to: '17:00' },
]
const office = {
  monday: weekday,
  tuesday: weekday,
  wednesday: weekday,
  thursday: weekday,
  friday: weekday,
}
const always = [{ from: '00:00', to: '24:00' }]
const allWeek = {
  monday: always,
  tuesday: always,
  wednesday: always,
  thursday: always,
  friday: always,
  saturday: always,
  sunday: always,
}

describe('resolutionTimes', () => {
  it.each([
    ['P-KM-01', 31, [13, null]],
    ['P-KM-02', 23, [5, 33]],
    ['P-KM-03', 27, [13, 34]],
  ] as const)('has the median and its interval of R’s survfit [%s]', (id, median, ends) => {
    const times = resolutionTimes(aml(id), options)
    expect(times.median).toBe(median)
    expect([times.interval.low, times.interval.high]).toEqual(ends)
    expect(publishedCase('survival', id).expected).toMatchObject({ median, medianCi_loglog: ends })
  })

  it('reads tickets that come one by one as those of a list', () => {
    const list = aml('P-KM-01')
    expect(resolutionTimes(new Set(list), options)).toEqual(resolutionTimes(list, options))
    function* oneByOne(): Generator<TicketRow> {
      for (let at = 0; at < 200; at++) yield list[at % list.length] as TicketRow
    }
    expect(resolutionTimes(oneByOne(), options)).toEqual(resolutionTimes([...oneByOne()], options))
    expect(() => resolutionTimes([], options)).toThrow('tickets is empty')
  })

  // numpy 2.4: every time visited, those at risk counted anew, and the first time at which the curve or
  // an end of its interval is at the share or below.
  it.each([
    [
      'log-log',
      [
        [151, 123, 176],
        [741, 684, 796],
        [3477, 3393, 3561],
        [5668, 5627, 5708],
        [5932, 5912, 5950],
      ],
    ],
    [
      'log',
      [
        [151, 126, 179],
        [741, 687, 799],
        [3477, 3394, 3563],
        [5668, 5628, 5708],
        [5932, 5914, 5951],
      ],
    ],
    [
      'plain',
      [
        [151, 126, 179],
        [741, 685, 799],
        [3477, 3394, 3563],
        [5668, 5626, 5707],
        [5932, 5911, 5947],
      ],
    ],
  ] as const)('has percentiles of thousands of tickets, by the %s scale', (interval, expected) => {
    const asOf = new Date('2025-06-01T00:00:00Z')
    const tickets = Array.from({ length: 6000 }, (_, at) => ({
      openedAt: new Date(asOf.getTime() - ((at * 48_271) % 6007) * 60_000),
      resolvedAt: at % 5 === 0 ? null : asOf,
    }))
    const shares = [0.02, 0.1, 0.5, 0.9, 0.97]
    const times = resolutionTimes(tickets, {
      ...options,
      asOf,
      unit: 'minute',
      at: shares,
      interval,
    })
    expect(times.percentiles.map(({ time, interval: { low, high } }) => [time, low, high])).toEqual(
      expected,
    )
    expect([times.finished.mean, times.open]).toEqual([3001.875, 1200])
  })

  // numpy 2.4: the product-limit curve of the same lives, its ends, and the first time that each is at
  // the share or below.
  it.each([
    [
      'log-log',
      [
        [8, 5, 12],
        [12, 5, 23],
        [27, 13, 34],
        [43, 30, null],
        [48, 43, null],
      ],
    ],
    [
      'log',
      [
        [8, 5, 18],
        [12, 8, 30],
        [27, 18, 45],
        [43, 31, null],
        [48, 43, null],
      ],
    ],
    [
      'plain',
      [
        [8, 5, 13],
        [12, 8, 27],
        [27, 18, 34],
        [43, 30, 48],
        [48, 34, null],
      ],
    ],
  ] as const)('has the percentiles of the curve with %s intervals', (interval, expected) => {
    const at = [0.1, 0.25, 0.5, 0.75, 0.9]
    const times = resolutionTimes(aml('P-KM-03'), { ...options, at, interval })
    expect(times.percentiles.map(({ time, interval: { low, high } }) => [time, low, high])).toEqual(
      expected,
    )
    expect(times.percentiles.map((percentile) => percentile.at)).toEqual(at)
    expect(times.interval.method).toBe(interval)
  })

  it('has mean and quantiles of the finished tickets alone, by definition', () => {
    const at = [0.25, 0.5, 0.9]
    const { finished, ...rest } = resolutionTimes(aml('P-KM-03'), { ...options, at })
    // scipy 1.17: stats.t.interval; numpy 2.4: quantile, method 'median_unbiased'.
    expectNear(finished.mean, 23.055555555555557, { rel: 1e-14 })
    expectNear(
      [finished.meanInterval?.low, finished.meanInterval?.high],
      [16.023928727694788, 30.087182383416327],
      { rel: 1e-11 },
    )
    expectNear(
      finished.quantiles.map(({ time }) => time),
      [8.916666666666666, 23, 44.66666666666667],
      { rel: 1e-13 },
    )
    expect(finished).toMatchObject({ tickets: 18, definition: 8 })
    expect(rest).toMatchObject({ tickets: 23, open: 5, bots: 0, measure: 'resolution' })
    expect(rest).toMatchObject({ clock: 'calendar', reopened: 'last', unit: 'hour' })
  })

  it('has no median before half are resolved, and nothing of finished tickets where no ticket is finished', () => {
    const times = resolutionTimes(
      ticketsOf([
        [3, 0],
        [5, 0],
      ]),
      options,
    )
    expect(times.median).toBe(null)
    expect(times.interval).toMatchObject({ low: null, high: null })
    expect(times.finished).toEqual({
      tickets: 0,
      mean: null,
      meanInterval: null,
      quantiles: [],
      definition: 8,
    })
    expect(resolutionTimes(ticketsOf([[3, 1]]), options).finished).toMatchObject({
      mean: 3,
      meanInterval: null,
    })
  })

  const reopened: TicketRow = {
    openedAt: at(0),
    resolvedAt: at(2),
    reopenings: [
      { reopenedAt: at(10), resolvedAt: at(13) },
      { reopenedAt: at(20), resolvedAt: at(24) },
    ],
  }

  it.each([
    ['first', 2],
    ['last', 24],
    // 2 + 3 + 4 hours.
    ['total-open', 9],
  ] as const)('counts a reopened ticket by its policy: %s', (policy, hours) => {
    const times = resolutionTimes([reopened], { ...options, reopened: policy })
    expect(times).toMatchObject({ median: hours, reopened: policy, open: 0 })
  })

  it.each([
    // Resolved at 2, as was known at 21; open for 21 hours; 2 + 3 + 1 hours open so far.
    ['first', 2, 0],
    ['last', 21, 1],
    ['total-open', 6, 1],
  ] as const)('reads only what was known: %s', (policy, hours, open) => {
    const tally = tallyTimes([reopened], {
      ...tallied,
      asOf: at(21),
      reopened: policy,
      measure: 'resolution',
    })
    expect(tally.times).toEqual({ [hours]: { ended: 1 - open, open } })
  })

  it('knows at an instant of what happened at that instant', () => {
    // Resolved again at 13, reopened again at 20: 13 hours until the first, 20 and still open with the other.
    const tally = (hours: number) =>
      tallyTimes([reopened], { ...tallied, asOf: at(hours), measure: 'resolution' }).times
    expect(tally(13)).toEqual({ 13: { ended: 1, open: 0 } })
    expect(tally(20)).toEqual({ 20: { ended: 0, open: 1 } })
    expect(tally(24)).toEqual({ 24: { ended: 1, open: 0 } })
  })

  it('does not know of a reopening that is yet to come, or of a ticket', () => {
    const times = resolutionTimes([reopened, { openedAt: at(9) }], { ...options, asOf: at(8) })
    expect(times).toMatchObject({ median: 2, tickets: 1, open: 0 })
  })

  it('leaves out what bots dealt with, and says how many', () => {
    const bot = { openedAt: at(0), resolvedAt: at(0), bot: true }
    const times = resolutionTimes([bot, ...ticketsOf([[5, 1]]), bot], options)
    expect(times).toMatchObject({ median: 5, tickets: 1, bots: 2 })
    expect(refusalText(() => resolutionTimes([bot], options))).toEqual([
      'empty',
      'resolutionTimes: tickets is empty, not at least one ticket',
    ])
  })

  it('gives times in the unit asked for', () => {
    const one = ticketsOf([[36, 1]])
    expect(resolutionTimes(one, { ...options, unit: 'day' }).median).toBe(1.5)
    expect(resolutionTimes(one, { ...options, unit: 'minute' }).median).toBe(2160)
    expect(resolutionTimes(one, { ...options, unit: 'second' }).median).toBe(129_600)
  })

  it('measures business hours over a weekend and a holiday', () => {
    // Thursday 16:00 to Tuesday 10:00 in Berlin over Easter 2025: 1 + 0 + 0 + 0 + 0 + 1 hours.
    const ticket = { openedAt: '2025-04-17T14:00:00Z', resolvedAt: '2025-04-22T08:00:00Z' }
    const hours = {
      timeZone: 'Europe/Berlin',
      week: office,
      holidays: ['2025-04-18', '2025-04-21'],
    }
    const times = resolutionTimes([ticket], { ...options, clock: hours })
    expect(times).toMatchObject({ median: 2, clock: 'business' })
    const { holidays: _, ...without } = hours
    // Two days of 7 hours more.
    expect(resolutionTimes([ticket], { ...options, clock: without }).median).toBe(16)
  })

  it.each([
    [
      { openedAt: at(2), resolvedAt: at(1) },
      'out-of-range',
      `resolvedAt is "${at(1)}", not an instant from openedAt on`,
    ],
    [
      { openedAt: at(2), firstReplyAt: at(1) },
      'out-of-range',
      `firstReplyAt is "${at(1)}", not an instant from openedAt on`,
    ],
    [
      { openedAt: '2025-01-01' },
      'invalid',
      `openedAt is "2025-01-01", not a valid Date or an ISO date-time with its offset, such as '2025-01-31T09:30:00Z'`,
    ],
    [
      { openedAt: at(0), resolvedAt: 'soon' },
      'invalid',
      `resolvedAt is "soon", not a valid Date or an ISO date-time with its offset, such as '2025-01-31T09:30:00Z'`,
    ],
    [{ openedAt: at(0), bot: 'no' }, 'invalid', 'bot is "no", not true or false'],
    [
      { openedAt: at(0), resolvedAt: at(3), reopenings: [{ reopenedAt: at(2) }] },
      'out-of-range',
      `reopenings[0].reopenedAt is "${at(2)}", not an instant from its resolution on`,
    ],
    [
      {
        openedAt: at(0),
        resolvedAt: at(3),
        reopenings: [{ reopenedAt: at(4), resolvedAt: at(3) }],
      },
      'out-of-range',
      `reopenings[0].resolvedAt is "${at(3)}", not an instant from reopenedAt on`,
    ],
    [
      { openedAt: at(0), reopenings: [{ reopenedAt: at(2) }] },
      'mismatch',
      'reopenings[0] is an array, not there before the ticket was resolved',
    ],
    [
      {
        openedAt: at(0),
        resolvedAt: at(1),
        reopenings: [{ reopenedAt: at(2) }, { reopenedAt: at(3) }],
      },
      'mismatch',
      'reopenings[1] is an array, not there before the ticket was resolved',
    ],
  ] as const)('refuses %j', (ticket, code, message) => {
    const good = { openedAt: at(0) }
    expect(refusalText(() => resolutionTimes([good, ticket as TicketRow], options))).toEqual([
      code,
      `resolutionTimes: tickets[1].${message}`,
    ])
  })

  it.each([
    [{ reopened: undefined }, 'reopened is undefined, not one of first, last, total-open'],
    [{ clock: undefined }, "clock is undefined, not 'calendar' or business hours"],
    [{ definition: undefined }, 'definition is undefined, not a whole number from 1 to 9'],
    [{ unit: 'week' }, 'unit is "week", not one of second, minute, hour, day'],
    [
      { asOf: 'now' },
      `asOf is "now", not a valid Date or an ISO date-time with its offset, such as '2025-01-31T09:30:00Z'`,
    ],
    [{ at: [0] }, 'at[0] is 0, not a number from 0.000001 to 0.999999'],
    [{ at: Array(1001).fill(0.5) }, 'at.length is 1001, not a whole number from 0 to 1000'],
    [{ interval: 'wald' }, 'interval is "wald", not one of log-log, log, plain'],
    [{ confidence: 95 }, 'confidence is 95, not a number from 0 to 0.999999'],
  ] as const)('refuses the option %j', (wrong, message) => {
    const all = { ...options, ...wrong } as never
    expect(refusalText(() => resolutionTimes([{ openedAt: at(0) }], all))[1]).toBe(
      `resolutionTimes: ${message}`,
    )
  })
})

describe('business hours', () => {
  const berlin: BusinessHours = { timeZone: 'Europe/Berlin', week: allWeek }

  it.each([
    // Clocks go forward on 30 March 2025 and back on 26 October.
    ['2025-03-30T00:00:00+01:00', '2025-03-31T00:00:00+02:00', 23],
    ['2025-10-26T00:00:00+02:00', '2025-10-27T00:00:00+01:00', 25],
    ['2025-10-26T02:30:00+02:00', '2025-10-26T02:30:00+01:00', 1],
    ['2025-03-30T01:59:59+01:00', '2025-03-30T03:00:00+02:00', 1 / 3600],
  ])('count what passes: %s to %s', (from, to, expected) => {
    expect(businessTime({ from, to }, { hours: berlin, unit: 'hour' })).toBe(expected)
  })

  it.each([
    // A shift over the jump: from 1:00 to 4:00 are two hours in March and four in October.
    ['2025-03-30T00:00:00+01:00', '2025-03-30T12:00:00+02:00', 2],
    ['2025-10-26T00:00:00+02:00', '2025-10-26T12:00:00+01:00', 4],
    ['2025-10-19T00:00:00+02:00', '2025-10-19T12:00:00+02:00', 3],
  ])('read shifts off the clock on the wall: %s to %s', (from, to, expected) => {
    const hours = { timeZone: 'Europe/Berlin', week: { sunday: [{ from: '01:00', to: '04:00' }] } }
    expect(businessTime({ from, to }, { hours, unit: 'hour' })).toBe(expected)
  })

  it.each([
    ['2025-03-30T00:00:00Z', '2025-03-30T12:00:00Z', 0],
    ['2025-10-25T22:00:00Z', '2025-10-26T12:00:00Z', 120],
  ])(
    'have no hour that is skipped, and twice one that is repeated: %s to %s',
    (from, to, expected) => {
      const hours = {
        timeZone: 'Europe/Berlin',
        week: { sunday: [{ from: '02:00', to: '03:00' }] },
      }
      expect(businessTime({ from, to }, { hours, unit: 'minute' })).toBe(expected)
    },
  )

  it('know that Samoa had no 30 December 2011', () => {
    const hours = { timeZone: 'Pacific/Apia', week: { friday: always } }
    const span = { from: '2011-12-25T00:00:00Z', to: '2012-01-03T00:00:00Z' }
    expect(businessTime(span, { hours, unit: 'hour' })).toBe(0)
  })

  it('have a holiday once, however often it is named, and where it is a day in the zone', () => {
    const holidays = ['2025-05-01', new Date('2025-04-30T22:00:00Z'), '2025-05-01']
    const hours = { ...berlin, holidays }
    const span = { from: '2025-04-30T12:00:00+02:00', to: '2025-05-01T12:00:00+02:00' }
    expect(businessTime(span, { hours, unit: 'hour' })).toBe(12)
    const week = { from: '2025-04-28T00:00:00+02:00', to: '2025-05-05T00:00:00+02:00' }
    expect(businessTime(week, { hours, unit: 'hour' })).toBe(144)
  })

  it.each(['America/New_York', 'Asia/Tokyo', 'Pacific/Kiritimati', 'UTC'])(
    'reach from 1970 to 2099 in %s, where on the wall it is another year',
    (timeZone) => {
      const span = { from: '1970-01-01T00:00:00Z', to: '2099-12-31T23:59:59Z' }
      const whole = (Date.parse(span.to) - Date.parse(span.from)) / 1000
      // Holidays of years that no ticket is of.
      const hours = { timeZone, week: allWeek, holidays: ['1900-01-01', '2200-12-25'] }
      expect(businessTime(span, { hours, unit: 'second' })).toBe(whole)
      // A minute of each day, of which a year has 365.2422.
      const week = Object.fromEntries(
        Object.keys(allWeek).map((day) => [day, [{ from: '08:30', to: '08:31' }]]),
      )
      const minutes = businessTime(span, { hours: { timeZone, week }, unit: 'minute' })
      expect(Math.abs(minutes - 130 * 365.2422)).toBeLessThan(2)
    },
  )

  it('are the same where each day of years is a date with the shifts of its weekday', () => {
    const morning = [{ from: '08:00', to: '12:30' }]
    const late = [...morning, { from: '13:00', to: '18:15' }]
    const week = { monday: late, tuesday: late, thursday: morning, saturday: morning }
    const dates = Array.from({ length: 1500 }, (_, at) => {
      const on = new Date(Date.UTC(2023, 0, 1 + at))
      // 2023 began on a Sunday, which has no shifts.
      const shifts = [[], late, late, [], morning, [], morning][on.getUTCDay()] ?? []
      return { on: on.toISOString().slice(0, 10), shifts }
    })
    for (const to of ['2023-01-05T09:00:00Z', '2025-06-12T13:45:30Z', '2027-02-08T23:59:59Z']) {
      const span = { from: '2023-01-02T10:20:00Z', to }
      const usual = { timeZone: 'Europe/Berlin', week }
      // A day of the week needs shifts, so that one is left where all days are dates.
      const dated = { timeZone: 'Europe/Berlin', week: { monday: late }, dates }
      expect(businessTime(span, { hours: dated, unit: 'second' })).toBe(
        businessTime(span, { hours: usual, unit: 'second' }),
      )
    }
  })

  it('are those of the date where it has its own: half a day before a holiday, a Saturday of work', () => {
    const dates = [
      { on: '2025-12-27', shifts: [{ from: '10:00', to: '14:30' }] },
      { on: '2025-12-24', shifts: [{ from: '09:00', to: '12:00' }] },
    ]
    const hours = {
      timeZone: 'Europe/Berlin',
      week: office,
      holidays: ['2025-12-25', '2025-12-26'],
      dates,
    }
    const time = (from: string, to: string): number =>
      businessTime({ from: `${from}:00+01:00`, to: `${to}:00+01:00` }, { hours, unit: 'hour' })
    // Wednesday from eleven to twelve, Saturday until eleven; two holidays and the afternoon do not count.
    expect(time('2025-12-24T11:00', '2025-12-24T18:00')).toBe(1)
    expect(time('2025-12-24T13:00', '2025-12-27T11:00')).toBe(1)
    expect(time('2025-12-24T00:00', '2025-12-28T00:00')).toBe(7.5)
    const { dates: _, ...usual } = hours
    const monday = { from: '2025-12-29T00:00:00+01:00', to: '2025-12-30T00:00:00+01:00' }
    expect(businessTime(monday, { hours, unit: 'hour' })).toBe(
      businessTime(monday, { hours: usual, unit: 'hour' }),
    )
  })

  it.each<[object, string]>([
    [
      { holidays: ['2025-12-25'], dates: [{ on: '2025-12-25', shifts: [] }] },
      'hours.dates[0].on is "2025-12-25", not a day that is neither a holiday nor in dates before',
    ],
    [
      {
        dates: [
          { on: '2025-12-25', shifts: [] },
          { on: '2025-12-25', shifts: [] },
        ],
      },
      'hours.dates[1].on is "2025-12-25", not a day that is neither a holiday nor in dates before',
    ],
    [
      { dates: [{ on: '2025-12-25', hours: [] }] },
      'hours.dates[0].hours is an array, not one of on, shifts',
    ],
    [{ dates: [{ on: 'Christmas', shifts: [] }] }, 'hours.dates[0].on is "Christmas", not a day'],
    [{ dates: [{ on: '2025-12-25', shifts: 5 }] }, 'hours.dates[0].shifts is 5, not an iterable'],
    [
      { dates: [{ on: '2025-12-25', shifts: [{ from: '09:00', to: '09:00' }] }] },
      'hours.dates[0].shifts[0].to is "09:00", not after its beginning',
    ],
    [
      {
        dates: [
          {
            on: '2025-12-25',
            shifts: [...weekday, { from: '17:00', to: '18:00' }, { from: '16:59', to: '17:01' }],
          },
        ],
      },
      'hours.dates[0].shifts[3] is an object, not apart from the other shifts of the day',
    ],
    [{ dates: 5 }, 'hours.dates is 5, not an iterable'],
    [{ holidays: 5 }, 'hours.holidays is 5, not an iterable'],
  ])('refuse dates that contradict: %j', (wrong, message) => {
    const hours = { timeZone: 'UTC', week: office, ...wrong } as never
    const span = { from: '2025-03-03T00:00:00Z', to: '2025-03-05T00:00:00Z' }
    expect(refusalText(() => businessTime(span, { hours, unit: 'hour' }))[1]).toContain(message)
  })

  it('are all time between two midnights, however many days apart', () => {
    const hours = { timeZone: 'UTC', week: allWeek }
    const midnight = (day: number): string => new Date(START + day * 86_400_000).toISOString()
    const tickets = Array.from({ length: 31 }, (_, day) => ({ openedAt: midnight(-day) }))
    for (const [day, { openedAt }] of tickets.entries()) {
      const span = { from: openedAt, to: midnight(0) }
      expect(businessTime(span, { hours, unit: 'hour' })).toBe(24 * day)
      const looked = { clock: hours, unit: 'hour', definition: 7 } as const
      expect(backlog([{ openedAt }], { ...looked, asOf: midnight(0) }).oldest).toBe(24 * day)
    }
    // The other way round, each is measured after all that are further back.
    const options = { asOf: midnight(0), clock: hours, unit: 'hour', definition: 7 } as const
    const bySize = (rows: TicketRow[]) => backlog(rows, { ...options, at: [0, 0.5, 1] }).ages
    expect(bySize([...tickets].reverse())).toEqual(bySize(tickets))
    expect(bySize(tickets).map(({ time }) => time)).toEqual([0, 360, 720])
  })

  it('may have shifts that meet, and shifts of a minute', () => {
    const monday = { from: '2025-03-03T00:00:00Z', to: '2025-03-04T00:00:00Z' }
    const worked = (...shifts: (readonly [string, string])[]): number => {
      const list = shifts.map(([from, to]) => ({ from, to }))
      const usual = { timeZone: 'UTC', week: { monday: list } }
      const own = {
        timeZone: 'UTC',
        week: { friday: always },
        dates: [{ on: '2025-03-03', shifts: list }],
      }
      const [time, other] = [usual, own].map((hours) =>
        businessTime(monday, { hours, unit: 'minute' }),
      )
      expect(other).toBe(time)
      return time as number
    }
    expect(worked(['09:00', '12:00'], ['12:00', '17:00'])).toBe(480)
    expect(worked(['12:00', '17:00'], ['09:00', '12:00'])).toBe(480)
    expect(worked(['23:59', '24:00'], ['00:00', '00:01'])).toBe(2)
  })

  it('are as long as they are over decades', () => {
    // 1970 to 2099 are 47,482 days; clocks that go forward and back leave nothing over.
    const span = { from: '1970-01-01T00:00:00Z', to: '2099-12-31T23:59:59.999Z' }
    expect(businessTime(span, { hours: berlin, unit: 'second' })).toBe(47_482 * 86_400 - 0.001)
  })

  const within = { from: '2025-03-03T00:00:00Z', to: '2025-03-04T00:00:00Z' }
  it.each([
    [
      {
        monday: [
          { from: '09:00', to: '13:00' },
          { from: '12:59', to: '17:00' },
        ],
      },
      'mismatch',
      'hours.week.monday[1] is an object, not apart from the other shifts of the day',
    ],
    [
      { monday: [{ from: '17:00', to: '09:00' }] },
      'out-of-range',
      'hours.week.monday[0].to is "09:00", not after its beginning',
    ],
    [
      { monday: [{ from: '24:00', to: '24:00' }] },
      'out-of-range',
      'hours.week.monday[0].to is "24:00", not after its beginning',
    ],
    [
      { monday: [{ from: '9:00', to: '10:00' }] },
      'invalid',
      `hours.week.monday[0].from is "9:00", not a time of day such as '09:00'`,
    ],
    [
      { mon: [] },
      'invalid',
      'hours.week.mon is "mon", not one of sunday, monday, tuesday, wednesday, thursday, friday, saturday',
    ],
    [{ monday: 5 }, 'invalid', 'hours.week.monday is 5, not an iterable'],
    [{ monday: [] }, 'empty', 'hours.week is empty, not at least one shift'],
    [undefined, 'invalid', 'hours.week is undefined, not a plain object'],
  ] as const)('refuse the week %j', (week, code, message) => {
    const hours = { timeZone: 'UTC', week } as never
    expect(refusalText(() => businessTime(within, { hours, unit: 'hour' }))).toEqual([
      code,
      `businessTime: ${message}`,
    ])
  })

  it.each([
    [
      within,
      { hours: { ...berlin, timeZone: 'Berlin' }, unit: 'hour' },
      `hours.timeZone is "Berlin", not an IANA time zone such as 'Europe/Berlin'`,
    ],
    [
      within,
      { hours: { ...berlin, holidays: ['1 May'] }, unit: 'hour' },
      `hours.holidays[0] is "1 May", not a day such as '2025-01-31', a valid Date or an ISO date-time with its offset`,
    ],
    [
      within,
      { hours: berlin, unit: 'day' },
      'unit is "day", not hours, minutes or seconds, as business days differ',
    ],
    [within, { hours: 'calendar', unit: 'hour' }, 'hours is "calendar", not a plain object'],
    [
      { from: within.to, to: within.from },
      { hours: berlin, unit: 'hour' },
      `span.to is "${within.from}", not an instant from span.from on`,
    ],
    [
      { from: '1969-12-31T23:59:59Z', to: within.to },
      { hours: berlin, unit: 'hour' },
      'span is an object, not within the years 1970 to 2099',
    ],
    [
      { from: within.from, to: '2100-01-01T00:00:00Z' },
      { hours: berlin, unit: 'hour' },
      'span is an object, not within the years 1970 to 2099',
    ],
  ] as const)('refuse %j by %j', (span, wrong, message) => {
    expect(refusalText(() => businessTime(span, wrong as never))[1]).toBe(
      `businessTime: ${message}`,
    )
  })

  it.each([
    [
      { week: { Mondy: weekday } },
      'hours.week.Mondy is "Mondy", not one of sunday, monday, tuesday, wednesday, thursday, friday, saturday',
    ],
    [
      { week: office, holiday: ['2025-12-25'] },
      'hours.holiday is an array, not a known field: did you mean holidays?',
    ],
  ])('refuse a field spelt wrong: %j', (wrong, message) => {
    const hours = { timeZone: 'UTC', ...wrong } as never
    const span = { from: '2025-03-03T00:00:00Z', to: '2025-03-05T00:00:00Z' }
    expect(refusalText(() => businessTime(span, { hours, unit: 'hour' }))).toEqual([
      'invalid',
      `businessTime: ${message}`,
    ])
  })

  it('are not known before 1970, or after 2099', () => {
    const clock = { timeZone: 'UTC', week: allWeek }
    expect(
      refusalText(() =>
        resolutionTimes([{ openedAt: '1969-01-01T00:00:00Z' }], { ...options, clock }),
      ),
    ).toEqual([
      'out-of-range',
      'resolutionTimes: tickets[0].openedAt is "1969-01-01T00:00:00Z", not an instant from 1970 on',
    ])
    for (const asOf of ['2100-01-01T00:00:00Z', '1969-12-31T23:59:59Z'])
      expect(refusalText(() => resolutionTimes([], { ...options, clock, asOf }))).toEqual([
        'out-of-range',
        `resolutionTimes: asOf is "${asOf}", not an instant from 1970 to 2099`,
      ])
    // The last instant of all is one, and so is the first.
    const opened = [{ openedAt: '1970-01-01T00:00:00Z' }]
    for (const asOf of ['1970-01-01T00:00:00Z', '2099-12-31T23:59:59.999Z'])
      expect(resolutionTimes(opened, { ...options, clock, asOf }).open).toBe(1)
    expect(refusalText(() => resolutionTimes([], { ...options, clock, unit: 'day' }))[0]).toBe(
      'mismatch',
    )
  })
})

describe('firstReplyTimes', () => {
  const { reopened: _, ...replies } = options
  const { definition: __, ...replyTally } = replies

  it('waits until asOf where nobody has answered, and until it was closed where nobody will', () => {
    const tally = tallyTimes(
      [
        { openedAt: at(0), firstReplyAt: at(2), resolvedAt: at(9) },
        { openedAt: at(0), resolvedAt: at(5) },
        { openedAt: at(0) },
        { openedAt: at(0), firstReplyAt: at(8), resolvedAt: at(6) },
        { openedAt: at(0), firstReplyAt: at(11) },
      ],
      { ...replyTally, measure: 'first-reply', asOf: at(10) },
    )
    expect(tally.times).toEqual({
      2: { ended: 1, open: 0 },
      5: { ended: 0, open: 1 },
      8: { ended: 1, open: 0 },
      10: { ended: 0, open: 2 },
    })
    expect(tally).toMatchObject({ measure: 'first-reply', reopened: null })
  })

  it('has no policy for reopened tickets', () => {
    const times = firstReplyTimes([{ openedAt: at(0), firstReplyAt: at(3) }], replies)
    expect(times).toMatchObject({ median: 3, measure: 'first-reply', reopened: null })
  })

  it.each([
    ['tallyTimes', (given: object) => tallyTimes([], { ...replyTally, ...given } as never)],
    [
      'slaAttainment',
      (given: object) =>
        slaAttainment([], {
          asOf: ASOF,
          clock: 'calendar',
          target: { hours: 1 },
          ...given,
        } as never),
    ],
  ])(
    'refuses such a policy in %s, and asks for it where resolutions are measured',
    (name, call) => {
      const policy = (given: object) => refusalText(() => call(given))
      expect(policy({ measure: 'first-reply', reopened: 'last' })).toEqual([
        'mismatch',
        `${name}: reopened is "last", not given where the measure is first-reply`,
      ])
      expect(policy({ measure: 'resolution' })).toEqual([
        'invalid',
        `${name}: reopened is undefined, not one of first, last, total-open`,
      ])
    },
  )
})

describe('columns that look like a field which no ticket has', () => {
  const ticket = { openedAt: at(0), participants: 1, furtherMessages: 0 }
  const seen = { asOf: at(100), clock: 'calendar' } as const
  const looked = { ...seen, unit: 'hour', definition: 7 } as const
  const tallying = { ...seen, unit: 'hour' } as const
  const goal = { ...seen, target: { hours: 4 } } as const
  const resolution = { measure: 'resolution', reopened: 'last' } as const
  const reply = { measure: 'first-reply' } as const

  it.each<[name: string, read: string[], unread: string[], call: (tickets: never) => unknown]>([
    [
      'firstContactResolution',
      ['resolvedAt', 'reopenings', 'bot'],
      ['firstReplyAt'],
      (tickets) =>
        firstContactResolution(tickets, { asOf: at(100), definition: 'one-participant' }),
    ],
    [
      'resolutionTimes',
      ['resolvedAt', 'reopenings', 'holds', 'bot'],
      ['firstReplyAt'],
      (tickets) => resolutionTimes(tickets, { ...looked, reopened: 'last' }),
    ],
    [
      'firstReplyTimes',
      ['firstReplyAt', 'resolvedAt', 'holds', 'bot'],
      ['reopenings'],
      (tickets) => firstReplyTimes(tickets, looked),
    ],
    [
      'slaAttainment of resolutions',
      ['resolvedAt', 'reopenings', 'holds', 'bot'],
      ['firstReplyAt'],
      (tickets) => slaAttainment(tickets, { ...goal, ...resolution }),
    ],
    [
      'slaAttainment of replies',
      ['firstReplyAt', 'resolvedAt', 'holds', 'bot'],
      ['reopenings'],
      (tickets) => slaAttainment(tickets, { ...goal, ...reply }),
    ],
    [
      'tallyTimes',
      ['resolvedAt', 'reopenings', 'holds', 'bot'],
      ['firstReplyAt'],
      (tickets) => tallyTimes(tickets, { ...tallying, ...resolution }),
    ],
    [
      'backlog',
      ['firstReplyAt', 'resolvedAt', 'reopenings', 'bot'],
      ['holds'],
      (tickets) => backlog(tickets, looked),
    ],
  ])(
    'are a question to %s, which reads %j, and not where they mean %j',
    (_, read, unread, call) => {
      const columns: Readonly<Record<string, object>> = {
        firstReplyAt: { first_response_at: at(1) },
        resolvedAt: { solved_at: at(1) },
        reopenings: { reopens: 2 },
        holds: { on_hold_since: at(1) },
        bot: { isBot: 1 },
      }
      for (const field of read)
        expect(refusalText(() => call([{ ...ticket, ...columns[field] }] as never))).toEqual([
          'invalid',
          expect.stringContaining(`name the column ${field}`),
        ])
      for (const field of unread)
        expect(call([{ ...ticket, ...columns[field] }] as never)).toEqual(call([ticket] as never))
    },
  )
})

describe('tallies of times', () => {
  const names = {
    measure: 'resolution',
    clock: 'calendar',
    reopened: 'last',
    unit: 'hour',
  } as const

  it('count completed units', () => {
    const tickets = [
      { openedAt: at(0), resolvedAt: at(1.99) },
      { openedAt: at(0), resolvedAt: at(2) },
    ]
    expect(tallyTimes(tickets, { ...tallied, measure: 'resolution' })).toEqual({
      ...names,
      bots: 0,
      times: { 1: { ended: 1, open: 0 }, 2: { ended: 1, open: 0 } },
    })
  })

  it('say the same as the tickets, where those took whole units', () => {
    const tickets = aml('P-KM-03')
    const tally = tallyTimes(tickets, { ...tallied, measure: 'resolution' })
    expect(ticketTimes(tally, { definition: 8 })).toEqual(resolutionTimes(tickets, options))
  })

  it.each([
    [{ ...names, unit: 'day' }, 'unit is "day", not hour as in tallies[0]'],
    [{ ...names, clock: 'business' }, 'clock is "business", not calendar as in tallies[0]'],
    [{ ...names, reopened: 'first' }, 'reopened is "first", not last as in tallies[0]'],
    [
      { ...names, measure: 'first-reply', reopened: null },
      'measure is "first-reply", not resolution as in tallies[0]',
    ],
    [{ ...names, measure: 'first-reply' }, 'reopened is "last", not null for first replies'],
    [{ ...names, hold: 'stops' }, 'hold is "stops", not one of pauses, counts'],
    [{ ...names, bots: -1 }, 'bots is -1, not a whole number of at least 0'],
    [
      { ...names, times: { 3: { ended: -1, open: 0 } } },
      'times[3].ended is -1, not a whole number of at least 0',
    ],
    [
      { ...names, times: { 3: { ended: 1, open: 0.5 } } },
      'times[3].open is 0.5, not a whole number of at least 0',
    ],
    [{ ...names, times: { 3: 1 } }, 'times[3] is 1, not a plain object'],
    [{ ...names, times: 5 }, 'times is 5, not a plain object'],
    [
      { ...names, times: { '01': { ended: 1, open: 0 } } },
      'times[01] is "01", not a whole number of at least 0',
    ],
    [
      { ...names, times: { soon: { ended: 1, open: 0 } } },
      'times.soon is "soon", not a whole number of at least 0',
    ],
  ] as const)('do not add to %j', (other, message) => {
    const tally = { bots: 0, times: { 1: { ended: 1, open: 0 } } }
    const tallies = [
      { ...tally, ...names },
      { ...tally, ...other },
    ] as never
    expect(refusalText(() => mergeTimes(tallies))[1]).toBe(`mergeTimes: tallies[1].${message}`)
  })

  it('have no time that no ticket took', () => {
    const tally = { ...names, bots: 0, times: { 1: { ended: 1, open: 0 } } } as const
    const zeros = { ...tally, times: { ...tally.times, 7: { ended: 0, open: 0 } } }
    expect(mergeTimes([zeros])).toEqual(tally)
    expect(mergeTimes([zeros, tally]).times).toEqual({ 1: { ended: 2, open: 0 } })
    expect(ticketTimes(zeros, { definition: 7 })).toEqual(ticketTimes(tally, { definition: 7 }))
  })

  it('need at least one ticket', () => {
    expect(refusalText(() => tallyTimes([], { ...tallied, measure: 'resolution' }))[1]).toBe(
      'tallyTimes: tickets is empty, not at least one ticket',
    )
    expect(refusalText(() => mergeTimes([]))[0]).toBe('empty')
    expect(refusalText(() => tallyTimes([], { ...tallied, measure: 'resolution' }))[0]).toBe(
      'empty',
    )
    const none = { ...names, bots: 0, times: { 3: { ended: 0, open: 0 } } }
    expect(refusal(() => ticketTimes(none, { definition: 7 }))).toMatchObject({
      code: 'empty',
      path: ['tickets'],
      received: [],
    })
  })

  it('of more tickets than can be counted are refused by the time that has them', () => {
    for (const field of ['ended', 'open'] as const) {
      const counts = { ended: 0, open: 0, [field]: Number.MAX_SAFE_INTEGER }
      const tally = { ...names, bots: 0, times: { 12: counts } }
      expect(refusal(() => mergeTimes([tally, tally]))).toMatchObject({
        code: 'out-of-range',
        path: ['tallies', 1, 'times', 12, field],
      })
    }
  })

  it('are of resolutions or of first replies, which has to be said', () => {
    for (const measure of [undefined, 'reply'])
      expect(refusal(() => tallyTimes([], { ...tallied, measure } as never))).toMatchObject({
        code: 'invalid',
        path: ['measure'],
      })
  })
})

describe('firstContactResolution', () => {
  const tickets: TicketRow[] = [
    { openedAt: at(0), resolvedAt: at(1), participants: 1, furtherMessages: 0 },
    { openedAt: at(0), resolvedAt: at(1), participants: 2, furtherMessages: 0 },
    {
      openedAt: at(0),
      resolvedAt: at(1),
      reopenings: [{ reopenedAt: at(30), resolvedAt: at(31) }],
      participants: 1,
      furtherMessages: 1,
    },
    { openedAt: at(0), resolvedAt: at(90), participants: 1, furtherMessages: 0 },
    { openedAt: at(0), participants: 1, furtherMessages: 0 },
    { openedAt: at(0), resolvedAt: at(1), bot: true },
  ]

  it.each([
    // Resolved once by one: the first and the fourth, of all five.
    ['one-participant', undefined, 2, 5, 0],
    // No further message: all but the third of the four that are resolved.
    ['no-further-message', undefined, 3, 4, 0],
    // Reopened after 29 hours: within two days, not within one. The fourth was resolved 10 hours ago.
    ['not-reopened', { days: 2 }, 2, 3, 1],
    ['not-reopened', { hours: 24 }, 3, 3, 1],
    ['not-reopened', { hours: 29 }, 2, 3, 1],
    ['not-reopened', { hours: 28, minutes: 59 }, 3, 3, 1],
  ] as const)('by %s within %j', (definition, within, firstContact, base, pending) => {
    const result = firstContactResolution(tickets, {
      asOf: at(100),
      definition,
      ...(within && { within }),
    })
    expect(result).toMatchObject({ firstContact, base, pending, definition, tickets: 5, bots: 1 })
    expect(result.rate).toBe(firstContact / base)
    expect(result.interval).toMatchObject({ method: 'wilson', confidence: 0.95 })
  })

  it('decides about a ticket as soon as the time is over', () => {
    const ticket = { openedAt: at(0), resolvedAt: at(10) }
    const seen = (hours: number) =>
      firstContactResolution([ticket], {
        asOf: at(hours),
        definition: 'not-reopened',
        within: { hours: 30 },
      })
    // Resolved at 10, it has stayed closed for 30 hours at 40.
    expect(seen(39.99)).toMatchObject({ rate: null, base: 0, pending: 1 })
    expect(seen(40)).toMatchObject({ rate: 1, base: 1, pending: 0 })
    // Its resolution is known at its instant.
    const atOnce = firstContactResolution([{ ...ticket, furtherMessages: 0 }], {
      asOf: at(10),
      definition: 'no-further-message',
    })
    expect(atOnce).toMatchObject({ rate: 1, pending: 0 })
  })

  it('has no rate before anything is decided', () => {
    const open = [{ openedAt: at(0), furtherMessages: 0 }]
    const result = firstContactResolution(open, { asOf: at(1), definition: 'no-further-message' })
    expect(result).toMatchObject({ rate: null, interval: null, base: 0, tickets: 1 })
  })

  it('refuses rows and options without what the definition reads', () => {
    const asOf = at(100)
    const rows = [{ openedAt: at(0), resolvedAt: at(1) }]
    const message = (options: object): string =>
      refusalText(() => firstContactResolution(rows, { asOf, ...options } as never))[1]
    expect(message({ definition: 'one-participant' })).toBe(
      'firstContactResolution: tickets[0].participants is undefined, not a whole number of at least 0',
    )
    expect(message({ definition: 'no-further-message' })).toBe(
      'firstContactResolution: tickets[0].furtherMessages is undefined, not a whole number of at least 0',
    )
    expect(message({ definition: 'not-reopened' })).toBe(
      'firstContactResolution: within is undefined, not a plain object',
    )
    expect(message({ definition: 'not-reopened', within: {} })).toBe(
      'firstContactResolution: within is an object, not a length of time such as { hours: 4 }',
    )
    expect(message({})).toBe(
      'firstContactResolution: definition is undefined, not one of one-participant, no-further-message, not-reopened',
    )
    expect(
      refusalText(() => firstContactResolution([], { asOf, definition: 'one-participant' }))[0],
    ).toBe('empty')
  })
})

describe('slaAttainment', () => {
  const tickets: TicketRow[] = [
    { openedAt: at(0), firstReplyAt: at(4), resolvedAt: at(50) },
    { openedAt: at(0), firstReplyAt: at(5), resolvedAt: at(8) },
    { openedAt: at(0) },
    { openedAt: at(97) },
    { openedAt: at(97), firstReplyAt: at(98) },
    { openedAt: at(96) },
    { openedAt: at(96), firstReplyAt: at(100) },
    { openedAt: at(0), resolvedAt: at(3) },
    { openedAt: at(0), resolvedAt: at(7) },
    { openedAt: at(0), bot: true },
  ]
  const promise = { asOf: at(100), clock: 'calendar', target: { hours: 4 } } as const

  it('counts a first reply at the last moment as met, and one that is overdue as missed', () => {
    expect(slaAttainment(tickets, { ...promise, measure: 'first-reply' })).toMatchObject({
      rate: 0.4,
      met: 2,
      missed: 3,
      // Whoever asked at 97 has until 101, answered already or not; who asked at 96, until now.
      pending: 3,
      withoutReply: 1,
      tickets: 9,
      bots: 1,
      reopened: null,
      clock: 'calendar',
    })
  })

  it('counts resolutions by the policy for reopened tickets', () => {
    const result = slaAttainment(tickets, {
      ...promise,
      measure: 'resolution',
      reopened: 'first',
      target: { days: 1 },
    })
    expect(result).toMatchObject({ met: 3, missed: 2, pending: 4, withoutReply: 0, rate: 0.6 })
  })

  it('counts the target in business hours where they are given', () => {
    const friday = [{ openedAt: '2025-03-07T16:00:00Z', firstReplyAt: '2025-03-10T10:00:00Z' }]
    const clock = { timeZone: 'UTC', week: office }
    const measure = 'first-reply'
    expect(
      slaAttainment(friday, { ...promise, asOf: ASOF, measure, clock, target: { hours: 2 } }),
    ).toMatchObject({ met: 1, clock: 'business' })
    expect(
      refusalText(() => slaAttainment(friday, { ...promise, measure, clock, target: { days: 1 } })),
    ).toEqual([
      'mismatch',
      'slaAttainment: target.days is 1, not hours or minutes, as business days differ',
    ])
    const target = { hours: 4, minute: 30 } as never
    expect(
      refusalText(() => slaAttainment(friday, { ...promise, measure, clock, target })),
    ).toEqual([
      'invalid',
      'slaAttainment: target.minute is 30, not a known field: did you mean minutes?',
    ])
  })

  it('has no rate where nothing is decided', () => {
    const fresh = slaAttainment([{ openedAt: at(99) }], { ...promise, measure: 'first-reply' })
    expect(fresh).toMatchObject({ rate: null, interval: null, pending: 1 })
    expect(refusalText(() => slaAttainment([], { ...promise, measure: 'first-reply' }))).toEqual([
      'empty',
      'slaAttainment: tickets is empty, not at least one ticket',
    ])
    expect(refusalText(() => slaAttainment([], { ...promise, measure: 'resolution' }))[1]).toBe(
      'slaAttainment: reopened is undefined, not one of first, last, total-open',
    )
  })
})

describe('backlog', () => {
  const tickets: TicketRow[] = [
    { openedAt: at(0), resolvedAt: at(5) },
    { openedAt: at(0), resolvedAt: at(5), reopenings: [{ reopenedAt: at(50) }] },
    { openedAt: at(40), firstReplyAt: at(41) },
    { openedAt: at(90), resolvedAt: at(101) },
    { openedAt: at(99), firstReplyAt: at(102) },
    { openedAt: at(100.5) },
    { openedAt: at(0), bot: true },
  ]
  const looked = { asOf: at(100), clock: 'calendar', unit: 'hour', definition: 7 } as const

  it('is what was open at an instant, by age', () => {
    const result = backlog(tickets, { ...looked, at: [0, 0.5, 1], brackets: [10, 60] })
    // Ages 100, 60, 10 and 1.
    expect(result).toEqual({
      open: 4,
      reopened: 1,
      unanswered: 3,
      meanAge: 42.75,
      oldest: 100,
      ages: [
        { at: 0, time: 1 },
        { at: 0.5, time: 35 },
        { at: 1, time: 100 },
      ],
      brackets: [
        { from: 0, to: 10, tickets: 1 },
        { from: 10, to: 60, tickets: 1 },
        { from: 60, to: null, tickets: 2 },
      ],
      tickets: 5,
      bots: 1,
      clock: 'calendar',
      unit: 'hour',
      definition: 7,
    })
  })

  it('may be empty', () => {
    const result = backlog(tickets.slice(0, 1), { ...looked, brackets: [8] })
    expect(result).toMatchObject({ open: 0, meanAge: null, oldest: null, ages: [], tickets: 1 })
    expect(result.brackets.map((bracket) => bracket.tickets)).toEqual([0, 0])
    expect(backlog(tickets, looked).brackets).toEqual([])
    expect(refusalText(() => backlog([], looked))).toEqual([
      'empty',
      'backlog: tickets is empty, not at least one ticket',
    ])
  })

  it.each(['at', 'brackets'])('takes a thousand %s, and no more', (field) => {
    const shares = Array.from({ length: 1001 }, (_, at) => (at + 1) / 1001)
    expect(backlog(tickets, { ...looked, [field]: shares.slice(1) }).open).toBe(4)
    expect(refusalText(() => backlog(tickets, { ...looked, [field]: shares }))).toEqual([
      'out-of-range',
      `backlog: ${field}.length is 1001, not a whole number from 0 to 1000`,
    ])
  })

  it('refuses brackets that do not ascend', () => {
    expect(refusalText(() => backlog(tickets, { ...looked, brackets: [8, 8] }))).toEqual([
      'out-of-range',
      'backlog: brackets[1] is 8, not a number above 8',
    ])
    expect(refusalText(() => backlog(tickets, { ...looked, brackets: [0] }))[1]).toBe(
      'backlog: brackets[0] is 0, not a number above 0',
    )
  })
})

describe('complaintRate and praiseRate', () => {
  it('are shares of customers with Wilson’s interval [P-PROP-02]', () => {
    // Newcombe 1998, Table I: 15 of 148.
    const { expected } = publishedCase('proportion', 'P-PROP-02')
    const complaints = complaintRate({ complained: 15, customers: 148 })
    const praise = praiseRate({ praised: 15, customers: 148 })
    for (const { rate, interval, customers } of [complaints, praise]) {
      expect(rate).toBe(15 / 148)
      expect(customers).toBe(148)
      expectNear([interval.low, interval.high], expected.wilson, { abs: 1e-9 })
    }
    expect(complaints.complained).toBe(15)
    expect(praise.praised).toBe(15)
  })

  it('refuse more than all, and nobody', () => {
    expect(refusalText(() => complaintRate({ complained: 3, customers: 2 }))).toEqual([
      'out-of-range',
      'complaintRate: counts.complained is 3, not a whole number from 0 to 2',
    ])
    expect(refusalText(() => praiseRate({ praised: 3, customers: 2 }))).toEqual([
      'out-of-range',
      'praiseRate: counts.praised is 3, not a whole number from 0 to 2',
    ])
    expect(refusalText(() => complaintRate({ complained: 0, customers: 0 }))).toEqual([
      'empty',
      'complaintRate: counts.customers is empty, not at least one customer',
    ])
    expect(refusalText(() => praiseRate({ praised: 0, customers: 0 }))).toEqual([
      'empty',
      'praiseRate: counts.customers is empty, not at least one customer',
    ])
  })
})

describe('contactRate', () => {
  const march = { from: '2025-03-01', to: '2025-04-01' }

  it('counts customers and their contacts within the window, in the zone', () => {
    const tickets = [
      { customer: 1, openedAt: '2025-03-01T00:30:00+01:00' },
      { customer: 1, openedAt: '2025-03-31T21:59:00Z' },
      { customer: 2, openedAt: '2025-03-10T00:00:00Z', bot: true },
      { customer: 2, openedAt: '2025-03-31T22:30:00Z' },
    ]
    const counted = tallyContacts(tickets, { ...march, customers: 5, timeZone: 'Europe/Berlin' })
    expect(counted).toEqual({ ...march, customers: 5, contacted: 2, contacts: 3, squares: 5 })
    expect(
      refusalText(() => tallyContacts(tickets, { ...march, customers: 1, timeZone: 'UTC' })),
    ).toEqual(['out-of-range', 'tallyContacts: customers is 1, not a whole number of at least 2'])
  })

  it('refuses tickets of nobody', () => {
    const message = (ticket: object): string =>
      refusalText(() => tallyContacts([ticket as TicketRow], { ...march, customers: 1 }))[1]
    expect(message({ openedAt: at(0) })).toBe(
      'tallyContacts: tickets[0].customer is undefined, not a number or a string that is not empty',
    )
    expect(message({ customer: 1 })).toBe(
      `tallyContacts: tickets[0].openedAt is undefined, not a day such as '2025-01-31', a valid Date or an ISO date-time with its offset (customer 1)`,
    )
  })

  it('has an interval that is wider where contacts are uneven', () => {
    const tally = { ...march, customers: 1000, contacted: 160, contacts: 240, squares: 600 }
    const result = contactRate(tally)
    // By hand: variance (600 − 240 × 0.24) ÷ 999; scipy 1.17 for z: the ends are where
    // (0.24 − µ)² = z² × φ × µ ÷ 1000.
    expectNear(result.dispersion, 542.4 / 999 / 0.24, { rel: 1e-14 })
    expectNear(
      [result.interval.low, result.interval.high],
      [0.19846956107408498, 0.2902208262480058],
      { rel: 1e-12 },
    )
    expect(result).toMatchObject({ rate: 0.24, contactedRate: 0.16, perContacted: 1.5 })
    // One contact of each who asked is more even than chance: the plain Poisson interval.
    expect(contactRate({ ...tally, contacts: 160, squares: 160 }).dispersion).toBe(1)
  })

  it('does not take no contacts for certainty', () => {
    const none = contactRate({ ...march, customers: 20, contacted: 0, contacts: 0, squares: 0 })
    // z² ÷ 20.
    expect(none).toMatchObject({ rate: 0, perContacted: null, dispersion: 1 })
    expect(none.interval.low).toBe(0)
    expectNear(none.interval.high, 3.8414588206941254 / 20, { rel: 1e-12 })
    const one = contactRate({ ...march, customers: 1, contacted: 1, contacts: 3, squares: 9 })
    expect(one.dispersion).toBe(1)
  })

  it.each([
    [{ customers: 0, contacted: 0, contacts: 0, squares: 0 }, 'empty'],
    [{ customers: 2, contacted: 3, contacts: 3, squares: 3 }, 'out-of-range'],
    [{ customers: 2, contacted: 0, contacts: 1, squares: 1 }, 'out-of-range'],
    [{ customers: 2, contacted: 2, contacts: 1, squares: 1 }, 'out-of-range'],
    // Three contacts of two customers are 2² + 1² at least, and 9 at most.
    [{ customers: 2, contacted: 2, contacts: 3, squares: 4 }, 'out-of-range'],
    [{ customers: 2, contacted: 2, contacts: 3, squares: 10 }, 'out-of-range'],
    // The second has one contact of three at least: 2² + 1² is the most, and the least.
    [{ customers: 2, contacted: 2, contacts: 3, squares: 9 }, 'out-of-range'],
    [{ customers: 2, contacted: 2, contacts: 3, squares: 6 }, 'out-of-range'],
    // Of ten, 9² + 1² at most and 5² + 5² at least, and an even number.
    [{ customers: 2, contacted: 2, contacts: 10, squares: 48 }, 'out-of-range'],
    [{ customers: 2, contacted: 2, contacts: 10, squares: 51 }, 'out-of-range'],
    [{ customers: 2, contacted: 2, contacts: 10, squares: 84 }, 'out-of-range'],
  ] as const)('refuses %j', (counts, code) => {
    expect(refusalText(() => contactRate({ ...march, ...counts }))[0]).toBe(code)
  })

  it('takes the fewest and the most squares that contacts of whole numbers have', () => {
    // Every way in which four customers can ask one to seven times.
    const seen = new Map<number, Set<number>>()
    for (let code = 0; code < 7 ** 4; code++) {
      const each = [0, 1, 2, 3].map((place) => (Math.floor(code / 7 ** place) % 7) + 1)
      const contacts = each.reduce((sum, count) => sum + count, 0)
      const squares = each.reduce((sum, count) => sum + count ** 2, 0)
      seen.set(contacts, (seen.get(contacts) ?? new Set()).add(squares))
    }
    const isTaken = (contacts: number, squares: number): boolean => {
      try {
        contactRate({ ...march, customers: 9, contacted: 4, contacts, squares })
        return true
      } catch {
        return false
      }
    }
    for (const [contacts, all] of seen) {
      for (const squares of all) expect(isTaken(contacts, squares)).toBe(true)
      expect(isTaken(contacts, Math.min(...all) - 2)).toBe(false)
      expect(isTaken(contacts, Math.min(...all) + 1)).toBe(false)
      // Up to ten contacts nobody can have asked more than seven times.
      if (contacts <= 10) expect(isTaken(contacts, Math.max(...all) + 2)).toBe(false)
    }
    expect(
      refusalText(() =>
        contactRate({ ...march, customers: 9, contacted: 2, contacts: 3, squares: 6 }),
      ),
    ).toEqual(['out-of-range', 'contactRate: tally.squares is 6, not a whole number from 5 to 5'])
    expect(
      refusalText(() =>
        contactRate({ ...march, customers: 9, contacted: 2, contacts: 10, squares: 51 }),
      )[1],
    ).toBe('contactRate: tally.squares is 51, not an even number, as contacts is')
    expect(
      refusalText(() =>
        contactRate({ ...march, customers: 9, contacted: 2, contacts: 9, squares: 42 }),
      )[1],
    ).toBe('contactRate: tally.squares is 42, not an odd number, as contacts is')
  })

  it('adds over customers, not over windows', () => {
    const tally = { ...march, customers: 2, contacted: 1, contacts: 1, squares: 1 }
    expect(refusalText(() => mergeContacts([tally, { ...tally, from: '2025-02-01' }]))).toEqual([
      'mismatch',
      'mergeContacts: tallies[1].from is "2025-02-01", not 2025-03-01 as in tallies[0]',
    ])
    expect(refusalText(() => mergeContacts([]))[0]).toBe('empty')
  })
})
