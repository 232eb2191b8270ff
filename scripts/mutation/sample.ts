import { createHash } from 'node:crypto'
import type { Mutant } from './mutant.ts'

const rank = (seed: number, { id }: Mutant) => createHash('sha256').update(`${seed}:${id}`).digest('hex')

/** The same `size` mutants for the same seed, in the order of the list. */
export function sample(mutants: readonly Mutant[], size: number, seed: number): Mutant[] {
  const ranked = mutants.map((mutant) => ({ mutant, rank: rank(seed, mutant) }))
  return ranked
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant)
    .sort((a, b) => a.id - b.id)
}
