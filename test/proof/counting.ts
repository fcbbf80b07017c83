import {
  businessTime,
  cohortTable,
  concentration,
  lifecycle,
  repeatRate,
  resolutionTimes,
  revenueRetention,
  rfm,
  type SubscriptionRow,
  salesByPeriod,
  stickiness,
  summarizePurchases,
  type TransactionRow,
  tallyChurnByPeriod,
  tallyRevenueByPeriod,
} from 'customer-metrics'
import { type Evaluators, rowsOf } from './peers.js'

function transactions(dataset: string): TransactionRow[] {
  return rowsOf(dataset).map(
    ([customer, on, amount]) => ({ customer, on, amount }) as TransactionRow,
  )
}

function subscriptions(dataset: string): (SubscriptionRow & { readonly amount: string })[] {
  return rowsOf(dataset).map((row) => {
    const [customer, startedOn, endedOn, amount, changedOn, changedTo] = row as [
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    return {
      customer,
      startedOn,
      endedOn: endedOn || null,
      amount,
      ...(changedOn && { changes: [{ on: changedOn, amount: changedTo }] }),
    }
  })
}

const berlin = {
  timeZone: 'Europe/Berlin',
  week: Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [
      day,
      [{ from: '09:00', to: '17:30' }],
    ]),
  ),
  holidays: ['2025-04-18', '2025-04-21', '2025-05-01'],
}

/** Customers, money and time counted. */
export const counting: Evaluators = {
  tallyChurnByPeriod: ({ dataset, from, to }) =>
    tallyChurnByPeriod(subscriptions(dataset), { every: 'month', from, to }).map((tally) => [
      tally.opening,
      tally.lost,
      tally.gained,
      tally.closing,
    ]),
  tallyRevenueByPeriod: ({ dataset, from, to }) =>
    tallyRevenueByPeriod(subscriptions(dataset), {
      every: 'month',
      from,
      to,
      level: 'customer',
    }).map((tally) =>
      [
        tally.opening,
        tally.new,
        tally.expansion,
        tally.contraction,
        tally.churned,
        tally.reactivation,
        tally.closing,
      ].map(Number),
    ),
  revenueRetention: ({ dataset, from, to }) =>
    tallyRevenueByPeriod(subscriptions(dataset), {
      every: 'month',
      from,
      to,
      level: 'customer',
    }).map((tally) => revenueRetention(tally).netRetention),
  cohortTable: ({ dataset, asOf, of }) =>
    cohortTable(transactions(dataset), {
      every: 'month',
      asOf,
      measure: 'on',
      clock: 'calendar',
      cohort: 'first',
      average: 'pooled',
    })
      .cohorts.filter(({ size }) => size > 0)
      .map(({ retained, revenue }) =>
        (of === 'revenue' ? (revenue?.amounts ?? []) : retained)
          .filter((cell) => cell !== null)
          .map(Number),
      ),
  lifecycle: ({ dataset, asOf }) =>
    lifecycle(transactions(dataset), { every: 'month', asOf }).periods.map((period) => [
      period.active,
      period.new,
      period.returning,
      period.resurrecting,
      period.dormant,
    ]),
  salesByPeriod: ({ dataset, from, to }) =>
    salesByPeriod(transactions(dataset) as Parameters<typeof salesByPeriod>[0], {
      every: 'month',
      from,
      to,
    }).map(({ amount, orders, customers }) => [Number(amount), orders, customers]),
  summarizePurchases: ({ dataset, asOf }) =>
    [...summarizePurchases(transactions(dataset), { asOf, purchase: 'transaction' })]
      .sort((a, b) => Number(a.customer) - Number(b.customer))
      .map(({ sinceLast, purchases, amount }) => [sinceLast, purchases, Number(amount)]),
  concentration: ({ dataset, asOf, of }) => {
    const people = summarizePurchases(transactions(dataset), { asOf, purchase: 'transaction' })
    const { gini, giniUnbiased, topShares, standardError } = concentration(
      people.map(({ amount }) => amount),
      { top: [0.05, 0.2, 0.5] },
    )
    if (of === 'error') return [standardError]
    return [gini, giniUnbiased, ...topShares.map(({ share }) => share)]
  },
  rfm: ({ dataset, asOf }) => {
    const people = summarizePurchases(transactions(dataset), { asOf, purchase: 'transaction' })
    const { recency, frequency, monetary } = rfm(people, { bins: 5, definition: 7 }).thresholds
    return [recency, frequency, monetary]
  },
  repeatRate: ({ dataset, asOf }) => {
    const { rate, customers, repeated } = repeatRate(transactions(dataset), {
      asOf,
      within: { days: 90 },
    })
    return [rate, customers, repeated]
  },
  stickiness: ({ dataset, from, to }) => {
    const { rate, customers } = stickiness(transactions(dataset), { from, to })
    return [rate, customers]
  },
  businessTime: ({ spans }) =>
    (spans as [string, string][]).map(([from, to]) =>
      businessTime({ from, to }, { hours: berlin, unit: 'minute' }),
    ),
  resolutionTimes: ({ spans, at, definition }) => {
    const tickets = (spans as [string, string][]).map(([openedAt, resolvedAt]) => ({
      openedAt,
      resolvedAt,
    }))
    const asOf = '2026-01-01T00:00:00Z'
    const { finished } = resolutionTimes(tickets, {
      asOf,
      clock: 'calendar',
      unit: 'hour',
      definition,
      at,
      reopened: 'last',
    })
    return [finished.mean, ...finished.quantiles.map(({ time }) => time)]
  },
}
