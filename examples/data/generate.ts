/**
 * Makes the two simulated files of this folder: `npx tsx examples/data/generate.ts`.
 * The same seed makes the same files, on any machine.
 */
import { writeFileSync } from 'node:fs'

const NOTICE = '# Simulated by examples/data/generate.ts. No real customer is in this file.'
const FIRST_DAY = Date.UTC(2023, 0, 1) / 86_400_000
const DAYS = 730

/** Numbers from 0 to 1, always the same ones (Park & Miller 1988). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

function dayOf(offset: number): string {
  return new Date((FIRST_DAY + offset) * 86_400_000).toISOString().slice(0, 10)
}

function save(name: string, lines: readonly string[]): void {
  writeFileSync(new URL(name, import.meta.url), `${[NOTICE, ...lines].join('\n')}\n`)
}

/** One of some values, each with its weight. */
function choose<T>(next: () => number, weighted: readonly (readonly [T, number])[]): T {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0)
  let left = next() * total
  for (const [value, weight] of weighted) {
    left -= weight
    if (left < 0) return value
  }
  return (weighted.at(-1) as readonly [T, number])[0]
}

function survey(): string[] {
  const next = random(2023)
  const rows: string[] = []
  for (let day = 0; day < DAYS; day++) {
    // Satisfaction improves a little over the two years, small firms more than others.
    const lift = day / DAYS
    for (
      let answers = choose(next, [
        [0, 3],
        [1, 4],
        [2, 2],
      ]);
      answers > 0;
      answers--
    ) {
      const segment = choose(next, [
        ['small', 5],
        ['medium', 3],
        ['large', 2],
      ])
      const happy = 1 + lift * (segment === 'small' ? 1.2 : 0.5)
      const customer = `C${String(1 + Math.floor(next() * 400)).padStart(4, '0')}`
      const question = choose(next, [
        ['nps', 3],
        ['csat', 2],
        ['ces', 2],
      ])
      const rating = choose<number | string>(
        next,
        question === 'nps'
          ? [
              [10, 3 * happy],
              [9, 3 * happy],
              [8, 3],
              [7, 2],
              [6, 1],
              [5, 1],
              [3, 0.6],
              [0, 0.5],
              ['', 0.4],
            ]
          : question === 'csat'
            ? [
                [5, 4 * happy],
                [4, 4],
                [3, 1.5],
                [2, 0.8],
                [1, 0.5],
                ['', 0.3],
              ]
            : [
                [7, 3 * happy],
                [6, 3],
                [5, 2],
                [4, 1],
                [3, 0.8],
                [2, 0.5],
                [1, 0.4],
                ['', 0.3],
              ],
      )
      rows.push([customer, segment, question, rating, dayOf(day)].join(','))
    }
  }
  return ['customer,segment,question,rating,answered_on', ...rows]
}

function subscriptions(): string[] {
  const next = random(2024)
  const rows: string[] = []
  for (let customer = 1; customer <= 400; customer++) {
    const name = `C${String(customer).padStart(4, '0')}`
    let start = Math.floor(next() * DAYS)
    // Chances to leave differ from customer to customer, so that survivors become more loyal.
    const monthly = 0.02 + 0.16 * next() * next()
    const amount = choose(next, [
      ['19.00', 4],
      ['49.00', 3],
      ['199.00', 1],
    ])
    for (;;) {
      const months = Math.floor(Math.log(1 - next()) / Math.log(1 - monthly))
      const end = start + Math.round(30.44 * (months + next()))
      rows.push([name, dayOf(start), end < DAYS ? dayOf(end) : '', amount].join(','))
      const returns = end + 20 + Math.floor(next() * 120)
      if (next() > 0.15 || returns >= DAYS) break
      start = returns
    }
  }
  return ['customer,started_on,ended_on,amount', ...rows]
}

save('survey.csv', survey())
save('subscriptions.csv', subscriptions())
