import { mergeRatings, nps, tallyRatings } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ratingsOf } from '../support/arbitraries.js'
import { checkMergeLaw, checkOrderLaw } from '../support/laws.js'

const ratings = ratingsOf(-1000, 1000)

describe('a tally of ratings', () => {
  it('is the sum of the tallies of its shards', () => {
    checkMergeLaw({ rows: ratings, tally: (rows) => tallyRatings(rows), merge: mergeRatings })
    checkMergeLaw({
      rows: ratingsOf(0, 3),
      tally: (rows) => tallyRatings(rows),
      merge: mergeRatings,
    })
  })

  it('does not depend on the order of answers', () => {
    checkOrderLaw(ratings, (listed) => tallyRatings(listed))
  })

  it('is the same for a list, a tally, a typed array and a generator', () => {
    fc.assert(
      fc.property(ratings, (listed) => {
        const tally = tallyRatings(listed)
        const generate = function* (): Generator<number> {
          yield* listed
        }
        expect(tallyRatings(tally)).toStrictEqual(tally)
        expect(tallyRatings(Int16Array.from(listed))).toStrictEqual(tally)
        expect(tallyRatings(generate())).toStrictEqual(tally)
      }),
    )
  })

  it('gives each rating the number of answers that equal it', () => {
    fc.assert(
      fc.property(ratingsOf(-5, 5), (listed) => {
        const tally = tallyRatings(listed)
        for (let rating = -5; rating <= 5; rating++)
          expect(tally[rating] ?? 0).toBe(listed.filter((each) => each === rating).length)
        expect(Object.values(tally)).not.toContain(0)
      }),
    )
  })

  it('says of merged answers what the answers together say', () => {
    const answers = ratingsOf(0, 10)
    fc.assert(
      fc.property(answers, answers, (some, others) => {
        expect(nps(mergeRatings([tallyRatings(some), tallyRatings(others)]))).toEqual(
          nps([...some, ...others]),
        )
      }),
    )
  })
})
