import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { ROOT } from '../../scripts/local/settings.ts'

const SOURCES = [
  'api/src/**/*.ts',
  'indexer/*.ts',
  'web/*.ts',
  'web/server/**/*.ts',
  'scripts/**/*.ts',
  'test/**/*.ts',
]
/** Read from an object named env, given to a helper with it, or a key of a schema. */
const USES = [
  /\benv\.([A-Z][A-Z0-9_]+)/g,
  /\benv, '([A-Z][A-Z0-9_]+)'/g,
  /\bvariable: '([A-Z][A-Z0-9_]+)'/g,
  /^\s+([A-Z][A-Z0-9_]+): (?:z\b|url|privateKey)/gm,
]
/** Set by systems that run commands, not by people. */
const SET_BY_OTHERS = ['CI', 'NODE_ENV', 'PATH']
/** Set by npm start for its own seeding alone. */
const INTERNAL = ['DEMO_API_KEY']

function variablesUsed(): Set<string> {
  const files = globSync(SOURCES, { cwd: ROOT, exclude: (name) => name.includes('node_modules') })
  const sources = files.map((file) => readFileSync(path.join(ROOT, file), 'utf8'))
  const names = sources.flatMap((source) =>
    USES.flatMap((use) => [...source.matchAll(use)].map(([, name = '']) => name)),
  )
  return new Set(names)
}

describe('.env.example', () => {
  it('documents every variable that is read', () => {
    const example = readFileSync(path.join(ROOT, '.env.example'), 'utf8')
    const known = new Set([...example.matchAll(/\b[A-Z][A-Z0-9_]+\b/g)].map(([name]) => name))
    const used = [...variablesUsed()].filter((name) => ![...SET_BY_OTHERS, ...INTERNAL].includes(name))
    expect(used.length).to.be.greaterThan(20)
    expect(used.filter((name) => !known.has(name))).to.deep.equal([])
  })
})
