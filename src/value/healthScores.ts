import {
  check,
  checkObject,
  checkSome,
  eachRow,
  type Fields,
  type Path,
  readOptions,
  refuse,
} from '../internal/guard.js'
import { idReader } from '../internal/rows/customers.js'
import type { CustomerId, CustomerKey } from '../transactions.js'
import {
  type CompositeScore,
  compose,
  PART_FIELDS,
  readLevels,
  readParts,
  readValue,
  type ScoreLevel,
  type ScorePart,
  scorePart,
} from './scoreParts.js'

/** The values of a customer. */
export interface HealthRow {
  /** The customer. */
  readonly customer: CustomerId
  /** Values by the names of the parts; `null` or absent where missing. */
  readonly values: Readonly<Record<string, number | null>>
}

/** The parts and levels of a health score. */
export interface HealthOptions {
  /** The parts of the score. */
  readonly parts: readonly ScorePart[]
  /** Names for scores, ascending; the first begins at 0. */
  readonly levels: readonly ScoreLevel[]
}

/** The fields that are read; another one is refused. */
const HEALTH_OPTIONS: Fields<HealthOptions> = { parts: 1, levels: 1 }

/** One customer's score. */
export interface CustomerHealth extends CompositeScore {
  /** The customer. */
  readonly customer: CustomerKey
}

/** Customers of one level. */
export interface HealthLevel {
  /** The name of the level; `null` for customers whose level depends on missing values. */
  readonly level: string | null
  /** Customers of that level. */
  readonly customers: number
  /** Their share of all customers, 0 to 1. */
  readonly share: number
}

/** How many customers have a value of a part, and how many meet its target. */
export interface KnownPart {
  /** The name of the part. */
  readonly name: string
  /** Customers who have a value. */
  readonly customers: number
  /** Of them, those who meet the target; `null` where the part has none. */
  readonly met: number | null
}

/** Scores of all customers. */
export interface HealthScores {
  /** Each customer's score, in the order of the rows. */
  readonly customers: readonly CustomerHealth[]
  /** Customers by level, the undecided last; they add up to all customers. */
  readonly levels: readonly HealthLevel[]
  /** For each part, how many customers have a value and meet the target, in the order of the parts. */
  readonly known: readonly KnownPart[]
}

/**
 * A health score for each customer, from the same parts as a {@link scorecard}.
 *
 * A customer whose level depends on missing parts has no level and counts as undecided. Do not
 * treat customers without data as healthy: this is how health scores fail.
 *
 * @formula score = Σ weight × place ÷ Σ weight; place = (value − low) ÷ (high − low) within 0 and 1, or
 * 1 less it where lower is better
 * @unit share of the best possible, 0 to 1
 *
 * @param rows - One row for each customer.
 * @param options - Parts with weight, direction, bounds and target, and levels.
 * @returns Each customer's score and level, and customers by level.
 * @throws {@link MetricError} `empty` without customers, parts or levels; `mismatch` for a customer
 * given twice; `invalid` for a malformed value.
 * @source OECD & JRC (2008), “Handbook on Constructing Composite Indicators”; Manski (2003), “Partial
 * Identification of Probability Distributions”, ch. 1, on bounds for what is missing.
 *
 * @example
 * ```ts
 * const parts = [
 *   { name: 'logins', weight: 1, direction: 'higher', bounds: [0, 20] },
 *   { name: 'openTickets', weight: 1, direction: 'lower', bounds: [0, 5] },
 * ] as const
 * const levels = [{ name: 'red', from: 0 }, { name: 'yellow', from: 0.4 }, { name: 'green', from: 0.7 }]
 * const rows = [
 *   { customer: 'a', values: { logins: 18, openTickets: 0 } },
 *   { customer: 'b', values: { logins: 3 } },
 * ]
 * const { customers } = healthScores(rows, { parts, levels })
 * customers.map(({ level }) => level) // => ['green', null]
 * customers[1] // => { customer: 'b', score: null, low: 0.075, high: 0.575, missing: ['openTickets'], … }
 * ```
 */
export function healthScores(rows: Iterable<HealthRow>, options: HealthOptions): HealthScores {
  const metric = 'healthScores'
  const given = readOptions<HealthOptions>(metric, options, HEALTH_OPTIONS)
  const parts = readParts(metric, given.parts, PART_FIELDS)
  const isGiven = given.levels !== undefined
  check(metric, ['levels'], given.levels, isGiven, 'an iterable', 'invalid')
  const levels = readLevels(metric, given.levels)
  const seen = new Set<CustomerKey>()
  const list: Path = ['rows']
  const readId = idReader(metric)
  const scores: CompositeScore[] = []
  const known = parts.map(({ name }) => ({ name, customers: 0, met: 0 }))
  const counts = new Map<string | null, number>(levels.map(({ name }) => [name, 0]))
  eachRow<HealthRow>(metric, list, rows, (row, index) => {
    const { values } = row
    const customer = readId(row.customer, list, index)
    if (seen.size === seen.add(customer).size)
      refuse(metric, ['rows', index, 'customer'], row.customer, 'in one row only', 'mismatch')
    const own = checkObject<HealthRow['values']>(metric, ['rows', index, 'values'], values)
    const scored = parts.map((part, at) => {
      const value = Object.hasOwn(own, part.name) ? (own[part.name] ?? null) : null
      const read = readValue(metric, ['rows', index, 'values', part.name], value)
      const result = scorePart(part, read)
      const count = known[at] as { customers: number; met: number }
      if (value !== null) count.customers++
      if (result.met) count.met++
      return result
    })
    const health = compose(scored, levels)
    counts.set(health.level, (counts.get(health.level) ?? 0) + 1)
    scores.push(health)
  })
  checkSome(metric, ['rows'], rows, scores.length, 'customer')
  const all = scores.length
  return {
    customers: [...seen].map((customer, at) => ({
      customer,
      ...(scores[at] as CompositeScore),
    })),
    levels: [...levels.map(({ name }) => name), null].map((level) => {
      const count = counts.get(level) ?? 0
      return { level, customers: count, share: count / all }
    }),
    known: known.map(({ met, ...part }, at) => ({
      ...part,
      met: parts[at]?.target === undefined ? null : met,
    })),
  }
}
