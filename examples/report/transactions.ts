import {
  MetricError,
  proportionInterval,
  realizedClv,
  summarizeCustomers,
  type TransactionRow,
} from 'customer-metrics'
import type { Flags } from './flags.js'
import { type Context, fixed, heading, money, percent, range, say } from './print.js'

/** What a function gives, or nothing where there is nothing to compute it from. */
function ifAny<T>(compute: () => T): T | undefined {
  try {
    return compute()
  } catch (error) {
    if (error instanceof MetricError && error.code === 'empty') return undefined
    throw error
  }
}

/** Customers, how many came back, and what they have been worth. */
export function reportTransactions(
  rows: readonly TransactionRow[],
  { asOf, timeZone }: Context,
  { currency }: Flags,
): void {
  say(heading('Customers and what they have been worth'))
  const summaries = ifAny(() =>
    summarizeCustomers(rows, { asOf, unit: 'day', refunds: 'net', timeZone }),
  )
  if (!summaries) {
    say(`  not known: nobody has bought anything by ${asOf}`)
    return
  }
  const customers = summaries.length
  const repeated = summaries.filter(({ frequency }) => frequency > 0).length
  const repeat = proportionInterval({ successes: repeated, trials: customers })
  say(`  customers: ${customers}`)
  say(`  bought again: ${percent(repeated / customers)} (95 % interval ${range(repeat, percent)})`)
  for (const months of [12, 24]) {
    const realized = ifAny(() => realizedClv(rows, { horizon: { months }, asOf, timeZone }))
    const found = realized
      ? `${money(realized.value, currency)} a customer (95 % interval ${range(realized.interval, (end) => fixed(end, 2))}; ${realized.customers} customers have had them, ${realized.excluded} not yet)`
      : 'nobody has had them yet'
    say(`  value in the first ${months} months: ${found}`)
  }
}
