import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { florin } from '@florin/sdk/client.ts'
import { encodeDeposit } from '@florin/sdk/escrow/calldata.ts'
import { permit2Address } from '@florin/sdk/escrow/permit2.ts'
import { unwrap } from '@florin/sdk/unwrap.ts'
import { expect } from 'chai'
import type { LocalAccount } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { connectChains } from '../../../api/src/chain/clients.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { installPermit2, readPermit2Code } from '../../../scripts/local/permit2.ts'
import { addInvoice } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { approve } from './support/actions.ts'
import { executionsOf, sendAs, testClientOf } from './support/chain.ts'
import { giveDollars } from './support/dollars.ts'
import { watchUntil } from './support/relays.ts'

const AMOUNT = 10_000_000n

type Field = 'receive_with_authorization' | 'consent' | 'consent_available' | 'permit2'

describe('the typed data of a payment request', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    await recoverSender(world.ctx)
    server = await serveApi(world)
    merchant = await addMerchant(world)
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  /** A payment request for a new invoice, as the payer's page asks for it. */
  async function ask(of: TestServer, payer: LocalAccount) {
    const invoice = await addInvoice(world, merchant.owner)
    const api = florin({ apiUrl: of.url, checkoutToken: String(invoice.checkout_token), retries: 0 })
    const request = await unwrap(
      api.POST('/v1/invoices/{id}/payment_requests', {
        params: { path: { id: invoice.id } },
        body: { payer: payer.address },
      }),
    )
    return { api, request }
  }

  const newPayer = () => privateKeyToAccount(generatePrivateKey())

  /** Counts how often a server asks its chain for code. */
  function counted() {
    const asked: string[] = []
    const { chain } = world.ctx
    const readCode: typeof chain.x402.readCode = (client, address) => {
      asked.push(address)
      return chain.x402.readCode(client, address)
    }
    return { asked, replace: { chain: { ...chain, x402: { ...chain.x402, readCode } } } }
  }

  it('has none for Permit2 where the chain has it not, which is asked once', async () => {
    const { asked, replace } = counted()
    const other = await serveApi(world, { replace })
    try {
      for (let count = 0; count < 2; count += 1) {
        const { request } = await ask(other, newPayer())
        expect(request.typed_data.permit2).to.equal(null)
      }
      expect(asked).to.deep.equal([permit2Address])
    } finally {
      await other.close()
    }
  })

  it('has none for Permit2 where the chain does not answer, and all else', async () => {
    const { chainId } = world.chain
    const clients = connectChains(world.ctx.chains, new Map([[chainId, { own: ['http://127.0.0.1:1'] }]]))
    const other = await serveApi(world, { replace: { clients } })
    try {
      const { request } = await ask(other, newPayer())
      const { permit2, ...rest } = request.typed_data
      expect(permit2).to.equal(null)
      expect(Object.keys(rest).sort()).to.deep.equal([
        'consent',
        'consent_available',
        'receive_with_authorization',
      ])
      expect(Object.values(rest)).not.to.include(null)
    } finally {
      await other.close()
    }
  })

  describe('on a chain with Permit2', () => {
    before(async () => installPermit2(testClientOf(world), await readPermit2Code()))

    const ways: [source: 'erc3009' | 'allowance' | 'available' | 'permit2', field: Field][] = [
      ['erc3009', 'receive_with_authorization'],
      ['allowance', 'consent'],
      ['available', 'consent_available'],
      ['permit2', 'permit2'],
    ]

    /** What each source needs to be there before. */
    async function prepare(payer: LocalAccount, source: (typeof ways)[number][0]) {
      await testClientOf(world).setBalance({ address: payer.address, value: 10n ** 18n })
      await giveDollars(world, payer.address, AMOUNT)
      if (source === 'permit2') await approve(world, payer, permit2Address)
      if (source === 'allowance' || source === 'available') await approve(world, payer, world.chain.escrow)
      if (source === 'available') {
        await sendAs(world, payer, encodeDeposit(false, world.token.address, AMOUNT, 'allowance', '0x'))
      }
    }

    for (const [source, field] of ways) {
      it(`pays by ${source} once ${field} is signed as it is`, async () => {
        const payer = newPayer()
        await prepare(payer, source)
        const { api, request } = await ask(server, payer)
        const typedData = request.typed_data[field]
        if (!typedData) throw new Error(`there is no ${field}`)
        const signature = await payer.signTypedData(typedData)
        const relay = await unwrap(
          api.POST('/v1/relays', {
            params: { header: { 'Idempotency-Key': randomUUID() } },
            body: { payment_request: request.id, source, signature },
          }),
        )
        await watchUntil(world, relay.id, 'confirmed')
        const id = request.onchain_id
        expect(await executionsOf(world, `0x${id.slice(2)}`)).to.equal(1)
      })
    }
  })
})
