import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { entry } from '../tsup.config.js'
import { samples } from './support/samples/index.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(textOf('package.json'))
const page = textOf('docs/contributing.md')
const checkParts = /PARTS = \[([^\]]*)\]/.exec(textOf('test/support/check.ts'))?.[1] ?? ''

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

function namesIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] as string))]
}

/** Rows of the table under a head, cell by cell. */
function table(head: string): string[][] {
  const rows = page.slice(page.indexOf(head)).split('\n').slice(2)
  const end = rows.findIndex((row) => !row.startsWith('|'))
  return rows.slice(0, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

function markdown(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((found) => {
    const path = `${folder}/${found.name}`
    if (found.isDirectory()) return markdown(path)
    return found.name.endsWith('.md') ? [path] : []
  })
}

/** The anchor that a heading gets on the web. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-')
}

describe('the page on contributing is true', () => {
  it('names only commands that exist', () => {
    const named = namesIn(page, /npm run ([\w:]+)/g)
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([])
  })

  it('names every command, except the hooks that npm runs by itself', () => {
    const named = [...namesIn(page, /npm run ([\w:]+)/g), 'test', 'prepack', 'prepublishOnly']
    expect(Object.keys(manifest.scripts).filter((name) => !named.includes(name))).toEqual([])
  })

  it('calls a part of the check what the check runs', () => {
    const parts = table('| Command |').filter(([, what]) => what?.startsWith('a part:'))
    const commands = parts.map(([command]) => /npm run ([\w:]+)/.exec(command ?? '')?.[1])
    expect(commands).toEqual(namesIn(checkParts, /'([^']+)'/g))
  })

  it('names only paths that exist', () => {
    const paths = namesIn(page, /`((?:src|test|docs|examples)\/[\w./-]+|[\w.-]+\.(?:json|ts|md))`/g)
    expect(paths.length).toBeGreaterThan(30)
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('names every folder of the sources that several areas share', () => {
    const rooms = readdirSync(join(root, 'src/internal')).map((name) => `src/internal/${name}`)
    expect(rooms.filter((room) => !page.includes(`| \`${room}\` |`))).toEqual([])
  })

  it.each(table('| What is missing |'))('knows the test that misses %s', (_, file, title) => {
    expect(textOf((file as string).replaceAll('`', ''))).toContain(title)
  })

  it('says what needs no hand: the build reads the subpaths from package.json', () => {
    const subpaths = Object.keys(manifest.exports).filter((path) => path !== './package.json')
    expect(Object.keys(entry).sort()).toEqual(
      subpaths.map((path) => path.slice(2) || 'index').sort(),
    )
  })

  it('says what needs a hand: one line an area in the index of the package', () => {
    const areas = Object.keys(entry).filter(
      (name) => !['index', 'schemas', 'sql', 'charts'].includes(name),
    )
    const lines = textOf('src/index.ts').split('\n')
    const missing = areas.filter(
      (area) =>
        !lines.some(
          (line) => line.includes(`'./${area}/index.js'`) || line.includes(`'./${area}.js'`),
        ),
    )
    expect(missing).toEqual([])
  })

  it('says where samples stand: in the file of their area', () => {
    const merged = textOf('test/support/samples/index.ts')
    const areas = readdirSync(join(root, 'test/support/samples'))
      .map((name) => name.replace(/\.ts$/, ''))
      .filter((name) => name !== 'index' && name !== 'types')
    expect(areas.filter((area) => !(area in entry))).toEqual([])
    expect(areas.filter((area) => !merged.includes(`...${area},`))).toEqual([])
    for (const area of areas) {
      const listed = namesIn(textOf(`test/support/samples/${area}.ts`), /^ {2}(\w+): \[/gm)
      const exported = textOf(`test/api/${area}.txt`)
      const misplaced = listed.filter(
        (name) => name in samples && !new RegExp(`^function ${name}(<|$)`, 'm').test(exported),
      )
      expect(misplaced, area).toEqual([])
    }
  })
})

describe('a reader who follows a link arrives', () => {
  it.each(['README.md', ...markdown('docs')])('from %s', (file) => {
    const links = namesIn(textOf(file), /\]\(([^)\s]+)\)/g).filter((link) => !/^\w+:/.test(link))
    const broken = links.filter((link) => {
      const [path, heading] = link.split('#') as [string, string?]
      const target = path === '' ? file : relative(root, join(root, dirname(file), path))
      if (!existsSync(join(root, target))) return true
      if (heading === undefined || !target.endsWith('.md')) return false
      return !namesIn(textOf(target), /^#+ (.*)$/gm)
        .map(anchor)
        .includes(heading)
    })
    expect(broken).toEqual([])
  })
})
