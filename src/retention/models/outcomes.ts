import {
  check,
  checkList,
  checkNumber,
  checkObject,
  checkSome,
  checkWhole,
  countOf,
  eachRow,
  type Path,
} from '../../internal/guard.js'
import type { LifeCount, LifeTally } from '../curves/lifeTally.js'
import { readRisks } from '../curves/readLives.js'

/** A cohort: the number of customers at the start and after each period. */
export interface RetentionCohort {
  /**
   * Customers at the start and after 1, 2, … periods, as far as they were followed. The numbers may
   * be fractional and never rise.
   */
  readonly retained: readonly number[]
}

/** What happened at one age: what the likelihood reads. */
export interface Outcome {
  readonly age: number
  readonly lost: number
  readonly censored: number
  readonly entered: number
}

/** Outcomes by age of cohorts or of a tally. */
export interface Outcomes {
  readonly ages: readonly Outcome[]
  readonly customers: number
  readonly lost: number
  /** The last period for which a customer was followed. */
  readonly periods: number
  /** The last known period: a cohort that is lost completely stays lost. */
  readonly known: number
}

/** Lives of cohorts, or as they were counted. */
export function readOutcomes(metric: string, path: Path, data: unknown): Outcomes {
  const { ages, known } =
    Symbol.iterator in Object(data)
      ? readCohorts(metric, path, data as Iterable<RetentionCohort>)
      : readTally(metric, path, checkObject<LifeTally>(metric, path, data))
  const sum = (field: 'lost' | 'censored'): number =>
    ages.reduce((total, outcome) => total + outcome[field], 0)
  const lost = sum('lost')
  const customers = lost + sum('censored')
  checkSome(metric, path, data, customers, 'customer')
  const periods = (ages.at(-1) as Outcome).age
  return { ages, customers, lost, periods, known: Math.max(known, periods) }
}

type Read = Pick<Outcomes, 'ages' | 'known'>

function readCohorts(metric: string, path: Path, cohorts: Iterable<RetentionCohort>): Read {
  const lost: number[][] = []
  const censored: number[][] = []
  const keep = (lists: number[][], age: number, customers: number): void => {
    const list = lists[age] ?? []
    list.push(customers)
    lists[age] = list
  }
  let known = 0
  eachRow<RetentionCohort>(metric, path, cohorts, (cohort, index) => {
    const at = [...path, index, 'retained']
    const retained = checkList<number>(metric, at, cohort.retained)
    const length = checkWhole(metric, [...at, 'length'], retained.length, 1, MOST_CURVE_PERIODS)
    let before = Number.MAX_SAFE_INTEGER
    for (let age = 0; age < length; age++) {
      const here = checkNumber(metric, [...at, age], countOf(retained[age]), 0, before)
      if (age > 0) keep(lost, age, before - here)
      before = here
    }
    keep(censored, length - 1, before)
    if (Number(retained[0]) > 0) known = Math.max(known, length - 1)
  })
  const ages = Array.from({ length: Math.max(lost.length, censored.length) }, (_, age) => ({
    age,
    lost: sumOf(lost[age]),
    censored: sumOf(censored[age]),
    entered: 0,
  })).filter(isSome)
  return { ages, known }
}

/** More periods than a cohort is followed, or a curve is drawn. */
export const MOST_CURVE_PERIODS = 10_000

/** Fractions of customers, added from the fewest up: the order of cohorts changes no digit. */
function sumOf(customers: readonly number[] = []): number {
  return [...customers].sort((a, b) => a - b).reduce((sum, some) => sum + some, 0)
}

function readTally(metric: string, path: Path, tally: LifeTally): Read {
  const ages = readRisks(metric, path, tally).map(
    ({ age, lost, censored, entered, isWeighted }) => {
      const at = [...path, age]
      const { squares, enteredSquares } = tally[age] as LifeCount
      const [field, value] =
        squares === undefined ? ['enteredSquares', enteredSquares] : ['squares', squares]
      const expected = 'absent: weighted lives have no likelihood and are not fitted'
      check(metric, [...at, `${field}`], value, !isWeighted, expected, 'invalid')
      checkWhole(metric, at, age, 0, MOST_AGE)
      checkWhole(metric, [...at, 'lost'], lost, 0, age === 0 ? 0 : Infinity)
      return { age, lost, censored, entered }
    },
  )
  return { ages, known: 0 }
}

/** The last age of a life, in periods. */
export const MOST_AGE = 1_000_000

function isSome({ lost, censored }: Outcome): boolean {
  return lost + censored > 0
}

/** The first age that somebody was followed from. */
export function firstFollowed(ages: readonly Outcome[]): number {
  const all = ages.reduce((sum, { lost, censored, entered }) => sum + lost + censored - entered, 0)
  return all > 0 ? 0 : (ages.find(({ entered }) => entered > 0) as Outcome).age
}
