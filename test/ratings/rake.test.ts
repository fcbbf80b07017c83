import { npsEstimate, poststratify, type RakeRow, rake } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkOrderLaw } from '../support/laws.js'
import { expectNear, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const answer = (rating: number, plan: string, country: string, weight?: number): RakeRow => ({
  rating,
  segments: { plan, country },
  ...(weight !== undefined && { weight }),
})
const population = { plan: { free: 1, paid: 1 }, country: { DE: 3, AT: 1 } }

describe('raking', () => {
  it('gives the weights of iterative proportional fitting', () => {
    const { input, expected, tolerance } = publishedCase('nps', 'P-RAKE-01')
    const counts: readonly (readonly number[])[] = input.counts
    const rows = counts.flatMap((line, row) =>
      line.flatMap((count, column) =>
        Array<RakeRow>(count).fill({
          rating: 4 * row + column,
          segments: { row: `r${row}`, column: `c${column}` },
        }),
      ),
    )
    const named = (sizes: readonly number[], letter: string) =>
      Object.fromEntries(sizes.map((size, at) => [`${letter}${at}`, size]))
    const raked = rake(rows, {
      population: { row: named(input.rows, 'r'), column: named(input.columns, 'c') },
    })
    const weightOf = (rating: number) =>
      raked.weights[rows.findIndex((row) => row.rating === rating)]
    expectNear(
      counts.map((line, row) => line.map((_, column) => weightOf(4 * row + column))),
      expected.weights,
      tolerance,
    )
    expectNear(raked.effectiveResponses, expected.effective, tolerance)
    expect(raked.responses).toBe(800)
    expect(raked.designEffect).toBeCloseTo(800 / expected.effective, 9)
  })

  it('starts from the weights that answers already have', () => {
    const twice = [answer(10, 'free', 'DE'), answer(10, 'free', 'DE'), answer(2, 'paid', 'AT')]
    const weighted = [answer(10, 'free', 'DE', 2), answer(2, 'paid', 'AT')]
    const more = [answer(5, 'free', 'AT'), answer(8, 'paid', 'DE')]
    const one = rake([...twice, ...more], { population })
    const other = rake([...weighted, ...more], { population })
    expect(npsEstimate(other.tally).score).toBeCloseTo(npsEstimate(one.tally).score, 9)
  })

  it('refuses a category that is in no margin, one without answers, and margins that clash', () => {
    const rows = [answer(10, 'free', 'DE'), answer(3, 'paid', 'AT')]
    expect(refusalText(() => rake([...rows, answer(3, 'trial', 'AT')], { population }))).toEqual([
      'mismatch',
      'rake: rows[2].segments.plan is "trial", not one of free, paid',
    ])
    expect(refusalText(() => rake(rows.slice(1), { population }))).toEqual([
      'empty',
      'rake: population.plan.free is empty, not at least one answer of it: leave it out, or join it with another',
    ])
    expect(refusalText(() => rake(rows, { population }))).toEqual([
      'not-converged',
      'rake: population is an object, not margins that these answers can meet together: give fewer, or join categories',
    ])
    expect(refusalText(() => rake([], { population }))).toEqual([
      'empty',
      'rake: rows is empty, not at least one answer',
    ])
    expect(refusalText(() => rake(rows, { population: {} }))).toEqual([
      'empty',
      'rake: population is empty, not at least one margin',
    ])
    expect(refusalText(() => rake(rows, { population: { plan: {} } }))).toEqual([
      'empty',
      'rake: population.plan is empty, not at least one category',
    ])
    expect(refusalText(() => rake([{ rating: 3, segments: {} }], { population }))[1]).toMatch(
      /rows\[0\]\.segments\.plan is undefined/,
    )
  })
})

describe('poststratification', () => {
  const segments = { free: { 10: 10, 3: 10 }, paid: { 10: 60, 7: 20 } }
  const even = { free: 5000, paid: 5000 }

  it('gives each answer the customers that it stands for', () => {
    const made = poststratify(segments, { population: even })
    // Half of 100 answers are 50: 20 of free weigh 2.5 each, 80 of paid 0.625.
    expect(made.weights).toEqual({ free: 2.5, paid: 0.625 })
    expect(made.tally).toEqual({
      3: { responses: 10, weight: 25, squaredWeight: 62.5 },
      7: { responses: 20, weight: 12.5, squaredWeight: 7.8125 },
      10: { responses: 70, weight: 62.5, squaredWeight: 85.9375 },
    })
    // 100² ÷ (20 × 6.25 + 80 × 0.390625).
    expect(made).toMatchObject({ responses: 100, effectiveResponses: 64, designEffect: 1.5625 })
  })

  it.each<[object, object, string, string]>([
    [{}, even, 'empty', 'segments is empty, not at least one segment'],
    [
      { free: {}, paid: { 10: 1 } },
      even,
      'empty',
      'segments.free is empty, not at least one answer',
    ],
    [
      { ...segments, trial: { 10: 1 } },
      even,
      'mismatch',
      'segments.trial is "trial", not a segment of the population',
    ],
    [
      segments,
      { ...even, trial: 1 },
      'mismatch',
      'population.trial is "trial", not a segment with answers',
    ],
    [
      segments,
      { ...even, paid: 0 },
      'out-of-range',
      'population.paid is 0, not a number from 1e-9 to 1000000000000000',
    ],
    [
      { free: { 10: Number.MAX_SAFE_INTEGER }, paid: { 10: 1 } },
      even,
      'out-of-range',
      'segments is 9007199254740992, not a whole number of answers',
    ],
  ])('refuses %j of %j', (given, population, code, message) => {
    expect(
      refusalText(() => poststratify(given as never, { population: population as never })),
    ).toEqual([code, `poststratify: ${message}`])
  })
})

describe('laws of raking', () => {
  const plans = ['free', 'paid']
  const countries = ['DE', 'AT']
  const one = fc
    .tuple(fc.nat(10), fc.constantFrom(...plans), fc.constantFrom(...countries))
    .map(([rating, plan, country]) => answer(rating, plan, country))
  const full = plans.flatMap((plan) => countries.map((country) => answer(5, plan, country)))
  const many = fc.array(one, { maxLength: 40 }).map((rows) => [...full, ...rows])

  it('every margin is met, and weights are 1 on average', () => {
    const size = fc.integer({ min: 1, max: 1000 })
    fc.assert(
      fc.property(many, size, size, (rows, paid, german) => {
        const given = { plan: { free: 500, paid }, country: { DE: german, AT: 500 } }
        const { weights } = rake(rows, { population: given })
        const sum = (holds: (row: RakeRow) => boolean) =>
          rows.reduce((all, row, at) => all + (holds(row) ? (weights[at] as number) : 0), 0)
        expect(sum(() => true)).toBeCloseTo(rows.length, 6)
        const share = (name: string, value: string) =>
          sum(({ segments }) => segments[name] === value) / rows.length
        expect(share('plan', 'paid')).toBeCloseTo(paid / (500 + paid), 6)
        expect(share('country', 'DE')).toBeCloseTo(german / (500 + german), 6)
      }),
      { numRuns: 60 },
    )
  })

  it('to one margin it is poststratification', () => {
    fc.assert(
      fc.property(many, (rows) => {
        const counted = (plan: string) => {
          const tally: Record<number, number> = {}
          for (const { rating, segments } of rows)
            if (segments.plan === plan) tally[rating] = (tally[rating] ?? 0) + 1
          return tally
        }
        const population = { free: 700, paid: 300 }
        const strata = poststratify(
          { free: counted('free'), paid: counted('paid') },
          { population },
        )
        const raked = rake(rows, { population: { plan: population } })
        expect(npsEstimate(raked.tally).score).toBeCloseTo(npsEstimate(strata.tally).score, 9)
        expect(raked.designEffect).toBeCloseTo(strata.designEffect, 9)
      }),
      { numRuns: 60 },
    )
  })

  it('the order of rows changes no digit', () => {
    const base = fc.double({ min: 0.1, max: 9, noNaN: true })
    const weighted = fc
      .array(fc.tuple(one, base), { maxLength: 12 })
      .map((rows) => [...full, ...rows.map(([row, weight]) => ({ ...row, weight }))])
    checkOrderLaw(weighted, (rows) => {
      const given = { plan: { free: 0.3, paid: 0.7 }, country: { DE: 1.1, AT: 0.6 } }
      const { weights, ...rest } = rake(rows, { population: given })
      return { ...rest, weights: [...weights].sort((a, b) => a - b) }
    })
  })
})
