import {
  checkChoice,
  checkConfidence,
  checkNumber,
  checkObject,
  checkRate,
  type Path,
  readList,
} from '../internal/guard.js'
import type { Interval } from '../internal/interval.js'
import type { CurveIntervalMethod, RetentionCurve, RetentionPoint } from './retentionCurve.js'

/** A curve as it was made, checked: it may have been stored as JSON in between. */
export function readCurve(metric: string, curve: RetentionCurve): RetentionCurve {
  const given = checkObject<RetentionCurve>(metric, ['curve'], curve)
  const { points } = given
  const method = checkChoice(metric, ['curve', 'method'], given.method, ['log-log', 'log', 'plain'])
  const confidence = checkConfidence(
    metric,
    checkRate(metric, ['curve', 'confidence'], given.confidence),
  )
  let age = 0
  return {
    points: readList(metric, ['curve', 'points'], points, (item, path) => {
      const point = checkObject<RetentionPoint>(metric, path, item)
      age = checkNumber(metric, [...path, 'age'], point.age, age, Infinity, '')
      const { standardError, interval } = point
      return {
        age,
        atRisk: checkNumber(metric, [...path, 'atRisk'], point.atRisk),
        lost: checkNumber(metric, [...path, 'lost'], point.lost),
        censored: checkNumber(metric, [...path, 'censored'], point.censored),
        rate: checkRate(metric, [...path, 'rate'], point.rate),
        standardError:
          standardError === null
            ? null
            : checkNumber(metric, [...path, 'standardError'], standardError, 0, Infinity, ''),
        interval:
          interval === null
            ? null
            : { ...readEnds(metric, [...path, 'interval'], interval), confidence, method },
      }
    }),
    customers: checkNumber(metric, ['curve', 'customers'], given.customers),
    lost: checkNumber(metric, ['curve', 'lost'], given.lost),
    censored: checkNumber(metric, ['curve', 'censored'], given.censored),
    method,
    confidence,
  }
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
