import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import * as account from '@florin/sdk/escrow/accountTypedData.ts'
import * as escrow from '@florin/sdk/escrow/calldata.ts'
import { burnTypedData, refundTypedData, voidTypedData } from '@florin/sdk/escrow/typedData.ts'
import { createPlanTypedData } from '@florin/sdk/subscriptions/actionTypedData.ts'
import { encodeCreatePlan } from '@florin/sdk/subscriptions/calldata.ts'
import { planId } from '@florin/sdk/subscriptions/plan.ts'
import { expect } from 'chai'
import { concat, getAddress, type HashTypedDataParameters, type LocalAccount, slice, toHex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { fromTermsRow } from '../../../api/src/domain/terms.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import type { PaymentRequestRow } from '../../../api/src/store/paymentRequests.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { type Actions, actionsOf, PRICE } from './support/actions.ts'
import { listNonces, payerOf, requestPayment, signPayment } from './support/relays.ts'

type Hex = `0x${string}`

describe('what is not relayed', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let other: TestMerchant
  let actions: Actions
  let payer: LocalAccount
  /** A signed call that would be taken: registering an operator. */
  let good: Hex
  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    await recoverSender(world.ctx)
    merchant = await addMerchant(world)
    other = await addMerchant(world)
    actions = actionsOf(world, server, merchant)
    payer = payerOf(world)
    good = await setOperator(merchant.account)
  })
  after(async () => {
    expect(await listNonces(world)).to.deep.equal([])
    await server.close()
    await world.close()
  })

  async function setOperator(
    by: LocalAccount,
    changes: { deadline?: bigint; signer?: LocalAccount } = {},
  ): Promise<Hex> {
    const { signer = by, ...rest } = changes
    const fields = { ...(await actions.fresh(by)), ...rest }
    const what = { operator: payer.address, token: world.token.address, dailyCap: 5n }
    const typedData = account.setOperatorTypedData({ ...actions.place, ...fields, ...what })
    const auth = await actions.auth(signer, fields, typedData)
    return escrow.encodeSetOperator(what.operator, what.token, what.dailyCap, auth)
  }

  async function burn(request: PaymentRequestRow): Promise<Hex> {
    const fields = await actions.fresh(payer)
    const typedData = burnTypedData({ ...actions.place, ...fields, id: request.onchain_id })
    return escrow.encodeBurn(fromTermsRow(request.terms), await actions.auth(payer, fields, typedData))
  }

  function refused(reply: Reply, status: number, code: string, param?: string): void {
    expect([reply.status, reply.body.code], JSON.stringify(reply.body)).to.deep.equal([status, code])
    if (param) expect(reply.body.param).to.equal(param)
  }

  const toEscrow = (data: Hex, by = { key: merchant.key } as { key?: string; checkoutToken?: string }) =>
    actions.post(world.chain.escrow, data, by)

  it('is a call of another contract', async () => {
    const foreign = await actions.post(world.token.address, good)
    refused(foreign, 400, 'invalid_call', 'call.to')
    expect(foreign.body.detail, 'addresses have their checksum').to.contain(getAddress(world.chain.escrow))
    refused(await actions.post(world.chain.manager, good), 400, 'invalid_call', 'call.data')
  })

  it('is a call of another verb, or one of its sender', async () => {
    const terms = fromTermsRow((await requestPayment(world, merchant)).terms)
    const calls = [
      escrow.encodeReclaim(terms),
      escrow.encodeWithdrawFor(merchant.account.address, world.token.address),
      escrow.encodeSetPayout(payer.address, '0x'),
      escrow.encodeDeposit(true, world.token.address, 1n, 'native', await someAuth()),
      escrow.encodeCharge(terms, 0n, { source: 'native', signature: '0x' }),
      toHex(7, { size: 4 }),
    ]
    for (const data of calls) refused(await toEscrow(data), 400, 'invalid_call', 'call.data')
  })

  async function someAuth(): Promise<Hex> {
    return escrow.encodeAuth({ ...(await actions.fresh(merchant.account)), signature: '0x1234' })
  }

  it('is a call of which any word was changed', async () => {
    const words = (good.length - 10) / 64
    for (let word = 0; word < words; word += 1) {
      // The first byte of a word is padding or an end of a value, the last one is always of the value.
      for (const offset of [4 + 32 * word, 4 + 32 * word + 31]) {
        const byte = Number(slice(good, offset, offset + 1)) ^ 0x01
        const end = offset + 1 < (good.length - 2) / 2 ? slice(good, offset + 1) : '0x'
        const reply = await toEscrow(concat([slice(good, 0, offset), toHex(byte, { size: 1 }), end]))
        expect(reply.status, `byte ${offset}`).to.be.oneOf([400, 403])
        expect(reply.body.code).to.be.oneOf(['invalid_call', 'invalid_signature', 'call_not_yours'])
      }
    }
    refused(await toEscrow(concat([good, '0x00'])), 400, 'invalid_call')
    refused(await toEscrow(slice(good, 0, 100)), 400, 'invalid_call')
  })

  it('was signed by somebody else, or for too late or too long', async () => {
    const { deadline } = await actions.fresh(merchant.account)
    refused(
      await toEscrow(await setOperator(merchant.account, { signer: payer })),
      400,
      'invalid_signature',
      'call.data',
    )
    refused(
      await toEscrow(await setOperator(merchant.account, { deadline: deadline - 1_000n })),
      400,
      'invalid_call',
    )
    refused(
      await toEscrow(await setOperator(merchant.account, { deadline: deadline + 604_800n })),
      400,
      'invalid_call',
    )
  })

  it('concerns another merchant’s account, payment, request or plan', async () => {
    refused(await toEscrow(await setOperator(other.account)), 403, 'call_not_yours', 'call.data')
    refused(await toEscrow(await setOperator(payer)), 403, 'call_not_yours', 'call.data')
    refused(await toEscrow(good, { key: other.key }), 403, 'call_not_yours')
    const { payment, id } = await actions.pay('manual')
    const fields = await actions.fresh(merchant.account)
    const auth = await actions.auth(
      merchant.account,
      fields,
      voidTypedData({ ...actions.place, ...fields, id }),
    )
    const data = escrow.encodeVoid(fromTermsRow(payment.terms), auth)
    refused(await toEscrow(data, { key: other.key }), 404, 'not_found', 'call.data')
    const request = await requestPayment(world, merchant)
    refused(await toEscrow(await burn(request), { key: other.key }), 404, 'not_found', 'call.data')
    const plan = actions.newPlan({ merchant: other.account.address })
    const by = await actions.fresh(other.account)
    const typedData = createPlanTypedData({
      ...actions.place,
      ...by,
      planId: planId(actions.place, plan),
      price: PRICE,
    })
    const create = encodeCreatePlan(plan, PRICE, await actions.auth(other.account, by, typedData))
    refused(await actions.post(world.chain.manager, create), 403, 'call_not_yours', 'call.data')
  })

  it('reaches from a checkout token beyond its invoice', async () => {
    const own = await requestPayment(world, merchant)
    const foreign = await requestPayment(world, merchant)
    const { checkout_token: checkoutToken } = await world.ctx.store.invoices.lock(world.db, own.invoice_id)
    refused(await toEscrow(good, { checkoutToken }), 403, 'call_not_yours', 'call.data')
    refused(await toEscrow(await burn(foreign), { checkoutToken }), 404, 'not_found', 'call.data')
    const pull = { source: 'erc3009', signature: await signPayment(world, foreign) } as const
    const charge = escrow.encodeCharge(fromTermsRow(foreign.terms), 0n, pull)
    refused(await toEscrow(charge, { checkoutToken }), 404, 'not_found', 'call.data')
    refused(await toEscrow(await burn(own), { checkoutToken }), 403, 'call_not_yours', 'call.data')
    const ownPull = { source: 'erc3009', signature: await signPayment(world, own) } as const
    const paid = await toEscrow(escrow.encodeCharge(fromTermsRow(own.terms), 0n, ownPull), { checkoutToken })
    expect(paid.status, JSON.stringify(paid.body)).to.equal(202)
    const burned = await toEscrow(await burn(own), { checkoutToken })
    expect(burned.status, JSON.stringify(burned.body)).to.equal(202)
    const shown = await server.call('GET', `/v1/relays/${burned.body.id}`, { checkoutToken })
    expect(shown.body).to.include({ kind: 'burn', payment_request: own.id })
  })

  it('is a payment with another fee or verb than its request', async () => {
    const request = await requestPayment(world, merchant)
    const terms = fromTermsRow(request.terms)
    const pull = { source: 'erc3009', signature: await signPayment(world, request) } as const
    refused(await toEscrow(escrow.encodeCharge(terms, 1n, pull)), 400, 'invalid_call', 'call.data')
    refused(await toEscrow(escrow.encodeAuthorize(terms, pull)), 400, 'invalid_call', 'call.data')
    refused(
      await toEscrow(escrow.encodeCharge({ ...terms, salt: 1n }, 0n, pull)),
      404,
      'not_found',
      'call.data',
    )
  })

  it('is what the contract would refuse, with the contract’s reason', async () => {
    const poor = privateKeyToAccount(generatePrivateKey())
    const fields = await actions.fresh(poor)
    const what = { token: world.token.address, amount: 5n, toPrepaid: true }
    const typedData = account.movePrepaidTypedData({ ...actions.place, ...fields, ...what })
    const data = escrow.encodeMovePrepaid(
      what.token,
      what.amount,
      true,
      await actions.auth(poor, fields, typedData),
    )
    const reply = await toEscrow(data)
    refused(reply, 409, 'would_revert', 'call.data')
    expect(reply.body.reason).to.equal('ExceedsAvailable(amount: 5, available: 0)')
  })

  it('is a capture or void of more than the payment has, by the field that it was handed in', async () => {
    const { payment, id } = await actions.pay('automatic')
    const terms = fromTermsRow(payment.terms)
    const fields = { ...actions.place, ...(await actions.fresh(merchant.account)), id }
    const auth = (typedData: HashTypedDataParameters) => actions.auth(merchant.account, fields, typedData)
    const voiding = escrow.encodeVoid(terms, await auth(voidTypedData(fields)))
    refused(await toEscrow(voiding), 409, 'payment_not_capturable', 'call.data')
    const beyond = { amount: terms.amount + 1n, source: 'available' } as const
    const signed = await auth(refundTypedData({ ...fields, ...beyond }))
    const refund = escrow.encodeRefund(terms, beyond.amount, beyond.source, signed)
    refused(await toEscrow(refund), 409, 'payment_not_refundable', 'call.data')
  })

  it('is under way already; which relay of another merchant’s that is stays unsaid', async () => {
    const fields = await actions.fresh(payer)
    const typedData = account.cancelNonceTypedData({ ...actions.place, ...fields, canceled: 5n })
    const data = escrow.encodeCancelNonce(5n, await actions.auth(payer, fields, typedData))
    const first = await toEscrow(data)
    expect(first.status).to.equal(202)
    const again = await toEscrow(data)
    refused(again, 409, 'relay_in_flight', 'call.data')
    expect(again.body.relay).to.equal(first.body.id)
    const foreign = await toEscrow(data, { key: other.key })
    refused(foreign, 409, 'relay_in_flight')
    expect(foreign.body.relay).to.equal(null)
  })

  it('is taken once where it is posted several times at once', async () => {
    const data = await setOperator(merchant.account)
    const replies = await Promise.all([1, 2, 3, 4].map(() => toEscrow(data)))
    expect(replies.map(({ status }) => status).sort()).to.deep.equal([202, 409, 409, 409])
  })

  const bodies: [what: string, body: Record<string, unknown>, param: string][] = [
    ['nothing', {}, 'payment_request'],
    [
      'both',
      {
        payment_request: 'preq_00000000000000000000000000',
        signature: '0x12',
        chain: 'eip155:31337',
        call: { to: `0x${'1'.repeat(40)}`, data: '0x12' },
      },
      'payment_request',
    ],
    ['a call without its chain', { call: { to: `0x${'1'.repeat(40)}`, data: '0x12' } }, 'chain'],
    [
      'an odd number of digits',
      { chain: 'eip155:31337', call: { to: `0x${'1'.repeat(40)}`, data: '0x123' } },
      'call.data',
    ],
    [
      'a call with a value',
      { chain: 'eip155:31337', call: { to: `0x${'1'.repeat(40)}`, data: '0x12', value: '1' } },
      'call.value',
    ],
    ['a request without a signature', { payment_request: 'preq_00000000000000000000000000' }, 'signature'],
    [
      'the chain’s own coin',
      { payment_request: 'preq_00000000000000000000000000', signature: '0x12', source: 'native' },
      'source',
    ],
    [
      'a permit without its source',
      {
        payment_request: 'preq_00000000000000000000000000',
        signature: '0x12',
        permit: { value: '1', deadline: '1', signature: `0x${'11'.repeat(64)}1b` },
      },
      'permit',
    ],
    [
      'a source without its permit',
      { payment_request: 'preq_00000000000000000000000000', signature: '0x12', source: 'permit' },
      'permit',
    ],
    [
      'a permit that no key signs',
      {
        payment_request: 'preq_00000000000000000000000000',
        signature: '0x12',
        source: 'permit',
        permit: { value: '1', deadline: '1', signature: `0x${'00'.repeat(65)}` },
      },
      'permit.signature',
    ],
  ]
  for (const [what, body, param] of bodies) {
    it(`is a body with ${what}`, async () => {
      const reply = await server.call('POST', '/v1/relays', {
        key: merchant.key,
        idempotencyKey: randomUUID(),
        body,
      })
      refused(reply, 400, 'invalid_request', param)
    })
  }
})
