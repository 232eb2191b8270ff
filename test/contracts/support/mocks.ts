import path from 'node:path'
import { fileURLToPath } from 'node:url'
import hre from 'hardhat'

/** A contract of test/mocks or a folder there, compiled with the shipped settings unless that was done before. */
export async function mockArtifact(name: string) {
  const file = fileURLToPath(new URL(`../../mocks/${name}.sol`, import.meta.url))
  await hre.tasks.getTask('build').run({ quiet: true, noTests: true, files: [file] })
  // Else Hardhat remembers what there was to read before.
  await hre.artifacts.clearCache()
  return hre.artifacts.readArtifact(path.basename(name))
}
