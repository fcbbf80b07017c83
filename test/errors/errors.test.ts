import { MetricError, nps } from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { refuse } from '../../src/internal/guard.js'
import { refusal } from '../support/refusal.js'

/** The message about a value, at a path. */
function messageOf(
  received: unknown,
  path: readonly (string | number)[] = ['rows', 3, 'endedOn'],
): string {
  return refusal(() => refuse('churn', path, received, 'a day')).message
}

describe('MetricError', () => {
  it('is a RangeError with a name, a code, a metric, a path and the value', () => {
    const error = refusal(() => nps([10, 11]))
    expect(error).toBeInstanceOf(MetricError)
    expect(error).toBeInstanceOf(RangeError)
    expect(error).toMatchObject({
      name: 'MetricError',
      code: 'out-of-range',
      metric: 'nps',
      path: ['ratings', 1],
      received: 11,
      message: 'nps: ratings[1] is 11, not a whole number from 0 to 10',
    })
  })

  it('says where a value stands as one would write it', () => {
    expect(messageOf(5)).toBe('churn: rows[3].endedOn is 5, not a day')
    expect(messageOf(5, ['options'])).toBe('churn: options is 5, not a day')
    expect(messageOf(5, ['tallies', 0, 12])).toBe('churn: tallies[0][12] is 5, not a day')
  })

  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [Number.NaN, 'NaN'],
    [-Infinity, '-Infinity'],
    [5n, '5n'],
    [true, 'true'],
    ['a "b"', '"a \\"b\\""'],
    ['x'.repeat(100), `"${'x'.repeat(40)}…"`],
    [10n ** 100n, `1${'0'.repeat(39)}…n`],
    [Symbol('s'), 'Symbol(s)'],
    [Symbol('s'.repeat(100)), `Symbol(${'s'.repeat(33)}…`],
    [[1, 2], 'an array'],
    [{}, 'an object'],
    [new Date(0), 'Date 1970-01-01T00:00:00.000Z'],
    [() => 5, 'a function'],
  ])('describes %s in a few words', (received, words) => {
    expect(messageOf(received)).toBe(`churn: rows[3].endedOn is ${words}, not a day`)
  })

  it('separates numbers out of range from values that are not numbers', () => {
    expect(refusal(() => refuse('m', ['x'], 5, 'y')).code).toBe('out-of-range')
    expect(refusal(() => refuse('m', ['x'], '5', 'y')).code).toBe('invalid')
    expect(refusal(() => refuse('m', ['x'], Number.NaN, 'y')).code).toBe('invalid')
    expect(refusal(() => refuse('m', ['x'], 5, 'y', 'mismatch')).code).toBe('mismatch')
  })

  it('says empty where there is nothing', () => {
    expect(refusal(() => nps([]))).toMatchObject({
      code: 'empty',
      message: 'nps: ratings is empty, not at least one answer',
    })
  })
})
