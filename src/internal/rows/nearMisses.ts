import { type Path, refuse } from '../guard.js'
import { type RowCounter, readNow, rowCounter } from './readRows.js'

/** Other names of fields, divided by blanks and written as {@link bare} writes them. */
export type OtherNames = Readonly<Record<string, string>>

/**
 * Other names that the trade has for the optional fields of rows, written as {@link bare} writes them.
 * Each field's own name is one of them in any case and with any separators.
 */
export const OTHER_NAMES: OtherNames = {
  endedOn:
    'end ended enddate endat endedat endson endsat ending churned churnedat churnedon churndate closed closedat closedon closedate terminated terminatedat terminatedon terminationdate expired expiredat expiredon expireson expirydate validto stoppedon stopdate lefton canceled canceledat canceledon canceldate cancelat cancelled cancelledat cancelledon cancellationdate cancelationdate',
  reason:
    'cancelreason canceledreason cancellationreason cancelationreason churnreason endreason closereason lossreason reasoncode',
  currency: 'currencycode isocurrency ccy',
  changes: 'amountchanges pricechanges',
  renewedOn: 'renewed renewedat renewaldate renewdate renewalon',
  renewedAmount: 'renewalamount newamount',
  resolvedAt:
    'resolved resolvedon resolutiondate resolvedate resolutiontime solved solvedat solvedon closed closedat closedon closedate completedat completedon',
  firstReplyAt:
    'firstreply firstreplied firstrepliedat firstreplyon firstresponse firstresponseat firstresponseon firstrespondedat firstansweredat repliedat respondedat',
  reopenings: 'reopened reopenedat reopenedon reopens',
  holds: 'hold onhold onholdat heldat onholdsince onholdtime holdtime pausedat pauses',
  bot: 'isbot',
}

/** Rows whose columns are looked at: enough for every shape that a query or an export has. */
const LOOKED_AT = 100

/**
 * Visits each row, and refuses rows of which none has an optional field while a column that looks like
 * it has values: with the field absent, everybody would have stayed.
 */
export function eachRowOf<Row extends object>(
  metric: string,
  list: Path,
  rows: unknown,
  optional: readonly (keyof Row & string)[],
  visit: (row: Row, index: number) => void,
): number {
  const counter = watchedRows(metric, list, optional, visit, (count) => count)
  return readNow(metric, list, rows, counter)
}

/** A counter of such rows; `end` gets their number. */
export function watchedRows<Row extends object, Result>(
  metric: string,
  list: Path,
  optional: readonly (keyof Row & string)[],
  visit: (row: Row, index: number) => void,
  end: (count: number, rows: unknown) => Result,
  names: OtherNames = OTHER_NAMES,
): RowCounter<Result> {
  const watch = watchFields(optional, names)
  return rowCounter<Row, Result>(
    metric,
    list,
    (row, index) => {
      watch.see(row as Readonly<Record<string, unknown>>, index)
      visit(row, index)
    },
    (count, rows) => {
      const found = watch.found()
      if (!found) return end(count, rows)
      const { field, column, index, value } = found
      const expected = `absent where no row has ${field}: name the column ${field}, or leave it out`
      return refuse(metric, [...list, index, column], value, expected, 'invalid')
    },
  )
}

/** A value in a column that has another name for a field. */
interface NearMiss {
  readonly field: string
  readonly column: string
  readonly index: number
  readonly value: unknown
}

/** Looks at the columns of the first rows, and then only for fields that another column may mean. */
function watchFields(
  optional: readonly string[],
  names: OtherNames,
): {
  readonly see: (row: Readonly<Record<string, unknown>>, index: number) => void
  readonly found: () => NearMiss | undefined
} {
  const known = new Set<string>()
  const columns = new Map<string, string>()
  const misses = new Map<string, NearMiss>()
  let unseen = optional
  let seen = 0
  const see = (row: Readonly<Record<string, unknown>>, index: number): void => {
    if (unseen.length === 0) return
    if (unseen.some((field) => row[field] !== undefined))
      unseen = unseen.filter((field) => row[field] === undefined)
    // Rows of a group stand at any index.
    const at = seen++
    if (at < LOOKED_AT)
      for (const column of Object.keys(row))
        if (known.size < known.add(column).size)
          for (const field of unseen) if (isLike(column, field, names)) columns.set(field, column)
    if (at === LOOKED_AT) unseen = unseen.filter((field) => columns.has(field))
    for (const [field, column] of columns) {
      const value = row[column]
      // A flag is not the day on which it was raised.
      const isValue = value != null && value !== '' && typeof value !== 'boolean'
      if (isValue && !misses.has(field)) misses.set(field, { field, column, index, value })
    }
  }
  return { see, found: () => unseen.map((field) => misses.get(field)).find(Boolean) }
}

function isLike(column: string, field: string, names: OtherNames): boolean {
  const name = bare(column)
  return (
    column !== field && (name === bare(field) || names[field]?.split(' ').includes(name) === true)
  )
}

/** A name without case and separators. */
export function bare(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}
