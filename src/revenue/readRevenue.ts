import { check, checkCount, type Path } from '../internal/guard.js'
import { addField, addSum, type ExactSum, emptySum, sumText } from '../internal/money/decimal.js'
import { compareSums, readSum } from '../internal/money/exactSums.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkWindow, type ReadDay } from '../internal/time/days.js'
import {
  AMOUNTS,
  type Amounts,
  checkLevel,
  closingOf,
  type RevenueFrame,
  type RevenueTally,
} from './revenueTally.js'

/** A tally as read: what it is of, and its amounts, which add up. */
export interface ReadRevenue {
  readonly frame: RevenueFrame
  readonly amounts: Amounts
  /** The effect of exchange rates, where amounts were converted. */
  readonly exchange: ExactSum | undefined
}

/** Reads a tally: its window, level and currency, no amount below 0, and all of them adding up. */
export function readRevenue(
  metric: string,
  path: Path,
  tally: RevenueTally,
  readDay: ReadDay,
): ReadRevenue {
  const window = checkWindow(metric, path, tally, readDay)
  const { currency } = tally
  const isName = currency === undefined || (typeof currency === 'string' && currency !== '')
  check(metric, [...path, 'currency'], currency, isName, 'a currency such as EUR', 'invalid')
  const frame = {
    from: formatDay(window.from),
    to: formatDay(window.to),
    level: checkLevel(metric, tally.level, [...path, 'level']),
    windows: checkCount(metric, [...path, 'windows'], tally.windows, 1),
    ...(currency === undefined ? {} : { currency }),
  }
  const amounts: Partial<Record<keyof Amounts, ExactSum>> = {}
  for (const key of AMOUNTS) amounts[key] = readSum(metric, [...path, key], tally[key])
  const exchange = readEffect(metric, [...path, 'exchange'], tally.exchange)
  checkParts(metric, path, tally, { frame, amounts: amounts as Amounts, exchange })
  return { frame, amounts: amounts as Amounts, exchange }
}

/** An amount that may be below 0. */
function readEffect(metric: string, path: Path, value: unknown): ExactSum | undefined {
  if (value === undefined) return undefined
  const effect = emptySum()
  addField(effect, metric, path, value)
  return effect
}

/** No part is larger than its whole, and the closing is what the movements lead to. */
function checkParts(
  metric: string,
  path: Path,
  tally: RevenueTally,
  { frame, amounts, exchange }: ReadRevenue,
): void {
  const checkAtMost = (key: keyof Amounts, whole: ExactSum, name: string): void => {
    const isPart = compareSums(amounts[key], whole) <= 0
    check(metric, [...path, key], tally[key], isPart, `at most ${name}`, 'out-of-range')
  }
  checkAtMost('reactivationWithin90Days', amounts.reactivation, 'reactivation')
  const within90Days = amounts.reactivationWithin90Days
  checkAtMost('reactivationWithinMonth', within90Days, 'reactivationWithin90Days')
  if (frame.windows === 1) {
    checkAtMost('contraction', amounts.opening, 'opening')
    checkLost(metric, [...path, 'churned'], tally.churned, amounts)
  }
  const closing = closingOf(amounts)
  if (exchange) addSum(closing, exchange)
  const closes = compareSums(closing, amounts.closing) === 0
  const expected = `${sumText(closing)}, the sum of the amounts`
  check(metric, [...path, 'closing'], tally.closing, closes, expected, 'mismatch')
}

/** Within one window no more can be lost than there was. */
export function checkLost(
  metric: string,
  path: Path,
  received: unknown,
  { opening, contraction, churned }: Pick<Amounts, 'opening' | 'contraction' | 'churned'>,
): ExactSum {
  const lost = emptySum()
  addSum(lost, churned)
  addSum(lost, contraction)
  const isPart = compareSums(lost, opening) <= 0
  check(metric, path, received, isPart, 'at most opening less contraction', 'out-of-range')
  return lost
}
