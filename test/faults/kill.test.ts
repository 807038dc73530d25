import { expect, it } from 'vitest';
import { exitOf } from '../support/run-server.ts';
import { fillCenter, startServer } from './center-folder.ts';
import { aChance, aFaultFolder, copyOfDatabase, pause, tell, times } from './fault-run.ts';
import { aRegister, judge } from './registers.ts';

/** Control, run when this was written: with sign-outs kept in kv.db, which is written behind, 41 of 147 were lost. */
it(
  'loses nothing acknowledged and writes nothing by half when it is killed, and starts again by itself',
  { timeout: 900_000 },
  async () => {
    const kills = times(5, 100);
    const root = fillCenter(aFaultFolder());
    const chance = aChance('kill');
    const register = aRegister();
    for (let kill = 0; kill < kills; kill += 1) {
      const server = await startServer(root);
      const { child } = server;
      const isAlive = () => child.exitCode === null && child.signalCode === null;
      const writers = [register.trySignIn, register.signOut, register.flip, register.correct, register.addUser].map(
        async (write) => {
          // The one that is under way when the kill comes gets no answer.
          while (isAlive()) await write(server).catch(() => pause(5));
        },
      );
      const enough = register.acknowledged() + 5 + chance.below(60);
      while (register.acknowledged() < enough) await pause(1);
      await pause(chance.below(20));
      child.kill('SIGKILL');
      await exitOf(child);
      await Promise.all(writers);
    }
    const { lost, half } = judge(copyOfDatabase(root), register.written());
    tell(
      `kill: ${kills} kills, ${kills} of ${kills} starts, ${register.acknowledged()} acknowledged, ${lost} lost, ${half} half`,
    );
    expect(register.acknowledged()).toBeGreaterThan(kills * 3);
    expect({ lost, half }).toEqual({ lost: 0, half: 0 });
  },
);
