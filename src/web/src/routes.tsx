import { lazy, type FunctionComponent } from 'react';
import { createBrowserRouter, Navigate, useRouteError } from 'react-router';
import { useUser } from './session/SessionContext';
import { homeFor } from './shell/navigation';
import { Shell } from './shell/Shell';
import { Failure, NotFound } from './shell/states';
import { TaskListPage } from './tasks/TaskListPage';

const page = <Name extends string>(load: () => Promise<Record<Name, FunctionComponent>>, name: Name) => {
  const Page = lazy(async () => ({ default: (await load())[name] as FunctionComponent }));
  return <Page />;
};

function Home() {
  return <Navigate to={homeFor(useUser().roles)} replace />;
}

function Broken() {
  return <Failure error={useRouteError()} retry={() => window.location.reload()} />;
}

export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Broken />,
    children: [
      { index: true, element: <Home /> },
      { path: 'tasks/batch/:id', element: page(() => import('./tasks/batch/BatchResultPage'), 'BatchResultPage') },
      { path: 'tasks/:view', element: <TaskListPage /> },
      { path: 'cases/:caseId', element: page(() => import('./cases/CasePage'), 'CasePage') },
      { path: 'task/:taskId', element: page(() => import('./forms/TaskPage'), 'TaskPage') },
      { path: 'campaigns', element: page(() => import('./campaigns/CampaignList'), 'CampaignList') },
      { path: 'campaigns/new', element: page(() => import('./campaigns/PlanCampaign'), 'PlanCampaign') },
      { path: 'campaigns/:campaignId', element: page(() => import('./campaigns/BoardPage'), 'BoardPage') },
      { path: 'matters', element: page(() => import('./matters/MatterList'), 'MatterList') },
      { path: 'matters/new', element: page(() => import('./matters/NewMatter'), 'NewMatter') },
      { path: 'matters/:matterId', element: page(() => import('./matters/MatterPage'), 'MatterPage') },
      { path: 'transfers', element: page(() => import('./transfers/TransferList'), 'TransferList') },
      { path: 'transfers/new', element: page(() => import('./transfers/NewTransfer'), 'NewTransfer') },
      { path: 'transfers/:transferId', element: page(() => import('./transfers/TransferPage'), 'TransferPage') },
      { path: 'books/opening', element: page(() => import('./books/OpeningPage'), 'OpeningPage') },
      { path: 'books/postings', element: page(() => import('./books/postings/PostingsPage'), 'PostingsPage') },
      { path: 'books/postings/new', element: page(() => import('./books/postings/NewPosting'), 'NewPosting') },
      { path: 'books', element: page(() => import('./books/BooksPage'), 'BooksPage') },
      { path: 'supervisions', element: page(() => import('./supervisions/SupervisionsPage'), 'SupervisionsPage') },
      { path: 'requests', element: page(() => import('./requests/RequestsPage'), 'RequestsPage') },
      { path: 'extensions', element: <Navigate to="/requests?kind=extension" replace /> },
      { path: 'talk', element: page(() => import('./talk/QuestionsPage'), 'QuestionsPage') },
      { path: 'copies', element: page(() => import('./talk/CopiesPage'), 'CopiesPage') },
      { path: 'copies/:copyId', element: page(() => import('./talk/CopyPage'), 'CopyPage') },
      { path: 'notices', element: page(() => import('./notices/NoticesPage'), 'NoticesPage') },
      { path: 'notices/settings', element: page(() => import('./notices/NoticeSettings'), 'NoticeSettings') },
      { path: 'proxies', element: page(() => import('./proxies/ProxiesPage'), 'ProxiesPage') },
      { path: 'admin/accounts', element: page(() => import('./admin/Accounts'), 'Accounts') },
      { path: 'admin/proxies', element: page(() => import('./proxies/ProxiesPage'), 'ProxiesPage') },
      { path: 'admin/units', element: page(() => import('./admin/Units'), 'Units') },
      { path: 'admin/definitions', element: page(() => import('./admin/Definitions'), 'Definitions') },
      { path: 'admin/instances', element: page(() => import('./instances/InstanceList'), 'InstanceList') },
      { path: 'admin/instances/:id', element: page(() => import('./instances/InstancePage'), 'InstancePage') },
      { path: 'admin/batches', element: page(() => import('./admin/operations'), 'Batches') },
      { path: 'admin/batches/:id', element: page(() => import('./instances/BatchPage'), 'BatchPage') },
      { path: 'admin/migrations', element: page(() => import('./instances/MigrationPage'), 'MigrationPage') },
      { path: 'admin/schedules', element: page(() => import('./admin/operations'), 'Schedules') },
      { path: 'admin/incidents', element: page(() => import('./admin/operations'), 'Incidents') },
      { path: 'admin/timers', element: page(() => import('./admin/operations'), 'Timers') },
      { path: 'admin/outbox', element: page(() => import('./admin/operations'), 'Outbox') },
      { path: 'admin/deliveries', element: page(() => import('./admin/Deliveries'), 'Deliveries') },
      { path: 'admin/system', element: page(() => import('./admin/system/SystemPage'), 'SystemPage') },
      { path: 'admin/dead-letters', element: page(() => import('./admin/letters/DeadLetters'), 'DeadLetters') },
      { path: 'admin/dead-letters/:id', element: page(() => import('./admin/letters/DeadLetterPage'), 'DeadLetterPage') },
      { path: 'admin/audit', element: page(() => import('./admin/AuditLog'), 'AuditLog') },
      { path: 'settings', element: page(() => import('./settings/SettingsPage'), 'SettingsPage') },
      { path: 'password', element: page(() => import('./session/ChangePassword'), 'ChangePassword') },
      { path: '*', element: <NotFound /> },
    ],
  },
]);
