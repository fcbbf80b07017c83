import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const places = ['src', 'docs', 'README.md', 'CHANGELOG.md']

// What a non-native reader has to read twice, and what to write instead.
const refused: readonly (readonly [phrase: RegExp, better: string])[] = [
  [/\bso many\b/i, 'this many, this multiple of, or the name of the number'],
  [/\bthat (?:is|are) none\b/i, 'malformed, not a day, does not count'],
  [/\b(?:is|are) none\b/i, 'malformed, does not exist, without …'],
  [/\bha(?:s|ve) to be said\b/i, 'is required, choose …'],
  [/\bin thought\b/i, 'added artificially'],
  [/\bforet(?:ell|old)/i, 'forecast, expected'],
  [/\btold (?:apart|from)\b|\btells? (?:apart|from)\b/i, 'distinguish, counted separately'],
  [/\bwhat of it\b/i, 'name the part'],
  [/\bwhoever\b/i, 'a customer who …'],
  [
    /(?:^|[.:;,–(] )who (?!(?:can|will)\b)[a-z]+ (?:[a-z]+ ){0,6}(?:is|are|counts?|has|have) (?:no|not|in|out|lost|one|once|twice)\b/i,
    'a customer who …',
  ],
  [/\bsuch that\b/i, 'so that, with which, or a sentence of its own'],
]

interface Line {
  readonly where: string
  readonly text: string
}

/** Prose without its line breaks: sentences of one comment or paragraph, by the line they begin on. */
function paragraphs(file: string): Line[] {
  const found: Line[] = []
  let last: { where: string; text: string } | undefined
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const isProse = file.endsWith('.md') || /^\s*(?:\/\*\*|\*|\/\/)/.test(line)
    const text = line.replace(/^\s*(?:\/\*\*|\*\/|\*|\/\/)?\s*/, '').replace(/\s*\*\/$/, '')
    const where = `${relative(root, file)}:${index + 1}`
    if (isProse && last && text && !text.startsWith('@')) last.text += ` ${text}`
    else {
      last = isProse && text ? { where, text } : undefined
      found.push(last ?? { where, text: line })
    }
  }
  return found
}

function files(place: string): string[] {
  if (place.endsWith('.md')) return [join(root, place)]
  return readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|md)$/.test(name))
    .map((name) => join(root, place, name))
}

it.each(refused)('no comment, message or page says %s', (phrase, better) => {
  const found = places
    .flatMap(files)
    .flatMap(paragraphs)
    .flatMap(({ where, text }) => {
      const said = phrase.exec(text)
      return said ? [`${where} says “${said[0].trim()}”; write: ${better}`] : []
    })
  expect(found).toEqual([])
})
