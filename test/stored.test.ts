import { readFileSync } from 'node:fs'
import * as library from 'customer-metrics'
import {
  bootstrapModel,
  chainRevenue,
  churn,
  churnByReason,
  complaintRate,
  contactRate,
  customerCost,
  dailyChurn,
  dailyRevenueChurn,
  expectedPurchases,
  expectedSpend,
  mergeChurn,
  mergeCohortTables,
  mergeContacts,
  mergeCosts,
  mergeLives,
  mergeRatings,
  mergeRenewals,
  mergeRevenue,
  mergeSegmentMoves,
  mergeTimes,
  mergeWeightedRatings,
  nps,
  npsEstimate,
  probabilityAlive,
  projectRetention,
  renewalRate,
  retentionAt,
  retentionCurve,
  retentionRate,
  revenueChurn,
  revenueRetention,
  rfm,
  segmentMigration,
  ticketTimes,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'

/** What version 0.1.0 made of its samples, as JSON: what was stored is read for good. */
const stored: Readonly<Record<string, readonly unknown[]>> = JSON.parse(
  readFileSync(new URL('./published/stored-0.1.0.json', import.meta.url), 'utf8'),
)

type Reader = (stored: never) => unknown

const ofChurn: readonly Reader[] = [
  (tally) => churn(tally),
  (tally) => retentionRate(tally),
  (tally) => churnByReason(tally, { involuntary: [] }),
  (tally) => mergeChurn([tally]),
]
const ofRevenue: readonly Reader[] = [
  (tally) => mergeRevenue([tally]),
  (tally) => chainRevenue([tally]),
  (tally) => revenueChurn(tally, { policy: 'gross' }),
]
const oneWindow: Reader = (tally) => revenueRetention(tally)
const ofModels: readonly Reader[] = [
  (model) => probabilityAlive(model, { frequency: 2, recency: 3, age: 6 }),
  (model) => expectedPurchases(model, 'new', { horizon: { years: 1 }, weeksPerYear: 52 }),
]
const ofContacts: readonly Reader[] = [
  (tally) => mergeContacts([tally]),
  (tally) => contactRate(tally),
  (tally) => complaintRate(tally),
]
const ofTimes: readonly Reader[] = [
  (tally) => mergeTimes([tally]),
  (tally) => ticketTimes(tally, { definition: 7 }),
]
const ofRatings: readonly Reader[] = [(tally) => mergeRatings([tally]), (tally) => nps(tally)]
const ofWeights: readonly Reader[] = [
  (tally) => mergeWeightedRatings([tally]),
  (tally) => npsEstimate(tally),
]
const ofLives: readonly Reader[] = [
  (tally) => mergeLives([tally]),
  (tally) => retentionCurve(tally, { unit: 'month' }),
]
const ofRenewals: readonly Reader[] = [
  (tally) => mergeRenewals([tally]),
  (tally) => renewalRate(tally),
]
const ofSpend: readonly Reader[] = [
  (model) => expectedSpend(model, { frequency: 2, monetary: 20 }),
  (model) =>
    bootstrapModel(model, [{ frequency: 2, monetary: 20, customers: 50 }], { seed: 1, samples: 2 }),
]
const ofMoves: readonly Reader[] = [
  (tally) => mergeSegmentMoves([tally]),
  (tally) => segmentMigration(tally),
]
const ofRetention: readonly Reader[] = [(model) => projectRetention(model, { periods: 3 })]
const ofHistories: readonly Reader[] = [
  (rows) => probabilityAlive(library.bgNbd({ r: 1, alpha: 5, a: 1, b: 2 }, { unit: 'week' }), rows),
]
const ofPurchases: readonly Reader[] = [
  (rows) => rfm(rows, { bins: 2, definition: 7, rule: 'above' } as never),
]
const ofTables: readonly Reader[] = [(table) => mergeCohortTables([table])]

/** Who reads what a function has made. */
const readers: Readonly<Record<string, readonly Reader[]>> = {
  tallyChurn: ofChurn,
  mergeChurn: ofChurn,
  tallyChurnByPeriod: [(tallies) => dailyChurn(tallies), (tallies) => mergeChurn([tallies[0]])],
  tallyRenewals: ofRenewals,
  mergeRenewals: ofRenewals,
  tallyRevenue: [...ofRevenue, oneWindow],
  mergeRevenue: [...ofRevenue, oneWindow],
  chainRevenue: ofRevenue,
  tallyRevenueByPeriod: [
    (tallies) => chainRevenue(tallies),
    (tallies) => dailyRevenueChurn(tallies),
  ],
  tallyLives: ofLives,
  mergeLives: ofLives,
  retentionCurve: [(curve) => retentionAt(curve, { age: 0 })],
  sbg: ofRetention,
  bdw: ofRetention,
  fitSbg: ofRetention,
  fitBdw: ofRetention,
  mergeCosts: [(tally) => customerCost(tally), (tally) => mergeCosts([tally])],
  tallyRatings: ofRatings,
  mergeRatings: ofRatings,
  tallyWeightedRatings: ofWeights,
  mergeWeightedRatings: ofWeights,
  tallyTimes: ofTimes,
  mergeTimes: ofTimes,
  tallyContacts: ofContacts,
  mergeContacts: ofContacts,
  tallySegmentMoves: ofMoves,
  mergeSegmentMoves: ofMoves,
  cohortTable: ofTables,
  mergeCohortTables: ofTables,
  bgNbd: ofModels,
  mbgNbd: ofModels,
  paretoNbd: ofModels,
  bgBb: ofModels,
  fitBgNbd: ofModels,
  fitMbgNbd: ofModels,
  fitParetoNbd: ofModels,
  fitBgBb: ofModels,
  gammaGamma: ofSpend,
  fitGammaGamma: ofSpend,
  summarizePurchases: ofPurchases,
  summarizeCustomers: ofHistories,
  compressSummaries: ofHistories,
}

describe('what 0.1.0 has stored', () => {
  it.each(Object.entries(readers))('by %s is read', (name, each) => {
    const made = stored[name] ?? []
    expect(made.length).toBeGreaterThan(0)
    for (const one of made)
      for (const read of each) {
        // A tally of nobody is read as one, and has no rate.
        const result = outcome(() => read(one as never))
        expect(result === 'read' || /^\w+ (empty|undefined|mismatch)/.test(result), result).toBe(
          true,
        )
      }
  })
})

function outcome(read: () => unknown): string {
  try {
    read()
    return 'read'
  } catch (error) {
    const { metric, code, message } = error as library.MetricError
    return `${metric} ${code}: ${message}`
  }
}
