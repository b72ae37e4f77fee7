import { defineRule, everyCommand } from '../define-rule.ts';
import { operandsOf } from './support/subcommands.ts';

/** Programs that print credentials on request. */
export const credentialCommand = defineRule({
  id: 'credential-command',
  category: 'credential-access',
  severity: 'high',
  examples: {
    match: [
      'gh auth token',
      'aws configure get aws_secret_access_key',
      'op read op://vault/item/password',
      'vault kv get secret/app',
      'kubectl -n x get secret db -o yaml',
      'security find-generic-password -s app -w',
      'gcloud auth print-access-token',
      'aws secretsmanager get-secret-value --secret-id x',
      'npm config get //registry.example.org/:_authToken',
      'git credential fill',
      'pass show work/db',
    ],
    pass: [
      'gh auth status',
      'aws configure list',
      'op vault list',
      'vault status',
      'kubectl get secrets',
      'kubectl describe secret db',
      'gcloud auth list',
      'npm config get registry',
      "echo 'gh auth token'",
      'git config user.name',
    ],
  },
  judge: everyCommand((command) => {
    const { words, options } = operandsOf(command);
    const [first = '', second = '', third = ''] = words;
    const texts = command.args.map((word) => word.text);
    const path = words.join(' ');
    switch (command.program) {
      case 'gh':
        return (
          first === 'auth' &&
          (second === 'token' ||
            (second === 'status' && texts.some((text) => /^(?:-t|--show-token)$/.test(text))))
        );
      case 'glab':
        return first === 'auth' && texts.includes('--show-token');
      case 'aws':
        return (
          (first === 'configure' &&
            ((second === 'get' && /secret|token|access_key/.test(third)) ||
              second === 'export-credentials')) ||
          (first === 'secretsmanager' && /^(?:batch-)?get-secret-value$/.test(second)) ||
          (first === 'ssm' && /^get-parameter/.test(second) && options.has('with-decryption')) ||
          (first === 'sts' &&
            /^(?:get-session-token|assume-role|get-federation-token)/.test(second)) ||
          (first === 'ecr' && second === 'get-login-password' && command.downstream.length === 0) ||
          (first === 'iam' && second === 'create-access-key')
        );
      case 'gcloud':
        return /auth (?:application-default )?print-(?:access|identity)-token|secrets versions access|iam service-accounts keys create/.test(
          path,
        );
      case 'az':
        return /account get-access-token|keyvault secret (?:show|download)|keys list|ad sp create-for-rbac/.test(
          path,
        );
      case 'op':
        return (
          first === 'read' ||
          (first === 'item' && second === 'get') ||
          (first === 'document' && second === 'get') ||
          first === 'inject'
        );
      case 'vault':
        return (
          (first === 'kv' && second === 'get') ||
          first === 'read' ||
          (first === 'print' && second === 'token') ||
          (first === 'token' && second === 'create')
        );
      case 'kubectl':
      case 'oc':
        return (
          (first === 'get' &&
            words.slice(1).some((word) => /^secrets?(?:\/|$)|,secrets?$/.test(word)) &&
            texts.some(
              (text) => /^(?:-o.*|--output.*|--template.*)$/.test(text) && !/name|wide/.test(text),
            ) &&
            !/^(?:name|wide)$/.test(
              texts[texts.findIndex((text) => /^(?:-o|--output)$/.test(text)) + 1] ?? '',
            )) ||
          (first === 'config' && second === 'view' && texts.some((text) => /^--raw/.test(text))) ||
          (first === 'create' && second === 'token') ||
          (command.program === 'oc' && first === 'whoami' && texts.includes('-t'))
        );
      case 'security':
        return /^(?:find-(?:generic|internet)-password|dump-keychain|export)$/.test(first);
      case 'secret-tool':
        return first === 'lookup' || first === 'search';
      case 'pass':
      case 'gopass':
        return (
          first === 'show' ||
          (first !== '' &&
            !/^(?:ls|list|find|search|init|insert|generate|git|help|version|rm|mv|cp|edit|grep)$/.test(
              first,
            ))
        );
      case 'bw':
      case 'rbw':
        return first === 'get' || first === 'export';
      case 'lpass':
        return first === 'show' || first === 'export';
      case 'keepassxc-cli':
        return first === 'show' || first === 'export';
      case 'doppler':
        return (
          first === 'secrets' &&
          !/^(?:set|delete|upload)$/.test(second) &&
          !texts.includes('--only-names')
        );
      case 'infisical':
        return first === 'secrets' || first === 'export';
      case 'heroku':
        return first === 'config' || first === 'config:get' || first === 'auth:token';
      case 'vercel':
        return first === 'env' && second === 'pull';
      case 'fly':
      case 'flyctl':
        return first === 'auth' && second === 'token';
      case 'npm':
        return (
          (first === 'config' && second === 'get' && /_auth|_password/i.test(third)) ||
          (first === 'token' && /^(?:create|list)?$/.test(second))
        );
      case 'git':
        return words.includes('credential') && words.includes('fill');
      case 'git-credential':
      case 'git-credential-osxkeychain':
        return first === 'get' || first === 'fill';
      case 'docker-credential-desktop':
      case 'docker-credential-osxkeychain':
        return first === 'get';
      case 'sops':
        return texts.some((text) => /^(?:-d|--decrypt|decrypt|exec-env)$/.test(text));
      case 'ansible-vault':
        return first === 'view' || first === 'decrypt';
      case 'gpg':
      case 'gpg2':
        return texts.some((text) => /^--export-secret-(?:sub)?keys$/.test(text));
      case 'cmdkey':
        return texts.some((text) => /^\/list/i.test(text));
      case 'Get-StoredCredential':
        return true;
      case 'mimikatz':
      case 'lazagne':
      case 'secretsdump.py':
        return 'critical';
      case 'docker':
      case 'podman':
        return (
          first === 'inspect' && texts.some((text) => /\.Env\b/.test(text)) && ('medium' as const)
        );
      case 'terraform':
      case 'tofu':
        // Both print what is marked as sensitive.
        return (
          ((first === 'state' && second === 'pull') ||
            (first === 'output' && (options.has('json') || options.has('raw')))) &&
          'medium'
        );
      default:
        return undefined;
    }
  }),
});
