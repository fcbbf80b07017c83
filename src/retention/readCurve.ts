import { check, checkChoice, checkNumber, checkObject, checkRate } from '../internal/guard.js'
import type { RetentionCurve, RetentionPoint } from './retentionCurve.js'

/** Checks what is read of a curve, which may have been stored as JSON in between. */
export function readCurve(metric: string, curve: RetentionCurve): RetentionCurve {
  const { points, customers, method, confidence } = checkObject<RetentionCurve>(
    metric,
    ['curve'],
    curve,
  )
  checkNumber(metric, ['curve', 'customers'], customers)
  checkChoice(metric, ['curve', 'method'], method, ['log-log', 'log', 'plain'])
  checkRate(metric, ['curve', 'confidence'], confidence)
  check(metric, ['curve', 'points'], points, Array.isArray(points), 'an array')
  let age = 0
  points.forEach((given, index) => {
    const path = ['curve', 'points', index]
    const point = checkObject<RetentionPoint>(metric, path, given)
    age = checkNumber(metric, [...path, 'age'], point.age, age, Infinity, '')
    checkRate(metric, [...path, 'rate'], point.rate)
    checkNumber(metric, [...path, 'atRisk'], point.atRisk)
    if (point.standardError !== null)
      checkNumber(metric, [...path, 'standardError'], point.standardError, 0, Infinity, '')
    if (point.interval !== null) {
      const { low, high } = checkObject<{ low: number; high: number }>(
        metric,
        [...path, 'interval'],
        point.interval,
      )
      checkRate(metric, [...path, 'interval', 'low'], low)
      checkRate(metric, [...path, 'interval', 'high'], high)
    }
  })
  return curve
}
