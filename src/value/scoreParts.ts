import {
  check,
  checkChoice,
  checkFields,
  checkList,
  checkNumber,
  checkObject,
  checkRate,
  checkSome,
  checkWhole,
  type Path,
  readList,
} from '../internal/guard.js'
import { checkWeight } from '../internal/rows/weights.js'
import { checkName } from './rfmSegments.js'

/** Whether higher or lower values are better. */
export type ScoreDirection = 'higher' | 'lower'

/** How one metric is scored from 0 to 1. */
export interface ScorePart {
  /** The name of the part. */
  readonly name: string
  /** Its weight, above 0. Weights need not add up to 1. */
  readonly weight: number
  /** Whether higher or lower values are better. */
  readonly direction: ScoreDirection
  /**
   * The two values between which the score goes from 0 to 1, or for lower-is-better from 1 to 0;
   * low before high.
   */
  readonly bounds: readonly [low: number, high: number]
  /** A target, if any. It is met or not, and does not change the score. */
  readonly target?: number
}

/** A name for scores from a number on. */
export interface ScoreLevel {
  /** The name of the level. */
  readonly name: string
  /** The lowest score of the level, 0 to 1; the first level begins at 0. */
  readonly from: number
}

/** A part as scored. */
export interface ScoredPart {
  /** The name of the part. */
  readonly name: string
  /** Its value; `null` where it is missing. */
  readonly value: number | null
  /** Its score, 0 to 1; `null` where it is missing. */
  readonly score: number | null
  /** Its share of all weights, 0 to 1. */
  readonly weight: number
  /** Its contribution: score × weight; `null` where it is missing. */
  readonly contribution: number | null
  /** Whether the target is met; `null` without a target or a value. */
  readonly met: boolean | null
  /** Which bound the value exceeded; `null` where it lies within both. */
  readonly beyond: 'low' | 'high' | null
}

/** A composite score, with bounds for missing parts. */
export interface CompositeScore {
  /** The score, 0 to 1; `null` where a part is missing. */
  readonly score: number | null
  /** Its lowest possible value, with every missing part at 0. */
  readonly low: number
  /** Its highest possible value, with every missing part at 1. */
  readonly high: number
  /** The weighted mean of the present parts only, 0 to 1; `null` where all are missing. */
  readonly presentScore: number | null
  /** Share of the weights of present parts, 0 to 1. */
  readonly coverage: number
  /** Names of the missing parts. */
  readonly missing: readonly string[]
  /** The level; `null` without levels, or where it depends on missing parts. */
  readonly level: string | null
}

/** What a part is made of. */
export const PART_FIELDS: readonly string[] = ['name', 'weight', 'direction', 'bounds', 'target']

const MOST_PARTS = 1000

/** The parts of a score, each with a name of its own, and their weights as shares. */
export function readParts(
  metric: string,
  parts: unknown,
  fields: readonly string[],
): readonly ScorePart[] {
  const names = new Set<string>()
  const read = readList(metric, ['parts'], parts, (item, path): ScorePart => {
    const given = checkObject<ScorePart>(metric, path, item)
    checkFields(metric, path, given, fields)
    const part = readPart(metric, path, given)
    const fresh = names.size < names.add(part.name).size
    check(metric, [...path, 'name'], part.name, fresh, 'a name of its own', 'mismatch')
    return part
  })
  checkSome(metric, ['parts'], parts, read.length, 'part')
  checkWhole(metric, ['parts', 'length'], read.length, 1, MOST_PARTS)
  const all = read.reduce((sum, { weight }) => sum + weight, 0)
  return read.map((part) => ({ ...part, weight: part.weight / all }))
}

const WIDEST = 1e300

function readPart(metric: string, path: Path, given: ScorePart): ScorePart {
  const bounds = checkList<number>(metric, [...path, 'bounds'], given.bounds)
  const low = checkNumber(metric, [...path, 'bounds', 0], bounds[0], -WIDEST, WIDEST)
  const high = checkNumber(metric, [...path, 'bounds', 1], bounds[1], low, WIDEST)
  const expected = `a number above ${low}`
  check(metric, [...path, 'bounds', 1], bounds[1], high > low, expected, 'out-of-range')
  const part = {
    name: checkName(metric, [...path, 'name'], given.name),
    weight: checkWeight(metric, [...path, 'weight'], given.weight),
    direction: checkChoice(metric, [...path, 'direction'], given.direction, ['higher', 'lower']),
    bounds: [low, high] as const,
  }
  if (given.target === undefined) return part
  const target = checkNumber(metric, [...path, 'target'], given.target, -WIDEST, WIDEST)
  return { ...part, target }
}

/** Levels that begin at 0 and rise. */
export function readLevels(metric: string, levels: unknown): readonly ScoreLevel[] {
  if (levels === undefined) return []
  const names = new Set<string>()
  let last = -1
  const read = readList(metric, ['levels'], levels, (item, path): ScoreLevel => {
    const level = checkObject<ScoreLevel>(metric, path, item)
    checkFields(metric, path, level, ['name', 'from'])
    const name = checkName(metric, [...path, 'name'], level.name)
    const fresh = names.size < names.add(name).size
    check(metric, [...path, 'name'], name, fresh, 'a name of its own', 'mismatch')
    const from = checkRate(metric, [...path, 'from'], level.from)
    const rises = last < 0 ? from === 0 : from > last
    const expected = last < 0 ? '0, where the first level begins' : `a number above ${last}`
    check(metric, [...path, 'from'], from, rises, expected, 'out-of-range')
    last = from
    return { name, from }
  })
  checkSome(metric, ['levels'], levels, read.length, 'level')
  checkWhole(metric, ['levels', 'length'], read.length, 1, MOST_PARTS)
  return read
}

/** A part with its value; what is `null` is missing. */
export function scorePart(part: ScorePart, value: number | null): ScoredPart {
  const { name, weight, direction, bounds, target } = part
  if (value === null)
    return { name, value, score: null, weight, contribution: null, met: null, beyond: null }
  const [low, high] = bounds
  const place = (Math.min(high, Math.max(low, value)) - low) / (high - low)
  const score = direction === 'higher' ? place : 1 - place
  const met =
    target === undefined ? null : direction === 'higher' ? value >= target : value <= target
  const beyond = value < low ? 'low' : value > high ? 'high' : null
  return { name, value, score, weight, contribution: score * weight, met, beyond }
}

/** The whole of some parts. */
export function compose(
  parts: readonly ScoredPart[],
  levels: readonly ScoreLevel[],
): CompositeScore {
  let low = 0
  let coverage = 0
  const missing: string[] = []
  for (const { name, weight, contribution } of parts)
    if (contribution === null) missing.push(name)
    else {
      low += contribution
      coverage += weight
    }
  const complete = missing.length === 0
  const least = Math.min(1, low)
  const most = complete ? least : Math.min(1, low + Math.max(0, 1 - coverage))
  const [worst, best] = [levelOf(levels, least), levelOf(levels, most)]
  return {
    score: complete ? least : null,
    low: least,
    high: most,
    presentScore: coverage > 0 ? Math.min(1, low / coverage) : null,
    coverage: complete ? 1 : Math.min(1, coverage),
    missing,
    level: worst === best ? worst : null,
  }
}

/** Weighted shares that should come to a round number can be rounded to a little less. */
const ROUNDED_SCORE = 1e-12

function levelOf(levels: readonly ScoreLevel[], score: number): string | null {
  let name: string | null = null
  for (const level of levels) if (score >= level.from - ROUNDED_SCORE) name = level.name
  return name
}

/** A value of a part: a number, or `null` where it is missing. */
export function readValue(metric: string, path: Path, value: unknown): number | null {
  return value === null ? null : checkNumber(metric, path, value, -WIDEST, WIDEST)
}
