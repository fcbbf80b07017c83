import {
  check,
  checkCount,
  checkNumber,
  checkObject,
  checkSome,
  checkWhole,
  type Path,
} from '../../internal/guard.js'
import type { LifeCount, LifeTally, Lives } from './lifeTally.js'

/** The lives of one age, and those who could have been lost at it. */
export interface Risk extends Lives {
  readonly atRisk: number
  /** Sum of the squared weights of those at risk. */
  readonly atRiskSquares: number
  /** Kish's effective number of those at risk; all of them where nobody has a weight. */
  readonly effective: number
}

/** The lives that were followed beyond an age, in order of age. */
export interface Risks {
  readonly points: readonly Risk[]
  readonly customers: number
  readonly lost: number
  readonly censored: number
  readonly isWeighted: boolean
}

/** The lives of a tally in order of age, without the ages at which nothing happened. */
export function readLives(metric: string, path: Path, tally: LifeTally): Lives[] {
  return Object.entries(checkObject<LifeTally>(metric, path, tally))
    .map(([key, counts]) => {
      const at = [...path, key]
      const age = checkWhole(metric, at, `${+key}` === key ? +key : key)
      return readCount(metric, at, age, checkObject<LifeCount>(metric, at, counts))
    })
    .filter(({ lost, censored, entered }) => lost + censored + entered > 0)
    .sort((a, b) => a.age - b.age)
}

function readCount(metric: string, path: Path, age: number, counts: LifeCount): Lives {
  const { squares, enteredSquares } = counts
  const isWeighted = squares !== undefined || enteredSquares !== undefined
  const read = (name: keyof LifeCount, value: unknown): number => {
    // Most are plain counts, for which no path has to be made.
    if (Number.isSafeInteger(value) && (value as number) > 0) return value as number
    const checkLives = isWeighted ? checkNumber : checkCount
    return checkLives(metric, [...path, name], value, 0, Number.MAX_SAFE_INTEGER)
  }
  const lost = read('lost', counts.lost)
  const censored = read('censored', counts.censored)
  const entered = counts.entered === undefined ? 0 : read('entered', counts.entered ?? 0)
  const sum = lost + censored
  return {
    age,
    lost,
    censored,
    entered,
    squares: isWeighted ? readSquares(metric, [...path, 'squares'], squares, sum) : sum,
    enteredSquares: isWeighted
      ? readSquares(metric, [...path, 'enteredSquares'], enteredSquares, entered)
      : entered,
    isWeighted,
  }
}

/** Squares of weights that add up to a sum: from as many as can be counted to a single one. */
function readSquares(metric: string, path: Path, squares: unknown, sum: number): number {
  const least = Math.max((sum * sum) / Number.MAX_SAFE_INTEGER, sum > 0 ? Number.MIN_VALUE : 0)
  const most = sum * sum * (1 + TOLERANCE)
  return checkNumber(metric, path, sum > 0 ? squares : (squares ?? 0), least, most)
}

/** Sums of weights in another order differ by this much of the whole. */
const TOLERANCE = 1e-9

/**
 * Customers at risk at each age, counted from the last age back so that no rounding is left at the
 * end.
 *
 * A life is at risk at the ages after the one at which it entered, up to its own.
 */
export function readRisks(metric: string, path: Path, tally: LifeTally): readonly Risk[] {
  const risks: Risk[] = []
  let beyond = 0
  let squares = 0
  let customers = 0
  let isWeighted = false
  for (const lives of readLives(metric, path, tally).reverse()) {
    const { age, lost, censored, entered, enteredSquares } = lives
    isWeighted ||= lives.isWeighted
    const left = withoutRounding(beyond - entered, customers)
    if (left < 0) checkNumber(metric, [...path, age, 'entered'], entered, 0, beyond)
    const exits = lost + censored
    const checkLives = isWeighted ? checkNumber : checkWhole
    customers = checkLives(metric, path, customers + exits, 0, Number.MAX_SAFE_INTEGER)
    squares = lives.squares + (left > 0 ? Math.max(squares - enteredSquares, 0) : 0)
    beyond = left + exits
    const effective = squares > 0 ? Math.max((beyond / squares) * beyond, 1) : 0
    risks.push({
      age,
      lost,
      censored,
      entered,
      squares: lives.squares,
      enteredSquares,
      isWeighted: lives.isWeighted,
      atRisk: beyond,
      atRiskSquares: squares,
      effective,
    })
  }
  checkSome(metric, path, tally, customers, 'life')
  return risks.reverse()
}

/** A difference that is only rounding counts as 0. */
function withoutRounding(rest: number, sum: number): number {
  return Math.abs(rest) <= TOLERANCE * sum ? 0 : rest
}

/**
 * The lives beyond an age, somebody having been followed all the way; those who go on beyond a last
 * age were followed up to it.
 */
export function risksFrom(
  metric: string,
  path: Path,
  tally: LifeTally,
  from: number,
  to?: number,
): Risks {
  const all = readRisks(metric, path, tally)
  const after = from > 0 ? all.filter(({ age }) => age > from) : all
  const points = to === undefined ? after : cut(after, to)
  const lost = points.reduce((sum, point) => sum + point.lost, 0)
  const censored = points.reduce((sum, point) => sum + point.censored, 0)
  const beyond = from > 0 ? `life beyond age ${from}` : 'life'
  checkSome(metric, path, tally, lost + censored, beyond)
  // At some age nobody is at risk: the first point has nobody, or all are gone before others enter.
  const gap = points.findIndex(({ age, atRisk }) => age > from && atRisk === 0)
  const reached = points[gap - 1]?.age ?? from
  const hint = to !== undefined && reached > from ? `; to: ${reached} gives the ages before` : ''
  check(
    metric,
    path,
    tally,
    gap < 0,
    `of somebody at every age from ${from} on: nobody was followed to age ${reached + 1}${hint}`,
    'undefined',
  )
  const isWeighted = all.some((point) => point.isWeighted)
  return { points, customers: lost + censored, lost, censored, isWeighted }
}

/** The points up to an age, where those at risk beyond it are still there when last followed. */
function cut(points: readonly Risk[], to: number): readonly Risk[] {
  const kept = points.filter(({ age }) => age <= to)
  const next = points[kept.length]
  if (!next || next.atRisk === 0) return kept
  const last = kept.at(-1)
  const censored = next.atRisk
  // Entries at the last age are at risk from the next one on: nobody enters a curve that ends there.
  if (last?.age === to) {
    const staying = last.atRisk - last.lost
    return [...kept.slice(0, -1), { ...last, censored: staying, entered: 0, enteredSquares: 0 }]
  }
  return [...kept, { ...next, age: to, lost: 0, censored, entered: 0, enteredSquares: 0 }]
}
