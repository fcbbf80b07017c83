import {
  compareRetention,
  hazardCurve,
  type LifeTally,
  meanLifetime,
  medianLifetime,
  retentionCurve,
} from 'customer-metrics'
import { type Evaluators, ends } from './peers.js'

const METHODS = { plain: 'plain', log: 'log', 'log-log': 'log-log' } as const

/** The points of a curve at the ages that a peer gives. */
function pointsAt<Point extends { readonly age: number }>(
  points: readonly Point[],
  ages: readonly number[],
): Point[] {
  return ages.map((age) => {
    const found = points.find((point) => point.age === age)
    if (!found) throw new Error(`the curve has no age ${age}`)
    return found
  })
}

const curveOf = (lives: LifeTally) => retentionCurve(lives)

/** Curves of retention and their comparison. */
export const survival: Evaluators = {
  retentionCurve: ({ lives, ages, confidence, interval }) => {
    const curve = retentionCurve(lives, {
      ...(confidence && { confidence }),
      ...(interval && { interval: METHODS[interval as keyof typeof METHODS] }),
    })
    return pointsAt(curve.points, ages).map((point) =>
      // R gives the error as well.
      interval
        ? [point.rate, point.standardError, ends(point.interval)]
        : [point.rate, ends(point.interval)],
    )
  },
  medianLifetime: ({ lives, confidence }) => {
    const { median, interval } = medianLifetime(retentionCurve(lives, { confidence }))
    return [median, interval.low, interval.high]
  },
  meanLifetime: ({ lives, upTo }, { figures }) => {
    const { mean, standardError } = meanLifetime(curveOf(lives), { upTo })
    return (figures as readonly number[]).length === 1 ? [mean] : [mean, standardError]
  },
  hazardCurve: ({ lives, ages }) =>
    pointsAt(hazardCurve(lives).points, ages).map(({ cumulative }) => cumulative),
  compareRetention: ({ groups, weights }) => {
    const { chiSquare, pValue } = compareRetention(groups, { weights })
    return [chiSquare, pValue]
  },
}
