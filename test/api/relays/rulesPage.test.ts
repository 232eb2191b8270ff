import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const read = (file: string) => readFileSync(`${ROOT}${file}`, 'utf8')

/** Rows of the table of rules: `| 1 | what it says | file: name |`. */
const rows = [...read('docs/relayer.md').matchAll(/^\| (\d+) +\| .* \| `(test\/\S+)`: (.+?) *\|$/gm)].map(
  ([, rule = '', file = '', name = '']) => ({ rule: Number(rule), file, name }),
)

describe('the table of rules in docs/relayer.md', () => {
  it('has all fourteen', () => {
    expect([...new Set(rows.map(({ rule }) => rule))]).to.deep.equal(
      Array.from({ length: 14 }, (_, at) => at + 1),
    )
  })

  it('names tests that exist', () => {
    const missing = rows.filter(({ rule, file, name }) => !read(file).includes(`it('rule ${rule}: ${name}'`))
    expect(missing).to.deep.equal([])
  })
})
