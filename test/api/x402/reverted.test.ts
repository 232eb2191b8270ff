import { after, before, describe, it } from 'node:test'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { expect } from 'chai'
import { parseEther, parseGwei } from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { waitFor } from '../../support/waitFor.ts'
import { testClientOf } from '../relays/support/chain.ts'
import { giveDollars } from '../relays/support/dollars.ts'
import { type Bench, openBench } from './support/bench.ts'
import { askingFor, frontRun, type SignedPayment, signPayment } from './support/payments.ts'
import { PRICE } from './support/shop.ts'

describe('a payment that the chain reverted', () => {
  let bench: Bench

  before(async () => {
    bench = await openBench()
  })
  after(() => bench.close())

  const relayOf = ({ authorization }: SignedPayment) =>
    bench.world.db.selectFrom('relay').selectAll().where('nonce', '=', authorization.nonce).executeTakeFirst()

  const settle = ({ payload, requirements }: SignedPayment) => bench.facilitator.settle(payload, requirements)

  /** The payer takes its money away in the block of our transaction, and before it. */
  async function empty(account: PrivateKeyAccount): Promise<void> {
    const client = testClientOf(bench.world)
    await client.setBalance({ address: account.address, value: parseEther('1') })
    await client.writeContract({
      account,
      chain: null,
      address: bench.world.token.address,
      abi: testDollarAbi,
      functionName: 'transfer',
      args: ['0x7777777777777777777777777777777777777777', PRICE],
      maxPriorityFeePerGas: parseGwei('100'),
      maxFeePerGas: parseGwei('500'),
      gas: 200_000n,
    })
  }

  it('is under way until its deadline, is not sent again, and is settled if anybody executes it', async () => {
    const { world, merchant } = bench
    const client = testClientOf(world)
    const payer = privateKeyToAccount(generatePrivateKey())
    await giveDollars(world, payer.address, PRICE)
    const payment = await signPayment(world, payer, askingFor(world, merchant.account.address))
    await client.setAutomine(false)
    const answer = settle(payment)
    await waitFor(async () => (await relayOf(payment))?.tx_hash ?? undefined, { describe: 'it to be sent' })
    await empty(payer)
    await client.mine({ blocks: 1 })
    await client.setAutomine(true)
    expect(await answer).to.include({ success: false, errorReason: 'settlement_pending' })
    const refused = await relayOf(payment)
    expect(refused).to.include({ status: 'accepted', error_code: 'reverted' })
    await giveDollars(world, payer.address, PRICE)
    // Each look at it is noted; two later ones saw that it could be executed.
    for (const _ of [1, 2]) {
      const before = (await relayOf(payment))?.updated_at.getTime()
      await waitFor(async () => (await relayOf(payment))?.updated_at.getTime() !== before || undefined, {
        describe: 'our relayer to look at it again',
      })
    }
    const sent = await world.db
      .selectFrom('signer_nonce')
      .select('nonce')
      .where('relay_id', '=', String(refused?.id))
      .execute()
    expect(sent).to.have.length(1)
    expect(await settle(payment)).to.include({ success: false, errorReason: 'settlement_pending' })
    const hash = await frontRun(world, payment)
    await waitFor(async () => (await relayOf(payment))?.status === 'confirmed' || undefined, {
      describe: 'the relay to be confirmed',
    })
    expect(await settle(payment)).to.include({ success: true, transaction: hash })
  })
})
