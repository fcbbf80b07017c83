import { mergeRatings, NPS_0_TO_10, tallyRatings } from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import {
  functions,
  mapPlaces,
  outcome,
  type Place,
  places,
  refusalOf,
  valueAt,
  withAt,
} from '../support/places.js'
import { refusal } from '../support/refusal.js'
import { samples } from '../support/samples/index.js'

/** Fields that count customers, answers, tickets or trials, wherever they stand. */
const COUNTS = new Set(
  'opening closing lost gained reactivated reactivatedWithinMonth reactivatedWithin90Days gainedThenLost lostThenReturned leavers losses censored entered due renewed pending responses promoters passives detractors invited completed partial refused notContacted other ineligible trials successes acquired retained customers prospects invitations referred contacted contacts squares complained praised ended open bots population minimumResponses frequency holdoutFrequency purchases participants furtherMessages'.split(
    ' ',
  ),
)

/** Keys under which counts stand that have no names: ratings, ages, reasons. */
const isRatingOrReason = (place: Place): boolean =>
  /^-?\d+$/.test(`${place.at(-1)}`) && typeof place.at(-1) === 'string' && place.length === 2

/** Places of calls that hold a count, and are read: something that is no count is refused there. */
const calls = functions.flatMap(([name, call]) =>
  (samples[name] ?? []).flatMap((args) => {
    if (refusalOf(call, args)) return []
    const found = places(args).filter((place) => {
      const held = valueAt(args, place)
      const isBins = place.includes('bins')
      const isCount = !isBins && (COUNTS.has(`${place.at(-1)}`) || isRatingOrReason(place))
      if (!isCount || !Number.isSafeInteger(held) || (held as number) < 0) return false
      const error = refusalOf(call, withAt(args, place, 'many'))
      return /not a whole number/.test(error?.message ?? '')
    })
    return found.length > 0 ? [{ name, call, args, found }] : []
  }),
)

const asText = (value: unknown): string =>
  JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? `${part}n` : part))

describe('counts', () => {
  it('are read by functions of all areas', () => {
    expect(new Set(calls.map(({ name }) => name)).size).toBeGreaterThan(40)
  })

  it.each(calls)(
    'may be bigints and digits, one or all of them, in $name',
    ({ call, args, found }) => {
      const expected = asText(outcome(call, args))
      for (const place of found) {
        const held = valueAt(args, place) as number
        for (const put of [BigInt(held), `${held}`])
          expect([place.join('.'), asText(outcome(call, withAt(args, place, put)))]).toEqual([
            place.join('.'),
            expected,
          ])
      }
      expect(
        asText(
          outcome(
            call,
            mapPlaces(args, found, (held) => BigInt(held as number)),
          ),
        ),
      ).toBe(expected)
      expect(asText(outcome(call, mapPlaces(args, found, String)))).toBe(expected)
    },
  )

  it.each(calls)('are nothing else that prints as one in $name', ({ call, args, found }) => {
    for (const place of found)
      for (const put of ['1e3', '1.0', ' 1', '', '0x1', 10n ** 40n, 2n ** 53n, {}, [1]])
        expect(refusalOf(call, withAt(args, place, put))).toBeDefined()
  })
})

describe('a scale at the door', () => {
  it('refuses what is not on it, where it is counted and where it is merged', () => {
    expect(refusal(() => tallyRatings([11], { scale: NPS_0_TO_10 })).message).toBe(
      'tallyRatings: ratings[0] is 11, not a whole number from 0 to 10',
    )
    expect(
      refusal(() => mergeRatings([{ 10: 1 }, { 11: 1 }], { scale: NPS_0_TO_10 })).path,
    ).toEqual(['tallies', 1, '11'])
    expect(tallyRatings([3, 0], { scale: { min: 0, max: 3 } })).toEqual({ 0: 1, 3: 1 })
    expect(mergeRatings([{ '-1': 1 }, { 2: 1 }], { scale: { min: -1, max: 2 } })).toEqual({
      '-1': 1,
      2: 1,
    })
    expect(refusal(() => tallyRatings([1], { scale: { min: 3, max: 3 } })).path).toEqual([
      'scale',
      'max',
    ])
  })
})
