import { nodesIn, spanOf, textIn } from '../ast.ts'
import type { Operator } from '../operator.ts'

/** Each modifier of a function taken off; what a constructor passes to its bases stays. */
export const modifier: Operator = (node) => {
  if (node.nodeType !== 'FunctionDefinition') return []
  return nodesIn(node, 'modifiers')
    .filter((each) => textIn(each, 'kind') === 'modifierInvocation')
    .map((each) => ({ ...spanOf(each), operator: 'modifier', replacement: '' }))
}
