import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { HardhatConfig } from 'hardhat/types/config'
import type { ConfigHooks, SolidityHooks } from 'hardhat/types/hooks'
import type { HardhatPlugin } from 'hardhat/types/plugins'
import type { CompilerInput, CompilerOutput } from 'hardhat/types/solidity'

const TESTS = 'test/contracts/**/*.sol'
/** What is deployed: tests create it from its artifact, so that it is the shipped one. */
const DEPLOYED = /^project\/contracts\/[^/]+\.sol$/
/** Code that is shipped as part of what is deployed. */
const PARTS = /\/contracts\/(libraries|base|subscriptions)\//
/** The compiler's older pipeline, which compiles all tests within one CPU minute. */
const SETTINGS = { viaIR: false, optimizer: { enabled: false } }

/** A test that imports parts of the contracts holds their code, and has to try it as it is shipped. */
export const holdsShippedCode = (source: string) =>
  [...source.matchAll(/^import [^;]+;/gm)].some(([statement]) => PARTS.test(statement))

function testsWithoutShippedCode(root: string): string[] {
  const files = globSync(TESTS, { cwd: root })
  return files.filter((file) => !holdsShippedCode(readFileSync(path.join(root, file), 'utf8')))
}

/** Hardhat compiles together what has one and the same object of settings, so all these tests share it. */
function addTestSettings(config: HardhatConfig): void {
  const profile = config.solidity.profiles.default
  const [shipped] = profile?.compilers ?? []
  if (!profile || !shipped) throw new Error('The default profile of hardhat.config.ts names no compiler.')
  const shared = { ...shipped, settings: { ...shipped.settings, ...SETTINGS } }
  for (const file of testsWithoutShippedCode(config.paths.root)) profile.overrides[file] = shared
}

const resolveUserConfig: ConfigHooks['resolveUserConfig'] = async (userConfig, resolveVariable, next) => {
  const config = await next(userConfig, resolveVariable)
  addTestSettings(config)
  return config
}

/** Hardhat asks for the code of all that is imported, but tests need no more than the types of what is deployed. */
function withoutDeployed(input: CompilerInput): CompilerInput {
  const { '*': outputs = {} } = input.settings.outputSelection
  const compiled = Object.keys(input.sources).filter((source) => !DEPLOYED.test(source))
  const outputSelection = Object.fromEntries(compiled.map((source) => [source, outputs]))
  return { ...input, settings: { ...input.settings, outputSelection } }
}

/** The compiler names them all the same, and Hardhat would look for their syntax trees. */
function asIfUnknown(output: CompilerOutput): CompilerOutput {
  const sources = Object.entries(output.sources).filter(([source]) => !DEPLOYED.test(source))
  return { ...output, sources: Object.fromEntries(sources) }
}

const invokeSolc: SolidityHooks['invokeSolc'] = async (context, compiler, input, settings, next) => {
  if (input.settings.viaIR) return next(context, compiler, input, settings)
  return asIfUnknown(await next(context, compiler, withoutDeployed(input), settings))
}

/** Compiles the Solidity tests with other settings than the contracts: docs/decisions/0016-settings-of-tests.md. */
export const testCompilation: HardhatPlugin = {
  id: 'florin-test-compilation',
  hookHandlers: {
    config: async () => ({ default: async () => ({ resolveUserConfig }) }),
    solidity: async () => ({ default: async () => ({ invokeSolc }) }),
  },
}
