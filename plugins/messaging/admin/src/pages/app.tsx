import { Page } from '@strapi/strapi/admin';
import { Outlet, Route, Routes } from 'react-router-dom';
import { LiveProvider } from '../live/live-provider';
import { permissions } from '../permissions';
import { InboxPage } from './inbox-page';
import { RepliesPage } from './replies-page';
import { ReportPage } from './report-page';
import { RulesPage } from './rules-page';

/** Stays while one goes from ticket to ticket, and with it the connection. */
const Inbox = () => (
  <Page.Protect permissions={permissions.read}>
    <LiveProvider><Outlet /></LiveProvider>
  </Page.Protect>
);

export const App = () => (
  <Routes>
    <Route element={<Inbox />}>
      <Route index element={<InboxPage />} />
      <Route path="tickets/:id" element={<InboxPage />} />
    </Route>
    <Route path="reports" element={<Page.Protect permissions={permissions.report}><ReportPage /></Page.Protect>} />
    <Route path="replies" element={<Page.Protect permissions={permissions.answer}><RepliesPage /></Page.Protect>} />
    <Route path="rules/:tab?" element={<Page.Protect permissions={permissions.read}><RulesPage /></Page.Protect>} />
    <Route path="*" element={<Page.Error />} />
  </Routes>
);
