import ts from 'typescript'

export type Import = {
  specifier: string
  /** Erased when the file runs: it ties shapes together, not behaviour. */
  isTypeOnly: boolean
  /** `export … from`, which makes a file a detour to the defining one. */
  isReExport: boolean
}

function isTypeOnlyImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const bindings = clause.namedBindings
  if (clause.name || !bindings || !ts.isNamedImports(bindings)) return false
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly)
}

function importOf(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, isTypeOnly: isTypeOnlyImport(node), isReExport: false }
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, isTypeOnly: node.isTypeOnly, isReExport: true }
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments
    if (argument && ts.isStringLiteral(argument)) {
      return { specifier: argument.text, isTypeOnly: false, isReExport: false }
    }
  }
  if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    ts.isStringLiteral(node.argument.literal)
  ) {
    return { specifier: node.argument.literal.text, isTypeOnly: true, isReExport: false }
  }
  return undefined
}

function parse(file: string, source: string): ts.SourceFile {
  return ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
}

function collect<T>(root: ts.Node, pick: (node: ts.Node) => T | undefined): T[] {
  const found: T[] = []
  const visit = (node: ts.Node): void => {
    const picked = pick(node)
    if (picked !== undefined) found.push(picked)
    ts.forEachChild(node, visit)
  }
  visit(root)
  return found
}

/** Everything a TypeScript file imports, in whichever way it does. */
export function importsOf(file: string, source: string): Import[] {
  return collect(parse(file, source), importOf)
}

function isProcessEnv(node: ts.Node): true | undefined {
  const isProperty = ts.isPropertyAccessExpression(node) && node.name.text === 'env'
  const isElement =
    ts.isElementAccessExpression(node) &&
    ts.isStringLiteral(node.argumentExpression) &&
    node.argumentExpression.text === 'env'
  if (!isProperty && !isElement) return undefined
  const target = node.expression
  const isProcess = ts.isIdentifier(target) && target.text === 'process'
  const isGlobal = ts.isPropertyAccessExpression(target) && target.name.text === 'process'
  return isProcess || isGlobal ? true : undefined
}

/** Whether the file reads the environment, by `process.env` or by importing the process module. */
export function readsEnvironment(file: string, source: string): boolean {
  const imports = importsOf(file, source)
  const importsProcess = imports.some(({ specifier }) => /^(node:)?process$/.test(specifier))
  return importsProcess || collect(parse(file, source), isProcessEnv).length > 0
}
