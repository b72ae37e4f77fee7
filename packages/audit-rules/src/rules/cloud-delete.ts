import { commands, defineRule } from '../define-rule.ts';
import { isDryRun, operandsOf } from './support/subcommands.ts';

/** Deleting from a cloud or a code host by its command-line program. */
export const cloudDelete = defineRule({
  id: 'cloud-delete',
  category: 'destructive-services',
  severity: 'high',
  examples: {
    match: [
      'aws s3 rm s3://bucket --recursive',
      'aws --profile prod s3 rb s3://bucket --force',
      'gh repo delete acme/api --yes',
      'gcloud projects delete my-project',
      'gsutil -m rm -r gs://bucket',
      'az group delete --name rg --yes',
      'aws ec2 terminate-instances --instance-ids i-0abc',
      'gh api -X DELETE repos/acme/api',
      'aws s3 sync . s3://bucket --delete',
    ],
    pass: [
      'aws s3 ls s3://bucket',
      'gh repo view acme/api',
      'gcloud projects list',
      'aws s3 rm s3://bucket --recursive --dryrun',
      'gh pr close 12',
      'az group list',
      "grep -n 'aws s3 rm' deploy.sh",
    ],
  },
  judge: commands(
    [
      'aws',
      'gh',
      'gcloud',
      'gsutil',
      'az',
      'doctl',
      'flyctl',
      'fly',
      'vercel',
      'netlify',
      'wrangler',
      'rclone',
      'mc',
      's3cmd',
      'linode-cli',
      'hcloud',
      'railway',
      'render',
      'glab',
      'heroku',
    ],
    (command) => {
      if (isDryRun(command)) return undefined;
      const { words, options } = operandsOf(command);
      const [first = '', second = ''] = words;
      const texts = command.args.map((word) => word.text);
      switch (command.program) {
        case 'aws':
          if (first === 's3') {
            if (second === 'rb') return true;
            if (second === 'rm') return options.has('recursive') ? true : 'medium';
            return second === 'sync' && options.has('delete') && 'medium';
          }
          return /^(?:delete|terminate|deregister|destroy|purge|remove-|schedule-key-deletion)/.test(
            second,
          );
        case 'gh':
        case 'glab':
          if (first === 'api')
            return texts.some(
              (text, index) =>
                (/^(?:-X|--method)$/.test(texts[index - 1] ?? '') && /^delete$/i.test(text)) ||
                /^(?:-X|--method=)delete$/i.test(text),
            );
          if (second !== 'delete')
            return first === 'repo' && second === 'archive' ? 'medium' : undefined;
          return first === 'repo' ? 'critical' : 'medium';
        case 'gsutil':
          return words.includes('rb') ||
            (words.includes('rm') && texts.some((text) => /^-[a-zA-Z]*[rR]/.test(text)))
            ? true
            : words[0] === 'rm' && 'medium';
        case 'gcloud':
        case 'az':
        case 'doctl':
        case 'hcloud':
        case 'linode-cli':
          return words.some((word) => /^(?:delete|purge|delete-batch|rm)$/.test(word));
        case 'rclone':
          return (
            /^(?:purge|delete|sync|rmdirs|cleanup)$/.test(first) &&
            (first === 'sync' ? 'medium' : 'high')
          );
        case 'mc':
        case 's3cmd':
          return (
            /^(?:rm|rb|del)$/.test(first) &&
            texts.some((text) => /^(?:--recursive|-r|--force)$/.test(text))
          );
        case 'heroku':
          return /^(?:apps:destroy|apps:delete|addons:destroy)$/.test(first);
        default:
          return (
            [first, second].some((word) => /^(?:destroy|delete|remove|rm)$/.test(word)) &&
            !/^(?:secret|env|domains?|alias|certs?)$/.test(first) &&
            'medium'
          );
      }
    },
  ),
});
