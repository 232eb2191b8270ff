import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { SCOPES } from '../../../api/src/domain/caller.ts'
import { ROLES, scopesOfRole } from '../../../api/src/domain/roles.ts'

/** The rows of docs/roles.md that begin with a scope, as the cells say it. */
function writtenMatrix(): Record<string, string[]> {
  const text = readFileSync(new URL('../../../docs/roles.md', import.meta.url), 'utf8')
  const rows = text.matchAll(/^\| `([a-z_]+:[a-z]+)` *\|(.*)\|$/gm)
  const written: Record<string, string[]> = {}
  for (const [, scope = '', cells = ''] of rows) written[scope] = cells.split('|').map((cell) => cell.trim())
  return written
}

describe('the matrix of roles', () => {
  it('is written in docs/roles.md as it is in code', () => {
    const coded = SCOPES.map((scope) => [
      scope,
      ROLES.map((role) => (scopesOfRole(role).includes(scope) ? 'yes' : 'no')),
    ])
    expect(writtenMatrix()).to.deep.equal(Object.fromEntries(coded))
  })

  it('lets owners do everything, and nobody else move money but finance', () => {
    expect(scopesOfRole('owner')).to.deep.equal(SCOPES)
    for (const scope of ['payments:write', 'payouts:write'] as const) {
      expect(ROLES.filter((role) => scopesOfRole(role).includes(scope))).to.deep.equal(['owner', 'finance'])
    }
  })

  it('lets viewers change nothing', () => {
    expect(scopesOfRole('viewer').filter((scope) => !scope.endsWith(':read'))).to.deep.equal([])
  })
})
