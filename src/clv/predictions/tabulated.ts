import { chebyshevTable } from '../../internal/math/chebyshevTable.js'
import type { Behaviour, ModelParameters } from '../models/behaviour.js'

/**
 * A slow function of purchases and age in a model: remembered where ages are whole periods, tabulated
 * where they are times. Where purchases have a rhythm it is the mean over the stages since the last one.
 */
export function tabulated(
  { kind, names, scales, stages }: Behaviour,
  parameters: ModelParameters,
  slow: (x: number, age: number) => number,
): (x: number, recency: number, age: number) => number {
  const origin = Math.min(...scales.map((name) => parameters[names.indexOf(name)] as number))
  const known = kind === 'periods' ? remember(slow) : chebyshevTable(slow, origin)
  if (!stages) return (x, _, age) => known(x, age)
  const { each, weights } = stages
  return (x, recency, age) => {
    let sum = 0
    const chances = weights(parameters, x, recency, age)
    for (let done = 0; done < each; done++) {
      const chance = chances[done] as number
      if (chance > 0) sum += chance * known(each * x + done, age)
    }
    return sum
  }
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
