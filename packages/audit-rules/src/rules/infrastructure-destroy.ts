import { commands, defineRule } from '../define-rule.ts';
import { isDryRun, operandsOf } from './support/subcommands.ts';

/** Destroying what an infrastructure tool has built. */
export const infrastructureDestroy = defineRule({
  id: 'infrastructure-destroy',
  category: 'destructive-services',
  severity: 'critical',
  examples: {
    match: [
      'terraform destroy',
      'terraform -chdir=infra apply -destroy -auto-approve',
      'tofu destroy -auto-approve',
      'pulumi destroy --yes',
      'cdk destroy --all',
      'terraform state rm aws_instance.web',
      'ansible all -m file -a "path=/srv state=absent"',
    ],
    pass: [
      'terraform plan -destroy',
      'terraform apply',
      'terraform state list',
      'pulumi preview',
      'echo terraform destroy',
      "grep -n 'prevent_destroy' main.tf",
    ],
  },
  judge: commands(
    [
      'terraform',
      'tofu',
      'terragrunt',
      'pulumi',
      'cdk',
      'cdktf',
      'sst',
      'serverless',
      'sls',
      'sam',
      'ansible',
      'eksctl',
      'vagrant',
      'multipass',
    ],
    (command) => {
      if (isDryRun(command)) return undefined;
      const { words, options } = operandsOf(command);
      const [first, second] = words;
      switch (command.program) {
        case 'terraform':
        case 'tofu':
        case 'terragrunt':
          if (first === 'destroy' || (first === 'run-all' && second === 'destroy')) return true;
          if (first === 'apply' && options.has('destroy')) return true;
          if (first === 'state' && second === 'rm') return 'high';
          return (
            (first === 'workspace' && second === 'delete' && 'high') ||
            (first === 'force-unlock' && 'medium')
          );
        case 'sst':
        case 'serverless':
        case 'sls':
          return first === 'remove';
        case 'sam':
        case 'eksctl':
        case 'multipass':
          return first === 'delete';
        case 'ansible':
          return command.args.some((word) => /state=absent/.test(word.text)) && 'high';
        case 'vagrant':
          return first === 'destroy' && 'medium';
        default:
          return first === 'destroy' || (first === 'stack' && second === 'rm');
      }
    },
  ),
});
