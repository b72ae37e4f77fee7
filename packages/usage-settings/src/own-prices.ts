import fs from 'node:fs';
import { UserError } from '@cco/cli';
import { type PriceFileProblem, type PriceTable, parsePriceFile, withOwnPrices } from '@cco/cost';

const MOST_PROBLEMS = 5;

/**
 * Reads a file of own prices and puts them before those of the table.
 *
 * @throws UserError when it cannot be read, or a price in it cannot be used: a report with half of
 * somebody's prices would be wrong without a word.
 */
export function readOwnPrices(file: string): PriceTable {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`the prices cannot be read: ${(error as Error).message}`);
  }
  const { models, problems } = parsePriceFile(text);
  if (problems.length > 0) {
    const told = problems.slice(0, MOST_PROBLEMS).map((problem) => `  ${describe(problem)}`);
    const more = problems.length - MOST_PROBLEMS;
    if (more > 0) told.push(`  … and ${more} more`);
    throw new UserError(`the prices in ${file} cannot be used:\n${told.join('\n')}`);
  }
  if (models.length === 0) {
    throw new UserError(`${file} names no price of any model`, {
      hint: 'For example: {"my-model": {"input_cost_per_token": 1e-6, "output_cost_per_token": 5e-6}}',
    });
  }
  return withOwnPrices(models);
}

function describe({ path, line, column, reason }: PriceFileProblem): string {
  const place = line === undefined ? path.join(' → ') : `line ${line}, column ${column}`;
  return place === '' ? reason : `${place}: ${reason}`;
}
