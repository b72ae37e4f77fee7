import type { FLOWS } from '../flows/index.ts';
import { agentSettings } from './agent-settings.ts';
import { changeOwner } from './change-owner.ts';
import { cloudDelete } from './cloud-delete.ts';
import { clusterDelete } from './cluster-delete.ts';
import { codeDelete } from './code-delete.ts';
import { containerPrune } from './container-prune.ts';
import { credentialCommand } from './credential-command.ts';
import { databaseReset } from './database-reset.ts';
import { decodedExecute } from './decoded-execute.ts';
import { downloadExecute } from './download-execute.ts';
import { downloadThenRun } from './download-then-run.ts';
import { emptyFile } from './empty-file.ts';
import { environmentDump } from './environment-dump.ts';
import { fetchHost } from './fetch-host.ts';
import { findDelete } from './find-delete.ts';
import { forkBomb } from './fork-bomb.ts';
import { gitDeleteLocal } from './git-delete-local.ts';
import { gitDeleteRemote } from './git-delete-remote.ts';
import { gitDiscard } from './git-discard.ts';
import { gitForcePush } from './git-force-push.ts';
import { gitForceWithLease } from './git-force-with-lease.ts';
import { gitRewriteHistory } from './git-rewrite-history.ts';
import { hideTraces } from './hide-traces.ts';
import { httpDelete } from './http-delete.ts';
import { infrastructureDestroy } from './infrastructure-destroy.ts';
import { openPermissions } from './open-permissions.ts';
import { overwriteDevice } from './overwrite-device.ts';
import { publish } from './publish.ts';
import { removeRecursive } from './remove-recursive.ts';
import { reverseShell } from './reverse-shell.ts';
import { scheduledJob } from './scheduled-job.ts';
import { secretCertain } from './secret-certain.ts';
import { secretPossible } from './secret-possible.ts';
import { sensitiveRead } from './sensitive-read.ts';
import { sensitiveWrite } from './sensitive-write.ts';
import { skipChecks } from './skip-checks.ts';
import { skipPermissions } from './skip-permissions.ts';
import { sqlDestroy } from './sql-destroy.ts';
import { startupFile } from './startup-file.ts';
import { syncDelete } from './sync-delete.ts';
import { systemStop } from './system-stop.ts';
import { unparsed } from './unparsed.ts';
import { uploadCloud } from './upload-cloud.ts';
import { uploadCode } from './upload-code.ts';
import { uploadCopy } from './upload-copy.ts';
import { uploadDns } from './upload-dns.ts';
import { uploadHttp } from './upload-http.ts';
import { uploadSocket } from './upload-socket.ts';
import { weakenSystem } from './weaken-system.ts';
import { windowsDelete } from './windows-delete.ts';
import { wipeFile } from './wipe-file.ts';
import { writeOutside } from './write-outside.ts';

/** All rules that judge single calls, by category. */
export const RULES = [
  removeRecursive,
  findDelete,
  syncDelete,
  wipeFile,
  emptyFile,
  overwriteDevice,
  openPermissions,
  changeOwner,
  forkBomb,
  codeDelete,
  windowsDelete,
  gitForcePush,
  gitForceWithLease,
  gitDeleteRemote,
  gitDiscard,
  gitDeleteLocal,
  gitRewriteHistory,
  sqlDestroy,
  databaseReset,
  infrastructureDestroy,
  clusterDelete,
  containerPrune,
  cloudDelete,
  httpDelete,
  publish,
  systemStop,
  downloadExecute,
  downloadThenRun,
  decodedExecute,
  reverseShell,
  uploadHttp,
  uploadSocket,
  uploadCopy,
  uploadCloud,
  uploadDns,
  uploadCode,
  fetchHost,
  sensitiveRead,
  sensitiveWrite,
  environmentDump,
  credentialCommand,
  writeOutside,
  startupFile,
  agentSettings,
  scheduledJob,
  skipChecks,
  skipPermissions,
  hideTraces,
  weakenSystem,
  secretCertain,
  secretPossible,
  unparsed,
] as const;

/** The id of a rule for single calls. */
export type CallRuleId = (typeof RULES)[number]['id'];

/** The id of any rule, flows between calls included. */
export type RuleId = CallRuleId | (typeof FLOWS)[number]['id'];
