// A Hardhat node as a part: a new chain at each start, mining at a steady pace, gone with its parent.
// Usage: node hardhatNode.ts <port, 0 for a free one> <chain id>
import { createHardhatRuntimeEnvironment } from 'hardhat/hre'
import { LOCAL_MNEMONIC } from './accounts.ts'
import { onLifelineClosed } from './lifeline.ts'

const LOOPBACK = '127.0.0.1'
const BLOCK_TIME_MS = 1_000
const [port = 0, chainId = 31337] = process.argv.slice(2).map(Number)

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
process.stdout.write(`${JSON.stringify({ ready: true, url: `http://${LOOPBACK}:${listening.port}` })}\n`)
