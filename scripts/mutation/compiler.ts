import solc from 'solc'
import { type AstNode, isNode } from './ast.ts'

export type Sources = Readonly<Record<string, string>>

/** What the compiler has to know beside the sources. */
export type CompilerSettings = { evmVersion: string; remappings: readonly string[] }

/** Creation and runtime code as hex digits without 0x, as solc gives them. */
type Code = { creation: string; runtime: string; links: LinkReferences; runtimeLinks: LinkReferences }
export type LinkReferences = Record<string, Record<string, { start: number; length: number }[]>>

/** By `source:contract`. */
export type Codes = ReadonlyMap<string, Code>
export type Compiled = { codes: Codes } | { error: string }

/** All that is read of solc's answer. */
type Output = {
  errors?: { severity: string; message: string; formattedMessage?: string }[]
  sources?: Record<string, { ast: unknown }>
  contracts?: Record<string, Record<string, { evm: { bytecode: Bytecode; deployedBytecode: Bytecode } }>>
}
type Bytecode = { object: string; linkReferences: LinkReferences }

/**
 * Twice as fast as the shipped settings. Without any step of the optimizer compilation is no faster, and the code is a
 * third larger; locations in the intermediate code would cost a fifth.
 */
const QUICK = {
  viaIR: true,
  optimizer: {
    enabled: true,
    runs: 1,
    details: {
      inliner: false,
      cse: false,
      constantOptimizer: false,
      yul: true,
      yulDetails: { stackAllocation: true, optimizerSteps: 'hfou:' },
    },
  },
  debug: { debugInfo: [] },
  metadata: { appendCBOR: false, bytecodeHash: 'none' },
}
const OUTPUTS = [
  'evm.bytecode.object',
  'evm.bytecode.linkReferences',
  'evm.deployedBytecode.object',
  'evm.deployedBytecode.linkReferences',
]

function ask(sources: Sources, settings: object): Output {
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(Object.entries(sources).map(([name, content]) => [name, { content }])),
    settings,
  }
  return JSON.parse(solc.compile(JSON.stringify(input)))
}

function errorOf({ errors = [] }: Output): string | undefined {
  return errors.find(({ severity }) => severity === 'error')?.message
}

/** Syntax trees by source. @throws where the sources have an error. */
export function parse(sources: Sources, settings: CompilerSettings): Map<string, AstNode> {
  const output = ask(sources, { ...settings, outputSelection: { '*': { '': ['ast'] } } })
  const error = errorOf(output)
  if (error !== undefined) throw new Error(`The contracts do not compile: ${error}`)
  const trees = new Map<string, AstNode>()
  for (const [name, { ast }] of Object.entries(output.sources ?? {})) if (isNode(ast)) trees.set(name, ast)
  return trees
}

/** Compiles the contracts of the sources named by `roots`, and what they need of the others. */
export function compile(sources: Sources, roots: readonly string[], settings: CompilerSettings): Compiled {
  const outputSelection = Object.fromEntries(roots.map((root) => [root, { '*': OUTPUTS }]))
  const output = ask(sources, { ...settings, ...QUICK, outputSelection })
  const error = errorOf(output)
  if (error !== undefined) return { error }
  const codes = new Map<string, Code>()
  for (const [source, contracts] of Object.entries(output.contracts ?? {})) {
    for (const [name, { evm }] of Object.entries(contracts)) {
      if (evm.bytecode.object !== '')
        codes.set(`${source}:${name}`, codeOf(evm.bytecode, evm.deployedBytecode))
    }
  }
  return { codes }
}

const codeOf = (creation: Bytecode, runtime: Bytecode): Code => ({
  creation: creation.object,
  runtime: runtime.object,
  links: creation.linkReferences,
  runtimeLinks: runtime.linkReferences,
})
