// `npm run test:contracts`: the Solidity tests, fuzz runs and invariants of the contracts, and their TypeScript tests.
import { testContracts } from './testing/contractTests.ts'

const USAGE = `Usage: npm run test:contracts [-- --json]

Runs the Solidity and TypeScript tests of the contracts, and prints the number of tests, fuzz runs and invariant calls.
FLORIN_TEST_SEED=<n> makes other random choices than usual. --json adds a last line of JSON.
`

const typeScript = { files: ['test/contracts/*.test.ts'], env: {} }
await testContracts(USAGE, { profile: 'default', typeScript, newChoices: false })
