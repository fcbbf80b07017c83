import {
  cohortTable,
  concentration,
  customerValue,
  fitGammaGamma,
  fitMbgNbd,
  holdoutTable,
  lifecycle,
  type PurchaseSummary,
  proportionInterval,
  type RfmCustomer,
  realizedClv,
  realizedClvByCohort,
  rfm,
  summarizeCustomers,
  summarizeHoldout,
  summarizePurchases,
  type TransactionRow,
} from 'customer-metrics'
import {
  cohortTableChart,
  concentrationChart,
  lifecycleChart,
  realizedClvByCohortChart,
  rfmChart,
} from 'customer-metrics/charts'
import { amount, type Cell, type Figures, fixed, range, type Section, share } from '../page.js'
import { attempt, ifAny, type Refusal } from './attempt.js'
import { type Calendar, monthStart } from './days.js'

/** What the report on orders is made by. */
export interface OrderOptions {
  readonly asOf: string
  readonly smallestGroup: number
  /** Whether the most valuable customers are named. */
  readonly nameCustomers: boolean
  readonly calendar: Calendar
  /** The name of a customer, who is a number in the rows. */
  readonly nameOf: (customer: number) => string
}

/** Customers, what they have been worth, who comes back, and what they will be worth. */
export function orderSections(rows: Iterable<TransactionRow>, options: OrderOptions): Section[] {
  const sections = purchaseSections(rows, options)
  // Where nobody has bought, nothing else is known either.
  if (sections.length === 1) return sections
  return [
    ...sections,
    cohortSection(rows, options),
    lifecycleSection(rows, options),
    forecastSection(rows, options),
  ]
}

/** What a summary of each customer says. Nothing keeps the summaries, which may be millions. */
function purchaseSections(rows: Iterable<TransactionRow>, options: OrderOptions): Section[] {
  const { asOf } = options
  const title = 'Customers and what they have been worth'
  const tried = attempt(() => summarizePurchases(rows, { asOf, purchase: 'day', refunds: 'net' }))
  if (!('value' in tried)) {
    const nobody = {
      say: 'Not known: nobody has bought anything by {asOf}',
      words: { asOf: { day: asOf } },
    }
    const section = unknown({ id: 'customers', title }, tried)
    return [tried.code === 'empty' ? { ...section, notes: [nobody] } : section]
  }
  const purchases = tried.value
  return [
    customerSection(title, rows, purchases, options),
    concentrationSection(purchases),
    rfmSection(purchases, options),
  ]
}

type Purchases = readonly PurchaseSummary[]

function customerSection(
  title: string,
  rows: Iterable<TransactionRow>,
  purchases: Purchases,
  { asOf, smallestGroup, nameCustomers, nameOf }: OrderOptions,
): Section {
  const customers = purchases.length
  const repeated = purchases.filter((each) => each.purchases > 1).length
  const repeat = proportionInterval({ successes: repeated, trials: customers })
  const realized = [12, 24].map((months) => ({
    months,
    result: ifAny(() => realizedClv(rows, { horizon: { months }, asOf })),
  }))
  const byYear = realizedClvByCohort(rows, { every: 'year', horizon: { months: 12 }, asOf })
  const cohorts = byYear.cohorts.filter((cohort) => cohort.customers >= smallestGroup)
  const figures: Figures[] = [
    {
      id: 'customers-all',
      caption: { say: 'Customers who bought on more than one day; Wilson interval' },
      columns: ['', 'estimate', '95 % interval', 'customers'],
      rows: [
        [
          { label: 'bought again' },
          share(repeated / customers),
          range(repeat, 'share'),
          { count: customers },
        ],
      ],
    },
    {
      id: 'customers-value',
      caption: {
        say: 'Realised value a customer in the first months since the first order; t interval',
      },
      columns: ['months', 'value', '95 % interval', 'had them', 'not yet'],
      rows: realized.map(({ months, result }): Cell[] => [
        { count: months },
        amount(result?.value ?? null),
        range(result?.interval ?? null, 'amount'),
        { count: result?.customers ?? 0 },
        { count: result?.excluded ?? customers },
      ]),
    },
    {
      id: 'customers-cohorts',
      caption: {
        say: 'Realised value in the first 12 months, by the year of the first order; t interval',
      },
      columns: ['', 'value', '95 % interval', 'had them', 'not yet'],
      rows: cohorts.map(({ from, value, interval, customers: had, excluded }): Cell[] => [
        { day: from },
        amount(value),
        range(interval, 'amount'),
        { count: had },
        { count: excluded },
      ]),
      picture: (picture) => realizedClvByCohortChart({ ...byYear, cohorts }, picture),
    },
  ]
  if (nameCustomers) {
    const best = [...purchases].sort((a, b) => Number(b.amount) - Number(a.amount)).slice(0, 10)
    figures.push({
      id: 'customers-best',
      caption: { say: 'Customers of the largest amounts, refunds taken off' },
      columns: ['', 'amount', 'days with orders', 'days since the last'],
      rows: best.map((each): Cell[] => [
        { text: nameOf(each.customer as number) },
        amount(each.amount),
        { count: each.purchases },
        { count: each.sinceLast },
      ]),
    })
  }
  return {
    id: 'customers',
    title,
    notes: [],
    figures,
    results: {
      repeat: { rate: repeated / customers, interval: repeat, customers },
      realized: realized.map(({ result }) => result ?? null),
      realizedByCohort: byYear,
    },
  }
}

function concentrationSection(purchases: Purchases): Section {
  const positive = purchases.filter((each) => Number(each.amount) >= 0)
  const tried = attempt(() => concentration(positive.map((each) => each.amount)))
  const section = { id: 'concentration', title: 'How few customers bring in how much' }
  if (!('value' in tried)) return unknown(section, tried)
  const result = tried.value
  return {
    ...section,
    notes: [],
    figures: [
      {
        id: 'concentration-shares',
        caption: {
          say: 'Share of the amount of the best customers, and Gini coefficient; jackknife interval',
        },
        columns: ['', 'estimate', '95 % interval'],
        rows: [
          ...result.topShares.map((each): Cell[] => [
            {
              label: 'best {share}',
              values: { share: { value: each.top, unit: 'share', decimals: 0 } },
            },
            share(each.share),
            range(each.interval, 'share'),
          ]),
          [{ label: 'Gini' }, fixed(result.gini, 3), range(result.interval, 'number', 3)],
        ],
        picture: (picture) => concentrationChart(result, picture),
      },
    ],
    results: { concentration: result },
  }
}

function rfmSection(purchases: Purchases, { smallestGroup }: OrderOptions): Section {
  const section = { id: 'rfm', title: 'Segments by recency, frequency and amount (RFM)' }
  const positive = purchases.filter((each) => Number(each.amount) >= 0)
  const tried = attempt(() => rfm(positive, { bins: 5 }))
  if (!('value' in tried)) return unknown(section, tried)
  const { customers: scored, ...result } = tried.value
  const cells = largeCells(scored, smallestGroup)
  const shown = result.segments.filter(({ customers }) => customers >= smallestGroup)
  return {
    ...section,
    notes: [],
    figures: [
      {
        id: 'rfm-segments',
        caption: {
          say: 'Customers by segment, from quintiles of all three; counts, which have no interval',
        },
        columns: ['', 'customers', 'share', 'amount'],
        rows: shown.map(({ segment, customers, share: part, amount: sum }): Cell[] => [
          { label: segment },
          { count: customers },
          share(part),
          amount(sum),
        ]),
        picture: (picture, text) =>
          rfmChart(
            {
              ...result,
              customers: cells.flatMap(([customer, size]) => new Array(size).fill(customer)),
              segments: shown.map((each) => ({
                ...each,
                segment: text(each.segment) as typeof each.segment,
              })),
            },
            picture,
          ),
      },
    ],
    results: { segments: shown, thresholds: result.thresholds },
  }
}

/** One of each pair of scores that enough customers have, and how many: a picture counts each pair. */
function largeCells(
  customers: readonly RfmCustomer[],
  smallestGroup: number,
): (readonly [customer: RfmCustomer, size: number])[] {
  const cells = new Map<string, [customer: RfmCustomer, size: number]>()
  for (const each of customers) {
    const key = `${each.recency} ${each.frequency}`
    const cell = cells.get(key)
    if (cell) cell[1]++
    else cells.set(key, [each, 1])
  }
  return [...cells.values()].filter(([, size]) => size >= smallestGroup)
}

function cohortSection(
  rows: Iterable<TransactionRow>,
  { asOf, smallestGroup }: OrderOptions,
): Section {
  const section = { id: 'cohorts', title: 'Who comes back, by the quarter of the first order' }
  const table = cohortTable(rows, {
    every: 'quarter',
    asOf,
    from: monthStart(asOf, -24),
    measure: 'on',
    clock: 'calendar',
    cohort: 'first',
    average: 'pooled',
    later: 'ignore',
  })
  const cohorts = table.cohorts.filter(({ size }) => size >= smallestGroup)
  const columns = table.columns.slice(0, 9)
  return {
    ...section,
    notes: [],
    figures: [
      {
        id: 'cohorts-rates',
        caption: {
          say: 'Share of a cohort that ordered in the quarter, by quarters since the first; below, all cohorts with their Wilson interval',
        },
        columns: ['', 'customers', ...columns.map(({ from }) => String(from))],
        rows: [
          ...cohorts.map(({ from, size, rates }): Cell[] => [
            { day: from },
            { count: size },
            ...columns.map((_, at) => share(rates[at] ?? null)),
          ]),
          [
            { label: 'all' },
            { count: table.cohorts.reduce((sum, { size }) => sum + size, 0) },
            ...columns.map((_, at) => share(table.average.rates[at] ?? null)),
          ],
          [
            { label: '95 % interval' },
            { text: '' },
            ...columns.map((_, at) => range(table.average.intervals[at] ?? null, 'share')),
          ],
        ],
        picture: (picture) => cohortTableChart({ ...table, cohorts }, picture),
      },
    ],
    results: { cohorts: { ...table, cohorts } },
  }
}

function lifecycleSection(
  rows: Iterable<TransactionRow>,
  { asOf, calendar }: OrderOptions,
): Section {
  const section = { id: 'lifecycle', title: 'New, returning and dormant customers' }
  const from = monthStart(asOf, -11)
  const result = lifecycle(rows, { every: 'month', asOf, from, later: 'ignore' })
  return {
    ...section,
    notes: [],
    figures: [
      {
        id: 'lifecycle-months',
        caption: {
          say: 'Customers by month: new, back from the month before, back from earlier, gone since the month before; Wilson interval',
        },
        columns: [
          '',
          'returned',
          '95 % interval',
          'active',
          'new',
          'returning',
          'resurrecting',
          'dormant',
        ],
        rows: result.periods.map((period): Cell[] => [
          calendar === 'persian'
            ? { day: period.from }
            : { month: period.from, unfinished: !period.complete },
          share(period.rate),
          range(period.interval, 'share'),
          { count: period.active },
          { count: period.new },
          { count: period.returning },
          { count: period.resurrecting },
          period.dormant === null ? fixed(null, 0) : { count: period.dormant },
        ]),
        picture: (picture) => lifecycleChart(result, picture),
      },
    ],
    results: { lifecycle: result },
  }
}

function unknown(section: { readonly id: string; readonly title: string }, why: Refusal): Section {
  return {
    ...section,
    notes: [{ say: 'Not known: {why}', words: { why } }],
    figures: [],
    results: {},
  }
}

/** What customers will be worth in a year, and the day from which on the last quarter of the time is. */
function forecastOf(rows: Iterable<TransactionRow>, asOf: string) {
  const all = summarizeCustomers(rows, { asOf, unit: 'week', refunds: 'net' })
  const oldest = all.reduce((most, { age }) => Math.max(most, age), 0)
  const split = new Date(Date.parse(asOf) - Math.floor(oldest / 4) * 7 * 86_400_000)
    .toISOString()
    .slice(0, 10)
  const tried = attempt(() => {
    const purchases = fitMbgNbd(all, { unit: 'week' })
    const spend = fitGammaGamma(all)
    const terms = {
      horizon: { weeks: 52 },
      discount: { rate: 0.1, per: 'year', compounding: 'periodic' },
      timing: 'at-purchase',
      weeksPerYear: 52,
      withoutSpend: 'floor',
    } as const
    const values = customerValue({ purchases, spend }, all, terms)
    const total = values.reduce((sum, value) => sum + Number(value), 0)
    return { perCustomer: total / values.length, customers: values.length }
  })
  return { split, tried }
}

/** The forecast, and how the model did on the last quarter of the time. */
function forecastSection(rows: Iterable<TransactionRow>, { asOf }: OrderOptions): Section {
  const section = { id: 'forecast', title: 'Forecast of the next twelve months' }
  const { split, tried } = forecastOf(rows, asOf)
  if (!('value' in tried))
    return {
      ...section,
      notes: [
        { say: 'Not known: {why}', words: { why: tried } },
        {
          say: 'The model (MBG/NBD) supposes that customers leave for good and buy at random until then; orders in a steady rhythm, or a group that all came at once, do not show who left. A longer time, or all customers from their first order on, would',
        },
      ],
      figures: [],
      results: {},
    }
  const held = attempt(() => {
    const holdout = summarizeHoldout(rows, {
      asOf: split,
      until: asOf,
      unit: 'week',
      refunds: 'net',
    })
    const model = fitMbgNbd(holdout.customers, { unit: 'week' })
    return holdoutTable(model, holdout)
  })
  const { perCustomer, customers } = tried.value
  return {
    ...section,
    notes: [
      'value' in held
        ? {
            say: 'On the weeks since {split} the model expected {expected} orders, and {actual} came',
            words: {
              split: { day: split },
              expected: fixed(held.value.expected, 0),
              actual: fixed(held.value.actual, 0),
            },
          }
        : { say: 'Not tried on a holdout: {why}', words: { why: held } },
    ],
    figures: [
      {
        id: 'forecast-value',
        caption: {
          say: 'Expected value a customer in 52 weeks (MBG/NBD with gamma-gamma, 10 % a year); without an interval',
        },
        columns: ['', 'value', 'customers'],
        rows: [[{ label: 'per customer' }, amount(perCustomer), { count: customers }]],
      },
    ],
    results: { perCustomer, holdout: 'value' in held ? held.value : null },
  }
}
