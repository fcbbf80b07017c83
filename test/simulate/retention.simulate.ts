import {
  type CurveIntervalMethod,
  fitSbg,
  MetricError,
  projectRetention,
  type RetentionBandOptions,
  type RetentionCurve,
  retentionAt,
  retentionBand,
  retentionCurve,
} from 'customer-metrics'
import { type Random, randomBeta, randomFrom } from '../../src/internal/math/random.js'

const RUNS = 10_000
/** Churn of a period: retention is 0.9^age. */
const CHURN = 0.1
/** Of those who stay, the share that is followed no further: 30 % of all are censored. */
const CENSORING = (0.3 * CHURN) / (0.7 * (1 - CHURN))

type Count = { lost: number; censored: number }

/** Whole periods until something happens that does so in each with this chance. */
function periodsUntil(random: Random, chance: number): number {
  return 1 + Math.floor(Math.log(random()) / Math.log1p(-chance))
}

function drawLives(random: Random, customers: number): Record<number, Count> {
  const lives: Record<number, Count> = {}
  for (let customer = 0; customer < customers; customer++) {
    const end = periodsUntil(random, CHURN)
    const followed = periodsUntil(random, CENSORING)
    const age = Math.min(end, followed)
    lives[age] ??= { lost: 0, censored: 0 }
    lives[age][end <= followed ? 'lost' : 'censored']++
  }
  return lives
}

/** How often something was so, as a percentage. */
const percent = (times: number, of: number): string => (of ? ((100 * times) / of).toFixed(1) : '–')

const methods: readonly CurveIntervalMethod[] = ['log-log', 'log', 'plain']
const ages = [1, 3, 7, 13, 22]

console.log(`Kaplan–Meier, 30 % censored, 95 % intervals: % that cover (${RUNS} runs, seed 1)`)
console.log(
  `| customers | interval | ${ages.map((age) => `age ${age} (${(0.9 ** age).toFixed(2)})`).join(' | ')} |`,
)
console.log(`|---|---|${ages.map(() => '---|').join('')}`)
for (const customers of [30, 100, 300, 1000]) {
  const random = randomFrom(1)
  const covered = methods.map(() => ages.map(() => ({ times: 0, of: 0 })))
  for (let run = 0; run < RUNS; run++) {
    const lives = drawLives(random, customers)
    methods.forEach((interval, row) => {
      const curve = retentionCurve(lives, { interval })
      ages.forEach((age, column) => {
        const { interval: ends } = retentionAt(curve, { age })
        if (!ends) return
        const cell = (covered[row] as (typeof covered)[number])[column] as {
          times: number
          of: number
        }
        cell.of++
        if (ends.low <= 0.9 ** age && 0.9 ** age <= ends.high) cell.times++
      })
    })
  }
  methods.forEach((interval, row) => {
    const cells = (covered[row] as (typeof covered)[number]).map(({ times, of }) =>
      percent(times, of),
    )
    console.log(`| ${customers} | ${interval} | ${cells.join(' | ')} |`)
  })
}

/** Whether a band covers the true curve at each age that it holds for. */
function holds(curve: RetentionCurve, options: RetentionBandOptions): boolean | null {
  const known = retentionAt(curve, { age: UP_TO })
  if (known.rate === null || known.rate === 0) return null
  const { points, from } = retentionBand(curve, { ...options, upTo: UP_TO })
  let next = 0
  let ends = { low: 0, high: 1 }
  for (let age = 1; age <= UP_TO; age++) {
    const point = points[next]
    if (point?.age === age) {
      ends = point.interval ?? ends
      next++
    }
    if (age >= from && (0.9 ** age < ends.low || 0.9 ** age > ends.high)) return false
  }
  return true
}

const UP_TO = 13
const shapes: readonly RetentionBandOptions[] = [
  { interval: 'hall-wellner' },
  { interval: 'equal-precision', from: 1 },
  { interval: 'equal-precision', from: 4 },
]

console.log(
  `\nBands of 95 % up to age ${UP_TO}: % of curves covered as a whole (${RUNS / 10} runs, seed 2)`,
)
console.log(
  '| customers | scale | Hall–Wellner | equal precision from 1 | from 4 | all intervals |',
)
console.log('|---|---|---|---|---|---|')
for (const customers of [100, 300, 1000]) {
  const random = randomFrom(2)
  const covered = methods.map(() => [...shapes, 'all'].map(() => ({ times: 0, of: 0 })))
  for (let run = 0; run < RUNS / 10; run++) {
    const lives = drawLives(random, customers)
    methods.forEach((interval, row) => {
      const curve = retentionCurve(lives, { interval })
      const isInAll = Array.from({ length: UP_TO }, (_, index) => index + 1).every((age) => {
        const { interval: ends } = retentionAt(curve, { age })
        return !ends || (ends.low <= 0.9 ** age && 0.9 ** age <= ends.high)
      })
      const found = [...shapes.map((shape) => holds(curve, shape)), isInAll]
      if (found[0] === null) return
      found.forEach((isIn, column) => {
        const cell = (covered[row] as (typeof covered)[number])[column] as {
          times: number
          of: number
        }
        cell.of++
        if (isIn) cell.times++
      })
    })
  }
  methods.forEach((interval, row) => {
    const cells = (covered[row] as (typeof covered)[number]).map(({ times, of }) =>
      percent(times, of),
    )
    console.log(`| ${customers} | ${interval} | ${cells.join(' | ')} |`)
  })
}

console.log(
  '\nsBG (alpha 0.668, beta 3.806) fitted to 7 periods: % of 95 % intervals that cover (2000 runs, seed 3)',
)
console.log('| customers | retained at 8 | retained at 12 | retention of period 12 | no fit |')
console.log('|---|---|---|---|---|')
for (const customers of [200, 1000, 5000]) {
  const random = randomFrom(3)
  const [alpha, beta] = [0.668, 3.806]
  const truth = projectRetention(
    { model: 'sbg', parameters: { alpha, beta } },
    { periods: 12 },
  ).points
  const covered = [0, 0, 0]
  let fits = 0
  for (let run = 0; run < 2000; run++) {
    const retained = new Array<number>(8).fill(0)
    for (let customer = 0; customer < customers; customer++) {
      const stay = Math.floor(Math.log(random()) / Math.log1p(-randomBeta(random, alpha, beta)))
      for (let age = 0; age <= Math.min(stay, 7); age++)
        retained[age] = (retained[age] as number) + 1
    }
    try {
      const { points } = projectRetention(fitSbg([{ retained }]), { periods: 12 })
      fits++
      const ends = [points[7]?.interval, points[11]?.interval, points[11]?.retentionRateInterval]
      const known = [truth[7]?.rate, truth[11]?.rate, truth[11]?.retentionRate] as number[]
      ends.forEach((interval, index) => {
        const value = known[index] as number
        if (interval && interval.low <= value && value <= interval.high)
          covered[index] = (covered[index] as number) + 1
      })
    } catch (error) {
      if (!(error instanceof MetricError)) throw error
    }
  }
  const cells = covered.map((times) => percent(times, fits))
  console.log(`| ${customers} | ${cells.join(' | ')} | ${percent(2000 - fits, 2000)} |`)
}
