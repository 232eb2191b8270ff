import type { Mutant, Verdict } from './mutant.ts'
import type { Plan } from './mutants.ts'
import type { Project } from './project.ts'

export type ToWorker = { kind: 'project'; project: Project; plan: Plan } | { kind: 'mutant'; mutant: Mutant }

export type FromWorker =
  /** All tests pass without a mutation; how long finding that out took. */
  | { kind: 'ready'; milliseconds: number }
  | { kind: 'verdict'; verdict: Verdict }
  | { kind: 'broken'; why: string }
