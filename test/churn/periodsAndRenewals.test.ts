import {
  type ContractRow,
  mergeRenewals,
  type RenewalTally,
  renewalRate,
  type SeriesWindow,
  tallyChurnByPeriod,
  tallyRenewals,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'

function refuses(call: () => unknown, code: string, message: string): void {
  expect(call).toThrow(message)
  expect(call).toThrow(expect.objectContaining({ code }))
}

describe('tallyChurnByPeriod', () => {
  const rows = [
    { customer: 'a', startedOn: '2024-06-01', endedOn: '2025-02-10' },
    { customer: 'b', startedOn: '2025-01-10' },
    { customer: 'c', startedOn: '2025-01-15', endedOn: '2025-01-31' },
    { customer: 'c', startedOn: '2025-02-28' },
  ]
  const year = { every: 'month', from: '2025-01-01', to: '2026-01-01' } as const

  it('counts each month, the quiet ones too', () => {
    const months = tallyChurnByPeriod(rows, year)
    expect(months).toHaveLength(12)
    expect(months.map(({ from }) => from.slice(5, 7))).toEqual(
      Array.from({ length: 12 }, (_, month) => `${month + 1}`.padStart(2, '0')),
    )
    expect(months.slice(0, 3)).toMatchObject([
      { opening: 1, gained: 2, gainedThenLost: 1, losses: 1, closing: 2, complete: true },
      // A month after 31 January is 28 February.
      { opening: 2, lost: 1, reactivated: 1, reactivatedWithinMonth: 0, closing: 2 },
      { opening: 2, lost: 0, gained: 0, closing: 2 },
    ])
  })

  it('cuts the month in progress after the last day known, and gives none that has not begun', () => {
    const known = tallyChurnByPeriod(rows, { ...year, asOf: '2025-02-14' })
    expect(known.map(({ from, to, complete }) => [from, to, complete])).toEqual([
      ['2025-01-01', '2025-02-01', true],
      ['2025-02-01', '2025-02-15', false],
    ])
    expect(known[1]).toMatchObject({ lost: 1, reactivated: 0, closing: 1 })
    const whole = tallyChurnByPeriod(rows, { ...year, asOf: '2025-02-28' })
    expect(whole.map(({ complete }) => complete)).toEqual([true, true])
    expect(tallyChurnByPeriod(rows, { ...year, asOf: '2030-01-01' })).toHaveLength(12)
  })

  it('looks back over the rolling periods that each window has', () => {
    const trailing = { ...year, from: '2025-02-01', to: '2025-06-01', rolling: 3 } as const
    const quarters = tallyChurnByPeriod(rows, trailing)
    expect(quarters.map(({ from, to, opening, lost }) => [from, to, opening, lost])).toEqual([
      ['2024-12-01', '2025-03-01', 1, 1],
      ['2025-01-01', '2025-04-01', 1, 1],
      ['2025-02-01', '2025-05-01', 2, 1],
      ['2025-03-01', '2025-06-01', 2, 0],
    ])
    const days = tallyChurnByPeriod(rows, {
      every: 'day',
      rolling: 30,
      from: '2025-02-09',
      to: '2025-02-12',
    })
    expect(days.map(({ from, to, lost }) => [from, to, lost])).toEqual([
      ['2025-01-11', '2025-02-10', 0],
      ['2025-01-12', '2025-02-11', 1],
      ['2025-01-13', '2025-02-12', 1],
    ])
  })

  it('rolls over the periods of any calendar, as far as it goes', () => {
    const years = { every: 'year', calendar: 'persian', rolling: 2 } as const
    const [window] = tallyChurnByPeriod(rows, { ...years, from: '1403/01/01', to: '1404/01/01' })
    expect(window).toMatchObject({
      from: '2023-03-21',
      to: '2025-03-21',
      year: 1403,
      complete: true,
    })
    const thirds = {
      boundaries: ['2025-01-01', '2025-02-03', '2025-03-03', '2025-04-07'],
      rolling: 2,
    }
    const from = { from: '2025-02-03', to: '2025-04-07' }
    expect(tallyChurnByPeriod(rows, { ...thirds, ...from })).toMatchObject([
      { from: '2025-01-01', to: '2025-03-03', period: 2 },
      { from: '2025-02-03', to: '2025-04-07', period: 3 },
    ])
    refuses(
      () => tallyChurnByPeriod(rows, { ...thirds, from: '2025-01-01', to: '2025-03-03' }),
      'out-of-range',
      'tallyChurnByPeriod: from is "2025-01-01", not 1 or more periods after 2025-01-01, which is what boundaries cover: the first window begins that much earlier',
    )
  })

  it('says of a rolling window that its last period is cut, and begins with whole ones', () => {
    const cut = { ...year, from: '2025-01-10', to: '2025-03-20', rolling: 2 } as const
    expect(
      tallyChurnByPeriod(rows, cut).map(({ from, to, complete }) => [from, to, complete]),
    ).toEqual([
      ['2024-12-01', '2025-02-01', true],
      ['2025-01-01', '2025-03-01', true],
      ['2025-02-01', '2025-03-20', false],
    ])
    refuses(
      () => tallyChurnByPeriod(rows, { ...cut, rolling: 1 }),
      'out-of-range',
      'tallyChurnByPeriod: rolling is 1, not a whole number from 2 to 400',
    )
  })

  it('says of a first month and of a last one that the window cuts them', () => {
    const cut = tallyChurnByPeriod(rows, { ...year, from: '2025-01-10', to: '2025-03-20' })
    expect(cut.map(({ from, to, complete }) => [from, to, complete])).toEqual([
      ['2025-01-10', '2025-02-01', false],
      ['2025-02-01', '2025-03-01', true],
      ['2025-03-01', '2025-03-20', false],
    ])
  })

  it('begins weeks on the weekday asked for, in the time zone', () => {
    const weeks = tallyChurnByPeriod([{ customer: 1, startedOn: '2025-01-05T23:30:00Z' }], {
      every: 'week',
      weekStartsOn: 'monday',
      from: '2024-12-30',
      to: '2025-01-13',
      timeZone: 'Asia/Tokyo',
    })
    expect(weeks.map(({ from, gained }) => [from, gained])).toEqual([
      ['2024-12-30', 0],
      ['2025-01-06', 1],
    ])
  })

  it.each<[string, Partial<Record<keyof SeriesWindow, unknown>>, string, string]>([
    ['no length', { every: undefined }, 'invalid', 'every is undefined, not one of day'],
    ['weeks that begin nowhere', { every: 'week' }, 'invalid', 'weekStartsOn is undefined'],
    ['a window of no days', { to: '2025-01-01' }, 'out-of-range', 'to is "2025-01-01", not a day'],
    [
      'an end before everything is known',
      { asOf: '2024-12-31' },
      'out-of-range',
      'asOf is "2024-12-31", not a day from 2025-01-01 on',
    ],
    ['a last day that is none', { asOf: 'today' }, 'invalid', 'asOf is "today", not a day'],
    ['an unknown time zone', { timeZone: 'Mars' }, 'invalid', 'timeZone is "Mars", not an IANA'],
  ])('refuses %s', (_title, wrong, code, message) => {
    const window = { ...year, ...wrong } as SeriesWindow
    refuses(() => tallyChurnByPeriod(rows, window), code, `tallyChurnByPeriod: ${message}`)
  })

  it('refuses to make a series of no rows', () => {
    refuses(() => tallyChurnByPeriod([], year), 'empty', 'tallyChurnByPeriod: rows is empty')
  })
})

describe('renewal rates', () => {
  const january = { from: '2025-01-01', to: '2025-02-01', asOf: '2025-06-30', graceDays: 30 }
  const rows: ContractRow[] = [
    {
      customer: 'early',
      dueOn: '2025-01-10',
      renewedOn: '2024-12-20',
      amount: 100,
      renewedAmount: 120,
    },
    {
      customer: 'late',
      dueOn: '2025-01-20',
      renewedOn: '2025-02-19',
      amount: '50.5',
      renewedAmount: 40,
    },
    { customer: 'too late', dueOn: '2025-01-20', renewedOn: '2025-02-20', amount: 7 },
    { customer: 'not', dueOn: '2025-01-31', amount: '300' },
    { customer: 'not yet', dueOn: '2025-02-01', amount: 9 },
    { customer: 'multi-year', dueOn: '2027-01-15', amount: 500 },
    { customer: 'before', dueOn: '2024-12-31', amount: 500 },
  ]
  const tally: RenewalTally = {
    from: '2025-01-01',
    to: '2025-02-01',
    graceDays: 30,
    due: 4,
    renewed: 2,
    pending: 0,
    dueAmount: '457.5',
    keptAmount: '140',
    renewedAmount: '160',
  }

  it('leave contracts out of the base until they are due', () => {
    expect(tallyRenewals(rows, january)).toEqual(tally)
  })

  it('are rates by count and by value', () => {
    const { interval, dueAmount, keptAmount, renewedAmount, ...rest } = renewalRate(tally)
    expect(rest).toEqual({
      rate: 0.5,
      due: 4,
      renewed: 2,
      pending: 0,
      grossValueRate: 140 / 457.5,
      netValueRate: 160 / 457.5,
    })
    expect([dueAmount, keptAmount, renewedAmount].map(String)).toEqual(['457.5', '140', '160'])
    expect(interval.method).toBe('wilson')
  })

  it('have an interval (scipy 1.17: binomtest(34, 40), Wilson)', () => {
    const rate = renewalRate({ due: 40, renewed: 34 })
    expect(rate.interval.low).toBeCloseTo(0.709276756335103, 12)
    expect(rate.interval.high).toBeCloseTo(0.9293881228267964, 12)
    expect(rate).toMatchObject({ pending: 0, grossValueRate: null, dueAmount: null })
    expect(renewalRate({ due: 40, renewed: 34 }, { interval: 'wald' }).interval.method).toBe('wald')
  })

  it('count when the days of grace are over, renewed or not', () => {
    const asOf = '2025-02-18'
    expect(tallyRenewals(rows, { ...january, asOf })).toMatchObject({
      due: 1,
      renewed: 1,
      pending: 3,
    })
    expect(tallyRenewals(rows, { ...january, asOf: '2025-02-19' })).toMatchObject({
      due: 3,
      renewed: 2,
      pending: 1,
    })
    expect(tallyRenewals(rows, { ...january, graceDays: 0 })).toMatchObject({ due: 4, renewed: 1 })
  })

  it('count a contract in the window in which its due day is, the first day of it included', () => {
    const due = (dueOn: string): number =>
      tallyRenewals([{ customer: 1, dueOn }], { ...january, graceDays: 0 }).due
    expect(['2024-12-31', '2025-01-01', '2025-01-31', '2025-02-01'].map(due)).toEqual([0, 1, 1, 0])
  })

  it('have counts alone where rows have no amounts', () => {
    const counted = tallyRenewals(
      rows.map(({ amount: _, ...row }) => row),
      january,
    )
    expect(counted).not.toHaveProperty('dueAmount')
    expect(renewalRate(counted)).toMatchObject({ rate: 0.5, netValueRate: null })
    expect(mergeRenewals([counted, counted])).toMatchObject({ due: 8, renewed: 4 })
  })

  it('counts one currency, where rows name one', () => {
    const euro = { customer: 1, dueOn: '2025-01-10', amount: 5, currency: 'EUR' }
    expect(tallyRenewals([euro, { ...euro, customer: 2 }], january).dueAmount).toBe('10')
    for (const other of ['JPY', undefined])
      refuses(
        () => tallyRenewals([euro, { ...euro, currency: other } as ContractRow], january),
        'mismatch',
        `tallyRenewals: rows[1].currency is ${other ? '"JPY"' : 'undefined'}, not EUR as in rows[0]`,
      )
    refuses(
      () => tallyRenewals([{ ...euro, currency: '' }], january),
      'invalid',
      'tallyRenewals: rows[0].currency is "", not a currency such as EUR',
    )
  })

  it('have no rate of a value of nothing', () => {
    const free = tallyRenewals([{ customer: 1, dueOn: '2025-01-10', amount: 0 }], january)
    expect(renewalRate(free)).toMatchObject({ grossValueRate: null, netValueRate: null })
  })

  it('add up over windows', () => {
    expect(mergeRenewals([tally, JSON.parse(JSON.stringify(tally))])).toEqual({
      ...tally,
      due: 8,
      renewed: 4,
      dueAmount: '915',
      keptAmount: '280',
      renewedAmount: '320',
    })
    const parts = rows.map((row) => tallyRenewals([row], january))
    expect(mergeRenewals(parts.reverse())).toEqual(tally)
  })

  it.each<[string, unknown, object, string, string]>([
    ['no rows', [], {}, 'empty', 'rows is empty, not at least one row'],
    ['no customer', [{ dueOn: '2025-01-10' }], {}, 'invalid', 'rows[0].customer is undefined'],
    ['no due day', [{ customer: 1 }], {}, 'invalid', 'rows[0].dueOn is undefined, not a day'],
    [
      'a renewal that is no day',
      [{ customer: 1, dueOn: '2025-01-10', renewedOn: 'yes' }],
      {},
      'invalid',
      'rows[0].renewedOn is "yes", not a day',
    ],
    [
      'an amount below 0',
      [{ customer: 1, dueOn: '2025-01-10', amount: -1 }],
      {},
      'out-of-range',
      'rows[0].amount is -1, not an amount of at least 0',
    ],
    [
      'amounts here and none there',
      [
        { customer: 1, dueOn: '2025-01-10', amount: 1 },
        { customer: 2, dueOn: '2025-01-10' },
      ],
      {},
      'mismatch',
      'rows[1].amount is undefined, not an amount as in rows[0]',
    ],
    [
      'none here and amounts there',
      [
        { customer: 1, dueOn: '2025-01-10' },
        { customer: 2, dueOn: '2025-01-10', amount: 1 },
      ],
      {},
      'mismatch',
      'rows[1].amount is 1, not undefined as in rows[0]',
    ],
    [
      'a renewal at no amount',
      [{ customer: 1, dueOn: '2025-01-10', renewedOn: '2025-01-10', amount: 1 }],
      {},
      'invalid',
      'rows[0].renewedAmount is undefined, not a decimal number',
    ],
    ['no grace', rows, { graceDays: undefined }, 'invalid', 'graceDays is undefined'],
    ['years of grace', rows, { graceDays: 400 }, 'out-of-range', 'graceDays is 400, not a whole'],
    ['no last day', rows, { asOf: undefined }, 'invalid', 'asOf is undefined, not a day'],
  ])('refuse %s', (_title, given, wrong, code, message) => {
    const tallyThem = (): unknown =>
      tallyRenewals(given as ContractRow[], { ...january, ...wrong } as typeof january)
    refuses(tallyThem, code, `tallyRenewals: ${message}`)
  })

  const { dueAmount: _due, keptAmount: _kept, renewedAmount: _renewed, ...none } = tally

  it.each<[string, unknown, string, string]>([
    ['nothing', [], 'empty', 'tallies is empty, not at least one tally'],
    [
      'another window',
      [tally, { ...tally, to: '2025-03-01' }],
      'mismatch',
      'tallies[1].to is "2025-03-01", not 2025-02-01 as in tallies[0]',
    ],
    [
      'other days of grace',
      [tally, { ...tally, graceDays: 5 }],
      'mismatch',
      'tallies[1].graceDays is 5, not 30 as in tallies[0]',
    ],
    [
      'amounts here and none there',
      [tally, none],
      'mismatch',
      'tallies[1].dueAmount is undefined, not an amount as in tallies[0]',
    ],
    [
      'none here and amounts there',
      [none, tally],
      'mismatch',
      'tallies[1].dueAmount is "457.5", not undefined as in tallies[0]',
    ],
    ['more renewed than due', [{ ...tally, renewed: 5 }], 'out-of-range', 'renewed is 5'],
    [
      'more kept than due',
      [{ ...tally, keptAmount: '458', renewedAmount: '500' }],
      'out-of-range',
      'tallies[0].keptAmount is "458", not at most dueAmount',
    ],
    [
      'more kept than renewed',
      [{ ...tally, keptAmount: '161' }],
      'out-of-range',
      'tallies[0].keptAmount is "161", not at most renewedAmount',
    ],
    [
      'some amounts, and not all',
      [{ ...tally, dueAmount: undefined }],
      'invalid',
      'tallies[0].dueAmount is undefined, not a decimal number',
    ],
    [
      'amounts of contracts that are not there',
      [{ ...tally, renewed: 0 }],
      'mismatch',
      'tallies[0].renewedAmount is "160", not 0 as renewed is 0',
    ],
    [
      'amounts due of nobody',
      [{ ...tally, due: 0, renewed: 0 }],
      'mismatch',
      'tallies[0].dueAmount is "457.5", not 0 as due is 0',
    ],
    [
      'an amount below 0',
      [{ ...tally, keptAmount: '-1' }],
      'out-of-range',
      'tallies[0].keptAmount is "-1", not an amount of at least 0',
    ],
  ])('are not merged: %s', (_title, tallies, code, message) => {
    refuses(() => mergeRenewals(tallies as RenewalTally[]), code, message)
  })

  it('have rates that are divided exactly, and rounded once', () => {
    const amounts = { dueAmount: '0.1', keptAmount: '0.1', renewedAmount: '0.3' }
    const counts = { due: 1, renewed: 1 }
    expect(renewalRate({ ...tally, ...counts, ...amounts }).netValueRate).toBe(3)
  })

  it('say what they do not know of amounts that contradict their counts', () => {
    const amounts = { dueAmount: '0', keptAmount: '0', renewedAmount: '0' }
    expect(renewalRate({ ...tally, renewed: 0, ...amounts }).grossValueRate).toBeNull()
    refuses(
      () => renewalRate({ due: 2, renewed: 1, keptAmount: '5' } as RenewalTally),
      'invalid',
      'renewalRate: tally.dueAmount is undefined, not a decimal number',
    )
  })

  it('have no rate where none was due', () => {
    refuses(
      () => renewalRate({ due: 0, renewed: 0 }),
      'empty',
      'renewalRate: tally.due is empty, not at least one contract that was due',
    )
  })
})
