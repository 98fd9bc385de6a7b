import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';
import { permissions } from '../permissions';
import { CasePage } from './case-page';
import { QueuePage } from './queue-page';
import { ScreeningPage } from './screening-page';
import { StatisticsPage } from './statistics-page';

export const App = () => (
  <Routes>
    <Route index element={<Page.Protect permissions={permissions.read}><QueuePage /></Page.Protect>} />
    <Route path="applications/:id" element={<Page.Protect permissions={permissions.read}><CasePage /></Page.Protect>} />
    <Route path="screening" element={<Page.Protect permissions={permissions.readScreening}><ScreeningPage /></Page.Protect>} />
    <Route path="statistics" element={<Page.Protect permissions={permissions.readStatistics}><StatisticsPage /></Page.Protect>} />
    <Route path="*" element={<Page.Error />} />
  </Routes>
);
