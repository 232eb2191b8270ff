import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { LOCAL_MNEMONIC } from './accounts.ts'
import { type Part, startPart } from './part.ts'
import { readyByLine, readyByOutput } from './ready.ts'

const READY_TIMEOUT_MS = 30_000
const GUARD = fileURLToPath(new URL('guard.ts', import.meta.url))
const HARDHAT_NODE = fileURLToPath(new URL('hardhatNode.ts', import.meta.url))

export type LocalChain = { rpcUrl: string; chainId: number; part: Part; stop(): Promise<void> }

async function whenReady(part: Part, chainId: number, url: Promise<string>): Promise<LocalChain> {
  try {
    return { rpcUrl: await url, chainId, part, stop: () => part.stop() }
  } catch (error) {
    await part.stop()
    throw error
  }
}

export type HardhatNodeOptions = { logFile: string; port?: number; chainId?: number }

/** Starts a Hardhat node with a chain that is empty but for Permit2 and mines a block every second. */
export function startHardhatNode(options: HardhatNodeOptions): Promise<LocalChain> {
  const { logFile, port = 0, chainId = 31337 } = options
  const part = startPart({
    name: 'chain',
    command: process.execPath,
    args: [HARDHAT_NODE, String(port), String(chainId)],
    logFile,
  })
  return whenReady(part, chainId, readyByLine(part, READY_TIMEOUT_MS))
}

function anvilBinary(): string {
  const platform = process.platform === 'darwin' ? 'darwin' : 'linux'
  const arch = process.arch === 'arm64' ? 'arm64' : 'amd64'
  const fromPackage = createRequire(import.meta.resolve('@foundry-rs/anvil/package.json'))
  const manifest = fromPackage.resolve(`@foundry-rs/anvil-${platform}-${arch}/package.json`)
  return path.join(path.dirname(manifest), 'bin', 'anvil')
}

/** As many as a Hardhat node funds. */
const FUNDED_ACCOUNTS = 20

/** Without it anvil forgets the state of its newest blocks after some 3,600, those that reorgs replaced among them. */
const STATES_KEPT = 100_000

export type AnvilOptions = {
  logFile: string
  port?: number
  chainId?: number
  /** Seconds between blocks; without it a block is mined for each transaction. */
  blockTimeSeconds?: number
  /** With 1, the chain's `finalized` block is two behind its head instead of 64. */
  slotsInAnEpoch?: number
  /** The family of chains that it resembles, with the contracts that stand there from the start. */
  network?: 'tempo'
  /** Forgets the state of each block once it has the next one: a long history would not fit into memory. */
  keepsNewestStateOnly?: boolean
}

/** Starts anvil, whose blocks can be reorganised at will; for tests. */
export function startAnvil(options: AnvilOptions): Promise<LocalChain> {
  const { logFile, port = 0, chainId = 31337, blockTimeSeconds, slotsInAnEpoch = 1, network } = options
  const args = ['--host', '127.0.0.1', '--port', String(port), '--chain-id', String(chainId)]
  args.push(
    '--mnemonic',
    LOCAL_MNEMONIC,
    '--accounts',
    String(FUNDED_ACCOUNTS),
    '--slots-in-an-epoch',
    String(slotsInAnEpoch),
  )
  args.push('--prune-history', String(STATES_KEPT))
  if (network !== undefined) args.push('--network', network)
  if (options.keepsNewestStateOnly) args.push('--prune-history')
  if (blockTimeSeconds !== undefined) args.push('--block-time', String(blockTimeSeconds))
  const part = startPart({
    name: 'anvil',
    command: process.execPath,
    args: [GUARD, 'SIGTERM', '-', '-', anvilBinary(), ...args],
    logFile,
  })
  const address = readyByOutput(part, /Listening on (\S+)/, READY_TIMEOUT_MS)
  return whenReady(
    part,
    chainId,
    address.then((listening) => `http://${listening}`),
  )
}
