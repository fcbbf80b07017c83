import { logBeta } from '../../internal/math/gamma.js'
import type { Slope } from '../../internal/math/optimize.js'
import type { Random } from '../../internal/math/random.js'
import { betaTails } from '../../internal/math/special.js'
import { type Counted, MOST_PURCHASES, type SummaryKind } from '../summaries/summaryColumns.js'
import type { ThinningMethod } from './thinnedHistories.js'

/** ModelParameters in the order of their names. */
export type ModelParameters = readonly number[]

/** The parameters of a model that has four, in the order of its names. */
export type FourParameters = readonly [number, number, number, number]

/** A log-likelihood with its slopes, and with its curvature where that is asked for. */
export type Likelihood = (parameters: ModelParameters, more?: 'curvature') => Slope

/**
 * How customers of a model buy and leave. Every prediction is the probability of still being
 * active, times what follows in that case. A new customer has no purchases and age 0.
 */
export interface Behaviour {
  /** The parameters, as the papers name them. */
  readonly names: readonly string[]
  /** The parameters that are times; the others are shapes. */
  readonly scales: readonly string[]
  /** The parameters that are chances, below 1. */
  readonly shares?: readonly string[]
  /** Whether time runs in whole periods. */
  readonly kind: SummaryKind
  /** The log-likelihood and its slopes, ready for many parameters on the same data. */
  readonly likelihood: (data: Counted) => Likelihood
  /** How many steps a likelihood takes, where histories do not bound them. */
  readonly work?: (data: Counted) => number
  /** How many histories are thinned, for a first search near the maximum. */
  readonly thinning: ThinningMethod
  /** The chance to be active after the age. */
  readonly alive: (parameters: ModelParameters, x: number, recency: number, age: number) => number
  /** Whether that is no slower to compute than to look up. */
  readonly isQuick?: true
  /** Expected purchases within a time, if active at its start. */
  readonly growth: (parameters: ModelParameters, x: number, age: number, time: number) => number
  /** The same for many times of one customer, ready to be asked in any order. */
  readonly curve: (parameters: ModelParameters, x: number, age: number) => (time: number) => number
  /**
   * Expected purchases without an end, discounted continuously, if active; `NaN` where the sum is
   * infinite.
   */
  readonly residual: (
    parameters: ModelParameters,
    x: number,
    age: number,
    discount: number,
  ) => number
  /** Expected purchases within a time, each discounted continuously from when it is made, if active. */
  readonly discounted: (
    parameters: ModelParameters,
    x: number,
    age: number,
    time: number,
    discount: number,
  ) => number
  /** The chance to be active still after a further time, if active at the age. */
  readonly remains: (parameters: ModelParameters, x: number, age: number, time: number) => number
  /** The chance of exactly this number of purchases within a window, if active at the age. */
  readonly exactly: (parameters: ModelParameters, x: number, age: number, window: Window) => number
  /** The chance of at least this number of purchases, 1 or more, within a window, if active at the age. */
  readonly atLeast: (parameters: ModelParameters, x: number, age: number, window: Window) => number
  /**
   * The chances of 0, 1, … repeat purchases below a number, for new customers of ages that rise; where
   * they come cheaper together than one by one.
   */
  readonly counts?: (
    parameters: ModelParameters,
    ages: readonly number[],
    size: number,
    visit: (age: number, chances: Float64Array) => void,
  ) => void
  /**
   * Where purchases have a rhythm: of how many stages one is made, and the chances of the stages since
   * the last one, of somebody active. All functions that take an age but no time of the last purchase
   * then take stages for purchases.
   */
  readonly stages?: {
    readonly each: number
    readonly weights: (
      parameters: ModelParameters,
      x: number,
      recency: number,
      age: number,
    ) => ArrayLike<number>
  }
  /**
   * The parameter that has to exceed 1 for an undiscounted sum to have a limit; `null` where no
   * parameter gives it one, or none is needed.
   */
  readonly finiteAbove: string | null
  /**
   * The largest models with fewer parameters that this one comes to at an edge, by the functions that
   * fit them; each of them has its own.
   */
  readonly smaller: readonly (readonly [fit: string, behaviour: Behaviour])[]
  /** ModelParameters to start a search from. */
  readonly starts: (data: Counted) => readonly ModelParameters[]
  /**
   * Purchases and the time of the last one, drawn for a customer of an age; the first beyond the most
   * that anybody makes ends it.
   */
  readonly draw: (
    parameters: ModelParameters,
    age: number,
    random: Random,
  ) => readonly [x: number, recency: number]
}

/** A number of purchases, and the times after the age between which they are counted. */
export interface Window {
  readonly purchases: number
  readonly from: number
  readonly to: number
}

/** The chance that a new customer makes exactly this number of repeat purchases within a time. */
export function newcomerChance(
  { alive, exactly }: Behaviour,
  parameters: ModelParameters,
  purchases: number,
  time: number,
): number {
  const there = alive(parameters, 0, 0, 0)
  const chance = there * exactly(parameters, 0, 0, { purchases, from: 0, to: time })
  return purchases === 0 ? chance + 1 - there : chance
}

/** ln of Γ(r + x) ÷ (Γ(r) x!). */
function logChoose(r: number, x: number): number {
  return -logBeta(r, x + 1) - Math.log(r + x)
}

/** ln P(X = x) for the purchases of somebody who stays: negative binomial, with time in scales. */
export function logPurchases(r: number, x: number, time: number): number {
  if (time === 0) return x === 0 ? 0 : -Infinity
  return logChoose(r, x) - r * Math.log1p(time) - (x === 0 ? 0 : x * Math.log1p(1 / time))
}

/** The chance that somebody who stays makes at least this number of purchases, time in scales. */
export function reached(r: number, purchases: number, time: number): number {
  if (time === 0) return 0
  return betaTails(purchases, r, time / (1 + time), 1 / (1 + time))[0]
}

/** Purchases at a rate until an age, and the time of the last one. */
export function drawUntil(
  age: number,
  rate: number,
  random: Random,
): readonly [purchases: number, last: number] {
  let [purchases, last] = [0, 0]
  for (;;) {
    const next = last - Math.log(random()) / rate
    if (next > age || purchases > MOST_PURCHASES) return [purchases, last]
    purchases++
    last = next
  }
}

/** Mean rate of purchases, and mean age: what a search starts from. */
export function averages({ size, frequency, age, weight, customers }: Counted): {
  readonly rate: number
  readonly age: number
} {
  let purchases = 0
  let time = 0
  for (let row = 0; row < size; row++) {
    purchases += (frequency[row] as number) * (weight[row] as number)
    time += (age[row] as number) * (weight[row] as number)
  }
  return { rate: purchases / time, age: time / customers }
}

/** Distinct values of a column, and where each row's stands among them. */
export interface Grid {
  readonly values: Float64Array
  readonly index: Int32Array
}

/**
 * The distinct values of one or two columns, in order of appearance: a table of open addresses over
 * the bits of the numbers, which is several times faster than a Map.
 */
export function gridOf(size: number, columns: readonly Float64Array[]): Grid[] {
  const most = size * columns.length
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 1)))
  const mask = slots.length - 1
  const values = new Float64Array(most)
  const number = new Float64Array(1)
  const bits = new Uint32Array(number.buffer)
  let seen = 0
  const indices = columns.map((column) => {
    const index = new Int32Array(size)
    for (let row = 0; row < size; row++) {
      const value = column[row] as number
      number[0] = value
      const mixed = Math.imul(
        (bits[0] as number) ^ Math.imul(bits[1] as number, 0x85ebca6b),
        0x9e3779b1,
      )
      let slot = (mixed ^ (mixed >>> 15)) & mask
      // A slot holds the place of its value, counted from 1.
      while ((slots[slot] as number) > 0 && values[(slots[slot] as number) - 1] !== value)
        slot = (slot + 1) & mask
      if (slots[slot] === 0) {
        values[seen++] = value
        slots[slot] = seen
      }
      index[row] = (slots[slot] as number) - 1
    }
    return index
  })
  const distinct = values.slice(0, seen)
  return indices.map((index) => ({ values: distinct, index }))
}

/** All models that one comes to at an edge, the larger of them first. */
export function allSmaller({ smaller }: Behaviour): Behaviour['smaller'] {
  return smaller.flatMap((next) => [next, ...allSmaller(next[1])])
}
