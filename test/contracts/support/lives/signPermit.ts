import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import type { SignedPermit } from '@florin/sdk/escrow/permit.ts'
import { managerPermitTypedData } from '@florin/sdk/subscriptions/typedData.ts'
import type { Address } from 'viem'
import { tokenDomain } from '../sandbox.ts'
import { managerDomain } from '../subscriptions.ts'
import type { Life, Signer } from './life.ts'

/** Lets the manager spend the owner's dollars, if the owner signs. */
export async function signPermit(
  { box, world }: Life,
  owner: Address,
  value: bigint,
  signer: Signer,
): Promise<SignedPermit> {
  const call = { address: box.token, abi: testDollarAbi, functionName: 'nonces', args: [owner] } as const
  const [nonce, deadline] = [await box.client.readContract(call), world.now]
  const input = { ...managerDomain(box), owner, token: box.token, tokenDomain, value, nonce, deadline }
  return { value, deadline, signature: await signer.signTypedData(managerPermitTypedData(input)) }
}
