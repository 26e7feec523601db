import { signal, type Signal } from '@angular/core';
import type { ApiError } from '../../api/api-error';
import type { UploadDto } from '../../api/types';
import type { Refusal } from './upload-rules';

/** What becomes of a file between its choosing and its sending. */
export type FileState =
  | { readonly step: 'refused'; readonly refusal: Refusal }
  /** For its turn, or for the person to sign in again. */
  | { readonly step: 'waiting' }
  /** Share that has left, 0 to 1. */
  | { readonly step: 'sending'; readonly share: number; readonly secondsLeft: number | null }
  /** Goes on by itself; in seconds. */
  | { readonly step: 'resting'; readonly seconds: number }
  | { readonly step: 'failed'; readonly error: ApiError }
  /** `isHeld`: the scan takes long. */
  | { readonly step: 'there'; readonly upload: Pick<UploadDto, 'id' | 'state'>; readonly isHeld: boolean }
  /** Neither the server nor this browser has it any more. */
  | { readonly step: 'gone' };

/** What a draft keeps of a file. */
export interface KeptFile {
  /** The same on every device and in every tab. */
  readonly key: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
  /** The upload; null while it is on its way. */
  readonly id: string | null;
  /** How it stands in the text, as `attachment:...`; null for what goes along. */
  readonly picture: string | null;
}

/** `crypto.randomUUID` exists on secure origins only; a desk inside a company may have none. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const MOVING: readonly FileState['step'][] = ['waiting', 'sending', 'resting'];

/** A file that was picked, dropped or pasted, wherever it is by now. */
export class OutgoingFile {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly picture: string | null;
  /** Null after a reload, unless this browser has kept them. */
  bytes: File | null;
  /** Whose upload it is: nobody else's session may carry it. */
  owner: string | null = null;
  /** With the message of another tab: then it is not missed when the server does not have it any more. */
  mayHaveLeft = false;
  /** Set by the list that it stands in. */
  onStep: () => void = () => undefined;

  private readonly current = signal<FileState>({ step: 'waiting' });
  readonly state: Signal<FileState> = this.current.asReadonly();

  constructor({ key, name, size, type, picture }: Omit<KeptFile, 'id'>, bytes: File | null) {
    this.key = key;
    this.name = name;
    this.size = size;
    this.type = type;
    this.picture = picture;
    this.bytes = bytes;
  }

  static of(file: File, picture: string | null = null): OutgoingFile {
    const { name, size, type } = file;
    return new OutgoingFile({ key: newKey(), name, size, type, picture }, file);
  }

  get uploadId(): string | null {
    const state = this.state();
    return state.step === 'there' ? state.upload.id : null;
  }

  /** It may still get there by itself. */
  get isMoving(): boolean {
    return MOVING.includes(this.state().step);
  }

  /** It must be taken out, so that nobody believes that it went along. */
  get isRefused(): boolean {
    const state = this.state();
    return (
      state.step === 'refused' || state.step === 'gone' || (state.step === 'there' && state.upload.state === 'infected')
    );
  }

  get hasFailed(): boolean {
    return this.state().step === 'failed';
  }

  become(state: FileState): void {
    const before = this.current();
    this.current.set(state);
    if (before.step !== state.step) {
      this.onStep();
    }
  }

  kept(): KeptFile {
    const { key, name, size, type, picture } = this;
    return { key, name, size, type, id: this.uploadId, picture };
  }
}
