import {
  check,
  checkChoice,
  checkObject,
  checkRate,
  checkWhole,
  type Fields,
  readFields,
} from '../../internal/guard.js'
import { type DecimalInput, readAmount } from '../../internal/money/decimal.js'
import { checkDiscount, type FirstMargin, MOST_MARGINS } from './clv.js'

/**
 * Customers who move between states, such as segments, recencies or plans; a lost customer is a
 * state too.
 */
export interface MarkovClvInput<State extends string = string> {
  /** Of the customers in a state, the share in each state one period later. Rows add up to 1. */
  readonly transitions: Readonly<Record<State, Readonly<Partial<Record<NoInfer<State>, number>>>>>
  /**
   * Margin of one period from a customer in a state, less the spend on that customer; 0 if left
   * out.
   */
  readonly margins: Readonly<Partial<Record<NoInfer<State>, DecimalInput>>>
  /** Discount rate per period: 0.1 for 10 %. */
  readonly discount: number
  /** When the first margin is received: of today's state, or of the next one. */
  readonly firstMargin: FirstMargin
  /**
   * How many margins to count.
   * @defaultValue without an end
   */
  readonly periods?: number
}

/** The fields that are read; another one is refused. */
const MARKOV_CLV_INPUT: Fields<MarkovClvInput<never>> = {
  transitions: 1,
  margins: 1,
  discount: 1,
  firstMargin: 1,
  periods: 0,
}

/** What a customer in each state is worth. */
export interface MarkovClv<State extends string = string> {
  /** Expected present value of a customer by the state today. */
  readonly values: Readonly<Record<State, number>>
  /** When the first margin is received. */
  readonly firstMargin: FirstMargin
  /** Margins counted; `null` without an end. */
  readonly periods: number | null
}

/**
 * Customer lifetime value where customers migrate between states and may come back.
 *
 * A retention rate has two states and one way between them. Customers without a contract skip a
 * season and return: their state is how long ago they last bought, and only those who never return
 * are lost.
 *
 * @formula values = Σ (P ÷ (1 + i))ᵗ × margins over t = 0, 1, … for `'now'` and 1, 2, … for
 * `'after-one-period'`, P the transitions and i the discount; without an end (I − P ÷ (1 + i))⁻¹ × margins
 * @unit the currency of `margins`
 *
 * @param input - Transitions, margins, discount and when the first margin is received.
 * @returns The value of a customer in each state.
 * @throws {@link MetricError} `empty` without states; `mismatch` for shares that do not add up to
 * 1; `invalid` for a state that has no transitions; `undefined` where margins without an end are
 * not discounted, or values are too large for a number; `out-of-range` for more than 200 states.
 * @source Pfeifer & Carraway (2000), “Modeling Customer Relationships as Markov Chains”, Journal of
 * Interactive Marketing 14(2); Berger & Nasr (1998), ibid. 12(1), case 5.
 *
 * @example
 * ```ts
 * const { values } = markovClv({
 *   transitions: {
 *     active: { active: 0.7, dormant: 0.3 },
 *     dormant: { active: 0.2, dormant: 0.5, lost: 0.3 },
 *     lost: { lost: 1 },
 *   },
 *   margins: { active: 100, dormant: -5 },
 *   discount: 0.1,
 *   firstMargin: 'now',
 * })
 * values.active // => 357.5
 * values.lost // => 0
 * ```
 */
export function markovClv<State extends string>(input: MarkovClvInput<State>): MarkovClv<State> {
  const metric = 'markovClv'
  const given = readFields<MarkovClvInput<State>>(metric, ['input'], input, MARKOV_CLV_INPUT, [])
  const discount = checkDiscount(metric, given.discount)
  const { firstMargin, periods = null } = given
  checkChoice(metric, ['firstMargin'], firstMargin, ['now', 'after-one-period'])
  if (periods !== null) checkWhole(metric, ['periods'], periods, 1, MOST_MARGINS)
  const states = readStates<State>(metric, given.transitions)
  const shares = readTransitions(metric, given.transitions, states)
  const margins = readMargins(metric, given.margins, states)
  const paying = canReach(shares, margins)
  if (periods === null && discount === 0) {
    const leaving = paying.map((pays) => (pays ? 0 : 1))
    const isOver = canReach(shares, leaving).every(Boolean)
    check(metric, ['discount'], discount, isOver, 'above 0 where margins never end', 'undefined')
  }
  const discounted = shares.map((row) => row.map((share) => share / (1 + discount)))
  const worth =
    periods === null
      ? solve(discounted, discount / (1 + discount), margins, paying)
      : addUp(discounted, margins, periods)
  const values = firstMargin === 'now' ? worth : times(discounted, worth)
  const isKnown = values.every(Number.isFinite)
  const expected = 'shares with which customers leave before their value is too large for a number'
  check(metric, ['transitions'], given.transitions, isKnown, expected, 'undefined')
  return { values: byState(states, values), firstMargin, periods }
}

/** More states than anybody distinguishes, few enough to solve at once. */
const MOST_STATES = 200

function readStates<State extends string>(metric: string, transitions: unknown): State[] {
  const states = Object.keys(checkObject(metric, ['transitions'], transitions)) as State[]
  check(metric, ['transitions'], transitions, states.length > 0, 'at least one state', 'empty')
  checkWhole(metric, ['transitions', 'length'], states.length, 1, MOST_STATES)
  return states
}

/** The shares as a table in the order of the states. */
function readTransitions(
  metric: string,
  transitions: unknown,
  states: readonly string[],
): number[][] {
  const rows = transitions as Readonly<Record<string, unknown>>
  return states.map((from) => {
    const path = ['transitions', from]
    const given = checkObject<Record<string, unknown>>(metric, path, rows[from])
    for (const to of Object.keys(given)) checkChoice(metric, [...path, to], to, states)
    const row = states.map((to) =>
      Object.hasOwn(given, to) ? checkRate(metric, [...path, to], given[to]) : 0,
    )
    const sum = row.reduce((total, share) => total + share, 0)
    check(
      metric,
      path,
      given,
      Math.abs(sum - 1) < 1e-9,
      `shares that add up to 1, but to ${sum}`,
      'mismatch',
    )
    return row.map((share) => share / sum)
  })
}

function readMargins(metric: string, margins: unknown, states: readonly string[]): number[] {
  const given = checkObject<Record<string, unknown>>(metric, ['margins'], margins)
  for (const state of Object.keys(given)) checkChoice(metric, ['margins', state], state, states)
  return states.map((state) =>
    Object.hasOwn(given, state)
      ? readAmount(metric, ['margins', state], given[state]).toNumber()
      : 0,
  )
}

/** From which states one with a mark can be reached, itself included. */
function canReach(shares: readonly (readonly number[])[], marks: readonly number[]): boolean[] {
  const reached = marks.map((mark) => mark !== 0)
  const open = reached.flatMap((isReached, state) => (isReached ? [state] : []))
  for (let to = open.pop(); to !== undefined; to = open.pop())
    for (const [from, row] of shares.entries())
      if (!reached[from] && (row[to] as number) > 0) {
        reached[from] = true
        open.push(from)
      }
  return reached
}

/**
 * The value of each state over a number of periods, from the last one back: the margin and the
 * discounted value of the next periods.
 */
function addUp(
  discounted: readonly (readonly number[])[],
  margins: readonly number[],
  periods: number,
): number[] {
  let values = [...margins]
  for (let period = 1; period < periods; period++) {
    const longer = times(discounted, values).map((next, at) => (margins[at] as number) + next)
    if (longer.every((value, at) => value === values[at])) return values
    values = longer
  }
  return values
}

/**
 * Values without an end: the value of a state is its margin plus the discounted value of the next
 * states. States are left out one by one, by the method of Grassmann, Taksar & Heyman (1985), which
 * never subtracts, so that no digits are lost where hardly anybody leaves. Those from which nothing
 * is ever paid are worth nothing.
 */
function solve(
  discounted: readonly (readonly number[])[],
  lost: number,
  margins: readonly number[],
  paying: readonly boolean[],
): number[] {
  const kept = paying.flatMap((pays, state) => (pays ? [state] : []))
  const moves = kept.map((from) => kept.map((to) => discounted[from]?.[to] as number))
  const worth = kept.map((state) => margins[state] as number)
  const outs = kept.map((from) =>
    paying.reduce((sum, pays, to) => (pays ? sum : sum + (discounted[from]?.[to] as number)), lost),
  )
  const pivots = [...outs]
  for (let state = kept.length - 1; state > 0; state--) {
    const row = moves[state] as number[]
    pivots[state] = row.slice(0, state).reduce((sum, share) => sum + share, outs[state] as number)
    for (let from = 0; from < state; from++) {
      const others = moves[from] as number[]
      const part = (others[state] as number) / (pivots[state] as number)
      outs[from] = (outs[from] as number) + part * (outs[state] as number)
      worth[from] = (worth[from] as number) + part * (worth[state] as number)
      for (let to = 0; to < state; to++)
        others[to] = (others[to] as number) + part * (row[to] as number)
    }
  }
  pivots[0] = outs[0] as number
  const values = margins.map(() => 0)
  kept.forEach((state, at) => {
    const next = kept
      .slice(0, at)
      .reduce((sum, to, index) => sum + (moves[at]?.[index] as number) * (values[to] as number), 0)
    values[state] = ((worth[at] as number) + next) / (pivots[at] as number)
  })
  return values
}

function times(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((row) => {
    let sum = 0
    for (let at = 0; at < row.length; at++) sum += (row[at] as number) * (vector[at] as number)
    return sum
  })
}

function byState<State extends string>(
  states: readonly State[],
  values: readonly number[],
): Record<State, number> {
  // `__proto__` can be the name of a state: fromEntries makes it one.
  return Object.fromEntries(
    states.map((state, index) => [state, (values[index] as number) + 0]),
  ) as Record<State, number>
}
