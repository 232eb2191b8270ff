import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { buildHash } from '../../indexer/build.ts'
import { parseDeployment } from '../../indexer/deployment.ts'
import { readSettings } from '../../indexer/settings.ts'
import { testFolder } from '../support/workspace.ts'

const escrow = '0x5FbDB2315678afecb367f032d93F642f64180aa3'
const manager = '0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512'
const PaymentEscrow = { address: escrow, block: 3, transaction: '0x' }
const SubscriptionManager = { address: manager, block: 4, transaction: '0x' }
const deployment = (chainId: number) => ({
  chainId,
  name: 'Local',
  contracts: { PaymentEscrow, SubscriptionManager },
})

function folderOf(...chainIds: number[]): string {
  const folder = mkdtempSync(join(testFolder(), 'deployments-'))
  for (const chainId of chainIds)
    writeFileSync(join(folder, `${chainId}.json`), JSON.stringify(deployment(chainId)))
  return folder
}

const required = {
  DATABASE_URL: 'postgres://florin_indexer@127.0.0.1/florin',
  DEPLOYMENTS_DIR: folderOf(31337, 8453),
  RPC_URL_31337: 'http://127.0.0.1:8545',
}

describe('the indexer’s settings', () => {
  it('are the chains that have both a deployment and an RPC URL', () => {
    const { chains, viewsSchema, port } = readSettings(required)
    expect(chains).to.deep.equal([
      {
        chainId: 31337,
        escrow: { address: escrow, startBlock: 3 },
        manager: { address: manager, startBlock: 4 },
        rpc: [{ url: 'http://127.0.0.1:8545', weight: 10 }],
        wsUrl: undefined,
        local: true,
      },
    ])
    expect([viewsSchema, port]).to.deep.equal(['onchain_main', 0])
  })

  it('take several URLs for one chain, and several chains in the order of their ids', () => {
    const { chains } = readSettings({ ...required, RPC_URL_8453: 'https://a.example, https://b.example' })
    expect(chains.map(({ chainId, local }) => [chainId, local])).to.deep.equal([
      [8453, false],
      [31337, true],
    ])
    expect(chains[0]?.rpc).to.deep.equal([
      { url: 'https://a.example', weight: 1 },
      { url: 'https://b.example', weight: 1 },
    ])
  })

  it('give each URL its weight, and take a websocket', () => {
    const { chains } = readSettings({
      ...required,
      RPC_URL_8453: 'https://node.internal,https://shared.example',
      RPC_WEIGHT_8453: '10, 2',
      WS_URL_8453: 'wss://node.internal',
    })
    expect(chains[0]?.rpc.map(({ weight }) => weight)).to.deep.equal([10, 2])
    expect(chains[0]?.wsUrl).to.equal('wss://node.internal')
  })

  it('never show a secret', () => {
    const secret = 'too short'
    expect(() => readSettings({ ...required, INDEXER_GRAPHQL_KEY: secret }))
      .to.throw('INDEXER_GRAPHQL_KEY is not right, expected at least 32')
      .and.have.property('message')
      .that.does.not.include(secret)
  })

  for (const [change, message] of [
    [{ DATABASE_URL: '' }, 'DATABASE_URL must be'],
    [{ DEPLOYMENTS_DIR: '' }, 'DEPLOYMENTS_DIR must name'],
    [{ RPC_URL_31337: '' }, 'RPC_URL_<chainId> must be set'],
    [{ RPC_URL_31337: 'localhost:8545' }, 'RPC_URL_31337 must be one or more'],
    [{ RPC_URL_31337: 'ws://127.0.0.1:8545' }, 'RPC_URL_31337 must be one or more http(s)'],
    [{ WS_URL_31337: 'http://127.0.0.1:8545' }, 'WS_URL_31337 must be a ws(s) URL'],
    [{ RPC_WEIGHT_31337: '1,2' }, 'RPC_WEIGHT_31337 must be'],
    [{ RPC_WEIGHT_31337: '0' }, 'RPC_WEIGHT_31337 must be'],
    [{ RPC_WEIGHT_31337: '1.5' }, 'RPC_WEIGHT_31337 must be'],
    [{ RPC_WEIGHT_31337: '51' }, 'RPC_WEIGHT_31337 must be'],
    [{ RPC_URL_10: 'https://a.example' }, 'has no 10.json'],
    [{ CHAIN_GROUP: 'Main"; drop' }, 'CHAIN_GROUP is'],
    [{ PORT: 'any' }, 'PORT is any'],
    [{ INDEXER_BUILD: 'A-1' }, 'INDEXER_BUILD is A-1'],
  ] as const)
    it(`say what is wrong with ${JSON.stringify(change)}`, () => {
      expect(() => readSettings({ ...required, ...change })).to.throw(message)
    })
})

describe('a deployment file', () => {
  for (const [json, message] of [
    [null, 'chainId must be'],
    [{ ...deployment(1), chainId: '1' }, 'chainId must be'],
    [{ ...deployment(1), chainId: 2 ** 31 }, 'chainId must be'],
    [deployment(2), 'the file’s name'],
    [{ chainId: 1, contracts: {} }, 'contracts.PaymentEscrow.address must be'],
    [{ chainId: 1, contracts: { PaymentEscrow: { address: `${escrow}0`, block: 1 } } }, 'address must be'],
    [{ chainId: 1, contracts: { PaymentEscrow: { address: escrow, block: -1 } } }, 'block must be'],
    [{ chainId: 1, contracts: { PaymentEscrow } }, 'contracts.SubscriptionManager.address must be'],
  ] as const)
    it(`is refused with the field’s name: ${message}`, () => {
      expect(() => parseDeployment('1.json', json)).to.throw(message.replace('’', "'"))
    })
})

describe('the build', () => {
  const contract = { address: escrow, startBlock: 1 } as const
  const chain = { chainId: 1, escrow: contract, manager: contract }

  it('is another where a contract is elsewhere', () => {
    expect(buildHash([chain])).to.match(/^[0-9a-f]{10}$/)
    expect(buildHash([chain])).to.equal(buildHash([{ ...chain }]))
    for (const name of ['escrow', 'manager'])
      for (const elsewhere of [{ startBlock: 2 }, { address: manager }])
        expect(buildHash([{ ...chain, [name]: { ...contract, ...elsewhere } }])).to.not.equal(
          buildHash([chain]),
        )
  })
})
