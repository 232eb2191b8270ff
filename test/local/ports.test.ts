import { createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { choosePorts } from '../../scripts/local/choosePorts.ts'
import { freePort } from '../../scripts/local/ports.ts'

const PARTS = ['WEB', 'API', 'WORKER', 'INDEXER', 'CHAIN', 'POSTGRES']

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
    expect(ports.web).to.be.greaterThan(taken)
    expect(said).to.include(`Port ${taken} is taken: web uses ${ports.web}.`)
  })

  it('are never given twice', async () => {
    const wanted = String(await freePort())
    const env = Object.fromEntries(PARTS.map((part) => [`${part}_PORT`, wanted]))
    const ports = await choosePorts(env, () => {})
    expect(new Set(Object.values(ports)).size).to.equal(PARTS.length)
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
