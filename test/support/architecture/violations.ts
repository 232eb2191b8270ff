import { existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Import, importsOf, readsEnvironment } from './imports.ts'
import { RULES, type Rule } from './rules.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const SDK_PACKAGE = '@florin/sdk/'
const ENVIRONMENT_READER = 'api/src/config.ts'
/** Ponder takes all tables from one file, and who installs the SDK imports from its root. */
const COLLECTIONS = ['indexer/ponder.schema.ts', 'sdk/src/index.ts']
/** What a bundler or Node reads as something else than TypeScript. */
const OTHER_FILE = /\.(css|json|svg|png|sol)$/

const isUnder = (file: string, part: string) => file === part || file.startsWith(`${part}/`)

function ruleOf(file: string): Rule | undefined {
  const matching = RULES.filter(({ part }) => isUnder(file, part))
  return matching.sort((a, b) => b.part.length - a.part.length)[0]
}

/** The file of this project that an import means, or undefined for packages and Node's modules. */
function projectFile(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier)
  if (specifier.startsWith(SDK_PACKAGE)) return `sdk/src/${specifier.slice(SDK_PACKAGE.length)}`
  return undefined
}

function packageName(specifier: string): string {
  // Ponder's modules such as `ponder:registry` exist while it runs only.
  const [first = '', second = ''] = specifier.split(/[/:]/)
  return first.startsWith('@') ? `${first}/${second}` : first
}

function projectViolation(rule: Rule, target: string, isTypeOnly: boolean): string | undefined {
  const allowed = [rule.part, ...rule.mayUse, ...(isTypeOnly ? (rule.typesOf ?? []) : [])]
  // A folder with a rule of its own is another part, even inside this one.
  const owner = ruleOf(target)?.part ?? target
  if (allowed.some((part) => isUnder(target, part) && (part !== rule.part || isUnder(owner, part))))
    return undefined
  const isKnownByType = rule.typesOf?.some((part) => isUnder(target, part)) ?? false
  return isKnownByType ? `may import only types of ${target}` : `may not import ${target}`
}

function outsideViolation(rule: Rule, specifier: string): string | undefined {
  const isNode = specifier.startsWith('node:') || builtinModules.includes(specifier)
  const allowed = isNode ? rule.node : rule.packages
  const name = isNode ? specifier : packageName(specifier)
  return allowed === null || allowed.includes(name) ? undefined : `may not import ${specifier}`
}

function endingViolation(target: string): string | undefined {
  if (OTHER_FILE.test(target)) return undefined
  if (!/\.tsx?$/.test(target)) return `imports ${target} without its .ts ending`
  return existsSync(path.join(ROOT, target)) ? undefined : `imports ${target}, which does not exist`
}

function importViolations(rule: Rule, file: string, { specifier, isTypeOnly, isReExport }: Import): string[] {
  const target = projectFile(file, specifier)
  const found = target
    ? [projectViolation(rule, target, isTypeOnly), endingViolation(target)]
    : [outsideViolation(rule, specifier)]
  if (isReExport && !COLLECTIONS.includes(file))
    found.push(`re-exports ${specifier}: import from the defining file instead`)
  return found.flatMap((violation) => (violation ? [violation] : []))
}

/** Every way in which a file breaks the rules, as sentences that name the file. */
export function violationsOf(file: string, source: string): string[] {
  const rule = ruleOf(file)
  if (!rule) return [`${file} belongs to no part of the table`]
  const violations = importsOf(file, source).flatMap((each) => importViolations(rule, file, each))
  const isApi = isUnder(file, 'api/src') && file !== ENVIRONMENT_READER
  if ((isApi || isUnder(file, 'sdk/src')) && readsEnvironment(file, source)) {
    violations.push(`reads the environment; only ${ENVIRONMENT_READER} may`)
  }
  return violations.map((violation) => `${file} ${violation}`)
}

/** The same for Solidity: OpenZeppelin and our own contracts, by name. */
export function solidityViolationsOf(file: string, source: string): string[] {
  const statements = [...source.matchAll(/^\s*import\s+([^;]+);/gm)].map(([, statement = '']) => statement)
  return statements.flatMap((statement) => {
    const specifier = /["']([^"']+)["']/.exec(statement)?.[1] ?? ''
    const target = specifier.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), specifier)
      : specifier
    const isAllowed = isUnder(target, 'contracts') || target.startsWith('@openzeppelin/contracts/')
    return [
      ...(isAllowed ? [] : [`${file} may not import ${specifier}`]),
      ...(statement.trimStart().startsWith('{') ? [] : [`${file} imports ${specifier} without naming what`]),
    ]
  })
}
