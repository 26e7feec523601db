import type { IconName } from '../ui/icon/icon-paths';

/** The pages of the account, in the order of the list; `key` is its address and the name of its words. */
export const SECTIONS: readonly { readonly key: string; readonly icon: IconName }[] = [
  { key: 'profile', icon: 'user' },
  { key: 'security', icon: 'shield' },
  { key: 'notifications', icon: 'bell' },
  { key: 'tokens', icon: 'key' },
  { key: 'appearance', icon: 'sun' },
];
