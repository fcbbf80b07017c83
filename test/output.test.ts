import * as library from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { samples } from './support/samples.js'

type Callable = (...args: unknown[]) => unknown

const functions = Object.entries(library as Record<string, unknown>).filter(
  (entry): entry is [string, Callable] =>
    typeof entry[1] === 'function' && !/^[A-Z]/.test(entry[0]),
)

/** What the caller brings in comes back as it is, whatever it holds. */
const OF_THE_CALLER = ['byPeriod', 'latestAnswers']

/** Every string of a result that is a number written out. */
function amounts(value: unknown): string[] {
  if (typeof value === 'string') return /^-?\d*\.?\d+(e[+-]?\d+)?$/i.test(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(amounts) : []
}

describe.each(functions)('%s', (name, call) => {
  const results = (samples[name] ?? []).map((args) => call(...args))

  it('gives what is the same after a trip through JSON, and can be cloned', () => {
    for (const result of results) {
      if (OF_THE_CALLER.includes(name)) continue
      expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result)
      expect(structuredClone(result)).toStrictEqual(result)
    }
  })

  it('writes amounts with 30 digits on either side at most, one spelling each', () => {
    for (const result of results) {
      if (OF_THE_CALLER.includes(name)) continue
      for (const amount of amounts(result))
        expect(amount).toMatch(/^(0|-?([1-9]\d{0,29}|0(?=\.))(\.\d{0,29}[1-9])?)$/)
    }
  })
})
