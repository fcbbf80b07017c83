import { describe, expect, it } from 'vitest'
import { writeHtml } from '../../src/tool/write/html.js'
import { makeWording } from '../../src/tool/write/wording.js'

describe('the words of a report', () => {
  const persian = makeWording({ language: 'fa', calendar: 'gregorian' } as never)
  const plain = makeWording({ language: 'en', calendar: 'gregorian' } as never)

  it('leave names of the caller as they are, and write numbers alone in Persian', () => {
    expect(persian.text('plan 2')).toBe('plan 2')
    expect(persian.text('2 plans')).toBe('2 plans')
    expect(persian.text('12')).toBe('۱۲')
    expect(plain.text('12')).toBe('12')
  })

  it('name a whole month by its first day, and any other day by itself', () => {
    expect(plain.period('2025-01-01')).toBe('2025-01')
    expect(plain.period('2025-01-02')).toBe('2025-01-02')
    expect(persian.period('2025-01-01')).toBe('۲۰۲۵-۰۱')
    expect(persian.period('2025-01-02')).toBe('۲۰۲۵-۰۱-۰۲')
  })

  it('name the list of sections for readers who do not see it', async () => {
    const page = { title: 'Report', sections: [], notes: [] }
    const draw = async () => ''
    expect(await writeHtml(page as never, plain, draw)).toContain('<nav aria-label="Contents">')
    const turned = await writeHtml(page as never, persian, draw)
    expect(turned).toMatch(/<nav aria-label="[^"a-z]+">/)
  })
})
