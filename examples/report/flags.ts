import { parseArgs } from 'node:util'
import { customerCost, tallyChurn } from 'customer-metrics'
import { InputError } from './input.js'

const OPTIONS = {
  survey: { type: 'string' },
  subscriptions: { type: 'string' },
  transactions: { type: 'string' },
  'survey-columns': { type: 'string' },
  'subscriptions-columns': { type: 'string' },
  'transactions-columns': { type: 'string' },
  'as-of': { type: 'string' },
  'time-zone': { type: 'string' },
  currency: { type: 'string' },
  'acquisition-spend': { type: 'string' },
  'retention-spend': { type: 'string' },
  help: { type: 'boolean' },
} as const

/** What was said on the command line. */
export type Flags = Partial<Record<Exclude<keyof typeof OPTIONS, 'help'>, string>> & {
  readonly help?: boolean
}

export const USAGE = `npm run report -- [options]

  --survey FILE            answers: rating, answeredOn, question (nps, csat or ces), segment?
  --subscriptions FILE     customer, startedOn, endedOn (empty while it runs)
  --transactions FILE      customer, on, amount
  --survey-columns MAP     which column fills which field: rating=Score,answeredOn=Date
  --subscriptions-columns MAP, --transactions-columns MAP
  --as-of DAY              last day whose facts are known: 2025-01-31
  --time-zone NAME         where instants become days: Europe/Berlin; UTC unless said
  --currency LABEL         a label for amounts
  --acquisition-spend AMOUNT, --retention-spend AMOUNT   what was spent in the last whole month
  --help

Files are CSV with a header, divided by commas, semicolons, tabs or bars. Without files it reports on
data that come with the project. Exit code 1: bad rows were left out; 2: nothing could be read.`

/** The flags, each of them checked before any file is read. */
export function readFlags(): Flags {
  const flags = parse()
  const day = flags['as-of']
  if (day !== undefined && !isDay(day))
    throw new InputError(`--as-of is "${day}", not a day such as 2025-01-31`)
  const timeZone = flags['time-zone']
  const window = { from: '2025-01-01', to: '2025-02-01' }
  // The library says what is wrong with a time zone or an amount.
  if (timeZone !== undefined)
    tallyChurn([{ customer: 1, startedOn: window.from }], { ...window, timeZone })
  customerCost({
    acquisitionSpend: flags['acquisition-spend'] ?? 0,
    acquired: 1,
    retentionSpend: flags['retention-spend'] ?? 0,
    retained: 1,
  })
  return flags
}

function parse(): Flags {
  try {
    return parseArgs({ options: OPTIONS }).values
  } catch (error) {
    throw new InputError((error as Error).message)
  }
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
