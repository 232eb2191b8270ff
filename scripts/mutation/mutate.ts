import { type AstNode, childrenOf, nodeIn, textIn } from './ast.ts'
import type { Mutant } from './mutant.ts'
import type { Edit, Operator } from './operator.ts'
import { assembly } from './operators/assembly.ts'
import { binary } from './operators/binary.ts'
import { constant } from './operators/constant.ts'
import { guard } from './operators/guard.ts'
import { modifier } from './operators/modifier.ts'
import { statement } from './operators/statement.ts'
import { ternary } from './operators/ternary.ts'
import { unary } from './operators/unary.ts'
import { createSource, type Source } from './source.ts'

const OPERATORS: readonly Operator[] = [
  binary,
  unary,
  guard,
  modifier,
  statement,
  constant,
  ternary,
  assembly,
]

/** Nothing in here runs. */
const SKIPPED = new Set([
  'ArrayTypeName',
  'ElementaryTypeName',
  'ElementaryTypeNameExpression',
  'EnumDefinition',
  'ErrorDefinition',
  'EventDefinition',
  'FunctionTypeName',
  'ImportDirective',
  'Mapping',
  'OverrideSpecifier',
  'PragmaDirective',
  'StructDefinition',
  'StructuredDocumentation',
  'UserDefinedTypeName',
  'UserDefinedValueTypeDefinition',
  'UsingForDirective',
])

type Place = { contract: string; member: string }
type Found = Edit & { place: Place }

function placeOf(node: AstNode, place: Place): Place {
  if (node.nodeType === 'ContractDefinition') return { contract: textIn(node, 'name'), member: '' }
  const isMember =
    ['FunctionDefinition', 'ModifierDefinition'].includes(node.nodeType) || node.stateVariable === true
  return isMember ? { ...place, member: textIn(node, 'name') || textIn(node, 'kind') } : place
}

const isSkipped = (node: AstNode) =>
  SKIPPED.has(node.nodeType) ||
  (node.nodeType === 'ContractDefinition' && textIn(node, 'contractKind') === 'interface')

/** Tells a block that it is all that its `if` has. */
function markBody(node: AstNode): void {
  const body =
    node.nodeType === 'IfStatement' && !nodeIn(node, 'falseBody') ? nodeIn(node, 'trueBody') : undefined
  if (body?.nodeType === 'Block') body.isBodyOfIf = true
}

function visit(node: AstNode, parent: AstNode | undefined, outer: Place, source: Source): Found[] {
  if (isSkipped(node)) return []
  const place = placeOf(node, outer)
  markBody(node)
  const here = OPERATORS.flatMap((operator) => operator(node, parent, source))
  const below = childrenOf(node).flatMap((child) => visit(child, node, place, source))
  return [...here.map((edit) => ({ ...edit, place })), ...below]
}

function unique(edits: Found[]): Found[] {
  const known = new Map(edits.map((edit) => [`${edit.start}:${edit.end}:${edit.replacement}`, edit]))
  return [...known.values()].sort((a, b) => a.start - b.start)
}

/** Every mutant of one file, in the order of the file. */
export function mutate(
  tree: AstNode,
  content: string,
  names: Pick<Mutant, 'file' | 'source'>,
): Omit<Mutant, 'id'>[] {
  const source = createSource(content)
  return unique(visit(tree, undefined, { contract: '', member: '' }, source)).map(({ place, ...edit }) => ({
    ...edit,
    ...names,
    function: [place.contract, place.member].filter((name) => name !== '').join('.'),
    line: source.lineOf(edit.start),
    original: source.text(edit),
  }))
}
