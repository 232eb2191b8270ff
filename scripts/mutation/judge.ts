import { createHash } from 'node:crypto'
import { type Codes, compile } from './compiler.ts'
import type { Mutant, Verdict } from './mutant.ts'
import type { Plan } from './mutants.ts'
import { type Project, withCodes } from './project.ts'
import { replaceSpan } from './source.ts'
import { createSuites, type Suites } from './suites.ts'

/** The opcode that does nothing but fail. */
const INVALID = 'fe'

export type Judge = (mutant: Mutant) => Promise<Verdict>

function fingerprint(codes: Codes): string {
  const hash = createHash('sha256')
  for (const [name, { creation }] of codes) hash.update(`${name} ${creation}\n`)
  return hash.digest('hex')
}

function changed(codes: Codes, original: Codes): Codes {
  return new Map([...codes].filter(([name, { creation }]) => creation !== original.get(name)?.creation))
}

/** Sources of libraries that are deployed by themselves and linked. */
function librariesOf(codes: Codes): string[] {
  return [...new Set([...codes.values()].flatMap(({ links }) => Object.keys(links)))]
}

function compileOriginal(project: Project, plan: Plan): { codes: Codes; libraries: string[] } {
  const compiled = compile(plan.sources, project.roots, project.settings)
  if ('error' in compiled) throw new Error(`The contracts do not compile: ${compiled.error}`)
  const libraries = librariesOf(compiled.codes)
  if (libraries.length === 0) return { codes: compiled.codes, libraries }
  const linked = compile(plan.sources, [...project.roots, ...libraries], project.settings)
  if ('error' in linked) throw new Error(`The libraries do not compile: ${linked.error}`)
  return { codes: linked.codes, libraries }
}

/** A test that brings its own copy of a contract would never meet a mutant of it. */
async function requireThatTestsMeet(
  codes: Codes,
  suites: Suites,
  { artifacts, tests }: Project,
): Promise<void> {
  for (const [name, code] of codes) {
    const without = withCodes(artifacts, new Map([...codes, [name, { ...code, creation: INVALID }]]))
    if ((await suites.firstFailure(without, tests.quick)) !== undefined) continue
    throw new Error(
      `No test misses ${name}. Tests have to deploy it by test/contracts/support/Deployment.sol.`,
    )
  }
}

/**
 * Compiles mutants and lets the tests judge them, one at a time.
 * @throws where a test fails for the contracts as they are, or none fails without them.
 */
export async function createJudge(project: Project, plan: Plan): Promise<Judge> {
  const { tests } = project
  const original = compileOriginal(project, plan)
  const suites = await createSuites(project.suites, tests)
  const known = new Map<string, Verdict>([[fingerprint(new Map()), { outcome: 'equivalent' }]])

  async function tryTests(codes: Codes): Promise<Verdict> {
    const artifacts = withCodes(project.artifacts, new Map([...original.codes, ...codes]))
    const by =
      (await suites.firstFailure(artifacts, tests.quick)) ??
      (await suites.firstFailure(artifacts, tests.thorough))
    return by === undefined ? { outcome: 'survived' } : { outcome: 'killed', by }
  }

  const baseline = await tryTests(new Map())
  if (baseline.outcome === 'killed') throw new Error(`A test fails without any mutation: ${baseline.by}`)
  await requireThatTestsMeet(original.codes, suites, project)

  return async (mutant) => {
    const content = replaceSpan(plan.sources[mutant.source] ?? '', mutant, mutant.replacement)
    const roots = [...(plan.rootsOf.get(mutant.source) ?? []), ...original.libraries]
    const compiled = compile({ ...plan.sources, [mutant.source]: content }, roots, project.settings)
    if ('error' in compiled) return { outcome: 'stillborn', why: compiled.error }
    const codes = changed(compiled.codes, original.codes)
    const key = fingerprint(codes)
    const verdict = known.get(key) ?? (await tryTests(codes))
    known.set(key, verdict)
    return verdict
  }
}
