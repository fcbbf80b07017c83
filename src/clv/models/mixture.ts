import { addSquare, type Slope, squareOf } from '../../internal/math/optimize.js'

/** A state that a customer may be in: the logarithm of its weight, with slopes and second derivatives. */
interface State {
  log: number
  readonly slopes: Float64Array
  /** The lower half of the square of second derivatives. */
  readonly bends: Float64Array
}

/** The log-likelihood of customers each of whom is in one of several states, nobody knows which. */
export interface Mixture {
  /** The next state of the customer, to be filled by the caller. */
  readonly next: () => State
  /** Ends a customer, with a weight. */
  readonly settle: (weight: number) => void
  /** The sum over all customers. */
  readonly sum: () => Slope
}

/**
 * Sums the logarithms of sums over states. A slope is the mean of the states' slopes; a second
 * derivative is the mean of theirs, and how far their slopes differ.
 */
export function mixtureOf(parameters: number, isCurved: boolean): Mixture {
  const half = (parameters * (parameters + 1)) / 2
  const states: State[] = []
  const mean = new Float64Array(parameters)
  const gradient = new Float64Array(parameters)
  const curvature = new Float64Array(half)
  let used = 0
  let value = 0
  const next = (): State => {
    if (used === states.length)
      states.push({
        log: 0,
        slopes: new Float64Array(parameters),
        bends: new Float64Array(half),
      })
    return states[used++] as State
  }
  const settle = (weight: number): void => {
    let top = -Infinity
    for (let at = 0; at < used; at++) top = Math.max(top, (states[at] as State).log)
    let all = 0
    for (let at = 0; at < used; at++) all += Math.exp((states[at] as State).log - top)
    value += weight * (top + Math.log(all))
    mean.fill(0)
    for (let at = 0; at < used; at++) {
      const { log, slopes, bends } = states[at] as State
      const share = Math.exp(log - top) / all
      for (let i = 0; i < parameters; i++)
        mean[i] = (mean[i] as number) + share * (slopes[i] as number)
      if (!isCurved) continue
      addSquare(curvature, slopes, weight * share)
      for (let i = 0; i < half; i++)
        curvature[i] = (curvature[i] as number) + weight * share * (bends[i] as number)
    }
    if (isCurved) addSquare(curvature, mean, -weight)
    for (let i = 0; i < parameters; i++)
      gradient[i] = (gradient[i] as number) + weight * (mean[i] as number)
    used = 0
  }
  const sum = (): Slope => {
    const slope = { value, gradient: [...gradient] }
    return isCurved ? { ...slope, curvature: squareOf(curvature, parameters) } : slope
  }
  return { next, settle, sum }
}
