import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { serviceUnavailable } from '../../../kernel/common.errors.js';

/** `trust.md`: Argon2id (the library's default kind), 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** As many at once as there are cores to spare; the other threads of the pool stay free for files and DNS. */
const AT_ONCE = 2;
/** Who would wait longer than about a second is sent away instead. */
const MAX_WAITING = 100;

/** Null stands for an account that does not exist or has no password. */
export type VerifyNow = (passwordHash: string | null, password: string) => Promise<boolean>;

/** Hashing passwords, a few at a time: each takes 19 MiB and a core. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** Of a password nobody has; unknown people cost the same time as known ones. */
  private dummy: Promise<string> | null = null;

  async hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normal(password), COST));
  }

  /** Null stands for an account that does not exist or has no password: takes as long, and is never right. */
  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    return this.inTurn(() => this.verifyNow(passwordHash, password));
  }

  /** Runs `work` when it is its turn, with a verifier that does not wait again: what is decided in there is decided in order. */
  async inTurnToVerify<T>(work: (verifyNow: VerifyNow) => Promise<T>): Promise<T> {
    return this.inTurn(() => work((passwordHash, password) => this.verifyNow(passwordHash, password)));
  }

  private async verifyNow(passwordHash: string | null, password: string): Promise<boolean> {
    this.dummy ??= hash('nobody has this password', COST);
    const isRight = await verify(passwordHash ?? (await this.dummy), normal(password));
    return isRight && passwordHash !== null;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MAX_WAITING) {
        throw serviceUnavailable(2);
      }
      await new Promise<void>((proceed) => this.waiting.push(proceed));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) {
        this.running -= 1;
      } else {
        next();
      }
    }
  }
}

/** The same password typed on two keyboards can be two sequences of code points. */
function normal(password: string): string {
  return password.normalize('NFKC');
}
