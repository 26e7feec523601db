/** Preloaded into the server under test: tells the bench what a stretch of load cost inside that process. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds between two looks; a look that comes later than that was held up by the rest. */
const RESOLUTION = 5;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
delays.enable();
let cpu = process.cpuUsage();

process.on('message', (message) => {
  if (message === 'begin') {
    delays.reset();
    cpu = process.cpuUsage();
    process.send('begun');
  } else if (message === 'end') {
    const used = process.cpuUsage(cpu);
    process.send({
      cpuMs: (used.user + used.system) / 1_000,
      stallMs: Math.max(0, delays.max / 1e6 - RESOLUTION),
      rssMb: process.memoryUsage.rss() / 2 ** 20,
    });
  }
});
// The channel alone must not keep the server alive after it was told to end.
process.channel?.unref();
