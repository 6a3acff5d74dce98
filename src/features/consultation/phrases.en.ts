import type { ProviderProfile } from '../../ports/knowledge.ts'
import type { ChecksheetItem, Material } from '../../ports/materials.ts'
import type { ConsultationState } from './consultation.ts'
import type { ja } from './phrases.ja.ts'
import type { SecretKind } from './secrets.ts'

const DAYS: Readonly<Record<string, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
}

const MATERIALS: Readonly<Record<Material['kind'], string>> = {
  template: 'template',
  tool: 'tool',
  education: 'training material',
}

const SECRETS: Readonly<Record<SecretKind, string>> = {
  password: 'a password',
  pin: 'a PIN or a one-time code',
  key: 'an API key or a token',
  card: 'a card number',
  personalNumber: 'an individual number (My Number)',
  account: 'a bank account number',
}

/** After “Please”. */
const REMEDIES: Readonly<Record<SecretKind, string | undefined>> = {
  password: 'change the password',
  pin: 'change the PIN',
  key: 'revoke the key and issue a new one',
  card: 'speak to your card company',
  personalNumber: undefined,
  account: undefined,
}

export const en = {
  addressee: (name: string) => `Dear ${name},`,
  opening: (deskName: string) => `Thank you for your question. This is ${deskName} (automatic answer).`,
  openingMany: (count: number) => ` You asked ${count} questions:`,
  summary: {
    answered: (subject: string) => `Answer: ${subject}`,
    offered: (subject: string) => `Which of these comes nearest to your question? ${subject}`,
    unanswered: (subject: string) => `A consultant can help: ${subject}`,
    urgent: 'What to do first',
    withdrawn: 'The question was taken back',
    sources: 'Sources',
  },
  part: {
    number: (place: number, question: string) => `${place}. ${question}`,
    choices: 'Which of these comes nearest to your question?',
    choose: 'Show this',
    unknown: {
      open: 'Our documents do not settle this for certain. Press “Ask a consultant” below, and a consultant will look into it and answer you.',
      handedOver:
        'Our documents do not settle this for certain. A consultant will look into it and answer you.',
    },
    person: {
      open: 'This depends on your own case. Press “Ask a consultant” below, and a consultant will answer you.',
      handedOver: 'This depends on your own case, so a consultant will answer it.',
    },
    account:
      'Your contract is told to you alone. Please ask a consultant about anything that is not shown there.',
    closed:
      'This cannot be answered outside a contract. How to go on is told to you alone, as “Your contract”.',
    refuse:
      'We are sorry: this desk cannot tell you about others, change records, speak of how it works, or help with anything but security and this service. Please ask about your own measures or about the service.',
    elsewhere: 'The practice lecture below explains this. A consultant can help with your own case.',
    gone: 'The document behind this answer is under review. Please ask a consultant.',
    assumption:
      'Part of this answer is how this desk understands the rules. Please ask a consultant for a definite answer.',
    escalate: (place: number) => `Ask a consultant about question ${place}`,
    practiceOnly:
      'Practice lectures, training content and operating tools are available in the practice course.',
    sources: (labels: string) => `Sources: ${labels}`,
  },
  topic: {
    notice: (title: string) => `We take this as about the notice “${title}”.`,
    followUp: {
      answer: (question: string | undefined) =>
        question === undefined
          ? 'We take this as following on from your last question.'
          : `We take this as following on from “${question}”.`,
      other: (question: string | undefined) =>
        question === undefined
          ? 'We take this as following on from your last question.'
          : `We take this as following on from “${question}”.`,
    },
    correction: {
      found:
        'We are sorry to have missed what you meant. We have looked again, leaving out what you were shown.',
      none: 'We are sorry to have missed what you meant. Apart from what you were shown, we found nothing that answers it.',
    },
    repeated: {
      open: 'This is the same as what you were told before. Press “Ask a consultant” below, and a consultant will look into your case.',
      handedOver: 'This is the same as what you were told before. A consultant will look into your case.',
      ticket: (ticket: string) =>
        `This is the same as what you were told before. A consultant has this question (number ${ticket}).`,
      question: 'We take this as the same question as before.',
    },
  },
  urgent: {
    title: '⚠️ This may be an incident',
    first: (count: number) => `Please do these ${count} things first.`,
    step: (place: number, words: string) => `${place}. ${words}`,
    steps: [
      'Unplug the LAN cable, switch Wi-Fi off (leave the power on)',
      'Stop using the computer and take a photo of the screen',
      'Call the person responsible in your company',
    ],
    informed: (ticket: string) => `The consultants have been alerted (number ${ticket}). `,
    next: (hours: string, minutes: number) =>
      `Within our hours (${hours}) they will contact you within ${minutes} minutes.`,
    outside:
      'Outside our hours, please turn to the cybercrime desk of the police or to your maintenance company first. Do not type passwords on this computer.',
  },
  secret: {
    hidden: '[redacted]',
    warning: (kinds: readonly SecretKind[], where: 'post' | 'form') => {
      const what = kinds.map((kind) => SECRETS[kind]).join(', ')
      const remedies = [
        ...(where === 'post' ? ['delete your post'] : []),
        ...kinds.flatMap((kind) => REMEDIES[kind] ?? []),
      ]
      const request = remedies.length > 0 ? ` Please ${remedies.join(', and ')}.` : ''
      return `⚠️ Your text seems to contain ${what}; we have left it out of our records.${request}`
    },
    deleting:
      'Deleting the post takes this answer back too. To keep an answer, write your question again without that part.',
  },
  closing: 'If anything is unclear, just reply here.',
  automatic:
    'This answer was made automatically from our documents. A consultant looks at individual circumstances.',
  greeting: 'Welcome',
  button: {
    solved: 'This solved it',
    unsolved: 'Not solved yet',
    escalate: 'Ask a consultant',
    none: 'None of these (ask a consultant)',
    meet: 'Talk in a Web meeting',
    sources: 'Show the sources',
    trace: 'How it was answered',
    comment: 'Send a comment',
    record: 'Get this as a file',
    attach: 'Attach a file',
  },
  state: {
    solved: '✅ Noted as solved. Thank you for telling us.',
    unsolved:
      'We are sorry that this did not help. A consultant can look into it. If you would like to add something, just write it here.',
    answeredBy: (ticket: string) => `✅ A consultant has answered (number ${ticket}).`,
    escalated: (ticket: string) => `⏳ Handed to a consultant (number ${ticket}).`,
    withdrawn: 'The question was deleted, so this answer was taken back.',
    takenBack: 'This question was withdrawn.',
    withdrawnUnanswered: 'The question was deleted, so it will not be answered.',
  },
  handedOver: {
    summary: (ticket: string) => `Handed to a consultant (number ${ticket})`,
    supplement: ' If you would like to add something, just write it here.',
    because: {
      unanswerable: 'Our material does not settle this for certain.',
      needsPerson: 'This needs a person to look into it.',
      askedAgain: 'As you have asked the same question again, a consultant will look into it.',
      unsolved: 'As this is not solved yet, a consultant will look into it.',
    },
    needless: ' If you do not need that, press “Withdraw”.',
    already: (ticket: string) => `A consultant has this question already (number ${ticket}).`,
  },
  takeBack: {
    button: 'Withdraw',
    which: 'Which question do you want to withdraw?',
    done: (subject: string, ticket: string | undefined) =>
      `Your question “${subject}”${ticket === undefined ? '' : ` (${ticket})`} is withdrawn.`,
    consultant: 'The consultants have been told. You can ask again at any time.',
    none: 'There is nothing in this conversation that could be withdrawn. Write “history” to see your other questions.',
    already: 'This question is withdrawn already.',
    solved: 'This question is solved already.',
  },
  hours: ({ days, hours }: ProviderProfile['consultantHours']) => {
    const name =
      days.join() === 'mon,tue,wed,thu,fri' ? 'weekdays' : days.map((day) => DAYS[day] ?? day).join(', ')
    return `${name} ${hours.map((span) => span.replace('-', '–')).join(', ')}, Japan time`
  },
  sources: {
    title: 'Sources',
    which: 'What this answer rests on:',
    show: 'Show',
    faq: 'The frequent questions say:',
    lecture: 'The explanatory lectures say:',
    practice: 'The practice lectures say:',
    guide: 'Our documents say:',
    fixed: 'This is the operator’s own text about this desk.',
  },
  source: {
    explanatory: (level: string, lecture: string, section: string) =>
      `explanatory lecture ${lecture} of level ${level}, §${section}`,
    practice: (lecture: string, section: string) => `practice lecture ${lecture}, §${section}`,
    guide: (title: string, section: string) => `“${title}”, §${section}`,
    faq: (id: string, question: string) => `${id}  ${question}`,
    fixed: (title: string) => `The operator’s own text: ${title}`,
    lectureTitle: (label: string, lecture: string, heading: string) =>
      `${label}: “${heading}”, in “${lecture}”`,
    guideTitle: (title: string, section: string, heading: string) => `“${title}”, §${section}: “${heading}”`,
  },
  next: {
    steps: (steps: readonly string[]) => `What you can do next: ${steps.join('; ')}`,
    items: (items: readonly ChecksheetItem[]) => {
      const [first, ...others] = items
      const category = first && others.length === 0 ? ` (${first.category})` : ''
      return `look at no. ${items.map(({ number }) => number).join(', ')} of your checksheet${category}`
    },
    use: (kind: Material['kind'], title: string) => `use the ${MATERIALS[kind]} “${title}”`,
    named: (kind: Material['kind'], title: string) => `the ${MATERIALS[kind]} “${title}”`,
    closed: {
      higher: (kind: Material['kind'], titles: readonly string[], instead: string | undefined) =>
        `${titles.map((it) => `“${it}”`).join(', ')}: ${MATERIALS[kind]} of the practice course. ${
          instead === undefined
            ? 'Your contract (learning course) does not include it.'
            : `Your contract (learning course) has ${instead}.`
        }`,
      outside: (kind: Material['kind'], titles: readonly string[]) =>
        `The ${MATERIALS[kind]} ${titles.map((it) => `“${it}”`).join(', ')} can be used while a contract is in force.`,
      lecture: (title: string) => `The practice lecture “${title}” can be watched in the practice course.`,
    },
  },
  trace: {
    title: (about: string) => (about === '' ? 'How it was answered' : `How it was answered: ${about}`),
    chosen: 'The customer asked for a person by a button; nothing was answered automatically.',
    none: 'There is no record of how this was answered: nothing was answered automatically, or the record has expired.',
    outdated:
      'The question was reworded or deleted, so this was taken back. Please open it again for what is left.',
    reworded: 'The question was reworded later, so its first words are not kept.',
    label: {
      madeAt: 'answered at',
      language: 'language',
      recognised: 'recognised as',
      urgent: 'incident',
      knowledge: 'knowledge version',
      query: 'query',
      context: 'context',
      candidates: 'found (the first five)',
      outcome: 'outcome',
      why: 'why',
      decided: 'taken apart into',
      citations: 'citations',
      model: 'model',
    },
    line: (label: string, value: string) => `${label}: ${value}`,
    list: (items: readonly string[]) => items.join(', '),
    question: (place: number) => `question ${place}`,
    language: { ja: 'Japanese', en: 'English', other: 'another' },
    urgent: { yes: 'yes: first steps at once, and handed over', no: 'no' },
    percent: (share: number) => `${Math.round(share * 100)}%`,
    recognised: {
      search: 'a question to search for',
      refuse: 'to be refused',
      escalate: 'for a consultant',
      account: 'the state of the contract',
    },
    named: (kind: string, name: string, by: string) => `${kind} (${by === '' ? name : `${name}, by ${by}`})`,
    outcome: {
      answer: (ids: string) => `answered with ${ids}`,
      choices: (ids: string) => `offered as choices: ${ids}`,
      unknown: () => 'said that it cannot be answered for certain',
      person: () => 'said that a consultant must look at it',
      account: () => 'told the state of the contract, to the asker alone',
      closed: () => 'not answered outside a contract; what opens it was told to the asker alone',
      refuse: () => 'refused',
      apart: () => 'taken apart by the model',
    },
    why: {
      class: () => 'by what it was recognised as, before anything was searched',
      wholeMail: () => 'by what the mail as a whole was recognised as',
      again: () => 'because it was asked before: what was offered then is not offered again',
      sure: (chance: string) => `the chance that the first is right is ${chance}: enough to answer`,
      several: (chance: string) =>
        `the chance that the first is right is ${chance}: not enough to answer, enough to offer choices`,
      unsure: (chance: string) =>
        `the chance that the first is right is ${chance}: not enough to offer anything`,
      nothing: () => 'nothing was found',
      same: () => 'another question ended in the same way',
      outside: () => 'no contract is in force',
      model: (chance: string) =>
        `judged by the model (by the rules alone, the chance that the first is right is ${chance})`,
    },
    nothing: 'nothing',
    candidate: (title: string, score: string, chance: string, evidence: string) =>
      `${title}  score ${score}  chance ${chance}  (${evidence})`,
    evidence: (name: string, share: string) => `${name} ${share}`,
    whose: { curated: 'curated words', model: 'the model’s words' },
    cited: (part: number, whose: string, ids: string) =>
      `answer ${part} (${whose}): ${ids}: all of them exist`,
    missing: (part: number, whose: string, ids: string, missing: string) =>
      `answer ${part} (${whose}): ${ids}: ⚠️ missing: ${missing}`,
    noCitation: 'no answer cites anything',
    noModel: 'none was asked',
    step: (name: string, model: string, ms: number, prompt: number, completion: number, outcome: string) =>
      `${name} (${model}): ${(ms / 1000).toFixed(1)} s, ${prompt} + ${completion} tokens, ${outcome}`,
    stepName: { split: 'splitting', judge: 'judging', compose: 'writing' },
    stepOutcome: {
      used: 'used',
      retried: 'failed the checks, asked again',
      dropped: 'failed the checks, dropped',
      timeout: 'timed out',
      rateLimited: 'rate limited',
      server: 'server error',
      unreachable: 'unreachable',
      rejected: 'request rejected',
      refused: 'refused by the model',
      malformed: 'malformed',
      truncated: 'broke off',
      repeated: 'repeated its instructions',
      overBudget: 'over budget',
      open: 'paused after many faults',
    },
    paragraph: (place: number, ids: string, support: string, verdict: string) =>
      `  paragraph ${place}: ${ids}  support ${support}, ${verdict}`,
    verdict: {
      supported: 'supported',
      unsupported: 'not supported',
      noSource: 'no source',
      unknownSource: 'a source that it was not given',
      strangeTerm: 'a term of no source',
      strangeReport: 'a report of no source',
      wrongLanguage: 'wrong language',
    },
    shortened: (beginning: string, length: number) => `${beginning}… (${length} characters in all)`,
  },
  followUp: {
    offer: 'You may also want to know',
    show: 'Show the answer',
    title: (question: string) => `Related: ${question}`,
  },
  file: {
    absent: 'You mention an attached file, but none has arrived. Please send it again.',
    attached: (names: string) =>
      `Attachments (${names}) are not read automatically. A consultant who takes over can open them.`,
    refused: (name: string, why: string) => `An attachment (${name}) could not be received: ${why}.`,
    missing: (names: string) =>
      `Attachments (${names}) could not be received. Please send them again, or write what they say.`,
  },
  upload: {
    summary: 'Attaching files',
    about: (subject: string) => `You can attach files to your question “${subject}” on this page:`,
    link: 'Open the page to attach files',
    expires: 'The page is for you alone, for 24 hours: up to ten files of 25 MB at a time.',
  },
  record: {
    here: 'Here is the record of your question.',
    fileName: 'consultation',
    title: 'Record of a question',
    label: {
      asked: 'Asked at',
      by: 'Asked by',
      subject: 'Subject',
      state: 'State',
      question: 'Question',
      answer: 'Answer',
      sources: 'Sources',
      files: 'Attachments',
    },
    line: (name: string, value: string) => `${name}: ${value}`,
    section: (title: string) => `== ${title} ==`,
    person: (organisation: string, name: string) => `${name}, ${organisation}`,
    time: (instant: Date, timeZone: string) =>
      new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(instant),
    state: (state: ConsultationState, ticket: string | undefined) =>
      `${state === 'escalated' ? 'with a consultant' : 'solved'}${ticket === undefined ? '' : ` (number ${ticket})`}`,
    shortened: '(The rest is left out here; the whole question is in your message.)',
    made: (time: string) => `This record was made on ${time}.`,
  },
  noQuestion: {
    empty:
      'Please write what you would like to know. For example: “Do we have to forbid private smartphones?”',
    noWords: 'Sorry, we could not read a question in that. Please write it in words.',
    onlyFiles:
      'We received your file, but this desk answers questions in words. Please write what you would like to know.',
    thanks: 'Thank you. If there is anything else, just write it here.',
    greeting: 'Just write your question, as you would in a mail.',
  },
  welcome: {
    greeting: (deskName: string) =>
      `This is ${deskName}. Just write, as you would in a mail: we answer from our documents automatically, and hand to a consultant what we cannot answer for certain. Answers are in Japanese.`,
    shared: (deskName: string) =>
      `This is ${deskName}. Mention ${deskName} here to ask. Answers come from curated material; what it cannot settle goes to a consultant. About your contract, please ask in your personal chat.`,
    examples: 'For example',
    prompts: [
      {
        title: 'Private smartphones',
        text: '私物のスマートフォンで会社のメールを見ている社員がいます。禁止しないと達成にならないのでしょうか。',
      },
      {
        title: 'The achievement rate',
        text: '結果サマリーの達成率は、どのように計算されていますか。',
      },
      {
        title: 'Writing a basic policy',
        text: '情報セキュリティの基本方針には、どのようなことを書けばよいでしょうか。',
      },
    ],
  },
  foreign: 'Sorry: answers are in Japanese for now. A consultant can help you if you need another language.',
  stale: 'This card is out of date. Please ask your question again.',
  form: {
    title: 'Ask the desk',
    intro: 'Just write, as you would in a mail. The answer comes as a direct message.',
    subject: 'Subject (optional)',
    body: 'Your question',
    bodyHint: 'For example: some of us read mail on private smartphones. Do we have to forbid it?',
    send: 'Send',
    cancel: 'Back',
    bodyMissing: 'Please write your question.',
  },
  reply: {
    asked: (name: string) => `Asked by ${name}`,
    title: 'Reply',
    intro: 'What you write is shown in this conversation, with the answer.',
    label: 'Your question or reply',
    missing: 'Please write something.',
    send: 'Send',
    cancel: 'Back',
  },
  comment: {
    title: 'Send a comment',
    label: 'What you would like to tell us',
    send: 'Send',
    cancel: 'Back',
    missing: 'Please write your comment.',
    thanks: 'Thank you for your comment. It helps us to improve our answers.',
    told: {
      title: 'A customer’s comment',
      from: (member: string, organisation: string) => `${member} (${organisation})`,
      about: 'Consultation',
      ticket: 'Ticket',
      sources: 'Sources',
    },
  },
} satisfies typeof ja
