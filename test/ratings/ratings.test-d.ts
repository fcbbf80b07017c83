import {
  type AnswerRow,
  mergeRatings,
  type RatingOptions,
  type Ratings,
  type RatingTally,
  tallyRatings,
  type UnansweredPolicy,
} from 'customer-metrics'
import type * as area from 'customer-metrics/ratings'
import { describe, expectTypeOf, it } from 'vitest'

describe('a tally', () => {
  it('is plain counts by rating', () => {
    expectTypeOf(tallyRatings([5])).toEqualTypeOf<RatingTally>()
    const tally: RatingTally = { 5: 2, 4: 1 }
    // @ts-expect-error tallies are read-only
    tally[5] = 3
    // @ts-expect-error counts are numbers
    const wrong: RatingTally = { 5: '2' }
    expectTypeOf(wrong).toEqualTypeOf<RatingTally>()
  })

  it('is made of anything that lists or counts answers', () => {
    expectTypeOf<number[]>().toExtend<Ratings>()
    expectTypeOf<readonly (number | null)[]>().toExtend<Ratings>()
    expectTypeOf<Uint8Array>().toExtend<Ratings>()
    expectTypeOf<Generator<number>>().toExtend<Ratings>()
    expectTypeOf<RatingTally>().toExtend<Ratings>()
    expectTypeOf<string>().not.toExtend<Ratings>()
    expectTypeOf<Map<number, number>>().not.toExtend<Ratings>()
    const rows: AnswerRow[] = [{ rating: null, answeredOn: '2025-01-31' }]
    tallyRatings(
      rows.map(({ rating }) => rating),
      { unanswered: 'skip' },
    )
    // @ts-expect-error rows are not ratings
    tallyRatings(rows)
  })

  it('names what an unanswered question does', () => {
    expectTypeOf<RatingOptions['unanswered']>().toEqualTypeOf<UnansweredPolicy | undefined>()
    expectTypeOf<UnansweredPolicy>().toEqualTypeOf<'reject' | 'skip'>()
    // @ts-expect-error an unanswered question is not a zero
    tallyRatings([5], { unanswered: 'zero' })
  })

  it('adds up from any iterable of tallies', () => {
    expectTypeOf(mergeRatings(new Set([{ 5: 1 }]))).toEqualTypeOf<RatingTally>()
    // @ts-expect-error tallies come as a list
    mergeRatings({ 5: 1 })
    // @ts-expect-error and not as arguments
    mergeRatings({ 5: 1 }, { 4: 1 })
  })

  it('is the same at its own subpath', () => {
    expectTypeOf<typeof area.tallyRatings>().toEqualTypeOf<typeof tallyRatings>()
    expectTypeOf<typeof area.mergeRatings>().toEqualTypeOf<typeof mergeRatings>()
  })
})
