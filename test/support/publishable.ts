import { readFileSync } from 'node:fs'

/**
 * What keeps the package from being published: fields of package.json that only its publisher knows,
 * and a version that the changelog does not begin with. `npm publish` runs it first.
 */
export function reasonsAgainst(
  manifest: Readonly<Record<string, unknown>>,
  changelog: string,
): string[] {
  const empty = ['author', 'repository', 'bugs', 'homepage'].filter((name) => !manifest[name])
  const reasons = empty.map((name) => `package.json has no ${name}`)
  const latest = /^## (\S+)/m.exec(changelog)?.[1]
  if (latest !== manifest.version)
    reasons.push(`CHANGELOG.md begins with ${latest}, and package.json says ${manifest.version}`)
  return reasons
}

if (process.argv[1]?.endsWith('publishable.ts')) {
  const read = (name: string): string =>
    readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')
  const reasons = reasonsAgainst(JSON.parse(read('package.json')), read('CHANGELOG.md'))
  for (const reason of reasons) console.error(`not published: ${reason}`)
  process.exit(reasons.length > 0 ? 1 : 0)
}
