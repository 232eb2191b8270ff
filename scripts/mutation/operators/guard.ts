import { type AstNode, nodeIn, nodesIn, spanOf, textIn } from '../ast.ts'
import type { Edit, Operator } from '../operator.ts'
import type { Source } from '../source.ts'

const edit = (condition: AstNode, replacement: string): Edit => ({
  ...spanOf(condition),
  operator: 'guard',
  replacement,
})

/** Comparisons and `!x` are negated by operators of their own. */
function negations(condition: AstNode, source: Source): Edit[] {
  const operator = textIn(condition, 'operator')
  const isOwn = ['<', '<=', '>', '>=', '==', '!=', '!'].includes(operator)
  return isOwn ? [] : [edit(condition, `!(${source.text(condition)})`)]
}

const ASKING = ['require', 'assert']

/** Conditions that never hold, and the opposite ones: of `if`, of loops, of `require`. */
export const guard: Operator = (node, _parent, source) => {
  const condition = nodeIn(node, 'condition')
  if (node.nodeType === 'IfStatement' && condition) {
    return [edit(condition, 'false'), ...negations(condition, source)]
  }
  if (['WhileStatement', 'ForStatement'].includes(node.nodeType) && condition)
    return [edit(condition, 'false')]
  const callee = nodeIn(node, 'expression')
  const [asked] = nodesIn(node, 'arguments')
  if (node.nodeType === 'FunctionCall' && callee && asked && ASKING.includes(textIn(callee, 'name'))) {
    return [edit(asked, 'true'), ...negations(asked, source)]
  }
  return []
}
