import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { holdsShippedCode } from '../scripts/testing/testCompilation.ts'
import { solidityViolationsOf, violationsOf } from './support/architecture/violations.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/** Files of this clone, new ones included, without what is ignored. */
function files(...patterns: string[]): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns]
  const listed = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\n')
  return listed.filter((file) => file !== '' && existsSync(path.join(ROOT, file)))
}

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

describe('the import rules', () => {
  it('are kept by every TypeScript file', () => {
    const sources = files('*.ts', '*.tsx').filter((file) => !file.endsWith('.d.ts'))
    expect(sources.length).to.be.greaterThan(50)
    expect(sources.flatMap((file) => violationsOf(file, read(file)))).to.deep.equal([])
  })

  it('are kept by every contract', () => {
    const sources = files('contracts/*.sol')
    expect(sources.length).to.be.greaterThan(3)
    expect(sources.flatMap((file) => solidityViolationsOf(file, read(file)))).to.deep.equal([])
  })

  // Tests that import it are compiled as shipped by what they import themselves: docs/decisions/0016-settings-of-tests.md.
  it('keep parts of the contracts out of what Solidity tests share', () => {
    const shared = files('test/contracts/support/*.sol')
    expect(shared.length).to.be.greaterThan(50)
    expect(shared.filter((file) => holdsShippedCode(read(file)))).to.deep.equal([])
  })
})

describe('the check of the import rules', () => {
  const cases: { file: string; source: string; says: string }[] = [
    { file: 'sdk/src/money.ts', source: "import 'node:fs'", says: 'may not import node:fs' },
    { file: 'sdk/src/money.ts', source: 'export const a = process.env.A', says: 'reads the environment' },
    {
      file: 'indexer/main.ts',
      source: "import '../api/src/config.ts'",
      says: 'may not import api/src/config.ts',
    },
    { file: 'indexer/main.ts', source: "await import('express')", says: 'may not import express' },
    {
      file: 'api/src/domain/amount.ts',
      source: "import { x } from '../store/database.ts'",
      says: 'may not import api/src/store/database.ts',
    },
    {
      file: 'api/src/domain/amount.ts',
      source: "type A = import('../services/emitEvent.ts').A",
      says: 'may not import api/src/services/emitEvent.ts',
    },
    {
      file: 'api/src/services/getInvoice.ts',
      source: "import { find } from '../store/invoices.ts'",
      says: 'may import only types of api/src/store/invoices.ts',
    },
    {
      file: 'api/src/routes/route.ts',
      source: "import { type A, b } from '../store/invoices.ts'",
      says: 'may import only types of api/src/store/invoices.ts',
    },
    { file: 'api/src/store/invoices.ts', source: "import 'express'", says: 'may not import express' },
    {
      file: 'api/src/app.ts',
      source: 'const key = globalThis.process["env"].KEY',
      says: 'reads the environment; only api/src/config.ts may',
    },
    { file: 'api/src/app.ts', source: "import { env } from 'node:process'", says: 'reads the environment' },
    {
      file: 'web/src/main.tsx',
      source: "import type { A } from '../../api/src/config.ts'",
      says: 'may not import api/src/config.ts',
    },
    { file: 'api/src/app.ts', source: "import './context'", says: 'without its .ts ending' },
    { file: 'api/src/app.ts', source: "import './nowhere.ts'", says: 'which does not exist' },
    { file: 'scripts/start.ts', source: "export * from './reset.ts'", says: 're-exports ./reset.ts' },
    { file: 'elsewhere/file.ts', source: '', says: 'belongs to no part' },
  ]
  for (const { file, source, says } of cases) {
    it(`fails when ${file} has ${source || 'no rule'}`, () => {
      expect(violationsOf(file, source).join('\n')).to.include(says)
    })
  }

  it('fails when a contract imports from outside, or a whole file', () => {
    const found = solidityViolationsOf('contracts/A.sol', 'import "solmate/ERC20.sol";\n')
    expect(found).to.have.length(2)
  })

  it('accepts what the table allows', () => {
    expect(violationsOf('api/src/services/a.ts', "import type { Ctx } from '../context.ts'")).to.deep.equal(
      [],
    )
    expect(
      violationsOf('web/src/a.ts', "import { parseBaseUnits } from '@florin/sdk/money.ts'"),
    ).to.deep.equal([])
    expect(violationsOf('indexer/src/a.ts', "import { ponder } from 'ponder:registry'")).to.deep.equal([])
  })
})
