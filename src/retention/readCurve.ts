import {
  checkChoice,
  checkNumber,
  checkObject,
  checkRate,
  checkSome,
  type Path,
  readList,
} from '../internal/guard.js'
import type { Interval } from '../internal/interval.js'
import type { CurveIntervalMethod, RetentionCurve, RetentionPoint } from './retentionCurve.js'

/** A curve as it was made, checked: it may have been stored as JSON in between. It never rises. */
export function readCurve(metric: string, curve: RetentionCurve): RetentionCurve {
  const given = checkObject<RetentionCurve>(metric, ['curve'], curve)
  const method = checkChoice(metric, ['curve', 'method'], given.method, ['log-log', 'log', 'plain'])
  const confidence = checkRate(metric, ['curve', 'confidence'], given.confidence)
  let age = 0
  let rate = 1
  const points = readList(metric, ['curve', 'points'], given.points, (item, path) => {
    const point = checkObject<RetentionPoint>(metric, path, item)
    const { standardError, interval } = point
    age = checkNumber(metric, [...path, 'age'], point.age, age, Infinity, '')
    rate = checkNumber(metric, [...path, 'rate'], point.rate, 0, rate, '')
    return {
      age,
      atRisk: checkNumber(metric, [...path, 'atRisk'], point.atRisk),
      lost: checkNumber(metric, [...path, 'lost'], point.lost),
      censored: checkNumber(metric, [...path, 'censored'], point.censored),
      rate,
      standardError:
        standardError === null
          ? null
          : checkNumber(metric, [...path, 'standardError'], standardError, 0, Infinity, ''),
      interval:
        interval === null
          ? null
          : { ...readEnds(metric, [...path, 'interval'], interval), confidence, method },
    }
  })
  checkSome(metric, ['curve', 'points'], given.points, points.length, 'point')
  return {
    points,
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
