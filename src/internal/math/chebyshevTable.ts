/** A function of the age that is needed often enough for a table to pay. */
const ASKED = 32

/** Nodes of a table, and how many e-folds of time it covers: errors fall by a factor of 9 a node. */
const NODES = 16
const WIDTH = 0.7

/** A table is used where it has this many digits at places between its nodes. */
const AGREED = 1e-12

/** Angles of the nodes, evenly spaced. */
const ANGLES: readonly number[] = /* @__PURE__ */ Array.from(
  { length: NODES },
  (_, k) => (Math.PI * (k + 0.5)) / NODES,
)

/** One number of purchases within one interval of ages. */
interface Cell {
  readonly known: Map<number, number>
  /**
   * Coefficients of Chebyshev's polynomials, or the reason why a table does not pay: too few
   * questions, or no digits.
   */
  table: Float64Array | 'not-yet' | 'never'
}

/**
 * A slow function of purchases and age that is smooth in ln(origin + age), read off a table where many
 * ages are asked for: customers of a million ages cost what some hundred do. What is asked for seldom
 * is computed, and remembered.
 */
export function chebyshevTable(
  slow: (x: number, age: number) => number,
  origin: number,
): (x: number, age: number) => number {
  const rows = new Map<number, Map<number, Cell>>()
  return (x, age) => {
    const place = Math.log(origin + age) / WIDTH
    const cell = cellOf(rows, x, Math.floor(place))
    if (typeof cell.table === 'object')
      return valueAt(cell.table, 2 * (place - Math.floor(place)) - 1)
    const known = cell.known.get(age)
    if (known !== undefined) return known
    const value = slow(x, age)
    if (cell.known.size < ASKED) cell.known.set(age, value)
    else if (cell.table === 'not-yet') {
      const first = Math.floor(place)
      cell.table = tableOf((at) => slow(x, Math.exp((first + (at + 1) / 2) * WIDTH) - origin))
      if (typeof cell.table === 'object') cell.known.clear()
    }
    return value
  }
}

function cellOf(rows: Map<number, Map<number, Cell>>, x: number, interval: number): Cell {
  let row = rows.get(x)
  if (!row) {
    row = new Map()
    rows.set(x, row)
  }
  let cell = row.get(interval)
  if (!cell) {
    cell = { known: new Map(), table: 'not-yet' }
    row.set(interval, cell)
  }
  return cell
}

/** Coefficients of the polynomial through the nodes (Trefethen 2013, “Approximation Theory”, ch. 3). */
function tableOf(value: (at: number) => number): Float64Array | 'never' {
  const values = ANGLES.map((angle) => value(Math.cos(angle)))
  const table = Float64Array.from(ANGLES, (_, order) => {
    const sum = values.reduce(
      (all, each, k) => all + each * Math.cos(order * (ANGLES[k] as number)),
      0,
    )
    return ((order === 0 ? 1 : 2) * sum) / NODES
  })
  const isGood = [-0.97, 0.1, 0.99].every((at) => {
    const exact = value(at)
    return Math.abs(valueAt(table, at) - exact) <= AGREED * Math.abs(exact)
  })
  return isGood ? table : 'never'
}

/** A sum of Chebyshev's polynomials, by Clenshaw's recurrence. */
function valueAt(table: Float64Array, at: number): number {
  let [one, two] = [0, 0]
  for (let order = NODES - 1; order > 0; order--) {
    const next = 2 * at * one - two + (table[order] as number)
    two = one
    one = next
  }
  return at * one - two + (table[0] as number)
}
