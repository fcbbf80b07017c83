import {
  type CohortTable,
  type CohortTableOptions,
  cohortTable,
  mergeCohortTables,
  type RelativeRetentionOptions,
  relativeRetention,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../support/refusal.js'

const MONTHS = ['2025-01', '2025-02', '2025-03', '2025-04']

/** Events of cohorts by month: their size, and how many of the first customers return in each later month. */
function visits(cohorts: readonly (readonly number[])[]) {
  return cohorts.flatMap(([size = 0, ...later], cohort) =>
    Array.from({ length: size }, (_, at) => {
      const customer = `${cohort} ${at}`
      return [
        { customer, on: `${MONTHS[cohort]}-10` },
        ...later.flatMap((retained, month) =>
          at < retained ? [{ customer, on: `${MONTHS[cohort + month + 1]}-10` }] : [],
        ),
      ]
    }).flat(),
  )
}

const options = {
  every: 'month',
  asOf: '2025-04-30',
  measure: 'on',
  clock: 'calendar',
  cohort: 'first',
  average: 'pooled',
} as const
const table = (
  cohorts: readonly (readonly number[])[],
  more: Partial<CohortTableOptions> = {},
): CohortTable => cohortTable(visits(cohorts), { ...options, ...more } as CohortTableOptions)

const three = table([
  [80, 20, 16, 8],
  [60, 24, 0],
  [40, 40],
])

describe('relative retention', () => {
  it('has the score interval of statsmodels', () => {
    const { cohorts } = relativeRetention(three, { to: 'previous-cohort' })
    expect(cohorts.map(({ ratios }) => ratios)).toEqual([
      [null, null, null, null],
      [1, 1.6, 0, null],
      [1, 2.5, null, null],
      [null, null, null, null],
    ])
    // confint_proportions_2indep(24, 60, 20, 80, compare='ratio', method='score', correction=False).
    const [, some, none] = cohorts[1]?.intervals ?? []
    expect(some?.low).toBeCloseTo(0.9834194637593848, 12)
    expect(some?.high).toBeCloseTo(2.609076906482831, 12)
    // The same of 0 of 60 against 16 of 80: nobody returned, and the interval says how many might.
    expect(none?.low).toBe(0)
    expect(none?.high).toBeCloseTo(0.3039080437879621, 12)
    expect(some?.method).toBe('score')
  })

  it('to the others leaves the cohort itself out', () => {
    const { cohorts } = relativeRetention(three, { to: 'other-cohorts', minimum: 50 })
    // 20 of 80 against 24 + 40 of 100.
    expect(cohorts[0]?.baseRates[1]).toBe(0.64)
    expect(cohorts[0]?.ratios[1]).toBe(0.390625)
    expect(cohorts[0]?.ratios[3]).toBeNull()
    expect(cohorts.map(({ small }) => small)).toEqual([false, false, true, true])
  })

  it('to a cohort of choice is 1 for that cohort, without an interval', () => {
    const { cohorts, to } = relativeRetention(three, { to: { cohort: '2025-02-01' } })
    expect(to).toEqual({ cohort: '2025-02-01' })
    expect(cohorts[1]).toMatchObject({
      ratios: [1, 1, null, null],
      intervals: [null, null, null, null],
    })
    expect(cohorts[0]?.ratios[1]).toBe(0.625)
    expect(cohorts[0]?.intervals[1]).not.toBeNull()
  })

  it('to the period before is a ratio of counts, and a share where those who stay were there', () => {
    const on = relativeRetention(three, { to: 'previous-period' }).cohorts[0]
    expect(on?.ratios).toEqual([null, 0.25, 0.8, 0.5])
    expect(on?.intervals).toEqual([null, null, null, null])
    const later = table([[80, 20, 16, 8]], { measure: 'on-or-after' })
    const after = relativeRetention(later, { to: 'previous-period' }).cohorts[0]
    expect(after?.ratios.slice(0, 4)).toEqual([null, 0.25, 0.8, 0.5])
    // proportion_confint(16, 20, method='wilson').
    expect(after?.intervals[2]?.low).toBeCloseTo(0.5839825677481064, 12)
    expect(after?.intervals[2]).toMatchObject({ method: 'wilson', confidence: 0.95 })
  })

  it('keeps what the calendar calls a cohort', () => {
    const persian = cohortTable(visits([[2, 1]]), { ...options, calendar: 'persian' })
    const { cohorts } = relativeRetention(persian, { to: 'previous-period' })
    expect(cohorts[0]).toMatchObject({ year: 1403, period: 10 })
  })

  it('has no interval where customers are in several cohorts', () => {
    const repeated = table(
      [
        [80, 20],
        [60, 24],
      ],
      { cohort: 'any' },
    )
    const [, second] = relativeRetention(repeated, { to: 'previous-cohort' }).cohorts
    expect(second?.ratios[1]).not.toBeNull()
    expect(second?.intervals).toEqual([null, null, null, null])
  })

  it.each<[RelativeRetentionOptions, string, string]>([
    [
      { to: 'average' as never },
      'invalid',
      'to is "average", not one of previous-cohort, other-cohorts, previous-period',
    ],
    [
      { to: { cohort: '2025-02-02' } },
      'mismatch',
      'to.cohort is "2025-02-02", not the first day of a cohort, from 2025-01-01 to 2025-04-01',
    ],
    [
      { to: 'previous-cohort', minimum: 0.5 },
      'out-of-range',
      'minimum is 0.5, not a whole number of at least 0',
    ],
  ])('refuses %j', (choice, code, message) => {
    expect(refusalText(() => relativeRetention(three, choice))).toEqual([
      code,
      `relativeRetention: ${message}`,
    ])
  })

  it('refuses cohorts that were followed for different times', () => {
    const unequal = table([[80, 20]], { measure: 'on-or-after' })
    expect(refusalText(() => relativeRetention(unequal, { to: 'other-cohorts' }))).toEqual([
      'mismatch',
      'relativeRetention: table.until is null, not a number of periods, so that cohorts are followed for the same time',
    ])
    const equal = table(
      [
        [80, 20, 10],
        [60, 24],
      ],
      { measure: 'on-or-after', until: 1, periods: 2 },
    )
    expect(relativeRetention(equal, { to: 'previous-cohort' }).cohorts[1]?.ratios).toEqual([1, 1.6])
  })
})

describe('laws of relative retention', () => {
  const cohort = fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([size, share]) => [size, Math.round(size * share)])
  const tables = fc.tuple(cohort, cohort, cohort).map((all) => table(all))

  it('the ratio lies within its interval, and turned round it is the inverse', () => {
    fc.assert(
      fc.property(tables, (all) => {
        const first = relativeRetention(all, { to: { cohort: '2025-01-01' } }).cohorts[1]
        const second = relativeRetention(all, { to: { cohort: '2025-02-01' } }).cohorts[0]
        const [ratio, inverse] = [first?.ratios[1], second?.ratios[1]]
        const [own, other] = [first?.intervals[1], second?.intervals[1]]
        if (ratio == null) expect(first?.baseRates[1]).toBe(0)
        else expect((own?.low ?? 2) <= ratio && ratio <= (own?.high ?? 0)).toBe(true)
        if (!ratio || !inverse) return
        expect(ratio * inverse).toBeCloseTo(1, 12)
        expect((own?.low ?? 0) * (other?.high ?? 0)).toBeCloseTo(1, 8)
      }),
    )
  })

  it('of added tables is that of their counts, and ratios chain over periods', () => {
    fc.assert(
      fc.property(tables, (all) => {
        const twice = mergeCohortTables([all, all])
        const choice = { to: 'other-cohorts' } as const
        const [one, both] = [all, twice].map((each) => relativeRetention(each, choice).cohorts)
        expect(both?.map(({ ratios }) => ratios)).toEqual(one?.map(({ ratios }) => ratios))
        for (const { ratios, rates } of relativeRetention(all, { to: 'previous-period' }).cohorts) {
          const [, ratio, next] = ratios
          if (ratio != null && next != null) expect(ratio * next).toBeCloseTo(rates[2] ?? -1, 12)
        }
      }),
    )
  })
})
