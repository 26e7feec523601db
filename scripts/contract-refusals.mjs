/**
 * Which refusals each handler can give, found by following the calls from it to the functions of `*.errors.ts`, where
 * every refusal is made. What a registry or a port hides is followed to the classes that implement it.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Of classes that decorators name: what runs around the handler. */
const AROUND = new Set(['canActivate', 'intercept', 'transform']);
/** What stands for a value that is only known while it runs. */
const SAMPLES = {
  winner: 'Ada Byron',
  from: 'New',
  to: 'Closed',
  allowed: 'Open',
  now: 'Open',
  action: 'close',
  status: 'Closed',
  retryAfter: '30',
  current: '7',
  limit: '20',
  seconds: '30',
};

function programOfServer() {
  const file = join(root, 'tsconfig.build.json');
  const { config } = ts.readConfigFile(file, (path) => readFileSync(path, 'utf8'));
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram(fileNames, { ...options, noEmit: true });
}

/** Texts that hang on the state of an account, which stands beside the code. */
const TEXTS = { ACCOUNT_REJECTED: 'Your registration was rejected', ACCOUNT_SUSPENDED: 'Your account is suspended' };

/** Handler name -> refusals, each `{status, code, error, details}`, by status and code; `statusOf`: kind -> status. */
export function refusalsOfHandlers(statusOf) {
  const program = programOfServer();
  const checker = program.getTypeChecker();
  const sources = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(join(root, 'server')));
  const classes = sources.flatMap((source) => allOf(source, ts.isClassDeclaration));
  const implementations = implementationsOf(classes, checker);
  const known = new Map();

  const symbolOf = (node) => {
    const symbol = checker.getSymbolAtLocation(node);
    return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
      ? checker.getAliasedSymbol(symbol)
      : symbol;
  };
  const isOurs = (declaration) => declaration.getSourceFile().fileName.startsWith(join(root, 'server'));

  /** Functions and methods that running this node can run. */
  const targetsOf = (identifier) =>
    (symbolOf(identifier)?.declarations ?? []).filter(isOurs).flatMap((declaration) => {
      if (ts.isClassDeclaration(declaration)) {
        return ts.isDecorator(identifier.parent.parent) || ts.isCallExpression(identifier.parent)
          ? declaration.members.filter((member) => AROUND.has(member.name?.getText()))
          : [];
      }
      if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined) {
        return isFunction(declaration.initializer) || ts.isCallExpression(declaration.initializer)
          ? [declaration.initializer]
          : [];
      }
      if (
        ts.isMethodSignature(declaration) ||
        (ts.isMethodDeclaration(declaration) && declaration.body === undefined)
      ) {
        return implementations(declaration);
      }
      return ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration) || ts.isAccessor(declaration)
        ? [declaration]
        : [];
    });

  const lookInto = (node) => {
    const found = known.get(node);
    if (found !== undefined) {
      return found;
    }
    const facts = { targets: new Set(), refusals: [] };
    known.set(node, facts);
    const visit = (child) => {
      if (ts.isTypeNode(child)) {
        return;
      }
      if (ts.isNewExpression(child) && child.expression.getText() === 'DomainError') {
        facts.refusals.push(...refusalsMadeBy(child, checker, statusOf));
      }
      if (ts.isIdentifier(child)) {
        targetsOf(child).forEach((target) => target !== node && facts.targets.add(target));
      }
      ts.forEachChild(child, visit);
    };
    ts.forEachChild(node, visit);
    return facts;
  };

  const reachedFrom = (start) => {
    const seen = new Set();
    const waiting = [...start];
    const refusals = new Map();
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (seen.has(node)) {
        continue;
      }
      seen.add(node);
      const facts = lookInto(node);
      facts.targets.forEach((target) => waiting.push(target));
      for (const refusal of facts.refusals) {
        const key = `${refusal.status} ${refusal.code}`;
        const other = refusals.get(key);
        // Several ways to the same refusal: the one that stands first, so that the same code makes the same document.
        if (other === undefined || refusal.place < other.place) {
          refusals.set(key, refusal);
        }
      }
    }
    return [...refusals.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, refusal]) => refusal);
  };

  const controllers = classes.filter(({ name }) => name?.text.endsWith('Controller'));
  return new Map(
    controllers.flatMap((controller) =>
      controller.members
        .filter(ts.isMethodDeclaration)
        .map((method) => [
          method.name.getText(),
          reachedFrom([method, ...(ts.getDecorators(controller) ?? []).map(({ expression }) => expression)]),
        ]),
    ),
  );
}

function allOf(node, is) {
  const found = [];
  const visit = (child) => {
    if (is(child)) {
      found.push(child);
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

function isFunction(node) {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** Of a method without a body: the methods of that name in the classes below it. */
function implementationsOf(classes, checker) {
  const below = new Map();
  for (const one of classes) {
    for (const { types } of one.heritageClauses ?? []) {
      for (const { expression } of types) {
        const type = checker.getTypeAtLocation(expression);
        const name = (type.symbol ?? checker.getSymbolAtLocation(expression))?.name ?? expression.getText();
        below.set(name, [...(below.get(name) ?? []), one]);
      }
    }
  }
  return (declaration) =>
    (below.get(declaration.parent.name?.getText() ?? '') ?? []).flatMap((one) =>
      one.members.filter((member) => member.name?.getText() === declaration.name.getText()),
    );
}

function refusalsMadeBy(node, checker, statusOf) {
  const [kind, code, message, details] = node.arguments ?? [];
  const place = `${relative(root, node.getSourceFile().fileName)}:${String(node.pos).padStart(8, '0')}`;
  return literalsOf(kind, checker).flatMap((oneKind) =>
    literalsOf(code, checker).map((oneCode) => ({
      status: statusOf[oneKind],
      code: oneCode,
      error: TEXTS[oneCode] ?? sentence(message, checker),
      details: detailsOf(details, checker),
      place,
    })),
  );
}

/** A text, or each text that its type allows. */
function literalsOf(node, checker) {
  const type = checker.getTypeAtLocation(node);
  return (type.isUnion() ? type.types : [type]).filter((one) => one.isStringLiteral()).map(({ value }) => value);
}

function sentence(node, checker) {
  if (ts.isStringLiteralLike(node)) {
    return node.text;
  }
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce(
      (text, { expression, literal }) => `${text}${sentence(expression, checker)}${literal.text}`,
      node.head.text,
    );
  }
  if (ts.isConditionalExpression(node)) {
    return sentence(node.whenFalse, checker);
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'String') {
    return sentence(node.arguments[0], checker);
  }
  const [literal] = literalsOf(node, checker);
  const name = node.getText().split('.').at(-1).replace(/\W.*$/, '');
  return SAMPLES[name] ?? literal ?? (checker.getTypeAtLocation(node).flags & ts.TypeFlags.NumberLike ? '10' : name);
}

function detailsOf(node, checker) {
  if (node === undefined || !ts.isObjectLiteralExpression(node)) {
    return undefined;
  }
  const lists = node.properties.flatMap((property) => {
    const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    const name = property.name?.getText();
    if (value === undefined || name === undefined || !/^\w+$/.test(name)) {
      return [];
    }
    return [
      [
        name,
        ts.isArrayLiteralExpression(value)
          ? value.elements.map((one) => sentence(one, checker))
          : [SAMPLES[name] ?? name],
      ],
    ];
  });
  return lists.length === 0 ? undefined : Object.fromEntries(lists);
}
