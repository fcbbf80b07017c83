import {
  mergeSegmentMoves,
  type SegmentMatrixOptions,
  segmentMatrix,
  segmentMigration,
  tallySegmentMoves,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusal, refusalText } from '../support/refusal.js'

const moves = [
  { from: 'free', to: 'free', customers: 80 },
  { from: 'free', to: 'pro', customers: 12 },
  { from: 'free', to: null, customers: 8 },
  { from: 'pro', to: 'pro', customers: 45 },
  { from: 'pro', to: 'free', customers: 5 },
  { from: null, to: 'free', customers: 30 },
]

describe('a matrix of moves', () => {
  it('has the counts of pandas.crosstab and the intervals of statsmodels', () => {
    const before = 'ffffffppppgg'
    const after = 'ffpp.gpppfg.'
    const rowsOf = (text: string) =>
      [...text].flatMap((segment, customer) => (segment === '.' ? [] : [{ customer, segment }]))
    const matrix = segmentMatrix({ before: rowsOf(before), after: rowsOf(after) })
    // pandas.crosstab(before, after) of the same letters, with '.' as a segment.
    expect(matrix.segments).toEqual(['f', 'g', 'p'])
    expect(matrix.rows.map(({ counts, left }) => [...counts, left])).toEqual([
      [2, 1, 2, 1],
      [0, 1, 0, 1],
      [1, 0, 3, 0],
    ])
    // statsmodels.stats.proportion.proportion_confint(3, 4, method='wilson').
    const interval = matrix.rows[2]?.intervals[2]
    expect(interval?.low).toBeCloseTo(0.30064184258240184, 14)
    expect(interval?.high).toBeCloseTo(0.9544127391902995, 14)
    expect([matrix.before, matrix.after, matrix.entered]).toEqual([12, 10, [0, 0, 0]])
  })

  it('is in the order that was asked for, with rows of nobody, and marks small ones', () => {
    const { segments, rows, entered } = segmentMatrix(
      { moves },
      { segments: ['pro', 'team', 'free'], minimum: 60 },
    )
    expect(segments).toEqual(['pro', 'team', 'free'])
    expect(rows.map(({ customers, small }) => [customers, small])).toEqual([
      [50, true],
      [0, true],
      [100, false],
    ])
    expect(rows[1]).toMatchObject({ rates: [null, null, null], leftRate: null, leftInterval: null })
    expect(rows[2]?.rates).toEqual([0.12, 0, 0.8])
    expect(entered).toEqual([0, 0, 30])
    expect(
      segmentMatrix({ moves }, { minimum: 0, segments: ['free', 'pro', 'x'] }).rows[2]?.small,
    ).toBe(false)
  })

  it.each<[SegmentMatrixOptions, string, string]>([
    [{ segments: ['free'] }, 'mismatch', 'segments is an array, not a list with “pro”'],
    [{ segments: ['a', 'a'] }, 'mismatch', 'segments[1] is "a", not in the order once'],
    [{ segments: [''] }, 'invalid', 'segments[0] is "", not a string that is not empty'],
    [{ minimum: -1 }, 'out-of-range', 'minimum is -1, not a whole number of at least 0'],
  ])('refuses %j', (options, code, message) => {
    expect(refusalText(() => segmentMatrix({ moves }, options))).toEqual([
      code,
      `segmentMatrix: ${message}`,
    ])
  })

  it('refuses nobody, and more segments than anybody reads', () => {
    const entered = [{ from: null, to: 'a', customers: 3 }]
    expect(refusalText(() => segmentMatrix({ moves: entered }))[0]).toBe('empty')
    const many = Array.from({ length: 301 }, (_, at) => ({ from: `${at}`, to: null, customers: 1 }))
    expect(refusalText(() => segmentMatrix({ moves: many }))[0]).toBe('out-of-range')
  })

  it('refuses more customers than can be counted, of one segment or of all', () => {
    const customers = Number.MAX_SAFE_INTEGER
    const [stay, leave] = [
      { from: 'a', to: 'a', customers },
      { from: 'a', to: null, customers },
    ]
    const enter = { from: null, to: 'a', customers }
    const other = { from: 'b', to: 'b', customers }
    for (const both of [
      [stay, leave],
      [stay, other],
      [stay, enter],
    ])
      expect(refusal(() => segmentMatrix({ moves: both }))).toMatchObject({
        code: 'out-of-range',
        path: ['moves'],
      })
  })
})

describe('laws of a matrix of moves', () => {
  const end = fc.constantFrom('a', 'b', 'c', null)
  const move = fc.record({ from: end, to: end, customers: fc.nat(1000) })
  const tallies = fc
    .array(
      move.filter(({ from, to }) => from !== null || to !== null),
      { maxLength: 12 },
    )
    .map((all) => ({ moves: [{ from: 'a', to: 'b', customers: 1 }, ...all] }))

  it('rows add up to the customers before, columns to those after, shares to 1', () => {
    fc.assert(
      fc.property(tallies, (tally) => {
        const { rows, segments, entered, before, after } = segmentMatrix(tally)
        expect(rows.reduce((sum, { customers }) => sum + customers, 0)).toBe(before)
        const columns = segments.map((_, at) =>
          rows.reduce((sum, { counts }) => sum + (counts[at] ?? 0), entered[at] ?? 0),
        )
        expect(columns.reduce((sum, count) => sum + count, 0)).toBe(after)
        for (const { rates, leftRate, customers } of rows)
          if (customers > 0)
            expect(
              rates.reduce<number>((sum, rate) => sum + (rate ?? 0), leftRate ?? 0),
            ).toBeCloseTo(1, 12)
        const { segments: flows } = segmentMigration(tally)
        for (const { segment, ...flow } of flows) {
          const at = segments.indexOf(segment)
          expect([rows[at]?.customers, columns[at], entered[at]]).toEqual([
            flow.before,
            flow.after,
            flow.entered,
          ])
          expect([rows[at]?.counts[at], rows[at]?.left]).toEqual([flow.stayed, flow.left])
        }
      }),
    )
  })

  it('of added tallies is the sum of the matrices', () => {
    fc.assert(
      fc.property(tallies, tallies, (one, other) => {
        const order = { segments: ['a', 'b', 'c'] }
        const [sum, ...parts] = [mergeSegmentMoves([one, other]), one, other].map((tally) =>
          segmentMatrix(tally, order).rows.flatMap(({ counts, left }) => [...counts, left]),
        )
        expect(sum).toEqual(parts[0]?.map((count, at) => count + (parts[1]?.[at] ?? 0)))
      }),
    )
  })

  it('is the same of rows as of their tally', () => {
    const rows = fc
      .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 20 })
      .map((all) => all.map((segment, customer) => ({ customer, segment })))
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const input = { before, after }
        expect(segmentMatrix(input)).toEqual(segmentMatrix(tallySegmentMoves(input)))
      }),
    )
  })
})
