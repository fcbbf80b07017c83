import {
  simpleClv,
  type TrailingChurn,
  type TrailingChurnPeriod,
  tallyChurnByPeriod,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../support/refusal.js'

const months = [
  { lost: 50, opening: 1000 },
  { lost: 20, opening: 1000 },
  { lost: 30, opening: 1500 },
  { lost: 4, opening: 400 },
]
const of = (churn: TrailingChurn) => simpleClv({ revenue: 100, margin: 0.8, churn })

describe('the trailing average of churn', () => {
  it('is pooled or a mean of rates, by name', () => {
    // (20 + 30 + 4) ÷ 2,900 and (2 % + 2 % + 1 %) ÷ 3.
    const pooled = of({ periods: months, average: 'pooled', last: 3 })
    expect(pooled.churn).toBe(54 / 2900)
    expect(pooled.trailing).toMatchObject({ average: 'pooled', periods: 3 })
    const mean = of({ periods: months, average: 'mean', last: 3 })
    expect(mean.churn).toBeCloseTo(0.05 / 3, 15)
    expect(Number(mean.value)).toBeCloseTo(4800, 9)
    expect(of({ periods: months, average: 'mean' }).trailing?.periods).toBe(4)
    expect(simpleClv({ revenue: 100, margin: 0.8, churn: 0.02 }).trailing).toBeNull()
  })

  it('has an interval', () => {
    // statsmodels.stats.proportion.proportion_confint(54, 2900, method='wilson')
    const pooled = of({ periods: months, average: 'pooled', last: 3 }).trailing?.interval
    expect(pooled).toMatchObject({ confidence: 0.95, method: 'wilson' })
    expect(pooled?.low).toBeCloseTo(0.014299684645668664, 12)
    expect(pooled?.high).toBeCloseTo(0.024215317087971124, 12)
    // With statsmodels’ Wilson ends l, u of each p: p̄ − √Σ(p − l)² ÷ 3 and p̄ + √Σ(u − p)² ÷ 3, in numpy.
    const mean = of({ periods: months, average: 'mean', last: 3, confidence: 0.9 }).trailing
      ?.interval
    expect(mean).toMatchObject({ confidence: 0.9, method: 'mover' })
    expect(mean?.low).toBeCloseTo(0.013438410487843104, 12)
    expect(mean?.high).toBeCloseTo(0.022129932731454804, 12)
  })

  it('takes what tallyChurnByPeriod gives, and refuses the month that is not over', () => {
    const rows = [
      { customer: 1, startedOn: '2024-12-01', endedOn: '2025-01-10' },
      { customer: 2, startedOn: '2024-12-01' },
      { customer: 3, startedOn: '2024-12-01' },
      { customer: 4, startedOn: '2024-12-01', endedOn: '2025-02-03' },
    ]
    const window = { every: 'month', from: '2025-01-01', to: '2025-03-01' } as const
    const periods = tallyChurnByPeriod(rows, window)
    // 1 of 4 and 1 of 3.
    expect(of({ periods, average: 'pooled' }).churn).toBe(2 / 7)
    const open = periods.map((period, at) => ({ ...period, complete: at === 0 }))
    expect(refusalText(() => of({ periods: open, average: 'mean' }))).toEqual([
      'mismatch',
      'simpleClv: churn.periods[1].complete is false, not true: leave out the period that is not over',
    ])
  })

  it.each<[object, string]>([
    [{ average: 'median' }, 'churn.average is "median", not one of pooled, mean'],
    [{ last: 5 }, 'churn.last is 5, not a whole number from 1 to 4'],
    [{ periods: [] }, 'churn.periods is empty, not at least one period'],
    [
      { periods: [{ lost: 5, opening: 4 }] },
      'churn.periods[0].lost is 5, not a whole number from 0 to 4',
    ],
    [
      { periods: [{ lost: 0, opening: 4 }] },
      'churn is an object, not above 0, where no lifetime ends',
    ],
  ])('refuses %j', (wrong, message) => {
    const churn = { periods: months, average: 'pooled', ...wrong } as TrailingChurn
    expect(refusalText(() => of(churn))[1]).toBe(`simpleClv: ${message}`)
  })

  it('is all of the customers where each period lost all, whatever rounding adds to nine ninths', () => {
    const periods = Array.from({ length: 9 }, () => ({ lost: 5, opening: 5 }))
    const { churn, trailing } = of({ periods, average: 'mean' })
    expect([churn, trailing?.interval.high]).toEqual([1, 1])
  })

  it('lies between the lowest and the highest rate, and both are one where periods are alike', () => {
    const period = fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(
        ([opening, share]): TrailingChurnPeriod => ({
          opening,
          lost: Math.ceil(opening * share) || 1,
        }),
      )
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 12 }), (periods) => {
        const rates = periods.map(({ lost, opening }) => lost / opening)
        for (const average of ['pooled', 'mean'] as const) {
          const { churn } = of({ periods, average })
          expect(churn >= Math.min(...rates) - 1e-12 && churn <= Math.max(...rates) + 1e-12).toBe(
            true,
          )
        }
        const [first] = periods as [TrailingChurnPeriod]
        const alike = periods.map(() => first)
        const both = (['pooled', 'mean'] as const).map(
          (average) => of({ periods: alike, average }).churn,
        )
        expect(both[0]).toBeCloseTo(both[1] ?? 0, 12)
      }),
    )
  })
})
