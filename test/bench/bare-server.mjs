// The least a JSON server on this Node can do: reads the body, parses it, answers fixed bytes. Reference BARE.
import { createServer } from 'node:http';

const answer = Buffer.from(JSON.stringify({ ok: true, padding: 'x'.repeat(200) }));
const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    if (request.method === 'POST') JSON.parse(Buffer.concat(parts).toString('utf8'));
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': answer.length });
    response.end(answer);
  });
});
const port = Number(process.argv[2] ?? 0);
server.listen(port, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${server.address().port}`));
process.on('SIGTERM', () => process.exit(0));
