import { Injectable } from '@nestjs/common';
import type { AnyArea, SettingsArea } from './domain/settings-area.js';

const KEY = /^[a-z]+(-[a-z]+)*$/;

/** Filled in `onModuleInit` by the modules that know what a setting means; read by the routes. */
@Injectable()
export class SettingsAreas {
  private readonly byKey = new Map<string, AnyArea>();

  register<V extends object>(area: SettingsArea<V>): void {
    if (this.byKey.has(area.key) || !KEY.test(area.key)) {
      throw new Error(`The settings area ${area.key} exists already, or its key is none`);
    }
    this.byKey.set(area.key, area);
  }

  named(key: string): AnyArea | undefined {
    return this.byKey.get(key);
  }

  /** By their labels. */
  all(): readonly AnyArea[] {
    return [...this.byKey.values()].toSorted((one, other) => one.label.localeCompare(other.label, 'en'));
  }
}
