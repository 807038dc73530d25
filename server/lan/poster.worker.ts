import { serveWorker } from '../jobs/run-in-worker.ts';
import { drawPoster, type PosterFacts } from './poster.ts';

serveWorker((facts) => drawPoster(facts as PosterFacts));
