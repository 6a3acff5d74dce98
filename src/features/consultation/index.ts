export { ConsultationAction } from './actions.ts'
export { createModelAdvise } from './advise-with-model.ts'
export { type About, type AnswerPorts, answer, HeldMeanwhile, type Question } from './answer.ts'
export { sureEnough } from './answerability.ts'
export { askPerson } from './ask-person.ts'
export { asksForSlots } from './asks-for-slots.ts'
export {
  hiddenSign,
  secretsCard,
  sharedWelcomeCard,
  staleCard,
  takeBackLabel,
  welcome,
} from './cards.ts'
export { comment } from './comment.ts'
export { answerOf } from './compose.ts'
export {
  answeredWith,
  type Consultation,
  type ConsultationState,
  isOpen,
  type Part,
  Reply,
} from './consultation.ts'
export type {
  ArrivedQuestions,
  ConsultationStore,
  KeptTrace,
  TraceStore,
  TurnLog,
} from './consultation-store.ts'
export { correct, withdraw } from './correct.ts'
export type { AnswerStores } from './deciding.ts'
export type { Earlier, EarlierConsultations } from './earlier.ts'
export { withFollowUps } from './follow-ups.ts'
export { commentForm, consultationForm, replyForm } from './forms.ts'
export { giveUp } from './give-up.ts'
export { isChosen } from './hand-over.ts'
export { stepsAtOnce } from './incident.ts'
export { explain } from './keep-trace.ts'
export { checkAnswer } from './model-paragraphs.ts'
export {
  isPassage,
  materialOf,
  type Passage,
  passageLines,
  passagesFrom,
} from './model-passages.ts'
export { readable } from './model-session.ts'
export { ModelStep } from './model-step.ts'
export { modelTasks } from './model-tasks.ts'
export { offerUpload } from './offer-upload.ts'
export { previewReply, type Reader } from './preview.ts'
export { readMail } from './reading.ts'
export {
  type Attached,
  attach,
  type ReceivingPorts,
  redrawAsked,
  settleAskedFile,
  uploadOffer,
} from './receive-files.ts'
export { createRecogniser } from './recogniser.ts'
export { record } from './record.ts'
export { type Advise, type Draft, draftReply } from './reply.ts'
export { mayAct, respond } from './respond.ts'
export { redact, type SecretKind } from './secrets.ts'
export { showTrace } from './show-trace.ts'
export { isOpenTo, sourceLabel, sourcesOf, sourceTitle } from './source-label.ts'
export { sourceCard, sourcesCards } from './sources.ts'
export { takeBack, takeBackHere } from './take-back.ts'
export { Trace } from './trace.ts'
export { traceCard } from './trace-card.ts'
export { withinContract } from './within-contract.ts'
