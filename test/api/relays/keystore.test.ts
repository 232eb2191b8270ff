import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { keccak256, parseTransaction, recoverAddress, recoverTransactionAddress } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { parseKeystore, unlockKeystore } from '../../../api/src/chain/keystore.ts'
import { loadSigners } from '../../../api/src/signers.ts'
import { localKey } from '../../../scripts/local/accounts.ts'
import { testFile } from '../../support/workspace.ts'

const run = promisify(execFile)
const SCRIPT = fileURLToPath(new URL('../../../scripts/keystore.ts', import.meta.url))

/** The test vector of the Web3 Secret Storage definition, whose key is scrypt's of a real wallet. */
const VECTOR = {
  address: '0x008aeeda4d805471df9b2a5b0f38a0c3bcba786b',
  password: 'testpassword',
  file: {
    crypto: {
      cipher: 'aes-128-ctr',
      cipherparams: { iv: '6087dab2f9fdbbfaddc31a909735c1e6' },
      ciphertext: '5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46',
      kdf: 'pbkdf2',
      kdfparams: {
        c: 262_144,
        dklen: 32,
        prf: 'hmac-sha256',
        salt: 'ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd',
      },
      mac: '517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2',
    },
    id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
    version: 3,
  },
} as const

const PASSWORD = 'harbour coffee 42'
const none = {
  gasSignerKeys: [],
  gasSignerKeystores: [],
  treasuryKey: null,
  treasuryKeystore: null,
  operatorKey: null,
  operatorKeystore: null,
  operatorAddress: null,
  keystorePasswordFile: testFile('password'),
}

/** What an attempt says when it fails. */
async function complaint(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error)) throw new Error('nothing was refused')
  return error.message
}

describe('rule 14: signers stand behind one interface', () => {
  const passwordFile = none.keystorePasswordFile
  const made: { address: `0x${string}`; file: string }[] = []
  before(async () => {
    writeFileSync(passwordFile, `${PASSWORD}\n`)
    for (const name of ['gas.json', 'operator.json']) {
      const args = [SCRIPT, '--out', testFile(name), '--password-file', passwordFile, '--json']
      made.push(JSON.parse((await run(process.execPath, args)).stdout))
    }
  })
  const [gas, operator] = [0, 1].map((index) => () => {
    const one = made[index]
    if (!one) throw new Error('the key files were not made')
    return one
  }) as [() => (typeof made)[number], () => (typeof made)[number]]
  const files = () => ({ ...none, gasSignerKeystores: [gas().file], operatorKeystore: operator().file })

  it('reads a file that another program wrote', async () => {
    const file = parseKeystore(JSON.stringify({ ...VECTOR.file, address: VECTOR.address }))
    expect((await unlockKeystore(file, VECTOR.password)).address).to.equal(VECTOR.address)
  })

  it('rule 14: signs with the key of a file as with a key at hand', async () => {
    const signers = await loadSigners(files(), { chainIds: [8_453], sends: true })
    const [signer] = signers.gas
    expect(signer?.address).to.equal(`0x${gas().address.slice(2).toLowerCase()}`)
    const transaction = {
      type: 'eip1559',
      chainId: 8_453,
      nonce: 7,
      to: operator().address,
      gas: 21_000n,
    } as const
    const raw = await signer?.signTransaction({ ...transaction, maxFeePerGas: 2n, maxPriorityFeePerGas: 1n })
    if (!raw) throw new Error('nothing was signed')
    expect(parseTransaction(raw)).to.include({ nonce: 7, chainId: 8_453 })
    const sender = await recoverTransactionAddress({ serializedTransaction: raw as `0x02${string}` })
    expect(sender.toLowerCase()).to.equal(signer?.address)
    const hash = keccak256('0x01')
    const { operator: ours } = await loadSigners(files(), { chainIds: [8_453], sends: false })
    const by = await recoverAddress({ hash, signature: await ours.sign(hash) })
    expect(by.toLowerCase()).to.equal(ours.address)
  })

  const lower = ({ address }: (typeof made)[number]): `0x${string}` => `0x${address.slice(2).toLowerCase()}`

  it('unlocks in each process what it signs with, and needs no other’s file', async () => {
    const hash = keccak256('0x01')
    const api = { ...none, operatorKeystore: operator().file }
    const worker = { ...none, gasSignerKeystores: [gas().file], operatorAddress: lower(operator()) }
    for (const [ofApi, ofWorker] of [
      [files(), files()],
      [api, worker],
    ] as const) {
      const signing = await loadSigners(ofApi, { chainIds: [8_453], sends: false })
      expect(signing.gas).to.deep.equal([])
      expect(signing.treasury).to.equal(null)
      await signing.operator.sign(hash)
      const sending = await loadSigners(ofWorker, { chainIds: [8_453], sends: true })
      expect(sending.operator.address).to.equal(lower(operator()))
      expect(await complaint(sending.operator.sign(hash))).to.include('not unlocked in this process')
      await sending.gas[0]?.sign(hash)
    }
  })

  it('refuses an address where the key itself is needed', async () => {
    const only = { ...none, operatorAddress: lower(operator()) }
    const refused = loadSigners(only, { chainIds: [8_453], sends: false })
    expect(await complaint(refused)).to.include('OPERATOR_KEYSTORE')
  })

  it('says what is wrong with a file or a password, and quotes neither', async () => {
    const otherPassword = testFile('other-password')
    writeFileSync(otherPassword, 'another password')
    const wrong = { ...files(), keystorePasswordFile: otherPassword }
    const options = { chainIds: [8_453], sends: true }
    const sentence = await complaint(loadSigners(wrong, options))
    expect(sentence).to.include('GAS_SIGNER_KEYSTORES').and.include('the password is wrong')
    expect(sentence).not.to.include('another password')

    const secret = 'f00dbabe'.repeat(8)
    const bare = testFile('bare.json')
    writeFileSync(bare, secret)
    const refused = await complaint(loadSigners({ ...files(), operatorKeystore: bare }, options))
    expect(refused).to.include('OPERATOR_KEYSTORE').and.include('no keystore of version 3')
    expect(refused).not.to.include(secret)
    expect(
      await complaint(loadSigners({ ...files(), gasSignerKeystores: ['/nowhere'] }, options)),
    ).to.include('/nowhere')

    writeFileSync(otherPassword, '')
    expect(await complaint(loadSigners(wrong, options))).to.include('is empty')
    const missing = { ...files(), keystorePasswordFile: '/nowhere' }
    expect(await complaint(loadSigners(missing, options))).to.include('KEYSTORE_PASSWORD_FILE: /nowhere')

    const file = JSON.parse(readFileSync(gas().file, 'utf8'))
    const other = testFile('other.json')
    writeFileSync(other, JSON.stringify({ ...file, address: `0x${'ad'.repeat(20)}` }))
    const mismatch = { ...files(), gasSignerKeystores: [other] }
    expect(await complaint(loadSigners(mismatch, options))).to.include('not of')
  })

  it('takes keys from the environment on local chains alone', async () => {
    const keys = {
      ...none,
      gasSignerKeys: [`0x${'12'.repeat(32)}` as const],
      operatorKey: `0x${'13'.repeat(32)}` as const,
    }
    await loadSigners(keys, { chainIds: [31_337], sends: true })
    const sentence = await complaint(loadSigners(keys, { chainIds: [31_337, 8_453], sends: true }))
    expect(sentence).to.include('GAS_SIGNER_KEYS is for local chains').and.include('8453')
    expect(sentence).not.to.include('12'.repeat(32))
    const half = { ...files(), operatorKeystore: null, operatorKey: keys.operatorKey }
    expect(await complaint(loadSigners(half, { chainIds: [8_453], sends: true }))).to.include('OPERATOR_KEY ')
  })

  it('refuses a public test key in a file too, and one key for two purposes', async () => {
    const key = localKey(31_337, 'gasSigner')
    const file = testFile('public.json')
    const sealed = JSON.parse(readFileSync(gas().file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...sealed, address: privateKeyToAddress(key) }))
    const open = { ...files(), gasSignerKeystores: [file] }
    expect(await complaint(loadSigners(open, { chainIds: [8_453], sends: true }))).to.include(
      'public test key',
    )
    const both = { ...files(), operatorKeystore: gas().file }
    expect(await complaint(loadSigners(both, { chainIds: [8_453], sends: true }))).to.include(
      'gas signer and operator',
    )
    const twice = { ...files(), gasSignerKeystores: [gas().file, gas().file] }
    expect(await complaint(loadSigners(twice, { chainIds: [8_453], sends: true }))).to.include(
      'gas signer and gas signer',
    )
  })

  it('makes files that only their owner reads, imports keys, and never writes over one', async () => {
    const out = testFile('imported.json')
    const args = [SCRIPT, '--out', out, '--password-file', passwordFile, '--import', '--json']
    const child = run(process.execPath, args)
    const key = `0x${'ab'.repeat(32)}` as const
    child.child.stdin?.end(key)
    const { stdout, stderr } = await child
    expect(JSON.parse(stdout).address).to.equal(privateKeyToAddress(key).toLowerCase())
    expect(stdout + stderr + readFileSync(out, 'utf8')).not.to.include('ab'.repeat(32))
    const again = run(process.execPath, [SCRIPT, '--out', out, '--password-file', passwordFile])
    expect(await complaint(again)).to.include('must not exist yet')
  })
})
