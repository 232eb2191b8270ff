import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import { createTestClient, http } from 'viem'
import { connectChains } from '../../../api/src/chain/clients.ts'
import { addInvoice } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { digestRows } from '../support/rows.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { addMemberRow, challenge, newAccount, signIn, tokenOf } from './support/signIn.ts'

/** Answers every call with the magic value of ERC-1271. */
const YES_WALLET = `0x7f1626ba7e${'00'.repeat(28)}60005260206000f3` as const
/** Reverts at every call. */
const NO_WALLET = '0x60006000fd'

const HOUR_MS = 3_600_000

describe('sessions', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let now = Date.now()

  before(async () => {
    world = await openWorld()
    server = await serveApi(world, { clock: { now: () => new Date(now) } })
    merchant = await addMerchant(world)
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  const get = (path: string, key: string) => server.call('GET', path, { key })
  const send = (message: string, signature: string, more: Record<string, unknown> = {}) =>
    server.call('POST', '/v1/sessions', { body: { message, signature, ...more } })
  const codeOf = (reply: Reply) => [reply.status, reply.body.code]
  const REFUSED = [401, 'invalid_sign_in']

  async function refused(sign: () => Promise<Reply>): Promise<string> {
    const untouched = await digestRows(world)
    const reply = await sign()
    expect(codeOf(reply)).to.deep.equal(REFUSED)
    expect(await digestRows(world)).to.deep.equal(untouched)
    return String(reply.body.detail)
  }

  it('lets an owner in, and shows the token once', async () => {
    const reply = await signIn(server, merchant.account)
    expect(reply.status).to.equal(201)
    const token = String(reply.body.token)
    expect(token).to.match(/^fl_sess_[\w-]{43}$/)
    expect(reply.body).to.include({
      object: 'session',
      mode: 'test',
      merchant: merchant.owner.merchantId,
      address: merchant.account.address,
      role: 'owner',
    })
    expect(new Date(String(reply.body.expires_at)).getTime()).to.equal(now + 12 * HOUR_MS)
    const { token: _token, ...shown } = reply.body
    expect((await get('/v1/sessions/current', token)).body).to.deep.equal(shown)
    expect((await get('/v1/invoices', token)).status).to.equal(200)
    for (const table of ['session', 'audit_entry', 'session_challenge']) {
      const { rows } = await sql<{
        row: string
      }>`SELECT t::text AS row FROM ${sql.table(`florin.${table}`)} t`.execute(world.db)
      expect(rows.map(({ row }) => row).join(), table).to.not.include(token.slice('fl_sess_'.length))
    }
    const log = await get(`/v1/audit_log?object=${reply.body.id}`, token)
    expect(log.body.data).to.have.length(1)
  })

  it('binds the message to our pages, the chain and five minutes', async () => {
    const message = await challenge(server, merchant.account.address)
    expect(message.split('\n')).to.include.members([
      '127.0.0.1:2 wants you to sign in with your Ethereum account:',
      merchant.account.address,
      'URI: http://127.0.0.1:2',
      'Version: 1',
      'Chain ID: 31337',
      `Issued At: ${new Date(now).toISOString()}`,
      `Expiration Time: ${new Date(now + 300_000).toISOString()}`,
    ])
  })

  it('accepts a message once, also when it comes ten times at once', async () => {
    const message = await challenge(server, merchant.account.address)
    const signature = await merchant.account.signMessage({ message })
    const replies = await Promise.all(Array.from({ length: 10 }, () => send(message, signature)))
    expect(replies.filter((reply) => reply.status === 201)).to.have.length(1)
    expect(replies.filter((reply) => reply.status !== 201).map(codeOf)).to.deep.equal(Array(9).fill(REFUSED))
    await refused(() => send(message, signature))
  })

  const forgeries: [string, (message: string) => string][] = [
    ['another domain', (message) => message.replace('127.0.0.1:2', 'evil.example')],
    ['another URI', (message) => message.replace('URI: http://127.0.0.1:2', 'URI: https://evil.example')],
    ['another chain', (message) => message.replace('Chain ID: 31337', 'Chain ID: 1')],
    ['another version', (message) => message.replace('Version: 1', 'Version: 2')],
    [
      'a later end',
      (message) => message.replace(/Expiration Time: .*/, 'Expiration Time: 2099-01-01T00:00:00Z'),
    ],
    ['no end', (message) => message.replace(/\nExpiration Time: .*/, '')],
    ['a moment before which it is not valid', (message) => `${message}\nNot Before: 2099-01-01T00:00:00Z`],
    ['another statement', (message) => message.replace('moves no money', 'moves all money')],
    ['resources added', (message) => `${message}\nResources:\n- https://evil.example`],
    [
      'the address in another case',
      (message) => message.replace(/^0x.*$/m, (address) => address.toLowerCase()),
    ],
    ['a nonce of its own', (message) => message.replace(/Nonce: .*/, 'Nonce: 1234567890abcdef')],
    ['a line break at its end', (message) => `${message}\n`],
    ['nothing that was ours', () => 'let me in'],
  ]
  for (const [what, forge] of forgeries) {
    it(`refuses a message with ${what}, signed by an owner`, async () => {
      const message = forge(await challenge(server, merchant.account.address))
      const signature = await merchant.account.signMessage({ message })
      await refused(() => send(message, signature))
    })
  }

  it('refuses a message that is five minutes old', async () => {
    const message = await challenge(server, merchant.account.address)
    const signature = await merchant.account.signMessage({ message })
    now += 300_000
    await refused(() => send(message, signature))
  })

  it('says the same of a wrong signature as of a stranger’s right one', async () => {
    const stranger = newAccount()
    const strangers = await challenge(server, stranger.address)
    const mine = await challenge(server, merchant.account.address)
    const details = [
      await refused(async () => send(strangers, await stranger.signMessage({ message: strangers }))),
      await refused(async () => send(mine, await stranger.signMessage({ message: mine }))),
      await refused(() => send(mine, '0x00')),
      await refused(async () =>
        send(mine, await merchant.account.signMessage({ message: mine }), {
          merchant: 'mer_01h2xcejqtf2nbrexx3vqjhp41',
        }),
      ),
    ]
    expect(new Set(details).size).to.equal(1)
  })

  it('takes the address in any case', async () => {
    const message = await challenge(server, merchant.account.address.toLowerCase())
    expect((await send(message, await merchant.account.signMessage({ message }))).status).to.equal(201)
  })

  it('asks for the merchant only of who signed for several', async () => {
    const other = await addMerchant(world, { name: 'Second shop' })
    await addMemberRow(world, other, 'viewer', { address: merchant.account.address })
    const { account } = merchant
    const message = await challenge(server, account.address)
    const signature = await account.signMessage({ message })
    const asked = await send(message, signature)
    expect([...codeOf(asked), asked.body.param]).to.deep.equal([400, 'merchant_required', 'merchant'])
    expect(asked.body.merchants).to.deep.include({ id: other.owner.merchantId, name: 'Second shop' })
    const named = await send(message, signature, { merchant: other.owner.merchantId })
    expect(named.body).to.include({ merchant: other.owner.merchantId, role: 'viewer' })
    await world.db
      .updateTable('merchant_member')
      .set({ removed_at: new Date() })
      .where('merchant_id', '=', other.owner.merchantId)
      .execute()
  })

  it('ends a session when asked, after twelve hours, and with its member for ever', async () => {
    const ended = await tokenOf(server, merchant.account)
    expect((await server.call('DELETE', '/v1/sessions/current', { key: ended })).status).to.equal(200)
    expect(codeOf(await get('/v1/invoices', ended))).to.deep.equal([401, 'invalid_session'])

    const guest = await addMemberRow(world, merchant, 'viewer')
    const removed = await tokenOf(server, guest)
    expect((await get('/v1/invoices', removed)).status).to.equal(200)
    const owner = await tokenOf(server, merchant.account)
    const path = `/v1/members/${guest.address}`
    expect((await server.call('DELETE', path, { key: owner })).status).to.equal(200)
    expect(codeOf(await get('/v1/invoices', removed))).to.deep.equal([401, 'invalid_session'])
    expect(codeOf(await signIn(server, guest))).to.deep.equal(REFUSED)
    const body = { address: guest.address, role: 'viewer' }
    expect((await server.call('POST', '/v1/members', { key: owner, body })).status).to.equal(201)
    expect(codeOf(await get('/v1/invoices', removed))).to.deep.equal([401, 'invalid_session'])

    const old = await tokenOf(server, guest)
    now += 12 * HOUR_MS
    expect(codeOf(await get('/v1/invoices', old))).to.deep.equal([401, 'expired_session'])
  })

  it('lets a role do what the matrix says, from the next request on', async () => {
    const person = await addMemberRow(world, merchant, 'viewer')
    const key = await tokenOf(server, person)
    const { id } = await addInvoice(world, merchant.owner)
    const voidIt = () => server.call('POST', `/v1/invoices/${id}/void`, { key })
    expect(codeOf(await voidIt())).to.deep.equal([403, 'insufficient_role'])
    const owner = await tokenOf(server, merchant.account)
    const promote = { key: owner, body: { role: 'finance' } }
    expect((await server.call('PATCH', `/v1/members/${person.address}`, promote)).status).to.equal(200)
    expect((await voidIt()).status).to.equal(200)
    const { body } = await get('/v1/audit_log?limit=1&operation=voidInvoice', owner)
    const [entry] = body.data as { actor: unknown }[]
    expect(entry?.actor).to.deep.equal({ kind: 'member', id: person.address.toLowerCase() })
  })

  it('lets nobody make a key that may do more than their role', async () => {
    const developer = await tokenOf(server, await addMemberRow(world, merchant, 'developer'))
    const make = (key: string, scopes: string[]) =>
      server.call('POST', '/v1/api_keys', { key, body: { scopes } })
    expect(codeOf(await make(developer, ['payouts:write']))).to.deep.equal([403, 'insufficient_role'])
    expect((await make(developer, ['invoices:write'])).status).to.equal(201)
    const owner = await tokenOf(server, merchant.account)
    expect((await make(owner, ['payouts:write', 'audit:read'])).status).to.equal(201)
  })

  it('sees one mode alone', async () => {
    await addInvoice(world, merchant.owner)
    const live = await signIn(server, merchant.account, { mode: 'live' })
    expect(live.body.mode).to.equal('live')
    expect((await get('/v1/invoices', String(live.body.token))).body.data).to.deep.equal([])
  })

  it('takes a contract wallet on its member’s chain, and on no other', async () => {
    const rpc = createTestClient({ mode: 'anvil', transport: http(world.anvil.rpcUrl) })
    const wallets = { here: newAccount(), elsewhere: newAccount(), nowhere: newAccount(), no: newAccount() }
    for (const { address } of [wallets.here, wallets.elsewhere, wallets.nowhere]) {
      await rpc.setCode({ address, bytecode: YES_WALLET })
    }
    await rpc.setCode({ address: wallets.no.address, bytecode: NO_WALLET })
    const chains = { here: 31337n, elsewhere: 1n, nowhere: null, no: 31337n }
    const signInAs = async (name: keyof typeof wallets) => {
      const { address } = wallets[name]
      await addMemberRow(world, merchant, 'viewer', { address, chainId: chains[name] })
      return challenge(server, address)
    }
    const here = await send(await signInAs('here'), '0x1234')
    expect([here.status, here.body.role]).to.deep.equal([201, 'viewer'])
    for (const name of ['elsewhere', 'nowhere', 'no'] as const) {
      const message = await signInAs(name)
      await refused(() => send(message, '0x1234'))
    }
  })

  it('says so when the chain does not answer, and keeps the message good', async () => {
    const clients = connectChains(world.ctx.chains, new Map([[31337, { own: ['http://127.0.0.1:9'] }]]))
    const broken = await serveApi(world, { clock: { now: () => new Date(now) }, replace: { clients } })
    const wallet = newAccount()
    await addMemberRow(world, merchant, 'viewer', { address: wallet.address })
    const message = await challenge(server, wallet.address)
    const reply = await broken.call('POST', '/v1/sessions', { body: { message, signature: '0x1234' } })
    expect(codeOf(reply)).to.deep.equal([503, 'chain_unavailable'])
    expect(reply.headers.get('retry-after')).to.equal('5')
    const stranger = await challenge(server, newAccount().address)
    const asked = await broken.call('POST', '/v1/sessions', {
      body: { message: stranger, signature: '0x1234' },
    })
    expect(codeOf(asked), 'a stranger, for whom no chain is asked').to.deep.equal(REFUSED)
    await broken.close()
    expect((await send(message, await wallet.signMessage({ message }))).status).to.equal(201)
  })

  const malformed: [Record<string, unknown>, string][] = [
    [{ signature: '0x00' }, 'message'],
    [{ message: 'x' }, 'signature'],
    [{ message: 'x', signature: 'yes' }, 'signature'],
    [{ message: 'x'.repeat(2_001), signature: '0x00' }, 'message'],
    [{ message: 'x', signature: '0x00', mode: 'both' }, 'mode'],
    [{ message: 'x', signature: '0x00', role: 'owner' }, 'role'],
  ]
  for (const [body, param] of malformed) {
    it(`refuses a sign-in of ${JSON.stringify(body).slice(0, 60)}`, async () => {
      const reply = await server.call('POST', '/v1/sessions', { body, idempotencyKey: 'ignored' })
      expect([...codeOf(reply), reply.body.param]).to.deep.equal([400, 'invalid_request', param])
    })
  }

  it('writes no message for an address or a chain that is none', async () => {
    const ask = (body: unknown) => server.call('POST', '/v1/sessions/challenge', { body })
    const address = merchant.account.address
    expect(codeOf(await ask({ address: '0x12', chain: 'eip155:31337' }))).to.deep.equal([
      400,
      'invalid_address',
    ])
    expect(codeOf(await ask({ address, chain: 'eip155:1' }))).to.deep.equal([400, 'chain_not_configured'])
  })

  it('knows no token that it did not give', async () => {
    for (const token of [`fl_sess_${'A'.repeat(43)}`, 'fl_sess_']) {
      expect((await get('/v1/invoices', token)).status).to.equal(401)
    }
    expect(codeOf(await get('/v1/sessions/current', merchant.key))).to.deep.equal([403, 'session_required'])
  })
})
