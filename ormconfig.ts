/** The one DataSource for TypeORM's command line; the application makes the same one in its database module. */
import './server/app.module.js';
import { parseConfiguration } from './server/config/configuration.js';
import { createDataSource } from './server/platform/database/data-source.js';

const configuration = parseConfiguration(process.env);

export default createDataSource({
  url: configuration.databaseAdminUrl ?? configuration.databaseUrl ?? '',
  poolSize: 1,
  applicationName: 'smartsupport-cli',
});
