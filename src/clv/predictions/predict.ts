import {
  check,
  checkChoice,
  checkConfidence,
  checkList,
  checkNumber,
  checkObject,
  checkUnread,
  checkWhole,
  type Path,
  refuse,
} from '../../internal/guard.js'
import { type Interval, interval } from '../../internal/inference/interval.js'
import { normalWidth } from '../../internal/math/special.js'
import type { ModelParameters } from '../models/behaviour.js'
import type { ReadModel, Uncertain } from '../models/readModel.js'
import {
  areTimes,
  eachSummary,
  isColumns,
  readSummary,
  type Summary,
  type SummaryKind,
  type SummaryRow,
  type WithSpend,
} from '../summaries/summaryColumns.js'
import type { Factor } from './factors.js'

/** How an interval for the uncertainty of parameters is made. */
export type UncertaintyMethod = 'delta' | 'bootstrap'

/** A predicted number, with its interval. */
export interface PredictedValue {
  /** The prediction at the parameters of the model. */
  readonly value: number
  /**
   * The interval for the uncertainty of the parameters. It does not include the randomness of the
   * future itself.
   */
  readonly interval: Interval<UncertaintyMethod>
}

/** What an interval needs. */
export interface IntervalRequest {
  readonly interval?: unknown
  readonly confidence?: unknown
  readonly bootstrap?: unknown
}

/** Predicts one customer from parameters. */
type Predictor = (frequency: number, recency: number, age: number, mean: number) => number

/** What is predicted, for whom. */
export interface Prediction {
  readonly metric: string
  readonly kind: SummaryKind
  readonly withSpend?: WithSpend
  /** Refuses a mean amount that needs a policy. */
  readonly checkMean?: ((mean: number, path: Path) => void) | undefined
  /** What multiplies the value of a customer, and is known without an error. */
  readonly factor?: Factor
  readonly model: Uncertain
  /** ModelParameters drawn by a bootstrap, where there was one. */
  readonly draws: readonly ModelParameters[] | undefined
  /** Whether the value is a share, an amount of at least 0, or one that may be below 0. */
  readonly range: 'share' | 'amount' | 'signed'
  readonly predictor: (parameters: ModelParameters) => Predictor
  /** Whether a prediction is no slower to compute than to look up. */
  readonly isQuick?: boolean | undefined
  /** What is missing where a value does not exist. */
  readonly exists: string
}

/** What every prediction by a model of purchases alone begins with. */
export function openPrediction(
  metric: string,
  read: ReadModel,
  bootstrap: unknown,
): Pick<Prediction, 'metric' | 'kind' | 'model' | 'draws'> {
  const { name, behaviour } = read
  const draws = readDraws(metric, ['bootstrap'], bootstrap, name, behaviour.names)
  return { metric, kind: behaviour.kind, model: read, draws }
}

/** A prediction for one customer, a list of rows or columns; with an interval where one is asked for. */
export function predict(prediction: Prediction, who: unknown, request: IntervalRequest): unknown {
  const { metric, kind, withSpend = 'without-spend', predictor, model, factor } = prediction
  const isOne =
    who === 'new' ||
    (typeof who === 'object' && who !== null && 'frequency' in who && !isColumns(who))
  const own = predictor(model.parameters)
  const plain = isOne || prediction.isQuick ? own : recalling(own)
  if (request.interval === undefined)
    checkUnread(metric, request, ['confidence', 'bootstrap'], 'no interval is asked for')
  const surround = request.interval === undefined ? undefined : surrounder(prediction, request)
  const answer = (path: Path, index: number | undefined, summary: Summary): unknown => {
    const { frequency: x, recency, age, monetary: mean } = summary
    if (mean < 0) prediction.checkMean?.(mean, [...placeOf(path, index), 'monetary'])
    const multiple = factor ? factor.of(index) : 1
    const single = plain(x, recency, age, mean)
    // Adding 0 makes a negative zero a plain one.
    const value = single * multiple + 0
    if (!(Math.abs(value) <= Number.MAX_VALUE))
      refuse(metric, placeOf(path, index), who === 'new' ? who : {}, prediction.exists, 'undefined')
    if (!surround) return value
    return { value, interval: times(surround(single, x, recency, age, mean), multiple) }
  }
  if (who === 'new') return answer(['customer'], undefined, NEW)
  if (isOne) {
    const row = readSummary(metric, ['customer'], undefined, kind, who as SummaryRow, withSpend)
    return answer(['customer'], undefined, row)
  }
  if (typeof who === 'string')
    refuse(metric, ['customer'], who, "'new', one customer, or many of them", 'invalid')
  const isPlain = !(surround || factor) && withSpend === 'without-spend'
  const packed = isPlain && prediction.isQuick ? predictPacked(kind, who, own) : undefined
  if (packed) return packed
  const path = ['customers']
  const list: unknown[] = []
  const size = eachSummary(
    metric,
    path,
    who,
    kind,
    (summary) => {
      list.push(answer(path, summary.index, summary))
    },
    withSpend,
  )
  factor?.checkLength(size)
  return list
}

/**
 * Predictions for packed columns of numbers, in which every row is in order and has a prediction; nothing
 * for others, which are looked at one by one.
 */
function predictPacked(kind: SummaryKind, who: unknown, own: Predictor): number[] | undefined {
  const { frequency, recency, age, customers } = Object(who)
  const isPacked = (column: unknown): column is Float64Array =>
    column instanceof Float64Array && column.length === frequency.length
  if (customers !== undefined || !(isPacked(frequency) && isPacked(recency) && isPacked(age)))
    return undefined
  // As long as it will be: a list that grows is copied several times.
  const list = new Array<number>(frequency.length).fill(Number.NaN)
  for (let index = 0; index < frequency.length; index++) {
    const x = frequency[index] as number
    const last = recency[index] as number
    const until = age[index] as number
    const value = areTimes(kind, x, last, until) ? own(x + 0, last + 0, until + 0, 0) + 0 : Infinity
    if (!(Math.abs(value) <= Number.MAX_VALUE)) return undefined
    list[index] = value
  }
  return list
}

/** Where a customer stands among many, or the one. */
function placeOf(path: Path, index: number | undefined): Path {
  return index === undefined ? path : [...path, index]
}

/** A customer of whom nothing is known. */
const NEW: Summary = { frequency: 0, recency: 0, age: 0, monetary: 0 }

/** An interval of a multiple. */
function times<Method extends string>(of: Interval<Method>, multiple: number): Interval<Method> {
  const most = Number.MAX_VALUE
  const ends = [of.low, of.high].map((end) => Math.max(-most, Math.min(end * multiple, most)) + 0)
  const [low, high] = ends.sort((a, b) => a - b) as [number, number]
  return { ...of, low, high }
}

type Surrounder = (
  value: number,
  frequency: number,
  recency: number,
  age: number,
  mean: number,
) => Interval<UncertaintyMethod>

/** Intervals for a prediction, as asked for. */
export function surrounder(prediction: Prediction, request: IntervalRequest): Surrounder {
  const { metric, draws } = prediction
  const method = checkChoice(metric, ['interval'], request.interval, ['delta', 'bootstrap'])
  const confidence = checkConfidence(metric, request.confidence)
  if (method === 'delta') {
    checkUnread(metric, request, ['bootstrap'], 'the interval is delta')
    return byDelta(prediction, confidence)
  }
  const given = check<readonly ModelParameters[]>(
    metric,
    ['bootstrap'],
    draws,
    draws !== undefined,
    'the result of bootstrapModel',
    'invalid',
  )
  return byDraws(prediction, given, confidence)
}

/** How far a logarithm of a parameter is moved to see what follows. */
const MOVE = 1e-4

/**
 * The delta method, on the log-odds of a share and on the logarithm of an amount, so that no end
 * leaves the range.
 */
function byDelta({ metric, model, predictor, range }: Prediction, confidence: number): Surrounder {
  const { parameters, covariance } = model
  const given = check<readonly (readonly number[])[]>(
    metric,
    ['model', 'covariance'],
    covariance,
    covariance !== undefined,
    'there, as in a model that was fitted',
    'invalid',
  )
  const moved = parameters.map((_, i) =>
    [MOVE, -MOVE].map((by) =>
      predictor(parameters.map((each, j) => (i === j ? each * Math.exp(by) : each))),
    ),
  ) as [Predictor, Predictor][]
  const width = normalWidth(confidence)
  return (value, x, recency, age, mean) => {
    const slopes = moved.map(
      ([up, down], i) =>
        (up(x, recency, age, mean) - down(x, recency, age, mean)) /
        (2 * MOVE * (parameters[i] as number)),
    )
    let variance = 0
    let size = 0
    for (const [i, row] of given.entries())
      for (const [j, entry] of row.entries()) {
        const term = (slopes[i] as number) * (slopes[j] as number) * entry
        variance += term
        size += Math.abs(term)
      }
    // Terms that cancel leave what rounding, and slopes by differences, make of nothing.
    if (variance < -1e-6 * size)
      refuse(metric, ['model', 'covariance'], variance, VARIANCE, 'invalid')
    const half = width * Math.sqrt(Math.max(variance, 0))
    return interval('delta', confidence, value, endsOf(value, half, range), rangeOf(range))
  }
}

const VARIANCE = 'one that gives every prediction a variance of at least 0'

function endsOf(value: number, half: number, range: Range): readonly [number, number] {
  if (range === 'signed') return [value - half, value + half]
  const rest = range === 'share' ? 1 - value : 1
  const relative = half / (value * rest)
  // Where a value is certain, or its logarithm has no end, nothing is known of a width.
  if (!Number.isFinite(relative)) return [value, value]
  const factor = Math.exp(Math.min(relative, 500))
  if (range === 'amount') return [value / factor, value * factor]
  return [value / (value + rest * factor), value / (value + rest / factor)]
}

type Range = Prediction['range']

function rangeOf(range: Range): readonly [number, number] {
  const most = range === 'share' ? 1 : Number.MAX_VALUE
  return [range === 'signed' ? -most : 0, most]
}

/** Percentiles over the parameters drawn. */
function byDraws(
  { predictor, range }: Prediction,
  draws: readonly ModelParameters[],
  confidence: number,
): Surrounder {
  const predictors = draws.map(predictor)
  const values = new Float64Array(predictors.length)
  return (value, x, recency, age, mean) => {
    for (const [i, drawn] of predictors.entries()) values[i] = drawn(x, recency, age, mean)
    // What does not exist at some of the parameters sorts to the end, as the largest of all.
    values.sort()
    const at = (share: number): number => {
      const place = share * (values.length - 1)
      const below = values[Math.floor(place)] as number
      const above = values[Math.ceil(place)] as number
      return below + (place - Math.floor(place)) * (above - below)
    }
    const tail = (1 - confidence) / 2
    const ends = [tail, 1 - tail].map((share) => {
      const end = at(share)
      return Number.isNaN(end) ? Number.MAX_VALUE : end
    }) as [number, number]
    return interval('bootstrap', confidence, value, ends, rangeOf(range))
  }
}

/** ModelParameters drawn by a bootstrap, as given. */
export function readDraws(
  metric: string,
  path: Path,
  value: unknown,
  model: string,
  names: readonly string[],
): ModelParameters[] | undefined {
  if (value === undefined) return undefined
  const given = checkObject<{ readonly model: unknown; readonly parameters: unknown }>(
    metric,
    path,
    value,
  )
  const expected = `a bootstrap of ${model}`
  check(metric, [...path, 'model'], given.model, given.model === model, expected, 'mismatch')
  const list = checkList<unknown>(metric, [...path, 'parameters'], given.parameters)
  const size = checkWhole(metric, [...path, 'parameters', 'length'], list.length, 2, 10_000)
  return Array.from({ length: size }, (_, i) => {
    const at = [...path, 'parameters', i]
    const row = checkObject<Readonly<Record<string, unknown>>>(metric, at, list[i])
    return names.map((name) => checkNumber(metric, [...at, name], row[name], 1e-9, 1e12))
  })
}

/** How many answers are recalled: a power of two. */
const RECALLED = 2 ** 14

/**
 * Recalls answers for customers who have been asked about lately. Many have the same history; the
 * distinct ones among a million are found in little memory.
 */
function recalling(predictor: Predictor): Predictor {
  const keys = new Float64Array(4)
  const bits = new Uint32Array(keys.buffer)
  const table = new Float64Array(5 * RECALLED).fill(Number.NaN)
  return (x, recency, age, mean) => {
    keys[0] = x
    keys[1] = recency
    keys[2] = age
    keys[3] = mean
    let hash = 0
    for (let at = 0; at < 8; at++)
      hash = Math.imul(hash ^ (hash >>> 15) ^ (bits[at] as number), 0x9e3779b1)
    const place = 5 * ((hash >>> 12) & (RECALLED - 1))
    const isKnown =
      table[place] === x &&
      table[place + 1] === recency &&
      table[place + 2] === age &&
      table[place + 3] === mean
    if (isKnown) return table[place + 4] as number
    const value = predictor(x, recency, age, mean)
    table.set(keys, place)
    table[place + 4] = value
    return value
  }
}
