import { count } from '@cco/terminal';
import type { Settings } from '@cco/usage-settings';
import type { LoadedUsage } from '@cco/usage-source';

/** Says what there is to say about usage besides what every report says of itself. */
export function remarksOf(usage: LoadedUsage, { mode, prices }: Settings): string[] {
  const { untimedMessages, withoutFastPrice, archived } = usage;
  const remarks: string[] = [];
  if (untimedMessages > 0) {
    remarks.push(`${count(untimedMessages, 'message')} without a usable time left out`);
  }
  if (withoutFastPrice.length > 0) {
    const models = withoutFastPrice.join(', ');
    remarks.push(`Fast requests priced as standard ones, for want of a fast price: ${models}`);
  }
  if (archived.sessions > 0) {
    const [sessions, messages] = [
      count(archived.sessions, 'session'),
      count(archived.messages, 'message'),
    ];
    remarks.push(`History kept of ${sessions} (${messages}) whose transcripts are gone`);
  }
  if (prices.own) remarks.push(`Own prices for ${count(prices.own.length, 'model')}`);
  if (mode === 'display') remarks.push('Costs only as recorded: messages without one count as $0');
  return remarks;
}
