import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import express from 'express'
import { makeServer } from '../../../api/src/server.ts'

describe('a server of the API', () => {
  const server = makeServer(
    express()
      .use(express.json())
      .use((_request, response) => void response.json({ done: true })),
    { headersMs: 200, requestMs: 400, idleMs: 300, silentMs: 2_000, checkMs: 50 },
  )
  let port = 0

  before(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    port = typeof address === 'object' && address ? address.port : 0
  })
  after(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  /** All that the server says until it closes the connection. */
  async function heard(sent: string): Promise<string> {
    const socket: Socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(sent)
    return Buffer.concat(await socket.toArray()).toString('latin1')
  }

  it('does not wait for headers without end', async () => {
    expect(await heard('GET / HTTP/1.1\r\nHost: a\r\nX-A: ')).to.match(/^HTTP\/1\.1 408 /)
  })

  it('does not wait for a body without end', async () => {
    const head =
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'
    expect(await heard(head)).to.match(/^HTTP\/1\.1 408 /)
  })

  it('answers, and closes a connection that nobody uses any more', async () => {
    expect(await heard('GET / HTTP/1.1\r\nHost: a\r\n\r\n')).to.match(/^HTTP\/1\.1 200 OK.*\{"done":true\}/s)
  })

  it('closes a connection on which nothing is ever said', async () => {
    expect(await heard('')).to.match(/^$|^HTTP\/1\.1 408 /)
  })
})
