import {
  checkChoice,
  checkCount,
  checkNumber,
  checkObject,
  checkRate,
  checkSome,
  checkWhole,
  type Path,
  readList,
} from '../../internal/guard.js'
import type { Interval } from '../../internal/inference/interval.js'
import { CURVE_METHODS } from '../../internal/inference/kaplanMeier.js'
import type { CurveIntervalMethod, RetentionCurve, RetentionPoint } from './retentionCurve.js'

/** A curve as it was made, checked: it may have been stored as JSON in between. It never rises. */
export function readCurve(
  metric: string,
  curve: RetentionCurve,
  at: Path = ['curve'],
): RetentionCurve {
  const given = checkObject<RetentionCurve>(metric, at, curve)
  const method = checkChoice(metric, [...at, 'method'], given.method, CURVE_METHODS)
  const confidence = checkRate(metric, [...at, 'confidence'], given.confidence)
  const from = checkWhole(metric, [...at, 'from'], given.from ?? 0)
  let age = from
  let rate = 1
  let isWeighted = false
  const points = readList(metric, [...at, 'points'], given.points, (item, path) => {
    const point = checkObject<RetentionPoint>(metric, path, item)
    const { standardError, interval, entered, effectiveAtRisk } = point
    isWeighted ||= effectiveAtRisk !== undefined
    const count = (field: 'atRisk' | 'lost' | 'censored' | 'entered'): number =>
      readCount(metric, [...path, field], point[field], isWeighted)
    age = checkNumber(metric, [...path, 'age'], point.age, age, Number.MAX_SAFE_INTEGER)
    rate = checkNumber(metric, [...path, 'rate'], point.rate, 0, rate)
    // Greenwood's standard error never exceeds 1, and stays in proportion to a rate above 0.
    const mostError = Math.min(1, rate * 1e100)
    return {
      age,
      atRisk: count('atRisk'),
      lost: count('lost'),
      censored: count('censored'),
      ...(entered !== undefined && { entered: count('entered') }),
      ...(effectiveAtRisk !== undefined && {
        effectiveAtRisk: readCount(metric, [...path, 'effectiveAtRisk'], effectiveAtRisk, true),
      }),
      rate,
      standardError:
        standardError === null
          ? null
          : checkNumber(metric, [...path, 'standardError'], standardError, 0, mostError),
      interval:
        interval === null
          ? null
          : { ...readEnds(metric, [...path, 'interval'], interval), confidence, method },
    }
  })
  checkSome(metric, [...at, 'points'], given.points, points.length, 'point')
  return {
    ...(from > 0 && { from }),
    points,
    customers: readCount(metric, [...at, 'customers'], given.customers, isWeighted),
    lost: readCount(metric, [...at, 'lost'], given.lost, isWeighted),
    censored: readCount(metric, [...at, 'censored'], given.censored, isWeighted),
    method,
    confidence,
  }
}

/** A number of customers: whole, unless they have weights. */
function readCount(metric: string, path: Path, count: unknown, isWeighted: boolean): number {
  const checkSize = isWeighted ? checkNumber : checkCount
  return checkSize(metric, path, count, 0, Number.MAX_SAFE_INTEGER)
}

function readEnds(
  metric: string,
  path: Path,
  interval: Interval<CurveIntervalMethod>,
): { readonly low: number; readonly high: number } {
  const { low, high } = checkObject<Interval>(metric, path, interval)
  return {
    low: checkRate(metric, [...path, 'low'], low),
    high: checkRate(metric, [...path, 'high'], high),
  }
}

/** The variance of the logarithm of a point's rate: none before the first loss. */
export function logVariance({ rate, standardError }: RetentionPoint): number {
  return standardError === null || rate === 0 ? 0 : (standardError / rate) ** 2
}
