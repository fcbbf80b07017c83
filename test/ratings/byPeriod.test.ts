import {
  type AnswerRow,
  mapGroups,
  nps,
  tallyRatings,
  tallyRatingsByPeriod,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { days, windows } from '../support/arbitraries.js'
import { refusalText } from '../support/refusal.js'

const spring = { from: '2025-02-01', to: '2025-04-15', every: 'month' } as const

const answers: AnswerRow[] = [
  { rating: 10, answeredOn: '2025-01-31' },
  { rating: null, answeredOn: '2025-02-01' },
  { rating: -3, answeredOn: '2025-02-28' },
  { rating: 9, answeredOn: '2025-03-10' },
  { rating: 9, answeredOn: '2025-03-31' },
  { rating: 0, answeredOn: '2025-04-15' },
]

describe('ratings by period', () => {
  it('are those of each period, and keep the place of one without answers', () => {
    const series = tallyRatingsByPeriod(answers, { ...spring, unanswered: 'skip' })
    expect(series).toEqual([
      {
        from: '2025-02-01',
        to: '2025-03-01',
        complete: true,
        responses: 1,
        skipped: 1,
        result: { '-3': 1 },
        refusal: null,
      },
      {
        from: '2025-03-01',
        to: '2025-04-01',
        complete: true,
        responses: 2,
        skipped: 0,
        result: { 9: 2 },
        refusal: null,
      },
      {
        from: '2025-04-01',
        to: '2025-04-15',
        complete: false,
        responses: 0,
        skipped: 0,
        result: null,
        refusal: 'tallyRatingsByPeriod: rows is empty, not at least one answer in the window',
      },
    ])
    const months = mapGroups(series.slice(1), (tally) => nps(tally).score)
    expect(months.map(({ result, refusal }) => [result, refusal])).toEqual([
      [100, null],
      [null, series[2]?.refusal],
    ])
  })

  it('stand in the order of the scale, below 0 as well, whatever the order of the answers', () => {
    const ratings = [-1, 3, -3, 2, -2]
    for (const list of [ratings, [...ratings].reverse(), [...ratings].sort((a, b) => a - b)]) {
      const rows = list.map((rating) => ({ rating, answeredOn: '2025-02-10' }))
      const [february] = tallyRatingsByPeriod(rows, spring)
      // Names that are whole numbers come first in every object, by the rules of the language.
      expect(Object.keys(february?.result ?? {})).toEqual(['2', '3', '-3', '-2', '-1'])
    }
  })

  it('of rolling windows begin before the first period', () => {
    const series = tallyRatingsByPeriod(answers, { ...spring, rolling: 2, unanswered: 'skip' })
    expect(series.map(({ from, to, result }) => [from, to, result])).toEqual([
      ['2025-01-01', '2025-03-01', { '-3': 1, 10: 1 }],
      ['2025-02-01', '2025-04-01', { '-3': 1, 9: 2 }],
      ['2025-03-01', '2025-04-15', { 9: 2 }],
    ])
  })

  it.each<[string, object, object, string, string]>([
    [
      'an answer of null',
      { rating: null },
      {},
      'invalid',
      'rows[0].rating is null, not a whole number',
    ],
    [
      'one off the scale',
      { rating: 11 },
      { scale: { min: 0, max: 10 } },
      'out-of-range',
      'rows[0].rating is 11, not a whole number from 0 to 10',
    ],
    [
      'one without a day',
      { answeredOn: null },
      {},
      'invalid',
      'rows[0].answeredOn is null, not a day',
    ],
    [
      'an unknown policy',
      {},
      { unanswered: 'drop' },
      'invalid',
      'unanswered is "drop", not one of reject, skip',
    ],
  ])('refuse %s, also outside of the window', (_title, wrong, options, code, message) => {
    const row = { rating: 5, answeredOn: '2020-01-01', ...wrong } as AnswerRow
    const refused = refusalText(() => tallyRatingsByPeriod([row], { ...spring, ...options }))
    expect(refused).toEqual([code, expect.stringContaining(message)])
  })

  it('are what recounting each window gives', () => {
    const rows = fc.array(
      fc.record({ rating: fc.integer({ min: 0, max: 10 }), answeredOn: days }),
      { maxLength: 40 },
    )
    const every = fc.constantFrom('day' as const, 'week' as const, 'month' as const)
    const rolling = fc.option(fc.integer({ min: 2, max: 9 }), { nil: undefined })
    fc.assert(
      fc.property(rows, windows, every, rolling, (all, window, unit, periods) => {
        const series = tallyRatingsByPeriod(all, {
          ...window,
          every: unit,
          weekStartsOn: 'monday',
          ...(periods === undefined ? {} : { rolling: periods }),
        })
        expect(series.at(-1)?.to).toBe(window.to)
        for (const { from, to, responses, result } of series) {
          const within = all.filter(({ answeredOn }) => from <= answeredOn && answeredOn < to)
          expect(responses).toBe(within.length)
          const recounted =
            within.length === 0 ? null : tallyRatings(within.map(({ rating }) => rating))
          expect(result).toEqual(recounted)
        }
      }),
    )
  })
})
