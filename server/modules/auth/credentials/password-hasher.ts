import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Turns } from './turns.js';

/** `trust.md`: Argon2id (the library's default kind), 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** As many hashes at once as there are cores to spare; the other threads of the pool stay free for files and DNS. */
const CORES = 2;
/** As many judgements at once: while some hash, others read and write, so that no core waits for the database. */
const JUDGEMENTS = 2 * CORES;
/** Who would wait longer than about a second is sent away instead. */
const MAX_WAITING = 100;

/** Null stands for an account that does not exist or has no password. */
export type VerifyNow = (passwordHash: string | null, password: string) => Promise<boolean>;

/** Hashing passwords, a few at a time: each takes 19 MiB and a core. */
@Injectable()
export class PasswordHasher {
  private readonly judgements = new Turns(JUDGEMENTS, MAX_WAITING);
  private readonly cores = new Turns(CORES, JUDGEMENTS);
  /** Of a password nobody has; unknown people cost the same time as known ones. */
  private dummy: Promise<string> | null = null;

  async hash(password: string): Promise<string> {
    return this.judgements.take(() => this.cores.take(() => hash(normal(password), COST)));
  }

  /** Null stands for an account that does not exist or has no password: takes as long, and is never right. */
  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    return this.judgements.take(() => this.verifyNow(passwordHash, password));
  }

  /** Runs `work` when it is its turn, with a verifier that waits for a core alone: all in there is decided in one turn. */
  async inTurnToVerify<T>(work: (verifyNow: VerifyNow) => Promise<T>): Promise<T> {
    return this.judgements.take(() => work((passwordHash, password) => this.verifyNow(passwordHash, password)));
  }

  private async verifyNow(passwordHash: string | null, password: string): Promise<boolean> {
    this.dummy ??= hash('nobody has this password', COST);
    const expected = passwordHash ?? (await this.dummy);
    const isRight = await this.cores.take(() => verify(expected, normal(password)));
    return isRight && passwordHash !== null;
  }
}

/** The same password typed on two keyboards can be two sequences of code points. */
function normal(password: string): string {
  return password.normalize('NFKC');
}
