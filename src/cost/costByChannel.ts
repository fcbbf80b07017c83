import {
  check,
  checkObject,
  checkSome,
  type Fields,
  readFields,
  readList,
  readOptions,
} from '../internal/guard.js'
import { type Decimal, sumDecimal } from '../internal/money/decimal.js'
import {
  type CostOptions,
  type Costs,
  type CostTally,
  CUSTOMER_COST_INPUT,
  type CustomerCost,
  type CustomerCostInput,
  costOf,
  finite,
  readCostOptions,
  readCosts,
} from './customerCost.js'
import { addCosts, type CostSums, costsText, emptyCosts } from './mergeCosts.js'

/** Which channels are paid, and how intervals are made. */
export interface CostByChannelOptions extends CostOptions {
  /** Names of the paid channels. The others count only in the blended cost. */
  readonly paid: Iterable<string>
}

/** The fields that are read; another one is refused. */
const COST_BY_CHANNEL_OPTIONS: Fields<CostByChannelOptions> = { paid: 1, counts: 0, confidence: 0 }

/** The cost of one channel. */
export interface ChannelCost extends CustomerCost {
  /** The name of the channel. */
  readonly channel: string
  /** Its share in all acquisition spend, 0 to 1; `null` where nothing was spent. */
  readonly spendShare: number | null
  /** Its share in all customers won, 0 to 1; `null` where nobody was won. */
  readonly acquiredShare: number | null
}

/** Acquisition cost by channel, and for all together. */
export interface CostByChannel {
  /** Each channel, in the order of keys: names that are whole numbers ascending, then the others as given. */
  readonly channels: readonly ChannelCost[]
  /** All spend per new customer, including customers who came without spend. */
  readonly blended: CustomerCost
  /** Spend per customer of the paid channels; `null` where no channel is named as paid. */
  readonly paid: CustomerCost | null
}

/**
 * Cost per customer by channel, blended over all of them, and over the paid ones.
 *
 * The blended cost falls when more customers come without spend, so it does not show the cost of
 * the next paid customer. It is a ratio of sums, not an average of the costs of channels.
 *
 * @formula blended = Σ spend ÷ Σ customers over all channels; paid = the same over the paid ones
 * @unit the currency of the spend, per customer
 *
 * @param channels - Spend and customers of each channel, by name; no customer in two of them.
 * @param options - Which channels are paid, and how intervals are made.
 * @returns Each channel, and the two sums.
 * @throws {@link MetricError} `empty` without channels; `mismatch` for a paid channel that is not among
 * them; `out-of-range` for a negative amount or count.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 5; Skok (2010),
 * “SaaS Metrics – A Guide to Measuring and Improving What Matters”.
 *
 * @example
 * ```ts
 * const search = { acquisitionSpend: '48000', acquired: 400, retentionSpend: '0', retained: 0 }
 * const direct = { acquisitionSpend: '0', acquired: 200, retentionSpend: '0', retained: 0 }
 * const { blended, paid } = costByChannel({ search, direct }, { paid: ['search'] })
 * Number(blended.perAcquired).toFixed(2) // => '80.00'
 * Number(paid?.perAcquired).toFixed(2) // => '120.00'
 * ```
 */
export function costByChannel(
  channels: Readonly<Record<string, CustomerCostInput | CostTally>>,
  options: CostByChannelOptions,
): CostByChannel {
  const metric = 'costByChannel'
  const given = checkObject(metric, ['channels'], channels)
  const asked = readOptions<CostByChannelOptions>(metric, options, COST_BY_CHANNEL_OPTIONS)
  const read = readCostOptions(metric, asked)
  const names = new Set(
    readList(metric, ['paid'], asked.paid, (name, path) => {
      const isChannel = typeof name === 'string' && Object.hasOwn(given, name)
      return check<string>(metric, path, name, isChannel, 'the name of a channel', 'mismatch')
    }),
  )
  const all = emptyCosts()
  const paid = emptyCosts()
  const costs = Object.entries(given).map(([channel, tally]): [string, Costs] => {
    const path = ['channels', channel]
    const one = readFields<CustomerCostInput>(metric, path, tally, CUSTOMER_COST_INPUT)
    if (names.has(channel)) addCosts(metric, path, paid, one)
    return [channel, addCosts(metric, path, all, one)]
  })
  checkSome(metric, ['channels'], given, costs.length, 'channel')
  const merge = (sum: CostSums): CustomerCost =>
    costOf(
      metric,
      ['channels'],
      readCosts(metric, ['channels'], costsText(metric, ['channels'], sum)),
      read,
    )
  const blended = merge(all)
  const { acquired } = blended
  const spent = sumDecimal(all.acquisition)
  return {
    channels: costs.map(([channel, one]) => ({
      channel,
      ...costOf(metric, ['channels', channel], one, read),
      spendShare: shareOf(one.acquisitionSpend, spent),
      acquiredShare: acquired > 0 ? one.acquired / acquired : null,
    })),
    blended,
    paid: names.size > 0 ? merge(paid) : null,
  }
}

/** The share of a part in a whole; none of nothing. */
export function shareOf(part: Decimal, whole: Decimal): number | null {
  return whole.isZero() ? null : finite(part.div(whole).toNumber())
}
