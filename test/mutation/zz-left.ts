import { instrument } from './instrument.js'
import { askAll } from './ask.js'
import { keyOf, areaOf, drawn } from './sample.js'
import { outcomes, isNoticed } from './ledger.js'
import { equivalentOf } from './equivalent.js'
import { copyFileSync } from 'node:fs'
import { readdirSync, readFileSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
const [area, testsArg, filter] = process.argv.slice(2) as [string, string, string]
mkdirSync('reports', { recursive: true })
copyFileSync('/work/w-mut/reports/mutation.jsonl', 'reports/mutation.jsonl')
const { last } = outcomes()
const files = (readdirSync(`src/${area}`, { recursive: true, encoding: 'utf8' }) as string[]).filter((x) => x.endsWith('.ts') && !x.endsWith('index.ts')).map((x) => `src/${area}/${x}`)
const mutants = await instrument(new Set(files))
const sample = drawn(mutants, { sample: Number(process.env.N ?? 300), seed: 1 })
const asked = sample.filter((m) => { const o = last.get(keyOf(m)); return !o || (!isNoticed(o) && !equivalentOf(o)) }).filter((m) => !filter || keyOf(m).includes(filter))
const byId = new Map(asked.map((m) => [m.id, m]))
console.log('asked', asked.length, 'of', sample.length)
await askAll([...byId.keys()], testsArg.split(',').map((f) => resolve(f)), 1, (id, status) => console.log(status, id, keyOf(byId.get(id)!).slice(0, 160)))
