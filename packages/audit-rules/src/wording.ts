import type { RuleId } from './rules/index.ts';

/** What is said about a rule. */
export interface Wording {
  readonly title: string;
  readonly why: string;
  readonly advice: string;
}

/** The wording of all rules; one without an entry does not compile. */
export const WORDING: Readonly<Record<RuleId, Wording>> = {
  'remove-recursive': {
    title: 'Recursive deletion',
    why: 'Deletes a whole tree at once; nothing brings it back unless it was committed or backed up.',
    advice:
      'Name the exact folder, let the shell stop where a variable is unset (`set -u`), or move it to a temporary folder first.',
  },
  'find-delete': {
    title: 'Deletion of what a search finds',
    why: 'Deletes every match; a pattern that is a little too wide takes more than was meant.',
    advice: 'Run the same search with -print first, and limit it to a folder and a name.',
  },
  'sync-delete': {
    title: 'Copy that deletes',
    why: 'Deletes whatever the source does not have; swapped or empty sources empty the target.',
    advice: 'Run it with --dry-run first and read what it would delete.',
  },
  'wipe-file': {
    title: 'Overwritten content',
    why: 'Overwrites or cuts off content so that it cannot be recovered.',
    advice: 'Keep a copy, or delete normally where secrecy does not ask for more.',
  },
  'empty-file': {
    title: 'Emptied file',
    why: 'A redirection without output leaves an empty file behind.',
    advice: 'Write to a new file and move it, or keep the old content under version control.',
  },
  'overwrite-device': {
    title: 'Write to a disk',
    why: 'Destroys a disk, a partition table or a file system.',
    advice: 'Let a person run this, with the device checked by its serial number.',
  },
  'open-permissions': {
    title: 'Permissions for everyone',
    why: 'Lets every account of the machine change or run these files; the old modes are lost.',
    advice: 'Give the one account or group that needs it the one permission it needs.',
  },
  'change-owner': {
    title: 'Owner of a tree changed',
    why: 'Changes who owns every file below; wrong roots break a system and cannot be undone by a command.',
    advice: 'Change the owner of the files that need it, not of a tree.',
  },
  'fork-bomb': {
    title: 'Fork bomb',
    why: 'Starts copies of itself until the machine stops answering.',
    advice: 'Find out who asked for it; there is no use for it outside a test of limits.',
  },
  'code-delete': {
    title: 'Deletion by inline code',
    why: 'Deletes files from code on the command line, where rules for `rm` do not look.',
    advice: 'Use a reviewed script or `rm` with a named path.',
  },
  'windows-delete': {
    title: 'Recursive deletion on Windows',
    why: 'Deletes a whole tree without asking and without the recycle bin.',
    advice: 'Name the exact folder and try with -WhatIf first.',
  },
  'git-force-push': {
    title: 'Forced push',
    why: 'Replaces commits on the remote; what others pushed can be lost.',
    advice: 'Use --force-with-lease on your own branch, or add a commit that reverts.',
  },
  'git-force-with-lease': {
    title: 'Forced push with lease',
    why: 'Replaces commits on the remote, though only when nobody pushed in between.',
    advice: 'Fine on a branch of your own; not on one that is shared.',
  },
  'git-delete-remote': {
    title: 'Remote branch or tag deleted',
    why: 'Removes a branch or a tag for everyone.',
    advice: 'Check that it is merged, and leave the deletion to the person who owns it.',
  },
  'git-discard': {
    title: 'Uncommitted work discarded',
    why: 'Throws away changes that no commit holds; git cannot bring them back.',
    advice: 'Stash or commit first; restore single files by name.',
  },
  'git-delete-local': {
    title: 'Local branch or stash deleted',
    why: 'May remove the only name of commits; they are lost after some weeks.',
    advice:
      'Use `git branch -d`, which refuses what is not merged, and look at a stash before dropping it.',
  },
  'git-rewrite-history': {
    title: 'History rewritten',
    why: 'Makes new commits of old ones, or removes what recovery would need.',
    advice: 'Work on a fresh clone and keep the old one until everyone has moved.',
  },
  'sql-destroy': {
    title: 'Data destroyed in a database',
    why: 'Drops or empties tables, or deletes rows without a condition.',
    advice: 'Use a migration that was reviewed, a transaction, and a backup.',
  },
  'database-reset': {
    title: 'Database reset',
    why: 'Drops and recreates the database that the settings happen to point at.',
    advice: 'Make sure that it is a local database; name it on the command line.',
  },
  'infrastructure-destroy': {
    title: 'Infrastructure destroyed',
    why: 'Removes running machines, data stores or their recorded state.',
    advice: 'Make a plan, let a person read it, and apply that plan.',
  },
  'cluster-delete': {
    title: 'Deletion in a cluster',
    why: 'Removes workloads, namespaces or volumes of the cluster that is selected at the moment.',
    advice: 'Name context and namespace, and try with --dry-run=client.',
  },
  'container-prune': {
    title: 'Containers or volumes removed',
    why: 'Removes volumes or everything unused, data of other projects included.',
    advice: 'Remove single containers by name and keep volumes.',
  },
  'cloud-delete': {
    title: 'Cloud resource deleted',
    why: 'Deletes storage, machines or repositories of an account that others use.',
    advice: 'Try with a dry run, and let the owner of the account do it.',
  },
  'http-delete': {
    title: 'DELETE request',
    why: 'Asks a service that is not on this machine to delete something.',
    advice: 'Check host and account; use a test system.',
  },
  publish: {
    title: 'Something published',
    why: 'What is published can be fetched by others within seconds and often cannot be replaced.',
    advice: 'Publish from CI after review; try with --dry-run.',
  },
  'system-stop': {
    title: 'Machine or processes stopped',
    why: 'Stops the machine or everything a user runs.',
    advice: 'Stop the one process by its id.',
  },
  'download-execute': {
    title: 'Download run as code',
    why: 'Runs whatever a server sends at this moment, with your permissions, unseen.',
    advice: 'Save it, read it, check its digest, then run it; better: use a package manager.',
  },
  'download-then-run': {
    title: 'Downloaded file run',
    why: 'Runs a file from the network on the line that fetched it, before anyone could read it.',
    advice: 'Read it and check its digest or signature first.',
  },
  'decoded-execute': {
    title: 'Hidden code run',
    why: 'Decodes text and runs it: the line does not show what it does.',
    advice: 'Decode to a file and read it.',
  },
  'reverse-shell': {
    title: 'Shell over the network',
    why: 'Connects a shell to another machine, which can then run anything here.',
    advice:
      'Treat the session as compromised: cut the connection and find out where the command came from.',
  },
  'upload-http': {
    title: 'Upload',
    why: 'Sends a file or output of commands to a server.',
    advice: 'Check who owns the host and what is in the file; send no secrets.',
  },
  'upload-socket': {
    title: 'Data over a bare connection',
    why: 'Sends data past proxies and logs, without encryption.',
    advice: 'Use a documented service with authentication.',
  },
  'upload-copy': {
    title: 'Copy to another machine',
    why: 'Copies files from here to another machine.',
    advice: 'Check the host and the folder; leave out keys and .env files.',
  },
  'upload-cloud': {
    title: 'Upload to a bucket or relay',
    why: 'Copies files to storage or a relay where others may read them.',
    advice: 'Check who can read the target; leave out secrets.',
  },
  'upload-dns': {
    title: 'Data in look-ups',
    why: 'Puts data into names that are looked up: a known way past firewalls.',
    advice: 'Find out where the command came from.',
  },
  'upload-code': {
    title: 'Upload by inline code',
    why: 'Reads a file or the environment and sends it, in code on the command line.',
    advice: 'Check the host and what is sent.',
  },
  'fetch-host': {
    title: 'Fetch from an unusual host',
    why: 'A URL carries data to whoever runs the host.',
    advice: 'Allow the host in the policy when it is right; keep data out of URLs.',
  },
  'sensitive-read': {
    title: 'Secrets read',
    why: 'What is read becomes part of the conversation, of its logs and of what is sent to the model.',
    advice: 'Use an example file, name variables without values, and rotate what was shown.',
  },
  'sensitive-write': {
    title: 'Credential store changed',
    why: 'Changes keys or credentials that other programs trust.',
    advice: 'Use the program that owns the store.',
  },
  'environment-dump': {
    title: 'Environment printed',
    why: 'Prints variables that often hold tokens and passwords.',
    advice: 'Print the names, or the one variable that is needed.',
  },
  'credential-command': {
    title: 'Credentials printed',
    why: 'Prints a token, password or key into the conversation.',
    advice: 'Pass it on by a pipe or a variable of the program that needs it.',
  },
  'write-outside': {
    title: 'Write outside the project',
    why: 'Changes files that the task does not own.',
    advice: 'Keep to the project and temporary folders, or add the folder to the session.',
  },
  'startup-file': {
    title: 'Startup file changed',
    why: 'Is run or obeyed later, in sessions that have nothing to do with this one.',
    advice: 'Show the lines to the person who owns the machine.',
  },
  'agent-settings': {
    title: 'Agent settings changed',
    why: 'Changes what the agent is allowed to do, or which servers it trusts.',
    advice: 'Let a person change permissions and servers.',
  },
  'scheduled-job': {
    title: 'Job or service installed',
    why: 'Starts by itself later, after the session has ended.',
    advice: 'Ask first; write down how to remove it.',
  },
  'skip-checks': {
    title: 'Checks skipped',
    why: 'Goes around hooks or protections that the project has set up.',
    advice: 'Fix what the hook complains about.',
  },
  'skip-permissions': {
    title: 'Permission checks off',
    why: 'Runs an agent or a command without the questions and limits that protect the machine.',
    advice: 'Allow the single commands that are needed; use a container otherwise.',
  },
  'hide-traces': {
    title: 'Traces removed',
    why: 'Removes or stops the records by which others see what was done.',
    advice: 'Keep histories, logs and transcripts.',
  },
  'weaken-system': {
    title: 'Protection weakened',
    why: 'Changes accounts, firewalls or protections of the whole system.',
    advice: 'Let the administrator of the machine do it.',
  },
  'secret-certain': {
    title: 'Secret in text',
    why: 'A working key in a conversation is in its logs too.',
    advice: 'Revoke it and use a variable or a secret store.',
  },
  'secret-possible': {
    title: 'Possible secret in text',
    why: 'Looks like a password or a token.',
    advice: 'Check it; if it is real, rotate it and use a variable.',
  },
  unparsed: {
    title: 'Unreadable command',
    why: 'No shell grammar fits, so nobody can say what it does.',
    advice: 'Look at it; split it into single commands or a script.',
  },
  'read-then-send': {
    title: 'Secrets read, then data sent',
    why: 'The session read secrets and sent data out afterwards.',
    advice: 'Check what was sent; rotate what was read.',
  },
  'download-then-start': {
    title: 'Downloaded file started later',
    why: 'A file from the network was started by a later call.',
    advice: 'Check that someone read it in between.',
  },
};
