import { defineRule, everyCommand } from '../define-rule.ts';
import { isDryRun } from './support/subcommands.ts';

/** Publishing packages, images and releases: what is out cannot be taken back. */
export const publish = defineRule({
  id: 'publish',
  category: 'destructive-services',
  severity: 'medium',
  examples: {
    match: [
      'npm publish --access public',
      'pnpm -r publish --no-git-checks',
      'cargo publish',
      'twine upload dist/*',
      'gem push x.gem',
      'docker push acme/api:latest',
      'poetry publish --build',
      'npm unpublish pkg@1.0.0',
      'gh release create v1.0.0',
    ],
    pass: [
      'npm publish --dry-run',
      'npm pack',
      'cargo package',
      'docker build -t acme/api .',
      'npm run publish:docs',
      'gh release list',
      "git commit -m 'npm publish'",
      'npm view x publishConfig',
    ],
  },
  judge: everyCommand((command) => {
    const { program } = command;
    const texts = command.args.map((word) => word.text).filter((text) => !text.startsWith('-'));
    if (isDryRun(command)) return undefined;
    const [first = '', second = ''] = texts;
    switch (program) {
      case 'npm':
      case 'pnpm':
      case 'yarn':
      case 'bun':
        if (first === 'run' || first === 'view' || first === 'info' || first === 'exec')
          return undefined;
        return (
          first === 'publish' ||
          (first === 'npm' && second === 'publish') ||
          (first === 'unpublish' && 'high') ||
          (program === 'pnpm' &&
            texts.includes('publish') &&
            command.args.some((word) => /^(?:-r|--recursive|--filter)/.test(word.text)))
        );
      case 'cargo':
      case 'poetry':
      case 'uv':
      case 'hatch':
      case 'flit':
      case 'lerna':
      case 'changeset':
      case 'vsce':
      case 'ovsx':
      case 'jsr':
        return first === 'publish' || (first === 'yank' && 'high');
      case 'twine':
        return first === 'upload';
      case 'gem':
        return first === 'push' || (first === 'yank' && 'high');
      case 'docker':
      case 'podman':
      case 'helm':
        return first === 'push' || (first === 'image' && second === 'push');
      case 'dotnet':
        return first === 'nuget' && second === 'push';
      case 'nuget':
        return first === 'push';
      case 'mvn':
        return texts.includes('deploy');
      case 'gradle':
      case 'gradlew':
        return texts.some((text) => /^:?(?:[\w-]+:)?publish(?!ToMavenLocal)/.test(text));
      case 'gh':
        return first === 'release' && second === 'create';
      case 'dart':
      case 'flutter':
        return first === 'pub' && second === 'publish';
      default:
        return undefined;
    }
  }),
});
