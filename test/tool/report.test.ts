import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { command, makeFolder, squeezed } from '../support/command.js'

const folder = makeFolder()
afterAll(() => folder.remove())

describe('the report on the data that come with the project', async () => {
  const { out, err, status } = await command(['report'])

  it('prints the figures that are stored', async () => {
    await expect(out).toMatchFileSnapshot('../support/report.txt')
    expect(err).toBe('')
    expect(status).toBe(0)
  })

  // Recomputed from the same files in Python: numpy, scipy.stats, dateutil, decimal.
  it.each([
    'all 38.1 29.1 to 46.4 278',
    'all 73.4 % 66.7 % to 79.2 % 188',
    'all 5.38 5.13 to 5.62 176',
    '2024-11 6.8 % 4.2 % to 11.0 % 219 15 18 0 221',
    '1 91.2 % 87.9 % to 93.6 % 385',
    '6 67.6 % 62.4 % to 72.3 % 216',
    '18 35.2 % 28.3 % to 42.3 % 29',
    'median lifetime 12 11 to 14',
    'bought again 98.5 % 97.4 % to 99.1 % 793',
    '12 1100.26 980.45 to 1220.06 782 11',
    '24 1797.47 1642.89 to 1952.05 731 62',
  ])('says “%s”', (line) => {
    expect(squeezed(out)).toContain(line)
  })

  it('names no customer unless asked', async () => {
    expect(out).not.toContain('SM-20320')
    expect((await command(['report', '--name-customers'])).out).toContain('SM-20320')
  })

  it('holds back groups that are small', async () => {
    expect(squeezed(out)).toContain('2024-08 held back fewer than 5')
    expect((await command(['report', '--smallest-group', '1'])).out).not.toContain('held back f')
  })

  it('writes the same figures as JSON and as CSV', async () => {
    const { sections } = JSON.parse((await command(['report', '--json'])).out)
    expect(sections[0].results.nps.score).toBeCloseTo(38.129, 3)
    expect(JSON.stringify(sections)).not.toContain('SM-20320')
    expect((await command(['report', '--csv'])).out).toContain('nps,nps-all,all,answers,278,,\n')
  })

  it('says on their first line that its own files are simulated', () => {
    for (const name of ['survey', 'subscriptions'])
      expect(readFileSync(`examples/data/${name}.csv`, 'utf8')).toMatch(/^# Simulated by /)
  })
})

describe('the command', () => {
  it.each(
    [[], ['--help'], ['report', '--help'], ['tally', '--help'], ['sql', '--help']].map((args) => [
      args,
    ]),
  )('teaches by %j', async (args) => {
    const { out, status } = await command(args)
    expect(out).toContain('customer-metrics ')
    expect(status).toBe(0)
  })

  it.each([
    [['report', '--survey', 'nowhere.csv'], 'nowhere.csv: there is no such file'],
    [['report', '--as-of', '2025-02-30'], '--as-of is "2025-02-30", not a day such as 2025-01-31'],
    [['report', '--time-zone', 'Mars'], 'timeZone is "Mars", not an IANA time zone'],
    [['report', '--columns', 'rating'], '--columns is "rating", not a pair such as rating=Score'],
    [['report', '--html', ''], '--html is "", not a text'],
    [['report', '--html', 'a', '--html', 'b'], '--html is given twice, not once'],
    [['report', '--nonsense'], "Unknown option '--nonsense'"],
    [['report', '--date-format', 'what'], '--date-format is "what", not one of'],
    [['report', '--encoding', 'klingon'], '--encoding is "klingon", not an encoding'],
    [['report', '--smallest-group', '0'], '--smallest-group is "0", not a whole number from 1'],
    [['dance'], '"dance" is no command, one of report, tally, sql is'],
    [['tally'], 'no file is given'],
    [['sql', 'churn', '--table', 't'], '--from is not given, not a day such as 2025-01-31'],
    [
      ['sql', 'churn', '--table', 't', '--from', 'May'],
      '--from is "May", not a day such as 2025-01-31',
    ],
  ])('refuses %j', async (args, message) => {
    const { err, status } = await command(args)
    expect(err).toContain(message)
    expect(status).toBe(2)
  })

  it('merges tallies of several months into one report', async () => {
    const months = ['01', '02'].map((month) =>
      folder.write(
        `${month}.csv`,
        `question,rating,date\n${`nps,10,2024-${month}-05\n`.repeat(6)}nps,0,2024-${month}-06\n`,
      ),
    )
    const tallies: string[] = []
    for (const [index, month] of months.entries()) {
      const { out, status } = await command(['tally', '--survey', month])
      expect(status).toBe(0)
      tallies.push(folder.write(`${index}.json`, out))
    }
    const merged = squeezed((await command(['report', ...tallies])).out)
    const whole = squeezed(
      (await command(['report', '--survey', months[0] as string, '--survey', months[1] as string]))
        .out,
    )
    const figures = (lines: readonly string[]): readonly string[] =>
      lines.filter((line) => /^(all|2024)/.test(line))
    expect(figures(merged)).toEqual(figures(whole))
    expect(figures(merged)[0]).toMatch(/^all 71\.4 .* 14$/)
  })

  it('prints statements', async () => {
    for (const [tally, ...flags] of [
      ['ratings', '--columns', 'rating=score'],
      ['churn', '--from', '2025-01-01', '--to', '2025-02-01'],
      ['lives', '--as-of', '2025-01-31'],
      ['purchases', '--as-of', '2025-01-31', '--dialect', 'postgresql'],
    ] as const) {
      const { out, err, status } = await command(['sql', tally, '--table', 'a.b', ...flags])
      expect(err).toBe('')
      expect(out).toMatch(/select/i)
      expect(status).toBe(0)
    }
  })

  it('shows how far it is only where somebody watches', async () => {
    const watched = await command(['report', '--survey', 'examples/data/survey.csv'], {
      isWatched: true,
    })
    expect(watched.err).toContain('\rreading examples/data/survey.csv 100 %')
  })
})

const CHROMIUM = '/usr/bin/chromium'

describe.skipIf(!existsSync(CHROMIUM))('the page, in Chromium', () => {
  it.each([
    ['en', 'gregorian', 'ltr'],
    ['fa', 'persian', 'rtl'],
  ])('asks for nothing and is accessible in %s', async (language, calendar, direction) => {
    const file = `${folder.path}/${language}.html`
    await command(['report', '--html', file, '--language', language, '--calendar', calendar])
    expect(readFileSync(file, 'utf8')).not.toContain('NaN')
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu'],
    })
    try {
      for (const look of [
        { colorScheme: 'light' },
        { colorScheme: 'dark' },
        { viewport: { width: 375, height: 700 } },
      ] as const) {
        // Only the test puts a script into the page, whose policy allows none.
        const page = await browser.newPage({ ...look, bypassCSP: true })
        const requests: string[] = []
        const errors: string[] = []
        page.on('request', (request) => requests.push(request.url()))
        page.on('pageerror', (error) => errors.push(error.message))
        page.on('console', (message) => errors.push(message.text()))
        await page.goto(`file://${file}`)
        expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([`file://${file}`])
        expect(await page.locator('h1').count()).toBe(1)
        expect(await page.locator('main').count()).toBe(1)
        expect(await page.locator('html').getAttribute('dir')).toBe(direction)
        expect(await page.locator('h3, h4').count()).toBe(0)
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
        await page.addScriptTag({
          path: createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
        })
        const violations = await page.evaluate(
          'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 200)]))',
        )
        expect(violations).toEqual([])
        expect(errors).toEqual([])
        await page.close()
      }
    } finally {
      await browser.close()
    }
  })
})
