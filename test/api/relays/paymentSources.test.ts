import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { encodeAuthorize, encodeDeposit } from '@florin/sdk/escrow/calldata.ts'
import { permitTypedData, type SignedPermit } from '@florin/sdk/escrow/permit.ts'
import { permit2Address, permit2TypedData } from '@florin/sdk/escrow/permit2.ts'
import type { Pull } from '@florin/sdk/escrow/pull.ts'
import { consentTypedData } from '@florin/sdk/escrow/typedData.ts'
import { expect } from 'chai'
import { getAddress, type LocalAccount } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { fromTermsRow } from '../../../api/src/domain/terms.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import type { PaymentRequestRow } from '../../../api/src/store/paymentRequests.ts'
import { installPermit2, readPermit2Code } from '../../../scripts/local/permit2.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { type Actions, actionsOf, approve } from './support/actions.ts'
import { executionsOf, sendAs, sendAsStranger, testClientOf } from './support/chain.ts'
import { giveDollars } from './support/dollars.ts'
import { watchUntil } from './support/relays.ts'

const AMOUNT = 10_000_000n

/** What each source needs to be there before, and what is signed. */
interface Way {
  prepare: (world: World, payer: LocalAccount) => Promise<void>
  sign: (world: World, payer: LocalAccount, request: PaymentRequestRow) => Promise<Pull>
}

const placeOf = ({ chain: { chainId, escrow } }: World) => ({ chainId, escrow })

async function consent(
  world: World,
  payer: LocalAccount,
  request: PaymentRequestRow,
  source: 'allowance' | 'available' | 'permit',
) {
  return payer.signTypedData(consentTypedData({ ...placeOf(world), id: request.onchain_id, source }))
}

const WAYS: Record<Exclude<Pull['source'], 'native' | 'erc3009'>, Way> = {
  allowance: {
    prepare: (world, payer) => approve(world, payer, world.chain.escrow),
    sign: async (world, payer, request) => ({
      source: 'allowance',
      signature: await consent(world, payer, request, 'allowance'),
    }),
  },
  available: {
    prepare: async (world, payer) => {
      await approve(world, payer, world.chain.escrow)
      await sendAs(world, payer, encodeDeposit(false, world.token.address, AMOUNT, 'allowance', '0x'))
    },
    sign: async (world, payer, request) => ({
      source: 'available',
      signature: await consent(world, payer, request, 'available'),
    }),
  },
  permit: {
    prepare: async () => undefined,
    sign: async (world, payer, request) => {
      const nonce = await testClientOf(world).readContract({
        address: world.token.address,
        abi: testDollarAbi,
        functionName: 'nonces',
        args: [payer.address],
      })
      const what = { value: AMOUNT, deadline: BigInt(Math.floor(Date.now() / 1000)) + 6_000n }
      const typedData = permitTypedData({
        ...placeOf(world),
        owner: payer.address,
        token: world.token.address,
        tokenDomain: world.token.eip712,
        nonce,
        ...what,
      })
      const signature = await consent(world, payer, request, 'permit')
      return {
        source: 'permit',
        permit: { ...what, signature: await payer.signTypedData(typedData) },
        signature,
      }
    },
  },
  permit2: {
    prepare: (world, payer) => approve(world, payer, permit2Address),
    sign: async (world, payer, request) => ({
      source: 'permit2',
      signature: await payer.signTypedData(
        permit2TypedData({ ...placeOf(world), terms: fromTermsRow(request.terms) }),
      ),
    }),
  },
}

describe('a payment without gas', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let actions: Actions
  before(async () => {
    world = await openWorld()
    await installPermit2(testClientOf(world), await readPermit2Code())
    server = await serveApi(world)
    await recoverSender(world.ctx)
    merchant = await addMerchant(world)
    actions = actionsOf(world, server, merchant)
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  /** A payer who can pay once by a way, and its signed payment. */
  async function signed({ prepare, sign }: Way, by?: LocalAccount) {
    const payer = privateKeyToAccount(generatePrivateKey())
    await testClientOf(world).setBalance({ address: payer.address, value: 10n ** 18n })
    await giveDollars(world, payer.address, AMOUNT)
    await prepare(world, payer)
    const invoice = await addInvoice(world, merchant.owner, { captureMethod: 'manual' })
    const request = await addPaymentRequest(world, invoice, payer.address)
    return { request, pull: await sign(world, by ?? payer, request) }
  }

  function post(request: PaymentRequestRow, pull: Pull) {
    const permit =
      pull.source === 'permit'
        ? { ...pull.permit, value: pull.permit.value.toString(), deadline: pull.permit.deadline.toString() }
        : undefined
    const body = { payment_request: request.id, source: pull.source, signature: pull.signature, permit }
    return server.call('POST', '/v1/relays', { key: merchant.key, idempotencyKey: randomUUID(), body })
  }

  for (const [source, way] of Object.entries(WAYS)) {
    it(`is made by ${source}`, async () => {
      const { request, pull } = await signed(way)
      const reply = await post(request, pull)
      expect(reply.status, JSON.stringify(reply.body)).to.equal(202)
      expect(reply.body).to.include({ kind: 'authorize', payment_request: request.id })
      const relay = await watchUntil(world, String(reply.body.id), 'confirmed')
      expect(relay.executed_by).to.equal('self')
      expect(await executionsOf(world, request.onchain_id)).to.equal(1)
    })

    it(`is made by ${source} as a call, which somebody else delivered first`, async () => {
      const { request, pull } = await signed(way)
      const data = encodeAuthorize(fromTermsRow(request.terms), pull)
      const reply = await actions.post(world.chain.escrow, data)
      expect(reply.status, JSON.stringify(reply.body)).to.equal(202)
      await sendAsStranger(world, data)
      const relay = await watchUntil(world, String(reply.body.id), 'confirmed')
      expect(relay.executed_by).to.equal('other')
      expect(await executionsOf(world, request.onchain_id)).to.equal(1)
    })

    it(`is refused by ${source} where somebody else signed`, async () => {
      const { request, pull } = await signed(way, privateKeyToAccount(generatePrivateKey()))
      const reply = await post(request, pull)
      faultOf(reply, 400, 'invalid_signature', 'signature')
      const data = encodeAuthorize(fromTermsRow(request.terms), pull)
      faultOf(await actions.post(world.chain.escrow, data), 400, 'invalid_signature', 'call.data')
    })
  }

  function faultOf({ status, body }: Reply, ...expected: [number, string, string]): void {
    expect([status, body.code, body.param], JSON.stringify(body)).to.deep.equal(expected)
  }

  it('fails at once where the allowance was taken back', async () => {
    const { request, pull } = await signed({ ...WAYS.allowance, prepare: async () => undefined })
    const reply = await post(request, pull)
    faultOf(reply, 409, 'would_revert', 'payment_request')
    const named = `spender: ${getAddress(world.chain.escrow)}, allowance: 0, needed: ${AMOUNT}`
    expect(reply.body.reason).to.equal(`ERC20InsufficientAllowance(${named})`)
    expect(reply.body.detail).to.match(/approve/)
  })

  it('fails at once where the payer has no balance, or gave Permit2 no allowance', async () => {
    const empty = await signed({ ...WAYS.available, prepare: async () => undefined })
    const poor = await post(empty.request, empty.pull)
    faultOf(poor, 409, 'would_revert', 'payment_request')
    expect(poor.body.reason).to.equal(`ExceedsAvailable(amount: ${AMOUNT}, available: 0)`)
    expect(poor.body.detail).to.match(/deposit/)
    const unknown = await signed({ ...WAYS.permit2, prepare: async () => undefined })
    const refused = await post(unknown.request, unknown.pull)
    faultOf(refused, 409, 'would_revert', 'payment_request')
    expect(refused.body.reason).to.equal('TRANSFER_FROM_FAILED')
    expect(refused.body.detail).to.match(/approved Permit2/)
  })

  it('is refused by the field of a permit that is too small, too late or not signed by the payer', async () => {
    const { request, pull } = await signed(WAYS.permit)
    if (pull.source !== 'permit') throw new Error('this way signs a permit')
    const permit = (changes: Partial<SignedPermit>) => ({ ...pull, permit: { ...pull.permit, ...changes } })
    faultOf(await post(request, permit({ value: 5n })), 400, 'invalid_request', 'permit.value')
    faultOf(await post(request, permit({ deadline: 1_000n })), 400, 'invalid_request', 'permit.deadline')
    const later = permit({ deadline: pull.permit.deadline + 1n })
    faultOf(await post(request, later), 400, 'invalid_signature', 'permit.signature')
    const data = encodeAuthorize(fromTermsRow(request.terms), later)
    faultOf(await actions.post(world.chain.escrow, data), 400, 'invalid_signature', 'call.data')
    expect((await post(request, pull)).status, 'and nothing was spent').to.equal(202)
  })
})
