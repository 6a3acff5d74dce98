import type { ja } from './phrases.ja.ts'

export const en = {
  title: 'How far customers have come with the checksheet',
  none: 'No customer has begun the checksheet yet.',
  counted: (customers: number) => `${customers === 1 ? '1 customer is' : `${customers} customers are`} at it`,
  line: (name: string, answered: number, items: number, rate: string) =>
    `${name}: ${answered}/${items} answered, ${rate} met`,
  more: (count: number) => `${count} more: the CSV file names all of them.`,
  brief: (number: number, answered: number, items: number, rate: string, awaiting: number) =>
    `round ${number}: ${answered}/${items} answered, ${rate} met, ${awaiting} to be confirmed`,
  file: (day: string) => `checksheet-progress-${day}.csv`,
  columns: {
    code: 'code',
    name: 'name',
    run: 'round',
    version: 'version',
    answered: 'answered',
    items: 'items',
    met: 'met',
    rate: 'rate (%)',
    awaiting: 'awaiting',
    startedOn: 'started on',
    changedOn: 'changed on',
  },
} satisfies typeof ja
