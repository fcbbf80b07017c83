import {
  check,
  checkChoice,
  checkList,
  checkNumber,
  checkObject,
  checkWhole,
  type Path,
} from '../../internal/guard.js'
import { PERIOD_UNITS, type PeriodUnit } from '../../internal/time/periods.js'
import type { Behaviour, ModelParameters } from './behaviour.js'
import { bgBbBehaviour } from './bgBb/behaviour.js'
import { bgNbdBehaviour, mbgNbdBehaviour } from './bgNbd/behaviour.js'
import { cnbdBehaviour, MOST_K } from './cnbd/behaviour.js'
import { readOwn } from './fitModel.js'
import { SPEND_NAMES } from './gammaGamma/spend.js'
import { geometricBehaviour } from './geometricNbd/behaviour.js'
import { ggompertzBehaviour } from './ggompertzNbd/behaviour.js'
import { nbdBehaviour } from './nbd/behaviour.js'
import { paretoBehaviour } from './paretoNbd/behaviour.js'
import { poissonBehaviour } from './poisson/behaviour.js'
import { readParameters } from './search.js'

/** What an undiscounted sum needs to have a limit. */
export function limitOf({ finiteAbove }: Behaviour): string {
  return finiteAbove ? `a discount or a model with ${finiteAbove} above 1` : 'a discount'
}

/** The models of purchases by their names. */
export const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  'bg-nbd': bgNbdBehaviour,
  'mbg-nbd': mbgNbdBehaviour,
  'pareto-nbd': paretoBehaviour,
  'bg-bb': bgBbBehaviour,
  nbd: nbdBehaviour,
  poisson: poissonBehaviour,
  'geometric-nbd': geometricBehaviour,
  'ggompertz-nbd': ggompertzBehaviour,
}

/** The models whose purchases have a rhythm: for each k another behaviour. */
const RHYTHMS: Readonly<Record<string, (k: number) => Behaviour>> = {
  'bg-cnbd-k': (k) => cnbdBehaviour(k, 0),
  'mbg-cnbd-k': (k) => cnbdBehaviour(k, 1),
}

/** ModelParameters, and what is known of how far off they may be. */
export interface Uncertain {
  readonly parameters: ModelParameters
  /** Covariance of the parameters, where they were estimated. */
  readonly covariance?: readonly (readonly number[])[] | undefined
}

/** A model of purchases as read. */
export interface ReadModel extends Uncertain {
  readonly name: string
  readonly behaviour: Behaviour
  readonly unit: PeriodUnit
}

interface Model {
  readonly model: unknown
  readonly parameters: unknown
  readonly unit?: unknown
  readonly k?: unknown
  readonly covariance?: unknown
}

/** Reads a model of purchases. */
export function readModel(metric: string, path: Path, value: unknown): ReadModel {
  const given = checkObject<Model>(metric, path, value)
  const names = [...Object.keys(BEHAVIOURS), ...Object.keys(RHYTHMS)]
  const name = checkChoice(metric, [...path, 'model'], given.model, names)
  const rhythm = RHYTHMS[name]
  const behaviour = rhythm
    ? rhythm(checkWhole(metric, [...path, 'k'], given.k, 1, MOST_K))
    : (BEHAVIOURS[name] as Behaviour)
  const parameters = readOwn(metric, [...path, 'parameters'], behaviour, given.parameters)
  const unit = checkChoice(metric, [...path, 'unit'], given.unit, PERIOD_UNITS)
  const covariance = readCovariance(metric, path, given, behaviour.names.length)
  return { name, behaviour, unit, parameters, covariance }
}

/** Reads a model of spend. */
export function readSpendModel(metric: string, path: Path, value: unknown): Uncertain {
  const given = checkObject<Model>(metric, path, value)
  checkChoice(metric, [...path, 'model'], given.model, ['gamma-gamma'])
  const parameters = readParameters(metric, [...path, 'parameters'], SPEND_NAMES, given.parameters)
  return { parameters, covariance: readCovariance(metric, path, given, 3) }
}

/** A square of numbers, where there is one. */
function readCovariance(
  metric: string,
  path: Path,
  { covariance }: Model,
  size: number,
): number[][] | undefined {
  if (covariance === undefined) return undefined
  const at = [...path, 'covariance']
  const rows = checkList<unknown>(metric, at, covariance)
  check(metric, [...at, 'length'], rows.length, rows.length === size, `${size}`, 'mismatch')
  const square = Array.from({ length: size }, (_, i) => {
    const row = checkList<unknown>(metric, [...at, i], rows[i])
    check(metric, [...at, i, 'length'], row.length, row.length === size, `${size}`, 'mismatch')
    return Array.from({ length: size }, (__, j) =>
      checkNumber(metric, [...at, i, j], row[j], i === j ? 0 : -1e30, 1e30),
    )
  })
  const entry = (i: number, j: number): number => (square[i] as number[])[j] as number
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) {
      const most = Math.sqrt(entry(i, i) * entry(j, j))
      const isSame = Math.abs(entry(i, j) - entry(j, i)) <= ROUNDED * most
      const other = `${entry(j, i)} as in [${j}][${i}]: a covariance is symmetric`
      check(metric, [...at, i, j], entry(i, j), isSame, other, 'mismatch')
      const isLess = Math.abs(entry(i, j)) <= (1 + ROUNDED) * most
      const expected = `at most ${most}, the product of the standard errors`
      check(metric, [...at, i, j], entry(i, j), isLess, expected, 'mismatch')
    }
  return square
}

/** Digits of a covariance that was written down may be few. */
const ROUNDED = 1e-6

/** Several models that know nothing of each other, as one. */
export function together(models: readonly Uncertain[]): Uncertain {
  const parameters = models.flatMap((model) => model.parameters)
  if (models.some(({ covariance }) => !covariance)) return { parameters }
  const covariance = parameters.map(() => parameters.map(() => 0))
  let from = 0
  for (const model of models) {
    for (const [i, row] of (model.covariance as number[][]).entries())
      for (const [j, entry] of row.entries()) (covariance[from + i] as number[])[from + j] = entry
    from += model.parameters.length
  }
  return { parameters, covariance }
}
