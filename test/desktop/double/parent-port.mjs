// Loaded before the entry of a utility process: gives it process.parentPort.
import { EventEmitter } from 'node:events';

const port = new EventEmitter();
Object.assign(port, { postMessage: (message) => process.send(message), start() {} });
process.on('message', (data) => port.emit('message', { data, ports: [] }));
// No server outlives its program.
process.on('disconnect', () => process.exit());
process.parentPort = port;
