import { check, checkChoice, checkNumber, type Path, refuse } from '../../internal/guard.js'
import { type Random, randomGamma } from '../../internal/math/random.js'
import type { ModelParameters } from '../models/behaviour.js'
import { expectedMean, SPEND_NAMES } from '../models/gammaGamma/spend.js'
import { readSpendModel, type Uncertain } from '../models/readModel.js'
import { type Factor, factorOf } from './factors.js'
import { readDraws } from './predict.js'

/**
 * What is expected of customers whose repeat purchases came to nothing, or to less: `'floor'` takes their
 * mean as 0, from which the model comes near that of all by as much as they bought little; `'average'`
 * leaves their mean unread, as that of a new customer; `'nothing'` expects no spend of them.
 */
export type WithoutSpendPolicy = 'floor' | 'average' | 'nothing'

/** The policies by name. */
const POLICIES: readonly WithoutSpendPolicy[] = ['floor', 'average', 'nothing']

/** What customers spend on a purchase: expected, and drawn. */
export interface Spending extends Uncertain {
  readonly names: readonly string[]
  readonly withSpend: 'with-spend' | 'without-spend'
  /** What is known without an error, and multiplies what is expected. */
  readonly factor: Factor | undefined
  /** A mean below 0 needs a policy. */
  readonly checkMean?: (mean: number, path: Path) => void
  readonly expected: (parameters: ModelParameters, x: number, mean: number) => number
  /** Draws the amounts of one customer: first what is the customer's own, then each amount. */
  readonly draw: (
    parameters: ModelParameters,
    random: Random,
    x: number,
    mean: number,
  ) => () => number
  readonly draws: (path: Path, bootstrap: unknown) => ModelParameters[] | undefined
  /** What a value needs to exist. */
  readonly exists: string
}

/** A model of spend, or the mean amounts that are known. */
export function readSpending(
  metric: string,
  path: Path,
  value: unknown,
  withoutSpend: unknown,
): Spending {
  const isList = Array.isArray(value) || ArrayBuffer.isView(value)
  if (typeof value !== 'number' && !isList)
    return spendingByModel(metric, path, value, withoutSpend)
  const single = 'one mean amount'
  const factor = factorOf(metric, path, value, single, (at, amount) =>
    checkNumber(metric, at, amount, -MOST_AMOUNT, MOST_AMOUNT),
  )
  const unread = 'given where the spend is known'
  check(metric, ['withoutSpend'], withoutSpend, withoutSpend === undefined, unread, 'mismatch')
  return {
    names: [],
    parameters: [],
    covariance: [],
    withSpend: 'without-spend',
    factor,
    expected: () => 1,
    draw: () => () => 1,
    draws: (at, bootstrap) => {
      check(metric, at, bootstrap, bootstrap === undefined, unread, 'mismatch')
      return undefined
    },
    exists: 'one of at most 1.8e308',
  }
}

/** No currency has larger amounts. */
const MOST_AMOUNT = 1e21

/** What customers spend by a Gamma-Gamma model. */
export function spendingByModel(
  metric: string,
  path: Path,
  value: unknown,
  withoutSpend: unknown,
): Spending {
  const policy =
    withoutSpend === undefined
      ? undefined
      : checkChoice(metric, ['withoutSpend'], withoutSpend, POLICIES)
  /** As many purchases are taken to tell of somebody whose purchases came to nothing. */
  const told = (x: number): number => (policy === 'average' ? 0 : x)
  const isPaid = (x: number, mean: number): boolean => x === 0 || mean > 0
  return {
    ...readSpendModel(metric, path, value),
    names: SPEND_NAMES,
    withSpend: 'with-spend',
    factor: undefined,
    checkMean: (mean, at) => {
      if (mean < 0 && policy === undefined) refuse(metric, at, mean, NEEDS_POLICY)
    },
    expected: (parameters, x, mean) => {
      if (isPaid(x, mean)) return expectedMean(parameters as Three, x, mean)
      return policy === 'nothing' ? 0 : expectedMean(parameters as Three, told(x), 0)
    },
    draw: (parameters, random, x, mean) => {
      const [p, q, v] = parameters as Three
      const hasMean = isPaid(x, mean)
      if (!hasMean && policy === 'nothing') return () => 0
      const rate = hasMean
        ? randomGamma(random, p * x + q) / (v + x * mean)
        : randomGamma(random, p * told(x) + q) / v
      return () => randomGamma(random, p) / rate
    },
    draws: (at, bootstrap) => readDraws(metric, at, bootstrap, 'gamma-gamma', SPEND_NAMES),
    exists: 'one of spend with p × frequency + q above 1',
  }
}

type Three = readonly [number, number, number]

const NEEDS_POLICY =
  'an amount of at least 0, unless withoutSpend says what a customer is worth whose refunds are larger than the purchases: floor, average or nothing'
