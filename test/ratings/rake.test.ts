import { npsEstimate, poststratify, type RakeRow, rake } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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
    expect(refusalText(() => rake(rows, { population }))[0]).toBe('not-converged')
    expect(refusalText(() => rake([], { population }))[0]).toBe('empty')
    expect(refusalText(() => rake(rows, { population: {} }))[0]).toBe('empty')
    expect(refusalText(() => rake(rows, { population: { plan: {} } }))[0]).toBe('empty')
    expect(refusalText(() => rake([{ rating: 3, segments: {} }], { population }))[1]).toMatch(
      /rows\[0\]\.segments\.plan is undefined/,
    )
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
})
