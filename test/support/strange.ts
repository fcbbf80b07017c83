import { expect } from 'vitest'
import type { Callable, Place } from './places.js'

/** Keys, names and units that a terminal obeys, that fill a page, or that objects know already. */
export const STRANGE: readonly string[] = [
  'a\nb',
  '\u0000\u001b[31m',
  '\u202eab\u2066',
  'a\u2028b',
  'x'.repeat(10_000),
  '\ud83d\ude00'.repeat(500),
  '\ud83d',
  '__proto__',
  'constructor',
  'toString',
]

/** A copy of a value in which one place has another key. */
export function withKey(value: unknown, [key, ...rest]: Place, put: string): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value))
    return value.map((part, at) => (at === key ? withKey(part, rest, put) : part))
  const entries = Object.entries(value).map(([name, part]) =>
    name !== key ? [name, part] : rest.length > 0 ? [name, withKey(part, rest, put)] : [put, part],
  )
  // Also __proto__ is a key of its own here.
  return Object.fromEntries(entries)
}

const ofEveryObject = Object.getOwnPropertyNames(Object.prototype).sort()

/** One line that a terminal shows as it is, and no longer than somebody reads. */
export function expectShown(message: string): void {
  expect(message.length).toBeLessThan(1000)
  expect(message).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
}

/** Whatever a call refuses, it says in such a line; and it leaves what every object has as it was. */
export function expectPrintable(call: Callable, args: readonly unknown[]): void {
  try {
    call(...args)
  } catch (error) {
    expectShown((error as Error).message)
  }
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(ofEveryObject)
}
