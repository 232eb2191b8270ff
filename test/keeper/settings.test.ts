import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { readKeeperSettings } from '../../scripts/keeper/settings.ts'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { SettingsError } from '../../scripts/local/settingsError.ts'
import { startTestAnvil } from '../support/chain.ts'
import { keeperKey as key, startKeeperWith } from './support/keeperProcess.ts'

const env = { KEEPER_RPC_URL: 'http://127.0.0.1:8545', KEEPER_KEY: key }
const address = '0x000000000022D473030F116dDEE9F6B43aC78BA3'

describe('settings of the keeper', () => {
  it('need a node and a key, and have a default for the rest', () => {
    const settings = readKeeperSettings(env, {})
    expect(settings.account.address).to.equal('0x70997970C51812dc3A010C7d01b50e0d17dc79C8')
    expect(settings).to.deep.include({
      once: false,
      batchSize: 100,
      manager: undefined,
      fromBlock: undefined,
    })
  })

  it('take a manager and the block of its creation', () => {
    const settings = readKeeperSettings(env, { manager: address, 'from-block': '7', once: true })
    expect(settings).to.deep.include({ manager: address, fromBlock: 7n, once: true })
  })

  for (const [name, wrong] of [
    ['KEEPER_RPC_URL', { env: { ...env, KEEPER_RPC_URL: 'ftp://secret' } }],
    ['KEEPER_RPC_URL', { env: { KEEPER_KEY: key } }],
    ['KEEPER_KEY', { env: { ...env, KEEPER_KEY: key.slice(0, -2) } }],
    ['KEEPER_KEY', { env: { ...env, KEEPER_KEY: `0x${'f'.repeat(64)}` } }],
    ['--manager', { flags: { manager: '0x1234' } }],
    ['--from-block', { flags: { 'from-block': '-1' } }],
    ['--batch', { flags: { batch: '0' } }],
    ['--gas-cap', { flags: { 'gas-cap': 'much' } }],
  ] as const) {
    it(`throw when ${name} is wrong, without what it is`, () => {
      const given: { env?: Record<string, string>; flags?: Record<string, string> } = wrong
      const read = () => readKeeperSettings(given.env ?? env, given.flags ?? {})
      expect(read).to.throw(SettingsError, name)
      expect(read).not.to.throw(/secret|0x[0-9a-f]{10}/)
    })
  }
})

describe('npm run keeper, wrongly set', () => {
  let chain: LocalChain
  before(async () => {
    chain = await startTestAnvil()
  })
  after(() => chain.stop())

  async function endOf(variables: Record<string, string>, ...args: string[]) {
    const keeper = await startKeeperWith(variables, '--once', ...args)
    const { code } = await keeper.exited
    return { code, output: keeper.output() }
  }

  it('exits with 2 and names the variable', async () => {
    const { code, output } = await endOf({ KEEPER_RPC_URL: chain.rpcUrl, KEEPER_KEY: '0x12' })
    expect({ code, named: output.includes('KEEPER_KEY') }).to.deep.equal({ code: 2, named: true })
  })

  it('exits with 2 when no file knows a manager, or there is no contract', async () => {
    const variables = { KEEPER_RPC_URL: chain.rpcUrl, KEEPER_KEY: key }
    const unknown = await endOf(variables, '--deployments', 'nowhere')
    expect(unknown.code).to.equal(2)
    expect(unknown.output).to.include('--manager')
    const nothing = await endOf(variables, '--manager', address, '--from-block', '0')
    expect(nothing.code).to.equal(2)
    expect(nothing.output).to.include('no contract')
  })

  it('exits with 1 when the node does not answer, without its URL', async () => {
    const variables = { KEEPER_RPC_URL: 'http://127.0.0.1:9/secret', KEEPER_KEY: key }
    const { code, output } = await endOf(variables)
    expect(code).to.equal(1)
    expect(output).not.to.include('secret')
  })
})
