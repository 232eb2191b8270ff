// `npm run test:deep`: the Solidity tests with many more fuzz runs and invariant calls, and other ones each time.
import { testContracts } from './testing/contractTests.ts'

const USAGE = `Usage: npm run test:deep [-- --json]

Runs the Solidity tests of the contracts with 5,000 runs per fuzz test and a million invariant calls, which takes about
ten minutes on two cores. Every run makes its own random choices; FLORIN_TEST_SEED=<n> repeats those of the run that
printed n.
--json adds a last line of JSON.
`

await testContracts(USAGE, { profile: 'deep', typeScript: false, newChoices: true })
