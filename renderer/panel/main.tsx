import { config } from 'zod';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import './panel.css';
import { loadPortal } from '../api/load-portal.ts';
import { PanelApp } from './PanelApp.tsx';

async function start(): Promise<void> {
  // The page's policy forbids code made from text; without this zod would try, and the browser report it.
  config({ jitless: true });
  const portal = await loadPortal();
  const root = document.getElementById('root');
  if (!portal || !root) {
    setTimeout(() => location.reload(), 3000);
    return;
  }
  createRoot(root).render(<PanelApp atLoad={portal} />);
}

void start();
