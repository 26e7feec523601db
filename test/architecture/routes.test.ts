import 'reflect-metadata';
import { AppModule } from '../../server/app.module.js';
import { PERMISSIONS } from '../../server/kernel/permission.js';
import { ACCESS, PUBLIC } from '../../server/platform/http/access.decorator.js';

type Class = abstract new (...args: never[]) => object;

interface Route {
  readonly controller: Class;
  readonly handler: string;
  readonly access: unknown;
  readonly isDocumented: boolean;
}

/** Nest's own metadata: `imports` and `controllers` of a module, `path` and `method` of a handler. */
function list(target: object, key: string): unknown[] {
  const found: unknown = Reflect.getMetadata(key, target);
  return Array.isArray(found) ? found : [];
}

function controllersOf(module: unknown, seen = new Set<unknown>()): Class[] {
  const type = typeof module === 'object' && module !== null && 'module' in module ? module.module : module;
  if (typeof type !== 'function' || seen.has(type)) {
    return [];
  }
  seen.add(type);
  const own = list(type, 'controllers').filter((controller): controller is Class => typeof controller === 'function');
  return [...own, ...list(type, 'imports').flatMap((imported) => controllersOf(imported, seen))];
}

function routesOf(controller: Class): Route[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((handler) => {
    const method = prototype[handler];
    if (typeof method !== 'function' || !Reflect.hasMetadata('method', method)) {
      return [];
    }
    return [
      {
        controller,
        handler,
        access: Reflect.getMetadata(ACCESS, method) ?? Reflect.getMetadata(ACCESS, controller),
        isDocumented: !Reflect.hasMetadata('swagger/apiExcludeController', controller),
      },
    ];
  });
}

const routes = controllersOf(AppModule).flatMap(routesOf);
const names = (found: readonly Route[]): string[] =>
  found.map(({ controller, handler }) => `${controller.name}.${handler}`);

describe('every route', () => {
  it('is found at all', () => {
    expect(names(routes)).toEqual(
      expect.arrayContaining(['HealthController.ready', 'ApiDocsController.openApiDocument']),
    );
  });

  it('says who may come in, with a known word', () => {
    const words: unknown[] = [...PERMISSIONS, PUBLIC];
    expect(names(routes.filter(({ access }) => !words.includes(access)))).toEqual([]);
  });

  it('has a name of its own, which is its operation id', () => {
    const documented = routes.filter(({ isDocumented }) => isDocumented);
    const repeated = documented.filter((route) =>
      documented.some((other) => other !== route && other.handler === route.handler),
    );
    expect(names(repeated)).toEqual([]);
  });
});

/** Open doors are counted: a new one is entered here, by somebody who thought about it. */
describe('the routes without sign-in', () => {
  const OPEN = [
    'ApiDocsController.docsAsset',
    'ApiDocsController.docsPage',
    'ApiDocsController.openApiDocument',
    // A link for browsers, signed for a minute, or a bearer: the use case itself asks for one of both.
    'AttachmentsController.downloadAttachment',
    // The registration form offers them.
    'DepartmentsController.listDepartments',
    'HealthController.live',
    'HealthController.ready',
    // For monitors, which send a token of their own.
    'MetricsController.readMetrics',
    // An address signed for a day or two, shown only beside the person.
    'PhotosController.downloadAvatar',
    'RecoveryController.checkSetup',
    'RecoveryController.forgotPassword',
    'RecoveryController.resetPassword',
    'RecoveryController.setUpFirstAdmin',
    'RegistrationController.register',
    'TokenController.refreshTokens',
    'TokenController.revokeTokens',
    'TokenController.signIn',
    // Its signature is its sign-in.
    'WorkflowCallbackController.receiveWorkflowCallback',
  ];

  it('are these and no others', () => {
    expect(names(routes.filter(({ access }) => access === PUBLIC)).toSorted()).toEqual(OPEN);
  });
});
