import {
  bgBb,
  bgNbd,
  customerValue,
  expectedPurchases,
  expectedSpend,
  fitBgBb,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  gammaGamma,
  mbgNbd,
  type PurchaseModel,
  paretoNbd,
  probabilityAlive,
  purchaseProbability,
  spendIndependence,
  summarizeCustomers,
  type TransactionRow,
} from 'customer-metrics'
import { simulatedBuyers } from '../support/datasets.js'
import { type Evaluators, type Figures, rowsOf } from './peers.js'

const week = { unit: 'week' } as const
const models: Readonly<Record<string, (parameters: never) => PurchaseModel>> = {
  bgNbd: (parameters) => bgNbd(parameters, week),
  mbgNbd: (parameters) => mbgNbd(parameters, week),
  paretoNbd: (parameters) => paretoNbd(parameters, week),
  bgBb: (parameters) => bgBb(parameters, { unit: 'year' }),
}

function modelOf({ model, parameters }: { model: string; parameters: unknown }): PurchaseModel {
  return (models[model] as (parameters: unknown) => PurchaseModel)(parameters)
}

function summaries(asOf: string, unit: 'day' | 'week') {
  const rows = rowsOf('simulated_transactions.csv')
  const transactions = rows.map(([customer, on, amount]) => ({ customer, on, amount }))
  return [...summarizeCustomers(transactions as TransactionRow[], { asOf, unit })].sort(
    (a, b) => Number(a.customer) - Number(b.customer),
  )
}

const histories = ({ dataset, asOf }: { dataset: string; asOf: string }) =>
  dataset === 'simulated_transactions.csv' ? summaries(asOf, 'week') : simulatedBuyers()

interface Fitted {
  readonly parameters: object
  readonly logLikelihood: number
}

const fitted = ({ parameters, logLikelihood }: Fitted, what: string): Figures =>
  what.startsWith('log') ? [logLikelihood] : Object.values(parameters)

const means = (predictions: unknown): Figures => {
  const list = Array.isArray(predictions) ? predictions : [predictions]
  return list.map((each) => (typeof each === 'number' ? each : each.value))
}

/** Purchase and spend models. */
export const purchases: Evaluators = {
  summarizeCustomers: ({ asOf, unit }) =>
    // The peer writes the spend of a customer who did not come back as 0.
    summaries(asOf, unit).map(({ frequency, recency, age, monetary }) => [
      frequency,
      recency,
      age,
      monetary ?? 0,
    ]),
  fitBgNbd: (input, { what }) => fitted(fitBgNbd(histories(input), week), what),
  fitMbgNbd: (input, { what }) => fitted(fitMbgNbd(histories(input), week), what),
  fitParetoNbd: (input, { what }) => fitted(fitParetoNbd(histories(input), week), what),
  fitBgBb: ({ histories }, { what }) => fitted(fitBgBb(histories, { unit: 'year' }), what),
  fitGammaGamma: (input, { what }) => fitted(fitGammaGamma(summaries(input.asOf, 'week')), what),
  spendIndependence: ({ asOf }) => [spendIndependence(summaries(asOf, 'week')).correlation],
  probabilityAlive: (input) => means(probabilityAlive(modelOf(input), input.customers)),
  expectedPurchases: ({ customers, weeks, years, ...input }) =>
    means(expectedPurchases(modelOf(input), customers, { horizon: years ? { years } : { weeks } })),
  purchaseProbability: ({ customers, weeks, purchases, ...input }) => {
    const options = { horizon: { weeks }, purchases }
    return customers
      ? means(purchaseProbability(modelOf(input), customers, options))
      : means(purchaseProbability(modelOf(input), options))
  },
  expectedSpend: ({ parameters, customers }) =>
    means(expectedSpend(gammaGamma(parameters), customers)),
  customerValue: ({ purchases, spend, customers }) =>
    means(
      customerValue({ purchases: bgNbd(purchases, week), spend: gammaGamma(spend) }, customers, {
        horizon: { months: 12 },
        discount: { rate: 0.01, per: 'month', compounding: 'periodic' },
        timing: 'end-of-period',
        weeksPerMonth: 4.345,
      }),
    ),
}
