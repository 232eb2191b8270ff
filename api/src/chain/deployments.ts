import fs from 'node:fs'
import path from 'node:path'
import { isAddress } from 'viem'
import { z } from 'zod'
import { lowerCase } from '../domain/address.ts'
import type { ChainInfo } from '../domain/chain.ts'

const address = z
  .string()
  .refine((value) => isAddress(value), 'must be an address with a right checksum')
  .transform(lowerCase)

const deployment = z.object({
  chainId: z.number().int().positive(),
  name: z.string().min(1),
  mode: z.enum(['test', 'live']),
  confirmations: z.number().int().min(1),
  explorer: z.url().nullable(),
  contracts: z.object({
    PaymentEscrow: z.object({ address, block: z.number().int().min(0) }),
    SubscriptionManager: z.object({ address }),
  }),
  tokens: z.array(
    z.object({
      address,
      symbol: z.string().min(1),
      name: z.string().min(1),
      decimals: z.number().int().min(0).max(77),
      eip712: z.object({ name: z.string(), version: z.string() }),
      eip3009: z.boolean(),
    }),
  ),
})

/** Reads `<chainId>.json` for every chain that has an RPC endpoint. A chain without one is not served. */
export function readDeployments(
  directory: string,
  rpcUrls: ReadonlyMap<number, { public: string | null }>,
): Map<number, ChainInfo> {
  const chains = new Map<number, ChainInfo>()
  for (const [chainId, urls] of rpcUrls) {
    const file = path.join(directory, `${chainId}.json`)
    if (!fs.existsSync(file)) {
      throw new Error(`RPC_URL_${chainId} is set, but ${file} does not exist: deploy the contracts first.`)
    }
    const parsed = deployment.safeParse(JSON.parse(fs.readFileSync(file, 'utf8')))
    if (!parsed.success) throw new Error(`${file} is not a deployment: ${z.prettifyError(parsed.error)}`)
    const { contracts, ...rest } = parsed.data
    if (rest.chainId !== chainId) throw new Error(`${file} says chain ${rest.chainId}, not ${chainId}.`)
    chains.set(chainId, {
      ...rest,
      publicRpcUrl: urls.public,
      escrow: contracts.PaymentEscrow.address,
      escrowBlock: BigInt(contracts.PaymentEscrow.block),
      manager: contracts.SubscriptionManager.address,
    })
  }
  return chains
}
