import { readdirSync, readFileSync } from 'node:fs'

/** What a peer gave for an input, once; the scripts beside the stored cases give it again. */
export interface PeerCase {
  readonly function: string
  /** Name and version of the peer. */
  readonly peer: string
  readonly what: string
  // biome-ignore lint/suspicious/noExplicitAny: the shape differs from function to function
  readonly input: any
  /** Numbers, or lists of them; null where the peer has no number. */
  readonly figures: Figures
}

export type Figures = number | null | readonly Figures[]

/** What the library gives for the input of a case, in the shape of the peer's figures. */
export type Evaluators = Readonly<
  Record<string, (input: PeerCase['input'], peer: PeerCase) => Figures>
>

const folder = new URL('../reference/peers/', import.meta.url)

/** All stored cases. */
export function peerCases(): PeerCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as PeerCase[])
}

/** The rows of a simulated data set that a case names. */
export function rowsOf(dataset: string): string[][] {
  const place = dataset.startsWith('simulated')
    ? new URL(`../published/${dataset}`, import.meta.url)
    : new URL(dataset, folder)
  return readFileSync(place, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(','))
}

/** The numbers of a list of lists, in order. */
export function flat(figures: Figures): (number | null)[] {
  return Array.isArray(figures) ? figures.flatMap(flat) : [figures as number | null]
}

/** The ends of an interval. */
export function ends(interval: { readonly low: number; readonly high: number } | null): Figures {
  return interval ? [interval.low, interval.high] : [null, null]
}
