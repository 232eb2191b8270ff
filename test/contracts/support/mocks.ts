import { fileURLToPath } from 'node:url'
import hre from 'hardhat'

const names = ['HostileDollar', 'OwnedWallet'] as const

/** Contracts of test/mocks, compiled with the shipped settings unless that was done before. */
export async function mockArtifacts() {
  const files = names.map((name) => fileURLToPath(new URL(`../../mocks/${name}.sol`, import.meta.url)))
  // All at once, because Hardhat looks only once for what there is to read.
  await hre.tasks.getTask('build').run({ quiet: true, noTests: true, files })
  const [hostileDollar, ownedWallet] = await Promise.all([
    hre.artifacts.readArtifact(names[0]),
    hre.artifacts.readArtifact(names[1]),
  ])
  return { hostileDollar, ownedWallet }
}
