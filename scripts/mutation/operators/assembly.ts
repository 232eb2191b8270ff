import { type AstNode, nodeIn, spanOf, textIn } from '../ast.ts'
import type { Edit, Operator } from '../operator.ts'
import type { Source } from '../source.ts'

const PAIRS: readonly (readonly [string, string])[] = [
  ['lt', 'gt'],
  ['slt', 'sgt'],
  ['add', 'sub'],
  ['mul', 'div'],
  ['and', 'or'],
  ['shl', 'shr'],
]
const SWAPS: ReadonlyMap<string, string> = new Map([
  ...PAIRS,
  ...PAIRS.map(([a, b]) => [b, a] as const),
  ['xor', 'and'],
])
const NEGATED = ['eq', 'iszero']
const DELETED = ['YulExpressionStatement', 'YulAssignment', 'YulLeave', 'YulBreak', 'YulContinue']

function otherCall(node: AstNode, source: Source): string[] {
  const callee = nodeIn(node, 'functionName')
  const name = callee ? textIn(callee, 'name') : ''
  const text = source.text(node)
  if (NEGATED.includes(name)) return [`iszero(${text})`]
  const swap = SWAPS.get(name)
  return swap === undefined ? [] : [swap + text.slice(name.length)]
}

function otherLiteral(node: AstNode): string[] {
  const value = textIn(node, 'value')
  if (textIn(node, 'kind') !== 'number') return []
  const number = BigInt(value)
  const written = (each: bigint) => (value.startsWith('0x') ? `0x${each.toString(16)}` : `${each}`)
  return number === 0n ? [written(1n)] : [written(number + 1n), written(number - 1n)]
}

function otherTexts(node: AstNode, source: Source): string[] {
  if (DELETED.includes(node.nodeType)) return ['{}']
  if (node.nodeType === 'YulFunctionCall') return otherCall(node, source)
  if (node.nodeType === 'YulLiteral') return otherLiteral(node)
  const isDeclared = node.nodeType === 'YulVariableDeclaration' && nodeIn(node, 'value')
  return isDeclared ? [source.text(node).replace(/\s*:=[\s\S]*$/, '')] : []
}

/** Other opcodes, statements that do not happen, conditions that never hold, numbers one off. */
export const assembly: Operator = (node, _parent, source) => {
  const edit = (at: AstNode, replacement: string): Edit => ({
    ...spanOf(at),
    operator: 'assembly',
    replacement,
  })
  const condition = nodeIn(node, 'condition')
  const never = node.nodeType === 'YulIf' && condition ? [edit(condition, '0')] : []
  return [...never, ...otherTexts(node, source).map((text) => edit(node, text))]
}
