import { createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { isRecord } from '../../scripts/local/json.ts'
import { freePort } from '../../scripts/local/ports.ts'
import { removePostgresHome } from '../../scripts/local/postgresHome.ts'
import { startTestPart } from '../support/part.ts'
import { waitFor } from '../support/waitFor.ts'
import { testFile } from '../support/workspace.ts'
import { type Florin, isAllGone, leftovers, startFlorin } from './support/florin.ts'

const STOP_TIMEOUT_MS = 60_000

async function json(url: string, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const response = await fetch(url, { headers })
  const body: unknown = await response.json()
  if (!response.ok || !isRecord(body)) throw new Error(`${url} answered ${response.status}.`)
  return body
}

describe('npm start', () => {
  const dir = testFile('florin')
  const occupant = createServer()
  let taken: number
  let florin: Florin

  before(async () => {
    taken = await freePort()
    await new Promise<void>((resolve) => occupant.listen(taken, '127.0.0.1', resolve))
    florin = await startFlorin(dir, { WEB_PORT: String(taken) })
  })
  after(async () => {
    occupant.close()
    await florin.part.stop()
    removePostgresHome(`${dir}/postgres`)
  })

  async function expectNothingLeft(): Promise<void> {
    await waitFor(() => isAllGone(florin) && leftovers(dir).length === 0, {
      describe: 'the end of every part',
      timeoutMs: STOP_TIMEOUT_MS,
    })
  }

  it('serves the pages, the API and an open invoice of the demo merchant', async () => {
    const { urls, demo } = florin.state
    expect(await json(`${urls.api}/v1/config`)).to.include({ object: 'config', environment: 'local' })
    const invoice = await json(`${urls.api}/v1/invoices/${demo?.invoice}`, {
      authorization: `Bearer ${demo?.apiKey}`,
    })
    expect(invoice).to.include({ status: 'open', checkout_url: demo?.checkoutUrl })
    expect((await fetch(demo?.checkoutUrl ?? '')).status).to.equal(200)
  })

  it('names a taken port and uses the next', () => {
    expect(florin.part.output()).to.include(`Port ${taken} is taken: web uses`)
    expect(florin.state.urls.web).not.to.include(`:${taken}`)
  })

  it('refuses a second start in the same folder, and says where the first runs', async () => {
    const second = await startTestPart({
      name: 'second',
      file: 'scripts/start.ts',
      env: { FLORIN_DIR: dir },
    })
    expect((await second.exited).code).to.equal(1)
    expect(second.output()).to.include('already runs').and.to.include(florin.state.urls.web)
    expect(await json(`${florin.state.urls.api}/health`)).to.be.an('object')
  })

  it('stops everything on Ctrl-C, which npm passes on a second time', async () => {
    process.kill(florin.part.pid, 'SIGINT')
    process.kill(florin.part.pid, 'SIGTERM')
    expect(await florin.part.exited).to.deep.equal({ code: 0, signal: null })
    expect(florin.part.output()).not.to.include('Killing')
    await expectNothingLeft()
  })

  it('stops everything when one part dies, and says which', async () => {
    const { demo } = florin.state
    florin = await startFlorin(dir)
    expect(florin.state.demo?.apiKey, 'the key of the demo merchant stays').to.equal(demo?.apiKey)
    process.kill(florin.groups.get('api/src/worker.ts') ?? Number.NaN, 'SIGKILL')
    expect((await florin.part.exited).code).to.equal(1)
    expect(florin.part.output()).to.include('worker was killed by SIGKILL')
    await expectNothingLeft()
  })

  it('leaves nothing behind when it is killed itself', async () => {
    florin = await startFlorin(dir)
    expect(florin.groups.size).to.be.at.least(7)
    florin.part.kill()
    await expectNothingLeft()
  })
})
