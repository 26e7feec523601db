export interface ConfirmOptions {
  title: string;
  /** What will happen, in one or two sentences. */
  text: string;
  /** The act as the button says it: "Suspend", never "OK". */
  act: string;
  isDangerous?: boolean;
  /** Done while the dialog is still open; when it fails, the dialog shows why and stays. */
  run?: () => Promise<unknown>;
}

export interface ReasonOptions extends Omit<ConfirmOptions, 'run'> {
  label?: string;
  hint?: string;
  isRequired?: boolean;
  /** Characters at most. */
  max?: number;
  run?: (reason: string) => Promise<unknown>;
}
