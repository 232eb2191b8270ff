import { createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { choosePorts, type Ports } from '../../scripts/local/choosePorts.ts'
import { freePort } from '../../scripts/local/ports.ts'

const PARTS = ['WEB', 'API', 'WORKER', 'INDEXER', 'CHAIN', 'POSTGRES']

async function release(ports: Ports): Promise<void> {
  await Promise.all(Object.values(ports).map((held) => held.release()))
}

describe('the ports of a start', () => {
  const server = createServer()
  let taken: number
  before(async () => {
    taken = await freePort()
    await new Promise<void>((resolve) => server.listen(taken, '127.0.0.1', resolve))
  })
  after(() => server.close())

  it('avoid a taken one, and say so', async () => {
    const said: string[] = []
    const ports = await choosePorts({ WEB_PORT: String(taken) }, (text) => said.push(text))
    await release(ports)
    expect(ports.web.port).to.be.greaterThan(taken)
    expect(said).to.include(`Port ${taken} is taken: web uses ${ports.web.port}.`)
  })

  it('are never given twice', async () => {
    const wanted = String(await freePort())
    const env = Object.fromEntries(PARTS.map((part) => [`${part}_PORT`, wanted]))
    const ports = await choosePorts(env, () => {})
    await release(ports)
    expect(new Set(Object.values(ports).map(({ port }) => port)).size).to.equal(PARTS.length)
  })

  it('are held against another start until they are released', async () => {
    const wanted = String(await freePort())
    const first = await choosePorts({ API_PORT: wanted }, () => {})
    const second = await choosePorts({ API_PORT: wanted }, () => {})
    await release(first)
    await release(second)
    expect(second.api.port).not.to.equal(first.api.port)
  })

  for (const value of ['0', '65536', '3000x', '-1']) {
    it(`are refused when one is ${value}, with the variable's name`, async () => {
      const refused = await choosePorts({ API_PORT: value }, () => {}).catch((error: unknown) =>
        String(error),
      )
      expect(refused).to.include('API_PORT must be a port')
    })
  }
})
