import * as library from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { reordered } from './support/order.js'
import { samples } from './support/samples/index.js'

type Callable = (...args: unknown[]) => unknown

const functions = Object.entries(library as Record<string, unknown>).filter(
  (entry): entry is [string, Callable] =>
    typeof entry[1] === 'function' && !/^[A-Z]/.test(entry[0]),
)

/** Lists whose order is what they say: periods one after another, steps of a curve, tiers by size. */
const IN_ORDER = new Set([
  // The second of two is subtracted from the first.
  'compareMeanLifetimes 0',
  'costByPeriod 0',
  // The draws of purchases and of spend are paired.
  'customerEquity 2.bootstrap.purchases.parameters',
  'customerEquity 2.bootstrap.spend.parameters',
  'customerValue 2.bootstrap.purchases.parameters',
  'customerValue 2.bootstrap.spend.parameters',
  // The last periods count.
  'simpleClv 0.churn.periods',
])

/** Whether a number is one of a fit, which ends where a search does. */
const isFit = (name: string): boolean => /^fit|^bootstrapModel|^compareRetentionModels/.test(name)

/** A result without the places of rows: lists that follow the rows are sorted by what they hold. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, sorted(part)]))
}

function numbers(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  // How many steps a search took is no number of the fit.
  return Object.entries(value).flatMap(([key, part]) => (key === 'iterations' ? [] : numbers(part)))
}

const orders: ((list: readonly unknown[]) => unknown[])[] = [
  (list) => [...list].reverse(),
  (list) => [...list.slice(1), ...list.slice(0, 1)],
]

describe.each(functions)('%s', (name, call) => {
  it('gives the same digits whatever the order of its rows', () => {
    for (const args of samples[name] ?? []) {
      const plain = call(...args)
      const before = sorted(plain)
      for (const order of orders)
        for (const { place, args: other } of reordered(args, order)) {
          if (IN_ORDER.has(`${name} ${place}`)) continue
          let after: unknown
          try {
            after = call(...other)
          } catch (error) {
            // Where the order says something, another one is refused and not misread.
            expect(error, place).toBeInstanceOf(library.MetricError)
            continue
          }
          if (!isFit(name)) expect(sorted(after), place).toEqual(before)
          else
            for (const [at, number] of numbers(after).entries()) {
              const expected = numbers(plain)[at] as number
              const distance = Math.abs(number - expected) / Math.max(1, Math.abs(expected))
              expect(distance, place).toBeLessThan(1e-9)
            }
        }
    }
  })
})
