import { RELEASE_0_1_0, releaseAt, releaseNow } from './baseline.js'
import { compare, random } from './harness.js'

const before = await releaseAt(RELEASE_0_1_0)

if (before) {
  const now = await releaseNow()
  const next = random(1)
  const ratings = Int8Array.from({ length: 3e6 }, () => Math.floor(next() * 11))
  compare({
    name: 'nps of an Int8Array of 3e6 ratings',
    baseline: ['that of 0.1.0', () => before.nps(ratings)],
    subject: () => now.nps(ratings),
    atMost: 1.1,
  })

  const day = (from: number): string =>
    new Date(Date.UTC(2024, 0, 1 + Math.floor(next() * 300) + from)).toISOString().slice(0, 10)
  const rows = Array.from({ length: 2e5 }, (_, index) => ({
    customer: index % 120_000,
    startedOn: day(0),
    endedOn: next() < 0.4 ? day(300) : null,
  }))
  const year = { from: '2024-07-01', to: '2025-01-01' }
  compare({
    name: 'tallyChurn of 2e5 rows',
    baseline: ['that of 0.1.0', () => before.tallyChurn(rows, year)],
    subject: () => now.tallyChurn(rows, year),
    atMost: 1.1,
  })
}
