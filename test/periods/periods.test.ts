import { type ByPeriodOptions, byPeriod, nps, type WeekDay } from 'customer-metrics'
import { describe, expect, it } from 'vitest'

interface Answer {
  readonly rating: number
  readonly on: string | Date
}

const on = (...days: (string | Date)[]): Answer[] => days.map((day) => ({ rating: 10, on: day }))

/** Periods as `from…to: rows`, a cut one with an asterisk. */
function outline(rows: readonly Answer[], options: Omit<ByPeriodOptions<Answer>, 'on'>): string[] {
  return byPeriod(rows, { ...options, on: 'on' }).map(
    ({ from, to, complete, rows: inside }) =>
      `${from}…${to}${complete ? '' : '*'}: ${inside.length}`,
  )
}

describe('byPeriod', () => {
  const quarter = { from: '2025-01-01', to: '2025-04-01' }

  it('puts rows into months, empty ones included', () => {
    const rows = on('2025-01-01', '2025-03-31', '2025-01-31')
    expect(outline(rows, { every: 'month', ...quarter })).toEqual([
      '2025-01-01…2025-02-01: 2',
      '2025-02-01…2025-03-01: 0',
      '2025-03-01…2025-04-01: 1',
    ])
  })

  it('leaves out rows before the window and from its end on', () => {
    const rows = on('2024-12-31', '2025-04-01', '2025-04-02')
    expect(outline(rows, { every: 'quarter', ...quarter })).toEqual(['2025-01-01…2025-04-01: 0'])
  })

  it('cuts the periods that the window cuts, and says so', () => {
    const rows = on('2025-01-14', '2025-01-15', '2025-01-31', '2025-03-09', '2025-03-10')
    expect(outline(rows, { every: 'month', from: '2025-01-15', to: '2025-03-10' })).toEqual([
      '2025-01-15…2025-02-01*: 2',
      '2025-02-01…2025-03-01: 0',
      '2025-03-01…2025-03-10*: 1',
    ])
  })

  it('cuts a period at both ends', () => {
    const rows = on('2025-02-09', '2025-02-10', '2025-02-11')
    expect(outline(rows, { every: 'year', from: '2025-02-10', to: '2025-02-11' })).toEqual([
      '2025-02-10…2025-02-11*: 1',
    ])
  })

  // 1 January 2025 was a Wednesday, and so is the window's first day.
  it.each<[WeekDay, string[]]>([
    [
      'sunday',
      ['2025-01-01…2025-01-05*: 4', '2025-01-05…2025-01-12: 7', '2025-01-12…2025-01-15*: 3'],
    ],
    [
      'monday',
      ['2025-01-01…2025-01-06*: 5', '2025-01-06…2025-01-13: 7', '2025-01-13…2025-01-15*: 2'],
    ],
    [
      'tuesday',
      ['2025-01-01…2025-01-07*: 6', '2025-01-07…2025-01-14: 7', '2025-01-14…2025-01-15*: 1'],
    ],
    ['wednesday', ['2025-01-01…2025-01-08: 7', '2025-01-08…2025-01-15: 7']],
    [
      'thursday',
      ['2025-01-01…2025-01-02*: 1', '2025-01-02…2025-01-09: 7', '2025-01-09…2025-01-15*: 6'],
    ],
    [
      'friday',
      ['2025-01-01…2025-01-03*: 2', '2025-01-03…2025-01-10: 7', '2025-01-10…2025-01-15*: 5'],
    ],
    [
      'saturday',
      ['2025-01-01…2025-01-04*: 3', '2025-01-04…2025-01-11: 7', '2025-01-11…2025-01-15*: 4'],
    ],
  ])('has weeks that begin on %s', (weekStartsOn, expected) => {
    const rows = on(...Array.from({ length: 20 }, (_, day) => new Date(Date.UTC(2025, 0, 1 + day))))
    const window = { from: '2025-01-01', to: '2025-01-15', timeZone: 'UTC' }
    expect(outline(rows, { every: 'week', weekStartsOn, ...window })).toEqual(expected)
  })

  it('has days, and years', () => {
    const rows = on('2024-02-29', '2024-03-01')
    expect(outline(rows, { every: 'day', from: '2024-02-28', to: '2024-03-02' })).toEqual([
      '2024-02-28…2024-02-29: 0',
      '2024-02-29…2024-03-01: 1',
      '2024-03-01…2024-03-02: 1',
    ])
    expect(outline(rows, { every: 'year', from: '2023-01-01', to: '2025-01-01' })).toEqual([
      '2023-01-01…2024-01-01: 0',
      '2024-01-01…2025-01-01: 2',
    ])
  })

  it('places instants on the days of the time zone', () => {
    // Half an hour before the Berlin day of 23 hours, in it, and half an hour after it.
    const rows = on('2024-03-30T22:30:00Z', '2024-03-31T21:30:00Z', '2024-03-31T22:30:00Z')
    const window = { from: '2024-03-30', to: '2024-04-02' }
    expect(outline(rows, { every: 'day', ...window, timeZone: 'Europe/Berlin' })).toEqual([
      '2024-03-30…2024-03-31: 1',
      '2024-03-31…2024-04-01: 1',
      '2024-04-01…2024-04-02: 1',
    ])
    expect(outline(rows, { every: 'day', ...window, timeZone: 'UTC' })).toEqual([
      '2024-03-30…2024-03-31: 1',
      '2024-03-31…2024-04-01: 2',
      '2024-04-01…2024-04-02: 0',
    ])
  })

  it('has the same rows in their order, not copies', () => {
    const rows = on('2025-01-20', '2025-02-10', '2025-01-10')
    const [january] = byPeriod(rows, { on: 'on', every: 'month', ...quarter })
    expect(january?.rows).toHaveLength(2)
    expect(january?.rows[0]).toBe(rows[0])
    expect(january?.rows[1]).toBe(rows[2])
  })

  it('asks a function when a row happened', () => {
    const orders = [{ lines: [{ shipped: '2025-02-03' }] }]
    const months = byPeriod(orders, {
      on: (order) => order.lines[0]?.shipped ?? '',
      every: 'month',
      ...quarter,
    })
    expect(months.map(({ rows }) => rows.length)).toEqual([0, 1, 0])
  })

  it('makes a trend of any metric', () => {
    const answers = [
      { rating: 10, on: '2025-01-05' },
      { rating: 0, on: '2025-01-25' },
      { rating: 9, on: '2025-03-05' },
    ]
    const trend = byPeriod(answers, { on: 'on', every: 'month', ...quarter }).map(({ rows }) =>
      rows.length > 0 ? nps(rows.map(({ rating }) => rating)).score : null,
    )
    expect(trend).toEqual([0, null, 100])
  })

  it('reads rows that come one at a time', () => {
    function* rows(): Generator<Answer> {
      yield* on('2025-01-05', '2025-02-05')
    }
    expect(byPeriod(rows(), { on: 'on', every: 'quarter', ...quarter })[0]?.rows).toHaveLength(2)
  })

  it('has its periods also without rows', () => {
    expect(outline([], { every: 'quarter', ...quarter })).toEqual(['2025-01-01…2025-04-01: 0'])
  })

  it('works at both ends of the calendar', () => {
    const first = { every: 'week', weekStartsOn: 'monday', from: '1800-01-02', to: '1800-01-06' }
    expect(outline(on('1800-01-05'), first as ByPeriodOptions<Answer>)).toEqual([
      '1800-01-02…1800-01-06*: 1',
    ])
    const last = { every: 'month', from: '2299-12-01', to: '2299-12-31' } as const
    expect(outline(on('2299-12-30', '2299-12-31', '9999-12-31'), last)).toEqual([
      '2299-12-01…2299-12-31*: 1',
    ])
  })

  it('lets errors of the caller’s own code through, from any kind of rows', () => {
    const on = (): string => {
      throw new TypeError('of the function')
    }
    for (const rows of [[{}], new Set([{}])])
      expect(() => byPeriod(rows, { on, every: 'month', ...quarter } as never)).toThrow(
        'of the function',
      )
    const broken = function* (): Generator<object> {
      yield { on: '2025-01-05' }
      throw new TypeError('of the generator')
    }
    expect(() => byPeriod(broken(), { on: 'on', every: 'month', ...quarter } as never)).toThrow(
      'of the generator',
    )
  })

  it.each<[string, unknown, unknown, string, string]>([
    [
      'a row without its day',
      [{ on: '2025-01-05' }, {}],
      { on: 'on', every: 'month', ...quarter },
      'invalid',
      'byPeriod: rows[1].on is undefined, not a day',
    ],
    [
      'a field that no row has',
      [{ on: '2025-01-05' }],
      { on: 'answeredOn', every: 'month', ...quarter },
      'invalid',
      'byPeriod: rows[0].answeredOn is undefined, not a day',
    ],
    [
      'a function that gives no day',
      [{ on: '2025-01-05' }],
      { on: () => '2025-02-30', every: 'month', ...quarter },
      'invalid',
      'byPeriod: rows[0].on is "2025-02-30", not a day',
    ],
    [
      'a row that is none',
      ['2025-01-05'],
      { on: 'length', every: 'month', ...quarter },
      'invalid',
      'byPeriod: rows[0] is "2025-01-05", not a plain object',
    ],
    [
      'rows that are none',
      null,
      { on: 'on', every: 'month', ...quarter },
      'invalid',
      'byPeriod: rows is null, not an iterable',
    ],
    [
      'nothing that says when',
      [],
      { every: 'month', ...quarter },
      'invalid',
      'byPeriod: on is undefined, not a field or a function',
    ],
    [
      'an index for a field',
      [],
      { on: 0, every: 'month', ...quarter },
      'invalid',
      'byPeriod: on is 0, not a field or a function',
    ],
    [
      'an unknown unit',
      [],
      { on: 'on', every: 'fortnight', ...quarter },
      'invalid',
      'byPeriod: every is "fortnight", not one of day, week, month, quarter, year',
    ],
    [
      'weeks that begin on no day',
      [],
      { on: 'on', every: 'week', ...quarter },
      'invalid',
      'byPeriod: weekStartsOn is undefined, not one of sunday, monday',
    ],
    [
      'a window of no days',
      [],
      { on: 'on', every: 'month', from: '2025-01-01', to: '2025-01-01' },
      'out-of-range',
      'byPeriod: to is "2025-01-01", not a day after 2025-01-01',
    ],
    [
      'more periods than anybody looks at',
      [],
      { on: 'on', every: 'day', from: '1900-01-01', to: '2200-01-01' },
      'out-of-range',
      'byPeriod: to is "2200-01-01", not within 100000 periods of 1900-01-01',
    ],
    [
      'an unknown time zone',
      [],
      { on: 'on', every: 'month', ...quarter, timeZone: 'Berlin' },
      'invalid',
      'byPeriod: timeZone is "Berlin", not an IANA time zone',
    ],
    [
      'no options',
      [],
      undefined,
      'invalid',
      'byPeriod: options is undefined, not an object { on, every, from, to }',
    ],
  ])('refuses %s', (_title, rows, options, code, message) => {
    const group = (): unknown => byPeriod(rows as Answer[], options as ByPeriodOptions<Answer>)
    expect(group).toThrow(message)
    expect(group).toThrow(expect.objectContaining({ code }))
  })
})
