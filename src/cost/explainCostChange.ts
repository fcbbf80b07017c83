import {
  checkChoice,
  checkObject,
  checkSome,
  type Fields,
  type Path,
  readFields,
  readOptions,
} from '../internal/guard.js'
import { addUpAmounts, sumOfAmounts } from '../internal/money/addUp.js'
import { type Decimal, decimalOf, written } from '../internal/money/decimal.js'
import {
  type CostTally,
  CUSTOMER_COST_INPUT,
  type CustomerCostInput,
  readCosts,
} from './customerCost.js'

/** The same segments in two periods. */
export interface CostChangeInput {
  /** Spend and customers of each segment before. */
  readonly before: Readonly<Record<string, CustomerCostInput | CostTally>>
  /** Spend and customers of each segment after. */
  readonly after: Readonly<Record<string, CustomerCostInput | CostTally>>
}

/** The fields that are read; another one is refused. */
const COST_CHANGE_INPUT: Fields<CostChangeInput> = { before: 1, after: 1 }

/** Which cost is explained. */
export interface CostChangeOptions {
  /** The acquisition spend per customer won, or the retention spend per customer kept. */
  readonly per: 'acquired' | 'retained'
}

/** The fields that are read; another one is refused. */
const COST_CHANGE_OPTIONS: Fields<CostChangeOptions> = { per: 1 }

/** A segment's part of a change. */
export interface CostContribution {
  /** The segment, such as a channel. */
  readonly name: string
  /** The part due to the change of its share of the customers. */
  readonly mixEffect: string
  /** The part due to the change of its cost per customer. */
  readonly costEffect: string
  /** Its cost per customer before; `null` where it had no customers. */
  readonly costBefore: string | null
  /** Its cost per customer after; `null` where it had no customers. */
  readonly costAfter: string | null
  /** Its share of the customers before, 0 to 1. */
  readonly shareBefore: number
  /** Its share of the customers after, 0 to 1. */
  readonly shareAfter: number
}

/** A change of the cost per customer and its parts. */
export interface CostChange {
  /** The cost per customer after less before: the sum of both effects, to the last digit. */
  readonly change: string
  /** The part due to another mix of segments. */
  readonly mixEffect: string
  /** The part due to other costs within segments. */
  readonly costEffect: string
  /** The cost per customer before. */
  readonly before: string
  /** The cost per customer after. */
  readonly after: string
  /** Customers before. */
  readonly customersBefore: number
  /** Customers after. */
  readonly customersAfter: number
  /** Each segment, in the order in which they come up. */
  readonly segments: readonly CostContribution[]
  /** Which cost is explained. */
  readonly per: 'acquired' | 'retained'
}

/** Spend and customers of a segment. */
interface Segment {
  readonly spend: Decimal
  readonly customers: number
}

/**
 * Splits a change of the cost per customer into two causes: another mix of segments, and other costs
 * within them.
 *
 * A cost per customer rises if more customers come from the dearer channel, although no channel became
 * dearer. Both effects use the average of before and after. They add up to the change to the last digit,
 * after one rounding to 30 decimals.
 *
 * A segment with spend and without customers has no cost per customer: its spend is in the whole, and its
 * effect is that of the spend per customer of all.
 *
 * @formula mixEffect = Δshare × (mean cost of the segment − mean cost of all); costEffect = mean share × Δcost
 * @unit the currency of the spend, per customer
 *
 * @param segments - Spend and customers by segment, before and after.
 * @param options - Which cost.
 * @returns The change, its two parts, and those of each segment.
 * @throws {@link MetricError} `empty` without segments or customers; `out-of-range` for a negative
 * amount or count.
 * @source Kitagawa (1955), “Components of a Difference Between Two Rates”, Journal of the American
 * Statistical Association 50.
 *
 * @example
 * ```ts
 * const won = (acquisitionSpend: number, acquired: number) =>
 *   ({ acquisitionSpend, acquired, retentionSpend: 0, retained: 0 })
 * const change = explainCostChange(
 *   {
 *     before: { search: won(10000, 100), referral: won(3000, 100) },
 *     after: { search: won(30000, 300), referral: won(3000, 100) },
 *   },
 *   { per: 'acquired' },
 * )
 * change.change // => '17.5'
 * change.mixEffect // => '17.5'
 * change.costEffect // => '0'
 * ```
 */
export function explainCostChange(
  segments: CostChangeInput,
  options: CostChangeOptions,
): CostChange {
  const metric = 'explainCostChange'
  const sides = readFields<CostChangeInput>(metric, ['segments'], segments, COST_CHANGE_INPUT, [])
  const given = readOptions<CostChangeOptions>(metric, options, COST_CHANGE_OPTIONS)
  const per = checkChoice(metric, ['per'], given.per, ['acquired', 'retained'])
  const before = readSide(metric, 'before', sides.before, per)
  const after = readSide(metric, 'after', sides.after, per)
  const [whole, later] = [totalOf(metric, 'before', before), totalOf(metric, 'after', after)]
  const [costBefore, costAfter] = [
    whole.spend.div(whole.customers),
    later.spend.div(later.customers),
  ]
  const middle = costBefore.plus(costAfter).div(2)
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const parts = names.map((name) => {
    const [one, two] = [partOf(before.get(name), whole), partOf(after.get(name), later)]
    // A segment that is new or gone has one cost only, which does not change.
    const [from, to] = [one.cost ?? two.cost ?? middle, two.cost ?? one.cost ?? middle]
    const mixEffect = two.share.minus(one.share).times(from.plus(to).div(2).minus(middle))
    const costEffect = one.share.plus(two.share).div(2).times(to.minus(from))
    const idle = two.idle.minus(one.idle)
    return { name, one, two, effects: [mixEffect, costEffect.plus(idle)] }
  })
  const effects = addUpAmounts(
    parts.flatMap((part) => part.effects),
    costAfter.minus(costBefore),
  )
  const total = (kind: 0 | 1): Decimal => sumOfAmounts(effects.filter((_, at) => at % 2 === kind))
  const [mixEffect, costEffect] = [total(0), total(1)]
  const change = mixEffect.plus(costEffect)
  const result = { change, mixEffect, costEffect, before: costBefore, after: costAfter }
  return {
    ...written(metric, result),
    customersBefore: whole.customers,
    customersAfter: later.customers,
    segments: parts.map(({ name, one, two }, at) =>
      written(
        metric,
        {
          name,
          mixEffect: effects[2 * at] as Decimal,
          costEffect: effects[2 * at + 1] as Decimal,
          costBefore: one.cost,
          costAfter: two.cost,
          shareBefore: one.share.toNumber(),
          shareAfter: two.share.toNumber(),
        },
        ['segments', at],
      ),
    ),
    per,
  }
}

function readSide(
  metric: string,
  side: 'before' | 'after',
  given: unknown,
  per: 'acquired' | 'retained',
): Map<string, Segment> {
  const entries = Object.entries(checkObject<CostChangeInput['before']>(metric, [side], given))
  checkSome(metric, [side], given, entries.length, 'segment')
  return new Map(
    entries.map(([name, costs]) => {
      const path: Path = [side, name]
      const one = readCosts(
        metric,
        path,
        readFields<CustomerCostInput>(metric, path, costs, CUSTOMER_COST_INPUT),
      )
      const spend = per === 'acquired' ? one.acquisitionSpend : one.retentionSpend
      return [name, { spend, customers: one[per] }]
    }),
  )
}

function totalOf(metric: string, side: string, segments: ReadonlyMap<string, Segment>): Segment {
  const all = [...segments.values()]
  const customers = all.reduce((sum, segment) => sum + segment.customers, 0)
  checkSome(metric, [side], customers, customers, 'customer')
  return { spend: sumOfAmounts(all.map(({ spend }) => spend)), customers }
}

/** A segment's share and cost; where it has no customers, what its spend adds to the cost of all. */
function partOf(
  segment: Segment | undefined,
  whole: Segment,
): { readonly share: Decimal; readonly cost: Decimal | null; readonly idle: Decimal } {
  const nothing = decimalOf(0)
  if (!segment) return { share: nothing, cost: null, idle: nothing }
  const { spend, customers } = segment
  if (customers === 0) return { share: nothing, cost: null, idle: spend.div(whole.customers) }
  const share = decimalOf(customers).div(whole.customers)
  return { share, cost: spend.div(customers), idle: nothing }
}
