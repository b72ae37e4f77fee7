import { runMain } from '@cco/cli';
import { statsCommand } from '@cco/stats-command';
import manifest from '../package.json' with { type: 'json' };

void runMain(statsCommand, { name: 'session-stats', version: manifest.version });
