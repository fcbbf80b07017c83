import { check, checkSome } from '../../../internal/guard.js'
import { eachSummary, isColumns, type SummaryRow } from '../../summaries/summaryColumns.js'
import type { Prediction } from '../predict.js'

/** A history, how many customers have it, and where the first of them stands. */
interface BaseHistory {
  readonly x: number
  readonly recency: number
  readonly age: number
  readonly spend: number
  readonly factor: number
  readonly index: number
  weight: number
}

/** The customers of a forecast, equal histories counted, in an order of their own. */
export interface CustomerBase {
  readonly histories: readonly BaseHistory[]
  readonly customers: number
}

/** What is expected of one customer. */
export type Expected = (x: number, recency: number, age: number, spend: number) => number

/**
 * The customers of a forecast: one, many, columns of them, or a new one. Their order in the rows says
 * nothing, so that no sum and no draw may depend on it.
 */
export function readBase(
  { metric, kind, withSpend = 'without-spend', checkMean, factor }: Prediction,
  who: unknown,
): CustomerBase {
  const isOne = typeof who === 'object' && who !== null && 'frequency' in who && !isColumns(who)
  const fresh = { frequency: 0, recency: 0, age: 0, monetary: null }
  check<unknown>(metric, ['customers'], who, who === 'new' || typeof who !== 'string', ONE_OR_MANY)
  const list = who === 'new' ? [fresh] : isOne ? [who as SummaryRow] : who
  const read: BaseHistory[] = []
  const isMany = who !== 'new' && !isOne
  const size = eachSummary(
    metric,
    ['customers'],
    list,
    kind,
    ({ frequency: x, recency, age, weight, index, monetary: spend }) => {
      if (spend < 0) checkMean?.(spend, ['customers', index, 'monetary'])
      const multiple = factor ? factor.of(isMany ? index : undefined) : 1
      read.push({ x, recency, age, spend, factor: multiple, index, weight })
    },
    withSpend,
  )
  checkSome(metric, ['customers'], list, read.length, 'customer')
  if (isMany) factor?.checkLength(size)
  const histories: BaseHistory[] = []
  let customers = 0
  for (const one of read.sort(inOrder)) {
    const last = histories.at(-1)
    if (last && areEqual(last, one)) last.weight += one.weight
    else histories.push(one)
    customers += one.weight
  }
  return { histories, customers }
}

const ONE_OR_MANY = "'new', one customer, or many of them"

function inOrder(a: BaseHistory, b: BaseHistory): number {
  // Weights that add up are added in one order too; of equal ones the first row stands for all.
  return inHistory(a, b) || a.weight - b.weight || a.index - b.index
}

function inHistory(a: BaseHistory, b: BaseHistory): number {
  return (
    a.x - b.x || a.recency - b.recency || a.age - b.age || a.spend - b.spend || a.factor - b.factor
  )
}

function areEqual(a: BaseHistory, b: BaseHistory): boolean {
  return inHistory(a, b) === 0
}

/** The sum of what is expected of each. */
export function sumOver({ histories }: CustomerBase, each: Expected): number {
  let sum = 0
  for (const { x, recency, age, spend, factor, weight } of histories)
    sum += weight * factor * each(x, recency, age, spend)
  return sum
}
