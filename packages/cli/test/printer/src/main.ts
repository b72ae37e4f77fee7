// Prints so many lines as the first word says, in three pieces, and then tells so.
import { processIo } from '../../../src/io.ts';

const lines = Number(process.argv[2]);
const io = processIo();
for (const word of ['first', 'second', 'third']) io.out(`${word} ✓\n`.repeat(lines));
io.err(`${JSON.stringify({ isTerminal: io.isTerminal, columns: io.columns })}\n`);
