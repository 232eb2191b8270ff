import { nodeIn, spanOf, textIn } from '../ast.ts'
import type { Edit, Operator } from '../operator.ts'

/** `++` and `--` change places; `!`, `~` and `-` go away. */
export const unary: Operator = (node, _parent, source) => {
  const operand = nodeIn(node, 'subExpression')
  if (node.nodeType !== 'UnaryOperation' || !operand) return []
  const inner = source.text(operand)
  const one = (operator: Edit['operator'], replacement: string): Edit[] => [
    { ...spanOf(node), operator, replacement },
  ]
  const sign = textIn(node, 'operator')
  if (sign === '!') return one('logical', inner)
  if (sign === '~') return one('bitwise', inner)
  if (sign === '-') return one('arithmetic', inner)
  if (sign !== '++' && sign !== '--') return []
  const other = sign === '++' ? '--' : '++'
  return one('arithmetic', node.prefix === true ? other + inner : inner + other)
}
