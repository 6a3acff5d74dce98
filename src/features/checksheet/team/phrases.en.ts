import type { ja } from './phrases.ja.ts'

export const en = {
  title: 'Who answers what',
  text: 'Whoever a category is given to finds “My categories” on their card.',
  category: (number: number, name: string, done: number, total: number, assignee: string) =>
    `${number} ${name} (${done}/${total}): ${assignee}`,
  nobody: 'nobody yet',
  where: 'Who is answering',
  place: (name: string, number: number, at: string) => `${name}: No.${number} (${at})`,
  choose: (number: number, name: string) => `Who answers category ${number} ${name}?`,
  assigned: (category: string, name: string) => `${category} is given to ${name}.`,
  unassigned: (category: string) => `${category} is given to nobody.`,
  onlyOwner: 'Only the owners of your organisation can decide who answers what.',
  reminded: (names: string) => `${names} has been told.`,
  noOne: 'There is nobody to tell: only who was given a category with items that are not answered is told.',
  unreached: (names: string) => `${names} could not be told, since they have not added the app.`,
  reminder: {
    title: 'Please answer the checksheet',
    text: (from: string, categories: string, open: number) =>
      `${from} asks you: ${open === 1 ? '1 item' : `${open} items`} of your categories (${categories}) are not answered yet.`,
  },
  button: {
    team: 'Who answers what',
    assign: 'Decide',
    choose: 'Choose',
    nobody: 'Nobody',
    remind: 'Tell them',
    mine: 'My categories',
  },
} satisfies typeof ja
