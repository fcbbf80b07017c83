import {
  check,
  checkNumber,
  checkRate,
  type Fields,
  type Path,
  readFields,
} from '../internal/guard.js'
import type { DecimalInput } from '../internal/money/decimal.js'
import { readSpend } from './customerCost.js'
import {
  type CurveParameters,
  type FittedResponse,
  fitCurve,
  LARGEST,
  readCeiling,
  SMALLEST,
} from './responseFit.js'

/** A curve through today’s point, from a ceiling by judgement and one observation. */
export interface ObservedResponse {
  /** The highest rate that any spend can reach, above the observed rate and at most 1. */
  readonly ceiling: number
  /** Today’s spend per prospect or per customer and period. */
  readonly spend: DecimalInput
  /** Share won or kept at that spend, above 0. */
  readonly rate: number
}

/** A curve that is known. */
export interface KnownResponse {
  /** The highest rate that any spend can reach, above 0 and at most 1. */
  readonly ceiling: number
  /** How fast the curve approaches its ceiling, per unit of spend. */
  readonly k: number
  /**
   * Today’s spend.
   * @defaultValue unknown: results for today are `null`
   */
  readonly spend?: DecimalInput
}

/** Data about the response to spend; a result of `responseCurve` is also accepted. */
export type ResponseInput = ObservedResponse | FittedResponse | KnownResponse | ResponseCurve

/** Every field of the three, and of a result. */
interface AnyResponse
  extends Partial<ObservedResponse & FittedResponse & KnownResponse>,
    Partial<Pick<ResponseCurve, 'method'>> {}

/** The fields that are read; another one is refused. */
const ANY_RESPONSE: Fields<AnyResponse> = {
  points: 0,
  ceiling: 0,
  k: 0,
  spend: 0,
  rate: 0,
  method: 0,
}

/** How a rate responds to spend. */
export interface ResponseCurve {
  /** The highest rate that any spend can reach, 0 to 1. */
  readonly ceiling: number
  /** How fast the curve approaches its ceiling, per unit of spend. */
  readonly k: number
  /** Today’s spend; `null` where unknown. */
  readonly spend: number | null
  /** The rate of the curve at today’s spend; `null` where unknown. */
  readonly rate: number | null
  /** Where the curve comes from: one point, a fit, or its parameters. */
  readonly method: 'observed' | 'fitted' | 'known'
}

/**
 * How a rate responds to spend: fast at first, then more and more slowly towards a ceiling.
 *
 * A curve through one point is exact. Several points are fitted by the binomial likelihood of
 * successes among trials; a rate without a number of trials counts as one trial. A ceiling that the
 * points do not determine becomes 1.
 *
 * @formula rate = ceiling × (1 − e^(−k × spend)); through one point, k = −ln(1 − rate ÷ ceiling) ÷ spend
 * @unit share, 0 to 1; k per unit of the currency
 *
 * @param input - Ceiling and one point, several points, or ceiling and k.
 * @returns The two parameters, and the rate at today’s spend.
 * @throws {@link MetricError} `out-of-range` for a rate outside 0 to 1 or a ceiling not above the
 * rate; `mismatch` where a curve is given twice, differently; `undefined` where the points do not
 * rise with spend; `not-converged` where a fit fails.
 * @source Blattberg & Deighton (1996), “Manage Marketing by the Customer Equity Test”, HBR 74(4).
 *
 * @example
 * ```ts
 * responseCurve({ ceiling: 0.45, spend: 6, rate: 0.25 }).k // => 0.135155…
 * const points = [{ spend: 5, rate: 0.22 }, { spend: 10, rate: 0.34 }, { spend: 20, rate: 0.43 }]
 * responseCurve({ points }).ceiling // => 0.46628…
 * ```
 */
export function responseCurve(input: ResponseInput): ResponseCurve {
  return readResponse('responseCurve', [], input, ['input'])
}

/** Reads the data about a response, at its path in the input. */
export function readResponse(
  metric: string,
  path: Path,
  input: unknown,
  at: Path = path,
): ResponseCurve {
  const given = readFields<AnyResponse>(metric, at, input, ANY_RESPONSE)
  if (given.points !== undefined) {
    // If a curve is given twice, one of the two would be ignored.
    for (const other of ['k', 'rate'] as const) {
      const alone = given[other] === undefined
      const expected = 'left out where there are points'
      check(metric, [...path, other], given[other], alone, expected, 'mismatch')
    }
    const fit = fitCurve(metric, path, given as FittedResponse)
    return atSpend(metric, path, given.spend, { ...fit, method: 'fitted' })
  }
  const ceiling = readCeiling(metric, path, given.ceiling)
  if (given.k === undefined) return throughPoint(metric, path, given as ObservedResponse, ceiling)
  const k = checkNumber(metric, [...path, 'k'], given.k, SMALLEST, LARGEST)
  const curve = atSpend(metric, path, given.spend ?? undefined, { ceiling, k, method: 'known' })
  checkSameRate(metric, [...path, 'rate'], given.rate, curve.rate)
  return curve
}

/** Rates of one curve at one spend, however they were rounded. */
const SAME_RATE = 1e-9

/** A rate beside a curve that is known can only be the one that the curve has. */
function checkSameRate(metric: string, path: Path, given: unknown, rate: number | null): void {
  if (given === undefined || given === null) return
  const isSame = rate !== null && Math.abs(checkRate(metric, path, given) - rate) < SAME_RATE
  const expected = rate === null ? 'left out where there is no spend' : `${rate}, as k has it`
  check(metric, path, given, isSame, expected, 'mismatch')
}

/** The share won or kept at a spend. */
export function rateAt({ ceiling, k }: CurveParameters, spend: number): number {
  return -ceiling * Math.expm1(-k * spend)
}

function throughPoint(
  metric: string,
  path: Path,
  given: ObservedResponse,
  ceiling: number,
): ResponseCurve {
  const spend = readSpend(metric, [...path, 'spend'], given.spend).toNumber()
  checkNumber(metric, [...path, 'spend'], spend, SMALLEST, LARGEST)
  const rate = checkRate(metric, [...path, 'rate'], given.rate)
  check(metric, [...path, 'rate'], rate, rate > 0, 'above 0, where no curve rises')
  const expected = `above ${rate}, the rate that was observed`
  check(metric, [...path, 'ceiling'], ceiling, ceiling > rate, expected)
  const k = -Math.log1p(-rate / ceiling) / spend
  checkNumber(metric, [...path, 'k'], k, SMALLEST, LARGEST)
  return { ceiling, k, spend, rate, method: 'observed' }
}

function atSpend(
  metric: string,
  path: Path,
  given: unknown,
  curve: Pick<ResponseCurve, 'ceiling' | 'k' | 'method'>,
): ResponseCurve {
  const spend = given === undefined ? null : readSpend(metric, [...path, 'spend'], given).toNumber()
  return { ...curve, spend, rate: spend === null ? null : rateAt(curve, spend) }
}
