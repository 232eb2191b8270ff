import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { lowerCase } from '../../../api/src/domain/address.ts'
import type { Owner, Scope } from '../../../api/src/domain/caller.ts'
import { SCOPES } from '../../../api/src/domain/caller.ts'
import { createApiKey } from '../../../api/src/services/createApiKey.ts'
import { createMerchant } from '../../../api/src/services/createMerchant.ts'
import type { World } from './world.ts'

export interface TestMerchant {
  owner: Owner
  /** Where it is paid, and its first owner; it signs for itself. */
  account: PrivateKeyAccount
  /** An API key with the scopes asked for. */
  key: string
}

export interface MerchantOptions {
  name?: string
  /** Whether the host's operator key may capture, void and refund for it. */
  optedIn?: boolean
  scopes?: readonly Scope[]
}

/** A merchant with an address of its own on the world's chain and an API key. */
export async function addMerchant(world: World, options: MerchantOptions = {}): Promise<TestMerchant> {
  const { name = 'Test merchant', optedIn = true, scopes = SCOPES } = options
  const account = privateKeyToAccount(generatePrivateKey())
  const ctx = { ...world.ctx, db: world.db }
  const merchantId = await createMerchant(ctx, {
    name,
    operatorOptedIn: optedIn,
    owner: account.address,
    addresses: [{ chainId: world.chain.chainId, mode: 'test', address: account.address }],
  })
  const owner: Owner = { merchantId, mode: 'test' }
  const { key } = await createApiKey(ctx, owner, scopes)
  return { owner, account, key }
}

/** Has one merchant give up its address, and the other one own it, as if it had proven to. */
export async function moveAddress(world: World, from: TestMerchant, to: TestMerchant): Promise<void> {
  const { merchantAddresses } = world.ctx.store
  const key = { chainId: BigInt(world.chain.chainId), address: lowerCase(from.account.address) }
  const now = world.ctx.clock.now()
  await merchantAddresses.remove(world.db, key, now)
  if (!(await merchantAddresses.claim(world.db, to.owner, key, now))) throw new Error('it is not available')
}
