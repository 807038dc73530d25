import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { aFolder } from './scratch.ts';

/** A real redis-server behind the REST face that Upstash gives it: a posted array of words, `result` or `error` back. */
export async function aRedisService(token: string): Promise<string> {
  const port = await aFreePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', aFolder()];
  const redis = spawn('redis-server', args, { stdio: 'ignore' });
  onTestFinished(() => void redis.kill('SIGKILL'));
  const socket = await connected(port);
  const replies = readReplies(socket);
  let turn: Promise<unknown> = Promise.resolve();
  const run = (words: readonly string[]) => {
    const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('');
    const reply = turn.then(async () => {
      socket.write(`*${words.length}\r\n${parts}`);
      return (await replies.next()).value as Reply;
    });
    turn = reply;
    return reply;
  };
  const server = createServer((request, response) => {
    void textOf(request).then(async (body) => {
      const isAllowed = request.headers.authorization === `Bearer ${token}`;
      const answer = isAllowed ? await run(JSON.parse(body) as string[]) : { error: 'WRONGPASS' };
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Reply = { readonly result: unknown } | { readonly error: string };

async function aFreePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function connected(port: number): Promise<Socket> {
  for (let attempt = 0; ; attempt += 1) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return socket;
    } catch (error) {
      if (attempt === 200) throw error;
      await pause(50);
    }
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Source: Redis serialization protocol, version 2. */
async function* readReplies(socket: Socket): AsyncGenerator<Reply> {
  let buffer = Buffer.alloc(0);
  for await (const chunk of socket) {
    buffer = Buffer.concat([buffer, chunk as Buffer]);
    for (let read = parse(buffer, 0); read; read = parse(buffer, 0)) {
      buffer = buffer.subarray(read.end);
      yield read.value instanceof Error ? { error: read.value.message } : { result: read.value };
    }
  }
}

type Read = { readonly value: unknown; readonly end: number };

function parse(buffer: Buffer, start: number): Read | null {
  const lineEnd = buffer.indexOf('\r\n', start);
  if (lineEnd === -1) return null;
  const line = buffer.toString('utf8', start + 1, lineEnd);
  const end = lineEnd + 2;
  switch (String.fromCharCode(buffer[start] ?? 0)) {
    case '+':
      return { value: line, end };
    case '-':
      return { value: new Error(line), end };
    case ':':
      return { value: Number(line), end };
    case '$':
      return parseText(buffer, Number(line), end);
    default:
      return parseList(buffer, Number(line), end);
  }
}

function parseText(buffer: Buffer, length: number, start: number): Read | null {
  if (length === -1) return { value: null, end: start };
  if (buffer.length < start + length + 2) return null;
  return { value: buffer.toString('utf8', start, start + length), end: start + length + 2 };
}

function parseList(buffer: Buffer, length: number, start: number): Read | null {
  const values: unknown[] = [];
  let end = start;
  for (let index = 0; index < length; index += 1) {
    const read = parse(buffer, end);
    if (!read) return null;
    values.push(read.value);
    end = read.end;
  }
  return { value: values, end };
}
