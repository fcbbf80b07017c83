import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { makePlace, type Place, root } from './place.js'

const CHROMIUM = '/usr/bin/chromium'

/** Builds the dashboard from the blocks of its page, starts its server and looks at it; says what is seen. */
export async function runDashboard(tarball: string): Promise<string> {
  const place = makePlace(tarball)
  try {
    const packages = ['express', 'react', 'react-dom', 'vega', 'vega-lite', 'vega-embed', 'vite']
    if (!existsSync(CHROMIUM) || !place.install(packages)) return 'not run, its parts cannot be had'
    writeBlocks(place)
    const built = place.run('npx', ['vite', 'build'])
    if (!built.good) return `failed to build: ${built.err.slice(0, 500)}`
    return await look(place)
  } finally {
    rmSync(place.path, { recursive: true, force: true })
  }
}

/** Writes each block whose first line names a file into that file. */
function writeBlocks(place: Place): void {
  const page = readFileSync(join(root, 'docs/dashboard.md'), 'utf8')
  for (const [, name = '', code = ''] of page.matchAll(
    /```\w+\n(?:\/\/|<!--) (\S+?)(?: -->)?\n([\s\S]*?)```/g,
  ))
    place.write(name, code)
}

async function look(place: Place): Promise<string> {
  const server = spawn(process.execPath, ['server.mjs'], {
    cwd: place.path,
    env: { ...process.env, PORT: '0' },
  })
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    const url = await address(server)
    const page = await browser.newPage({ viewport: { width: 900, height: 700 } })
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(url)
    await page.waitForSelector('h1')
    await page.waitForSelector('[role=img] canvas, [role=img] svg')
    const heading = await page.textContent('h1')
    const line = await page.textContent('main p')
    const about = await page.getAttribute('[role=img]', 'aria-label')
    const refused = await fetch(`${url}/api/nps?from=yesterday`)
    const { message } = (await refused.json()) as { message: string }
    if (faults.length > 0 || refused.status !== 400) return `failed: ${faults} ${message}`
    return `the page shows “${heading}”, “${line}” and a picture that reads “${about}”; \`/api/nps?from=yesterday\` answers ${refused.status}, “${message}”`
  } catch (error) {
    return `failed: ${error}`
  } finally {
    await browser.close()
    server.kill()
  }
}

/** What the server prints when it is there. */
function address(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.stdout?.on('data', (text: Buffer) => resolve(text.toString().trim()))
    server.stderr?.on('data', (text: Buffer) => reject(new Error(text.toString())))
    server.on('exit', () => reject(new Error('the server ended')))
  })
}
