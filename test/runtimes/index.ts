/** Runs the packed tarball everywhere and writes what was found down in docs/runtimes.md: `npm run runtimes`. */
import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compareResults } from './compare.js'
import { COMPILERS, compile } from './compilers.js'
import { runDashboard } from './dashboard.js'
import { runExamples } from './examples.js'
import { makePlace, own, pack, root } from './place.js'
import { type Found, node, runBun, runChromium, runDeno, runNode, runWorkerd } from './runtimes.js'

/** Results of different engines may differ by this much, since their logarithms do. */
const TOLERANCE = 1e-9
const NODES = [20, 22, 24, 26]

const tarball = pack()
const place = makePlace(tarball)
let failures = 0
const say = (line: string): void => console.log(line)
place.write('program.mjs', own('program.mjs'))
try {
  const found: Found[] = []
  for (const major of NODES) found.push(runNode(place, major))
  found.push(runDeno(place), runBun(place), await runWorkerd(place), await runChromium(place))
  const first = JSON.parse(found.find(({ result }) => result)?.result ?? 'null')
  const rows = found.map((each) => {
    const { name, version, result, command, fault } = each
    if (version === undefined) {
      say(`${name}: skipped, it cannot be had here`)
      return [name, '–', 'not run', '–']
    }
    const distance = result ? compareResults(first, JSON.parse(result)) : Number.POSITIVE_INFINITY
    const good = distance <= TOLERANCE && command !== false
    if (!good) failures++
    say(`${name} ${version}: ${good ? 'good' : `FAILED ${fault ?? distance}`}`)
    const digits = distance === 0 ? 'to the last digit' : `within ${distance.toPrecision(1)}`
    return [
      name,
      version,
      distance <= TOLERANCE ? digits : 'no',
      command === undefined ? '–' : command ? 'yes' : 'no',
    ]
  })
  const types = COMPILERS.map((wanted) => {
    const compiled = compile(place, wanted)
    if (!compiled) {
      say(`TypeScript ${wanted}: skipped, it cannot be had here`)
      return [wanted, 'not run', 'not run']
    }
    const { version, withDom, withoutDom } = compiled
    if (withDom !== 'good') failures++
    say(`TypeScript ${version}: ${withDom}; without DOM: ${withoutDom}`)
    return [version, withDom, withoutDom]
  })
  const recent = node(place, 24)
  const examples = recent ? runExamples(place, recent) : undefined
  say(`examples: ${examples?.run.length} run; not ${examples?.fail.join(', ')}`)
  const dashboard = await runDashboard(tarball)
  if (dashboard.startsWith('failed')) failures++
  say(`dashboard: ${dashboard}`)
  writeFileSync(
    join(root, 'docs/runtimes.md'),
    own('page.md')
      .replace('RUNTIMES', table(['Runtime', 'Version', 'Same results', 'Command'], rows))
      .replace('TYPES', table(['TypeScript', 'With DOM', 'Without DOM'], types))
      .replace(
        'EXAMPLES',
        examples
          ? `Of ${examples.run.length + examples.fail.length} examples ${examples.run.length} run with Node 24 alone${examples.fail.length > 0 ? `; ${examples.fail.map((name) => `\`${name}\``).join(', ')} need${examples.fail.length === 1 ? 's' : ''} the package of an engine beside it` : ''}.`
          : 'The examples were not run.',
      )
      .replace('DASHBOARD', dashboard),
  )
} finally {
  rmSync(place.path, { recursive: true, force: true })
  rmSync(dirname(tarball), { recursive: true, force: true })
}
process.exitCode = failures > 0 ? 1 : 0

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}
