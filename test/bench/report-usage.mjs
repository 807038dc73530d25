import { monitorEventLoopDelay } from 'node:perf_hooks';

let delay = null;

// Loaded before a measured server (`node --import`): answers each message of the bench with what the process has used,
// or with how long its loop was held at the most since it was last asked that.
process.on('message', (message) => {
  if (message !== 'loop') {
    process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() });
    return;
  }
  process.send?.({ heldMs: delay === null ? 0 : Math.max(0, delay.max / 1e6 - 1) });
  delay ??= monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  delay.reset();
});
process.channel?.unref();
