import { readFileSync } from 'node:fs'
import type { Service } from '../service.js'

const versionOf = (name: string): string =>
  JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version

/** An engine that is not here: its statements are translated for DuckDB. */
export const translatedService = (name: string): Service => ({
  name,
  install: async () => {},
  start: async () => ({
    version: `polyglot ${versionOf('@polyglot-sql/sdk')}`,
    env: {},
    stop: async () => {},
  }),
})
