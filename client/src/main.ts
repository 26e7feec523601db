import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';

// A page that cannot start has nobody to tell but the browser's own log.
bootstrapApplication(App, appConfig).catch((error: unknown) => reportError(error));
