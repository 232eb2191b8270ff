import { readFile } from 'node:fs/promises'
import path from 'node:path'
import hre from 'hardhat'
import type { Artifact, Project, TestSettings } from './project.ts'

/** What Hardhat puts before the files of a project, to tell them from those of packages. */
const OWN = 'project/'
const DEPLOYED = /^contracts\/[^/]+\.sol$/
const TESTS = /^test\/contracts\/.+\.t\.sol$/
const MOST_GAS = 2n ** 31n
const QUICK = { fuzzRuns: 8, invariantRuns: 2, invariantDepth: 100 }
const THOROUGH = { fuzzRuns: 128, invariantRuns: 5, invariantDepth: 500 }

type BuildInfo = {
  solcVersion: string
  input: {
    sources: Record<string, { content: string }>
    settings: { evmVersion: string; remappings: string[] }
  }
}
type Loaded = { artifact: Artifact; file: string; buildId: string }

async function readBuildInfo(id: string): Promise<BuildInfo> {
  const file = await hre.artifacts.getBuildInfoPath(id)
  if (file === undefined) throw new Error(`Hardhat has no build info ${id}.`)
  return JSON.parse(await readFile(file, 'utf8'))
}

async function loadArtifact(fullName: string): Promise<Loaded> {
  const { contractName, sourceName, inputSourceName, buildInfoId, abi, ...rest } =
    await hre.artifacts.readArtifact(fullName)
  if (buildInfoId === undefined) throw new Error(`${fullName} was not compiled by Hardhat 3.`)
  const [, version] = /^solc-(\d+_\d+_\d+)/.exec(buildInfoId) ?? []
  const id = {
    name: contractName,
    source: inputSourceName ?? sourceName,
    solcVersion: (version ?? '').replaceAll('_', '.'),
  }
  const { bytecode, deployedBytecode, linkReferences, deployedLinkReferences } = rest
  const contract = {
    abi: JSON.stringify(abi),
    bytecode,
    deployedBytecode,
    linkReferences,
    deployedLinkReferences,
  }
  return { artifact: { id, contract }, file: sourceName, buildId: buildInfoId }
}

const hasCode = ({ artifact }: Loaded) => !['', '0x'].includes(artifact.contract.bytecode)

function isSuite(loaded: Loaded): boolean {
  const hasTests = /"name":"(test|invariant)/.test(loaded.artifact.contract.abi)
  return TESTS.test(loaded.file) && hasCode(loaded) && hasTests
}

function testSettings(suites: readonly Loaded[]): TestSettings {
  const { profiles } = hre.config.test.solidity
  const { root } = hre.config.paths
  return {
    root,
    quick: QUICK,
    thorough: THOROUGH,
    mostGas: MOST_GAS,
    failOnRevert: profiles.default?.invariant?.failOnRevert ?? false,
    testPaths: Object.fromEntries(
      suites.map(({ artifact, file }) => [artifact.id.source, path.join(root, file)]),
    ),
    testProfiles: Object.keys(profiles),
  }
}

/** The sources that the artifacts were made of, since files may have changed meanwhile. */
async function readBuilds(
  deployed: readonly Loaded[],
): Promise<Pick<Project, 'sources' | 'settings' | 'fileNames'>> {
  const ids = [...new Set(deployed.map(({ buildId }) => buildId))]
  const builds = await Promise.all(ids.map(readBuildInfo))
  const sources = builds.flatMap(({ input }) => Object.entries(input.sources))
  const { evmVersion = 'cancun', remappings = [] } = builds[0]?.input.settings ?? {}
  const own = sources.map(([name]) => name).filter((name) => name.startsWith(OWN))
  return {
    sources: Object.fromEntries(sources.map(([name, { content }]) => [name, content])),
    settings: { evmVersion, remappings },
    fileNames: Object.fromEntries(own.map((name) => [name, name.slice(OWN.length)])),
  }
}

/** Builds what Hardhat knows, tests included, and reads it. */
export async function loadProject(): Promise<Project> {
  await hre.tasks.getTask('build').run({ quiet: true })
  const names = await hre.artifacts.getAllFullyQualifiedNames()
  const loaded = await Promise.all([...names].map(loadArtifact))
  const deployed = loaded.filter((each) => DEPLOYED.test(each.file) && hasCode(each))
  const suites = loaded.filter(isSuite)
  return {
    ...(await readBuilds(deployed)),
    roots: [...new Set(deployed.map(({ artifact }) => artifact.id.source))],
    artifacts: loaded.map(({ artifact }) => artifact),
    suites: suites.map(({ artifact }) => artifact.id),
    tests: testSettings(suites),
  }
}
