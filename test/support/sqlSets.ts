import type {
  ChurnWindow,
  ExchangeRates,
  ExchangeWindow,
  InBoundaries,
  LatestAnswersOptions,
  LifecycleOptions,
  LifeOptions,
  RealizedClvOptions,
  RenewalWindow,
  RevenueSeriesWindow,
  SeriesWindow,
  SummarizeOptions,
  SummarizePurchasesOptions,
  TallyTimesOptions,
} from 'customer-metrics'
import type { CohortTableSqlOptions, SqlPeriodGroup } from 'customer-metrics/sql'

/** Groups beside that of the case, and the time zone of instants. */
export interface GroupSet {
  readonly by: readonly (string | SqlPeriodGroup)[]
  readonly timeZone?: string
}

/** How contacts are counted, beside the customers there are. */
type ContactSet = Pick<ChurnWindow, 'from' | 'to' | 'timeZone'>

/** How latest answers are chosen, and the column of their days. */
type LatestSet = LatestAnswersOptions & { readonly is: 'day' | 'instant' }

/** What of a table of cohorts is counted. */
type CohortSet =
  | Omit<CohortTableSqlOptions, 'dialect' | 'by'>
  | Omit<InBoundaries<CohortTableSqlOptions>, 'dialect' | 'by'>

const WEEK_DAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const
const LEVELS = ['customer', 'subscription'] as const
const AS_OFS = ['2024-02-29', '2024-06-30', '2025-12-31'] as const

/** Groups by a column of text and by the periods of a column of days. */
function groupSets(text: string, isInstant: boolean): GroupSet[] {
  const of = (
    every: SqlPeriodGroup['every'],
    rest: Partial<SqlPeriodGroup> = {},
  ): SqlPeriodGroup => ({
    column: 'day',
    every,
    ...(every === 'week' && { weekStartsOn: 'monday' }),
    ...rest,
  })
  const alone = UNITS.map((every) => ({ by: [of(every)] }))
  const weeks = WEEK_DAYS.slice(1).map((weekStartsOn) => ({ by: [of('week', { weekStartsOn })] }))
  const both = UNITS.map((every) => ({ by: [text, of(every)] }))
  const zones = isInstant ? ['UTC', 'Asia/Tokyo', 'America/St_Johns'] : []
  return [
    { by: [] },
    { by: [text] },
    ...alone,
    ...weeks,
    ...both,
    { by: [of('month'), text] },
    { by: [of('week', { weekStartsOn: 'sunday' }), text] },
    ...zones.map((timeZone) => ({
      by: [of('month', { column: 'instant', is: 'instant' })],
      timeZone,
    })),
  ]
}

const WINDOWS = [
  { from: '2024-01-01', to: '2024-02-01' },
  { from: '2024-02-01', to: '2024-03-01' },
  { from: '2024-02-29', to: '2024-03-01' },
  { from: '2024-03-01', to: '2024-04-01' },
  { from: '2024-01-31', to: '2024-12-31' },
  { from: '2023-01-01', to: '2023-02-01' },
  { from: '2024-01-01', to: '2025-01-01' },
  { from: '2024-06-30', to: '2024-07-31' },
  { from: '2026-01-01', to: '2027-01-01' },
  { from: '2023-12-31', to: '2024-01-31' },
] as const

const NRF = {
  weeks: '4-5-4',
  yearEndsIn: 1,
  yearEndsOn: 'saturday',
  yearEnd: 'nearest',
} as const

const UNEVEN = [
  '2023-01-01',
  '2024-01-01',
  '2024-01-31',
  '2024-02-29',
  '2024-03-01',
  '2024-07-04',
  '2025-01-01',
  '2026-01-01',
]

/** Windows and the periods that divide them, of every calendar, apart and rolling. */
const SERIES = [
  { every: 'month', from: '2024-01-01', to: '2025-01-01' },
  { every: 'month', from: '2024-01-15', to: '2025-01-20', asOf: '2024-10-09' },
  { every: 'month', from: '2024-02-01', to: '2024-05-01' },
  { every: 'quarter', from: '2023-10-01', to: '2025-04-01' },
  { every: 'quarter', from: '2024-02-10', to: '2024-11-11' },
  { every: 'year', from: '2023-01-01', to: '2026-01-01' },
  { every: 'year', from: '2024-02-29', to: '2025-03-01', asOf: '2025-02-28' },
  { every: 'week', weekStartsOn: 'monday', from: '2024-01-01', to: '2024-07-01' },
  { every: 'week', weekStartsOn: 'sunday', from: '2024-01-03', to: '2024-03-01' },
  {
    every: 'week',
    weekStartsOn: 'saturday',
    from: '2023-12-01',
    to: '2025-01-01',
    asOf: '2024-12-31',
  },
  { every: 'day', from: '2024-02-20', to: '2024-03-10' },
  { every: 'day', from: '2024-01-28', to: '2024-02-03' },
  { every: 'month', rolling: 3, from: '2024-01-01', to: '2025-01-01' },
  { every: 'month', rolling: 2, from: '2024-01-15', to: '2024-09-20', asOf: '2024-08-09' },
  { every: 'month', rolling: 12, from: '2024-11-01', to: '2025-02-01' },
  { every: 'day', rolling: 30, from: '2024-02-20', to: '2024-03-10' },
  { every: 'week', weekStartsOn: 'friday', rolling: 4, from: '2024-01-05', to: '2024-06-01' },
  { every: 'quarter', rolling: 4, from: '2024-01-01', to: '2025-04-01' },
  { every: 'year', rolling: 2, from: '2024-01-01', to: '2026-01-01' },
  { every: 'month', calendar: 'persian', from: '2024-03-20', to: '2025-03-21' },
  { every: 'month', calendar: 'persian', rolling: 3, from: '1402/11/01', to: '1403/12/01' },
  { every: 'year', calendar: 'persian', from: '1402/01/01', to: '1405/01/01' },
  { every: 'day', calendar: 'persian', from: '2024-02-27', to: '2024-03-03' },
  { every: 'quarter', calendar: { fiscalYearStartsIn: 2 }, from: '2023-11-01', to: '2025-02-10' },
  {
    every: 'year',
    calendar: { fiscalYearStartsIn: 4, namedBy: 'end' },
    from: '2023-04-01',
    to: '2025-04-01',
  },
  { every: 'year', calendar: 'iso-week', from: '2023-01-02', to: '2025-12-29' },
  { every: 'week', calendar: 'iso-week', from: '2023-12-25', to: '2024-03-04' },
  { every: 'month', calendar: NRF, from: '2023-12-31', to: '2025-03-02' },
  {
    every: 'quarter',
    calendar: { ...NRF, weeks: '4-4-5', namedBy: 'end' },
    rolling: 2,
    from: '2024-02-04',
    to: '2025-02-02',
  },
  { boundaries: UNEVEN, from: '2024-01-01', to: '2025-01-01' },
  { boundaries: UNEVEN, from: '2024-01-15', to: '2025-06-01', asOf: '2025-02-28' },
  { boundaries: UNEVEN, rolling: 2, from: '2024-01-01', to: '2024-07-04' },
] as const

/** At one level after the other; where windows are consecutive months or weeks, at both. */
const LEVELLED = SERIES.flatMap((window, at) =>
  LEVELS.filter((_, level) => at < 8 || at % 2 === level).map((level) => ({ ...window, level })),
)

const RATES: readonly ExchangeRates[] = [
  {
    currency: 'EUR',
    opening: { USD: '0.9213', JPY: '0.00617' },
    closing: { USD: '0.95', JPY: '0.006' },
  },
  {
    currency: 'USD',
    opening: { EUR: 1.0854, JPY: 0.0067 },
    closing: { EUR: '1.08', JPY: '0.007' },
  },
  { currency: 'JPY', opening: { EUR: 162, USD: '149.5' }, closing: { EUR: 158n, USD: '149.5' } },
]

const RETURNS = ['ignore', 'bridge', 'separate'] as const
const HORIZONS = [
  { days: 1 },
  { days: 30 },
  { weeks: 2 },
  { weeks: 1, days: 3 },
  { months: 1 },
  { months: 2 },
  { months: 3, days: 5 },
  { months: 12 },
  { years: 1 },
  { years: 1, months: 1, weeks: 1, days: 1 },
] as const

/** Periods in which customers are active, of other calendars; `from` only where these need it. */
const ACTIVE = [
  { every: 'month', calendar: 'persian', asOf: '2024-06-30' },
  { every: 'quarter', calendar: 'persian', asOf: '2025-12-31', from: '1402/10/01', multiple: 2 },
  { every: 'year', calendar: 'persian', asOf: '2024-06-30', from: '1402/11/11' },
  { every: 'week', calendar: 'persian', asOf: '2024-02-29', weekStartsOn: 'saturday' },
  { every: 'quarter', calendar: { fiscalYearStartsIn: 2 }, asOf: '2025-12-31' },
  { every: 'year', calendar: { fiscalYearStartsIn: 7, namedBy: 'end' }, asOf: '2024-06-30' },
  { every: 'week', calendar: 'iso-week', asOf: '2024-06-30', from: '2024-01-10' },
  { every: 'year', calendar: 'iso-week', asOf: '2025-12-27', from: '2024-01-01' },
  { every: 'month', calendar: NRF, asOf: '2025-03-01', from: '2024-02-29' },
  {
    every: 'quarter',
    calendar: { ...NRF, weeks: '5-4-4' },
    asOf: '2025-03-01',
    from: '2023-12-31',
    multiple: 2,
  },
  { boundaries: UNEVEN, asOf: '2024-06-30' },
  { boundaries: UNEVEN, asOf: '2025-12-30', from: '2024-02-29' },
] as const

const churn: readonly ChurnWindow[] = WINDOWS.flatMap((window) =>
  LEVELS.map((level) => ({ ...window, level })),
)

const churnSeries: readonly (SeriesWindow | InBoundaries<SeriesWindow>)[] = LEVELLED

const revenue: readonly ExchangeWindow[] = WINDOWS.flatMap((window) =>
  LEVELS.map((level) => ({ ...window, level })),
)

const exchanged: readonly ExchangeWindow[] = RATES.flatMap((rates, at) =>
  WINDOWS.filter((_, window) => window % 3 === at || window === 4).flatMap((window) =>
    LEVELS.map((level) => ({ ...window, level, rates })),
  ),
)

const revenueSeries: readonly (RevenueSeriesWindow | InBoundaries<RevenueSeriesWindow>)[] = LEVELLED

const renewals: readonly RenewalWindow[] = WINDOWS.flatMap((window, at) => [
  { ...window, asOf: '2024-06-30', graceDays: [0, 7, 30, 90, 366][at % 5] as number },
  { ...window, asOf: '2025-12-31', graceDays: [1, 0, 29, 31, 60][at % 5] as number },
])

const lives: readonly LifeOptions[] = UNITS.flatMap((unit, at) => [
  { unit, asOf: '2024-12-31', later: 'ignore', returns: RETURNS[at % 3] as 'ignore' },
  { unit, asOf: '2024-02-29', later: 'ignore', returns: RETURNS[(at + 1) % 3] as 'ignore' },
  {
    unit,
    asOf: '2024-06-30',
    later: 'ignore',
    returns: RETURNS[(at + 2) % 3] as 'ignore',
    knownFrom: '2024-01-31',
  },
  {
    unit,
    asOf: '2025-03-01',
    later: 'ignore',
    returns: RETURNS[at % 3] as 'ignore',
    knownFrom: '2024-03-01',
  },
])

const latest: readonly LatestSet[] = [
  ...[
    { asOf: '2024-06-30' },
    { asOf: '2024-02-29', from: '2024-01-31' },
    { asOf: '2025-12-31' },
    { asOf: '2024-12-31', from: '2024-12-31' },
    { asOf: '2024-01-01' },
    { asOf: '2024-03-31', from: '2024-02-29' },
  ].flatMap((window) =>
    (['day', 'instant'] as const).map((is) => ({ ...window, is, timeZone: 'UTC' })),
  ),
  ...['Asia/Tokyo', 'America/Sao_Paulo', 'Asia/Kathmandu', 'America/St_Johns'].flatMap(
    (timeZone) => [
      { asOf: '2024-07-15', is: 'instant' as const, timeZone },
      { asOf: '2024-02-29', from: '2024-01-31', is: 'instant' as const, timeZone },
    ],
  ),
]

const times: readonly TallyTimesOptions[] = [
  '2024-02-29T12:00:00Z',
  '2024-06-30T23:59:59.999Z',
  '2025-12-31T00:00:00Z',
].flatMap((asOf) =>
  (['second', 'minute', 'hour', 'day'] as const).flatMap((unit) => [
    { asOf, unit, clock: 'calendar' as const, measure: 'resolution' as const, reopened: 'first' },
    { asOf, unit, clock: 'calendar' as const, measure: 'first-reply' as const },
  ]),
) as TallyTimesOptions[]

const contacts: readonly ContactSet[] = ['UTC', 'Asia/Tokyo', 'America/St_Johns'].flatMap(
  (timeZone, zone) =>
    WINDOWS.filter((_, at) => zone === 0 || at % 2 === zone - 1).map((window) => ({
      ...window,
      timeZone,
    })),
)

const summaries: readonly SummarizeOptions[] = UNITS.flatMap((unit, at) => [
  { unit, asOf: AS_OFS[at % 3] as string },
  { unit, asOf: AS_OFS[(at + 1) % 3] as string, from: '2024-01-31' },
  { unit, asOf: AS_OFS[(at + 2) % 3] as string, merge: 'period', weekStartsOn: 'monday' },
  {
    unit,
    asOf: AS_OFS[at % 3] as string,
    from: '2023-12-15',
    merge: 'period',
    weekStartsOn: 'sunday',
  },
])

const purchases: readonly SummarizePurchasesOptions[] = [
  ...AS_OFS,
  '2024-01-30',
  '2024-12-31',
].flatMap((asOf) =>
  (['transaction', 'day'] as const).flatMap((purchase) =>
    (['ignore', 'net'] as const).map((refunds) => ({ asOf, purchase, refunds })),
  ),
)

const lifecycles: readonly (LifecycleOptions | InBoundaries<LifecycleOptions>)[] = [
  ...UNITS.flatMap((every, at) => [
    { every, asOf: AS_OFS[at % 3] as string, later: 'ignore', weekStartsOn: 'monday' } as const,
    {
      every,
      asOf: AS_OFS[(at + 1) % 3] as string,
      later: 'ignore',
      from: '2024-02-10',
      weekStartsOn: 'sunday',
      interval: 'jeffreys',
    } as const,
    {
      every,
      asOf: AS_OFS[(at + 2) % 3] as string,
      later: 'ignore',
      multiple: 2,
      from: '2024-01-20',
      weekStartsOn: 'saturday',
    } as const,
    {
      every,
      asOf: AS_OFS[at % 3] as string,
      later: 'ignore',
      multiple: 3,
      from: '2024-02-29',
      weekStartsOn: 'friday',
      confidence: 0.9,
    } as const,
  ]),
  ...ACTIVE.map((periods) => ({ ...periods, later: 'ignore' as const })),
]

const realized: readonly RealizedClvOptions[] = HORIZONS.flatMap((horizon, at) => [
  { horizon, asOf: AS_OFS[at % 3] as string, margin: at % 2 ? 0.35 : 1 },
  { horizon, asOf: AS_OFS[(at + 1) % 3] as string, confidence: 0.9, margin: -0.5 },
])

/** Tables of days are as wide as the years are long: a few columns say the same. */
function narrow<Options extends { every?: unknown; brackets?: unknown }>(
  options: Options,
): Options {
  return options.every === 'day' && !options.brackets ? { ...options, periods: 8 } : options
}

const cohorts: readonly CohortSet[] = [
  ...UNITS.flatMap((every, at) => {
    const common = { later: 'ignore', weekStartsOn: 'monday' } as const
    const [clock, other] =
      at % 2 ? (['elapsed', 'calendar'] as const) : (['calendar', 'elapsed'] as const)
    const asOf = AS_OFS[at % 3] as string
    const sets: CohortSet[] = [
      { ...common, every, asOf, clock, measure: 'on', cohort: 'first' },
      {
        ...common,
        every,
        asOf: '2024-06-30',
        clock: other,
        measure: 'on-or-after',
        cohort: 'first',
        until: 12,
        periods: 5,
      },
      {
        ...common,
        every,
        asOf: '2024-12-31',
        clock,
        measure: 'on',
        cohort: 'any',
        minimum: 2,
        from: '2024-01-31',
      },
      {
        ...common,
        every,
        asOf: '2024-12-31',
        clock: other,
        measure: 'on',
        cohort: 'any',
        multiple: 2,
        from: '2024-02-29',
      },
      { ...common, every, asOf, clock, measure: 'on-or-after', cohort: 'any', minimum: 2 },
      {
        ...common,
        every,
        asOf: '2025-03-01',
        clock: other,
        measure: 'on',
        cohort: 'first',
        brackets: [
          [1, 2],
          [4, 9],
          [10, 30],
        ],
        minimum: 2,
      },
      {
        ...common,
        every,
        asOf: '2025-03-01',
        clock,
        measure: 'on-or-after',
        cohort: 'first',
        brackets: [
          [0, 2],
          [5, 7],
        ],
        minimum: 2,
        until: 9,
      },
      {
        ...common,
        every,
        asOf: '2025-03-01',
        clock: other,
        measure: 'on-or-after',
        cohort: 'any',
        brackets: [
          [1, 1],
          [3, 4],
        ],
        multiple: 3,
        from: '2023-12-31',
      },
    ]
    return sets.map(narrow)
  }),
  ...ACTIVE.flatMap((periods, at): CohortSet[] => [
    {
      ...periods,
      later: 'ignore',
      clock: at === 4 ? 'elapsed' : 'calendar',
      measure: at % 2 ? 'on' : 'on-or-after',
      cohort: at % 3 ? 'first' : 'any',
    },
  ]),
]

/** Each statement's sets, by its name. */
export const SQL_SETS = {
  cohortTableSql: cohorts,
  costByChannelSql: groupSets('region', false),
  latestAnswersSql: latest,
  lifecycleSql: lifecycles,
  realizedClvSql: realized,
  summarizeCustomersSql: summaries,
  summarizePurchasesSql: purchases,
  tallyChurnByPeriodSql: churnSeries,
  tallyChurnSql: churn,
  tallyContactsSql: contacts,
  tallyLivesSql: lives,
  tallyRatingsSql: groupSets('customer', true),
  tallyRenewalsSql: renewals,
  tallyRevenueByPeriodSql: revenueSeries,
  tallyRevenueSql: [...revenue, ...exchanged],
  tallySegmentMovesSql: groupSets('region', false),
  tallyTimesSql: times,
  tallyWeightedRatingsSql: groupSets('customer', true),
} as const
