import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const shape = z.object({ jwtSecret: z.string().min(32), workflowSecret: z.string().startsWith('whsec_') });

/** What the standalone desk makes for itself on its first start and keeps in DATA_DIR, readable by its owner alone. */
export type Secrets = z.infer<typeof shape>;

export function readOrMakeSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    const made: Secrets = {
      jwtSecret: randomBytes(48).toString('base64url'),
      workflowSecret: `whsec_${randomBytes(32).toString('base64')}`,
    };
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  }
  return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
}
