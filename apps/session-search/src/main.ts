import { runMain } from '@cco/cli';
import { searchCommand } from '@cco/search-command';
import { version } from '../package.json' with { type: 'json' };

void runMain(searchCommand, { name: 'cs', version });
