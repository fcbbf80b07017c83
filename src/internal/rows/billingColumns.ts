import { type Path, refuse } from '../guard.js'
import type { ReadDay } from '../time/days.js'
import { statusOf } from './billingStatuses.js'
import { bare } from './nearMisses.js'

/** What a column of a billing system says that decides whether a row counts. */
type Fact = 'status' | 'trial' | 'pause' | 'pauses' | 'deduction'

/** The columns that are looked for, written as {@link bare} writes them. */
const COLUMNS: Readonly<Record<Fact, readonly string[]>> = {
  status: ['status', 'subscriptionstatus'],
  trial:
    'trialuntil trialend trialends trialendson trialendsat trialendedon trialendedat trialenddate'.split(
      ' ',
    ),
  pause: 'pausedfrom pausedon pausedat pausestart pausestartedon pausestartedat'.split(' '),
  pauses: ['pauses'],
  deduction: ['discount', 'discounts', 'usage'],
}

/** States in which vendors do not agree that a subscription counts. */
const UNDECIDED: readonly unknown[] = ['trial', 'paused', 'past-due']

/** Rows whose columns are looked at, as for names that look like a field. */
const LOOKED_AT = 100

const ROWS: Path = ['rows']

/** What a row says, and how it is read, for the refusal. */
const READ_FIRST =
  'what this function counts: let readSubscriptions read the rows, whose policies say what counts, or leave the column out'

/**
 * Looks for trials, pauses and late payments in rows that are about to be counted in full, and refuses
 * the first. Rows whose trial was over when they began, or that have none, are counted. Amounts are
 * also looked at for discounts and usage beside them.
 */
export function billingWatch(
  metric: string,
  readDay: ReadDay,
  counted: 'time' | 'amounts',
): (row: object, index: number, start: number, end: number) => void {
  const known = new Set<string>()
  const columns: (readonly [column: string, fact: Fact])[] = []
  let seen = 0
  return (row, index, start, end) => {
    if (seen < LOOKED_AT) {
      seen++
      for (const column of Object.keys(row))
        if (known.size < known.add(column).size) {
          const fact = factOf(column)
          if (fact && (fact !== 'deduction' || counted === 'amounts')) columns.push([column, fact])
        }
    }
    for (const [column, fact] of columns) {
      const value = (row as Readonly<Record<string, unknown>>)[column]
      if (holds(fact, value, readDay, start, end))
        refuse(metric, [...ROWS, index, column], value, READ_FIRST, 'invalid')
    }
  }
}

function factOf(column: string): Fact | undefined {
  const name = bare(column)
  return (Object.keys(COLUMNS) as Fact[]).find((fact) => COLUMNS[fact].includes(name))
}

/** Whether a value says that part of the time of a row may not count, or part of its amount. */
function holds(fact: Fact, value: unknown, readDay: ReadDay, start: number, end: number): boolean {
  if (value == null || value === '' || value === false) return false
  if (fact === 'status') return typeof value === 'string' && UNDECIDED.includes(statusOf(value))
  if (fact === 'trial') return !(readDay(value) <= start)
  if (fact === 'pause') return !(readDay(value) >= end)
  // An empty list, or an amount of nothing, takes off nothing.
  if (typeof value === 'object') return Object.keys(value).length > 0
  return typeof value === 'number' || typeof value === 'string' ? Number(value) !== 0 : false
}
