import { readFile } from 'node:fs/promises'
import type { Judged, Mutant } from './mutant.ts'

/** A survivor that someone has looked at, and why no test can or need kill it. */
export type Accepted = { file: string; function: string; original: string; mutated: string; reason: string }

const FIELDS = ['file', 'function', 'original', 'mutated', 'reason'] as const

function parseEntry(value: unknown): Accepted {
  const entry = new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}))
  const [file, name, original, mutated, reason] = FIELDS.map((field) => {
    const text: unknown = entry.get(field)
    if (typeof text !== 'string') throw new Error(`A survivor lacks "${field}": ${JSON.stringify(value)}`)
    return text
  })
  if (!reason) throw new Error(`A survivor is listed without a reason: ${JSON.stringify(value)}`)
  return { file: file ?? '', function: name ?? '', original: original ?? '', mutated: mutated ?? '', reason }
}

/** @throws where an entry lacks a field. */
export async function readAccepted(path: string): Promise<Accepted[]> {
  const list: unknown = JSON.parse(await readFile(path, 'utf8'))
  if (!Array.isArray(list)) throw new Error(`${path} must hold a list.`)
  return list.map(parseEntry)
}

/** A statement on one line, however its source is broken. */
export const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

function isAbout(accepted: Accepted, mutant: Mutant): boolean {
  return (
    accepted.file === mutant.file &&
    accepted.function === mutant.function &&
    oneLine(accepted.original) === oneLine(mutant.original) &&
    oneLine(accepted.mutated) === oneLine(mutant.replacement)
  )
}

export function reasonFor(accepted: readonly Accepted[], mutant: Mutant): string | undefined {
  return accepted.find((each) => isAbout(each, mutant))?.reason
}

/**
 * Accepted survivors of which there is no mutant any more among `all`, or of which every mutant that was judged did
 * not survive.
 */
export function staleOf(
  accepted: readonly Accepted[],
  all: readonly Mutant[],
  judged: readonly Judged[],
): Accepted[] {
  return accepted.filter((each) => {
    if (!all.some((mutant) => isAbout(each, mutant))) return true
    const own = judged.filter(({ mutant }) => isAbout(each, mutant))
    return own.length > 0 && own.every(({ verdict }) => verdict.outcome !== 'survived')
  })
}
