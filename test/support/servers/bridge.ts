import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A process of Python that answers questions in order. */
export interface Bridge {
  readonly ask: (question: object) => Promise<object[]>
  /** Lets it end what it is doing, and waits for that. */
  readonly end: () => Promise<void>
}

/** Starts a script beside this file: a line of JSON in, a line of JSON out. */
export function openBridge(
  python: string,
  script: string,
  env: Readonly<Record<string, string>> = {},
): Bridge {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = spawn(python, [path], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  })
  const ended = new Promise<void>((done) => child.on('exit', () => done()))
  const waiting: { answer: (rows: object[]) => void; fail: (error: Error) => void }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith('{"')) return
    const { rows, error } = JSON.parse(line) as { rows?: object[]; error?: string }
    const next = waiting.shift()
    if (rows) next?.answer(rows)
    else next?.fail(new Error(error))
  })
  child.on('exit', (code) => {
    for (const { fail } of waiting.splice(0)) fail(new Error(`${script} ended with code ${code}`))
  })
  // Tests that are over need not wait for it; it ends when its input does.
  child.unref()
  return {
    ask: (question) =>
      new Promise((answer, fail) => {
        waiting.push({ answer, fail })
        child.stdin.write(`${JSON.stringify(question)}\n`)
      }),
    end: () => {
      child.stdin.end()
      return ended
    },
  }
}
