import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { buildWeb } from '../../web/build.ts'
import { parseServeConfig } from '../../web/server/config.ts'
import { startTestPart } from '../support/part.ts'

const API_URL = 'http://127.0.0.1:4999/api'
const env = { PORT: '0', API_URL, RPC_ORIGINS: 'https://rpc.example/key, http://127.0.0.1:8545' }
const startServer = () => startTestPart({ name: 'web', file: 'web/serve.ts', env, ready: 'line' })

describe('the server of the pages', () => {
  let web: Awaited<ReturnType<typeof startServer>>
  before(async () => {
    await buildWeb()
    web = await startServer()
  })
  after(() => web.stop())

  it('gives the page for the home page, every checkout and every payment link, never to be stored', async () => {
    for (const path of ['/', '/pay/inv_1?token=t', '/link/a-B_9']) {
      const response = await fetch(web.url + path)
      expect(response.status).to.equal(200)
      expect(response.headers.get('cache-control')).to.equal('no-store')
      expect(await response.text()).to.contain('<div id="root">')
    }
  })

  it('gives the page with status 404 for an unknown address', async () => {
    const response = await fetch(`${web.url}/nowhere/at/all`)
    expect(response.status).to.equal(404)
    expect(await response.text()).to.contain('<div id="root">')
  })

  it('lets browsers keep the hashed assets for good, and knows no others', async () => {
    const html = await (await fetch(web.url)).text()
    const asset = /\/assets\/[\w.-]+\.js/.exec(html)?.[0]
    const response = await fetch(`${web.url}${asset}`)
    expect(response.status).to.equal(200)
    expect(response.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable')
    expect((await fetch(`${web.url}/assets/none.js`)).status).to.equal(404)
  })

  it('says where the API is', async () => {
    const response = await fetch(`${web.url}/config.json`)
    expect(await response.json()).to.deep.equal({ api_url: API_URL })
    expect(response.headers.get('cache-control')).to.equal('no-store')
  })

  it('allows connections to itself, the API and the public RPCs alone, and no framing', async () => {
    const { headers } = await fetch(`${web.url}/pay/inv_1`)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy.split(';')).to.include(
      "connect-src 'self' http://127.0.0.1:4999 https://rpc.example http://127.0.0.1:8545",
    )
    expect(policy).to.contain("default-src 'none'").and.to.contain("script-src 'self';")
    expect(policy).not.to.contain('unsafe')
    expect(headers.get('referrer-policy')).to.equal('no-referrer')
    expect(headers.get('x-frame-options')).to.equal('DENY')
    expect(headers.get('x-powered-by')).to.equal(null)
  })

  it('hides the stamp of its build, and what lies outside its folder', async () => {
    for (const path of ['/.sources', '/%2e%2e/package.json', '/..%2fserve.ts']) {
      expect(await rawGet(web.url, path)).to.contain('<div id="root">')
    }
  })

  it('tells its health and readiness', async () => {
    expect((await fetch(`${web.url}/health`)).status).to.equal(200)
    expect(await (await fetch(`${web.url}/ready`)).json()).to.deep.equal({ ready: true })
  })
})

describe('the end of the server', () => {
  it('comes in good order at SIGTERM', async () => {
    const web = await startServer()
    await web.stop()
    expect(await web.exited).to.deep.equal({ code: 0, signal: null })
  })

  it('comes when the other end of its lifeline is closed', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('../../web/serve.ts', import.meta.url))], {
      env: { ...env, LIFELINE_FD: '3' },
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    })
    const ended = once(child, 'exit')
    if (!child.stdout) throw new Error('the server has no output')
    const [line] = await once(child.stdout, 'data')
    expect(String(line)).to.contain('"ready":true')
    child.stdio[3]?.destroy()
    expect(await ended).to.deep.equal([0, null])
  })
})

describe('parseServeConfig', () => {
  it('names the variable that is wrong', () => {
    expect(() => parseServeConfig({ PORT: '0' })).to.throw('API_URL')
    expect(() => parseServeConfig({ ...env, PORT: '70000' })).to.throw('PORT')
    expect(() => parseServeConfig({ ...env, API_URL: 'ftp://x' })).to.throw('API_URL')
    expect(() => parseServeConfig({ ...env, RPC_ORIGINS: 'rpc.example' })).to.throw('RPC_ORIGINS')
  })
  it('takes the API without its last slash, and the RPCs as origins', () => {
    const config = parseServeConfig({ ...env, API_URL: 'https://api.example/' })
    expect(config.apiUrl).to.equal('https://api.example')
    expect(config.rpcOrigins).to.deep.equal(['https://rpc.example', 'http://127.0.0.1:8545'])
  })
})

/** A request whose path is sent as it stands; fetch would tidy it first. */
function rawGet(url: string, path: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    get({ hostname, port, path }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve(text))
    }).on('error', reject)
  })
}
