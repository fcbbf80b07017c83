import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import {
  checkUnread,
  type Fields,
  readFields,
  readOptions,
  refuse,
} from '../../src/internal/guard.js'
import { refusal } from '../support/refusal.js'

interface Choice {
  readonly asOf: string
  readonly unit: string
  readonly interval?: string
  readonly confidence?: number
  readonly until?: string
}

const CHOICE: Fields<Choice> = { asOf: 1, unit: 1, interval: 0, confidence: 0, until: 0 }
const good = { asOf: '2025-01-01', unit: 'day' }

function read(value: unknown): Choice {
  return readOptions('f', value, CHOICE)
}

function messageOf(value: unknown): string {
  return refusal(() => read(value)).message
}

describe('fields of options', () => {
  it('are taken where each is known and each required one is there', () => {
    expect(read({ ...good, confidence: 0.9 })).toEqual({ ...good, confidence: 0.9 })
    expect(read({ ...good, unknown: undefined })).toMatchObject(good)
  })

  it.each([
    ['a letter missing', 'confidnce', 'a known field: did you mean confidence?'],
    ['a letter changed', 'confidense', 'a known field: did you mean confidence?'],
    ['two letters that changed places', 'uint', 'a known field: did you mean unit?'],
    ['another case', 'as_of', 'a known field: did you mean asOf?'],
    ['the beginning of the name', 'conf', 'a known field: did you mean confidence?'],
    ['a name and more', 'confidences_of_all', 'a known field: did you mean confidence?'],
    ['near to two, the nearer one', 'unitx', 'a known field: did you mean unit?'],
    ['the name that an interval once had', 'method', 'a known field: did you mean interval?'],
    ['nothing like it', 'colour', 'one of asOf, unit, interval, confidence, until'],
  ])('are refused with the nearest name: %s', (_title, name, expected) => {
    expect(messageOf({ ...good, [name]: 5 })).toBe(`f: ${name} is 5, not ${expected}`)
  })

  it('have the place of what they are fields of, the last argument excepted', () => {
    const colour = { ...good, colour: 5 }
    const scale = refusal(() => readFields<Choice>('f', ['scale'], colour, CHOICE))
    expect(scale.path).toEqual(['scale', 'colour'])
    expect(scale.message).toMatch(/^f: scale\.colour is 5, not one of/)
    const options = refusal(() => read(colour))
    expect(options.path).toEqual(['colour'])
    expect(options.message).toMatch(/^f: colour is 5, not one of/)
  })

  it('are named together where several required ones are missing', () => {
    const expected = 'f: asOf is undefined, not given: write an object { asOf, unit }'
    expect(messageOf({})).toBe(expected)
    // A tally in place of options has fields of its own, which are not the question.
    expect(messageOf({ 10: 3 })).toBe(expected)
    expect(read({ unit: 'day' })).toEqual({ unit: 'day' })
  })

  it.each([null, 5, [5], () => 5])('are not read of %s', (value) => {
    expect(messageOf(value)).toMatch(/, not an object \{ asOf, unit \}$/)
  })

  it('are refused where the choice does not read them', () => {
    checkUnread('f', { seed: undefined, draws: 5 }, ['seed'], 'the interval is score')
    const { code, path, message } = refusal(() =>
      checkUnread('f', { seed: 3 }, ['seed'], 'the interval is score'),
    )
    expect([code, path]).toEqual(['mismatch', ['seed']])
    expect(message).toBe('f: seed is 3, not given where the interval is score')
  })
})

describe('messages', () => {
  const LINE_END = '\n'
  const DIRECTION = String.fromCodePoint(0x202e)
  const BELL = String.fromCodePoint(7)
  const nasty = `a${LINE_END}b${DIRECTION}c${BELL}`

  it.each([
    ['a value', [], nasty, 'a day'],
    ['a key', ['rows', nasty], 5, 'a day'],
    ['what is allowed', ['unit'], 5, `an amount in ${nasty}`],
    ['a symbol', [], Symbol(nasty), 'a day'],
  ])('show signs that a terminal obeys as escapes: in %s', (_title, path, received, expected) => {
    const { message } = refusal(() => refuse('f', ['x', ...path], received, expected))
    expect(message).toMatch(/^f: x.* is .+, not .+$/)
    expect(message).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
    expect(message).toMatch(/\\u202e/)
  })

  it('are of one line and short, however long the parts', () => {
    const long = 'x'.repeat(10_000)
    for (const [path, received, expected] of [
      [[long], 5, 'a day'],
      [[`${long}-`], 5, 'a day'],
      [['x'], long, 'a day'],
      [['x'], 10n ** 9000n, 'a day'],
      [['x'], Symbol(long), 'a day'],
      [['x'], 5, long],
    ] as const)
      expect(refusal(() => refuse('f', path, received, expected)).message.length).toBeLessThan(800)
  })

  it('write a place as code would', () => {
    const at = (...path: (string | number)[]): string =>
      refusal(() => refuse('f', path, 5, 'y')).message.slice(3, -' is 5, not y'.length)
    expect(at('lives', '38.5')).toBe('lives["38.5"]')
    expect(at('rows', 3, 'ended-on')).toBe('rows[3]["ended-on"]')
    expect(at('rows', 3, 'endedOn')).toBe('rows[3].endedOn')
    expect(at('lives', '38')).toBe('lives[38]')
  })

  it.each([
    [new Decimal('12.50'), '12.5'],
    [new Date(0), 'Date 1970-01-01T00:00:00.000Z'],
    [new Date(Number.NaN), 'an invalid Date'],
    [[1], 'an array'],
    [() => 1, 'a function'],
    [{ toFixed: () => '1' }, 'an object'],
    [undefined, 'undefined'],
  ])('describe %s', (received, words) => {
    expect(refusal(() => refuse('f', ['x'], received, 'y')).message).toBe(`f: x is ${words}, not y`)
  })
})
