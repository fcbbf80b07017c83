import {
  check,
  checkSome,
  checkWhole,
  type Fields,
  type Path,
  readFields,
} from '../internal/guard.js'
import {
  addSum,
  type DecimalInput,
  type ExactSum,
  emptySum,
  sumAmount,
} from '../internal/money/decimal.js'
import { compareSums, readCurrency, readSum } from '../internal/money/exactSums.js'
import { idReader } from '../internal/rows/customers.js'
import { watchedRows } from '../internal/rows/nearMisses.js'
import { type RowCounter, type RowStream, readRows } from '../internal/rows/readRows.js'
import { formatDay } from '../internal/time/dayNumber.js'
import {
  checkDay,
  checkEdge,
  checkWindow,
  type DateInput,
  dayReader,
  readEnd,
} from '../internal/time/days.js'
import type { CustomerId } from '../subscriptions.js'
import type { ChurnWindow } from './tallyChurn.js'

/** One term of a contract. A contract that was renewed twice has three rows. */
export interface ContractRow {
  /** The customer of the contract. */
  readonly customer: CustomerId
  /** First day after the term: when it ends unless it is renewed. */
  readonly dueOn: DateInput
  /** Day of the renewal, early or late; `null` or absent where the contract was not renewed. */
  readonly renewedOn?: DateInput | null
  /** Amount of the term per period, at least 0. */
  readonly amount?: DecimalInput
  /**
   * Amount of the next term per period, at least 0; required with `amount` for a renewed contract.
   */
  readonly renewedAmount?: DecimalInput
  /** Currency of the amounts, to be checked: all rows of a call must have the same. */
  readonly currency?: string
}

/** Which contracts are counted, and until when they may be renewed. */
export interface RenewalWindow extends Omit<ChurnWindow, 'level'> {
  /** Last day whose facts are known, itself included. */
  readonly asOf: DateInput
  /**
   * Days after the term in which a renewal still counts. With 0 it must come by the due day. In
   * practice the number is between 0 and 90.
   */
  readonly graceDays: number
}

/** The fields that are read; another one is refused. */
const RENEWAL_WINDOW: Fields<RenewalWindow> = { asOf: 1, graceDays: 1, from: 1, to: 1, timeZone: 0 }

/** Contracts due for renewal within a window. */
export interface RenewalTally {
  /** First day of the window. */
  readonly from: string
  /** First day after the window. */
  readonly to: string
  /** Days after the term in which a renewal counts. */
  readonly graceDays: number
  /** Contracts whose term ended within the window and whose days of grace are over. */
  readonly due: number
  /** Of `due`, those that were renewed in time. */
  readonly renewed: number
  /** Contracts whose term ends within the window, and which may still be renewed. */
  readonly pending: number
  /** Amount of the terms of `due`; absent where the rows have no amounts. */
  readonly dueAmount?: string
  /**
   * Of `dueAmount`, the part kept: for each renewed contract the new amount, at most the old one.
   */
  readonly keptAmount?: string
  /** New amount of the renewed contracts. */
  readonly renewedAmount?: string
}

/** Running sums of amounts. */
interface Amounts {
  readonly due: ExactSum
  readonly kept: ExactSum
  readonly renewed: ExactSum
}

const OPTIONAL = ['renewedOn', 'amount', 'renewedAmount', 'currency'] as const

/**
 * Counts the contracts due for renewal within a window, and those that were renewed.
 *
 * Only contracts that can end are counted: a three-year contract is in the window in which its term
 * ends, and in no other. A contract counts once its days of grace are over, renewed or not, so
 * early renewals do not raise the rate before the other contracts are known.
 *
 * @param rows - Terms of contracts, each once.
 * @param window - The window of the due days, the last known day, days of grace, and time zone.
 * @returns The counts and, where the rows have amounts, the sums.
 * @throws {@link MetricError} `empty` without rows; `invalid` for a malformed row, date or amount;
 * `out-of-range` for a negative amount, or a window of no days; `mismatch` where some rows have
 * amounts and some have none.
 *
 * @example
 * ```ts
 * const terms = [
 *   { customer: 'a', dueOn: '2025-01-10', renewedOn: '2024-12-20', amount: 100, renewedAmount: 120 },
 *   { customer: 'b', dueOn: '2025-01-20', amount: 300 },
 *   { customer: 'c', dueOn: '2027-01-20', amount: 500 },
 * ]
 * tallyRenewals(terms, { from: '2025-01-01', to: '2025-02-01', asOf: '2025-06-30', graceDays: 30 })
 * // => { due: 2, renewed: 1, pending: 0, dueAmount: '400', keptAmount: '100', renewedAmount: '120', … }
 * ```
 */
export function tallyRenewals(rows: Iterable<ContractRow>, window: RenewalWindow): RenewalTally
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function tallyRenewals(
  rows: RowStream<ContractRow>,
  window: RenewalWindow,
): Promise<RenewalTally>
export function tallyRenewals(
  rows: Iterable<ContractRow> | RowStream<ContractRow>,
  window: RenewalWindow,
): RenewalTally | Promise<RenewalTally> {
  const metric = 'tallyRenewals'
  return readRows(metric, ['rows'], rows, () => renewalCounter(metric, window))
}

function renewalCounter(metric: string, window: RenewalWindow): RowCounter<RenewalTally> {
  const given = readFields<RenewalWindow>(metric, ['window'], window, RENEWAL_WINDOW, [])
  const readDay = dayReader(metric, given.timeZone)
  const { from, to } = checkWindow(metric, [], given, readDay)
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  const graceDays = checkWhole(metric, ['graceDays'], given.graceDays, 0, 366)
  const counts = { due: 0, renewed: 0, pending: 0 }
  const amounts: Amounts = { due: emptySum(), kept: emptySum(), renewed: emptySum() }
  const known: { currency: string | undefined; first?: number } = { currency: undefined }
  let hasAmounts: boolean | undefined
  const list: Path = ['rows']
  const readId = idReader(metric)
  const visit = (row: ContractRow, index: number): void => {
    const path: Path = ['rows', index]
    readId(row.customer, list, index)
    const due = checkDay(metric, [...path, 'dueOn'], row.dueOn, readDay)
    const renewed = readEnd(row.renewedOn, readDay)
    if (Number.isNaN(renewed)) checkDay(metric, [...path, 'renewedOn'], row.renewedOn, readDay)
    const { currency } = row
    if (hasAmounts === undefined || currency !== known.currency)
      readCurrency(metric, index, currency, known)
    hasAmounts ??= row.amount !== undefined
    const agrees = hasAmounts === (row.amount !== undefined)
    const expected = hasAmounts ? 'an amount' : 'undefined'
    check(
      metric,
      [...path, 'amount'],
      row.amount,
      agrees,
      `${expected} as in rows[${known.first}]`,
      'mismatch',
    )
    const isRenewed = renewed <= due + graceDays
    const amount = hasAmounts ? readSum(metric, [...path, 'amount'], row.amount) : emptySum()
    const next =
      hasAmounts && isRenewed
        ? readSum(metric, [...path, 'renewedAmount'], row.renewedAmount)
        : emptySum()
    if (due < from || due >= to) return
    if (due + graceDays > asOf) counts.pending++
    else {
      counts.due++
      if (isRenewed) counts.renewed++
      addSum(amounts.due, amount)
      addSum(amounts.renewed, next)
      addSum(amounts.kept, compareSums(amount, next) < 0 ? amount : next)
    }
  }
  return watchedRows(metric, list, OPTIONAL, visit, (count, rows) => {
    checkSome(metric, ['rows'], rows, count, 'row')
    const head = { from: formatDay(from), to: formatDay(to), graceDays, ...counts }
    if (!hasAmounts) return head
    return {
      ...head,
      dueAmount: sumAmount(metric, ['dueAmount'], amounts.due),
      keptAmount: sumAmount(metric, ['keptAmount'], amounts.kept),
      renewedAmount: sumAmount(metric, ['renewedAmount'], amounts.renewed),
    }
  })
}
