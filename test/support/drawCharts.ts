/** Draws the pictures of docs/charts.md again: `npm run charts`. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drawFile, picturesOfPage } from './pictures.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'docs/charts')
const pictures = await picturesOfPage(root)
for (const name of readdirSync(folder)) rmSync(join(folder, name))
for (const { file, calls } of pictures) {
  const last = calls.at(-1)
  if (last) writeFileSync(join(folder, file), (await drawFile(last.chart)).svg)
}
console.log(`${pictures.length} pictures drawn`)
