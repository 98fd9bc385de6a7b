import * as api from './api.js';
import { say } from './dom.js';
import { signInView } from './sign-in.js';
import { standingView } from './standing.js';
import { detailsView } from './details.js';
import { documentsView } from './documents.js';
import { statusView } from './status.js';

const main = document.getElementById('main');
const leave = document.getElementById('leave');
const LOOK_AGAIN_MS = 4_000;
let timer;
/** The application that is shown; one that was decided is not in the profile any more. */
let latest;

const show = (...views) => main.replaceChildren(...views.filter((view) => view !== undefined));

/** Shows where the person stands and what they can do next. */
async function look() {
  clearTimeout(timer);
  const [levels, profile, types] = await Promise.all([api.levels(), api.profile(), api.documentTypes()]);
  latest = profile.applicationId ?? latest;
  const application = latest && (await api.application(latest));
  const standing = standingView({ levels, profile, isFree: profile.applicationId === null, begin: async (level) => ((latest = (await api.begin(level)).id), look()) });
  if (!application) return show(standing);
  const sent = await api.documents(application.id);
  const level = levels.find(({ key }) => key === application.level);
  const isEditable = application.state === 'draft' || application.state === 'needs_resubmission';
  const context = { application, level, types, sent, look };
  show(standing, statusView(context), ...(isEditable ? [detailsView(context), documentsView(context)] : []));
  if (!isEditable && profile.applicationId !== null) timer = setTimeout(() => look().catch(({ message }) => say(message)), LOOK_AGAIN_MS);
}

function begin() {
  clearTimeout(timer);
  latest = undefined;
  leave.hidden = true;
  show(signInView(async () => {
    leave.hidden = false;
    await look();
    main.focus();
  }));
}

leave.addEventListener('click', () => {
  api.signOut();
  say('');
  begin();
});
begin();
