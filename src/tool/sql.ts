import {
  type SqlDialect,
  summarizePurchasesSql,
  tallyChurnSql,
  tallyLivesSql,
  tallyRatingsSql,
} from 'customer-metrics/sql'
import { DIALECTS } from './dialects.js'
import { quoted } from './escape.js'
import { dayOf, type Flags } from './flags.js'
import { inputError } from './inputError.js'
import type { Calendar } from './report/days.js'

/** The statement of a tally, with its values written in. */
export function statement(flags: Flags): string {
  const [tally, ...others] = flags.tallies
  const { dialect: name, table, columns, by, to } = flags.sql
  if (tally === undefined || others.length > 0)
    throw inputError('sql takes one tally: ratings, churn, lives or purchases')
  if (table === undefined) throw inputError('--table is not given: say where the rows are')
  const dialect = DIALECTS[name] as SqlDialect
  const terms = { dialect, ...(by.length > 0 && { by }) }
  const asOf = (): string => needed('as-of', flags.asOf, calendar)
  const { timeZone, calendar } = flags
  const column = <Field extends string>(...fields: readonly Field[]): Record<Field, string> =>
    Object.fromEntries(fields.map((field) => [field, columns.get(field) ?? field])) as Record<
      Field,
      string
    >
  if (tally === 'ratings')
    return tallyRatingsSql({ table, columns: column('rating') }, { ...terms, unanswered: 'skip' })
      .literal
  if (tally === 'churn')
    return tallyChurnSql(
      { table, columns: column('customer', 'startedOn', 'endedOn') },
      {
        ...terms,
        from: needed('from', flags.from, calendar),
        to: needed('to', to, calendar),
        timeZone,
      },
    ).literal
  if (tally === 'lives')
    return tallyLivesSql(
      { table, columns: column('customer', 'startedOn', 'endedOn') },
      { ...terms, asOf: asOf(), unit: 'month', returns: 'ignore', later: 'ignore', timeZone },
    ).literal
  if (tally === 'purchases')
    return summarizePurchasesSql(
      { table, columns: column('customer', 'on', 'amount') },
      { ...terms, asOf: asOf(), purchase: 'day', refunds: 'net', timeZone },
    ).literal
  throw inputError(`sql: ${quoted(tally)} is no tally, one of ratings, churn, lives, purchases is`)
}

function needed(flag: string, given: string | undefined, calendar: Calendar): string {
  const day = dayOf(flag, given, calendar)
  if (day === undefined) throw inputError(`--${flag} is not given, not a day such as 2025-01-31`)
  return day
}
