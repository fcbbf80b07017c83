/**
 * How often the 95 % intervals of differences contain the true one, and how often comparisons see it,
 * against the power that was promised.
 *
 *   npm run simulate surveys
 *
 * Answers are drawn from a seed, each table from the same draws.
 */
import {
  cesPower,
  compareCes,
  compareCsat,
  compareCsatSegments,
  compareNps,
  compareNpsPaired,
  compareNpsSegments,
  csatPower,
  csatTrend,
  type Interval,
  npsPower,
  npsTrend,
} from 'customer-metrics'
import { randomFrom } from '../../src/internal/math/random.js'
import { draw, EFFORTS, mean, NPS_SHAPES, percent, type Shape, SIZES } from './shapes.js'

type Counts = readonly number[]
type Compare = (a: Counts, b: Counts) => Interval | null

const DRAWS = 4000

const averageOf = (shares: Counts, values: Counts): number =>
  shares.reduce((sum, share, i) => sum + share * (values[i] as number), 0)

/** Every two of several shapes, and each with itself. */
function pairsOf(shapes: readonly Shape[]): (readonly [Shape, Shape])[] {
  return shapes.flatMap((a, i) => shapes.slice(i).map((b) => [a, b] as const))
}

/** A table of sizes by methods: average and worst coverage of all pairs of shapes. */
function coverageTable(
  shapes: readonly Shape[],
  values: Counts,
  methods: Readonly<Record<string, Compare>>,
): void {
  const names = Object.keys(methods)
  console.log(`| Answers of each | ${names.map((name) => `\`${name}\``).join(' | ')} |`)
  console.log(`| ---: |${names.map(() => ' ---: |').join('')}`)
  const fromTen = names.map(() => [] as number[])
  for (const size of SIZES) {
    const found = names.map(() => [] as number[])
    pairsOf(shapes).forEach(([[, a], [, b]], pair) => {
      const truth = averageOf(a, values) - averageOf(b, values)
      const random = randomFrom(1000 * size + pair)
      const hits = names.map(() => 0)
      for (let round = 0; round < DRAWS; round++) {
        const [first, second] = [draw(random, size, a), draw(random, size, b)]
        names.forEach((name, i) => {
          const interval = (methods[name] as Compare)(first, second)
          if (interval && interval.low - 1e-9 <= truth && truth <= interval.high + 1e-9)
            (hits[i] as number)++
        })
      }
      hits.forEach((hit, i) => {
        found[i]?.push(hit / DRAWS)
      })
    })
    found.forEach((shares, i) => {
      if (size >= 10) fromTen[i]?.push(...shares)
    })
    const cells = found.map(
      (shares) => `${percent(mean(shares))} (${percent(Math.min(...shares))})`,
    )
    console.log(`| ${size} | ${cells.join(' | ')} |`)
  }
  console.log(`| 10 and more | ${fromTen.map((shares) => percent(mean(shares))).join(' | ')} |`)
}

const groups = ([promoters, passives, detractors]: Counts): never =>
  ({ promoters, passives, detractors }) as never
const boxes = ([satisfied, rest]: Counts): never => ({ 5: satisfied, 1: rest }) as never
const points = (counts: Counts): never =>
  Object.fromEntries(counts.map((count, i) => [i + 1, count])) as never

const RATES: readonly Shape[] = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9].map((rate) => [
  `${Math.round(100 * rate)} %`,
  [rate, 1 - rate],
])

console.log('Difference of two Net Promoter Scores: average coverage, and the worst, in %\n')
coverageTable(NPS_SHAPES, [100, 0, -100], {
  'adjusted-wald': (a, b) => compareNps({ a: groups(a), b: groups(b) }).interval,
  wald: (a, b) => compareNps({ a: groups(a), b: groups(b) }, { interval: 'wald' }).interval,
})

console.log('\nDifference of two shares: average coverage, and the worst, in %\n')
coverageTable(RATES, [1, 0], {
  newcombe: (a, b) => compareCsat({ a: boxes(a), b: boxes(b) }).interval,
  wald: (a, b) => compareCsat({ a: boxes(a), b: boxes(b) }, { interval: 'wald' }).interval,
})

console.log('\nDifference of two means of 1 to 7: average coverage, and the worst, in %\n')
coverageTable(EFFORTS, [1, 2, 3, 4, 5, 6, 7], {
  welch: (a, b) => compareCes({ a: points(a), b: points(b) }).interval,
  pooled: (a, b) => compareCes({ a: points(a), b: points(b) }, { test: 'pooled' }).interval,
})

/** Customers who keep their group half of the time, and are as anybody the other half. */
function pairedShape(before: Counts, after: Counts): number[] {
  return before.flatMap((share, i) =>
    after.map((other, j) => 0.5 * share * other + (i === j ? 0.5 * share : 0)),
  )
}

console.log('\nThe same customers twice, and trends of four periods: coverage, in %\n')
console.log(
  '| Answers of each | `compareNpsPaired` | the same by `wald` | `npsTrend` | `csatTrend` |',
)
console.log('| ---: | ---: | ---: | ---: | ---: |')
for (const size of SIZES) {
  const hits = [0, 0, 0, 0]
  let rounds = 0
  NPS_SHAPES.forEach(([, before], shape) => {
    const after = (NPS_SHAPES[(shape + 1) % NPS_SHAPES.length] as Shape)[1]
    const shares = pairedShape(before, after)
    const moves = shares.map((_, i) => (Math.floor(i / 3) - (i % 3)) * 100)
    const truth = averageOf(shares, moves)
    const random = randomFrom(size + 7 * shape)
    const near = (interval: Interval, value: number): number =>
      interval.low - 1e-9 <= value && value <= interval.high + 1e-9 ? 1 : 0
    for (let round = 0; round < DRAWS / 4; round++) {
      const pairs = draw(random, size, shares).flatMap((count, i) => {
        const pair = { before: [10, 8, 0][Math.floor(i / 3)], after: [10, 8, 0][i % 3] }
        return Array.from({ length: count }, () => pair as { before: number; after: number })
      })
      const periods = [0, 1, 2, 3].map(() => draw(random, size, before))
      const found = [
        near(compareNpsPaired(pairs).interval, truth),
        near(compareNpsPaired(pairs, { interval: 'wald' }).interval, truth),
        near(npsTrend(periods.map(groups)).interval, 0),
        near(
          csatTrend(periods.map(([top]) => boxes([top as number, size - (top as number)])))
            .interval,
          0,
        ),
      ]
      found.forEach((hit, i) => {
        ;(hits[i] as number) += hit
      })
      rounds++
    }
  })
  console.log(`| ${size} | ${hits.map((hit) => percent(hit / rounds)).join(' | ')} |`)
}

const byIndex = <Answers>(list: readonly Answers[]): Record<string, Answers> =>
  Object.fromEntries(list.entries())

/** Periods or segments of unequal sizes, all of one mix. */
const UNEQUAL: readonly (readonly [name: string, sizes: Counts])[] = [
  ['10, 10, 10, 10', [10, 10, 10, 10]],
  ['50, 50, 50, 50', [50, 50, 50, 50]],
  ['10, 300', [10, 300]],
  ['10, 300, 10, 300', [10, 300, 10, 300]],
  ['12 of 10, then 12 of 300', [...Array(12).fill(10), ...Array(12).fill(300)]],
  ['20 of 3 and one of 1000', [...Array(20).fill(3), 1000]],
  ['300, 100, 50, 1000', [300, 100, 50, 1000]],
]

console.log('\nNo trend and no difference, found nevertheless (p < 0.05), and coverage, in %\n')
console.log(
  '| Answers | `npsTrend` | `csatTrend` | `compareNpsSegments` | `compareCsatSegments` | interval of `npsTrend` |',
)
console.log('| --- | ---: | ---: | ---: | ---: | ---: |')
for (const [name, sizes] of UNEQUAL) {
  const found = [[], [], [], [], []] as number[][]
  NPS_SHAPES.forEach(([, shares], shape) => {
    const random = randomFrom(97 * shape + sizes.length)
    const seen = [0, 0, 0, 0, 0]
    for (let round = 0; round < DRAWS / 2; round++) {
      const drawn = sizes.map((size) => draw(random, size, shares))
      const rates = drawn.map(([top, ...rest]) => boxes([top as number, averageOf(rest, [1, 1])]))
      const trend = npsTrend(drawn.map(groups))
      const tests = [
        trend.pValue,
        csatTrend(rates).pValue,
        compareNpsSegments(byIndex(drawn.map(groups))).omnibus.pValue,
        compareCsatSegments(byIndex(rates)).omnibus.pValue,
      ]
      tests.forEach((pValue, i) => {
        if ((pValue ?? 1) < 0.05) (seen[i] as number)++
      })
      if (trend.interval.low <= 0 && trend.interval.high >= 0) (seen[4] as number)++
    }
    seen.forEach((count, i) => {
      found[i]?.push(count / (DRAWS / 2))
    })
  })
  const cells = found.map((each, i) => {
    const worst = i < 4 ? Math.max(...each) : Math.min(...each)
    return `${percent(mean(each))} (${percent(worst)})`
  })
  console.log(`| ${name} | ${cells.join(' | ')} |`)
}

/** Promised power and how often so many draws saw the difference, by size. */
function powerTable(
  plans: Readonly<Record<string, readonly [a: Counts, b: Counts]>>,
  promised: (plan: readonly [Counts, Counts], responses: number) => number,
  pValue: (a: Counts, b: Counts) => number | null,
): void {
  const names = Object.keys(plans)
  console.log(`| Answers of each | ${names.join(' | ')} |`)
  console.log(`| ---: |${names.map(() => ' ---: |').join('')}`)
  let worst = 0
  for (const size of [3, 5, 10, 20, 50, 100, 300, 1000]) {
    const cells = names.map((name, column) => {
      const plan = plans[name] as readonly [Counts, Counts]
      const random = randomFrom(1000 * size + column)
      let seen = 0
      for (let round = 0; round < 5 * DRAWS; round++)
        if ((pValue(draw(random, size, plan[0]), draw(random, size, plan[1])) ?? 1) < 0.05) seen++
      const power = promised(plan, size)
      worst = Math.max(worst, Math.abs(power - seen / (5 * DRAWS)))
      return `${percent(power)} / ${percent(seen / (5 * DRAWS))}`
    })
    console.log(`| ${size} | ${cells.join(' | ')} |`)
  }
  console.log(`\nFurthest apart: ${percent(worst)} points`)
}

console.log('\nPower of compareNps, promised / found, in %\n')
powerTable(
  {
    '5 against −5, no passives': [
      [0.525, 0, 0.475],
      [0.475, 0, 0.525],
    ],
    '50 against −50, no passives': [
      [0.75, 0, 0.25],
      [0.25, 0, 0.75],
    ],
    '90 against −90, no passives': [
      [0.95, 0, 0.05],
      [0.05, 0, 0.95],
    ],
    '40 against 20, 40 % passives': [
      [0.5, 0.4, 0.1],
      [0.4, 0.4, 0.2],
    ],
    '55 against 5, 40 % passives': [
      [0.575, 0.4, 0.025],
      [0.325, 0.4, 0.275],
    ],
  },
  ([a, b], responses) => {
    const net = (shares: Counts): number => (shares[0] as number) - (shares[2] as number)
    const difference = 100 * (net(a) - net(b))
    const expected = groups(a.map((share, i) => (share + (b[i] as number)) / 2))
    return npsPower({ responses, difference, expected }).power
  },
  (a, b) => compareNps({ a: groups(a), b: groups(b) }).pValue,
)

console.log('\nPower of compareCsat, promised / found, in %\n')
powerTable(
  Object.fromEntries(
    [
      [0.7, 0.8],
      [0.3, 0.7],
      [0.1, 0.9],
      [0.9, 0.99],
      [0.5, 0.9],
    ].map(([from, to]) => [
      `${percent(from as number)} % against ${percent(to as number)} %`,
      [
        [to as number, 1 - (to as number)],
        [from as number, 1 - (from as number)],
      ] as const,
    ]),
  ),
  ([[to], [from]], responses) =>
    csatPower({ responses, from: from as number, to: to as number }).power,
  (a, b) => compareCsat({ a: boxes(a), b: boxes(b) }).pValue,
)

console.log('\nPower of compareCes, promised / found, in %\n')
const scale = [1, 2, 3, 4, 5, 6, 7]
const varianceOf = (shares: Counts): number => {
  const middle = averageOf(shares, scale)
  return averageOf(
    shares,
    scale.map((point) => (point - middle) ** 2),
  )
}
powerTable(
  {
    'around 4 and 4.5': [
      [0.04, 0.08, 0.14, 0.19, 0.25, 0.18, 0.12],
      [0.08, 0.12, 0.2, 0.2, 0.2, 0.12, 0.08],
    ],
    'around 3 and 5': [
      [0, 0.04, 0.08, 0.2, 0.3, 0.23, 0.15],
      [0.15, 0.23, 0.3, 0.2, 0.08, 0.04, 0],
    ],
    'a mean of 6 and of 5': [
      [0, 0.01, 0.03, 0.06, 0.15, 0.35, 0.4],
      [0.02, 0.05, 0.08, 0.15, 0.25, 0.3, 0.15],
    ],
  },
  ([a, b], responses) =>
    cesPower({
      responses,
      difference: averageOf(a, scale) - averageOf(b, scale),
      standardDeviation: Math.sqrt((varianceOf(a) + varianceOf(b)) / 2),
    }).power,
  (a, b) => compareCes({ a: points(a), b: points(b) }).pValue,
)
