import { config } from 'zod';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { loadPortal } from '../api/load-portal.ts';
import { applyBrand } from '../ui/apply-brand.ts';
import { KioskApp } from './KioskApp.tsx';

async function start(): Promise<void> {
  // The page's policy forbids code made from text; without this zod would try, and the browser report it.
  config({ jitless: true });
  const portal = await loadPortal();
  const root = document.getElementById('root');
  if (!portal || !root) {
    setTimeout(() => location.reload(), 3000);
    return;
  }
  applyBrand(portal);
  createRoot(root).render(<KioskApp atLoad={portal} />);
}

void start();
