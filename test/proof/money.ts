import {
  breakEvenCost,
  breakEvenPrice,
  breakEvenRetention,
  budgetSplit,
  clv,
  clvFromCurve,
  continuousClv,
  costByChannel,
  costByPeriod,
  customerCost,
  ltvToCac,
  marketShare,
  markovClv,
  monthlyAmount,
  observedPayback,
  optimalSpend,
  paybackPeriods,
  retentionUplift,
  simpleClv,
} from 'customer-metrics'
import type { Evaluators } from './peers.js'

const numbers = (amounts: readonly (string | number | null)[]): (number | null)[] =>
  amounts.map((amount) => (amount === null ? null : Number(amount)))

/** Values of customers, and what they cost. */
export const money: Evaluators = {
  clv: (input) => numbers([clv(input).value]),
  breakEvenCost: (input) => numbers([breakEvenCost(input).cost]),
  breakEvenRetention: (input) => numbers([breakEvenRetention(input).retention]),
  breakEvenPrice: (input) => numbers([breakEvenPrice(input).price]),
  retentionUplift: (input) => {
    const { before, after, change } = retentionUplift(input).value
    return numbers([before, after, change])
  },
  clvFromCurve: (input) => numbers([clvFromCurve(input).value]),
  continuousClv: (input) => numbers([continuousClv(input).value]),
  simpleClv: (input) => {
    const { value, lifetime } = simpleClv(input)
    return numbers([value, lifetime])
  },
  markovClv: ({ states, transitions, margins, discount }) => {
    const named = Object.fromEntries(
      states.map((state: string, from: number) => [
        state,
        Object.fromEntries(states.map((to: string, at: number) => [to, transitions[from][at]])),
      ]),
    )
    const each = Object.fromEntries(states.map((state: string, at: number) => [state, margins[at]]))
    const { values } = markovClv({
      transitions: named,
      margins: each,
      discount,
      firstMargin: 'now',
    } as Parameters<typeof markovClv>[0])
    return numbers(states.map((state: string) => values[state]))
  },
  customerCost: (input) => {
    const { perAcquired, perRetained, ratio } = customerCost(input)
    return numbers([perAcquired, perRetained, ratio])
  },
  budgetSplit: (input) => [budgetSplit(input).acquisitionShare],
  ltvToCac: (input) => numbers([ltvToCac(input).ratio]),
  costByChannel: (channels) => {
    const { blended, channels: each } = costByChannel(channels, { paid: [] })
    return numbers([blended.perAcquired, ...each.map(({ perAcquired }) => perAcquired)])
  },
  costByPeriod: ({ spend, acquired, lag, window }) => {
    const periods = spend.map((acquisitionSpend: string, at: number) => ({
      acquisitionSpend,
      acquired: acquired[at],
    }))
    const found = costByPeriod(periods, { lag, window }).periods.map(
      ({ perAcquired }) => perAcquired,
    )
    return numbers(found.filter((cost) => cost !== null))
  },
  paybackPeriods: (input) => numbers([paybackPeriods(input).periods]),
  observedPayback: ({ flows }) => numbers([observedPayback(flows, { crossing: 'first' }).periods]),
  marketShare: ({ amounts }) =>
    Object.keys(amounts).map((of) => marketShare(amounts, { of }).share),
  monthlyAmount: (input) => numbers([monthlyAmount(input).amount]),
  optimalSpend: ({ plan }) =>
    numbers([
      optimalSpend({
        ...plan,
        acquisition: { ceiling: 0.45, spend: 6, rate: 0.25 },
        retention: { ceiling: 0.8, spend: 10, rate: 0.5 },
      }).equity,
    ]),
}
