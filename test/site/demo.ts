import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { STYLE } from '../../src/tool/write/style.js'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The command reads files of a disk; in a page they are dropped. All else of the bundle is the command’s. */
const dropped: Plugin = {
  name: 'dropped files',
  setup({ onResolve }) {
    onResolve({ filter: /\/bytes\.js$/ }, () => ({ path: here('demo/bytes.ts') }))
  },
}

/** The demo as one page that holds all it needs, for a browser. */
export async function demoPage(): Promise<string> {
  const samples = Object.fromEntries(
    ['survey.csv', 'subscriptions.csv'].map((name) => [
      name,
      readFileSync(here(`../../examples/data/${name}`), 'utf8'),
    ]),
  )
  const { outputFiles } = await build({
    entryPoints: [here('demo/main.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    tsconfig: here('../../tsconfig.json'),
    define: { SAMPLES: JSON.stringify(samples) },
    plugins: [dropped],
    logLevel: 'warning',
  })
  const script = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script')
  const hash = createHash('sha256').update(script).digest('base64')
  const parts: Readonly<Record<string, string>> = {
    STYLE,
    SCRIPT: script,
    // Vega compiles its expressions. Without a source for connections nothing can be sent.
    POLICY: `default-src 'none'; script-src 'sha256-${hash}' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:`,
  }
  return readFileSync(here('demo/page.html'), 'utf8').replace(
    /\b(?:STYLE|SCRIPT|POLICY)\b/g,
    (name) => parts[name] as string,
  )
}
