import { fileURLToPath } from 'node:url'
import hardhatToolboxViem from '@nomicfoundation/hardhat-toolbox-viem'
import { defineConfig } from 'hardhat/config'
import { testCompilation } from './scripts/testing/testCompilation.ts'

// Nobody who runs this project is counted by a third party.
process.env.HARDHAT_DISABLE_TELEMETRY = 'true'

const shipped = {
  version: '0.8.37',
  // The compiler comes from npm, so that a build needs no download and is the same everywhere.
  path: fileURLToPath(import.meta.resolve('solc/soljson.js')),
  settings: {
    evmVersion: 'cancun',
    viaIR: true,
    optimizer: { enabled: true, runs: 10_000 },
  },
} as const

/** Other random choices than usual; `npm run test:deep` makes new ones each time. */
const chosen = process.env.FLORIN_TEST_SEED
const seed = chosen === undefined ? {} : { seed: `0x${BigInt(chosen).toString(16)}` }

// Shortening a failing sequence further would take longer than reading it.
const sequences = { depth: 500, failOnRevert: true, shrinkRunLimit: 100 } as const

export default defineConfig({
  plugins: [hardhatToolboxViem, testCompilation],
  solidity: { profiles: { default: shipped, production: shipped } },
  paths: {
    sources: ['contracts', 'test/mocks'],
    tests: { solidity: 'test/contracts', nodejs: 'test/contracts' },
  },
  test: {
    solidity: {
      profiles: {
        // 200 sequences of 500 calls, divided between four suites, two of each contract: 100,000 calls.
        default: { fuzz: { ...seed, runs: 256 }, invariant: { ...sequences, runs: 50 } },
        // `npm run test:deep`: ten times as many.
        deep: { fuzz: { ...seed, runs: 5_000 }, invariant: { ...sequences, runs: 500 } },
      },
    },
  },
  networks: {
    // Any node by its URL: scripts/deploy.ts overrides the address.
    rpc: { type: 'http', url: 'http://127.0.0.1:8545' },
  },
})
