import { Injectable } from '@nestjs/common';

/** What is shown of whoever uploaded a file. */
export interface Uploader {
  readonly id: string;
  readonly companyId: string;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly avatarUrl: string | null;
}

export type NameUploaders = (ids: readonly string[]) => Promise<ReadonlyMap<string, Uploader>>;

/** Names of people, who live in a module above; filled by it at start. */
@Injectable()
export class FilePeople {
  private name: NameUploaders = () => Promise.resolve(new Map());

  register(name: NameUploaders): void {
    this.name = name;
  }

  /** One statement, whatever their number. */
  async named(ids: readonly string[]): Promise<ReadonlyMap<string, Uploader>> {
    return this.name([...new Set(ids)]);
  }
}
