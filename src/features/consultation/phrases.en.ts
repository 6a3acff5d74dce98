import type { ProviderProfile } from '../../ports/knowledge.ts'
import type { ConsultationState } from './consultation.ts'
import type { ja } from './phrases.ja.ts'

const DAYS: Readonly<Record<string, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
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
      'Your contract is told to you alone. Please ask a consultant about anything that is not shown there, such as sessions left, bookings or payment.',
    refuse:
      'We are sorry: this desk cannot tell you about others, change records, speak of how it works, or help with anything but security and this service. Please ask about your own measures or about the service.',
    gone: 'The document behind this answer is under review. Please ask a consultant.',
    assumption:
      'Part of this answer is how this desk understands the rules. Please ask a consultant for a definite answer.',
    practiceOnly:
      'Practice lectures, training content and operating tools are available in the practice course.',
    sources: (labels: string) => `Sources: ${labels}`,
  },
  topic: {
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
    steps: [
      'Please do these three things first.',
      '1. Unplug the LAN cable, switch Wi-Fi off (leave the power on)',
      '2. Stop using the computer and take a photo of the screen',
      '3. Call the person responsible in your company',
    ],
    mail: 'If a mail went to the wrong person: stop further sending, note the recipients, the subject and the attachments, and tell the person responsible.',
    informed: (ticket: string) => `The consultants have been alerted (number ${ticket}). `,
    outside:
      'Outside our hours, please turn to the cybercrime desk of the police or to your maintenance company first. Do not type passwords on this computer.',
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
    sources: 'Show the sources',
    comment: 'Send a comment',
    record: 'Get this as a file',
    attach: 'Attach a file',
  },
  state: {
    solved: '✅ Noted as solved. Thank you for telling us.',
    unsolved:
      'We are sorry that this did not help. A consultant can look into it. If you would like to add something, just write it here.',
    escalated: (ticket: string) => `⏳ Handed to a consultant (number ${ticket}).`,
    withdrawn: 'The question was deleted, so this answer was taken back.',
    takenBack: 'This question was withdrawn.',
    withdrawnUnanswered: 'The question was deleted, so it will not be answered.',
  },
  handedOver: {
    summary: (ticket: string) => `Handed to a consultant (number ${ticket})`,
    next: (hours: string) =>
      `A consultant will look into it and answer within our hours (${hours}). If you would like to add something, just write it here.`,
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
    faq: (id: string, question: string) => `**${id}**  ${question}`,
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
  },
  file: {
    absent: 'You mention an attached file, but none has arrived. Please send it again.',
    attached: (names: string) =>
      `Attachments (${names}) are not read automatically. A consultant who takes over can open them.`,
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
        text: '私物のスマートフォンで会社のメールを見ている社員がいます。禁止しないと、チェックシートの項目は達成にならないのでしょうか。',
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
  },
} satisfies typeof ja
