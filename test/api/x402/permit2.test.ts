import { after, before, describe, it } from 'node:test'
import type { PaymentPayload, PaymentRequirements } from '@x402/core/types'
import { type ClientEvmSigner, x402ExactPermit2ProxyAddress } from '@x402/evm'
import { ExactEvmScheme } from '@x402/evm/exact/client'
import { UptoEvmScheme } from '@x402/evm/upto/client'
import { expect } from 'chai'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { localAccount } from '../../../scripts/local/accounts.ts'
import { waitFor } from '../../support/waitFor.ts'
import { testClientOf } from '../relays/support/chain.ts'
import { giveDollars } from '../relays/support/dollars.ts'
import { payerOf } from '../relays/support/relays.ts'
import { type Bench, openBench } from './support/bench.ts'
import { askingFor } from './support/payments.ts'
import { approvePermit2, installProxies } from './support/permit2.ts'
import { openShop, walletFetch } from './support/shop.ts'

describe('payments by Permit2', () => {
  let bench: Bench

  before(async () => {
    bench = await openBench({ gasSigners: 3 })
  })
  after(() => bench.close())

  const ask = (changes: Partial<PaymentRequirements> = {}) => {
    const extra = { ...bench.world.token.eip712, assetTransferMethod: 'permit2', ...changes.extra }
    return askingFor(bench.world, bench.merchant.account.address, { ...changes, extra })
  }

  /** A payment as x402's own client makes it. */
  async function sign(
    requirements: PaymentRequirements,
    account: ClientEvmSigner = payerOf(bench.world),
  ): Promise<PaymentPayload> {
    const Scheme = requirements.scheme === 'upto' ? UptoEvmScheme : ExactEvmScheme
    const { payload } = await new Scheme(account).createPaymentPayload(2, requirements)
    return { x402Version: 2, accepted: requirements, payload }
  }

  const relayOf = (transaction: string) =>
    bench.world.db
      .selectFrom('relay')
      .selectAll()
      .where('tx_hash', '=', `0x${transaction.slice(2)}`)
      .executeTakeFirst()

  it('are refused on a chain without x402’s proxies, where a call would seem to succeed', async () => {
    const { facilitator } = bench
    const requirements = ask()
    const payload = await sign(requirements)
    const reason = 'permit2_proxy_not_deployed'
    expect(await facilitator.verify(payload, requirements)).to.include({
      isValid: false,
      invalidReason: reason,
    })
    expect(await facilitator.settle(payload, requirements)).to.include({
      success: false,
      errorReason: reason,
    })
    const { kinds } = await facilitator.getSupported()
    expect(kinds.map(({ scheme }) => scheme)).to.deep.equal(['exact'])
    await installProxies(bench.world)
  })

  it('are refused until the payer has approved Permit2', async () => {
    const poor = privateKeyToAccount(generatePrivateKey())
    await giveDollars(bench.world, poor.address, 1_000_000n)
    const requirements = ask()
    const payload = await sign(requirements, poor)
    expect(await bench.facilitator.verify(payload, requirements)).to.include({
      isValid: false,
      invalidReason: 'permit2_allowance_required',
    })
    await approvePermit2(bench.world, payerOf(bench.world))
  })

  it('are paid with the published client and middleware', async () => {
    const { world, server, merchant } = bench
    const options = { payTo: merchant.account.address, key: merchant.key, method: 'permit2' } as const
    const shop = await openShop(world, server, options)
    const response = await walletFetch(world, payerOf(world))(shop.url).finally(() => shop.close())
    expect(response.status).to.equal(200)
    const [relay] = await world.db.selectFrom('relay').selectAll().execute()
    expect(relay?.x402).to.include({ scheme: 'exact', method: 'permit2' })
  })

  it('are settled once, however often they are posted', async () => {
    const requirements = ask()
    const payload = await sign(requirements)
    const posted = Array.from({ length: 5 }, () => bench.facilitator.settle(payload, requirements))
    const answers = await Promise.all(posted)
    expect(answers.filter(({ success }) => success)).to.have.length(1)
    const others = answers.filter(({ errorReason }) => errorReason === 'settlement_pending')
    expect(others).to.have.length(4)
  })

  it('are settled by whoever was first, with their transaction', async () => {
    const { world, facilitator } = bench
    const requirements = ask()
    const payload = await sign(requirements)
    const data = callFor(payload)
    const client = testClientOf(world)
    const account = localAccount(world.chain.chainId, 'deployer')
    const hash = await client.sendTransaction({
      account,
      chain: null,
      to: x402ExactPermit2ProxyAddress,
      data,
    })
    await client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
    expect(await facilitator.settle(payload, requirements)).to.include({ success: true, transaction: hash })
  })

  it('settle a part of what was signed with upto, by the key that the payer named', async () => {
    const { world, facilitator } = bench
    const { kinds } = await facilitator.getSupported()
    const kind = kinds.find(({ scheme }) => scheme === 'upto')
    const most = ask({ scheme: 'upto', extra: { ...kind?.extra } })
    const payload = await sign(most)
    expect(await facilitator.verify(payload, most)).to.include({ isValid: true })
    const charged = { ...most, amount: '4000' }
    const answer = await facilitator.settle(payload, charged)
    expect(answer).to.include({ success: true, amount: '4000' })
    const relay = await relayOf(answer.transaction)
    expect(relay).to.include({ kind: 'x402_upto', amount: 4_000n })
    const { from } = await testClientOf(world).getTransaction({ hash: `0x${answer.transaction.slice(2)}` })
    expect(from).to.equal(relay?.required_signer)
    await waitFor(async () => (await relayOf(answer.transaction))?.status === 'confirmed' || undefined, {
      describe: 'the relay to be confirmed',
    })
    expect(await facilitator.settle(payload, charged)).to.deep.equal(answer)
  })

  it('settle nothing of what was signed with upto without a transaction', async () => {
    const { world, facilitator } = bench
    const { kinds } = await facilitator.getSupported()
    const kind = kinds.find(({ scheme }) => scheme === 'upto')
    const most = ask({ scheme: 'upto', extra: { ...kind?.extra } })
    const count = () => world.db.selectFrom('relay').select('id').execute()
    const before = await count()
    const answer = await facilitator.settle(await sign(most), { ...most, amount: '0' })
    expect(answer).to.include({ success: true, transaction: '', amount: '0' })
    expect(await count()).to.have.length(before.length)
  })

  it('are sent by the very key that the payer named with upto, whichever of ours it is', async () => {
    const { world, facilitator } = bench
    const { signers } = await facilitator.getSupported()
    const ours = signers['eip155:*'] ?? []
    expect(ours).to.have.length(3)
    for (const facilitatorAddress of ours) {
      const wanted = ask({ scheme: 'upto', extra: { facilitatorAddress } })
      const { success, transaction } = await facilitator.settle(await sign(wanted), wanted)
      expect(success).to.equal(true)
      const { from } = await testClientOf(world).getTransaction({ hash: `0x${transaction.slice(2)}` })
      expect(from).to.equal(facilitatorAddress.toLowerCase())
    }
  })

  it('move their money once, where both proxies were asked to with one nonce', async () => {
    const { facilitator, world } = bench
    const { kinds } = await facilitator.getSupported()
    const upto = kinds.find(({ scheme }) => scheme === 'upto')
    const asked = [ask(), ask({ scheme: 'upto', extra: { ...upto?.extra } })]
    const settled = asked.map(async (wanted) => facilitator.settle(await signWith(77n, wanted), wanted))
    const answers = await Promise.all(settled)
    expect(answers.filter(({ success }) => success)).to.have.length(1)
    const relays = await world.db
      .selectFrom('relay')
      .select('onchain_id')
      .where('nonce', '=', `0x${(77).toString(16).padStart(64, '0')}`)
      .execute()
    expect(new Set(relays.map(({ onchain_id }) => onchain_id)).size).to.equal(relays.length)
  })

  /** A payment with a nonce of the payer's choice. */
  async function signWith(nonce: bigint, requirements: PaymentRequirements): Promise<PaymentPayload> {
    const payer: ClientEvmSigner = payerOf(bench.world)
    type Typed = Parameters<ClientEvmSigner['signTypedData']>[0]
    const signTypedData = (typed: Typed) =>
      payer.signTypedData({ ...typed, message: { ...typed.message, nonce } })
    const made = await sign(requirements, { ...payer, signTypedData })
    const { permit2Authorization } = made.payload
    return {
      ...made,
      payload: {
        ...made.payload,
        permit2Authorization: { ...Object(permit2Authorization), nonce: nonce.toString() },
      },
    }
  }

  it('take no more than was signed with upto, and no other facilitator', async () => {
    const { facilitator } = bench
    const { kinds } = await facilitator.getSupported()
    const kind = kinds.find(({ scheme }) => scheme === 'upto')
    const most = ask({ scheme: 'upto', extra: { ...kind?.extra } })
    const payload = await sign(most)
    expect(await facilitator.settle(payload, { ...most, amount: '10001' })).to.include({
      success: false,
      errorReason: 'invalid_upto_evm_payload_settlement_exceeds_amount',
    })
    const other = ask({
      scheme: 'upto',
      extra: { facilitatorAddress: '0x7777777777777777777777777777777777777777' },
    })
    expect(await facilitator.verify(await sign(other), other)).to.include({
      isValid: false,
      invalidReason: 'upto_facilitator_mismatch',
    })
  })

  /** What a stranger who saw the payment would send. */
  function callFor({ payload }: PaymentPayload): `0x${string}` {
    const { x402 } = bench.world.ctx.chain
    const signed = x402.readPayload(payload)
    if (signed?.method !== 'permit2') throw new Error('this is not a payment by Permit2')
    return x402.encodeExactSettle(signed)
  }
})
