import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { expect } from 'chai'
import pg from 'pg'
import { readConfig } from '../../api/src/config.ts'
import { migrate } from '../../api/src/migrate.ts'
import { DATABASE_ROLES } from '../../scripts/local/clusterSecrets.ts'
import { dropDatabase } from '../../scripts/local/database.ts'
import { ROOT } from '../../scripts/local/settings.ts'
import { addMerchant } from '../api/support/merchants.ts'
import { serveApi, type TestServer } from '../api/support/server.ts'
import { openWorld, type World } from '../api/support/world.ts'
import { type TestCluster, useTestCluster } from '../support/cluster.ts'

const MERCHANT = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const run = promisify(execFile)

/** A command of the host's, with exactly this environment. */
async function command(args: string[], env: Record<string, string>) {
  const { stdout } = await run(process.execPath, args, { cwd: ROOT, env: { PATH: process.env.PATH, ...env } })
  return stdout
}

async function refusal(args: string[], env: Record<string, string>): Promise<string> {
  try {
    await command(args, env)
  } catch (error) {
    if (error instanceof Error && 'stderr' in error) return String(error.stderr)
  }
  throw new Error(`${args.join(' ')} did not fail`)
}

describe('scripts/prepare-database.ts', () => {
  let cluster: TestCluster
  const name = `prepared_${randomBytes(6).toString('hex')}`
  const file = 'scripts/prepare-database.ts'
  const passwords = () =>
    Object.fromEntries(
      DATABASE_ROLES.map((role) => [`POSTGRES_PASSWORD_${role.toUpperCase()}`, cluster.secrets.roles[role]]),
    )

  before(async () => {
    cluster = await useTestCluster()
  })
  after(async () => {
    await dropDatabase(cluster.adminUrl, name)
    await cluster.stop()
  })

  it('makes a database that can be migrated, and leaves it as it is when it runs again', async () => {
    const env = { DATABASE_URL: cluster.adminUrl, ...passwords() }
    await command([file, '--name', name], env)
    await command([file, '--name', name], env)
    const owner = new URL(cluster.adminUrl)
    owner.pathname = `/${name}`
    owner.username = 'florin_owner'
    owner.password = cluster.secrets.roles.owner
    expect(await migrate(owner.href)).to.include('0009_catalogue')
    const client = new pg.Client({ connectionString: owner.href })
    await client.connect()
    const { rows } = await client.query('select count(*)::int as merchants from florin.merchant')
    await client.end()
    expect(rows).to.deep.equal([{ merchants: 0 }])
  })

  it('names the password that is missing or too short, and shows none', async () => {
    const env = { DATABASE_URL: cluster.adminUrl, ...passwords(), POSTGRES_PASSWORD_WORKER: 'short' }
    const said = await refusal([file, '--name', name], env)
    expect(said).to.include('POSTGRES_PASSWORD_WORKER')
    for (const password of ['short', ...Object.values(passwords())])
      expect(said).not.to.include(`"${password}"`)
  })
})

describe('scripts/add-merchant.ts', () => {
  let world: World
  let server: TestServer
  const file = 'scripts/add-merchant.ts'

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  it('adds a merchant whose key works at once', async () => {
    const args = [file, '--name', 'Harbour Coffee', '--chain', '31337', '--address', MERCHANT, '--json']
    const added: { merchant: string; mode: string; key: string } = JSON.parse(
      await command(args, world.env('api')),
    )
    expect(added.mode).to.equal('test')
    const { status, body } = await server.call('GET', '/v1/merchant', { key: added.key })
    expect([status, body.id, body.name]).to.deep.equal([200, added.merchant, 'Harbour Coffee'])
  })

  it('refuses an address with a wrong checksum, and a chain that is not served', async () => {
    const wrong = MERCHANT.replace('C8', 'c8')
    const named = [file, '--name', 'Other', '--chain']
    expect(await refusal([...named, '31337', '--address', wrong], world.env('api'))).to.include('checksum')
    expect(await refusal([...named, '1', '--address', MERCHANT], world.env('api'))).to.include('31337')
  })
})

describe('scripts/set-budget.ts', () => {
  let world: World
  const file = 'scripts/set-budget.ts'

  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  it('sets what the host pays for one merchant, keeps what is left out, and shows it', async () => {
    const { owner } = await addMerchant(world)
    const args = [file, '--merchant', owner.merchantId, '--chain', '31337']
    await command([...args, '--hour', '1000', '--paid-by', 'merchant'], world.env('api'))
    await command([...args, '--total', '5000'], world.env('api'))
    const shown: unknown = JSON.parse(await command(args, world.env('api')))
    expect(shown).to.deep.include({ object: 'sponsor_budget', chain: 'eip155:31337', paid_by: 'merchant' })
    expect(shown).to.have.nested.property('hour.limit', '1000')
    expect(shown).to.have.nested.property('total.limit', '5000')
  })

  it('refuses what is no amount, no chain and no merchant', async () => {
    const named = [file, '--merchant', 'mer_01k5h42000000000000000000', '--chain']
    expect(await refusal([...named, '31337', '--hour', '1.5'], world.env('api'))).to.include('--hour')
    expect(await refusal([...named, '1'], world.env('api'))).to.include('31337')
    expect(await refusal([...named, '31337', '--total', '1'], world.env('api'))).to.include('--merchant')
    expect(await refusal([...named, '31337'], world.env('api'))).to.include('--merchant')
  })
})

describe('compose.yaml', () => {
  const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

  it('runs files that exist and that the image holds', () => {
    const files = [...read('compose.yaml').matchAll(/command: \["node", "([^"]+)"\]/g)].map(([, f = '']) => f)
    expect(files.length).to.equal(6)
    const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, list = '']) =>
      list.split(' '),
    )
    for (const file of files) {
      expect(existsSync(path.join(ROOT, file)), file).to.equal(true)
      expect(
        copied.some((folder) => file === folder || file.startsWith(`${folder}/`)),
        `${file} is in the image`,
      ).to.equal(true)
    }
  })

  it('holds the settings by which the indexer is compiled', () => {
    const { extends: base }: { extends: string } = JSON.parse(read('indexer/tsconfig.json'))
    const image = read('Dockerfile').split('FROM ').at(-1) ?? ''
    expect(image).to.include(`COPY ${path.basename(base)} ./`)
  })

  it('asks for no variable that the example leaves out', () => {
    const asked = new Set([...read('compose.yaml').matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name))
    const example = read('.env.production.example')
    expect([...asked].filter((name) => !new RegExp(`^${name}=`, 'm').test(example))).to.deep.equal([])
  })

  it('hands on every variable that a process reads in production', () => {
    const token = '(?:_0x[0-9a-fA-F]{40})?'
    const namesIn = (text: string, line: string) =>
      [...text.matchAll(new RegExp(line, 'gm'))].map(([, name = '']) => name.replace(/_\d+$/, ''))
    const known = read('.env.example').split(/^# --- /m)
    const ofProcesses = known.filter((section) => /^(API and worker|Indexer|Web pages)/.test(section))
    const names = namesIn(ofProcesses.join(''), `^#([A-Z][A-Z0-9_]+)${token}=`)
    expect(names).to.include.members(['GAS_RATE', 'SIGNER_FUNDS', 'INDEXER_GRAPHQL_KEY', 'RPC_ORIGINS'])
    const handed = new Set(namesIn(read('compose.yaml'), `^ +(\\w+?)${token}:`))
    // The image says where to listen, and keys outside of files are for local chains.
    expect(names.filter((name) => !handed.has(name))).to.deep.equal([
      'HOST',
      'GAS_SIGNER_KEYS',
      'OPERATOR_KEY',
    ])
  })

  it('has every command in the image that the guide runs in a container', () => {
    const guide = read('docs/run-in-production.md')
    const commands = [...guide.matchAll(/run --rm api node (\S+)/g)].map(([, file = '']) => file)
    expect(commands).to.deep.equal(['scripts/add-merchant.ts', 'scripts/set-budget.ts'])
    for (const file of commands) expect(read('Dockerfile'), file).to.include(` ${file} `)
  })

  it('may leave out what is empty in the example', () => {
    for (const service of ['api', 'worker'] as const) {
      const config = readConfigOf(read('.env.production.example'), variablesOf(service))
      expect(config.treasuryKeystore).to.equal(null)
      expect(config.secretsKeys).to.have.length(1)
      expect([...config.maxFeeWei, ...config.signerFunds, ...config.gasRates]).to.deep.equal([])
      expect(config.feeMaxBps).to.equal(0)
    }
  })

  it('gives the API and the worker the key files that each unlocks, and no others', () => {
    const example = read('.env.production.example')
    for (const service of ['api', 'worker'] as const) {
      const { operatorKeystore, gasSignerKeystores } = readConfigOf(example, variablesOf(service))
      const files = [...gasSignerKeystores, ...(operatorKeystore === null ? [] : [operatorKeystore])]
      const mounted = [...blockOf(service).matchAll(/- \.\/keys\S*:(\/\S+):ro/g)].map(([, at]) => at)
      expect([...new Set(files.map((file) => path.dirname(file)))]).to.deep.equal(mounted)
    }
    expect(read('compose.yaml').match(/\.\/keys/g)).to.have.length(2)
  })

  function blockOf(service: string): string {
    const [, block = ''] =
      new RegExp(`^  ${service}:\\n((?:    .*\\n)+)`, 'm').exec(read('compose.yaml')) ?? []
    return block
  }

  /** What one container gets of the variables that say where keys are. */
  const variablesOf = (service: string) =>
    KEY_VARIABLES.filter((name) => new RegExp(`^ +${name}:`, 'm').test(blockOf(service)))
})

const KEY_VARIABLES = [
  'GAS_SIGNER_KEYSTORES',
  'GAS_TREASURY_KEYSTORE',
  'OPERATOR_KEYSTORE',
  'OPERATOR_ADDRESS',
]

/** The example with what a host has to fill in, as the container gets it that is given these variables of keys. */
function readConfigOf(example: string, given: readonly string[]) {
  const filled = example.replace(/^(OPERATOR_ADDRESS)=$/gm, `$1=${MERCHANT}`)
  const lines = filled.split('\n').filter((line) => /^\w+=/.test(line))
  const all = lines.map((line) => line.split(/=(.*)/s).slice(0, 2))
  const env = Object.fromEntries(
    all.filter(([name = '']) => !KEY_VARIABLES.includes(name) || given.includes(name)),
  )
  return readConfig({
    ...env,
    FLORIN_ENV: 'production',
    DATABASE_URL: 'postgres://florin_api:password@postgres:5432/florin',
    PORT: '3001',
    DEPLOYMENTS_DIR: '/florin/deployments',
    SECRETS_KEY: '11'.repeat(32),
    FEE_RECIPIENT: MERCHANT,
  })
}
