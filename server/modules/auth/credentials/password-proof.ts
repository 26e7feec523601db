import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { authenticationRequired, validationFailed } from '../../../kernel/common.errors.js';
import { AccountsFacade, type Credentials } from '../../users/accounts.facade.js';
import { passwordNotSet } from '../auth.errors.js';
import { PasswordHasher } from './password-hasher.js';
import { SignInThrottle } from './sign-in-throttle.js';

/** What lets others in is changed only by whoever still knows the password; failures count like failed sign-ins. */
@Injectable()
export class PasswordProof {
  constructor(
    private readonly accounts: AccountsFacade,
    private readonly hasher: PasswordHasher,
    private readonly throttle: SignInThrottle,
  ) {}

  /** For what a person without a password may do as well: him alone it lets pass unasked. */
  async demandIfSet(call: PersonCall, password: string | null, field: string): Promise<Credentials> {
    const account = await this.accounts.credentials(call.actor.id);
    if (account === null) {
      throw authenticationRequired();
    }
    if (account.passwordHash === null) {
      return account;
    }
    if (password === null) {
      throw validationFailed({ [field]: ['Enter your present password'] });
    }
    return this.demand(call, password, field);
  }

  /** Throws 409 when there is no password, 400 on `field` when it is not right, 429 after too many tries. */
  async demand(call: PersonCall, password: string, field: string): Promise<Credentials> {
    return this.hasher.inTurnToVerify(async (verifyNow) => {
      const account = await this.accounts.credentials(call.actor.id);
      if (account === null) {
        throw authenticationRequired();
      }
      if (account.passwordHash === null) {
        throw passwordNotSet();
      }
      const keys = await this.throttle.begin({ email: account.email, userId: account.id, ip: call.ip });
      if (!(await verifyNow(account.passwordHash, password))) {
        await this.throttle.failed(call, keys);
        throw validationFailed({ [field]: ['This is not your present password'] });
      }
      return account;
    });
  }
}
