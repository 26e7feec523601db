import { Module } from '@nestjs/common';
import { Configuration, ConfigurationError } from './configuration.js';

let current: Configuration | null = null;

/** Called by the entry points before the application is made: one process, one configuration. */
export function useConfiguration(configuration: Configuration): void {
  current = configuration;
}

@Module({
  providers: [
    {
      provide: Configuration,
      useFactory: (): Configuration => {
        if (current === null) {
          throw new ConfigurationError('useConfiguration() must be called before the application is made');
        }
        return current;
      },
    },
  ],
  exports: [Configuration],
})
export class ConfigurationModule {}
