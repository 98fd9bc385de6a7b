import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';
import { permissions } from '../permissions';
import { PersonPage } from './person-page';
import { ReportCasePage } from './report-case-page';
import { ReportsQueuePage } from './reports-queue-page';
import { SanctionsPage } from './sanctions-page';

export const ModerationApp = () => (
  <Page.Protect permissions={permissions.moderate}>
    <Routes>
      <Route index element={<ReportsQueuePage />} />
      <Route path="reports/:id" element={<ReportCasePage />} />
      <Route path="sanctions" element={<SanctionsPage />} />
      <Route path="people/:id" element={<PersonPage />} />
      <Route path="*" element={<Page.Error />} />
    </Routes>
  </Page.Protect>
);
