import { MetricError } from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { functions, places, valueAt, withAt } from '../support/places.js'
import { samples } from '../support/samples/index.js'

/** What a call says, where it refuses the row of this index. */
function refusalOf(call: () => unknown, index: number): MetricError | undefined {
  try {
    call()
  } catch (error) {
    if (error instanceof MetricError && error.path.includes(index)) return error
  }
  return undefined
}

const named = new Set<string>()

describe.each(functions)('%s', (name, call) => {
  it('names the customer of a row in which something is wrong', () => {
    for (const args of samples[name] ?? [])
      for (const place of places(args)) {
        const [index, field] = place.slice(-2)
        if (place.length < 3 || typeof index !== 'number' || field === 'customer') continue
        const row = valueAt(args, place.slice(0, -1)) as { readonly customer?: unknown }
        if (!Object.hasOwn(row, 'customer')) continue
        const error = refusalOf(() => call(...(withAt(args, place, []) as unknown[])), index)
        // A customer who is refused stands in the place itself.
        if (error === undefined || error.path.at(-1) === 'customer') continue
        named.add(name)
        const { customer } = row
        const shown = typeof customer === 'string' ? JSON.stringify(customer) : `${customer}`
        expect(error.message, String(field)).toContain(` (customer ${shown}`)
      }
  })
})

it('Many functions have rows of customers', () => {
  expect(named.size).toBeGreaterThan(40)
})
