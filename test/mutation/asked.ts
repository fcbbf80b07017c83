import fc from 'fast-check'
import { shard } from './shard.js'

// One counterexample is enough.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true })

for (const file of shard().tests) await import(/* @vite-ignore */ file)
