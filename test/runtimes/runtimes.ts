import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { own, type Place } from './place.js'

/** What was found of a runtime. */
export interface Found {
  readonly name: string
  /** Its version, or nothing where it cannot be had. */
  readonly version: string | undefined
  /** What the program returned, as JSON. */
  readonly result?: string
  /** Whether the command writes a report; nothing where there are no files to read. */
  readonly command?: boolean
  readonly fault?: string
}

const PLATFORM = `${process.platform}-${process.arch}`
const CHROMIUM = '/usr/bin/chromium'
const PRINT = `import { compute } from './program.mjs'\nconsole.log(JSON.stringify(compute()))\n`

/** Node by its major version: the binary alone, as the package for this machine has it. */
export function node(place: Place, major: number): string | undefined {
  const name = `node-${major}`
  const got = place.install([`${name}@npm:node-${PLATFORM}@${major}`])
  const file = join(place.path, 'node_modules', name, 'bin/node')
  return got && existsSync(file) ? file : undefined
}

/** Runs the program and the command with a program of the machine. */
function runWith(
  place: Place,
  name: string,
  program: string | undefined,
  before: readonly string[],
): Found {
  if (!program) return { name, version: undefined }
  place.write('print.mjs', PRINT)
  const version = /\d+\.\d+\.\d+/.exec(place.run(program, ['--version']).out)?.[0]
  const printed = place.run(program, [...before, 'print.mjs'])
  const page = join(place.path, `${name.replace(/\W/g, '')}.html`)
  const reported = place.run(program, [
    ...before,
    'node_modules/customer-metrics/dist/tool.js',
    ...['report', '--survey', 'node_modules/customer-metrics/examples/data/survey.csv'],
    ...['--html', page],
  ])
  return {
    name,
    version,
    result: printed.out.trim(),
    command: reported.good && existsSync(page),
    ...(!printed.good && { fault: printed.err }),
  }
}

export function runNode(place: Place, major: number): Found {
  return runWith(place, `Node ${major}`, node(place, major), [])
}

export function runDeno(place: Place): Found {
  const file = join(place.path, 'node_modules/@deno/linux-x64-glibc/deno')
  const got = place.install(['deno@2'])
  return runWith(place, 'Deno', got && existsSync(file) ? file : undefined, ['run', '-A'])
}

export function runBun(place: Place): Found {
  const name = `@oven/bun-${PLATFORM}`
  // The package of 1.4.5 holds no binary.
  const got = place.install([`${name}@1.3.14`])
  const file = join(place.path, 'node_modules', name, 'bin/bun')
  return runWith(place, 'Bun', got && existsSync(file) ? file : undefined, ['run'])
}

/** The program and all it needs as one file for runtimes that read no folders. */
async function bundled(place: Place, entry: string): Promise<string> {
  place.write('entry.mjs', entry)
  const { outputFiles } = await build({
    absWorkingDir: place.path,
    entryPoints: ['entry.mjs'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  })
  return outputFiles[0]?.text ?? ''
}

const WORKER = `import { compute } from './program.mjs'
export default { test() { console.log(JSON.stringify(compute())) } }
`

export async function runWorkerd(place: Place): Promise<Found> {
  const name = 'workerd'
  if (!place.install(['workerd@1'])) return { name, version: undefined }
  const file = join(place.path, 'node_modules/@cloudflare/workerd-linux-64/bin/workerd')
  if (!existsSync(file)) return { name, version: undefined }
  place.write('worker.mjs', await bundled(place, WORKER))
  place.write('worker.capnp', own('worker.capnp'))
  const version = /\d{4}-\d\d-\d\d/.exec(place.run(file, ['--version']).out)?.[0]
  const { good, out, err } = place.run(file, ['test', 'worker.capnp'])
  const result = `${out}\n${err}`.split('\n').find((line) => line.includes('"exports":'))
  return {
    name,
    version,
    ...(result && { result: result.slice(result.indexOf('{')) }),
    ...(!(good && result) && { fault: err }),
  }
}

export async function runChromium(place: Place): Promise<Found> {
  const name = 'Chromium'
  if (!existsSync(CHROMIUM)) return { name, version: undefined }
  const script = await bundled(
    place,
    `import { compute } from './program.mjs'\nglobalThis.computed = JSON.stringify(compute())\n`,
  )
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: script, type: 'module' })
    await page.waitForFunction('globalThis.computed')
    const result = (await page.evaluate('computed')) as string
    return { name, version: browser.version(), result }
  } catch (error) {
    return { name, version: browser.version(), fault: String(error) }
  } finally {
    await browser.close()
  }
}
