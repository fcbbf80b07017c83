import {
  byPeriod,
  churn,
  monthlyAmount,
  resolutionTimes,
  tallyChurn,
  tallyLives,
  tallyRevenue,
} from 'customer-metrics'
import { subscriptionRowSchema, ticketRowSchema } from 'customer-metrics/schemas'
import { describe, expect, it } from 'vitest'
import {
  functions,
  isAbout,
  outcome,
  type Place,
  places,
  refusalOf,
  valueAt,
  withAt,
} from '../support/places.js'
import { refusal, refusalText } from '../support/refusal.js'
import { samples } from '../support/samples/index.js'

/** Places of calls where a day stands, found by what is said of something that is not one. */
const calls = functions.flatMap(([name, call]) =>
  (samples[name] ?? []).flatMap((args) =>
    places(args).flatMap((place) => {
      const held = valueAt(args, place)
      const isDay = typeof held === 'string' && /^\d{4}-\d\d-\d\d$/.test(held)
      const error = isDay ? refusalOf(call, withAt(args, place, '2025-02-30')) : undefined
      const isRead = isAbout(error, place) && /not a day such as/.test(error?.message ?? '')
      return isRead ? [{ name, call, args, place, held }] : []
    }),
  ),
)

/** Days of rows may be instants; edges may not, and days of results and of business hours neither. */
const rows = calls.filter(
  ({ place, name }) =>
    place.length > 2 &&
    typeof place.at(-2) === 'number' &&
    !place.includes('clock') &&
    !/^merge|^chain/.test(name),
)
const edges = calls.filter((call) => !rows.includes(call))

const title = ({ name, place }: { readonly name: string; readonly place: Place }): string =>
  `${name} at ${place.join('.')}`
const titled = <Call extends { readonly name: string; readonly place: Place }>(
  some: readonly Call[],
): (readonly [string, Call])[] => some.map((each) => [title(each), each])

describe('days', () => {
  it('are read by all functions of time', () => {
    expect(new Set(calls.map(({ name }) => name)).size).toBeGreaterThan(30)
    expect(rows.length).toBeGreaterThan(30)
    expect(edges.length).toBeGreaterThan(30)
  })

  it.each(titled(edges))(
    'are no instants within a day: %s',
    (_title, { call, args, place, held }) => {
      const noon = new Date(`${held}T12:00:00Z`)
      for (const put of [noon, noon.toISOString()]) {
        const error = refusalOf(call, withAt(args, place, put))
        expect(error?.message).toMatch(/not a day such as|timeZone is undefined/)
      }
    },
  )

  it.each(titled(calls))(
    'of another calendar are noticed: %s',
    (_title, { name, call, args, place }) => {
      // What an earlier version stored is of any year.
      const isResult = place[0] === 0 && /^(from|to)$/.test(`${place.at(-1)}`)
      if (isResult || /^(merge|chain)/.test(name)) return
      // Where the calendar is Persian, its days are read.
      const { calendar } = Object(args.at(-1)) as { readonly calendar?: unknown }
      if (calendar === 'persian') return
      for (const year of ['1403-10-11', '2568-01-31', '9998-12-31', '0001-01-01']) {
        const error = refusalOf(call, withAt(args, place, year))
        if (error?.path.join() !== ['timeZone'].join()) expect(isAbout(error, place)).toBe(true)
        expect(error?.message).toMatch(/Gregorian calendar|not a day/)
      }
    },
  )

  it.each(titled(calls))('of Temporal are days: %s', (_title, { call, args, place, held }) => {
    const [year, month, day] = (held as string).split('-').map(Number)
    const plain = { year, month, day, toString: () => `${held}` }
    const dated = { year, month, day, toString: () => `${held}[u-ca=hebrew]` }
    const expected = JSON.stringify(outcome(call, args))
    expect(JSON.stringify(outcome(call, withAt(args, place, dated)))).toBe(
      JSON.stringify(outcome(call, withAt(args, place, plain))),
    )
    if (!/latestAnswers|byPeriod|byGroup/.test(_title))
      expect(JSON.stringify(outcome(call, withAt(args, place, plain)))).toBe(expected)
  })

  it.each(titled(rows))(
    'that are instants ask for a time zone: %s',
    (_title, { call, args, place, held }) => {
      const { timeZone: _none, ...others } = args.at(-1) as { readonly timeZone?: string }
      const put = new Date(`${held}T00:00:00Z`)
      const error = refusalOf(call, withAt([...args.slice(0, -1), others], place, put))
      expect(error?.message).toMatch(/timeZone is undefined, not an IANA time zone such as/)
      expect(error?.path).toEqual(['timeZone'])
    },
  )
})

describe('a day', () => {
  const stay = [{ customer: 1, startedOn: '2024-01-01' }]

  it('is not an instant at the edge of a window', () => {
    const window = { from: new Date('2025-01-01'), to: new Date('2025-02-01') }
    expect(
      refusalText(() => tallyChurn(stay, { ...window, timeZone: 'America/New_York' })),
    ).toEqual([
      'invalid',
      "tallyChurn: from is Date 2025-01-01T00:00:00.000Z, not a day such as '2025-01-31': an instant is one only if it is midnight in timeZone",
    ])
    expect(tallyChurn(stay, { ...window, timeZone: 'UTC' }).from).toBe('2025-01-01')
    expect(refusal(() => tallyChurn(stay, window)).path).toEqual(['timeZone'])
  })

  it('may be midnight that a clock never shows', () => {
    // São Paulo's clocks went from 00:00 to 01:00 on 4 November 2018.
    const from = '2018-11-04T03:00:00Z'
    const window = { from, to: '2018-12-01', timeZone: 'America/Sao_Paulo' }
    expect(tallyChurn(stay, window).from).toBe('2018-11-04')
  })

  it('of a driver in Berlin is asked about', () => {
    const rows = [{ customer: 1, startedOn: new Date('2024-12-31T23:00:00Z') }]
    const january = { from: '2025-01-01', to: '2025-02-01' }
    expect(refusalText(() => tallyChurn(rows, january))).toEqual([
      'invalid',
      "tallyChurn: timeZone is undefined, not an IANA time zone such as 'Europe/Berlin', which says on what day rows[0].startedOn is: it is an instant, and a day would be text",
    ])
    const tally = tallyChurn(rows, { ...january, timeZone: 'Europe/Berlin' })
    expect([tally.opening, tally.gained]).toEqual([0, 1])
  })

  it('of 9999 is an open end, by any clock', () => {
    const january = { from: '2025-01-01', to: '2025-02-01' }
    const open = tallyChurn(stay, january)
    for (const endedOn of [
      '9999-12-31',
      '9999-12-31T00:00:00+13:00',
      '9999-12-31T23:59:59Z',
      new Date('9999-12-31T05:00:00Z'),
    ])
      expect(tallyChurn([{ customer: 1, startedOn: '2024-01-01', endedOn }], january)).toEqual(open)
    expect(
      refusalText(() => tallyChurn([{ customer: 1, startedOn: '9999-12-31' }], january)),
    ).toEqual([
      'out-of-range',
      'tallyChurn: rows[0].startedOn is "9999-12-31", not a day from 1800 to 2299 of the Gregorian calendar: convert other years, and leave open what has no end (customer 1)',
    ])
    expect(refusal(() => tallyChurn(stay, { from: '2025-01-01', to: '9999-12-31' })).path).toEqual([
      'to',
    ])
  })

  it('without a time zone to place it is text', () => {
    const yearly = { amount: 365, unit: 'year', month: 'calendar-days' } as never
    expect(refusal(() => monthlyAmount({ ...(yearly as object), on: 5 } as never)).metric).toBe(
      'monthlyAmount',
    )
  })

  it('is not a list of one, nor what cannot be printed', () => {
    const january = { from: '2025-01-01', to: '2025-02-01' }
    const strange = {
      toString: () => {
        throw new Error('no')
      },
    }
    for (const startedOn of [
      ['2024-01-01'],
      strange,
      Object.create(null),
      { toString: () => '2024-01-01T10:00:00' },
    ])
      expect(
        refusal(() => tallyChurn([{ customer: 1, startedOn } as never], january)).message,
      ).toMatch(/rows\[0\]\.startedOn is an (object|array), not a day such as/)
  })

  it('is where an instant of Temporal falls', () => {
    const print = (text: string): never => ({ epochMilliseconds: 0, toString: () => text }) as never
    const january = { from: '2025-01-01', to: '2025-02-01', timeZone: 'Europe/Berlin' }
    for (const text of [
      '2024-12-31T23:30:00Z',
      '2025-01-01T00:30:00+01:00[Europe/Berlin][u-ca=gregory]',
    ])
      expect(tallyChurn([{ customer: 1, startedOn: print(text) }], january).gained).toBe(1)
    const times = {
      asOf: print('2025-01-02T00:00:00Z'),
      clock: 'calendar',
      unit: 'hour',
      definition: 7,
      reopened: 'first',
    } as const
    expect(
      resolutionTimes(
        [{ openedAt: print('2025-01-01T00:00:00Z'), resolvedAt: '9999-12-31' }],
        times,
      ).open,
    ).toBe(1)
    expect(ticketRowSchema.parse({ openedAt: print('2025-01-01T00:00:00Z[UTC]') }).openedAt).toBe(
      '2025-01-01T00:00:00Z',
    )
    expect(
      subscriptionRowSchema.parse({
        customer: 1,
        startedOn: print('2025-01-01'),
        endedOn: '9999-12-31',
      }).startedOn,
    ).toBe('2025-01-01')
  })

  it('of a ticket is of this calendar too', () => {
    const options = {
      asOf: '2025-01-02T00:00:00Z',
      clock: 'calendar',
      unit: 'hour',
      definition: 7,
      reopened: 'first',
    } as const
    expect(
      refusal(() => resolutionTimes([{ openedAt: '1403-10-11T00:00:00Z' }], options)).message,
    ).toMatch(
      /tickets\[0\]\.openedAt is "1403-10-11T00:00:00Z", not an instant from 1800 to 2299 of the Gregorian calendar/,
    )
  })

  it('of a row may be an open end where rows are put into periods', () => {
    const options = { on: 'endedOn', every: 'month', from: '2025-01-01', to: '2025-02-01' } as const
    expect(byPeriod([{ endedOn: '9999-12-31' }], options)[0]?.rows).toEqual([])
  })
})

describe('a subscription that ends on its first day', () => {
  const january = { from: '2025-01-01', to: '2025-02-01' }
  const day = { customer: 1, startedOn: '2024-05-05', endedOn: '2024-05-05', amount: 10 }
  const later = { customer: 1, startedOn: '2025-01-10', amount: 10 }

  it('is nobody for churn, revenue and lives alike', () => {
    const tally = tallyChurn([day, later], january)
    expect([tally.gained, tally.reactivated]).toEqual([1, 0])
    const revenue = tallyRevenue([day, later], { ...january, level: 'customer' })
    expect([revenue.new, revenue.reactivation]).toEqual(['10', '0'])
    expect(tallyLives([day, later], { asOf: '2025-03-31', unit: 'month' })).toEqual({
      2: { lost: 0, censored: 1 },
    })
    expect(tallyChurn([day], january).opening).toBe(0)
  })

  const calls = functions.flatMap(([name, call]) =>
    (samples[name] ?? []).flatMap((args) => {
      const rows = args[0]
      const isSpans =
        Array.isArray(rows) &&
        rows.some((row) => typeof row === 'object' && row !== null && 'startedOn' in row)
      // What reads rows for others counts each that it leaves out.
      return isSpans && name !== 'readSubscriptions'
        ? [{ name, call, args, rows: rows as Record<string, unknown>[] }]
        : []
    }),
  )

  it.each(calls)('changes nothing in $name', ({ call, args, rows }) => {
    const {
      subscription: _one,
      changes: _none,
      weight: _other,
      endedOn: _end,
      ...row
    } = rows[0] as Record<string, unknown>
    const startedOn = '2020-03-03'
    const known = { ...rows[0], ...row, startedOn, endedOn: startedOn }
    const stranger = {
      ...row,
      startedOn,
      endedOn: startedOn,
      customer: typeof row.customer === 'string' ? 'stranger' : 999_999,
    }
    const more = [known, stranger].map(
      (
        {
          subscription: _id,
          changes: _more,
          startKnownOn: _known,
          endKnownOn: _later,
          ...each
        }: Record<string, unknown>,
        at,
      ) =>
        rows.some((each) => 'subscription' in each)
          ? {
              ...each,
              subscription: rows.some(({ subscription }) => typeof subscription === 'number')
                ? 9000 + at
                : `same day ${at}`,
            }
          : each,
    )
    const without = JSON.stringify(call(...args))
    expect(JSON.stringify(call([...rows, ...more], ...args.slice(1)))).toBe(without)
    expect(JSON.stringify(call([...more, ...rows], ...args.slice(1)))).toBe(without)
  })
})

it('counts of engines are counts', () => {
  expect(churn({ opening: '1580', lost: 12n }).rate).toBe(12 / 1580)
})

describe('years before Christ', () => {
  it('are not the years of the same number after', () => {
    const rows = [{ customer: 1, startedOn: new Date('-001850-06-01T12:00:00Z') }]
    const window = { from: '2025-01-01', to: '2025-02-01', timeZone: 'Europe/Berlin' }
    expect(refusal(() => tallyChurn(rows, window)).message).toMatch(
      /rows\[0\]\.startedOn is Date -001850-.*not a day such as/,
    )
  })
})
