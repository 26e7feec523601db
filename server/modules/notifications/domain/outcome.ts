/** Whether somebody was told, and if not, why not. */
export const OUTCOMES = ['told', 'own_act', 'choice', 'account'] as const;
export type Outcome = (typeof OUTCOMES)[number];
