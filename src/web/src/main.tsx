import { createRoot } from 'react-dom/client';
import { Application } from './Application';
import './styles/base.css';
import './styles/shell.css';
import './styles/pages.css';
import './styles/matters.css';
import './styles/transfers.css';
import './styles/case.css';
import './styles/forms.css';
import './styles/drafts.css';
import './styles/board.css';
import './styles/instances.css';
import './styles/system.css';

createRoot(document.getElementById('root')!).render(<Application />);
