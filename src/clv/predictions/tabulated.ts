import { chebyshevTable } from '../../internal/math/chebyshevTable.js'
import type { Behaviour, ModelParameters } from '../models/behaviour.js'

/**
 * A slow function of purchases and age in a model: remembered where ages are whole periods, tabulated
 * where they are times.
 */
export function tabulated(
  { kind, names, scales }: Behaviour,
  parameters: ModelParameters,
  slow: (x: number, age: number) => number,
): (x: number, age: number) => number {
  if (kind === 'periods') return remember(slow)
  const origin = Math.min(...scales.map((name) => parameters[names.indexOf(name)] as number))
  return chebyshevTable(slow, origin)
}

/** Remembers what a slow function gave for two numbers. */
function remember(
  slow: (first: number, second: number) => number,
): (first: number, second: number) => number {
  const known = new Map<number, Map<number, number>>()
  return (first, second) => {
    let row = known.get(first)
    if (!row) {
      row = new Map()
      known.set(first, row)
    }
    let value = row.get(second)
    if (value === undefined) {
      value = slow(first, second)
      row.set(second, value)
    }
    return value
  }
}
