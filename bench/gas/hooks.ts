import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { receiveWithAuthorizationTypes } from '@florin/sdk/escrow/walletTypes.ts'
import {
  type Abi,
  concat,
  domainSeparator,
  encodeFunctionData,
  type Hex,
  keccak256,
  toHex,
  zeroHash,
} from 'viem'
import { mockArtifact } from '../../test/contracts/support/mocks.ts'
import {
  type Account,
  account,
  accounts,
  type Sandbox,
  sandbox,
  tokenDomain,
} from '../../test/contracts/support/sandbox.ts'
import { amount, type Row } from './row.ts'

const batchSize = 100
const funding = 3n * amount
const { feeRecipient, merchant, payer, relayer } = accounts
const subscribers = Array.from({ length: batchSize }, (_, i) => account(100 + i))

/** Calls a function of the manager for the escrow and its token. */
type CallManager = (name: string, args: readonly unknown[]) => ReturnType<Sandbox['send']>

/**
 * The escrow's share of what SubscriptionManager will do, through a manager that keeps no terms: on a chain of its own, since
 * the manager is fixed at deployment.
 */
export async function hooksBench(): Promise<{ box: Sandbox; rows: Row[] }> {
  const manager = await mockArtifact('PlainManager')
  const abi: Abi = manager.abi
  const box = await sandbox({ manager })
  const call: CallManager = (functionName, args) => {
    const data = encodeFunctionData({ abi, functionName, args: [box.escrow, box.token, ...args] })
    return box.send(relayer, box.manager, data)
  }
  const rows = [
    { name: 'hooks.pull3009', measure: () => fundTwice(box, call) },
    { name: 'hooks.prepaid100', items: batchSize, measure: () => renewTwice(box, call) },
  ]
  return { box, rows }
}

/** The second funding, into a prepaid balance in use. */
async function fundTwice(box: Sandbox, call: CallManager) {
  await fund(box, call, payer)
  return fund(box, call, payer)
}

/** The second renewal: merchant and fee recipient have balances, and every subscriber keeps a rest. */
async function renewTwice(box: Sandbox, call: CallManager) {
  for (const subscriber of subscribers) await fund(box, call, subscriber)
  await renew(call)
  return renew(call)
}

/** From a wallet that keeps a rest. */
async function fund(box: Sandbox, call: CallManager, subscriber: Account) {
  const args = [subscriber.address, funding + 1n] as const
  await box.send(relayer, box.token, encodeFunctionData({ abi: testDollarAbi, functionName: 'mint', args }))
  const startBy = (await box.now()) + 3600n
  const structHash = keccak256(toHex(`subscription of ${subscriber.address} until ${startBy}`))
  const signature = await sign(box, subscriber, subscriptionId(box, structHash), startBy)
  return call('fund', [structHash, subscriber.address, Number(startBy), funding, signature])
}

/** As the escrow makes it: the digest under the manager's domain. */
function subscriptionId(box: Sandbox, structHash: Hex): Hex {
  const { chainId } = box.domain
  const domain = {
    name: 'Florin SubscriptionManager',
    version: '1',
    chainId,
    verifyingContract: box.manager,
  } as const
  return keccak256(concat(['0x1901', domainSeparator({ domain }), structHash]))
}

function sign(box: Sandbox, subscriber: Account, nonce: Hex, validBefore: bigint): Promise<Hex> {
  const from = subscriber.address
  return subscriber.signTypedData({
    domain: { ...tokenDomain, chainId: box.domain.chainId, verifyingContract: box.token },
    types: receiveWithAuthorizationTypes,
    primaryType: 'ReceiveWithAuthorization',
    message: { from, to: box.escrow, value: funding, validAfter: 0n, validBefore, nonce },
  })
}

function renew(call: CallManager) {
  const sum = amount * BigInt(batchSize)
  const fee = sum / 100n
  const debits = subscribers.map(({ address }) => ({ account: address, amount }))
  const credits = [
    { cause: zeroHash, amount: sum - fee, account: merchant.address },
    { cause: zeroHash, amount: fee, account: feeRecipient.address },
  ]
  return call('renew', [debits, credits])
}
