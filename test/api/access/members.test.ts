import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { digestRows } from '../support/rows.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { addMemberRow, newAccount, signIn, tokenOf } from './support/signIn.ts'

describe('members', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let owner: string

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world)
    owner = await tokenOf(server, merchant.account)
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  const add = (body: unknown, key = owner) => server.call('POST', '/v1/members', { key, body })
  const pathOf = (account: { address: string }) => `/v1/members/${account.address}`
  const change = (account: { address: string }, role: string, key = owner) =>
    server.call('PATCH', pathOf(account), { key, body: { role } })
  const remove = (account: { address: string }, key = owner) =>
    server.call('DELETE', pathOf(account), { key })
  const codeOf = (reply: Reply) => [reply.status, reply.body.code]

  async function refused(send: () => Promise<Reply>, status: number, code: string, param?: string) {
    const untouched = await digestRows(world)
    const reply = await send()
    expect([...codeOf(reply), reply.body.param]).to.deep.equal([status, code, param])
    expect(await digestRows(world)).to.deep.equal(untouched)
  }

  it('are added, shown, changed and removed by an owner', async () => {
    const account = newAccount()
    const added = await add({ address: account.address, role: 'viewer' })
    expect(added.status).to.equal(201)
    expect(added.body).to.include({ object: 'member', address: account.address, role: 'viewer', chain: null })
    expect((await server.call('GET', pathOf(account), { key: merchant.key })).body).to.deep.equal(added.body)
    const changed = await change(account, 'developer')
    expect(changed.body).to.deep.equal({ ...added.body, role: 'developer' })
    const listed = await server.call('GET', '/v1/members?limit=1', { key: merchant.key })
    expect(listed.body).to.deep.include({ data: [changed.body], has_more: true })
    expect((await remove(account)).body).to.deep.equal({ object: 'member', id: added.body.id, deleted: true })
    expect((await server.call('GET', pathOf(account), { key: owner })).status).to.equal(404)
  })

  it('stand in the log of both modes, with what they were', async () => {
    const account = newAccount()
    await add({ address: account.address, role: 'viewer' })
    await change(account, 'finance')
    const live = await signIn(server, merchant.account, { mode: 'live' })
    for (const key of [owner, String(live.body.token)]) {
      const { body } = await server.call('GET', '/v1/audit_log?limit=2', { key })
      const [second, first] = (body.data as Record<string, { role?: string }>[]).filter(
        ({ operation }) => String(operation) !== 'createSession',
      )
      expect(String(second?.operation)).to.equal('updateMember')
      expect([second?.before?.role, second?.after?.role]).to.deep.equal(['viewer', 'finance'])
      if (first) expect(first).to.deep.include({ operation: 'addMember', before: null })
    }
  })

  it('are changed by owners alone, and never by a key', async () => {
    const target = await addMemberRow(world, merchant, 'viewer')
    for (const role of ['finance', 'developer', 'viewer'] as const) {
      const person = await addMemberRow(world, merchant, role)
      const key = await tokenOf(server, person)
      const body = { address: newAccount().address, role: 'owner' }
      await refused(() => add(body, key), 403, 'insufficient_role', 'Authorization')
      await refused(() => change(person, 'owner', key), 403, 'insufficient_role', 'Authorization')
      await refused(() => remove(target, key), 403, 'insufficient_role', 'Authorization')
    }
    await refused(() => change(target, 'owner', merchant.key), 403, 'session_required', 'Authorization')
  })

  it('keep their last owner', async () => {
    const small = await addMerchant(world)
    const key = await tokenOf(server, small.account)
    await refused(() => remove(small.account, key), 409, 'last_owner', 'address')
    await refused(() => change(small.account, 'viewer', key), 409, 'last_owner', 'address')
    const heir = newAccount()
    expect((await add({ address: heir.address, role: 'owner' }, key)).status).to.equal(201)
    expect((await change(small.account, 'viewer', key)).status).to.equal(200)
    await refused(() => remove(heir, key), 403, 'insufficient_role', 'Authorization')
  })

  it('keep an owner when two remove each other at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const shop = await addMerchant(world)
      const second = await addMemberRow(world, shop, 'owner')
      const keys = [await tokenOf(server, shop.account), await tokenOf(server, second)] as const
      const replies = await Promise.all([remove(second, keys[0]), remove(shop.account, keys[1])])
      const statuses = replies.map((reply) => reply.status).sort()
      expect(statuses[0]).to.equal(200)
      expect(statuses[1]).to.be.oneOf([401, 403])
      const owners = await world.db
        .selectFrom('merchant_member')
        .select('id')
        .where('merchant_id', '=', shop.owner.merchantId)
        .where('removed_at', 'is', null)
        .execute()
      expect(owners).to.have.length(1)
    }
  })

  it('are one for each address, also when added twice at once', async () => {
    const address = newAccount().address
    const bodies = [address, address.toLowerCase()].map((text) => ({ address: text, role: 'viewer' }))
    const replies = await Promise.all(bodies.map((body) => add(body)))
    expect(replies.map((reply) => reply.status).sort()).to.deep.equal([201, 409])
    await refused(() => add({ address, role: 'owner' }), 409, 'member_exists', 'address')
  })

  it('are not seen or touched by another merchant', async () => {
    const stranger = await addMerchant(world)
    const key = await tokenOf(server, stranger.account)
    await refused(() => server.call('GET', pathOf(merchant.account), { key }), 404, 'not_found', 'address')
    await refused(() => change(merchant.account, 'viewer', key), 404, 'not_found', 'address')
    await refused(() => remove(merchant.account, key), 404, 'not_found', 'address')
  })

  it('name a chain where they are contracts', async () => {
    const added = await add({ address: newAccount().address, role: 'viewer', chain: 'eip155:31337' })
    expect(added.body.chain).to.equal('eip155:31337')
    const body = { address: newAccount().address, role: 'viewer', chain: 'eip155:1' }
    await refused(() => add(body), 400, 'chain_not_configured', 'chain')
  })

  const malformed: [unknown, string, string][] = [
    [{ role: 'viewer' }, 'invalid_request', 'address'],
    [{ address: '0x12', role: 'viewer' }, 'invalid_address', 'address'],
    [{ address: `0x${'00'.repeat(20)}`, role: 'viewer' }, 'invalid_address', 'address'],
    [{ address: newAccount().address, role: 'admin' }, 'invalid_request', 'role'],
    [{ address: newAccount().address, role: 'viewer', merchant: 'mer_1' }, 'invalid_request', 'merchant'],
  ]
  for (const [body, code, param] of malformed) {
    it(`are not added by ${JSON.stringify(body).replace(/0x\w{20,}/, '0x…')}`, async () => {
      await refused(() => add(body), 400, code, param)
    })
  }
})
