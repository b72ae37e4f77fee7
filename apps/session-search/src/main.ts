import { runMain } from '@cco/cli';
import { searchCommand } from '@cco/search-command';
import manifest from '../package.json' with { type: 'json' };

void runMain(searchCommand, { name: 'cs', version: manifest.version });
