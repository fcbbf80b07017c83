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

/** Texts of a page, drawn or written, that have a Latin word or digit beyond those that are known. */
function english(html: string, known: RegExp): string[] {
  const body = html.replace(/<head>[\s\S]*?<\/head>/, '').replace(/<style>[\s\S]*?<\/style>/g, '')
  return [...body.matchAll(/>([^<]+)</g)]
    .map(([, words = '']) => words)
    .filter((words) =>
      /[a-z]{2}|\d/i.test(words.replace(/&(?:\w+|#\d+);/g, ' ').replace(known, '')),
    )
}

/** Abbreviations of the trade, flags and fields of the command, and what comes from the files. */
const KNOWN =
  /NPS|CSAT|CES|2\.0|MRR|CAC|RFM|MBG.NBD|holdout|score|log-log|--[\w-]+(?: \w+=)?|\u200e[^\u200e]*\u200e|dd.mm.yyyy|\b(?:large|medium|small|price|card|ads|co|friends)\b/g

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

  it('says of each part what is not known, and why', async () => {
    const html = await page('--subscriptions', SUBSCRIPTIONS, '--as-of', '2025-01-31')
    expect(part(html, 'revenue')).toContain(
      '<p class="note" dir="auto">Not known: the file has no amount of each month',
    )
    expect(part(html, 'winning')).toContain('<p class="note" dir="auto">Not known: say what was')
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
    expect(english(html, KNOWN)).toEqual([])
  })

  it('has no word and no digit of English in Persian, whatever is reported or refused', async () => {
    const orders = (lines: readonly string[]): string =>
      folder.write('orders.csv', `مشتری;تاريخ;مبلغ\n${lines.join('\n')}\n`)
    const steady = Array.from({ length: 360 }, (_, at) => {
      const [customer, month, day] = [at % 30, 1 + Math.floor(at / 30), 1 + (at % 28)]
      return `م${customer};${day}/${month}/2024;${10 + customer},5`
    })
    const survey = folder.write('survey.csv', `نمره,question\n${'۹,nps\n'.repeat(8)}`)
    const none = folder.write(
      'none.csv',
      'openedAt,resolvedAt\n2035-01-06 09:00,2035-01-06 12:00\n',
    )
    const free = folder.write('free.csv', 'کانال,هزینه,acquired\nدوستان,0,0\n')
    const future = folder.write('future.csv', 'مشتری,شروع,پایان,status\nآ,2025-06-01,,active\n')
    for (const args of [
      ['--transactions', orders(steady), '--name-customers'],
      ['--transactions', orders(['آ;3/4/2025;1', 'ب;14/4/2025;1'])],
      ['--transactions', orders(['آ;30/4/2025;-1']), '--survey', survey, '--tickets', none],
      ['--subscriptions', future, '--as-of', '2025-03-01', '--costs', free],
      ['--subscriptions', SUBSCRIPTIONS, '--smallest-group', '1'],
    ]) {
      const html = await page(...args, '--language', 'fa', '--calendar', 'persian')
      expect(english(html, KNOWN)).toEqual([])
    }
    const unread = folder.write('unread.csv', 'مشتری,شروع,پایان,status\nآ,2024-06-01,,active\n')
    expect(await page('--subscriptions', unread, '--language', 'fa')).toContain('تخفیف‌ها')
  })

  it('writes segments, small numbers and shares of pictures as the language does', async () => {
    const orders = Array.from({ length: 60 }, (_, at) => {
      const rows = Array.from(
        { length: 1 + (at % 6) },
        (__, turn) =>
          `c${at},2024-${`${1 + ((at + turn * 2) % 12)}`.padStart(2, '0')}-05,${10 + at}.5`,
      )
      return rows.join('\n')
    })
    const file = folder.write('orders.csv', `customer,date,amount\n${orders.join('\n')}\n`)
    const html = await page('--transactions', file, '--language', 'fa', '--smallest-group', '1')
    const texts = [...drawn(part(html, 'rfm')).matchAll(/<text[^>]*>([^<]*)</g)].map(([, it]) => it)
    expect(texts.length).toBeGreaterThan(20)
    expect(texts.filter((text) => /[a-z]/.test(text ?? ''))).toEqual([])
    expect(drawn(part(html, 'concentration'))).toMatch(/[۰-۹]+٪\u200f برتر: [۰-۹]+٪\u200f/)
    expect(drawn(part(html, 'concentration'))).toMatch(/جینی ۰٫[۰-۹]{1,3} /)
    // What is longer than a narrow screen goes on in the next line.
    expect(part(html, 'customers')).toMatch(/<caption id="customers-all-caption"><span>/)
    expect(html).toContain('<p dir="auto">')
  })

  it('is beside JSON or CSV where both are asked for', async () => {
    const path = `${folder.path}/both.html`
    const { out } = await command(['report', '--html', path, '--costs', COSTS, '--csv'])
    expect(out).toMatch(/^section,table,row,column,value,low,high\n/)
    expect(readFileSync(path, 'utf8')).toContain('<section id="costs"')
  })
})
