import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { command, makeFolder } from '../support/command.js'

const folder = makeFolder()
afterAll(() => folder.remove())

/** The page of a report. */
async function page(...args: readonly string[]): Promise<string> {
  const path = `${folder.path}/page.html`
  const { out, err, status } = await command(['report', '--html', path, ...args])
  expect(out).toBe('')
  expect(err).toBe(`${path} is written\n`)
  expect(status).toBe(0)
  return readFileSync(path, 'utf8')
}

/** What stands in the part of the page about one thing. */
function part(html: string, id: string): string {
  return new RegExp(`<section id="${id}"[\\s\\S]*?</section>`).exec(html)?.[0] ?? ''
}

/** The texts that a picture shows. */
function drawn(html: string): string {
  return [...html.matchAll(/<svg[\s\S]*?<\/svg>/g)].map(([svg]) => svg).join('\n')
}

const COSTS = folder.write(
  'costs.csv',
  'channel,spend,acquired\n<b>ads & co</b>,100,10\nfriends,0,5\n',
)
const TICKETS = folder.write(
  'tickets.csv',
  'openedAt,firstReplyAt,resolvedAt\n2025-01-06 09:00,2025-01-06 10:00,2025-01-06 12:00\n2025-01-07 09:00,2025-01-07 11:00,\n',
)
const SUBSCRIPTIONS = folder.write(
  'subscriptions.csv',
  'customer,startedOn,endedOn,reason\na,2024-06-01,2025-01-05,price\nb,2024-06-01,2025-01-06,card\nc,2024-06-01,,\n',
)

describe('the page', () => {
  it('shows channels, tickets and reasons twice each, for wide and narrow screens', async () => {
    const html = await page(
      ...['--costs', COSTS, '--tickets', TICKETS, '--subscriptions', SUBSCRIPTIONS],
      ...['--as-of', '2025-01-31', '--smallest-group', '1', '--involuntary', 'card'],
    )
    expect(html).not.toMatch(/NaN|undefined/)
    for (const [id, pictures] of [
      ['costs', 1],
      ['tickets', 2],
      ['churn', 2],
    ] as const)
      for (const size of ['wide', 'narrow'])
        expect(part(html, id).split(`<div class="${size}"><svg `)).toHaveLength(pictures + 1)
    expect(drawn(part(html, 'costs'))).toContain('friends')
    expect(drawn(part(html, 'churn'))).toContain('price')
    // A name from a file is no markup.
    expect(html).not.toContain('<b>')
    expect(part(html, 'costs')).toContain('&lt;b&gt;ads &amp; co&lt;/b&gt;')
    expect(part(html, 'costs')).toContain('<td>10.00</td>')
    expect(part(html, 'tickets')).toContain('<caption id="tickets-resolution-caption">')
  })

  it('draws in Persian too, with sections in the order of the report', async () => {
    const html = await page(
      ...['--costs', COSTS, '--tickets', TICKETS, '--language', 'fa', '--calendar', 'persian'],
    )
    expect(html).toContain('<html lang="fa" dir="rtl">')
    expect([...html.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id)).toEqual([
      'costs',
      'tickets',
    ])
    const latin = [...drawn(html).matchAll(/<(?:text|desc)[^>]*>([^<]*)</g)]
      .map(([, words = '']) => words)
      .filter((words) => /[a-z]{2}/.test(words.replace(/&\w+;|ads|co|friends/g, '')))
    expect(latin).toEqual([])
  })

  it('is beside JSON or CSV where both are asked for', async () => {
    const path = `${folder.path}/both.html`
    const { out } = await command(['report', '--html', path, '--costs', COSTS, '--csv'])
    expect(out).toMatch(/^section,table,row,column,value,low,high\n/)
    expect(readFileSync(path, 'utf8')).toContain('<section id="costs"')
  })
})
