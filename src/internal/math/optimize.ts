/** The value of a function at a point, and its slopes there. */
export interface Slope {
  readonly value: number
  readonly gradient: readonly number[]
  /** Second derivatives, where they were asked for. */
  readonly curvature?: Square
}

/** A square of numbers, row by row. */
export type Square = readonly (readonly number[])[]

/** Where a search ended. */
export interface Minimum extends Slope {
  readonly point: readonly number[]
  /** Steps taken. */
  readonly iterations: number
  /** Whether the slopes vanish there. */
  readonly converged: boolean
}

/** When a search ends. */
export interface MinimizeOptions {
  /** Most steps before it gives up. */
  readonly maxIterations?: number
  /** Largest slope left, relative to point and value. */
  readonly tolerance?: number
  /** The inverse of the curvature at the start, where it is known from elsewhere. */
  readonly inverse?: readonly (readonly number[])[]
  /** Whether a search that has come to a point is over, as nobody would take what lies there. */
  readonly isLost?: (point: readonly number[]) => boolean
}

/**
 * A minimum of a smooth function by the method of Broyden, Fletcher, Goldfarb and Shanno with a line
 * search for Wolfe's conditions (Nocedal & Wright 2006, “Numerical Optimization”, 2nd ed., ch. 3, 6).
 *
 * A value that is not finite counts as a wall: steps are shortened until they stay before it.
 */
export function minimize(
  measure: (point: readonly number[]) => Slope,
  start: readonly number[],
  { maxIterations = 500, tolerance = 1e-9, inverse: known, isLost }: MinimizeOptions = {},
): Minimum {
  let here: Slope & { readonly point: readonly number[] } = { point: start, ...measure(start) }
  let inverse = known ?? identity(start.length)
  let isFresh = !known
  for (let iterations = 0; ; iterations++) {
    const steep = steepness(here)
    const done = (converged: boolean): Minimum => ({ ...here, iterations, converged })
    if (steep <= tolerance) return done(true)
    if (iterations === maxIterations || !Number.isFinite(steep)) return done(false)
    if (iterations > 0 && isLost?.(here.point)) return done(false)
    const direction = inverse.map((row) => -dot(row, here.gradient))
    const next = searchLine(measure, here, direction)
    if (!next) {
      // Rounding hides what is still to be won, or the curvature learnt so far misleads.
      if (isFresh) return done(steep <= Math.sqrt(tolerance))
      inverse = identity(start.length)
      isFresh = true
      continue
    }
    const step = next.point.map((x, i) => x - (here.point[i] as number))
    const turn = next.gradient.map((slope, i) => slope - (here.gradient[i] as number))
    const curvature = dot(step, turn)
    if (isFresh) inverse = identity(start.length, curvature / dot(turn, turn))
    inverse = update(inverse, step, turn, curvature)
    isFresh = false
    here = next
  }
}

/**
 * The rest of the way to a minimum by Newton's steps; nothing where they do not get there. Where the
 * curvature is not that of a minimum, as much is added to it as makes it one (Levenberg 1944).
 */
export function polish(
  measure: (point: readonly number[]) => Slope & { readonly curvature: Square },
  start: readonly number[],
  { maxIterations = 30, tolerance = 1e-9 }: Omit<MinimizeOptions, 'inverse' | 'isLost'> = {},
): (Minimum & { readonly curvature: Square }) | undefined {
  let here = { point: start, ...measure(start) }
  for (let iterations = 0; ; iterations++) {
    const steep = steepness(here)
    if (steep <= tolerance) return { ...here, iterations, converged: true }
    const inverse = steep < Infinity ? invertRaised(here.curvature) : undefined
    if (!inverse || iterations === maxIterations) return undefined
    const direction = inverse.map((row) => -dot(row, here.gradient))
    const next = searchLine(measure, here, direction, FEW_TRIALS)
    if (!next) return undefined
    here = next
  }
}

/** A step of Newton's that has to be halved more often is not near a minimum. */
const FEW_TRIALS = 12

/** The inverse of a curvature, raised until it is that of a minimum; none of one that is no number. */
function invertRaised(curvature: Square): number[][] | undefined {
  const diagonal = curvature.map((row, i) => Math.abs(row[i] as number))
  const least = Math.max(1e-3 * Math.max(...diagonal), 1e-100)
  for (let more = 0; more < 1e100; more = Math.max(4 * more, least)) {
    const inverse = invert(
      curvature.map((row, i) => row.map((entry, j) => (i === j ? entry + more : entry))),
    )
    if (inverse) return inverse
  }
  return undefined
}

/**
 * The largest slope, relative to point and value where those exceed 1: absolute for a mean loss over
 * logarithms of parameters near 0, which is what fits make small.
 */
function steepness({
  point,
  value,
  gradient,
}: Slope & { readonly point: readonly number[] }): number {
  const scale = Math.max(Math.abs(value), 1)
  return Math.max(
    ...gradient.map((slope, i) =>
      Number.isFinite(slope) && Number.isFinite(value)
        ? (Math.abs(slope) * Math.max(Math.abs(point[i] as number), 1)) / scale
        : Infinity,
    ),
  )
}

/** A point along a direction that is lower by enough and where the slope has flattened by enough. */
function searchLine<Found extends Slope>(
  measure: (point: readonly number[]) => Found,
  from: Slope & { readonly point: readonly number[] },
  direction: readonly number[],
  trials = 60,
): (Found & { readonly point: readonly number[] }) | undefined {
  const slope = dot(from.gradient, direction)
  let low = 0
  let high = Infinity
  let length = 1
  for (let trial = 0; trial < trials; trial++) {
    const point = from.point.map((x, i) => x + length * (direction[i] as number))
    const found = measure(point)
    const { value, gradient } = found
    const rise = dot(gradient, direction)
    // Where rounding hides what a step wins, a slope that flattens shows it (Hager & Zhang 2005). Sums
    // over a hundred thousand histories round in the fourteenth digit.
    const isLower = value <= from.value + 1e-4 * length * slope
    const isFlatter = value <= from.value + 1e-12 * Math.abs(from.value) && rise <= -0.9 * slope
    if (!(isLower || isFlatter) || !Number.isFinite(rise)) high = length
    else if (rise < 0.9 * slope) low = length
    else return { ...found, point }
    length = high < Infinity ? (low + high) / 2 : 2 * length
  }
  return undefined
}

/** The inverse of the curvature, corrected by what one step showed of it. */
function update(
  inverse: readonly (readonly number[])[],
  step: readonly number[],
  turn: readonly number[],
  curvature: number,
): number[][] {
  const turned = inverse.map((row) => dot(row, turn))
  const weight = (1 + dot(turn, turned) / curvature) / curvature
  return inverse.map((row, i) =>
    row.map(
      (entry, j) =>
        entry +
        weight * (step[i] as number) * (step[j] as number) -
        ((turned[i] as number) * (step[j] as number) +
          (step[i] as number) * (turned[j] as number)) /
          curvature,
    ),
  )
}

/** The curvature at a point, from the slopes around it: central differences, extrapolated once. */
export function hessian(
  gradient: (point: readonly number[]) => readonly number[],
  point: readonly number[],
): number[][] {
  const columns = point.map((x, i) => {
    const width = 1e-3 * Math.max(Math.abs(x), 0.1)
    const difference = (by: number): number[] => {
      const [above, below] = [by, -by].map((move) =>
        gradient(point.map((other, j) => (j === i ? x + move : other))),
      ) as [readonly number[], readonly number[]]
      return above.map((slope, j) => (slope - (below[j] as number)) / (2 * by))
    }
    const wide = difference(width)
    return difference(width / 2).map((slope, j) => (4 * slope - (wide[j] as number)) / 3)
  })
  return columns.map((column, i) =>
    column.map((entry, j) => (entry + ((columns[j] as number[])[i] as number)) / 2),
  )
}

/** The inverse of a symmetric matrix by Cholesky's factors; none where it is not positive definite. */
export function invert(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const size = matrix.length
  const columns = invertedRoot(matrix)
  if (!columns) return undefined
  const inverse = identity(size, 0)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = i; k < size; k++)
        sum += (columns[i * size + k] as number) * (columns[j * size + k] as number)
      ;(inverse[i] as number[])[j] = sum
      ;(inverse[j] as number[])[i] = sum
    }
  return inverse
}

/**
 * The inverse of Cholesky's root, one column after the other; none where the matrix is not positive
 * definite. The products of its columns are the inverse of the matrix.
 */
export function invertedRoot(matrix: readonly ArrayLike<number>[]): Float64Array | undefined {
  const size = matrix.length
  const root = rootOf(matrix)
  if (!root) return undefined
  const columns = new Float64Array(size * size)
  for (let j = 0; j < size; j++)
    for (let i = j; i < size; i++) {
      let rest = i === j ? 1 : 0
      for (let k = j; k < i; k++)
        rest -= (root[i * size + k] as number) * (columns[j * size + k] as number)
      columns[j * size + i] = rest / (root[i * size + i] as number)
    }
  return columns
}

/** Cholesky's root, row after row, of the lower half of a matrix; none where it is not positive definite. */
export function rootOf(matrix: readonly ArrayLike<number>[]): Float64Array | undefined {
  const size = matrix.length
  const root = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = 0; k < j; k++)
        sum += (root[i * size + k] as number) * (root[j * size + k] as number)
      const rest = ((matrix[i] as ArrayLike<number>)[j] as number) - sum
      if (i === j && !(rest > 0)) return undefined
      root[i * size + j] = i === j ? Math.sqrt(rest) : rest / (root[j * size + j] as number)
    }
  return root
}

/** A vector divided by Cholesky's root, as a copy. */
export function dividedByRoot(root: Float64Array, vector: ArrayLike<number>): Float64Array {
  const size = vector.length
  const divided = Float64Array.from(vector)
  for (let i = 0; i < size; i++) {
    let rest = divided[i] as number
    for (let j = 0; j < i; j++) rest -= (root[i * size + j] as number) * (divided[j] as number)
    divided[i] = rest / (root[i * size + i] as number)
  }
  return divided
}

/** A vector divided by the transpose of Cholesky's root, as a copy. */
export function dividedByTransposed(root: Float64Array, vector: ArrayLike<number>): Float64Array {
  const size = vector.length
  const divided = Float64Array.from(vector)
  for (let i = size - 1; i >= 0; i--) {
    const own = (divided[i] as number) / (root[i * size + i] as number)
    divided[i] = own
    for (let j = 0; j < i; j++)
      divided[j] = (divided[j] as number) - (root[i * size + j] as number) * own
  }
  return divided
}

/** The place of an entry of a symmetric matrix in the list of its lower half. */
function placeOf(i: number, j: number): number {
  const [low, high] = i < j ? [i, j] : [j, i]
  return (high * (high + 1)) / 2 + low
}

/** Adds a vector times itself, so often, to the lower half of a symmetric matrix. */
export function addSquare(half: Float64Array, vector: Float64Array, times: number): void {
  for (let i = 0, at = 0; i < vector.length; i++) {
    const scaled = times * (vector[i] as number)
    for (let j = 0; j <= i; j++, at++)
      half[at] = (half[at] as number) + scaled * (vector[j] as number)
  }
}

/** The whole of a symmetric matrix from its lower half. */
export function squareOf(half: ArrayLike<number>, size: number): number[][] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) => half[placeOf(i, j)] as number),
  )
}

function identity(size: number, diagonal = 1): number[][] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) => (i === j ? diagonal : 0)),
  )
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] as number), 0)
}
