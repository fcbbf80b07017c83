import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPages } from './api.js'
import { demoPage } from './demo.js'
import { deadLinks } from './links.js'
import { writeLlms } from './llms.js'

/** Builds the site into `reports/site`, and refuses it where a link leads nowhere. */
const out = fileURLToPath(new URL('../../reports/site', import.meta.url))
rmSync(out, { recursive: true, force: true })
const wrong = await buildPages(out)
if (wrong) console.error(wrong)
writeFileSync(join(out, 'demo.html'), await demoPage())
writeLlms(out)
const dead = deadLinks(out)
for (const link of dead) console.error(link)
process.exitCode = wrong || dead.length > 0 ? 1 : 0
