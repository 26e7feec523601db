import type { TemplateSource } from './template-source.js';

export const TEMPLATE_ACTIONS = ['saved', 'reset', 'restored'] as const;
/** saved: written anew. reset: back to what came with the program. restored: back to an earlier version. */
export type TemplateAction = (typeof TEMPLATE_ACTIONS)[number];

interface Author {
  readonly id: string;
  readonly name: string;
}

/** A template as it is now. */
export interface TemplateState {
  /** 1 until somebody changes it. */
  readonly version: number;
  /** Null: as it came with the program. */
  readonly source: TemplateSource | null;
  readonly updatedAt: Date | null;
  readonly updatedBy: Author | null;
  /** Why a mail could not be made of it and was made of what came with the program; null: none was missed. */
  readonly problem: { readonly message: string; readonly at: Date } | null;
}

export interface TemplateVersion {
  readonly version: number;
  /** Null: as it came with the program. */
  readonly source: TemplateSource | null;
  readonly action: TemplateAction;
  readonly createdAt: Date;
  readonly createdBy: Author | null;
}
