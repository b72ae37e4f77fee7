import { MESSAGE } from './messages.ts';
import { type Shape, shape } from './shape.ts';

/** Own fields of records by `type`; each may have those of the envelope too. */
export const RECORDS: Readonly<Record<string, Shape>> = {
  user: shape(
    'promptId toolUseResult sourceToolAssistantUUID sourceToolUseID permissionMode permissionDecision promptSource turnOrigin isCompactSummary isVisibleInTranscriptOnly imagePasteIds toolDenialKind interruptedMessageId interruptedByShutdown planContent mcpMeta mcpCallNotReadOnly toolEndsTurn queueSkipAttachments classifierMetaLines turnCompanion userFeedback scheduledTaskId todos thinkingMetadata ownNote refusalRetry refusedMessageId repeatsCompactSummary rowSource sandboxed sentAtMs',
    {
      message: MESSAGE,
      origin: shape('kind producer'),
      turnPosition: shape('promptIndex turnIndex'),
    },
  ),
  assistant: shape(
    'requestId requestRef requestSessionId requestedModel apiBlockIndex effort perTurnEffort attributionAgent attributionSkill attributionPlugin attributionMcpServer attributionMcpTool wireToolInputs advisorModel error isApiErrorMessage apiErrorStatus apiErrorType errorDetails quotaLimits isAbortedMidStream supersedesUuids failedResponseHadNoToolCall madeBy promptCacheRequested thinkingDisplay thinkingDurationMs toolInputStreamMs costUSD durationMs',
    { message: MESSAGE },
  ),
  // The shapes of these two depend on what is inside: see `system-records` and `attachments`.
  system: shape('subtype'),
  attachment: shape('attachment renderedRole renderedBesideToolResult', {
    rendered: shape('content'),
    renderedInHumanTurn: shape('content'),
  }),
  progress: shape('data toolUseID parentToolUseID'),
  'agent-color': shape('agentColor'),
  'agent-name': shape('agentName'),
  'agent-setting': shape('agentSetting'),
  'ai-title': shape('aiTitle'),
  'api-request': shape(
    'id base keep tail querySource shapeHash requestDigest echoWireToolInputs cacheControl thread params',
  ),
  'api-request-blob': shape('hash message'),
  'api-request-shape': shape('shapeHash shape'),
  'atis-latch': shape('atis'),
  'bridge-session': shape('bridgeSessionId lastSequenceNum ownerAccountUuid ownerOrganizationUuid'),
  'content-replacement': shape('replacements'),
  'continued-in': shape('continuedInSessionId'),
  // Below `modelUsage` the names are those of models.
  'cost-state': shape(
    'totalCostUSD totalAPIDuration totalAPIDurationWithoutRetries totalToolDuration totalLinesAdded totalLinesRemoved totalDuration startTime modelUsage hasUnknownModelCost',
  ),
  'custom-title': shape('customTitle'),
  'file-history-delta': shape('messageId snapshotMessageId trackingPath', {
    backup: shape('backupFileName version backupTime realParentDir'),
  }),
  // Below `trackedFileBackups` the names are those of files.
  'file-history-snapshot': shape('messageId isSnapshotUpdate', {
    snapshot: shape('messageId timestamp trackedFileBackups'),
  }),
  'fork-context-ref': shape('parentSessionId parentLastUuid contextLength'),
  'last-prompt': shape('lastPrompt leafUuid'),
  mode: shape('mode'),
  'permission-mode': shape('permissionMode'),
  'pr-link': shape('prNumber prUrl prRepository'),
  'queue-operation': shape('operation content reason commandUuid deliveryId'),
  relocated: shape('relocatedCwd'),
  summary: shape('summary leafUuid'),
  tag: shape('tag'),
  'tools-used': shape('tools'),
  'worktree-state': shape('worktreeSession'),
  // Of a workflow's `journal.jsonl`.
  launched: shape('key agentId label phase'),
  result: shape('key agentId result remoteControlDeviceReport toolsUsed'),
  started: shape('key agentId label phase'),
};
