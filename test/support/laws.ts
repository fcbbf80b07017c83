import { mergeRatings, type Ratings, tallyRatings } from 'customer-metrics'
import fc from 'fast-check'
import { expect } from 'vitest'

/** The data that a tally is made of, and how it is made and added. */
export interface MergeLaw<Row, Tally> {
  /** Rows of one shard, never empty. */
  readonly rows: fc.Arbitrary<Row[]>
  readonly tally: (rows: readonly Row[]) => Tally
  readonly merge: (tallies: readonly Tally[]) => Tally
  /** Rows with the same key belong into one shard. */
  readonly shard?: (row: Row) => unknown
}

/** Splits rows into shards as the numbers say, keeping together what has one key. */
function split<Row>(
  rows: readonly Row[],
  cuts: readonly number[],
  shard?: (row: Row) => unknown,
): Row[][] {
  const shards = new Map<number, Row[]>()
  const homes = new Map<unknown, number>()
  rows.forEach((row, index) => {
    const key = shard ? shard(row) : index
    const home = homes.get(key) ?? (cuts[homes.size % cuts.length] as number)
    homes.set(key, home)
    shards.set(home, [...(shards.get(home) ?? []), row])
  })
  return [...shards.values()]
}

/** Merging the tallies of shards gives the tally of all rows, in any order, after a trip through JSON. */
export function checkMergeLaw<Row, Tally>({
  rows,
  tally,
  merge,
  shard,
}: MergeLaw<Row, Tally>): void {
  const cuts = fc.array(fc.nat(4), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(rows, cuts, fc.boolean(), (all, where, backwards) => {
      const tallies = split(all, where, shard).map((part) =>
        JSON.parse(JSON.stringify(tally(part))),
      )
      const whole = tally(all)
      expect(merge(backwards ? tallies.reverse() : tallies)).toEqual(whole)
      expect(merge([merge(tallies)])).toEqual(whole)
      if (tallies.length > 1)
        expect(merge([merge(tallies.slice(0, 1)), merge(tallies.slice(1))])).toEqual(whole)
      expect(JSON.parse(JSON.stringify(whole))).toEqual(whole)
    }),
  )
}

/** The order of rows changes nothing. */
export function checkOrderLaw<Row, Result>(
  rows: fc.Arbitrary<Row[]>,
  measure: (rows: readonly Row[]) => Result,
): void {
  const shuffled = rows.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  )
  fc.assert(
    fc.property(shuffled, ([all, other]) => {
      expect(measure(other)).toEqual(measure(all))
    }),
  )
}

/** Answers say the same listed, counted, typed, generated, or counted in two parts and merged. */
export function checkAnswersLaw<Result>(
  ratings: fc.Arbitrary<number[]>,
  score: (ratings: Ratings) => Result,
): void {
  fc.assert(
    fc.property(ratings, ratings, (some, others) => {
      const listed = [...some, ...others]
      const expected = score(listed)
      const generate = function* (): Generator<number> {
        yield* listed
      }
      expect(score(tallyRatings(listed))).toEqual(expected)
      expect(score(Int16Array.from(listed))).toEqual(expected)
      expect(score(generate())).toEqual(expected)
      expect(score(mergeRatings([tallyRatings(some), tallyRatings(others)]))).toEqual(expected)
    }),
  )
}
