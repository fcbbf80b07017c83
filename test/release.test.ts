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
