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
    /(?:[.:;–] |^)Who (?:\w+ ){1,8}(?:counts?|is|are|has|returns|was|says) (?:\w+ )*\w+\./,
    'a customer who …',
  ],
  [
    /(?:, as|, so that|: by the calendar,|and|that|;) who (?:comes?|came|leaves?|left|stays?|is|was|enters)\b/,
    'a customer who …',
  ],
  [/\bsuch that\b/i, 'so that, with which, or a sentence of its own'],
]

/** A sentence may go on in the next line: the lines of a comment or paragraph, and where each begins. */
interface Paragraph {
  readonly file: string
  readonly text: string
  readonly lines: readonly (readonly [at: number, line: number])[]
}

function paragraphs(file: string): Paragraph[] {
  const found: { file: string; text: string; lines: [number, number][] }[] = []
  let isOpen = false
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const isProse = file.endsWith('.md') || /^\s*(?:\/\*\*|\*|\/\/)/.test(line)
    const text = line.replace(/^\s*(?:\/\*\*|\*\/|\*|\/\/)?\s*/, '').replace(/\s*\*\/$/, '')
    const last = found.at(-1)
    if (isOpen && isProse && last && text && !text.startsWith('@')) {
      last.lines.push([last.text.length, index + 1])
      last.text += ` ${text}`
    } else found.push({ file: relative(root, file), text, lines: [[0, index + 1]] })
    isOpen = isProse && text !== ''
  }
  return found
}

function lineOf({ lines }: Paragraph, at: number): number {
  return lines.reduce((line, [start, own]) => (start <= at ? own : line), 1)
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
    .flatMap((paragraph) => {
      const said = phrase.exec(paragraph.text)
      if (!said) return []
      const line = lineOf(paragraph, said.index + 1)
      return [`${paragraph.file}:${line} says “${said[0].trim()}”; write: ${better}`]
    })
  expect(found).toEqual([])
})
