import { describe, expect, it } from 'vitest'
import {
  addSquare,
  dividedByRoot,
  dividedByTransposed,
  hessian,
  invert,
  invertedRoot,
  minimize,
  polish,
  rootOf,
  type Slope,
  type Square,
  squareOf,
} from '../../../src/internal/math/optimize.js'

type Measure = (point: readonly number[]) => Slope

// Test functions of Moré, Garbow & Hillstrom (1981), ACM TOMS 7(1), with their published minima.
const rosenbrock: Measure = (point) => {
  const [x, y] = point as [number, number]
  return {
    value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    gradient: [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
  }
}

const powell: Measure = (point) => {
  const [a, b, c, d] = point as [number, number, number, number]
  return {
    value: (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4,
    gradient: [
      2 * (a + 10 * b) + 40 * (a - d) ** 3,
      20 * (a + 10 * b) + 4 * (b - 2 * c) ** 3,
      10 * (c - d) - 8 * (b - 2 * c) ** 3,
      -10 * (c - d) - 40 * (a - d) ** 3,
    ],
  }
}

/** x − ln x, which has no value below zero. */
const walled: Measure = ([x = 0]) => ({ value: x - Math.log(x), gradient: [1 - 1 / x] })

describe('minimize', () => {
  it.each([
    [-1.2, 1],
    [-1200, 100],
    [6, -8],
  ])('finds the end of Rosenbrock’s valley from %d, %d', (...start) => {
    const { point, converged } = minimize(rosenbrock, start)
    expect(converged).toBe(true)
    expect(point[0]).toBeCloseTo(1, 8)
    expect(point[1]).toBeCloseTo(1, 8)
  })

  it('finds the flat minimum of Powell’s singular function', () => {
    const { value, converged } = minimize(powell, [3, -1, 0, 1])
    expect(converged).toBe(true)
    expect(value).toBeLessThan(1e-12)
  })

  it.each([50, 1e-6])('stays before a wall, from %d', (start) => {
    const { point, converged } = minimize(walled, [start])
    expect(converged).toBe(true)
    expect(point[0]).toBeCloseTo(1, 8)
  })

  it('takes no step where it starts at a minimum', () => {
    expect(minimize(rosenbrock, [1, 1])).toEqual({
      point: [1, 1],
      value: 0,
      gradient: [-0, 0],
      iterations: 0,
      converged: true,
    })
  })

  it('says that it has not arrived', () => {
    expect(minimize(rosenbrock, [-1.2, 1], { maxIterations: 3 })).toMatchObject({
      iterations: 3,
      converged: false,
    })
    expect(minimize(walled, [-1]).converged).toBe(false)
    // Downhill for ever.
    expect(minimize(([x = 0]) => ({ value: -x, gradient: [-1] }), [0]).converged).toBe(false)
  })

  it('is over at a point that nobody would take, the first one excepted', () => {
    const isLost = ([x = 0]: readonly number[]): boolean => x < 40
    // x − ln x falls down to 1.
    const { point, iterations, converged } = minimize(walled, [50], { isLost })
    expect(converged).toBe(false)
    expect(iterations).toBeGreaterThan(0)
    expect(point[0]).toBeGreaterThan(1.5)
    expect(point[0]).toBeLessThan(40)
    expect(minimize(walled, [1.1], { isLost: () => false }).point[0]).toBeCloseTo(1, 8)
    expect(minimize(walled, [30], { isLost, maxIterations: 1 }).point[0]).toBeLessThan(30)
  })

  it('forgets a curvature that misleads', () => {
    const inverse = [
      [-1, 0],
      [0, -1],
    ]
    expect(minimize(rosenbrock, [-1.2, 1], { inverse }).point[0]).toBeCloseTo(1, 8)
    // Where nothing can be won either way, that is soon known.
    const end = minimize(([x = 0]) => ({ value: x * x, gradient: [-2 * x] }), [3], {
      inverse: [[-1]],
      maxIterations: 1000,
    })
    expect(end).toMatchObject({ converged: false })
    expect(end.iterations).toBeLessThan(1000)
  })

  it('goes on while any slope is left', () => {
    const bowl: Measure = ([x = 0, y = 0]) => ({
      value: (x - 1) ** 2 + (y - 2) ** 2,
      gradient: [2 * (x - 1), 2 * (y - 2)],
    })
    for (const start of [
      [1, 0],
      [0, 2],
    ])
      expect(minimize(bowl, start).point.map((x) => Math.round(1e8 * x) / 1e8)).toEqual([1, 2])
  })

  it('has not arrived where a value has no end', () => {
    for (const value of [-Infinity, Infinity, Number.NaN])
      expect(minimize(() => ({ value, gradient: [1] }), [0]).converged).toBe(false)
    expect(minimize(() => ({ value: 1, gradient: [0, Infinity] }), [0, 0]).converged).toBe(false)
  })

  it('takes what is lower across a bend, where no slope flattens', () => {
    const bent: Measure = ([x = 0]) =>
      x < 10 ? { value: -x, gradient: [-1] } : { value: 3 * x - 40, gradient: [3] }
    const { point, value } = minimize(bent, [0], { maxIterations: 1 })
    expect(point[0]).toBeGreaterThan(10)
    expect(value).toBeLessThan(-1)
  })

  it('does not take a step that wins nothing and ends as steep as it began', () => {
    // (x − ½)²: from 0 a step of 1 leads to the same height on the other side, half of it to the minimum.
    const { point, iterations } = minimize(
      ([x = 0]) => ({ value: (x - 0.5) ** 2, gradient: [2 * x - 1] }),
      [0],
    )
    expect([point[0], iterations]).toEqual([0.5, 1])
  })

  it('takes a step that flattens the slope where values are equal but for rounding', () => {
    // The slope is −4 at 0 and 2 at 4, where the first step leads.
    const flat: Measure = ([x = 0]) => ({ value: 1, gradient: [1.5 * x - 4] })
    expect(minimize(flat, [0], { maxIterations: 1 }).point).toEqual([4])
    expect(minimize(flat, [0]).point[0]).toBeCloseTo(8 / 3, 12)
  })

  it('does not take a slope that is not one for a minimum', () => {
    // The stated slope points uphill: no step along it is lower.
    expect(minimize(([x = 0]) => ({ value: x * x, gradient: [-2 * x] }), [3]).converged).toBe(false)
  })

  it('stops where rounding hides what is left', () => {
    const far: Measure = ([x = 0]) => ({ value: 1e9 + (x - 2) ** 2, gradient: [2e6 * (x - 2)] })
    expect(minimize(far, [2 + 1e-5], { tolerance: 1e-12 })).toMatchObject({ converged: true })
    const rounded: Measure = (point) => {
      const { value, gradient } = rosenbrock(point)
      return { value: Math.round(value * 1e4) / 1e4, gradient }
    }
    const { point, value } = minimize(rounded, [-1.2, 1], { tolerance: 1e-15 })
    expect(value).toBe(0)
    expect(point[0]).toBeCloseTo(1, 1)
  })
})

describe('polish', () => {
  type Curved = (point: readonly number[]) => Slope & { readonly curvature: Square }

  const valley: Curved = (point) => {
    const [x, y] = point as [number, number]
    return {
      ...rosenbrock(point),
      curvature: [
        [2 - 400 * y + 1200 * x * x, -400 * x],
        [-400 * x, 200],
      ],
    }
  }

  it('finds the end of Rosenbrock’s valley in few steps', () => {
    const { point, iterations, curvature } = polish(valley, [-1.2, 1]) ?? {}
    expect(point?.[0]).toBeCloseTo(1, 8)
    expect(point?.[1]).toBeCloseTo(1, 8)
    expect(iterations).toBeLessThan(25)
    expect(curvature?.[0]?.[0]).toBeCloseTo(802, 4)
  })

  it('goes downhill from where the curvature is not that of a minimum', () => {
    // x⁴ − 2x²: two minima at ±1, and a summit between them.
    const hills: Curved = ([x = 0]) => ({
      value: x ** 4 - 2 * x * x,
      gradient: [4 * x ** 3 - 4 * x],
      curvature: [[12 * x * x - 4]],
    })
    expect(polish(hills, [0.1])?.point[0]).toBeCloseTo(1, 10)
  })

  it('gives up where there is nothing to find, no number, or too few steps', () => {
    const slope: Curved = ([x = 0]) => ({ value: -x, gradient: [-1], curvature: [[0]] })
    expect(polish(slope, [0])).toBeUndefined()
    const none: Curved = () => ({ value: Number.NaN, gradient: [1], curvature: [[1]] })
    expect(polish(none, [0])).toBeUndefined()
    const bent: Curved = ([x = 0]) => ({ value: x, gradient: [1], curvature: [[Number.NaN]] })
    expect(polish(bent, [0])).toBeUndefined()
    const uphill: Curved = ([x = 0]) => ({ value: x * x, gradient: [-2 * x], curvature: [[2]] })
    expect(polish(uphill, [3])).toBeUndefined()
    expect(polish(valley, [-1.2, 1], { maxIterations: 3 })).toBeUndefined()
  })
})

describe('hessian', () => {
  it('of Rosenbrock’s function at its minimum is 802, −400, 200', () => {
    const [[a, b], [c, d]] = hessian((point) => rosenbrock(point).gradient, [1, 1]) as [
      [number, number],
      [number, number],
    ]
    expect(a).toBeCloseTo(802, 6)
    expect(b).toBeCloseTo(-400, 6)
    expect(c).toBe(b)
    expect(d).toBeCloseTo(200, 6)
  })
})

describe('hessian elsewhere', () => {
  it('has ten digits of a function of any size and place', () => {
    // The gradient of e^x + x y³ is e^x + y³ and 3 x y²; its slopes are e^x, 3 y² and 6 x y.
    for (const [x, y] of [
      [0, 0.01],
      [-3, 200],
      [5, -4],
    ] as const) {
      const slopes = hessian(
        ([a = 0, b = 0]) => [Math.exp(a) + b ** 3, 3 * a * b * b],
        [x, y],
      ).flat()
      const scale = Math.max(Math.exp(x), 3 * y * y, Math.abs(6 * x * y))
      ;[Math.exp(x), 3 * y * y, 3 * y * y, 6 * x * y].forEach((slope, i) => {
        expect(Math.abs((slopes[i] as number) - slope)).toBeLessThan(1e-9 * scale)
      })
    }
  })
})

describe('invert', () => {
  it('of 4, 2, 2, 3 is 3/8, −1/4, −1/4, 1/2', () => {
    const inverse = invert([
      [4, 2],
      [2, 3],
    ]) as number[][]
    expect(inverse.flat().map((x) => Math.round(x * 1e12) / 1e12)).toEqual([
      0.375, -0.25, -0.25, 0.5,
    ])
  })

  it('times a matrix of three is the identity', () => {
    const matrix = [
      [6, 2, 1],
      [2, 5, 2],
      [1, 2, 4],
    ]
    const inverse = invert(matrix) as number[][]
    matrix.forEach((row, i) => {
      inverse.forEach((_, j) => {
        const entry = row.reduce((sum, x, k) => sum + x * (inverse[k]?.[j] as number), 0)
        expect(entry).toBeCloseTo(i === j ? 1 : 0, 12)
      })
    })
  })

  it('leaves no variance to what is held without end', () => {
    expect(
      invert([
        [Infinity, 3],
        [3, 2],
      ]),
    ).toEqual([
      [0, 0],
      [0, expect.closeTo(0.5, 15)],
    ])
  })

  it('does not exist where the curvature is not that of a minimum', () => {
    expect(
      invert([
        [1, 2],
        [2, 1],
      ]),
    ).toBeUndefined()
    expect(invert([[Number.NaN]])).toBeUndefined()
  })
})

describe('invertedRoot', () => {
  it('of 4, 2, 2, 10 is 1/2, −1/6, 1/3', () => {
    // Cholesky's root of the matrix is 2; 1, 3. Its inverse is 1/2; −1/6, 1/3, here by columns.
    const columns = invertedRoot([
      [4, 2],
      [2, 10],
    ]) as Float64Array
    expect([...columns].map((x) => Math.round(6e12 * x) / 1e12)).toEqual([3, -1, 0, 2])
  })

  it('reads the lower half alone', () => {
    expect(invertedRoot([[4, Number.NaN], Float64Array.of(2, 10)])).toEqual(
      invertedRoot([
        [4, 2],
        [2, 10],
      ]),
    )
  })

  it('does not exist where a matrix has no breadth along some line', () => {
    expect(
      invertedRoot([
        [1, 2],
        [2, 4],
      ]),
    ).toBeUndefined()
    expect(invertedRoot([[0]])).toBeUndefined()
  })
})

describe('a vector divided by a root', () => {
  // 4, 2; 2, 10 has the root 2; 1, 3.
  const root = rootOf([[4], [2, 10]]) as Float64Array

  it('solves the equations of the rows', () => {
    // 2 x = 4; x + 3 y = 11
    expect([...dividedByRoot(root, [4, 11])]).toEqual([2, 3])
  })

  it('by the transpose, solves those of the columns', () => {
    // 2 x + y = 7; 3 y = 9
    expect([...dividedByTransposed(root, [7, 9])]).toEqual([2, 3])
  })

  it('by both is one divided by the matrix', () => {
    // (4, 2; 2, 10) (1, 2) = (8, 22)
    const solved = dividedByTransposed(root, dividedByRoot(root, [8, 22]))
    expect([...solved].map((x) => Math.round(1e12 * x) / 1e12)).toEqual([1, 2])
  })
})

describe('the lower half of a symmetric matrix', () => {
  it('is the sum of the squares of vectors', () => {
    // 2 × (1, 2, 3)(1, 2, 3)ᵀ − (0, 1, −1)(0, 1, −1)ᵀ
    const half = new Float64Array(6)
    addSquare(half, Float64Array.of(1, 2, 3), 2)
    addSquare(half, Float64Array.of(0, 1, -1), -1)
    expect([...half]).toEqual([2, 4, 7, 6, 13, 17])
    expect(squareOf(half, 3)).toEqual([
      [2, 4, 6],
      [4, 7, 13],
      [6, 13, 17],
    ])
  })
})
