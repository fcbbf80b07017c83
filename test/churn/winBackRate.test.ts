import { type SubscriptionRow, winBackRate } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later, subscriptions } from '../support/arbitraries.js'
import { checkOrderLaw } from '../support/laws.js'
import { expectNear, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const LOST_ON = '2024-01-01'
const base = { asOf: '2024-12-31', unit: 'day', by: [30], losses: 'first' } as const

/** One lost customer a time: back after that many days, or not back on the last day known. */
function afterLoss(times: readonly number[], isBack: readonly number[], asOf: string) {
  return times.flatMap((time, customer): SubscriptionRow[] => {
    const endedOn = isBack[customer] ? LOST_ON : later(asOf, -time)
    const lost = { customer, startedOn: '2023-01-01', endedOn }
    return isBack[customer] ? [lost, { customer, startedOn: later(LOST_ON, time) }] : [lost]
  })
}

describe('the share of lost customers who returned', () => {
  it('is 1 less the Kaplan–Meier curve of a published data set', () => {
    const { input, params, expected, tolerance } = publishedCase('survival', 'P-KM-20')
    const rows = afterLoss(input.time, input.event, params.asOf)
    const { shares, median, medianInterval, lost, returned, open } = winBackRate(rows, {
      ...base,
      asOf: params.asOf,
      by: expected.by,
    })
    expectNear(
      shares.map(({ rate }) => rate),
      expected.rate,
      tolerance,
    )
    expectNear(
      shares.slice(1).map(({ interval }) => [interval?.low, interval?.high]),
      expected.interval,
      tolerance,
    )
    // Nobody had returned before the first return: there is no interval.
    expect(shares[0]?.interval).toBeNull()
    expect([median, medianInterval?.low]).toEqual([23, 13])
    expect([lost, returned, open]).toEqual([21, 9, 12])
  })

  it('counts a customer who was lost again once with first, and again with all', () => {
    const rows = [
      { customer: 'a', startedOn: '2024-01-01', endedOn: '2024-03-01' },
      { customer: 'a', startedOn: '2024-03-11', endedOn: '2024-05-01' },
      { customer: 'a', startedOn: '2024-08-01' },
    ]
    const first = winBackRate(rows, base)
    expect(first).toMatchObject({ lost: 1, returned: 1, open: 0, losses: 'first' })
    const all = winBackRate(rows, { ...base, losses: 'all' })
    expect(all).toMatchObject({ lost: 2, returned: 2, medianInterval: null })
    expect(all.shares).toEqual([{ by: 30, rate: 0.5, interval: null, atRisk: 1 }])
  })

  it('follows a loss to the last day known, and is null beyond it', () => {
    const rows = [
      { customer: 1, startedOn: '2024-01-01', endedOn: '2024-12-22' },
      { customer: 2, startedOn: '2024-01-01', endedOn: '2024-12-29' },
      { customer: 2, startedOn: '2024-12-31' },
    ]
    const { shares, tally } = winBackRate(rows, { ...base, by: [1, 2, 9, 10] })
    expect(tally).toEqual({ 2: { lost: 1, censored: 0 }, 9: { lost: 0, censored: 1 } })
    expect(shares.map(({ rate, atRisk }) => [rate, atRisk])).toEqual([
      [0, 2],
      [0.5, 2],
      [0.5, 1],
      [null, 0],
    ])
  })

  it('knows no loss and no return after the last day known', () => {
    const rows = [
      { customer: 1, startedOn: '2024-01-01', endedOn: '2024-06-01' },
      { customer: 1, startedOn: '2025-02-01' },
      { customer: 2, startedOn: '2024-01-01', endedOn: '2025-01-01' },
    ]
    const known = { ...base, later: 'ignore' } as const
    expect(winBackRate(rows, known)).toMatchObject({ lost: 1, returned: 0, open: 1 })
    expect(refusalText(() => winBackRate(rows, base))).toEqual([
      'invalid',
      'winBackRate: later is undefined, not one of ignore, reject, which is required where rows are after asOf',
    ])
    expect(refusalText(() => winBackRate(rows.slice(2), base))[0]).toBe('empty')
  })

  it('knows the loss of the last day known, of which no time has passed yet', () => {
    const rows = [{ customer: 1, startedOn: '2024-01-01', endedOn: base.asOf }]
    expect(winBackRate(rows, base)).toMatchObject({
      ...{ lost: 1, returned: 0, open: 1 },
      tally: { 0: { lost: 0, censored: 1 } },
    })
  })

  it('asks for times that ascend', () => {
    const rows = [{ customer: 1, startedOn: '2024-01-01', endedOn: '2024-06-01' }]
    expect(refusalText(() => winBackRate(rows, { ...base, by: [30, 7] }))).toEqual([
      'out-of-range',
      'winBackRate: by[1] is 7, not a whole number of at least 31',
    ])
    expect(refusalText(() => winBackRate(rows, { ...base, by: [] }))[1]).toMatch(/from 1 to 1000/)
  })
})

describe('laws of winning back', () => {
  const options = { asOf: '2025-06-30', later: 'ignore', unit: 'day', by: [7, 30, 365] } as const

  it('the share never falls with time, and stays between 0 and 1', () => {
    fc.assert(
      fc.property(subscriptions, fc.constantFrom('first', 'all'), (rows, losses) => {
        let back: ReturnType<typeof winBackRate>
        try {
          back = winBackRate(rows, { ...options, losses })
        } catch {
          return
        }
        const rates = back.shares.flatMap(({ rate }) => (rate === null ? [] : [rate]))
        expect(rates).toEqual([...rates].sort((a, b) => a - b))
        for (const rate of rates) expect(rate >= 0 && rate <= 1).toBe(true)
        expect(back.returned + back.open).toBe(back.lost)
      }),
    )
  })

  it('is the plain share where every loss was followed for the time', () => {
    const lost = fc.array(fc.option(fc.integer({ min: 1, max: 400 })), { minLength: 1 })
    fc.assert(
      fc.property(lost, (times) => {
        const rows = afterLoss(
          times.map((time) => time ?? 540),
          times.map((time) => (time === null ? 0 : 1)),
          '2025-06-30',
        )
        const { shares } = winBackRate(rows, { ...options, losses: 'first' })
        for (const { by, rate } of shares) {
          const back = times.filter((time) => time !== null && time <= by).length
          expect(rate).toBeCloseTo(back / times.length, 12)
        }
      }),
    )
  })

  it('does not depend on the order of rows', () => {
    checkOrderLaw(fc.constant(afterLoss([3, 50, 9, 90], [1, 0, 1, 0], '2024-12-31')), (rows) =>
      winBackRate(rows, base),
    )
  })
})
