// Loaded before a measured server (`node --import`): answers each message of the bench with what the process has used.
process.on('message', () => {
  process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() });
});
process.channel?.unref();
