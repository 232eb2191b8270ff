import type { Codes, CompilerSettings, LinkReferences, Sources } from './compiler.ts'

export type ArtifactId = { name: string; source: string; solcVersion: string }

/** As EDR, Hardhat's engine, wants it: the ABI as JSON, code as hex digits with 0x. */
export type Artifact = {
  id: ArtifactId
  contract: {
    abi: string
    bytecode: string
    linkReferences: LinkReferences
    deployedBytecode: string
    deployedLinkReferences: LinkReferences
  }
}

/** How much the Solidity tests try. Quick runs kill most mutants; what survives them is tried thoroughly. */
export type Effort = { fuzzRuns: number; invariantRuns: number; invariantDepth: number }

export type TestSettings = {
  root: string
  quick: Effort
  thorough: Effort
  failOnRevert: boolean
  /** Gas of one test: more than any needs, and little enough that an endless loop ends within seconds. */
  mostGas: bigint
  /** Where the tests are on disk, by the compiler's name: they may carry settings of their own in comments. */
  testPaths: Record<string, string>
  testProfiles: string[]
}

/** Everything that a run needs, read once, so that nobody's edits disturb it. */
export type Project = {
  sources: Sources
  settings: CompilerSettings
  /** Sources whose contracts are deployed and mutated, with all that they import. */
  roots: readonly string[]
  /** Names that people know, by those that the compiler knows; only of files of this project. */
  fileNames: Readonly<Record<string, string>>
  artifacts: readonly Artifact[]
  suites: readonly ArtifactId[]
  tests: TestSettings
}

/** The project's artifacts, with other code for the contracts that were compiled anew. */
export function withCodes(artifacts: readonly Artifact[], codes: Codes): Artifact[] {
  return artifacts.map(({ id, contract }) => {
    const code = codes.get(`${id.source}:${id.name}`)
    if (!code) return { id, contract }
    const { abi } = contract
    return {
      id,
      contract: {
        abi,
        bytecode: `0x${code.creation}`,
        linkReferences: code.links,
        deployedBytecode: `0x${code.runtime}`,
        deployedLinkReferences: code.runtimeLinks,
      },
    }
  })
}
