import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isAddress } from 'viem'
import { isLocalChain } from '../../api/src/domain/localChain.ts'
import { valueAt } from './json.ts'
import { firstUrl, rpcClient } from './rpc.ts'
import { ROOT, type StartSettings } from './settings.ts'
import type { Supervisor } from './supervisor.ts'

export type ServedChain = { chainId: number; rpcUrl: string }

export const deploymentsDir = (settings: StartSettings) => path.join(settings.dir, 'deployments')

const CONTRACTS = ['PaymentEscrow', 'SubscriptionManager'] as const

/** Whether the chain still has the contracts that the file names: a local chain forgets them when it restarts. */
async function isDeployed(file: string, rpcUrl: string): Promise<boolean> {
  if (!existsSync(file)) return false
  const deployment: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const codes = CONTRACTS.map((name) => {
    const address = valueAt(deployment, ['contracts', name, 'address'])
    const isKnown = typeof address === 'string' && isAddress(address)
    return isKnown ? rpcClient(rpcUrl).getCode({ address }) : undefined
  })
  return (await Promise.all(codes)).every((code) => code !== undefined)
}

/** Puts `<chainId>.json` of a served chain in place: deploys on a local chain, copies what was deployed elsewhere. */
export async function provideDeployment(
  settings: StartSettings,
  supervisor: Supervisor,
  { chainId, rpcUrl }: ServedChain,
): Promise<void> {
  const out = deploymentsDir(settings)
  const file = path.join(out, `${chainId}.json`)
  if (isLocalChain(chainId)) {
    if (await isDeployed(file, rpcUrl)) return
    await supervisor.run({
      name: 'deploy',
      command: process.execPath,
      args: ['scripts/deploy.ts', '--rpc', firstUrl(rpcUrl), '--out', out],
      cwd: ROOT,
      logFile: path.join(settings.dir, 'logs', 'deploy.log'),
    })
    return
  }
  const committed = path.join(ROOT, 'deployments', `${chainId}.json`)
  if (!existsSync(committed)) {
    throw new Error(
      `RPC_URL_${chainId} is set, but deployments/${chainId}.json does not exist: deploy first.`,
    )
  }
  mkdirSync(out, { recursive: true })
  copyFileSync(committed, file)
}
