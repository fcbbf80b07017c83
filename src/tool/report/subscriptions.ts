import {
  type ChurnPeriod,
  churn,
  churnByReason,
  customerCost,
  type LifeTally,
  medianLifetime,
  mergeChurn,
  type PeriodName,
  type ReasonChurn,
  type RevenuePeriod,
  type RevenueRow,
  retentionAt,
  retentionCurve,
  revenueRetention,
  tallyChurnByPeriod,
  tallyLives,
  tallyRevenueByPeriod,
} from 'customer-metrics'
import {
  churnByPeriodChart,
  churnByReasonChart,
  retentionCurveChart,
  tallyRevenueByPeriodChart,
} from 'customer-metrics/charts'
import { amount, type Cell, type Figures, fixed, range, type Section, share } from '../page.js'
import type { SubscriptionRows } from '../stores/rows.js'
import { ifAny } from './attempt.js'
import { type Calendar, type Month, wholeMonths } from './days.js'

/** Everything that subscriptions are reported from: JSON that adds up with that of other customers. */
export interface SubscriptionCounts {
  readonly asOf: string
  readonly churn: readonly ChurnPeriod[]
  readonly lives: LifeTally | null
  readonly revenue: readonly RevenuePeriod[] | null
}

/** Counts the last six whole months, and the lives of all. */
export function countSubscriptions(
  rows: SubscriptionRows,
  asOf: string,
  calendar: Calendar,
): SubscriptionCounts {
  const series = monthSeries(asOf, calendar)
  return {
    asOf,
    churn: tallyChurnByPeriod(rows, series).map(unnumbered),
    lives:
      ifAny(() => tallyLives(rows, { asOf, unit: 'month', returns: 'ignore', later: 'ignore' })) ??
      null,
    revenue: rows.hasAmounts()
      ? tallyRevenueByPeriod(rows as Iterable<RevenueRow>, { ...series, level: 'customer' }).map(
          unnumbered,
        )
      : null,
  }
}

/** The last six months that are over, of any calendar, as one series. */
export function monthSeries(
  asOf: string,
  calendar: Calendar,
): { readonly from: string; readonly to: string; readonly boundaries: readonly string[] } {
  const months = wholeMonths(asOf, 6, calendar)
  const [first, last] = [months[0] as Month, months.at(-1) as Month]
  return {
    from: first.from,
    to: last.to,
    boundaries: [...months.map(({ from }) => from), last.to],
  }
}

/** A month without its number among those of the report. */
export function unnumbered<Tally extends PeriodName>({ year: _, period: __, ...tally }: Tally) {
  return tally
}

/** What was spent, and which reasons were nobody's will. */
export interface SubscriptionOptions {
  readonly acquisitionSpend?: string | undefined
  readonly retentionSpend?: string | undefined
  readonly involuntary: readonly string[]
  readonly smallestGroup: number
}

/** Churn, revenue, retention, and winning against keeping customers. */
export function subscriptionSections(
  counts: SubscriptionCounts,
  options: SubscriptionOptions,
): Section[] {
  const opened = counts.churn.filter(({ opening, gained }) => opening + gained > 0)
  if (opened.length === 0 && !counts.lives)
    return [
      {
        id: 'churn',
        title: 'Churn',
        notes: [
          { say: 'Not known: nothing started by {asOf}', words: { asOf: { day: counts.asOf } } },
        ],
        figures: [],
        results: {},
      },
    ]
  return [
    churnSection(counts, options),
    revenueSection(counts),
    ...(counts.lives ? [retentionSection(counts.lives)] : []),
    costSection(counts, options),
  ]
}

function churnSection(
  { churn: months }: SubscriptionCounts,
  options: SubscriptionOptions,
): Section {
  const results = months.map(({ from, to, complete, ...rest }) => ({
    from,
    to,
    complete,
    result: rest.opening > 0 ? churn({ from, to, ...rest }) : null,
  }))
  const columns = ['', 'rate', '95 % interval', 'opening', 'lost', 'gained', 'back', 'closing']
  const figures: Figures[] = [
    {
      id: 'churn-months',
      caption: {
        say: 'Share of the customers of the first day who were lost in the month; Wilson interval',
      },
      columns,
      rows: months.map((tally, index): Cell[] => {
        const result = results[index]?.result ?? null
        const counted = [tally.opening, tally.lost, tally.gained, tally.reactivated, tally.closing]
        return [
          { month: tally.from, unfinished: !tally.complete },
          share(result?.rate ?? null),
          range(result?.interval ?? null, 'share'),
          ...counted.map((count) => ({ count })),
        ]
      }),
      picture: (picture) => churnByPeriodChart(results, picture),
    },
  ]
  const hasReasons = months.some(({ lostByReason }) => lostByReason !== undefined)
  const reasons = hasReasons ? reasonsOf(months, options) : undefined
  if (reasons) figures.push(reasons.figures)
  return {
    id: 'churn',
    title: 'Churn by month, of the customers when it opened',
    notes: hasReasons
      ? []
      : [{ say: 'No reasons: the file has none; --columns reason=… names their column' }],
    figures,
    results: { churn: results, ...(reasons && { reasons: reasons.result }) },
  }
}

function reasonsOf(
  months: readonly ChurnPeriod[],
  { involuntary, smallestGroup }: SubscriptionOptions,
): { readonly figures: Figures; readonly result: unknown } | undefined {
  const last = months.at(-1) as ChurnPeriod
  const { complete: _, ...tally } = last
  const result = ifAny(() => churnByReason(tally, { involuntary }))
  if (!result) return undefined
  const isSmall = (lost: number): boolean => lost < smallestGroup
  const row = (name: Cell, part: ReasonChurn | null): Cell[] => [
    name,
    share(part?.rate ?? null),
    range(part?.interval ?? null, 'share'),
    part ? { count: part.lost } : { text: '–' },
  ]
  const small = result.reasons.filter(({ lost }) => isSmall(lost))
  return {
    result: { ...result, reasons: result.reasons.filter(({ lost }) => !isSmall(lost)) },
    figures: {
      id: 'churn-reasons',
      caption: {
        say: 'Churn by reason in {month}, as shares of the customers of its first day; Wilson interval',
        words: { month: { month: last.from, unfinished: false } },
      },
      columns: ['', 'rate', '95 % interval', 'lost'],
      rows: [
        row({ label: 'by their own will' }, result.voluntary),
        row({ label: 'not by their own will' }, result.involuntary),
        row({ label: 'not known' }, result.unknown),
        ...result.reasons
          .filter(({ lost }) => !isSmall(lost))
          .map((each) => row({ text: each.reason }, each)),
        ...(small.length > 0
          ? [
              [
                { label: 'held back' },
                { text: '' },
                { label: 'fewer than {n}', values: { n: { count: smallestGroup } } },
                { text: '' },
              ] as Cell[],
            ]
          : []),
      ],
      ...(small.length === 0 && { picture: (picture) => churnByReasonChart(result, picture) }),
    },
  }
}

function revenueSection({ revenue }: SubscriptionCounts): Section {
  const section = { id: 'revenue', title: 'Monthly recurring revenue' }
  if (!revenue)
    return {
      ...section,
      notes: [
        {
          say: 'Not known: the file has no amount of each month; --columns amount=… names its column',
        },
      ],
      figures: [],
      results: {},
    }
  const retained = revenue.map(({ complete: _, ...tally }) => ifAny(() => revenueRetention(tally)))
  const movements = [
    'opening',
    'new',
    'expansion',
    'contraction',
    'churned',
    'reactivation',
    'closing',
  ] as const
  return {
    ...section,
    notes: [{ say: 'Amounts are taken for those of a month, while the subscription runs' }],
    figures: [
      {
        id: 'revenue-months',
        caption: {
          say: 'Movements of recurring revenue by month, by customer; sums, which have no interval',
        },
        columns: ['', ...movements],
        rows: revenue.map((tally): Cell[] => [
          { month: tally.from, unfinished: !tally.complete },
          ...movements.map((key) => amount(tally[key])),
        ]),
        picture: (picture) => tallyRevenueByPeriodChart(revenue, picture),
      },
      {
        id: 'revenue-retention',
        caption: {
          say: 'Revenue retention of the month, gross and net, and quick ratio (new and expansion by lost)',
        },
        columns: ['', 'gross retention', 'net retention', 'quick ratio'],
        rows: revenue.map((tally, index): Cell[] => [
          { month: tally.from, unfinished: !tally.complete },
          share(retained[index]?.grossRetention ?? null),
          share(retained[index]?.netRetention ?? null),
          fixed(retained[index]?.quickRatio ?? null, 2),
        ]),
      },
    ],
    results: { revenue, retention: retained.map((each) => each ?? null) },
  }
}

function retentionSection(lives: LifeTally): Section {
  const curve = retentionCurve(lives)
  const ages = [1, 3, 6, 12, 18, 24].map((age) => retentionAt(curve, { age }))
  const { median, interval } = medianLifetime(curve)
  return {
    id: 'retention',
    title: 'Retention by months since the start',
    notes: [],
    figures: [
      {
        id: 'retention-ages',
        caption: { say: 'Kaplan–Meier, up to the first loss; log-log interval' },
        columns: ['month', 'retained', '95 % interval', 'observed'],
        rows: ages.map(({ age, rate, interval: ends, atRisk }): Cell[] => [
          { count: age },
          rate === null ? { label: 'not yet known' } : share(rate),
          range(ends, 'share'),
          { count: atRisk },
        ]),
        picture: (picture) => retentionCurveChart(curve, picture),
      },
      {
        id: 'retention-median',
        caption: { say: 'Median lifetime: the first month beyond which at most half stay' },
        columns: ['', 'months', '95 % interval'],
        rows: [
          [
            { label: 'median lifetime' },
            median === null ? { label: 'not yet known' } : { count: median },
            range(interval, 'number', 0),
          ],
        ],
      },
    ],
    results: { curve, median: { median, interval } },
  }
}

function costSection(
  { churn: months }: SubscriptionCounts,
  { acquisitionSpend, retentionSpend }: SubscriptionOptions,
): Section {
  const section = { id: 'winning', title: 'Winning against keeping customers' }
  if (acquisitionSpend === undefined || retentionSpend === undefined)
    return {
      ...section,
      notes: [
        {
          say: 'Not known: say what was spent in the last whole month with --acquisition-spend and --retention-spend',
        },
      ],
      figures: [],
      results: {},
    }
  const { gained, reactivated, opening, lost, from } = mergeChurn([months.at(-1) as ChurnPeriod])
  const cost = customerCost({
    acquisitionSpend,
    acquired: gained + reactivated,
    retentionSpend,
    retained: opening - lost,
  })
  return {
    ...section,
    notes: [],
    figures: [
      {
        id: 'winning-keeping',
        caption: {
          say: 'Spend in {month} by customers won or won back, and by customers kept',
          words: { month: { month: from, unfinished: false } },
        },
        columns: ['', 'cost', 'customers'],
        rows: [
          [{ label: 'per customer won' }, amount(cost.perAcquired), { count: cost.acquired }],
          [{ label: 'per customer kept' }, amount(cost.perRetained), { count: cost.retained }],
          [
            { label: 'winning by keeping' },
            fixed(cost.ratio === null ? null : Number(cost.ratio), 1),
            { text: '' },
          ],
        ],
      },
    ],
    results: { cost },
  }
}
