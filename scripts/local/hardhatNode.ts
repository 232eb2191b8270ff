// A Hardhat node as a part: a new chain at each start, with Permit2 on it, mining at a steady pace, gone with its parent.
// Usage: node hardhatNode.ts <port, 0 for a free one> <chain id>
import { createHardhatRuntimeEnvironment } from 'hardhat/hre'
import { createTestClient, http, publicActions } from 'viem'
import { LOCAL_MNEMONIC } from './accounts.ts'
import { onLifelineClosed } from './lifeline.ts'
import { installPermit2, readPermit2Code } from './permit2.ts'

const LOOPBACK = '127.0.0.1'
const BLOCK_TIME_MS = 1_000
const [port = 0, chainId = 31337] = process.argv.slice(2).map(Number)

// Read beside the start of the node. A failure is told further down, when it is waited for.
const permit2Code = readPermit2Code()
permit2Code.catch(() => {})

// Mining on its own clock instead of once per transaction keeps the chain's time beside the wall clock.
const hre = await createHardhatRuntimeEnvironment({
  networks: {
    local: {
      type: 'edr-simulated',
      chainType: 'l1',
      chainId,
      mining: { auto: false, interval: BLOCK_TIME_MS },
      accounts: { mnemonic: LOCAL_MNEMONIC },
      loggingEnabled: false,
    },
  },
})

const server = await hre.network.createServer('local', LOOPBACK, port)

let stopping = false
function stop(): void {
  if (stopping) return
  stopping = true
  // The state dies with the process anyway, so open connections are not waited for.
  server.close().finally(() => process.exit(0))
  setTimeout(() => process.exit(0), 1_000).unref()
}
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop)
onLifelineClosed(stop)

const listening = await server.listen()
const url = `http://${LOOPBACK}:${listening.port}`

// The chain serves everything else without it.
try {
  const client = createTestClient({ mode: 'hardhat', transport: http(url) }).extend(publicActions)
  await installPermit2(client, await permit2Code)
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error)
  process.stdout.write(`Permit2 is not on this chain, so payments by it revert: ${reason}\n`)
}
process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`)
