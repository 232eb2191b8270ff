import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { getAddress } from 'viem'
import { addInvoice } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { testClientOf } from './support/chain.ts'

type Hex = `0x${string}`

/** Runtime code by what it says when it is called. */
const CODES = {
  /** Returns what says no by ERC-1271, whatever it is asked. */
  'says no': '0x63ffffffff60e01b60005260206000f3',
  /** Reverts with an error where it is asked about a signature, and with none else. */
  'reverts with a reason for signatures alone':
    '0x60003560e01c631626ba7e14601357600080fd5b630badc0de60005260046000fd',
  'takes every call and returns nothing': '0x00',
  'reverts without a reason': '0x60006000fd',
  /** As a proxy does that knows a list of functions. */
  'reverts with one reason for all functions': '0x630badc0de60e01b60005260046000fd',
} as const satisfies Record<string, Hex>

const VERIFIES: readonly (keyof typeof CODES)[] = ['says no', 'reverts with a reason for signatures alone']

describe('a payer with code', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world)
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  const newAddress = (): Hex => `0x${randomBytes(20).toString('hex')}`

  async function addCode(bytecode: Hex): Promise<Hex> {
    const address = newAddress()
    await testClientOf(world).setCode({ address, bytecode })
    return address
  }

  const delegateTo = (code: Hex) => addCode(`0xef0100${code.slice(2)}`)

  async function ask(payer: Hex, body: object = {}): Promise<Reply> {
    const invoice = await addInvoice(world, merchant.owner)
    return server.call('POST', `/v1/invoices/${invoice.id}/payment_requests`, {
      key: merchant.key,
      body: { payer, ...body },
    })
  }

  for (const [what, code] of Object.entries(CODES)) {
    const isTaken = VERIFIES.some((name) => name === what)
    it(`is ${isTaken ? 'asked' : 'not asked'} to sign where its code ${what}, its own or a delegate’s`, async () => {
      const own = await addCode(code)
      const delegated = await delegateTo(own)
      for (const payer of [own, delegated]) {
        const reply = await ask(payer)
        expect(reply.status, JSON.stringify(reply.body)).to.equal(isTaken ? 201 : 409)
        if (isTaken) continue
        expect(reply.body).to.include({ code: 'payer_cannot_sign', param: 'payer' })
        expect(reply.body.delegate).to.equal(payer === delegated ? getAddress(own) : null)
      }
    })
  }

  it('may send the call itself, whatever its code', async () => {
    const payer = await addCode(CODES['reverts without a reason'])
    const reply = await ask(payer, { signs: false })
    expect(reply.status, JSON.stringify(reply.body)).to.equal(201)
    expect(reply.body.call).to.include({ to: getAddress(world.chain.escrow) })
  })

  it('is offered a permit where a key signs for it, and none where only code does', async () => {
    const code = await addCode(CODES['says no'])
    const permits = await Promise.all(
      [newAddress(), await delegateTo(code), code].map(async (payer) => {
        const { typed_data: typed } = (await ask(payer)).body
        return typed instanceof Object && 'permit' in typed && typed.permit !== null
      }),
    )
    expect(permits).to.deep.equal([true, true, false])
  })

  it('that is delegated to nothing cannot sign either', async () => {
    const reply = await ask(await delegateTo(newAddress()))
    expect(reply.body).to.include({ code: 'payer_cannot_sign' })
  })

  it('is still refused as a party where it is the escrow or the token', async () => {
    for (const payer of [world.chain.escrow, world.token.address])
      expect((await ask(payer)).body).to.include({ code: 'invalid_address', param: 'payer' })
  })
})
