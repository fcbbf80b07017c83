import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { folderAt, folderNow, RELEASE_0_1_0, releaseAt, releaseNow } from './baseline.js'
import { compare, random } from './harness.js'

/** What has to be faster than in 0.1.0, which is built from its commit and runs beside it. */
const before = await releaseAt(RELEASE_0_1_0)

if (before) {
  const now = await releaseNow()
  const next = random(1)
  const pick = (count: number): number => Math.floor(next() * count)

  const groups = Object.fromEntries(
    Array.from({ length: 400 }, (_, group) => [
      `g${group}`,
      Object.fromEntries(
        Array.from({ length: 60 }, (_, age) => [age + 1, { lost: 1 + pick(9), censored: pick(9) }]),
      ),
    ]),
  )
  compare({
    name: 'compareRetention of 400 groups of 60 ages',
    baseline: ['that of 0.1.0', () => before.compareRetention(groups)],
    subject: () => now.compareRetention(groups),
    atMost: 0.1,
    rounds: 5,
  })

  const day = (from: number, span: number): string =>
    new Date(Date.UTC(2020, 0, 1 + from + pick(span))).toISOString().slice(0, 10)
  const subscriptions = Array.from({ length: 1e6 }, () => ({
    customer: pick(400_000),
    startedOn: day(0, 1800),
    endedOn: next() < 1 / 3 ? null : day(1800, 700),
    amount: (next() * 200).toFixed(2),
  }))
  const series = { every: 'month', from: '2020-01-01', to: '2025-01-01' } as const
  compare({
    name: 'churn of 1e6 subscriptions by month, over five years',
    baseline: ['that of 0.1.0', () => before.tallyChurnByPeriod(subscriptions, series)],
    subject: () => now.tallyChurnByPeriod(subscriptions, series),
    atMost: 2 / 3,
    rounds: 3,
  })
  const byCustomer = { ...series, level: 'customer' } as const
  compare({
    name: 'revenue of 1e6 subscriptions by month, over five years',
    baseline: ['that of 0.1.0', () => before.tallyRevenueByPeriod(subscriptions, byCustomer)],
    subject: () => now.tallyRevenueByPeriod(subscriptions, byCustomer),
    atMost: 2 / 3,
    rounds: 3,
  })

  const days = Array.from({ length: 730 }, (_, at) =>
    new Date(Date.UTC(2023, 0, 1 + at)).toISOString().slice(0, 10),
  )
  // The rows are made as they are read: ten million of them at once are memory, not speed.
  function* events(): Generator<{ customer: number; on: string }> {
    const drawn = random(2)
    for (let at = 0; at < 1e7; at++)
      yield {
        customer: Math.floor(drawn() * 500_000),
        on: days[Math.floor(drawn() * days.length)] as string,
      }
  }
  const cohorts = {
    every: 'month',
    asOf: '2024-12-31',
    from: '2023-01-01',
    measure: 'on',
    clock: 'calendar',
    cohort: 'first',
    average: 'pooled',
  } as const
  compare({
    name: 'cohort table of 1e7 rows',
    baseline: ['that of 0.1.0', () => before.cohortTable(events(), cohorts)],
    subject: () => now.cohortTable(events(), cohorts),
    atMost: 2 / 3,
    rounds: 1,
  })

  /** The time that an import takes in a process of its own. */
  const imported = (folder: string) => (): unknown =>
    execFileSync(process.execPath, [
      '--input-type=module',
      '--eval',
      `const start = performance.now(); await import(${JSON.stringify(pathToFileURL(join(folder, 'dist', 'index.js')).href)}); process.stdout.write(String(performance.now() - start))`,
    ])
  compare({
    name: 'import of the whole index',
    baseline: ['that of 0.1.0', imported(folderAt(RELEASE_0_1_0))],
    subject: imported(folderNow()),
    atMost: 0.5,
    clock: 'own',
  })
}
