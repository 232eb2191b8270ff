import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { after, afterEach, before, describe, it, type TestContext } from 'node:test'
import { expect } from 'chai'
import { postWebhook } from '../../../api/src/http/postWebhook.ts'
import { answering, openReceiver, type Receiver } from './support/receiver.ts'

describe('postWebhook', () => {
  let receiver: Receiver

  before(async () => {
    receiver = await openReceiver()
  })
  after(() => receiver?.close())
  afterEach(() => {
    receiver.received.length = 0
    receiver.answer = answering(204)
  })

  const post = (url: string, changes: { allowLoopback?: boolean; timeoutMs?: number } = {}) =>
    postWebhook({ url, headers: {}, body: '{}', timeoutMs: 5_000, allowLoopback: false, ...changes })

  it('posts to this machine only where that is allowed', async () => {
    expect(await post(receiver.url, { allowLoopback: true })).to.deep.equal({
      status: 204,
      retryAfter: null,
      excerpt: '',
      error: null,
    })
    expect((await post(receiver.url)).error).to.equal('address_forbidden')
    expect(receiver.received).to.have.length(1)
  })

  const ownAddresses = [
    'http://127.0.0.1',
    'http://127.9.9.9',
    'http://2130706433',
    'http://0x7f.1',
    'http://localhost',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
  ]
  const privateAddresses = [
    'http://0.0.0.0',
    'http://[::]',
    'http://10.0.0.1',
    'http://172.16.0.1',
    'http://192.168.1.1',
    'http://100.64.0.1',
    'http://169.254.169.254/latest/meta-data',
    'http://[fe80::1]',
    'http://[fd00:ec2::254]',
    'http://[64:ff9b::7f00:1]',
    'http://224.0.0.1',
    'https://10.0.0.1',
  ]
  for (const url of [...ownAddresses, ...privateAddresses]) {
    it(`refuses ${url}`, async () => {
      expect(await post(url)).to.deep.equal({
        status: null,
        retryAfter: null,
        excerpt: null,
        error: 'address_forbidden',
      })
    })
  }
  for (const url of privateAddresses) {
    it(`refuses ${url} in a local installation too`, async () => {
      expect((await post(url, { allowLoopback: true })).error).to.equal('address_forbidden')
    })
  }

  it('checks the address at each attempt, inside the lookup of the socket', async (t) => {
    answerLookups(t, [[{ address: '10.0.0.1', family: 4 }]])
    expect((await post('http://shop.example')).error).to.equal('address_forbidden')
  })

  it('refuses a name with one public and one private address', async (t) => {
    answerLookups(t, [
      [
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    ])
    expect((await post(`http://shop.example:${receiver.port}`)).error).to.equal('address_forbidden')
    expect(receiver.received).to.deep.equal([])
  })

  it('asks for the address once per attempt, so that what was checked is what is used', async (t) => {
    const url = `http://shop.example:${receiver.port}`
    const lookups = answerLookups(t, [
      [{ address: '127.0.0.1', family: 4 }],
      [{ address: '10.0.0.1', family: 4 }],
    ])
    expect((await post(url, { allowLoopback: true })).status).to.equal(204)
    expect(lookups()).to.equal(1)
    expect((await post(url, { allowLoopback: true })).error).to.equal('address_forbidden')
    expect(lookups()).to.equal(2)
  })

  it('reads a huge answer to its bound only', async () => {
    let written = 0
    let closed: () => void = () => undefined
    const done = new Promise<void>((resolve) => {
      closed = resolve
    })
    receiver.answer = (_request, response) => {
      response.on('close', closed)
      response.writeHead(200)
      const chunk = Buffer.alloc(64 * 1_024, 'a')
      const write = () => {
        written += chunk.length
        const goesOn = !response.destroyed && written < 1_000 * chunk.length
        if (goesOn) response.write(chunk, () => setImmediate(write))
        else response.end()
      }
      write()
    }
    const answer = await post(receiver.url, { allowLoopback: true })
    expect([answer.status, answer.error]).to.deep.equal([200, null])
    expect(answer.excerpt).to.equal('a'.repeat(1_024))
    await done
    expect(written, 'the connection was closed early').to.be.lessThan(500 * 64 * 1_024)
  })

  it('gives up on an endpoint that never answers', async () => {
    receiver.answer = () => undefined
    const answer = await post(receiver.url, { allowLoopback: true, timeoutMs: 200 })
    expect([answer.status, answer.error]).to.deep.equal([null, 'timeout'])
  })

  it('gives up on an answer that drips', async () => {
    receiver.answer = (_request, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(drip))
    }
    const answer = await post(receiver.url, { allowLoopback: true, timeoutMs: 300 })
    expect([answer.status, answer.error]).to.deep.equal([200, 'timeout'])
  })

  it('keeps what Postgres cannot store out of the excerpt', async () => {
    receiver.answer = answering(500, {}, 'a\0b\uFFFFc')
    expect((await post(receiver.url, { allowLoopback: true })).excerpt).to.equal('a\uFFFDb\uFFFFc')
  })

  it('says shortly why no connection came about', async () => {
    const answer = await post('http://127.0.0.1:1', { allowLoopback: true })
    expect(answer.error).to.equal('ECONNREFUSED')
  })
})

/** Lets names resolve to the given addresses, one list per lookup, and answers how often was asked. */
function answerLookups(t: TestContext, lists: dns.LookupAddress[][]): () => number {
  let asked = 0
  const lookup = (
    _name: string,
    _options: unknown,
    done: (error: null, list: dns.LookupAddress[]) => void,
  ) => {
    const list = lists[asked] ?? []
    asked += 1
    done(null, list)
  }
  t.mock.method(dns, 'lookup', lookup)
  syncBuiltinESMExports()
  t.after(() => {
    t.mock.restoreAll()
    syncBuiltinESMExports()
  })
  return () => asked
}
