import { addressProofTypedData } from '@florin/sdk/merchant/addressProof.ts'
import type { PrivateKeyAccount } from 'viem/accounts'
import type { TestServer } from './server.ts'
import { hexAt, textAt } from './textAt.ts'

const CHAIN_ID = 31337

/** Asks for a challenge, and signs it: the body with which the account's address is registered. */
export async function proveAddress(server: TestServer, key: string, account: PrivateKeyAccount) {
  const at = { chain: `eip155:${CHAIN_ID}`, address: account.address }
  const { body } = await server.call('POST', '/v1/merchant/addresses/challenge', { key, body: at })
  const message = (name: string) => textAt(body, 'typed_data', 'message', name)
  const proof = {
    installation: message('installation'),
    merchant: message('merchant'),
    chainId: CHAIN_ID,
    account: account.address,
    nonce: hexAt(body, 'nonce'),
    expiry: BigInt(message('expiry')),
  }
  const signature = await account.signTypedData(addressProofTypedData(proof))
  return { proof, body: { ...at, nonce: proof.nonce, signature } }
}
