import { createHash } from 'node:crypto'

/** A change that Stryker makes to one place of a file. */
export interface Mutant {
  readonly id: string
  readonly fileName: string
  readonly mutatorName: string
  readonly replacement: string
  readonly location: { readonly start: Place; readonly end: Place }
}

interface Place {
  readonly line: number
  readonly column: number
}

/** How many mutants of an area are drawn, and by which seed. */
export interface Plan {
  readonly sample: number
  readonly seed: number
}

/** The part of the library a file belongs to, by the folders that have a figure of their own. */
export function areaOf(file: string): string {
  const folders = file.slice(file.lastIndexOf('src/') + 4).split('/')
  if (folders.length === 1) return 'the root'
  return folders[0] === 'internal' && folders.length > 2
    ? `internal/${folders[1]}`
    : `${folders[0]}`
}

/** What makes a mutant this one in every run, its number excepted, which any change to the code moves. */
export function keyOf({ fileName, mutatorName, replacement, location }: Mutant): string {
  const { start, end } = location
  const place = `${start.line}:${start.column}-${end.line}:${end.column}`
  return `${fileName.slice(fileName.lastIndexOf('src/'))} ${place} ${mutatorName} ${replacement}`
}

/**
 * A seeded sample of an area, stratified by file: each file gives its share. The order is such that each
 * beginning of the list is a stratified sample too, so that a run that is stopped is one of fewer mutants.
 */
export function drawn<M extends Mutant>(mutants: readonly M[], { sample, seed }: Plan): M[] {
  const fraction = Math.min(1, sample / mutants.length)
  const ranked: { mutant: M; at: number }[] = []
  for (const ofFile of groups(mutants, ({ fileName }) => fileName)) {
    const lots = ofFile
      .map((mutant) => ({ mutant, lot: lotOf(`${seed} ${keyOf(mutant)}`) }))
      .sort((a, b) => a.lot - b.lot)
    // A file's own shift rounds its share up or down at random, and mixes the files.
    const shift = lotOf(`${seed} ${ofFile[0]?.fileName.replace(/^.*src\//, '')}`)
    for (const [rank, { mutant }] of lots.entries()) {
      const at = (rank + shift) / (ofFile.length * fraction)
      if (at < 1) ranked.push({ mutant, at })
    }
  }
  return ranked.sort((a, b) => a.at - b.at).map(({ mutant }) => mutant)
}

function groups<M>(items: readonly M[], by: (item: M) => string): M[][] {
  const found = new Map<string, M[]>()
  for (const item of items) {
    const name = by(item)
    const group = found.get(name)
    if (group) group.push(item)
    else found.set(name, [item])
  }
  return [...found.values()]
}

/** A number from 0 to 1 that depends on the text alone. */
function lotOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32
}
