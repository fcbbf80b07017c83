import {
  check,
  checkChoice,
  checkObject,
  checkSome,
  type Fields,
  type Path,
  readFields,
  readOptions,
} from '../internal/guard.js'
import { addUpAmounts, sumOfAmounts } from '../internal/money/addUp.js'
import {
  type Decimal,
  type DecimalInput,
  decimalOf,
  readAmount,
  written,
} from '../internal/money/decimal.js'

/** What was sold of a product or to a segment. */
export interface SoldQuantity {
  /** The amount, at least 0. */
  readonly amount: DecimalInput
  /** The quantity: units, orders or customers. More than 0 where there is an amount. */
  readonly quantity: DecimalInput
}

/** The fields that are read; another one is refused. */
const SOLD_QUANTITY: Fields<SoldQuantity> = { amount: 1, quantity: 1 }

/** Sales by product or segment, before and after. */
export interface SalesChangeInput {
  /** Sales of the earlier period. */
  readonly before: Readonly<Record<string, SoldQuantity>>
  /** Sales of the later one. */
  readonly after: Readonly<Record<string, SoldQuantity>>
}

/** The fields that are read; another one is refused. */
const SALES_CHANGE_INPUT: Fields<SalesChangeInput> = { before: 1, after: 1 }

/**
 * At which values each effect is taken: `'before'`, volume and mix at the prices of the earlier period
 * and prices at the quantities of the later one, as in most price–volume–mix reports; or `'average'`,
 * the average over all orders in which the three can change, so that swapping the periods only
 * changes the sign.
 */
export type SalesChangeBase = 'before' | 'average'

/** How the change is divided. */
export interface SalesChangeOptions {
  /** At which values each effect is taken. Both are in use, and they give different numbers. */
  readonly base: SalesChangeBase
}

/** The fields that are read; another one is refused. */
const SALES_CHANGE_OPTIONS: Fields<SalesChangeOptions> = { base: 1 }

/** The three effects. */
export interface SalesEffects {
  /** The change from another quantity in all, at the same mix and prices. */
  readonly volumeEffect: string
  /** The change from another mix: other shares of the quantity. */
  readonly mixEffect: string
  /** The change from other prices per unit. */
  readonly priceEffect: string
}

/** A segment's part of the change. */
export interface SalesContribution extends SalesEffects {
  /** The name of the product or segment. */
  readonly name: string
  /** The change of its amount: the sum of its three effects. */
  readonly change: string
  /** Its price per unit before; `null` where nothing was sold. */
  readonly priceBefore: string | null
  /** Its price per unit after; `null` where nothing was sold. */
  readonly priceAfter: string | null
}

/** A change of sales, explained. */
export interface SalesChange extends SalesEffects {
  /** The amount after less the amount before: the sum of the three effects, to the last digit. */
  readonly change: string
  /** The amount before. */
  readonly before: string
  /** The amount after. */
  readonly after: string
  /** Each segment, in the order in which they come up. */
  readonly segments: readonly SalesContribution[]
  /** At which values each effect was taken. */
  readonly base: SalesChangeBase
}

/** Amount and quantity as read. */
interface Sold {
  readonly amount: Decimal
  readonly quantity: Decimal
}

/**
 * Explains a change of sales by volume, mix and price.
 *
 * A segment that is new or gone has one price only: it changes the mix, not the prices. The effects of
 * each segment add up to its own change, and those of all segments to the whole change, to the last
 * digit.
 *
 * @formula change = volume + mix + price; with the base `'before'`: volume = (Q₁ − Q₀) × Σ share₀ × price₀,
 * mix = Q₁ × Σ (share₁ − share₀) × price₀, price = Σ quantity₁ × (price₁ − price₀)
 * @unit the currency of the amounts
 *
 * @param input - Amount and quantity by segment, before and after.
 * @param options - At which values each effect is taken.
 * @returns The change, its three effects, and those of each segment.
 * @throws {@link MetricError} `empty` without segments or quantity; `out-of-range` for a negative
 * amount or quantity; `mismatch` for an amount without a quantity.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 3, for prices per
 * unit and mix; Kitagawa (1955), “Components of a Difference Between Two Rates”, JASA 50, and Das Gupta
 * (1993), “Standardization and Decomposition of Rates”, U.S. Bureau of the Census P23-186, for the
 * average of all orders.
 *
 * @example
 * ```ts
 * const change = explainSalesChange(
 *   {
 *     before: { basic: { amount: 1000, quantity: 100 }, pro: { amount: 1000, quantity: 50 } },
 *     after: { basic: { amount: 990, quantity: 90 }, pro: { amount: 2160, quantity: 90 } },
 *   },
 *   { base: 'before' },
 * )
 * change.change // => '1150'
 * change.volumeEffect // => '400'
 * change.mixEffect // => '300'
 * change.priceEffect // => '450'
 * ```
 */
export function explainSalesChange(
  input: SalesChangeInput,
  options: SalesChangeOptions,
): SalesChange {
  const metric = 'explainSalesChange'
  const sides = readFields<SalesChangeInput>(metric, ['input'], input, SALES_CHANGE_INPUT, [])
  const given = readOptions<SalesChangeOptions>(metric, options, SALES_CHANGE_OPTIONS)
  const base = checkChoice(metric, ['base'], given.base, ['before', 'average'])
  const before = readSide(metric, 'before', sides.before)
  const after = readSide(metric, 'after', sides.after)
  const [all, later] = [totalOf(metric, 'before', before), totalOf(metric, 'after', after)]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const nothing: Sold = { amount: decimalOf(0), quantity: decimalOf(0) }
  const parts = names.map((name, at) => {
    const [one, two] = [before.get(name) ?? nothing, after.get(name) ?? nothing]
    const [priceBefore, priceAfter] = [priceOf(one), priceOf(two)]
    const price = priceBefore ?? priceAfter ?? decimalOf(0)
    const change = two.amount.minus(one.amount)
    const effects = effectsOf(
      [all.quantity, one.quantity.div(all.quantity), priceBefore ?? price],
      [later.quantity, two.quantity.div(later.quantity), priceAfter ?? price],
      base,
    )
    const [volumeEffect, mixEffect, priceEffect] = addUpAmounts(effects, change) as Three
    const part = { name, change, volumeEffect, mixEffect, priceEffect, priceBefore, priceAfter }
    return { sums: part, text: written(metric, part, ['segments', at]) }
  })
  const total = (effect: 'volumeEffect' | 'mixEffect' | 'priceEffect'): Decimal =>
    sumOfAmounts(parts.map(({ sums }) => sums[effect]))
  const result = {
    change: later.amount.minus(all.amount),
    volumeEffect: total('volumeEffect'),
    mixEffect: total('mixEffect'),
    priceEffect: total('priceEffect'),
    before: all.amount,
    after: later.amount,
  }
  return { ...written(metric, result), segments: parts.map(({ text }) => text), base }
}

/** Quantity in all, share of the segment, and its price. */
type Three = [Decimal, Decimal, Decimal]

/** The effects of three factors that change: in this order, or on the average of all orders. */
function effectsOf(before: Three, after: Three, base: SalesChangeBase): Three {
  if (base === 'before') {
    const [first, second, third] = stepsOf(before, after, [0, 1, 2])
    return [first, second, third]
  }
  const all = ORDERS.map((order) => stepsOf(before, after, order))
  return [0, 1, 2].map((factor) =>
    sumOfAmounts(all.map((steps) => steps[factor] as Decimal)).div(ORDERS.length),
  ) as Three
}

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const

/** How the product of the factors changes while one after the other is replaced. */
function stepsOf(before: Three, after: Three, order: readonly number[]): Three {
  const now = [...before] as Three
  const steps = [...before] as Three
  const product = (): Decimal => now[0].times(now[1]).times(now[2])
  for (const factor of order) {
    const was = product()
    now[factor] = after[factor] as Decimal
    steps[factor] = product().minus(was)
  }
  return steps
}

function readSide(metric: string, name: 'before' | 'after', given: unknown): Map<string, Sold> {
  const entries = Object.entries(checkObject<SalesChangeInput['before']>(metric, [name], given))
  checkSome(metric, [name], given, entries.length, 'segment')
  return new Map(
    entries.map(([segment, sold]) => {
      const path: Path = [name, segment]
      const read = readFields<SoldQuantity>(metric, path, sold, SOLD_QUANTITY)
      const amount = readPositive(metric, [...path, 'amount'], read.amount)
      const quantity = readPositive(metric, [...path, 'quantity'], read.quantity)
      const hasBoth = amount.isZero() || !quantity.isZero()
      const expected = 'more than 0 where there is an amount'
      check(metric, [...path, 'quantity'], read.quantity, hasBoth, expected, 'mismatch')
      return [segment, { amount, quantity }]
    }),
  )
}

function readPositive(metric: string, path: Path, value: unknown): Decimal {
  const amount = readAmount(metric, path, value)
  const expected = 'a number of at least 0'
  check(metric, path, value, !amount.isNegative(), expected, 'out-of-range')
  return amount
}

function totalOf(metric: string, name: string, side: ReadonlyMap<string, Sold>): Sold {
  const sold = [...side.values()]
  const quantity = sumOfAmounts(sold.map((each) => each.quantity))
  check(
    metric,
    [name],
    quantity.toFixed(),
    !quantity.isZero(),
    'a quantity above 0 in all',
    'empty',
  )
  return { amount: sumOfAmounts(sold.map((each) => each.amount)), quantity }
}

function priceOf({ amount, quantity }: Sold): Decimal | null {
  return quantity.isZero() ? null : amount.div(quantity)
}
