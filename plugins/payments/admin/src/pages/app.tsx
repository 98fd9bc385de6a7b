import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';
import { permissions } from '../permissions';
import { DiscrepanciesPage } from './discrepancies-page';
import { HeldPage } from './held-page';
import { PaymentPage } from './payment-page';
import { PaymentsPage } from './payments-page';

export const App = () => (
  <Page.Protect permissions={permissions.read}>
    <Routes>
      <Route index element={<PaymentsPage />} />
      <Route path="discrepancies" element={<DiscrepanciesPage />} />
      <Route path="held" element={<HeldPage />} />
      <Route path="transactions/:id" element={<PaymentPage />} />
      <Route path="*" element={<Page.Error />} />
    </Routes>
  </Page.Protect>
);
