import { commands, defineRule } from '../define-rule.ts';
import { isDryRun, operandsOf } from './support/subcommands.ts';

/** Deleting from a Kubernetes cluster. */
export const clusterDelete = defineRule({
  id: 'cluster-delete',
  category: 'destructive-services',
  severity: 'high',
  examples: {
    match: [
      'kubectl delete ns production',
      'kubectl -n app delete pods --all',
      'kubectl delete pvc data-0',
      'helm uninstall web',
      'kubectl --context prod delete -f k8s/',
      'helm -n x delete api',
      'kubectl drain node-1 --ignore-daemonsets',
    ],
    pass: [
      'kubectl get ns',
      'kubectl describe pod x',
      'helm list',
      'kubectl delete pod x --dry-run=client',
      'kubectl apply -f k8s/',
      "echo 'kubectl delete ns x'",
      'helm template . | grep delete',
    ],
  },
  judge: commands(
    ['kubectl', 'oc', 'helm', 'k', 'flux', 'argocd', 'kind', 'minikube', 'k3d'],
    (command) => {
      if (isDryRun(command)) return undefined;
      const { words, options } = operandsOf(command);
      const [first, second = ''] = words;
      if (command.program === 'helm')
        return first === 'uninstall' || first === 'delete' || first === 'un';
      if (command.program === 'argocd') return first === 'app' && second === 'delete';
      if (/^(?:kind|minikube|k3d|flux)$/.test(command.program))
        return (
          (first === 'delete' || (command.program === 'flux' && first === 'uninstall')) && 'low'
        );
      if (first === 'drain') return 'medium';
      if (first !== 'delete')
        return first === 'replace' && options.has('force') ? 'medium' : undefined;
      if (
        options.has('all', 'A', 'all-namespaces') ||
        /^(?:ns|namespaces?|crds?|customresourcedefinitions?|nodes?|pvc?|persistentvolume(?:claim)?s?|all|project)(?:\/|,|$)/.test(
          second,
        )
      ) {
        return /^(?:ns|namespace|node|project)/.test(second) || options.has('A', 'all-namespaces')
          ? 'critical'
          : 'high';
      }
      return /^(?:pods?|po|jobs?|rs|replicasets?)(?:\/|$)/.test(second) ? 'low' : 'medium';
    },
  ),
});
