import { createIds } from '../ids.ts';
import { projectFolder } from '../project-folder.ts';
import { createRandom, mix, type Random } from '../random.ts';
import { claudeModelAt, type Era, eraAt, otherModel, versionIn } from './era.ts';
import { drawSizes } from './sizes.ts';

/** What the files of a session have in common. */
export interface PlannedSession {
  readonly seed: number;
  readonly sessionId: string;
  readonly cwd: string;
  readonly folder: string;
  readonly era: Era;
  readonly version: string;
  readonly startedAt: number;
  readonly entrypoint: string;
  readonly gitBranch: string;
  readonly model: string;
  /** False for other back-ends, which also write no cache split. */
  readonly isClaude: boolean;
  /** Continues a copy of the session before it. */
  readonly forksPrevious: boolean;
  /** Size of the main file in bytes. */
  readonly size: number;
  readonly agents: readonly PlannedAgent[];
}

/** A subagent's file. */
export interface PlannedAgent {
  readonly seed: number;
  readonly agentId: string;
  /** Relative to the project folder, with `/` between the parts. */
  readonly path: string;
  readonly model: string;
  readonly size: number;
  /** The workflow run it belongs to. */
  readonly workflow: string | undefined;
}

/** What a plan depends on. */
export interface PlanOptions {
  readonly size: number;
  readonly files: number | undefined;
  readonly seed: number;
  /** The end of the last day, milliseconds. */
  readonly until: number;
  readonly clean: boolean;
}

const SUBAGENT_SHARE = 0.55;
const OTHER_BACK_END_SHARE = 0.26;
const FORK_SHARE = 0.1;
const WORKFLOW_SHARE = 0.15;
const SESSIONS_PER_PROJECT = 12;
const YEAR_MS = 365 * 86_400_000;
/** A record takes about 3 KB and 4.6 seconds. */
const MS_PER_BYTE = 1.6;

/** Decides all files of a corpus: their sizes, sessions, projects, eras, models. */
export function planCorpus(options: PlanOptions): PlannedSession[] {
  const random = createRandom(mix(options.seed, 0x91a4));
  const sizes = drawSizes(options.size, options.files, random);
  const agentCount = Math.floor(sizes.length * SUBAGENT_SHARE);
  const mainCount = sizes.length - agentCount;
  preferLargeMains(sizes, mainCount, random);
  const agentSizes: number[][] = Array.from({ length: mainCount }, () => []);
  for (const size of sizes.slice(mainCount)) {
    // The square prefers some sessions: a few start dozens of agents, most none.
    agentSizes[Math.floor(random.fraction() ** 2 * mainCount)]?.push(size);
  }
  const order = agentSizes.map((list, index) => ({ list, at: mix(options.seed, index) }));
  order.sort((left, right) => left.at - right.at);

  const projects = makeProjects(Math.ceil(mainCount / SESSIONS_PER_PROJECT), random);
  const bytes = { all: 0, other: 0 };
  const sessions: PlannedSession[] = [];
  for (let index = 0; index < mainCount; index++) {
    const size = sizes[index] ?? 0;
    const agents = order[index]?.list ?? [];
    const total = agents.reduce((sum, agent) => sum + agent, size);
    // A balance instead of a coin: a few large sessions would decide the share.
    const isClaude = bytes.other + total > (bytes.all + total) * OTHER_BACK_END_SHARE;
    bytes.all += total;
    if (!isClaude) bytes.other += total;
    const previous = sessions.at(-1);
    sessions.push(
      planSession({
        options,
        random,
        seed: mix(options.seed, 0x5e55_0000 + index),
        cwd: projects[Math.floor(random.fraction() ** 2 * projects.length)] ?? '',
        forkOf: previous !== undefined && random.chance(FORK_SHARE) ? previous : undefined,
        isClaude,
        size,
        agentSizes: agents,
      }),
    );
  }
  return sessions;
}

interface SessionDraft {
  readonly options: PlanOptions;
  readonly random: Random;
  readonly seed: number;
  readonly cwd: string;
  readonly forkOf: PlannedSession | undefined;
  readonly isClaude: boolean;
  readonly size: number;
  readonly agentSizes: readonly number[];
}

function planSession(draft: SessionDraft): PlannedSession {
  const { random, forkOf, isClaude, size, options } = draft;
  const ids = createIds(draft.seed);
  const sessionId = ids.uuid();
  const fraction = random.fraction();
  const startedAt =
    forkOf?.startedAt ?? Math.floor(options.until - YEAR_MS * (1 - fraction) - size * MS_PER_BYTE);
  const era = forkOf?.era ?? eraAt(fraction);
  const cwd = forkOf?.cwd ?? draft.cwd;
  const folder = projectFolder(cwd);
  const chooseModel = (): string =>
    isClaude ? claudeModelAt(startedAt, random) : otherModel(random);
  const model = chooseModel();
  const workflow = era === 'recent' && random.chance(WORKFLOW_SHARE) ? ids.workflow() : undefined;
  return {
    seed: draft.seed,
    sessionId,
    cwd,
    // The drive letter's case varies from one start to the next.
    folder:
      !options.clean && /^C--/.test(folder) && random.chance(0.15) ? `c${folder.slice(1)}` : folder,
    era,
    version: versionIn(era, random),
    startedAt,
    entrypoint: random.chance(0.1) ? 'sdk-cli' : 'cli',
    gitBranch: random.chance(0.7) ? 'main' : `feature/${sessionId.slice(0, 6)}`,
    model,
    isClaude,
    forksPrevious: forkOf !== undefined,
    size,
    agents: draft.agentSizes.map((agentSize, index) => {
      const agentId = era === 'old' ? ids.oldAgent() : ids.agent();
      const below = `${sessionId}/subagents/${workflow === undefined ? '' : `workflows/${workflow}/`}`;
      return {
        seed: mix(draft.seed, 0xa6e0 + index),
        agentId,
        path: `${era === 'old' ? '' : below}agent-${agentId}.jsonl`,
        model: random.chance(0.5) ? model : chooseModel(),
        size: agentSize,
        workflow,
      };
    }),
  };
}

/** Main files are larger than subagents': half of the pairs that stand the wrong way are swapped. */
function preferLargeMains(sizes: number[], mainCount: number, random: Random): void {
  for (let agent = mainCount; agent < sizes.length; agent++) {
    const main = random.below(mainCount);
    const [mainSize = 0, agentSize = 0] = [sizes[main], sizes[agent]];
    if (agentSize > mainSize && random.chance(0.5)) {
      sizes[main] = agentSize;
      sizes[agent] = mainSize;
    }
  }
}

const NAMES = ['amber', 'birch', 'cobalt', 'delta', 'ember', 'fjord', 'garnet', 'harbor'] as const;
const KINDS = ['api', 'web', 'cli', 'worker', 'docs', 'mobile', 'infra', 'lib'] as const;

function makeProjects(count: number, random: Random): string[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${random.pick(NAMES)}-${random.pick(KINDS)}-${index}`;
    if (index % 3 === 2) return `C:\\Users\\mira\\dev\\${name}`;
    if (index % 20 === 9) return `/home/mira/プロジェクト/${name}`;
    return index % 2 === 0 ? `/home/mira/projects/${name}` : `/Users/mira/code/${name}`;
  });
}
