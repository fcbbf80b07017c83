import { ces, csat, mergeRatings, nps, tallyRatings } from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { refusal } from '../support/refusal.js'

describe('tallyRatings', () => {
  it('counts each rating that was given, and no other', () => {
    expect(tallyRatings([10, 9, 10, 3])).toStrictEqual({ 3: 1, 9: 1, 10: 2 })
    expect(tallyRatings(new Int16Array([-1000, 1000, -1000]))).toStrictEqual({
      '-1000': 2,
      1000: 1,
    })
  })

  it('reads a tally as it reads answers, and leaves out what nobody gave', () => {
    expect(tallyRatings({ 10: 70, 8: 0, 3: 10 })).toStrictEqual({ 3: 10, 10: 70 })
    expect(tallyRatings(tallyRatings([5, 5, 4]))).toStrictEqual({ 4: 1, 5: 2 })
  })

  it('counts a negative zero as zero', () => {
    expect(tallyRatings([0, -0, -0])).toStrictEqual({ 0: 3 })
  })

  it('keeps a tally apart from its answers', () => {
    const answers = { 5: 2 }
    const tally = tallyRatings(answers)
    answers[5] = 9
    expect(tally).toStrictEqual({ 5: 2 })
  })

  it('leaves out unanswered questions where that is said', () => {
    const answers = [5, null, undefined, 4]
    expect(tallyRatings(answers, { unanswered: 'skip' })).toStrictEqual({ 4: 1, 5: 1 })
    expect(refusal(() => tallyRatings(answers))).toMatchObject({ path: ['ratings', 1] })
    expect(refusal(() => tallyRatings(answers, { unanswered: 'reject' })).received).toBe(null)
  })

  it('is read alike by nps, csat and ces', () => {
    const answers = [1, 3, 4, 5, 5]
    const tally = tallyRatings(answers)
    expect(nps(tally)).toEqual(nps(answers))
    expect(csat(tally)).toEqual(csat(answers))
    expect(ces(tally)).toEqual(ces(answers))
  })

  const whole = 'not a whole number from -1000 to 1000'
  it.each<[unknown, string, string]>([
    [[5, 6.5], 'out-of-range', `tallyRatings: ratings[1] is 6.5, ${whole}`],
    [[1001], 'out-of-range', `tallyRatings: ratings[0] is 1001, ${whole}`],
    [[-1001], 'out-of-range', `tallyRatings: ratings[0] is -1001, ${whole}`],
    [['3'], 'invalid', `tallyRatings: ratings[0] is "3", ${whole}`],
    [[null], 'invalid', `tallyRatings: ratings[0] is null, ${whole}`],
    [[5n], 'invalid', `tallyRatings: ratings[0] is 5n, ${whole}`],
    [{ five: 1 }, 'invalid', `tallyRatings: ratings.five is "five", ${whole}`],
    [[], 'empty', 'tallyRatings: ratings is empty, not at least one answer'],
    [{ 5: 0 }, 'empty', 'tallyRatings: ratings is empty, not at least one answer'],
    [null, 'invalid', 'tallyRatings: ratings is null, not a plain object'],
    // A forgotten `await` is not “no data”.
    [Promise.resolve([5]), 'invalid', 'tallyRatings: ratings is an object, not a plain object'],
    [() => [5], 'invalid', 'tallyRatings: ratings is a function, not a plain object'],
    [
      new Date(0),
      'invalid',
      'tallyRatings: ratings is Date 1970-01-01T00:00:00.000Z, not a plain object',
    ],
  ])('refuses %s: %s', (ratings, code, message) => {
    expect(refusal(() => tallyRatings(ratings as never))).toMatchObject({
      metric: 'tallyRatings',
      code,
      message,
    })
  })

  it.each(['', '01', '1e1', '-0', '1.0', '__proto__', 'toString'])(
    'refuses a counted key of “%s”',
    (key) => {
      expect(refusal(() => tallyRatings(JSON.parse(`{"${key}": 1}`)))).toMatchObject({
        code: 'invalid',
        path: ['ratings', key],
        received: key,
      })
    },
  )

  it('refuses options that are not known', () => {
    expect(refusal(() => tallyRatings([5], null as never)).message).toBe(
      'tallyRatings: options is null, not a plain object',
    )
    expect(refusal(() => tallyRatings([5], { unanswered: 'zero' as never })).message).toBe(
      'tallyRatings: unanswered is "zero", not one of reject, skip',
    )
  })
})

describe('mergeRatings', () => {
  it('adds counts rating by rating', () => {
    expect(
      mergeRatings([
        { 10: 2, 3: 1 },
        { 10: 1, 9: 4 },
      ]),
    ).toStrictEqual({ 3: 1, 9: 4, 10: 3 })
  })

  it('takes any iterable, and tallies without answers among others', () => {
    expect(mergeRatings(new Set([{ 5: 1 }, {}, { 5: 2 }]))).toStrictEqual({ 5: 3 })
  })

  it('adds counts up to the largest exact whole number', () => {
    const half = 2 ** 52
    expect(mergeRatings([{ 5: half }, { 5: half - 1 }])).toStrictEqual({ 5: 2 ** 53 - 1 })
    for (const tallies of [
      [{ 5: half }, { 5: half }],
      [{ 5: half }, { 5: half }, { 5: 1 }],
    ])
      expect(refusal(() => mergeRatings(tallies))).toMatchObject({
        code: 'out-of-range',
        metric: 'mergeRatings',
        path: ['tallies'],
        received: 2 ** 53,
      })
  })

  it.each<[unknown, string, string, (string | number)[]]>([
    [[], 'empty', 'mergeRatings: tallies is empty, not at least one answer', ['tallies']],
    [[{}, {}], 'empty', 'mergeRatings: tallies is empty, not at least one answer', ['tallies']],
    [{ 1: 2 }, 'invalid', 'mergeRatings: tallies is an object, not an iterable', ['tallies']],
    [null, 'invalid', 'mergeRatings: tallies is null, not an iterable', ['tallies']],
    [
      [{ 1: 2 }, null],
      'invalid',
      'mergeRatings: tallies[1] is null, not a plain object',
      ['tallies', 1],
    ],
    [
      [{ 1: 2 }, { x: 1 }],
      'invalid',
      'mergeRatings: tallies[1].x is "x", not a whole number from -1000 to 1000',
      ['tallies', 1, 'x'],
    ],
    [
      [[5, null]],
      'invalid',
      'mergeRatings: tallies[0][1] is null, not a whole number from -1000 to 1000',
      ['tallies', 0, 1],
    ],
  ])('refuses %j', (tallies, code, message, path) => {
    expect(refusal(() => mergeRatings(tallies as never))).toMatchObject({
      metric: 'mergeRatings',
      code,
      message,
      path,
    })
  })

  it.each([-1, 0.5, 'three', '0.5', null, Number.NaN])('refuses a count of %s', (count) => {
    expect(refusal(() => mergeRatings([{ 5: 1 }, { 5: count as never }]))).toMatchObject({
      path: ['tallies', 1, '5'],
      received: count,
    })
  })
})
