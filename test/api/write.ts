import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiFolder, apiReport } from './report.js'

// Writes the public API down anew, for when it was changed on purpose.
for (const name of readdirSync(apiFolder)) if (name.endsWith('.txt')) rmSync(join(apiFolder, name))
const { files } = apiReport()
for (const [name, text] of files) writeFileSync(join(apiFolder, name), text)
console.log(`${files.size} files in test/api`)
