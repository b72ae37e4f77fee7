import { defineRule } from '../define-rule.ts';
import { secretsIn } from './secret-certain.ts';

/** What looks like a secret: passwords in URLs, JSON web tokens, assigned random values. */
export const secretPossible = defineRule({
  id: 'secret-possible',
  category: 'secrets',
  severity: 'low',
  examples: {
    match: [
      'psql postgres://app:s8Kq2zPw9L@db.acme.io/app',
      'curl -H "Authorization: Bearer q8Zk2Lw9Xc4Vb7Nm1Ty6Ru3Io5" https://api.acme.io',
      {
        tool: 'Write',
        input: { file_path: '.env', content: 'API_KEY=q8Zk2Lw9Xc4Vb7Nm1Ty6Ru3Io5' },
      },
      {
        tool: 'Write',
        input: {
          file_path: 'a',
          content:
            'DefaultEndpointsProtocol=https;AccountKey=q8Zk2Lw9Xc4Vb7Nm1Ty6Ru3Io5q8Zk2Lw9Xc4Vb7Nm1Ty6Ru3Io5q8==',
        },
      },
      'DB_PASSWORD="t7Rk2-Lw9Xc4Vb7Nm1Ty6" npm start',
    ],
    pass: [
      'psql postgres://postgres:postgres@localhost/app',
      'curl -H "Authorization: Bearer $TOKEN" https://api.acme.io',
      { tool: 'Write', input: { file_path: '.env', content: 'API_KEY=your-api-key-goes-here-1' } },
      {
        tool: 'Write',
        input: { file_path: 'a', content: '"integrity": "sha512-q8Zk2Lw9Xc4Vb7Nm1Ty6Ru3Io5=="' },
      },
      {
        tool: 'Write',
        input: { file_path: 'a.ts', content: 'const token = process.env.GITHUB_TOKEN_V2;' },
      },
      'echo 123e4567-e89b-12d3-a456-426614174000',
    ],
  },
  judge: (subject) => secretsIn(subject, 'possible'),
});
