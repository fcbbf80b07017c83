import './proofRecord.js'
import fc from 'fast-check'

// One seed for every run, so that a green commit stays green; FC_SEED=… looks elsewhere, FC_RUNS=… longer.
fc.configureGlobal({
  seed: Number(process.env.FC_SEED ?? 20260101),
  numRuns: Number(process.env.FC_RUNS ?? 200),
})
