import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { type Io, UserError } from '@cco/cli';
import type { Choice } from '@cco/session-picker';
import { oneLine } from '@cco/terminal';
import { resumeCommand } from '../resume-command.ts';

const PROGRAM = 'claude';
/** What `claude --resume` takes; anything else could mean something to a shell of Windows. */
const SAFE_ID = /^\w[\w.-]*$/;

/**
 * Runs `claude --resume` in the folder of a session and gives its exit status.
 *
 * @throws UserError when the folder is gone, or there is no such program.
 */
export async function resumeSession({ id, folder, configFolder }: Choice, io: Io): Promise<number> {
  if (!SAFE_ID.test(id)) throw new UserError(`"${oneLine(id)}" is no id that can be resumed`);
  if (folder !== undefined && !fs.existsSync(folder)) {
    throw new UserError(`the session's folder is gone: ${oneLine(folder)}`, {
      hint: `From another folder: ${resumeCommand(id, { configFolder })}`,
    });
  }
  // What npm installs on Windows is a script, which only its shell can run.
  const child = spawn(PROGRAM, ['--resume', id], {
    stdio: 'inherit',
    cwd: folder ?? io.cwd,
    env: environmentOf(configFolder, io),
    shell: process.platform === 'win32',
  });
  // Ctrl-C is for the program that runs now.
  const ignore = () => {};
  process.on('SIGINT', ignore);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.on('error', ({ message }) =>
        reject(
          new UserError(`${PROGRAM} could not be started: ${message}`, {
            hint: `Is it on your PATH? The command is: ${resumeCommand(id, { folder, configFolder })}`,
          }),
        ),
      );
      child.on('close', (status, signal) => resolve(status ?? (signal ? 128 : 1)));
    });
  } finally {
    process.off('SIGINT', ignore);
  }
}

/** A list of config folders means something to cco alone: `claude` gets the one it needs, or none. */
function environmentOf(configFolder: string | undefined, { env }: Io): NodeJS.ProcessEnv {
  const { CLAUDE_CONFIG_DIR: named, ...others } = env;
  if (configFolder !== undefined) return { ...others, CLAUDE_CONFIG_DIR: configFolder };
  return named === undefined || named.includes(',') ? others : { ...env };
}
