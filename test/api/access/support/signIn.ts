import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { newId } from '../../../../api/src/domain/ids.ts'
import type { Role } from '../../../../api/src/domain/roles.ts'
import type { TestMerchant } from '../../support/merchants.ts'
import type { Reply, TestServer } from '../../support/server.ts'
import type { World } from '../../support/world.ts'

export function newAccount(): PrivateKeyAccount {
  return privateKeyToAccount(generatePrivateKey())
}

/** Asks for a message and answers with it. */
export async function challenge(
  server: TestServer,
  address: string,
  chain = 'eip155:31337',
): Promise<string> {
  const reply = await server.call('POST', '/v1/sessions/challenge', { body: { address, chain } })
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
  return String(reply.body.message)
}

/** Signs in, with more fields where the test wants them. */
export async function signIn(
  server: TestServer,
  account: PrivateKeyAccount,
  body: Record<string, unknown> = {},
): Promise<Reply> {
  const message = await challenge(server, account.address)
  const signature = await account.signMessage({ message })
  return server.call('POST', '/v1/sessions', { body: { message, signature, ...body } })
}

export async function tokenOf(server: TestServer, account: PrivateKeyAccount): Promise<string> {
  const reply = await signIn(server, account)
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
  return String(reply.body.token)
}

/** Adds a member past the API. */
export async function addMemberRow(
  world: World,
  merchant: TestMerchant,
  role: Role,
  options: { address?: `0x${string}`; chainId?: bigint | null } = {},
): Promise<PrivateKeyAccount> {
  const account = newAccount()
  const now = world.ctx.clock.now()
  await world.ctx.store.members.insert(world.db, {
    id: newId('mem', now),
    merchant_id: merchant.owner.merchantId,
    address: `0x${(options.address ?? account.address).slice(2).toLowerCase()}`,
    chain_id: options.chainId ?? null,
    role,
    created_at: now,
  })
  return account
}
