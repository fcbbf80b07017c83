import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { makeFolder } from '../support/command.js'
import { PAGES } from './areas.js'
import { deadLinks } from './links.js'

const folder = makeFolder()
afterAll(() => folder.remove())

describe('the site', () => {
  it('is refused where a page, an anchor or a picture is not there, and where a link leaves it', () => {
    mkdirSync(`${folder.path}/guides`)
    folder.write('picture.svg', '<svg/>')
    folder.write('guides/a.html', '<h2 id="here">A</h2><a href="#here">here</a>')
    folder.write(
      'index.html',
      `<a href="guides/a.html#here">good</a> <a href="https://example.org/x">other</a>
<a href="data:,">data</a> <img src="picture.svg"> <code>href=b.html</code>
<a href="guides/a.html#there">anchor</a> <a href="b.html">page</a> <img src="b.svg">
<a href="../package.json">outside</a> <a href="guides">folder</a>
<script>x = '<a href="c.html">'</script>`,
    )
    expect(deadLinks(folder.path)).toEqual([
      'index.html: guides/a.html#there leads nowhere',
      'index.html: b.html leads nowhere',
      'index.html: b.svg leads nowhere',
      'index.html: ../package.json leads nowhere',
      'index.html: guides leads nowhere',
    ])
  })

  it('has every page, each once, and those for newcomers first', () => {
    expect(new Set(PAGES).size).toBe(PAGES.length)
    expect(PAGES).toContain('docs/why/README.md')
    expect(PAGES).toContain('docs/clv/bg-nbd.md')
    expect(PAGES).toContain('docs/fa.md')
    expect(PAGES.slice(0, 3)).toEqual(['docs/dashboard.md', 'docs/files.md', 'docs/tallies.md'])
  })

  it('shows a picture in the guide of each area that has some, and says what drew it', () => {
    const root = fileURLToPath(new URL('../..', import.meta.url))
    const areas = readdirSync(`${root}/src/charts`, { withFileTypes: true })
      .filter((each) => each.isDirectory() && each.name !== 'drawing')
      .flatMap(({ name }) => (name === 'surveys' ? ['ratings', 'nps', 'csat', 'ces'] : [name]))
    expect(areas).toContain('cost')
    for (const area of areas)
      expect(readFileSync(`${root}/docs/${area}.md`, 'utf8'), area).toMatch(
        /\(charts\/(\w+)\.svg\)\n\nDrawn by `\1`/,
      )
  })
})
