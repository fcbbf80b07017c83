import { counting } from './counting.js'
import { money } from './money.js'
import { type Evaluators, flat, type PeerCase, peerCases } from './peers.js'
import { purchases } from './purchases.js'
import { surveys } from './surveys.js'
import { survival } from './survival.js'

/** How far figures of one kind agree. */
export interface Agreement {
  readonly function: string
  readonly peer: string
  readonly what: string
  readonly figures: number
  /** Largest relative difference. */
  readonly largest: number
}

const evaluators: Evaluators = { ...surveys, ...survival, ...purchases, ...counting, ...money }

// Nearer than this to zero a peer’s figure is zero, written with rounding.
const ZERO = 1e-15

/** How far two figures are apart, as a share of the second; where that is zero, as they are. */
export function distance(own: number | null, other: number | null): number {
  if (own === other) return 0
  if (own === null || other === null) return Number.POSITIVE_INFINITY
  return Math.abs(own - other) / (Math.abs(other) < ZERO ? 1 : Math.abs(other))
}

function largestOf(peer: PeerCase): { figures: number; largest: number } {
  const evaluate = evaluators[peer.function]
  if (!evaluate) throw new Error(`nothing evaluates ${peer.function}`)
  const own = flat(evaluate(peer.input, peer))
  const other = flat(peer.figures)
  if (own.length !== other.length)
    throw new Error(`${peer.function}, ${peer.what}: ${own.length} figures for ${other.length}`)
  const largest = Math.max(...own.map((figure, at) => distance(figure, other[at] as number | null)))
  return { figures: own.length, largest }
}

/** The agreement with all stored figures of peers, one entry for each function, peer and subject. */
export function agreements(): Agreement[] {
  const found = new Map<string, Agreement>()
  for (const each of peerCases()) {
    const { figures, largest } = largestOf(each)
    const key = `${each.function}|${each.peer}|${each.what}`
    const before = found.get(key)
    found.set(key, {
      function: each.function,
      peer: each.peer,
      what: each.what,
      figures: figures + (before?.figures ?? 0),
      largest: Math.max(largest, before?.largest ?? 0),
    })
  }
  return [...found.values()]
}
