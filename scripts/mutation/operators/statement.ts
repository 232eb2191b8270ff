import { type AstNode, nodeIn, nodesIn, spanOf, typeOf } from '../ast.ts'
import type { Edit, Operator } from '../operator.ts'
import type { Source } from '../source.ts'

const DELETED = [
  'ExpressionStatement',
  'EmitStatement',
  'RevertStatement',
  'Return',
  'Break',
  'Continue',
  'PlaceholderStatement',
]
const VALUE_TYPE = /^(u?int\d*|bool|address( payable)?|bytes\d+|enum .*|contract .*)$/
const UP_TO_SEMICOLON = /^\s*;/

/** Without it, an `if` does the same as one whose condition never holds, which is a change of its own. */
function isWholeBody(node: AstNode, parent: AstNode | undefined): boolean {
  if (!parent) return false
  if (parent.nodeType === 'IfStatement') {
    return nodeIn(parent, 'trueBody') === node && !nodeIn(parent, 'falseBody')
  }
  return (
    parent.nodeType === 'Block' && parent.isBodyOfIf === true && nodesIn(parent, 'statements').length === 1
  )
}

/** `for (first; …; next)`: without `next` it would only run for ever. */
const isPartOfFor = (node: AstNode, parent: AstNode | undefined) =>
  parent?.nodeType === 'ForStatement' && nodeIn(parent, 'body') !== node

function deletion(node: AstNode, source: Source): Edit {
  const { start, end } = spanOf(node)
  const rest = source.text({ start: end, end: end + 200 })
  const semicolon = UP_TO_SEMICOLON.exec(rest)?.[0] ?? ''
  return { start, end: end + Buffer.byteLength(semicolon), operator: 'statement', replacement: '{}' }
}

/** `uint256 a = b;` becomes `uint256 a;`. */
function withoutInitialValue(node: AstNode, source: Source): Edit[] {
  const [declaration, second] = nodesIn(node, 'declarations')
  const value = nodeIn(node, 'initialValue')
  if (!declaration || second || !value || !VALUE_TYPE.test(typeOf(declaration))) return []
  const { start } = spanOf(declaration)
  return [{ start, end: spanOf(value).end, operator: 'statement', replacement: source.text(declaration) }]
}

/** Statements that do not happen. */
export const statement: Operator = (node, parent, source) => {
  if (node.nodeType === 'VariableDeclarationStatement') return withoutInitialValue(node, source)
  if (!DELETED.includes(node.nodeType) || isPartOfFor(node, parent) || isWholeBody(node, parent)) return []
  return [deletion(node, source)]
}
