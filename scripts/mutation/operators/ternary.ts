import { nodeIn, spanOf } from '../ast.ts'
import type { Operator } from '../operator.ts'

/** `a ? b : c` becomes `a ? c : b`. */
export const ternary: Operator = (node, _parent, source) => {
  if (node.nodeType !== 'Conditional') return []
  const asked = nodeIn(node, 'condition')
  const yes = nodeIn(node, 'trueExpression')
  const no = nodeIn(node, 'falseExpression')
  if (!asked || !yes || !no) return []
  const replacement = `${source.text(asked)} ? ${source.text(no)} : ${source.text(yes)}`
  return [{ ...spanOf(node), operator: 'ternary', replacement }]
}
