import { PERMISSIONS } from '../../server/kernel/permission.js';
import { PUBLIC } from '../../server/platform/http/access.decorator.js';
import { allRoutes, type Route } from '../support/routes.js';

const routes = allRoutes();
const names = (found: readonly Route[]): string[] => [...new Set(found.map(({ name }) => name))];

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
      documented.some((other) => other.name !== route.name && other.handler === route.handler),
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
    'AttachmentsController.previewAttachment',
    // The registration form offers them.
    'DepartmentsController.listDepartments',
    'HealthController.live',
    'HealthController.ready',
    // For monitors, which send a token of their own.
    'MetricsController.readMetrics',
    // The mailed link is the proof; it is opened in any browser.
    'OwnEmailController.confirmEmail',
    // An address signed for a day or two, shown only beside the person.
    'PhotosController.downloadAvatar',
    // A browser on its way to an identity provider and back: it is not signed in yet.
    'ProviderSignInController.completeProviderSignIn',
    'ProviderSignInController.finishProviderSignIn',
    'ProviderSignInController.startProviderSignIn',
    'RecoveryController.checkSetup',
    'RecoveryController.forgotPassword',
    'RecoveryController.resetPassword',
    'RecoveryController.setUpFirstAdmin',
    'RegistrationController.register',
    'SignInOptionsController.getSignInOptions',
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
