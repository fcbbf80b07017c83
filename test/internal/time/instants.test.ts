import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkInstant, readInstant } from '../../../src/internal/time/instants.js'
import { refusal } from '../../support/refusal.js'

const instants = fc.integer({ min: Date.UTC(1800, 0), max: Date.UTC(2300, 0) - 1 })

describe('readInstant', () => {
  it('reads what a Date writes', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const date = new Date(instant)
        expect(readInstant(date)).toBe(instant)
        expect(readInstant(date.toISOString())).toBe(instant)
        const seconds = date.toISOString().replace(/\.\d+Z$/, 'Z')
        expect(readInstant(seconds)).toBe(Math.floor(instant / 1000) * 1000)
      }),
    )
  })

  it('reads any text as Date.parse does, or not at all', () => {
    const spoilt = fc
      .tuple(instants, fc.nat(23), fc.constantFrom(...'0123456789:-TZ.+ x'))
      .map(([instant, at, character]) => {
        const text = new Date(instant).toISOString()
        return text.slice(0, at) + character + text.slice(at + 1)
      })
    fc.assert(
      fc.property(spoilt, (text) => {
        const read = readInstant(text)
        if (!Number.isNaN(read)) expect(read).toBe(Date.parse(text))
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['2025-01-31T09:30:00+01:00', Date.UTC(2025, 0, 31, 8, 30)],
    ['2025-01-31T09:30Z', Date.UTC(2025, 0, 31, 9, 30)],
    ['2025-01-31T09:30:00.5Z', Date.UTC(2025, 0, 31, 9, 30, 0, 500)],
    ['1969-12-31T23:59:59.999Z', -1],
  ])('reads %s', (text, instant) => {
    expect(readInstant(text)).toBe(instant)
  })

  it.each([
    '2025-01-31',
    '2025-02-29T00:00:00Z',
    '2025-01-31T09:30:00',
    '2025-01-31T25:00:00Z',
    '2025-01-31T09:60:00Z',
    '2025-01-31T09:30:60Z',
    '2025-01-31 09:30:00Z',
    '2025-01-31T09-30:00Z',
    '2025-01-31T09:30-00Z',
    '0000-01-01T00:00:00Z',
    // As a Temporal.ZonedDateTime prints; a text is not one.
    '2025-01-31T09:30:00+01:00[Europe/Berlin]',
    new Date(Number.NaN),
    new Date(8.64e15),
    1_738_315_800_000,
    null,
  ])('does not read %s', (value) => {
    expect(readInstant(value)).toBeNaN()
    expect(() => checkInstant('metric', ['at'], value)).toThrow('metric: at is ')
  })

  it('says of an instant in another century that it is one, and of nothing else', () => {
    const code = (value: unknown) => refusal(() => checkInstant('metric', ['at'], value)).code
    expect(code('1799-12-31T23:59:59Z')).toBe('out-of-range')
    expect(code(new Date(Date.UTC(2300, 0)))).toBe('out-of-range')
    for (const value of [{}, [], new Map(), 'tomorrow', 5, null, new Date(Number.NaN)])
      expect(code(value), `${value}`).toBe('invalid')
  })
})
