import { defineRule, everyCommand } from '../define-rule.ts';
import { isDryRun } from './support/subcommands.ts';

/** Framework commands that empty or drop the database. */
export const databaseReset = defineRule({
  id: 'database-reset',
  category: 'destructive-services',
  severity: 'high',
  examples: {
    match: [
      'npx prisma migrate reset --force',
      'rails db:drop',
      'bundle exec rake db:reset',
      'python manage.py flush --noinput',
      'php artisan migrate:fresh --seed',
      'supabase db reset',
      'firebase firestore:delete --all-collections',
      'pnpm prisma db push --force-reset',
      'heroku pg:reset DATABASE --confirm app',
    ],
    pass: [
      'npx prisma migrate dev',
      'rails db:migrate',
      'python manage.py migrate',
      'php artisan migrate',
      'supabase db diff',
      'grep -n "db:drop" Rakefile',
      'prisma migrate reset --help',
    ],
  },
  judge: everyCommand((command) => {
    const { program } = command;
    const texts = command.args.map((word) => word.text);
    if (isDryRun(command)) return undefined;
    const has = (...words: string[]): boolean => words.every((word) => texts.includes(word));
    if (program === 'prisma' || texts.includes('prisma')) {
      if (
        /^(?:prisma|pnpm|npm|yarn|bun|npx|bunx)$/.test(program) &&
        (has('migrate', 'reset') || has('--force-reset'))
      )
        return true;
    }
    switch (program) {
      case 'rails':
      case 'rake':
      case 'bin/rails':
        return texts.some((text) =>
          /^db:(?:drop|reset|purge|migrate:reset|schema:load|truncate_all)(?::|$)/.test(text),
        );
      case 'python':
      case 'python3':
      case 'manage.py':
      case 'django-admin':
        return (
          (program === 'manage.py' ||
            program === 'django-admin' ||
            texts.some((text) => /manage\.py$/.test(text))) &&
          texts.some((text) => /^(?:flush|reset_db|sqlflush)$/.test(text)) &&
          !texts.includes('sqlflush')
        );
      case 'php':
      case 'artisan':
      case 'sail':
        return (
          texts.some((text) => /^(?:migrate:(?:fresh|reset|refresh)|db:wipe)$/.test(text)) ||
          texts.some((text) => /^doctrine:(?:database:drop|schema:drop)$/.test(text))
        );
      case 'firebase':
        return texts.some((text) => /^(?:firestore:delete|database:remove)$/.test(text));
      case 'supabase':
        return has('db', 'reset');
      case 'heroku':
        return texts.some((text) => /^(?:pg:reset|apps:destroy|addons:destroy)$/.test(text));
      case 'sequelize':
      case 'sequelize-cli':
        return texts.some((text) => /^db:drop$|^db:migrate:undo:all$/.test(text));
      case 'typeorm':
        return texts.includes('schema:drop');
      case 'knex':
        return texts.includes('migrate:rollback') && texts.includes('--all');
      case 'mix':
        return texts.some((text) => /^ecto\.(?:drop|reset)$/.test(text));
      case 'drizzle-kit':
        return texts[0] === 'drop';
      case 'alembic':
        return has('downgrade', 'base');
      case 'flyway':
        return texts.includes('clean');
      case 'dotnet':
        return has('ef', 'database', 'drop');
      case 'symfony':
      case 'console':
        return texts.some((text) => /^doctrine:(?:database:drop|schema:drop)$/.test(text));
      case 'sqlx':
      case 'diesel':
        return has('database', 'drop') || has('database', 'reset');
      default:
        return undefined;
    }
  }),
});
