import { describe, it } from 'node:test'
import { expect } from 'chai'
import { readConfig } from '../../../api/src/config.ts'

const ENV = {
  FLORIN_ENV: 'production',
  DATABASE_URL: 'postgres://florin_api@127.0.0.1/florin',
  PORT: '3001',
  API_URL: 'https://api.example.com',
  WEB_URL: 'https://pay.example.com',
  DEPLOYMENTS_DIR: 'deployments',
  GAS_SIGNER_KEYS: `0x${'11'.repeat(32)}`,
  OPERATOR_KEY: `0x${'22'.repeat(32)}`,
  SECRETS_KEY: '33'.repeat(32),
}

describe('the configuration', () => {
  it('limits requests in production and trusts no proxy, unless told otherwise', () => {
    expect(readConfig(ENV)).to.include({ rateLimitPerKey: 6000, rateLimitPerIp: 600, trustProxy: false })
    const told = { RATE_LIMIT_PER_KEY: '10', RATE_LIMIT_PER_IP: '0' }
    expect(readConfig({ ...ENV, ...told })).to.include({ rateLimitPerKey: 10, rateLimitPerIp: 0 })
  })

  it('limits nobody on one’s own machine, unless told to', () => {
    const local = { ...ENV, FLORIN_ENV: 'local' }
    expect(readConfig(local)).to.include({ rateLimitPerKey: 0, rateLimitPerIp: 0 })
    expect(readConfig({ ...local, RATE_LIMIT_PER_IP: '5' })).to.include({ rateLimitPerIp: 5 })
  })

  it('takes the host’s cap of what a unit of gas may cost, by chain', () => {
    const { maxFeeWei } = readConfig({ ...ENV, MAX_FEE_GWEI_1: '60', MAX_FEE_GWEI_8453: '2' })
    expect([...maxFeeWei]).to.deep.equal([
      [1, 60_000_000_000n],
      [8_453, 2_000_000_000n],
    ])
  })

  for (const [text, trusted] of [
    ['0', 0],
    ['2', 2],
    ['10.0.0.0/8, 2001:db8::/32', ['10.0.0.0/8', '2001:db8::/32']],
    ['127.0.0.1', ['127.0.0.1']],
    ['loopback,uniquelocal', ['loopback', 'uniquelocal']],
  ] as const) {
    it(`trusts the proxies ${text}`, () => {
      expect(readConfig({ ...ENV, TRUST_PROXY: text }).trustProxy).to.deep.equal(trusted)
    })
  }

  for (const [name, value] of [
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', ''],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '127.0.0.1,proxy.example'],
    ['RATE_LIMIT_PER_KEY', ''],
    ['RATE_LIMIT_PER_IP', '-1'],
    ['RATE_LIMIT_PER_IP', 'many'],
    ['MAX_FEE_GWEI_1', '0'],
    ['MAX_FEE_GWEI_1', '1.5'],
  ] as const) {
    it(`refuses ${name}=${value}, and names it`, () => {
      expect(() => readConfig({ ...ENV, [name]: value })).to.throw(name)
    })
  }
})
