import * as library from 'customer-metrics'
import { npsByPeriodChart } from 'customer-metrics/charts'
import { subscriptionRowSchema } from 'customer-metrics/schemas'
import { postgresql, tallyChurnByPeriodSql } from 'customer-metrics/sql'

/** Something of everything: what it returns must be the same wherever it runs. */
export function compute() {
  const { byPeriod, churn, clv, cohortTable, fitBgNbd, MetricError, nps, npsTrend } = library
  const rows = Array.from({ length: 90 }, (_, index) => index).flatMap((index) => {
    const gap = [3, 5, 9, 14, 30, 45, 80][(index * 5) % 7]
    const life = [0, 0, 20, 60, 150, 400, 1000][(index * 3) % 7]
    const start = (index * 11) % 150
    const orders = 1 + Math.floor(Math.min(life, 500 - start) / gap)
    return Array.from({ length: orders }, (_, order) => ({
      customer: `c${index}`,
      on: new Date(Date.UTC(2024, 0, 1 + start + order * gap + ((order * index) % 3), 22, 30)),
      amount: `${((index + order) % 23) + 1}.10`,
    }))
  })
  const timeZone = 'Asia/Tehran'
  const window = { from: '2024-04-01', to: '2024-05-01', timeZone }
  const subscriptions = rows.slice(0, 60).map(({ customer, on }, index) => ({
    customer,
    startedOn: on,
    endedOn: index % 3 ? undefined : new Date(on.getTime() + 9e9),
    amount: '19.90',
  }))
  const months = byPeriod(rows, {
    ...{ on: 'on', every: 'month', calendar: 'persian', timeZone },
    ...{ from: '2024-03-20', to: '2024-06-20' },
  }).map(({ rows: answers, ...period }) => ({
    ...period,
    result: nps(answers.map((_, index) => (index * 7) % 11)),
  }))
  const history = library.summarizeCustomers(rows, {
    ...{ unit: 'week', timeZone },
    asOf: '2025-06-01',
  })
  const refusal = () => {
    try {
      return nps([11])
    } catch (error) {
      return [error instanceof MetricError, error.message]
    }
  }
  return {
    exports: Object.keys(library).length,
    nps: nps({ 10: 70, 8: 20, 3: 10 }),
    trend: npsTrend([
      { 10: 5, 3: 2 },
      { 10: 8, 3: 3 },
      { 10: 9, 3: 1 },
    ]),
    churn: churn(library.tallyChurn(subscriptions, window)),
    revenue: library.tallyRevenue(subscriptions, { ...window, level: 'customer' }),
    curve: library.retentionCurve(
      library.tallyLives(subscriptions, { asOf: '2025-06-01', unit: 'month', timeZone }),
    ),
    clv: clv({ margin: '100.00', retention: 0.8, discount: 0.1, firstMargin: 'now' }),
    cohorts: cohortTable(rows, {
      ...{ every: 'month', asOf: '2025-06-01', timeZone },
      ...{ measure: 'on', clock: 'calendar', cohort: 'first', average: 'pooled' },
    }),
    fit: fitBgNbd(history, { unit: 'week' }),
    months,
    chart: npsByPeriodChart(months),
    statement: tallyChurnByPeriodSql(
      { table: 'a.b', columns: { customer: 'c', startedOn: 's', endedOn: 'e' } },
      { ...window, every: 'month', timeZone: 'UTC', dialect: postgresql },
    ).text,
    row: subscriptionRowSchema.safeParse({ customer: 1, startedOn: '2025-01-01' }).success,
    refusal: refusal(),
  }
}
