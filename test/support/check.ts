import { spawnSync } from 'node:child_process'

/**
 * Runs everything that protects main, part by part, stops at the first that fails and leaves with its
 * exit code. Whatever happens it ends by how long each part took.
 */
const PARTS = ['lint', 'types', 'build', 'test:coverage', 'test:zones', 'package', 'site']

const wanted = process.argv.slice(2)
const unknown = wanted.filter((part) => !PARTS.includes(part))
if (unknown.length > 0) {
  console.error(`no part is called ${unknown.join(', ')}; the parts are ${PARTS.join(', ')}`)
  process.exit(2)
}

const lines: string[] = []
// The part types compiles the tests of types.
const env: NodeJS.ProcessEnv = { ...process.env, NO_TYPECHECK: '1' }
let total = 0
let failure = 0
for (const part of PARTS) {
  if (wanted.length > 0 && !wanted.includes(part)) continue
  if (failure !== 0) {
    lines.push(line(part, 'not run'))
    continue
  }
  const start = performance.now()
  const { status } = spawnSync('npm', ['run', part], { stdio: 'inherit', env })
  const seconds = (performance.now() - start) / 1000
  total += seconds
  failure = status ?? 1
  // What was built just now is packed as it is.
  if (part === 'build') env.npm_config_ignore_scripts = 'true'
  lines.push(line(part, `${seconds.toFixed(1)} s${failure === 0 ? '' : ', failed'}`))
}
console.log(`\n${[...lines, line('together', `${total.toFixed(1)} s`)].join('\n')}`)
process.exit(failure)

function line(part: string, took: string): string {
  return `${part.padEnd(14)} ${took.padStart(8)}`
}
