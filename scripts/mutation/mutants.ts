import { type AstNode, childrenOf, textIn } from './ast.ts'
import { parse, type Sources } from './compiler.ts'
import type { Mutant } from './mutant.ts'
import { mutate } from './mutate.ts'
import type { Project } from './project.ts'

function importsOf(tree: AstNode): string[] {
  return childrenOf(tree)
    .filter(({ nodeType }) => nodeType === 'ImportDirective')
    .map((node) => textIn(node, 'absolutePath'))
}

/** A source and all that it imports, directly or not. */
function closureOf(root: string, trees: ReadonlyMap<string, AstNode>): Set<string> {
  const known = new Set<string>()
  const waiting = [root]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const tree = trees.get(name)
    if (!tree || known.has(name)) continue
    known.add(name)
    waiting.push(...importsOf(tree))
  }
  return known
}

export type Plan = {
  mutants: Mutant[]
  /** Only what the roots need: solc reads whatever it is given. */
  sources: Sources
  /** Roots that a source is part of. */
  rootsOf: ReadonlyMap<string, string[]>
}

/** Lists the mutants of every file of the project that is part of a deployed contract. */
export function planMutants(project: Project): Plan {
  const trees = parse(project.sources, project.settings)
  const rootsOf = new Map<string, string[]>()
  for (const root of project.roots) {
    for (const name of closureOf(root, trees)) rootsOf.set(name, [...(rootsOf.get(name) ?? []), root])
  }
  const needed = [...rootsOf.keys()].sort()
  const mutants = needed.flatMap((source) => {
    const tree = trees.get(source)
    const file = project.fileNames[source]
    return tree && file !== undefined ? mutate(tree, project.sources[source] ?? '', { file, source }) : []
  })
  return {
    mutants: mutants.map((mutant, id) => ({ ...mutant, id })),
    sources: Object.fromEntries(needed.map((name) => [name, project.sources[name] ?? ''])),
    rootsOf,
  }
}
