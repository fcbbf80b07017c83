import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Recorded } from './recorded.js'

/**
 * Writes docs/proof.md anew. With `--published` the tests of published values run before, and what they
 * compare is written down.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
if (process.argv.includes('--published')) record()
// The page reads what was recorded, so it is loaded after that.
const { proofPage } = await import('./page.js')
writeFileSync(join(root, 'docs/proof.md'), proofPage())

function record(): void {
  const folder = mkdtempSync(join(tmpdir(), 'customer-metrics-proof-'))
  const place = join(folder, 'published.jsonl')
  try {
    writeFileSync(place, '')
    const { status } = spawnSync(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...filesOfValues()],
      {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, NO_TYPECHECK: '1', PROOF_RECORD: place },
      },
    )
    if (status !== 0) process.exit(status ?? 1)
    const lines = readFileSync(place, 'utf8').trim().split('\n')
    const entries: Recorded[] = lines.map((line) => JSON.parse(line))
    entries.sort((a, b) => (a.test < b.test ? -1 : 1))
    const text = entries.map((entry) => JSON.stringify(entry)).join(',\n')
    writeFileSync(join(root, 'test/proof/published.json'), `[\n${text}\n]\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The tests that compare anything with published values. */
function filesOfValues(): string[] {
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('test', name))
    .filter((name) => readFileSync(join(root, name), 'utf8').includes('expectNear('))
}
