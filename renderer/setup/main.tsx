import { config } from 'zod';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { SetupApp } from './SetupApp.tsx';

// The page's policy forbids code made from text; without this zod would try, and the browser report it.
config({ jitless: true });
const root = document.getElementById('root');
if (root) createRoot(root).render(<SetupApp />);
