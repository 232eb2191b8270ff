import { describe, it } from 'node:test'
import { expect } from 'chai'
import { parse } from '../../scripts/mutation/compiler.ts'
import { mutate } from '../../scripts/mutation/mutate.ts'
import type { OperatorName } from '../../scripts/mutation/operator.ts'

const SETTINGS = { evmVersion: 'cancun', remappings: [] }
const STATE = `
    event Happened(uint256 indexed what);
    error Wrong(uint256 what);
    uint256 internal transient inner;
    uint256 internal stored;
    modifier only() { require(msg.sender == address(this)); _; }
`

function mutantsOf(members: string) {
  const content = `// ünïcode moves bytes\npragma solidity 0.8.37;\ncontract C {${STATE}${members}\n}\n`
  const tree = parse({ 'C.sol': content }, SETTINGS).get('C.sol')
  if (!tree) throw new Error('C.sol was not parsed.')
  const all = mutate(tree, content, { file: 'contracts/C.sol', source: 'C.sol' })
  return all.filter(({ original }) => members.includes(original))
}

/** What the body of a function of `uint256 a, b` and `bool c, d` becomes, as `original → mutated`. */
function changesOf(operator: OperatorName, body: string): string[] {
  const members = `function f(uint256 a, uint256 b, bool c, bool d) public returns (uint256 r) {${body}}`
  return mutantsOf(members)
    .filter((mutant) => mutant.operator === operator)
    .filter(({ original }) => body.includes(original))
    .map(({ original, replacement }) => `${original} → ${replacement}`)
    .sort()
}

describe('the mutation operators', () => {
  const cases: { operator: OperatorName; body: string; gives: string[] }[] = [
    { operator: 'comparison', body: 'c = a < b;', gives: ['a < b → a <= b', 'a < b → a >= b'] },
    { operator: 'comparison', body: 'c = a >= b;', gives: ['a >= b → a < b', 'a >= b → a > b'] },
    { operator: 'comparison', body: 'c = a == b;', gives: ['a == b → a != b'] },
    { operator: 'arithmetic', body: 'r = a + b;', gives: ['a + b → a - b'] },
    { operator: 'arithmetic', body: 'r = a * b;', gives: ['a * b → a / b'] },
    { operator: 'arithmetic', body: 'r += a;', gives: ['r += a → r -= a', 'r += a → r = a'] },
    { operator: 'arithmetic', body: '++r;', gives: ['++r → --r'] },
    {
      operator: 'arithmetic',
      body: 'r = a * b - 1;',
      gives: ['a * b - 1 → (a * b) + 1', 'a * b → a / b'],
    },
    { operator: 'bitwise', body: 'r = a & b;', gives: ['a & b → a | b'] },
    { operator: 'bitwise', body: 'r = a << b;', gives: ['a << b → a >> b'] },
    { operator: 'bitwise', body: 'r = ~a;', gives: ['~a → a'] },
    { operator: 'logical', body: 'c = c && d;', gives: ['c && d → c', 'c && d → c || d', 'c && d → d'] },
    { operator: 'logical', body: 'c = !d;', gives: ['!d → d'] },
    { operator: 'guard', body: 'if (a < b) revert Wrong(a);', gives: ['a < b → false'] },
    { operator: 'guard', body: 'if (c) revert Wrong(a);', gives: ['c → !(c)', 'c → false'] },
    { operator: 'guard', body: 'require(c);', gives: ['c → !(c)', 'c → true'] },
    { operator: 'guard', body: 'while (a < b) { ++a; }', gives: ['a < b → false'] },
    { operator: 'statement', body: 'stored = a;', gives: ['stored = a; → {}'] },
    { operator: 'statement', body: 'emit Happened(a);', gives: ['emit Happened(a); → {}'] },
    { operator: 'statement', body: 'revert Wrong(a);', gives: ['revert Wrong(a); → {}'] },
    { operator: 'statement', body: 'if (c) revert Wrong(a);', gives: [] },
    { operator: 'statement', body: 'if (c) { return 7; }', gives: [] },
    { operator: 'statement', body: 'return a;', gives: ['return a; → {}'] },
    {
      operator: 'statement',
      body: 'uint256 x = a; r = x;',
      gives: ['r = x; → {}', 'uint256 x = a → uint256 x'],
    },
    {
      operator: 'statement',
      body: 'for (uint256 i = a; i < b; ++i) {}',
      gives: ['uint256 i = a → uint256 i'],
    },
    { operator: 'statement', body: 'inner = a ;', gives: ['inner = a ; → {}'] },
    { operator: 'constant', body: 'r = 7;', gives: ['7 → (7 + 1)', '7 → (7 - 1)'] },
    { operator: 'constant', body: 'r = 0;', gives: ['0 → 1'] },
    { operator: 'constant', body: 'r = 2 days;', gives: ['2 days → (2 days + 1)', '2 days → (2 days - 1)'] },
    { operator: 'constant', body: 'c = true;', gives: ['true → false'] },
    { operator: 'constant', body: 'bytes32 h = keccak256("T()"); r = uint256(h);', gives: ['"T()" → ""'] },
    { operator: 'ternary', body: 'r = c ? a : b;', gives: ['c ? a : b → c ? b : a'] },
    {
      operator: 'assembly',
      body: 'assembly { r := lt(a, b) }',
      gives: ['lt(a, b) → gt(a, b)', 'r := lt(a, b) → {}'],
    },
    {
      operator: 'assembly',
      body: 'assembly { if iszero(a) { revert(b, 0x20) } }',
      gives: [
        '0x20 → 0x1f',
        '0x20 → 0x21',
        'iszero(a) → 0',
        'iszero(a) → iszero(iszero(a))',
        'revert(b, 0x20) → {}',
      ],
    },
    {
      operator: 'assembly',
      body: 'assembly { let x := add(a, b) mstore(x, x) }',
      gives: ['add(a, b) → sub(a, b)', 'let x := add(a, b) → let x', 'mstore(x, x) → {}'],
    },
  ]
  for (const { operator, body, gives } of cases) {
    it(`make of ${body} ${gives.length === 0 ? 'nothing' : gives.join(', ')} (${operator})`, () => {
      expect(changesOf(operator, body)).to.deep.equal(gives.sort())
    })
  }

  it('take a modifier off its function, and keep what a constructor passes on', () => {
    const found = mutantsOf('function f() external only {}').filter(({ operator }) => operator === 'modifier')
    expect(found.map(({ original, replacement }) => [original, replacement])).to.deep.equal([['only', '']])
  })

  it('name the function and the line', () => {
    const [found] = mutantsOf('function g() external { stored = stored + 1; }')
    expect(found).to.include({ function: 'C.g', file: 'contracts/C.sol', line: 9 })
  })

  it('name the constant that they change', () => {
    const found = mutantsOf('uint256 private constant LIMIT = 96;')
    expect(found.map((each) => each.function)).to.deep.equal(['C.LIMIT', 'C.LIMIT'])
  })

  it('leave interfaces, types and events alone', () => {
    const content = 'interface I { event E(uint256 a); error R(); function f(uint8[3] calldata a) external; }'
    const tree = parse({ 'I.sol': `pragma solidity 0.8.37; ${content}` }, SETTINGS).get('I.sol')
    expect(tree && mutate(tree, content, { file: 'I.sol', source: 'I.sol' })).to.deep.equal([])
    expect(mutantsOf('uint256[7] internal list;')).to.deep.equal([])
  })
})
