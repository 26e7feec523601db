import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { AppModule } from '../../server/app.module.js';
import { ACCESS } from '../../server/platform/http/access.decorator.js';

type Class = abstract new (...args: never[]) => object;

/** One door of the application, as Nest will open it. */
export interface Route {
  /** Like `UsersController.getUser`. */
  readonly name: string;
  readonly handler: string;
  readonly method: string;
  /** Like `/api/users/:id`; a handler with two paths is two routes. */
  readonly path: string;
  /** What the guard will ask for; undefined where nobody said so. */
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

function pathsOf(target: object): string[] {
  const path: unknown = Reflect.getMetadata('path', target);
  return (Array.isArray(path) ? path : [path]).filter((part): part is string => typeof part === 'string');
}

function routesOf(controller: Class): Route[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((handler) => {
    const method = prototype[handler];
    if (typeof method !== 'function' || !Reflect.hasMetadata('method', method)) {
      return [];
    }
    const verb = RequestMethod[Reflect.getMetadata('method', method) as RequestMethod];
    return pathsOf(controller).flatMap((start) =>
      pathsOf(method).map((end) => ({
        name: `${controller.name}.${handler}`,
        handler,
        method: verb,
        path: `/${[start, end]
          .flatMap((part) => part.split('/'))
          .filter((part) => part !== '')
          .join('/')}`,
        access: (Reflect.getMetadata(ACCESS, method) ?? Reflect.getMetadata(ACCESS, controller)) as unknown,
        isDocumented: !Reflect.hasMetadata('swagger/apiExcludeController', controller),
      })),
    );
  });
}

/** Every route of the application, found by itself: nobody keeps a list. */
export function allRoutes(): Route[] {
  return controllersOf(AppModule).flatMap(routesOf);
}
