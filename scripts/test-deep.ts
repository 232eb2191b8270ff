// `npm run test:deep`: the tests that make random choices with many more of them, and other ones each time.
import { testContracts } from './testing/contractTests.ts'

const USAGE = `Usage: npm run test:deep [-- --json]

Runs the Solidity tests of the contracts with 5,000 runs per fuzz test and a million invariant calls, then 300 random lives
of subscriptions and a year of renewals beside their model, which takes about twenty minutes on two cores. Every run makes
its own random choices; FLORIN_TEST_SEED=<n> repeats those of the run that printed n.
--json adds a last line of JSON.
`

const typeScript = {
  files: ['test/contracts/subscriptionLives.test.ts', 'test/contracts/subscriptionYear.test.ts'],
  env: { FLORIN_TEST_LIVES: '300' },
}
await testContracts(USAGE, { profile: 'deep', typeScript, newChoices: true })
