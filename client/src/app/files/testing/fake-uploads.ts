import type { UploadDto } from '../../api/types';
import type { KeptFile, OutgoingFile } from '../uploads/outgoing-file';
import type { Uploads } from '../uploads/uploads';

/** A queue that a test moves by hand; what it is asked to start is there at once unless it is told to wait. */
export class FakeUploads implements Uploads {
  readonly cancelled: string[] = [];
  readonly forgotten: string[] = [];
  isSlow = false;
  /** Names of files whose bytes this browser has kept. */
  readonly kept: string[] = [];

  refusalOf(file: File): ReturnType<Uploads['refusalOf']> {
    return file.size === 0 ? { key: 'files.empty' } : null;
  }

  start(file: OutgoingFile): void {
    file.become({ step: 'waiting' });
    if (!this.isSlow) {
      this.arrive(file);
    }
  }

  restore(file: OutgoingFile, { id }: KeptFile): void {
    if (id === null && this.kept.includes(file.name)) {
      this.start(file);
      return;
    }
    file.become(id === null ? { step: 'gone' } : { step: 'there', upload: { id, state: 'clean' }, isHeld: false });
  }

  bytesOf(): Promise<File | null> {
    return Promise.resolve(null);
  }

  cancel(file: OutgoingFile): void {
    this.cancelled.push(file.name);
  }

  forget(file: OutgoingFile): void {
    this.forgotten.push(file.name);
  }

  arrive(file: OutgoingFile, state: UploadDto['state'] = 'clean'): void {
    file.become({ step: 'there', upload: { id: `id-${file.name}`, state }, isHeld: false });
  }
}
