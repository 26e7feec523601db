import type { Bearer, Rest } from './rest.js';

export interface SignedIn extends Bearer {
  readonly id: string;
  readonly companyId: string;
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly refresh: string;
}

export interface PersonDraft {
  readonly email?: string;
  readonly password?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly department?: string;
}

interface Credentials {
  readonly email: string;
  readonly password: string;
}

interface Session {
  access: string;
  refresh: string;
  user: { id: string; companyId: string; firstName: string; lastName: string };
}

const PASSWORD = 'a-Long-enough-1-password';

/** Makes people the way people are made: registered, approved and signed in through the REST interface. */
export class People {
  private made = 0;
  private first: Promise<SignedIn> | null = null;

  constructor(
    private readonly rest: Rest,
    private readonly firstAdmin: Credentials,
  ) {}

  /** The administrator of the first start; always the same session. */
  async admin(): Promise<SignedIn> {
    this.first ??= this.signIn(this.firstAdmin);
    return this.first;
  }

  /** An approved employee. */
  async employee(draft: PersonDraft = {}): Promise<SignedIn> {
    const credentials = await this.approved(draft);
    return this.signIn(credentials);
  }

  async coordinator(draft: PersonDraft = {}): Promise<SignedIn> {
    return this.withRole('Ticket Coordinator', draft);
  }

  /** One more administrator. */
  async secondAdmin(draft: PersonDraft = {}): Promise<SignedIn> {
    return this.withRole('System Admin', draft);
  }

  /** Registered, not approved. */
  async pending(draft: PersonDraft = {}): Promise<Credentials & { id: string }> {
    this.made += 1;
    const number = String(this.made);
    const person = {
      email: `person${number}@desk.example`,
      password: PASSWORD,
      firstName: `First${number}`,
      lastName: `Last${number}`,
      ...draft,
    };
    const answer = await this.rest.request<{ employee: { id: string } }>('POST', '/api/auth/register', {
      body: person,
    });
    expectStatus(answer, 201, 'register');
    return { id: answer.body.employee.id, email: person.email, password: person.password };
  }

  async signIn({ email, password }: Credentials): Promise<SignedIn> {
    const answer = await this.rest.request<Session>('POST', '/api/token/employee/', { body: { email, password } });
    expectStatus(answer, 200, `sign in ${email}`);
    const { access, refresh, user } = answer.body;
    const { id, companyId, firstName, lastName } = user;
    return { id, companyId, email, password, firstName, lastName, access, refresh };
  }

  private async approved(draft: PersonDraft): Promise<Credentials & { id: string }> {
    const person = await this.pending(draft);
    const answer = await this.rest.request('POST', `/api/users/${person.id}/approve`, { as: await this.admin() });
    expectStatus(answer, 200, 'approve');
    return person;
  }

  private async withRole(role: string, draft: PersonDraft): Promise<SignedIn> {
    const person = await this.approved(draft);
    const answer = await this.rest.request('PATCH', `/api/users/${person.id}`, {
      as: await this.admin(),
      body: { role },
    });
    expectStatus(answer, 200, `make ${role}`);
    return this.signIn(person);
  }
}

function expectStatus(answer: { status: number; body: unknown }, status: number, what: string): void {
  if (answer.status !== status && !(status === 200 && answer.status === 201)) {
    throw new Error(`${what}: ${String(answer.status)} instead of ${String(status)}: ${JSON.stringify(answer.body)}`);
  }
}
