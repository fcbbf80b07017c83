import * as library from 'customer-metrics'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { junk } from './support/arbitraries.js'
import { OF_THE_CALLER, places, withAt } from './support/places.js'
import { samples } from './support/samples/index.js'
import { expectPrintable, STRANGE, withKey } from './support/strange.js'

/** More draws than a property has: there are many places, and many kinds of junk. */
const RUNS = 5 * (fc.readConfigureGlobal().numRuns ?? 200)

type Callable = (...args: unknown[]) => unknown

const functions = Object.entries(library as Record<string, unknown>).filter(
  (entry): entry is [string, Callable] =>
    typeof entry[1] === 'function' && !/^[A-Z]/.test(entry[0]),
)

/** Where in a result stands what must never be in one. */
function impurity(value: unknown, at: string): string | undefined {
  if (value === undefined) return `${at} is undefined`
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? undefined : `${at} is ${value}`
  if (Decimal.isDecimal(value))
    return value.isFinite() && !(value.isZero() && value.isNegative())
      ? undefined
      : `${at} is ${value}`
  if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) {
      const found = impurity(part, `${at}.${key}`)
      if (found) return found
    }
  return undefined
}

/** A result free of NaN and its kin, or a MetricError by that function's name, and nothing else. */
function expectSane(name: string, call: Callable, args: readonly unknown[]): void {
  let result: unknown
  try {
    result = call(...args)
  } catch (error) {
    expect(error).toBeInstanceOf(library.MetricError)
    const refusal = error as library.MetricError
    // A row of a group is refused by the tally that reads it.
    if (!(name === 'tallyByGroup' && refusal.metric === 'tallyRatings'))
      expect(refusal.metric).toBe(name)
    expect(refusal.message).toMatch(/^\w+: [^\n]+ is [^\n]+, not [^\n]+$/)
    expect(refusal.message).not.toMatch(/is undefined, not undefined/)
    return
  }
  if (!OF_THE_CALLER.includes(name)) expect(impurity(result, name)).toBeUndefined()
}

/** A copy in which nothing but functions is the same. */
function copied(value: unknown): unknown {
  if (typeof value === 'function') return value
  if (Array.isArray(value)) return value.map(copied)
  if ((value as object | null)?.constructor !== Object) return structuredClone(value)
  return Object.fromEntries(
    Object.entries(value as object).map(([key, part]) => [key, copied(part)]),
  )
}

describe('hostile input', () => {
  it('has a sample of every public function', () => {
    expect(Object.keys(samples).sort()).toEqual(functions.map(([name]) => name).sort())
  })

  describe.each(functions)('%s with hostile input', (name, call) => {
    const calls = samples[name] ?? []

    it('takes the samples that it has', () => {
      for (const args of calls)
        expect(impurity(call(...args), name)?.includes('byPeriod') ?? false).toBe(false)
    })

    it('survives junk for its arguments', () => {
      fc.assert(
        fc.property(fc.array(junk, { maxLength: 3 }), (args) => {
          expectSane(name, call, args)
        }),
      )
    })

    it('survives junk in any one place of good arguments', () => {
      const broken = fc
        .constantFrom(...calls)
        .chain((args) => fc.tuple(fc.constant(args), fc.constantFrom(...places(args)), junk))
      fc.assert(
        fc.property(broken, ([args, place, put]) => {
          expectSane(name, call, withAt(args, place, put) as unknown[])
        }),
        { numRuns: RUNS },
      )
    })

    it('has short and printable messages whatever keys and names are', () => {
      const broken = fc
        .constantFrom(...calls)
        .chain((args) =>
          fc.tuple(
            fc.constant(args),
            fc.constantFrom(...places(args)),
            fc.constantFrom(...STRANGE),
          ),
        )
      fc.assert(
        fc.property(broken, fc.boolean(), ([args, place, put], isKey) => {
          const changed = isKey ? withKey(args, place, put) : withAt(args, place, put)
          expectPrintable(call, changed as unknown[])
          expectPrintable(call, withAt(args, place, Symbol(put)) as unknown[])
        }),
        { numRuns: 60 },
      )
    })

    it('changes none of its arguments', () => {
      for (const args of calls) {
        const before = copied(args)
        call(...args)
        expect(args).toEqual(before)
      }
    })
  })
})
